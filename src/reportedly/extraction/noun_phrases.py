"""Finding the noun phrase that names a source, to the left or right of a reporting verb, without a parser.

A source phrase runs from the verb to the nearest boundary: a mark, a conjunction, a finite verb. Appositions between
commas are kept ("Farhan Haq, a deputy spokesman for the UN, said"); times and adverbs before the verb are stepped over.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extraction.tokens import Token
from reportedly.extraction.word_classes import is_finite, is_reporting_verb, is_time_word
from reportedly.knowledge.languages.en import words as en
from reportedly.model.report import Span

MAX_WORDS = 28  # the longest source phrase, appositions included, in a sample of PolNeAR train is 26 words


_OPEN_MARKS = frozenset('(“"«‘[')


_CLOSE_MARKS = frozenset(')”"»’]')


_DASHES = frozenset("—–-")


_STOPS = frozenset(";:?!.…|•/")


# Words that never stand inside a name or description of a source.
_BREAKERS = (en.CONJUNCTIONS - {"and", "or", "where", "than"}) | {"that", "there", "not", "what"}


_OWN_NP_STARTS = frozenset("the a an his her its their our this that these those".split())


def left_of(tokens: Sequence[Token], verb: int, *, speaks: bool = False) -> tuple[int, int] | None:
    """The source phrase before the verb as token indexes [first, last + 1), or None where nothing there can be one.
    `speaks`: the verb is one of plain speech, whose subject need not be a known kind of source ("a narrator said")."""
    end = _step_over_adverbs(tokens, verb)
    if end <= 0:
        return None
    start = _phrase_start(tokens, end)
    if tokens[end - 1].text in ("—", "–"):  # "Doe — who lives there — said"
        opened = next((at for at in range(end - 2, max(-1, end - 30), -1) if tokens[at].text in ("—", "–")), None)
        if opened is None:
            return None
        start, end = _phrase_start(tokens, opened), opened
    elif tokens[end - 1].text in (",", ")"):  # "Haq, a spokesman, said": what stands before the verb is an apposition
        opened = _before_apposition(tokens, end - 1)
        if opened is None:
            return None
        start = _phrase_start(tokens, opened)
        if any(t.lower in ("according", "citing", "quoting") or is_reporting_verb(t) for t in tokens[opened:end]):
            end = opened
    start = _last_phrase(tokens, _strip_opening(tokens, start, end), end)
    if end - start > MAX_WORDS or not (
        is_plausible(tokens, start, end) or (speaks and _is_described(tokens, start, end))
    ):
        return None
    return start, end


def _last_phrase(tokens: Sequence[Token], start: int, end: int) -> int:
    """ "... in an operation the governor said": where a determiner follows a noun, another phrase begins."""
    for at in range(end - 1, start, -1):
        if tokens[at].text == ",":
            return start
        before = tokens[at - 1]
        opens = tokens[at].lower in ("the", "a", "an", "his", "her", "its", "their")
        joined = before.lower in en.PREPOSITIONS | en.DETERMINERS | {"and", "or", "both", "all", "'s", "not"}
        if opens and before.is_word and not joined:
            return at
    return start


def _is_described(tokens: Sequence[Token], start: int, end: int) -> bool:
    """A short phrase that opens with a determiner: somebody, whatever the noun."""
    opens = tokens[start].lower in ("the", "a", "an", "one", "some", "his", "her", "its", "their", "another")
    return opens and 2 <= end - start <= 8 and tokens[end - 1].is_word


def right_of(tokens: Sequence[Token], after: int) -> tuple[int, int] | None:
    """The source phrase that starts at index `after` ("according to X, ...", ", said X")."""
    at = after
    end = len(tokens)
    while at < end:
        token = tokens[at]
        if token.text == "(" and at > after and at + 2 < end and tokens[at + 2].text == ")":  # an acronym in brackets
            at += 3
            continue
        if token.text in _STOPS or (token.text in ("“", '"', "«", "(") and at > after) or token.text in "—–":
            break
        if token.text == ",":
            stop = _apposition_end(tokens, at)
            if stop is None:
                break
            at = stop
            continue
        if at > after and _ends_source(tokens, at, first=at == after + 1):
            break
        at += 1
    while at > after and (tokens[at - 1].text == "," or tokens[at - 1].lower in en.PREPOSITIONS | {"and", "or"}):
        at -= 1
    if at == after or at - after > MAX_WORDS:
        return None
    plural = at - after <= 6 and tokens[at - 1].lower.endswith("s") and tokens[after].is_word  # "health professionals"
    if not (is_plausible(tokens, after, at) or _is_described(tokens, after, at) or plural):
        return None
    return after, at


def _ends_source(tokens: Sequence[Token], at: int, *, first: bool) -> bool:
    """Whether a source phrase ends before the word at `at`: a clause, a time, or how it was said follows."""
    token = tokens[at]
    if _breaks(token) or is_finite(tokens, at) or _is_relay(token) or token.lower in _AFTER_SOURCE:
        return True
    if is_time_word(token) and not token.text.isdigit() and not _dates_a_noun(tokens, at):
        return True
    return not first and token.lower in ("in", "during", "on", "at") and _opens_occasion(tokens, at)


def _dates_a_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time belongs to a noun of the source: "a June 15 post by", "its Monday report"."""
    return any(en.singular(token.lower) in en.DOCUMENT_NOUNS for token in tokens[at + 1 : at + 4])


_AFTER_SOURCE = frozenset(
    (
        "adding citing quoting saying noting after before while as late early earlier later last ago "
        "published released carried seen obtained"
    ).split()
)


_OCCASIONS = frozenset(
    (
        "statement interview briefing conference post tweet message report letter speech address "
        "telegram facebook twitter television tv phone press news video remarks x"
    ).split()
)


def _opens_occasion(tokens: Sequence[Token], at: int) -> bool:
    """Whether "in / on / at / during" here opens how it was said ("in a statement", "on Telegram")."""
    return any(token.lower in _OCCASIONS for token in tokens[at + 1 : at + 4])


def _breaks(token: Token) -> bool:
    """Whether a word opens another clause; "WHO" and "AND" in capitals are names."""
    return (token.lower in _BREAKERS or token.lower in en.RELATIVES) and not (
        token.text.isupper() and len(token.text) > 1
    )


def _is_relay(token: Token) -> bool:
    return token.lower in ("citing", "quoting")


def _step_over_adverbs(tokens: Sequence[Token], verb: int) -> int:
    """Index just after the last token of the phrase before the verb, times, adverbs and auxiliaries left out."""
    at = verb
    while at > 0:
        token = tokens[at - 1]
        low = token.lower
        if (
            low in en.AUXILIARIES
            or (low in en.ADVERBS and low != "all" and low != "both")
            or (low.endswith("ly") and not token.is_capital)
        ) or (is_time_word(token) and (not token.text.isdigit() or _beside_month(tokens, at - 1))):
            at -= 1
        elif (
            low in ("on", "in", "at", "the", "of", "last", "this", "early", "late", ",")
            and at < verb
            and is_time_word(tokens[at])
        ):
            if low == "," and not (at >= 2 and is_time_word(tokens[at - 2])):
                break
            at -= 1
        elif low in ("early", "late", "the") and at < verb and tokens[at].lower in ("early", "late", "last"):
            at -= 1
        else:
            break
    return at


def _beside_month(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands next to a month, with at most a comma between: a day or a year."""
    return any(0 <= near < len(tokens) and tokens[near].lower in en.MONTHS for near in (at - 3, at - 2, at - 1, at + 1))


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    """A dash between clauses; a hyphen inside a range or a name is none."""
    if tokens[at].text not in _DASHES:
        return False
    return tokens[at].text == "—" or (at > 0 and tokens[at - 1].end < tokens[at].start)


def _phrase_start(tokens: Sequence[Token], end: int) -> int:
    """Walk left from `end` to the nearest boundary."""
    at = end
    while at > 0:
        token = tokens[at - 1]
        low = token.lower
        if token.text in _STOPS or token.text == "," or token.text in _OPEN_MARKS or _is_dash(tokens, at - 1):
            break
        if token.text in _CLOSE_MARKS and token.text != "’":
            opened = _matching_open(tokens, at - 1)
            if opened is None or token.text != ")":
                break
            at = opened
            continue
        if _breaks(token) and low not in ("whose", "whom"):
            break
        if low == "and" or low == "or":
            if not _coordinates(tokens, at - 1, end):
                break
        elif is_finite(tokens, at - 1) and not _reduces(tokens, at - 1, end):
            break
        at -= 1
    return at


def _reduces(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "the brigade deployed in the north announced": a participle with its place, and a noun before it."""
    takes_place = at + 1 < end and tokens[at + 1].lower in ("in", "at", "by", "near", "from")
    return takes_place and tokens[at].lower in ("deployed", "based", "stationed", "seen", "quoted", "held", "posted")


def _coordinates(tokens: Sequence[Token], conjunction: int, end: int) -> bool:
    """Whether "and" joins two noun phrases of one source ("A and B said") rather than two clauses."""
    start = _phrase_start(tokens, conjunction)
    left, right = tokens[start:conjunction], tokens[conjunction + 1 : end]
    if not left or not right or len(left) > 12:
        return False
    if (
        start > 0
        and tokens[start - 1].text not in (",", "”", '"', ";", "—", "–", ":")
        and tokens[start - 1].lower != "that"
    ):
        return False
    return has_head(left) and has_head(right) and not any(t.lower in en.SPEAKING_PRONOUNS for t in right)


def _before_apposition(tokens: Sequence[Token], comma: int) -> int | None:
    """Index just after the phrase that an apposition ending at `comma` belongs to, several appositions allowed."""
    if tokens[comma].text == ")":
        return _matching_open(tokens, comma)
    close, best = comma, None
    for _ in range(4):  # "Doe, 45, a relative, from Goma, said": four appositions are the most seen
        opening = close - 1
        while opening >= 0 and tokens[opening].text not in (",", ";", "“", "”", '"', "—"):
            opening -= 1
        if opening < 0 or tokens[opening].text != "," or close - opening > 18:
            break
        head = _phrase_start(tokens, opening)
        if head < opening and is_plausible(tokens, _strip_opening(tokens, head, opening), opening):
            best = opening
            if not _describes(tokens, head, opening):
                break
        close = opening
    return best


def _describes(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a phrase between commas can only describe what precedes it: an age, "a spokesman", "Syria's agency"."""
    first = tokens[start]
    return (
        first.lower in ("a", "an", "the", "its")
        or first.text.isdigit()
        or any(t.lower == "'s" for t in tokens[start:end])
    )


def _apposition_end(tokens: Sequence[Token], comma: int) -> int | None:
    """For a comma after a source on the right: index of the mark that ends an apposition, or None if none follows.
    An apposition begins with a determiner, a title or a role and ends before a comma or the sentence's end."""
    at = comma + 1
    if at >= len(tokens):
        return None
    first = tokens[at].lower
    heads = [t for t in tokens[at : at + 4] if en.singular(t.lower) in en.PEOPLE_NOUNS | en.BODY_NOUNS]
    if not heads or _is_relay(tokens[at]) or first in _AFTER_SOURCE or first in en.RELATIVES:
        return None
    while at < len(tokens) and tokens[at].text not in (",", ";", ".", "“", '"', "—"):
        stops = _breaks(tokens[at]) or (is_time_word(tokens[at]) and not tokens[at].text.isdigit())
        if _is_relay(tokens[at]) or stops:
            return at
        if is_finite(tokens, at):
            return None
        at += 1
    return at


def _matching_open(tokens: Sequence[Token], close: int) -> int | None:
    pairs = {")": "(", "”": "“", '"': '"', "»": "«", "]": "["}
    wanted = pairs.get(tokens[close].text)
    for at in range(close - 1, max(-1, close - 14), -1):
        if tokens[at].text == wanted:
            return at
    return None


_TIME_NOUNS = frozenset(["minute", "hour", "day", "week", "month", "year"])


def _strip_opening(tokens: Sequence[Token], start: int, end: int) -> int:
    """Skip what opens the clause before the phrase: adverbs, times, a leading prepositional phrase."""
    at = start
    while at < end:
        low = tokens[at].lower
        ago = at + 2 < end and tokens[at + 2].lower in ("earlier", "ago", "later", "before")
        if ago and en.singular(tokens[at + 1].lower) in _TIME_NOUNS:  # "A week earlier the ..."
            at += 3
        elif (
            at + 1 < end and en.singular(low) in _TIME_NOUNS and tokens[at + 1].lower in ("earlier", "later", "before")
        ):
            at += 2  # "Hours later the ..."
        elif (
            low in en.OPENERS
            or low in ("what", "which")
            or (low in en.ADVERBS and low not in ("both", "all"))
            or (at < end - 1 and is_time_word(tokens[at]))
        ) or low == "by":
            at += 1
        elif low in en.PREPOSITIONS and at < end - 1:
            nxt = _after_preposition(tokens, at + 1, end)
            if nxt is None:
                break
            at = nxt
        else:
            break
    return at if at < end else start


_TIME_LINKS = frozenset("the of early late last end start beginning middle".split())


def _after_preposition(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Index where a new noun phrase begins after a leading "In Bangkok", "On Friday", "During the visit"."""
    first = at
    while (
        at < end
        and (is_time_word(tokens[at]) or tokens[at].lower in _TIME_LINKS)
        and not (tokens[at].lower == "the" and at > first)
    ):
        at += 1
    if at > first and at < end and is_time_word(tokens[at - 1]):
        return at
    for nxt in range(first + 1, end):
        low = tokens[nxt].lower
        if low in en.SPEAKING_PRONOUNS or (low in _OWN_NP_STARTS and tokens[nxt - 1].lower not in en.PREPOSITIONS):
            return nxt
    return None


def has_head(tokens: Sequence[Token]) -> bool:
    """Whether some word could be the head of a source: a name, a role, a body, a document, a pronoun."""
    return any(
        t.is_word and (t.is_capital or t.lower in en.SPEAKING_PRONOUNS or en.singular(t.lower) in en.SOURCE_NOUNS)
        for t in tokens
    )


def is_plausible(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words could name a source at all."""
    phrase = [t for t in tokens[start:end] if t.is_word]
    if not phrase:
        return False
    last = phrase[-1]
    if last.lower in en.PREPOSITIONS or last.lower in en.DETERMINERS - {
        "others",
        "both",
        "many",
        "some",
        "one",
        "several",
    }:
        return False
    if phrase[0].lower in ("there", "this", "that", "what", "which") and len(phrase) == 1:
        return False
    if len(phrase) == 1 and phrase[0].lower in ("it",):
        return True
    return has_head(phrase) or phrase[0].lower in ("some", "many", "others", "several", "both", "one")


def span_of(tokens: Sequence[Token], start: int, end: int) -> Span:
    """The characters of tokens [start, end)."""
    return Span(start=tokens[start].start, end=tokens[end - 1].end)
