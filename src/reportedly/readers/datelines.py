"""The dateline: where, when and by which agency a report was filed, as it stands at the head of the body."""

from __future__ import annotations

import re

# "GENEVA, Oct 30, 2025 (BSS/AFP) -": an upper-case place, then a region, a day, an agency, in any choice, then a dash.
_CAPITALS = r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.]+(?:[ /-][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.]*){0,4})"
_MIXED = r"(?:[A-ZÀ-ÖØ-Þ][\w'’]+(?:[ -](?:[A-ZÀ-ÖØ-Þ][\w'’]*|al|de|del|du|el|la|of|upon)){0,3})"
_DAY = r"(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:, ?\d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?:,? \d{4})?)"
_REGION = r"(?:[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,2})"
_AGENCY = r"\([A-Z][^()\n]{1,40}\)"
_DASH = r"\s*(?:--|[-‐–—―])\s"
_LONG_DASH = r"\s*(?:--|[–—―])\s"

# An agency makes the form certain, and any place will do; with a day alone the place must be in capitals, and a bare
# place also needs a long dash.
_FULL = re.compile(
    rf"(?P<dateline>(?:{_CAPITALS}|{_MIXED})(?:, {_REGION})?"
    rf"(?:[,.]? ?{_DAY}[,.]? ?{_AGENCY}|,? ?{_AGENCY}(?:[,.]? ?{_DAY})?)){_DASH}"
)
_DATED = re.compile(rf"(?P<dateline>{_CAPITALS}(?:, {_REGION})?[,.]? ?{_DAY}){_DASH}")
_BARE = re.compile(rf"(?P<dateline>{_CAPITALS}(?:, {_REGION})?){_LONG_DASH}")
# Labels that newsrooms set in capitals before a dash; none is a place.
_LABELS = frozenset(
    {"ANALYSIS", "BREAKING", "BREAKING NEWS", "CORRECTED", "EDITORIAL", "EXCLUSIVE", "EXPLAINER", "FACTBOX", "LIVE"}
    | {"OPINION", "PHOTOS", "QUOTES", "TIMELINE", "UPDATE", "UPDATED", "VIDEO", "WATCH", "WRAPUP"}
)
# A byline may stand above the dateline: "By Ann Author" is far shorter than a paragraph.
_BYLINE = re.compile(r"[Bb][Yy][: ][^\n]{2,100}\n\s*")
# Longer than any dateline with region, full date and two agencies.
_MAX_CHARACTERS = 120


def dateline_of(body: str) -> str | None:
    """The dateline with which `body` (a report's text without its title) begins, without its dash, or None."""
    start = body.lstrip()
    byline = _BYLINE.match(start)
    head = (start[byline.end() :] if byline else start)[:_MAX_CHARACTERS]
    found = _FULL.match(head) or _DATED.match(head) or _BARE.match(head)
    words = found["dateline"].strip() if found else None
    return None if words is None or words in _LABELS else words
