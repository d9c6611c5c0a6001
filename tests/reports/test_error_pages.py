from __future__ import annotations

import pytest

from onrecord.reports.error_pages import error_page


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("404 Not Found", "nginx", "404 Not Found"),
        ("Page not found | The Courier", "Try the search.", "Page not found"),
        ("Page not found - The Courier", "Try the search.", "Page not found"),
        (None, "Error 503\nTry again later.", "Error 503"),
        ("Just a moment...", "Enable JavaScript and cookies to continue", "Just a moment..."),
        ("The Courier", "Access denied\nYou do not have permission.", "Access denied"),
        ("Oops! This page does not exist", "", "Oops! This page does not exist"),
        (
            "Checking your browser before accessing courier.example",
            "",
            "Checking your browser before accessing courier.example",
        ),
    ],
)
def test_a_page_that_says_it_is_none_is_known(title: str | None, text: str, told: str) -> None:
    assert error_page(title, text) == told


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("404 people came to the meeting", "“We did not expect so many,” said Dana Orlova."),
        ("Access denied to inspectors, ministry says", "The ministry said on Monday that nobody was let in."),
        ("Not found in any archive: the lost letters", "“They are gone,” the keeper said."),
        ("Just a moment of rest", "Ilse Brandt said so."),
        ("Page not found", "word " * 200),
        (None, ""),
    ],
)
def test_a_report_is_a_report(title: str | None, text: str) -> None:
    assert error_page(title, text) is None
