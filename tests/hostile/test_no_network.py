"""No page makes this program look at the network, whatever it asks for: not here, and not in the reading processes."""

from __future__ import annotations

import gzip
import json
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app

SAID = "".join(
    f"<p>“The lamp is lit,” the keeper said on Monday, the {day}. of May, in Sennport.</p>" for day in range(6)
)
# What makes careless readers fetch: images, frames, styles, entities, documents that name others, a refresh.
ASKING = f"""<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "http://127.0.0.1:9/x.dtd"
[<!ENTITY a SYSTEM "http://127.0.0.1:9/a"><!ENTITY b SYSTEM "file:///etc/hostname">]>
<html><head><base href="http://127.0.0.1:9/"><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/r">
<link rel=stylesheet href=s.css><link rel=canonical href="http://127.0.0.1:9/c"><meta property="og:image" content="/i">
<script src=x.js></script><title>Lamp</title></head><body><article><h1>Lamp</h1>&a;&b;<img src=p.png>
<iframe src=f></iframe><object data=o></object>{SAID}</article></body></html>"""
CALLS = ("connect", "connect_ex", "sendto", "bind")


class ReachedOutError(AssertionError):
    """Somebody asked the network."""


def refuse(*arguments: object, **options: object) -> object:
    raise ReachedOutError(f"{arguments!r} {options!r}")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "create_server"):
        monkeypatch.setattr(socket, name, refuse)
    for name in CALLS:
        monkeypatch.setattr(socket.socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_reading_any_form_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ASKING, encoding="utf-8")
    (tmp_path / "b.txt").write_text("http://127.0.0.1:9/b\n\n“The lamp is lit,” Orla Tennby said.", encoding="utf-8")
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(ASKING.encode()))
    lines = [
        {"html": ASKING, "url": "http://127.0.0.1:9/d"},
        {"text": "http://127.0.0.1:9/e"},
        {"html": "http://127.0.0.1:9/f"},
    ]
    (tmp_path / "d.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    command = ["read", str(tmp_path), "--model", "rules", "--no-record", "--format", "jsonl", "--quiet"]
    result = CliRunner().invoke(app, command)
    assert not isinstance(result.exception, ReachedOutError)
    assert result.exit_code == 0
    reports = [json.loads(line)["report"] for line in result.stdout.splitlines() if line.startswith("{")]
    assert len(reports) == 6
    assert not any("localhost" in report["text"] for report in reports)
