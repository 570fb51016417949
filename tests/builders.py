"""Small functions that make valid reports and claims. Every name, place and figure in them is made up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from reportedly.knowledge import Knowledge
from reportedly.knowledge.actors import Actor, Actors, fold
from reportedly.knowledge.measures import load_measures
from reportedly.knowledge.places import Place, Places
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
from reportedly.model.quantity import Number, at_least, exactly
from reportedly.model.report import Link, Report, Span, digest
from reportedly.model.telling import Context, Side, Telling
from reportedly.reconciliation.tellings import Teller

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


NORLAND, SUDLAND = Side(key="norland", name="Norland"), Side(key="sudland", name="Sudland")
NORLAND_NAMED = Mention(name="Norland", as_written="Norland", kind="state", id="norland")
PORT_ISTER = Side(key="place-port-ister", name="Port Ister")
ISTER_PROVINCE = Side(key="place-ister-province", name="Ombra Province")


def made_up_actors() -> Actors:
    """Norland with a government, a ministry and its minister, an army and a parliament, and a council and a front that
    do not speak for it; Sudland with a ministry alone; two outlets, and a body of no state."""
    norland, sudland = _state("norland", "Norland", "Norlander"), _state("sudland", "Sudland", "Sudlander")
    everyone = (
        norland,
        sudland,
        _body("norland-government", "Government of Norland", "norland"),
        _body("norland-mod", "Norland Defence Ministry", "norland", part_of="norland-government"),
        _body("norland-army", "Norland Army", "norland", part_of="norland-mod"),
        _body("norland-parliament", "Norland Assembly", "norland"),
        _body("free-ister-council", "Free Ister Council", "norland", apart=True),
        _body("sudland-mod", "Sudland Defence Ministry", "sudland"),
        Actor(id="ister-front", name="Ister Front", kind=ActorKind.GROUP, state="norland"),
        Actor(id="ister-front-guard", name="Ister Front Guard", kind=ActorKind.GROUP, part_of="ister-front"),
        Actor(id="river-watch", name="River Watch", kind=ActorKind.ORGANISATION),
        Actor(id="ada-vent", name="Ada Vent", kind=ActorKind.PERSON, state="norland", part_of="norland-mod"),
        Actor(id="bo-tarn", name="Bo Tarn", kind=ActorKind.PERSON, state="norland"),
        Actor(id="gazette", name=OUTLET, kind=ActorKind.OUTLET, state="norland"),
        Actor(id="wire", name="Ombra Wire", kind=ActorKind.OUTLET, is_agency=True),
    )
    return Actors(
        by_id={actor.id: actor for actor in everyone},
        named={fold(name): actor for actor in everyone for name in (actor.name, *actor.aliases)},
        demonyms={fold(word): state for state in (norland, sudland) for word in (f"{state.name}ic", f"{state.name}er")},
        capitals={fold("Nordheim"): norland},
    )


def _state(id: str, name: str, *aliases: str) -> Actor:  # noqa: A002 - the field's name
    return Actor(id=id, name=name, kind=ActorKind.STATE, state=id, aliases=aliases)


def _body(id: str, name: str, state: str, **changes: Any) -> Actor:  # noqa: A002 - the field's name
    return Actor(id=id, name=name, kind=ActorKind.ORGANISATION, state=state, is_government=True, **changes)


@cache
def made_up_knowledge() -> Knowledge:
    """The tables of a world that is made up, but for its measures."""
    found = (
        _place(NORLAND.key, "Norland", "country", ""),
        _place(ISTER_PROVINCE.key, ISTER_PROVINCE.name, "region", "07"),
        _place(PORT_ISTER.key, PORT_ISTER.name, "city", "07"),
        _place("place-ombrum", "Ombrum", "city", "07"),
    )
    country, region, *_ = found
    places = Places(
        named={fold(place.name): (place,) for place in found},
        by_id={place.id: place for place in found},
        areas={("NX", ""): country, ("NX", "07"): region},
    )
    return Knowledge(actors=made_up_actors(), measures=load_measures(), places=places, yardsticks={}, given_names={})


def _place(id: str, name: str, kind: str, admin1: str) -> Place:  # noqa: A002 - the field's name
    return Place(id=id, name=name, kind=kind, iso2="NX", admin1=admin1, lat=1.0, lon=2.0, population=9)


def make_telling(words: str = "Ada Vent said 1,250 soldiers were killed.", **changes: Any) -> Telling:
    """What Norland's minister said on a day of March 2031, as one report tells it; its figure is the number in `words`.

    `number`: the report's; `day`: of its publication, and of saying. The context is that of a report on one battle.
    """
    number, day = changes.pop("number", 1), changes.pop("day", 3)
    written = _NUMBER.search(words)
    figure = None if written is None else exactly(as_number(written[0])).with_words(written[0], "soldiers")
    on = f"2031-03-{day:02}"
    values: dict[str, Any] = {
        "claim": f"claim{number}",
        "report": f"report{number}",
        "outlet": OUTLET,
        "outlet_key": "gazette",
        "published": on,
        "title": "Battle at the river",
        "party": "norland-government",
        "party_name": "Government of Norland",
        "party_state": "norland",
        "speaker": "Ada Vent",
        "speaker_key": "ada-vent",
        "role": "Ada Vent defence minister",
        "hops": 1,
        "said": on,
        "said_told": True,
        "measure": "killed",
        "family": "harm",
        "aspect": Aspect.TOTAL,
        "subject": NORLAND,
        "quantity": figure,
        "text": words,
        "sentence": words,
        "context": Context(names=frozenset({"nrlnd", "istr"}), credited=frozenset({"norland-government"})),
    }
    return Telling(**{**values, **changes})


def unnamed(telling_words: str = "Officials said 1,250 soldiers were killed.", **changes: Any) -> Telling:
    """The same by sources that nobody names."""
    nobody = {"party": "", "party_name": "", "party_state": "", "speaker": "officials", "speaker_key": "name:ofsls"}
    return make_telling(telling_words, **{**nobody, "role": "officials", "named": False, **changes})


def own_voice(telling_words: str = "1,250 soldiers were killed.", **changes: Any) -> Telling:
    """The same where the outlet credits no one."""
    nobody = {"party": "", "party_name": "", "party_state": "", "speaker": OUTLET, "speaker_key": "", "role": ""}
    flags = {"own_voice": True, "hops": 0, "said_told": False}
    return make_telling(telling_words, **{**nobody, **flags, "context": Context(names=frozenset({"istr"})), **changes})


Reading = tuple[Report, tuple[Claim, ...]]


def report_saying(*sayings: dict[str, Any], title: str = "Battle at the Ister", **changes: Any) -> Reading:
    """A report with a sentence a claim, and the claims. A saying holds `words` and what `make_claim` takes."""
    report = make_report("\n".join(saying["words"] for saying in sayings), title=title, **changes)
    return report, tuple(_saying(report, number, saying) for number, saying in enumerate(sayings))


def _saying(report: Report, number: int, saying: dict[str, Any]) -> Claim:
    rest = {name: value for name, value in saying.items() if name != "words"}
    claim = make_claim(report, saying["words"], **{"subject": NORLAND_NAMED, **rest})
    return replace(claim, id=digest(report.sha256, str(number)))


def tellings_of(readings: Iterable[Reading]) -> list[Telling]:
    """What the picture makes of reports' claims, with the made-up tables."""
    teller = Teller(made_up_knowledge())
    return [telling for _, claims in readings for telling in teller.tellings(claims)]
