"""Reports that are one text: wire copy, syndication, a short copy inside a longer report.

A report is the set of its runs of five words, the title's among them. MinHash stands for the set: two signatures agree
in about as many places as the sets share of all their runs (their Jaccard likeness). Reports that share a band are
worth a look; `alike` says how like they are, `contained` counts it exactly.

The figures below are those of evaluation/near_duplicates.py: 3,996 texts, of which 48 pairs are alike by half or more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from reportedly.model.report import digest

RUN = 5
"""Words in a run: long enough that reports of one event seldom share one by chance, short enough to outlive editing."""
PERMUTATIONS = 128
"""Places of a signature. The estimate lies within .03 of the exact likeness (one standard deviation, measured)."""
ROWS = 2
BANDS = 32
"""Places that a band joins, and how many bands. Texts of likeness s share one with 1 - (1 - s^2)^32: of pairs at .5 all
but one in ten thousand, at .3 95 of 100, at .15, where a short copy inside a longer report lies, half. Measured: 63 of
63 at .3 and above, and 25 of the 26 below .5 of which half of one lies in the other. Runs of five words are so seldom
shared that it costs little: 210 of 8 million pairs. Bands of three places find three quarters of the short copies, of
four fewer than half; 64 bands of two find no more."""
COPY_FROM = 0.4
"""Estimated likeness from which two reports are told as one text (against an exact .4: precision .98, recall .96). All
18 pairs of conflict reports of two outlets from here on are one agency's text, as their openings show; so are those
from .3, but there the pages of one outlet begin to meet that share a block."""
CONTAINED_FROM = 0.5
"""Exact share of the shorter report's runs in the longer. All 15 such pairs of two outlets that lie below `COPY_FROM`
are one agency's text, cut or added to; from .45 down come reports of one event that quote the same speakers."""
LEAST_RUNS = 16
"""Of a text that can be a copy, some twenty words: two briefings may well be told in one short sentence."""
_SEED = 42
_BAND_BYTES = 8

_WITHIN_A_WORD = re.compile(r"(?<=\w)['’](?=\w)|(?<=\d),(?=\d)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """`values`: of each permutation the least hash of a run, 32 bits; empty where the text has no word."""

    values: tuple[int, ...]


def signature(text: str) -> Signature:
    """The signature of a report's text; the same in every process and on every machine."""
    return _signed(runs_of(text))


def _signed(runs: frozenset[str]) -> Signature:
    if not runs:
        return Signature(values=())
    from rensa import RMinHash

    made = RMinHash(PERMUTATIONS, _SEED)
    made.update(list(runs))
    return Signature(values=tuple(made.digest()))


def bands(signed: Signature) -> tuple[int, ...]:
    """The keys under which likely copies meet: `BANDS` signed 64-bit integers, none of an empty text."""
    return tuple(_bands(signed.values))


def _bands(values: tuple[int, ...]) -> Iterator[int]:
    for start in range(0, min(len(values), ROWS * BANDS), ROWS):
        # The place is hashed with the values: only bands at the same place can meet.
        row = b"".join(number.to_bytes(_BAND_BYTES, "big") for number in (start, *values[start : start + ROWS]))
        yield int.from_bytes(blake2b(row, digest_size=_BAND_BYTES).digest(), "big", signed=True)


def alike(one: Signature, other: Signature) -> float:
    """Estimated Jaccard likeness of the two texts' runs, 0 to 1; an empty text is like none."""
    if not one.values or not other.values:
        return 0.0
    return sum(a == b for a, b in zip(one.values, other.values, strict=True)) / len(one.values)


def bands_of(text: str) -> tuple[int, ...]:
    """The bands of a text that is long enough to be told from others; else none."""
    runs = runs_of(text)
    return bands(_signed(runs)) if len(runs) >= LEAST_RUNS else ()


def are_copies(one: Collection[int], other: Collection[int]) -> bool:
    """Whether two texts are one, as far as their bands tell: of texts of likeness s about s^2 of the bands are shared,
    for a band is shared where both of its places are."""
    return len(frozenset(one) & frozenset(other)) >= COPY_FROM**ROWS * BANDS


@lru_cache(maxsize=1 << 13)
def sentence_key(sentence: str) -> str:
    """The same for a sentence in every copy, case, punctuation and spaces aside."""
    return digest(*_words(sentence))


def contained(one_text: str, other_text: str) -> float:
    """How much of the shorter text's runs stands in the longer one, 0 to 1, exactly."""
    one, other = runs_of(one_text), runs_of(other_text)
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def runs_of(text: str) -> frozenset[str]:
    """Every run of five words, case, punctuation and spaces aside; a text of fewer words is one run."""
    words = _words(text)
    if not words:
        return frozenset()
    return frozenset(" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)))


def _words(text: str) -> list[str]:
    return _WORD.findall(_WITHIN_A_WORD.sub("", unicodedata.normalize("NFKC", text).casefold()))
