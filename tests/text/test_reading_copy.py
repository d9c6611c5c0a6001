"""The reading copy: what damage looks like once it is harmless. `·` stands for a space, `~` for a zero-width one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.reading_copy import has_lost_spaces, reading_copy
from onrecord.text.words import words_of

# What was read, and what the stages see.
TAGS = [
    ("<p>Ready</p>", "···Ready····"),
    ("Ready<br/>or not", "Ready·····or·not"),
    ('<a href="/x">Ready</a>', "·············Ready····"),
    ('<img src="x.jpg" alt="Ann Leth says no" />', "·" * 42),
    ("<!-- Ready -->", "·" * 14),
    ("<script async>x", "·" * 14 + "x"),
    ("</TD>x", "·" * 5 + "x"),
    # no tags
    ("a < b and b > c", "a·<·b·and·b·>·c"),
    ("She played in <The Quay: A Tale> twice", "She·played·in·<The·Quay:·A·Tale>·twice"),
    ("<Ilvany> is a film", "<Ilvany>·is·a·film"),
    ("5 <6", "5·<6"),
]

ENTITIES = [
    # a span that begins or ends with a mark holds the whole entity
    ("&quot;Ready,&quot; she said", '"~~~~~Ready,~~~~~"·she·said'),
    ("&ldquo;Ready,&rdquo; she said", "“~~~~~~Ready,~~~~~~”·she·said"),
    ("&ldquo;&lsquo;No&rsquo;&rdquo;", "“~~~~~~‘~~~~~~No~~~~~~’~~~~~~”"),
    ("Ready&nbsp;or not", "Ready······or·not"),
    ("It&#39;s late", "It~~~~'s·late"),
    ("It&rsquo;s late", "It~~~~~~’s·late"),
    ("AT&amp;T", "AT~~~~&T"),
    ("soon &mdash; or never", "soon·~~~~~~—·or·never"),
    ("soft&shy;ware", "soft·····ware"),
    ("fish & chips", "fish·&·chips"),
    ("&unknownthing;", "&unknownthing;"),
]

SPACES = [
    ("a\tb\u00a0c\u2009d\u3000e", "a·b·c·d·e"),
    ("lamp\u202e\u202c is\u202a\u202c\u202e lit\u202c", "lamp~··is~~··lit·"),
    ("“\u200eReady,\u200f” she said", "“~Ready,~”·she·said"),
    ('she said: "\u202aReady\u202c"', 'she·said:·"~Ready~"'),
    ("one\r\ntwo", "one·\ntwo"),
    ("one\rtwo", "one\ntwo"),  # line ends of old machines
    ("one\u2028two\u2029three\u0085four", "one\ntwo\nthree\nfour"),
    ("bell\x07 and null\x00", "bell··and·null·"),
]

LOST = [
    ("The board?met on?Friday.", "The·board·met·on·Friday."),
    ("The board?met. ?Nobody?spoke.", "The·board·met.·?Nobody·spoke."),
    ("It met.?Nobody?spoke on?Friday.", "It·met.·Nobody·spoke·on·Friday."),
    ("“Ready,”?she?said on?Friday.", "“Ready,”·she·said·on·Friday."),
    ("Why??Because?the board?met.", "Why?·Because·the·board·met."),
    # letters with a curly apostrophe lost it
    ("It?s late and they don?t know.", "It's·late·and·they·don't·know."),
    # then curly quotation marks were lost, too
    ("?It?s late,? she said, ?and we don?t know.?", '"It\'s·late,"·she·said,·"and·we·don\'t·know."'),
    # a true question stays one
    ("The board?met on?Friday. Why? Nobody knew.", "The·board·met·on·Friday.·Why?·Nobody·knew."),
    ("See https://x.example/?a=b?c=d for?all of?it", "See·https://x.example/?a=b?c=d·for·all·of·it"),
]

UNTOUCHED = [
    "Ready? Not ready? Who knows?",
    "One slip?of the keyboard is no damage.",
    "See https://x.example/go?from=a?to=b today.",
    "“Ready?” she asked. “Why not?”",
    "What?! No?!",
]


def shown(copy: str) -> str:
    return copy.replace(" ", "·").replace("\u200b", "~")


@pytest.mark.parametrize(("text", "expected"), [*TAGS, *ENTITIES, *SPACES, *LOST])
def test_damage_is_made_harmless_in_its_place(text: str, expected: str) -> None:
    assert shown(reading_copy(text)) == expected
    assert len(reading_copy(text)) == len(text)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_damage_stays(text: str) -> None:
    assert reading_copy(text) == text
    assert not has_lost_spaces(text)


@pytest.mark.parametrize("text", [text for text, _ in LOST])
def test_lost_spaces_are_noticed(text: str) -> None:
    assert has_lost_spaces(text)


def test_words_in_an_address_are_no_lost_spaces() -> None:
    assert not has_lost_spaces("https://x.example/a?b=c and https://x.example/d?e=f and www.x.example/?g=h?i=j")


@pytest.mark.parametrize(("damaged", "whole"), [("It&#39;s", "It's"), ("AT&amp;T", "AT&T"), ("co&shy;operate", "co")])
def test_a_word_with_an_entity_inside_is_read_as_a_word(damaged: str, whole: str) -> None:
    copy = reading_copy(damaged)
    words = [word.text for word in words_of(copy, 0, len(copy))]
    assert "".join(words).startswith(whole)


ANY_TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(["<", ">", "<p>", "</p>", "&", "amp;", "&#39;", "?", "a", "B", " ", '"', "\r", "\n", ".", "="]),
        max_size=40,
    ).map("".join),
)


@given(ANY_TEXT)
def test_the_copy_is_as_long_as_the_text(text: str) -> None:
    assert len(reading_copy(text)) == len(text)


@given(ANY_TEXT)
def test_letters_and_digits_outside_of_markup_stay_where_they_are(text: str) -> None:
    copy = reading_copy(text)
    kept = [at for at, sign in enumerate(text) if sign.isalnum() and copy[at].isalnum()]
    assert all(copy[at] == text[at] for at in kept)


@given(
    st.text(
        alphabet=st.characters(max_codepoint=0x17F, categories=("L", "N"), include_characters=" .,!'\n“”"), max_size=200
    )
)
def test_plain_text_is_its_own_copy(text: str) -> None:
    assert reading_copy(text) == text


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ('> "No," **Ann Leth** said.', '  "No,"   Ann Leth   said.'),
        ("# The quay\n\n> > Words.", "  The quay\n\n    Words."),
        ("a * b ** c, snake_case, 5 > 3, #tag", "a * b ** c, snake_case, 5 > 3, #tag"),
    ],
)
def test_markdown_stands_in_nobodys_way(text: str, copy: str) -> None:
    assert reading_copy(text) == copy
