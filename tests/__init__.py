"""The tests mirror src; `contracts` holds what every implementation of a kind must pass."""

import pytest

pytest.register_assert_rewrite("tests.contracts")
