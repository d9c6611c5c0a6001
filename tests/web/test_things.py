"""Pages of statements, speakers, occasions, documents, outlets and families."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.run.judging import Judge
from onrecord.store import record as store
from onrecord.store.record import open_record
from onrecord.text.report_name import report_name
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Reference
from onrecord.web.access import POLICY
from onrecord.web.pages.lists import ROWS
from onrecord.web.site import Site
from tests.store.making import READER, WHEN, page_of, record_of
from tests.web.serving import served
from tests.web.test_report import HOSTILE, visiting
from tests.web.things import LISTS, paths


@pytest.fixture(scope="module")
def settled(settled_file: Path) -> TestClient:
    return visiting(settled_file)


@pytest.fixture(scope="module")
def things(settled_file: Path) -> dict[str, str]:
    return paths(settled_file)


def _page(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:500]
    return html.fromstring(answer.text)


def _text(page: html.HtmlElement, path: str = "//main") -> str:
    return " ".join(" ".join(page.xpath(f"{path}//text()")).split())


def test_every_link_of_every_kind_of_page_leads_somewhere(settled: TestClient, things: dict[str, str]) -> None:
    """Links to pages that others build are left to their tests."""
    own = ("/statement/", "/speaker", "/occasion", "/instrument", "/outlet", "/famil", "/report/")
    seen = set()
    for path in (*things.values(), *LISTS):
        page = _page(settled, path)
        assert len(page.xpath("//h1")) == 1
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        seen |= {href.partition("#")[0] for href in page.xpath("//main//@href") if href.startswith(own)}
    sample = sorted(one for one in seen if "feed.atom" not in one)[::4]
    assert len(sample) > 20
    assert [(one, settled.get(one).status_code) for one in sample if settled.get(one).status_code != 200] == []


def test_a_statement_is_told_with_all_its_reasons(settled: TestClient, things: dict[str, str]) -> None:
    page = _page(settled, things["primary"])
    fields = page.xpath("//dl[@class='fields']/div/dt/text()")
    assert {"Who", "When", "Where", "To whom", "Occasion", "How sure"} <= set(fields)
    assert _text(page, "//h1").endswith('not expect to be thanked for it,"')
    assert "characters" in _text(page, "//dl[@class='fields']")
    assert {"speaker", "said on", "kind", "cue", "confidence", "published"} <= set(page.xpath("//details//dt/text()"))
    assert page.xpath("//div[@class='context']//mark")
    source = _text(page, "//section[@aria-labelledby='source']")
    assert "Altered" in source
    assert "can change the meaning" in source
    assert _text(page, "//section[@aria-labelledby='source']//del") == "[left out: not ]"


def test_carriers_stand_beside_the_fullest_with_what_they_changed(settled: TestClient, things: dict[str, str]) -> None:
    page = _page(settled, things["statement"])
    carriers = page.xpath("//section[starts-with(@class, 'carrier')]")
    assert carriers[0].get("class") == "carrier fullest"
    assert len(carriers) > 1
    assert page.xpath("//section[starts-with(@class, 'carrier')]//b[text()='this statement']")
    family = _page(settled, page.xpath("//a[text()='The family by itself']/@href")[0])
    assert len(family.xpath("//section[starts-with(@class, 'carrier')]")) == len(carriers)


def test_what_waits_is_told(client: TestClient, record_file: Path) -> None:
    """Nobody has asked for families of this record yet."""
    page = _page(client, paths(record_file, settled=False)["statement"])
    assert "Not grouped yet" in _text(page)
    assert "Not all statements are compared" in _text(_page(client, "/families"))


@pytest.mark.parametrize(
    ("ending", "begins", "kind"),
    [
        ("txt", "", "text/plain"),
        ("bib", "@misc{onrecord-", "application/x-bibtex"),
        ("ris", "TY  - ", "application/x-research-info-systems"),
        ("json", "[", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_a_citation_can_be_had_as_a_file(
    settled: TestClient, things: dict[str, str], ending: str, begins: str, kind: str
) -> None:
    answer = settled.get(f"{things['primary']}/cite.{ending}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].endswith(f'.{ending}"')
    assert answer.text.startswith(begins)
    assert "expect" in answer.text
    shown = _page(settled, things["primary"]).xpath(f"//pre[@id='cite-{ending}']/text()")
    assert shown[0].split() == answer.text.split()
    assert ending != "json" or json.loads(answer.text)


def test_a_citation_in_an_unknown_style_is_told(settled: TestClient, things: dict[str, str]) -> None:
    answer = settled.get(f"{things['primary']}/cite.docx")
    assert answer.status_code == 404
    assert "txt, bib, ris, json" in answer.text


def test_the_card_alone_may_stand_in_a_frame_and_has_no_script(settled: TestClient, things: dict[str, str]) -> None:
    card = settled.get(f"{things['primary']}/card")
    assert "frame-ancestors *" in card.headers["content-security-policy"]
    assert "script" not in card.headers["content-security-policy"]
    assert "<script" not in card.text
    assert "Elske Amberdon" in card.text
    for path in (*things.values(), f"{things['primary']}/cite.txt"):
        assert settled.get(path).headers["content-security-policy"] == POLICY


def test_a_name_stays_a_name_in_what_another_page_shows_the_card_by(tmp_path: Path) -> None:
    """It is copied into the markup of other sites, and there no word of a report may be markup."""
    name = 'Bo" onload="alert(1) \u202e<b>'
    with open_record(tmp_path / "r.db", create=True) as record, record.batch():
        made = record_of("ha", speaker=name)
        record.add(record.begin_run(WHEN, READER, []), made, page_of(made))
    (snippet,) = _page(visiting(tmp_path / "r.db"), f"/statement/{made.statements[0].id}").xpath("//pre[@id='snippet']")
    (frame,) = html.fragments_fromstring(snippet.text_content())
    assert sorted(frame.attrib) == ["height", "loading", "src", "title", "width"]
    assert frame.get("title").startswith('Bo" onload="alert(1) ')
    assert "\u202e" not in frame.get("title")


def test_a_list_goes_on_where_a_name_has_signs_of_an_address(tmp_path: Path) -> None:
    name = "What? #1 & 50%25"
    with open_record(tmp_path / "r.db", create=True) as record, record.batch():
        run = record.begin_run(WHEN, READER, [])
        for number in range(ROWS + 1):
            made = record_of(f"ha {number}")
            made = replace(made, report=replace(made.report, outlet=name))
            record.add(run, made, page_of(made))
    with served(Site(tmp_path / "r.db")) as address:  # the client of other tests decodes an address twice
        with urlopen(f"{address}/outlet/{quote(name, safe='')}") as answer:
            (further,) = html.fromstring(answer.read()).xpath("//a[@rel='next']/@href")
        with urlopen(f"{address}{further}") as answer:
            assert html.fromstring(answer.read()).findtext(".//h1/bdi") == name


def test_judged_statements_are_told_as_such(own_record: Path) -> None:
    with sqlite3.connect(own_record) as connection:
        one, other = (row[0] for row in connection.execute("SELECT id FROM statements ORDER BY number LIMIT 2"))
    with Judge(own_record, by="ana") as judge:
        judge.reject(one, because="a caption")
        judge.correct(other, {"place": "Velna"}, because="it says so below")
    client = visiting(own_record)
    for path in (f"/statement/{one}", f"/statement/{one}/card"):
        assert "Rejected" in _text(_page(client, path))
    assert "ana: a caption" in _text(_page(client, f"/statement/{one}"))
    corrected = _text(_page(client, f"/statement/{other}"))
    assert "Corrected" in corrected
    assert "corrected by ana: it says so below" in corrected
    assert "Velna" in corrected


def test_feeds_and_the_api_can_be_seen(settled: TestClient, things: dict[str, str]) -> None:
    for path in (things["speaker"], things["instrument"], "/search?q=lamp"):
        page = _page(settled, path)
        feed = page.xpath("//main//a[contains(@href, 'feed.atom')]/@href")
        assert len(feed) == 1
        assert settled.get(feed[0]).status_code == 200
        assert page.xpath("//footer//a[@href='/api']")


def test_an_occasion_names_who_spoke_once(settled: TestClient, things: dict[str, str]) -> None:
    page = _page(settled, things["occasion"])
    assert len(page.xpath("//h1//a[starts-with(@href, '/speaker/')]")) == 1
    assert not page.xpath("//p[@class='byline']//a")


def test_a_speaker_is_told_by_sums_that_agree(settled: TestClient, things: dict[str, str]) -> None:
    page = _page(settled, things["speaker"])
    sums = [int(number) for number in page.xpath("//dl[@class='sums']//dd/text()")]
    statements, reports, independent, occasions = sums
    assert statements >= reports >= independent > 0
    assert occasions > 0
    by_month = [int(row[-1]) for row in _table(page, "//figure//table")]
    by_outlet = [int(row[1]) for row in _table(page, "//section[@aria-labelledby='outlets']//table")]
    assert sum(by_outlet) == statements
    assert sum(by_month) <= statements
    assert page.xpath("//figure//*[local-name()='svg']//*[local-name()='rect']")
    first = page.xpath("//figure//table//a/@href")[0]
    assert len(_page(settled, first).xpath("//ul[@class='quotes']/li")) == min(25, by_month[0])


def _table(page: html.HtmlElement, path: str) -> Iterator[list[str]]:
    for row in page.xpath(f"{path}/tbody/tr"):
        yield [" ".join(cell.text_content().split()) for cell in row]


def test_a_list_goes_on_and_comes_back(settled: TestClient, things: dict[str, str]) -> None:
    path, seen = things["speaker"], list[str]()
    for _ in range(10):
        page = _page(settled, path)
        seen += page.xpath("//ul[@class='quotes']/li//blockquote/a/@href")
        following = page.xpath("//a[@rel='next']/@href")
        if not following:
            break
        path = following[0]
    whole = int(_page(settled, things["speaker"]).xpath("//dl[@class='sums']//dd/text()")[0])
    assert len(seen) == len(set(seen)) == whole > 25
    assert page.xpath("//a[@rel='prev']/@href") == [f"{things['speaker']}#said"]


def test_somebody_who_is_one_with_another_is_found_under_both(own_record: Path) -> None:
    with Judge(own_record, by="ana") as judge:
        judge.merge("Jorun Haldsby", "Odra Tennick")
    client = visiting(own_record)
    with sqlite3.connect(own_record) as connection:
        asked = "SELECT entity FROM speakers WHERE name = ? AND entity IS NOT NULL"
        one, other = (connection.execute(asked, (name,)).fetchone()[0] for name in ("Jorun Haldsby", "Odra Tennick"))
    answer = client.get(f"/speaker/{other}")
    assert answer.url.path == f"/speaker/{one}"
    assert "Also printed as Odra Tennick" in _text(html.fromstring(answer.text))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/speakers?q=haldsby", "Jorun Haldsby"),
        ("/speakers?q=nobody+of+this+name", "Nobody called"),
        ("/speakers?q=Haldsbi", "the nearest: Jorun Haldsby"),
        ("/occasions?speaker=Haldsbi", "the nearest: Jorun Haldsby"),
        ("/instruments?q=dodd+frank", "Dodd-Frank Wall Street Reform"),
        ("/instrument/dodd%20wall%20street", "Dodd-Frank Wall Street Reform"),
        ("/speakers?by=name", "Jorun Haldsby"),
        ("/outlets?q=islander", "The Islander"),
        ("/outlets?by=name", "The Islander"),
        ("/occasions?speaker=haldsby", "Jorun Haldsby"),
        ("/occasions?since=2300", "No such occasion"),
        ("/occasions?reports=2", "press conference"),
        ("/instruments", "Counted are statements"),
        ("/families", "statements in 2 reports"),
    ],
)
def test_lists_find_what_is_asked_for(settled: TestClient, path: str, found: str) -> None:
    assert found in _text(_page(settled, path))


@pytest.mark.parametrize(
    "path",
    [
        *(f"/{kind}/no-such-thing" for kind in ("statement", "speaker", "occasion", "instrument", "outlet", "family")),
        "/statement/no-such-thing/card",
        "/statement/no-such-thing/cite.bib",
        "/speaker/%00",
        "/outlet/%F0%9F%92%A9",
    ],
)
def test_what_is_not_on_record_is_told_with_a_way_out(settled: TestClient, path: str) -> None:
    answer = settled.get(path)
    assert answer.status_code == 404
    assert len(html.fromstring(answer.text).xpath("//main//p")) > 1


@pytest.mark.parametrize(
    "asked",
    [
        "kind=loud",
        "mode=x",
        "since=yesterday",
        "after=x",
        "after=bnVsbA",
        "outlet=%22%20OR%201",
        "until=%00",
        "kind=" + "x" * 600,
    ],
)
def test_a_filter_that_makes_no_sense_is_no_fault_of_ours(
    settled: TestClient, things: dict[str, str], asked: str
) -> None:
    assert settled.get(f"{things['speaker']}?{asked}").status_code in (200, 400, 422)


@pytest.mark.parametrize(
    "path",
    ["/speakers?after=x", "/occasions?reports=-1", "/occasions?reports=x", "/families?after=x", "/outlets?after=x"],
)
def test_a_list_that_cannot_go_on_says_so(settled: TestClient, path: str) -> None:
    assert settled.get(path).status_code == 400


def _hostile(words: str, file: Path) -> str:
    """A record in which every text says `words`. Gives the statement's id."""
    made = record_of(words, url=f"https://courier.example/{quote(words)}", title=words, outlet=words, byline=words)
    speaker = Speaker(words, SpeakerType.PERSON, words, words, words, words, words, (words,))
    around = replace(made.statements[0].circumstances, place=words, occasion=words, addressee=words, medium=words)
    appeal = Reference(Span(0, 2), None, words, (words, words), words, None, words)
    statement = replace(made.statements[0], speaker=speaker, circumstances=around, refers_to=(appeal,))
    with open_record(file, create=True) as record, record.batch():
        run = record.begin_run(WHEN, READER, ["read"])
        record.add(run, replace(made, statements=(statement,)), page_of(made))
    return statement.id


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_strangers_stay_words(tmp_path: Path, words: str) -> None:
    file = tmp_path / "r.db"
    statement = _hostile(words, file)
    client, name = visiting(file), quote(words, safe="")
    own = [f"/statement/{statement}", f"/statement/{statement}/card", f"/speaker/{name}", f"/outlet/{name}"]
    for path in (*own, f"/instrument/{name}", f"/speakers?q={name}", *LISTS):
        page = _page(client, path)
        assert {script.get("src") for script in page.xpath("//script")} <= {"/static/htmx.min.js", "/static/site.js"}
        assert not page.xpath("//main//img | //main//script | //main//*[@onerror or @onload or @style]")
        hrefs = page.xpath("//main//@href")
        assert not [href for href in hrefs if not href.startswith(("/", "#", "https://courier.example/", "http://127"))]
        assert "\u202e" not in page.text_content()


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_record_is_told(tmp_path: Path, path: str) -> None:
    file = tmp_path / "r.db"
    open_record(file, create=True).close()
    assert visiting(file).get(path).status_code == 200


# Named so: they are small by nature (what people judged, what they imported, what waits), or parts of a query. Names
# like one that nobody has are looked for among the `latest` 5,000, documents among the 2,000 most appealed to,
# agencies among the 2,000 most carried.
SMALL = (
    "CONSTANT ROW", "(subquery", "t", "l", "n", "i USING COVERING INDEX identities", "identities", "own_instruments",
    "versions USING INDEX versions_past", "occasion_reports USING INDEX occasion_reports_waiting", "family_waiting",
    "family_touched", "family_stale", "f VIRTUAL TABLE", "main.speaker_search_config", "main.report_search_config",
    "main.report_named_config",
    "rejections", "latest", "instrument_sizes USING COVERING INDEX instrument_sizes_most",
    "speaker_search VIRTUAL TABLE", "wire_sizes USING COVERING INDEX wire_sizes_most",
)  # fmt: skip


def test_no_page_goes_along_a_table(settled_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every query of every page by an index: told by the plans of all that they really ask."""
    asked: dict[str, str] = {}
    path, opened = "", store.open_for_reading

    def traced(file: Path, *, patience: float) -> sqlite3.Connection:
        connection = opened(file, patience=patience)
        connection.set_trace_callback(lambda sql: asked.setdefault(sql, path))
        return connection

    monkeypatch.setattr(store, "open_for_reading", traced)
    client, things = visiting(settled_file), paths(settled_file)
    filtered = f"{things['speaker']}?kind=direct&mode=said&outlet=rt&since=2021"
    more = (
        "/speakers?by=name",
        "/speakers?q=a",
        "/outlets?by=name",
        "/outlets?q=the",
        "/occasions?speaker=a&reports=2",
        "/speakers?q=nobody",
        "/instruments?q=nothing+so",
        "/outlet/VELNA",
    )
    for path in (*things.values(), *LISTS, filtered, *more, f"{things['instrument']}?possible=true"):
        assert client.get(path).status_code < 500
    with sqlite3.connect(settled_file) as connection:
        connection.create_function("report_name", 5, report_name)  # as a record that is opened has it
        plans = [
            (row[3], path, sql)
            for sql, path in asked.items()
            if sql.lstrip().upper().startswith(("SELECT", "WITH")) and "_data'" not in sql
            for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    scans = [plan for plan in plans if plan[0].startswith("SCAN")]
    assert len(plans) > 100
    assert [plan for plan in scans if not plan[0].removeprefix("SCAN ").startswith(SMALL)] == []
