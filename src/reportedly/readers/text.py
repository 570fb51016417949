"""Plain text, kept as it is; Markdown, with what its front matter says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from reportedly.errors import SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers.base import Content, Facts, ReadOptions, heading_of, report_of, with_title
from reportedly.readers.dates import parse_published
from reportedly.readers.decoding import decode

_FENCE = "---"
_FENCE_ENDS = ("---", "...")
# Forty times what a report's front matter takes; more is a text that merely begins with three dashes.
_MAX_FRONT_MATTER_CHARACTERS = 64 * 1024
_HEADING = re.compile(r"#\s+(?P<words>[^\n]+?)\s*#*\s*(?:\n|$)")

Front = Mapping[str, str]


def read_text(content: Content, options: ReadOptions) -> Report:
    """The text exactly as it stands, newlines apart; a first line that stands alone is taken for the title."""
    text = decode(content.data, content.source, content.charset)
    facts = Facts(url=content.url, title=heading_of(text), retrieved=content.retrieved)
    return report_of(text, facts, content.source, options)


def read_markdown(content: Content, options: ReadOptions) -> Report:
    """Title line, blank line, and the body as it stands after the front matter.

    Front matter is YAML between two lines of three dashes: id, title, outlet, url, canonical_url, published, byline,
    dateline, language; other keys are passed over. Raises SourceUnreadable where it is malformed.
    """
    text = decode(content.data, content.source, content.charset)
    front, body = _front_matter(text, content.source)
    body = body.strip()
    if not body:
        raise SourceUnreadable(content.source, "holds no text below its front matter; add the report's text")
    title = front.get("title")
    heading = _HEADING.match(body)
    facts = Facts(
        id=front.get("id"),
        url=content.url or front.get("url"),
        canonical_url=front.get("canonical_url"),
        outlet=front.get("outlet"),
        title=title or (heading["words"] if heading else heading_of(body)),
        byline=front.get("byline"),
        dateline=front.get("dateline"),
        published=_published(front, content.source),
        retrieved=content.retrieved,
        language=front.get("language"),
    )
    return report_of(with_title(title, body), facts, content.source, options)


def _front_matter(text: str, source: str) -> tuple[Front, str]:
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    closing = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCE_ENDS), None)
    if closing is None:
        raise SourceUnreadable(source, "opens front matter with --- and never closes it; add a line of --- below it")
    head = "\n".join(lines[1:closing])
    if len(head) > _MAX_FRONT_MATTER_CHARACTERS:
        raise SourceUnreadable(source, "has front matter above 64 KB; keep only what describes the report")
    return _parsed(head, source), "\n".join(lines[closing + 1 :])


def _parsed(head: str, source: str) -> Front:
    import yaml

    try:
        # BaseLoader makes nothing but strings, lists and mappings: an id of 007 stays 007, a day stays as written.
        rows = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in its line {mark.line + 1}" if mark else ""
        raise SourceUnreadable(
            source, f"has front matter that is not YAML{line}; put quotes round the value"
        ) from error
    except (RecursionError, ValueError) as error:
        raise SourceUnreadable(source, "has front matter that cannot be read; write one 'key: value' a line") from error
    if rows in (None, ""):
        return {}
    if not isinstance(rows, dict):
        raise SourceUnreadable(source, "has front matter that is no list of keys; write one 'key: value' a line")
    return _strings(rows, source)


def _strings(rows: Mapping[object, object], source: str) -> Front:
    known = {}
    for key in ("id", "title", "outlet", "url", "canonical_url", "published", "byline", "dateline", "language"):
        value = rows.get(key)
        if isinstance(value, list) and key == "byline" and all(isinstance(name, str) for name in value):
            value = ", ".join(value)
        if value is not None and not isinstance(value, str):
            raise SourceUnreadable(source, f"has front matter whose {key} is not one value; write '{key}: words'")
        if value and value.strip():
            known[key] = " ".join(value.split())
    return known


def _published(front: Front, source: str) -> date | datetime | None:
    written = front.get("published")
    moment = parse_published(written) if written else None
    if written and moment is None:
        raise SourceUnreadable(source, f"has front matter with published: {written}; write a day as 2025-10-30")
    return moment
