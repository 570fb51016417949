"""Stores as released programs wrote them, one file a revision of the schema, and how such a file is made."""
