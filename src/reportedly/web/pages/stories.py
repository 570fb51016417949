"""Stories: their list, one with all it gathers, the same for a query that is not kept, a brief to print, a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import NotFoundError, StoreError
from reportedly.exporters.wording import printable, query_words
from reportedly.knowledge.measures import load_measures
from reportedly.model.story import Query, Question, Story
from reportedly.reconciliation.views import View
from reportedly.stores.base import Store
from reportedly.web import lists
from reportedly.web.access import visitor_of
from reportedly.web.answers import OPEN_ROWS, signs_of
from reportedly.web.charts.places import places_map
from reportedly.web.charts.timeline import timeline
from reportedly.web.desk import Desk
from reportedly.web.formats import As, Format, pictured
from reportedly.web.gathered import QUESTIONS, Around, Asked, around, asked
from reportedly.web.params import MAX_WORDS, At, Gathered, Offset
from reportedly.web.render import list_url, render, story_url
from reportedly.workflow import new_story, picture
from reportedly.workflow.telling import blocks_of

router = APIRouter(default_response_class=HTMLResponse)
BRIEFED = 24
"""Questions in a brief: some eight sheets of paper."""
BRIEFED_FIGURES = 8
CITED = 3
"""Reports that a line of the brief names, the nearest to the origin first."""
FILED = 200
"""Questions in a file: more than anybody asked for so far; the API has them page by page."""
MAX_NAME = 120
Field = Annotated[str, Form(max_length=MAX_WORDS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a story gathers. `biggest`: the question that most independent origins answer, `origins` of them;
    `newest`: the day of the newest figure among the biggest questions."""

    questions: int
    biggest: Question | None
    origins: int
    newest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed into the form of a new story, and what is wrong with it."""

    name: str = ""
    topic: str = ""
    actor: str = ""
    place: str = ""
    measure: str = ""
    wrong: str = ""

    @property
    def query(self) -> Query:
        """What it asks for; names of actors are parted by semicolons."""
        actors = (actor.strip() for actor in self.actor.split(";"))
        return Query(
            topic=self.topic.strip() or None,
            actors=tuple(filter(None, actors)),
            place=self.place.strip() or None,
            measure=self.measure.strip() or None,
        )


@router.get("/stories")
def stories(request: Request, desk: At) -> HTMLResponse:
    """The stories that are kept, and a form to keep another."""
    return _list(request, desk, Typed())


@router.post("/stories")
def keep(
    request: Request,
    desk: At,
    name: Field = "",
    topic: Field = "",
    actor: Field = "",
    place: Field = "",
    measure: Field = "",
) -> Response:
    """Keep a query under a name; back to the form where that cannot be."""
    if not visitor_of(request).may_write:
        raise HTTPException(403, "this desk is open for reading only: a story is kept on one that may write")
    typed = Typed(name=name, topic=topic, actor=actor, place=place, measure=measure)
    try:
        made = _kept(desk, typed)
    except (StoreError, ValueError) as error:
        return _list(request, desk, replace(typed, wrong=str(error)), status=422)
    return RedirectResponse(story_url(made.id), status_code=303)


@router.get("/story/{story_id}")
def story(request: Request, desk: At, form: As, story_id: str, offset: Offset = 0) -> Response:
    """One story with all it gathers; or its figures as a file."""
    found = _named(desk.store, story_id)
    if form is not Format.PAGE:
        return _figures(form, desk.store, found.query)
    return _page(request, desk, found.query, offset, kept=found)


@router.get("/story/{story_id}/brief")
def brief(request: Request, desk: At, story_id: str) -> HTMLResponse:
    """The story to print: every question with its sources, findings and forecasts, without what leads elsewhere."""
    found = _named(desk.store, story_id)
    today = _today()
    seen = desk.view(("brief", found.query), lambda store: asked(store, found.query, limit=BRIEFED)).value
    cited = [figure.estimate.citations for answer in seen.answers for figure in answer.rows[:BRIEFED_FIGURES]]
    sources = {(c.report, c.version): c for citations in cited for c in citations[:CITED]}
    places = {key: number for number, key in enumerate(sources, start=1)}
    return render(
        request,
        "brief.html",
        story=found,
        seen=seen,
        around=_around(desk, found.query, today),
        today=today,
        shown=BRIEFED_FIGURES,
        sources=tuple(sources.values()),
        numbers=lambda estimate: sorted({places[c.report, c.version] for c in estimate.citations[:CITED]}),
    )


@router.get("/picture")
def unsaved(request: Request, desk: At, form: As, query: Gathered, offset: Offset = 0) -> Response:
    """What a query gathers that is not kept, and a form to keep it; or the figures as a file."""
    if form is not Format.PAGE:
        return _figures(form, desk.store, query)
    return _page(request, desk, query or Query(), offset, kept=None)


def _figures(form: Format, store: Store, query: Query | None) -> Response:
    """The figures of the biggest questions, the latest of each origin."""
    seen = picture(store, query, limit=FILED)
    return pictured(form, "picture", seen, blocks_of(store, seen.series, View.LATEST))


def _list(request: Request, desk: Desk, typed: Typed, status: int = 200) -> HTMLResponse:
    rows = [(one, size_of(desk, one.query)) for one in desk.store.find_stories()]
    measures = sorted(load_measures().by_name)
    return render(request, "stories.html", status=status, rows=rows, typed=typed, measures=measures)


def size_of(desk: Desk, query: Query) -> Size:
    """How much a query gathers."""
    return desk.view(("size", query), lambda store: _size(store, query)).value


def _size(store: Store, query: Query) -> Size:
    series, total = store.find_series(query, limit=QUESTIONS, estimates=1)
    days = [estimate.as_of for one in series for estimate in one.estimates if estimate.as_of]
    return Size(
        questions=total,
        biggest=series[0].question if series else None,
        origins=series[0].parties if series else 0,
        newest=max(days, default=None),
    )


def _kept(desk: Desk, typed: Typed) -> Story:
    """Raises ValueError for what is no story, StoreError where the name is taken."""
    name = printable(typed.name)
    if not name or len(name) > MAX_NAME:
        raise ValueError(f"a story needs a name of at most {MAX_NAME} characters: give one")
    if typed.query == Query():
        raise ValueError("a story that gathers everything is the picture: give a topic, actor, place or measure")
    return new_story(desk.store, name, typed.query)


def _named(store: Store, story_id: str) -> Story:
    for held in store.find_stories():
        if held.id == story_id:
            return held
    raise NotFoundError(f"there is no story {story_id!r}: see the list of stories")


def _page(request: Request, desk: Desk, query: Query, offset: int, *, kept: Story | None) -> HTMLResponse:
    named = kept.name if kept else query_words(query)
    beside = _around(desk, query, _today()) if query != Query() else None
    page = str(request.url.replace(scheme="", netloc=""))
    seen: Asked = desk.view(("asked", query, offset), lambda store: asked(store, query, offset)).value
    after = offset + QUESTIONS

    def address(start: int) -> str:
        return story_url(kept.id, start) if kept else list_url("/picture", query, offset=start)

    return render(
        request,
        "story.html",
        downloads=lists.downloads(request),
        filed=FILED,
        story=kept,
        query=query,
        asks=query_words(query),
        seen=seen,
        signs=signs_of(answer.chart for answer in seen.answers),
        around=beside,
        said=beside.said if beside else (),
        timeline=timeline(beside.said, label=f"What was said when: {printable(named)}") if beside else None,
        placed=beside.placed if beside else (),
        places_map=places_map(beside.placed, page=page, label=f"Places named: {printable(named)}") if beside else None,
        offset=offset,
        open_rows=OPEN_ROWS,
        previous=address(max(0, offset - QUESTIONS)) if offset else None,
        following=address(after) if after < seen.total else None,
    )


def _around(desk: Desk, query: Query, today: date) -> Around:
    return desk.view(("around", query, today), lambda store: around(store, query, today)).value


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
