"""What costs much is bounded, so that looking is never slow for others."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.values.model import Model
from onrecord.web.app import make_app
from onrecord.web.pages.common import DRAFTS
from onrecord.web.site import Access, Site

HERE = "http://127.0.0.1"
DRAFT = "“The lamp is lit,” Mayor Ana Berg said."


@pytest.mark.parametrize(
    ("path", "sent"), [("/check/draft", {"data": {"draft": DRAFT}}), ("/api/v1/check/draft", {"json": {"text": DRAFT}})]
)
def test_drafts_do_not_queue_up(client: TestClient, path: str, sent: dict[str, dict[str, str]]) -> None:
    with ExitStack() as others:
        for _ in range(2):
            others.enter_context(DRAFTS.one(""))
            assert DRAFTS._wait.acquire(blocking=False)  # as somebody who waits
        answer = client.post(path, **sent)  # type: ignore[arg-type]
        for _ in range(2):
            DRAFTS._wait.release()
    assert (answer.status_code, "other drafts are being checked" in answer.text.lower()) == (503, True)


@pytest.mark.parametrize(
    ("method", "path", "is_counted"),
    [
        *(("POST", "/go", True), ("POST", "/read", True), ("POST", "/read/some-job/keep", True)),
        *(("POST", "/check/draft", True), ("GET", "/check?words=a", True), ("POST", "/api/v1/read", True)),
        *(("GET", "/compare?a=x&b=y", True), ("GET", "/api/v1/compare?a=x&b=y", True), ("GET", "/check", False)),
        *(("GET", "/compare", False), ("GET", "/read/some-job?n=1", False), ("GET", "/speakers?q=a", False)),
    ],
)
def test_what_costs_is_counted(record_file: Path, method: str, path: str, is_counted: bool) -> None:
    app = make_app(Site(record_file, Access(per_minute=1), Model.RULES))
    client = TestClient(app, base_url=HERE, headers={"origin": HERE})
    client.get("/check?words=a")
    assert (client.request(method, path).status_code == 429) is is_counted
