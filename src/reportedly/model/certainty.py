"""How sure, as it was said: four separate fields, never mixed into one number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """An analyst's own word for the strength of the evidence."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Evidential(StrEnum):
    """How the text marks that it does not vouch."""

    REPORTEDLY = "reportedly"
    ALLEGEDLY = "allegedly"
    CLAIMED = "claimed"
    UNVERIFIED = "unverified"


class Modality(StrEnum):
    """The modal verb's force."""

    MAY = "may"
    MIGHT = "might"
    COULD = "could"
    WILL = "will"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """A term of likelihood; `low` and `high` in percent only where the speaker is known to use a yardstick."""

    term: str
    yardstick: str | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """`estimated`: the source itself calls the figure or statement an estimate, a belief or an assessment."""

    likelihood: Likelihood | None = None
    estimated: bool = False
    confidence: Confidence | None = None
    evidential: Evidential | None = None
    modality: Modality | None = None
