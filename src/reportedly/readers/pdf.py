"""The text layer of a PDF, its wrapped lines joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import zip_longest
from statistics import quantiles

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from reportedly.errors import SourceTooLarge, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers.base import Content, Facts, ReadOptions, heading_of, report_of

# A report of an inquiry has some hundred pages; above this it is an archive, and takes minutes.
MAX_PAGES = 2_000
# A line that repeats on more than half of at least this many pages is a running head or foot.
_MIN_PAGES_FOR_RUNNING_HEADS = 3
# A line shorter than this share of the full width ends its paragraph where it ends a sentence.
_SHORT_LINE_SHARE = 0.85
# A line shorter than this share that ends no sentence is a heading or an item, unless the next goes on in lower case.
_HEADING_SHARE = 0.6
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page )?[-–—|\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"[a-zß-öø-ÿ]-$")
# What pypdf lets through on damaged files beside its own errors.
_DAMAGE = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError)
_DAMAGED = (*_DAMAGE, AssertionError, ZeroDivisionError, OverflowError, NotImplementedError)


def read_pdf(content: Content, options: ReadOptions) -> Report:
    """The report of a PDF; its first line is the title where it stands alone. The file's own dates and title are not
    taken: they say when and from what the file was made. Raises SourceUnreadable, SourceTooLarge.
    """
    if not content.data:
        raise SourceUnreadable(content.source, "is empty; give a source that holds a report")
    try:
        pages = _pages(content)
    except DependencyError as error:
        raise SourceUnreadable(content.source, "is encrypted; save it without encryption and read it again") from error
    except _DAMAGED as error:
        raise SourceUnreadable(content.source, "is damaged or not a PDF; save it anew and read it again") from error
    text = paragraphs(pages)
    if not text.strip():
        raise SourceUnreadable(content.source, "is a PDF without a text layer; run text recognition (OCR) on it first")
    facts = Facts(url=content.url, title=heading_of(text), retrieved=content.retrieved)
    return report_of(text, facts, content.source, options)


def paragraphs(pages: list[str]) -> str:
    """Pages of wrapped lines as text with one paragraph a line; page numbers and running heads are left out.

    A paragraph ends at a blank line, at a line that ends a sentence short of the full width, and at a line far short
    of it above a capital: a heading. A first paragraph that reads as a title gets the blank line of one.
    """
    running = _running_heads(pages)
    joined: list[str] = []
    is_open = False
    for page in pages:
        lines = [" ".join(line.split()) for line in page.splitlines()]
        lines = [line for line in lines if line not in running and not _PAGE_NUMBER.fullmatch(line)]
        width = _full_width(lines)
        for line, below in zip_longest(lines, lines[1:], fillvalue=""):
            if line:
                _append(joined, line, is_open=is_open)
            is_open = bool(line) and not _ends_paragraph(line, below, width)
    first = next((" ".join(line.split()) for page in pages for line in page.splitlines() if line.strip()), "")
    if len(joined) > 1 and joined[0] == first and heading_of(f"{first}\n\nbody"):
        joined.insert(1, "")
    return "\n".join(joined).strip()


def _ends_paragraph(line: str, below: str, width: float) -> bool:
    if _SENTENCE_END.search(line):
        return len(line) < _SHORT_LINE_SHARE * width
    return len(line) < _HEADING_SHARE * width and below[:1].isupper()


def _pages(content: Content) -> list[str]:
    reader = PdfReader(io.BytesIO(content.data), strict=False)
    # Many files are encrypted only to forbid printing: those open with the empty password.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise SourceUnreadable(content.source, "is protected by a password; save it without one and read it again")
    if len(reader.pages) > MAX_PAGES:
        raise SourceTooLarge(content.source, f"has more than {MAX_PAGES:,} pages; give the part that is the report")
    return [page.extract_text() or "" for page in reader.pages]


def _append(joined: list[str], line: str, *, is_open: bool) -> None:
    if not is_open or not joined or not joined[-1]:
        joined.append(line)
    elif _BROKEN_WORD.search(joined[-1]) and line[0].islower():
        joined[-1] = joined[-1][:-1] + line
    else:
        joined[-1] = f"{joined[-1]} {line}"


def _running_heads(pages: list[str]) -> frozenset[str]:
    if len(pages) < _MIN_PAGES_FOR_RUNNING_HEADS:
        return frozenset()
    seen = Counter(line for page in pages for line in {" ".join(raw.split()) for raw in page.splitlines()})
    return frozenset(line for line, count in seen.items() if line and count > len(pages) / 2)


def _full_width(lines: list[str]) -> float:
    """The width in characters that nine lines in ten keep within."""
    widths = [len(line) for line in lines if line]
    return quantiles(widths, n=10)[-1] if len(widths) > 1 else float(sum(widths))
