"""Where tools of this field fail: each failure as rows, the expected spans written into the text.

What stands in no braces must not be found.
"""

from __future__ import annotations

import pytest

from tests.statements.reading import attributions, expected, found

ODD_MARKS = [
    '{content "We are ready,’’} {source Ann Lethe} {cue said}.\n{content:2 “So are we,”} {source:2 he} {cue:2 said}.',
    '{content “We are ready,"} {source Ann Lethe} {cue said} on Friday.',
    "{content ‘‘We are ready,’’} {source Ann Lethe} {cue said}, {content ‘‘to talk.’’}",
    "{content ''We are ready,''} {source Ann Lethe} {cue said}. {content ''Let us begin.''}",
    "{content „We are ready“}, {source Ann Lethe} {cue said}.",
    "{content «We are ready»}, {source Ann Lethe} {cue said}.",
    "{source Ann Lethe} {cue said}: {content « We are ready »}.",
    "{content ‘We are ready,’} {source Ann Lethe} {cue said}. {content ‘It’s the voters’ money.’}",
    # a mark without its partner costs nothing beyond its own paragraph
    'We are ready," she said.\n{content “So are we,”} {source Jonas Varga} {cue said}.',
    "{content:2 “We are ready,} {source:2 he} {cue:2 told} us\nThey met.\n{content “So,”} {source she} {cue said}.",
    'He stands 6\'2" tall.\n{content "So are we,"} {source Jonas Varga} {cue said}.',
]

MARKUP = [
    "{content “We are ready,”} <b>{source Ann Lethe}</b> {cue said}.",
    "<p>{content “We are ready,”} {source Ann Lethe} {cue said}.</p>",
    '<p class="body"><strong>{content “We are ready,”} {source Ann Lethe} {cue said}.</strong></p>',
    '<img src="x.jpg" alt="“Never,” Jonas Varga said." />\n{content “We are ready,”} {source Ann Lethe} {cue said}.',
    "<script>Varga said that it was late.</script>\n{content “We are ready,”} {source Ann Lethe} {cue said}.",
    "{content “We are <i>ready</i>,”} {source she} {cue said}.",
    "{content &quot;We are ready,&quot;} {source Ann Lethe} {cue said}.",
    "{source Ann Lethe} {cue said} that {content it&#39;s the town&#39;s quay}.",
]

LOST_SPACES = [
    "{content “We are ready,”}?{source Ann Lethe} {cue said}?on Friday. Nobody?spoke. All?left.",
    "{source Ann?Lethe} {cue said} that {content the?quay was safe}. Nobody?spoke.",
    "{content ?We don?t know,?} {source she} {cue said}. The board?s chair left.",
]

CAPTIONS = [
    "Jonas Varga, mayor of Sennport (Photo: Ann Lethe)\n{content “We are ready,”} {source the minister} {cue said}.",
    "Jonas Varga speaks in Sennport. Ann Lethe/Reuters\n{content “We are ready,”} {source the minister} {cue said}.",
    "Photo: Jonas Varga said goodbye\n{content “We are ready,”} {source he} {cue said}.",
    "<figcaption>Jonas Varga said no.</figcaption>\n{content “We are ready,”} {source Ann Lethe} {cue said}.",
]

DOCUMENTS = [
    "{source The response} {cue said} {content the quay was not for sale}.",
    "{content “The quay is not for sale,”} {source the letter} {cue said}.",
    "{source The drafts} {cue demand} that {content all ships leave the harbour}.",
    "{source The treaty} {cue stipulates} that {content no ship may be stopped}.",
    "{source The board’s statement} {cue reads}: {content “The quay is closed.”}",
    "{source A survey} {cue found} that {content most keepers were tired}.",
    "{source The report}, published on Friday, {cue said} {content the quay was unsafe}.",
    "The minister signed {source a letter} that {cue says} {content the quay is closed}.",
    "{content Two men were hurt}, {cue according to} {source a statement} on Friday.",
]

NESTED = [
    "{content “{source:2 The union} {cue:2 told} us that {content:2 it would strike},”} {source Ann Lethe} {cue said}.",
    "{source Ann Lethe} {cue said} that {content {source:2 the keeper} had {cue:2 said} {content:2 he was tired}}.",
    "{source The minister} {cue said} {content {source:2 the letter} {cue:2 said} {content:2 the quay was closed}}.",
]

BRACKETS = [
    "{content “[The board] is ready,”} {source Ann Lethe} {cue said}.",
    "{content “It [the quay] is ready,”} {source she} {cue said}. {content “They [the keepers] are not.”}",
    "{content “When [then-mayor Jonas] Varga came, we left,”} {source Ann Lethe} {cue said}.",
    "{source He} {cue called} {content it “a [very] bad day.”}",
]

SPLIT_BY_THE_CUE = [
    "{content “We are ready,”} {source she} {cue said}, {content “to talk.”}",
    "{content ‘We are ready,’} {source she} {cue said}, {content ‘to talk.’}",
    "{content “We are ready,”} {source she} {cue said}. {content “Are they?”}",
    "{content “We,”} {source Ann Lethe} {cue said}, {content “are ready.”} {content “Are they?”}",
    "{content “We are ready,”} {cue said} {source Ann Lethe}, the mayor of Sennport, {content “and so is the town.”}",
    "{content “We are ready,”} {source Ann Lethe} {cue told} reporters on Friday, {content “and so is the town.”}",
    "{content “If nobody comes”} — {source Lethe} {cue said} — {content “we go.”}",
    "{content “We are ready”}, {source she} {cue said}; {content “the town is not.”}",
    "{content The treaty}, {source she} {cue said}, {content was dead}.",
]

REOPENED = [
    "{content “We are all quite ready.}\n{content “We are able,”} {source Ann Lethe} {cue said}.",
    '{content "We are all quite ready.}\n{content "We are able,"} {source Ann Lethe} {cue said}.',
    "{content ‘We are all quite ready.}\n{content ‘We are able,’} {source Ann Lethe} {cue said}.",
    "{source Ann Lethe} {cue said}: {content “We are ready.}\n{content “We are able.}\n{content “We are willing.”}",
    "{content “We are ready,”} {source Lethe} {cue said}. {content “We can.}\n{content “And willing.”}\nThe board met.",
]

BODY = "\n{source:9 Lethe} {cue:9 said} {content:9 the town was ready}."
HEADLINES = [
    "{source Lethe}{cue :} {content The town will pay for the quay}" + BODY,
    "{source Mayor Lethe}{cue :} {content ‘We will not go’}" + BODY,
    "{content The town will pay for the quay} {cue –} {source Lethe}" + BODY,
    "{content The town will pay for the quay} {cue —} {source Lethe}" + BODY,
    "{content The town will pay for the quay}{cue :} {source Lethe}" + BODY,
    "{content Town will pay for quay}, {cue says} {source Lethe}" + BODY,
    "{content ‘Town will pay’}, {source Lethe} {cue says}" + BODY,
    "{source Lethe} {cue says} {content town will pay}" + BODY,
    # a label is no speaker, a place is none, and a summary is no statement
    "Analysis: Lethe and the quay of Sennport" + BODY,
    "Live: Lethe speaks in Sennport" + BODY,
    "Sennport – the town nobody wanted" + BODY,
    "Lethe rebukes the board over the quay" + BODY,
    "MAYOR SAYS NO TO QUAY PLAN" + BODY,
]

SECOND_VERBS = [
    "{source {source:2 Lethe}} {cue said} {content all was ready}, {cue:2 adding} that {content:2 it was not}.",
    "{content “We are ready,”} {source {source:2 Lethe}} {cue said}, {cue:2 adding}: {content:2 “They are not.”}",
    "{source {source:2 Lethe}} {cue confirmed} that {content it was sold}, {cue:2 saying} {content:2 it had to be}.",
    "{content The quay is old}, {source {source:2 Lethe}} {cue said}, {cue:2 adding} that {content:2 nobody cared}.",
    "{source {source:2 Lethe}} {cue said} {content the quay was old} but {cue:2 denied} {content:2 it would fall}.",
    "{source Lethe} {cue said} {content it was so}, and {source:2 Varga} {cue:2 replied} that {content:2 it is not}.",
    "{source Lethe} {cue said} {content all was ready}, while {source:2 Varga} {cue:2 said} {content:2 it was not}.",
    "{source Varga} left the hall, {cue saying} {content he was tired}.",
    "{source Varga} left the hall, {cue saying}: {content “I am tired.”}",
]

PASSIVE = [
    "{content The plan} was first {cue proposed} by {source Ann Lethe}.",
    "{content A halt to the works} was {cue demanded} by {source the union}.",
    "{content The idea} has been {cue floated} by {source the mayor of Sennport}.",
    "{content The charge} was {cue denied} by {source the ministry}.",
    "{content The vote} was {cue condemned} by {source Ann Lethe} on Friday.",
    "The quay was closed by the storm.",
    "The plan was proposed in May.",
]

DATELINES = [
    "SENNPORT, May 3 (VELNA) – {content The town is ready}, {source Ann Lethe} {cue said}.",
    "SENNPORT, May 3. /VELNA/. {source Ann Lethe} {cue said} {content the town was ready}.",
    "SENNPORT — {content “We are ready for a very long and cold winter,”} {source the mayor} {cue said} on Friday.",
]

SCARE_QUOTES = [
    "The “peace plan” was dead.",
    "The so-called “patriots” left the hall.",
    "Jonas “Joe” Varga left the hall.",
    "It is known as “the wall” in Sennport.",
    "The word “never” is not in the treaty.",
    "{source She} {cue said} {content the “peace plan” was dead}.",
    "{content The “peace plan” was dead}, {source she} {cue said}.",
    "{source Jonas “Joe” Varga} {cue said} {content nobody was asked}.",
]

FAILURES = {
    "odd or mismatched marks": ODD_MARKS,
    "markup and image text taken for speech": MARKUP,
    "? for lost spaces": LOST_SPACES,
    "the person of a photo caption": CAPTIONS,
    "a document that speaks": DOCUMENTS,
    "nested attribution": NESTED,
    "bracketed insertions": BRACKETS,
    "a quotation split by its cue": SPLIT_BY_THE_CUE,
    "marks left open across paragraphs": REOPENED,
    "headlines": HEADLINES,
    "a second verb": SECOND_VERBS,
    "a passive speaker": PASSIVE,
    "the dateline inside the content": DATELINES,
    "scare quotes": SCARE_QUOTES,
}


@pytest.mark.parametrize(("failure", "row"), [(name, row) for name, rows in FAILURES.items() for row in rows])
def test_where_tools_fail(failure: str, row: str) -> None:
    text, wanted = expected(row)
    assert found(text) == wanted, failure


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Lethe said the minister had warned that the letter said the lamp was out.",
            ["Lethe", "the minister", "the letter"],
        ),
        (
            "The harbour board said that Varga told reporters that the ministry denied that the quay was closed.",
            ["The harbour board", "Varga", "the ministry"],
        ),
        ("Lethe said the union sent a letter warning that the quay was old.", ["Lethe", "a letter"]),
        ("“We met the mayor. He said it was too late for that,” Lethe said.", ["Lethe", "He"]),
        ("The report said he warned that the quay was old.", ["The report", "he"]),
    ],
)
def test_who_reports_whom_has_as_many_levels_as_the_text(text: str, chain: list[str]) -> None:
    found_ = attributions(text)
    by_id = {a.id: a for a in found_}
    innermost = next(a for a in found_ if a.id not in {one.nested_in for one in found_})
    sources = [innermost.source[0].of(text)]
    while innermost.nested_in:
        innermost = by_id[innermost.nested_in]
        sources.append(innermost.source[0].of(text))
    assert sources[::-1] == chain


@pytest.mark.parametrize(
    "text",
    [
        "Lethe said that Lethe said the lamp was out.",  # nobody else
        "Lethe said that she believed the lamp was out.",
        "Lethe said he was told the lamp was out.",
        "Lethe said everything the mayor says is true.",
        "Lethe said a special officer to look into alleged thefts had come.",
        "Lethe said a party that rejects the treaty is not fit to govern.",
    ],
)
def test_and_no_more_levels_than_the_text(text: str) -> None:
    assert [a.nested_in for a in attributions(text)] == [None]


@pytest.mark.parametrize("row", NESTED)
def test_the_inner_statement_is_nested_in_the_outer_one(row: str) -> None:
    text, _ = expected(row)
    outer = [a for a in attributions(text) if a.nested_in is None]
    inner = [a for a in attributions(text) if a.nested_in is not None]
    assert [a.nested_in for a in inner] == [outer[0].id]


@pytest.mark.parametrize("row", [*SPLIT_BY_THE_CUE[:-1], *REOPENED])
def test_a_quotation_in_pieces_is_one_direct_statement(row: str) -> None:
    text, _ = expected(row)
    assert [(a.kind, a.nested_in) for a in attributions(text)] == [("direct", None)]
