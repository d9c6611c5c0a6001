"""A judgement as JSON values and back: what the record keeps, and what is exported and imported."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from onrecord.errors import BadRequest
from onrecord.judging.fields import check_field
from onrecord.judging.parts import check_quotes, places_told
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Act, Field, Judgement, Person, StatementAnchor
from onrecord.values.selector import TextQuoteSelector
from onrecord.values.span import Span

SCHEMA = "onrecord-judgement/1"
ALWAYS = frozenset({"schema", "id", "act", "at", "by", "because"})
WRITTEN_SO = "write it as `onrecord judgements --format jsonl` does"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

Json = dict[str, Any]


def to_json(judgement: Judgement) -> Json:
    """All that is known of a judgement; what its act has no use for is left out."""
    more: Json = {
        "people": [_person_json(one) for one in judgement.people],
        "name": judgement.name,
        "reports": list(judgement.reports),
        "statements": [anchor_json(one) for one in judgement.statements],
        "fields": dict(judgement.fields),
        "undoes": judgement.undoes,
        "quotes": {field.value: [_quote_json(one) for one in quotes] for field, quotes in judgement.quotes},
    }
    head: Json = {
        "schema": SCHEMA,
        "id": judgement.id,
        "act": judgement.act.value,
        "at": judgement.at,
        "by": judgement.by,
        "because": judgement.because,
    }
    return head | {name: value for name, value in more.items() if value}


def signed(judgement: Judgement) -> Judgement:
    """The judgement with the id that follows from all the rest: 16 hexadecimal digits."""
    rest = {name: value for name, value in to_json(judgement).items() if name != "id"}
    line = json.dumps(rest, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return replace(judgement, id=hashlib.sha256(line.encode()).hexdigest()[:16])


def from_json(value: object) -> Judgement:
    """The judgement that was written so. The id may be left out: it follows from the rest.

    Raises BadRequest when it is no judgement, or was changed after it was made.
    """
    try:
        made = _made(_object(value))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadRequest(f"this is no judgement: {error}", remedy=WRITTEN_SO) from error
    whole = signed(made)
    if made.id not in ("", whole.id):
        raise BadRequest(
            f"judgement {made.id} was changed after it was made",
            remedy="leave its id out to take it as a judgement of its own",
        )
    check(whole)
    return whole


def _made(line: Json) -> Judgement:
    if line.get("schema", SCHEMA) != SCHEMA:
        raise ValueError(f"its schema is {line['schema']!r}, not {SCHEMA!r}")
    unknown = set(line) - ALWAYS - {"people", "name", "reports", "statements", "fields", "undoes", "quotes"}
    if unknown:
        raise ValueError(f"nothing is known of {min(unknown)!r}")
    return Judgement(
        id=text_from(line.get("id", "")),
        act=Act(line["act"]),
        at=text_from(line["at"]),
        by=text_from(line["by"]),
        because=text_or_none(line.get("because")),
        people=tuple(_person(one) for one in _list(line.get("people", []))),
        name=text_or_none(line.get("name")),
        reports=tuple(text_from(one) for one in _list(line.get("reports", []))),
        statements=tuple(anchor_from(one) for one in _list(line.get("statements", []))),
        fields=tuple((Field(name), text_or_none(one)) for name, one in _object(line.get("fields", {})).items()),
        undoes=text_or_none(line.get("undoes")),
        quotes=tuple((Field(name), _quotes(one)) for name, one in _object(line.get("quotes", {})).items()),
    )


def check(judgement: Judgement) -> None:
    """Raise BadRequest when the judgement has not what its act needs, or a field holds what it cannot."""
    if not judgement.by.strip() or not judgement.at.strip():
        raise BadRequest("a judgement needs a time and somebody who judged", remedy="say who with --by NAME")
    if not NEEDED[judgement.act](judgement):
        raise BadRequest(f"a judgement '{judgement.act}' lacks what it is about", remedy=WRITTEN_SO)
    for field, value in judgement.fields:
        check_field(field, value)
    check_quotes(judgement)


def _splits(one: Judgement) -> bool:
    if not one.people or (one.reports and one.statements):
        return False
    return len(one.people) == (2 if one.reports or one.statements else 1)


def _corrects(one: Judgement) -> bool:
    right = dict(one.fields).get(Field.SPEAKER) is not None
    return len(one.statements) == 1 and bool(one.fields) and len(one.people) == right


def _adds(one: Judgement) -> bool:
    told = dict(one.fields)
    if len(one.statements) != 1 or len(one.people) != (told.get(Field.SPEAKER) is not None):
        return False
    return told.get(Field.CONTENT) == places_told(one.statements[0].content)


NEEDED: Mapping[Act, Callable[[Judgement], bool]] = {
    Act.MERGE: lambda one: len(one.people) == 2,
    Act.NOT_THE_SAME: lambda one: len(one.people) == 2,
    Act.RENAME: lambda one: len(one.people) == 1 and bool(one.name),
    Act.SPLIT: _splits,
    Act.REJECT: lambda one: len(one.statements) == 1,
    Act.CORRECT: _corrects,
    Act.ADD: _adds,
    Act.ACCEPT: lambda one: len(one.statements) == 1 and len(one.people) <= 1,
    Act.UNDO: lambda one: bool(one.undoes),
}


def _person_json(person: Person) -> Json:
    return {"name": person.name, "type": person.type.value, "entity": person.entity}


def _person(value: object) -> Person:
    line = _object(value)
    return Person(text_from(line["name"]), SpeakerType(line["type"]), text_from(line["entity"]))


def anchor_json(anchor: StatementAnchor) -> Json:
    return {
        "statement": anchor.statement,
        "report": anchor.report,
        "sha256": anchor.sha256,
        **_quote_json(anchor.quote),
        "content": [[span.start, span.end] for span in anchor.content],
    }


def anchor_from(value: object) -> StatementAnchor:
    line = _object(value)
    content = tuple(Span(int(start), int(end)) for start, end in _list(line["content"]))
    return StatementAnchor(
        text_from(line["statement"]), text_from(line["report"]), text_from(line["sha256"]), _quote(line), content
    )


def _quotes(value: object) -> tuple[TextQuoteSelector, ...]:
    return tuple(_quote(_object(one)) for one in _list(value))


def _quote(line: Json) -> TextQuoteSelector:
    return TextQuoteSelector(text_from(line["exact"]), text_from(line["prefix"]), text_from(line["suffix"]))


def _quote_json(quote: TextQuoteSelector) -> Json:
    return {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r:.40} is no JSON object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.40} is no list")
    return value


def text_from(value: object) -> str:
    """The text that a line holds, as a record can hold it. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return LONE_SURROGATE.sub("\ufffd", value)  # what no store can hold, and so no log


def text_or_none(value: object) -> str | None:
    """The same where it may be left out."""
    return None if value is None else text_from(value)
