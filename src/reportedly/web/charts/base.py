"""From a Vega-Lite specification to SVG in a page: colours of the page's own, links and words that need no script.

A specification names colours as `currentColor` or `var(--name)`, which follow the page into the dark and onto paper.
Marks that bear a `description` get it as their title, which a pointer and a screen reader find; those with an `href`
are links, which the keyboard reaches.

A `figure` holds the chart twice, for a wide page and for a phone, of which style.css shows one. With `zoom` it bears
its specification, too: where script runs, static/zoom.js (which the page's head must name) puts a button beside it
that exchanges the drawing for one to move about in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from lxml import etree
from markupsafe import Markup

from reportedly.web import bundle

Spec = Mapping[str, Any]
"""A Vega-Lite specification, or a part of one."""

WIDE, NARROW = 920, 350
"""Pixels: a column of the desk at 1440, and a phone of 390 less its margins."""
CACHED = 512
"""Charts kept: drawing one takes some 60 ms (`benchmarks/desk.py`), and one takes some 30 kB."""
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_BASE = "https://vega.github.io/vega-datasets/"
"""What vl-convert puts before an address that begins with a slash."""
_TITLED = frozenset({"graphics-symbol"})
_POINTS = frozenset({"d", "transform"})
_FINE = re.compile(r"(\.\d)\d+")
"""Tenths of a pixel are as fine as anything shows."""
_FONT = "system-ui, sans-serif"
CONFIG: Spec = {
    "background": None,
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--quiet)",
        "titleColor": "var(--quiet)",
        "domainColor": "var(--strong-line)",
        "tickColor": "var(--strong-line)",
        "gridColor": "var(--line)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelFont": _FONT,
        "titleFont": _FONT,
    },
    "legend": {"labelColor": "currentColor", "titleColor": "var(--quiet)", "labelFontSize": 12, "titleFontSize": 12},
    "text": {"color": "currentColor", "font": _FONT, "fontSize": 12},
}


def drawn(spec: Spec, *, label: str) -> Markup:
    """The chart as SVG. `label`: what it shows, in a sentence, for who cannot see it."""
    return Markup(_svg(_whole(spec), label, "chart"))  # noqa: S704 - lxml escaped it


def figure(chart: Callable[[int], Spec], *, label: str, zoom: str | None = None) -> Markup:
    """The chart that `chart` gives for a width in pixels, wide and narrow. `zoom`: the field of a layered chart's axis
    of time, along which it can then be moved and widened; its marks are to be clipped."""
    wide, narrow = chart(WIDE), chart(NARROW)
    svgs = _svg(_whole(wide), label, "chart wide") + _svg(_whole(narrow), label, "chart narrow")
    opened = Markup('<figure class="drawn">')
    if zoom is not None:
        opened = Markup('<figure class="drawn" data-zoom="{}" data-bundle="{}" data-label="{}" data-spec="{}">').format(
            zoom, bundle.PATH, label, _whole(_movable(wide))
        )
    return opened + Markup(svgs) + Markup("</figure>")  # noqa: S704 - lxml escaped them


def _whole(spec: Spec) -> str:
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": CONFIG, **spec}
    return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _movable(spec: Spec) -> Spec:
    """With the selection that static/zoom.js sets by keys, and a pointer by dragging and its wheel."""
    first, *rest = spec["layer"]
    moving = {"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"}
    return {**spec, "layer": [{**first, "params": [moving]}, *rest]}


@lru_cache(CACHED)
def _svg(spec: str, label: str, classes: str) -> str:
    import vl_convert

    root = etree.fromstring(vl_convert.vegalite_to_svg(json.loads(spec)), etree.XMLParser(resolve_entities=False))
    for mark in root.iter():
        for name in _POINTS & set(mark.keys()):
            mark.set(name, _FINE.sub(r"\1", mark.get(name, "")))
        description = mark.get("aria-label")
        if description and mark.get("role") in _TITLED:
            title = etree.Element(f"{_SVG}title")
            title.text = description
            mark.insert(0, title)
    for link in root.iter(f"{_SVG}a"):
        address = link.attrib.pop(_LINK).removeprefix(_BASE)
        if not address.startswith("/"):
            raise ValueError(f"a chart links to pages of the desk only, and {address!r} is none")
        link.set("href", address)
    _rename(root, sha256(f"{classes} {spec}".encode()).hexdigest()[:8])
    root.set("role", "group")
    root.set("aria-label", label)
    root.set("class", classes)
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.set("viewBox", root.get("viewBox", f"0 0 {width} {height}"))
    markup: str = etree.tostring(root, encoding="unicode")
    return markup


def _rename(root: etree._Element, prefix: str) -> None:
    """Every chart calls its first clipping "clip0": a page with two must tell them apart."""
    names = {one.get("id") for one in root.iter()}
    for one in root.iter():
        for attribute, value in one.items():
            if attribute == "id":
                one.set(attribute, f"{prefix}-{value}")
            elif value.startswith("url(#") and value[5:-1] in names:
                one.set(attribute, f"url(#{prefix}-{value[5:]}")
