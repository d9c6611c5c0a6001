"""The site as a reader meets it: by requests, and in the system's browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from starlette.testclient import TestClient

from onrecord.run.primary import trace_quotations
from onrecord.store.families_waiting import complete_families
from onrecord.store.record import open_record
from onrecord.web.app import make_app
from onrecord.web.site import Site
from tests.web.serving import browser_here, read_examples, served

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One record for all tests that only look. Do not write into it: take `own_record`."""
    file = tmp_path_factory.mktemp("web") / "onrecord.db"
    read_examples(file)
    return file


@pytest.fixture
def own_record(record_file: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may change."""
    file = tmp_path / "onrecord.db"
    file.write_bytes(record_file.read_bytes())
    return file


@pytest.fixture(scope="session")
def client(record_file: Path) -> TestClient:
    """Requests without a browser. An error of ours fails the test."""
    return TestClient(make_app(Site(record_file)), base_url="http://127.0.0.1")


@pytest.fixture(scope="session")
def address(record_file: Path) -> Iterator[str]:
    with served(Site(record_file)) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    where = browser_here()
    if where is None:
        # Where everything must be tried a missing browser is a fault, not a reason to skip.
        assert not os.environ.get("ONRECORD_NEED_BROWSER"), "no Chromium on this machine: install it"
        pytest.skip("no Chromium on this machine: install it (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        # Its sandbox needs rights that containers do not give; it sees only pages of ours here.
        quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
        found = playwright.chromium.launch(executable_path=where, args=["--no-sandbox", *quiet])
        yield found
        found.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a path of the site, `width` pixels wide. What the browser complains about fails the test."""
    complaints: list[str] = []
    contexts = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def open_(path: str, *, width: int = 1024, dark: bool = False, scripts: bool = True, at: str = address) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(at + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def settled_file(record_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record with all that is found when a command asks for it: families, and what goes back to transcripts."""
    file = tmp_path_factory.mktemp("settled") / "onrecord.db"
    file.write_bytes(record_file.read_bytes())
    with open_record(file) as record:
        for _ in (*complete_families(record), *trace_quotations(record)):
            pass
    return file
