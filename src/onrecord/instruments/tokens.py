"""Words of a paragraph as names are compared: folded, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining, normalize

_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
# "U.S." is one word, and so is what stands behind "non-", "co-" and "anti-", written with a hyphen or without.
_WORD = re.compile(
    rf"(?:[A-Za-z]\.){{2,5}}|(?:(?:[Nn]on|NON|[Cc]o|CO|[Aa]nti|ANTI)[-‐-―])?[^\W_]+(?:[{_INVISIBLE}]+[^\W_]+)*"
)
_ACCENTED = re.compile(r"(?<![a-z])[a-z]*+[\u00c0-\u024f][^\W\d_]*")
_LETTERS = re.compile(r"[^\W\d_]+|\d")
_DROPPED = re.compile(rf"[.\-‐-―{_INVISIBLE}]")
_SPELLINGS = {
    "defence": "defense",
    "programme": "program",
    "organisation": "organization",
    "normalisation": "normalization",
    "centre": "center",
    "labour": "labor",
    "favour": "favor",
    "authorisation": "authorization",
}


class Token(NamedTuple):
    """A word: its place in the text, as printed, and folded (small letters, no dots, no accents, one spelling)."""

    start: int
    end: int
    raw: str
    low: str

    @property
    def is_capital(self) -> bool:
        return self.raw[0].isupper() or self.raw[0].isdigit()


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words of text[start:end] in order; the "s" of a possessive is left out."""
    found: list[Token] = []
    put, make = found.append, tuple.__new__  # of all that is done with a word, making it takes longest
    for match in _WORD.finditer(text, start, end):
        raw = match[0]
        first, last = match.span()
        if len(raw) == 1 and raw in "sS" and first > start and text[first - 1] in "’'":
            continue
        low = raw.lower() if raw.isalnum() and raw.isascii() else folded(raw)
        put(make(Token, (first, last, raw, _SPELLINGS.get(low, low))))
    return found


def words_in(text: str, start: int, end: int) -> frozenset[str]:
    """The words of text[start:end] in small letters, in no order: a quick look at what may stand there.

    A number behind letters is left out ("Resolution1973" is "resolution", too), and so are accents.
    """
    paragraph = text[start:end].lower()
    found = _LETTERS.findall(paragraph)
    if not paragraph.isascii():
        found += map(folded, _ACCENTED.findall(paragraph))
    return frozenset(found)


@lru_cache(maxsize=4096)
def folded(raw: str) -> str:
    """ "U.S." as "us", "Communiqué" as "communique", "Non-Proliferation" as "nonproliferation"."""
    plain = "".join(one for one in normalize("NFD", _DROPPED.sub("", raw)) if not combining(one))
    return plain.lower()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(token.low for token in tokens_of(text, 0, len(text)))


LONGEST = 120
_ENDS = re.compile(r"[.!?…][\"”’»)\]]*[ \n]|[ \n]{2}|\n")
_SHORTENED = frozenset(
    (
        "no nos mr mrs ms dr prof sen rep gov gen col st art arts para v vs sec pub stat jan feb mar aug sept sep oct "
        "nov dec"
    ).split()
)


def sentences_of(tokens: Sequence[Token], text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph, as ranges of its tokens. Quotations are cut like other text.

    One of more than LONGEST words is a table or a list, and cut: what stands far off speaks for nothing.
    """
    ends = [at for at in range(1, len(tokens)) if _ends_between(tokens[at - 1], tokens[at], text)]
    whole = pairwise([0, *ends, len(tokens)])
    return [(at, min(at + LONGEST, end)) for begin, end in whole for at in range(begin, end, LONGEST)]


def _ends_between(last: Token, following: Token, text: str) -> bool:
    if following.start - last.end < 2 or not following.is_capital:
        return False
    if len(last.raw) == 1 or last.low in _SHORTENED:
        return False
    return _ENDS.search(text, last.end, following.start) is not None
