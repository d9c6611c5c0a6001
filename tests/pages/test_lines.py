"""A line of .jsonl is a report, a transcript, or an error that names the line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pages.jsonl import NAMED_IN_A_ROW
from onrecord.values.page import Given, Page, PageKind, Skipped, Turn


def lines(*written: bytes | dict[str, Any], encoding: str | None = None) -> list[Any]:
    content = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in written)
    return list(read_pages(["-"], ReadOptions(form="jsonl", encoding=encoding), io.BytesIO(content)))


@pytest.mark.parametrize(
    ("line", "kind", "body", "given"),
    [
        ({"text": "words"}, PageKind.TEXT, "words", Given()),
        ({"html": "<p>words"}, PageKind.HTML, "<p>words", Given()),
        ({"text": "words", "html": "<p>more"}, PageKind.TEXT, "words", Given()),
        ({"text": " ", "html": "<p>words"}, PageKind.HTML, "<p>words", Given()),
        ({"text": " words\r\n"}, PageKind.TEXT, " words\r\n", Given()),  # the text is what it is
        (b'{"text": "a\\ud800b"}', PageKind.TEXT, "a\ud800b", Given()),
        (b'{"text": "\\ud83d\\ude00"}', PageKind.TEXT, "😀", Given()),
        (b'\xef\xbb\xbf{"text": "words"}', PageKind.TEXT, "words", Given()),
        ({"text": "words", "id": 7}, PageKind.TEXT, "words", Given(id="7")),
        ({"text": "words", "id": "", "title": None, "url": " "}, PageKind.TEXT, "words", Given()),
        ({"text": "words", "kind": "report", "more": [1]}, PageKind.TEXT, "words", Given()),
        (
            {
                "text": "words",
                "id": "x",
                "title": "T",
                "published": "2021-12-02",
                "outlet": "O",
                "url": "U",
                "byline": "B",
            },
            PageKind.TEXT,
            "words",
            Given(id="x", title="T", published="2021-12-02", outlet="O", url="U", byline="B"),
        ),
    ],
)
def test_a_line_is_a_report(line: Any, kind: PageKind, body: str, given: Given) -> None:
    (page,) = lines(line)
    assert (page.origin, page.kind, page.body, page.given) == ("-:1", kind, body, given)


@pytest.mark.parametrize("kind", [{"kind": "transcript"}, {"kind": "debate"}, {}])
def test_a_line_with_turns_is_a_transcript(kind: dict[str, str]) -> None:
    line = {
        "date": "2019-05-01",
        "occasion": "Budget debate",
        "place": "Oslo",
        "speaker": "The Chair",
        "turns": [{"speaker": "Ann Lee", "text": "Yes."}, {"speaker": "Bo", "text": " "}, {"text": "Order."}],
    }
    (page,) = lines(line | kind)
    assert page.kind is PageKind.TRANSCRIPT
    assert page.turns == (Turn("Ann Lee", "Yes."), Turn("The Chair", "Order."))  # empty turns are none
    assert page.given == Given(published="2019-05-01", occasion="Budget debate", place="Oslo")
    assert page.body is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"words", "not JSON (Expecting value at character 1)"),
        (b'{"text": "cut', "not JSON (Unterminated string"),
        (b"[" * 100_000, "not JSON (nested too deeply)"),
        (b'{"id": ' + b"1" * 5000 + b"}", "not JSON (Exceeds the limit"),
        (b'{"text": "na\xefve"}', "byte 12 is not UTF-8"),
        (b"[1]", "JSON, but a list and not an object"),
        (b"null", "JSON, but null and not an object"),
        (b"true", "JSON, but true and not an object"),
        ({}, 'neither "text" nor "html" nor "turns"'),
        ({"text": " \n"}, '"text" is empty'),
        ({"html": ""}, '"html" is empty'),
        ({"text": None}, '"text" is empty'),
        ({"text": 5}, '"text" is a number, not a text'),
        ({"text": ["words"]}, '"text" is a list, not a text'),
        ({"text": "words", "published": {}}, '"published" is an object, not a text'),
        ({"text": "words", "id": True}, '"id" is true, not a text'),
        ({"text": "words", "id": 1.5}, '"id" is a number, not a text'),
        ({"kind": "transcript"}, 'a transcript whose "turns" is null, not a list'),
        ({"turns": "words"}, 'a transcript whose "turns" is a text, not a list'),
        ({"turns": []}, "a transcript in which nobody says anything"),
        ({"turns": [{"speaker": "A", "text": ""}]}, "a transcript in which nobody says anything"),
        ({"turns": ["words"]}, "turn 1: a text, not an object"),
        ({"turns": [{"speaker": 5, "text": "a"}]}, 'turn 1: "speaker" is a number, not a text'),
    ],
)
def test_a_bad_line_is_named_with_reason_and_remedy_and_the_others_go_on(line: Any, reason: str) -> None:
    before, skipped, after = lines({"text": "before"}, line, {"text": "after"})
    assert (before.origin, after.origin) == ("-:1", "-:3")
    assert isinstance(skipped, Skipped)
    assert skipped.origin == "-:2"
    assert reason in skipped.reason
    assert len(skipped.remedy) > 15
    assert skipped.content == (line if isinstance(line, bytes) else json.dumps(line).encode())
    assert len(skipped.sha256 or "") == 64


def test_blank_lines_count_but_are_no_reports() -> None:
    results = lines(b"", {"text": "a"}, b"  \r", {"text": "b"}, b"", b"")
    assert [page.origin for page in results] == ["-:2", "-:4"]


def test_line_ends_are_not_part_of_the_bytes_kept() -> None:
    (page,) = lines(b'{"text": "a"}\r\n')
    assert page.content == b'{"text": "a"}'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b'[{"text": "a"},\n{"text": "b"}]', "one JSON document"),
        (b'{\n  "text": "a"\n}', "one JSON document"),
        ('{"text": "a"}'.encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_jsonl_at_all_is_said_once(content: bytes, reason: str) -> None:
    (skipped,) = lines(content)
    assert skipped.origin == "-"
    assert reason in skipped.reason


def test_many_bad_lines_in_a_row_are_named_together() -> None:
    bad = [b"words"] * (NAMED_IN_A_ROW + 500)
    results = lines({"text": "a"}, *bad, {"text": "b"}, b"words")
    assert [type(result) for result in results] == [Page, *[Skipped] * (NAMED_IN_A_ROW + 1), Page, Skipped]
    rest = results[NAMED_IN_A_ROW + 1]
    assert rest.origin == f"-:{NAMED_IN_A_ROW + 2}-{NAMED_IN_A_ROW + 501}"
    assert rest.reason == "500 more lines in a row that are no reports"


def test_a_line_in_an_encoding_the_user_names() -> None:
    (page,) = lines('{"text": "мир"}'.encode("cp1251"), encoding="cp1251")
    assert page.body == "мир"
    (skipped,) = lines(b'{"text": "a"}', encoding="no-such-thing")
    assert "no encoding is called 'no-such-thing'" in skipped.reason
