"""Fill the output blocks of README.md with what the commands print now.

    .venv/bin/python scripts/readme_outputs.py

A block stands between `<!-- output:NAME -->` and `<!-- /output -->`; the rest of the file is left as it is.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORTEDLY = ROOT / ".venv" / "bin" / "reportedly"
LINES_SHOWN = {"read": 26, "picture": 42, "findings": 20}  # enough to see the form; the rest is one command away


def output(*arguments: str) -> str:
    """What the program prints to a pipe 100 columns wide."""
    run = subprocess.run(
        [str(REPORTEDLY), *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        check=True,
        capture_output=True,
        text=True,
    )
    return run.stdout


def blocks() -> dict[str, str]:
    """The output of each block by its name."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "readme.db")
        output("add", "--quiet", "--store", store, "examples/reports")
        return {
            "read": output("read", "examples/reports/dprk/nk-uk-drops.md"),
            "picture": output("picture", "--store", store),
            "findings": output("findings", "--cite", "--store", store),
        }


def main() -> None:
    """Write the blocks into README.md."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    for name, printed in blocks().items():
        lines = [line.rstrip() for line in printed.rstrip().splitlines()]
        shown = lines[: LINES_SHOWN[name]]
        more = [f"... {len(lines) - len(shown)} more lines"] if len(lines) > len(shown) else []
        block = "\n".join([f"<!-- output:{name} -->", "```", *shown, *more, "```", "<!-- /output -->"])
        text = re.sub(rf"<!-- output:{name} -->.*?<!-- /output -->", lambda _, b=block: b, text, flags=re.DOTALL)
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
