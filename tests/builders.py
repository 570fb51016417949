"""Small functions that make valid reports and claims. Every name, place and figure in them is made up."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from reportedly.model.claim import (
    ActorKind,
    Aspect,
    Claim,
    Evidence,
    Hop,
    Mention,
    Reader,
    ReportRef,
    Role,
    Style,
)
from reportedly.model.quantity import Number, at_least
from reportedly.model.report import Link, Report, Span, digest

READER = Reader(version="0.0", model="made-by-hand")
OUTLET = "The Ister Gazette"
_NUMBER = re.compile(r"\d[\d,]*")


def make_report(body: str = "Nothing happened in Norland.", *, title: str = "Quiet day", **changes: Any) -> Report:
    """A report with every field set whose text is the title line and `body`; its id is made of its url, or its text."""
    text = f"{title}\n{body}"
    url = changes.pop("url", f"https://gazette.example/{digest(title)}")
    values: dict[str, Any] = {
        "id": digest(url or text),
        "text": text,
        "url": url,
        "canonical_url": url,
        "outlet": OUTLET,
        "title": title,
        "byline": "A. Writer",
        "dateline": "PORT ISTER",
        "published": datetime(2031, 3, 4, 9, 30, tzinfo=UTC),
        "retrieved": datetime(2031, 3, 5, tzinfo=UTC),
        "links": (Link(url="https://ministry.example/briefing", words="a briefing"),),
    }
    return Report(**{**values, **changes})


def numbered_report(number: int, **changes: Any) -> Report:
    """A report like no other number's, with two sentences that `claims_of` makes claims of."""
    body = (
        f"At least {number + 100:,} soldiers of Norland crossed the Ister, Colonel Ada Vent said.\n"
        f"The Sudland defence ministry said {number + 7:,} of them were captured."
    )
    return make_report(body, title=f"Crossing number {number}", **changes)


def claims_of(report: Report) -> tuple[Claim, ...]:
    """The two claims of a `numbered_report`: of Colonel Vent, named, and of the ministry, which resolves."""
    text = report.text
    crossing, captured = text.split("\n")[1:]
    first = make_claim(
        report,
        crossing.partition(", Colonel")[0],
        sentence=crossing,
        source="Colonel Ada Vent",
        measure="personnel_sent",
        subject=make_mention(report, "Norland", id="state.norland"),
    )
    second = make_claim(
        report,
        captured.partition("said ")[2].rstrip("."),
        sentence=captured,
        source="The Sudland defence ministry",
        actor="org.sudland-mod",
        measure="captured",
        said="2031-03-02",
    )
    return first, second


def make_claim(
    report: Report,
    words: str,
    *,
    source: str | None = None,
    actor: str | None = None,
    named: bool = True,
    **changes: Any,
) -> Claim:
    """A claim of `words`, which stand in the text: by `source` (also in the text), or in the report's own voice.

    The first number in `words` becomes its quantity ("at least").
    """
    span = span_of(report, words)
    number = _NUMBER.search(words)
    figure = None if number is None else Span(start=span.start + number.start(), end=span.start + number.end())
    origin = () if source is None else (make_hop(report, source, actor=actor, named=named),)
    values: dict[str, Any] = {
        "id": digest(report.id, report.sha256, str(span), source or ""),
        "report": ReportRef(id=report.id, url=report.url, outlet=report.outlet, title=report.title),
        "text": words,
        "sentence": words,
        "span": span,
        "style": Style.OWN_VOICE if source is None else Style.INDIRECT,
        "chain": (outlet_hop(report), *origin),
        "aspect": None if figure is None else Aspect.TOTAL,
        "quantity": None if number is None else at_least(as_number(number[0])).with_words(number[0], "soldiers"),
        "published": None if report.published_day is None else report.published_day.isoformat(),
        "evidence": Evidence(
            source=tuple(hop.span for hop in origin if hop.span is not None),
            quantity=() if figure is None else (figure,),
        ),
        "reader": READER,
    }
    return Claim(**{**values, **changes})


def outlet_hop(report: Report) -> Hop:
    """The bare outlet: the hop that every chain begins with."""
    name = report.outlet or "unknown outlet"
    return Hop(name=name, as_written=name, kind=ActorKind.OUTLET, role=Role.OUTLET)


def make_hop(report: Report, words: str, *, actor: str | None = None, named: bool = True) -> Hop:
    """Who is said to know, as written in the text."""
    return Hop(
        name=words,
        as_written=words,
        kind=ActorKind.PERSON if named else ActorKind.UNNAMED,
        role=Role.ORIGINATOR,
        actor=actor,
        named=named,
        span=span_of(report, words),
    )


def make_mention(report: Report, words: str, *, id: str | None = None) -> Mention:  # noqa: A002 - the field's name
    """Whom a slot names, as written in the text."""
    return Mention(name=words, as_written=words, kind="state", id=id, span=span_of(report, words))


def span_of(report: Report, words: str) -> Span:
    """Where `words` first stand in the text; they must."""
    start = report.text.index(words)
    return Span(start=start, end=start + len(words))


def as_number(words: str) -> Number:
    """ "1,200" as 1200."""
    return int(words.replace(",", ""))
