"""From a Vega-Lite specification to SVG in a page: colours of the page's own, links and words that need no script.

A specification names colours as `currentColor` or `var(--name)`, which follow the page into the dark and onto paper.
Marks that bear a `description` get it as their title, which a pointer and a screen reader find; those with an `href`
are links, which the keyboard reaches.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree
from markupsafe import Markup

Spec = Mapping[str, Any]
"""A Vega-Lite specification, or a part of one."""

CACHED = 512
"""Charts kept: drawing one takes some 60 ms (`benchmarks/desk.py`), and one takes some 30 kB."""
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_BASE = "https://vega.github.io/vega-datasets/"
"""What vl-convert puts before an address that begins with a slash."""
_TITLED = frozenset({"graphics-symbol"})
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
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": CONFIG, **spec}
    return Markup(_svg(json.dumps(whole, sort_keys=True, ensure_ascii=False), label))  # noqa: S704 - lxml escaped it


@lru_cache(CACHED)
def _svg(spec: str, label: str) -> str:
    import vl_convert

    root = etree.fromstring(vl_convert.vegalite_to_svg(json.loads(spec)), etree.XMLParser(resolve_entities=False))
    for mark in root.iter():
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
    root.set("role", "group")
    root.set("aria-label", label)
    root.set("class", "chart")
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.set("viewBox", root.get("viewBox", f"0 0 {width} {height}"))
    markup: str = etree.tostring(root, encoding="unicode")
    return markup
