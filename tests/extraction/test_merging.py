"""Merging: the model decides on spans, the rules add what it was not taught, and nothing is said twice."""

from __future__ import annotations

from reportedly.extraction import cue_rules, merging, sentences
from reportedly.extraction.decoding import Tagged
from reportedly.extraction.found import Found
from reportedly.model.claim import AttributionKind, Style
from reportedly.model.report import Span
from tests.extraction.samples import unmark


def tagged(marked: str) -> tuple[str, Tagged]:
    """A sentence with [source], {cue} and <content> as the model might give it."""
    sample = unmark(marked)
    return sample.text, Tagged(
        source=sample.sources, cue=sample.cues, content=sample.content, features=(1.0,) * 5, probability=0.9
    )


def merged(text: str, *found: Tagged) -> tuple[Found, ...]:
    split = sentences.split(text)
    seen = [Span(start=0, end=len(text))]
    return merging.merge(text, split, cue_rules.find(text, split), found, seen)


def test_what_only_a_rule_finds_needs_a_glimpse_of_the_model() -> None:
    text = "The mayor warned that the bridge may fall."
    split = sentences.split(text)
    rules = cue_rules.find(text, split)
    assert len(rules) == 1
    assert merging.merge(text, split, rules, ()) == ()
    assert len(merging.merge(text, split, rules, (), [rules[0].attribution.cue[0]])) == 1


def test_the_spans_are_the_models_and_the_verb_is_the_rules() -> None:
    text, one = tagged("[The mayor of Dalem] {denied} <the bridge was hit>.")
    (found,) = merged(text, one)
    assert [s.of(text) for s in found.attribution.source] == ["The mayor of Dalem"]
    assert [s.of(text) for s in found.attribution.content] == ["the bridge was hit"]
    assert found.lemma == "deny"
    assert found.probability == 0.9


def test_what_only_the_model_finds_is_kept() -> None:
    text, one = tagged("[The mayor] {thundered}: <“Enough.”>")
    found = merged(text, one)
    assert AttributionKind.SPEECH in {item.attribution.kind for item in found}
    assert Style.DIRECT in {item.attribution.style for item in found}


def test_an_attitude_is_another_kind() -> None:
    text, one = tagged("[The mayor] {is keen on} <a new bridge>.")
    (found,) = merged(text, one)
    assert found.attribution.kind is AttributionKind.ATTITUDE


def test_a_relay_that_only_the_rules_find_stays_with_its_host() -> None:
    text, one = tagged("[The Dalem Herald], citing two officials, {said} that <40 soldiers were killed>.")
    found = merged(text, one)
    relay = next(item for item in found if item.relay)
    assert relay.host is not None
    assert found[relay.host].attribution.source == one.source


def test_a_quotation_that_the_model_has_is_not_taken_up_again() -> None:
    text, one = tagged("<“We heard it,”> [Dahl] {said}. <“It was near.”>")
    assert [item.continued for item in merged(text, one)] == [False]


def test_attributions_stand_in_text_order() -> None:
    text = "Dahl said five died. Vent said six died. Reyl said seven died."
    one = tagged("Dahl said five died. [Vent] {said} <six died>. Reyl said seven died.")[1]
    found = merged(text, one)
    assert [item.attribution.source[0].of(text) for item in found] == ["Dahl", "Vent", "Reyl"]
