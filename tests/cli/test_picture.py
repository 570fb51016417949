"""`picture`, `findings`, `forecasts`: over the example reports, in every shape; nothing shown leads nowhere."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from .conftest import Cli

KURSK = ("Kursk", "--measure", "casualties")


def read(cli: Cli, *arguments: object) -> Any:
    ran = cli(*arguments, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def rows(cli: Cli, *arguments: object) -> list[dict[str, str]]:
    ran = cli(*arguments, "--csv")
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_each_question_is_headed_by_its_words_and_its_counts(cli: Cli, examples: Path) -> None:
    (question, *_) = read(cli, "picture", "--store", examples)["questions"]
    out = cli("picture", "--store", examples, "--questions", "1").out
    assert f"casualties (total): {question['subject']}\n" in out
    origins, reports, claims, acts = (question[key] for key in ("origins", "reports", "claims", "acts"))
    assert f"{origins} independent origins, {reports} reports ({claims} claims, {acts} acts of saying)\n" in out


def test_who_names_nobody_is_marked_and_never_counted(cli: Cli, examples: Path) -> None:
    seen = read(cli, "picture", "--store", examples, "--questions", "0", "--series")
    for question in seen["questions"]:
        counted = {e["origin"]["party"] for e in question["estimates"] if e["origin"]["counts"]}
        assert question["origins"] == len(counted)
    whole = " ".join(cli("picture", "--store", examples, "--questions", "0", "--series").out.split())
    assert "(own voice, not" in whole
    assert "(unnamed, not" in whole


def test_every_figure_leads_to_claims_that_are_held(cli: Cli, examples: Path) -> None:
    seen = read(cli, "picture", "--store", examples, "--questions", "0", "--series")
    held = {row["id"] for row in read(cli, "claims", "--store", examples, "--limit", "0")}
    cited = {c["claim"] for q in seen["questions"] for e in q["estimates"] for c in e["citations"]}
    assert cited
    assert cited <= held
    assert sum(q["claims"] for q in seen["questions"]) == sum(
        e["claims"] for q in seen["questions"] for e in q["estimates"]
    )


def test_words_choose_questions_by_side_place_and_measure(cli: Cli, examples: Path) -> None:
    whole = read(cli, "picture", "--store", examples)["counts"]["questions"]
    by_words = read(cli, "picture", "kursk", "casualties", "--store", examples)
    by_options = read(cli, "picture", "--place", "Kursk", "--measure", "casualties", "--store", examples)
    by_sides = read(cli, "picture", "--actor", "North Korea", "--actor", "Russia", "--store", examples)
    assert by_words["questions"] == by_options["questions"]
    assert 0 < by_options["counts"]["questions"] < whole
    assert 0 < by_sides["counts"]["questions"] < whole


def test_a_question_lies_below_the_wider_one_that_is_shown(cli: Cli, examples: Path) -> None:
    seen = read(cli, "picture", "North", "Korea", "--measure", "casualties", "--store", examples, "--questions", "0")
    ids = {q["id"]: q for q in seen["questions"]}
    (kursk,) = (q for q in seen["questions"] if q["place"] == "Kursk Oblast" and q["counterpart"] is None)
    assert ids[kursk["within"]]["subject"] == "North Korea"
    out = cli("picture", "North Korea", "--measure", "casualties", "--store", examples, "--questions", "0").out
    assert "    within it, casualties (total): North Korea; in Kursk Oblast" in out


def test_a_view_gives_its_rule_beside_its_figure(cli: Cli, examples: Path) -> None:
    for view in ("conservative", "range"):
        (question, *_) = read(cli, "picture", "--view", view, "--store", examples)["questions"]
        out = " ".join(cli("picture", "--view", view, "--store", examples).out.split())
        assert question["reading"]
        assert f"{question['reading']}: {question['rule']}" in out
        assert all(e["origin"]["counts"] for e in question["estimates"])
    assert question["reading"].startswith("from “")
    assert cli("picture", "--view", "middle", "--store", examples).code == 2


def test_the_series_has_every_figure_the_oldest_first(cli: Cli, examples: Path) -> None:
    (latest, *_), (whole, *_) = (
        read(cli, "picture", "--store", examples, *more)["questions"] for more in ((), ("--series",))
    )
    days = [e["as_of"] or "" for e in whole["estimates"]]
    assert days == sorted(days)
    assert len(latest["estimates"]) < len(whole["estimates"]) == whole["acts"]


def test_a_chart_stands_below_three_dated_figures(cli: Cli, examples: Path) -> None:
    out = cli("picture", "--store", examples).out
    assert "Said by independent origins, by month:" in out
    assert "~ about" in out
    assert "Said by" not in cli("picture", *KURSK, "--store", examples).out


def test_citing_prints_the_words_with_where_they_stand(cli: Cli, examples: Path) -> None:
    plain, cited = (cli("picture", *KURSK, "--store", examples, *more).out for more in ((), ("--cite",)))
    words = "have “highly likely” suffered more than 6,000 casualties"
    assert words not in " ".join(plain.split())
    assert words in " ".join(cited.split())
    assert "report nk-uk-keeps, claim" in " ".join(cited.split())
    seen = read(cli, "picture", *KURSK, "--store", examples, "--cite")
    assert "suffered" in seen["questions"][0]["estimates"][0]["citations"][0]["words"]


def test_the_picture_as_rows_has_the_same_figures(cli: Cli, examples: Path) -> None:
    seen = read(cli, "picture", "--store", examples)
    figures = [e["origin"]["id"] for q in seen["questions"] for e in q["estimates"]]
    assert [row["origin_id"] for row in rows(cli, "picture", "--store", examples)] == figures


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("command", ["picture", "findings", "forecasts"])
def test_no_line_is_longer_than_the_terminal_and_nothing_is_cut(
    cli: Cli, examples: Path, monkeypatch: pytest.MonkeyPatch, width: int, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = cli(command, "--cite", "--store", examples).out.splitlines()
    assert "…" not in "".join(lines)
    assert max(map(len, lines)) <= width


def test_nothing_asked_for_is_said_and_no_error(cli: Cli, examples: Path) -> None:
    asked = ("elephants", "--store", examples)
    assert cli("picture", *asked).out == "No question answers to that.\n"
    assert cli("findings", *asked).out == "No findings.\n"
    assert cli("forecasts", *asked).out == "No forecasts.\n"
    assert cli("findings", *asked).code == cli("forecasts", *asked).code == 0
    assert read(cli, "findings", *asked) == {"total": 0, "findings": []}


def test_findings_name_their_claims_and_give_their_words_when_asked(cli: Cli, examples: Path) -> None:
    found = read(cli, "findings", "--store", examples)
    assert found["total"] == len(found["findings"]) > 0
    held = {row["id"]: row for row in read(cli, "claims", "--store", examples, "--limit", "0")}
    for finding in found["findings"]:
        assert all(member["words"] == held[member["claim"]]["sentence"] for member in finding["members"])
        assert finding["question"]["measure"]
    plain, cited = (" ".join(cli("findings", "--store", examples, *m).out.split()) for m in ((), ("--cite",)))
    assert "British military intelligence assesses" not in plain
    assert "British military intelligence assesses" in cited
    assert all(member["claim"][:8] in plain for finding in found["findings"] for member in finding["members"])


def test_findings_are_chosen_by_kind_and_drift_is_all_of_its_kinds(cli: Cli, examples: Path) -> None:
    whole = read(cli, "findings", "--store", examples)
    drift = read(cli, "findings", "--kind", "drift", "--store", examples)
    dropped = read(cli, "findings", "--kind", "hedge-dropped", "--kind", "bound_dropped", "--store", examples)
    assert drift["findings"] == [f for f in whole["findings"] if "drift" in f["kind"] or f["before"]]
    assert {f["kind"] for f in dropped["findings"]} == {"hedge_dropped", "bound_dropped"}
    wrong = cli("findings", "--kind", "gossip", "--store", examples)
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert "circular-sourcing" in wrong.err


def test_what_the_limit_hides_of_findings_is_said(cli: Cli, examples: Path) -> None:
    ran = cli("findings", "--limit", "1", "--store", examples)
    assert "--limit 0" in ran.err
    assert len(rows(cli, "findings", "--limit", "1", "--store", examples)) == 1


def test_forecasts_tell_state_words_and_why(cli: Cli, examples: Path) -> None:
    found = read(cli, "forecasts", "--today", "2025-12-01", "--store", examples)
    assert found["today"] == "2025-12-01"
    assert all(f["why"] and f["text"] and f["claim"] for f in found["forecasts"])
    lapsed = read(cli, "forecasts", "--state", "lapsed", "--today", "2025-12-01", "--store", examples)["forecasts"]
    assert lapsed == [f for f in found["forecasts"] if f["state"] == "lapsed"] != []
    assert rows(cli, "forecasts", "--today", "2025-12-01", "--store", examples)[0]["why"]
    assert cli("forecasts", "--state", "hopeful", "--store", examples).code == 2


def test_a_forecast_is_open_until_its_last_day_is_over(cli: Cli, examples: Path) -> None:
    def open_ones(day: str) -> set[str]:
        found = read(cli, "forecasts", "--state", "open", "--today", day, "--store", examples)
        return {f["id"] for f in found["forecasts"] if f["horizon"] == "2025-06-30"}

    assert open_ones("2025-06-30")
    assert not open_ones("2025-07-01")


def test_the_record_of_a_source_counts_its_forecasts(cli: Cli, examples: Path) -> None:
    found = read(cli, "forecasts", "--today", "2025-12-01", "--store", examples)
    told = rows(cli, "forecasts", "--records", "--today", "2025-12-01", "--store", examples)
    assert [int(row["forecasts"]) for row in told] == [sum(r["counts"].values()) for r in found["records"]]
    assert "no score" in cli("forecasts", "--records", "--store", examples).out


def test_what_is_added_is_drawn_in_and_a_run_cut_short_is_finished_by_the_next_command(
    cli: Cli, source: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly import workflow

    def cut(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(workflow, "draw", cut)
        assert cli("add", source, "--store", store).code == 130
    drawn = "select count(*) from report_contexts"
    with sqlite3.connect(store) as connection:
        assert connection.execute(drawn).fetchone() == (0,)
    assert read(cli, "picture", "--store", store)["counts"]["questions"] > 0
    with sqlite3.connect(store) as connection:
        assert connection.execute(drawn).fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("command", [("findings",), ("forecasts",), ("story", "list"), ("review", "list")])
def test_asking_never_begins_a_store(cli: Cli, store: Path, command: tuple[str, ...]) -> None:
    ran = cli(*command, "--store", store)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not store.exists()
