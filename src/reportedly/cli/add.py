"""`reportedly add`: read, extract and keep. What is held is passed over, so a run that was cut short goes on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import draw
from reportedly.cli.progress import Progress
from reportedly.cli.read import name_of, reports_of
from reportedly.cli.terminal import Tally, costs_only, put, tell, told_errors

if TYPE_CHECKING:
    from reportedly.model.report import Report
    from reportedly.readers import ReadOptions
    from reportedly.stores.base import Store
    from reportedly.workflow import ClaimExtractor

WORDS = {"new": "new", "new_version": "changed", "unchanged": "held already"}


def add(
    sources: options.Sources,
    *,
    store: options.Store = options.DEFAULT_STORE,
    published: options.Published = None,
    outlet: options.Outlet = None,
    knowledge: options.KnowledgeFiles = None,
    allow_private: options.AllowPrivate = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No line for each report, only the summary.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read reports and keep them with their claims. Adding a text again changes nothing.

    Examples:

      reportedly add reports/

      reportedly add https://news.example/story --store war.db

      reportedly add crawl.warc.gz reports.jsonl.zst saved-pages/

      find archive -name "*.html" | xargs reportedly add
    """
    tally = Tally()
    with told_errors():
        chosen = options.read_options(published, outlet, allow_private=allow_private)
        done = add_all(sources, chosen, store, knowledge or (), tally, quiet=quiet)
    put(_as_json(done, tally) if as_json else _as_words(done, tally, store))
    for sentence in tally.failed if len(tally.failed) > 1 else ():
        tell(f"not added: {sentence}")
    raise typer.Exit(tally.exit_code)


def add_all(
    sources: Sequence[str],
    chosen: ReadOptions,
    location: str,
    knowledge: Sequence[Path],
    tally: Tally,
    *,
    quiet: bool = False,
) -> Counter[str]:
    """Add every report of the sources and draw them into the picture; how many came to which outcome, and how many
    "claims" are new. What a run that was cut short left undrawn, the next one draws."""
    from reportedly.stores import open_store
    from reportedly.workflow import load_extractor

    done: Counter[str] = Counter()
    with open_store(location) as store, Progress("adding", alone=True) as progress:
        extractor = load_extractor(knowledge)
        for report in reports_of(sources, chosen, tally):
            with costs_only(name_of(report), tally):
                line = _add_one(report, store, extractor, done)
                tally.good += 1
                progress.step(None if quiet else line)
        progress.stop()
        draw(store, extractor.knowledge)
    return done


def _add_one(report: Report, store: Store, extractor: ClaimExtractor, done: Counter[str]) -> str:
    from reportedly.exporters.wording import short_id
    from reportedly.workflow import add as add_report

    kept = add_report(report, store, extractor)
    done[kept.added.outcome] += 1
    done["claims"] += kept.claims
    title = report.title or name_of(report)
    return f"{WORDS[kept.added.outcome]}: {short_id(kept.added.report_id)} {title} ({kept.claims} claims)"


def _as_words(done: Counter[str], tally: Tally, store: str) -> str:
    from reportedly.stores import shown

    counts = [f"{done[outcome]:,} {words}" for outcome, words in WORDS.items()]
    failed = f", {len(tally.failed):,} failed" if tally.failed else ""
    read = f"{tally.good:,} reports read: {', '.join(counts)}{failed}"
    return f"{read}; {done['claims']:,} new claims in {shown(store)}\n"


def _as_json(done: Counter[str], tally: Tally) -> str:
    summary = {outcome: done[outcome] for outcome in (*WORDS, "claims")}
    return json.dumps({"reports": tally.good, **summary, "failed": tally.failed}, ensure_ascii=False) + "\n"
