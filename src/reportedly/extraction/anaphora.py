"""Whom "he", "the ministry", "the report" stand for: the nearest earlier source of the report that the words fit.

In doubt nobody: a role that fits no earlier source keeps its own words. Unnamed persons are resumed by a pronoun of the
same report only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from reportedly.extraction.people import People, Person, fits, gender_of
from reportedly.extraction.tokens import Token
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind, Channel, Hop
from reportedly.model.report import Span

_DERIVED = re.compile(r"-(?:based|run|led|backed|owned|controlled|affiliated)$")
# Bodies that an adjective does not make another body: "the spy agency", "the rights group" resume one named before.
_GENERIC_BODIES = frozenset(
    "agency group organisation organization body network monitor watchdog union service office observatory charity "
    "movement company".split()
)
_BODY_ADJECTIVES = frozenset(
    "un news state spy rights human local aid armed rebel militant monitoring press same volunteer relief medical "
    "activist opposition international humanitarian jihadist islamist extremist terror war conflict".split()
)
_PRESS = frozenset("agency channel newspaper broadcaster outlet station daily paper".split())
_OFFICES = frozenset("ministry minister spokesperson spokesman spokeswoman".split())
_BODIES = (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.OUTLET)


def referent(heard: Sequence[Hop], words: Sequence[Token]) -> Hop | None:
    """The hop of `heard` (text order) that a source's words resume, or None where they name somebody themselves. "He"
    and "she" are looked up by `person`."""
    low = [token.lower for token in words]
    if len(low) == 1 and low[0] in ("they", "both", "we", "them"):
        pair = _last(heard[-_RECENT:], lambda hop: " and " in hop.as_written) if low[0] == "both" else None
        return pair or _last(heard, lambda hop: not _is_one_person(hop)) or _last(heard, lambda _: True)
    if low == ["it"]:
        return _last(heard, lambda hop: not _is_person(hop) and not _is_several(hop)) or _last(heard[-1:], _is_source)
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


def person(
    heard: Sequence[Hop], pronoun: str, named: People, sentences: Sequence[Span], at: int, said: Sequence[Span] = ()
) -> Hop | Person | None:
    """Whom "he" or "she" ("": a noun that tells no gender) at offset `at` stands for: going back sentence by sentence,
    first who is credited in one or is its subject, then whoever else it names; never somebody of the other gender, nor
    somebody who is only spoken of in `said`, the words credited to the pronoun."""
    here = bisect_right(sentences, at, key=lambda span: span.start) - 1
    if here < 0:
        return None
    object_named: Person | None = None
    for number in range(here, max(-1, here - _FARTHEST_SENTENCES), -1):
        if object_named is not None and number < here - _FARTHEST_SPEAKER:
            break
        span = sentences[number]
        end = min(span.end, at)
        for hop in reversed(heard):
            if hop.span is None or hop.span.start >= end:
                continue
            if hop.span.start < span.start:
                break
            if any(part.contains(hop.span) for part in said):
                continue
            if _is_one_person(hop) and _hop_fits(hop, pronoun, named):
                return hop
        mentioned = [
            (start, one)
            for start, one in named.mentions(span.start, end)
            if fits(one.gender, pronoun) and not any(part.start <= start < part.end for part in said)
        ]
        subjects = [one for start, one in mentioned if start - span.start <= _SUBJECT_CHARS]
        if subjects:
            return subjects[-1]
        if object_named is None and mentioned and (number < here or len({one.name for _, one in mentioned}) == 1):
            object_named = mentioned[-1][1]
    return object_named


_RECENT = 6  # sources back to which "both" reaches
_FARTHEST_SENTENCES = 7  # "he" further than this from any name is rare in the press, and a guess
_FARTHEST_SPEAKER = 2  # who spoke in the last two sentences comes before whom a nearer one only mentions
_SUBJECT_CHARS = 45  # "On Monday, the ministry's spokesman Major General Doe": a name that begins later is an object


def _hop_fits(hop: Hop, pronoun: str, named: People) -> bool:
    told = gender_of(re.findall(r"[\w’'-]+", " ".join(filter(None, (hop.title, hop.as_written)))))
    known = named.of_name(hop.name) if told is None else None
    if known is not None:
        told = known.gender
    return fits(told, pronoun)


def is_derived(word: str) -> bool:
    """ "Britain-based", "Saudi-led": an adjective that makes no other body."""
    return _DERIVED.search(word) is not None


def _by_role(heard: Sequence[Hop], role: Sequence[str]) -> Hop | None:
    """The source a bare role resumes: first one that was called so, then one the role is generic enough for."""
    if not role:
        return None
    noun = en.singular(role[-1])
    if noun in en.DOCUMENT_NOUNS:
        return _by_document(heard, noun)
    role = [word for word in role if word not in en.GENERIC_MODIFIERS] or list(role)
    called_so = [hop for hop in heard if all(re.search(rf"\b{re.escape(word)}", _called(hop)) for word in role)]
    if named_so := _last(called_so, lambda hop: len(hop.name.split()) > 1 and _is_proper(hop)):
        return named_so
    if noun in _PRESS and role[0] != "spy" and (outlet := _last(heard, lambda hop: hop.kind is ActorKind.OUTLET)):
        return outlet
    if noun in _GENERIC_BODIES and all(word in _BODY_ADJECTIVES for word in role[:-1]):
        body = _last(heard, lambda hop: hop.kind in _BODIES and _is_proper(hop) and "ministry" not in hop.name.lower())
        if body is not None:
            return body
    if called_so:
        return called_so[-1]
    if noun in en.PEOPLE_NOUNS and len(role) <= 2 and not role[-1].endswith("s"):
        untitled = _last(heard, lambda hop: hop.kind is ActorKind.PERSON and not hop.title)
        return untitled or (_last(heard, _is_one_person) if noun in ("leader", "official", "commander") else None)
    return None


def _by_document(heard: Sequence[Hop], noun: str) -> Hop | None:
    """Whose document it is that goes on: one called so, the one who spoke by such a channel last, any other document,
    then whoever was heard last, a person only where nobody else was."""
    called = _last(
        heard, lambda hop: noun in hop.as_written.lower().split() and hop.as_written.lower() != f"the {noun}"
    )
    if called is not None:
        return called
    channel = _CHANNEL_OF.get(noun)
    spoke = _last(heard, lambda hop: hop.channel is channel) if channel else None
    document = _last(heard, lambda hop: hop.kind is ActorKind.DOCUMENT and not hop.as_written.endswith("s"))
    return (
        spoke or document or _last(heard, lambda hop: hop.kind is not ActorKind.PERSON) or _last(heard, lambda _: True)
    )


_CHANNEL_OF = {"statement": Channel.STATEMENT, "post": Channel.POST, "tweet": Channel.POST, "message": Channel.POST}


def _last(heard: Sequence[Hop], fits: Callable[[Hop], bool]) -> Hop | None:
    return next((hop for hop in reversed(heard) if fits(hop)), None)


def _is_proper(hop: Hop) -> bool:
    """Whether a body has a name of its own: "the monitoring group" has none."""
    return hop.actor is not None or any(word[:1].isupper() for word in hop.name.split())


def _called(hop: Hop) -> str:
    return " ".join(filter(None, (hop.name, hop.title, hop.as_written))).lower()


def _is_person(hop: Hop) -> bool:
    if hop.kind is ActorKind.PERSON:
        return True
    head = re.split(r",|\s(?:of|in|at|from|for|who|with|to)\s", hop.as_written, maxsplit=1)[0].lower().split()
    return hop.kind is ActorKind.UNNAMED and any(word in en.PEOPLE_NOUNS for word in head[:_LONGEST_HEAD_WORDS])


_LONGEST_HEAD_WORDS = 4  # "a senior army officer", "a rescuer close" to somebody


def _is_source(hop: Hop) -> bool:
    """ "A military source": one that is called "it" as well as "he"."""
    return re.search(r"\bsource\b", hop.as_written) is not None


def _is_several(hop: Hop) -> bool:
    """Whether unnamed sources or documents are more than one: "it" stands for none of "open-source reports"."""
    head = re.split(r",|\s(?:of|in|at|from|for|who|with|by)\s", hop.name, maxsplit=1)[0].split()
    plural = bool(head) and head[-1].endswith("s") and not head[-1].endswith(("ss", "us"))
    return hop.actor is None and hop.kind in (ActorKind.UNNAMED, ActorKind.DOCUMENT) and plural


def _is_one_person(hop: Hop) -> bool:
    head = hop.as_written.partition(",")[0]
    return _is_person(hop) and " and " not in head and "other" not in head and not _is_several(hop)
