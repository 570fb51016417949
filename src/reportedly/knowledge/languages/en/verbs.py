"""English verb forms, to find a measure's verbs in running text."""

from __future__ import annotations

from functools import cache

_IRREGULAR: dict[str, tuple[str, str]] = {
    "bring": ("brought", "brought"), "buy": ("bought", "bought"), "drive": ("drove", "driven"), "fall": ("fell", "fallen"),
    "fight": ("fought", "fought"), "flee": ("fled", "fled"), "get": ("got", "got"), "give": ("gave", "given"),
    "hit": ("hit", "hit"), "hold": ("held", "held"), "hurt": ("hurt", "hurt"), "leave": ("left", "left"),
    "lose": ("lost", "lost"), "sell": ("sold", "sold"), "send": ("sent", "sent"), "shoot": ("shot", "shot"),
    "sink": ("sank", "sunk"), "spend": ("spent", "spent"), "strike": ("struck", "struck"), "take": ("took", "taken"),
    "feed": ("fed", "fed"), "pay": ("paid", "paid"), "burn": ("burned", "burnt"), "retake": ("retook", "retaken"),
    "overrun": ("overran", "overrun"), "die": ("died", "died"), "gun": ("gunned", "gunned"),
}  # fmt: skip
_DOUBLING = frozenset("drop trap get hit ship commit transfer abduct kidnap plan get".split()) - {"abduct"}


@cache
def inflect(verb: str) -> tuple[str, str, str, str, str]:
    """(base, third person, past, participle, -ing) of a verb; of several words, the first is inflected."""
    first, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    third = first + ("es" if first.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    past = first + ("d" if first.endswith("e") else "ed")
    ing = (first[:-1] if first.endswith("e") and not first.endswith("ee") else first) + "ing"
    if first.endswith("y") and first[-2] not in "aeiou":
        third, past = first[:-1] + "ies", first[:-1] + "ied"
    if first in _DOUBLING:
        past, ing = first + first[-1] + "ed", first + first[-1] + "ing"
    if first == "die":
        ing = "dying"
    before, participle = _IRREGULAR.get(first, (past, past))
    if first in ("get", "hit"):
        ing = first + first[-1] + "ing"
    return first + tail, third + tail, before + tail, participle + tail, ing + tail
