"""What a store of reports and claims promises, and the values that it speaks in.

Every implementation passes the one contract test. The rules that all of them keep:

* A report is known through its versions by `Report.id`, or by the `url` of a version already held. The same text (by
  its SHA-256) is never kept twice, whatever id or address comes with it; changed text is a new version beside the old.
* `get_*`, `claims_of`, `spans_of` and `versions_of` raise NotFoundError for what is not held; `find_*`, `count_*` and
  `search` may find nothing, and that is an empty result.
* Every method raises StoreError (or one of its kinds) where the store cannot be read or written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from reportedly.errors import StoreError
from reportedly.model.claim import Claim
from reportedly.model.finding import FindingKind
from reportedly.model.report import Report, Span
from reportedly.model.shelf import Change, DrawnShelf, Shelved, WholePicture
from reportedly.model.story import Estimate, Query, Question, Review, Series, Story
from reportedly.model.telling import Telling
from reportedly.stores.carried import PictureRow, Version, VersionMark

DEFAULT_LIMIT = 100
"""Rows in an answer unless asked otherwise: two screens of a table."""
FACETED = 5_000
"""Claims over which facets are counted: enough to tell what is frequent from what is not, in some ten milliseconds."""


class Outcome(StrEnum):
    """What adding a report came to."""

    NEW = "new"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Where the text stands now. For UNCHANGED: the version that held this very text before."""

    outcome: Outcome
    report_id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a source has been read: the place to go on from. `fingerprint`: another one once the source is another;
    `position`: in the reader's own words; `done`: bytes."""

    source: str
    fingerprint: str
    position: str
    done: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report version that is in the picture, or is to be."""

    report_id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRow:
    """One change that claims of an origin show. `changes`: those published first, at most some of `claims`."""

    origin: str
    question: str | None
    changes: tuple[Change, ...]
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """A telling of an origin, as the picture has it, and its claim, as it was extracted. `changes`: how it differs from
    the telling nearest to the origin."""

    telling: Telling
    claim: Claim
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """The origin of one claim. `own`: the claim's telling; `nearest`: the one nearest to the origin; `echoes`: those of
    other reports, by their nearness, at most some of `echo_claims`. `claims`, `reports`: how many tell it in all.
    `question`, `estimate`: None where it has no figure that can be compared."""

    id: str
    own: ToldRow
    nearest: ToldRow
    echoes: tuple[ToldRow, ...]
    echo_claims: int
    claims: int
    reports: int
    question: Question | None = None
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Whose word estimates are in the end. `acts`: of saying, to so many `questions`; `first`, `last`: their days."""

    id: str
    name: str
    acts: int
    claims: int
    questions: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """Who publishes. `reports`: latest versions, published from `first` to `last`. `relays`: how often one of them has
    what somebody named said while another report stands nearer to it; `drift`: in how many of these which kind of
    change was found. `nearest`: how many acts that others tell too one of its own stands nearest to."""

    name: str
    reports: int
    first: str | None
    last: str | None
    nearest: int
    relays: int
    drift: tuple[tuple[FindingKind, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A line of a list of reports: one version, without its text. `claims`: how many were found in this version."""

    report_id: str
    version: int
    url: str | None
    outlet: str | None
    title: str | None
    published: date | datetime | None
    retrieved: datetime | None
    language: str
    sha256: str
    claims: int


class ClaimSort(StrEnum):
    """What a list of claims is ordered by. FIGURE: the least that is said; of "up to 500" that is 0."""

    SAID = "said"
    ORIGIN = "origin"
    MEASURE = "measure"
    FIGURE = "figure"


class ReportSort(StrEnum):
    """What a list of reports is ordered by."""

    PUBLISHED = "published"
    OUTLET = "outlet"
    TITLE = "title"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How the claims that a query finds are spread: each value with its count, the most frequent first, of the newest
    `claims`. `is_whole`: those are all."""

    measures: tuple[tuple[str, int], ...]
    origins: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    claims: int
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Which claims: every condition given must hold. None, and blank words, set no condition.

    `measure`: the measure's id, exactly. `actor`: part of the name, of the words as written or of the actor id of any
    hop, of the subject or of the counterpart; letter case and accents do not matter. `origin`: the same, of the origin
    hop only (`Claim.origin`). `since`, `until`: days, both inclusive, on which it was said, or, where no day of saying
    is known, published; a claim said in "2025-01" was said on some day of that month and is found by any of them.
    `text`: words of the claim, all of them (see `search`). `outlet`: part of the outlet's name, likewise. `report`: a
    report's id, or the beginning of ids. `has_quantity`: with a quantity, or without. `limit` None: all. `sort`,
    `descending`: the order, in which what lacks the value comes last.
    """

    measure: str | None = None
    actor: str | None = None
    origin: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    outlet: str | None = None
    report: str | None = None
    has_quantity: bool | None = None
    limit: int | None = DEFAULT_LIMIT
    offset: int = 0
    latest_versions_only: bool = True
    sort: ClaimSort = ClaimSort.SAID
    descending: bool = True

    def __post_init__(self) -> None:
        check_page(self.limit, self.offset)


def check_page(limit: int | None, offset: int) -> None:
    """Raises ValueError for a negative page; SQLite would take it for "all"."""
    if offset < 0 or (limit is not None and limit < 0):
        raise ValueError(f"limit and offset count from 0, got {limit}, {offset}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """One span behind one slot of one claim.

    `slot`: "claim" (the claim's own span), "hop" (position: the hop's place in the chain) or a field of `Evidence`;
    the spans of the subject, counterpart and place mentions stand under their slots, too.
    """

    claim_id: str
    slot: str
    position: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A report version that holds the words. `matches`: spans of `snippet`. `score`: higher is nearer; no unit."""

    report_id: str
    version: int
    title: str | None
    outlet: str | None
    published: date | datetime | None
    snippet: str
    matches: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCounts:
    """`claims` and `origins` (distinct; an unnamed one counts once a report) are those of the latest versions."""

    reports: int
    versions: int
    claims: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a store that should not be so, and where, in one sentence."""

    sentence: str
    report_id: str | None = None
    version: int | None = None
    claim_id: str | None = None


@runtime_checkable
class Store(Protocol):
    """Keeps reports in versions, their claims and the spans behind them. Safe to share between threads."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def close(self) -> None:
        """Let go of the database; closing twice does nothing."""

    def add(self, report: Report, claims: Iterable[Claim] = ()) -> Added:
        """Keep a report and its claims, both or neither; once this returns they survive a crash.

        Held text changes nothing, its claims included. The kept claims name the id and version that the store gave.
        Raises StoreError for a claim with a span outside the text, two claims of one id, or text that is not Unicode.
        """

    def add_many(
        self, read: Iterable[tuple[Report, Iterable[Claim]]], marks: Iterable[Mark] = ()
    ) -> tuple[Added | StoreError, ...]:
        """As `add` in their order, in one transaction, and with it how far their sources were read: once this returns
        all survive a crash. In place of one that could not be kept stands why; the others are. Raises StoreError where
        none can be."""

    def reached(self, source: str, fingerprint: str) -> str | None:
        """The position of the last mark of this source; None where there is none, or of another fingerprint."""

    def has(self, sha256: str) -> bool:
        """Whether the text with this digest (`Report.sha256`) is held, in any version of any report."""

    def get_report(self, key: str, version: int | None = None) -> Report:
        """The report with this id, or the only one whose id begins with `key`; its latest version unless told."""

    def versions_of(self, key: str) -> tuple[ReportRow, ...]:
        """All versions of one report, newest first."""

    def find_reports(
        self,
        *,
        limit: int | None = DEFAULT_LIMIT,
        offset: int = 0,
        outlet: str | None = None,
        published_by: str | None = None,
        since: date | None = None,
        until: date | None = None,
        latest_versions_only: bool = True,
        sort: ReportSort = ReportSort.PUBLISHED,
        descending: bool = True,
    ) -> tuple[ReportRow, ...]:
        """Newest first: by publication (the UTC instant, or the day), else retrieval; then last added first. Other
        orders likewise, what lacks the value last.

        `outlet`: part of the outlet's name, case and accents aside; `published_by`: the very name. `since`, `until`:
        days of publication, inclusive.
        """

    def claims_of(self, key: str, version: int | None = None) -> tuple[Claim, ...]:
        """The claims of one report version in text order (start, end, claim id)."""

    def spans_of(self, key: str, version: int | None = None, *, within: Span | None = None) -> tuple[SpanRow, ...]:
        """The spans behind the claims of one report version, in text order; only those that overlap `within`."""

    def reports_of_claim(self, claim_id: str) -> tuple[Drawn, ...]:
        """The latest report versions that hold the claim of this id."""

    def claim_ids(self, beginning: str, limit: int = 2) -> tuple[str, ...]:
        """Ids, in their order, of claims of latest versions that begin so, the id itself first where there is it."""

    def find_claims(self, query: ClaimQuery) -> tuple[Claim, ...]:
        """Newest saying first (its last possible day; undated last), then last added report, then text order; or in
        the order that `query` names, and among equals by the last."""

    def count_claims(self, query: ClaimQuery, most: int | None = None) -> int:
        """How many claims `query` finds, its limit and offset aside; counting ends with `most`."""

    def facets(self, query: ClaimQuery, most: int) -> Facets:
        """How the newest `most` of the claims that `query` finds are spread over measures, origins, outlets, years."""

    def search(
        self,
        words: str,
        limit: int = 20,
        *,
        offset: int = 0,
        newest: bool = False,
        latest_versions_only: bool = True,
    ) -> tuple[SearchHit, ...]:
        """Reports whose title or text holds all the words, best first (or newest first), then last added first.

        Words in double quotes are a phrase; nothing else is syntax, and no typing is an error. Inflections count as
        the same word; accents and case do not matter.
        """

    def counts(self) -> StoreCounts:
        """How much is held."""

    def revision(self) -> str:
        """Names the state of the store: another one after a report was kept or drawn in, a story saved, a review made
        or taken back. Cheap to ask for."""

    def shelf(self) -> AbstractContextManager[DrawnShelf]:
        """The picture's shelf, for one transaction that writes."""

    def whole_picture(self) -> AbstractContextManager[WholePicture]:
        """To draw the whole picture anew."""

    def undrawn(self, rules: str) -> tuple[tuple[Drawn, ...], tuple[Drawn, ...]]:
        """What must leave the picture (replaced versions, those drawn in by other rules), and what must enter it, in
        the order in which it was added."""

    def find_series(
        self,
        query: Query | None = None,
        *,
        limit: int | None = DEFAULT_LIMIT,
        offset: int = 0,
        estimates: int | None = DEFAULT_LIMIT,
    ) -> tuple[tuple[Series, ...], int]:
        """The biggest questions that `query` gathers, each with its latest `estimates`; and how many there are."""

    def estimates_of(self, question_id: str) -> tuple[Estimate, ...]:
        """Every estimate of a question, oldest first."""

    def get_question(self, question_id: str) -> Question:
        """The question of this id. Raises NotFoundError."""

    def get_series(self, question_id: str, *, estimates: int | None = DEFAULT_LIMIT) -> Series:
        """A question with its latest estimates. Raises NotFoundError."""

    def related_to(self, question: Question) -> tuple[Question, ...]:
        """The other questions that it lies within or that lie within it, those with most acts of saying first."""

    def party_ids(self) -> tuple[str, ...]:
        """Whose word the estimates are in the end: the ids of all independent parties."""

    def find_parties(self) -> tuple[PartyRow, ...]:
        """Every party that can be counted as an independent origin, the one with most acts first."""

    def estimates_of_party(
        self, party: str, *, limit: int | None = DEFAULT_LIMIT, offset: int = 0
    ) -> tuple[Estimate, ...]:
        """What a party says to any question, newest first; undated last."""

    def find_outlets(self) -> tuple[OutletRow, ...]:
        """Every outlet that published a report, the one with most reports first."""

    def parties_of_outlet(self, outlet: str) -> tuple[tuple[PartyRow, int], ...]:
        """The parties whose word the reports of this outlet pass on, and how many of the acts of each: most first."""

    def find_drift(
        self,
        kinds: Sequence[FindingKind] = (),
        query: Query | None = None,
        *,
        party: str | None = None,
        outlet: str | None = None,
        limit: int | None = DEFAULT_LIMIT,
    ) -> tuple[DriftRow, ...]:
        """What changed as it was passed on, the change that most claims show first; all kinds where none is given.
        `party`: of what it said; `outlet`: in its reports."""

    def get_drift(self, finding_id: str) -> DriftRow:
        """The change whose finding has this id (`model.finding.drift_id`). Raises NotFoundError."""

    def drift_counts(self, query: Query | None = None) -> dict[FindingKind, int]:
        """How many rows `find_drift` has of each kind."""

    def find_origins(self, query: Query | None = None) -> tuple[tuple[Shelved, ...], ...]:
        """The tellings of each origin that answers a question which `query` gathers, or of every origin; those of one
        by their nearness."""

    def find_origin(
        self, report: str, version: int, claim: str, *, limit: int | None = DEFAULT_LIMIT, offset: int = 0
    ) -> OriginRow | None:
        """The origin of a claim, with a page of its echoes; None where the claim is not in the picture."""

    def find_drift_of(
        self, report: str, version: int, claim: str, *, limit: int | None = DEFAULT_LIMIT
    ) -> tuple[DriftRow, ...]:
        """What changed in a claim as it was passed on; of one nearest to its origin, what changed from it."""

    def add_story(self, story: Story) -> None:
        """Keep a story. Raises StoreError where another bears its name."""

    def find_stories(self) -> tuple[Story, ...]:
        """The stories, by name."""

    def add_review(self, review: Review) -> None:
        """Keep a person's word. Raises StoreError where one of that id is held."""

    def undo_review(self, review_id: str) -> Review:
        """Mark a review as taken back; it is kept. Raises NotFoundError."""

    def find_reviews(self, *, undone: bool = True) -> tuple[Review, ...]:
        """Every review, oldest first; `undone` False: only those that hold."""

    def latest_reviews(
        self, *, of: str | None = None, limit: int | None = DEFAULT_LIMIT, offset: int = 0
    ) -> tuple[Review, ...]:
        """The reviews, newest first, those taken back too; `of`: those that are about this claim, on either side."""

    def get_review(self, review_id: str) -> Review:
        """The review of this id. Raises NotFoundError."""

    def reviewed(self, claims: Collection[str]) -> frozenset[str]:
        """Those of these claims that a review which holds is about."""

    def check(self, on_report: Callable[[int, int], None] | None = None) -> tuple[Problem, ...]:
        """Compare what is held with itself: digests, spans, index columns, orphans, search, what the picture refers to.
        Empty: all is well. `on_report`: told after each version how many are done, of how many."""

    def versions(self, after: int = 0) -> Iterator[Version]:
        """Every version of every report with its claims, in the order in which they were added, without the first
        `after`. Some at a time: what is added meanwhile comes at the end."""

    def version_marks(self) -> Iterator[VersionMark]:
        """Which versions these are, in the same order."""

    def keep(self, versions: Sequence[Version]) -> None:
        """Keep versions as another store has them, all or none: under their ids and numbers, in this order. One that is
        held already changes nothing. Raises StoreError where another holds that place."""

    def keep_review(self, review: Review) -> bool:
        """Keep a review as another store has it, taken back or not; whether that changed anything. Raises StoreError
        where one of that id says something else."""

    def picture_rows(self) -> Iterator[PictureRow]:
        """All of the picture, as it was at one moment, in no certain order."""

    def size_bytes(self) -> int:
        """How much room the store takes."""
