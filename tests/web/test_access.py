"""Whose requests are taken, and what is on every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web.access import HEADERS
from onrecord.web.api import ROUTERS as API_ROUTERS
from onrecord.web.app import make_app
from onrecord.web.pages import ROUTERS
from onrecord.web.pages.login import local_path
from onrecord.web.site import Access, Site
from tests.web.conftest import ANY_NUMBER

HERE = "http://127.0.0.1"
EVERYWHERE = (
    *("/", "/no-such-page", "/static/site.css", "/report/no-such-report", "/api", "/login", "/search/feed.atom?q=lamp"),
    *(
        "/api/v1/reports",
        "/api/v1/reports/none",
        "/api/v1/openapi.json",
        "/api/v1/reports?limit=0",
        "/static/../app.py",
    ),
)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_tells_the_browser_what_it_may_do(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "127.0.0.1.evil.example", "", "[", "localhost.", "user@evil.example", "user@localhost"),
        *("localhost:1, evil.example", "localhost, evil.example", "localhost:1:2", "localhost:x", "localhost/evil"),
        *("[::1", "::1", "[::1]x", " localhost:1 x", "localhost?", "localhost#", "localhost:", "localhost\\"),
    ],
)
def test_another_name_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:8765"])
def test_its_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *(("desk.example", 200), ("DESK.example:80", 200), ("192.0.2.7:8765", 200), ("[2001:db8::1]:1", 200)),
        *(("evil.example", 403), ("192.0.2.7.evil.example", 403), ("desk.example.", 403), ("0x7f000001", 403)),
    ],
)
def test_where_others_can_reach_it_it_answers_to_numbers_and_names_given(
    record_file: Path, host: str, status: int
) -> None:
    access = Access(frozenset(("desk.example",)), any_number=True)
    client = TestClient(make_app(Site(record_file, access)), base_url=HERE)
    assert client.get("/", headers={"host": host}).status_code == status


FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({"origin": HERE}, True),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://127.0.0.1:1"}, False),
        ({"origin": ""}, False),
        ({"origin": "127.0.0.1"}, False),
        ({"origin": "http://127.0.0.1@evil.example"}, False),
        ({"origin": "http://["}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": HERE}, False),
        # A browser of old, or a program: what a form of another site can send is not taken.
        ({"content-type": FORM}, False),
        ({"content-type": "multipart/form-data; boundary=x"}, False),
        ({"content-type": "text/plain"}, False),
        ({"content-type": "text/plain; application/json"}, False),
        ({}, False),
        ({"content-type": JSON}, True),
        ({"content-type": f"{JSON}; charset=utf-8"}, True),
        ({"content-type": FORM, "authorization": "Bearer x"}, True),
        ({"content-type": JSON, "origin": "https://evil.example"}, False),
        ({"authorization": "Bearer x", "origin": "https://evil.example"}, False),
    ],
)
@pytest.mark.parametrize("path", ["/no-such-page", "/api/v1/check", "/logout"])
def test_a_form_of_another_site_does_nothing(
    record_file: Path, headers: dict[str, str], is_taken: bool, path: str
) -> None:
    client = TestClient(make_app(Site(record_file, ANY_NUMBER)), base_url=HERE, follow_redirects=False)
    assert (client.post(path, headers=headers).status_code != 403) is is_taken


def test_what_is_not_there_is_told_and_not_echoed(client: TestClient) -> None:
    answer = client.get("/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/site.py", "/static//etc/passwd", "/static/..\\app.py"],
)
def test_nothing_but_what_is_meant_for_it_is_served_as_a_file(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        *(("/report/a?b=c", "/report/a?b=c"), ("/", "/"), ("", "/"), ("//evil.example", "/"), ("/\\evil.example", "/")),
        *(("https://evil.example", "/"), ("javascript:alert(1)", "/"), ("/\t/evil.example", "/"), ("/a\r\nb: c", "/")),
        *((" //evil.example", "/"), ("\\\\evil.example", "/"), ("/%2f/evil.example", "/%2f/evil.example")),
    ],
)
def test_nobody_is_sent_to_another_site(asked: str, path: str) -> None:
    assert local_path(asked) == path


def test_no_request_but_a_look_is_taken_where_only_looking_is_meant(client: TestClient) -> None:
    assert {client.request(method, "/api/v1/reports").status_code for method in ("POST", "PUT", "DELETE", "PATCH")} == {
        405
    }


@pytest.mark.parametrize(
    ("method", "path", "may"),
    [
        *(
            ("PUT", "/api/v1/reports", "GET"),
            ("DELETE", "/api/v1/check", "GET, POST"),
            ("PATCH", "/review", "GET, POST"),
        ),
        *(("PUT", "/read/some/keep", "POST"), ("DELETE", "/static/site.css", "GET"), ("ODD", "/", "GET")),
    ],
)
def test_a_method_that_nothing_takes_is_told_with_those_that_do(
    record_file: Path, method: str, path: str, may: str
) -> None:
    """Also of who does not say where it comes from: a form of another site can send none of these."""
    client = TestClient(make_app(Site(record_file, ANY_NUMBER)), base_url=HERE)
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, may)
    assert f"sk with {may.replace(', ', ' or ')}" in answer.text
    assert client.post(path).status_code == 403


def test_all_that_changes_something_is_asked_for_by_post() -> None:
    """The guard looks at no other method: a route for one would be open to other sites."""
    routes = (route for router in (*ROUTERS, *API_ROUTERS) for route in router.routes)
    assert {method for route in routes for method in getattr(route, "methods", ())} == {"GET", "POST"}


@pytest.mark.parametrize("path", ["/", "/speakers", "/api/v1/reports", "/static/site.css"])
def test_who_asks_for_the_head_alone_gets_it(client: TestClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert {name: value for name, value in head.headers.items() if name != "server-timing"} == {
        name: value for name, value in whole.headers.items() if name != "server-timing"
    }


def test_an_address_of_the_api_that_is_none_leads_to_its_description(client: TestClient) -> None:
    told = client.get("/api/v1/reprots").json()
    assert told == {"error": "there is no such page here", "remedy": "see /api for what can be asked, and how"}
    told = client.post("/api/v1/reports").json()
    assert told == {"error": "POST is not for this address", "remedy": "ask with GET"}


@pytest.mark.parametrize(("path", "media"), [("/speakers", "text/html"), ("/api/v1/speakers", "application/json")])
def test_a_fault_of_ours_is_told_as_everything_else(
    record_file: Path, monkeypatch: pytest.MonkeyPatch, path: str, media: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of the inside")

    monkeypatch.setattr(Site, "reading", fail)
    client = TestClient(make_app(Site(record_file, ANY_NUMBER)), base_url=HERE, raise_server_exceptions=False)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (500, media)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "of the inside" not in answer.text
