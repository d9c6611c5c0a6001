"""The same pages in the system's browser: everybody can read them, and find their way by clicks, keys and no script."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from onrecord.web.site import Site
from tests.web.conftest import Open
from tests.web.serving import SCREENSHOTS, WIDTHS, served
from tests.web.test_accessible import RULES
from tests.web.things import LISTS, paths

KINDS = ("statement", "primary", "speaker", "occasion", "instrument", "outlet", "family")
VIEWS = ((WIDTHS[0], False), (WIDTHS[1], True), (WIDTHS[2], False))


@pytest.fixture(scope="module")
def settled_address(settled_file: Path) -> Iterator[str]:
    with served(Site(settled_file)) as found:
        yield found


@pytest.fixture(scope="module")
def things(settled_file: Path) -> dict[str, str]:
    return paths(settled_file)


def _read_by_everybody(opened: Open, path: str, at: str, view: int) -> None:
    """Axe looks at one width and in one of light and dark, each page at another; all widths are tried and pictured."""
    width, dark = VIEWS[view % 3]
    page = opened(path, width=width, dark=dark, at=at)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    SCREENSHOTS.mkdir(exist_ok=True)
    for wide in WIDTHS:
        page.set_viewport_size({"width": wide, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= wide, "the page is wider than the screen"
        name = re.sub(r"\W+", "-", path).strip("-")
        page.screenshot(path=SCREENSHOTS / f"{name}-{wide}{'-dark' if dark else ''}.png", full_page=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_read_by_everybody(opened: Open, settled_address: str, things: dict[str, str], kind: str) -> None:
    _read_by_everybody(opened, things[kind], settled_address, KINDS.index(kind))


@pytest.mark.parametrize("path", LISTS)
def test_a_list_can_be_read_by_everybody(opened: Open, settled_address: str, path: str) -> None:
    _read_by_everybody(opened, path, settled_address, LISTS.index(path))


def test_the_card_stands_alone(opened: Open, settled_address: str, things: dict[str, str]) -> None:
    _read_by_everybody(opened, f"{things['primary']}/card", settled_address, 0)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_name_to_the_words_and_their_source(opened: Open, settled_address: str, scripts: bool) -> None:
    page = opened("/speakers", scripts=scripts, at=settled_address)
    page.get_by_label("Name").fill("amberdon")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Elske Amberdon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Elske Amberdon")
    page.get_by_text("Filters").click()
    page.get_by_label("Kind").select_option("direct")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name=re.compile("dark on the first of November")).first.click()
    expect(page.get_by_role("heading", name="Who else carries these words")).to_be_visible()
    page.get_by_text("BibTeX").click()
    expect(page.get_by_label("Citation as BibTeX")).to_contain_text("@misc")
    with page.expect_download() as download:
        page.locator("a[href$='/cite.bib']").click()
    assert download.value.suggested_filename.endswith(".bib")
    page.get_by_role("link", name="The family by itself").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The same words in")


def test_by_keys_alone(opened: Open, settled_address: str, things: dict[str, str]) -> None:
    page = opened(things["speaker"], at=settled_address)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the content")
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.quotes blockquote a')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="In its place")).to_be_visible()
    summary = page.get_by_text("All evidence, field by field")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dt", has_text="confidence").first).to_be_visible()


def test_a_citation_is_copied_with_one_click(opened: Open, settled_address: str, things: dict[str, str]) -> None:
    page = opened(things["primary"], at=settled_address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Card for another page").click()
    page.locator("button[data-copy='snippet']").click()
    expect(page.locator("button[data-copy='snippet']")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Snippet to embed").text_content()
    assert f'src="{settled_address}{things["primary"]}/card"' in copied


def test_the_card_is_shown_in_a_frame_of_another_site(
    opened: Open, settled_address: str, things: dict[str, str]
) -> None:
    """Another port is another site."""
    frame = '<!DOCTYPE html><title>Press</title><iframe src="{}" title="card"></iframe>'
    with _another_site(frame.format(f"{settled_address}{things['primary']}/card")) as at:
        page = opened("/", at=at)
        expect(page.frame_locator("iframe").locator("blockquote")).to_contain_text("expect the lamp")


@contextmanager
def _another_site(page: str) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 204)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode() if self.path == "/" else b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
