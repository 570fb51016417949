"""Doing again what the database interrupted: it was restarted, the network failed, or it gave up a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from reportedly.errors import StoreInterrupted

_T = TypeVar("_T")

PATIENCE_S = 30.0
"""Spent waiting between tries before we give up: a server that is restarted is back in some seconds."""
_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 2.0


def again(work: Callable[[], _T], patience_s: float = PATIENCE_S) -> _T:
    """The result of `work`, done again with growing pauses while it is interrupted; raises the last StoreInterrupted.

    Only for work that may be done twice: where the connection breaks during a commit nobody knows whether it was kept.
    """
    pause_s = _FIRST_PAUSE_S
    while True:
        try:
            return work()
        except StoreInterrupted:
            if patience_s <= 0:
                raise
        pause_s = min(pause_s, _LONGEST_PAUSE_S, patience_s)
        time.sleep(pause_s)
        patience_s -= pause_s
        pause_s *= 2
