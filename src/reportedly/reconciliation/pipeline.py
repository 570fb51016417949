"""The steps in order, from scratch: claims to tellings, tellings to origins, origins to series and findings.

A store keeps the same steps up to date one report at a time; both come to the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.model.story import Series
from reportedly.model.telling import Telling
from reportedly.reconciliation.origins import OriginGroup, gather_origins
from reportedly.reconciliation.questions import gather_series


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What tellings come to: `origins`, each with all that tell it; `series`, the biggest question first."""

    origins: tuple[OriginGroup, ...]
    series: tuple[Series, ...]


def reconcile(tellings: Iterable[Telling]) -> Reconciled:
    """The picture of these tellings. The order in which they come changes nothing."""
    origins = gather_origins(tellings)
    return Reconciled(origins=origins, series=gather_series(origins))
