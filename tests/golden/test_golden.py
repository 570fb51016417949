"""What extraction makes of three example reports has been read by a person; it changes only on purpose."""

from __future__ import annotations

import json

import pytest

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from tests.golden.make import EXAMPLES, REPORTS, golden, golden_path, golden_picture, load, picture_path
from tests.golden.pictures import stories


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor over the shipped tables."""
    return Extractor(load_knowledge())


@pytest.mark.parametrize("name", REPORTS)
def test_claims_are_as_reviewed(name: str, extractor: Extractor) -> None:
    """Each claim's words, measure, quantity, chain, date and modality; a missing or a new claim counts too."""
    kept = json.loads(golden_path(name).read_text(encoding="utf-8"))
    made = golden(load(name), extractor)
    lost = [row for row in kept if row not in made]
    new = [row for row in made if row not in kept]
    assert made == kept, (
        f"{name} reads differently.\n- {lost}\n+ {new}\n"
        "If the new reading is right, run `python -m tests.golden.make` and review "
        "the difference beside examples/gold.jsonl."
    )


@pytest.mark.parametrize("story", stories(EXAMPLES))
def test_pictures_are_as_reviewed(story: str, extractor: Extractor) -> None:
    """Each question with its origins and figures, each drift, each forecast and what became of it."""
    kept = json.loads(picture_path(story).read_text(encoding="utf-8"))
    assert golden_picture(story, extractor) == kept, (
        f"the picture of {story} is another. If the new one is right, run `python -m tests.golden.make` and review the"
        " difference beside the reports."
    )
