"""Two wordings: what differs, where, and of what kind it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.align import compare, words_changed
from onrecord.comparing.difference import NEWS, Difference, differences_in
from onrecord.comparing.readable import readable
from onrecord.run.load_words import load_words
from tests.growth import grows_linearly

SAME: tuple[str, ...] = ()


def changes(old: str, new: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each edit that is none of "same": words that went, words that came, what kind."""
    edits = compare(old, new, load_words())
    return [
        (one.old.of(old).strip(), one.new.of(new).strip(), tuple(kind.value for kind in one.differences))
        for one in edits
        if not one.is_same
    ]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come", "kinds"),
    [
        ("We are not ready.", "We are ready.", "not", "", "negation"),
        ("It is legal here.", "It is illegal here.", "legal", "illegal", "negation"),
        ("That is possible.", "That is impossible.", "possible", "impossible", "negation"),
        ("They do agree.", "They don't agree.", "", "n't", "negation"),
        ("They can come.", "They cannot come.", "", "not", "negation"),
        ("Nobody came.", "Somebody came.", "Nobody", "Somebody", "negation, words"),
        ("It took 12 ships.", "It took 15 ships.", "12", "15", "number"),
        ("It took two ships.", "It took three ships.", "two", "three", "number"),
        ("It cost 3 million.", "It cost 3 billion.", "million", "billion", "number"),
        ("It was the first lamp.", "It was the second lamp.", "first", "second", "number"),
        ("They met on Monday.", "They met on Tuesday.", "Monday", "Tuesday", "date"),
        ("They met in May 2021.", "They met in June 2021.", "May", "June", "date"),
        ("Then Tarsholt signed.", "Then Velmara signed.", "Tarsholt", "Velmara", "name"),
        ("We will sign.", "We may sign.", "will", "may", "modality"),
        ("The deal is done.", "The deal is reportedly done.", "", "reportedly", "modality"),
        ("All keepers left.", "Some keepers left.", "All", "Some", "quantity"),
        ("The keeper of the lamp.", "The keepers of the lamp.", "keeper", "keepers", "quantity"),
        ("It was only a lamp.", "It was a lamp.", "only", "", "quantity"),
        ("He says it works.", "He said it works.", "says", "said", "tense"),
        ("They open the door.", "They opened the door.", "open", "opened", "tense"),
        ("It belongs to us.", "It belong to us.", "belongs", "belong", "tense"),
        ("He relies on it.", "He rely on it.", "relies", "rely", "tense"),
        ("The plan of ours.", "The plans of ours.", "plan", "plans", "quantity"),
        ("It is here.", "It was here.", "is", "was", "tense"),
        ("right on our borders", "on our borders", "right", "", "words"),
        ("We want peace here.", "We want pence here.", "peace", "pence", "words"),
        ("It came from there.", "It came form there.", "from", "form", "words"),
        ("They told us.", "They told US.", "us", "US", "name, words"),
    ],
)
def test_news(old: str, new: str, gone: str, come: str, kinds: str) -> None:
    found = changes(old, new)
    assert [(a, b) for a, b, _ in found] == [(gone, come)]
    assert ", ".join(found[0][2]) == kinds
    assert any(Difference(kind) in NEWS for kind in found[0][2])


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("The letter was recieved.", "The letter was received.", "spelling"),
        ("The goverment agreed.", "The government agreed.", "spelling"),
        ("They organised the labour.", "They organized the labor.", "spelling"),
        ("It took 1,200 days.", "It took 1200 days.", "spelling"),
        ("It took twelve days.", "It took 12 days.", "spelling"),
        ("It isn't ready.", "It is not ready.", "contraction"),
        ("We can’t wait.", "We cannot wait.", "contraction"),
        ("A cease-fire.", "A ceasefire.", "spelling"),
        ("It belongs to us.", "It belong[s] to us.", "spelling"),
        ("It belongs to us.", "It belong[s to us.", "spelling"),
        ("It belongs to us.", "[I]t belongs to us.", "spelling"),
        ("It belongs to us.", "It [belongs to us.", "punctuation"),
        ("A cease-fire holds.", "A cease fire holds.", "spelling"),
        ("The Café is open.", "The cafe is open.", "spelling"),
        ("In the U.S. today", "In the US today", "spelling, punctuation"),
        ("We are late, he said.", "We are late he said.", "punctuation"),
        ("“We are late”", '"We are late"', "punctuation"),
        ("“We are late”", "We are late", "quotation marks"),
        ("He is late.", "[The keeper] is late.", "bracket"),
        ("He is late.", "He [the keeper] is late.", "bracket"),
    ],
)
def test_no_news(old: str, new: str, kinds: str) -> None:
    edits = compare(old, new, load_words())
    assert ", ".join(kind.value for kind in differences_in(edits)) == kinds
    assert not any(edit.is_news for edit in edits)


def test_words_left_out_behind_an_ellipsis_are_told_with_what_they_were() -> None:
    found = changes("We will act, if needed, at once", "We will act … at once")
    assert found == [(", if needed,", "…", ("modality", "words", "ellipsis"))]


@pytest.mark.parametrize(("old", "new"), [("", ""), ("a", "a"), ("a\n b", "a b"), ("so\u00adft", "so\u00adft")])
def test_the_same_is_no_edit(old: str, new: str) -> None:
    assert all(edit.is_same for edit in compare(old, new))


def test_without_known_words_a_slip_that_could_be_another_word_is_news() -> None:
    assert any(edit.is_news for edit in compare("the lamb is lit", "the lamp is lit"))
    assert not any(edit.is_news for edit in compare("it was recieved", "it was received"))


def test_for_eyes_a_lone_small_word_between_changes_goes_with_them() -> None:
    old, new = "the old house of the keeper stands", "the new lamp of the fisherman stands"
    shown = readable(compare(old, new), old, new)
    assert [one.old.of(old).strip() for one in shown if not one.is_same] == ["old house of the keeper"]


def test_words_changed_counts_each_word_that_went_or_came() -> None:
    old, new = "the lamp is not lit", "the lamp is lit and paid for"
    assert words_changed(compare(old, new), old, new) == 4


# Letters that collide, so that planted faults fall quickly.
texts = st.lists(
    st.sampled_from(
        ["a", "not", "12", "twelve", "Ana", "said", "says", ",", "“", "”", "…", "[x]", "don't", "\n", " ", "é"]
    ),
    max_size=12,
).map(" ".join) | st.text("ab .,“”[]…'n\n", max_size=20)


@given(texts, texts)
def test_joining_the_sides_gives_the_texts_back(old: str, new: str) -> None:
    for edits in (compare(old, new), readable(compare(old, new), old, new)):
        assert "".join(edit.old.of(old) for edit in edits) == old
        assert "".join(edit.new.of(new) for edit in edits) == new


@given(texts, texts)
def test_the_sides_may_be_exchanged(old: str, new: str) -> None:
    there = [(edit.old, edit.new, edit.differences) for edit in compare(old, new)]
    assert [(edit.new, edit.old, edit.differences) for edit in compare(new, old)] == there


@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert all(edit.is_same for edit in compare(text, text))


@given(texts, texts)
def test_where_nothing_differs_the_words_are_the_same(old: str, new: str) -> None:
    if all(edit.is_same for edit in compare(old, new)):
        assert "".join(old.split()) == "".join(new.split())


def test_two_long_texts_with_nothing_in_common_cost_no_square() -> None:
    """Beyond the alignment itself, which takes 64 words at a step."""

    def work(size: int) -> object:
        return compare(" ".join(f"a{at}" for at in range(size)), " ".join(f"b{at}" for at in range(size)))

    assert grows_linearly(work, 200)


def test_it_grows_no_faster_than_it_must() -> None:
    assert grows_linearly(lambda size: compare("the lamp is lit. " * size, "the lamp was lit. " * 20), 200)


def test_another_form_of_the_apostrophe_is_punctuation() -> None:
    assert differences_in(compare("It isn’t closed.", "It isn't closed.")) == (Difference.PUNCTUATION,)
