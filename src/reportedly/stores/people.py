"""What people keep in a store: stories and reviews."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from reportedly.errors import NotFoundError, StoreError
from reportedly.model.plain import built, plain
from reportedly.model.story import Query, Review, Story, Verdict
from reportedly.stores.picture_rows import batches
from reportedly.stores.queries import clean, page
from reportedly.stores.tables import claims, report_contexts, reviews, stories

REVIEWED_SINCE = "reviewed since"
_PARAMETERS = 400


def add_story(connection: Connection, story: Story) -> None:
    """See Store."""
    if connection.scalar(select(stories.c.id).where(stories.c.name == story.name)) is not None:
        raise StoreError(f"there is a story {story.name!r} already: give another name")
    query = json.dumps(plain(story.query), ensure_ascii=False)
    connection.execute(insert(stories), {"id": story.id, "name": story.name, "json": query})


def find_stories(connection: Connection) -> tuple[Story, ...]:
    """See Store."""
    rows = connection.execute(select(stories).order_by(stories.c.name))
    return tuple(_story(row) for row in rows)


def _story(row: Row[Any]) -> Story:
    try:
        return Story(id=row.id, name=row.name, query=built(Query, json.loads(row.json)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"the story {row.name!r} cannot be read ({error}): put back a copy of the store") from error


def add_review(connection: Connection, review: Review) -> None:
    """See Store."""
    if connection.scalar(select(reviews.c.id).where(reviews.c.id == review.id)) is not None:
        raise StoreError(f"there is a review {review.id} already: undo it, or review something else")
    connection.execute(insert(reviews), review_row(review))
    to_be_drawn_anew(connection, review)


def undo_review(connection: Connection, review_id: str) -> Review:
    """See Store."""
    found = connection.execute(select(reviews).where(reviews.c.id.startswith(review_id, autoescape=True))).all()
    if len(found) != 1 or not review_id:
        count = "no review" if not found else "more than one review"
        raise NotFoundError(f"{count} has an id that begins with {review_id!r}: see the list of reviews")
    connection.execute(update(reviews).where(reviews.c.id == found[0].id).values(undone=1))
    undone = replace(review_from(found[0]), undone=True)
    to_be_drawn_anew(connection, undone)
    return undone


def find_reviews(connection: Connection, *, undone: bool) -> tuple[Review, ...]:
    """See Store."""
    found = select(reviews).order_by(reviews.c.pk)
    if not undone:
        found = found.where(reviews.c.undone == 0)
    return tuple(review_from(row) for row in connection.execute(found))


def latest_reviews(connection: Connection, of: str | None, limit: int | None, offset: int) -> tuple[Review, ...]:
    """See Store."""
    found = select(reviews).order_by(reviews.c.pk.desc())
    if of is not None:
        found = found.where(or_(reviews.c.of == clean(of), reviews.c.other == clean(of)))
    return tuple(review_from(row) for row in connection.execute(page(found, limit, offset)))


def get_review(connection: Connection, review_id: str) -> Review:
    """See Store."""
    row = connection.execute(select(reviews).where(reviews.c.id == clean(review_id))).one_or_none()
    if row is None:
        raise NotFoundError(f"no review has the id {review_id!r}: see the list of reviews")
    return review_from(row)


def reviewed(connection: Connection, of: Collection[str]) -> frozenset[str]:
    """See Store."""
    found: set[str] = set()
    for column in (reviews.c.of, reviews.c.other):
        for some in batches(sorted(of), _PARAMETERS):
            held = select(column).where(column.in_(some), reviews.c.undone == 0)
            found.update(connection.scalars(held))
    return frozenset(found)


def to_be_drawn_anew(connection: Connection, review: Review) -> None:
    """Mark the reports that a review is about, so that a crash before they are drawn leaves them to the next run."""
    about = [claim for claim in (review.of, review.other) if claim is not None]
    held = select(claims.c.report_pk).where(claims.c.claim_id.in_(about))
    stale = update(report_contexts).where(report_contexts.c.report_pk.in_(held))
    connection.execute(stale.values(rules=REVIEWED_SINCE))


def review_row(review: Review) -> dict[str, Any]:
    """The row of `reviews` that keeps one."""
    return {
        "id": review.id,
        "kind": str(review.verdict),
        "of": review.of,
        "who": review.who,
        "made": review.when.isoformat(),
        "other": review.other,
        "slot": review.slot,
        "value": review.value,
        "why": review.why,
        "undone": int(review.undone),
    }


def review_from(row: Row[Any]) -> Review:
    """The review that a row of `reviews` keeps. Raises StoreError where the row was damaged."""
    try:
        verdict, when = Verdict(row.kind), datetime.fromisoformat(row.made)
    except ValueError as error:
        raise StoreError(f"the review {row.id} cannot be read ({error}): put back a copy of the store") from error
    return Review(
        id=row.id,
        of=row.of,
        verdict=verdict,
        who=row.who,
        when=when,
        why=row.why or "",
        other=row.other,
        slot=row.slot,
        value=row.value,
        undone=bool(row.undone),
    )
