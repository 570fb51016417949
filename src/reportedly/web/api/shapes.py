"""What the answers of the API hold, for its OpenAPI document: values of `model` where an answer is one, else these.

Answers are made by `workflow.records` and `model.plain`; the shapes are compared with what is sent by the tests alone.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from reportedly.model.certainty import Certainty
from reportedly.model.claim import Aspect, Channel, Period, Polarity, Stance, Status
from reportedly.model.finding import FindingKind, Member
from reportedly.model.quantity import Quantity
from reportedly.model.report import Link
from reportedly.model.story import Citation, Estimate, ForecastState, Origin, Question
from reportedly.reconciliation.views import View
from reportedly.stores.base import Outcome, ReportRow, StoreCounts
from reportedly.web.api.base import Json

_DRAFT_KEYS = ("$schema", "$id", "$defs", "$ref")


@cache
def claim_schema() -> Json:
    """The JSON Schema of a claim, version 1."""
    found: Json = json.loads((files("reportedly.model") / "claim-1.schema.json").read_text(encoding="utf-8"))
    return found


def _whole(node: Any, defined: Json) -> Any:
    """A schema with each of its own references replaced by what it refers to: within another document they lead
    nowhere."""
    if isinstance(node, list):
        return [_whole(one, defined) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("const", "") is None:
        return {"type": "null"}  # what is null is left out of an OpenAPI document by its maker
    rest = {name: _whole(value, defined) for name, value in node.items() if name not in _DRAFT_KEYS}
    if "$ref" in node:
        return {**_whole(defined[node["$ref"].removeprefix("#/$defs/")], defined), **rest}
    return rest


ClaimJson = Annotated[Json, WithJsonSchema(_whole(claim_schema(), claim_schema()["$defs"]))]


class Shape(BaseModel):
    """Every field is there, and no other."""

    model_config = ConfigDict(extra="forbid")


class StatusShape(Shape):
    """The program's version, the name of the store's state, what it holds."""

    version: str
    revision: str
    counts: StoreCounts


class ReportShape(Shape):
    """A version of a report with its text."""

    id: str
    text: str
    url: str | None
    canonical_url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    dateline: str | None
    published: str | None
    retrieved: str | None
    language: str
    links: list[Link]
    version: int
    sha256: str


class ReadingShape(Shape):
    """A report, its versions, the newest first, and its claims in text order."""

    report: ReportShape
    versions: list[ReportRow]
    claims: list[ClaimJson]


class AddedShape(Shape):
    """Where a text that was added stands now; `claims`: how many are new."""

    outcome: Outcome
    report_id: str
    version: int
    claims: int


class QuestionShape(Shape):
    """A question with its estimates, oldest first."""

    question: Question
    estimates: list[Estimate]


class FindingShape(Shape):
    """A finding (`model.finding.Finding`), with the question that it is about."""

    id: str
    kind: FindingKind
    sentence: str
    members: list[Member]
    question: Question | None
    origin: str | None
    before: str | None
    after: str | None
    claims: int
    innocent: str | None


class FindingsShape(Shape):
    """Findings, and how many there are in all."""

    total: int
    findings: list[FindingShape]


class CitedShape(Shape):
    """Where something can be read; `words`: those of the claim, where they are shown."""

    claim: str
    report: str
    version: int
    outlet: str | None
    published: str | None
    words: str | None = None


class ForecastShape(Shape):
    """A forecast (`model.story.Forecast`). `sentence`: the one that it stands in, where it is shown."""

    id: str
    claim: str
    report: str
    origin: Origin
    question: str | None
    said: str | None
    horizon: str | None
    text: str
    quantity: Quantity | None
    status: Status | None
    state: ForecastState
    settled_by: list[CitedShape]
    part: Quantity | None
    why: str
    sentence: str | None = None


class RecordShape(Shape):
    """What became of a party's forecasts: how many of each state, and how many came true in part only."""

    party: str
    name: str
    counts: dict[ForecastState, int]
    in_part: int


class ForecastsShape(Shape):
    """Forecasts as they stand on a day, and how those of each party came out."""

    today: str
    forecasts: list[ForecastShape]
    records: list[RecordShape]


class OriginShape(Shape):
    """An act of saying (`model.story.Origin`). `counts`: whether it can be counted as an independent origin."""

    id: str
    name: str
    party: str
    party_name: str
    date: str | None
    channel: Channel
    named: bool
    own_voice: bool
    counts: bool


class FigureShape(Shape):
    """An estimate (`model.story.Estimate`). `suggested_credibility`: 1 where independence is shown, never set."""

    origin: OriginShape
    question: str
    quantity: Quantity
    as_of: str | None
    citations: list[CitedShape]
    claims: int
    reports: int
    happened: Period | None
    certainty: Certainty
    stance: Stance
    polarity: Polarity
    status: Status | None
    suggested_credibility: int | None


class DerivedShape(Shape):
    """What nobody said and what follows from what was said."""

    sentence: str
    interval: Quantity
    citations: list[Citation]


class AnsweredShape(Shape):
    """A question (`model.story.Question`) with its figures under a rule."""

    id: str
    measure: str
    subject: str | None
    counterpart: str | None
    place: str | None
    aspect: Aspect | None
    unit: str | None
    report: str | None
    subject_key: str | None
    counterpart_key: str | None
    place_key: str | None
    place_within: list[str]
    within: str | None
    origins: int
    acts: int
    claims: int
    reports: int
    reports_exact: bool
    rule: str
    reading: str | None
    estimates: list[FigureShape]
    derived: list[DerivedShape]


class CountsShape(Shape):
    """What the store holds where everything is asked for, and how many questions there are."""

    reports: int | None = None
    versions: int | None = None
    claims: int | None = None
    origins: int | None = None
    questions: int


class PictureShape(Shape):
    """Questions with their figures under the rule that `view` names."""

    counts: CountsShape
    view: View
    questions: list[AnsweredShape]
