"""Words that would be scripts, styles or links, in every column of text of a record: on every page they are words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from onrecord.store.record import Record, open_record
from onrecord.values.judgement import Act
from onrecord.web.access import HEADERS
from onrecord.web.app import make_app
from onrecord.web.site import Site
from tests.judging.making import correct, reject
from tests.many import times
from tests.store.conftest import put
from tests.store.making import record_of
from tests.store.test_judgements import about, people
from tests.web.conftest import ANY_NUMBER

HERE = "http://127.0.0.1"
# After the OWASP XSS Filter Evasion Cheat Sheet and PortSwigger's; each carries a sign by which it is known again.
STRINGS = (
    *("<script>alert('x')</script>", "<ScRiPt >alert(1)</sCrIpT>", "<script src=//evil.example></script>"),
    *("</p><script>1", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)>"),
    *("<body onload=alert(1)>", '"><script>alert(1)</script>', "'><script>alert(1)</script>"),
    *('" onmouseover="alert(1)', "' onfocus='alert(1)' x='", "javascript:alert(1)", "JaVaScRiPt:alert(1)"),
    *("java\tscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<b>", "</title><script>alert(1)</script>"),
    *("</textarea><script>alert(1)</script>", "--><script>alert(1)</script><!--", "<iframe src=javascript:alert(1)>"),
    *("<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>"),
    *("<form action=javascript:alert(1)><button>x", "<base href=//evil.example/>", "<meta http-equiv=refresh>"),
    *("<style>@import '//evil.example'</style>", "<link rel=stylesheet href=//evil.example>", "{{7*7}}{% raw %}"),
    *("${7*7}", "<%= 7*7 %>", "]]><script>alert(1)</script>", "<math><mtext><script>alert(1)</script>"),
    *("\u202e<script>alert(1)</script>", "<scr\x00ipt>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    *("&#60;script&#62;", "%3Cscript%3Ealert(1)%3C/script%3E", "+ADw-script+AD4-", "＜script＞alert(1)＜/script＞"),
)
# What a program of ours understands: other words there are a damaged record, which a page tells, and no words to show.
UNDERSTOOD = {
    *("sha256", "text_sha256", "paragraphs", "furniture", "turns", "flags", "published_candidates", "attribution"),
    *("evidence", "kind", "mode", "force", "type", "candidates", "passages", "page_map", "date_evidence", "outcome"),
    *("change", "started", "finished", "arguments", "attribution_nested_in", "office_candidates", "line", "act", "id"),
    *("text", "reading", "part", "compression", "digest", "columns", "how", "entity", "arrival", "days"),
    *("verdict", "speaker_verdict", "date_verdict", "certainty", "differences", "goes_on"),
    *(
        "updated_candidates",
        "words",
    ),  # a statement's words are those of its text: those come in by reports of their own
}
TABLES = (
    *("reports", "statements", "speakers", "appeals", "inputs", "occasions", "scenes", "copy_groups", "identities"),
    *("dated_by_occasion", "primary_quotations", "versions", "imported_names", "imported_terms", "people_imports"),
    *("feeds", "feed_items", "old_words"),
)
# How often all of it is tried: each time another string stands in a cell. With as many turns as there are strings,
# ONRECORD_MANY=41, each was in every column.
TURNS = times(1)
MOST_PAGES, MOST_OF_A_KIND = (110, 6) if TURNS == 1 else (400, 30)
LINKS = ("href", "src", "action", "formaction", "hx-get", "hx-post")
SKIPPED = ("/static/", "/logout")


class Parsed(HTMLParser):
    """What a browser would do with a page: elements, attributes, links."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[dict[str, str | None]] = []
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs
        if tag == "script":
            self.scripts.append(dict(attrs))
        self.links += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "hx-get")
        ]


def poison(file: Path, turn: int = 0) -> int:
    """Put the strings into all columns of text that hold words, the first at `turn`. Gives how many cells that were."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA foreign_keys = OFF")
    cells = 0
    for table in TABLES:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
        numbers = [row[0] for row in connection.execute(f"SELECT rowid FROM {table}")] if table != "appeals" else []
        for number in numbers:
            for column in set(columns) - UNDERSTOOD:
                words = f"{STRINGS[(cells + turn) % len(STRINGS)]} {cells}"
                connection.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", (words, number))
                cells += 1
    connection.commit()
    connection.close()
    return cells


def judge(record: Record, turn: int) -> None:
    """Judgements, whose words are not in cells but in lines of a log that is checked."""
    chosen = [STRINGS[(turn + number) % len(STRINGS)].replace("\0", "") for number in range(5)]
    record.judge(people(Act.RENAME, "Odra Tennick", name=chosen[0], by=chosen[1], because=chosen[2]))
    first, second = (record.report(f"hostile {words}") for words in STRINGS[:2])
    record.judge(reject(about(first), by=chosen[3], because=chosen[4]))
    record.judge(correct(about(second), fields={"place": chosen[0], "occasion": chosen[1]}, by=chosen[2]))


@pytest.fixture(scope="module", params=range(TURNS))
def hostile(record_file: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> TestClient:
    file = tmp_path_factory.mktemp("hostile") / "onrecord.db"
    file.write_bytes(record_file.read_bytes())
    with open_record(file) as record:
        for words in STRINGS:
            put(record, record_of(f"{words} said who said it", origin=f"hostile {words}", speaker=words, title=words))
        judge(record, request.param)
    assert poison(file, request.param) > 1000
    return TestClient(make_app(Site(file, ANY_NUMBER)), base_url=HERE, follow_redirects=False)


def crawled(client: TestClient, most: int) -> Iterator[tuple[str, str]]:
    """Pages that links lead to, some of each kind, with their addresses."""
    ids = [row["id"] for row in client.get("/api/v1/reports?limit=3").json()["items"]]
    asked = [*STRINGS[::4], "lamp"]
    waiting = [
        *("/", "/search", "/check", "/check/draft", "/read", "/review", "/review/log", "/speakers", "/outlets", "/api"),
        *(f"/search?q={quote(one)}&speaker={quote(one)}&outlet={quote(one)}" for one in asked),
        *(f"/check?words={quote(one)}&speaker={quote(one)}" for one in asked),
        *(f"/{kind}/{quote(one)}" for kind in ("report", "speaker", "outlet", "instrument") for one in STRINGS[::9]),
        *(f"/compare?a={ids[0]}&b={one}" for one in (ids[1], "<script>alert(1)</script>")),
    ]
    seen, by_kind = set(waiting), dict[str, int]()
    while waiting and most:
        path = waiting.pop(0)
        answer = client.get(path)
        assert answer.status_code in (200, 303, 307, 400, 404, 405, 422), (path, answer.text)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        most -= 1
        yield path, answer.text
        for link in Parsed(answer.text).links:
            found = urlsplit(urljoin(HERE + path, link))
            kind = found.path.split("/")[1] if found.netloc == urlsplit(HERE).netloc else "elsewhere"
            address = f"{found.path}?{found.query}" if found.query else found.path
            if (
                kind != "elsewhere"
                and address not in seen
                and by_kind.get(kind, 0) < MOST_OF_A_KIND
                and not address.startswith(SKIPPED)
            ):
                by_kind[kind] = by_kind.get(kind, 0) + 1
                seen.add(address)
                waiting.append(address)


def test_on_every_page_words_are_words(hostile: TestClient) -> None:
    shown, pages = 0, 0
    for path, page in crawled(hostile, MOST_PAGES):
        found = Parsed(page)
        assert all(one.get("src", "").startswith("/static/") for one in found.scripts), path  # type: ignore[union-attr]
        assert found.names.isdisjoint(("iframe", "object", "embed", "base", "style", "math", "frame")), path
        assert [one for one in found.attributes if one[0].startswith("on") or one[0] == "style"] == [], path
        links = [urlsplit(link.strip().lower()).scheme for link in found.links]
        assert set(links) <= {"", "http", "https"}, path
        assert "{{7*7}}" not in page or "49" not in page.split("{{7*7}}")[0][-5:], path
        shown += any(one in page for one in ("alert(1)", "alert(&#39;x"))
        pages += 1
    assert pages > 60
    assert shown > 20, "the words do not come to the pages, so nothing was tried"


def test_programs_get_words_as_json(hostile: TestClient) -> None:
    for path in (
        "reports",
        "statements",
        "speakers",
        "occasions",
        "instruments",
        "outlets",
        "families",
        "check?words=lamp",
    ):
        answer = hostile.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert isinstance(answer.json(), dict)
    for row in hostile.get("/api/v1/reports?limit=5").json()["items"]:
        assert hostile.get(f"/api/v1/reports/{row['id']}").status_code == 200


def test_feeds_carry_words_as_text(hostile: TestClient) -> None:
    import feedparser  # noqa: PLC0415

    for query in ("", "?q=alert", f"?q={quote(STRINGS[0])}"):
        found = feedparser.parse(hostile.get(f"/search/feed.atom{query}").content)
        assert not found.bozo
        assert {entry.content[0].type for entry in found.entries} <= {"text/plain"}
