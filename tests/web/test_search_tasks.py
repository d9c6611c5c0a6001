"""The main tasks in a browser: by clicking, by the keyboard alone, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from onrecord.store.cases import cases
from onrecord.store.record import open_record
from onrecord.web.site import Site
from tests.web.conftest import Open
from tests.web.serving import served


@pytest.fixture
def judged_at(own_record: Path) -> Iterator[str]:
    """A site with a record of its own, which may be judged."""
    with served(Site(own_record)) as found:
        yield found


def judged(record: Path) -> list[tuple[str, str]]:
    """Act and standing of what was judged."""
    with open_record(record, read_only=True) as opened:
        return [(one.judgement.act.value, one.standing.value) for one in opened.judgements()]


@pytest.mark.parametrize("scripts", [True, False])
def test_search_open_and_check(opened: Open, scripts: bool) -> None:
    page = opened("/search", scripts=scripts)
    page.get_by_label("Words, “a phrase” or a name").fill("agreement on the table")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark")).to_have_text("agreement on the table")
    words = page.locator(".hit-words").first.inner_text()
    assert "q=agreement" in page.url
    page.get_by_role("link", name="Check", exact=True).click()
    page.get_by_label("The words, as they are quoted").fill(words)
    page.get_by_label("Who said it").fill("Elske Amberdon")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="Verbatim")).to_be_visible()
    assert "/statement/" in str(page.get_by_role("link", name="statement", exact=True).first.get_attribute("href"))


def test_what_is_typed_is_found_and_stands_in_the_address(opened: Open) -> None:
    page = opened("/search")
    page.get_by_label("Words, “a phrase” or a name").press_sequentially("lamp")
    expect(page.locator("mark").first).to_have_text("lamp")
    page.wait_for_url("**/search?q=lamp")
    page.get_by_text("Narrow it").click()
    page.get_by_label("Kind").select_option("direct")
    page.wait_for_url("**/search?q=lamp&kind=direct")
    expect(page.get_by_role("link", name="Drop Kind: direct")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/search?q=lamp")


@pytest.mark.parametrize("scripts", [True, False])
def test_two_reports_are_chosen_and_compared(opened: Open, scripts: bool) -> None:
    page = opened("/compare", scripts=scripts)
    page.get_by_role("group", name="One report").get_by_role("textbox").fill("press conference")
    page.get_by_role("group", name="The other").get_by_role("textbox").fill("lamp")
    page.get_by_role("button", name="Find and compare").click()
    page.get_by_role("radio").last.check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("status")).to_contain_text("Statements:")


def key(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_load_state()


def test_a_review_by_the_keyboard_alone(opened: Open, judged_at: str, own_record: Path) -> None:
    page = opened("/review", at=judged_at)
    first = page.get_by_role("blockquote").inner_text()
    expect(page.locator("#one")).to_be_focused()
    key(page, "a")
    expect(page.get_by_role("status")).to_contain_text("Accept")
    assert page.get_by_role("blockquote").inner_text() != first
    key(page, "r")
    expect(page.get_by_role("status")).to_contain_text("Reject")
    key(page, "k")
    expect(page.get_by_role("status")).to_contain_text("Kept as a case")
    page.keyboard.press("c")
    expect(page.get_by_label("Speaker", exact=True)).to_be_focused()
    page.keyboard.type("Odra Tennick")
    key(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("speaker Odra Tennick")
    key(page, "n")
    assert judged(own_record) == [("accept", "stands"), ("reject", "stands"), ("correct", "stands")]
    with open_record(own_record, read_only=True) as record:
        assert len(cases(record)) == 1


def test_people_are_merged_and_that_is_undone_by_keys(opened: Open, judged_at: str, own_record: Path) -> None:
    page = opened("/review", at=judged_at)
    who = page.locator("[name=was_speaker]")
    while who.input_value() not in {"Casimir Oule", "Odra Tennick", "Jorun Haldsby"}:  # somebody, not "It"
        key(page, "n")
    page.keyboard.press("m")
    page.keyboard.type("Odra Tennick" if who.input_value() == "Casimir Oule" else "Casimir Oule")
    page.keyboard.press("a")  # a letter like any other in a field
    page.keyboard.press("Backspace")
    key(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("Merge")
    key(page, "u")
    expect(page.get_by_role("status")).to_contain_text("Undo")
    assert judged(own_record) == [("merge", "undone"), ("undo", "stands")]


def test_a_review_without_scripts(opened: Open, judged_at: str, own_record: Path) -> None:
    page = opened("/review", at=judged_at, scripts=False)
    page.get_by_label("Judged by").fill("Ana Berg")
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="No statement").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_label("Said on").fill("2023-10-20")
    page.get_by_role("button", name="Correct").click()
    page.get_by_role("link", name="What was judged").click()
    page.get_by_role("button", name="Undo: ").last.click()
    with open_record(own_record, read_only=True) as record:
        made = record.judgements()
    assert [(one.judgement.act.value, one.standing.value) for one in made] == [
        ("accept", "undone"),
        ("reject", "undone"),
        ("undo", "stands"),
        ("correct", "stands"),
        ("undo", "stands"),
    ]
    assert {one.judgement.by for one in made} == {"Ana Berg"}
