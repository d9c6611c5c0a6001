"""What people changed in web annotations: pages against what they said when they went out.

An annotation that was moved corrects where the words stand, one whose fields were changed corrects these, one that is
gone rejects its statement, and one that is new adds a statement.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.errors import BadRequest
from onrecord.export import iris
from onrecord.export.changes import Addition, Change, Task, Told, Untaken, disagreements, holding
from onrecord.export.labelstudio import SPEAKER_TYPE
from onrecord.export.webannotation import BASE, FIELDS, OF, STATEMENT, is_page
from onrecord.text.anchor import locate
from onrecord.values.judgement import PARTS, Field
from onrecord.values.selector import TextQuoteSelector

Json = Mapping[str, Any]
Spans = Sequence[Sequence[int]]
POSITION, QUOTE = "TextPositionSelector", "TextQuoteSelector"
SOMEBODY = "web annotations"
REMEDY = (
    "take what `onrecord export --format webannotation` of this version wrote, changed in a program for annotations"
)
OURS = iris.statement_name("")


class _Nowhere(ValueError):
    """A target whose words cannot be found, or in several places."""


def changes_in(lines: Iterable[str]) -> Iterator[Told]:
    """What was changed: each page and then what is told of it. A page is a line, or all the lines are one.

    Raises BadRequest for what is no page of ours.
    """
    number = 0
    for number, page in enumerate(_pages(lines), 1):
        try:
            yield from _of_page(page)
        except KeyError as error:
            raise BadRequest(f"page {number} is none of onrecord's: it has no {error}", remedy=REMEDY) from error
        except (TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
            raise BadRequest(f"page {number} is none of onrecord's: {error!s:.120}", remedy=REMEDY) from error
    if not number:
        raise BadRequest("there is no page of annotations in it", remedy=REMEDY)


def _pages(lines: Iterable[str]) -> Iterator[Json]:
    rest = (line for line in lines if line.strip())
    for first in rest:
        try:
            yield json.loads(first)
        except (ValueError, RecursionError):
            yield _whole("".join((first, *rest)))


def _whole(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"this is not JSON ({error})", remedy=REMEDY) from error


def _of_page(page: Json) -> Iterator[Told]:
    if not is_page(page):
        raise ValueError("it is no AnnotationPage")
    report = page[OF]["report"]
    base = {str(one["id"]): one for one in page[BASE]}
    task = Task(str(report["id"]), str(report["sha256"]), report["text"])
    yield task
    items = _with_statements(page["items"], base)
    told = [one for item, statement in items for one in _of_item(task, item, statement, base)]
    yield from told
    yield from _gone(task, base, {statement for _, statement in items if statement})
    yield from disagreements([one for one in told if isinstance(one, Change | Addition)])


def _with_statements(items: Sequence[Json], base: Mapping[str, Json]) -> list[tuple[Json, str | None]]:
    """Each annotation with the statement that it is of: by its name, else by its fields; None for a new one."""
    named = [_named(item, base) for item in items]
    taken = {*named}
    found = []
    for item, name in zip(items, named, strict=True):
        own = str((_fields(item) or {}).get("id"))
        found.append((item, name or (own if own in base and own not in taken else None)))
    return found


def _named(item: Json, base: Mapping[str, Json]) -> str | None:
    """A server may give an annotation another name, and keeps the old one beside it."""
    names = [str(item.get(key, "")) for key in ("id", "canonical", "via")]
    return next((name.removeprefix(OURS) for name in names if name.removeprefix(OURS) in base), None)


def _of_item(task: Task, item: Json, statement: str | None, base: Mapping[str, Json]) -> Iterator[Told]:
    about, before = statement or task.report, base.get(statement or "", {})
    fields = dict(_changed(_fields(item) or {}, before))
    try:
        spans = sorted({_place(target, task.text, before.get("content", ())) for target in _targets(item)})
    except _Nowhere as error:
        yield Untaken(about, str(error))
        spans = []
    if spans and {*spans} != {*map(tuple, before.get("content", ()))}:
        fields[Field.CONTENT] = _told_places(spans)
    if statement and (_fields(item) or before).get("nested_in") != before["nested_in"]:
        yield Untaken(about, "how it is nested is not taken; the log says nothing of nesting")
    if not statement and not _is_identifying(item):
        yield Untaken(about, f"an annotation that is {item.get('motivation')!r:.60} adds no statement; "
                      "one that does is 'identifying'")  # fmt: skip
        return
    held, untaken = holding(about, fields.items())
    yield from untaken
    speaker_type = ((_fields(item) or {}).get("speaker") or {}).get("type") or before.get(SPEAKER_TYPE)
    if statement and held:
        yield Change(task, statement, *_who(item), fields=held, speaker_type=speaker_type)
    elif Field.CONTENT in dict(held):
        told = tuple((field, value) for field, value in held if value)
        yield Addition(task, *_who(item), fields=told, speaker_type=speaker_type)


def _gone(task: Task, base: Mapping[str, Json], there: set[str]) -> Iterator[Told]:
    gone = [one for one in base if one not in there]
    if gone and not there:
        yield Untaken(task.report, f"none of its {len(base)} statements is among the annotations; "
                      "that is not taken for a rejection")  # fmt: skip
        return
    for statement in gone:
        yield Change(task, statement, SOMEBODY, "", rejected=True)


def _is_identifying(item: Json) -> bool:
    """Does it say where a statement is? A comment, a tag or a highlight says something else."""
    motivation = item.get("motivation")
    motivations = motivation if isinstance(motivation, list) else [motivation]
    return _fields(item) is not None or bool({None, "identifying", "oa:identifying"} & {*motivations})


def _fields(item: Json) -> Json | None:
    """The fields of the contract in its body; None where it has none."""
    body = item.get("body") or ()
    bodies = body if isinstance(body, list) else [body]
    return next((one[FIELDS] for one in bodies if isinstance(one, Mapping) and one.get("type") == STATEMENT), None)


def _changed(told: Json, before: Json) -> Iterator[tuple[Field, str | None]]:
    """Fields that are not as they were; of a new statement those that are told."""
    for field in Field:
        value = told.get(field.value)
        if field.value not in told or field is Field.CONTENT:
            continue
        if field in PARTS:
            if {*map(tuple, value or ())} != {*map(tuple, before.get(field.value, ()))}:
                yield field, _told_places(value or ()) or None
        elif field is Field.SPEAKER:
            name, type_ = ((value or {}).get(key) for key in ("name", "type"))
            if (name, type_) != (before.get("speaker"), before.get(SPEAKER_TYPE)):
                yield field, name
        elif value != before.get(field.value):
            yield field, value


def _told_places(spans: Iterable[Sequence[int]]) -> str:
    return ",".join(f"{int(start)}:{int(end)}" for start, end in sorted(map(tuple, spans)))


def _targets(item: Json) -> Sequence[Json]:
    target = item["target"]
    return target if isinstance(target, list) else [target]


def _place(target: Json, text: str | None, before: Spans) -> tuple[int, int]:
    """Where a target is. Of two selectors that say different places the one that was changed counts."""
    selectors = target["selector"]
    by_type = {one["type"]: one for one in (selectors if isinstance(selectors, list) else [selectors])}
    position, quote = by_type.get(POSITION), by_type.get(QUOTE)
    if position is None or (quote is not None and text is not None and _is_stale(position, quote, text, before)):
        return _located(position, quote, text)
    return int(position["start"]), int(position["end"])


def _is_stale(position: Json, quote: Json, text: str, before: Spans) -> bool:
    """Is the position where it was, and the quotation of other words? Raises _Nowhere where both were changed."""
    start, end = int(position["start"]), int(position["end"])
    if text[start:end] == quote["exact"]:
        return False
    if any([start, end] == [*one] for one in before):
        return True
    if any(text[one[0] : one[1]] == quote["exact"] for one in before):
        return False
    raise _Nowhere(f"[{start}, {end}] are other words than {quote['exact']!r:.120}")


def _located(position: Json | None, quote: Json | None, text: str | None) -> tuple[int, int]:
    if quote is None or text is None:
        raise _Nowhere("a target has no TextPositionSelector, nor a text in which its words could be found")
    selector = TextQuoteSelector(quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""))
    found = locate(selector, text, int(position["start"]) if position else 0)
    if found is None:
        raise _Nowhere(f"{quote['exact']!r:.120} stand nowhere in the text, or in several places")
    return found.start, found.end


def _who(item: Json) -> tuple[str, str]:
    """Who made or changed an annotation, and when."""
    creator = item.get("creator")
    one = creator[0] if isinstance(creator, list) and creator else creator
    if isinstance(one, Mapping):
        one = next((one[key] for key in ("name", "nickname", "email", "id") if one.get(key)), None)
    return str(one or SOMEBODY), str(item.get("modified") or item.get("created") or "")
