"""`reportedly store load`: Parquet files that `add --out` wrote, into a store."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import draw
from reportedly.cli.progress import Progress
from reportedly.cli.terminal import Tally, fail, note_failure, put, told_errors


def load(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that add --out wrote into.")],
    *,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Take the reports and claims of a folder of Parquet files into a store, each file in one transaction. What was
    taken in before is passed over.

    Examples:

      reportedly store load read/

      reportedly store load read/ --store war.db
    """
    tally = Tally()
    outcomes: Counter[str] = Counter()
    if not folder.is_dir():
        fail(f"{folder} is no folder; give the one that add --out wrote into")
    with told_errors():
        from reportedly.errors import StoreError
        from reportedly.stores import open_store
        from reportedly.workflow.parts import load_parts, parts_in

        if not parts_in(folder):
            fail(f"{folder} holds no file that add --out wrote; give the folder that does")
        with open_store(store) as held, Progress("loading", alone=True) as progress:
            for part in load_parts(folder, held):
                for added in part:
                    if isinstance(added, StoreError):
                        note_failure(str(added), tally)
                    else:
                        outcomes[added.outcome] += 1
                        tally.good += 1
                    progress.step()
            progress.stop()
            draw(held)
    put(_as_json(outcomes, tally) if as_json else _as_words(outcomes, tally, store))
    raise typer.Exit(tally.exit_code)


def _as_words(outcomes: Counter[str], tally: Tally, store: str) -> str:
    words = f"{outcomes['new']:,} new, {outcomes['new_version']:,} changed, {outcomes['unchanged']:,} held already"
    failed = f", {len(tally.failed):,} failed" if tally.failed else ""
    return f"{tally.good:,} reports loaded: {words}{failed}; in {store}\n"


def _as_json(outcomes: Counter[str], tally: Tally) -> str:
    summary = {name: outcomes[name] for name in ("new", "new_version", "unchanged")}
    return json.dumps({"reports": tally.good, **summary, "failed": tally.failed}, ensure_ascii=False) + "\n"
