"""Decoding: from the scores of three heads to spans that are linked, never within a word, and no more than there
are."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.extraction.decoding import Calibration, Tagged, decode, softmax
from reportedly.extraction.windows import Window

NO, BS, IS, BC, IC, BT, IT = range(7)  # no role; source, cue, content: begin and inside


def window(words: str) -> Window:
    """One piece a word; a word that begins with "#" goes on with the one before."""
    starts, ends, at = [], [], 0
    for word in words.split():
        plain = word.removeprefix("#")
        at -= word.startswith("#")
        starts.append(at)
        ends.append(at + len(plain))
        at += len(plain) + 1
    count = len(starts)
    goes_on = tuple(word.startswith("#") for word in words.split())
    return Window(tuple(range(count)), tuple(starts), tuple(ends), (0,) * count, (0,) * count, goes_on)


def scores(roles: list[int], sources: dict[int, int | None], cues: dict[int, int | None]):
    """Sure scores: `sources` tells for pieces of cues where they point, `cues` for pieces of contents; None is
    nowhere."""
    size = len(roles) + 2
    role = np.full((size, 7), -9.0, dtype=np.float32)
    role[0, NO] = role[-1, NO] = 9.0
    for at, label in enumerate(roles):
        role[at + 1, label] = 9.0
    pointers = np.full((2, size, size), -9.0, dtype=np.float32)
    for kind, targets in enumerate((sources, cues)):
        for at, target in targets.items():
            pointers[kind, at + 1, 0 if target is None else target + 1] = 9.0
    return role, pointers[0], pointers[1]


def spans(found: list[Tagged]) -> list[tuple[list[tuple[int, int]], ...]]:
    return [
        tuple([(s.start, s.end) for s in getattr(one, role)] for role in ("source", "cue", "content")) for one in found
    ]


def test_source_cue_and_content_are_linked() -> None:
    text = window("Doe said five died")
    found = decode(text, *scores([BS, BC, BT, IT], {1: 0}, {2: 1, 3: 1}))
    assert spans(found) == [([(0, 3)], [(4, 8)], [(9, 18)])]


def test_contents_on_both_sides_of_a_cue_are_one_attribution() -> None:
    text = window("five died Doe said and nine fled")
    found = decode(text, *scores([BT, IT, BS, BC, NO, BT, IT], {3: 2}, {0: 3, 1: 3, 5: 3, 6: 3}))
    assert [len(one.content) for one in found] == [2]


def test_a_cue_that_points_nowhere_has_no_source() -> None:
    text = window("five reportedly died")
    (found,) = decode(text, *scores([BT, BC, BT], {1: None}, {0: 1, 2: 1}))
    assert found.source == ()


def test_two_speakers_keep_their_own_words() -> None:
    text = window("A said yes B said no")
    found = decode(text, *scores([BS, BC, BT, BS, BC, BT], {1: 0, 4: 3}, {2: 1, 5: 4}))
    assert spans(found) == [([(0, 1)], [(2, 6)], [(7, 10)]), ([(11, 12)], [(13, 17)], [(18, 20)])]


def test_a_content_that_no_cue_claims_is_nobodys() -> None:
    text = window("A said yes no")
    (found,) = decode(text, *scores([BS, BC, BT, BT], {1: 0}, {2: 1, 3: None}))
    assert [(s.start, s.end) for s in found.content] == [(7, 10)]


def test_no_span_begins_or_ends_within_a_word() -> None:
    text = window("Zap #oro said yes")
    (found,) = decode(text, *scores([BS, NO, BC, BT], {2: 0}, {3: 2}))
    assert (found.source[0].start, found.source[0].end) == (0, 6)


@pytest.mark.parametrize("roles", [[NO, NO, NO], [BT, IT, IT]])
def test_without_a_cue_there_is_no_attribution(roles: list[int]) -> None:
    assert decode(window("a b c"), *scores(roles, {}, {})) == []


def test_a_cue_with_nothing_beside_it_is_only_glimpsed() -> None:
    (found,) = decode(window("a b c"), *scores([NO, BC, NO], {}, {}))
    assert (found.source, found.content, len(found.cue)) == ((), (), 1)


def test_a_cue_with_a_source_and_no_content_is_told_too() -> None:
    (found,) = decode(window("citing Doe he"), *scores([BC, BS, NO], {0: 1}, {}))
    assert (found.content, len(found.source)) == ((), 1)


def test_softmax_sums_to_one() -> None:
    assert np.allclose(softmax(np.array([[1.0, 2.0], [1000.0, -1000.0]], dtype=np.float32)).sum(axis=1), 1)


def test_a_calibration_is_a_chance_that_grows_with_its_features() -> None:
    fit = Calibration(intercept=-1.0, weights=(2.0, 0.5))
    low, high = fit.probability((0.1, 0.1)), fit.probability((0.9, 0.9))
    assert 0 < low < high < 1
