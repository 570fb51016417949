"""How well reports are read: scorers, the gate that keeps their figures up, and the examples it stands on.

python -m evaluation        score everything that is there, compare with floors.json, write README.md's table
"""
