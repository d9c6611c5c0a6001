"""The report of a line of an export, as it was when it was written."""

from __future__ import annotations

import re
from typing import cast

from onrecord.export.fields import Fields, Misfit, is_number
from onrecord.export.without_text import LEFT_OUT
from onrecord.values.dates import DateEvidence, PublicationDate
from onrecord.values.page import Arrival, Turn
from onrecord.values.report import (
    Dateline,
    Furniture,
    FurnitureKind,
    PageRun,
    Passage,
    PassageKind,
    Report,
    SpokenTurn,
)
from onrecord.values.span import Span

SAME = (
    "given_id", "url", "outlet", "wire", "title", "byline", "language", "republished_from", "occasion", "place",
    "extractor", "section",
)  # fmt: skip
WAYS = ("archive", "record", "fetched", "last_modified", "feed", "listed")
_LINE = re.compile(r"\S[^\n]*")


def report_from_json(told: Fields) -> Report:
    """The report. Raises Misfit."""
    if told.values.get("text") is None and LEFT_OUT in told.all_words("flags"):
        raise Misfit("it was exported without its text, and so without what the offsets point into")
    text = told.words("text")
    if not text:
        raise told.misfit("text", "what was read")
    length = len(text)
    rest = told.object_or_none("rest") or Fields({}, f"{told.where}rest.")
    return Report(
        id=told.hexadecimal("id", 20),
        origin=told.words("source"),
        sha256=told.hexadecimal("sha256", 64),
        text=text,
        reading=_reading(rest, text),
        kind=told.words("kind"),
        **{name: told.words_or_none(name) for name in SAME},
        title_span=rest.span_or_none("title", length),
        dateline=_dateline(told, rest, length),
        published=_published(told),
        updated=_updated(told, rest),
        date_evidence=tuple(_evidence(one) for one in told.objects("published_evidence")),
        paragraphs=_paragraphs(rest, text),
        furniture=_furniture(told, rest, length),
        passages=tuple(_passage(one, length) for one in told.objects("passages")),
        turns=rest.each_list("turns", lambda one: _turn(rest, one, text)),
        page_map=told.each_list("page_map", lambda one: _run(told, one, length)),
        flags=told.all_words("flags"),
        arrival=_arrival(told, rest),
    )


def _reading(rest: Fields, text: str) -> str:
    """The reading copy: `text` with the characters that it changed."""
    pieces, done = [], 0
    for start, characters in rest.each_list("reading", _patch):
        if not done <= start <= start + len(characters) <= len(text):
            raise Misfit(f"{rest.where}reading changes what is not in the text")
        pieces += [text[done:start], characters]
        done = start + len(characters)
    return "".join((*pieces, text[done:]))


def _patch(one: list[object]) -> tuple[int, str]:
    start, characters = one
    if not is_number(start) or not isinstance(characters, str):
        raise ValueError("not [start, characters]")
    return cast(int, start), characters


def _paragraphs(rest: Fields, text: str) -> tuple[Span, ...]:
    """Where they are not told, the lines that are not blank."""
    if "paragraphs" in rest.values:
        return rest.spans("paragraphs", len(text))
    lines = (match for match in _LINE.finditer(text))
    return tuple(Span(one.start(), one.start() + len(one[0].rstrip())) for one in lines)


def _dateline(told: Fields, rest: Fields, length: int) -> Dateline | None:
    found = rest.listed("dateline")
    if not found:
        return None
    if len(found) != 3:
        raise rest.misfit("dateline", "[[start, end], wire, words]")
    words = Fields({"wire": found[1], "words": found[2]}, f"{rest.where}dateline.")
    place = told.words_or_none("dateline_place")
    span = rest.span(found[0], "dateline", length)
    return Dateline(span, place, words.words_or_none("wire"), words.words_or_none("words"))


def _published(told: Fields) -> PublicationDate | None:
    candidates = told.dates("published_candidates")
    if not candidates:
        return None
    return PublicationDate(told.date_or_none("published"), candidates, told.words("published_because"))


def _updated(told: Fields, rest: Fields) -> PublicationDate | None:
    because, day = told.words_or_none("updated_because"), told.date_or_none("updated")
    if because is None:
        return None
    candidates = rest.dates("updated_candidates") or ((day,) if day else ())
    if not candidates:
        raise told.misfit("updated", "a date, though a reason is given")
    return PublicationDate(day, candidates, because)


def _evidence(told: Fields) -> DateEvidence:
    return DateEvidence(
        told.words("kind"),
        told.words("words"),
        told.words_or_none("edtf"),
        told.yes_or_no("is_believed"),
        told.words("because"),
    )


def _furniture(told: Fields, rest: Fields, length: int) -> tuple[Furniture, ...]:
    spans = told.spans("furniture", length)
    kinds = told.all_words("furniture_kinds") or (FurnitureKind.OTHER.value,) * len(spans)
    reasons = rest.all_words("furniture_because") or ("said so in the import",) * len(spans)
    if not len(spans) == len(kinds) == len(reasons):
        raise Misfit(f"{told.where}furniture, its kinds and its reasons are not of one number")
    return tuple(
        Furniture(span, because, Fields({"furniture_kinds": kind}, told.where).choice("furniture_kinds", FurnitureKind))
        for span, kind, because in zip(spans, kinds, reasons, strict=True)
    )


def _passage(told: Fields, length: int) -> Passage:
    span = told.span(told.values.get("span"), "span", length)
    return Passage(span, told.choice("kind", PassageKind), told.words("because"))


def _turn(rest: Fields, one: list[object], text: str) -> SpokenTurn:
    start, end, who, said, label = one
    words = rest.span([start, end], "turns", len(text))
    fields = Fields({"who": who, "said": said}, f"{rest.where}turns.")
    turn = Turn(fields.words("who"), words.of(text) if said is None else fields.words("said"))
    return SpokenTurn(turn, words, None if label is None else rest.span(label, "turns", len(text)))


def _run(told: Fields, one: list[object], length: int) -> PageRun:
    start, end, there, until = one
    page = told.span([there, until], "page_map", 2**31)
    return PageRun(told.span([start, end], "page_map", length), page)


def _arrival(told: Fields, rest: Fields) -> Arrival:
    way = rest.object_or_none("arrival")
    if way is not None:
        known = {name: way.words_or_none(name) for name in WAYS}
        return Arrival(offset=way.number_or_none("offset"), **known)
    archive, feed = told.object_or_none("archive") or Fields({}), told.object_or_none("feed") or Fields({})
    return Arrival(
        archive=archive.words_or_none("file"),
        offset=archive.number_or_none("offset"),
        record=archive.words_or_none("record"),
        fetched=told.words_or_none("fetched"),
        feed=feed.words_or_none("address"),
        listed=feed.words_or_none("listed"),
    )
