"""Search: words, actors, measures and dates, over reports and their claims, with what narrows it further."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from reportedly.exporters.jsonl import array
from reportedly.exporters.tabular import Cell, claims_csv, rows_csv
from reportedly.knowledge.measures import load_measures
from reportedly.stores.base import ClaimQuery, SearchHit
from reportedly.web import lists
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, download, json_array
from reportedly.web.lists import facets_of
from reportedly.web.marks import Cover, Mark, Segment, Slot, cut
from reportedly.web.pages.claims import claims_listed, listed_claims
from reportedly.web.params import PAGE_ROWS, Asked, At, Held, Offset, Words
from reportedly.web.render import render
from reportedly.workflow.records import day_json, hit_json

BEST_HITS = 5
"""Reports above the claims; all of them are a list of their own."""
HIT_CELLS = ("report", "version", "outlet", "title", "published", "score", "snippet")

router = APIRouter(default_response_class=HTMLResponse)


class HitOrder(StrEnum):
    """What reports that hold words are ordered by."""

    BEST = "-best"
    PUBLISHED = "-published"


@router.get("/search")
def search(request: Request, desk: At, query: Asked, form: As, q: Words = "") -> Response:
    """Claims that satisfy every condition, and above them the reports that hold the words best."""
    typed = q.strip()
    query = replace(query, text=typed or query.text)
    nothing = ClaimQuery(limit=query.limit, offset=query.offset, sort=query.sort, descending=query.descending)
    is_asked = query != nothing
    if form is not Format.PAGE:
        every = claims_listed(desk.store, query)
        return download(form, "claims", csv=lambda: claims_csv(every), json=lambda: array(every))
    hits = desk.store.search(typed, BEST_HITS + 1) if typed and not query.offset else ()
    listed = listed_claims(request, desk.store, query, facets_of(desk, query)) if is_asked else {"claims": ()}
    return render(
        request,
        "search.html",
        q=typed,
        query=query,
        is_asked=is_asked,
        measures=sorted({*load_measures().by_name, *filter(None, (query.measure,))}),
        hits=[(hit, _snippet(hit)) for hit in hits[:BEST_HITS]],
        more_hits=len(hits) > BEST_HITS,
        **listed,
    )


@router.get("/search/reports")
def hits(
    request: Request, store: Held, form: As, q: Words = "", sort: HitOrder = HitOrder.BEST, offset: Offset = 0
) -> Response:
    """Every report whose title or text holds the words, best or newest first, as a page or a file."""
    typed = q.strip()
    newest = sort is HitOrder.PUBLISHED
    if form is not Format.PAGE:
        every = store.search(typed, DOWNLOAD_ROWS, newest=newest)
        return download(
            form,
            "search",
            csv=lambda: rows_csv(HIT_CELLS, map(_cells, every)),
            json=lambda: json_array(map(hit_json, every)),
        )
    found = store.search(typed, PAGE_ROWS + 1, offset=offset, newest=newest)
    previous, following = lists.pages(request, offset=offset, limit=PAGE_ROWS, total=offset + len(found))
    return render(
        request,
        "search_reports.html",
        q=typed,
        hits=[(hit, _snippet(hit)) for hit in found[:PAGE_ROWS]],
        newest=newest,
        orders=(lists.here(request, sort=None), lists.here(request, sort=HitOrder.PUBLISHED)),
        first=offset + 1,
        downloads=lists.downloads(request),
        download_rows=DOWNLOAD_ROWS,
        previous=previous,
        following=following,
    )


def _cells(hit: SearchHit) -> tuple[Cell, ...]:
    score = round(hit.score, 4)
    return (hit.report_id, hit.version, hit.outlet, hit.title, day_json(hit.published), score, hit.snippet)


def _snippet(hit: SearchHit) -> tuple[Segment, ...]:
    """The snippet with the words that were searched marked as content."""
    cover = Cover(claim=0, slot=Slot.CONTENT)
    return cut(hit.snippet, [Mark(cover=cover, span=span) for span in hit.matches])
