"""Judgements made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.judging.lines import signed
from onrecord.judging.parts import places_from, quotes_of
from onrecord.text.anchor import selector_of
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Act, Field, Judgement, Person, StatementAnchor
from onrecord.values.span import Span, hull

AT = "2031-01-02T03:04:05.000+00:00"


def person(name: str) -> Person:
    """Somebody whose entity is the small letters of the name."""
    return Person(name, SpeakerType.PERSON, name.casefold())


def judged(act: Act, *names: str, **more: Any) -> Judgement:
    """A judgement about people."""
    people = tuple(person(name) for name in names)
    return signed(Judgement("", act, more.pop("at", AT), more.pop("by", "ana"), people=people, **more))


def merge(one: str, other: str, **more: Any) -> Judgement:
    return judged(Act.MERGE, one, other, **more)


def apart(one: str, other: str, **more: Any) -> Judgement:
    return judged(Act.NOT_THE_SAME, one, other, **more)


def rename(one: str, name: str, **more: Any) -> Judgement:
    return judged(Act.RENAME, one, name=name, **more)


def split(*names: str, **more: Any) -> Judgement:
    return judged(Act.SPLIT, *names, **more)


def undo(judgement: Judgement, **more: Any) -> Judgement:
    return judged(Act.UNDO, undoes=judgement.id, **more)


def anchor(text: str, *spans: tuple[int, int], statement: str = "s1", sha256: str = "0" * 64) -> StatementAnchor:
    content = tuple(Span(*span) for span in spans)
    return StatementAnchor(statement, "r1", sha256, selector_of(hull(content), text), content)


def reject(about: StatementAnchor, **more: Any) -> Judgement:
    return judged(Act.REJECT, statements=(about,), **more)


def add(text: str, sha256: str, *names: str, statement: str = "s1", **told: Any) -> Judgement:
    """A statement that somebody adds to the report with this text. told: fields, and `at`, `by`, `because`."""
    more = {name: told.pop(name) for name in ("at", "by", "because") if name in told}
    fields = {Field(name): value for name, value in told.items()}
    spans = places_from(Field.CONTENT, told["content"])
    about = anchor(text, *((span.start, span.end) for span in spans), statement=statement, sha256=sha256)
    judgement = judged(Act.ADD, *names, statements=(about,), fields=tuple(sorted(fields.items())), **more)
    return signed(replace(judgement, quotes=quotes_of(fields, text)))


def correct(about: StatementAnchor, *names: str, fields: dict[str, str | None], **more: Any) -> Judgement:
    pairs = tuple((Field(name), value) for name, value in fields.items())
    return judged(Act.CORRECT, *names, statements=(about,), fields=pairs, **more)
