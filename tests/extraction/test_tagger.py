"""The shipped model: it finds plain attributions, gives the same whatever stands around them, and needs no network."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.errors import KnowledgeError
from reportedly.extraction import attributions, sentences
from reportedly.extraction.decoding import Tagged
from reportedly.extraction.tagger import FOLDER, Tagger, shipped

LARGEST_MB = 30  # what the package may add to an installation


def tag(text: str) -> list[Tagged]:
    return shipped().tag(text, sentences.split(text))


def words(text: str, one: Tagged) -> tuple[str, str, str]:
    return tuple(" ... ".join(s.of(text) for s in getattr(one, role)) for role in ("source", "cue", "content"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ministry said five people were killed.", "The ministry", "said", "five people were killed"),
        (
            "Five people were killed, according to the governor.",
            "the governor",
            "according to",
            "Five people were killed",
        ),
        ("“We counted five bodies,” said Dr. Ona Reyl.", "Dr. Ona Reyl", "said", "“We counted five bodies,”"),
        ("The mayor told reporters that the bridge had been hit.", "The mayor", "told", "the bridge had been hit"),
    ],
)
def test_plain_attributions(text: str, source: str, cue: str, content: str) -> None:
    assert [words(text, one) for one in tag(text)] == [(source, cue, content)]


def test_a_paragraph_gives_the_same_however_the_report_is_cut() -> None:
    paragraphs = [
        "The army said on Monday that 12 soldiers were killed near the border.",
        "“It is quiet now,” said Ona Reyl, a nurse. “Nobody sleeps.”",
        "According to a report by the monitor, which cited residents, 40 houses burned.",
    ]
    whole = "\n\n".join(paragraphs)
    apart = [(words(text, one), one.features) for text in paragraphs for one in tag(text)]
    assert [(words(whole, one), one.features) for one in tag(whole)] == apart
    assert [(words(whole, one), one.features) for one in tag(whole)] == apart, "a second time"


def test_a_paragraph_that_comes_again_is_not_run_again_and_gives_the_same_at_its_place() -> None:
    """Whatever stands before it, and in another report; the model itself is asked once."""
    paragraph = "The army said on Monday that 12 soldiers were killed near the border, citing residents of Lomax."
    asked = []

    class Counting:
        def run(self, *arguments: object) -> object:
            asked.append(1)
            return shipped()._session.run(*arguments)

    tagger = Tagger(Counting(), shipped()._tokenizer, shipped()._calibration)
    texts = [paragraph, f"An outlet's own title\n\n{paragraph}", f"{paragraph}\n\n{paragraph}"]
    found = [tagger.tag(text, sentences.split(text)) for text in texts]
    apart = [(words(paragraph, one), one.features, one.probability) for one in found[0]]
    assert len(asked) == 2  # the paragraph, and the title
    for text, here, times in zip(texts, found, (1, 1, 2), strict=True):
        told = [(words(text, one), one.features, one.probability) for one in here if one.content]
        assert told == [row for row in apart if row[0][2]] * times


def test_reading_what_was_said_once_more_finds_who_is_within() -> None:
    text = "The agency reported that the governor said five people were killed."
    found = attributions.tag(text, sentences.split(text), shipped())
    assert [words(text, one)[0] for one in found] == ["The agency", "the governor"]


def test_a_probability_is_given_and_lies_between_0_and_1() -> None:
    found = tag("The ministry said five people were killed. They hoped, some thought, for rain to be, it seemed, said.")
    assert found
    assert all(0 < one.probability < 1 for one in found)


def test_the_file_is_the_one_its_card_describes_and_small_enough() -> None:
    facts = json.loads((FOLDER / "attribution.json").read_text(encoding="utf-8"))
    data = (FOLDER / "attribution.onnx").read_bytes()
    assert facts["sha256"] == hashlib.sha256(data).hexdigest()
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST_MB * 1_000_000


def test_no_training_library_is_needed() -> None:
    code = (
        "import sys; from reportedly.extraction.tagger import shipped; from reportedly.extraction import sentences; "
        "t = 'The army said five died.'; assert shipped().tag(t, sentences.split(t)); "
        "assert not {'torch', 'transformers', 'safetensors', 'onnx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_missing_or_damaged_model_is_said_in_one_sentence(damage: str, tmp_path: Path) -> None:
    shutil.copy(FOLDER / "attribution.json", tmp_path)
    if damage == "cut":
        (tmp_path / "attribution.onnx").write_bytes(b"cut short")
    with pytest.raises(KnowledgeError, match="install Reportedly again"):
        Tagger.load(tmp_path)
