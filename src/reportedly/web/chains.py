"""The chain of a claim, with the other reports that tell the same act, as boxes and lines from the origin on."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from reportedly.exporters.wording import change_words, printable
from reportedly.model.claim import Claim, Hop
from reportedly.model.quantity_words import bounds_words
from reportedly.model.telling import Telling
from reportedly.stores.base import OriginRow, ToldRow
from reportedly.web.charts.chain import Box, Line, drawn
from reportedly.web.render import cited_url, origin_url

DRAWN = 10
"""Echoes in the drawing: it stays as high as a screen; all are in the list below it."""
_ORIGIN, _OWN = "origin", "own"


@dataclass(slots=True)
class _Graph:
    """Boxes and lines, each once."""

    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[tuple[str, str], Line] = field(default_factory=dict)

    def join(self, start: str, end: str, *, supposed: bool) -> None:
        if start != end:
            self.lines.setdefault((start, end), Line(start=start, end=end, supposed=supposed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The drawing. `echoes`: how many reports beside this one it holds, of `reports` that tell the act."""

    svg: Markup
    echoes: int
    reports: int


def chain_of(claim: Claim, row: OriginRow | None) -> Chain | None:
    """The drawing; None where there is nothing but the report itself."""
    echoes = _chosen(row) if row else ()
    graph = _Graph()
    source = claim.origin or (row.nearest.claim.origin if row else None)
    if source is None and not echoes:
        return None
    graph.boxes[_ORIGIN] = _origin_box(source, row)
    told = [(_OWN, row.own if row else None, claim)]
    told += [(f"echo{number}", echo, echo.claim) for number, echo in enumerate(echoes)]
    for name, one, its in told:
        graph.boxes[name] = _report_box(name, its, one, row)
    held = {_key(its.chain[0]): (name, one) for name, one, its in reversed(told) if its.chain and one}
    for name, one, its in told:
        _add_way(graph, name, its, one, held)
    reports = row.reports if row else 1
    label = f"From the origin, {printable(source.name) if source else 'whom nobody names'}, to this report"
    label += f" and to {len(echoes)} of {reports - 1} others that tell the same" if echoes else ""
    svg = drawn(tuple(graph.boxes.values()), tuple(graph.lines.values()), label=label)
    return Chain(svg=svg, echoes=len(echoes), reports=reports)


def _chosen(row: OriginRow) -> tuple[ToldRow, ...]:
    """One a report: the nearest, then those that changed something, then the others; by their nearness."""
    first: dict[tuple[str, int], ToldRow] = {}
    for echo in row.echoes:
        at = (echo.telling.report, echo.telling.version)
        if at not in first or (echo.changes and not first[at].changes):
            first[at] = echo
    ranked = sorted(first.values(), key=lambda one: (one.telling.key != row.nearest.telling.key, not one.changes))
    kept = {one.telling.key for one in ranked[:DRAWN]}
    return tuple(one for one in first.values() if one.telling.key in kept)


def _add_way(graph: _Graph, name: str, claim: Claim, one: ToldRow | None, held: dict[str, tuple[str, ToldRow]]) -> None:
    """The way from the origin to a report, through whom it credits; through their own report where it is drawn."""
    at = _ORIGIN
    for hop in reversed(claim.chain[1:-1]):
        at = _relay(graph, at, hop, one.telling if one else None, held)
    graph.join(at, name, supposed=claim.origin is None)


def _relay(graph: _Graph, before: str, hop: Hop, telling: Telling | None, held: dict[str, tuple[str, ToldRow]]) -> str:
    key = _key(hop)
    name, report = held.get(key, ("", None))
    # Only through a report that stands nearer: two outlets that credit each other would be drawn as a ring.
    if report is not None and telling is not None and report.telling.hops < telling.hops:
        return name
    graph.boxes.setdefault(key, _relay_box(key, hop))
    graph.join(before, key, supposed=False)
    return key


def _key(hop: Hop) -> str:
    return f"hop {hop.actor or hop.name.casefold()}"


def _relay_box(key: str, hop: Hop) -> Box:
    name, notes = printable(hop.name), _joined(str(hop.role).replace("_", " "), hop.date)
    return Box(id=key, name=name, lines=(f"relay: {notes}",), title=f"{name}: a relay ({notes})", kinds=("relay",))


def _origin_box(hop: Hop | None, row: OriginRow | None) -> Box:
    if hop is None:
        name, title = "No source credited", "No source is credited by any of these reports"
        return Box(id=_ORIGIN, name=name, lines=("no origin",), title=title, kinds=("origin", "nobody"))
    name = printable(hop.name)
    said = row.estimate.origin.date if row and row.estimate else None
    day = hop.date or said or (row.nearest.telling.said if row and row.nearest.telling.said_told else None)
    channel = "" if hop.channel == "not_stated" else str(hop.channel).replace("_", " ")
    notes = _joined("origin" if hop.named else "origin, unnamed", channel, day)
    party = row.nearest.telling.party if row and row.nearest.telling.anchored else ""
    href = origin_url(party) if party else None
    return Box(id=_ORIGIN, name=name, lines=(notes,), title=f"{name}: {notes}", kinds=("origin",), href=href)


def _report_box(name: str, claim: Claim, one: ToldRow | None, row: OriginRow | None) -> Box:
    own, nearest = name == _OWN, bool(row and one and one.telling.key == row.nearest.telling.key)
    telling = one.telling if one else None
    outlet = printable(claim.report.outlet or "") or "outlet unknown"
    figure = telling.quantity if telling else claim.quantity
    words = printable(bounds_words(figure)) if figure else ""
    day = (claim.report.published or claim.published or "")[:10]
    changed = change_words(one.changes) if one else ""
    became = "nearest to the origin" if nearest else changed or ("no drift found" if one else "")
    first = _joined("this report" if own else "", day, "" if own else words)
    lines = tuple(filter(None, (first, words if own else "", became)))
    kinds = (_OWN if own else "echo", *(("nearest",) if nearest else ()), *(("changed",) if changed else ()))
    title = ". ".join(filter(None, (f"{outlet}, {day or 'date unknown'}", words, became)))
    title = f"This report: {title}" if own else title
    href = None if own else cited_url(claim.id, claim.report.id, claim.report.version)
    return Box(id=name, name=outlet, lines=lines, title=title, kinds=kinds, href=href)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
