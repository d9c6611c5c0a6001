"""What kind of statement it is: kind, mode and force."""

from __future__ import annotations

import pytest

from onrecord.run.load_cues import load_cues
from onrecord.statements.classify import mode_of
from onrecord.statements.cues import cue_words, is_negated
from onrecord.statements.draft import Draft
from onrecord.statements.force import force_of
from onrecord.statements.writing import is_document
from onrecord.text.reading_copy import reading_copy
from onrecord.values.page import Turn
from onrecord.values.report import Report, SpokenTurn
from onrecord.values.span import Span
from tests.marked import marked
from tests.statements.reading import attributions, cues, find_attributions_of


def draft_of(row: str) -> tuple[Draft, str]:
    """The relation marked in a row, as the model would hand it over, and the text."""
    text, numbered = marked(row)
    (one,) = numbered.values()
    content, cue, source = (tuple(Span(*p) for p in part) for part in (one.content, one.cue, one.source))
    reading = reading_copy(text)
    words = cue_words(reading, cue)
    return Draft(content, cue, source, cues().entry(words), "learned", 0, is_negated(words)), reading


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
        ("Lethe rebuffed the plan.", "denies"),
        ("Lethe countered that the quay was sold.", None),
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


@pytest.mark.parametrize(
    ("row", "mode"),
    [
        ("{source The union} {cue said} in a release that {content the quay was lost}.", "wrote"),
        ("{source Lethe} {cue told} the paper on Monday by e-mail {content the quay was lost}.", "wrote"),
        ("{source The port} {cue said} on its website that {content the quay was shut}.", "wrote"),
        ("{content “We are ready,”} {source Lethe} {cue said} in a court filing.", "wrote"),
        ("{content “We are ready,”} {source Lethe} {cue said in a statement}.", "wrote"),
        ("On Twitter, {source the port} {cue said} {content ships were late}.", "wrote"),
        ("{source Lethe} {cue denied} {content the claims} in a statement on Monday.", "wrote"),
        ("{source Lethe} answered the board in a statement, {cue calling} {content the plan a joke}.", "wrote"),
        ("{source The union} filed a lawsuit against the port, {cue alleging} {content fraud}.", "wrote"),
        ("{source Lethe} tweeted to the board and {cue said} {content the quay was lost}.", "wrote"),
        ("He read from the union's letter, {source which} {cue said} {content the quay was lost}.", "wrote"),
        ("A note from the board {source that} {cue said} {content the quay was lost} was found.", "wrote"),
        ("{content Ships at last!} — {source Ann Lethe} (@lethe)", "wrote"),
        ("{cue According to} {source a letter seen by the Harbour Times}, {content the quay is lost}.", "wrote"),
        ("{source The lawsuit} {cue claims} {content the quay is lost}.", "wrote"),
        ("{source Inspectors} {cue published} {content a list of leaks}.", "wrote"),
        ("{source Lethe} {cue said} in a video message that {content the quay was lost}.", "said"),
        ("{source Lethe} {cue said} in an interview about the letter that {content the quay was lost}.", "said"),
        ("{source Lethe} {cue said} in a post-race talk that {content the boat was slow}.", "said"),
        ("{source The Harbour Post} {cue said} {content the quay was lost}.", "said"),
        ("{cue According to} {source media reports}, {content the quay is lost}.", "said"),
        ("{source The union}, {source which} {cue said} {content the quay was lost}.", "said"),
        ("{content Ships at last!} — {source Ann Lethe}", "said"),
        ("{source The port} {cue plans} {content to build a quay}.", "thought"),
        ("{source The union} {cue wants} {content the port to close}.", "thought"),
        ("{source Keepers} {cue are of the view} that {content the lamp is too weak}.", "thought"),
        ("{source The union} {cue backed} {content the plan}.", "did"),
        ("{source The board} {cue turned down} {content an offer of help}.", "did"),
        ("{source Lethe} {cue expressed opposition} {content to the plan}.", "did"),
        ("{source Lethe} {cue voiced concern} {content about the plan}.", "said"),
        ("{source Lethe} {cue has also said} {content the quay was lost}.", "said"),
    ],
)
def test_mode_of_what_the_model_finds(row: str, mode: str) -> None:
    assert mode_of(*draft_of(row)) == mode


@pytest.mark.parametrize(
    ("row", "force"),
    [
        ("{source Lethe} {cue asked} the board {content to wait}.", "demands"),
        ("{source Lethe} {cue asked} that {content the board resign}.", "demands"),
        ("{source Lethe} {cue asked for} {content a new lamp}.", "demands"),
        ("{source Lethe} {cue asked} {content whether the lamp was new}.", "asks"),
        ("{source The keepers} {cue questioned} {content whether the lamp was new}.", "asks"),
        ("{source Lethe} {cue told} the crew {content to wait}.", "demands"),
        ("{source Lethe} {cue told} the crew {content never to wait}.", "demands"),
        ("There were growing {cue calls} by {source members} for {content a new vote}.", "demands"),
        ("{source Lethe} {cue pressed} the board {content to wait}.", "demands"),
        ("{source Lethe} {cue gave the advice} {content to wait}.", "demands"),
        ("{content “Do not wait for us,”} {source Lethe} {cue said}.", "demands"),
        ("{content “Don’t know,”} {source Lethe} {cue said}.", None),
        ("{content “Give us a lamp, please,”} {source Lethe} {cue said}.", "demands"),
        ("{content “We urge the board to wait,”} {source the crew} {cue stated}.", "demands"),
        ("{content “I promise a new lamp,”} {source Lethe} {cue said}.", "promises"),
        ("{content “We warn all ships,”} {source Lethe} {cue said}.", "warns"),
        ("{source Lethe} {cue said} {content she would mend the lamp}.", "promises"),
        ("{source Lethe} {cue said} {content she would like a lamp}.", None),
        ("{source Lethe} {cue said} {content it would take a year}.", None),
        ("{source Lethe} {cue offered} {content to mend the lamp}.", "promises"),
        ("{content “Perhaps a lamp,”} {source Lethe} {cue offered}.", None),
        ("{source Lethe} {cue repeated his vow} {content to leave}.", "promises"),
        ("{source Lethe} {cue assured} them that {content the lamp would be mended}.", "promises"),
        ("{source Lethe} {cue assured} them that {content the lamp was safe}.", "asserts"),
        ("{source Her} {cue threat} {content to leave} was heard.", "warns"),
        ("{source Lethe} {cue issued a warning} that {content the quay was weak}.", "warns"),
        ("{source His} {cue denial} that {content the quay was sold} was heard.", "denies"),
        ("{source Lethe} {cue refused} {content to sell the quay}.", "denies"),
        ("{source Lethe} {cue has not ruled out} {content a sale}.", None),
        ("{source Lethe} {cue didn’t know} {content who had sold the quay}.", None),
        ("{source The board} {cue does not think} {content the quay is lost}.", "denies"),
        ("{source Lethe} {cue never said} that {content the quay was sold}.", "not said"),
        ("{source Lethe} {cue did not say} {content whether the quay was sold}.", "not said"),
        ("{source Lethe} {cue would not confirm} that {content the quay was sold}.", "not said"),
        ("{source Nobody} {cue said} that {content the quay was sold}.", "not said"),
        ("{source No member} {cue claimed} that {content the quay was sold}.", "not said"),
        ("{source Lethe} {cue did not hesitate to say} that {content the quay was sold}.", None),
        ("{source Lethe} {cue could not help saying} that {content the quay was sold}.", None),
        ("{source Lethe} {cue did not deny} that {content the quay was sold}.", None),
        ("{source They} {cue said} {content no}.", "denies"),
        ("{content “No,”} {source she} {cue said}.", "denies"),
        ("{content “No ship is late,”} {source she} {cue said}.", None),
        ("{content “Where is Mr. Brack? Where is Dr. Lethe?”} {source she} {cue said}.", "asks"),
        ("{content “I am here. It is late. Where are you?”} {source she} {cue said}.", None),
    ],
)
def test_force_of_what_the_model_finds(row: str, force: str | None) -> None:
    assert force_of(*draft_of(row)) == force


@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("the report", True),
        ("a new study documenting leaks", True),
        ("Brack's second report to the board", True),
        ("the research, paid for by the port,", True),
        ("the reply of the board", False),
        ("the report's authors", False),
        ("report author Ann Lethe", False),
        ("a man named in the report", False),
        ("The Evening Post", False),
        ("reports", False),
        ("two police reports", True),
        ("", False),
    ],
)
def test_what_is_a_document(source: str, document: bool) -> None:
    assert is_document(source) is document


def test_the_table_of_modes_repeats_no_cue_of_the_rules() -> None:
    assert not load_cues().told.keys() & load_cues().forms.keys()


def test_a_turn_of_a_transcript_is_a_direct_statement_whatever_it_holds() -> None:
    text = "Ann Lethe: He said “no”.\n\n"
    turn = SpokenTurn(Turn("Ann Lethe", "He said “no”."), Span(11, 24))
    report = Report(id="r", origin="a", sha256="0", text=text, reading=text, kind="transcript", turns=(turn,))
    (only,) = find_attributions_of(report)
    assert [span.of(text) for span in (*only.content, *only.cue, *only.source)] == ["He said “no”.", ":", "Ann Lethe"]
    assert (only.kind, only.mode) == ("direct", "said")
