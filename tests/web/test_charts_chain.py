"""The drawing of a chain: every teller is in it once with all its words, those that lead somewhere as links."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree

from reportedly.web.charts.chain import Box, Line, drawn, wrapped

SVG = {"s": "http://www.w3.org/2000/svg"}
HOSTILE = '<script>alert(1)</script>"&'


def box(name: str, *kinds: str, href: str | None = None) -> Box:
    return Box(id=name, name=name, lines=("2031-03-03",), title=f"{name}, 2031-03-03", kinds=kinds, href=href)


def tree(boxes: list[Box], lines: list[Line], label: str = "The chain") -> etree._Element:
    return etree.fromstring(str(drawn(boxes, lines, label=label)))


CHAIN = [box("Ada Vent", "origin", href="/origins/x"), box("Wire", "relay"), box("Gazette", "own")]
WAY = [Line(start="Ada Vent", end="Wire"), Line(start="Wire", end="Gazette")]


def test_each_teller_is_a_box_with_its_words_in_a_title_from_the_origin_on() -> None:
    root = tree(CHAIN, WAY)
    boxes = root.xpath("//*[contains(@class, 'box')]", namespaces=SVG)
    assert [one.get("aria-label") for one in boxes] == [one.title for one in CHAIN]
    assert [one.findtext("s:title", namespaces=SVG) for one in boxes] == [one.title for one in CHAIN]
    lefts = [float(one.find("s:rect", SVG).get("x")) for one in boxes]
    assert lefts == sorted(set(lefts))
    assert root.get("aria-label") == "The chain"


def test_only_what_leads_somewhere_is_a_link_and_only_to_pages_of_the_desk() -> None:
    links = tree(CHAIN, WAY).xpath("//s:a", namespaces=SVG)
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [("/origins/x", CHAIN[0].title)]
    with pytest.raises(ValueError, match="pages of the desk"):
        tree([box("Elsewhere", href="https://example.org/")], [])


def test_a_line_that_is_supposed_looks_another_way() -> None:
    lines = [WAY[0], Line(start="Ada Vent", end="Gazette", supposed=True)]
    ways = tree(CHAIN, lines).xpath("//s:g[contains(@class, 'way')]/@class", namespaces=SVG)
    assert ways == ["way", "way supposed"]


def test_a_name_stays_words_and_is_set_apart_in_its_own_direction() -> None:
    root = tree([box(HOSTILE), box("صحيفة النهر")], [])
    assert not root.xpath("//*[local-name() = 'script']")
    names = root.xpath("//s:text[@class='name']/text()", namespaces=SVG)
    assert all(name.startswith("\u2068") and name.endswith("\u2069") for name in names)
    assert HOSTILE in root.xpath("//s:title/text()", namespaces=SVG)[0]


def test_there_is_no_style_and_no_script_in_it() -> None:
    root = tree(CHAIN, WAY)
    assert not root.xpath("//@style | //*[local-name() = 'style'] | //@*[starts-with(name(), 'on')]")


def test_boxes_do_not_overlap() -> None:
    """Of a layer of many, too."""
    many = [box(f"Outlet {number} with a name that takes two lines", "echo") for number in range(12)]
    root = tree([CHAIN[0], *many], [Line(start="Ada Vent", end=one.id) for one in many])
    rects = root.xpath("//*[contains(@class, 'echo')]/s:rect", namespaces=SVG)
    spans = sorted((float(one.get("y")), float(one.get("y")) + float(one.get("height"))) for one in rects)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Short", ("Short",)),
        ("", ()),
        ("The Evening Chronicle of Port Ister", ("The Evening", "Chronicle of…")),
        ("Abcdefghijklmnopqrstuvwxyz", ("Abcdefghijklm", "nopqrstuvwxyz")),
        ("伊斯特河晚报和广告商日报社", ("伊斯特河晚报", "和广告商日报…")),
    ],
)
def test_a_name_is_cut_to_the_lines_of_its_box(words: str, lines: tuple[str, ...]) -> None:
    """At a space where there is one; letters that are twice as wide count twice."""
    assert wrapped(words, 13, 2) == lines
