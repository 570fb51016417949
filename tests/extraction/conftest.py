"""One extractor for all extraction tests: loading the tables is the only slow step."""

from __future__ import annotations

import pytest

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import Knowledge, load_knowledge
from tests.extraction.samples import Reading


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped tables."""
    return load_knowledge()


@pytest.fixture(scope="session")
def extractor(knowledge: Knowledge) -> Extractor:
    """The extractor over the shipped tables; it holds no state between reports."""
    return Extractor(knowledge)


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Reading:
    """From a text to its claims, as published by an invented outlet on 4 March 2031 (a Tuesday)."""
    return Reading(extractor)
