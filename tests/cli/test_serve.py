"""`onrecord serve` lets nobody in whom it should not; `onrecord user` makes the lines by which it knows them."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.errors import RecordNotWritable
from onrecord.store.record import open_record
from onrecord.web.site import Access
from onrecord.web.users import users_of

TOKEN = "0123456789abcdef"
serve = import_module("onrecord.cli.serve")  # the package has a function of this name


def run(*arguments: str, **given: Any) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, [*arguments], prog_name="onrecord", catch_exceptions=False, **given)
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Access]:
    """What the server was started with; none runs."""
    found: list[Access] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: found.append(self.config.app.state.site.access))
    monkeypatch.setattr(serve, "_bound", lambda host, port: _Bound(port))
    return found


@dataclass
class _Bound:
    """Nothing listens there: two tests at a time may ask for one port."""

    port: int

    def __enter__(self) -> _Bound:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", self.port


@pytest.mark.parametrize(
    "arguments",
    [
        *(("--host", "0.0.0.0"), ("--host", "desk.example"), ("--host", "::"), ("--token", "short")),
        *(("--token", f"{TOKEN}:x"), ("--token", f"{TOKEN} x"), ("--users", "no-such-file")),
        ("--token", TOKEN, "--users", "no-such-file"),
        *(("--behind-proxy", one) for one in ("*", "proxy.example", "10.0.0.0/8", "")),
    ],
)
def test_an_open_door_is_refused(started: list[Access], arguments: tuple[str, ...]) -> None:
    code, _, told = run("serve", *arguments)
    assert (code, started) == (2, [])
    assert told


def test_by_itself_it_is_there_for_this_machine_alone(started: list[Access]) -> None:
    code, _, told = run("serve")
    assert (code, "http://127.0.0.1:8765" in told) == (0, True)
    assert started == [Access()]


def test_others_come_in_by_a_token(started: list[Access]) -> None:
    assert run("serve", "--host", "::", "--name", "Desk.example", env={"ONRECORD_TOKEN": TOKEN})[0] == 0
    (access,) = started
    assert [(user.name, user.may_write) for user in access.users] == [("", True)]
    assert access.any_number
    assert "desk.example" in access.hosts


def test_a_line_of_user_lets_somebody_in(started: list[Access], tmp_path: Path) -> None:
    lines = [run("user", *given, input="a-long-secret\n")[1] for given in (("ana",), ("bo", "--write"))]
    (tmp_path / "users").write_text("".join(lines), encoding="utf-8")
    assert run("serve", "--users", "users", "--read-only", "--https", "--per-minute", "0")[0] == 0
    (access,) = started
    assert [(user.name, user.may_write) for user in access.users] == [("ana", False), ("bo", True)]
    assert (access.read_only, access.by_https, access.per_minute) == (True, True, 0)
    assert users_of(lines, "lines") == access.users


@pytest.mark.parametrize(("name", "secret"), [("ana", "short"), ("a:b", "a-long-secret"), ("a b", "a-long-secret")])
def test_what_makes_no_line_is_told(name: str, secret: str) -> None:
    code, line, told = run("user", name, input=f"{secret}\n")
    assert (code, line) == (2, "")
    assert told


@pytest.mark.parametrize(
    ("given", "believed"),
    [((), None), (("--behind-proxy", "127.0.0.1"), "127.0.0.1"), (("--behind-proxy", "::01"), "::1")],
)
def test_one_proxy_is_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: tuple[str, ...], believed: str | None
) -> None:
    found: list[dict[str, Any]] = []
    made = uvicorn.Config.__init__

    def told(self: uvicorn.Config, app: Any, **options: Any) -> None:
        found.append(options)
        made(self, app, **options)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(uvicorn.Config, "__init__", told)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    monkeypatch.setattr(serve, "_bound", lambda host, port: _Bound(port))
    assert run("serve", *given)[0] == 0
    assert (found[0]["proxy_headers"], found[0].get("forwarded_allow_ips")) == (believed is not None, believed)


def test_a_free_port_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[int] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: asked.append(sockets[0].getsockname()[1]))
    code, _, told = run("serve", "--port", "0")
    assert (code, len(asked)) == (0, 1)
    assert asked[0] > 0
    assert f"http://127.0.0.1:{asked[0]} " in told


def test_a_port_that_is_taken_is_told_before_anything_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, told = run("serve", "--port", str(port))
    assert code == 1
    assert told.startswith(f"onrecord: 127.0.0.1:{port}: ")
    assert "--port" in told
    assert "Ctrl-C stops" not in told


def test_who_only_looks_need_not_be_able_to_write(started: list[Access], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("serve")[0] == 0  # makes the record

    def on_a_read_only_disk(path: str, **how: bool) -> object:
        if not how.get("read_only"):
            raise RecordNotWritable(f"{path} cannot be written", remedy="name another")
        return open_record(path, read_only=True)

    monkeypatch.setattr("onrecord.store.record.open_record", on_a_read_only_disk)
    assert run("serve")[0] == 1
    assert run("serve", "--read-only")[0] == 0
    assert [access.read_only for access in started] == [False, True]
