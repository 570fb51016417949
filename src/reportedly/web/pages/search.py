"""Search over the words of reports and claims."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.stores.base import ClaimQuery, SearchHit
from reportedly.web.marks import Cover, Mark, Segment, Slot, cut
from reportedly.web.params import Held, Words
from reportedly.web.render import claims_url, render

FOUND_CLAIMS = 10

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/search")
def search(request: Request, store: Held, q: Words = "") -> HTMLResponse:
    """Reports and claims that hold the words."""
    typed = q.strip()
    hits = store.search(typed) if typed else ()
    query = ClaimQuery(text=typed or None, limit=FOUND_CLAIMS)
    return render(
        request,
        "search.html",
        q=typed,
        hits=[(hit, _snippet(hit)) for hit in hits],
        claims=store.find_claims(query) if typed else (),
        total=store.count_claims(query) if typed else 0,
        all_claims=claims_url(text=typed),
    )


def _snippet(hit: SearchHit) -> tuple[Segment, ...]:
    """The snippet with the words that were searched marked as content."""
    cover = Cover(claim=0, slot=Slot.CONTENT)
    return cut(hit.snippet, [Mark(cover=cover, span=span) for span in hit.matches])
