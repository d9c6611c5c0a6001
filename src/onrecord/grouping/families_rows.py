"""Families from rows and to rows: what is kept of statements as sayings, and of a family how each carries the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple, Protocol

from onrecord.grouping.families import Family
from onrecord.grouping.families_bonds import DIRECT, INDIRECT, MIXED, Saying, Told
from onrecord.grouping.families_members import Carried, how_carried
from onrecord.grouping.families_voices import OneVoice, Voice
from onrecord.grouping.families_words import Plain, Shared, Stems, paraphrase


class Row(Protocol):
    """A row by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any: ...


class Carrier(NamedTuple):
    """A statement of a family, by its id. other_mouth: another person is said to have said it than the fullest."""

    statement: str
    how: Carried
    other_mouth: bool


def sayings_of(wording: str, size: int, rows: Iterable[Row]) -> Iterator[Saying]:
    """Who said these words, with all their statements.

    rows: of the statements, by id: id, report, kind, day, starts, ends, tells_of (see `Told`); name, type, entity.
    """
    voices: dict[str, Voice] = {}
    told: defaultdict[str, list[Told]] = defaultdict(list)
    for row in rows:
        voice = Voice(row["name"], row["type"], row["entity"])
        voices.setdefault(voice.key, voice)
        places = (row["id"], row["report"], row["kind"], row["day"], row["starts"], row["ends"])
        told[voice.key].append(Told(*places, tells_of=bool(row["tells_of"])))
    for key, voice in voices.items():
        yield Saying(wording, size, voice, tuple(told[key]))


def carriers(family: Family, words: Mapping[str, str]) -> Iterator[Carrier]:
    """How each statement of a family carries the words of the fullest, which comes among those of its saying.

    words: of the statements by their ids.
    """
    fullest = min(family.fullest.told, key=_first_told)
    how = lru_cache(maxsize=256)(partial(_how, words[fullest.id]))
    for saying, bond in ((family.fullest, None), *family.others):
        other_mouth = bond is not None and bond.voice is OneVoice.NO
        for told in saying.told:
            if told is fullest:
                carried = Carried.FULLEST
            elif bond is not None and bond.is_paraphrase:
                carried = Carried.PARAPHRASE
            else:
                carried = how(words[told.id], told.kind == INDIRECT and fullest.kind != INDIRECT)
            yield Carrier(told.id, carried, other_mouth)


def _how(fullest: str, words: str, is_told: bool) -> Carried:
    return how_carried(fullest, words, is_told=is_told)


def _first_told(told: Told) -> tuple[int, str, str]:
    """Which of several statements with the same words stands for them: a quotation, the earliest."""
    return (DIRECT, MIXED, INDIRECT).index(told.kind), told.day or "X", told.id


def told_in(told: Plain, said: Stems, stems: Stems) -> Shared | None:
    """What a wording shares with a quotation (`said`) that it reports without quotation marks. stems: its own."""
    return paraphrase(said, stems) if told.is_told else None


def rounded(shared: Shared) -> Shared:
    """As it is kept: what is decided from it is decided everywhere alike."""
    weight, share, of_longer = (round(number, 4) for number in shared[:3])
    return Shared(weight, share, of_longer, shared.run, shared.quoted)
