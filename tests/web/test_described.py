"""The description of the API taken at its word: whatever it allows, and what it does not, is answered as described."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from onrecord.values.model import Model
from onrecord.web.app import make_app
from onrecord.web.site import Access, Site

# So many of each thing that can be asked; with ONRECORD_MANY=500 it is the longer run of 10,000 calls.
MANY = int(os.environ.get("ONRECORD_MANY", "8"))
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
SLOW = ("/api/v1/read", "/api/v1/check/draft")  # each reads a text
HERE = {"host": "127.0.0.1", "origin": "http://127.0.0.1"}
PATHS = make_app(Site(Path("nowhere.db"))).openapi()["paths"]
ASKED = [(path, method) for path, methods in PATHS.items() for method in methods if path not in SLOW]


@pytest.fixture(scope="module")
def described(client: TestClient, record_file: Path) -> schemathesis.BaseSchema:
    """Nothing is stored by it: who asks may only read."""
    app = make_app(Site(record_file, Access(read_only=True, per_minute=0), Model.RULES))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HERE)


@pytest.mark.parametrize(("path", "method"), ASKED)
def test_whatever_is_asked_is_answered_as_described(described: schemathesis.BaseSchema, path: str, method: str) -> None:
    @given(case=described[path][method.upper()].as_strategy())
    @settings(
        max_examples=MANY,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(headers=HERE, base_url="http://127.0.0.1")
        case.validate_response(answer, checks=list(CHECKS))

    ask()
