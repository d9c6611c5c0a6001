"""Logging in, rights, and what is counted against who tries too often."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from onrecord.errors import WrongOption
from onrecord.values.model import Model
from onrecord.web.app import make_app
from onrecord.web.door import COOKIE, SESSION_SECONDS, Door
from onrecord.web.rates import Rates
from onrecord.web.site import Access, Site
from onrecord.web.users import Right, User, fits, hashed, line_of, users_of

HERE = "http://127.0.0.1"
TOKEN, READS, WRITES = "token-of-this-desk", "secret-of-the-reader", "secret-of-the-writer"
QUICK = (2, 8, 1)  # costs of a hash that need not withstand anybody
ONE_TOKEN = (User("", Right.WRITE, hashed(TOKEN, QUICK)),)
TWO = (User("ana", Right.READ, hashed(READS, QUICK)), User("bo", Right.WRITE, hashed(WRITES, QUICK)))
STORED = {"text": "“The lamp is lit,” Mayor Ana Berg said.", "store": True}


def client_of(record: Path, **access: object) -> TestClient:
    site = Site(record, Access(**access), Model.RULES)  # type: ignore[arg-type]
    return TestClient(make_app(site), base_url=HERE, headers={"origin": HERE}, follow_redirects=False)


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("path", ["/", "/api", "/search/feed.atom?q=a", "/report/x", "/no-such-page"])
def test_who_did_not_log_in_is_sent_to_the_form(record_file: Path, path: str) -> None:
    answer = client_of(record_file, users=ONE_TOKEN).get(path)
    assert (answer.status_code, answer.headers["location"].split("=")[0]) == (303, "/login?next")


def test_who_logs_in_comes_to_what_was_asked_for(record_file: Path) -> None:
    client = client_of(record_file, users=ONE_TOKEN)
    path = "/outlet/What%3F%20%231?after=x"
    asked = client.get(path).headers["location"].partition("next=")[2]
    sent = {"secret": TOKEN, "next": unquote(asked)}
    assert client.post("/login", data=sent).headers["location"] == path


@pytest.mark.parametrize("path", ["/api/v1/reports", "/api/v1/openapi.json", "/api/v1/none"])
def test_a_program_is_told_to_log_in(record_file: Path, path: str) -> None:
    answer = client_of(record_file, users=ONE_TOKEN).get(path)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert set(answer.json()) == {"error", "remedy"}


@pytest.mark.parametrize(
    ("header", "status"),
    [
        *(
            (f"Bearer {TOKEN}", 200),
            (f"bearer  {TOKEN} ", 200),
            (f"Bearer anybody:{TOKEN}", 200),
            ("Bearer wrong", 401),
        ),
        *((TOKEN, 401), ("Bearer ", 401), ("Basic !!!", 401), ("Digest x", 401)),
        ("Basic " + base64.b64encode(f"reader:{TOKEN}".encode()).decode(), 200),
    ],
)
def test_a_program_comes_in_by_its_token(record_file: Path, header: str, status: int) -> None:
    client = client_of(record_file, users=ONE_TOKEN)
    assert client.get("/api/v1/outlets", headers={"authorization": header}).status_code == status


@pytest.mark.parametrize("scheme", ["Bearer", "Basic"])
def test_a_secret_may_have_colons(record_file: Path, scheme: str) -> None:
    secret = "a:secret:of-cy:"
    client = client_of(record_file, users=(User("cy", Right.READ, hashed(secret, QUICK)),))
    for given, status in ((f"cy:{secret}", 200), (f"cy:a:{secret[2:]}x", 401), (secret, 401)):
        sent = given if scheme == "Bearer" else base64.b64encode(given.encode()).decode()
        answer = client.get("/api/v1/outlets", headers={"authorization": f"{scheme} {sent}"})
        assert answer.status_code == status
    assert client.post("/login", data={"name": "cy", "secret": secret}).status_code == 303
    assert client.post("/login", data={"name": "cy:a", "secret": secret[2:]}).status_code == 403


def test_a_browser_logs_in_by_a_form_and_out_again(record_file: Path) -> None:
    client = client_of(record_file, users=TWO)
    assert "Name" in client.get("/login").text
    wrong = client.post("/login", data={"name": "ana", "secret": WRITES, "next": "/api"})
    assert (wrong.status_code, wrong.cookies.get(COOKIE)) == (403, None)
    right = client.post("/login", data={"name": "ana", "secret": READS, "next": "/api?a=b"})
    assert (right.status_code, right.headers["location"]) == (303, "/api?a=b")
    cookie = right.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/", f"max-age={SESSION_SECONDS}"))
    assert "Log out ana" in client.get("/").text
    assert client.post("/logout").status_code == 303
    assert client.get("/").status_code == 303


def test_an_old_cookie_is_worth_nothing_after_logging_out(record_file: Path) -> None:
    client = client_of(record_file, users=ONE_TOKEN)
    client.post("/login", data={"secret": TOKEN})
    kept = client.cookies[COOKIE]
    client.post("/logout")
    client.cookies.set(COOKIE, kept)
    assert client.get("/").status_code == 303


def test_behind_https_the_cookie_goes_no_other_way(record_file: Path) -> None:
    answer = client_of(record_file, users=ONE_TOKEN, by_https=True).post("/login", data={"secret": TOKEN})
    assert "; secure" in answer.headers["set-cookie"].lower()


def test_behind_https_the_addresses_of_the_site_are_of_https(record_file: Path) -> None:
    answer = client_of(record_file, by_https=True).get("/search/feed.atom?q=lamp")
    assert "https://127.0.0.1/" in answer.text
    assert "http://127.0.0.1" not in answer.text


@pytest.mark.parametrize(
    ("path", "is_kept_back"),
    [
        *(("/", True), ("/login", True), ("/api", True), ("/api/v1/outlets", True), ("/no-such-page", True)),
        ("/static/site.css", False),
    ],
)
def test_what_one_saw_after_logging_in_is_shown_to_nobody_else(
    record_file: Path, path: str, is_kept_back: bool
) -> None:
    for headers in ({}, bearer(TOKEN)):
        found = client_of(record_file, users=ONE_TOKEN).get(path, headers=headers).headers
        assert (found.get("cache-control") == "private, no-cache") is is_kept_back
        assert ("cookie" in found.get("vary", "").lower()) is is_kept_back


@pytest.mark.parametrize(
    ("users", "headers", "read_only", "status"),
    [
        (TWO, bearer(f"ana:{READS}"), False, 403),
        (TWO, bearer(f"bo:{WRITES}"), True, 403),
        ((), {}, True, 403),
        (TWO, bearer(f"bo:{WRITES}"), False, 200),
    ],
)
def test_who_may_only_read_stores_nothing(
    own_record: Path, users: tuple[User, ...], headers: dict[str, str], read_only: bool, status: int
) -> None:
    client = client_of(own_record, users=users, read_only=read_only)
    before = client.get("/api/v1/reports", headers=headers).json()["total"]
    answer = client.post("/api/v1/read", json=STORED, headers=headers)
    assert answer.status_code == status
    assert client.get("/api/v1/reports", headers=headers).json()["total"] == before + (status == 200)


@pytest.mark.parametrize(
    ("path", "sent"), [("/read", {"do": "store", "text": "a"}), ("/read/none/keep", {}), ("/review", {"act": "accept"})]
)
def test_no_page_writes_for_who_may_only_read(record_file: Path, path: str, sent: dict[str, str]) -> None:
    for client in (client_of(record_file, read_only=True), client_of(record_file, users=TWO)):
        answer = client.post(path, data=sent, headers=bearer(f"ana:{READS}"))
        assert (answer.status_code, "read here and not write" in answer.text) == (403, True)


def test_wrong_secrets_are_counted(record_file: Path) -> None:
    client = client_of(record_file, users=ONE_TOKEN)
    statuses = [client.get("/api/v1/outlets", headers=bearer(f"wrong-{n}")).status_code for n in range(11)]
    assert statuses == [401] * 10 + [429]
    right = client.get("/api/v1/outlets", headers=bearer(TOKEN))
    assert (right.status_code, int(right.headers["retry-after"]) > 0) == (429, True)
    assert client.post("/login", data={"secret": TOKEN}).status_code == 429


@pytest.mark.parametrize("by", ["session", "token"])
def test_who_is_in_cannot_guess_the_secrets_of_others(record_file: Path, by: str) -> None:
    client = client_of(record_file, users=TWO)
    if by == "session":
        client.post("/login", data={"name": "ana", "secret": READS})
    headers = bearer(f"ana:{READS}") if by == "token" else {}
    asked = [client.post("/login", data={"name": "bo", "secret": f"wrong-{n}"}, headers=headers) for n in range(12)]
    assert {answer.status_code for answer in asked[:9]} == {403}
    assert [answer.status_code for answer in asked[10:]] == [429] * 2


def test_who_logs_in_when_too_many_do_is_told_to_come_again(record_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.door._MOST_GUESSING", -1)
    client = client_of(record_file, users=ONE_TOKEN)
    for answer in (client.post("/login", data={"secret": TOKEN}), client.get("/api", headers=bearer(TOKEN))):
        assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (429, True)


def test_sessions_end(record_file: Path) -> None:
    now = [0.0]
    door = Door(Access(users=ONE_TOKEN), clock=lambda: now[0])
    user = door.by_token(TOKEN)
    assert user is not None
    headers = Headers({"cookie": f"{COOKIE}={door.begin(user)}"})
    assert door.in_session(headers) == user
    now[0] = SESSION_SECONDS + 1
    assert door.in_session(headers) is None


def test_a_bucket_empties_and_fills_again() -> None:
    now = [0.0]
    rates = Rates(2, clock=lambda: now[0])
    assert [rates.wait("a") for _ in range(3)] == [0, 0, 30]
    assert rates.wait("b") == 0
    now[0] = 30
    assert [rates.wait("a") for _ in range(2)] == [0, 30]
    assert [Rates(0).wait("a") for _ in range(3)] == [0, 0, 0]


def test_checks_and_readings_of_one_client_are_limited(record_file: Path) -> None:
    client = client_of(record_file, per_minute=2)
    asked = {"params": {"words": "the lamp is lit"}}
    assert [client.get("/api/v1/check", **asked).status_code for _ in range(3)] == [200, 200, 429]
    last = client.post("/api/v1/read", json={})
    assert (last.status_code, set(last.json()), int(last.headers["retry-after"])) == (429, {"error", "remedy"}, 30)
    assert client.get("/api/v1/outlets").status_code == 200


def test_a_users_file_is_read_back() -> None:
    lines = ["# desk", "", line_of("ana", Right.READ, READS), f"  bo@desk.example:write:{TWO[1].secret}"]
    users = users_of(lines, "users")
    assert [(user.name, user.may_write) for user in users] == [("ana", False), ("bo@desk.example", True)]
    assert fits(READS, users[0].secret or "")
    assert not fits(WRITES, users[0].secret or "")
    assert READS not in lines[2]


@pytest.mark.parametrize(
    "lines",
    [
        *([], ["# nobody"], ["ana"], ["ana:read:plain"], ["ana:all:scrypt$2$1$1$aa==$aa=="], ["a b:read:x"], ["::"]),
        ["ana:read:scrypt$3$8$1$aaaa$aaaa"],
        [f"ana:read:{TWO[0].secret}"] * 2,
    ],
)
def test_a_line_that_is_none_is_told(lines: list[str]) -> None:
    with pytest.raises(WrongOption, match="users"):
        users_of(lines, "users")


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(WrongOption, match="11 characters"):
        hashed("x" * 11)
