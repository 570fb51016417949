"""What kind of actor the words of a source name, where no table holds them: a body, a document, unnamed persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.extraction.tokens import Token
from reportedly.knowledge import Knowledge
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind

_FROM_BODY = re.compile(r"\b(?:by|from|of|issued by|published by|released by)\s+(?:the\s+)?", re.IGNORECASE)


def is_body(name: str, knowledge: Knowledge) -> bool:
    actor = knowledge.actors.find(name)
    if actor is not None:
        return actor.kind is not ActorKind.PERSON
    words = [w.lower() for w in name.split()]
    return any(en.singular(w) in en.BODY_NOUNS | en.DOCUMENT_NOUNS for w in words) or (
        name.isupper() and len(name) <= 6
    )


def body_of_document(words: str) -> str | None:
    """ "reports from the X", "an assessment by X", "X's report", "X figures": the body behind a document."""
    low = words.lower()
    if not any(en.singular(w) in en.DOCUMENT_NOUNS for w in re.findall(r"[a-z]+", low)):
        return None
    match = _FROM_BODY.search(words)
    if match:
        return re.sub(r"\s*\([^)]*\)|,.*$", "", words[match.end() :]).strip() or None
    match = re.match(r"(?:the\s+)?(.+?)['’]s?\s", words) or re.match(r"((?:[A-Z][\w.&-]*\s+)+)[a-z]", words)
    return match.group(1).strip() if match else None


def kind_of(words: str, tokens: Sequence[Token], nouns: set[str], knowledge: Knowledge) -> ActorKind:
    plain = [t for t in tokens if t.is_word]
    before_of = (
        re.split(r"\b(?:of|for|from|in|at|by|with|who|that|near|close|to|on|inside|familiar)\b", words, maxsplit=1)[
            0
        ].strip()
        or words
    )
    head = en.singular(before_of.split()[-1].strip("’'\"").lower()) if before_of.split() else ""
    if head in en.DOCUMENT_NOUNS:
        return ActorKind.DOCUMENT
    if head in en.PEOPLE_NOUNS or (nouns & en.UNNAMED_NOUNS and head not in en.BODY_NOUNS and not plain[-1].is_capital):
        return ActorKind.UNNAMED
    if head in en.BODY_NOUNS or nouns & en.BODY_NOUNS:
        return ActorKind.ORGANISATION
    if knowledge.actors.by_demonym(words) is not None:
        return ActorKind.STATE
    return ActorKind.ORGANISATION if any(t.is_capital for t in plain) else ActorKind.UNNAMED
