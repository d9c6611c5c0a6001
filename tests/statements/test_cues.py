"""Source, cue and content in a sentence: one row, one way in which English brings what somebody said."""

from __future__ import annotations

import re

import pytest

from onrecord.run.load_cues import load_cues
from tests.statements.reading import attributions, expected, found

AFTER_OR_BEFORE = [
    "{content “We are ready,”} {source Ann Lethe} {cue said}.",
    "{source Ann Lethe} {cue said}: {content “We are ready.”}",
    "{source Ann Lethe} {cue said}, {content “We are ready.”}",
    "{source Ann Lethe} {cue said} on Friday: {content “We are ready.”}",
    "{source Ann Lethe} {cue said} that {content the town was ready}.",
    "{source Ann Lethe} {cue said} {content the town was ready}.",
    "{content The town was ready}, {source Ann Lethe} {cue said}.",
    "{content The town was ready}, {source Ann Lethe} {cue said} on Friday.",
    "{content The town}, {source the mayor} {cue argued}, {content could not pay for the quay}.",
    "As {source the minister} {cue noted}, {content the quay was built without a permit}.",
    "And {source Lethe} {cue said}: {content “No.”}",
    "But {source the board} {cue said} {content nobody had asked}.",
]

INVERTED = [
    "{content “We are ready,”} {cue said} {source Ann Lethe}.",
    "{content “We are ready,”} {cue says} {source Lethe}.",
    "{content “We are ready,”} {cue added} {source Lethe}.",
    "{content “We are ready,”} {cue replied} {source Lethe}.",
    "{content “We are ready,”} {cue wrote} {source Lethe} on Friday.",
    "{content “We are ready,”} {cue said} {source Lethe}, who spoke first.",
    "{content “We are ready,”} {cue said} {source Mayor Lethe} on Friday.",
    "{content “We are ready,”} {cue said} {source the ministry’s spokeswoman}.",
    "{content “We are ready,”} {cue said} {source Ann Lethe}, the mayor of Sennport.",
    "{content The town was ready}, {cue said} {source Ann Lethe}.",
]

ACCORDING_TO = [
    "{cue According to} {source the ministry}, {content the quay will be closed}.",
    "{cue According to} {source Ann Lethe}, {content “nobody was asked.”}",
    "{content The quay will be closed}, {cue according to} {source the ministry}.",
    "{content The quay will be closed} {cue according to} {source Ann Lethe}.",
]

SOURCES = [
    "{source He} {cue said} {content the talks had failed}.",
    "{source It} {cue said} {content the talks had failed}.",
    "{source Officials} {cue say} {content the talks have failed}.",
    "{source Two officials} {cue said} {content the talks had failed}.",
    "{source Ann Lethe and Jonas Varga} {cue said} {content they would stay}.",
    "{source A spokesman for the ministry} {cue said} {content the quay was old}.",
    "{source The mayor’s spokeswoman, Ann Lethe}, {cue said} {content nobody would leave}.",
    "{source Lethe, the mayor of Sennport}, {cue said} {content the town was ready}.",
    "{source Lethe}, who spoke first, {cue said} {content the town was ready}.",
    "{source The U.S. envoy} {cue said} {content the quay was old}.",
    "{source Dr. A. B. Lethe} {cue said} {content the quay was old}.",
    "{source Ms. Lethe} {cue said}, {content “No.”}",
    "{source 42 per cent of voters} {cue said} {content the quay was old}.",
    # no adverbial in the source
    "On Friday {source Lethe} {cue said} {content the town was ready}.",
    "On Friday, {source the minister of trade} {cue said} that {content the town was ready}.",
    "Last week {source the mayor} {cue said} {content the quay was old}.",
    "{source Lethe} on Friday {cue said} {content the town was ready}.",
    "{source Lethe} also {cue said} that {content the town was ready}.",
    "{source Lethe} has {cue said} {content the town is ready}.",
    "Earlier, {source Lethe} had {cue said} {content the quay was old}.",
    "In a letter to the board, {source the union} {cue said} {content it would strike}.",
    "Asked about the quay, {source Lethe} {cue said}: {content “No.”}",
    "When asked, {source Lethe} {cue said} {content the quay was old}.",
    "Speaking in Sennport on Friday, {source the minister} {cue said} that {content the quay was safe}.",
    "When {source Lethe} {cue said} {content the quay was old}, he laughed.",
    # relative clauses
    "Lethe, {source who} {cue said} {content the town was ready}, left.",
    "Jonas Varga, {source who} {cue says} {content the quay is unsafe}, left the hall.",
]

BEHIND_ADVERBIALS = [
    "{source Lethe} {cue said} on Friday {content the quay was old}.",
    "{source Lethe} {cue said} on Friday that {content the town was ready}.",
    "{source Lethe} {cue said} in Sennport on Friday, after the vote, that {content the town was ready}.",
    "{source The ministry} {cue said} in a statement that {content the talks had failed}.",
]

LISTENERS = [
    "{content “We are ready,”} {source the mayor} {cue told} reporters on Friday.",
    "{content The quay is old}, {source Lethe} {cue told} reporters in Sennport on Friday.",
    "{source Lethe} {cue told} The Ledger that {content the town was ready}.",
    "{source Lethe} {cue told} the board in a letter that {content the town was ready}.",
    "{source Lethe} {cue told} them: {content “We are ready.”}",
]

NEXT_PARAGRAPH = [
    "{source Ann Lethe} {cue said}:\n{content “We are ready for the winter and the storms.”}",
    "In the evening {source the mayor} {cue told} the crowd:\n{content “We are ready for the winter.”}",
]

OTHER_VERBS = [
    "{source Lethe} {cue asked} {content whether the town was ready}.",
    "{source Lethe} {cue asked} {content why nobody had come}.",
    "{content “Who will pay for it?”} {source Lethe} {cue asked}.",
    "{source The mayor} {cue asked} reporters: {content “Who will pay?”}",
    "{source Lethe} {cue wondered} {content whether the town was ready}.",
    "{source Lethe} {cue urged} the board {content to wait}.",
    "{source The union} {cue called on} the mayor {content to resign}.",
    "{source The union} {cue called for} {content a new vote}.",
    "{source Lethe} {cue demanded} that {content the board answer}.",
    "{source The minister} {cue promised} {content to answer soon}.",
    "{source The minister} {cue promised} that {content taxes would fall}.",
    "{source The minister} {cue warned} that {content ships would leave}.",
    "{source The minister} {cue warned against} {content a hasty sale}.",
    "{source The minister} {cue warned of} {content a long winter}.",
    "{source Lethe} {cue accused} {content the board of hiding the letter}.",
    "{source Lethe} {cue denied} that {content the quay was sold}.",
    "{source Lethe} {cue denied} {content selling the quay}.",
    "{source Lethe} {cue denied} {content the charges}.",
    "{source Lethe} {cue rejected} {content the plan}.",
    "{source Lethe} {cue called} {content the plan “a joke.”}",
    "{source Lethe} {cue described} {content the plan as a joke}.",
    "{source Lethe} {cue blasted} {content the plan}.",
    "{source Lethe} {cue praised} {content the keepers for their work}.",
    "{source Lethe} {cue expressed} {content hope for a deal}.",
    "{source Lethe} {cue voiced} {content concern about the quay}.",
    "{source Lethe} {cue believes} {content the quay is lost}.",
    "{source Lethe} {cue does not believe} {content the quay is lost}.",
    "{source The minister} {cue hopes} that {content the talks go on}.",
    "{source The union} {cue fears} {content the quay will be sold}.",
    "{source Lethe} {cue pointed out} that {content the quay was old}.",
    "{source Lethe} {cue made clear} that {content the quay was old}.",
    "{source Lethe} {cue wrote} on Friday that {content the quay was old}.",
    "{source Lethe} {cue tweeted}: {content “The quay is old.”}",
    "{source Lethe} {cue posted} on Telegram: {content “The quay is old.”}",
]

WAYS = {
    "cue before or after": AFTER_OR_BEFORE,
    "inverted": INVERTED,
    "according to": ACCORDING_TO,
    "sources": SOURCES,
    "content behind adverbials": BEHIND_ADVERBIALS,
    "a listener between": LISTENERS,
    "a colon leads into the next paragraph": NEXT_PARAGRAPH,
    "other verbs": OTHER_VERBS,
}

NOT_SAID = [
    "Lethe did not say whether the town was ready.",
    "The ministry has not said when the quay will open.",
    "The board declined to say who paid.",
    "Lethe refused to say the quay was old.",
    "She never said the quay was old.",
    "Nobody said the quay was safe.",
    "If he says the quay is safe, ships will come.",
    "Unless she says so, nobody moves.",
    "She could say that the quay was safe.",
    "He might ask who paid.",
    "He wanted to say that the quay was safe.",
    "He is said to be ill.",
    "Needless to say, the quay was closed.",
]

NO_CUES = [
    "The report was long and dull.",
    "The Baltic states signed the treaty.",
    "United States officers met the board.",
    "Telephone calls went unanswered for days.",
    "Her claims were never tested.",
    "Ilvany’s demands were met.",
    "The board’s answers came late.",
    "The order came late, and the claims were paid.",
    "The talks about the quay were long.",
    "The note on the door was old.",
    "She read the note twice.",
    "The said quay is old.",
    "It would mean that the quay is lost.",
    "The minister’s remarks drew laughter.",
    "The police report names three men.",
    "The mayor called his mother on Friday.",
    "The board called a meeting for Friday.",
    "He added salt to the soup.",
    "They continued to the harbour.",
    "The price was quoted at 5 crowns.",
    "The ship posted a profit.",
    "The harbour reported a loss of 5 crowns.",
    "The board agreed on Friday.",
    "He felt ill.",
    "The treaty was written in May.",
    "The storm claimed two lives.",
    "The plan called for patience.",
    "The rules state nothing of the kind.",
]


@pytest.mark.parametrize(("way", "row"), [(name, row) for name, rows in WAYS.items() for row in rows])
def test_source_cue_and_content(way: str, row: str) -> None:
    text, wanted = expected(row)
    assert found(text) == wanted, way


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_was_not_said_is_not_recorded(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", NO_CUES)
def test_what_looks_like_a_cue_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["", "A", "…", "“”", "said", "said said said", "\u200b", "“", ": ", "She said", "said she"]
)
def test_scraps_are_no_statements(text: str) -> None:
    assert [a for a in attributions(text) if a.cue] == []


def test_forms_begin_with_plain_letters() -> None:
    assert all(re.fullmatch("[a-z]+", start) for start in load_cues().starts)  # contents without one are passed over
