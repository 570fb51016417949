"""HTML: the text through trafilatura, what stands about it through our own reading of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from reportedly.errors import SourceUnreadable
from reportedly.model.report import Link, Report
from reportedly.readers.base import Content, Facts, ReadOptions, first_known, report_of, same_words, with_title
from reportedly.readers.dates import parse_published
from reportedly.readers.decoding import decode, meta_charset
from reportedly.readers.page_facts import PageFacts, absolute_url, page_facts, saved_from, without_outlet

# A text shorter than this beside an articleBody of three times its length is a teaser or a notice about cookies.
_TEASER_CHARACTERS = 400
_TEASER_RATIO = 3
# Shorter captions are credits ("Photo: AFP") or names of galleries.
_MIN_CAPTION_WORDS = 4
# A run of this many letters is not in two places of a page by chance: about seven words.
_MIN_PART_CHARACTERS = 40
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "dd", "dt", "pre", "div"})
_BREAKS = frozenset({"p", "head", "item", "quote", "row", "code", "lb", "list", "table", "div"})
# What does not break a line, and what is not shown as part of a text.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
)
_UNSHOWN = frozenset(
    {"head", "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "svg"}
)
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", ")")
_NOT_OURS = "ancestor::aside or ancestor::nav or ancestor::footer"


def read_page(content: Content, options: ReadOptions) -> Report:
    """The report on an HTML page. Raises SourceUnreadable where the page holds no text."""
    markup = decode(content.data, content.source, content.charset or meta_charset(content.data))
    tree = _tree(markup, content.source)
    url = content.url or saved_from(markup)
    stated = first_known(*tree.xpath("//base/@href")[:1])
    base = (absolute_url(stated, url) if stated else None) or url
    facts = page_facts(tree, url)
    found = trafilatura.bare_extraction(
        _tree(markup, content.source),
        url=url,
        include_comments=False,
        with_metadata=True,
        # Off, the search for dates in running text invents none.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    lines = _lines(found, tree, facts, content.source)
    blocks = _blocks(tree, lines)
    captions = _captions(_home(tree, blocks))
    body = "\n".join([*_without(lines, captions), *captions])
    title = facts.title or _own_title(found, facts, url)
    return report_of(
        with_title(title, body),
        Facts(
            url=url or facts.canonical_url,
            canonical_url=facts.canonical_url,
            outlet=facts.outlet or _own_outlet(found, title),
            title=title,
            byline=first_known(facts.byline, (getattr(found, "author", None) or "").replace(";", ",")),
            published=facts.published or parse_published(getattr(found, "date", None) or ""),
            retrieved=content.retrieved,
            language=facts.language,
            links=tuple(_links(blocks, base, url)),
        ),
        content.source,
        options,
    )


def _tree(markup: str, source: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceUnreadable(source, "holds no HTML that can be read; save the page anew") from error


def _lines(found: Any, tree: Any, facts: PageFacts, source: str) -> list[str]:
    """The paragraphs; where the page is drawn by a script, those that its JSON-LD carries."""
    lines = [] if found is None or found.body is None else list(_paragraphs(found.body))
    carried = [" ".join(line.split()) for line in (facts.body or "").splitlines() if line.strip()]
    shown = sum(map(len, lines))
    is_teaser = shown < _TEASER_CHARACTERS and sum(map(len, carried)) > _TEASER_RATIO * shown
    if is_teaser or (len(lines) == 1 and _bare(lines[0]) == _bare("".join(carried))):
        lines = carried
    elif len(lines) == 1:
        lines = _split_again(lines[0], tree)
    if not lines:
        raise SourceUnreadable(
            source, "is a page without text; it may need a browser: save it from there and read that"
        )
    return lines


def _paragraphs(body: Any) -> Iterator[str]:
    """One line a paragraph, heading, list item or table row of trafilatura's own tree; spaces collapse as in HTML."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BREAKS:
            yield from _joined(pieces)
            pieces.clear()
        if element.tag == "cell" and event == "start" and "".join(pieces).strip():
            pieces.append(" | ")
        if event == "start" and element.tag not in ("graphic", "lb"):
            pieces.append(element.text or "")
        if event == "end" and element is not body:
            pieces.append(element.tail or "")
    yield from _joined(pieces)


def _split_again(line: str, tree: Any) -> list[str]:
    """On pages without paragraph elements trafilatura gives all text as one line: its lines as the page shows them.

    Menus and lists of related reports, which come along then, are told by their links and by short lines at the end.
    """
    text = _bare(line)
    kept = [words for words, is_menu in _shown_lines(tree) if not is_menu and _bare(words) in text]
    while kept and len(kept[-1]) < _MIN_PART_CHARACTERS and not kept[-1].endswith(_SENTENCE_ENDS):
        kept.pop()
    return kept if len(kept) > 1 else [line]


def _shown_lines(tree: Any) -> Iterator[tuple[str, bool]]:
    """Each line of the page as a browser would break it, and whether it is mostly links or stands in a menu."""
    pieces: list[tuple[str, bool]] = []
    skipped = links = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        if element.tag not in _INLINE:
            yield from _shown_line(pieces)
            pieces.clear()
        skipped += (1 if starts else -1) * (element.tag in _UNSHOWN)
        links += (1 if starts else -1) * (element.tag == "a")
        words = element.text if starts else element.tail
        if words and not skipped:
            pieces.append((words, links > 0))
    yield from _shown_line(pieces)


def _shown_line(pieces: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    line = " ".join("".join(words for words, _ in pieces).split())
    linked = sum(len(words) for words, is_link in pieces if is_link)
    if line:
        yield line, linked > len(line) / 2


def _joined(pieces: list[str]) -> Iterator[str]:
    line = " ".join("".join(pieces).split())
    if line.strip(" |"):
        yield line


def _blocks(tree: Any, lines: list[str]) -> list[Any]:
    """The elements of the page whose words were taken."""
    taken = {_bare(line) for line in lines}
    text = "".join(map(_bare, lines))
    found = []
    for element in tree.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            continue
        words = _bare(_words(element))
        # A block with line breaks became several lines; a short one may stand in the text by chance.
        if words in taken or (len(words) >= _MIN_PART_CHARACTERS and words in text):
            found.append(element)
    return found


def _captions(home: Any) -> list[str]:
    """Captions of the report's own figures, each once. trafilatura keeps some in place, and drops the others."""
    captions: dict[str, str] = {}
    for element in home.iter("figcaption"):
        words = " ".join(_words(element).split())
        if len(words.split()) >= _MIN_CAPTION_WORDS and not element.xpath(_NOT_OURS):
            captions.setdefault(_bare(words), words)
    return list(captions.values())


def _without(lines: list[str], captions: list[str]) -> list[str]:
    """The lines but for captions, which stand behind the body."""
    told = {_bare(caption) for caption in captions}
    return [line for line in lines if _bare(line) not in told]


def _links(blocks: list[Any], base: str | None, page_url: str | None) -> Iterator[Link]:
    """Links out of the taken paragraphs, in their order, each address and wording once."""
    seen: set[tuple[str, str]] = set()
    here = (page_url or base or "").split("#")[0]
    for block in blocks:
        for anchor in block.iter("a"):
            words = " ".join(anchor.text_content().split())
            url = absolute_url(anchor.get("href") or "", base)
            if url is None or not words or (url, words) in seen or url.split("#")[0] == here:
                continue
            seen.add((url, words))
            yield Link(url=url, words=words)


def _home(tree: Any, blocks: list[Any]) -> Any:
    """The element that holds the report: the nearest article or main about all taken blocks, else their parent."""
    if not blocks:
        return tree
    lineages = [[*reversed(list(block.iterancestors()))] for block in blocks]
    shared = [first for first, *others in zip(*lineages, strict=False) if all(other is first for other in others)]
    return next((e for e in reversed(shared) if e.tag in ("article", "main")), shared[-1] if shared else tree)


def _words(element: Any) -> str:
    return "".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]"))


def _bare(words: str) -> str:
    return re.sub(r"[\s|]+", "", words)


def _own_title(found: Any, facts: PageFacts, url: str | None) -> str | None:
    title = getattr(found, "title", None)
    return without_outlet(title, facts.outlet, url) if title else None


def _own_outlet(found: Any, title: str | None) -> str | None:
    """trafilatura's name of the site, but for what it puts there without one: a headline or the host."""
    outlet = getattr(found, "sitename", None) or ""
    is_host = "." in outlet and " " not in outlet
    return None if not outlet or is_host or (title and same_words(outlet, title)) else outlet
