"""Signs before the first word of a quotation and behind its last: "$40 million" is not "€40 million".

Between words `comparing.align` sees them; what stands outside of the first and the last word it leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.checking.changes import Change, Effect
from onrecord.comparing.difference import Difference
from onrecord.comparing.tokens import Token

_BEFORE = re.compile(r"(?:(?<!\S)|(?<=[(\[“\"‘'$€£¥]))([-–−]?[$€£¥₽₹]?[-–−]?)\Z")
_BEHIND = re.compile(r"\s?([%‰°€£¥₽])")
_MINUS = str.maketrans("–−", "--")
_NEAR = 4  # code points

Text = tuple[str, Sequence[Token]]
Pair = tuple[int, int]  # number of a word of the statement, of a word of the quotation


def signs_at_ends(pairs: Sequence[Pair], record: Text, asked: Text) -> Iterator[Change]:
    """Another currency, or a minus that came or went, before a number at the beginning; another sign at the end.

    A sign that only one side has at the end may be a word there ("percent"), or stand outside of what was quoted.
    """
    first, last = pairs[0], pairs[-1]
    if _is_number(record, first[0]) and _is_number(asked, first[1]) and first[1] == 0:
        yield from _changed(_before(record, first[0]), _before(asked, first[1]), record, first[0], asked, first[1])
    if _is_number(record, last[0]) and _is_number(asked, last[1]) and last[1] == len(asked[1]) - 1:
        signs = _behind(record, last[0]), _behind(asked, last[1])
        if all(signs) and signs[0] != signs[1]:
            yield _change(record, last[0], asked, last[1])


def _changed(sign: str, other: str, record: Text, old: int, asked: Text, new: int) -> Iterator[Change]:
    currencies = sign.strip("-"), other.strip("-")
    if ("-" in sign) != ("-" in other) or (all(currencies) and currencies[0] != currencies[1]):
        yield _change(record, old, asked, new)


def _change(record: Text, old: int, asked: Text, new: int) -> Change:
    return Change(Effect.CHANGED, (Difference.NUMBER,), _with_signs(record, old), _with_signs(asked, new), True, True)


def _is_number(text: Text, at: int) -> bool:
    return text[1][at].text[0].isdigit()


def _before(text: Text, at: int) -> str:
    start = text[1][at].start
    found = _BEFORE.search(text[0][max(0, start - _NEAR) : start])
    return found[1].translate(_MINUS) if found else ""


def _behind(text: Text, at: int) -> str:
    end = text[1][at].end
    found = _BEHIND.match(text[0][end : end + _NEAR])
    return found[1] if found else ""


def _with_signs(text: Text, at: int) -> str:
    return f"{_before(text, at)}{text[1][at].text}{_behind(text, at)}"
