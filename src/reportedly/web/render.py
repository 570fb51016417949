"""Templates to pages, and the addresses of pages. Everything is escaped; no template may switch that off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reportedly.exporters import wording
from reportedly.exporters.picture import counts_words
from reportedly.knowledge.measures import load_measures
from reportedly.model.claim import Claim, Hop
from reportedly.model.finding import Finding
from reportedly.model.quantity_words import bounds_words, quantity_words
from reportedly.model.story import Query
from reportedly.stores.base import ReportRow, SearchHit
from reportedly.web.access import visitor_of
from reportedly.workflow.reviewing import done_words

TEMPLATES = Path(__file__).parent / "templates"
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, and those that turn the direction of all that follows: each name is isolated by itself."""
NOTICES = {
    "new": "Added: its claims are kept and drawn into the picture.",
    "new_version": "Its text has changed since it was added: this is its new version, and the old one is kept.",
    "unchanged": "This very text was held already, so nothing has changed.",
    "several": "Added: their claims are kept and drawn into the picture.",
}
"""What a page says that someone is led to after adding; `?added=` names it."""


def render(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page, as its visitor may see it."""
    notice = NOTICES.get(request.query_params.get("added", ""))
    page = _environment().get_template(template)
    words = page.render(visitor=visitor_of(request), path=request.url.path, notice=notice, **values)
    return HTMLResponse(words, status_code=status)


def report_url(report: str, version: int | None = None) -> str:
    """The page of a report, of one version where told."""
    return f"/reports/{quote(report, safe='')}" + (f"?version={version}" if version is not None else "")


def claim_url(claim: Claim) -> str:
    """The page of a claim; ids of claims are unique within one version of a report."""
    return cited_url(claim.id, claim.report.id, claim.report.version)


def cited_url(claim: str, report: str, version: int | None = None) -> str:
    """The page of a claim by its ids, in the latest version of its report unless told."""
    asked = {"report": report} | ({} if version is None else {"version": str(version)})
    return f"/claims/{quote(claim, safe='')}?{urlencode(asked)}"


def finding_url(finding: Finding, query: Query | None = None) -> str:
    """The page of a finding; of one that is no drift, with the `query` under which it was found."""
    return list_url(f"/findings/{quote(finding.id, safe='')}", None if finding.kind.is_drift else query)


def list_url(path: str, query: Query | None, **conditions: str | int | Sequence[str] | None) -> str:
    """A list under what a query gathers and further conditions; empty ones are left out."""
    if query is not None:
        actors = "; ".join(query.actors)
        conditions = {
            "topic": query.topic, "actor": actors, "place": query.place, "measure": query.measure, **conditions
        }  # fmt: skip
    kept = {name: value for name, value in conditions.items() if value}
    return path + (f"?{urlencode(kept, doseq=True)}" if kept else "")


def outlet_url(outlet: str) -> str:
    """The page of who publishes."""
    return f"/outlets/{quote(outlet, safe='')}"


def origin_url(party: str) -> str:
    """The page of a party, whose word something is in the end."""
    return f"/origins/{quote(party, safe='')}"


def changes_url(report: str, older: int, newer: int) -> str:
    """What changed from one version of a report to another."""
    return f"{report_url(report)}/changes?{urlencode({'from': older, 'to': newer})}"


def words_url(claim: Claim) -> str:
    """Where the claim's words stand in its report."""
    return f"{report_url(claim.report.id, claim.report.version)}#w-{quote(claim.id, safe='')}"


def claims_url(**conditions: str | int | None) -> str:
    """The list of claims under some conditions; empty ones are left out."""
    kept = {name: value for name, value in conditions.items() if value}
    return "/claims" + (f"?{urlencode(kept)}" if kept else "")


def question_url(question: str, offset: int = 0) -> str:
    """The page of a question, from a row of its figures on."""
    return f"/questions/{quote(question, safe='')}" + (f"?offset={offset}" if offset else "")


def story_url(story: str, offset: int = 0) -> str:
    """The page of a story, from a question on."""
    return f"/story/{quote(story, safe='')}" + (f"?offset={offset}" if offset else "")


def outside_url(url: str | None) -> str | None:
    """An address that a page may link to: http or https only, so that no `javascript:` is ever followed."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def shown(words: str) -> str:
    """Words with their spaces, and U+FFFD for what is not to be shown."""
    return _UNSHOWN.sub("\ufffd", words)


def day(moment: date | datetime | str | None) -> str:
    """The ISO day."""
    if moment is None:
        return "date unknown"
    if isinstance(moment, str):
        return moment[:10]
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def heading(row: ReportRow | SearchHit) -> str:
    """A title for a list."""
    return wording.printable(row.title or "") or f"Untitled report {row.report_id[:8]}"


def words(name: str) -> str:
    """A name of the vocabulary for people: "press_briefing" as "press briefing"."""
    return name.replace("_", " ")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    measures = load_measures().by_name
    made.filters.update(
        who=lambda claim: wording.printable(wording.who(claim)),
        hop=lambda hop: wording.printable(wording.hop_words(hop)),
        hop_notes=_hop_notes,
        how_sure=wording.how_sure,
        estimate_sure=wording.estimate_sure,
        telling_sure=wording.telling_sure,
        bounds=lambda quantity: wording.printable(bounds_words(quantity)),
        done=lambda review: wording.printable(done_words(review)),
        changed=wording.change_words,
        question=lambda question: wording.printable(wording.question_words(question, measures)),
        kind=wording.kind_words,
        state=lambda one: wording.state_words(one.state, in_part=one.part is not None),
        asks=lambda query: wording.printable(wording.query_words(query)),
        counts=counts_words,
        what=lambda claim: wording.printable(wording.what(claim, measures)),
        measure=lambda name: wording.printable(wording.measure_words(name, measures)),
        quantity=lambda quantity: wording.printable(quantity_words(quantity)),
        period=lambda period: wording.printable(wording.period_words(period)),
        standing=lambda period: wording.printable(wording.standing_words(period)),
        likelihood=wording.likelihood_words,
        printable=wording.printable,
        shown=shown,
        day=day,
        heading=heading,
        words=words,
        outside=outside_url,
        capfirst=lambda sentence: sentence[:1].upper() + sentence[1:],
    )
    common: dict[str, Any] = {
        "report_url": report_url,
        "claim_url": claim_url,
        "cited_url": cited_url,
        "words_url": words_url,
        "question_url": question_url,
        "finding_url": finding_url,
        "list_url": list_url,
        "outlet_url": outlet_url,
        "origin_url": origin_url,
        "changes_url": changes_url,
        "claims_url": claims_url,
        "story_url": story_url,
        "flatly": wording.FLATLY,
    }
    made.globals.update(common)
    return made


def _hop_notes(hop: Hop) -> str:
    """What is known of a hop beside its name: "originator; Ukrainian Defense Minister; press briefing, 2025-06-26"."""
    notes = wording.hop_words(hop).removeprefix(hop.name).strip()
    return wording.printable(notes.removeprefix("(").removesuffix(")"))
