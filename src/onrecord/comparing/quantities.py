"""The numbers that a text tells, whatever they are written with: "2,000", "2 thousand" and "two thousand" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.comparing.lexicon import NUMBERS
from onrecord.comparing.tokens import Token

_TIMES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT = {"mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "tln": 1e12, "trn": 1e12}
_DIGITS = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)(st|nd|rd|th|s|%|mn|mln|bn|bln|tn|tln|trn)?")
# What may be read in two ways is kept in both, so that neither is held against the other.
_METRES = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)([km])")  # "10m": ten metres or ten million
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){1,4}(?![\d.])")  # "272.000": thousands or decimals
_CLOCK = re.compile(r"(?<![\d.])\d{1,2}\.\d\d(?![\d.])")  # "3.40": twenty to four, or decimals
_UNSURE = re.compile(rf"{_METRES.pattern}|{_DOTTED.pattern}|{_CLOCK.pattern}")
_UNSURE_TIMES = {"k": 1e3, "m": 1e6}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_PARTS = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
_LONGEST = 60  # characters of a word that is looked at for digits
# "one" is more often a pronoun than a number, and "first" and "second" are more often words for time and order.
_NO_COUNT = frozenset(("one", "first", "second", "zero"))
_WORDS = frozenset(NUMBERS)


def numbers_in(text: str, tokens: Sequence[Token]) -> frozenset[float]:
    """The numbers that words of a text tell. tokens: of `tokens_of(text)`. Linear.

    "one", "first" and "second" as words are none; nor are "dozens", "half" and the like, which count nothing exactly.
    """
    found: set[float] = set()
    run: list[tuple[Token, float | None]] = []
    for token in tokens:
        value = _value(token)
        counts = value is not None or token.key in _TIMES or token.key in _SHORT
        if run and (not counts or not _adjoins(text, run[-1][0], token)):
            found.update(_told(text, run))
            run = []
        if counts and (run or token.key not in _SHORT):
            run.append((token, value))
        elif not counts:
            found.update(_parts(token.text[:_LONGEST]))
    return frozenset(found | set(_told(text, run)))


def _parts(word: str) -> Iterator[float]:
    """The numbers inside a word with signs and letters: "4.5-5.5", "COVID-19", "2021/22", "10m"."""
    plain = _THOUSANDS.sub("", word.lower())
    first, hyphen, rest = plain.partition("-")
    if hyphen and first not in _NO_COUNT and NUMBERS.get(first, "").isdigit():
        yield float(NUMBERS[first]) * _TIMES.get(rest, 1.0)  # "seventeen-year-old", "seven-thousand"
    yield from (float(found.replace(".", "")) for found in _DOTTED.findall(plain))
    yield from (float(part) for found in _CLOCK.findall(plain) for part in found.split("."))
    unsure = _METRES.fullmatch(plain)
    if unsure:
        yield float(unsure[1]) * _UNSURE_TIMES[unsure[2]]
    yield from (float(part) for part in _PARTS.findall(plain))


def _value(token: Token) -> float | None:
    if any(map(str.isdigit, token.text)) and ("-" in token.text or _UNSURE.fullmatch(token.text.lower())):
        return None
    match = _DIGITS.fullmatch(token.key)
    return float(match[1]) * _SHORT.get(match[2] or "", 1.0) if match else None


def _adjoins(text: str, before: Token, after: Token) -> bool:
    return after.start - before.end <= 1 and text[before.end : after.start] in ("", ",", " ", "\u00a0", "\u202f", "-")


def _told(text: str, run: Sequence[tuple[Token, float | None]]) -> Iterator[float]:
    """The numbers of neighbouring number words: "2 million 300 thousand" is one, "1998 12" are two."""
    if all(token.text.lower() in _NO_COUNT for token, _ in run):
        return
    whole, part, last = 0.0, None, None
    for token, value in run:
        if value is None:
            times = _TIMES.get(token.key) or _SHORT[token.key]
            if part is not None or whole:
                part = (part or 1.0) * times
                whole, part = (whole, part) if times == 100 else (whole + part, None)
        elif part is None:
            part = value
        elif _goes_on(text, last, token, part, value):
            part = _joined(text, last, token, part, value)
        else:
            yield whole + part
            whole, part = 0.0, value
        last = token
    if part is not None or whole:
        yield whole + (part or 0.0)


def _goes_on(text: str, last: Token | None, token: Token, part: float, value: float) -> bool:
    """Does this number word add to the one before: "12 000", "two hundred five", "twenty one"?"""
    if last is None:
        return False
    between = text[last.end : token.start]
    if between == ",":
        return last.text.isdigit() and token.text.isdigit() and len(token.text) <= 2
    if _is_group(last, token):
        return between != "-"
    return (
        last.text.isalpha()
        and token.text.lower() in _WORDS
        and value < part
        and part % (100 if part >= 100 else 10) == 0
        and value < 100
    )


def _joined(text: str, last: Token | None, token: Token, part: float, value: float) -> float:
    """The number of two number words of which the second goes on with the first."""
    if last and text[last.end : token.start] == ",":  # "13,5": decimals as most of Europe writes them
        return float(f"{part:.0f}.{token.text}")
    return part * 1000 + value if _is_group(last, token) else part + value


def _is_group(last: Token | None, token: Token) -> bool:
    """ "12 000": digits of the thousands, and three more."""
    return bool(
        last and last.text.isdigit() and 1 <= len(last.text) <= 3 and token.text.isdigit() and len(token.text) == 3
    )
