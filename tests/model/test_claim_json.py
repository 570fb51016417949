"""The claim as JSON: nothing is lost, every key is there, what is not a claim is refused, the schema agrees."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from reportedly.errors import ClaimFormatError
from reportedly.model.claim import ActorKind, Aspect, Channel, Claim, Evidence, Polarity, Role, Stance, Status, Style
from reportedly.model.claim_json import claim_from_json, claim_to_json
from reportedly.model.quantity import Quantity, exactly
from reportedly.readers import read
from tests.builders import claims_of, make_claim, make_mention, numbered_report
from tests.strategies import claims

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((files("reportedly.model") / "claim-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
DOCUMENT = ROOT / "docs" / "reference" / "claim-json.md"

Row = dict[str, Any]


def whole_row() -> Row:
    """A row in which no slot is null that may hold an object."""
    report = numbered_report(1)
    claim = claims_of(report)[0]
    full = make_claim(
        report,
        claim.text,
        source="Colonel Ada Vent",
        subject=make_mention(report, "Norland"),
        counterpart=make_mention(report, "Sudland"),
        place=make_mention(report, "Ister"),
        quantity=exactly(101).with_words("101", "soldiers"),
    )
    row = claim_to_json(full)
    row["happened"] = {"start": "2031-03-01", "end": None, "precision": "day", "as_written": "since Saturday"}
    row["certainty"]["likelihood"] = {"term": "likely", "yardstick": "phia", "low": 55, "high": 75}
    return json.loads(json.dumps(row))  # type: ignore[no-any-return]


def objects_of(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all objects in a row."""
    if isinstance(value, dict):
        yield path
        for key, item in value.items():
            yield from objects_of(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from objects_of(item, (*path, number))


def at(row: Row, path: tuple[str | int, ...]) -> Row:
    place: Any = row
    for step in path:
        place = place[step]
    return place  # type: ignore[no-any-return]


KEYS = [(path, key) for path in objects_of(whole_row()) for key in at(whole_row(), path)]


@given(claims)
def test_a_claim_comes_back_from_json_as_it_was(claim: Claim) -> None:
    assert claim_from_json(json.loads(json.dumps(claim_to_json(claim)))) == claim


@given(claims)
def test_what_is_written_is_valid_json_by_the_schema(claim: Claim) -> None:
    row = json.loads(json.dumps(claim_to_json(claim), allow_nan=False))
    VALIDATOR.validate(row)


@given(claims)
def test_every_key_is_always_there_and_in_the_order_of_the_fields(claim: Claim) -> None:
    row = claim_to_json(claim)
    assert list(row) == [field.name for field in fields(Claim)]
    assert list(row["evidence"]) == [field.name for field in fields(Evidence)]
    if row["quantity"] is not None:
        assert list(row["quantity"]) == [field.name for field in fields(Quantity)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_asks_for_every_key_it_knows_and_for_no_other() -> None:
    for name, definition in SCHEMA["$defs"].items():
        if definition.get("type") == "object":
            assert definition["required"] == list(definition["properties"]), name
            assert definition["additionalProperties"] is False, name


@pytest.mark.parametrize(
    ("definition", "key", "terms"),
    [
        ("claim", "style", Style),
        ("claim", "stance", Stance),
        ("claim", "polarity", Polarity),
        ("claim", "status", Status),
        ("claim", "aspect", Aspect),
        ("hop", "kind", ActorKind),
        ("hop", "role", Role),
        ("hop", "channel", Channel),
    ],
)
def test_the_schema_has_the_terms_of_the_model(definition: str, key: str, terms: type[Style]) -> None:
    listed = SCHEMA["$defs"][definition]["properties"][key]["enum"]
    assert [term for term in listed if term is not None] == [str(term) for term in terms]


def test_the_whole_row_is_a_claim() -> None:
    row = whole_row()
    VALIDATOR.validate(row)
    assert claim_to_json(claim_from_json(row)) == row


@pytest.mark.parametrize(("path", "key"), KEYS)
def test_a_row_that_lacks_a_key_is_refused_by_name(path: tuple[str | int, ...], key: str) -> None:
    row = whole_row()
    del at(row, path)[key]
    with pytest.raises(ClaimFormatError, match=f"lacks the key {key}"):
        claim_from_json(row)
    assert not VALIDATOR.is_valid(row)


@pytest.mark.parametrize("path", list(objects_of(whole_row())))
def test_a_row_with_a_key_too_many_is_refused(path: tuple[str | int, ...]) -> None:
    row = whole_row()
    at(row, path)["colour"] = "red"
    with pytest.raises(ClaimFormatError, match="unknown key colour"):
        claim_from_json(row)
    assert not VALIDATOR.is_valid(row)


@pytest.mark.parametrize("wrong", [{}, [[]], 1.5, float("nan")])
@pytest.mark.parametrize(("path", "key"), KEYS)
def test_a_value_of_a_wrong_type_is_refused(path: tuple[str | int, ...], key: str, wrong: object) -> None:
    row = whole_row()
    if wrong == 1.5 and key in {"low", "high", "point"} and path == ("quantity",):
        pytest.skip("a number there is right")
    at(row, path)[key] = wrong
    with pytest.raises(ClaimFormatError):
        claim_from_json(row)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: row.update(style="sung"),
        lambda row: row.update(id=7),
        lambda row: row.update(chain=None),
        lambda row: row.update(chain="abc"),
        lambda row: row.update(evidence=None),
        lambda row: row.update(evidence=[]),
        lambda row: row["evidence"].update(cue=None),
        lambda row: row["evidence"].update(cue={"start": 1, "end": 2}),
        lambda row: row["span"].update(start=True),
        lambda row: row["span"].update(start=-1),
        lambda row: row["span"].update(start="0"),
        lambda row: row["report"].update(version="1"),
        lambda row: row["certainty"].update(estimated=None),
        lambda row: row["certainty"].update(estimated=1),
        lambda row: row["certainty"]["likelihood"].update(low=55.5),
        lambda row: row["quantity"].update(low=True),
        lambda row: row["quantity"].update(low="101"),
        lambda row: row["quantity"].update(low=None),
        lambda row: row["quantity"].update(approximation="roughly"),
        lambda row: row["happened"].update(precision=None),
        lambda row: row.update(subject="Norland"),
    ],
)
def test_reader_and_schema_refuse_alike(spoil: Callable[[Row], None]) -> None:
    row = whole_row()
    spoil(row)
    with pytest.raises(ClaimFormatError, match="not a claim of version 1"):
        claim_from_json(row)
    assert not VALIDATOR.is_valid(row)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda row: row["span"].update(start=9, end=3), "a span needs 0 <= start <= end"),
        (lambda row: row["quantity"].update(low=102), "low 102 above high 101"),
        (lambda row: row["quantity"].update(low_inclusive=False), "an empty interval at 101"),
        (lambda row: row["quantity"].update(point=float("inf")), "neither infinite nor NaN"),
    ],
)
def test_what_no_schema_can_say_is_refused_too(spoil: Callable[[Row], None], reason: str) -> None:
    row = whole_row()
    spoil(row)
    with pytest.raises(ClaimFormatError, match=reason):
        claim_from_json(row)


@pytest.mark.parametrize("row", [None, [], "claim", 7, {}])
def test_what_is_no_row_is_refused(row: object) -> None:
    with pytest.raises(ClaimFormatError, match="not a claim of version 1"):
        claim_from_json(row)


def test_a_refusal_says_which_key_is_wrong_and_where_to_look() -> None:
    row = whole_row()
    row["chain"][1]["named"] = "yes"
    with pytest.raises(ClaimFormatError) as refused:
        claim_from_json(row)
    assert str(refused.value) == (
        "not a claim of version 1: named of chain[1] is 'yes' and should be true or false; "
        "docs/reference/claim-json.md says what each key holds"
    )


def documented() -> Row:
    found = re.search(r"```json\n(.*?)\n```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_the_example_of_the_reference_is_a_claim_of_the_report_it_names() -> None:
    row = documented()
    VALIDATOR.validate(row)
    claim = claim_from_json(row)
    [report] = read(str(ROOT / "examples" / "reports" / "dprk" / f"{claim.report.id}.md"))
    assert not isinstance(report, Exception)
    assert claim.span.of(report.text) == claim.text
    assert claim.sentence in report.text
    for hop in claim.chain:
        assert hop.span is None or hop.span.of(report.text) == hop.as_written
    [number] = claim.evidence.quantity
    assert claim.quantity is not None
    assert number.of(report.text) == claim.quantity.as_written


def test_the_reference_names_every_key_and_term() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for definition in SCHEMA["$defs"].values():
        for key, kind in definition.get("properties", {}).items():
            assert f"`{key}`" in text, key
            for term in kind.get("enum", ()):
                assert term is None or f"`{term}`" in text, term
