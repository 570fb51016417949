"""The way of one claim from its origin to the reports that tell it: boxes and lines, laid out in layers, left to right.

A box that leads somewhere is a link; each has its words whole in a title, since a box holds only the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from lxml import etree
from markupsafe import Markup

WIDTH = 240
_LINE = 17
_PAD = 10
_NAME_LETTERS = 27
_NOTE_LETTERS = 31
"""Characters of a line of a box, at 13 px bold and 12 px: so many fit in the widest of the usual fonts."""
_NAME_LINES = 2
_MARGIN = 4
_OPTIONS = {
    "spacing": {"layer_gap": 46.0, "node_gap": 14.0, "port_gap": 6.0},
    "order": {"heuristic": "barycenter"},
    "coords": {"placement": "network_simplex"},
}
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A teller. `name`: whole; `lines`: what stands under it; `title`: all of it in a sentence; `kinds`: what marks it
    ("origin", "own", "nearest", "echo", "relay"); `href`: a page of the desk."""

    id: str
    name: str
    lines: tuple[str, ...]
    title: str
    kinds: tuple[str, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """From one teller to the next. `supposed`: nobody credits it, the picture takes it to be so."""

    start: str
    end: str
    supposed: bool = False


def drawn(boxes: Sequence[Box], lines: Sequence[Line], *, label: str) -> Markup:
    """The graph as SVG. `label`: what it shows, in a sentence."""
    import graphlay

    graph = graphlay.Graph()
    for box in boxes:
        graph.node(box.id, width=float(WIDTH), height=float(_height(box)))
    for line in lines:
        graph.edge(line.start, line.end)
    layout = graphlay.layout(graph, options=_OPTIONS)
    root = _root(layout.bounds, label)
    for line, edge in zip(lines, layout.edges, strict=True):
        root.append(_path(line, edge["points"]))
    for box, node in sorted(zip(boxes, layout.nodes, strict=True), key=_reading_order):
        root.append(_drawn(box, node["center"]))
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - lxml escaped it


def wrapped(words: str, letters: int, most: int) -> tuple[str, ...]:
    """The words in lines of so many letters, at most so many lines; the last ends in "…" where more would follow."""
    found: list[str] = []
    rest = words
    while rest and len(found) < most:
        fits = _fitting(rest, letters)
        at = len(rest) if fits == len(rest) else rest.rfind(" ", fits // 2, fits + 1)
        at = at if at > 0 else fits
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if rest:
        found[-1] = found[-1][: _fitting(found[-1], letters - 1)].rstrip() + "…"
    return tuple(found)


def _fitting(words: str, letters: int) -> int:
    """How many characters take the room of so many letters; those of East Asian scripts take two each."""
    room = letters
    for at, letter in enumerate(words):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return at
    return len(words)


def _height(box: Box) -> int:
    return 2 * _PAD + _LINE * (len(wrapped(box.name, _NAME_LETTERS, _NAME_LINES)) + len(box.lines))


def _reading_order(drawn: tuple[Box, dict[str, Any]]) -> tuple[float, float]:
    """From the origin on, and downwards: the order in which the keyboard goes."""
    return drawn[1]["center"]["x"], drawn[1]["center"]["y"]


def _root(bounds: dict[str, Any], label: str) -> etree._Element:
    left, top = (bounds["min"][axis] - _MARGIN for axis in "xy")
    width, height = (bounds["max"][axis] - bounds["min"][axis] + 2 * _MARGIN for axis in "xy")
    root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
    root.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    root.set("role", "group")
    root.set("aria-label", label)
    root.set("class", "chain-graph")
    return root


def _path(line: Line, points: Sequence[dict[str, float]]) -> etree._Element:
    whole = etree.Element(f"{{{_SVG}}}g")
    whole.set("aria-hidden", "true")
    whole.set("class", "way supposed" if line.supposed else "way")
    etree.SubElement(whole, f"{{{_SVG}}}path", d="M" + "L".join(f"{p['x']:g} {p['y']:g}" for p in points))
    before, tip = points[-2], points[-1]
    back = 7 if tip["x"] >= before["x"] else -7
    head = f"M{tip['x'] - back:g} {tip['y'] - 4:g}L{tip['x']:g} {tip['y']:g}L{tip['x'] - back:g} {tip['y'] + 4:g}"
    etree.SubElement(whole, f"{{{_SVG}}}path", d=head).set("class", "head")
    return whole


def _drawn(box: Box, center: dict[str, float]) -> etree._Element:
    height = _height(box)
    left, top = center["x"] - WIDTH / 2, center["y"] - height / 2
    whole = etree.Element(f"{{{_SVG}}}a" if box.href else f"{{{_SVG}}}g")
    if box.href:
        if not box.href.startswith("/"):
            raise ValueError(f"a chart links to pages of the desk only, and {box.href!r} is none")
        whole.set("href", box.href)
    else:
        whole.set("role", "img")
    whole.set("aria-label", box.title)
    whole.set("class", " ".join(("box", *box.kinds)))
    etree.SubElement(whole, f"{{{_SVG}}}title").text = box.title
    corner = {"x": f"{left:g}", "y": f"{top:g}", "width": f"{WIDTH}", "height": f"{height}", "rx": "6"}
    etree.SubElement(whole, f"{{{_SVG}}}rect", corner)
    for at, (kind, words) in enumerate(_words(box)):
        place = {"x": f"{left + _PAD:g}", "y": f"{top + _PAD + _LINE * at + 13:g}", "class": kind}
        etree.SubElement(whole, f"{{{_SVG}}}text", place).text = f"\u2068{words}\u2069"  # a name by itself, either way
    return whole


def _words(box: Box) -> Iterator[tuple[str, str]]:
    for line in wrapped(box.name, _NAME_LETTERS, _NAME_LINES):
        yield "name", line
    for line in box.lines:
        yield "said", wrapped(line, _NOTE_LETTERS, 1)[0]
