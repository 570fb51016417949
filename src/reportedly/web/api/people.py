"""What people keep: stories, and reviews with who and why; and adding a report."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.exceptions import HTTPException

from reportedly.errors import NotFoundError
from reportedly.model.plain import plain
from reportedly.model.story import Query, Review, Story, Verdict
from reportedly.web.access import Writing
from reportedly.web.api.base import (
    ROWS,
    WRITES,
    Answer,
    Body,
    Cursor,
    Rows,
    Short,
    page,
    router,
    sensible,
    success,
)
from reportedly.web.api.shapes import AddedShape
from reportedly.web.params import At, Held
from reportedly.workflow import new_story, undo
from reportedly.workflow import review as keep_review
from reportedly.workflow.adding import Given, keep, read_given
from reportedly.workflow.records import review_json, story_json
from reportedly.workflow.reviewing import new_review

routes = router()
MAX_TEXT_CHARACTERS = 80_000
"""Some 13,000 words; however its letters are written, less than the megabyte that a body may have."""
_TOO_WIDE = "a story that gathers everything is the picture: give a topic, actors, a place or a measure"
_NAME = Field(min_length=1, max_length=120)


class NewStory(Body):
    """What a story gathers; at least one of topic, actors, place and measure."""

    name: Annotated[str, _NAME]
    topic: Short = ""
    actors: Annotated[list[Short], Field(default_factory=list, max_length=20)]
    place: Short = ""
    measure: Short = ""


class NewReview(Body):
    """A person's word on a claim. A rejection needs `why`, a correction `slot` and `value`, a merge `other`."""

    claim: Annotated[str, Field(min_length=1, max_length=400)]
    verdict: Literal["accept", "reject", "correct", "merge", "split"]
    who: Short = ""
    why: Annotated[str, Field(max_length=2_000)] = ""
    slot: Short = ""
    value: Short = ""
    other: Short = ""


class NewReport(Body):
    """A report to be read: `url`, or `text`, whose first line may be its title. `published`: a day."""

    url: Annotated[str, Field(max_length=2_000)] = ""
    text: Annotated[str, Field(max_length=MAX_TEXT_CHARACTERS)] = ""
    title: Short = ""
    outlet: Short = ""
    published: Short = ""


@routes.post("/reports", response_model=Answer[list[AddedShape]], status_code=201, responses=WRITES)
def add_report(desk: At, _: Writing, given: NewReport) -> JSONResponse:
    """Read a report, keep it with its claims and draw it into the picture; text held already changes nothing."""
    with sensible():
        reports, _failed = read_given(Given(**given.model_dump()))
        with desk.writing() as extractor:
            kept = keep(reports, desk.store, extractor)
    return success([{**plain(one.added), "claims": one.claims} for one in kept], status=201)


@routes.get("/stories", response_model=Answer[list[Story]])
def stories(store: Held) -> JSONResponse:
    """The stories that are kept, by name."""
    return success([story_json(one) for one in store.find_stories()])


@routes.get("/stories/{story_id}", response_model=Answer[Story])
def story(store: Held, story_id: str) -> JSONResponse:
    """One story; what it gathers is under /api/v1/picture with its query."""
    for held in store.find_stories():
        if held.id == story_id:
            return success(story_json(held))
    raise NotFoundError(f"there is no story {story_id!r}: look under /api/v1/stories")


@routes.post("/stories", response_model=Answer[Story], status_code=201, responses=WRITES)
def keep_story(desk: At, _: Writing, given: NewStory) -> JSONResponse:
    """Keep a query under a name."""
    query = Query(
        topic=given.topic.strip() or None,
        actors=tuple(filter(None, (name.strip() for name in given.actors))),
        place=given.place.strip() or None,
        measure=given.measure.strip() or None,
    )
    if query == Query():
        raise HTTPException(
            400, "a story that gathers everything is the picture: give a topic, actors, place or measure"
        )
    if not given.name.strip():
        raise HTTPException(400, "a story needs a name: give one")
    if any(held.name.casefold() == given.name.strip().casefold() for held in desk.store.find_stories()):
        raise HTTPException(409, f"there is a story {given.name.strip()!r} already: give another name")
    return success(story_json(new_story(desk.store, given.name.strip(), query)), status=201)


@routes.get("/reviews", response_model=Answer[list[Review]])
def reviews(request: Request, store: Held, cursor: Cursor, limit: Rows = ROWS) -> JSONResponse:
    """The reviews, newest first, those taken back too."""
    shown, following = page(request, store.latest_reviews(limit=limit + 1, offset=cursor), limit, cursor)
    return success([review_json(one) for one in shown], following)


@routes.post("/reviews", response_model=Answer[Review], status_code=201, responses=WRITES)
def make_review(desk: At, visitor: Writing, given: NewReview) -> JSONResponse:
    """Keep a person's word on a claim; the picture follows before this answers."""
    with desk.writing() as extractor, sensible():
        made = new_review(
            desk.store,
            given.claim,
            Verdict(given.verdict),
            who=visitor.name or given.who,
            why=given.why,
            slot=given.slot,
            value=given.value,
            other=given.other,
        )
        keep_review(desk.store, made, extractor.knowledge)
    return success(review_json(made), status=201)


@routes.post("/reviews/{review_id}/undo", response_model=Answer[Review], responses=WRITES)
def take_back(desk: At, _: Writing, review_id: str) -> JSONResponse:
    """Take a review back; it stays in the list, and the picture is as if it had never been."""
    with desk.writing() as extractor:
        desk.store.get_review(review_id)
        undone = undo(desk.store, review_id, extractor.knowledge)
    return success({**review_json(undone), "undone": True})
