"""What every list page shares: its address with something changed, headers that sort, chips that take a filter away,
facets, pages, downloads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import Request

from reportedly.stores.base import FACETED, ClaimQuery, Facets
from reportedly.web.desk import Desk

MAX_LISTED = 10_000
"""Rows that can be reached page by page; who wants more than two hundred pages narrows, or takes the file."""
_SHOWN_FACETS = 8
_PAGED = ("offset", "format", "added")
"""What of an address belongs to the page shown and to no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A header. `order`: "ascending" or "descending" where the list is ordered by it. `address`: sorts by it, or turns
    the order round; None for a column that has no order."""

    label: str
    address: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose, or a filter that is set, and where it leads. `claims`: how many claims it would leave."""

    label: str
    value: str
    address: str
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A facet: `of` what, the choices that are most frequent, how many more there are."""

    of: str
    choices: tuple[Choice, ...]
    more: int


def here(request: Request, **changes: object) -> str:
    """The address of this list from its first page, with some of its conditions changed; None takes one away."""
    kept = {name: value for name, value in request.query_params.items() if name not in _PAGED and value.strip()}
    kept.update({name: str(value) for name, value in changes.items() if value is not None})
    for name in (name for name, value in changes.items() if value is None):
        kept.pop(name, None)
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def columns(
    request: Request, labels: Iterable[tuple[str, str | None]], sort: str, *, falling: Iterable[str] = ()
) -> tuple[Column, ...]:
    """The headers of a list that is ordered by `sort` ("said", or "-said" for falling). `labels`: of each column its
    words and what it sorts by. `falling`: those that one wants the greatest first of."""
    made = []
    for label, by in labels:
        if by is None:
            made.append(Column(label=label))
            continue
        order = {by: "ascending", f"-{by}": "descending"}.get(sort)
        turned = by if order == "descending" else f"-{by}"
        first = f"-{by}" if by in set(falling) else by
        made.append(Column(label=label, order=order, address=here(request, sort=turned if order else first)))
    return tuple(made)


def chips(request: Request, labels: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    """The filters that are set, each with the address of the list without it. `labels`: parameter and its words."""
    return tuple(
        Choice(label=label, value=value, address=here(request, **{name: None}))
        for name, label in labels
        if (value := request.query_params.get(name, "").strip())
    )


def pages(request: Request, *, offset: int, limit: int, total: int) -> tuple[str | None, str | None]:
    """The addresses of the pages before and after."""
    before = here(request, offset=offset - limit if offset > limit else None) if offset else None
    after = here(request, offset=offset + limit) if offset + limit < min(total, MAX_LISTED) else None
    return before, after


def downloads(request: Request) -> tuple[Choice, Choice]:
    """The same list as CSV and as JSON."""
    forms = (("CSV", "csv"), ("JSON", "json"))
    csv, json = (Choice(label=label, value=form, address=here(request, format=form)) for label, form in forms)
    return csv, json


def facets_of(desk: Desk, query: ClaimQuery) -> Facets:
    """How the claims of a query are spread; kept until the store changes."""
    plain = replace(query, limit=None, offset=0, sort=ClaimQuery().sort, descending=True)
    return desk.view(("facets", plain), lambda store: store.facets(plain, FACETED)).value


def groups(request: Request, facets: Facets, query: ClaimQuery) -> tuple[Group, ...]:
    """What narrows the list further; what is narrowed already is left to its chip."""
    of_years = () if query.since or query.until else facets.years
    spread = (
        ("measure", "What is counted", () if query.measure else facets.measures),
        ("origin", "Who is said to know", () if query.origin else facets.origins),
        ("outlet", "Outlet", () if query.outlet else facets.outlets),
        ("year", "Year", tuple(sorted(of_years, reverse=True))),
    )
    made = []
    for name, of, counts in spread:
        choices = tuple(
            Choice(label=value, value=name, address=_narrowed(request, name, value), claims=number)
            for value, number in counts[:_SHOWN_FACETS]
        )
        if choices:
            made.append(Group(of=of, choices=choices, more=len(counts) - len(choices)))
    return tuple(made)


def _narrowed(request: Request, name: str, value: str) -> str:
    if name == "year":
        return here(request, since=f"{value}-01-01", until=f"{value}-12-31")
    return here(request, **{name: value})
