"""Dates of publication, in the precision in which they were written."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# "2025-10-30 08:15:00 +0100" has a space that ISO 8601 does not know.
_SPACED_OFFSET = re.compile(r"(\d) (Z|UTC|GMT|[+-]\d\d:?\d\d)$")
_IS_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_SPELLED = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")


def parse_published(words: str) -> date | datetime | None:
    """A day as `date`, a time with its zone as aware `datetime`; a time without a zone tells only the day.

    Knows ISO 8601, RFC 5322 ("Thu, 30 Oct 2025 08:15:00 GMT") and an English spelled-out day. None for all else.
    """
    words = " ".join(words.split())
    moment = _iso(words) or _mail(words) or _spelled(words)
    if isinstance(moment, datetime) and moment.utcoffset() is None:
        return moment.date()
    return moment


def _iso(words: str) -> date | datetime | None:
    spaced = _SPACED_OFFSET.sub(lambda found: found[1] + found[2].replace("UTC", "Z").replace("GMT", "Z"), words)
    try:
        return date.fromisoformat(words) if _IS_DAY.fullmatch(words) else datetime.fromisoformat(spaced)
    except ValueError:
        return None


def _mail(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, IndexError, TypeError):
        return None


def _spelled(words: str) -> date | None:
    plain = words.replace(".", "")
    for form in _SPELLED:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - only the day is kept
        except ValueError:
            continue
    return None
