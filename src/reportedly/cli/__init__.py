"""A person at a terminal: one file a command. `main` is what the shell starts."""

from __future__ import annotations


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    from reportedly.cli.app import run

    raise SystemExit(run())
