"""`reportedly add`: read, extract and keep. What was read before is passed over: a run that was cut short goes on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import draw
from reportedly.cli.logs import Level, Log, LogLevel, logging_to_stderr
from reportedly.cli.pace import Pace, PaceLine
from reportedly.cli.terminal import Tally, fail, note_failure, put, tell, told_errors
from reportedly.runners.base import DEFAULT_TIMEOUT_S
from reportedly.workflow.running import RunnerName, Running

if TYPE_CHECKING:
    from reportedly.readers import ReadOptions
    from reportedly.stores.base import Store
    from reportedly.workflow.adding_many import Step
    from reportedly.workflow.keepers import Keeper
    from reportedly.workflow.metrics import RunMetrics
    from reportedly.workflow.reading import Kept

WORDS = {"new": "new", "new_version": "changed", "unchanged": "held already"}

RunnerOption = Annotated[
    RunnerName,
    typer.Option(
        "--runner",
        help="Where reports are read: in this process (serial), in several (pool), on a Ray cluster (ray). auto: a pool"
        " for more than 64 files or 8 MiB, where there are several processors.",
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, metavar="N", help="How many, of a pool or on Ray; one a processor.")
]
Batch = Annotated[
    int | None, typer.Option("--batch", min=1, metavar="N", help="How many records a worker is handed at once; 16.")
]
TimeOut = Annotated[
    float, typer.Option("--time-out", min=0.1, metavar="S", help="Seconds after which one report is given up.")
]
RayAddress = Annotated[
    str | None,
    typer.Option("--ray-address", metavar="ADDRESS", help="A Ray cluster that is there; without it one is started."),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Stop after so many reports.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write Parquet files into this folder instead (see store load)."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What else a run is asked for. `anew`: read what was read before, too."""

    limit: int | None = None
    anew: bool = False
    dry_run: bool = False
    out: Path | None = None
    metrics_port: int | None = None
    metrics_file: Path | None = None
    is_logged: bool = False
    quiet: bool = False


@dataclass(slots=True)
class Done:
    """What a run came to. `passed`: sources that an earlier run had read whole; `runner`: the one that read."""

    outcomes: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    passed: int = 0
    runner: str = ""
    seconds: float = 0.0


def add(
    sources: options.Sources,
    *,
    store: options.Store = options.DEFAULT_STORE,
    published: options.Published = None,
    outlet: options.Outlet = None,
    knowledge: options.KnowledgeFiles = None,
    allow_private: options.AllowPrivate = False,
    runner: RunnerOption = RunnerName.AUTO,
    workers: Workers = None,
    batch: Batch = None,
    time_out: TimeOut = DEFAULT_TIMEOUT_S,
    ray_address: RayAddress = None,
    limit: Limit = None,
    anew: Annotated[bool, typer.Option("--anew", help="Read again what an earlier run has read.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be kept, and keep nothing.")] = False,
    out: Out = None,
    metrics_port: Annotated[
        int | None,
        typer.Option("--metrics-port", min=1, max=65535, metavar="P", help="Serve figures for Prometheus meanwhile."),
    ] = None,
    metrics_file: Annotated[
        Path | None, typer.Option("--metrics-file", metavar="FILE", help="Write them here at the end.")
    ] = None,
    log: Log = None,
    log_level: Level = LogLevel.INFO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the summary, and what failed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read reports and keep them with their claims. What was read before is passed over; a text that is held is not
    kept again. A run that was cut short, begun again, goes on at the record.

    Examples:

      reportedly add reports/

      reportedly add https://news.example/story --store war.db

      reportedly add crawl.warc.gz --workers 8 --metrics-port 9100

      reportedly add crawl.warc.gz reports.jsonl.zst saved-pages/

      find archive -name "*.html" | xargs reportedly add
    """
    tally = Tally()
    if out is not None and dry_run:
        fail("--out writes and --dry-run keeps nothing; give one of them")
    running = Running(name=runner, workers=workers, batch=batch, timeout_s=time_out, ray_address=ray_address)
    extras = Extras(
        limit=limit,
        anew=anew,
        dry_run=dry_run,
        out=out,
        metrics_port=metrics_port,
        metrics_file=metrics_file,
        is_logged=log is not None,
        quiet=quiet or log is not None,
    )
    with told_errors(), logging_to_stderr(log, log_level):
        chosen = options.read_options(published, outlet, allow_private=allow_private)
        done = add_all(sources, chosen, store, knowledge or (), tally, running=running, extras=extras)
    from reportedly.stores import shown

    where = "nowhere: a dry run" if dry_run else str(out or shown(store))
    put(_as_json(done, tally) if as_json else _as_words(done, tally, where))
    for sentence in tally.failed if len(tally.failed) > 1 and not extras.is_logged else ():
        tell(f"not added: {sentence}")
    raise typer.Exit(tally.exit_code)


def add_all(
    sources: Sequence[str],
    chosen: ReadOptions,
    location: str,
    knowledge: Sequence[Path],
    tally: Tally,
    *,
    running: Running | None = None,
    extras: Extras | None = None,
) -> Done:
    """Add every report of the sources and draw them into the picture. What a run that was cut short left undrawn, the
    next one draws."""
    from reportedly.workflow.adding_many import Adding, passing_over, records_of
    from reportedly.workflow.running import amount_of, runner_of
    from reportedly.workflow.tasks import ReadRecords

    extras = extras or Extras(quiet=True)
    amount = amount_of(sources)
    name, runner = runner_of(running or Running(), amount)
    pace = Pace(total=amount.size if amount.is_whole else None)
    done = Done(runner=name.value)
    task = ReadRecords(options=chosen, knowledge=tuple(knowledge), store=_held_in(location, extras)).anywhere()

    def passed(source: str) -> None:
        done.passed += 1
        pace.passed(source)

    with ExitStack() as stack:
        keeper, held = stack.enter_context(_keeper(location, extras))
        metrics = stack.enter_context(_metrics(extras))
        line = stack.enter_context(PaceLine("adding", pace, quiet=extras.quiet))
        watch = _watching(done, tally, pace, line, metrics, is_logged=extras.is_logged)
        reached = None if extras.anew else passing_over(keeper, passed)
        Adding(runner, keeper, watch, limit=extras.limit).run(records_of(sources, task, reached), task)
        line.stop()
        done.seconds = pace.seconds
        if held is not None:
            _draw(held, knowledge, done)
    return done


def _held_in(location: str, extras: Extras) -> str | None:
    """The store whose texts need not be read again: the one that is added to, as soon as it is there."""
    if extras.out is not None or (extras.dry_run and not _is_there(location)):
        return None
    return location


def _is_there(location: str) -> bool:
    return "://" in location or Path(location).expanduser().exists()


@contextmanager
def _keeper(location: str, extras: Extras) -> Iterator[tuple[Keeper, Store | None]]:
    """Where reports go, and the store that is to be drawn afterwards."""
    from reportedly.stores import open_store
    from reportedly.workflow.keepers import DryKeeper, StoreKeeper

    if extras.out is not None:
        from reportedly.workflow.parts import PartKeeper

        yield PartKeeper(extras.out), None
    elif extras.dry_run:
        if not _is_there(location):
            yield DryKeeper(None), None
            return
        with open_store(location, create=False) as held:
            yield DryKeeper(held), None
    else:
        with open_store(location) as held:
            yield StoreKeeper(held), held


@contextmanager
def _metrics(extras: Extras) -> Iterator[RunMetrics | None]:
    """The figures of the run, served and written as asked for; None where nobody asks."""
    if extras.metrics_port is None and extras.metrics_file is None:
        yield None
        return
    from reportedly.workflow.metrics import RunMetrics

    metrics = RunMetrics()
    server = None
    if extras.metrics_port is not None:
        try:
            server = metrics.serve(extras.metrics_port)
        except OSError as error:
            fail(f"--metrics-port {extras.metrics_port} cannot be used ({error.strerror}); give another")
    try:
        yield metrics
    finally:
        if server is not None:
            server.shutdown()
            server.server_close()
        if extras.metrics_file is not None:
            _write(metrics, extras.metrics_file)


def _write(metrics: RunMetrics, path: Path) -> None:
    try:
        metrics.write(path)
    except OSError as error:
        tell(f"reportedly: {path} cannot be written ({error.strerror}); the figures of the run are lost")


def _watching(
    done: Done, tally: Tally, pace: Pace, line: PaceLine, metrics: RunMetrics | None, *, is_logged: bool
) -> Callable[[Step], None]:
    """Tells and counts what came in."""

    def watch(step: Step) -> None:
        for place in step.places:
            pace.at(place)
        for failed in step.failed:
            if is_logged:
                tally.failed.append(failed.sentence)
            else:
                note_failure(failed.sentence, tally)
        for kept in step.kept:
            done.outcomes[kept.added.outcome] += 1
            done.claims += kept.claims
        tally.good += len(step.kept)
        line.came([_line(kept) for kept in step.kept])
        if metrics is not None:
            metrics.step(step)

    return watch


def _line(kept: Kept) -> str:
    from reportedly.exporters.wording import short_id
    from reportedly.workflow.adding_many import report_name

    title = kept.report.title or report_name(kept.report)
    return f"{WORDS[kept.added.outcome]}: {short_id(kept.added.report_id)} {title} ({kept.claims} claims)"


def _draw(store: Store, knowledge: Sequence[Path], done: Done) -> None:
    """Draw in by the tables that reports were read by; the shipped ones are loaded only where there is something."""
    from reportedly.knowledge import load_knowledge
    from reportedly.workflow.tasks import extractor_of

    if done.runner == RunnerName.SERIAL and done.outcomes:
        draw(store, extractor_of(tuple(path.absolute() for path in knowledge)).knowledge)
    else:
        draw(store, load_knowledge(knowledge) if knowledge else None)


def _as_words(done: Done, tally: Tally, where: str) -> str:
    counts = [f"{done.outcomes[outcome]:,} {words}" for outcome, words in WORDS.items()]
    failed = f", {len(tally.failed):,} failed" if tally.failed else ""
    passed = f"; {done.passed:,} sources read before, passed over (--anew reads them again)" if done.passed else ""
    return f"{tally.good:,} reports read: {', '.join(counts)}{failed}; {done.claims:,} new claims in {where}{passed}\n"


def _as_json(done: Done, tally: Tally) -> str:
    summary = {outcome: done.outcomes[outcome] for outcome in WORDS}
    rate = round(tally.good / done.seconds, 3) if done.seconds else 0.0
    ran = {"runner": done.runner, "seconds": round(done.seconds, 3), "reports_per_second": rate}
    facts = {"reports": tally.good, **summary, "claims": done.claims, "passed_over": done.passed, **ran}
    return json.dumps({**facts, "failed": tally.failed}, ensure_ascii=False) + "\n"
