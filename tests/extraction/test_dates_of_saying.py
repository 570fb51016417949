"""When it was said: a source that says it all on one day says it that day throughout the report."""

from __future__ import annotations

from datetime import date

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.report import Report

EXTRACTOR = Extractor(load_knowledge())


def said(text: str) -> list[str | None]:
    """The dates of saying of the figures of a text of 18 June 2025, a Wednesday."""
    report = Report(id="x", text=text, published=date(2025, 6, 18))
    return [claim.said for claim in EXTRACTOR.extract(report) if claim.quantity is not None]


def test_one_day_is_every_statements_day() -> None:
    text = "General Tomas Erle said that 40 soldiers were killed. Erle said on Monday that 12 were wounded."
    assert said(text) == ["2025-06-16", "2025-06-16"]


def test_a_body_and_its_part_speak_on_one_day() -> None:
    text = (
        "The UK Ministry of Defence said on Monday that 40 soldiers were killed. "
        "British Defence Intelligence said that 12 were wounded."
    )
    assert said(text) == ["2025-06-16", "2025-06-16"]


def test_two_days_are_nobodys() -> None:
    text = (
        "General Tomas Erle said on Monday that 40 soldiers were killed. Erle said on Tuesday that 12 were wounded. "
        "Erle said that 30 were captured."
    )
    days = said(text)
    assert days[:2] == ["2025-06-16", "2025-06-17"]


def test_another_source_is_not_dated_with_it() -> None:
    text = "General Tomas Erle said on Monday that 40 soldiers were killed. Mira Dahl said that 12 were wounded."
    assert said(text) == ["2025-06-16", None]
