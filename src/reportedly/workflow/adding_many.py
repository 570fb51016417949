"""Adding many reports: records to a runner, what it gives to a keeper, batch by batch in the order of the sources.

Nothing is acknowledged before it is kept, and how far a source was read is kept with the reports before it. So a run
that was cut short anywhere and is begun again goes on at the record, and comes to the same.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from reportedly.errors import SourceError, StoreError
from reportedly.model.report import Report
from reportedly.readers.base import END, Place, Record
from reportedly.runners.base import Lost, Runner
from reportedly.stores.base import Added, Mark, Outcome
from reportedly.workflow.keepers import Keeper
from reportedly.workflow.reading import Kept
from reportedly.workflow.tasks import Parsed, ReadRecords, Understood, name_of

DEFAULT_BATCH = 64
"""Reports that are kept in one transaction: what a disk takes to acknowledge is then small beside reading them."""
PACE_S = 1.0
"""And at least so often, so that a person sees what came in, and little is read again after a crash."""

_log = logging.getLogger("reportedly.add")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What could not be read or kept. `stage`: "read", "parse", "extract" or "store"."""

    name: str
    sentence: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What came in with one batch, acknowledged. `parsed`: the records, for their times; `store_s`: seconds to keep
    them; `read_s`: to have them; `queue`: records under way at the time."""

    kept: tuple[Kept, ...]
    failed: tuple[Failed, ...]
    places: tuple[Place, ...]
    parsed: tuple[Parsed, ...]
    store_s: float
    read_s: float
    queue: int


@dataclass(slots=True)
class _Pending:
    """What was read and is not kept yet."""

    read: list[Understood] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    parsed: list[Parsed] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)


class Adding:
    """One run. `watch` is told of each batch once it is kept. `limit`: of reports, None for all."""

    def __init__(
        self,
        runner: Runner,
        keeper: Keeper,
        watch: Callable[[Step], None],
        *,
        batch: int = DEFAULT_BATCH,
        limit: int | None = None,
        pace_s: float = PACE_S,
    ) -> None:
        self._runner = runner
        self._keeper = keeper
        self._watch = watch
        self._batch = batch
        self._limit = limit
        self._pace_s = pace_s
        self._pending = _Pending()
        self._read_s = 0.0
        self._reports = 0

    def run(self, records: Iterator[Record], task: ReadRecords) -> None:
        """Read the records and keep what they hold. What was read when it is interrupted is kept, too.

        Raises StoreError where nothing can be kept, RunnerError, KnowledgeError."""
        if self._limit == 0:
            return
        try:
            with closing(self._runner.run(task, self._timed(records))) as results:
                for result in results:
                    self._take(result)
                    if self._limit is not None and self._reports >= self._limit:
                        break
                    if len(self._pending.read) >= self._batch or time.monotonic() - self._pending.since > self._pace_s:
                        self._keep()
        except KeyboardInterrupt:
            self._keep()
            raise
        self._keep()

    def _timed(self, records: Iterator[Record]) -> Iterator[Record]:
        """The same, noting the time that it takes to have them."""
        while True:
            start = time.perf_counter()
            record = next(records, None)
            self._read_s += time.perf_counter() - start
            if record is None:
                return
            yield record

    def _take(self, result: Parsed | Lost[Record]) -> None:
        """Note the outcomes of one record, and its place."""
        pending = self._pending
        if isinstance(result, Lost):
            name = name_of(result.item)
            sentence = result.reason if result.reason.startswith(name) else f"{name}: {result.reason}"
            failed = [Failed(name=name, sentence=sentence, stage="extract")]
            place = result.item.place
        else:
            failed = [_failed(one) for one in result.outcomes if isinstance(one, SourceError)]
            read = [one for one in result.outcomes if isinstance(one, Understood)]
            pending.read += read
            pending.parsed.append(result)
            self._reports += len(read)
            place = result.place
        pending.failed += failed
        pending.places.append(place)
        # A file of one report that failed is tried again by the next run; an archive is not read anew for one record.
        if place.fingerprint and not (failed and place.position == END):
            pending.marks.append(
                Mark(source=place.source, fingerprint=place.fingerprint, position=place.position, done=place.done)
            )

    def _keep(self) -> None:
        pending, self._pending = self._pending, _Pending()
        if not pending.places:
            return
        start = time.perf_counter()
        added = self._keeper.keep(pending.read, pending.marks)
        store_s, read_s, self._read_s = time.perf_counter() - start, self._read_s, 0.0
        kept = tuple(
            Kept(
                report=one.report,
                added=what,
                claims=0 if what.outcome is Outcome.UNCHANGED else len(one.claims),
            )
            for one, what in zip(pending.read, added, strict=True)
            if isinstance(what, Added)
        )
        unkept = [
            Failed(name=report_name(one.report), sentence=f"{report_name(one.report)}: {what}", stage="store")
            for one, what in zip(pending.read, added, strict=True)
            if isinstance(what, StoreError)
        ]
        step = Step(
            kept=kept,
            failed=(*pending.failed, *unkept),
            places=tuple(pending.places),
            parsed=tuple(pending.parsed),
            store_s=store_s,
            read_s=read_s,
            queue=self._runner.in_flight(),
        )
        _note(step)
        self._watch(step)


def report_name(report: Report) -> str:
    """What a person knows the report by."""
    return report.url or report.title or report.id


def _failed(error: SourceError) -> Failed:
    return Failed(name=error.source, sentence=str(error), stage="parse")


def _note(step: Step) -> None:
    for kept in step.kept:
        added = kept.added
        facts = {"report": added.report_id, "version": added.version, "outcome": str(added.outcome)}
        _log.info("report kept", extra={**facts, "claims": kept.claims, "url": kept.report.url})
    for failed in step.failed:
        _log.warning("report failed", extra={"source": failed.name, "stage": failed.stage, "reason": failed.sentence})
    where = step.places[-1]
    _log.debug(
        "batch kept",
        extra={"reports": len(step.kept), "seconds": round(step.store_s, 4), "queue": step.queue, "done": where.done},
    )


def passing_over(keeper: Keeper, passed: Callable[[str], None]) -> Callable[[str, str], str | None]:
    """How far each source was read, as the readers ask for it; `passed` is told of those that were read whole."""

    def reached(source: str, fingerprint: str) -> str | None:
        position = keeper.reached(source, fingerprint)
        if position == END:
            passed(source)
        return position

    return reached


def records_of(
    sources: Sequence[str], task: ReadRecords, reached: Callable[[str, str], str | None] | None
) -> Iterator[Record]:
    """The records of the sources, one after another."""
    from reportedly.readers.sources import records

    for source in sources:
        yield from records(source, task.options, reached=reached)
