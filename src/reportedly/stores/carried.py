"""What one store hands to another, or to whoever compares two: everything under names that are the same in both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.claim import Claim
from reportedly.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A report version as it is kept, with its claims in the order in which they were kept."""

    report: Report
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class VersionMark:
    """Which version it is and, by the digest of its text, what it says."""

    report_id: str
    version: int
    sha256: str


class PicturePart(StrEnum):
    """What the picture is made of. CONTEXT: what a report drawn in brings to its tellings."""

    CONTEXT = "context"
    TELLING = "telling"
    ORIGIN = "origin"
    QUESTION = "question"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A row of the picture without the numbers that a database gives: `key` names it, `content` is all it says, the
    same letters for the same values in any store."""

    part: PicturePart
    key: str
    content: str
