"""No page makes this program look at the network, whatever it asks for: not here, and not in the reading processes."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.run.watch_lists import addresses_of
from tests.pages.archives import http, packed, record

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
TEXT = "http://127.0.0.1:9/b\n\n“The lamp is lit,” Orla Tennby said."
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Lamp</title><link>http://127.0.0.1:9/</link>
<image><url>http://127.0.0.1:9/i.png</url></image><item><title>Lamp</title><link>http://127.0.0.1:9/lamp</link>
<description><![CDATA[{SAID}]]></description></item></channel></rss>"""
LIST = '<opml version="2.0"><body><outline text="Lamp" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>'
LOOKED_UP = ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr", "create_server")
CALLS = ("connect", "connect_ex", "sendto", "sendmsg", "bind")
# What another process of ours asks is told by Python's audit events, before whatever refuses it. Sockets that lead
# nowhere are let be: urllib3 makes one when it is loaded, to see whether the machine knows IPv6.
LISTENER = """
import os, sys

notes = os.open({notes!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
asking = ("socket.connect", "socket.send", "socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo", "urllib.")

def listen(event, arguments):
    if event.startswith(asking):
        os.write(notes, (event + repr(arguments) + chr(10)).encode())
        raise OSError(event)

os.write(notes, b"started" + bytes([10]))
sys.addaudithook(listen)
"""


class ReachedOutError(AssertionError):
    """Somebody asked the network."""


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this process asked of the network, which is refused: empty as long as nobody asked, caught or not."""
    found: list[str] = []

    def refuse(*arguments: object, **options: object) -> object:
        found.append(f"{arguments!r} {options!r}")
        raise ReachedOutError(found[-1])

    for name in LOOKED_UP:
        monkeypatch.setattr(socket, name, refuse)
    for name in CALLS:
        monkeypatch.setattr(socket.socket, name, refuse)
    return found


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file in which every further process of Python says that it started, and what it asks of the network."""
    (folder := tmp_path / "listener").mkdir()
    path = tmp_path / "notes.txt"
    (folder / "sitecustomize.py").write_text(LISTENER.format(notes=str(path)), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
    return path


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """All forms of input, made of what asks for the network: nine reports."""
    (folder := tmp_path / "inputs").mkdir()
    (folder / "a.html").write_text(ASKING, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "c.html.gz").write_bytes(gzip.compress(ASKING.encode()))
    lines = [
        {"html": ASKING, "url": "http://127.0.0.1:9/d"},
        {"text": "http://127.0.0.1:9/e"},
        {"html": "http://127.0.0.1:9/f"},
    ]
    (folder / "d.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    located = "Location: http://127.0.0.1:9/moved"
    records = [
        record(http(ASKING, "Content-Type: text/html", located), number=1, uri="http://127.0.0.1:9/g"),
        record(http("", located, status="301 Moved Permanently"), number=2, uri="http://127.0.0.1:9/h"),
        record(http(TEXT, "Content-Type: text/plain"), number=3, uri="http://127.0.0.1:9/i"),
        record(b"", "WARC-Refers-To-Target-URI: http://127.0.0.1:9/k", kind="revisit", number=4),
    ]
    (folder / "e.warc.gz").write_bytes(packed(records))
    (folder / "f.xml").write_text(FEED, encoding="utf-8")
    return folder


@pytest.mark.parametrize("model", ["rules", "fast", "best"])
def test_reading_any_form_asks_nobody(model: str, attempts: list[str], notes: Path, inputs: Path) -> None:
    paths = [str(path) for path in sorted(inputs.iterdir())]  # a feed is read only where it is named
    command = ["read", *paths, "--model", model, "--no-record", "--format", "jsonl", "--quiet"]
    result = CliRunner().invoke(app, command)
    assert attempts == []
    assert set(notes.read_text(encoding="utf-8").splitlines()) == {"started"}  # one line for each process that reads
    assert result.exit_code == 0, result.output
    reports = [json.loads(line)["report"] for line in result.stdout.splitlines() if line.startswith("{")]
    assert len(reports) == 9
    assert not any("localhost" in report["text"] for report in reports)


def test_a_list_of_feeds_in_a_file_is_read_without_asking_them(attempts: list[str], tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(LIST, encoding="utf-8")
    assert addresses_of([str(tmp_path / "feeds.opml")], print) == ("http://127.0.0.1:9/feed",)
    assert attempts == []


@pytest.mark.parametrize("call", ["create_connection(('127.0.0.1', 9))", "getaddrinfo('post.example', 80)"])
def test_whoever_asks_in_another_process_is_heard(call: str, notes: Path) -> None:
    run = subprocess.run([sys.executable, "-c", f"import socket; socket.{call}"], capture_output=True, check=False)
    assert run.returncode == 1
    assert "socket." in notes.read_text(encoding="utf-8")
