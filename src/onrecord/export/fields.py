"""Fields of JSON that a stranger wrote, each taken as what it must be or refused with its name and the reason."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from onrecord.store.date_ranges import days_of
from onrecord.values.span import Span

LARGEST = 2**63  # beyond any number a record can hold
SHOWN = 40  # characters of a value in a reason
# The signs of EDTF (ISO 8601-2): what an export holds passes, a text does not.
_EDTF = re.compile(r"[0-9X./?~%,{}\[\]-]{1,100}", re.ASCII)
_WHOLE = re.compile(r"[0-9-]+", re.ASCII)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_Choice = TypeVar("_Choice", bound=Enum)
_Made = TypeVar("_Made")


class Misfit(ValueError):
    """A value is not what the contract says. The words name the field and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one JSON object. where: how it is named in a reason, "" or like "statements[3]."."""

    values: Mapping[str, object]
    where: str = ""

    def misfit(self, name: str, wanted: str) -> Misfit:
        return Misfit(f"{self.where}{name} is {shown(self.values.get(name))}, not {wanted}")

    def words(self, name: str) -> str:
        found = self.values.get(name)
        if not isinstance(found, str):
            raise self.misfit(name, "a text")
        return _storable(found)

    def words_or_none(self, name: str) -> str | None:
        return None if self.values.get(name) is None else self.words(name)

    def hexadecimal(self, name: str, digits: int) -> str:
        found = self.words(name)
        if not re.fullmatch(rf"[0-9a-f]{{{digits}}}", found):
            raise self.misfit(name, f"{digits} hexadecimal digits")
        return found

    def chance(self, name: str) -> float:
        found = self.values.get(name)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1 or math.isnan(found):
            raise self.misfit(name, "a number from 0 to 1")
        return float(found)

    def yes_or_no(self, name: str) -> bool:
        found = self.values.get(name)
        if not isinstance(found, bool):
            raise self.misfit(name, "true or false")
        return found

    def number_or_none(self, name: str) -> int | None:
        found = self.values.get(name)
        if found is not None and not is_number(found):
            raise self.misfit(name, "a whole number")
        return found if isinstance(found, int) else None

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        found = self.values.get(name)
        try:
            return choices(found)
        except ValueError:
            raise self.misfit(name, f"one of {', '.join(str(one.value) for one in choices)}") from None

    def choice_or_none(self, name: str, choices: type[_Choice]) -> _Choice | None:
        return None if self.values.get(name) is None else self.choice(name, choices)

    def listed(self, name: str) -> list[object]:
        """A list; empty where it is null or missing."""
        found = self.values.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self.misfit(name, "a list")
        return found

    def all_words(self, name: str) -> tuple[str, ...]:
        found = self.listed(name)
        if not all(isinstance(one, str) for one in found):
            raise self.misfit(name, "a list of texts")
        return tuple(_storable(str(one)) for one in found)

    def date_or_none(self, name: str) -> str | None:
        found = self.words_or_none(name)
        if found is not None and not _is_date(found):
            raise self.misfit(name, "a date (EDTF)")
        return found

    def dates(self, name: str) -> tuple[str, ...]:
        found = self.all_words(name)
        if not all(map(_is_date, found)):
            raise self.misfit(name, "a list of dates (EDTF)")
        return found

    def spans(self, name: str, length: int) -> tuple[Span, ...]:
        """length: of the text the places are in, in code points."""
        return tuple(self.span(one, f"{name}[{at}]", length) for at, one in enumerate(self.listed(name)))

    def span_or_none(self, name: str, length: int) -> Span | None:
        found = self.values.get(name)
        return None if found is None else self.span(found, name, length)

    def span(self, value: object, name: str, length: int) -> Span:
        if not isinstance(value, list) or len(value) != 2 or not all(map(is_number, value)):
            raise Misfit(f"{self.where}{name} is {shown(value)}, not [start, end]")
        start, end = value
        if not 0 <= start < end <= length:
            raise Misfit(f"{self.where}{name} is {shown(value)}, which is no place in a text of {length} characters")
        return Span(start, end)

    def object_at(self, name: str) -> Fields:
        return self.object_of(self.values.get(name), name)

    def object_or_none(self, name: str) -> Fields | None:
        return None if self.values.get(name) is None else self.object_at(name)

    def object_of(self, value: object, name: str) -> Fields:
        if not isinstance(value, dict):
            raise Misfit(f"{self.where}{name} is {shown(value)}, not an object")
        return Fields(value, f"{self.where}{name}.")

    def objects(self, name: str) -> Iterator[Fields]:
        for at, one in enumerate(self.listed(name)):
            yield self.object_of(one, f"{name}[{at}]")

    def each_list(self, name: str, make: Callable[[list[object]], _Made]) -> tuple[_Made, ...]:
        """Lists of values by their place, each made into one; a reason names which of them does not fit."""
        made = []
        for at, one in enumerate(self.listed(name)):
            try:
                made.append(make(one if isinstance(one, list) else []))
            except Misfit:
                raise
            except (ValueError, TypeError) as error:
                raise Misfit(f"{self.where}{name}[{at}] is {shown(one)}: {error}") from error
        return tuple(made)


def is_number(value: object) -> bool:
    """A whole number that an offset can be; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST


def shown(value: object) -> str:
    """A value in a reason: short, and never one that could steer a terminal."""
    if isinstance(value, dict | list):
        return f"{type(value).__name__} of {len(value)}" if len(repr(list(value)[:9])) > SHOWN else repr(value)[:SHOWN]
    written = repr(value)
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"


def _is_date(text: str) -> bool:
    """Can it be EDTF? Of what is all digits that is a day, month or year of the calendar."""
    return bool(_EDTF.fullmatch(text)) and (not _WHOLE.fullmatch(text) or days_of(text) is not None)


def _storable(text: str) -> str:
    """What no store can hold, character for character."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)
