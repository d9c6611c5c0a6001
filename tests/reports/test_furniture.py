"""What on a page is not the report, and above all what is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reports.furniture import find_furniture
from onrecord.reports.line_forms import furniture_form, reads_like_a_sentence
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.text.reading_copy import reading_copy
from tests.growth import grows_linearly

FURNITURE = {
    "menu": [
        "All news",
        "Latest",
        "Latest news",
        "Top stories",
        "More stories",
        "World",
        "Home",
        "Menu",
        "Search",
        "Log in",
        "Skip to main content",
        "Back to top",
        "Home | News | Sport",
        "Home > News > Politics",
        "World/Politics/Ilvany",
        "About us",
        "Privacy policy",
        "Terms of use",
        "Next article",
        "Load more comments",
        "Click here",
    ],
    "reading time": ["5 min read", "Reading time: 3 minutes", "Listen to this article"],
    "related headlines": [
        "Read more",
        "Read more...",
        "READ MORE: Harbour board puts off vote",
        "Read also: Mayor says no",
        "Read also",
        "Also read: Who owns the quay?",
        "Also read",
        "Also see: Mayor says no",
        "Also in News",
        "Also in this section",
        "Also in Local Politics: Mayor to go",
        "Read next: Who owns the quay?",
        "See also: “We are ready,” says Leth",
        "Read more about Ilvany",
        "Editor's picks",
        "Editors’ picks",
        "Most popular",
        "Most read",
        "Trending now",
        "You may also like",
        "Recommended for you",
        "Related: Harbour board puts off vote",
        "More on this story",
        "Don’t miss",
    ],
    "share line": [
        "Share",
        "Share this article",
        "Share on Facebook",
        "Share Tweet Email Print",
        "Facebook",
        "12 comments",
        "1,204 shares",
        "3 shares | 12 comments",
        "ShareTweet, Email, Print this article",
        "Share on Facebook, share on X, copy link",
        "Follow us on Telegram",
        "“Follow Ann Lethe on Twitter @annlethe.”",
        "Follow The Ledger on Facebook and X",
        "Follow us",
    ],
    "comment form": [
        "Leave a reply",
        "Leave a comment",
        "Post a comment",
        "Comments (12)",
        "No comments yet",
        "Join the conversation",
        "Loading comments...",
        "Your email address will not be published. Required fields are marked *",
        "Name *",
        "Email *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Notify me of new posts by email.",
    ],
    "captcha": [
        "5 + 3 =",
        "7 − four = ?",
        "I'm not a robot",
        "Prove you are human:",
        "Please enter an answer in digits:",
    ],
    "weather": ["Sennport 12°C", "Sennport, 12 °C, light rain", "15 C", "Sennport -3 C", "Weather: Sennport +21°"],
    "cookie notice": ["We use cookies to improve your experience.", "Accept all cookies", "Cookie policy"],
    "newsletter": [
        "Subscribe",
        "Sign up for our newsletter",
        "Subscribe to our alerts and never miss a story",
        "Sign up today!",
    ],
    "advertisement": [
        "Advertisement",
        "- Advertisement -",
        "Sponsored content",
        "Story continues below",
        "Continue reading",
    ],
    "rights line": ["© 2023 The Ledger", "Copyright 2023 The Ledger", "The Ledger. All rights reserved.", "(c) Velna"],
    "tags": ["Tags: harbour, quay, Ilvany", "Filed under: Politics", "#harbour #quay"],
    "address": ["https://ledger.example/a/1", "www.ledger.example"],
    "source line": ["Source: Velna News Agency", "source: The Ledger"],
    "credit line": [
        "Reporting by Ann Leth; editing by Jon Var",
        "Reporting by Ann Leth in Sennport and Jon B. Var in Ilvany; Writing by Mia Öst; Editing by Tom O'Dell",
        "(Reporting by Ann Leth, Editing by Jon Var)",
        "Writing by Ann Leth",
        "Additional reporting by Mia van der Berg and Ann el-Leth.",
        "Editing by Jon Var.",
        "Reporting and writing by Ann Leth",
        "Reporting by Velna newsroom",
        "REPORTING BY ANN LETH",
        "Reporting by our correspondents",
    ],
    "notice": [
        "Like this article?",
        "Did you enjoy this story? Share it with a friend",
        "Like our work? Support us today.",
        "By continuing to browse this site you agree to our use of cookies.",
        "By using our website, you accept our terms.",
    ],
    "photo credit": [
        "(Photo: Ann Leth)",
        "(AP)",
        "(Ann Leth/Velna)",
        "Photo: Ann Leth / Velna",
        "Photo by Ann Leth",
        "PHOTO BY ANN LETH",
        "Image credit: Velna",
        "File photo",
        "Ann Leth/Reuters",
        "Jon B. Var / AFP",
        "Photo courtesy of The Ledger",
    ],
}

# Lines of reports that share words with furniture.
OF_THE_REPORT = [
    "Reporting by The Courier led to the inquiry.",
    "Reporting by Ann Leth was wrong, the mayor said.",
    "Reporting by hand took her a year.",
    "Editing by committee never works, she said.",
    "Writing by candlelight, he told the court, hurt his eyes.",
    "Writing by Ann Leth in 1990, the minister denied it all.",
    "Additional reporting by the paper found no fault.",
    "Also in Ilvany, two men were held.",
    "Also in May exports fell by a third.",
    "Also in Ilvany: “We are ready,” Leth said.",
    "Also read the letter, she said.",
    "Also reading it aloud, he wept.",
    "Like this article, the law is short.",
    "Like this story? Then pay for it, he said.",
    "By continuing to use this site as a dump, the town broke the law.",
    "By using this site the firm saved a million.",
    "Share prices fell.",
    "Share prices fell sharply on Friday",
    "Email services were down.",
    "Print is dead, he said.",
    "Facebook to pay fine",
    "Telegram on trial in Ilvany",
    "X marks the spot",
    "Follow the money, she said.",
    "Follow them home, he said, and ask.",
    "Follow her advice, the doctor said.",
    "Follow us to the harbour, the guide shouted.",
    "Related costs rose",
    "Related charges were dropped",
    "Recommended doses were halved, the ministry said.",
    "Most popular of the three is the mayor.",
    "Most read the letter as a threat.",
    "Trending upwards, exports fell in May.",
    "Search teams found two survivors.",
    "Search for survivors goes on",
    "Home prices rose 3% in May.",
    "Home rule is not on the table.",
    "More news is expected, officials said.",
    "More is needed, she said.",
    "More on this was said by the mayor.",
    "World leaders met.",
    "Other news was better.",
    "Latest figures show a fall",
    "All news outlets were told to leave.",
    "Close the border, he said.",
    "Close allies disagree.",
    "Menu prices doubled.",
    "Read it all again, she said.",
    "Read the letter, he said, and you will see all of it.",
    "See you all tomorrow, he said.",
    "See also the report of the commission, she said.",
    "Watch what they do next, she said.",
    "See what more they want, he said.",
    "View from the mayor's office: all is calm",
    "Listen to all sides, she said.",
    "Don’t miss the point, he said.",
    "You may also like it less, she said.",
    "Copyright law needs reform, the minister said.",
    "“All rights reserved for us,” he said.",
    "She kept all rights reserved to the state, the court said.",
    "Sign up today, he told the men, or stay poor.",
    "Register today or lose the vote, she said.",
    "Get our boys home now, he said.",
    "The company said this website uses cookies to track voters.",
    "“We use cookies,” the firm told the court.",
    "Promoted to general in 2019, he resigned.",
    "Continue reading, she told the class.",
    "Story continues below the fold, she said.",
    "Temperatures fell to 12°C in May, officials said.",
    "Article 12 C of the treaty is void",
    "Flight 12 F",
    "It was 40 F in the hall.",
    "In Ilvany, 12 Congressmen resigned.",
    "Name them, she said.",
    "No comment.",
    "“No comment,” she said.",
    "Comment is free, she said.",
    "Leave a comment or go home, he said.",
    "Join the conversation, he urged.",
    "Notify me of any change, she told the captain.",
    "12 comments were removed, the paper said.",
    "I am not a robot, the mayor joked.",
    "Prove that you are human, he said.",
    "Topics: they discussed trade.",
    "Source: Mayor to resign",
    "Source: deal is close",
    "Sources: the mayor will go",
    "From Monday – no trains",
    "Via Rome - the long way",
    "Photo finish in Ilvany",
    "Picture this, she said.",
    "Photo by photo, the film tells its story.",
    "Video by a passer-by shows the fire, police said.",
    "Ann Leth/Jon Var",
    "Berlin/Paris",
    "Mayor Ann Leth/Deputy Jon Var spoke.",
    "(and/or)",
    "(Reuters) – The harbour is closed.",
    "https://ledger.example/a/1 is down, the ministry said.",
    "Yes.",
    "“No.”",
    "She left.",
    "Nobody knew.",
]


@pytest.mark.parametrize(("because", "line"), [(b, line) for b, lines in FURNITURE.items() for line in lines])
def test_a_line_of_this_form_is_furniture(because: str, line: str) -> None:
    assert furniture_form(line) == because


@pytest.mark.parametrize("line", OF_THE_REPORT)
def test_a_line_of_the_report_is_none(line: str) -> None:
    assert furniture_form(line) is None


@pytest.mark.parametrize(
    "unit",
    ["x ", "facebook ", "x|", "share ", "share x ", "Aa/", "A B ", "follow us on x, ", "Editing by A, ", "Also in "],
)
def test_a_line_of_one_word_again_and_again_is_told_at_once(unit: str) -> None:
    def tell(length: int) -> None:
        for _ in range(20):
            furniture_form((unit * length)[:length] + "¶")

    # A line longer than 300 is never looked at, so the growth shows below.
    assert grows_linearly(tell, 70, enough=0)


def test_a_long_paragraph_is_never_furniture() -> None:
    assert furniture_form("Tags: " + "harbour, " * 40 + "quay") is None


REPORT = (
    "SENNPORT, May 3 (VELNA) – The harbour board met on Thursday and put off its vote on the new quay by two weeks."
)
SPEECH = "“We need more time,” Ann Leth said."


def found(*lines: str) -> list[str]:
    """What of a page is marked, as words."""
    text = "\n".join(lines)
    return [piece.span.of(text) for piece in find_furniture(text, find_paragraphs(reading_copy(text)))]


@pytest.mark.parametrize("tail", ["Leave a reply", "Comments (3)", "Post a comment"])
def test_below_a_comment_form_readers_write(tail: str) -> None:
    assert found(REPORT, SPEECH, SPEECH, tail, "I said so long ago.", "“Nonsense,” he said.")[-3:] == [
        tail,
        "I said so long ago.",
        "“Nonsense,” he said.",
    ]


@pytest.mark.parametrize("tail", ["Most read", "Related stories", "You may also like", "More from The Ledger"])
def test_below_a_list_of_other_articles_are_headlines(tail: str) -> None:
    lines = ["Mayor to go", "Who pays for the quay?", "Storm ahead"]
    assert found(REPORT, SPEECH, SPEECH, SPEECH, tail, *lines)[-4:] == [tail, *lines]


@pytest.mark.parametrize("box", ["Most read", "Related stories", "More from The Ledger", "Trending now"])
def test_below_a_box_in_the_middle_the_report_goes_on(box: str) -> None:
    marked = found(REPORT, SPEECH, box, "Mayor to go", SPEECH, "“Nobody wants this,” she said.", "He left.")
    assert SPEECH not in marked
    assert "“Nobody wants this,” she said." not in marked


def test_a_long_paragraph_below_shows_that_the_report_goes_on() -> None:
    assert found(REPORT, SPEECH, "Leave a reply", SPEECH, REPORT * 2) == ["Leave a reply"]


def test_the_date_beside_the_weather_is_that_of_the_page() -> None:
    assert found("Sennport 12°C", "Friday, 3 May 2024", REPORT, SPEECH)[:2] == ["Sennport 12°C", "Friday, 3 May 2024"]
    assert found("Friday, 3 May 2024", REPORT, SPEECH) == []


# -- left-over markup -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        '<img src="x.jpg" alt="Mayor Ann Leth says no" />',
        "<figcaption>Mayor Ann Leth speaks in Ilvany.</figcaption>",
        '<figure><img src="x.jpg"/><figcaption>Ann Leth said no.</figcaption></figure>',
        "<span><strong>Read this</strong></span>",
        '<div class="box"><a href="/a/1">Mayor says no to quay</a></div>',
        "<script>var mayor = “Ann Leth said no.”;</script>",
        "<aside>“We need more time,” Ann Leth said.</aside>",
        "<button>Mayor said no</button>",
    ],
)
def test_a_box_of_markup_is_furniture_with_its_words(line: str) -> None:
    words = reading_copy(line).strip()
    marked = "".join(found(REPORT, line, SPEECH))
    assert words in marked
    assert SPEECH not in marked.replace(words, "")


def test_a_box_may_have_several_lines() -> None:
    lines = ["<figure>", '<img src="x.jpg">', "Mayor Ann Leth speaks in Ilvany on Friday.", "</figure>"]
    assert "Mayor Ann Leth speaks in Ilvany on Friday." in found(REPORT, *lines, SPEECH)


def test_short_lines_between_boxes_belong_to_them() -> None:
    assert "Mayor says no" in found(
        REPORT, '<div class="a"><b>x</b></div>', "Mayor says no", "<div><hr/></div>", SPEECH
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<p>“No,” she said.</p>", "“No,” she said."),
        ("<p><strong>“No,” she said.</strong></p>", "“No,” she said."),
        ('<p class="story-text">“We are ready,” she said.</p>', "“We are ready,” she said."),
        ("<blockquote><p>She said: “No.”</p></blockquote>", "She said: “No.”"),
        ('<img src="x.jpg"/><p>“We are ready,” she said.</p>', "“We are ready,” she said."),
        ('She told <a href="https://ledger.example/a/1">The Ledger</a> so.', "She told"),
    ],
)
def test_a_sentence_in_its_own_markup_is_the_report(line: str, words: str) -> None:
    marked = found(REPORT, line, SPEECH)
    assert not any(words in piece for piece in marked)
    assert all(piece.startswith("<") and piece.endswith(">") for piece in marked)


def test_a_sentence_between_two_boxes_is_the_report() -> None:
    box = '<tweet id="1" author="x"/>'
    assert SPEECH not in found(REPORT, box, SPEECH, box, REPORT)


def test_an_element_that_was_never_closed_swallows_nothing() -> None:
    assert SPEECH not in found(REPORT, "<figure>", SPEECH, REPORT)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("She left early.", True),
        ("“We need more time,” she said.", True),
        ("She said: “No.”", True),
        ("“We need more time,”", True),
        ("Is it ready?", True),
        ("Mayor says no", False),
        ("Read more.", False),
        ("", False),
    ],
)
def test_what_reads_like_a_sentence(words: str, expected: bool) -> None:
    assert reads_like_a_sentence(words) is expected


# -- properties -------------------------------------------------------------------------------------

LINES = st.sampled_from(
    [
        REPORT,
        SPEECH,
        "Most read",
        "Leave a reply",
        "Share",
        "<figure>",
        "</figure>",
        "<p>a</p>",
        '<a href="x">',
        "15 C",
        "Friday, 3 May 2024",
        "Mayor says no",
        "a <b>c</b> d.",
        "",
    ]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_furniture_is_in_order_apart_and_never_cuts_a_paragraph_but_for_tags(text: str) -> None:
    paragraphs = find_paragraphs(reading_copy(text))
    pieces = find_furniture(text, paragraphs)
    assert all(one.span.end <= other.span.start for one, other in pairwise(pieces))
    for piece in pieces:
        words = piece.span.of(text)
        assert piece.span in paragraphs or (words.startswith("<") and words.endswith(">"))


@given(st.lists(st.sampled_from([REPORT, SPEECH, "He left.", "“Who knows?” she asked."]), min_size=1, max_size=8))
def test_a_report_alone_has_no_furniture(lines: list[str]) -> None:
    assert found(*lines) == []
