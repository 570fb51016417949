"""The evaluation: the examples stay above their floors, the scorers do what they say and agree with the reference ones
where those are here, and floors fall only on purpose."""

from __future__ import annotations

import importlib.util
import json
from argparse import Namespace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from evaluation import attributions, chains, claims, gate, quantities, reporting, sets, table, times
from evaluation import floors as keeping
from evaluation.floors import Floors, Measured, SetFloors
from evaluation.names import same_name
from evaluation.rates import Tally, rows

from reportedly.extraction.decoding import Tagged
from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.claim_json import claim_from_json
from reportedly.model.report import Span

REFERENCE = sets.SHARED / "eval"
DATA = sets.SHARED / "data"
TEXT = "At least 300 soldiers died, the ministry said. About 20 fled."

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason=f"the reference scorers and development sets are not in {sets.SHARED}"
)


def reference(name: str) -> Any:
    """A reference scorer as a module."""
    spec = importlib.util.spec_from_file_location(name, REFERENCE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def examples() -> sets.Corpus:
    return next(corpus for corpus in sets.corpora() if corpus.name == "examples")


@pytest.fixture(scope="session")
def measured(examples: sets.Corpus, tmp_path_factory: pytest.TempPathFactory) -> tuple[Measured, Path]:
    out = tmp_path_factory.mktemp("out")
    return gate.measure(examples, out), out / "examples"


# The examples, everywhere.


def test_the_examples_are_above_their_floors(measured: tuple[Measured, Path]) -> None:
    """`make eval` shows the figures; --raise-floors, --lower and --new-corpus are the ways to change floors.json."""
    assert keeping.failures(measured[0], keeping.load()) == []


def test_what_is_scored_is_what_is_printed(measured: tuple[Measured, Path]) -> None:
    predicted = list(rows(measured[1] / "claims.jsonl"))
    texts = {row["id"]: row["text"] for row in rows(measured[1] / "texts.jsonl")}
    assert predicted
    for row in predicted:
        claim = claim_from_json(row)
        assert claim.span.of(texts[claim.report.id]) == claim.text


def test_every_floor_is_of_a_set_and_every_lowering_has_its_reason() -> None:
    kept = keeping.load()
    assert set(kept.sets) <= {corpus.name for corpus in sets.corpora()}
    assert all(change.why.strip() and change.day for change in kept.changes)


def test_a_digest_follows_names_and_contents(tmp_path: Path) -> None:
    def digest(**contents: str) -> str:
        for name, text in contents.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        files = tuple(tmp_path / name for name in contents)
        return sets.Corpus(name="x", about="", files=files, measure=lambda _: {}).digest()

    assert digest(a="1", b="2") == digest(a="1", b="2")
    assert len({digest(a="1", b="2"), digest(a="12", b=""), digest(b="1", a="2"), digest(a="1")}) == 4


def test_gold_that_is_not_in_the_texts_is_an_error_and_no_smaller_set(tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": "r", "text": TEXT}) + "\n", encoding="utf-8")
    gold = {"id": "r", "claims": [gold_claim(quote="words that are not there")]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="1 reports or quotes of the gold are not in the texts"):
        sets.claim_figures(str(tmp_path / "texts.jsonl"), tmp_path / "gold.jsonl", None)


# The reference scorers, where they are here.


@needs_reference
@pytest.mark.parametrize("name", ["examples", "dev"])
def test_claims_are_scored_as_the_reference_scores_them(name: str, tmp_path: Path) -> None:
    corpus = next(corpus for corpus in sets.corpora() if corpus.name == name)
    corpus.measure(tmp_path)
    found = list(rows(tmp_path / "claims.jsonl"))
    texts = {row["id"]: row["text"] for row in rows(tmp_path / "texts.jsonl")}
    gold = list(rows(next(path for path in corpus.files if path.name == "gold.jsonl")))
    # What is wrong must be found wrong alike: slots are swapped from claim to claim, and claims left out.
    for at, slot in enumerate(
        ("quantity", "chain", "certainty", "measure", "status", "subject", "place", "span", None)
    ):
        shifted = [{**row, **({slot: found[i - 1][slot]} if slot and i % 3 else {})} for i, row in enumerate(found)]
        kept = [row for i, row in enumerate(shifted) if (i + at) % 5]
        theirs, their_errors = reference("score_claims").score(gold, kept, texts)
        ours = claims.score(gold, kept, texts)
        assert ours.as_json() == theirs, slot
        assert ours.errors == their_errors, slot


@needs_reference
def test_attributions_are_scored_as_the_reference_scores_them() -> None:
    scorer = reference("score_attribution")
    gold = list(rows(DATA / "polnear" / "dev.jsonl"))[:20]
    found = [json.loads(sets._attributions_of(row)) for row in gold]
    # Gold against itself a little cut, too: our own predictions alone would leave paths untried.
    cut = [
        {"id": row["id"], "attributions": [_cut(one, n) for n, one in enumerate(row["attributions"])]} for row in gold
    ]
    for predicted in (found, cut, found[1:], []):
        theirs = scorer.score({row["id"]: row for row in gold}, {row["id"]: row for row in predicted})
        expected = {}
        for key, tally in theirs.items():
            *rates, wanted, given = tally.row()
            expected["/".join(key)] = [*(round(rate, 4) for rate in rates), wanted, given]
        assert attributions.as_json(attributions.score(gold, predicted)) == expected


def _cut(attribution: dict[str, Any], number: int) -> dict[str, Any]:
    roles = {role: attribution[role] for role in attributions.ROLES}
    role = attributions.ROLES[number % 3]
    return {**roles, role: [[start, start + (end - start) * (number % 4) // 3] for start, end in roles[role]]}


@needs_reference
def test_quantities_are_scored_as_the_reference_scores_them() -> None:
    gold = list(rows(DATA / "newsquant" / "dev.jsonl"))
    found = [quantities.predicted(row) for row in gold]
    by_id = ({row["id"]: row for row in gold}, {row["id"]: row for row in found})
    theirs, _ = reference("score_quantities").score(*by_id)
    for name, tally in quantities.score(gold, found).items():
        assert [round(tally.precision, 4), round(tally.recall, 4), round(tally.f1, 4)] == theirs[name][:3], name


@needs_reference
def test_times_are_scored_as_the_reference_scores_them() -> None:
    texts = list(rows(DATA / "meantime" / "dev.jsonl"))
    gold, found = [times.scored_gold(row) for row in texts], [times.predicted(row) for row in texts]
    theirs, _ = reference("score_time").score({row["id"]: row for row in gold}, {row["id"]: row for row in found})
    for name, tally in times.score(gold, found).items():
        assert [round(tally.precision, 4), round(tally.recall, 4), round(tally.f1, 4)] == theirs[name][:3], name


# The scorer of claims.


def gold_claim(**changes: Any) -> dict[str, Any]:
    values = {
        "claim": "At least 300 soldiers died",
        "sources": ["the ministry"],
        "speech_date": None,
        "hedge": None,
        "modality": "asserted",
        "measure": "killed",
        "subject": None,
        "object": None,
        "place": None,
        "value_low": 300,
        "value_high": None,
        "bound": "at_least",
        "unit": "soldiers",
        "quote": "300 soldiers died",
    }
    return {**values, **changes}


def found_claim(**changes: Any) -> dict[str, Any]:
    values = {
        "report": {"id": "r"},
        "text": "At least 300 soldiers died",
        "span": {"start": 0, "end": 26},
        "chain": [{"name": "Ister Gazette", "role": "outlet"}, {"name": "the ministry", "role": "originator"}],
        "measure": "killed",
        "quantity": {"low": 300, "low_inclusive": True, "high": None, "high_inclusive": False, "point": None},
    }
    return {**values, **changes}


def scored(gold: dict[str, Any], *found: dict[str, Any]) -> claims.Score:
    return claims.score([{"id": "r", "claims": [gold]}], found, {"r": TEXT})


def test_a_claim_with_all_slots_right_is_a_full_hit() -> None:
    result = scored(gold_claim(), found_claim())
    assert result.as_json()["full"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert result.errors == []


@pytest.mark.parametrize(
    ("changes", "slot"),
    [
        ({"measure": "wounded"}, "measure"),
        ({"chain": []}, "origin"),
        ({"status": "planned"}, "certainty"),
        ({"quantity": {"low": 300, "low_inclusive": False, "high": None}}, "bound"),
    ],
)
def test_a_claim_with_one_slot_wrong_is_no_full_hit(changes: dict[str, Any], slot: str) -> None:
    result = scored(gold_claim(), found_claim(**changes))
    assert result.counts["full"] == 0
    assert slot in result.errors[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"span": {"start": 48, "end": 60}},
        {"quantity": {"low": 302, "low_inclusive": True}},
        {"quantity": None},
        {"report": {"id": "another"}},
    ],
)
def test_a_claim_elsewhere_or_of_another_number_is_a_miss(changes: dict[str, Any]) -> None:
    assert scored(gold_claim(), found_claim(**changes)).counts["found figures"] == 0


def test_a_claim_serves_one_gold_figure_and_the_rest_is_extra() -> None:
    result = claims.score(
        [{"id": "r", "claims": [gold_claim(), gold_claim()]}],
        [found_claim(), found_claim(span={"start": 48, "end": 60})],
        {"r": TEXT},
    )
    assert (result.counts["found figures"], result.counts["extra figures"]) == (1, 1)


def test_a_spoken_claim_is_found_only_with_the_right_origin() -> None:
    spoken = gold_claim(value_low=None, value_high=None, bound=None)
    assert scored(spoken, found_claim()).spoken_recall == 1
    stranger = [{"name": "Colonel Vent", "role": "originator"}]
    assert scored(spoken, found_claim(chain=stranger)).spoken_recall == 0


def test_where_nobody_is_credited_nobody_but_the_outlet_may_be() -> None:
    uncredited = gold_claim(sources=[])
    assert scored(uncredited, found_claim()).slots["origin"] == [0, 1]
    assert scored(uncredited, found_claim(chain=[{"name": "x", "role": "outlet"}])).slots["origin"] == [1, 1]


@pytest.mark.parametrize(
    ("quantity", "bound"),
    [
        (None, "none"),
        ({"low": 5, "high": 5}, "exact"),
        ({"low": 5, "high": 7}, "range"),
        ({"low": 5, "low_inclusive": True}, "at_least"),
        ({"low": 5}, "more_than"),
        ({"low": 0, "high": 5}, "up_to"),
        ({"high": 5}, "up_to"),
        ({"point": 5, "approximation": "about"}, "about"),
        ({"low": 0, "high": 5, "point": 5, "approximation": "nearly"}, "about"),
    ],
)
def test_ends_are_read_as_the_codebooks_bounds(quantity: dict[str, Any] | None, bound: str) -> None:
    assert claims.bound_of({"quantity": quantity}) == bound


@pytest.mark.parametrize(
    ("claim", "modality"),
    [
        ({}, "asserted"),
        ({"certainty": {"estimated": True}}, "estimated"),
        ({"certainty": {"likelihood": {"term": "likely"}}, "status": "planned"}, "planned"),
        ({"certainty": {"modality": "will"}}, "planned"),
        ({"status": "considered", "certainty": {"estimated": True}}, "considered"),
        ({"status": "considered", "certainty": {"modality": "may"}}, "possible"),
        ({"status": "conditional", "certainty": {"modality": "may"}}, "conditional"),
        ({"status": "conditional", "certainty": {"evidential": "reportedly"}}, "unverified"),
        ({"certainty": {"evidential": "claimed"}}, "asserted"),
        ({"stance": "denies", "certainty": {"evidential": "reportedly"}}, "denied"),
        ({"polarity": "negated"}, "denied"),
    ],
)
def test_the_weakest_commitment_wins(claim: dict[str, Any], modality: str) -> None:
    assert claims.modality_of(claim) == modality


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Seoul", "South Korea's military", True),
        ("Ukraine’s MoD", "Ministry of Defence (Ukraine)", True),
        ("JCS", "Joint Chiefs of Staff", True),
        ("WHO", "World Health Organization", True),
        ("Rustem Umerov", "Umerov", True),
        ("the ministry", "a ministry official", True),
        ("the ministry", "the army", False),
        ("Umerov", "Zelensky", False),
        ("The Kyiv Independent", "The Gaze", False),
    ],
)
def test_names_agree_where_they_may_be_one_actors(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


# The scorer of attributions.

SAID = "“It is over,” Ada Vent said. She added that nobody was hurt."


def spans_of(*words: str) -> list[list[int]]:
    return [[SAID.index(word), SAID.index(word) + len(word)] for word in words]


def attributed(**changes: Any) -> dict[str, Any]:
    values = {"source": spans_of("Ada Vent"), "cue": spans_of("said"), "content": spans_of("“It is over,”")}
    return {"id": "r", "text": SAID, "attributions": [{**values, **changes}]}


def test_marks_and_spaces_decide_nothing() -> None:
    bare = attributed(content=spans_of("It is over"), source=spans_of(" Ada Vent "))
    told = attributions.as_json(attributions.score([attributed()], [bare]))
    assert told["exact/content"][2] == told["exact/source"][2] == told["full/all"][2] == told["full/direct"][2] == 1


@pytest.mark.parametrize(
    ("changes", "content", "with_source", "full"),
    [
        ({}, 1, 1, 1),
        ({"cue": spans_of("added")}, 1, 1, 0),
        ({"source": spans_of("She")}, 1, 0, 0),
        ({"source": spans_of("Vent")}, 1, 1, 1),
        ({"content": spans_of("It")}, 0, 0, 0),
        ({"content": []}, 0, 0, 0),
    ],
)
def test_a_full_hit_needs_half_the_content_and_a_token_of_source_and_cue(
    changes: dict[str, Any], content: int, with_source: int, full: int
) -> None:
    scores = attributions.score([attributed()], [attributed(**changes)])
    hits = [scores[name, "all"].gold_hit for name in ("content", "content+source", "full")]
    assert hits == [content, with_source, full]


def test_a_role_that_the_gold_leaves_empty_is_not_asked_for() -> None:
    scores = attributions.score([attributed(source=[], cue=[])], [attributed()])
    assert scores["full", "all"].f1 == 1


def test_styles_are_told_by_how_much_stands_in_quotation_marks() -> None:
    mixed = attributed(content=spans_of("“It is over,” Ada Vent"))
    indirect = attributed(content=spans_of("nobody was hurt"))
    styles = [attributions.Text(SAID).marked(row)[0].style for row in (attributed(), mixed, indirect)]
    assert styles == ["direct", "mixed", "indirect"]


def test_a_mark_left_open_closes_with_its_line() -> None:
    text = attributions.Text('He said: "Go.\nNobody went.')
    assert [row.style for row in text.marked({"attributions": [{"content": [[9, 13]]}, {"content": [[14, 25]]}]})] == [
        "direct",
        "indirect",
    ]


def test_a_text_without_predictions_is_one_where_nothing_was_found() -> None:
    assert attributions.score([attributed()], [])["full", "all"].recall == 0


def test_rates_of_nothing_are_nothing() -> None:
    assert Tally().rounded() == {"p": 0.0, "r": 0.0, "f1": 0.0}


# Floors.


def figures(sha256: str = "a", **values: float) -> Measured:
    return Measured(name="set", sha256=sha256, figures=values)


def kept(sha256: str = "a", **values: float) -> Floors:
    return Floors(sets={"set": SetFloors(sha256=sha256, floors=values)})


@pytest.mark.parametrize(
    ("measured", "floors", "failures"),
    [
        (figures(f1=0.5), kept(f1=0.5), 0),
        (figures(f1=0.5001), kept(f1=0.5), 0),
        (figures(f1=0.4999), kept(f1=0.5), 1),
        (figures(f1=0.6, new=0.1), kept(f1=0.5), 0),
        (figures(), kept(f1=0.5), 1),
        (figures("b", f1=0.9), kept(f1=0.5), 1),
        (figures(f1=0.9), Floors(), 1),
    ],
)
def test_what_is_under_its_floor_or_of_another_corpus_fails(measured: Measured, floors: Floors, failures: int) -> None:
    assert len(keeping.failures(measured, floors)) == failures


def test_floors_rise_and_never_fall_by_raising() -> None:
    floors = keeping.raised(kept(f1=0.5, full=0.5), figures(f1=0.61239, full=0.4, new=0.1))
    assert floors.sets["set"].floors == {"f1": 0.612, "full": 0.5, "new": 0.1}
    assert floors.changes == ()


def test_accuracy_over_what_was_found_has_no_floor() -> None:
    assert keeping.raised(Floors(), figures(**{"f1": 0.5, "origin-accuracy": 0.9})).sets["set"].floors == {"f1": 0.5}


def test_a_floor_is_no_higher_than_what_set_it() -> None:
    for value in (0.57, 0.1 + 0.2, 2 / 3, 1.0, 0.0):
        assert keeping.failures(figures(f1=value), keeping.raised(Floors(), figures(f1=value))) == []


def test_of_a_changed_corpus_nothing_is_raised() -> None:
    assert keeping.raised(kept(f1=0.5), figures("b", f1=0.9)) == kept(f1=0.5)


def test_a_floor_is_lowered_by_name_and_with_its_reason() -> None:
    floors = keeping.lowered(kept(f1=0.5, full=0.5), figures(f1=0.4, full=0.3), "f1", "a rule was wrong", "2031-03-04")
    assert floors.sets["set"].floors == {"f1": 0.4, "full": 0.5}
    [change] = floors.changes
    assert (change.name, change.before, change.after, change.why) == ("set/f1", 0.5, 0.4, "a rule was wrong")


def test_the_floor_of_what_is_no_longer_measured_is_removed_on_record() -> None:
    floors = keeping.lowered(kept(f1=0.5, old=0.5), figures(f1=0.5), "old", "replaced", "2031-03-04")
    assert floors.sets["set"].floors == {"f1": 0.5}
    assert floors.changes[0].after == "removed"


@pytest.mark.parametrize(
    ("measured", "figure", "reason"),
    [
        (figures(f1=0.6), "f1", "nothing to lower"),
        (figures(f1=0.6), "f2", "has no floor"),
        (figures("b", f1=0.1), "f1", "another corpus"),
    ],
)
def test_what_is_no_lowering_is_refused(measured: Measured, figure: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        keeping.lowered(kept(f1=0.5), measured, figure, "why", "2031-03-04")


def test_a_new_corpus_is_measured_anew_on_record_and_only_if_it_is_new() -> None:
    floors = keeping.renewed(kept(f1=0.5), figures("b", f1=0.4), "two reports more", "2031-03-04")
    assert floors.sets["set"] == SetFloors(sha256="b", floors={"f1": 0.4})
    assert (floors.changes[0].before, floors.changes[0].after) == ("a", "b")
    with pytest.raises(ValueError, match="use --lower"):
        keeping.renewed(kept(f1=0.5), figures(f1=0.4), "why", "2031-03-04")


def test_floors_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    floors = keeping.lowered(kept(f1=0.5), figures(f1=0.4), "f1", "why", "2031-03-04")
    keeping.save(floors, tmp_path / "floors.json")
    assert keeping.load(tmp_path / "floors.json") == floors
    assert keeping.load(tmp_path / "absent.json") == Floors()


# The table and the gate.


def line(corpus: str, value: float, bottom: float | None = 0.5) -> table.Line:
    return table.Line(corpus=corpus, figure="f1", value=value, bottom=bottom, command=f"measure {corpus}")


def test_sets_that_were_not_measured_keep_their_rows(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"above\n{table.OPENING}\n{table.CLOSING}\nbelow\n", encoding="utf-8")
    table.write([line("b", 0.7), line("a", 0.6), line("gone", 0.1)], ["a", "b", "gone"], readme)
    table.write([line("a", 0.8, None)], ["a", "b"], readme)
    assert readme.read_text(encoding="utf-8") == "\n".join(
        [
            "above",
            table.OPENING,
            *table.HEAD,
            "| a | f1 | 0.800 | - | `measure a` |",
            "| b | f1 | 0.700 | 0.500 | `measure b` |",
            table.CLOSING,
            "below",
            "",
        ]
    )


def test_a_page_without_markers_is_left_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("no table\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the markers"):
        table.write([line("a", 0.6)], ["a"], readme)
    assert readme.read_text(encoding="utf-8") == "no table\n"


def test_a_figure_under_its_floor_is_marked() -> None:
    above, under = table.for_terminal([line("a", 0.6), line("b", 0.4)]).splitlines()[1:]
    assert "under" not in above
    assert under.endswith("under its floor")


def test_the_readme_has_a_row_with_its_command_for_every_floor() -> None:
    text = table.README.read_text(encoding="utf-8")
    for name, kept_floors in keeping.load().sets.items():
        for figure, bottom in kept_floors.floors.items():
            row = next(row for row in text.splitlines() if row.startswith(f"| {name} | {figure} |"))
            assert f"| {bottom:.3f} |" in row
            assert f"`python -m evaluation --only {name}`" in row


@pytest.mark.parametrize(
    "arguments", [["--lower", "examples/full-f1"], ["--new-corpus", "dev", "--why", " "], ["--only", "nothing"]]
)
def test_a_command_without_a_reason_or_of_an_unknown_set_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        gate.options(arguments)
    assert ended.value.code == 2


def test_a_set_that_is_not_measured_here_cannot_be_lowered() -> None:
    chosen = Namespace(lower=["dev/f1"], new_corpus=[], raise_floors=False, why="x")
    with pytest.raises(ValueError, match="dev is not measured here"):
        gate.changed(Floors(), [figures()], chosen)


@pytest.fixture
def own_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The gate over one made-up set, with floors and page of its own; the figures may be changed."""
    values = {"f1": 0.5}
    (tmp_path / "gold").write_text("gold", encoding="utf-8")
    corpus = sets.Corpus(name="set", about="", files=(tmp_path / "gold",), measure=lambda _: dict(values))
    readme = tmp_path / "README.md"
    readme.write_text(f"{table.OPENING}\n{table.CLOSING}\n", encoding="utf-8")
    load, save, write = keeping.load, keeping.save, table.write
    monkeypatch.setattr(gate, "corpora", lambda **_: (corpus,))
    monkeypatch.setattr(keeping, "load", lambda: load(tmp_path / "floors.json"))
    monkeypatch.setattr(keeping, "save", lambda floors: save(floors, tmp_path / "floors.json"))
    monkeypatch.setattr(table, "write", lambda lines, order: write(lines, order, readme))
    monkeypatch.chdir(tmp_path)
    return values


def test_the_gate_passes_fails_rises_and_is_lowered(
    own_gate: dict[str, float], capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> int:
        return gate.main(["--out", "out", *arguments])

    assert run() == 1  # no floors yet
    assert run("--raise-floors") == 0
    assert run() == 0
    own_gate["f1"] = 0.4
    assert run() == 1
    assert "set/f1 is 0.4000, under its floor of 0.500" in capsys.readouterr().err
    assert run("--raise-floors") == 1
    assert run("--lower", "set/f1", "--why", "a rule was wrong") == 0
    assert run("--lower", "set/f1", "--why", "again") == 2
    assert keeping.load().changes[0].why == "a rule was wrong"
    Path("gold").write_text("other gold", encoding="utf-8")
    assert run() == 1
    assert run("--new-corpus", "set", "--why", "other gold") == 0
    assert Path("README.md").read_text(encoding="utf-8").count("| set | f1 | 0.400 | 0.400 |") == 1


def test_where_nothing_is_here_the_gate_fails(own_gate: dict[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    Path("gold").unlink()
    assert gate.main(["--out", "out"]) == 1
    assert "nothing was measured" in capsys.readouterr().err


# Chains and resolved sources: what counts as right.


class Given:
    """A tagger that finds what it is given."""

    def __init__(self, found: list[Tagged]) -> None:
        self.found = found

    def tag(self, _text: str, _split: object) -> list[Tagged]:
        return self.found

    def tag_within(self, _text: str, spans: list[Span]) -> list[list[Tagged]]:
        return [[] for _ in spans]


PASSAGE = "Reuters reported that the mayor said five people died."


def placed(words: str) -> list[list[int]]:
    start = PASSAGE.index(words)
    return [[start, start + len(words)]]


def marked(source: str, cue: str, content: str, chain: list[str]) -> dict[str, Any]:
    spans = {"source": placed(source), "cue": placed(cue), "content": placed(content)}
    return {**spans, "chain": chain, "kind": "speech", "construction": "nested-that"}


def found(source: str, cue: str, content: str) -> Tagged:
    spans = {
        name: (Span(start=placed(w)[0][0], end=placed(w)[0][1]),)
        for name, w in (("source", source), ("cue", cue), ("content", content))
    }
    return Tagged(**spans, features=(1.0,) * 5)


OUTER = ("Reuters", "reported", "the mayor said five people died")
INNER = ("the mayor", "said", "five people died")


@pytest.mark.parametrize(
    ("tagged", "chain", "right"),
    [
        ([OUTER, INNER], ["Reuters", "the mayor"], (1, 1, 1)),
        ([OUTER, INNER], ["the mayor"], (1, 1, 0)),
        ([OUTER, INNER], ["Reuters", "the mayor", "a nurse"], (1, 0, 0)),
        ([OUTER, INNER], ["the mayor", "Reuters"], (1, 0, 0)),
    ],
)
def test_a_chain_is_right_as_a_whole_or_not_at_all(
    tagged: list[tuple[str, str, str]], chain: list[str], right: tuple[int, int, int]
) -> None:
    row = {"id": "p", "corpus": chains.RESTATED, "doc": "p", "text": PASSAGE, "attributions": [marked(*INNER, chain)]}
    extractor = Extractor(load_knowledge(), Given([found(*one) for one in tagged]))
    result = chains.score([row], Path(), extractor)
    assert (result.found["all"], result.origin["all"], result.chain["all"]) == right
    assert bool(result.errors) is (right[2] == 0)


def test_gold_rows_point_at_words() -> None:
    """Every span of the gold in this repository lies in its passage and has words."""
    for name in ("chains-dev", "chains-held"):
        for row in rows(sets.ROOT / "evaluation" / "gold" / f"{name}.jsonl"):
            start, end = row.get("start", 0), row.get("end", len(row.get("text", "")))
            spans = [span for one in row["attributions"] for role in ("source", "cue", "content") for span in one[role]]
            assert all(start <= s < e <= end for s, e in spans), row["id"]


def test_no_document_of_the_held_out_chains_was_trained_on() -> None:
    gold = sets.ROOT / "evaluation" / "gold" / "chains-held.jsonl"
    held = {(row["corpus"], row["doc"]) for row in rows(gold)}
    trained = {(row["corpus"], row["doc"]) for row in rows(sets.ROOT / "training" / "passages.jsonl")}
    assert not held & trained


def test_reporting_counts_the_cues_on_its_list_alone() -> None:
    gold = [{"id": "p", "text": PASSAGE, "attributions": [marked(*INNER, [])]}]
    tally = reporting.score(gold, gold)
    assert (tally.gold, tally.found, tally.gold_hit) == (1, 1, 1)
    other = "The mayor wants a new bridge."
    wish = {"source": [[0, 9]], "cue": [[10, 15]], "content": [[16, 28]]}
    rest = [{"id": "q", "text": other, "attributions": [wish]}]
    assert reporting.score(rest, rest).gold == 0
