"""Actors and places as they are named in a sentence: the longest known name from each capital on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.extraction.tokens import Token
from reportedly.knowledge import Knowledge
from reportedly.knowledge.actors import Actor, fold
from reportedly.knowledge.places import Place
from reportedly.model.report import Span

LONGEST_NAME = 8  # words in the longest name of the tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A known name in the text. `first`, `last`: token indexes, half open. `demonym`: "Malian" stands for Mali."""

    span: Span
    first: int
    last: int
    actor: Actor | None = None
    place: Place | None = None
    demonym: bool = False


def find(text: str, tokens: Sequence[Token], knowledge: Knowledge) -> tuple[Named, ...]:
    """All known actors and places of a sentence in order, none overlapping another."""
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        named = _longest_at(text, tokens, at, knowledge) if tokens[at].is_word and _may_start(tokens[at]) else None
        if named is None:
            at += 1
        else:
            found.append(named)
            at = named.last
    return tuple(found)


def _may_start(token: Token) -> bool:
    return token.is_capital or token.lower in ("al", "the", "al-qaeda", "al-shabaab")


def _longest_at(text: str, tokens: Sequence[Token], at: int, knowledge: Knowledge) -> Named | None:
    first = tokens[at + 1] if tokens[at].lower == "the" and at + 1 < len(tokens) else tokens[at]
    longest = knowledge.longest_by_first_word.get(fold(first.text), 0)
    if not longest:
        return None
    # A possessive ending is a token of its own, and an article stands before the first word.
    most = min(LONGEST_NAME, 2 * longest + 1)
    for last in range(min(at + most, len(tokens)), at, -1):
        end = tokens[last - 1]
        if not end.is_word or any(t.text in ',;:()“”"' for t in tokens[at:last]):
            continue
        span = Span(start=tokens[at].start, end=end.end)
        words = span.of(text)
        actor = knowledge.actors.find(words)
        places = knowledge.places.find(words)
        if (
            actor is None
            and places
            and last < len(tokens)
            and tokens[last].is_capital
            and tokens[last].is_word
            and not end.text.isupper()
        ):
            continue  # the first word of a longer name we do not know is not that place
        if actor is None:  # a capital stands for its government; where it is a place, the words around it say so
            actor = knowledge.actors.capitals.get(fold(words))
        if actor is not None or places:
            if tokens[at].lower == "the" and last == at + 1:
                continue
            return Named(span=span, first=at, last=last, actor=actor, place=places[0] if places else None)
        state = knowledge.actors.by_demonym(words)
        if state is not None:
            return Named(span=span, first=at, last=last, actor=state, demonym=True)
    return None
