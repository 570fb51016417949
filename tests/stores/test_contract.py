"""Every kind of store passes the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.stores import open_store
from tests.contracts.store_contract import StoreContract
from tests.contracts.store_questions import Opening


@pytest.fixture(params=["sqlite"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """One empty store a test, of each kind there is."""
    locations = {"sqlite": tmp_path / "store.db"}
    return lambda: open_store(locations[request.param])


class TestStores(StoreContract):
    """The contract, on each."""
