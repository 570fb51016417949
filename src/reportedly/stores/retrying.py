"""Doing again what the database interrupted: it was restarted, the network failed, or it gave up a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from reportedly.errors import StoreInterrupted

_T = TypeVar("_T")

PATIENCE_S = 30.0
"""From the first interruption on: a server that is restarted is back in some seconds. What waits for a connection
within what waits itself takes twice as long."""
_FIRST_PAUSE_S = 0.05
_LONGEST_PAUSE_S = 2.0


def again(work: Callable[[], _T], patience_s: float = PATIENCE_S) -> _T:
    """The result of `work`, done again with growing pauses while it is interrupted; raises the last StoreInterrupted.

    Only for work that may be done twice: where the connection breaks during a commit nobody knows whether it was kept.
    """
    pause_s = _FIRST_PAUSE_S
    deadline: float | None = None
    while True:
        try:
            return work()
        except StoreInterrupted:
            now = time.monotonic()
            deadline = now + patience_s if deadline is None else deadline
            if now >= deadline:
                raise
        time.sleep(min(pause_s, deadline - now))
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
