"""Where quotations begin and end, in any newsroom's typography. The spans are written into the text in braces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reports.paragraphs import find_paragraphs
from onrecord.text.quotemarks import Quotation, find_quotations
from onrecord.text.reading_copy import reading_copy
from onrecord.values.span import Span
from tests.marked import marked


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text whose lines are its paragraphs, in order."""
    return [q for paragraph in find_quotations(text, find_paragraphs(text)) for q in paragraph]


def words(text: str) -> list[str]:
    return [q.span.of(text) for q in quotations(text)]


STYLES = [
    ("straight", '{span "We are ready,"} she said.'),
    ("curly", "{span “We are ready,”} she said."),
    ("angled", "{span «We are ready»}, she said."),
    ("low and high", "{span „We are ready“}, she said."),
    ("low and right", "{span „We are ready”}, she said."),
    ("low commas", "{span ‚‚We are ready’’}, she said."),
    ("typed low commas", "{span ,,We are ready''} she said."),
    ("doubled single", "{span ‘‘We are ready,’’} she said."),
    ("doubled straight single", "{span ''We are ready,''} she said."),
    ("typewriter", "{span ``We are ready,''} she said."),
    ("full width", "{span ＂We are ready,＂} she said."),
    ("British single", "{span ‘We are ready,’} she said."),
    ("British single, straight", "{span 'We are ready,'} she said."),
]

MISMATCHED = [
    ('{span "We are ready,’’} she said, and left.'),
    ("{span “We are ready,''} she said, and left."),
    ('{span “We are ready,"} she said, and left.'),
    ('{span "We are ready,”} she said, and left.'),
    ("{span ”We are ready,”} she said, and left."),  # both turned the same way
    ("{span “We are ready,“} she said, and left."),
    ("{span »We are ready«}, she said, and left."),
    ("{span “We are ready,»} she said, and left."),
    ('{span "We are ready, "} she said.'),  # a space too many before the closing mark
    ('{span "We are ready "}, she said.'),
    ('She said: {span " We are ready."}'),  # a space too many after the opening mark
    ("She said: {span “ We are ready. ”}"),
    ("She said: {span « We are ready »}."),  # as the French set them
]

PLACES = [
    ("Two of them: {span “We are ready,”} she said. {span “Are you?”}"),
    ("The deal is {span “dead,”} {span “buried”} and {span “forgotten.”}"),
    ("She said ({span “with regret”}) that it was over."),
    ("The word—{span “never”}—was hers."),
    ("It is called {span “Plan B”}-like."),
    ("{span “Ready?”}—she laughed."),
    ("A {span “no”}/{span “yes”} question."),
    ("{span “[The board] is ready,”} she said."),
    ("{span “…and then it was over,”} she said."),
    ("{span “—and then,”} she said."),
    ('A {span ".25 caliber"} shell and a {span "...long"} wait.'),
    ('{span ". . . and then it was over,"} she said.'),
    ("{span “$5 is not enough,”} she said."),
    ("The {span “60-day”} plan."),
    ("The {span “yes”}’s have it."),
    ('The {span "yes"}s have it.'),
    ("{span “She told me ‘go home’ and I went,”} he said."),
    ("{span “She told me “go home” and I went,”} he said."),  # nested in the same marks
    ("{span “She told me “go home””} he said."),
    ("{span ‘She told me “go home” and I went,’} he said."),
    ("{span «She told me „go home“ and I went»}, he said."),
    ("{span “It’s the board’s plan and the voters’ money,”} he said."),
    ("{span ‘It’s the board’s plan and the voters’ money,’} he said."),
    ("{span ‘It’s theirs’}, he said, of the voters’ money."),
]

APOSTROPHES = [
    "It’s the board’s plan, and the voters’ money.",
    "It's the board's plan, and the voters' money.",
    "They went on in the '90s and the ’80s, didn’t they?",
    "The 1990s' fashions and the voters' money.",
    "Rock 'n' roll and rock ’n’ roll.",
    "'Tis the season, they sang till the dogs' dinner.",
    "He asked ’em and told 'em till the dogs' dinner was cold.",
    "The O’Hara and d’Orsay families’ houses.",
    "A plank of 6' by 12\" was found.",
    "He stands 6'2\" tall.",
    'An 11" pipe burst.',
]

NOT_SWALLOWED = [
    ("He told 'em {span \"we will not go,\"} and the voters' anger grew.", 'a word without its "th"'),
    ("In the '90s {span “it was cold,”} the dogs' owner said.", "a decade"),
    ("The dogs' {span “owners”} and the cats' {span “owners”} met.", "plurals"),
    ("'Twas late, {span “too late,”} for the dogs' owners.", "'twas"),
]


@pytest.mark.parametrize(("name", "row"), STYLES, ids=[name for name, _ in STYLES])
def test_every_newsroom_has_its_marks(name: str, row: str) -> None:
    text, expected = marked(row)
    assert [(q.span.start, q.span.end) for q in quotations(text)] == expected["1"].span
    assert [q.inner.of(text).rstrip(",") for q in quotations(text)] == ["We are ready"]
    assert all(q.closed for q in quotations(text))


@pytest.mark.parametrize("row", [*MISMATCHED, *PLACES, *[row for row, _ in NOT_SWALLOWED]])
def test_a_mark_is_known_by_its_neighbours(row: str) -> None:
    text, expected = marked(row)
    assert words(text) == [text[a:b] for a, b in expected["1"].span]


@pytest.mark.parametrize(
    "text",
    ["&quot;We are ready,&quot; she said.", "She said: &ldquo;We are ready.&rdquo;", "&#8216;We are,&#8217; she said."],
)
def test_a_mark_written_as_an_entity_is_held_whole(text: str) -> None:
    assert all(text[q.span.start] == "&" and text[q.span.end - 1] == ";" for q in quotations(reading_copy(text)))
    assert len(quotations(reading_copy(text))) == 1


@pytest.mark.parametrize("text", APOSTROPHES)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the closing mark was lost: the quotation ends before the words that say who spoke, else with its paragraph
        ("“We are ready, she said.\nNothing more.", ["“We are ready,"]),
        ("“We are ready, Ann Leth told reporters.\n“And you?” he asked.", ["“We are ready,", "“And you?”"]),
        ("“Are we ready? asked the mayor, who was not.", ["“Are we ready?"]),
        ("“Are we ready? asked Leth, who was not.", ["“Are we ready?"]),
        ('"It is dry, said Otto Vell, who led the band.', ['"It is dry,']),
        ("“When I came, he said hello and left.", ["“When I came, he said hello and left."]),
        ("“We are ready to go.\nNothing more.", ["“We are ready to go."]),
        ("“We are ready, Mr. Ødegård told me.", ["“We are ready,"]),
        ("“We are ready, Ann B. Leth, head of the choir, said warily.", ["“We are ready,"]),
        ("“We are ready, the choir’s founder Ann Leth said on Monday.", ["“We are ready,"]),
        ("“We are ready, the mayor said that it rains.", ["“We are ready, the mayor said that it rains."]),
        # a new quotation opens before the last one was closed: the first ends there, too, else at its last punctuation
        ("“We are ready, she said. “And you?” he asked.", ["“We are ready,", "“And you?”"]),
        ("“We are ready, she said, “and you?” he asked.", ["“We are ready,", "“and you?”"]),
        ("“When I came, he said, ‘Go,’ Leth recalled. “And so?”", ["“When I came, he said, ‘Go,’", "“And so?”"]),
        ("“We are ready. “And you?” he asked.", ["“We are ready.", "“And you?”"]),
        # the opening mark was lost: what closes nothing is nothing
        ("We are ready,” she said.\n“And you?” he asked.", ["“And you?”"]),
        ('We are ready," she said. "And you?" he asked.', ['"And you?"']),
        ("“”", []),
        ('""', []),
        ("“", []),
        ("She said: “", []),
    ],
)
def test_an_odd_mark_costs_one_quotation(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_an_odd_mark_costs_nothing_in_the_next_paragraph() -> None:
    lost = "“We are ready, she said.\n"
    rest = "“One,” he said.\n“Two,” he said.\n“Three,” he said."
    assert words(lost + rest)[1:] == words(rest) == ["“One,”", "“Two,”", "“Three,”"]


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready.\n“We are able,” she said.",
        '"We are ready.\n"We are able," she said.',
        "‘We are ready.\n‘We are able,’ she said.",
        "«We are ready.\n«We are able», she said.",
        "„We are ready.\n„We are able“, she said.",
    ],
)
def test_a_quotation_left_open_goes_on_where_the_next_paragraph_opens_one(text: str) -> None:
    first, second = quotations(text)
    assert (first.closed, first.continued, first.continues) == (False, True, False)
    assert (second.closed, second.continued, second.continues) == (True, False, True)


def test_a_quotation_may_go_on_through_many_paragraphs() -> None:
    found = quotations("“One.\n“Two.\n“Three,” she said.")
    assert [(q.continues, q.continued) for q in found] == [(False, True), (True, True), (True, False)]


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready,” she said.\n“We are able,” he said.",  # both closed
        "“We are ready, she said.\nNothing.\n“We are able,” he said.",  # a paragraph between them
        "“We are ready, she said.\nThen: “We are able.”",  # the next one does not open its paragraph
        '"We are ready.\n“We are able,” he said.',  # another mark: another hand
    ],
)
def test_a_quotation_goes_on_only_from_one_left_open(text: str) -> None:
    assert not any(q.continues or q.continued for q in quotations(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“We are ready.\nWe are able,” she said.",
            [("“We are ready.", False, True), ("We are able,”", True, False)],
        ),
        (
            "\"We are ready.\nAll of us are.\nWe are 'able',\" she said.",
            [('"We are ready.', False, True), ("All of us are.", True, True), ("We are 'able',\"", True, False)],
        ),
        (  # what stands behind the closing mark is found as ever
            '"We are ready.\nWe are able," she said. "Really."',
            [('"We are ready.', False, True), ('We are able,"', True, False), ('"Really."', False, False)],
        ),
        (  # a lost mark is one mark too few, not one too many
            "“We are ready.\nShe did not say “how”.",
            [("“We are ready.", False, False), ("“how”", False, False)],
        ),
        (  # too far away to be the same words
            "“We are ready.\nOne.\nTwo.\nThree.\nFour.\nFive.\nWe are able,” she said.",
            [("“We are ready.", False, False)],
        ),
    ],
)
def test_a_quotation_goes_on_to_the_closing_mark_of_a_later_paragraph(
    text: str, found: list[tuple[str, bool, bool]]
) -> None:
    assert [(q.span.of(text), q.continues, q.continued) for q in quotations(text)] == found


PIECES = st.sampled_from([*"\"'“”‘’„«»,.?! \nas", "s’", "''", "’’", "said", "I"])
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_quotations_lie_in_their_paragraph_in_order_and_apart(text: str) -> None:
    paragraphs = find_paragraphs(text)
    found = find_quotations(text, paragraphs)
    assert len(found) == len(paragraphs)
    for paragraph, inside in zip(paragraphs, found, strict=True):
        assert all(paragraph.contains(q.span) and q.span.contains(q.inner) for q in inside)
        assert all(one.span.end <= other.span.start for one, other in pairwise(inside))


@given(TEXTS)
def test_marks_stand_at_both_ends_unless_the_closing_one_was_lost(text: str) -> None:
    for q in quotations(text):
        assert q.span.start < q.inner.start or q.continues
        assert (q.inner.end < q.span.end) is q.closed


@given(TEXTS, TEXTS)
def test_a_paragraph_finds_its_quotations_alone(one: str, other: str) -> None:
    """What other paragraphs hold changes no span, only whether a quotation goes on."""
    together = (
        find_quotations(f"{one}\n\n{other}", (Span(0, len(one)), Span(len(one) + 2, len(one) + 2 + len(other))))
        if one and other
        else ()
    )
    alone = find_quotations(one, (Span(0, len(one)),)) if one else ()
    assert [q.span for q in together[0]] == [q.span for q in alone[0]] if together else True
