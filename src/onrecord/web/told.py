"""Errors as a page tells them: a remedy of the command line in terms of the page's fields, or left out."""

from __future__ import annotations

import re

from onrecord.errors import OnRecordError

# Options that are fields of forms here, by what these are called. An option that is not among them has no field.
_FIELDS = {
    "addressee": "To whom",
    "by": "Who judges",
    "date": "When",
    "kind": "Kind",
    "mode": "Mode",
    "outlet": "Outlet",
    "place": "Where",
    "published": "Published",
    "said-on": "When",
    "since": "Since",
    "speaker": "Speaker",
    "speaker-type": "What it is",
    "title": "Title",
    "until": "Until",
    "url": "Address",
}
# Commands that only show what a page shows as well.
_PAGES = {
    "search": "the search page",
    "judgements": "the log of judgements",
    "instruments": "the list of documents",
    "people": "the list of speakers",
    "families": "the page of the same words",
}
_ELSE = "whoever keeps this record can mend it from the command line"
_CLAUSES = re.compile(r"(; |, or |, e\.g\. |: |\. )")
_SHOWN = re.compile(rf"`onrecord ({'|'.join(_PAGES)})`")
_OPTION = re.compile(r"(?<!\S)(?:with )?--([a-z][a-z-]{0,30})(?: [A-Z]{2,20}\b)?")
_COMMAND = re.compile(r"\bonrecord [a-z]|(?<!\S)`?--[a-z]")
_LEADING = re.compile(r"--([a-z][a-z-]{0,30}) ")


def told_here(error: OnRecordError) -> tuple[str, str]:
    """What happened and what to do about it, for who sits before a form and not at a terminal."""
    leading = _LEADING.match(error.what)
    what = f"{_FIELDS.get(leading[1], leading[1])}: {error.what[leading.end() :]}" if leading else error.what
    return what, _remedy(error.remedy)


def _remedy(remedy: str) -> str:
    """Without the clauses that name a command or an option that has no field; a plain sentence where none is left."""
    pieces = ["", *_CLAUSES.split(_SHOWN.sub(lambda found: _PAGES[found[1]], remedy))]
    told = ""
    for sign, clause in zip(pieces[::2], pieces[1::2], strict=True):
        here = _OPTION.sub(_field, clause)
        if not _COMMAND.search(here):
            told += f"{sign if told else ''}{here}"
    return told.rstrip(" .:;,") or _ELSE


def _field(found: re.Match[str]) -> str:
    name = _FIELDS.get(found[1])
    return f"{'in ' if found[0].startswith('with ') else ''}the field “{name}”" if name else found[0]
