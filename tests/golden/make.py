"""Write the golden files: what extraction makes of three example reports, and the picture of each example story, in a
form a person can read.

Run `python -m tests.golden.make` from the repository's root, then read the difference line by line beside
examples/gold.jsonl before it is committed: a golden file says what is, and only a
reader can tell whether that is right.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.certainty import Certainty
from reportedly.model.claim import Claim, Polarity, Stance
from reportedly.model.report import Report

from .pictures import picture_of, stories

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "reports"
REPORTS = ("dprk/nk-uk-6000", "sudan/sudan-mosque-75", "mali/mali-ukraine-ties")


def golden_path(name: str) -> Path:
    """Where the golden claims of an example report are kept."""
    return HERE / f"{Path(name).name}.json"


def load(name: str) -> Report:
    """An example report: the title, an empty line, the body."""
    _, front, body = (EXAMPLES / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(front)
    published = facts["published"]
    assert isinstance(published, date)
    text = f"{facts['title']}\n\n{body.strip()}"
    return Report(id=facts["id"], text=text, outlet=facts["outlet"], title=facts["title"], published=published)


def picture_path(story: str) -> Path:
    """Where the golden picture of an example story is kept."""
    return HERE / "pictures" / f"{story}.json"


def golden_picture(story: str, extractor: Extractor) -> dict[str, Any]:
    """The picture of a story's reports."""
    names = sorted(path.stem for path in (EXAMPLES / story).glob("*.md"))
    return picture_of([extractor.extract(load(f"{story}/{name}")) for name in names], extractor)


def golden(report: Report, extractor: Extractor) -> list[dict[str, Any]]:
    """The claims of a report, compact."""
    return [compact(claim) for claim in extractor.extract(report)]


def compact(claim: Claim) -> dict[str, Any]:
    """What a reader checks: the words, the measure, the quantity as written, the chain, how sure, how far along."""
    return {
        "text": claim.text,
        "measure": claim.measure,
        "quantity": claim.quantity.as_written if claim.quantity else None,
        "chain": [hop.name for hop in claim.chain],
        "said": claim.said,
        "modality": modality(claim),
    }


def modality(claim: Claim) -> str:
    """Stance, polarity, status and certainty in words; "asserted" where none of them says otherwise."""
    words = [
        *([claim.stance.value] if claim.stance is not Stance.ASSERTS else []),
        *([claim.polarity.value] if claim.polarity is not Polarity.AFFIRMED else []),
        *([claim.status.value] if claim.status else []),
        *_certainty(claim.certainty),
    ]
    return ", ".join(words) or "asserted"


def _certainty(found: Certainty) -> list[str]:
    band = found.likelihood
    words = []
    if band is not None:
        words.append(band.term if band.low is None else f"{band.term} {band.low}-{band.high} ({band.yardstick})")
    words += [value.value for value in (found.evidential, found.modality) if value is not None]
    if found.confidence is not None:
        words.append(f"{found.confidence.value} confidence")
    return [*words, *(["estimated"] if found.estimated else [])]


def written(rows: list[dict[str, Any]] | dict[str, Any]) -> str:
    """The golden file's text."""
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Rewrite every golden file."""
    extractor = Extractor(load_knowledge())
    for name in REPORTS:
        golden_path(name).write_text(written(golden(load(name), extractor)), encoding="utf-8")
    for story in stories(EXAMPLES):
        picture_path(story).parent.mkdir(exist_ok=True)
        picture_path(story).write_text(written(golden_picture(story, extractor)), encoding="utf-8")


if __name__ == "__main__":
    main()
