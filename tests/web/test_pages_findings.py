"""Findings: the list by kind; one as passages, intervals, a sum, a circle or an edit; each leads to the words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.model.claim import ActorKind, Aspect, Role
from reportedly.model.quantity import Quantity, about, at_least, at_most, exactly
from reportedly.model.quantity_words import quantity_words
from reportedly.model.story import Verdict
from reportedly.stores import open_store
from reportedly.web.sums import lines_of
from reportedly.workflow import review
from reportedly.workflow.reviewing import new_review
from tests.builders import Reading, made_up_knowledge, outlet_hop, report_saying
from tests.contracts.store_origins import ECHO, QUOTED
from tests.contracts.store_pictures import BARE, BOATS, saying
from tests.contracts.store_speakers import OTHER_OUTLET
from tests.web.conftest import HOSTILE
from tests.web.test_pages import tree_of
from tests.web.test_pages_claims import served

TRIES = 100
TOTAL = {"aspect": Aspect.TOTAL}
LOST = {"measure": "equipment_lost", **TOTAL}
MANY = saying(
    8, "Ada Vent said about 900 tanks were lost.", quantity=about(900).with_words("about 900", "tanks"), **LOST
)
WATCH = {"source": "River Watch", "actor": "river-watch"}
FEWER = saying(
    9,
    "River Watch said at most 400 tanks were lost.",
    quantity=at_most(400).with_words("at most 400", "tanks"),
    **WATCH,
    **LOST,
)
SHARE = Quantity(
    low=30, low_inclusive=True, high=30, high_inclusive=True, unit="percent", of="the 10,000 men sent", as_written="30%"
)
HURT = {**WATCH, "measure": "casualties", **TOTAL}
SHARED = report_saying(
    {"words": "River Watch said 30% of the 10,000 men sent were casualties.", "quantity": SHARE, **HURT},
    {"words": "River Watch said 1,234 were casualties.", "quantity": exactly(1_234).with_words("1,234", "men"), **HURT},
    title="Shares",
    url="https://gazette.example/shares",
)
SUM = report_saying(
    {"words": "River Watch said 500 were casualties.", "quantity": exactly(500).with_words("500", "men"), **HURT},
    {
        "words": "River Watch said at least 420 were killed.",
        "quantity": at_least(420).with_words("at least 420", "men"),
        **HURT,
        "measure": "killed",
    },
    {
        "words": "River Watch said at least 230 were wounded.",
        "quantity": at_least(230).with_words("at least 230", "men"),
        **HURT,
        "measure": "wounded",
    },
    title="Losses",
    url="https://gazette.example/losses",
)


def crediting(number: int, outlet: str, other: str) -> Reading:
    """A report of one outlet that has all it says from the other."""
    report, (claim,) = saying(number, f"{other} said 33 drones fell.", source=other, actor=None, measure="launched")
    report = replace(report, outlet=outlet)
    hop = replace(claim.chain[-1], kind=ActorKind.OUTLET, role=Role.OUTLET)
    kept = replace(claim, report=replace(claim.report, outlet=outlet), chain=(outlet_hop(report), hop))
    return report, (kept,)


CIRCLE = (crediting(31, "Marsh Post", "Delta Courier"), crediting(32, "Delta Courier", "Marsh Post"))
CONTRADICTING = (QUOTED, BARE, ECHO, OTHER_OUTLET, BOATS, MANY, FEWER)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(tmp_path / "reports.db", *CONTRADICTING) as client:
        yield client


def ready(client: TestClient, page: str) -> html.HtmlElement:
    """The page, once what it shows is worked out."""
    for _ in range(TRIES):
        tree = tree_of(client, page)
        if "being worked out" not in tree.text_content():
            return tree
        time.sleep(0.1)
    raise AssertionError(f"{page} is being worked out still")


def link_to(client: TestClient, page: str, beginning: str) -> str:
    """The first link of a page that begins so."""
    return next(str(at) for at in ready(client, page).xpath("//main//@href") if str(at).startswith(beginning))


def words(client: TestClient, page: str) -> str:
    return told(ready(client, page))


def test_the_list_counts_the_kinds_and_narrows_to_one(client: TestClient) -> None:
    assert "bound dropped" in words(client, "/findings")
    only = tree_of(client, "/findings?kind=contradiction").xpath("//li[@class='finding']//p[@class='kind']")
    assert {one.text for one in only} == {"contradiction"}
    drift = tree_of(client, "/findings?kind=drift").xpath("//li[@class='finding']//p[@class='kind']")
    assert drift
    assert all(one.text.startswith("drift: ") for one in drift)


def test_an_unknown_kind_or_state_is_told_with_those_there_are(client: TestClient) -> None:
    answer = client.get("/findings?kind=gossip")
    assert answer.status_code == 404
    assert "contradiction" in answer.text
    assert "came_true" in client.get("/forecasts?state=soon").text


def only(tmp_path: Path, kind: str, *readings: Reading) -> html.HtmlElement:
    """The page of the first finding of this kind over these reports."""
    with served(tmp_path / "only.db", *readings) as client:
        return tree_of(client, link_to(client, f"/findings?kind={kind}", "/findings/"))


def told(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def marked(page: html.HtmlElement) -> list[str]:
    return [one.text_content() for one in page.xpath("//mark[@class='changed']")]


def test_a_line_of_the_list_names_its_outlets_and_days(client: TestClient) -> None:
    (facts,) = tree_of(client, "/findings?kind=contradiction").xpath("//li[@class='finding']/p[@class='facts']")
    assert facts.xpath("./a/@href")[0] == "/outlets/The%20Ister%20Gazette"
    assert "2031-03-04" in facts.text_content()


def test_drift_stands_side_by_side_with_the_changed_words_marked_and_labelled(client: TestClient) -> None:
    page = tree_of(client, link_to(client, "/findings?kind=bound_dropped", "/findings/"))
    assert marked(page) == ["before: more than 1,250", "after: 1,250"]
    assert [one.text for one in page.xpath("//section[@class='passage']/h3")] == [
        "Nearest to the origin",
        "First to have it changed",
    ]
    assert len(page.xpath("//ol[@class='members']/li")) == 1  # the echo repeats it


def test_drift_is_found_by_its_id_though_the_list_never_named_it(client: TestClient) -> None:
    address = link_to(client, "/findings?kind=bound_dropped", "/findings/")
    assert "?" not in address
    assert client.get(f"{address}0").status_code == 404


def test_a_passage_stands_in_its_context(tmp_path: Path) -> None:
    """The sentence with what is around it, and not with its title."""
    page = only(tmp_path, "figures_do_not_add_up", SUM)
    (first, *_) = page.xpath("//section[@class='passage']//blockquote")
    around = [one.text.strip() for one in first.xpath("./span[@class='around']")]
    assert around == ["River Watch said at least 420 were killed. River Watch said at least 230 were wounded."]


def test_a_hedge_that_is_gone_is_told_as_gone_and_nothing_is_marked_in_its_place(tmp_path: Path) -> None:
    from reportedly.model.certainty import Certainty, Likelihood

    sure = {"measure": "killed", "quantity": exactly(1_250).with_words("1,250", "soldiers")}
    near = saying(
        1,
        "Ada Vent said it was highly likely that 1,250 soldiers were killed near the Ister.",
        certainty=Certainty(likelihood=Likelihood(term="highly likely")),
        style="direct",
        **sure,
    )
    page = only(tmp_path, "hedge_dropped", near, BARE)
    assert marked(page) == ["before: highly likely"]
    assert "Nothing in this sentence stands for “highly likely”." in told(page)


def test_a_contradiction_is_drawn_on_one_axis_with_the_gap_told(client: TestClient) -> None:
    page = tree_of(client, link_to(client, "/findings?kind=contradiction", "/findings/"))
    wide, narrow = page.xpath("//*[local-name()='svg'][contains(@class, 'chart')]")
    for drawing in (wide, narrow):
        assert "Ada Vent says about 900, taken as 810 to 990" in drawing.get("aria-label")
        assert len(drawing.xpath(".//*[local-name()='a'][starts-with(@href, '/claims/')]")) == 2
    assert "the gap between 400 and 810 is shaded" in told(page)
    assert marked(page) == ["figure: 400", "figure: 900"]


def test_a_sum_is_written_out_with_what_would_be_needed(tmp_path: Path) -> None:
    """Each figure leads to its claim; what follows is nobody's word."""
    page = only(tmp_path, "figures_do_not_add_up", SUM)
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//table//tbody/tr")]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("", "at least 420 men", "A part (killed)"),
        ("+", "at least 230 men", "A part (wounded)"),
        ("=", "at least 650", "The whole would have to be"),
        ("≠", "500 men", "The whole, as said (casualties)"),
    ]
    assert len(page.xpath("//table//td[@class='figure']/a[starts-with(@href, '/claims/')]")) == 3
    assert rows[2][3].startswith("nobody")


def test_a_share_is_written_out_as_a_product() -> None:
    """The whole stands in the words of the share; where the product fits what was said, nothing is written out."""
    share, said = SHARED[1]
    lines = lines_of([share, said])
    assert [(one.sign, quantity_words(one.quantity)) for one in lines] == [
        ("", "10,000"),
        ("×", "30 % of the 10,000 men sent"),
        ("=", "3,000"),
        ("≠", "1,234 men"),
    ]
    assert [one.claim for one in lines] == [share, share, None, said]
    assert lines_of([share, replace(said, quantity=exactly(3_000))]) == ()


def test_a_sum_that_rests_on_a_correction_is_not_written_out_as_if_it_failed(tmp_path: Path) -> None:
    """The claims as they were extracted fit; the finding is of what a person made of one."""
    fits = report_saying(
        {"words": "River Watch said 500 were casualties.", "quantity": exactly(500).with_words("500", "men"), **HURT},
        {
            "words": "River Watch said at least 420 were killed.",
            "quantity": at_least(420).with_words("at least 420", "men"),
            **HURT,
            "measure": "killed",
        },
        title="Losses",
    )
    location = tmp_path / "corrected.db"
    with served(location, fits) as client:
        assert "Nothing was found" in words(client, "/findings")
        with open_store(location) as store:
            claim = fits[1][0].id
            put = new_review(store, claim, Verdict.CORRECT, who="Ida", why="misread", slot="quantity", value="300 men")
            review(store, put, made_up_knowledge())
        page = tree_of(client, link_to(client, "/findings?kind=figures_do_not_add_up", "/findings/"))
    assert not page.xpath("//table")
    assert "corrected by a person" in told(page)


def test_a_circle_ends_where_it_began(tmp_path: Path) -> None:
    page = only(tmp_path, "circular_sourcing", *CIRCLE)
    steps = [" ".join(item.text_content().split()) for item in page.xpath("//ol[@class='members circle']/li")]
    assert len(steps) == 3
    assert steps[0].startswith("Marsh Post") or steps[0].startswith("Delta Courier")
    assert steps[-1] == f"and so back to {steps[0].partition(' 2031')[0]}, where it began"


def test_an_edit_leads_to_what_changed_between_the_versions(tmp_path: Path) -> None:
    older = saying(40, "Ada Vent said 12 boats sank.", measure="equipment_lost")
    newer = saying(41, "Ada Vent said 17 boats sank.", measure="equipment_lost")
    newer = (replace(newer[0], id=older[0].id, url=older[0].url), newer[1])
    page = only(tmp_path, "edited_report", older, newer)
    assert f"/reports/{older[0].id}/changes?from=1&to=2" in page.xpath("//main//a/@href")


def test_words_of_strangers_stay_words_and_their_direction_stays_theirs(tmp_path: Path) -> None:
    report, (claim,) = QUOTED
    outlet = f"جريدة {HOSTILE}"
    renamed = replace(claim, report=replace(claim.report, outlet=outlet))
    page = only(tmp_path, "bound_dropped", (replace(report, outlet=outlet), (renamed,)), BARE)
    assert HOSTILE in told(page)
    assert not page.xpath("//main//script")
    assert all(one.getparent().tag == "bdi" or one.tag == "bdi" for one in page.xpath("//p[@class='who']/a/*"))


def test_a_finding_that_is_no_more_says_so(client: TestClient) -> None:
    answer = client.get("/findings/abc")
    assert answer.status_code == 404
    assert "there is no such finding any more" in answer.text.lower()


def test_a_topic_narrows_findings_and_forecasts(client: TestClient) -> None:
    assert "Nothing was found under these conditions" in words(client, "/findings?topic=Atlantis")
    assert "No forecast is found under these conditions" in words(client, "/forecasts?topic=Atlantis")


def test_pages_of_who_speaks_hold_nothing_of_a_store_without_reports(empty: TestClient) -> None:
    for page in ("/findings", "/forecasts", "/origins", "/outlets"):
        assert empty.get(page).status_code == 200
