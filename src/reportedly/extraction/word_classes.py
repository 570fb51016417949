"""Which words of running text look like finite verbs or times, without a tagger."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extraction.tokens import Token
from reportedly.knowledge.languages.en import words as en
from reportedly.knowledge.languages.en.cues import CUE_FORMS, Form


def is_time_word(token: Token) -> bool:
    """Weekdays, months, parts of the day and the numbers that stand with them."""
    low = token.lower.rstrip(".")
    return low in en.WEEKDAYS or low in en.DAY_PARTS or (low in en.MONTHS and token.is_capital) or token.text.isdigit()


def is_finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` looks like a finite verb in running text."""
    token = tokens[at]
    low = token.lower
    if low in en.AUXILIARIES:
        return True
    if at + 1 < len(tokens) and tokens[at + 1].lower == "by" and low.endswith("ed"):
        return False  # "a resident quoted by": a participle, and a passive has its auxiliary
    if token.is_capital and at > 0:
        return False
    before = tokens[at - 1].lower if at else ""
    if low in en.IRREGULAR_FINITES:
        return before not in en.DETERMINERS
    cue = CUE_FORMS.get(low)
    if cue and cue[1] is Form.FINITE and low not in _NOUN_LIKE:
        return before not in en.DETERMINERS and before != "'s"
    if not low.endswith("ed") or low in _NOT_VERBS or "-" in low:
        return False
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    after_noun = before not in en.DETERMINERS and before not in en.PREPOSITIONS and before not in ("'s", "and", "", ",")
    return after_noun and (
        following in en.PREPOSITIONS or following in en.DETERMINERS or following in ("", ",", ".", "that")
    )


_NOUN_LIKE = frozenset(
    (
        "reports claims estimates counts documents records lists states comments posts notes fears "
        "places puts views shows plans supports"
    ).split()
)


_NOT_VERBS = frozenset(
    (
        "united armed allied red need indeed hundred speed embed feed seed bed shed occupied disputed "
        "besieged displaced wounded injured"
    ).split()
)


def is_reporting_verb(token: Token) -> bool:
    """Whether the word is a finite form of a reporting verb."""
    cue = CUE_FORMS.get(token.lower)
    return cue is not None and cue[1] is Form.FINITE
