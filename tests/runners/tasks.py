"""Tasks for runners: what they do to an item is told by the item."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import KnowledgeError, SourceUnreadable


@dataclass(frozen=True)
class Doubling:
    """Doubles numbers. Of words: "raise", "unreadable", "exit", "kill", "hang", "pid", "nap" (a short sleep,
    then the pid), or "once:PATH", which ends its
    process the first time only."""

    def __call__(self) -> Callable[[object], object]:
        return double


def double(item: object) -> object:
    """See Doubling."""
    if isinstance(item, int):
        return item * 2
    word = str(item)
    if word == "raise":
        raise ValueError("a number was expected")
    if word == "unreadable":
        raise SourceUnreadable("a.html", "is empty; give a source that holds a report")
    if word == "exit":
        os._exit(11)
    if word == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "hang":
        time.sleep(600)
    if word.startswith("once:"):
        mark = Path(word.removeprefix("once:"))
        if not mark.exists():
            mark.touch()
            os._exit(12)
    if word == "nap":
        time.sleep(0.01)
    return os.getpid() if word in ("pid", "nap") else word


@dataclass(frozen=True)
class Unready:
    """Cannot be made ready: `how` is "raise" or "exit"."""

    how: str

    def __call__(self) -> Callable[[object], object]:
        if self.how == "exit":
            os._exit(13)
        raise KnowledgeError("a table is damaged; install it again")
