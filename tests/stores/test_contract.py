"""Every kind of store passes the contract."""

from __future__ import annotations

import pytest

from reportedly.stores import open_store
from tests.contracts.store_contract import StoreContract
from tests.contracts.store_questions import Opening


@pytest.fixture
def opening(location: str) -> Opening:
    """One empty store a test, of each kind there is."""
    return lambda: open_store(location)


class TestStores(StoreContract):
    """The contract, on each."""
