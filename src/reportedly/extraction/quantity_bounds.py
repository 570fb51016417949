"""Bounds: the words before and after a number that say on which side of it the truth lies.

Sources of the readings: the rules of quantity in the glossary ("over 500" is (500, inf), "at least 500" [500, inf),
"up to 500" [0, 500], "nearly 500" below 500, "some 500" about 500).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reportedly.extraction.numeral_contexts import LOOK_BACK
from reportedly.knowledge.languages.en import quantities as words
from reportedly.model import quantity as model
from reportedly.model.quantity import Approximation, Number, Quantity


class Bound(StrEnum):
    """What a bound word says."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    NEARLY = "nearly"
    ABOUT = "about"
    JUST_OVER = "just_over"


@dataclass(frozen=True, slots=True)
class Modifiers:
    """The words before a number: where they start, the bound they set, "another" among them, and range openers."""

    start: int
    bound: Bound | None = None
    increment: bool = False
    opener: str = ""


@dataclass(frozen=True, slots=True)
class Afterthought:
    """A bound after the number ("or more", "-plus", "or so") and where it ends."""

    end: int
    bound: Bound | None = None


_OPENERS = (
    "between",
    "from",
    "ranging from",
    "anywhere between",
    "anywhere from",
    "somewhere between",
    "range from",
    "ranged from",
)
_NEUTRAL = "neutral"
_INCREMENT = "increment"
_OPENER = "opener"


def _phrases() -> dict[str, str]:
    table: dict[str, str] = dict.fromkeys(words.FILLERS, _NEUTRAL) | dict.fromkeys(words.EXACTLY, _NEUTRAL)
    for bound, phrases in (
        (Bound.MORE_THAN, words.MORE_THAN),
        (Bound.AT_LEAST, words.AT_LEAST),
        (Bound.AT_MOST, words.AT_MOST),
        (Bound.LESS_THAN, words.LESS_THAN),
        (Bound.NEARLY, words.NEARLY),
        (Bound.ABOUT, words.ABOUT),
        (Bound.JUST_OVER, words.JUST_OVER),
    ):
        table.update(dict.fromkeys(phrases, bound.value))
    for taker in words.DEGREE_TAKERS:
        upward = table[taker] == Bound.MORE_THAN.value
        table.update({f"{degree} {taker}": table[taker] for degree in words.FAR_DEGREES})
        table.update({f"{d} {taker}": (Bound.JUST_OVER if upward else Bound.NEARLY).value for d in words.CLOSE_DEGREES})
    table.update(dict.fromkeys(words.INCREMENTS, _INCREMENT))
    table.update(dict.fromkeys(_OPENERS, _OPENER))
    return table


_TABLE = _phrases()
_BEFORE = re.compile(
    r"(?<![\w-])("
    + "|".join(sorted((re.escape(p).replace(r"\ ", r"\s+") for p in _TABLE), key=len, reverse=True))
    + r")(?:(?<=than)\s+the)?[\s-]+\Z",
    re.IGNORECASE,
)
# "Handed over 12,400 jackets": the verb's own "over".
_PARTICLE_OVER = re.compile(
    r"\b(?:hand|turn|t[ao]k|taken?|g[ia]v|given|pass|sign|bring|brought|carr(?:y|ied)|fl[ey]w?|flown|sent|send|ran|run)(?:s|es|ed|ing|en)?\s+over\s+\Z",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:go|goes|went|gone|rise|rises|rose|risen|climb|climbs|climbed|jump|jumps|jumped|move|moves|moved)\s+\Z",
    re.IGNORECASE,
)
# "Fewer, perhaps, than 40", "more, officials say, than 90": a bound with something set off within it.
_PARTED = re.compile(r"\b(?<!no )(?<!not )(more|fewer|less),\s[^,.;\d\n]{3,30},\sthan\s+\Z", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"([~≈><≥≤])\s?\Z")
_NEUTRAL_ALONE = re.compile(r"(?:only|just)\Z", re.IGNORECASE)
_STRONG = (Bound.MORE_THAN.value, Bound.AT_LEAST.value, Bound.AT_MOST.value, Bound.LESS_THAN.value)


def before(text: str, start: int, floor: int) -> Modifiers:
    """The bound words right before `start`, not reaching back over `floor`; of several the one that bounds wins."""
    bound: str | None = None
    increment, opener, at = False, "", start
    while True:
        low = max(floor, at - LOOK_BACK)
        if sign := _SIGN_BEFORE.search(text, low, at):
            bound, at = bound or words.BOUND_SIGNS[sign.group(1)], sign.start()
            continue
        if parted := _PARTED.search(text, low, at):
            bound, at = (
                bound or (Bound.MORE_THAN if parted.group(1).lower() == "more" else Bound.LESS_THAN).value,
                parted.start(),
            )
            continue
        match = _BEFORE.search(text, low, at)
        if match is None or "\n" in match.group():
            break
        if match.group(1).lower() == "over" and _PARTICLE_OVER.search(text, max(floor, at - LOOK_BACK), at):
            break
        if match.group(1).lower() == "up to" and _ROSE.search(
            text, max(floor, match.start() - LOOK_BACK), match.start()
        ):
            at = match.start()  # "the toll goes up to 60": it is 60 now
            break
        role = _TABLE[re.sub(r"\s+", " ", match.group(1)).lower()]
        if _NEUTRAL_ALONE.search(match.group(1)):
            break
        if role == _OPENER:
            opener = match.group(1).lower().split()[-1]
            at = match.start() if opener == "between" else at
            break
        at = match.start()
        if role == _INCREMENT:
            increment = True
        elif role != _NEUTRAL and (bound is None or role in _STRONG or bound not in _STRONG):
            bound = role if bound is None or role in _STRONG else bound
    if bound in _TURNED and _NEGATED.search(text, max(floor, at - LOOK_BACK), at):
        bound = _TURNED[bound]
    increment = increment or _UP_BY.search(text, max(floor, at - LOOK_BACK), at) is not None
    return Modifiers(start=at, bound=None if bound is None else Bound(bound), increment=increment, opener=opener)


# "At no time were more than 350 men there", "did not lose more than 40": at most; "not only more than" is none.
_NEGATED = re.compile(
    r"\b(?:at\s+no\s+(?:time|point|stage)|never|not|nor|n[’']t)\s+(?!only\b|just\b|counting\b|including\b)(?:[a-z]+\s+){0,3}\Z",
    re.IGNORECASE,
)
_TURNED = {Bound.MORE_THAN.value: Bound.AT_MOST.value, Bound.LESS_THAN.value: Bound.AT_LEAST.value}
_UP_BY = re.compile(r"[,;(]\s*up\s+(?:by\s+)?\Z", re.IGNORECASE)


# Up to three, "around" is a place: "the fields around two villages".
_AROUND_FROM = 4


def without_spatial_around(text: str, modifiers: Modifiers, value: Number, start: int) -> Modifiers:
    """The modifiers without an "around" before a number too small to be rounded."""
    if (
        modifiers.bound is Bound.ABOUT
        and value < _AROUND_FROM
        and text[modifiers.start : start].strip().lower() == "around"
    ):
        return Modifiers(start=start)
    return modifiers


_AFTER = re.compile(
    r"(?P<plus>\+(?!\d))|(?P<at_least>-plus\b|\s+plus\b(?=\s+[a-z])|,?\s+(?:or|and\s+possibly|and\s+perhaps|possibly|perhaps|if\s+not|and\s+maybe)"
    r"(?:\s+(?:even|possibly|perhaps|many))?\s+(?:more|above|greater|higher|over)\b(?!\s+than)|\s+and\s+(?:counting|above|upwards)\b|\s+minimum\b|\s+at\s+(?:the\s+)?(?:very\s+)?least\b)"
    r"|(?P<at_most>,?\s+or\s+(?:fewer|less|under|below)\b|\s+at\s+(?:the\s+)?most\b|\s+maximum\b|,?\s+tops\b|,?\s+at\s+the\s+(?:very\s+most|outside)\b)"
    r"|(?P<about>\s+or\s+so\b|-odd\b|\s+odd\b(?=\s+[a-z])|,?\s+give\s+or\s+take\b|-ish\b|-some\b|\s+or\s+thereabouts\b)",
    re.IGNORECASE,
)


def after(text: str, end: int) -> Afterthought:
    """The bound words right after a number: "4,000-plus", "500 or more", "500 or so"; without any, `end` as it was."""
    match = _AFTER.match(text, end)
    if match is None:
        return Afterthought(end=end)
    bound = {"plus": Bound.MORE_THAN}.get(match.lastgroup or "") or Bound(match.lastgroup or "")
    return Afterthought(end=match.end(), bound=bound)


_AFTER_NOUN = re.compile(
    r"(?:\s+(?:aboard|there|so\s+far|overall|in\s+all|dead|killed|wounded|missing))?(?:"
    r"(?P<at_least>,?\s+(?:and\s+)?(?:possibly|perhaps|maybe|if\s+not|or)\s+(?:even\s+|many\s+)?(?:more|better)\b(?!\s+than)"
    r"|,?\s+and\s+counting\b|,?\s+at\s+(?:the\s+)?(?:very\s+)?least\b|\s+\(at\s+least\)|\s+minimum\b)"
    r"|(?P<at_most>,?\s+or\s+(?:fewer|less)\b|,?\s+tops\b|,?\s+at\s+(?:the\s+)?(?:very\s+)?most\b|,?\s+at\s+the\s+outside\b|\s+maximum\b)"
    r"|(?P<about>,?\s+give\s+or\s+take\b|\s+or\s+(?:so|thereabouts)\b))",
    re.IGNORECASE,
)


def after_noun(text: str, end: int) -> Bound | None:
    """The bound that follows the counted noun: "sixty villagers, if not more", "900 rifles at the very most"."""
    match = _AFTER_NOUN.match(text, end)
    return Bound(match.lastgroup) if match is not None and match.lastgroup else None


def apply(bound: Bound | None, value: Number) -> Quantity:
    """The quantity that `bound` makes of `value`; None is the value itself."""
    if bound is None:
        return model.exactly(value)
    if value <= 0 and bound in (Bound.LESS_THAN, Bound.NEARLY, Bound.AT_MOST):
        return Quantity(high=value, high_inclusive=bound is Bound.AT_MOST)
    return _MAKERS[bound](value)


_MAKERS = {
    Bound.MORE_THAN: model.more_than,
    Bound.AT_LEAST: model.at_least,
    Bound.AT_MOST: model.at_most,
    Bound.LESS_THAN: model.less_than,
    Bound.NEARLY: model.nearly,
    Bound.ABOUT: model.about,
    Bound.JUST_OVER: model.just_over,
}


def bound_of(quantity: Quantity) -> Bound | None:
    """The bound that made `quantity`; None for an exact number, a range, or a vague word."""
    if quantity.approximation is not None:
        return {
            Approximation.ABOUT: Bound.ABOUT,
            Approximation.NEARLY: Bound.NEARLY,
            Approximation.JUST_OVER: Bound.JUST_OVER,
        }[quantity.approximation]
    if quantity.low is not None and quantity.high is None:
        return Bound.AT_LEAST if quantity.low_inclusive else Bound.MORE_THAN
    if quantity.low in (0, None) and quantity.high not in (None, quantity.low):
        return Bound.AT_MOST if quantity.high_inclusive else Bound.LESS_THAN
    return None
