"""Settings of the whole suite."""

from __future__ import annotations

from hypothesis import settings

# A shared machine may stall any one example; how long things take is measured in benchmarks/, not here.
settings.register_profile("reportedly", deadline=None)
settings.load_profile("reportedly")
