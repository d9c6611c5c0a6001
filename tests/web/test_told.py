"""Errors as a page tells them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.errors import BadRequest
from onrecord.web.told import told_here

ELSE = "whoever keeps this record can mend it from the command line"


@pytest.mark.parametrize(
    ("remedy", "told"),
    [
        ("write it as 2021 or 2021-12", "write it as 2021 or 2021-12"),
        ("say what it is: onrecord statement correct ab12 --speaker-type person", "say what it is"),
        ("`onrecord search` lists what is; the nearest: a.txt", "the search page lists what is; the nearest: a.txt"),
        ("name a field, e.g. --speaker NAME or --said-on DATE",
         "name a field, e.g. the field “Speaker” or the field “When”"),
        ("say who with --by NAME", "say who in the field “Who judges”"),
        ("restore it from a back-up, or name another with --record FILE", "restore it from a back-up"),
        ("onrecord families does it", ELSE),
        ("read it in parts, or from a file: onrecord read FILE", "read it in parts, or from a file"),
        ("name it with --encoding, e.g. --encoding windows-1251", ELSE),
    ],
)  # fmt: skip
def test_a_remedy_is_told_for_who_sits_before_a_form(remedy: str, told: str) -> None:
    assert told_here(BadRequest("it does not go", remedy=remedy)) == ("it does not go", told)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("--since '2021-13' is not a date", "Since: '2021-13' is not a date"),
        ("no report '--since' is on record", "no report '--since' is on record"),
    ],
)
def test_an_option_is_told_as_its_field(what: str, told: str) -> None:
    assert told_here(BadRequest(what, remedy="write another"))[0] == told


@pytest.mark.parametrize(
    "path", ["/search?q=lamp&since=2021-13", "/occasions?since=2021-13", "/check?words=a+b&date=x"]
)
def test_pages_name_fields_and_not_options(client: TestClient, path: str) -> None:
    answer = client.get(path).text.partition("<main")[2]
    assert "is not a date" in answer
    assert "--" not in answer
