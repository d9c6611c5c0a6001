"""Search, check, draft and compare: what is asked by an address, and what comes back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.values.model import Model
from onrecord.web.app import make_app
from onrecord.web.pages import draft as draft_page
from onrecord.web.site import Site
from tests.web.conftest import ANY_NUMBER
from tests.web.hostile import HOSTILE

SAID = "If there is an agreement on the table, I will read it between courses."


def asked(client: TestClient, path: str, status: int = 200, **values: str) -> str:
    answer = client.get(f"{path}?{urlencode(values)}")
    assert answer.status_code == status
    return answer.text


# --- search


def test_words_are_found_and_marked(client: TestClient) -> None:
    told = asked(client, "/search", q="agreement on the table")
    assert "<mark>agreement on the table</mark>" in told
    assert "1 statement" in told
    assert 'href="/statement/' in told


def test_a_filter_leads_to_itself_and_away(client: TestClient) -> None:
    told = asked(client, "/search", q="the", kind="direct", speaker="Tennick")
    assert "/search?q=the&amp;speaker=Tennick" in told  # without the kind
    assert "/search?q=the&amp;kind=direct" in told  # without the speaker
    assert "<h3>Outlet</h3>" in told
    assert "<h3>Kind</h3>" not in told


def test_a_part_is_only_what_was_found(client: TestClient) -> None:
    headers = {"hx-request": "true", "hx-target": "found"}
    told = client.get("/search?q=agreement", headers=headers).text
    assert "<html" not in told
    assert "<mark>agreement</mark>" in told


def test_pages_follow_each_other(client: TestClient) -> None:
    told = asked(client, "/search", q="the")
    assert "/search?q=the&amp;page=2" in told
    assert 'rel="prev"' in asked(client, "/search", q="the", page="2")


def test_nothing_found_says_what_was_searched_and_the_ways_on(client: TestClient) -> None:
    told = asked(client, "/search", q="zeppelin", since="2021")
    assert re.search(r"Searched: \d+ statements in \d+ reports", told)
    assert "does not say that it was never said" in told
    assert 'href="/search?q=zeppelin"' in told
    assert 'href="/check?words=zeppelin"' in told


def test_a_name_leads_to_who_is_called_so(client: TestClient) -> None:
    assert re.search(r'href="/speaker/[^"]+"><bdi>Odra Tennick', asked(client, "/search", q="tennick"))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"q": "x" * 50_000}, "50000 characters"),
        ({"q": "a " * 50}, "more than 40 words"),
        ({"q": "the", "since": "yesterday"}, "yesterday"),
        ({"q": "the", "kind": "shouted"}, "shouted"),
        ({"q": "the", "mode": "sung"}, "sung"),
        ({"q": "the", "page": "-1"}, "is no page"),
        ({"q": "the", "page": "9999"}, "no page 9999"),
    ],
)
def test_what_makes_no_sense_is_told_with_a_remedy(client: TestClient, values: dict[str, str], told: str) -> None:
    assert told in asked(client, "/search", 400, **values)


# --- check


def test_the_same_words_are_confirmed(client: TestClient) -> None:
    told = asked(client, "/check", words=SAID, speaker="Elske Amberdon")
    assert "Verbatim" in told
    assert "who said it by the record" in told
    assert "Searched:" in told


def test_a_difference_is_marked_and_named(client: TestClient) -> None:
    told = asked(client, "/check", words=SAID.replace("will read", "will not read"), speaker="Elske Amberdon")
    assert "Altered" in told
    assert re.search(r"<ins>.*not.*</ins>", told)
    assert "<b>negation</b>" in told
    assert "can change the meaning" in told


def test_the_part_that_is_on_record_is_shown(client: TestClient) -> None:
    invented = "and then I shall throw all of it to the gulls of the outer harbour, lamp and oil and master"
    told = asked(client, "/check", words=f"{SAID[:-1]} {invented}")
    assert "Not on record" in told
    assert "words are on record, but not with the rest" in told
    assert re.search(r"On record of it: <q>[^<]{20}", told)


def test_another_speaker_is_told(client: TestClient) -> None:
    told = asked(client, "/check", words=SAID, speaker="Odra Tennick")
    assert "Another speaker" in told
    assert "Elske Amberdon" in told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"words": "x " * 25_000}, "characters"),
        ({"words": "!!!"}, "no words to check"),
        ({"words": SAID, "date": "soon"}, "soon"),
    ],
)
def test_what_cannot_be_checked_is_told(client: TestClient, values: dict[str, str], told: str) -> None:
    assert told in asked(client, "/check", 400, **values)


@pytest.mark.parametrize("path", ["/search?q=", "/check?words="])
def test_a_hundred_thousand_characters_are_refused_kindly(address: str, path: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(address + path + "x" * 100_000, timeout=20)
    assert refused.value.code == 400
    assert "characters" in refused.value.read().decode()


# --- a draft

DRAFT = f"Elske Amberdon spoke on Tuesday.\n\n“{SAID}” Amberdon said. “Nothing of the kind was ever sold here.”\n"


def test_a_draft_is_checked_whole(client: TestClient) -> None:
    told = client.post("/check/draft", data={"draft": DRAFT}).text
    assert "Held back" in told
    assert "not on record" in told
    assert "style=" not in told


def test_what_a_draft_is_held_against_can_be_opened(client: TestClient) -> None:
    told = client.post("/check/draft", data={"draft": f"“{SAID}” Elske Amberdon said.\n"}).text
    links = html.fromstring(told).xpath("//article//a[starts-with(@href, '/statement/')]/@href")
    assert links
    assert {client.get(one).status_code for one in links} == {200}


def test_a_file_is_a_draft_too(client: TestClient) -> None:
    told = client.post("/check/draft", files={"file": ("draft.txt", DRAFT.encode(), "text/plain")}).text
    assert "Held back" in told


def test_it_can_be_taken_along(client: TestClient) -> None:
    answer = client.post("/check/draft", data={"draft": DRAFT, "format": "json"})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert json.loads(answer.content)["schema"] == "onrecord-draft/1"
    assert client.post("/check/draft", data={"draft": DRAFT, "format": "html"}).text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("draft", ["", " \n ", "x" * (draft_page.MOST_BYTES + 1), "x" * 5 * draft_page.MOST_BYTES])
def test_a_draft_of_nothing_or_too_much_is_refused(client: TestClient, draft: str) -> None:
    answer = client.post("/check/draft", data={"draft": draft})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


# --- compare


def test_two_reports_stand_side_by_side(client: TestClient) -> None:
    told = asked(client, "/compare", a="courier-keepers-agreement.html", b="islander-lamp-reprint.txt")
    assert "Turn round" in told
    assert "of its" in told


def test_what_is_typed_leads_to_reports(client: TestClient) -> None:
    told = asked(client, "/compare", a="press", b="lamp")
    assert 'type="radio"' in told


@pytest.mark.parametrize("words", ["zeppelin", ""])
def test_no_such_report_is_told(client: TestClient, words: str) -> None:
    told = asked(client, "/compare", a=words)
    assert ("No report has these words" in told) == bool(words)


# --- all of them

PLACES = (
    ("/search", "q"),
    ("/search", "speaker"),
    ("/search", "outlet"),
    ("/search", "instrument"),
    ("/search", "since"),
    ("/check", "words"),
    ("/check", "speaker"),
    ("/check", "date"),
    ("/compare", "a"),
    ("/compare", "b"),
)


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_hostile_words_are_words(client: TestClient, path: str, name: str) -> None:
    plain = {"words": SAID} if path == "/check" else {}
    for words in HOSTILE:
        answer = client.get(f"{path}?{urlencode({**plain, name: words})}")
        assert answer.status_code in (200, 400), words
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "<svg" not in answer.text
        assert 'href="javascript' not in answer.text


def test_a_hostile_draft_is_words(client: TestClient) -> None:
    told = client.post(
        "/check/draft", data={"draft": "\n\n".join(f"“{one} and more words,” he said." for one in HOSTILE)}
    )
    assert told.status_code == 200
    assert "<script>alert" not in told.text
    assert "<img" not in told.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("speaker=Haldsbi", '<a href="/search?speaker=Jorun%20Haldsby">'),
        ("q=lamp&speaker=Haldsbi", "Nobody called"),
        ("outlet=Velnna", "No outlet called"),
        ("instrument=act", "is a name of several documents"),
        ("instrument=no+such+thing", "No document &#39;no such thing&#39; is in the register or on record"),
        ("instrument=Dodd+Wall+Street", "Nothing found"),  # known, and nobody appeals to it
    ],
)
def test_names_that_are_not_known_are_told(client: TestClient, asked: str, found: str) -> None:
    assert found in client.get(f"/search?{asked}").text


def test_somebody_who_said_nothing_of_it_is_not_nobody(client: TestClient) -> None:
    assert "Nobody called" not in client.get("/search?q=xylophone&speaker=Haldsby").text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("statements?speaker=Haldsbi", "nobody called 'Haldsbi' is on record; the nearest: Jorun Haldsby"),
        ("occasions?speaker=Haldsbi", "nobody called 'Haldsbi' is on record; the nearest: Jorun Haldsby"),
        ("speakers?q=Haldsbi", "nobody called 'Haldsbi' is on record; the nearest: Jorun Haldsby"),
        ("statements?outlet=Velnna", "no outlet called 'Velnna' is on record"),
        ("statements?instrument=no+such+thing", "/api/v1/instruments lists them"),
    ],
)
def test_a_program_is_told_why_a_list_is_empty(client: TestClient, path: str, told: str) -> None:
    answer = client.get(f"/api/v1/{path}").json()
    assert (answer["items"], answer["total"]) == ([], 0)
    assert told in answer["notes"][0]


@pytest.mark.parametrize("path", ["statements?speaker=Haldsby", "statements?q=xylophone", "speakers?q=Haldsby"])
def test_a_program_is_told_nothing_where_nothing_is_amiss(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1/{path}").json()["notes"] == []


def test_a_program_finds_a_document_by_words_of_its_name(client: TestClient) -> None:
    asked = "/api/v1/instruments/dodd wall street"
    assert client.get(asked).json()["known"]["id"] == "dodd-frank-act-2010"


@pytest.mark.parametrize("no", ["false", "0", "off", "no", ""])
def test_a_flag_that_says_no_asks_for_nothing(client: TestClient, no: str) -> None:
    """As the feed beside the page and the API take it."""
    assert "Copies count once" not in " ".join(chips(asked(client, "/search", q="lamp", independent=no)))
    assert "Copies count once" in " ".join(chips(asked(client, "/search", q="lamp", independent="true")))


def chips(told: str) -> list[str]:
    return [one.text_content() for one in html.fromstring(told).xpath("//ul[@class='chips']/li")]


@pytest.mark.parametrize("claimed", ["I would read it between courses", "I will not read it between courses"])
def test_between_a_difference_and_what_it_can_do_there_is_a_seam(client: TestClient, claimed: str) -> None:
    words = SAID.replace("I will read it between courses", claimed)
    page = html.fromstring(asked(client, "/check", words=words))
    (told,) = (one.text_content() for one in page.xpath("//ul[@class='differences']/li"))
    assert re.search(r"(would|not)\s+— can change the meaning", told)


def test_a_program_is_told_where_words_are_printed_as_a_page_is(
    own_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prose = "In Kordava they know the saying that a lamp burns longest when nobody looks at it. The ferry was late.\n"
    client = TestClient(make_app(Site(own_record, ANY_NUMBER, Model.RULES)), base_url="http://127.0.0.1")
    assert client.post("/api/v1/read", json={"text": prose, "store": True}).status_code == 200
    asked_for = {"words": "a lamp burns longest when nobody looks at it"}
    assert "Printed, but read as nobody’s statement" in asked(client, "/check", **asked_for)
    (one,) = client.post("/api/v1/check", json=asked_for).json()["printed"]
    assert (one["words"], one["statement"]) == (asked_for["words"], None)
    monkeypatch.setattr("onrecord.run.checking.MOST_TEXTS", 0)
    assert client.get("/api/v1/check", params=asked_for).json()["printed"] is None
    assert client.get("/api/v1/check", params=asked_for | {"in_text": "1"}).json()["printed"] == [one]
