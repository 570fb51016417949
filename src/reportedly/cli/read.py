"""`reportedly read`: sources in, claims out; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.progress import Progress
from reportedly.cli.terminal import Tally, console, costs_only, note_failure, put_all, told_errors

if TYPE_CHECKING:
    from reportedly.exporters.base import Exporter, Reading
    from reportedly.knowledge import Knowledge
    from reportedly.model.claim import Claim
    from reportedly.model.report import Report
    from reportedly.readers import ReadOptions


class Format(StrEnum):
    """What `read` prints: for people, for programs, for scorers."""

    SHEET = "sheet"
    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    ATTRIBUTIONS = "attributions"
    QUANTITIES = "quantities"
    TIMES = "times"


SCORED = frozenset({Format.ATTRIBUTIONS, Format.QUANTITIES, Format.TIMES})


def read(
    sources: options.Sources,
    *,
    style: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.SHEET,
    published: options.Published = None,
    outlet: options.Outlet = None,
    knowledge: options.KnowledgeFiles = None,
    allow_private: options.AllowPrivate = False,
) -> None:
    """Read reports and print the claims in them: who said what, how sure, in which words.

    A source is an HTML page, plain text, Markdown, a PDF; an archive (.warc, .wacz, .jsonl with {"id", "text"} a line),
    packed with gzip or zstd or not; an RSS or Atom feed, or a sitemap; or a directory of these.

    Examples:

      reportedly read article.html

      reportedly read https://news.example/story --format jsonl

      reportedly read reports/ --format markdown > claims.md

      reportedly read https://news.example/feed.xml

      pbpaste | reportedly read - --published 2025-06-27 --outlet "The Gaze"
    """
    tally = Tally()
    with told_errors():
        chosen = options.read_options(published, outlet, allow_private=allow_private)
        if style in SCORED:
            _print_features(sources, chosen, style, tally)
        else:
            _print_claims(sources, chosen, style, knowledge or (), tally)
    raise typer.Exit(tally.exit_code)


def reports_of(sources: Sequence[str], chosen: ReadOptions, tally: Tally) -> Iterator[Report]:
    """The reports that could be had; what could not is told as it comes."""
    from reportedly.errors import SourceError
    from reportedly.readers import read as read_source

    for source in sources:
        for outcome in read_source(source, chosen):
            if isinstance(outcome, SourceError):
                note_failure(str(outcome), tally)
            else:
                yield outcome


def name_of(report: Report) -> str:
    """What a person knows the report by."""
    return report.url or report.title or report.id


def _print_claims(
    sources: Sequence[str], chosen: ReadOptions, style: Format, knowledge: Sequence[Path], tally: Tally
) -> None:
    from reportedly.workflow import load_extractor

    extractor = load_extractor(knowledge)
    exporter = _exporter(style, extractor.knowledge)
    with Progress("reading") as progress:
        put_all(exporter(_readings(sources, chosen, extractor.extract, tally, progress)))


def _readings(
    sources: Sequence[str],
    chosen: ReadOptions,
    extract: Callable[[Report], tuple[Claim, ...]],
    tally: Tally,
    progress: Progress,
) -> Iterator[Reading]:
    from reportedly.exporters.base import Reading

    for report in reports_of(sources, chosen, tally):
        found = None
        with costs_only(name_of(report), tally):
            found = Reading(report=report, claims=extract(report))
            tally.good += 1
            progress.step()
        if found is not None:
            yield found


def _print_features(sources: Sequence[str], chosen: ReadOptions, style: Format, tally: Tally) -> None:
    from reportedly.workflow import Feature, features

    with Progress("reading") as progress:
        for report in reports_of(sources, chosen, tally):
            with costs_only(name_of(report), tally):
                put_all((features(report, Feature(style.value)),))
                tally.good += 1
                progress.step()


def _exporter(style: Format, knowledge: Knowledge) -> Exporter:
    """The exporter of a format; each loads its own library."""
    measures = knowledge.measures.by_name
    if style in (Format.JSONL, Format.JSON):
        from reportedly.exporters import jsonl

        return jsonl.export_lines if style is Format.JSONL else jsonl.export_array
    if style is Format.CSV:
        from reportedly.exporters.tabular import export_csv

        return export_csv
    if style is Format.MARKDOWN:
        from reportedly.exporters.markdown import Markdown

        return Markdown(measures)
    from reportedly.exporters.sheet import ClaimsTable, Sheet

    return Sheet(console(), measures) if style is Format.SHEET else ClaimsTable(console(), measures)
