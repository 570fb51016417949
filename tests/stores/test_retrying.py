"""What was interrupted is done again, for a time."""

from __future__ import annotations

import pytest

from reportedly.errors import StoreError, StoreInterrupted, StoreUnwritable
from reportedly.stores import again


class Work:
    """Fails so often, then gives its result."""

    def __init__(self, failures: int, error: StoreError) -> None:
        self.tries, self._failures, self._error = 0, failures, error

    def __call__(self) -> str:
        self.tries += 1
        if self.tries <= self._failures:
            raise self._error
        return "done"


def test_what_was_interrupted_is_done_again() -> None:
    """Until it succeeds."""
    work = Work(3, StoreInterrupted("the connection was lost: try again"))
    assert again(work) == "done"
    assert work.tries == 4


def test_patience_ends() -> None:
    """The last error is told; without patience the first."""
    for patience_s, tries in ((0, 1), (0.2, 2)):
        work = Work(99, StoreInterrupted("the connection was lost: try again"))
        with pytest.raises(StoreInterrupted):
            again(work, patience_s)
        assert tries <= work.tries <= tries**3


def test_other_errors_are_told_at_once() -> None:
    """Trying again would not help."""
    work = Work(1, StoreUnwritable("the disk is full: free some space"))
    with pytest.raises(StoreUnwritable):
        again(work)
    assert work.tries == 1
