"""Who passes a statement on: hearers, carriers, datelines, credits; and who is no outlet."""

from __future__ import annotations

import pytest

from reportedly.extraction import cue_rules, relays, sentences
from reportedly.extraction.tokens import tokenise
from reportedly.knowledge import load_knowledge
from reportedly.model.report import Span


@pytest.fixture(scope="module")
def actors():
    return load_knowledge().actors


def named(text: str, actors) -> list[str]:
    split = sentences.split(text)
    found = cue_rules.find(text, split)
    return [span.of(text) for item in found for span in relays.named(text, split[item.sentence], item, found, actors)]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The governor told Reuters that five people died.", "Reuters"),
        ("“Five people died,” a doctor told the Delta Star newspaper.", "the Delta Star newspaper"),
        ("A doctor told a local radio station that five people died.", "a local radio station"),
        ("Five people died, the governor said in an interview with Al Jazeera.", "Al Jazeera"),
        ("Speaking to Interfax, the governor said five people died.", "Interfax"),
        ("Five people died, the army said in a statement carried by SANA.", "SANA"),
        (
            "The army said in a statement published by the news agency WAFA that five people died.",
            "the news agency WAFA",
        ),
    ],
)
def test_an_outlet_that_hears_or_carries_is_named(text: str, outlet: str, actors) -> None:
    assert named(text, actors) == [outlet]


@pytest.mark.parametrize(
    "text",
    [
        "The governor told reporters that five people died.",
        "A doctor told the court that five people died.",
        "The envoy told the Security Council that five people died.",
        "The minister told parliament that five people died.",
        "The governor said five people died on the road to Sana.",
    ],
)
def test_who_passes_nothing_on_is_no_outlet(text: str, actors) -> None:
    assert named(text, actors) == []


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BEIRUT (Reuters) - Five people died, the army said.", "Reuters"),
        ("KHARTOUM, Sudan, Jan 5 (Sudan Tribune) – Five people died.", "Sudan Tribune"),
        ("Five die in raid\n\nYEREVAN, February 13. /TASS/. Five people died.", "TASS"),
        ("SRINAGAR, May 31 (QNI) Five people died.", "QNI"),
        ("Five people died, the army said.\n\nSource: Yonhap", "Yonhap"),
        ("Five people died, the army said.\n\n— AFP", "AFP"),
        ("Source: Agence France Presse. Five people died.", "Agence France Presse"),
    ],
)
def test_a_report_credits_an_agency_as_a_whole(text: str, agency: str, actors) -> None:
    assert [span.of(text) for span in relays.credited(text, actors)] == [agency]


@pytest.mark.parametrize(
    "text",
    [
        "Five people died in Homs (Syria) on Monday.",
        "The army (SAA) said five people died.",
        "The World Health Organization (WHO) said five people died.",
        "Agence France-Presse (AFP) reported five deaths.",
        "Five people died, the army said.",
        "A soldier (22) died. The source: a mine.",
        "",
    ],
)
def test_a_bracket_or_a_place_is_no_credit(text: str, actors) -> None:
    assert relays.credited(text, actors) == []


@pytest.mark.parametrize(
    "words",
    [
        "Reuters",
        "the Delta Herald",
        "state television",
        "a SANA reporter",
        "the Tasnim news agency",
        "local media",
        "Radio Andalus",
    ],
)
def test_media(words: str, actors) -> None:
    assert relays.is_media(tokenise(words, Span(start=0, end=len(words))), actors)


@pytest.mark.parametrize(
    "words", ["reporters", "the ministry", "a doctor", "Doe", "the Security Council", "the daily briefing's chairman"]
)
def test_no_media(words: str, actors) -> None:
    assert not relays.is_media(tokenise(words, Span(start=0, end=len(words))), actors)
