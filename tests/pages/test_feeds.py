"""Feeds of every form, and what only looks like one."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bench.feed_traps import TRAPS
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UnreadableInput
from onrecord.pages.feed_xml import MAX_ITEMS
from onrecord.pages.feeds import read_feed
from onrecord.values.feed import Feed, FeedItem, FeedList, FeedPointers
from tests.growth import grows_linearly

HERE = "https://news.example/feeds/all.xml"
DATE = "Mon, 02 Oct 2023 10:00:00 GMT"
ITEM = (
    "<item><title>Lamp &amp; oil</title><link>/a/1.html#top</link><guid isPermaLink='false'>k1</guid>"
    f"<pubDate>{DATE}</pubDate></item>"
)
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def rss(*items: str, version: str = "2.0") -> bytes:
    return (
        f'<rss version="{version}" {CONTENT}><channel><title>Courier</title>{"".join(items)}</channel></rss>'.encode()
    )


def feed(content: bytes, **named: Any) -> Feed:
    found = read_feed(content, HERE, **named)
    assert isinstance(found, Feed)
    return found


LAMP = FeedItem("k1", "https://news.example/a/1.html", "Lamp & oil", DATE)


@pytest.mark.parametrize(
    "content",
    [
        rss(ITEM),
        rss(ITEM, version="0.92"),
        b"\xef\xbb\xbf" + rss(ITEM),
        b"\n\n <?xml version='1.0'?>\n<!-- made by hand --><?xml-stylesheet href='x'?>" + rss(ITEM),
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.org/rss-0.91.dtd">'
        + rss(ITEM),
        rss(ITEM).decode().encode("utf-16"),
        rss(ITEM + "\x08\x00"),
        rss(ITEM)[:-20],  # the end is missing
        rss(ITEM + "<item><title>AT&T &nbsp; more</title></item>"),  # no XML
    ],
)
def test_an_rss_item_is_read_whatever_surrounds_it(content: bytes) -> None:
    assert feed(content).items[0] == LAMP


@pytest.mark.parametrize("charset", [None, "windows-1251", "nonsense", "utf-8"])
def test_a_feed_in_its_own_encoding(charset: str | None) -> None:
    item = "<item><title>Паром</title><link>/1</link></item>"
    text = f'<?xml version="1.0" encoding="windows-1251"?><rss><channel>{item}</channel></rss>'
    assert feed(text.encode("cp1251"), charset=charset).items[0].title == "Паром"


def test_rss_1_with_its_items_beside_the_channel() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel>'
        '<item rdf:about="https://news.example/1"><title>t</title><link>https://news.example/1</link>'
        "<dc:date>2023-10-02</dc:date></item></rdf:RDF>"
    )
    address = "https://news.example/1"
    assert feed(text.encode()).items == (FeedItem(address, address, "t", "2023-10-02"),)


def test_atom_with_its_base_and_its_content() -> None:
    text = (
        f'<feed {ATOM} xml:base="https://other.example/b/"><title>A</title><entry><id>tag:1</id><title>t</title>'
        '<link rel="self" href="self"/><link href="c"/><updated>2023-10-02T00:00:00Z</updated>'
        '<content type="html">&lt;p&gt;All of it&lt;/p&gt;</content><summary>less</summary></entry></feed>'
    )
    item = FeedItem("tag:1", "https://other.example/b/c", "t", "2023-10-02T00:00:00Z", "<p>All of it</p>")
    assert feed(text.encode()) == Feed("A", (item,))


@pytest.mark.parametrize(
    ("more", "content"),
    [
        ("<content:encoded><![CDATA[<p>All</p>]]></content:encoded><description>less</description>", "<p>All</p>"),
        ("<description>&lt;p&gt;a summary&lt;/p&gt;</description>", None),
        ("", None),
    ],
)
def test_only_the_whole_text_is_content(more: str, content: str | None) -> None:
    assert feed(rss(f"<item><link>/1</link>{more}</item>")).items[0].content == content


@pytest.mark.parametrize(
    "given_item",
    [
        "<item><title>nothing else</title></item>",
        "<item><link>javascript:alert(1)</link></item>",
        "<item><link>ftp://news.example/1</link></item>",
        "<item><link>http://[bad</link></item>",
        "<item/>",
        "<item><link>mailto:desk@news.example</link><pubDate>yesterday</pubDate></item>",
    ],
)
def test_an_item_at_fault_costs_only_itself(given_item: str) -> None:
    found = feed(rss(given_item, ITEM))
    assert found.items == (LAMP,)
    assert found.remarks == ("1 of its items says nothing that can be used",)


@pytest.mark.parametrize("date", ["", "yesterday", "0000-99-99", "Mon, 99 Oct 99999 10:00:00 GMT", "9" * 4_000])
def test_a_date_is_kept_as_written(date: str) -> None:
    listed = feed(rss(f"<item><link>/1</link><pubDate>{date}</pubDate></item>")).items[0].listed
    assert (listed or "") == date[:2_000]


def test_html_in_a_title_is_text() -> None:
    (item,) = feed(rss("<item><title>&lt;script&gt;x&lt;/script&gt; a\n b</title><link>/1</link></item>")).items
    assert item.title == "<script>x</script> a b"


def test_a_json_feed() -> None:
    items = [
        {"id": 1, "url": "/1", "title": "t", "date_published": "2023-10-02", "content_html": "<p>All</p>"},
        5,
        {"id": "k"},
        {"url": "/2", "id": "1"},
    ]
    found = feed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}).encode())
    assert found.items == (FeedItem("1", "https://news.example/1", "t", "2023-10-02", "<p>All</p>"),)
    assert found.remarks == ("2 of its items say nothing that can be used",)


@pytest.mark.parametrize(
    ("content", "addresses"),
    [
        ('<opml><body><outline text="g"><outline xmlUrl="/a?x=1&amp;y=2"/></outline></body></opml>', ["/a?x=1&y=2"]),
        ('<opml><body><outline xmlUrl="/a"/><outline XMLURL="/b"/><outline xmlUrl="/a"/></body></opml>', ["/a", "/b"]),
        ('<opml><body><outline xmlUrl="https://news.example/a?x=1&y=2"></opml>', ["/a?x=1&y=2"]),
        ('<opml><body><outline xmlUrl="javascript:x"/><outline xmlUrl="/b"/></body></opml>', ["/b"]),
    ],
)  # fmt: skip
def test_a_list_of_feeds(content: str, addresses: list[str]) -> None:
    found = read_feed(content.encode(), HERE)
    assert isinstance(found, FeedList)
    assert found.addresses == tuple(f"https://news.example{one}" for one in addresses)


@pytest.mark.parametrize(
    ("head", "addresses"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', ("https://news.example/rss",)),
        (
            "<LINK TYPE=application/atom+xml HREF=atom.xml REL='Alternate Home'>",
            ("https://news.example/feeds/atom.xml",),
        ),
        ('<link rel="alternate" hreflang="de" href="/de">', ()),
        ('<link rel="stylesheet" type="application/rss+xml" href="/rss">', ()),
        ("", ()),
    ],
)
def test_a_web_page_names_its_feeds(head: str, addresses: tuple[str, ...]) -> None:
    found = read_feed(f"<!doctype html><html><head>{head}</head><body>x</body></html>".encode(), HERE)
    assert found == FeedPointers(addresses)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"   ", "white space"),
        (b"just words", "plain text"),
        (b'{"a": 1}', "no JSON Feed"),
        (b'[{"a": 1}]', "no JSON Feed"),
        (b'{"a": ', "none"),
        (b"[" * 100_000, "none"),
        (b"<urlset><url><loc>x</loc></url></urlset>", "sitemap"),
        (b"<svg></svg>", "neither RSS"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"<opml><body></body></opml>", "names no feed"),
        (b"<!--", "plain text"),
        (b"<?xml", "plain text"),
        (b"<!DOCTYPE", "plain text"),
    ],
)
def test_what_is_no_feed_is_named(content: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput, match=what) as told:
        read_feed(content, HERE)
    assert told.value.remedy


# --- traps


@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_trap_is_refused_before_any_parser_that_unfolds_it(
    name: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*arguments: object, **named: object) -> None:
        raise AssertionError("a trap was parsed")

    monkeypatch.setattr(feedparser, "parse", parse)
    with pytest.raises(UnreadableInput):
        read_feed(TRAPS[name]().encode(encoding), HERE)


def test_50_000_items_are_cut_and_that_is_told() -> None:
    items = (f"<item><title>{n}</title><link>/{n}</link></item>" for n in range(50_000))
    found = feed(rss(*items))
    assert (len(found.items), found.items[-1].address) == (MAX_ITEMS, f"https://news.example/{MAX_ITEMS - 1}")
    assert found.remarks == ("only the first 1,000 of 50,000 items were taken",)


@pytest.mark.parametrize("unit", ["<", "<![CDATA[", "<a b='", "<!a ", "<p/>"])
def test_damage_costs_no_more_than_its_length(unit: str) -> None:
    def read(copies: int) -> None:
        with suppress(UnreadableInput):
            read_feed(rss("<item>&nbsp;" + unit * copies)[:-9], HERE)

    assert grows_linearly(read, 4_000)


def test_neither_network_nor_files_are_touched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A feed whose whole text is a path or an address is what some parsers open or fetch."""

    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError(f"reached out: {arguments!r}")

    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(ITEM))
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    for content in (
        str(secret),
        "http://127.0.0.1/feed",
        "file:///etc/passwd",
        "feed:http://127.0.0.1/",
        *(make() for make in TRAPS.values()),
    ):
        with pytest.raises(UnreadableInput):
            read_feed(content.encode(), HERE)
    assert feed(rss(ITEM)).items == (LAMP,)


@given(st.binary(max_size=300) | st.text(alphabet="<>/&;!-[]?='\"ainrstem", max_size=300).map(str.encode))
def test_any_bytes_are_a_feed_or_told_why_not(content: bytes) -> None:
    for one in (content, b"<rss><channel><item>" + content):
        try:
            read_feed(one, HERE)
        except UnreadableInput as error:
            assert error.remedy
