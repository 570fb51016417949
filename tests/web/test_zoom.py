"""Charts that can be moved about in: the bundle is the installed package's, and the drawing stands without it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi.testclient import TestClient
from lxml import html

from reportedly.web import bundle
from reportedly.web.charts.base import drawn, figure

DAYS = [{"day": "2025-06-01", "words": 'A "day" & <more>'}, {"day": "2025-06-09", "words": "Another"}]


def chart(width: int) -> Mapping[str, Any]:
    encoding = {"x": {"field": "day", "type": "temporal"}, "description": {"field": "words"}}
    mark = {"type": "point", "clip": True}
    return {"width": width, "data": {"values": DAYS}, "layer": [{"mark": mark, "encoding": encoding}] * 2}


def test_a_figure_holds_a_wide_and_a_narrow_drawing_under_one_label() -> None:
    tree = html.fragment_fromstring(figure(chart, label="Days."))
    svgs = tree.xpath("//*[name()='svg']")
    assert [svg.get("class") for svg in svgs] == ["chart wide", "chart narrow"]
    assert {svg.get("aria-label") for svg in svgs} == {"Days."}
    assert "data-spec" not in tree.attrib


def test_a_figure_that_can_be_moved_bears_its_specification_and_where_its_script_lies() -> None:
    tree = html.fragment_fromstring(figure(chart, label="Days.", zoom="day"))
    spec = json.loads(tree.get("data-spec"))
    assert spec["data"]["values"] == DAYS
    assert ["params" in layer for layer in spec["layer"]] == [True, False]
    assert (tree.get("data-zoom"), tree.get("data-bundle")) == ("day", bundle.PATH)


def test_no_two_drawings_of_a_page_share_an_id() -> None:
    page = f"<div>{figure(chart, label='Days.')}{drawn(chart(500), label='Days.')}</div>"
    tree = html.fragment_fromstring(page)
    ids = tree.xpath("//@id")
    assert ids
    assert len(ids) == len(set(ids))
    assert {one[5:-1] for one in tree.xpath("//@clip-path")} == set(ids)


def test_the_bundle_is_kept_by_the_browser_and_asked_for_once(empty: TestClient) -> None:
    answer = empty.get(bundle.PATH)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert "vegaEmbed" in answer.text
    again = empty.get(bundle.PATH, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = empty.get(bundle.PATH, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == answer.text


def test_a_page_is_compressed_for_who_takes_it_so_and_keeps_its_guards(empty: TestClient) -> None:
    packed = empty.get("/", headers={"Accept-Encoding": "gzip"})
    plain = empty.get("/", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert packed.headers["content-security-policy"] == plain.headers["content-security-policy"]
    assert "Accept-Encoding" in packed.headers["vary"]
