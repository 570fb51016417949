"""What a person types into the form of a review, who they are, and where they go back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from fastapi import Form, Request

from reportedly.model.story import Review
from reportedly.web.access import visitor_of

NAME_COOKIE = "reviewer"
REMEMBERED_S = 365 * 24 * 3600
_PAGES = ("/review", "/reviews", "/claims/")
_LONGEST = 2_000
_Text = Annotated[str, Form(max_length=_LONGEST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The fields of the form, as they were typed. `back`: the page they were typed on; `wrong`: what was wrong."""

    claim: str = ""
    verdict: str = ""
    slot: str = ""
    value: str = ""
    other: str = ""
    why: str = ""
    who: str = ""
    back: str = ""
    wrong: str = ""


def typed(
    claim: _Text = "",
    verdict: _Text = "",
    slot: _Text = "",
    value: _Text = "",
    other: _Text = "",
    why: _Text = "",
    who: _Text = "",
    back: _Text = "",
) -> Typed:
    """What came with a form."""
    return Typed(claim=claim, verdict=verdict, slot=slot, value=value, other=other, why=why, who=who, back=back)


def reviewer_of(request: Request) -> str:
    """Under which name the visitor reviews: the one that is known of them, else the one they gave before, or ""."""
    return visitor_of(request).name or unquote(request.cookies.get(NAME_COOKIE, "")).strip()


def returning(back: str, done: Review) -> str:
    """The page a form was sent from, with word of what was done; the list of reviews where that is no such page."""
    try:
        parts = urlsplit(back)
    except ValueError:
        parts = urlsplit("")
    here = not parts.scheme and not parts.netloc and "\\" not in back
    if not here or not (parts.path in _PAGES[:2] or parts.path.startswith(_PAGES[2])):
        parts = urlsplit("/reviews")
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "done"]
    return f"{parts.path}?{urlencode([*asked, ('done', done.id)])}#done"
