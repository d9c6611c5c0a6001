"""Reading on the site: by requests, by clicking, by keyboard, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.values.model import Model
from onrecord.web.app import make_app
from onrecord.web.site import Site
from tests.web.conftest import Open
from tests.web.serving import ROOT, SCREENSHOTS, served

OWN = {"origin": "http://127.0.0.1"}
EMOJI = "\N{GRINNING FACE}"
SAYS = "“We sail at dawn,” Captain Ana Lindqvist said on Monday."
FERRY = f"Ferry news {EMOJI}\n\nThe sea was calm {EMOJI}{EMOJI} all day.\n\n{SAYS}"


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of an empty record, with one process that reads by the rules."""
    path = tmp_path_factory.mktemp("read") / "onrecord.db"
    with open_record(path, create=True):
        pass
    site = Site(path, model=Model.RULES)
    yield site
    site.desk.close()


@pytest.fixture(scope="module")
def asks(reading: Site) -> TestClient:
    return TestClient(make_app(reading), base_url="http://127.0.0.1", headers=OWN)


@pytest.fixture(scope="module")
def at(reading: Site) -> Iterator[str]:
    with served(reading) as found:
        yield found


def ended(asks: TestClient, reading: Site, where: str) -> html.HtmlElement:
    """The page of a reading when it is over. where: its path."""
    reading.desk.wait(where.rsplit("/", 1)[-1], 30)
    answer = asks.get(where)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def begin(asks: TestClient, **sent: object) -> str:
    answer = asks.post("/read", follow_redirects=False, **sent)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_a_text_is_looked_at_and_then_put_on_record(asks: TestClient, reading: Site) -> None:
    where = begin(asks, data={"text": FERRY, "published": "2023-10-12", "outlet": "<b>The Islander</b>"})
    page = ended(asks, reading, where)
    assert "Looked at, not on record" in page.text_content()
    assert page.xpath("//div[@class='body']//mark/text()") == ["“We sail at dawn,”"]
    assert "<b>The Islander</b>" in page.text_content()
    assert not [href for href in page.xpath("//article//@href") if not href.startswith("#")], "there is nothing yet"
    kept = asks.post(f"{where}/keep", follow_redirects=False).headers["location"]
    reading.desk.wait(kept.rsplit("/", 1)[-1], 30)
    answer = asks.get(kept, follow_redirects=False)
    assert answer.status_code == 303
    assert asks.get(answer.headers["location"]).status_code == 200


def test_several_files_are_listed_with_what_became_of_each(asks: TestClient, reading: Site) -> None:
    names = ("courier-keepers-agreement.html", "velna-skerrin-lamp.txt")
    files = [("files", (name, (ROOT / "examples" / name).read_bytes())) for name in names]
    page = ended(asks, reading, begin(asks, files=[*files, ("files", ("b.bin", b"\0\1\2\3" * 99))]))
    listed = [" ".join(one.text_content().split()) for one in page.xpath("//ol[@class='outcomes']/li")]
    assert [one[0] for one in listed] == ["✓", "✓", "✕"]
    assert "not text in any encoding" in listed[2]
    second = asks.get(page.xpath("//ol[@class='outcomes']/li[2]/a/@href")[0])
    assert "Skerrin lamp must burn" in second.text


def test_a_box_with_a_whole_text_reads_it(asks: TestClient, reading: Site) -> None:
    where = asks.post("/go", data={"asked": FERRY}, follow_redirects=False).headers["location"]
    assert ended(asks, reading, where).xpath("//div[@class='body']//mark/text()") == ["“We sail at dawn,”"]


def test_a_box_with_an_address_has_it_looked_at(asks: TestClient, reading: Site) -> None:
    where = asks.post("/go", data={"asked": "http://127.0.0.1:9/ferry?a=1&b=2"}, follow_redirects=False)
    request = reading.desk.job(where.headers["location"].removeprefix("/read/")).request
    assert (request.address, request.store) == ("http://127.0.0.1:9/ferry?a=1&b=2", False)


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        ({"text": ""}, "Nothing to read was given"),
        ({"text": "One.", "address": "https://news.example/"}, "More than one thing"),
        ({"address": "<script>alert(1)</script>"}, "is no address of a page"),
    ],
)
def test_a_form_that_makes_no_sense_comes_back_as_it_was(asks: TestClient, sent: dict[str, str], what: str) -> None:
    answer = asks.post("/read", data=sent)
    page = html.fromstring(answer.text)
    assert answer.status_code == 400
    assert what in page.xpath("//*[@role='alert']")[0].text_content()
    assert page.xpath("//input[@name='address']/@value") == [sent.get("address", "")]
    assert not page.xpath("//script[not(@src)]")


def test_too_much_is_refused_before_it_is_read(asks: TestClient) -> None:
    answer = asks.post("/read", content=b"x", headers={"content-length": "40000000", "content-type": "text/plain"})
    assert answer.status_code in (400, 413)


def test_a_reading_that_nobody_knows_says_what_to_do(asks: TestClient) -> None:
    answer = asks.get("/read/no-such-reading")
    assert answer.status_code == 404
    assert "Read it again" in answer.text


def test_by_clicking_a_text_is_looked_at_stored_and_opened(opened: Open, at: str) -> None:
    page = opened("/read", at=at)
    page.get_by_label("Paste a text").fill(FERRY)
    page.get_by_text("What you know of it").click()
    page.get_by_label("Title").fill("<script>alert(1)</script>")
    page.get_by_role("button", name="Look").click()
    page.get_by_text("Looked at, not on record").wait_for()
    assert page.locator(".body mark").inner_text() == "“We sail at dawn,”"
    page.locator(".card summary").first.click()
    assert page.locator(".card dt", has_text="said on").first.is_visible()
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "read-looked-1024.png", full_page=True)
    page.get_by_role("button", name="Put it on record").click()
    page.wait_for_url("**/report/*")
    assert page.get_by_role("heading", level=1).inner_text() == "<script>alert(1)</script>"


def test_by_keyboard_and_without_scripts_a_file_is_read(opened: Open, at: str, tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(FERRY, encoding="utf-8")
    page = opened("/read", at=at, scripts=False)
    page.get_by_label("or choose files").set_input_files(file)
    page.get_by_label("or give the address").focus()
    for _ in range(2):  # over what is known of it
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Looked at, not on record").wait_for()  # the page asks again by itself
    assert page.locator(".body mark").inner_text() == "“We sail at dawn,”"


def test_an_address_of_this_machine_is_refused_in_words(opened: Open, at: str) -> None:
    page = opened("/", at=at)
    page.get_by_label("Words, a name, an address").fill(at)
    page.keyboard.press("Enter")
    page.get_by_text("Read something else").wait_for()
    assert "is not one of the web's" in page.locator("main").inner_text()
