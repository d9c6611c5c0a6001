"""The page of a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.report import Furniture
from onrecord.values.span import Span
from onrecord.web.app import make_app
from onrecord.web.site import Site
from tests.store.making import READER, WHEN, page_of, record_of
from tests.web.serving import ROOT

OWN = {"origin": "http://127.0.0.1"}
COURIER = "/report/courier-keepers-agreement.html"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></article><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202eevil\u2066",
)


def visiting(path: Path) -> TestClient:
    return TestClient(make_app(Site(path)), base_url="http://127.0.0.1", headers=OWN)


def test_every_statement_has_its_card_and_every_field_its_reason(client: TestClient) -> None:
    page = html.fromstring(client.get(COURIER).text)
    cards = page.xpath("//article[contains(@class, 'card')]")
    assert [card.get("id") for card in cards] == [f"c{number}" for number in range(1, len(cards) + 1)]
    assert len(cards) == 10
    for card in cards:
        fields = card.xpath(".//details//dt/text()")
        assert {"speaker", "said on", "place", "addressee", "kind", "confidence"} <= set(fields)


def test_words_lead_to_their_card_and_back(client: TestClient) -> None:
    page = html.fromstring(client.get(COURIER).text)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert set(inside) <= set(ids)
    assert page.xpath("//sup[@id='s7']/a/@href") == ["#c7"]


def test_the_outlet_is_opened_at_the_words(client: TestClient) -> None:
    page = html.fromstring(client.get(COURIER).text)
    hrefs = page.xpath("//article[@id='c2']//a[contains(@rel, 'noreferrer')]/@href")
    assert [href.partition("#:~:text=")[2][:10] for href in hrefs] == ["I%20have%2"]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_report_says_is_text(tmp_path: Path, words: str) -> None:
    path = tmp_path / "onrecord.db"
    made = record_of(f"Menu {words}\n{words} said", title=words, outlet=words, url=words, byline=words, published=words)
    speaker = Speaker(words, SpeakerType.PERSON, words, words, office_printed=words)
    report = replace(
        made.report,
        *(),
        furniture=(Furniture(Span(0, 5 + len(words)), words),),
        flags=(words,),
        section=words,
        republished_from=words,
    )
    statement = replace(made.statements[0], speaker=speaker)
    record = replace(made, report=report, statements=(statement,))
    with open_record(path, create=True) as opened:
        opened.add(opened.begin_run(WHEN, READER, ()), record, page_of(record))
    for address in ("/", f"/report/{report.id}"):
        answer = visiting(path).get(address)
        assert answer.status_code == 200
        page = html.fromstring(answer.text)
        assert [script.get("src") for script in page.xpath("//script")] == ["/static/htmx.min.js", "/static/site.js"]
        assert page.xpath("//img | //svg[not(@role='img')] | //iframe | //@style") == []
        assert [name for one in page.iter() for name in one.attrib if name.startswith("on")] == []
        assert [href for href in page.xpath("//@href | //@src | //@action") if href[:1] not in "/#"] == []
        assert not {"\u202e", "\u2066"} & set(answer.text)
        if "\u202e" not in words:
            assert words in page.text_content()


def test_an_emoji_before_a_quotation_moves_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    made = record_of("\N{GRINNING FACE}\N{GRINNING FACE} “We sail,” she said.")
    (statement,) = made.statements
    quoted = replace(statement, attribution=replace(statement.attribution, content=(Span(3, 13),)))
    record = replace(made, statements=(quoted,))
    with open_record(path, create=True) as opened:
        opened.add(opened.begin_run(WHEN, READER, ()), record, page_of(record))
    page = html.fromstring(visiting(path).get(f"/report/{made.report.id}").text)
    assert page.xpath("//div[@class='body']//mark/text()") == ["“We sail,”"]


def test_what_is_not_on_record_says_what_to_do(client: TestClient) -> None:
    answer = client.get("/report/nothing-like-it")
    assert answer.status_code == 404
    assert "The search page lists what is" in answer.text


@pytest.mark.parametrize("query", ["part=0", "part=x", "part=9999999999999999999999", "whole=perhaps"])
def test_a_question_that_makes_no_sense_is_refused_in_words(client: TestClient, query: str) -> None:
    answer = client.get(f"{COURIER}?{query}")
    assert answer.status_code == 400
    assert f"{query.partition('=')[0].capitalize()}: input should be" in answer.text


def test_an_empty_record_says_how_to_begin(tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True):
        pass
    answer = visiting(tmp_path / "onrecord.db").get("/")
    assert "Nothing is on record yet" in answer.text
    assert "onrecord read FOLDER" in answer.text


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("", "/"),
        ("  lamp burning ", "/search?q=lamp%20burning"),
        ("Odra Tennick", "/speaker/"),
        ("tennick", "/speaker/"),
        ("Odra", "/search?q=Odra"),
        ("+++", "/search?q=%2B%2B%2B"),
        ('"', "/search?q=%22"),
    ],
)
def test_the_box_leads_where_its_words_belong(client: TestClient, asked: str, leads_to: str) -> None:
    answer = client.post("/go", data={"asked": asked}, headers=OWN, follow_redirects=False)
    assert answer.status_code == 303
    found = answer.headers["location"]
    assert found.startswith(leads_to) if leads_to.endswith("/speaker/") else found == leads_to


# --- what was read ---------------------------------------------------------------------------------------------------


def test_what_was_read_is_text_with_the_places_marked(client: TestClient) -> None:
    answer = client.get(f"{COURIER}/page")
    page = html.fromstring(answer.text)
    assert [script.get("src") for script in page.xpath("//script")] == ["/static/htmx.min.js", "/static/site.js"]
    shown = page.xpath("//pre")[0]
    source = (ROOT / "examples" / "courier-keepers-agreement.html").read_text(encoding="utf-8")
    for number in shown.xpath(".//sup"):
        number.drop_tree()
    assert shown.text_content().strip() == source.strip()
    assert "Velmara will send its foreign minister" in shown.xpath(".//mark")[0].text_content()


def test_the_bytes_are_kept_and_not_opened(client: TestClient) -> None:
    answer = client.get(f"{COURIER}/bytes")
    assert answer.content == (ROOT / "examples" / "courier-keepers-agreement.html").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_line_of_json_is_shown_without_places_and_says_so(client: TestClient) -> None:
    answer = client.get("/report/press-conference.jsonl:1/page")
    assert answer.status_code == 200
    assert "no place is marked" in answer.text


# --- versions --------------------------------------------------------------------------------------------------------


def versions(path: Path, *texts: str) -> list[str]:
    """The ids of reports that are versions of one page."""
    ids = []
    with open_record(path, create=True) as opened:
        for text in texts:
            made = record_of(text, url="https://news.example/ferry", title=text[:12])
            opened.add(opened.begin_run(WHEN, READER, ()), made, page_of(made))
            ids.append(made.report.id)
    return ids


def test_what_changed_from_one_version_to_the_next_is_shown(tmp_path: Path) -> None:
    text = "The ferry will sail at dawn and the crew of twelve is ready for the long way over to the rock."
    first, second = versions(tmp_path / "v.db", text, text.replace("will sail", "will not sail"))
    site = visiting(tmp_path / "v.db")
    old = html.fromstring(site.get(f"/report/{first}").text)
    assert f"/report/{second}" in old.xpath("//p[@class='doubt']/a/@href")
    page = html.fromstring(site.get(f"/report/{first}/versions").text)
    assert {one.text_content().split("]")[0].split(": ")[1].strip() for one in page.xpath("//ins")} == {"not"}
    assert page.xpath("//del") == []
    assert site.get(f"/report/{first}/versions?from=1&to=7").status_code == 400
    back = html.fromstring(site.get(f"/report/{first}/versions?from=2&to=1").text)
    assert back.xpath("//del")


def test_a_page_with_one_version_says_so(client: TestClient) -> None:
    assert "there is one version" in client.get(f"{COURIER}/versions").text
