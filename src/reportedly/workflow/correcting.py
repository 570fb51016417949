"""What a person may put in a slot of a claim, from words; and back into words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.model.claim import Aspect, Polarity, Stance, Status

if TYPE_CHECKING:
    from reportedly.model.story import Review
    from reportedly.stores.base import Store

_TERMS = {"aspect": Aspect, "stance": Stance, "polarity": Polarity, "status": Status}
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def value_of(held: Store, claim: str, slot: str, words: str) -> str | None:
    """The value as a review keeps it, None for an empty one. Raises ValueError for what cannot stand in the slot."""
    from reportedly.reconciliation.reviews import SLOTS

    if slot not in SLOTS:
        raise ValueError(f"a claim has no slot {slot!r} to correct; there are {', '.join(SLOTS)}")
    if not words:
        return None
    if slot in _TERMS:
        return _term(slot, words)
    if slot == "measure":
        return _measure(held, words)
    if slot == "quantity":
        return _quantity(held, claim, words)
    if slot == "said" and not _DAY.fullmatch(words):
        raise ValueError(f"said {words!r} is no day; write 2025-06-27, or 2025-06 where only the month is known")
    return _actor(words) if slot in ("subject", "counterpart") else words


def value_words(review: Review) -> str:
    """A correction's value for people."""
    if review.value is None:
        return "empty"
    if review.slot != "quantity":
        return review.value
    from reportedly.model.plain import built
    from reportedly.model.quantity import Quantity
    from reportedly.model.quantity_words import quantity_words

    return quantity_words(built(Quantity, json.loads(review.value)))


def _term(slot: str, words: str) -> str:
    name = words.casefold().replace(" ", "_").replace("-", "_")
    terms = [str(term) for term in _TERMS[slot]]
    if name not in terms:
        raise ValueError(f"{slot} {words!r} is no term; there are {', '.join(terms)}")
    return name


def _measure(held: Store, words: str) -> str:
    """One of the vocabulary, or, of a user's own, one that claims of the store have."""
    from reportedly.knowledge.measures import load_measures
    from reportedly.stores.base import ClaimQuery

    name = words.casefold().replace(" ", "_")
    known = load_measures().by_name
    if name not in known and not held.count_claims(ClaimQuery(measure=name)):
        raise ValueError(f"measure {words!r} is not of the vocabulary; there are {', '.join(sorted(known))}")
    return name


def _quantity(held: Store, claim: str, words: str) -> str:
    """The figure in words; where they name no unit, it counts what the claim's own figure counts."""
    from reportedly.model.plain import plain
    from reportedly.workflow import parsed_quantity

    quantity = parsed_quantity(words)
    (drawn, *_) = held.reports_of_claim(claim)
    (held_claim,) = (one for one in held.claims_of(drawn.report_id, drawn.version) if one.id == claim)
    if quantity.unit is None and held_claim.quantity is not None:
        quantity = replace(quantity, unit=held_claim.quantity.unit)
    return json.dumps(plain(quantity), ensure_ascii=False)


def _actor(words: str) -> str:
    """The id of the actor of that name, so that it is compared with the same side elsewhere; else the words."""
    from reportedly.knowledge.actors import fold, load_actors

    actors = load_actors()
    found = actors.named.get(fold(words))
    return found.id if found is not None else words
