"""The page of known weaknesses is that of this version: after a change, `python -m bench.weaknesses --write`."""

from __future__ import annotations

from bench.marked_part import with_part
from bench.weaknesses import PAGE, told


def test_the_page_shows_what_this_version_records() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_part(page, "weaknesses", told(), PAGE.name) == page
