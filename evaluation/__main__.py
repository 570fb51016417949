"""`python -m evaluation` is `python -m evaluation.gate`."""

from evaluation.gate import main

if __name__ == "__main__":
    raise SystemExit(main())
