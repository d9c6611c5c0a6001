"""Atom feeds, as a reader of feeds takes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from onrecord.export.atom import Feed, atom
from onrecord.store.newest import Came
from onrecord.store.record import open_record
from onrecord.store.search import Hit
from onrecord.web.app import make_app
from onrecord.web.site import Site
from tests.store.conftest import put
from tests.store.making import record_of
from tests.web.conftest import ANY_NUMBER

HIT = Hit("s1", "r1", "The Desk", "A & B", "2031-01-02", None, "Ana Berg", "direct", "“It <b>is</b> safe.”", 0, 9)


def parsed(content: bytes | str) -> feedparser.FeedParserDict:
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def feed_of(*hits: Hit, at: str = "2031-01-02T03:04:05+01:00") -> feedparser.FeedParserDict:
    told = Feed("Words & deeds", "http://127.0.0.1", "/search/feed.atom?q=a&b", "/search?q=a&b")
    return parsed(atom(told, [Came(hit, at) for hit in hits]))


def test_an_entry_is_a_statement() -> None:
    found = feed_of(HIT)
    (entry,) = found.entries
    assert (found.feed.title, found.feed.updated) == ("Words & deeds", "2031-01-02T02:04:05Z")
    assert [link.rel for link in found.feed.links] == ["self", "alternate"]
    assert (entry.title, entry.author) == ("Ana Berg: “It <b>is</b> safe.”", "Ana Berg")
    assert entry.content[0] == {"type": "text/plain", "language": None, "base": "", "value": "“It <b>is</b> safe.”"}
    assert (entry.link, entry.published) == ("http://127.0.0.1/statement/s1", "2031-01-02T00:00:00Z")
    assert entry.summary == "The Desk · A & B · published 2031-01-02"


def test_of_long_words_the_passage_that_was_searched_for_is_told() -> None:
    hit = replace(HIT, words=f"{'The keepers lit it. ' * 200}And the lamp went out. {'Nobody saw it. ' * 200}")
    told = Feed("Search: lamp", "http://127.0.0.1", "/search/feed.atom?q=lamp", "/search?q=lamp", ("lamp",))
    (entry,) = parsed(atom(told, [Came(hit, "2031-01-02")])).entries
    assert "the lamp went out" in entry.content[0]["value"]
    assert len(entry.content[0]["value"]) < 700


def test_an_id_depends_on_the_statement_alone() -> None:
    ids = {feed_of(hit, at=at).entries[0].id for hit in (HIT,) for at in ("2031-01-02", "2032-01-02")}
    assert len(ids) == 1
    assert ids.pop().startswith("urn:uuid:")


@pytest.mark.parametrize("words", ["\x00\x0b\ufffe\ud800", "]]>", "<!ENTITY a 'b'>", "&amp;", "a" * 5000, "", " "])
def test_every_word_makes_a_feed_that_can_be_read(words: str) -> None:
    hit = Hit("s1", "r1", words, words, "XXXX-02-03", words, words, "direct", words, 0, 9)
    (entry,) = feed_of(hit).entries
    assert "published" not in entry


def test_of_nothing_there_is_a_feed_too() -> None:
    assert feed_of().entries == []


def test_the_newest_comes_first_and_only_what_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "onrecord.db"
    with open_record(file, create=True) as record:
        put(record, record_of("The bridge is safe."))
        put(
            record,
            record_of("The bridge is not safe.", speaker="Bo Ek", origin="2"),
            record_of("The tunnel is closed.", origin="3"),
        )
    client = TestClient(make_app(Site(file, ANY_NUMBER)), base_url="http://127.0.0.1")
    answer = client.get("/search/feed.atom?q=%22the+bridge%22")
    assert answer.headers["content-type"] == "application/atom+xml"
    found = [entry.content[0].value for entry in parsed(answer.content).entries]
    assert [("not" in words, "bridge" in words) for words in found] == [(True, True), (False, True)]
    assert len(parsed(client.get("/search/feed.atom?q=bridge&speaker=ek").content).entries) == 1
    assert len(parsed(client.get("/search/feed.atom").content).entries) == 3
    assert len(parsed(client.get("/search/feed.atom?kind=indirect").content).entries) == 0


def test_speakers_and_documents_have_feeds(client: TestClient) -> None:
    speakers = client.get("/api/v1/speakers?limit=200").json()["items"]
    for row in [row for row in speakers if row["entity"]][:10]:
        found = parsed(client.get(f"/speaker/{row['entity']}/feed.atom").content)
        assert found.feed.title == f"{row['name']} · onrecord"
        assert len(found.entries) == min(50, row["statements"])
        assert {entry.author for entry in found.entries} == {row["name"]}
    for row in client.get("/api/v1/instruments").json()["items"][:5]:
        found = parsed(client.get(f"/instrument/{row['instrument']}/feed.atom").content)
        assert len(found.entries) == min(50, row["statements"])


@pytest.mark.parametrize("path", ["/speaker/none/feed.atom", "/instrument/none/feed.atom"])
def test_what_is_not_there_has_no_feed(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_of_a_search_leads_to_its_feed(client: TestClient) -> None:
    page = client.get("/search?q=lamp&kind=direct").text
    assert 'type="application/atom+xml"' in page
    assert 'href="/search/feed.atom?q=lamp&amp;kind=direct"' in page
    assert client.get("/search/feed.atom?q=lamp&speaker=&since=&kind=direct").status_code == 200
