"""The picture of a store: drawing reports in, and telling questions, findings and forecasts from it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from reportedly.errors import NotFoundError, StoreError
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.report import digest
from reportedly.model.shelf import Piece
from reportedly.model.story import Forecast, Query, Review, Series, Story, Verdict

if TYPE_CHECKING:
    from reportedly.knowledge import Knowledge
    from reportedly.model.claim import Claim
    from reportedly.model.quantity import Quantity
    from reportedly.model.shelf import Change, Shelved, Summary
    from reportedly.model.telling import Context, Telling
    from reportedly.reconciliation.forecasts import Record
    from reportedly.reconciliation.origins import OriginGroup
    from reportedly.reconciliation.reviews import Decisions
    from reportedly.reconciliation.tellings import Teller
    from reportedly.stores.base import Drawn, Store, StoreCounts

OnReport = Callable[[int, int], None]
ESTIMATES = 100
"""Of a question, the latest: as many as a person reads, and as a chart shows apart."""
COMPARED = 300
"""Estimates of a question that are compared with one another for contradictions: some months of a busy question."""


_ALLOCATED = 200_000
PIECES = 4
"""Into which the days are cut when all is drawn anew: two processes end at about one time, and few tellings are read
twice, in the windows between."""
MANY = 500
MOST = 0.5
"""From so many reports on that are new, and so large a part of all, the whole is drawn at once: one report at a time
takes some ten times as long a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Its biggest questions with what origins say to them. `questions`: how many there are; `counts`: what the store
    holds, None where a part of it was asked for."""

    counts: StoreCounts | None
    series: tuple[Series, ...]
    questions: int


def draw(store: Store, knowledge: Knowledge | None = None, on_report: OnReport | None = None) -> int:
    """Bring the picture up to date: take out what was replaced, draw in what is new; how many reports that took.

    `on_report`: told after each how many are done, of how many. Each report is one transaction, so a run cut short has
    lost nothing and goes on where it was. Raises StoreError.
    """
    from reportedly.reconciliation.reviews import decisions_of

    decisions = decisions_of(store.find_reviews(undone=False))
    gone, new = store.undrawn(decisions.rules)
    if not gone and not new:
        return 0
    pen = Pen(store, knowledge)
    if len(new) >= MANY and len(new) >= store.counts().reports * MOST:
        return pen.redraw_all(on_report)
    for number, drawn in enumerate((*gone, *new), start=1):
        pen.redraw(drawn, enters=number > len(gone))
        if on_report is not None:
            on_report(number, len(gone) + len(new))
    return len(gone) + len(new)


class Pen:
    """Draws reports into a store's picture, with the tables as they were when it was made.

    Others may draw into the same store: whoever comes later to a report draws it by the reviews and versions that are
    held by then. What the database interrupted is done again, for drawing a report begins with taking it out."""

    def __init__(self, store: Store, knowledge: Knowledge | None = None) -> None:
        from reportedly.knowledge import load_knowledge
        from reportedly.reconciliation.tellings import Teller

        self._store = store
        self._knowledge = knowledge or load_knowledge()
        self._teller: Teller = Teller(self._knowledge)
        self._read_reviews()

    def redraw(self, drawn: Drawn, *, enters: bool) -> None:
        """Take a report version out of the picture; if it `enters`, and none has replaced it, put it in (again)."""
        from reportedly.stores import again

        while not again(lambda: self._redrawn(drawn, enters=enters)):
            self._read_reviews()

    def _redrawn(self, drawn: Drawn, *, enters: bool) -> bool:
        """False, with nothing done, where other reviews hold than those that were read."""
        from reportedly.reconciliation import incremental

        held = self._store.claims_of(drawn.report_id, drawn.version) if enters else ()
        claims = self._decisions.of_claims(held)
        tellings = self._decisions.of_tellings(self._teller.tellings(claims))
        arithmetic = self._knowledge.measures.arithmetic
        with self._store.shelf() as shelf:
            if shelf.count_reviews() != self._reviews:
                return False
            incremental.refresh(shelf, incremental.remove(shelf, drawn.report_id, drawn.version), arithmetic)
            if enters and shelf.is_latest(drawn.report_id, drawn.version):
                context = tellings[0].context if tellings else self._teller.context(claims)
                shelf.put_context(drawn.report_id, drawn.version, context, self._decisions.rules)
                incremental.refresh(shelf, incremental.add(shelf, tellings), arithmetic)
        return True

    def _read_reviews(self) -> None:
        from reportedly.reconciliation.reviews import decisions_of

        reviews = self._store.find_reviews()
        self._reviews = (len(reviews), sum(review.undone for review in reviews))
        self._decisions: Decisions = decisions_of([review for review in reviews if not review.undone])

    def redraw_all(self, on_report: Callable[[int, int], None] | None = None) -> int:
        """Draw every report anew, from scratch; how many. A run cut short is begun anew. `on_report`: told after each
        that is read how many are, of how many."""
        from reportedly.stores import again

        return again(lambda: self._redraw_all(on_report))

    def _redraw_all(self, on_report: Callable[[int, int], None] | None) -> int:
        from reportedly.reconciliation import streaming

        with self._store.whole_picture() as whole, _seldom_collected():
            latest = whole.begin()
            self._read_reviews()
            done = 0
            for read in whole.tell(self._told):
                if on_report is not None:
                    for number in range(done + 1, read + 1):
                        on_report(number, latest)
                done = read
            days = whole.days()
            found = list(whole.match(streaming.pieces(days, PIECES), streaming.matched))
            far = Piece(sorted(place for one in found for place in one.far))
            found += whole.match([far], streaming.matched_far)
            whole.place(partial(streaming.places, passes=found))
            whole.summarise(self._come_to)
            whole.finish(self._decisions.rules)
        return latest

    def _told(self, claims: Sequence[Claim]) -> tuple[Context, Sequence[Shelved]]:
        from reportedly.reconciliation.incremental import shelved_anew

        claims = self._decisions.of_claims(claims)
        tellings = self._teller.tellings(claims)
        context = tellings[0].context if tellings else self._teller.context(claims)
        return context, shelved_anew(self._decisions.of_tellings(tellings))

    def _come_to(self, origin: str, members: tuple[Telling, ...]) -> tuple[Summary, Sequence[Change]]:
        from reportedly.reconciliation.drift import changes_in
        from reportedly.reconciliation.incremental import summary_of
        from reportedly.reconciliation.origins import OriginGroup

        group = OriginGroup(id=origin, members=members)
        return summary_of(group), changes_in(group, self._knowledge.measures.arithmetic)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for garbage in circles less often: there is next to none, and all that is held is gone through each time."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATED, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def redraw(
    store: Store, knowledge: Knowledge | None = None, on_report: Callable[[int, int], None] | None = None
) -> int:
    """Draw the whole picture anew from the claims that are kept; how many reports. The result is the same as before.
    Raises StoreError."""
    return Pen(store, knowledge).redraw_all(on_report)


def picture(store: Store, query: Query | None = None, *, limit: int | None = None, offset: int = 0) -> Picture:
    """The picture so far, of every report's latest version: the biggest questions that `query` gathers, or those after
    the first `offset`. Raises StoreError."""
    series, questions = store.find_series(query, limit=limit, offset=offset, estimates=ESTIMATES)
    counts = store.counts() if query is None else None  # counting a whole store takes longer than the story itself
    return Picture(counts=counts, series=series, questions=questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Findings, those that most claims show first; `shown` of `total` where a limit cut them."""

    findings: tuple[Finding, ...]
    total: int


def find_findings(
    store: Store, kinds: Sequence[FindingKind] = (), query: Query | None = None, *, limit: int | None = None
) -> Findings:
    """What a person should look at, of these kinds or of all. Raises StoreError."""
    wanted = frozenset(kinds or FindingKind)
    found = [*_drift(store, wanted, query), *_compared(store, wanted, query)]
    found += _circles(store, query) if FindingKind.CIRCULAR_SOURCING in wanted else []
    found += _edits(store) if FindingKind.EDITED_REPORT in wanted and query is None else []
    ordered = sorted(found, key=lambda finding: (-finding.claims, finding.kind, finding.id))
    return Findings(findings=tuple(ordered[:limit]), total=len(ordered))


def _drift(store: Store, wanted: frozenset[FindingKind], query: Query | None) -> list[Finding]:
    from reportedly.reconciliation.findings import drift_finding

    kinds = sorted(kind for kind in wanted if kind.is_drift)
    rows = store.find_drift(kinds, query, limit=None) if kinds else ()
    return [drift_finding(row.changes, origin=row.origin, question=row.question, claims=row.claims) for row in rows]


def _compared(store: Store, wanted: frozenset[FindingKind], query: Query | None) -> list[Finding]:
    if wanted.isdisjoint({FindingKind.CONTRADICTION, FindingKind.FIGURES_DO_NOT_ADD_UP}):
        return []
    return compared(store.find_series(query, limit=None, estimates=COMPARED)[0], wanted)


def compared(series: Sequence[Series], wanted: frozenset[FindingKind]) -> list[Finding]:
    """What comparing the figures of these questions finds: contradictions, and figures that do not add up."""
    from reportedly.knowledge.measures import load_measures
    from reportedly.reconciliation.arithmetic import find_misfits
    from reportedly.reconciliation.contradictions import find_contradictions

    found: list[Finding] = []
    if FindingKind.CONTRADICTION in wanted:
        found += find_contradictions(series)
    if FindingKind.FIGURES_DO_NOT_ADD_UP in wanted:
        found += find_misfits(series, load_measures())
    return found


def _circles(store: Store, query: Query | None) -> list[Finding]:
    from reportedly.reconciliation.circles import find_circles

    return list(find_circles(_groups(store, query)))


def _edits(store: Store) -> list[Finding]:
    from reportedly.knowledge import load_knowledge
    from reportedly.reconciliation.edits import find_edits
    from reportedly.reconciliation.tellings import Teller

    edited = [row for row in store.find_reports(limit=None) if row.version > 1]
    if not edited:
        return []
    teller = Teller(load_knowledge())
    found = []
    for row in edited:
        for version in range(2, row.version + 1):
            older, newer = (teller.tellings(store.claims_of(row.report_id, v)) for v in (version - 1, version))
            found.append(find_edits(older, newer))
    return [finding for finding in found if finding is not None]


def find_forecasts(store: Store, today: date | None, query: Query | None = None) -> tuple[Forecast, ...]:
    """What is planned, considered or expected, with what became of it by `today`. Raises StoreError."""
    from reportedly.reconciliation import forecasts

    return forecasts.find_forecasts(_groups(store, query), today)


def record_of_sources(found: Iterable[Forecast]) -> tuple[Record, ...]:
    """How the forecasts of each source came out."""
    from reportedly.reconciliation.forecasts import record_of

    return record_of(found)


def _groups(store: Store, query: Query | None) -> tuple[OriginGroup, ...]:
    from reportedly.reconciliation.origins import OriginGroup

    return tuple(
        OriginGroup(id=shelved[0].origin, members=tuple(one.telling for one in shelved))
        for shelved in store.find_origins(query)
    )


def new_story(store: Store, name: str, query: Query) -> Story:
    """Save a query under a name. Raises StoreError where the name is taken."""
    for held in store.find_stories():
        if held.name.casefold() == name.casefold():
            raise StoreError(f"there is a story {held.name!r} already: give another name")
    story = Story(id=digest("story", name), name=name, query=query)
    store.add_story(story)
    return story


def story_named(store: Store, name: str) -> Story:
    """The story of this name, letter case aside. Raises NotFoundError."""
    stories = store.find_stories()
    for story in stories:
        if story.name.casefold() == name.casefold():
            return story
    known = ", ".join(story.name for story in stories) or "none yet; make one with `reportedly story new`"
    raise NotFoundError(f"there is no story {name!r}: there are {known}")


def review(
    store: Store, decision: Review, knowledge: Knowledge | None = None, on_report: OnReport | None = None
) -> None:
    """Keep a person's word, and draw the claims it is about into the picture anew. `on_report`: as for `draw`. Raises
    StoreError, NotFoundError, ValueError for a term that there is not."""
    _checked(store, decision)
    store.add_review(decision)
    draw(store, knowledge, on_report)


def undo(store: Store, review_id: str, knowledge: Knowledge | None = None, on_report: OnReport | None = None) -> Review:
    """Take a review back; the picture is as if it had never been. Raises NotFoundError."""
    undone = store.undo_review(review_id)
    draw(store, knowledge, on_report)
    return undone


def _checked(store: Store, decision: Review) -> None:
    """That what it is about is held, and what it says can be done. Raises NotFoundError, ValueError."""
    from reportedly.reconciliation.reviews import corrected

    if decision.slot == "party":
        return
    for claim_id in filter(None, (decision.of, decision.other)):
        found = store.reports_of_claim(claim_id)
        if not found:
            raise NotFoundError(f"no claim with the id {claim_id!r} is held: see `reportedly claims --json`")
    if decision.verdict is Verdict.CORRECT and decision.slot is not None:
        drawn = store.reports_of_claim(decision.of)[0]
        (claim,) = (c for c in store.claims_of(drawn.report_id, drawn.version) if c.id == decision.of)
        corrected(claim, [(decision.slot, decision.value)])


def review_id(of: str, verdict: Verdict, when: datetime) -> str:
    """An id for a review that is made now."""
    return digest("review", of, str(verdict), when.isoformat())


def parsed_quantity(words: str) -> Quantity:
    """The figure that a person gives in words: "more than 6,000 troops". Raises ValueError where there is none, or more
    than one."""
    from reportedly.extraction import quantities
    from reportedly.extraction.numeral_contexts import Kind

    found = [mention for mention in quantities.find(words) if mention.kind in (Kind.COUNT, Kind.SHARE)]
    if len(found) != 1:
        count = "no figure" if not found else f"{len(found)} figures"
        raise ValueError(f"{words!r} holds {count}: give one, such as 'more than 6,000 troops'")
    return found[0].quantity
