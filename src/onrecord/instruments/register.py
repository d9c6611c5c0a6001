"""One entry of a register as a file has it, and as a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields

from onrecord.text.edtf import days_within
from onrecord.values.instrument import Instrument

KINDS = ("treaty", "declaration", "resolution", "act", "memorandum", "statement", "judgment", "letter", "draft")
LISTS = ("names", "also", "abbreviations", "provisions", "identifiers", "members")
FIELDS = tuple(field.name for field in fields(Instrument))
_YEAR_BEHIND = re.compile(r" \(\d{4}\)$")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}\Z")


def instrument_from(given: Mapping[str, object]) -> Instrument:
    """The entry as a value. Raises ValueError that says which field is wrong, and how it should look."""
    unknown = [name for name in given if name not in FIELDS]
    if unknown:
        raise ValueError(f"no field is called {unknown[0]!r}; the fields are {', '.join(FIELDS)}")
    texts = {name: _text(name, given.get(name)) for name in FIELDS if name not in (*LISTS, "checked")}
    lists = {name: _list(name, given.get(name)) for name in LISTS}
    key, title = texts.pop("id"), texts.pop("title")
    if key is None or not _ID.match(key):
        raise ValueError(f"id {key!r} should be small letters, digits and hyphens, e.g. zenda-treaty-1894")
    if title is None:
        raise ValueError(f"{key} needs a title, e.g. Treaty of Zenda (1894)")
    kind = texts.pop("kind") or "treaty"
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} of {key} should be one of {', '.join(KINDS)}")
    _check_date(key, texts["adopted"])
    if not any(lists[one] for one in ("names", "also", "abbreviations", "identifiers")):
        lists["names"] = (_YEAR_BEHIND.sub("", title),)
    name = texts.pop("name") or _YEAR_BEHIND.sub("", title)
    return Instrument(id=key, title=title, name=name, kind=kind, checked=given.get("checked") is True, **texts, **lists)  # type: ignore[arg-type]


def _text(name: str, value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"{name} should be text, not {value!r}")
    return " ".join(value.split()) or None


def _list(name: str, value: object) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{name} should be a list of texts, not {value!r}")
    return tuple(one.strip() for one in value if one.strip())


def _check_date(key: str, adopted: str | None) -> None:
    if adopted and not all(day[:4].isdigit() and days_within(day) for day in adopted.split("/")):
        raise ValueError(
            f"adopted {adopted!r} of {key} should be a day, month or year such as 1894-05-30, 1894-05, 1894"
        )
