"""Where what is read goes: into a store, or nowhere (a dry run). Parquet files are in `parts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from reportedly.errors import NotFoundError, StoreError
from reportedly.workflow.tasks import Understood

if TYPE_CHECKING:
    from reportedly.stores.base import Added, Mark, Store


class Keeper(Protocol):
    """Keeps reports with their claims, batch by batch, and how far their sources were read."""

    def keep(self, read: Sequence[Understood], marks: Sequence[Mark]) -> Sequence[Added | StoreError]:
        """What became of each, in their order; once this returns they and the marks survive a crash."""

    def reached(self, source: str, fingerprint: str) -> str | None:
        """The position that a source was read to; None where it is to be read from its beginning."""


class StoreKeeper:
    """Into a store, one transaction a batch."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, read: Sequence[Understood], marks: Sequence[Mark]) -> Sequence[Added | StoreError]:
        """See Keeper."""
        return self._store.add_many(((one.report, one.claims) for one in read), marks)

    def reached(self, source: str, fingerprint: str) -> str | None:
        """See Keeper."""
        return self._store.reached(source, fingerprint)


class DryKeeper:
    """Nowhere: says what would become of each in the store that is there, if one is."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._seen: dict[str, Added] = {}

    def keep(self, read: Sequence[Understood], _marks: Sequence[Mark]) -> Sequence[Added | StoreError]:
        """See Keeper."""
        return [self._would_be(one) for one in read]

    def reached(self, source: str, fingerprint: str) -> str | None:
        """See Keeper."""
        return None if self._store is None else self._store.reached(source, fingerprint)

    def _would_be(self, one: Understood) -> Added:
        from reportedly.stores.base import Added, Outcome

        report = one.report
        earlier = self._seen.get(report.id)
        if one.held or (self._store is not None and self._store.has(report.sha256)):
            return Added(outcome=Outcome.UNCHANGED, report_id=report.id, version=report.version)
        version = (earlier.version if earlier else self._latest(report.id)) + 1
        outcome = Outcome.NEW if version == 1 else Outcome.NEW_VERSION
        self._seen[report.id] = Added(outcome=outcome, report_id=report.id, version=version)
        return self._seen[report.id]

    def _latest(self, report_id: str) -> int:
        try:
            return self._store.versions_of(report_id)[0].version if self._store is not None else 0
        except NotFoundError:
            return 0
