"""The parts of a plain text: headline, byline, source line, and the paragraphs that are read."""

from __future__ import annotations

import pytest

from onrecord.reports.dateline import find_dateline
from onrecord.reports.furniture import find_furniture
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.reports.plain import find_byline, find_named_source, find_title, is_headline, without

BODY = "The harbour board met on Thursday and put off its vote."


def title(*lines: str, given: str | None = None) -> str | None:
    text = "\n".join(lines)
    span = find_title(text, find_paragraphs(text), given)
    return span.of(text) if span else None


@pytest.mark.parametrize(
    "words",
    [
        "Mayor rejects plan for quay",
        "Who will pay for the quay?",
        "“We are ready,” says mayor of Sennport",
        "Leth: Quay will be built",
        "Quay will be built – Leth",
        "MAYOR REJECTS PLAN",
        "Harbour to be sold to the U.S.",
        "'No more ships' for Ilvany",
    ],
)
def test_has_the_form_of_a_headline(words: str) -> None:
    assert is_headline(words)


@pytest.mark.parametrize(
    "words",
    [
        BODY,
        "“We are ready,” she said.",
        "She said: “We are ready.”",
        "Sennport",
        "Two words",
        "One, two and three,",
        "Here is what she said:",
        "3 + 4 = 7",
        "word " * 60,
    ],
)
def test_has_not_the_form_of_a_headline(words: str) -> None:
    assert not is_headline(words.strip())


@pytest.mark.parametrize(
    "above",
    [
        (),
        ("By Ann Leth",),
        ("BY ANN LETH",),
        ("Friday, 3 May 2024",),
        ("Published on May 3, 2024 at 10:15 a.m. GMT",),
        ("Updated 3 hours ago",),
        ("03.05.2024 10:15 CET", "By Ann Leth and Jon Var"),
    ],
)
def test_the_headline_is_the_first_line_below_byline_and_date(above: tuple[str, ...]) -> None:
    assert title(*above, "Mayor rejects plan for quay", BODY) == "Mayor rejects plan for quay"


def test_no_headline() -> None:
    assert title(BODY, BODY) is None
    assert title("Mayor rejects plan for quay") is None  # a single line is the report itself
    assert title() is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Mayor rejects plan for quay", "Mayor rejects plan for quay"),
        ("MAYOR REJECTS PLAN FOR QUAY!", "Mayor rejects plan for quay"),
        ("Mayor rejects plan for quay | The Ledger", "Mayor rejects plan for quay"),
        ("The Sennport Ledger - Mayor rejects plan for quay", "Mayor rejects plan for quay"),
        ("Something else altogether", None),
        ("—", None),
    ],
)
def test_a_given_headline_is_looked_up(given: str, expected: str | None) -> None:
    assert title("By Ann Leth", "***", "Mayor rejects plan for quay", BODY, given=given) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Leth", "Ann Leth"),
        ("by Ann Leth and Jon Var", "Ann Leth and Jon Var"),
        ("BY ANN B. LETH", "ANN B. LETH"),
        ("By Ann Leth | The Ledger", "Ann Leth"),
        ("By Ann Leth, Sennport", "Ann Leth"),
        ("By night the quay is empty", None),
        ("Written by Ann Leth", "Ann Leth"),
        (
            "By Ann Leth, who has seen the quay for many years and many more to come, as everybody in the town can say",
            None,
        ),
    ],
)
def test_byline(line: str, expected: str | None) -> None:
    text = f"Mayor rejects plan for quay\n{line}\n{BODY}"
    assert find_byline(text, find_paragraphs(text)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Source: Velna News Agency", "Velna News Agency"),
        ("SOURCE: Velna.", "Velna"),
        ("from Sennport Ledger – Politics", "Sennport Ledger"),
        ("via Velna - world news", "Velna"),
        ("Photo: Velna", None),
    ],
)
def test_the_outlet_named_by_the_page(line: str, expected: str | None) -> None:
    text = f"Mayor rejects plan for quay\n{BODY}\n{line}"
    assert find_named_source(text, find_furniture(text, find_paragraphs(text))) == expected


def test_the_last_source_line_counts() -> None:
    text = f"Source: Velna\n{BODY}\nSource: The Ledger"
    assert find_named_source(text, find_furniture(text, find_paragraphs(text))) == "The Ledger"


def read(text: str) -> list[str]:
    paragraphs = find_paragraphs(text)
    furniture = find_furniture(text, paragraphs)
    return [p.of(text) for p in without(paragraphs, furniture, find_dateline(text, paragraphs), text)]


def test_furniture_is_left_out_and_the_dateline_cut_off() -> None:
    text = f"All news\nMayor rejects plan for quay\nSENNPORT, May 3 (VELNA) – {BODY}\nShare this article"
    assert read(text) == ["Mayor rejects plan for quay", BODY]


def test_a_dateline_alone_leaves_no_empty_paragraph() -> None:
    text = f"Mayor rejects plan for quay\nSENNPORT, May 3. /VELNA/.\n{BODY}"
    assert read(text) == ["Mayor rejects plan for quay", BODY]
