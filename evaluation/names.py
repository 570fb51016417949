"""Whether two written names may be one actor's, as a coder would let them pass: loose on purpose.

Gold names stand as the text has them ("Seoul", "Ukraine's MoD"); what is read may be a fuller name. Two names agree
where they share a telling word once the words of office are put aside, where one is the other's initials, or where
nothing telling is left on a side and any word is shared.
"""

from __future__ import annotations

import re

PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
# Words of office and grammar: sharing one of them says nothing about who is meant.
OFFICE_WORDS = frozenset(
    "the of and a an s in for to at from by ministry minister president official officials spokesperson spokesman "
    "spokeswoman army military forces government report reports agency service national defence defense intelligence "
    "department office chief head update data sources source media news statement".split()
)
ARTICLES = frozenset({"the", "of", "and", "a", "in"})
NO_INITIAL = frozenset({"of", "the", "and", "for"})
# One actor under several words, where no spelling tells.
SAME_ACTOR = (
    ("malian", "mali"),
    ("jcs", "joint chiefs of staff"),
    ("uk", "british", "britain", "united kingdom"),
    ("us", "american", "united states"),
    ("russian", "russia"),
    ("ukrainian", "ukraine"),
    ("israeli", "israel"),
    ("syrian", "syria"),
    ("dprk", "north korean", "north korea"),
    ("south korean", "south korea", "seoul"),
    ("un", "united nations"),
    ("mod", "ministry of defence", "ministry of defense"),
)


def plain(text: str) -> str:
    """Lower case with plain quotes and dashes, character for character, so that offsets hold."""
    return text.translate(PLAIN).lower()


def same_name(one: str, other: str) -> bool:
    """See the head of this module."""
    telling, other_telling = _telling(one), _telling(other)
    if telling & other_telling:
        return True
    if not telling or not other_telling:
        return bool((_words(one) & _words(other)) - ARTICLES)
    letters = {re.sub(r"[^a-z]", "", plain(name)) for name in (one, other)}
    return bool(({_initials(one), _initials(other)} & letters) - {""})


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", plain(name)))


def _telling(name: str) -> set[str]:
    bare = " ".join(re.findall(r"[a-z0-9]+", plain(name).replace("'s", "")))
    known = [group for group in SAME_ACTOR if any(f" {form} " in f" {bare} " for form in group)]
    return (set(bare.split()) | {word for group in known for form in group for word in form.split()}) - OFFICE_WORDS


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in NO_INITIAL).lower()
