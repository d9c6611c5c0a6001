"""Errors as they are told where no command line is: by a page in terms of its fields, by the API of its parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import OnRecordError


@dataclass(frozen=True, slots=True)
class Place:
    """Where an error is told. names: of options of commands, as they are called there; others have no name there.

    called: how such a name is written. shown: commands that only show what is shown there as well, and by what.
    """

    names: Mapping[str, str]
    called: str
    shown: Mapping[str, str]


PAGES = Place(
    {
        "addressee": "To whom",
        "all-versions": "Earlier versions too",
        "by": "Who judges",
        "date": "When",
        "independent": "Copies count once",
        "kind": "Kind",
        "mode": "Mode",
        "outlet": "Outlet",
        "place": "Where",
        "published": "Published",
        "rejected": "Rejected ones too",
        "said-on": "When",
        "since": "Since",
        "speaker": "Speaker",
        "speaker-type": "What it is",
        "title": "Title",
        "until": "Until",
        "url": "Address",
    },
    "the field “{}”",
    {
        "search": "the search page",
        "judgements": "the log of judgements",
        "instruments": "the list of documents",
        "occasions": "the list of occasions",
        "people": "the list of speakers",
        "speakers": "the list of speakers",
        "families": "the page of the same words",
    },
)
_PARAMETERS = "date independent instrument kind limit mode outlet published rejected since speaker title until url"
API = Place(
    {name: name for name in _PARAMETERS.split()} | {"all-versions": "all_versions"},
    "`{}`",
    {
        "search": "/api/v1/statements",
        "instruments": "/api/v1/instruments",
        "occasions": "/api/v1/occasions",
        "people": "/api/v1/speakers",
        "speakers": "/api/v1/speakers",
        "families": "/api/v1/families",
    },
)
_ELSE = "whoever keeps this record can mend it from the command line"
_CLAUSES = re.compile(r"(; |, or |, e\.g\. |: |\. )")
_SHOWN = re.compile(r"`onrecord ([a-z-]{1,30})(?: --all)?`")
_OPTION = re.compile(r"(?<!\S)(?:with )?--([a-z][a-z-]{0,30})(?: [A-Z]{2,20}\b)?")
_COMMAND = re.compile(r"\bonrecord [a-z]|(?<!\S)`?--[a-z]")
_LEADING = re.compile(r"--([a-z][a-z-]{0,30}) ")


def told_here(error: OnRecordError, place: Place = PAGES) -> tuple[str, str]:
    """What happened and what to do about it, for who is not at a terminal."""
    leading = _LEADING.match(error.what)
    if leading is None:
        return error.what, remedy_here(error.remedy, place)
    what = f"{place.names.get(leading[1], leading[1])}: {error.what[leading.end() :]}"
    return what, remedy_here(error.remedy, place)


def remedy_here(remedy: str, place: Place = PAGES) -> str:
    """Without the clauses that name a command or an option unknown there; a plain sentence where none is left."""
    shown = _SHOWN.sub(lambda found: place.shown.get(found[1], found[0]), remedy)
    pieces = ["", *_CLAUSES.split(shown)]
    told = ""
    for sign, clause in zip(pieces[::2], pieces[1::2], strict=True):
        here = _OPTION.sub(lambda found: _named(found, place), clause)
        if not _COMMAND.search(here):
            told += f"{sign if told else ''}{here}"
    return told.rstrip(" .:;,") or _ELSE


def _named(found: re.Match[str], place: Place) -> str:
    name = place.names.get(found[1])
    if name is None:
        return found[0]
    return f"{'in ' if found[0].startswith('with ') else ''}{place.called.format(name)}"
