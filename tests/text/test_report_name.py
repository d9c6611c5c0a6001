"""What a report is called."""

from __future__ import annotations

import pytest

from onrecord.text.report_name import report_name


@pytest.mark.parametrize(
    ("title", "occasion", "day", "given_id", "origin", "name"),
    [
        ("A lamp goes out", "Harbour debate", "2031-05-03", "a1", "a.jsonl:2", "A lamp goes out"),
        (None, "Harbour debate", "2031-05-03", "a1", "a.jsonl:2", "Harbour debate, 3 May 2031"),
        (None, "Harbour debate of 3 May 2031", "2031-05-03", None, "a.jsonl:2", "Harbour debate of 3 May 2031"),
        (None, "Harbour debate", "2031", None, "a.jsonl:2", "Harbour debate, 2031"),
        (None, "Harbour debate", "XXXX-05-03", None, "a.jsonl:2", "Harbour debate"),
        (None, "Harbour debate", None, None, "a.jsonl:2", "Harbour debate"),
        (None, None, "2031-05-03", "speech/1", "a.jsonl:2", "speech/1"),
        (None, None, None, None, "pasted 2031-05-03T10:00:00Z", "pasted 2031-05-03T10:00:00Z"),
        (None, None, "2031-05-03", None, "a.jsonl:2", None),
        ("", "", None, "", "a.txt", None),
    ],
)
def test_a_report_without_a_title_is_called_by_its_occasion_and_day(
    title: str | None, occasion: str | None, day: str | None, given_id: str | None, origin: str, name: str | None
) -> None:
    assert (report_name(title, occasion, day, given_id, origin) or None) == name
