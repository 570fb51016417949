"""Whom "he", "the ministry", "the report" stand for: the nearest earlier source of the report that the words fit.

In doubt nobody: a role that fits no earlier source keeps its own words. Unnamed persons are resumed by a pronoun of the
same report only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportedly.extraction.tokens import Token
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind, Hop

_DERIVED = re.compile(r"-(?:based|run|led|backed|owned|controlled|affiliated)$")
# Bodies that an adjective does not make another body: "the spy agency", "the rights group" resume one named before.
_GENERIC_BODIES = frozenset(
    "agency group organisation organization body network monitor watchdog union service office observatory".split()
)
_BODY_ADJECTIVES = frozenset(
    "un news state spy rights human local aid armed rebel militant monitoring press same".split()
)
_PRESS = frozenset("agency channel newspaper broadcaster outlet station daily paper".split())
_OFFICES = frozenset("ministry minister spokesperson spokesman spokeswoman".split())
_BODIES = (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.OUTLET)


def referent(heard: Sequence[Hop], words: Sequence[Token]) -> Hop | None:
    """The hop of `heard` (text order) that a source's words resume, or None where they name somebody themselves."""
    low = [token.lower for token in words]
    if len(low) == 1 and low[0] in ("he", "she"):
        return _last(heard, _is_one_person)
    if len(low) == 1 and low[0] in ("they", "both", "we"):
        return _last(heard, lambda hop: not _is_one_person(hop)) or _last(heard, lambda _: True)
    if low == ["it"]:
        return _last(heard, lambda hop: not _is_person(hop))
    if low[0] in ("his", "her") and len(low) <= 2:
        return _last(heard, _is_person)
    if low in (["its"], ["their"]):
        return _last(heard, lambda _: True)
    named = any(token.is_capital and at > 0 and not _DERIVED.search(token.lower) for at, token in enumerate(words))
    if (
        low[0] in ("the", "this", "that")
        and not named
        and 2 <= len(low) <= 4
        and not {"of", "in", "for", "from"} & set(low)
    ):
        return _by_role(heard, [word for word in low[1:] if not _DERIVED.search(word)])
    if len(low) == 1 and low[0] in _OFFICES:
        return _by_role(heard, low)
    return None


def _by_role(heard: Sequence[Hop], role: Sequence[str]) -> Hop | None:
    """The source a bare role resumes: first one that was called so, then one the role is generic enough for."""
    if not role:
        return None
    noun = en.singular(role[-1])
    if noun in en.DOCUMENT_NOUNS:
        document = _last(heard, lambda hop: hop.kind is ActorKind.DOCUMENT and not hop.as_written.endswith("s"))
        return document or _last(heard, lambda hop: hop.kind is not ActorKind.PERSON) or _last(heard, lambda _: True)
    called_so = [hop for hop in heard if all(re.search(rf"\b{re.escape(word)}", _called(hop)) for word in role)]
    if named_so := _last(called_so, lambda hop: len(hop.name.split()) > 1):
        return named_so
    if noun in _PRESS and role[0] != "spy" and (outlet := _last(heard, lambda hop: hop.kind is ActorKind.OUTLET)):
        return outlet
    if noun in _GENERIC_BODIES and all(word in _BODY_ADJECTIVES for word in role[:-1]):
        return _last(heard, lambda hop: hop.kind in _BODIES and hop.named and "ministry" not in hop.name.lower())
    if called_so:
        return called_so[-1]
    if noun in en.PEOPLE_NOUNS and len(role) <= 2 and not role[-1].endswith("s"):
        untitled = _last(heard, lambda hop: hop.kind is ActorKind.PERSON and not hop.title)
        return untitled or (_last(heard, _is_one_person) if noun in ("leader", "official", "commander") else None)
    return None


def _last(heard: Sequence[Hop], fits: Callable[[Hop], bool]) -> Hop | None:
    return next((hop for hop in reversed(heard) if fits(hop)), None)


def _called(hop: Hop) -> str:
    return " ".join(filter(None, (hop.name, hop.title, hop.as_written))).lower()


def _is_person(hop: Hop) -> bool:
    if hop.kind is ActorKind.PERSON:
        return True
    head = hop.as_written.split(",")[0].split()
    return hop.kind is ActorKind.UNNAMED and bool(head) and not head[-1].endswith("s")


def _is_one_person(hop: Hop) -> bool:
    return _is_person(hop) and " and " not in hop.as_written and "other" not in hop.as_written
