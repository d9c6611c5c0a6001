"""What a page says of itself: each source, the order of trust, and values that are hostile or broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reports.date_claims import Role, Voice
from onrecord.reports.markup import tree_of
from onrecord.reports.page_head import PageHead, page_head
from onrecord.reports.page_head_names import as_agency, persons_and_agencies, without_outlet
from tests.growth import grows_linearly


def head_of(markup: str, body: str = "", address: str | None = None, lang: str = "") -> PageHead:
    root = f'<html lang="{lang}">' if lang else "<html>"
    return page_head(
        tree_of(f"{root}<head>{markup}</head><body>{body}<p>Words.</p></body></html>", "a"), address=address
    )


def linked(**fields: object) -> str:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def named(**fields: str) -> str:
    """Meta elements; a colon in a name is written "__"."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{words}">' for name, words in fields.items())


ORG = {"@type": "Organization", "@id": "#o", "name": "Tide Mail"}
WRITTEN = {"twitter__label1": "Written by", "twitter__data1": "Ana Berg"}
HEADLINE = '"headline": "Board votes", "datePublished": "2021-12-02"'
PERSON = {"@type": "Person", "name": "Ana Berg"}


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        (linked(headline="Board puts off vote"), "Board puts off vote"),
        (linked(headline="Rain &amp; wind &#8217;til noon"), "Rain & wind ’til noon"),
        (named(og__title="Board puts off vote | Tide Mail", og__site_name="Tide Mail"), "Board puts off vote"),
        ("<title>Tide Mail: news</title>" + linked(headline="Board puts off vote"), "Board puts off vote"),
        ('<meta property="og:title" content="Board - and mayor - differ">', "Board - and mayor - differ"),
        (linked(headline="Board <em onclick='x()'>puts</em> off vote"), "Board puts off vote"),
        (linked(headline="x" * 3000), None),
        ("", None),
    ],
)  # fmt: skip
def test_title(markup: str, title: str | None) -> None:
    assert head_of(markup).title == title


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h1>Board puts off the vote</h1>", "Board puts off the vote"),
        ("<h1>Harbour: Board puts off vote</h1>", "Board puts off vote"),  # the kicker is no part of it
        ("<h1>Tide Mail</h1><h1>Board puts off vote on the quay</h1>", "Board puts off vote on the quay"),
        ("<h1>More from the harbour</h1>", "Board puts off vote"),
    ],
)
def test_the_headline_as_printed_where_the_head_tells_of_the_same(body: str, title: str) -> None:
    meta = '<meta property="og:site_name" content="Tide Mail"><meta property="og:title" content="Board puts off vote">'
    assert head_of(meta, body).title == title


@pytest.mark.parametrize(
    ("element", "body", "title"),
    [
        ("Tide Mail", "<h1>Board puts off the vote</h1>", "Board puts off the vote"),
        ("index.html", "<h1>Tide Mail</h1><h1>Board puts off the vote</h1>", "Board puts off the vote"),
        ("index.html", "<h1>Sections</h1>", "index.html"),  # no headline either
        ("Vote is put off", "<h1>More from the harbour</h1>", "Vote is put off"),
        ("Quorum lost", "<h1>Board puts off the vote</h1>" + named(og__title="Quorum lost"), "Quorum lost"),
    ],
)
def test_a_title_that_is_a_mere_name_gives_way_to_a_heading(element: str, body: str, title: str) -> None:
    assert head_of(f"<title>{element}</title>", body).title == title


@pytest.mark.parametrize(
    ("values", "persons", "agencies"),
    [
        (["By Ana Berg and Jo Lund | 12 May"], ("Ana Berg", "Jo Lund"), ()),
        (["Ana Berg, Jo Lund"], ("Ana Berg", "Jo Lund"), ()),
        (["Von Ana Berg und Jo Lund"], ("Ana Berg", "Jo Lund"), ()),
        (["ANA BERG"], ("Ana Berg",), ()),
        (["Ana Berg, Reuters"], ("Ana Berg",), ("Reuters",)),
        (["By Associated Press"], (), ("Associated Press",)),
        (["Ana Berg, Chief Political Correspondent"], ("Ana Berg",), ()),
        (["Ana Berg @anaberg"], ("Ana Berg",), ()),
        (["Ana Berg", "Berg"], ("Ana Berg",), ()),
        (["https://tide.example/authors/7"], (), ()),
        (["Staff", "admin", "Tide Mail", "News Desk", "Redaktion"], (), ()),
        (["Ana Berg Thursday, May 4, 2023"], ("Ana Berg",), ()),
        (["x" * 5000], (), ()),
    ],
)
def test_bylines_are_persons(values: list[str], persons: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    assert persons_and_agencies(values, ["Tide Mail"]) == (persons, agencies)


@pytest.mark.parametrize(
    ("words", "agency"),
    [("Reuters", "Reuters"), ("(AP)", "AP"), ("Reuters Staff", "Reuters Staff"), ("Pa", None), ("Ana Berg", None)],
)
def test_agencies(words: str, agency: str | None) -> None:
    assert as_agency(words) == agency


@pytest.mark.parametrize(
    ("markup", "body", "byline"),
    [
        (linked(author=PERSON), "", "Ana Berg"),
        (linked(author=[PERSON, {"@type": "Person", "name": "Jo Lund"}]), "", "Ana Berg, Jo Lund"),
        (linked(author="Ana Berg"), "", "Ana Berg"),
        (linked(author={"@type": "Person", "givenName": "Ana", "familyName": "Berg"}), "", "Ana Berg"),
        (linked(author={"@id": "#a"}) + linked(**{"@type": "Person", "@id": "#a", "name": "Ana Berg"}), "", "Ana Berg"),
        ('<meta name="author" content="Ana Berg">', "", "Ana Berg"),
        (named(**WRITTEN), "", "Ana Berg"),
        ("", '<span class="byline">By Ana Berg</span>', "Ana Berg"),
        ("", '<div itemprop="author"><a itemprop="name">Ana Berg</a> writes of ports</div>', "Ana Berg"),
        ("", '<a rel="author" href="/a">Ana Berg</a>', "Ana Berg"),
        ("", '<aside class="related"><span class="author">Jo Lund</span></aside>', None),
        ('<meta property="og:title" content="Board votes">', "<h1>Board votes</h1><p>By Ana Berg</p>", "Ana Berg"),
    ],
)  # fmt: skip
def test_byline(markup: str, body: str, byline: str | None) -> None:
    assert head_of(markup, body).byline == byline


@pytest.mark.parametrize(
    ("markup", "outlet", "wire"),
    [
        (linked(publisher={"@type": "Organization", "name": "Tide Mail"}), "Tide Mail", None),
        (linked(publisher={"@id": "#o"}) + linked(**ORG), "Tide Mail", None),
        ('<meta property="og:site_name" content="Tide Mail">' + linked(author="Reuters"), "Tide Mail", "Reuters"),
        (named(og__site_name="tide.example") + '<meta name="application-name" content="Tide Mail">', "Tide Mail", None),
        ('<meta property="og:site_name" content="Tide Mail"><meta name="source" content="AFP">', "Tide Mail", "AFP"),
        ("", "tide.example", None),
    ],
)  # fmt: skip
def test_outlet_and_wire(markup: str, outlet: str, wire: str | None) -> None:
    head = head_of(markup, address="https://www.tide.example/quay")
    assert (head.outlet, head.wire) == (outlet, wire)


@pytest.mark.parametrize(
    ("href", "url", "is_flagged"),
    [
        ("https://tide.example/quay", "https://tide.example/quay", False),
        ("/quay", "https://tide.example/quay", False),
        ("https://m.tide.example/quay", "https://m.tide.example/quay", False),
        ("https://tide.example/", None, False),
        ("https://other.example/quay", None, True),
        ("javascript:alert(1)", None, False),
        ("data:text/html,x", None, False),
        ("https://[broken", None, False),
        ("https://tide.example/" + "x" * 3000, None, False),
    ],
)
def test_canonical_address(href: str, url: str | None, is_flagged: bool) -> None:
    head = head_of(f'<link rel="canonical" href="{href}">', address="https://tide.example/a")
    assert (head.url, bool(head.flags)) == (url, is_flagged)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Board votes", "datePublished": "2021-12-02",}',
        '<!-- {"@type": "NewsArticle", "headline": "Board votes", "datePublished": "2021-12-02"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Board votes", "datePublished": "2021-12-02"}\n//]]>',
        '[{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "Board votes", "datePublished": "2021-12-02"}]',
        '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-05"},'
        ' {"@type": "https://schema.org/NewsArticle", "headline": "Board votes", "datePublished": "2021-12-02"}]}',
        '{"@type": "NewsArticle", "description": "line\nbreak", ' + HEADLINE + "}",
        '{"@type": "NewsArticle", "description": "an "odd" mark", ' + HEADLINE + "}",
        '{"@type": "NewsArticle", "headline": "Board votes", "datePublished": "2021-12-02"} }}',
        '{"@type": "NewsArticle", "headline": "Board votes", "datePublished": "2021-12-02", "hasPart":'
        ' [{"@type": "NewsArticle", "headline": "Other", "datePublished": "2019-01-05"}]}',
    ],
)
def test_broken_and_nested_json(script: str) -> None:
    head = head_of(f'<script type="application/ld+json">{script}</script>')
    assert head.title == "Board votes"
    assert head.dates[0].readings == ("2021-12-02",)


def test_of_several_articles_the_page_s_own_is_known_by_its_address() -> None:
    other = linked(headline="Other", url="https://tide.example/b", datePublished="2019-01-05")
    own = linked(headline="Own", url="https://tide.example/a", datePublished="2021-12-02")
    assert head_of(other + own, address="https://tide.example/a").dates[0].readings == ("2021-12-02",)


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '"datePublished":"' * 50_000,
        "{" + '"headline": "' * 50_000,
        "null",
        "3",
        '"x"',
        "[[[]]]",
    ],
)
def test_hostile_json_costs_little_and_says_nothing(script: str) -> None:
    head = head_of(f'<script type="application/ld+json">{script}</script>')
    assert head.title is None or len(head.title) <= 500


@pytest.mark.parametrize(
    "unit",
    [
        '<meta name="author" content="Ana">',
        '<time datetime="2021">1</time>',
        '<span class="date">1</span>',
        "<h1>a</h1>",
        '<a rel="author">By a</a>',
    ],
)
def test_cost_is_linear(unit: str) -> None:
    def ask(times: int) -> None:
        head_of("", unit * times)

    assert grows_linearly(ask, 1000)


TIMES = st.sampled_from(
    ["2021-12-02", "2021-12-02T10:00:00Z", "02/03/2021", "1638403200", "soon", "", "9" * 40, "12 May 2021"]
)


@settings(max_examples=60, deadline=None)
@given(TIMES, st.text(max_size=40), st.text(alphabet="aB |-–<>\"'&;@/\ud83d", max_size=60))
def test_whatever_a_page_says_its_head_can_be_had(time: str, name: str, title: str) -> None:
    head = head_of(linked(headline=title, author=name, datePublished=time), f'<time datetime="{time}">{time}</time>')
    for field in (head.title, head.byline, head.outlet):
        assert field is None or (field.strip() == field and "\n" not in field)
    assert all(one.role in Role for one in head.dates)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Talks go on | Tide Mail", "Talks go on"),
        ("Tide Mail - Talks go on", "Talks go on"),
        ("Talks go on - World - Tide Mail", "Talks go on - World"),
        ("Talks - a summary", "Talks - a summary"),
        ("Tide Mail", "Tide Mail"),
    ],
)
def test_a_title_is_without_the_outlet(title: str, bare: str) -> None:
    assert without_outlet(title, {"tidemail"}) == bare


@pytest.mark.parametrize(
    "body",
    [
        '<div><p><script>var d="12 May 2020";</script></p><h1>Board votes</h1></div>',
        "<h1>Board votes</h1><div><style>a{} /* 12 May 2020 */</style></div>",
        '<div class="date"><script>var d="12 May 2020";</script></div><h1>Board votes</h1>',
    ],
)
def test_what_scripts_and_styles_hold_is_not_shown(body: str) -> None:
    def days_shown(body: str) -> list[tuple[str, ...]]:
        dates = head_of(named(og__title="Board votes"), body).dates
        return [one.readings for one in dates if one.voice is Voice.SHOWN]

    assert days_shown(body) == []
    assert days_shown(body.replace("var d=", "</script>").replace("a{} /*", "</style>")) == [("2020-05-12",)]
