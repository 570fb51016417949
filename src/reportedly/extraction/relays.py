"""Who passes a statement on: hearers ("told AFP"), carriers ("a statement carried by SANA"), credits and datelines.

None of these says anything itself; each is a hop between the report and the source. What the press counts as a hop is
an outlet, an agency, a platform: "told reporters" or "told the court" names nobody who passes anything on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.extraction import noun_phrases
from reportedly.extraction.found import Found
from reportedly.extraction.sentences import Sentence
from reportedly.extraction.tokens import Token, tokenise
from reportedly.knowledge.actors import Actors
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind
from reportedly.model.report import Span

# What follows these words hears a statement. The verbs of telling stand for any of their forms.
_HEARING = re.compile(
    r"\b(?:(?:told|tells?|telling|informed|assured|briefed)|"
    r"(?:interviews?|telephone call|phone call|conversation|call) (?:with|by)|"
    r"(?:speaking|spoke|spoken|talking|talked) (?:to|with)|"
    r"(?:remarks?|comments?|statements?|interviews?|message|email|letter) (?:[a-z]+ed )?(?:to|for)|"
    r"(?:said|confirmed|announced|disclosed|revealed) to)\s+",
    re.IGNORECASE,
)
# What follows these words prints, shows or has seen a statement.
_CARRYING = re.compile(
    r"\b(?:carried|published|quoted|cited|aired|broadcast|broadcasted|reported|relayed|posted|obtained|seen|reviewed|distributed|"
    r"released|run|read|shown|viewed|shared|made available|monitored|reprinted|translated|heard|flashed|screened|sent|"
    r"provided|issued)\s+(?:as \w+ing\s+)?(?:\w+ly\s+|on \w+day\s+|\w+day\s+|late\s+)?(?:by|on|in|through|over|to)\s+",
    re.IGNORECASE,
)
# "a report which AFP saw", "a document that Reuters has obtained".
_SAW = re.compile(
    r"\b(?:which|that)\s+(?=(?:\S+\s+){1,4}?(?:saw|has seen|had seen|obtained|has obtained|reviewed|has reviewed)\b)"
)
_AGENCY = re.compile(r"\b(?:news\s+)?agency$", re.IGNORECASE)
# "BEIRUT (Reuters) - ", "DAMASCUS, (SANA)_", "Srinagar, May 31 (IANS) ", "YEREVAN, February 13. /TASS/.": what opens
# a line.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][\w.’'-]*[ ,./-]{1,3}){0,6}?"
    r"(?:\d{1,2}(?:[ ,.]{1,2}\d{4})?[ ,.]{1,2})?(?:[A-Z][a-z]{2,8}\.?[ ,.]{1,2})?"
    r"(?:[(\[]\s*(?P<name>[A-Z][\w .&/-]{1,30}?)\s*[)\]]|/\s*(?P<slashed>[A-Z][\w .-]{1,20}?)\s*/)"
)
_DATELINE_CHARS = 70  # "KHARTOUM, Sudan, Jan 5 (Sudan Tribune) - " is 39
# "Source: SANA", "(Source: AFP)": a line, or what a line ends with. "-- AFP", "(AFP)", "-AFP" end the last line.
_SOURCE_LINE = re.compile(r"(?:^|[\s(])(?:Source|Credit|Via)\s*:\s*(?P<name>[A-Z][^\n).:]{1,60})", re.MULTILINE)
_TRAILING = re.compile(r"(?:[—–]\s?|--\s?|[.”\"]\s?-\s?|\()(?P<name>[A-Z][\w .&/-]{1,30}?)\s*\)?\.?\s*$")
_CREDITED_LINES = 3  # a dateline stands under a title and a byline at most


def named(text: str, sentence: Sentence, item: Found, found: Sequence[Found], actors: Actors) -> list[Span]:
    """The outlets that heard what an attribution reports, and those that carried it, by the words of its sentence that
    belong neither to what is said nor to another attribution."""
    gaps = list(_outside(sentence, item, found))
    return [
        span
        for pattern in (_HEARING, _CARRYING, _SAW)
        for gap in gaps
        for span in _named_after(pattern, text, gap, actors)
    ]


def credited(text: str, actors: Actors) -> list[Span]:
    """The agency a report credits as a whole: in its dateline, in a line "Source: X", or at its end. At most one."""
    lines = [Span(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    if not lines:
        return []
    last = lines[-1]
    matches = [
        *(
            _DATELINE.match(text, line.start, min(line.end, line.start + _DATELINE_CHARS))
            for line in lines[:_CREDITED_LINES]
        ),
        *(
            _SOURCE_LINE.search(text, line.start, min(line.end, line.start + _DATELINE_CHARS))
            for line in lines[:_CREDITED_LINES]
        ),
        _SOURCE_LINE.search(text, max(last.start, last.end - _DATELINE_CHARS), last.end),
        _TRAILING.search(text, max(last.start, last.end - _DATELINE_CHARS), last.end),
    ]
    for match in matches:
        if match is None:
            continue
        if match.re is _DATELINE and not (_PARTS.match(text, match.end()) or re.search(r"\d", match.group())):
            continue  # "The World Health Organization (WHO) said": no date before it, no dash after it
        group = "slashed" if match.groupdict().get("slashed") else "name"
        found = _outlet_in(text, Span(start=match.start(group), end=match.end(group)), actors)
        if found is not None:
            return [found]
        if (
            match.re is _DATELINE
            and _CODE.fullmatch(match.group(group))
            and len(match.group()) - len(match.group(group)) > _A_PLACE
        ):
            return [Span(start=match.start(group), end=match.end(group))]
    return []


_PARTS = re.compile(r"\s*[^\w\s(“\"'‘]")  # a dash, colon or dot between a dateline and the text
_CODE = re.compile(r"[A-Z]{2,5}(?:[-/][A-Z]{2,5})?")  # an agency no table holds: "NNN-WAFA"
_A_PLACE = 8  # before the code of an unknown agency stand a place and a date, not only a bracket


def is_media(words: Sequence[Token], actors: Actors) -> bool:
    """Whether a phrase names an outlet or a kind of outlet."""
    plain = [token for token in words if token.is_word]
    if not plain:
        return False
    name = " ".join(token.text for token in plain if token.lower not in en.DETERMINERS)
    actor = actors.find(name) or actors.find(_AGENCY.sub("", name).strip())
    if actor is not None:
        return actor.kind is ActorKind.OUTLET and not actor.is_platform
    nouns = [en.singular(token.lower) for token in plain]
    if nouns[-1] in en.MEDIA_PEOPLE:  # "a SANA reporter", but no "reporters"
        return len(plain) > 1 and any(actors.find(t.text) is not None for t in plain[:-1] if t.is_capital)
    if any(
        (found := actors.find(" ".join(t.text for t in plain[start:]))) is not None and found.kind is ActorKind.OUTLET
        for start in range(1, len(plain))
    ):  # "pro-government al-Ikhbariya TV"
        return True
    if set(nouns) & en.MEDIA_NOUNS and nouns[-1] not in en.PEOPLE_NOUNS:
        return True
    return (
        any(token.is_capital and token.lower in en.MEDIA_NAME_WORDS for token in plain)
        and nouns[-1] not in en.PEOPLE_NOUNS
    )


def _outside(sentence: Sentence, item: Found, found: Sequence[Found]) -> Iterator[Span]:
    """The stretches of a sentence around an attribution's cue: within the content it is part of, outside its own
    content, and without the clause of another attribution."""
    here = [*item.attribution.cue, *item.attribution.source]
    bounds = sentence.span
    taken = list(item.attribution.content)
    for other in found:
        if other is item or abs(other.sentence - item.sentence) > 1 or not here:
            continue
        host = next((c for c in other.attribution.content if c.contains(here[0]) and not c.contains(bounds)), None)
        if host is not None:
            bounds = host if bounds.contains(host) else bounds
        elif other.attribution.cue and other.attribution.cue != item.attribution.cue and not other.relay:
            clause = [*other.attribution.cue, *other.attribution.source]
            if not any(part.overlaps(mine) for part in clause for mine in here):
                taken += [
                    part
                    for part in (*clause, *other.attribution.content)
                    if not any(part.overlaps(mine) for mine in here)
                ]
    start = bounds.start
    for part in sorted(taken):
        if not part.overlaps(bounds):
            continue
        if part.start > start:
            yield Span(start=start, end=part.start)
        start = max(start, min(part.end, bounds.end))
    if start < bounds.end:
        yield Span(start=start, end=bounds.end)


def _named_after(pattern: re.Pattern[str], text: str, gap: Span, actors: Actors) -> Iterator[Span]:
    for match in pattern.finditer(text, gap.start, gap.end):
        tokens = tokenise(text, Span(start=match.end(), end=gap.end)) if match.end() < gap.end else []
        phrase = _phrase(tokens, actors)
        if phrase:
            yield phrase


def _phrase(tokens: Sequence[Token], actors: Actors) -> Span | None:
    """The outlet that a run of words begins with: the longest known name, else a noun phrase that names media."""
    start = 1 if tokens and tokens[0].lower in ("the", "a", "an") else 0
    for end in range(min(len(tokens), start + 6), start, -1):
        if not tokens[end - 1].is_word:
            continue
        actor = actors.find(" ".join(token.text for token in tokens[start:end]))
        if actor is not None and actor.kind is ActorKind.OUTLET:  # a platform is a channel: "posted on X"
            return None if actor.is_platform else Span(start=tokens[0].start, end=tokens[end - 1].end)
    found = noun_phrases.right_of(tokens, 0) if tokens else None
    if found is None and tokens and tokens[0].is_capital:
        last = next(
            (at for at, token in enumerate(tokens) if not (token.is_capital or token.lower == "of")), len(tokens)
        )
        found = (0, last) if last else None
    if found is None:
        return None
    end = next((at for at in range(found[0], found[1]) if tokens[at].text == ","), found[1])
    if end > found[0] and is_media(tokens[found[0] : end], actors):
        return Span(start=tokens[found[0]].start, end=tokens[end - 1].end)
    return None


def _outlet_in(text: str, span: Span, actors: Actors) -> Span | None:
    """The first outlet among names joined by commas, slashes or "and"."""
    for match in re.finditer(r"[^,/&]+", text[span.start : span.end]):
        tokens = tokenise(text, Span(start=span.start + match.start(), end=span.start + match.end()))
        if tokens and is_media(tokens, actors):
            return Span(start=tokens[0].start, end=tokens[-1].end)
    return None
