"""A claim in words for people: who, how sure, what. Bounds are said as they were said, never as midpoints.

All functions are pure; what they return may hold any characters of the text: `printable` makes it safe for a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reportedly.knowledge.measures import Measure
from reportedly.knowledge.yardsticks import load_yardsticks
from reportedly.model.certainty import Certainty, Likelihood
from reportedly.model.claim import Channel, Claim, Hop, Mention, Period, Polarity, Precision, Stance, Status, Style
from reportedly.model.finding import FindingKind
from reportedly.model.quantity_words import quantity_words
from reportedly.model.report import Report
from reportedly.model.shelf import Change
from reportedly.model.story import Estimate, ForecastState, Query, Question
from reportedly.model.telling import Telling

ARROW = " <- "
FLATLY = "stated flatly"
CHECK_SPEAKER = "check who said it"
# Control characters could move the cursor or recolour the terminal; the others turn the direction of writing round.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Ids of reports are digests of 16 digits, or names that people gave; the beginning of a claim's digest tells it apart
# among a million claims.
_SHORT_NAME = 20
_SHORT_DIGEST = 12
CLAIM_DIGITS = 8
"""Of a claim's id: enough to tell it from the others of its report, and to ask for it."""
_SPACES = re.compile(r"\s+")
_STANCES = {
    Stance.CONFIRMS: "confirmed",
    Stance.DENIES: "denied",
    Stance.WARNS: "a warning",
    Stance.QUESTIONS: "questioned",
    Stance.DECLINES: "would not say",
}


def printable(words: str) -> str:
    """On one line, its spaces single, and U+FFFD for what would steer a terminal."""
    return _UNSAFE.sub("\ufffd", _SPACES.sub(" ", words).strip())


def steady(words: str) -> str:
    """As it is, lines and spaces and length kept, but U+FFFD for what would steer a terminal."""
    return _UNSAFE.sub("\ufffd", words)


def who(claim: Claim) -> str:
    """The chain, nearest hop first, and when it was said: "The Gaze <- The Kyiv Independent <- Rustem Umerov (…)"."""
    own = claim.origin is None
    nearest = claim.chain[0].name if claim.chain else "The report"
    if own:
        nobody = claim.certainty.evidential is not None or claim.style is not Style.OWN_VOICE
        return f"{nearest}, {'crediting no one' if nobody else 'in its own voice'}"
    return ARROW.join(hop_words(hop) for hop in claim.chain)


def hop_words(hop: Hop) -> str:
    """ "Rustem Umerov (Ukrainian Defense Minister; press briefing, 2025-06-26)"; an unnamed source in its own words."""
    post = hop.title or ""
    if hop.affiliation and hop.affiliation.casefold() not in f"{post} {hop.name}".casefold():
        post = ", ".join(filter(None, (post, hop.affiliation)))
    act = ", ".join(filter(None, (_channel(hop), hop.date)))
    unnamed = "" if hop.named or "unnamed" in hop.name.casefold() else "unnamed"
    notes = "; ".join(filter(None, (unnamed, post if post != hop.name else "", act)))
    return f"{hop.name} ({notes})" if notes else hop.name


def how_sure(claim: Claim) -> str:
    """Every mark of certainty that was said, and "stated flatly" where there is none; and whether the reading itself
    is so unsure of the speaker that a person should look."""
    said = _sure(claim.stance, claim.polarity, claim.status, claim.certainty)
    return f"{said}; {CHECK_SPEAKER}" if claim.needs_review else said


def estimate_sure(estimate: Estimate) -> str:
    """The same of an estimate."""
    return _sure(estimate.stance, estimate.polarity, estimate.status, estimate.certainty)


def telling_sure(telling: Telling) -> str:
    """The same of a telling."""
    return _sure(telling.stance, telling.polarity, telling.status, telling.certainty)


def _sure(stance: Stance, polarity: Polarity, status: Status | None, sure: Certainty) -> str:
    marks = [
        _STANCES.get(stance, ""),
        "said not to be so" if polarity is Polarity.NEGATED and stance is not Stance.DENIES else "",
        _status(status, stance),
        likelihood_words(sure.likelihood) if sure.likelihood else "",
        "estimated" if sure.estimated else "",
        f"{sure.confidence} confidence" if sure.confidence else "",
        sure.evidential or "",
        sure.modality or "",
    ]
    return ", ".join(filter(None, marks)) or FLATLY


def likelihood_words(likelihood: Likelihood) -> str:
    """ "likely (55-75 %, UK PHIA probability yardstick)"; without a yardstick the term alone, and that it has none."""
    if likelihood.low is None or likelihood.high is None or likelihood.yardstick is None:
        return f"“{likelihood.term}” (no yardstick known)"
    scale = load_yardsticks().get(likelihood.yardstick)
    return f"{likelihood.term} ({likelihood.low}-{likelihood.high} %, {scale.label if scale else likelihood.yardstick})"


def what(claim: Claim, measures: Mapping[str, Measure]) -> str:
    """ "casualties: more than 6,000 troops; North Korea; in Kursk; since 2024-11-01"; empty where nothing is known."""
    label = measure_words(claim.measure, measures) if claim.measure else ""
    figure = quantity_words(claim.quantity) if claim.quantity else ""
    aspect = f"({claim.aspect})" if claim.aspect and claim.quantity else ""
    first = " ".join(filter(None, (": ".join(filter(None, (label, figure))), aspect)))
    parts = [
        first,
        _mention("", claim.subject),
        _mention("counterpart ", claim.counterpart),
        _mention("in ", claim.place),
        period_words(claim.happened) if claim.happened else "",
    ]
    return "; ".join(filter(None, parts))


def measure_words(measure: str, measures: Mapping[str, Measure]) -> str:
    """The measure's label less its explanation, or its name with spaces where the vocabulary at hand lacks it."""
    known = measures.get(measure)
    return known.label.partition(" (")[0] if known else measure.replace("_", " ")


def question_words(question: Question, measures: Mapping[str, Measure]) -> str:
    """ "casualties (total): North Korea; in Kursk Oblast"."""
    share = "share of " if question.unit == "percent" and question.measure != "share_of_force" else ""
    aspect = f" ({question.aspect})" if question.aspect else ""
    parts = [
        question.subject or ("" if question.place or question.counterpart else "no side or place named"),
        f"counterpart {question.counterpart}" if question.counterpart else "",
        f"in {question.place}" if question.place else "",
        f"report {short_id(question.report)}" if question.report else "",
    ]
    return f"{share}{measure_words(question.measure, measures)}{aspect}: {'; '.join(filter(None, parts))}"


def query_words(query: Query) -> str:
    """ "topic Kursk, actor North Korea, place Kursk, measure casualties"."""
    parts = [
        f"topic {query.topic}" if query.topic else "",
        *(f"actor {actor}" for actor in query.actors),
        f"place {query.place}" if query.place else "",
        f"measure {query.measure}" if query.measure else "",
    ]
    return ", ".join(filter(None, parts))


def kind_words(kind: FindingKind) -> str:
    """ "contradiction", "drift: hedge dropped"."""
    words = str(kind).replace("_", " ")
    return f"drift: {words}" if kind.is_drift else words


def state_words(state: ForecastState, *, in_part: bool = False) -> str:
    """ "came true in part", "cannot be resolved"."""
    words = str(state).replace("_", " ")
    return f"{words} in part" if in_part and state is ForecastState.CAME_TRUE else words


def change_words(changes: Iterable[Change]) -> str:
    """ "hedge dropped, bound dropped"; empty where nothing was found to have changed."""
    return ", ".join(dict.fromkeys(str(change.kind).replace("_", " ") for change in changes))


def count_words(number: int, noun: str) -> str:
    """ "1 claim", "1,200 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def id_words(report: str, claim: str) -> str:
    """ "report nk-uk-keeps, claim b08872c6": enough of the ids to ask for both."""
    return f"report {short_id(report)}, claim {claim[:CLAIM_DIGITS]}"


def period_words(period: Period) -> str:
    """ISO days as precise as they were said: "2025-06", "2025-06-01 to 2025-08-31", "since 2024-11-01"."""
    start, end = period.start, period.end
    if start is None and end is None:
        return period.as_written
    if start is None or end is None:
        return f"since {start}" if start else f"until {end}"
    if start == end:
        return start
    if period.precision is Precision.YEAR and start.endswith("-01-01") and end == f"{start[:4]}-12-31":
        return start[:4]
    if period.precision is Precision.MONTH and start[:7] == end[:7]:
        return start[:7]
    return f"{start} to {end}"


def standing_words(period: Period) -> str:
    """The time a figure stands for: "for 2025-04", "until 2024-12-24"."""
    words = period_words(period)
    return words if words.startswith(("since ", "until ")) else f"for {words}"


def heading(report: Report) -> str:
    """The report's title, or the first words of its text."""
    return printable(report.title or report.text.strip().split("\n", 1)[0])


def short_id(name: str) -> str:
    """An id in few characters, enough to ask for it again: what a person gave whole, of a digest the beginning."""
    return name if len(name) <= _SHORT_NAME else name[:_SHORT_DIGEST]


def facts_of(report: Report, claims: int) -> str:
    """Outlet, day of publication, version, how many claims."""
    day = report.published_day
    version = f"version {report.version}" if report.version > 1 else ""
    count = f"{claims:,} {'claim' if claims == 1 else 'claims'}"
    published = day.isoformat() if day else "date unknown"
    return ", ".join(filter(None, (printable(report.outlet or "outlet unknown"), published, version, count)))


def _status(status: Status | None, stance: Stance) -> str:
    """What is done is said to be so by the words; the rest of the ladder is told."""
    if status in (None, Status.DONE) or (status is Status.DENIED and stance is Stance.DENIES):
        return ""
    return str(status).replace("_", " ")


def _channel(hop: Hop) -> str:
    return "" if hop.channel is Channel.NOT_STATED else str(hop.channel).replace("_", " ")


def _mention(preposition: str, mention: Mention | None) -> str:
    return preposition + mention.name if mention else ""
