"""`onrecord watch`, `onrecord feeds` and `onrecord read URL`, as a user types them."""

from __future__ import annotations

import csv
import json
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from subprocess import PIPE

import pytest

from onrecord.cli.watch_lines import round_line
from onrecord.fetching.pace import Pace
from onrecord.run.account import Account
from onrecord.run.watch_values import Round
from tests.cli.conftest import Onrecord, command, environment
from tests.fetching.server import Answer, Server, serving

PAGE = "<html><body><article><h1>Ferry</h1><p>“The ferry stays,” harbour master Ysolde Marrin said.</p>".encode()
MINE = "--allow-private-addresses"
RULES = ("--model", "rules")


@pytest.fixture(scope="module")
def one_server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def server(one_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server with a feed of one page, and hosts that need not be left a second in peace."""
    monkeypatch.setattr(Pace, "take", lambda self, host: None)
    one_server.at.clear()
    one_server.asked.clear()
    items = "<item><title>Ferry</title><link>/1.html</link></item>"
    feed = f"<rss><channel><title>Courier</title>{items}</channel></rss>".encode()
    one_server.at |= {"/feed": Answer(feed, type="application/rss+xml", etag='"1"'), "/1.html": Answer(PAGE)}
    return one_server


def test_one_round_puts_new_pages_on_record(onrecord: Onrecord, server: Server) -> None:
    ended = onrecord("watch", server.url("/feed"), "--once", MINE, *RULES)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        "1 feed checked; 1 new page: 1 read; 1 statement; record: onrecord.db; next: onrecord search WORDS\n"
    )
    assert "Ysolde Marrin" in onrecord("speakers").out
    again = onrecord("watch", "--once", MINE, *RULES)
    assert again.err == "1 feed checked (1 not changed); no new page; record: onrecord.db\n"


def test_the_list_tells_what_became_of_each_feed(onrecord: Onrecord, server: Server) -> None:
    bad = server.url("/none")
    assert onrecord("watch", server.url("/feed"), bad, "--once", "--quiet", MINE, *RULES).code == 1
    shown = onrecord("feeds")
    assert shown.code == 0
    assert "Courier" in shown.out
    assert "failed at the last check: the server answered 404" in " ".join(shown.out.split())
    assert "check the address" in " ".join(shown.out.split())
    assert shown.err == f"nothing ever came of {bad}; if it is mistyped: onrecord feeds forget {bad}\n"
    rows = [json.loads(line) for line in onrecord("feeds", "--format", "jsonl").out.splitlines()]
    assert [(row["state"], row["read"], row["failures"]) for row in rows] == [("fine", 1, 0), ("failing", 0, 1)]
    table = list(csv.DictReader(StringIO(onrecord("feeds", "--format", "csv").out)))
    assert table[1]["feed"] == bad


def test_a_feed_is_forgotten_and_its_reports_stay(onrecord: Onrecord, server: Server) -> None:
    feed = server.url("/feed")
    onrecord("watch", feed, "--once", MINE, *RULES)
    ended = onrecord("feeds", "forget", feed)
    assert (ended.code, ended.err) == (0, f"{feed} is watched no more; to take it back: onrecord watch {feed}\n")
    assert onrecord("feeds").err.startswith("no feed is watched")
    assert "Ysolde" in onrecord("speakers").out
    unknown = onrecord("feeds", "forget", feed)
    assert (unknown.code, unknown.err) == (1, f"onrecord: no feed '{feed}' is watched. See `onrecord feeds`.\n")


def test_a_list_of_feeds_from_a_file(onrecord: Onrecord, server: Server) -> None:
    Path("feeds.opml").write_text(
        f'<opml><body><outline xmlUrl="{server.url("/feed")}"/></body></opml>', encoding="utf-8"
    )
    assert onrecord("watch", "feeds.opml", "--once", MINE, *RULES).err.startswith("1 feed checked; 1 new page: 1 read")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("missing.opml", None, "no such file or folder"),
        ("feed.xml", b"<rss><channel></channel></rss>", "this is no list of feeds"),
        ("bomb.opml", b'<!DOCTYPE o [<!ENTITY a "b">]><opml/>', "it declares entities of its own"),
        ("news.example/feed", None, "is no file and no address"),
        ("", None, "is no file and no address"),
    ],
)
def test_what_is_no_list_of_feeds_is_told(onrecord: Onrecord, name: str, content: bytes | None, what: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    ended = onrecord("watch", name, "--once")
    assert ended.code == 1
    assert what in ended.err
    assert not Path("onrecord.db").exists()


def test_without_any_feed_it_says_how_to_begin(onrecord: Onrecord, sample: str) -> None:
    ended = onrecord("watch", "--once")
    assert (ended.code, ended.err.startswith("onrecord: no feed is watched. Name one: ")) == (1, True)


def test_private_addresses_are_denied_unless_asked_for(onrecord: Onrecord, server: Server) -> None:
    ended = onrecord("watch", server.url("/feed"), "--once", *RULES)
    assert ended.code == 1
    assert MINE in ended.err
    assert server.asked == []


def test_without_a_network_one_line_says_so(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*arguments: object, **named: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    ended = onrecord("watch", *(f"https://{at}.example/feed" for at in range(9)), "--once", *RULES)
    first, second = ended.err.splitlines()
    assert ended.code == 1
    assert first.startswith("onrecord: no connection to any host (")
    assert first.endswith("Check the network; nothing is lost, the next round asks again.")
    assert second == "0 feeds checked; record: onrecord.db"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--every", "10s"),
        ("--every", "999999d"),  # no clock of a system counts so far
        ("--every", "soon"),
        ("--max-pages", "0"),
        ("--contact", "me"),
        ("--contact", "me@example.org\r\nX: y"),
        ("--max-time", "-1m"),
        ("--model", "none"),
    ],
)
def test_a_wrong_command_line_is_told(onrecord: Onrecord, arguments: tuple[str, ...]) -> None:
    assert onrecord("watch", "https://news.example/feed", *arguments).code == 2


def test_the_contact_stands_in_the_user_agent(onrecord: Onrecord, server: Server) -> None:
    onrecord("watch", server.url("/feed"), "--once", MINE, *RULES, "--contact", "https://desk.example/bot")
    agents = {one.headers["User-Agent"] for one in server.asked}
    assert len(agents) == 1
    assert agents.pop().endswith(" (+https://desk.example/bot)")


def test_it_goes_on_until_somebody_stops_it_and_then_sums_up(server: Server) -> None:
    arguments = command("watch", server.url("/feed"), MINE, *RULES)
    running = subprocess.Popen(arguments, stderr=PIPE, stdout=PIPE, env=environment(), text=True)
    assert running.stderr is not None
    first = running.stderr.readline()
    assert "1 feed checked; 1 new page: 1 read" in first
    running.send_signal(signal.SIGTERM)
    _, rest = running.communicate(timeout=60)
    assert (running.returncode, rest) == (0, "ended after 1 round: 1 page read\n")


# --- onrecord read URL


def test_a_page_is_read_from_its_address(onrecord: Onrecord, server: Server) -> None:
    url = server.url("/1.html")
    ended = onrecord("read", url, MINE, *RULES)
    assert (ended.code, ended.err.startswith("1 report read, 1 statement; ")) == (0, True)
    (line,) = onrecord("export", "--format", "jsonl").out.splitlines()
    report = json.loads(line)["report"]
    assert (report["source"], report["url"]) == (url, url)
    assert report["fetched"]
    assert server.paths() == [
        "/1.html"
    ]  # neither robots.txt, which is for programs that go on by themselves, nor images


@pytest.mark.parametrize(
    ("path", "options", "what"),
    [
        ("/none", (MINE,), "the server answered 404. Check the address."),
        ("/film", (MINE,), "it is video/mp4, which is not read. Give the address of a page."),
        ("/1.html", (), "only ports 80 and 443 are fetched from"),
        ("/1.html", (MINE, "--as", "warc"), "warc is not read from an address"),
        ("/1.html", (MINE, "--max-size", "0.001"), "it has more than 1,000 bytes"),
    ],
)
def test_an_address_that_gives_no_page_is_named(
    onrecord: Onrecord, server: Server, path: str, options: tuple[str, ...], what: str
) -> None:
    server.at["/film"] = Answer(b"x", type="video/mp4")
    server.at["/1.html"] = Answer(PAGE + b" " * 1_000)
    url = server.url(path)
    ended = onrecord("read", url, *options, *RULES)
    assert ended.code == 1
    assert what.lower() in ended.err.lower()
    assert ended.err.startswith(f"onrecord: {url}: ")


def test_files_and_addresses_mix(onrecord: Onrecord, server: Server) -> None:
    Path("a.txt").write_text("“The lamp burns,” keeper Ruben Quillet said.", encoding="utf-8")
    assert onrecord("read", "a.txt", server.url("/1.html"), MINE, *RULES).err.startswith("2 reports read")


# --- the line of a round


@pytest.mark.parametrize(
    ("done", "line"),
    [
        (Round(checked=2), "2 feeds checked; no new page; record: onrecord.db"),
        (
            Round(passed_over=1),
            "0 feeds checked, 1 that failed before left alone until later; record: onrecord.db; see onrecord feeds",
        ),
        (
            Round(3, 1, 1, items=9, new=7, read=4, again=1, left=2, reasons=Counter({"robots.txt": 2})),
            "3 feeds checked (1 not changed, 1 failed); 7 new pages and 2 pages from before: 4 read, 2 skipped "
            "(2 robots.txt), 1 to be tried again, 2 left for the next round; record: onrecord.db; "
            "next: onrecord search WORDS",
        ),
        (
            Round(checked=1, items=2, read=0, left=2, account=Account(stopped=KeyboardInterrupt())),
            "stopped early: 1 feed checked; 2 pages from before: 2 left for the next round; record: onrecord.db; "
            "run the same command again to go on",
        ),
    ],
)  # fmt: skip
def test_a_round_in_one_line(done: Round, line: str) -> None:
    assert round_line(done, "onrecord.db") == line
