"""`reportedly schema`: the JSON Schema of a claim."""

from __future__ import annotations

from importlib.resources import files

from reportedly.cli.terminal import fail, put


def schema() -> None:
    """Print the JSON Schema of a claim, version 1: what `read --format jsonl` prints a line.

    Example:

      reportedly schema > claim-1.schema.json
    """
    try:
        put((files("reportedly.model") / "claim-1.schema.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        fail("this installation lacks claim-1.schema.json; install Reportedly again")
