"""The API against its own OpenAPI document: requests that fit it and requests that do not, made up by schemathesis."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from reportedly.stores import open_store
from reportedly.web.app import create_app
from reportedly.workflow import draw
from tests.builders import made_up_knowledge
from tests.contracts.store_pictures import BARE, BOUNDED, WATCHED
from tests.web.conftest import BASE

EXAMPLES = 10
"""Of each operation, either way: some seconds in all."""
HERE = {"host": "127.0.0.1"}


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_operation_keeps_to_the_document(tmp_path: Path, mode: GenerationMode) -> None:
    """No server error, no status or shape that is not declared; what does not fit is refused, in words."""
    path = tmp_path / "reports.db"
    with open_store(path) as store:
        for report, claims in (BARE, BOUNDED, WATCHED):
            store.add(report, claims)
        draw(store, made_up_knowledge())
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(str(path)), headers=HERE)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body):
            continue  # nothing can be sent that does not fit

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case) -> None:
            # A review or story can be well formed and yet say nothing that can be kept: refusing it is right.
            but = [positive_data_acceptance] if case.operation.body else []
            case.call_and_validate(base_url=BASE, headers=HERE, excluded_checks=but)

        ask()
        asked += 1
    assert asked > 10
