"""What the API sends of real claims is of the shapes that its document names: every field, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from reportedly.model.report import Report
from reportedly.readers import read
from reportedly.stores import open_store
from reportedly.web.app import create_app
from reportedly.workflow import add, draw, load_extractor
from tests.web.conftest import BASE

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports" / "dprk"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = tmp_path_factory.mktemp("shapes") / "reports.db"
    extractor = load_extractor()
    with open_store(path) as store:
        for report in read(str(EXAMPLES)):
            assert isinstance(report, Report)
            add(report, store, extractor)
        draw(store)
    return TestClient(create_app(str(path)), base_url=BASE)


def checked(client: TestClient, operation: str, address: str = "") -> Any:
    """What is sent, compared with what the document says of the operation."""
    document = client.get("/api/v1/openapi.json").json()
    answer = document["paths"][f"/api/v1{operation}"]["get"]["responses"]["200"]
    schema = {**answer["content"]["application/json"]["schema"], "components": document["components"]}
    sent = client.get(f"/api/v1{address or operation}").json()
    Draft202012Validator(schema).validate(sent)
    return sent["data"]


def test_the_picture_and_its_questions(client: TestClient) -> None:
    for view in ("latest", "conservative", "range"):
        asked = checked(client, "/picture", f"/picture?limit=200&view={view}")["questions"]
        assert any(one["estimates"] for one in asked)
    checked(client, "/picture", "/picture?topic=North+Korea")
    checked(client, "/questions/{question_id}", f"/questions/{asked[0]['id']}")


def test_findings_and_forecasts(client: TestClient) -> None:
    found = checked(client, "/findings", "/findings?limit=200")["findings"]
    assert any(one["question"] for one in found)
    checked(client, "/findings/{finding_id}", f"/findings/{found[0]['id']}")
    assert checked(client, "/forecasts", "/forecasts?limit=200")["forecasts"]


def test_who_speaks_and_who_publishes(client: TestClient) -> None:
    parties = checked(client, "/origins")
    assert checked(client, "/origins/{party}", f"/origins/{parties[0]['id']}")
    assert checked(client, "/outlets")


def test_reports_claims_and_search(client: TestClient) -> None:
    for row in checked(client, "/reports"):
        whole = checked(client, "/reports/{report_id}", f"/reports/{row['report_id']}")
        assert whole["report"]["text"]
    claims = checked(client, "/claims", "/claims?limit=200")
    checked(client, "/claims/{claim_id}", f"/claims/{claims[0]['id']}")
    assert checked(client, "/search", "/search?q=soldiers")
    checked(client, "/status")


def test_no_answer_is_left_without_a_shape(client: TestClient) -> None:
    """Else a program that reads the document knows nothing of it."""
    document = client.get("/api/v1/openapi.json").json()
    for path, operations in document["paths"].items():
        for name, operation in operations.items():
            for status in ("200", "201"):
                answer = operation["responses"].get(status, {}).get("content", {}).get("application/json")
                if answer and path != "/api/v1/schema/claim":
                    assert "$ref" in answer["schema"], f"{name} {path}"
                    shape = document["components"]["schemas"][answer["schema"]["$ref"].rpartition("/")[2]]
                    data = shape["properties"]["data"]
                    assert data.get("additionalProperties") is not True, f"{name} {path}"
