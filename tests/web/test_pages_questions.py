"""One question: every figure that was given to it, what each rule makes of them, and the questions around it."""

from __future__ import annotations

from lxml import html

from reportedly.reconciliation.views import RULES
from reportedly.web.params import PAGE_ROWS
from tests.web.conftest import Desk
from tests.web.test_pages_stories import tree_of, words_of


def asked(desk: Desk, path: str = "/picture") -> str:
    """The address of the biggest question."""
    found: list[str] = tree_of(desk.client, path).xpath("//article//h3/a/@href")
    return found[0]


def test_every_rule_is_named_with_what_it_comes_to(desk: Desk) -> None:
    told = words_of(tree_of(desk.client, asked(desk)).xpath("//div[@class='rules']")[0])
    assert all(f"Rule: {rule}" in told for rule in RULES.values())


def test_all_figures_are_paged_newest_first_and_lead_to_their_claims(desk: Desk) -> None:
    path, seen = asked(desk), []
    while path:
        tree = tree_of(desk.client, path)
        rows = tree.xpath("//table[@class='estimates']/tbody/tr")
        assert len(rows) <= PAGE_ROWS
        seen += rows
        path = next(iter(tree.xpath("//a[@rel='next']/@href")), "")
    acts = words_of(tree_of(desk.client, asked(desk)).xpath("//p[@class='lede']")[0])
    assert f"{len(seen)} acts of saying" in acts
    days = [row.xpath("string(td[@class='when'])") for row in seen]
    assert days == sorted(days, reverse=True)
    assert all(row.xpath("td[@class='figures']/a/@href")[0].startswith("/claims/") for row in seen)


def test_a_chart_stands_above_the_table_with_a_legend(desk: Desk) -> None:
    tree = tree_of(desk.client, asked(desk))
    assert tree.xpath("//div[@class='wide']/svg[@aria-label]")
    assert tree.xpath("//ul[@class='parties']/li/svg")


def test_a_narrower_question_and_the_wider_one_name_each_other(desk: Desk) -> None:
    for path in tree_of(desk.client, "/picture").xpath("//article//h3/a/@href"):
        around = tree_of(desk.client, path).xpath("//section[@aria-labelledby='related']//a/@href")
        for other in around:
            assert path in tree_of(desk.client, other).xpath("//section[@aria-labelledby='related']//a/@href")


def test_a_question_that_there_is_not_is_not_found(desk: Desk) -> None:
    answer = desk.client.get("/questions/none")
    assert answer.status_code == 404
    assert "No question" in html.document_fromstring(answer.text).text_content()
