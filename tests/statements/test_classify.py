"""What kind of statement it is: kind, mode and force."""

from __future__ import annotations

import pytest

from onrecord.values.page import Turn
from onrecord.values.report import Report, SpokenTurn
from onrecord.values.span import Span
from tests.statements.reading import attributions, find_attributions_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We are ready,” Lethe said.", "direct"),
        ("“We,” Lethe said, “are ready.”", "direct"),
        ("Lethe said: “We are ready.”", "direct"),
        ("Lethe said that “we are ready”.", "direct"),
        ("'We are ready,' Lethe said.", "direct"),
        ("Lethe said the town was “ready.”", "mixed"),
        ("“We” are ready, Lethe said.", "mixed"),
        ("Lethe called the plan “a joke.”", "mixed"),
        ("Lethe said the town was ready.", "indirect"),
        ("Lethe said it was the voters’ quay.", "indirect"),
        ("The town was ready, according to Lethe.", "indirect"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [a.kind for a in attributions(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Lethe said the town was ready.", "said"),
        ("According to Lethe, the quay is unsafe.", "said"),
        ("“We are ready,” she said in a speech.", "said"),
        ("Lethe called the plan “a joke.”", "said"),
        ("Lethe wrote that the town was ready.", "wrote"),
        ("Lethe tweeted: “We are ready.”", "wrote"),
        ("The letter said the town was ready.", "wrote"),
        ("The response to the board said the town was ready.", "wrote"),
        ("The treaty stipulates that ships may pass.", "wrote"),
        ("According to the report, the quay is unsafe.", "wrote"),
        ("The ministry said in a statement that the town was ready.", "wrote"),
        ("“We are ready,” the ministry said in a letter.", "wrote"),
        ("“We are ready,” she said on Friday in a post on Telegram.", "wrote"),
        ("The minister believes the quay is lost.", "thought"),
        ("The minister hopes that the talks go on.", "thought"),
        ("Lethe blasted the plan.", "did"),
        ("Lethe accused the board of lying.", "said"),
        ("In a letter to the board, Lethe said the quay was lost.", "wrote"),
        ("Lethe told the board in an angry e-mail that the quay was lost.", "wrote"),
        ("In a speech to the board, Lethe said the letter was lost.", "said"),
    ],
)
def test_mode(text: str, mode: str) -> None:
    assert [a.mode for a in attributions(text)] == [mode]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Lethe said the town was ready.", None),
        ("Lethe noted that ships had left.", "asserts"),
        ("Lethe insisted that ships had left.", "asserts"),
        ("Lethe denied that the quay was sold.", "denies"),
        ("Lethe rejected the plan.", "denies"),
        ("The minister does not believe the quay is lost.", "denies"),
        ("Lethe asked whether the town was ready.", "asks"),
        ("“Are we ready?” she said.", "asks"),
        ("“Are we ready? No,” she said.", None),
        ("Lethe urged the board to wait.", "demands"),
        ("The union called for a new vote.", "demands"),
        ("The minister promised to answer.", "promises"),
        ("The minister warned that ships would leave.", "warns"),
        ("The minister warned of a long winter.", "warns"),
    ],
)
def test_force(text: str, force: str | None) -> None:
    assert [a.force for a in attributions(text)] == [force]


def test_a_turn_of_a_transcript_is_a_direct_statement_whatever_it_holds() -> None:
    text = "Ann Lethe: He said “no”.\n\n"
    turn = SpokenTurn(Turn("Ann Lethe", "He said “no”."), Span(11, 24))
    report = Report(id="r", origin="a", sha256="0", text=text, reading=text, kind="transcript", turns=(turn,))
    (only,) = find_attributions_of(report)
    assert [span.of(text) for span in (*only.content, *only.cue, *only.source)] == ["He said “no”.", ":", "Ann Lethe"]
    assert (only.kind, only.mode) == ("direct", "said")
