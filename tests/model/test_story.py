"""The picture's values."""

from __future__ import annotations

import pytest

from reportedly.model.finding import FindingKind
from reportedly.model.story import Watch


def test_a_watch_is_over_one_thing() -> None:
    assert Watch(id="w", story="s").question is None
    with pytest.raises(ValueError, match="one of the two"):
        Watch(id="w")
    with pytest.raises(ValueError, match="one of the two"):
        Watch(id="w", story="s", question="q")


def test_drift_is_what_happens_on_the_way() -> None:
    assert FindingKind.HEDGE_DROPPED.is_drift
    assert FindingKind.STATUS_ADVANCED.is_drift
    assert not FindingKind.CONTRADICTION.is_drift
    assert sum(kind.is_drift for kind in FindingKind) == len(FindingKind) - 6
