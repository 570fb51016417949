"""Sums that fail, written out: the figures as they were said, what follows from them, and what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model.claim import Claim
from reportedly.model.intervals import add
from reportedly.model.quantity import Quantity, exactly
from reportedly.reconciliation.comparable import widened
from reportedly.reconciliation.shares import part_of, whole_in

_PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a sum. `sign`: what is done with it; `claim`: who says it, None for what follows from the others."""

    what: str
    quantity: Quantity
    sign: str = ""
    claim: Claim | None = None


def lines_of(claims: Sequence[Claim]) -> tuple[Line, ...]:
    """The sum that these claims fail at, the whole or the share first, as the finding names them. None are given where
    they do fit as they were extracted: then a person has corrected one."""
    figures = [claim.quantity for claim in claims if claim.quantity is not None]
    if len(figures) != len(claims) or len(figures) < 2:
        return ()
    return _of_share(claims, figures) if figures[0].unit == _PERCENT else _of_parts(claims, figures)


def _of_parts(claims: Sequence[Claim], figures: Sequence[Quantity]) -> tuple[Line, ...]:
    least = exactly(0)
    for figure in figures[1:]:
        part = widened(figure)
        least = add(least, Quantity(low=part.low, low_inclusive=part.low_inclusive))
    if least.overlaps(widened(figures[0])):
        return ()
    parts = [
        Line(what="a part", sign="+" if number else "", quantity=figure, claim=claim)
        for number, (claim, figure) in enumerate(zip(claims[1:], figures[1:], strict=True))
    ]
    return (
        *parts,
        Line(what="the whole would have to be", sign="=", quantity=least),
        Line(what="the whole, as said", sign="≠", quantity=figures[0], claim=claims[0]),
    )


def _of_share(claims: Sequence[Claim], figures: Sequence[Quantity]) -> tuple[Line, ...]:
    share, said = figures[0], figures[1]
    whole = whole_in(share.of or "")
    part = part_of(whole, share) if whole is not None else None
    if whole is None or part is None or part.overlaps(widened(said)):
        return ()
    return (
        Line(what="the whole, in the words of the share", quantity=whole, claim=claims[0]),
        Line(what="the share", sign="×", quantity=share, claim=claims[0]),
        Line(what="the part would have to be", sign="=", quantity=part),
        Line(what="the part, as said", sign="≠", quantity=said, claim=claims[1]),
    )
