"""Origins found in pieces of the days are those found at once, however the days are cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model.shelf import Lead, Piece, Shelved
from reportedly.model.telling import Telling, TellingKey
from reportedly.reconciliation.acts import SAME_FIGURE_DAYS
from reportedly.reconciliation.incremental import shelved_anew
from reportedly.reconciliation.origins import gather_origins
from reportedly.reconciliation.streaming import matched, matched_far, pieces, places
from tests.builders import make_telling
from tests.reconciliation.test_origins import worlds

days_of_many = st.lists(st.sampled_from((0, 1, 2, 10, 16, 17, 30, 400)), max_size=30).map(sorted)


def in_order(world: Sequence[Telling]) -> list[Shelved]:
    return shelved_anew(sorted(world, key=lambda telling: (telling.day, telling.key)))


def placed(shelved: Sequence[Shelved], number: int) -> dict[TellingKey, tuple[str, Lead | None]]:
    """Each telling's origin and lead, the days cut into so many pieces."""
    cut = pieces([one.telling.day for one in shelved], number)
    found = [matched(piece, iter([shelved[place] for place in (*piece.held, *piece.own)])) for piece in cut]
    far = sorted(place for one in found for place in one.far)
    found.append(matched_far(Piece(far), iter([shelved[place] for place in far])))
    keys = [one.telling.key for one in shelved]
    return dict(zip(keys, places(keys, found), strict=True))


@settings(max_examples=200)
@given(worlds(), st.integers(1, 5))
def test_in_pieces_of_the_days_origins_are_the_same(world: list[Telling], number: int) -> None:
    found = {key: origin for key, (origin, _) in placed(in_order(world), number).items()}
    assert found == {member.key: group.id for group in gather_origins(world) for member in group.members}


@settings(max_examples=200)
@given(worlds(), st.integers(2, 5))
def test_whom_a_telling_follows_does_not_depend_on_where_the_days_are_cut(world: list[Telling], number: int) -> None:
    shelved = in_order(world)
    assert placed(shelved, number) == placed(shelved, 1)


@given(days_of_many, st.integers(1, 6))
def test_every_telling_is_in_one_piece_and_what_is_near_before_it_is_held(days: list[int], number: int) -> None:
    cut = pieces(days, number)
    assert [place for piece in cut for place in piece.own] == list(range(len(days)))
    for piece in cut:
        assert list(piece.held) == sorted(piece.held)
        first = piece.own[0]
        near = {place for place in range(first) if not days[place] or days[first] - days[place] <= SAME_FIGURE_DAYS}
        assert near <= set(piece.held) or not days[first]
        assert set(piece.held) <= set(range(first))


def test_a_large_figure_told_again_months_later_is_found_from_another_piece() -> None:
    """Under a key whose window is longer than what a piece holds."""
    first = make_telling("Ada Vent said 1,342 soldiers were killed.", number=1, said="2031-01-02")
    again = make_telling("Ada Vent said 1,342 soldiers were killed.", number=2, said="2031-09-02", said_told=False)
    shelved = in_order([first, again])
    one, two = (placed(shelved, 2)[telling.key][0] for telling in (first, again))
    assert (one == two) is (len(gather_origins([first, again])) == 1)


def test_tellings_that_come_by_falling_day_are_refused() -> None:
    """What lies before the window is forgotten: such a one would not be compared with all that is near."""
    late, early = shelved_anew([make_telling(number=1, day=9), make_telling(number=2, day=8)])
    with pytest.raises(ValueError, match="rising day"):
        matched(Piece((0, 1)), iter((late, early)))


def test_many_echoes_of_one_act_are_one_origin() -> None:
    """Those that are joined already are passed over, whatever their number; none of them is lost."""
    echoes = [make_telling(number=number, day=1 + number % 12) for number in range(60)]
    assert len({origin for origin, _ in placed(in_order(echoes), 3).values()}) == len(gather_origins(echoes)) == 1


def test_of_two_leaders_of_one_day_the_better_fit_is_followed_from_whichever_piece() -> None:
    named = [make_telling(number=number, day=3) for number in (1, 2)]
    loose = replace(make_telling(number=3, day=4), party="", speaker="", named=False)
    assert placed(in_order([*named, loose]), 3) == placed(in_order([*named, loose]), 1)


def test_nothing_told_is_no_piece_and_has_no_places() -> None:
    assert pieces([], 4) == []
    assert list(places([], [])) == []
