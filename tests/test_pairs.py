"""The scorer of pairs of reports, and the fit of the weights: joins and drift right and wrong, on made-up pairs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from evaluation import origin_weights, pairs, sets
from evaluation.origin_weights import Example
from evaluation.pairs import PairReader, Result, Seen
from evaluation.rates import rows, write_rows

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.finding import FindingKind as Kind

GOLD = sets.ROOT / "evaluation" / "gold"
MINISTRY = "Norland's defence ministry said on 3 March that at least 4,310 soldiers were killed near Vessel Ford."


@pytest.fixture(scope="module")
def reader() -> PairReader:
    return PairReader(Extractor(load_knowledge()))


def report(text: str, **changes: Any) -> dict[str, Any]:
    values = {"outlet": "Ister Gazette", "published": "2031-03-04", "title": "Norland counts its dead", "text": text}
    return {**values, **changes}


def pair(one: str, other: str, focus: tuple[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    values = {
        "id": "p",
        "set": "origin",
        "a": report(one),
        "b": report(other, outlet="Vessel Herald", title="The war in Norland"),
        "focus": dict(zip("ab", focus or (one, other), strict=True)),
        "origin": "same",
        "drift": [],
    }
    return {**values, **changes}


def counted(*seen: tuple[dict[str, Any], Seen]) -> Result:
    result = Result()
    for row, found in seen:
        pairs.add(row, found, result)
    return result


def labelled(*kinds: str) -> dict[str, Any]:
    return pair("x", "y", set="drift", drift=[{"kind": kind, "from": "", "to": ""} for kind in kinds])


APART, JOINED = Seen(joined=False), Seen(joined=True)
SAME, DIFFERENT = pair("x", "y"), pair("x", "y", origin="different")
KEPT = pair("x", "y", set="same")


# Counting.


def test_joins_of_one_act_are_right_and_of_two_are_wrong() -> None:
    result = counted((SAME, JOINED), (SAME, APART), (SAME, JOINED), (DIFFERENT, JOINED), (DIFFERENT, APART))
    told = result.figures()
    assert told == {"origin-precision": pytest.approx(2 / 3), "origin-recall": pytest.approx(2 / 3)}
    assert result.errors == ["p: same, found apart", "p: different, found joined"]


def test_pairs_of_the_other_sets_are_echoes_and_no_origins() -> None:
    result = counted((KEPT, JOINED), (labelled("hedge_dropped"), APART))
    assert result.figures()["echo-recall"] == 0.5
    assert result.origins.gold == result.origins.found == 0


def test_drift_where_nothing_drifted_is_false_in_focus_or_elsewhere() -> None:
    elsewhere = Seen(joined=True, anywhere=frozenset({Kind.DATE_CHANGED}))
    in_focus = Seen(joined=True, focus=frozenset({Kind.BOUND_DROPPED}), anywhere=frozenset({Kind.BOUND_DROPPED}))
    result = counted((KEPT, JOINED), (KEPT, elsewhere), (KEPT, in_focus), (KEPT, JOINED))
    assert (result.false_in_focus, result.false_anywhere, result.kept) == (1, 2, 4)
    assert result.figures()["no-false-drift"] == 0.75
    assert result.figures()["no-false-drift-anywhere"] == 0.5
    assert "1 of 4 pairs with a false finding: 50.0 in 200" in pairs.for_terminal(result)


def test_a_pair_is_named_with_one_right_kind_and_every_kind_is_counted() -> None:
    found = Seen(joined=True, focus=frozenset({Kind.HEDGE_DROPPED, Kind.VALUE_CHANGED}))
    result = counted((labelled("hedge_dropped", "bound_dropped"), found), (labelled("date_lost"), JOINED))
    told = result.figures()
    assert told["drift-named"] == 0.5
    assert told["drift-precision"] == 0.5
    assert told["drift-recall"] == pytest.approx(1 / 3)


def test_a_bound_changed_and_a_bound_reversed_are_one_kind() -> None:
    result = counted((labelled("bound_reversed"), Seen(joined=True, focus=frozenset({Kind.BOUND_CHANGED}))))
    assert result.figures()["drift-recall"] == result.figures()["drift-precision"] == 1


def test_drift_away_from_the_focus_names_nothing() -> None:
    result = counted((labelled("date_lost"), Seen(joined=True, anywhere=frozenset({Kind.DATE_LOST}))))
    assert result.named == result.kinds.found == 0


def test_a_kind_that_there_is_not_is_an_error() -> None:
    with pytest.raises(ValueError, match="hedge_lost"):
        pairs.labels(labelled("hedge_lost"))


# Reading.


def test_one_ministrys_figure_told_twice_is_joined_without_drift(reader: PairReader) -> None:
    other = "At least 4,310 soldiers were killed near Vessel Ford, according to Norland's defence ministry."
    assert reader.seen(pair(MINISTRY, other)) == Seen(joined=True)


def test_figures_of_two_sides_are_not_joined(reader: PairReader) -> None:
    other = "Sudland's army said on 3 March that 612 of its tanks were destroyed near Vessel Ford."
    assert not reader.seen(pair(MINISTRY, other)).joined


def test_a_join_elsewhere_in_the_two_reports_is_no_join_of_the_claims_in_focus(reader: PairReader) -> None:
    rest = "Sudland's army said that it lost 25 tanks."
    row = pair(f"{MINISTRY}\n{rest}", MINISTRY, focus=(rest, MINISTRY))
    assert not reader.seen(row).joined
    assert reader.seen({**row, "focus": {"a": MINISTRY, "b": MINISTRY}}).joined


def test_a_bound_that_is_lost_is_named_for_the_claim_in_focus(reader: PairReader) -> None:
    other = "4,310 soldiers were killed near Vessel Ford, Norland's defence ministry said on 3 March."
    rest = "The ministry said that a bridge was closed."
    row = pair(MINISTRY, f"{other}\n{rest}", focus=(MINISTRY, other))
    seen = reader.seen(row)
    assert seen.joined
    assert seen.focus == {Kind.BOUND_DROPPED}
    beside = reader.seen({**row, "a": report(f"{MINISTRY}\n{rest}"), "focus": {"a": rest, "b": rest}})
    assert Kind.BOUND_DROPPED in beside.anywhere
    assert Kind.BOUND_DROPPED not in beside.focus


@pytest.mark.parametrize("words", ["", "words that are not there", "soldiers"])
def test_focus_words_that_do_not_stand_there_once_are_an_error(words: str) -> None:
    with pytest.raises(ValueError, match="p: the focus of a does not stand in the report exactly once"):
        pairs.focus_of(pair(f"{MINISTRY}\nThe soldiers were young.", "x", focus=(words, "x")), "a")


def test_the_focus_may_stand_in_the_title() -> None:
    row = pair("The text.", "x", focus=("Norland counts", "x"))
    assert pairs.focus_of(row, "a").of(pairs.report_of(row, "a").text) == "Norland counts"


# The gold.


ADDED_LATER = ("o3-", "o4-")
"""Pairs of the development half alone, made when the other half had been put aside."""


@pytest.mark.parametrize(("part", "rest"), [("dev", 0), ("held", 1)])
def test_the_pairs_are_split_by_a_hash_of_the_id(part: str, rest: int) -> None:
    every = [row["id"] for row in rows(GOLD / f"pairs-{part}.jsonl")]
    ids = [one for one in every if part == "held" or not one.startswith(ADDED_LATER)]
    wrong = sum(int(hashlib.sha256(one.encode()).hexdigest(), 16) % 2 != rest for one in ids)
    assert ids
    assert (wrong, len(ids) - len(set(ids))) == (0, 0)


@pytest.mark.parametrize("name", ["pairs-dev", "pairs-held", "drift-nine"])
def test_the_gold_can_be_scored(name: str) -> None:
    for row in rows(GOLD / f"{name}.jsonl"):
        assert row["set"] in ("origin", "same", "drift")
        assert row["origin"] == "same" or (row["set"] == "origin" and not row["drift"])
        assert bool(pairs.labels(row)) or row["set"] != "drift"
        assert not (row["set"] == "same" and row["drift"])
        assert all(len(pairs.focus_of(row, side)) for side in pairs.SIDES)


def test_the_errors_of_pairs_held_out_are_neither_written_nor_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, written in (("pairs-dev", True), ("pairs-held", False)):
        write_rows(tmp_path / f"{name}.jsonl", [])
        (tmp_path / name).mkdir()
        sets.pair_figures(tmp_path / f"{name}.jsonl", tmp_path / name)
        assert (tmp_path / name / "errors.txt").exists() is written
    monkeypatch.setattr("sys.argv", ["pairs", str(tmp_path / "pairs-held.jsonl"), "--errors", "5"])
    with pytest.raises(SystemExit):
        pairs.main()
    assert "ask for its figures alone" in capsys.readouterr().err


# The weights.


def example(same: bool, **features: float) -> Example:
    return Example(features=features, same=same, weight=1.0, made="labelled")


def test_what_speaks_for_one_act_weighs_more_than_nothing_and_what_speaks_against_less() -> None:
    seen = [example(True, FOR=1.0, BOTH=1.0)] * 9 + [example(False, AGAINST=1.0, BOTH=1.0)] * 9
    seen += [example(True, AGAINST=1.0), example(False, FOR=1.0)]
    weights = origin_weights.fit(seen)
    assert weights["FOR"] > 0 > weights["AGAINST"]
    assert abs(weights["BOTH"]) < 0.1
    assert weights == origin_weights.fit(seen)


def test_two_tellings_have_the_features_of_their_party_and_figure_either_way(reader: PairReader) -> None:
    other = "About 4,300 troops died near Vessel Ford, the defence ministry of Norland said."
    row = pair(MINISTRY, other)
    [one], [two] = (reader.told(row, side).focus for side in pairs.SIDES)
    told = origin_weights.features(one, two)
    assert told["ROUNDED"] == 1
    assert "SAME_NUMBER" not in told
    assert told == origin_weights.features(two, one)


def test_a_labelled_pair_gives_one_example_and_unlike_events_with_one_number_another(reader: PairReader) -> None:
    far = "Sudland's navy said that 4,310 sailors were killed at Cape Ore."
    first = {**pair(MINISTRY, MINISTRY), "conflict": "Norland"}
    second = {**pair(far, far, origin="different"), "conflict": "Sudland"}
    seen = origin_weights.examples([first, second], reader)
    assert [(one.same, one.weight) for one in seen if one.made == "labelled"] == [(True, 1.0), (False, 3.0)]
    unlike = [one for one in seen if one.made == "unlike"]
    assert unlike
    assert not any(one.same for one in unlike)
    assert {one.features["A_DAY_APART"] for one in unlike} == {1.0}
