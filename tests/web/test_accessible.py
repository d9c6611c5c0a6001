"""Every page by WCAG 2.2 AA as far as axe-core can tell, at every width, light and dark; and a picture of each."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.conftest import Open
from tests.web.serving import SCREENSHOTS, WIDTHS

# One of each kind of page. A page that needs an id names it by what stands in the examples.
PAGES = (
    "/",
    "/report/courier-keepers-agreement.html",
    "/report/courier-keepers-agreement.html/page",
    "/report/islander-lamp-reprint.txt/versions",
    "/read",
    "/search?q=the+agreement&kind=direct",
    "/search?speaker=Haldsbi",
    "/outlet/VELNA",
    "/check?words=If+there+is+an+agreement+on+the+table,+I+will+not+read+it&speaker=Tennick",
    "/check/draft",
    "/compare?a=courier-keepers-agreement.html&b=islander-lamp-reprint.txt",
    "/compare?a=press&b=lamp",
    "/review",
    "/api",
    "/login",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_by_everybody(opened: Open, path: str) -> None:
    for width, dark in ((WIDTHS[0], False), (WIDTHS[1], True), (WIDTHS[2], False)):
        page = opened(path, width=width, dark=dark)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than the screen"
        SCREENSHOTS.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", path).strip("-") or "home"
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}{'-dark' if dark else ''}.png", full_page=True)
