"""Named conventions applied on the way out, never to what is stored.

`plural floors`: where a text gives a word and no number ("dozens"), the export gives the least number the word can mean
(dozens 24, hundreds 100, thousands 1,000 ...) as an inclusive lower bound. `vague` keeps the word, so a reader of the
export can always tell such a bound from one that was said.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.knowledge.languages.en.quantities import conventional_floor
from reportedly.model.claim import Claim


def with_plural_floor(claim: Claim) -> Claim:
    """The claim with the floor of its vague word; the same claim where a number was said or the word has no floor."""
    quantity = claim.quantity
    if quantity is None or quantity.vague is None or quantity.low is not None or quantity.high is not None:
        return claim
    floor = conventional_floor(quantity.vague)
    if floor is None:
        return claim
    return replace(claim, quantity=replace(quantity, low=floor, low_inclusive=True))
