"""What a family of numbered documents is: how it is cited, and what is read from a citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.values.span import Span

_ONE_NUMBER = re.compile(r"(\d{1,4})(?: ?\((\d{4})\))?")


class Numbered(NamedTuple):
    """A number with its family. identifiers: its normal form; several where the words leave them open."""

    span: Span
    identifiers: tuple[str, ...]


Read = Callable[[re.Match[str]], Iterator[Numbered]]


@dataclass(frozen=True, slots=True)
class Family:
    """One form of citing. words: one of them, and nearly always a digit, stands in every text that has it."""

    words: frozenset[str]
    pattern: re.Pattern[str]
    read: Read


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span())


def one(form: Callable[[re.Match[str]], str]) -> Read:
    def read(match: re.Match[str]) -> Iterator[Numbered]:
        yield Numbered(_span(match), (form(match),))

    return read


def each(*series: str) -> Read:
    """One for each number of a list; the first carries the words before it."""

    def read(match: re.Match[str]) -> Iterator[Numbered]:
        whole = match.start()
        numbers = list(_ONE_NUMBER.finditer(match.string, *match.span("list")))
        for number in numbers:
            start = whole if number is numbers[0] else number.start()
            stop = match.end() if len(numbers) == 1 else number.end()
            year = f" ({number[2]})" if number[2] else ""
            yield Numbered(Span(start, stop), tuple(f"{one}{number[1]}{year}" for one in series))

    return read


def words_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())
