"""Who asks, and whether they may write."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """`name`: under which reviews are kept, where something tells it."""

    name: str | None = None
    may_write: bool = True


def visitor_of(request: Request) -> Visitor:
    """Whom the guard let in; before it has looked, nobody who may write."""
    visitor: Visitor = getattr(request.state, "visitor", Visitor(may_write=False))
    return visitor
