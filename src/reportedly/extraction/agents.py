"""Who acts in a clause: the subject before a verb, the agent after "by", the side whose strike it was.

Reads words, not names: a phrase that holds an actor of the tables stands for that actor, any other keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.extraction.mentions import Named
from reportedly.extraction.tokens import Token, tokenise
from reportedly.extraction.word_classes import is_finite, is_time_word
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind, Hop, Mention
from reportedly.model.report import Span

PRONOUNS = frozenset("he she it they we i who which".split())
_LONGEST = 14  # words of the longest subject phrase taken
_BREAKS = (en.CONJUNCTIONS - {"and", "or"}) | {
    "that",
    "who",
    "which",
    "whom",
    "whose",
    "when",
    "where",
    "what",
    "how",
    "there",
    "not",
    "if",
}
_MARKS_WITHIN = frozenset(("'s", "’s", "-", "&"))
# "Sites run by X": another verb's agent.
_OTHER_VERB = re.compile(r"\b(?:run|led|held|built|set|written|made|given|[a-z]{2,}ed)\s+\Z")
_WEAPONS = (
    r"(?:air\s?)?(?:strikes?|raids?|attacks?|assaults?)|shelling|bombings?|bombardments?|drones?|artillery|rockets?|missiles?"
    r"|fire|gunfire|shells?|warplanes?|jets?|planes?|aircraft|helicopters?|bullets|ambush|massacre|violence|incursion"
)
_TROOPS = r"forces|troops|soldiers|settlers|fighters|militants|gunmen|snipers?|police"
_BETWEEN = r"(?:['’]s?)?(?:[\s-]+(?!and\b|or\b|in\b|on\b|of\b|were\b|was\b)(?![a-z]+ed\b)[a-z-]+){0,2}?[\s-]+"
_ARM = re.compile(rf"{_BETWEEN}(?:{_WEAPONS}|{_TROOPS})\b", re.IGNORECASE)
# Troops are as often the dead: they are who killed only where the words before, or what they do, say so.
_TROOPS_HERE = re.compile(rf"{_BETWEEN}(?:{_TROOPS})\b", re.IGNORECASE)
_ACTING_BEFORE = re.compile(r"\b(?:by|as|when|after|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_ACTING_AFTER = re.compile(
    r"\s+(?:have\s+|had\s+|has\s+)?(?:fired|opened\s+fire|hit|attacked|shelled|stormed|raided|bombed|struck|shot|fire|shell)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|on|at|targeting|to|with|between)\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE)
_TIME_UNITS = frozenset("day days week weeks month months year years hour hours minutes night nights".split())
_BY = re.compile(r"\bby\s+(?=\S)", re.IGNORECASE)
# "By Monday", "by 12 percent", "by killing", "by car": no agent.
_NO_AGENT = re.compile(
    r"(?:\d|mid|early|late|the\s+end|then|now|air|sea|land|car|boat|foot|night|accident|mistake|force|[a-z]+ing\b)",
    re.IGNORECASE,
)


def before_verb(text: str, names: Sequence[Named], content: Span, verb: int, origin: Hop | None) -> Mention | None:
    """The subject of the verb that begins at offset `verb`, as far as the content tells."""
    tokens = tokenise(text, content)
    at = next((n for n, token in enumerate(tokens) if token.start >= verb), None)
    return _subject(text, names, tokens, at, origin) if at else None


def of_clause(text: str, names: Sequence[Named], content: Span, origin: Hop | None) -> Mention | None:
    """The subject of the first finite verb of what is said; `origin`: whom "we" and "it" may stand for."""
    tokens = tokenise(text, content)
    verb = next((n for n in range(1, len(tokens)) if is_finite(tokens, n)), None)
    return _subject(text, names, tokens, verb, origin) if verb is not None else None


def after_by(text: str, names: Sequence[Named], stretch: Span) -> Mention | None:
    """The agent of a passive: "were killed by unidentified gunmen"."""
    for match in _BY.finditer(text, stretch.start, stretch.end):
        if _NO_AGENT.match(text, match.end()) or _OTHER_VERB.search(text, stretch.start, match.start()):
            continue
        tokens = tokenise(text, Span(start=match.end(), end=stretch.end))
        end = 0
        while end < len(tokens) and end < _LONGEST:
            token = tokens[end]
            ends = not token.is_word and token.text not in _MARKS_WITHIN
            if ends or token.lower in _BREAKS or token.lower in en.PREPOSITIONS - {"of"} or is_time_word(token):
                break
            if token.lower in ("and", "or") or (end and is_finite(tokens, end)):
                break
            end += 1
        if end and not tokens[0].text.isdigit():
            return _phrase(text, names, tokens, 0, end)
    return None


def is_somebody(mention: Mention) -> bool:
    """Whether a mention is an actor of the tables, or is called by a noun for persons or bodies."""
    head = en.singular(mention.name.split(" of ")[0].split()[-1].lower())
    return mention.id is not None or head in en.PEOPLE_NOUNS | en.BODY_NOUNS


def other_verb(before: str) -> bool:
    """Whether the words before "by" end in a verb that hurts nobody: "sites run by X"."""
    match = re.search(r"(\w+)\s*\Z", before)
    return match is not None and match.group(1).lower() in (
        "run",
        "led",
        "held",
        "owned",
        "operated",
        "backed",
        "controlled",
    )


def whose_arms(text: str, names: Sequence[Named], number: Span) -> Mention | None:
    """The side whose strike, shells or troops the clause names: "in Israel's bombing", "as RSF drones hit"."""
    fitting = [n for n in names if n.actor is not None and n.actor.kind is not ActorKind.OUTLET and _strikes(text, n)]
    if not fitting:
        return None
    best = min(fitting, key=lambda n: n.span.distance(number))
    return of_name(best, text)


def _strikes(text: str, name: Named) -> bool:
    before = text[max(0, name.span.start - _LOOK_BACK) : name.span.start]
    if not acts(text, name) or _AGAINST.search(before):
        return False
    troops = _TROOPS_HERE.match(text, name.span.end)
    return troops is None or bool(_ACTING_BEFORE.search(before) or _ACTING_AFTER.match(text, troops.end()))


_LOOK_BACK = 20


def acts(text: str, name: Named) -> bool:
    """Whether arms or forces follow a name: in "Israel's bombing" Israel is no place."""
    return _ARM.match(text, name.span.end) is not None


def of_name(name: Named, text: str) -> Mention:
    """The mention of an actor of the tables."""
    assert name.actor is not None
    return Mention(
        name=name.actor.name,
        as_written=name.span.of(text),
        kind=name.actor.kind.value,
        id=name.actor.id,
        span=name.span,
    )


def _subject(
    text: str, names: Sequence[Named], tokens: Sequence[Token], verb: int | None, origin: Hop | None
) -> Mention | None:
    end = verb or 0
    while end > 0 and (
        tokens[end - 1].lower in en.AUXILIARIES | {"also", "then", "later", "already", "not"}
        or tokens[end - 1].lower.endswith("ly")
    ):
        end -= 1
    if end > 1 and tokens[end - 1].lower in ("who", "which", "that"):
        end -= 1  # "troops who have fought there have suffered": the verb of a relative clause has its antecedent
    start = end
    while start > 0 and end - start < _LONGEST:
        token = tokens[start - 1]
        if (
            (not token.is_word and token.text not in _MARKS_WITHIN)
            or token.lower in _BREAKS
            or is_finite(tokens, start - 1)
        ):
            break
        start -= 1
    if start == end:
        return None
    if end - start == 1 and tokens[start].lower in PRONOUNS:
        return _pronoun(tokens[start], origin)
    return _phrase(text, names, tokens, start, end)


def _pronoun(token: Token, origin: Hop | None) -> Mention | None:
    """Whom a pronoun in what somebody says stands for, where that can only be who says it."""
    if origin is None or not origin.named:
        return None
    fits = (
        token.lower in ("we", "i")
        or (token.lower in ("he", "she") and origin.kind is ActorKind.PERSON)
        or (token.lower in ("it", "they") and origin.kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.STATE))
    )
    if not fits:
        return None
    span = Span(start=token.start, end=token.end)
    return Mention(name=origin.name, as_written=token.text, kind=origin.kind.value, id=origin.actor, span=span)


def _phrase(text: str, names: Sequence[Named], tokens: Sequence[Token], start: int, end: int) -> Mention | None:
    """The mention of a noun phrase up to its first preposition but "of", without its articles."""
    cut = next((n for n in range(start + 1, end) if tokens[n].lower in en.PREPOSITIONS - {"of"}), end)
    if tokens[start].lower in en.PREPOSITIONS or tokens[start].lower in en.OPENERS:
        return None
    end = cut
    while start < end and tokens[start].lower in en.DETERMINERS | {"and", "or"}:
        start += 1
    while end > start and not tokens[end - 1].is_word:
        end -= 1
    if start < end and (tokens[start].lower in _TIME_UNITS | PRONOUNS or tokens[start].lower in en.PREPOSITIONS):
        return None  # "five days of fighting have killed 36"
    if start >= end or all(token.text.isdigit() or is_time_word(token) for token in tokens[start:end]):
        return None
    span = Span(start=tokens[start].start, end=tokens[end - 1].end)
    named = next(
        (n for n in names if n.actor is not None and n.actor.kind is not ActorKind.OUTLET and span.contains(n.span)),
        None,
    )
    if named is not None:
        return of_name(named, text)
    words = " ".join(span.of(text).split())
    return Mention(name=words, as_written=words, kind="described", span=span)
