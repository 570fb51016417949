"""Whole reports never fail: whatever happened to a text, reading it gives claims or none, and offsets are words of
it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.claim import Claim
from reportedly.model.report import Report, Span

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "reports").rglob("*.md"))
VARIANTS = 1000
LONG_WORDS = 100_000
ODD = "\u202e\u202b\u200f\u200b\ufeff\x00\x07\x1b\x7f\u2028\u0301🙂🏴‍☠️👩‍🚒عربي עברית\t\r\x0c"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_knowledge())


def body(path: Path) -> str:
    """The text under an example's front matter."""
    return path.read_text(encoding="utf-8").split("---\n", 2)[-1].strip()


def spans_of(claim: Claim) -> list[Span]:
    evidence = claim.evidence
    lists = [getattr(evidence, name) for name in evidence.__slots__]
    hops = [hop.span for hop in claim.chain if hop.span is not None]
    return [claim.span, *hops, *(span for spans in lists for span in spans)]


def check(report: Report, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        assert all(0 <= span.start <= span.end <= len(report.text) for span in spans_of(claim))
        assert claim.text == claim.span.of(report.text)
        for hop in claim.chain:
            assert hop.span is None or hop.span.of(report.text) == hop.as_written


def quotes_lost(text: str, draw: random.Random) -> str:
    return "".join(c for c in text if c not in "“”\"'‘’" or draw.random() < 0.5)


def quotes_doubled(text: str, draw: random.Random) -> str:
    return "".join(c * draw.choice((1, 2, 3)) if c in "“”\"'‘’" else c for c in text)


def quotes_changed(text: str, draw: random.Random) -> str:
    return "".join(draw.choice("“”\"'‘’«»„") if c in '“”"' else c for c in text)


def paragraphs_joined(text: str, draw: random.Random) -> str:
    return text.replace("\n", draw.choice(("", " ", "\n\n\n")))


def odd_signs(text: str, draw: random.Random) -> str:
    return "".join(c + (draw.choice(ODD) if draw.random() < 0.05 else "") for c in text)


def words_shuffled(text: str, draw: random.Random) -> str:
    words = text.split(" ")
    draw.shuffle(words)
    return " ".join(words)


def cut_anywhere(text: str, draw: random.Random) -> str:
    start = draw.randrange(len(text))
    return text[start : draw.randrange(start, len(text))]


def capitals(text: str, draw: random.Random) -> str:
    return text.upper() if draw.random() < 0.5 else text.lower()


def no_marks(text: str, draw: random.Random) -> str:
    return "".join(c for c in text if c.isalnum() or c in " \n" or draw.random() < 0.1)


def backwards(text: str, _draw: random.Random) -> str:
    return text[::-1]


CHANGES = (
    quotes_lost,
    quotes_doubled,
    quotes_changed,
    paragraphs_joined,
    odd_signs,
    words_shuffled,
    cut_anywhere,
    capitals,
    no_marks,
    backwards,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_damaged_report_gives_claims_or_none(change, extractor: Extractor) -> None:
    draw = random.Random(change.__name__)
    for number in range(VARIANTS // len(CHANGES)):
        text = body(EXAMPLES[number % len(EXAMPLES)])
        start = draw.randrange(max(1, len(text) - 600))
        changed = change(text[start : start + 600], draw)
        report = Report(id="r", text=changed, outlet="Delta Star")
        check(report, extractor.extract(report))


def test_a_very_long_report_is_read_whole(extractor: Extractor) -> None:
    parts, words = [], 0
    while words < LONG_WORDS:
        parts += [body(path) for path in EXAMPLES]
        words = sum(len(part.split()) for part in parts)
    report = Report(id="r", text="\n\n".join(parts))
    claims = extractor.extract(report)
    check(report, claims)
    assert claims[-1].span.end > 0.99 * len(report.text) - 3000


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "“", '"' * 1000, "said", "said said said", "🙂" * 500, "\x00", "\ud800", "a" * 20_000]
)
def test_odd_texts_give_claims_or_none(text: str, extractor: Extractor) -> None:
    report = Report(id="r", text=text)
    check(report, extractor.extract(report))
