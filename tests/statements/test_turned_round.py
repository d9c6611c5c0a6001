"""Ways of reporting that stand off the plain order: turned round, passed on, shared, or only looking like speech."""

# ruff: noqa: E501  # a row is read as a sentence

from __future__ import annotations

import pytest

from tests.statements.reading import attributions, expected, found

ROWS = {
    "the one quoted speaks, not the one who quotes": [
        "{source Varga} was {cue quoted as saying} that {content the quay was old}.",
        "{content “The quay is old,”} {source Varga} was {cue quoted as saying} by the Ledger.",
        "{source Varga} is {cue quoted} by the Ledger {cue as saying}: {content “The quay is old.”}",
        "The Ledger {cue quoted} {source Varga} {cue as saying} {content the quay was old}.",
        "Lethe {cue cited} {source the keeper} {cue as saying} that {content the lamp was out}.",
    ],
    "passives": [
        "{content Lethe} was {cue accused} by {source the board} {content of hiding the letter}.",
        "The board was {cue told} by {source Lethe} that {content the quay was old}.",
        "The board was {cue told} that {content the quay was old}.",
        "The board was {cue urged} by {source Lethe} {content to wait}.",
        "The board was told.",
        "The board was told to wait.",
    ],
    "an opening cue": [
        "{cue Said} {source Lethe}: {content “We sleep.”}",
        "{cue Said} {source Ann Lethe}, the mayor of Sennport: {content “We sleep.”}",
    ],
    "in the words of": [
        "{cue In the words of} {source Varga}, {content “the quay was built on sand.”}",
        "{cue In the words of} {source the mayor}, {content the quay was built on sand}.",
        "The quay was, {cue in the words of} {source the mayor}, {content “built on sand.”}",
        "The quay was, in the words of the mayor, built on sand.",
    ],
    "inverted subjects without a name": [
        "{content “We sleep,”} {cue said} {source one of the keepers}.",
        "{content “We sleep,”} {cue said} {source another}.",
    ],
    "a second cue whose own clause has only a thing for subject": [
        "{source {source:2 Lethe}} {cue warned} that {content the quay was old} and {cue:2 urged} the board {content:2 to act}.",
        "{source Lethe} {cue said} that {content the union was old and thought nothing of it}.",
    ],
    "an infinitive behind the one who is told": [
        "{source The judge} {cue warned} him {content to stop talking}.",
        "{source Lethe} {cue asked} the board {content to wait}.",
        "{source Lethe} {cue told} the board {content not to wait}.",
    ],
    "a clause behind a listener in a place": [
        "{source Lethe}, 21, {cue told} the court in Sennport {content he and two friends went to the quay}.",
    ],
    "an introduction before the cue, its main clause behind": [
        "{content After a fight with men who “wanted blood,”} {source he} {cue testified}, {content Varga left the hall}.",
    ],
    "a cue of its own behind a question": [
        "{content “Which is it?”} {source Ann Lethe} {cue asked} Varga, {source:2 who} {cue:2 said} {content:2 he had seen it}.",
    ],
    "two clauses joined are not content and cue": [
        "The talks seemed over, and {source the judge} {cue warned} him {content to stop}.",
        "As {source Velmara} {cue warned} that {content it might leave}, the mayor went home.",
        "But even as {source the unions} {cue lambasted} {content the deal}, keepers knew it was good.",
    ],
    "names with a role inside, of two, or with capital times": [
        "{source Velna co-founder Jonas Varga} wrote to the boy and {cue said} {content he was welcome}.",
        "{source Velna’s mayor Ann Lethe and the town’s trade minister Jonas Varga} {cue welcomed} {content the deal}.",
        "{content The quay is closed}, {cue according to} {source the Sennport Morning Ledger}.",
        "{source Charities}, such as the Lamp Fund, today {cue said} that {content they have lost money}.",
    ],
    "appositions behind an inverted subject": [
        "{content Velna builds a lamp}, {cue said} {source Jonas Varga}, general manager of the lamp works, in an interview.",
        "{content The sale was a smart move}, {cue said} {source Jonas Varga}, principal analyst at Velna.",
        "{content The quay}, {cue said} {source Lethe}, {content could not be sold}.",
    ],
    "two who say, in one sentence": [
        "{content “I am not ready,”} {source Lethe} {cue said} last week, though {source:2 he} {cue:2 said}, {content:2 “I hope to.”}",
        "{source Many keepers} have {cue said} {content they will not come} and {source:2 others} have {cue:2 said} {content:2 they will}.",
    ],
    "contents behind adverbials": [
        "The day before, {source Lethe} {cue told} Varga during a dinner at the hall that {content he needed oil}.",
        "{source Lethe} {cue said} {content at least two men were hurt}.",
        "{content The quay is old}, {source Lethe} {cue said} in a letter that reached us.",
    ],
    "states of mind": [
        "{source Lethe} {cue is confident} that {content the quay will open}.",
        "{source Keepers} {cue are concerned} {content the lamp may fail}.",
    ],
    "no comma behind the source": [
        "{cue According to} {source Varga} {content the lamp was returned to the board}.",
        "Police Const. {source Tim Harrow} {cue said} {content the gunman came at four}.",
    ],
    "more verbs": [
        "{content “Silly boys,”} {cue scoffed} {source Ann Lethe}, 22.",
        "{source Lethe} {cue hit out at} {content the board over the lamp}.",
        "{source Lethe} {cue chided} {content the board for its lamp}.",
        "{source Varga} {cue begged} the board {content to wait}.",
        "{source Varga} {cue confessed} {content he had never seen the lamp}.",
    ],
    "introductions before the subject of a participle": [
        "While showing the lamp, at the fair in Sennport, {source Varga} began by a hint at the loss, {cue saying}, {content “Stop me.”}",
        "After his vow to leave the town, {source Ann Lethe} sat down, {cue saying}, {content “Stop me.”}",
    ],
    "long appositions": [
        "{source Lethe, associate professor of history at the University of Velna}, {cue said} {content lamps were old}.",
        "{content “That is enough,”} {cue said} {source Phil Muss of lamp consulting firm Velna}.",
    ],
    "numbers who say": [
        "While only {source 7 percent} {cue said} {content they are tired}, {source:2 27 percent of those asked} {cue:2 said} {content:2 they are not}.",
    ],
    "what was praised, and as what": [
        "{content The lamp} was {cue praised} by {source Varga} {content as “the biggest leap since the wick.”}",
    ],
    "adverbials and what only looks like them": [
        "{source Lethe} {cue explained} to reporters that {content the lamp was out}.",
        "{source Lethe} {cue noted} repeatedly that {content the lamp was out}.",
        "{source Lethe} {cue told} Velna {content he'll work to help the keepers}.",
        "{cue According to} {source an advisory} issued today, {content the lamp is out}.",
    ],
    "shortened names": [
        "{source Velna Inc.} {cue announced} Monday {content it has settled the case}.",
        "{source The U.S.} {cue said} {content the lamp was out}.",
    ],
    "a name, a colon, a quotation": [
        "{source Lethe}{cue :} {content “Our goal is not to wait.”} {source:2 Varga}{cue:2 :} {content:2 “The task is to wait.”}",
        "Photo: “The Lamp at Night.”",
    ],
    "who speaks last reports all before": [
        "{content {source:2 Witnesses} {cue:2 said} {content:2 the guard used a lamp}}, {source the town police} {cue said}.",
        "{content {source:2 The woman} {cue:2 told} police {content:2 she was tired}}, {source a police report} {cue indicates}.",
    ],
    "weak cues inside": [
        "{source Lethe} {cue said} {content {source:2 the union} had {cue:2 suggested} that {content:2 the quay would fall}}.",
        "{source Lethe} {cue said} {content the union had suggested a walk}.",
    ],
    "a forgotten comma": [
        "{source Jerry Strick, a spokesman for the keeper} {cue told} Velna: {content “We stand ready.”}",
        "In Paris, {source the mayor} {cue said} {content the lamp was out}.",
    ],
    "relative clauses before the cue": [
        "{source The Ledger}, which says little of its money, {cue denied} {content the report}.",
        "That would be more oil than {source the board} {cue says} {content the town can burn}.",
    ],
    "not ahead of what is near": [
        "{source Lethe} {cue said} {content there would be no oil, sparking an outcry from keepers concerned that the lamp would go out}.",
        "{source Lethe} {cue said} in 2005, when she was named keeper, that {content the lamp was out}.",
        "But {source the mayor} left the hall, {cue saying} {content it was small}.",
    ],
    "investigations find": [
        "{content The quay is old}, {source a Ledger investigation} {cue found}.",
    ],
}

HEADLINES = [
    "Jonas Varga: fugitive, armed and at large\n\nJonas Varga left the old tower on Friday, with a lamp. {source A guard} {cue said} {content it was dark}.",
    "{source Varga}{cue :} {content the lamp is out}\n\nJonas Varga left the tower on Friday. {source:2 He} {cue:2 said} {content:2 it was dark}.",
]

INTERVIEWS = [
    "{source Ledger}{cue :} {content Was it cold?}\n{source:2 Ann Lethe}{cue:2 :} {content:2 It was.}\n{source:3 Ledger}{cue:3 :} {content:3 Very?}",
    "{source:1 LETHE}{cue:1 :} {content:1 We sleep. We dream.}\nA bell rang.\n{source:2 VARGA}{cue:2 :} {content:2 Do we?}\n{source:3 LETHE}{cue:3 :} {content:3 We do.}",
    # an exchange that another paper printed: its marks open each paragraph
    "“{source:1 LETHE}{cue:1 :} {content:1 We sleep. We dream.}\n“{source:2 VARGA}{cue:2 :} {content:2 Do we?}\n“{source:3 LETHE}{cue:3 :} {content:3 We do.}",
    # a turn goes on in the next paragraph, and nobody says "(Crosstalk.)"
    "“{source:1 LETHE}{cue:1 :} {content:1 We sleep.}\n“{content:1 We dream.}\n“(CROSSTALK.)\n“{source:2 VARGA}{cue:2 :} {content:2 Do we?}\n“{source:3 LETHE}{cue:3 :} {content:3 We do.}",
    # two labels are no interview, and a list has each label once
    "Ledger: Was it cold?\nLethe: It was.",
    "Sennport: one lamp.\nVelna: no lamp.\nPerrasol: two lamps.",
    "Lethe: 1,769.\nVarga: 1,501.\nLethe: 547.\nVarga: 46.",
    "Lethe: It Is Not A Radical Idea.\nThe bell rang.\nLethe: It Is Time.\nA ship came in.\nName: Jonas of Velna.",
    "Photo: a lamp.\nNote: a quay.\nPhoto: a ship.\nNote: a boat.",
]

NO_STATEMENTS = [
    "Varga conceded a goal which the referee disputed.",
    "She sighed and left.",
    "The mayor left it to others, beginning in a short film that, while it moved him, dwelled on the quay.",
    "She was concerned about the lamp “because of the oil.”",
    "Fire crews responded to the blaze, using two ladders.",
    "The guard's deputies and state police chased him for a mile.",
    "Lethe said nothing after the talks.",
    "The court had agreed to hear cases that keepers need.",
    "Lethe responded to that letter by calling the board.",
    "He reiterated them on the radio on Thursday.",
    "Prime Minister Jonas Varga's ruling party took the most seats, but it lost.",
    "The board disclosed a cache of letters that compelled it to admit guilt.",
    "He fumed over the lamp.",
    "A movement accused of hiding letters may have paid.",
    "This is the only lamp Velna announced for the spring.",
    "The court dropped the charge, possibly suggesting that Varga was helping it.",
    "The board neither confirms nor denies selling the quay.",
    "They are so worried that the lamp may fail that they left.",
]


@pytest.mark.parametrize(("way", "row"), [(way, row) for way, rows in ROWS.items() for row in rows])
def test_source_cue_and_content(way: str, row: str) -> None:
    text, wanted = expected(row)
    assert found(text) == wanted, way


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_what_only_looks_like_speech_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("row", INTERVIEWS)
def test_labels_of_an_interview(row: str) -> None:
    text, wanted = expected("The mayor came to the Ledger on Friday to talk about lamps.\n" + row)
    assert found(text) == wanted


def test_turns_are_direct_and_questions_nobodys() -> None:
    text = "The mayor came on Friday.\nQ: Was it cold?\nA: It was very cold.\nQ: And then?\nA: Then we slept."
    turns = attributions(text)
    assert [(a.kind, a.source) for a in turns] == [("direct", ())] * 4


@pytest.mark.parametrize("row", HEADLINES)
def test_a_headline_names_a_speaker_only_where_that_name_speaks(row: str) -> None:
    text, wanted = expected(row)
    assert found(text) == wanted


@pytest.mark.parametrize("text", ["Lethe asked the board to wait.", "Lethe told them not to wait."])
def test_who_asks_or_tells_to_do_demands(text: str) -> None:
    assert [a.force for a in attributions(text)] == ["demands"]
