"""Datelines: the press's own heads, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reports.dateline import find_dateline
from onrecord.values.span import Span
from tests.marked import marked

LEAD = "The harbour board said that all ferries would sail again once the storm had passed the outer islands."


@pytest.mark.parametrize(
    ("head", "place", "wire", "words"),
    [
        ("OSLO, March 4. /TASS/. ", "Oslo", "TASS", "March 4"),
        ("LIMA (Reuters) - ", "Lima", "Reuters", None),
        ("ROME, Jan 3 (AFP) – ", "Rome", "AFP", "Jan 3"),
        ("LISBON — ", "Lisbon", None, None),
        ("LISBON —", "Lisbon", None, None),
        ("ACCRA, Ghana (AP) — ", "Accra, Ghana", "AP", None),
        ("SEOUL, Dec. 9 (Xinhua) -- ", "Seoul", "Xinhua", "Dec. 9"),
        ("WASHINGTON, D.C. — ", "Washington, D.C.", None, None),
        ("NEW YORK (AP) -- ", "New York", "AP", None),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "Port-au-Prince, Haiti", "AP", None),
        ("ST. JOHN'S, Antigua (AP) — ", "St. John's, Antigua", "AP", None),
        ("SÃO PAULO (Reuters) - ", "São Paulo", "Reuters", None),
        ("BONN. Dec 2 (Interfax) - ", "Bonn", "Interfax", "Dec 2"),
        ("TUNIS, April 19. ", "Tunis", None, "April 19"),
        ("Berlin (dpa) - ", "Berlin", "dpa", None),
        ("Geneva, 2 December 2021 – ", "Geneva", None, "2 December 2021"),
        ("New Delhi, Dec 2 (IANS) ", "New Delhi", "IANS", "Dec 2"),
        ("Madrid, 2 Dec (EFE).- ", "Madrid", "EFE", "2 Dec"),
        ("(ANSA) - TURIN, DEC 2 - ", "Turin", "ANSA", "DEC 2"),
        ("PARIS/BERLIN (Reuters) - ", "Paris/Berlin", "Reuters", None),
    ],
)
def test_heads_of_the_press(head: str, place: str, wire: str | None, words: str | None) -> None:
    text = f"Ferries to sail again\n\n{head}{LEAD}"
    found = find_dateline(text, [Span(0, 21), Span(23, len(text))])
    assert found is not None
    assert (found.place, found.wire, found.date_words) == (place, wire, words)
    assert found.span.of(text) == head


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("12.03.2019, Lisbon.", "Lisbon", "12.03.2019"),
        ("Lisbon, 12 March 2019.", "Lisbon", "12 March 2019"),
        ("12 March 2019 | Lisbon", "Lisbon", "12 March 2019"),
    ],
)
def test_a_head_on_a_line_of_its_own(line: str, place: str, words: str) -> None:
    text = f"{line}\n\n{LEAD}"
    found = find_dateline(text, [Span(0, len(line)), Span(len(line) + 2, len(text))])
    assert found is not None
    assert (found.place, found.date_words, found.span.of(text)) == (place, words, line)


@pytest.mark.parametrize(
    "text",
    [
        f"WATCH — {LEAD}",
        f"BREAKING: {LEAD}",
        f"EXCLUSIVE – {LEAD}",
        f"OKAFOR: {LEAD}",  # a speaker's label
        f"Okafor — {LEAD}",
        f"OPEC — {LEAD}",
        f"Rep. Okafor (D-Calif.) — {LEAD}",
        "STORM - FERRIES STAY IN PORT AS THE HARBOUR BOARD WAITS FOR THE WEATHER TO TURN TOMORROW",
        "FERRIES TO SAIL AGAIN AFTER ALL — or so the harbour board has said once more on Monday morning",
        "In Lisbon, 12 March 2019 was a holiday and no ferry sailed to any of the outer islands.",
        LEAD,
    ],
)
def test_what_only_looks_like_a_head(text: str) -> None:
    assert find_dateline(text, [Span(0, len(text))]) is None


def test_only_the_first_paragraphs_count() -> None:
    text, spans = marked("{span One.}\n{span Two.}\n{span 3.}\n{span 4.}\n{span 5.}\n{span 6.}\n{span 7.}\n{span 8.}\n")
    late = f"LIMA (Reuters) - {LEAD}"
    paragraphs = [Span(*span) for span in spans["1"].span] + [Span(len(text), len(text) + len(late))]
    assert find_dateline(text + late, paragraphs) is None
    assert find_dateline(text + late, paragraphs[1:]) is not None


@given(st.text(alphabet="AB b.,/()—-2", min_size=1, max_size=40))
def test_the_span_begins_its_paragraph_and_stays_in_it(text: str) -> None:
    found = find_dateline(text, [Span(0, len(text))])
    assert found is None or (found.span.start == 0 and found.span.end <= len(text))
