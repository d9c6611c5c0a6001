"""One line of a .jsonl file, made into a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from onrecord.errors import UnreadableInput
from onrecord.values.page import Given, Page, PageKind, Turn

_GIVEN = ("title", "published", "outlet", "url", "byline", "occasion", "place")
_SHAPE = 'write one object a line, like {"id": "1", "text": "…", "published": "2021-12-02"}'
_TURNS = 'write turns as [{"speaker": "…", "text": "…"}]'

Fields = Mapping[str, object]


def page_of_line(line: bytes, origin: str, encoding: str | None = None) -> Page:
    """The page of one line. Raises UnreadableInput when the line is not a report.

    line: the bytes without the line end. A line with turns is a transcript, else `text` counts before `html`.
    Lone surrogates in the strings stay, they are for the decoding to deal with.
    """
    fields = _fields(line, origin, encoding)
    given = _given(fields, origin)
    sha256 = hashlib.sha256(line).hexdigest()
    is_transcript = fields.get("kind") == "transcript"
    in_text = is_transcript and fields.get("turns") is None and (fields.get("text") or fields.get("html"))
    if fields.get("turns") is not None or (is_transcript and not in_text):
        turns = _turns(fields, origin)
        return Page(origin, line, sha256, PageKind.TRANSCRIPT, encoding=encoding, given=given, turns=turns)
    kind, body = _body(fields, origin)
    if in_text:
        given = replace(given, speaker=_words(fields, "speaker", origin))
    return Page(*(origin, line, sha256, kind), body=body, encoding=encoding, given=given, is_transcript=bool(in_text))


def _fields(line: bytes, origin: str, encoding: str | None) -> Fields:
    try:
        parsed = json.loads(line.decode(encoding or "utf-8-sig"))
    except UnicodeDecodeError as error:
        wrong = f"{origin}: byte {error.start} is not {encoding or 'UTF-8'}"
        raise UnreadableInput(wrong, "save the file as UTF-8, or name its encoding with --encoding") from error
    except LookupError as error:
        raise UnreadableInput(
            f"{origin}: no encoding is called {encoding!r}", "name it as Python does, e.g. --encoding windows-1251"
        ) from error
    except (ValueError, RecursionError) as error:  # ValueError: no JSON, or a number of over 4,300 digits
        raise UnreadableInput(f"{origin}: not JSON ({_first_words(error)})", _SHAPE) from error
    if not isinstance(parsed, dict):
        raise UnreadableInput(f"{origin}: JSON, but {_name_of(parsed)} and not an object", _SHAPE)
    return parsed


def _given(fields: Fields, origin: str) -> Given:
    said = {name: _words(fields, name, origin) for name in _GIVEN}
    # Transcripts say "date": there it is the day the words were spoken and the transcript's own.
    said["published"] = said["published"] or _words(fields, "date", origin)
    return Given(id=_id(fields, origin), **said)


def _id(fields: Fields, origin: str) -> str | None:
    value = fields.get("id")
    return str(value) if type(value) is int else _words(fields, "id", origin)


def _words(fields: Fields, name: str, origin: str) -> str | None:
    """A text field; None where it is missing, null or blank."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableInput(f'{origin}: "{name}" is {_name_of(value)}, not a text', f'make "{name}" a text or null')
    return value if value.strip() else None


def _body(fields: Fields, origin: str) -> tuple[PageKind, str]:
    text, html = _words(fields, "text", origin), _words(fields, "html", origin)
    if text is not None:
        return PageKind.TEXT, text
    if html is not None:
        return PageKind.HTML, html
    blank = [name for name in ("text", "html") if name in fields]
    reason = f'"{blank[0]}" is empty' if blank else 'neither "text" nor "html" nor "turns"'
    raise UnreadableInput(f"{origin}: {reason}", _SHAPE)


def _turns(fields: Fields, origin: str) -> tuple[Turn, ...]:
    listed = fields.get("turns")
    if not isinstance(listed, list):
        raise UnreadableInput(f'{origin}: a transcript whose "turns" is {_name_of(listed)}, not a list', _TURNS)
    default = _words(fields, "speaker", origin)
    turns = tuple(_turn(each, f"{origin}: turn {number}", default) for number, each in enumerate(listed, 1))
    spoken = tuple(turn for turn in turns if turn is not None)
    if not spoken:
        raise UnreadableInput(f"{origin}: a transcript in which nobody says anything", _TURNS)
    return spoken


def _turn(listed: object, origin: str, default: str | None) -> Turn | None:
    """None for a turn without words. A turn without a speaker is kept: nobody is named for it."""
    if not isinstance(listed, dict):
        raise UnreadableInput(f"{origin}: {_name_of(listed)}, not an object", _TURNS)
    speaker = _words(listed, "speaker", origin) or default
    text = _words(listed, "text", origin)
    if text is None:
        return None
    return Turn(speaker or "", text)


def _name_of(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    names = {dict: "an object", list: "a list", str: "a text", int: "a number", float: "a number"}
    return names[type(value)]


def _first_words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).partition(";")[0]
