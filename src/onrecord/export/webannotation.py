"""Statements as W3C Web Annotations (Web Annotation Data Model, 2017), and back.

One line is one `AnnotationPage`: a report with its statements as `items`, an empty list where it has none, so that the
file is written and read one report at a time. An annotation's target is the report's address; each piece of the words
has a `TextQuoteSelector` with 32 characters on either side and a `TextPositionSelector`: half-open, in Unicode code
points into the report's text, as the standard counts. An interrupted statement has a target for each piece, in order.
The body is twofold: a sentence for eyes (`TextualBody`), and the fields of the contract in a vocabulary of our own,
so that nothing is lost on the way back. What the page says of each statement when it goes out stands beside, so that
what people changed in it can be told (`annotated.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from onrecord.export import iris
from onrecord.export.jsonl import line_of
from onrecord.export.labelstudio import base_of
from onrecord.export.whole import whole_to_json
from onrecord.text.anchor import selector_of
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord, Statement

STATEMENT, FIELDS, OF, BASE = "onrecord:Statement", "onrecord:fields", "onrecord:of", "onrecord:base"
# The contract's own fields are JSON literals (JSON-LD 1.1, 4.2.2): "id" and "type" in them are none of RDF's.
CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {"@version": 1.1, "onrecord": "urn:onrecord:1:", **{name: {"@type": "@json"} for name in (FIELDS, OF, BASE)}},
)
Json = dict[str, Any]


class NoPage(ValueError):
    """A line is no page of annotations as this module writes them."""


def write_webannotation(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write every report as one line with an AnnotationPage. Returns the number of lines."""
    lines = 0
    for record in records:
        out.write(line_of(page_of(record)))
        lines += 1
    return lines


def page_of(record: ReportRecord) -> Json:
    """A report with its statements as an AnnotationPage."""
    told: Json = whole_to_json(record)
    about = {name: value for name, value in told.items() if name != "statements"}
    shown = {one.id for one in record.statements}
    pairs = zip(record.statements, told["statements"], strict=True)
    return {
        "@context": list(CONTEXT),
        "id": f"{iris.report_name(record.report.id)}:annotations",
        "type": "AnnotationPage",
        OF: about,
        BASE: [base_of(one, shown) for one in record.statements],
        "items": [_annotation(statement, fields, record.report) for statement, fields in pairs],
    }


def _annotation(statement: Statement, fields: Json, report: Report) -> Json:
    rest = {name: value for name, value in fields.items() if name != "content"}
    return {
        "id": iris.statement_name(statement.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _in_words(statement)},
            {"type": STATEMENT, FIELDS: rest},
        ],
        "target": [_target(span, report) for span in statement.attribution.content],
    }


def _target(span: Span, report: Report) -> Json:
    quote = selector_of(span, report.text)
    return {
        "source": iris.report_address(report),
        "selector": [
            {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _in_words(statement: Statement) -> str:
    """ "Ysolde Marrin (direct, said), 2023-05-03"."""
    found, said_on = statement.attribution, statement.circumstances.said_on
    who = statement.speaker.name if statement.speaker else "speaker not known"
    when = f", {said_on.edtf}" if said_on else ""
    return f"{who} ({found.kind.value}, {found.mode.value}){when}"


# --- back ------------------------------------------------------------------------------------------------------------


def is_page(line: object) -> bool:
    return isinstance(line, dict) and line.get("type") == "AnnotationPage"


def told_of(page: object) -> Json:
    """One page as the contract spells it: what `whole_to_json` gave, with content where the targets are now.

    Raises NoPage where it is none, or where other words stand at the positions.
    """
    try:
        if not isinstance(page, dict) or not is_page(page):
            raise NoPage("it is no AnnotationPage")
        return _told(page)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise error if isinstance(error, NoPage) else NoPage(f"{type(error).__name__}: {error}") from error


def _told(page: Mapping[str, Any]) -> Json:
    about = dict(page[OF])
    text = about["report"]["text"]
    return about | {"statements": [_fields(one, text) for one in page["items"]]}


def _fields(annotation: Mapping[str, Any], text: str) -> Json:
    (fields,) = (one[FIELDS] for one in annotation["body"] if one.get("type") == STATEMENT)
    content = [_place(target["selector"], text) for target in annotation["target"]]
    return {**fields, "content": content}


def _place(selectors: Iterable[Mapping[str, Any]], text: str | None) -> list[int]:
    by_type = {one["type"]: one for one in selectors}
    position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
    start, end = int(position["start"]), int(position["end"])
    if text is not None and Span(start, end).of(text) != quote["exact"]:
        raise ValueError(f"at {start} to {end} stand other words than {quote['exact']!r:.60}")
    return [start, end]
