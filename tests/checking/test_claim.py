"""Words that somebody asks about: cleaned, and told what was done."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.checking.claim import LONGEST, read_claim
from onrecord.errors import BadRequest
from onrecord.run.load_lookalikes import load_lookalikes
from tests.growth import grows_linearly

LIKE = load_lookalikes()


@pytest.mark.parametrize(
    ("asked", "words", "ignored"),
    [
        ("We will not go", "We will not go", ()),
        ("We wi\u200bll n\u2060ot go", "We will not go", ("2 invisible characters ignored",)),
        ("We \u202ewill\u202c not go", "We will not go", ("2 bidirectional controls ignored",)),
        ("We w\u0456ll n\u043et go", "We will not go", ("2 Cyrillic letters read as Latin",)),
        ("We will n\u03bft go", "We will not go", ("1 Greek letter read as Latin",)),
        ("Ｗｅ will not go", "We will not go", ("2 full-width letters read as ordinary",)),
        ("W\U0001d41e will not go", "We will not go", ("1 unusual letter read as ordinary",)),
        ("We will n\u0336ot go", "We will not go", ("1 combining mark ignored",)),
        ("We wi\x07ll not go", "We will not go", ("1 control character ignored",)),
        ("We will n\u0431t go", "We will n\u0431t go", ("1 word in letters of several scripts",)),
        ("Мы не пойдём", "Мы не пойдём", ()),
        ("The café in Ærø, and a naïve plan…", "The café in Ærø, and a naïve plan…", ()),
        ("We talked of “Мир” there", "We talked of “Мир” there", ()),
    ],
)
def test_what_nobody_sees_is_told(asked: str, words: str, ignored: tuple[str, ...]) -> None:
    claim = read_claim(asked, LIKE)
    assert (claim.words, claim.ignored) == (words, ignored)
    assert claim.is_disguised == bool(ignored)
    assert claim.asked == asked


@pytest.mark.parametrize(
    ("asked", "words", "outside"),
    [
        ("“We will not go,” she said.", "We will not go,", "she said"),
        ('"We will not go," she said, "not now."', "We will not go, not now.", "she said"),
        ("“We will not go.”", "“We will not go.”", None),
        ("He told us “no” twice.", "He told us “no” twice.", None),
        ("“No” is what he told us all.", "“No” is what he told us all.", None),
    ],
)
def test_words_outside_the_marks_are_not_dropped_in_silence(asked: str, words: str, outside: str | None) -> None:
    claim = read_claim(asked, LIKE)
    assert claim.words == words
    assert claim.ignored == ((f"words outside the quotation marks left out: {outside!r}",) if outside else ())
    assert not claim.is_disguised


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("", "no words were given"),
        ("  \n", "no words were given"),
        ("… ?!", "there are no words to check"),
        ("\u200b\u202e", "there are no words to check"),
        ("a" * (LONGEST + 1), "the quotation has 20,001 characters"),
    ],
)
def test_what_cannot_be_checked_is_refused(asked: str, what: str) -> None:
    with pytest.raises(BadRequest) as raised:
        read_claim(asked, LIKE)
    assert raised.value.what == what


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(asked: str) -> None:
    try:
        claim = read_claim(asked, LIKE)
    except BadRequest:
        return
    assert not any(unicodedata.category(sign) == "Cf" for sign in claim.words)
    assert (
        claim.words == asked
        or claim.ignored
        or unicodedata.normalize("NFC", asked) != asked
        or "\xa0" in asked
        or (any(unicodedata.decomposition(sign).startswith("<") for sign in asked))
    )


def test_every_look_alike_becomes_a_latin_letter() -> None:
    assert all(
        len(sign) == 1 and not sign.isascii() and len(latin) == 1 and latin.isascii() for sign, latin in LIKE.items()
    )


def test_cost_grows_with_the_length() -> None:
    assert grows_linearly(lambda size: read_claim(("“а\u200bb” " * size)[:LONGEST], LIKE), 200)
