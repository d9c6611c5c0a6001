"""Rows that once failed, found by reading what the rules made of plain sentences. Each is the smallest text."""

# ruff: noqa: E501  # a row is read as a sentence

from __future__ import annotations

import pytest

from tests.statements.reading import expected, found

ROWS = {
    "negation kept": [
        "{source Lethe} {cue pledged} {content not to raise taxes}.",
        "{source Lethe} {cue promised} {content never to return}.",
        "{source The minister} {cue vowed} {content not to resign}.",
        "{source Lethe} {cue threatened} {content not to sign}.",
        "{source Lethe} {cue urged} the board {content not to sign}.",
        "{source Lethe} {cue advised} them {content not to sail}.",
    ],
    "second cue behind a that-clause": [
        "{source {source:2 Lethe}} {cue said} that {content the quay was old} and {cue:2 warned} that {content:2 it would fall}.",
        "{source {source:2 She}} {cue said} that {content the town was ready} and {cue:2 added} that {content:2 the board was not}.",
    ],
    "inverted subject before a full stop": [
        "{content “We are ready,”} {cue said} {source John Kerr}.",
        "{content “We are ready,”} {cue said} {source Ann Leth}.",
    ],
    "inverted subject whose head is not in speaking_nouns": [
        "{content “We are ready,”} {cue said} {source the captain}.",
        "{content “We are ready,”} {cue said} {source a fisherman}.",
        "{content “Never!”} {cue shouted} {source the captain}.",
    ],
    "inverted 'asked'": [
        "{content “Are we ready?”} {cue asked} {source the mayor}.",
        "{content “Who will pay for it?”} {cue asked} {source Lethe}.",
    ],
    "bare clause behind a listener": [
        "{source Lethe} {cue told} the board {content he would not go}.",
        "{source Lethe} {cue told} reporters {content the quay would close}.",
        "{source Lethe} {cue told} Velna {content the talks had failed}.",
    ],
    "demanded + noun phrase": [
        "{source The minister} {cue demanded} {content a vote on the plan}.",
        "{source The minister} {cue demanded} {content an end to the works}.",
        "{source Lethe} {cue demanded} {content an answer from the board}.",
    ],
    "content runs on behind a quotation into the narrator's clause": [
        "{source Lethe} {cue said} {content “no”} and left the hall.",
        "{source Lethe} {cue said} {content “we are lost”} and wept.",
    ],
    "not said, but recorded": [
        "She has not yet said the quay was old.",
        "What he said was wrong.",
        "He read “The Quay of Fools” twice.",
    ],
    "weak cue or participle with a body not in speaking_nouns": [
        "{source The board} voted on Friday, {cue calling} {content the plan “a gift to nobody.”}",
    ],
    "a continued quotation of fewer than 4 words is dropped": [
        "{content “We are ready.}\n{content “We are able,”} {source Ann Lethe} {cue said}.",
    ],
    "nested content ends inside of quotation marks": [
        "{source The minister} {cue said} {content {source:2 the keeper} {cue:2 told} her that {content:2 the boat “came when it pleased”}}.",
    ],
}


@pytest.mark.parametrize(("way", "row"), [(way, row) for way, rows in ROWS.items() for row in rows])
def test_what_is_found_is_what_is_marked(way: str, row: str) -> None:
    text, wanted = expected(row)
    assert found(text) == wanted, way
