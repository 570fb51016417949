"""What all requests share: the store, views that are costly to make, and who may write."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reportedly.errors import StoreUnwritable
from reportedly.stores.base import Store

if TYPE_CHECKING:
    from reportedly.extraction.pipeline import Extractor

T = TypeVar("T")
VIEWS = 256
"""Views kept: some stories with their findings and forecasts, each some hundred kilobytes at most."""
COSTLY_S = 0.25
"""A view that takes longer is shown as it was while it is made anew: no reader waits for what others add."""
FIRST_S = 1.0
"""How long a reader waits for a view that was never made, before the page comes without it."""
WRITER_S = 60.0
"""How long who writes waits for others who do: some reports are read meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Generic[T]):
    """Something made of the store. `fresh`: nothing has changed since. `made`: when, in seconds since 1970."""

    value: T
    made: float
    fresh: bool


@dataclass(slots=True, kw_only=True)
class _Kept:
    """A view as it is kept. `revision`: what the store was then; `seconds`: what it took to make."""

    lock: Lock = field(default_factory=Lock)
    value: Any = None
    revision: str = ""
    seconds: float = 0.0
    made: float = 0.0
    renewing: Event | None = None


class Desk:
    """One store, served. Safe to share between threads."""

    def __init__(self, store: Store, *, knowledge: Sequence[Path] = ()) -> None:
        self.store = store
        self._knowledge = tuple(knowledge)
        self._views: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()
        self._writing = Lock()
        self._extractor: Extractor | None = None

    def view(self, key: Hashable, make: Callable[[Store], T]) -> View[T]:
        """What `make` gives of the store as it is; a costly one as it last was, while it is made anew. `key` names it,
        what `make` depends on included."""
        kept = self._entry(key)
        revision = self.store.revision()
        if kept.revision and kept.revision != revision and kept.seconds >= COSTLY_S:
            self._renew(kept, make)
            return View(value=kept.value, made=kept.made, fresh=False)
        with kept.lock:
            if kept.revision != revision:
                self._make(kept, make)
            return View(value=kept.value, made=kept.made, fresh=True)

    def soon(self, key: Hashable, make: Callable[[Store], T]) -> View[T] | None:
        """The same, but None where it was never made and takes longer than a reader waits; it is made meanwhile."""
        kept = self._entry(key)
        if not kept.revision and not self._renew(kept, make).wait(FIRST_S):
            return None
        return self.view(key, make)  # where making it failed, this fails before the reader

    @contextmanager
    def writing(self) -> Iterator[Extractor]:
        """The one who writes, with the extractor, which loads when it is first needed; others wait. Raises
        StoreUnwritable where that takes too long."""
        if not self._writing.acquire(timeout=WRITER_S):
            raise StoreUnwritable("others have been writing here for a long time: try again in a moment")
        try:
            if self._extractor is None:
                from reportedly.workflow import load_extractor

                self._extractor = load_extractor(self._knowledge)
            yield self._extractor
        finally:
            self._writing.release()

    def _entry(self, key: Hashable) -> _Kept:
        with self._lock:
            kept = self._views.setdefault(key, _Kept())
            self._views.move_to_end(key)
            while len(self._views) > VIEWS:
                self._views.popitem(last=False)
            return kept

    def _make(self, kept: _Kept, make: Callable[[Store], Any]) -> None:
        revision, began = self.store.revision(), time.perf_counter()
        value = make(self.store)
        kept.seconds, kept.made = time.perf_counter() - began, time.time()
        kept.value, kept.revision = value, revision  # read before: what changes meanwhile makes it stale again

    def _renew(self, kept: _Kept, make: Callable[[Store], Any]) -> Event:
        """Begin to make it anew, unless someone has; what is set once that has ended."""
        with self._lock:
            if (ended := kept.renewing) is None:
                ended = kept.renewing = Event()
                Thread(target=self._renewed, args=(kept, make, ended), daemon=True).start()
            return ended

    def _renewed(self, kept: _Kept, make: Callable[[Store], Any], ended: Event) -> None:
        try:
            with kept.lock:
                self._make(kept, make)
        except Exception:  # the outer edge of this thread; who asks next makes it themselves, and is told
            logging.getLogger("reportedly").warning("a view could not be made", exc_info=True)
        finally:
            kept.renewing = None
            ended.set()
