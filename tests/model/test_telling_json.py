"""A telling in a store is the telling itself: nothing is lost on the way to a line of JSON and back."""

from __future__ import annotations

import json
from dataclasses import fields, replace

from hypothesis import given

from reportedly.model.quantity import at_least, exactly
from reportedly.model.telling import Context, Side, Telling
from reportedly.model.telling_json import (
    context_from_json,
    context_to_json,
    telling_from_json,
    telling_to_json,
)
from tests.builders import make_telling
from tests.strategies import contexts, tellings

ELSEWHERE = {"claim", "report", "version", "context"}


def back(telling: Telling) -> Telling:
    return telling_from_json(
        telling_to_json(telling),
        report=telling.report,
        version=telling.version,
        claim=telling.claim,
        context=telling.context,
    )


@given(tellings())
def test_every_telling_comes_back_equal(telling: Telling) -> None:
    assert back(telling) == telling


@given(contexts)
def test_every_context_comes_back_equal(context: Context) -> None:
    assert context_from_json(context_to_json(context)) == context


@given(tellings())
def test_one_telling_is_one_text_on_one_line(telling: Telling) -> None:
    text = telling_to_json(telling)
    assert text == telling_to_json(back(telling))
    assert "\n" not in text


@given(contexts)
def test_the_order_of_a_contexts_sets_does_not_show(context: Context) -> None:
    again = replace(
        context,
        names=frozenset(sorted(context.names, reverse=True)),
        numbers=frozenset(sorted(context.numbers, reverse=True)),
    )
    assert context_to_json(again) == context_to_json(context)


def test_what_has_its_default_value_is_left_out() -> None:
    assert telling_to_json(Telling(claim="c", report="r")) == "{}"


def test_key_and_context_stand_elsewhere_and_everything_else_is_written() -> None:
    changed = make_telling(
        quantity=at_least(3), counterpart=Side(key="k", name="K"), place=Side(key="p", name="P", from_report=True)
    )
    row = json.loads(telling_to_json(changed))
    assert ELSEWHERE.isdisjoint(row)
    assert row.keys() <= {field.name for field in fields(Telling)}
    assert back(changed).place == Side(key="p", name="P", from_report=True)


def test_zero_false_and_nothing_said_stay_apart() -> None:
    for quantity in (None, exactly(0), at_least(0)):
        assert back(make_telling(quantity=quantity)).quantity == quantity
    assert back(make_telling(named=False, said=None)).named is False
    assert back(make_telling(said=None)).said is None
