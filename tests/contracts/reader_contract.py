"""What every reader of a file that holds many reports must do. A test class inherits it and says what it reads."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import SourceError
from reportedly.model.report import Report
from reportedly.readers import ReadOptions
from reportedly.readers.base import END, Outcome, Record
from reportedly.readers.sources import parse, records

OPTIONS = ReadOptions(max_listed=0, pause_s=0)
_COUNT = 4


class ReaderContract:
    name: ClassVar[str]
    """A file name of this kind."""

    def made(self, count: int) -> bytes:
        """A file that holds `count` reports."""
        raise NotImplementedError

    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        path = tmp_path / self.name
        path.write_bytes(self.made(_COUNT))
        return path

    def test_every_report_is_read(self, source: Path) -> None:
        """As many reports come out as were put in, each with words of its own."""
        found = outcomes(source)
        assert all(isinstance(outcome, Report) for outcome in found), found
        assert len({outcome.text for outcome in found if isinstance(outcome, Report)}) == _COUNT

    def test_the_kind_is_told_by_content_alone(self, source: Path, tmp_path: Path) -> None:
        """Under a name that says nothing, the same reports are read."""
        plain = tmp_path / "nameless"
        plain.write_bytes(source.read_bytes())
        assert texts(outcomes(plain)) == texts(outcomes(source))

    def test_records_travel_and_parse_elsewhere_to_the_same(self, source: Path) -> None:
        """A record is a plain value: pickled and had again it is equal, and gives equal reports."""
        for record in records(str(source), OPTIONS):
            again = pickle.loads(pickle.dumps(record))
            assert _plain(again) == _plain(record)
            assert _shown(list(parse(again, OPTIONS))) == _shown(list(parse(record, OPTIONS)))

    def test_reading_goes_on_from_every_place_with_the_rest(self, source: Path) -> None:
        """What a run that was cut short had, and what the next has from there, are the whole."""
        _assert_goes_on(source)

    def test_places_say_how_far_it_is(self, source: Path) -> None:
        """Bytes that are done never fall and never pass the total; the last record is at the end."""
        places = [record.place for record in records(str(source), OPTIONS)]
        done = [place.done for place in places]
        assert done == sorted(done)
        assert {place.total for place in places} == {source.stat().st_size}
        assert (places[-1].position, places[-1].done) == (END, source.stat().st_size)
        assert END not in {place.position for place in places[:-1]}

    def test_what_was_read_to_its_end_is_passed_over(self, source: Path) -> None:
        """A file that is done gives nothing more."""
        assert list(records(str(source), OPTIONS, reached=lambda _source, _fingerprint: END)) == []

    def test_in_a_folder_it_is_read_too(self, source: Path, tmp_path: Path) -> None:
        """A directory that holds such a file gives its reports."""
        assert source.parent == tmp_path
        assert texts(outcomes(tmp_path)) == texts(outcomes(source))

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(data=st.data())
    def test_a_hostile_file_never_raises(self, data: st.DataObject) -> None:
        """Cut, flipped or with bytes put in anywhere, a file gives reports and one-sentence errors, and goes on."""
        whole = self.made(_COUNT)
        damaged = data.draw(damages(whole))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / self.name
            path.write_bytes(damaged)
            for outcome in outcomes(path):
                assert isinstance(outcome, (Report, SourceError))
                assert isinstance(outcome, Report) or "\n" not in str(outcome)
            if damaged:
                _assert_goes_on(path)


def damages(whole: bytes) -> st.SearchStrategy[bytes]:
    """The file with one to three harms done to it."""
    place = st.integers(0, len(whole) - 1)
    harm = st.one_of(
        st.tuples(st.just("cut"), place, st.just(b"")),
        st.tuples(st.just("put"), place, st.binary(min_size=1, max_size=12)),
        st.tuples(st.just("flip"), place, st.binary(min_size=1, max_size=4)),
        st.tuples(st.just("lose"), place, st.binary(min_size=1, max_size=200)),
    )
    return st.lists(harm, min_size=1, max_size=3).map(lambda harms: _harmed(whole, harms))


def outcomes(path: Path) -> list[Outcome]:
    return [outcome for record in records(str(path), OPTIONS) for outcome in parse(record, OPTIONS)]


def texts(found: list[Outcome]) -> list[str]:
    return [outcome.text for outcome in found if isinstance(outcome, Report)]


def _harmed(data: bytes, harms: list[tuple[str, int, bytes]]) -> bytes:
    for what, place, some in harms:
        if what == "cut":
            data = data[:place]
        elif what == "put":
            data = data[:place] + some + data[place:]
        elif what == "flip":
            data = data[:place] + some + data[place + len(some) :]
        else:
            data = data[:place] + data[place + len(some) :]
    return data


def _assert_goes_on(path: Path) -> None:
    whole = [record for record in records(str(path), OPTIONS) if record.given is not None]
    for number, record in enumerate(whole, 1):
        position = record.place.position
        if not record.place.fingerprint:  # an error for the whole of it: such a file is read anew
            continue
        rest = records(str(path), OPTIONS, reached=lambda _source, _fingerprint, position=position: position)  # type: ignore[misc]
        assert [_plain(one) for one in rest if one.given is not None] == [_plain(one) for one in whole[number:]], (
            position
        )


def _plain(record: Record) -> object:
    """The record, with an error as its words: errors are equal only to themselves."""
    given = str(record.given) if isinstance(record.given, SourceError) else record.given
    return record.place, given, record.kind


def _shown(found: list[Outcome]) -> list[object]:
    return [str(outcome) if isinstance(outcome, SourceError) else outcome for outcome in found]
