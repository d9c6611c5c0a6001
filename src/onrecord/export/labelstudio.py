"""Reports as tasks for Label Studio (https://labelstud.io), with what was found as predictions to be corrected.

A region is a span: content, cue or source. What a statement is (kind, mode, …) is said on its first piece of content;
relations tie the others to it. Offsets are half-open and count Unicode code points, as Label Studio does since 2022
(`charsToCodePoints` in its editor); before, it counted UTF-16 units, which `labelled.py` recognises on the way back.

`data.onrecord` repeats what was predicted: Label Studio gives a task's data back as it was, and so what a person
changed can be told from what has changed in the record meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from statistics import fmean
from typing import Any, TextIO

from onrecord.export.contract import places
from onrecord.export.jsonl import line_of
from onrecord.export.marks import Part
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Field
from onrecord.values.span import Span
from onrecord.values.statement import Force, Kind, Mode, ReportRecord, Statement

SCHEMA = "onrecord-task/1"
PART, TEXT, SPEAKER_TYPE, VERDICT = "part", "text", "speaker_type", "verdict"
NO_STATEMENT = "no statement"
CONTINUES, CUE_OF, SOURCE_OF, NESTED = "continues", "cue of", "source of", "nested in"
CHOICES: dict[str, list[str]] = {
    Field.KIND.value: [*Kind],
    Field.MODE.value: [*Mode],
    Field.FORCE.value: [*Force],
    SPEAKER_TYPE: [*SpeakerType],
}
WORDS = (Field.SPEAKER, Field.SAID_ON, Field.PLACE, Field.OCCASION, Field.ADDRESSEE, Field.MEDIUM)
# NUL and lone surrogates no database of Label Studio's holds; "\r\n" it may count as one. One sign stands for one.
UNFIT = re.compile("[\0\ud800-\udfff]")
Json = dict[str, Any]


def write_labelstudio(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write a JSON list of tasks, one a line. Returns how many."""
    tasks = 0
    for record in records:
        out.write(("[\n" if not tasks else ",\n") + line_of(task_of(record)).rstrip("\n"))
        tasks += 1
    out.write("\n]\n" if tasks else "[]\n")
    return tasks


def task_of(record: ReportRecord) -> Json:
    """A report as a task with one prediction."""
    report, statements = record.report, [one for one in record.statements if not one.is_rejected]
    text, shown = shown_text(report.text), {one.id for one in statements}
    data = {
        TEXT: text,
        "title": report.title or "",  # shown by the configuration, which must find something
        "outlet": report.outlet,
        "published": report.published.edtf if report.published else None,
        "url": report.url,
        "onrecord": {
            "schema": SCHEMA,
            "report": report.id,
            "sha256": report.sha256,
            "statements": [base_of(one, shown) for one in statements],
        },
    }
    prediction = {
        "model_version": record.reader,
        "score": round(fmean(one.confidence for one in statements), 4) if statements else 0.0,
        "result": [item for one in statements for item in _result(one, text, shown)],
    }
    return {"data": data, "predictions": [prediction]}


def shown_text(text: str) -> str:
    """The text as Label Studio can hold and count it: as long as it was."""
    return UNFIT.sub("\ufffd", text).replace("\r\n", " \n").replace("\r", "\n")


def base_of(statement: Statement, shown: Collection[str]) -> Json:
    """What a task says of a statement: its spans and the fields that a person may correct. shown: ids in the task."""
    found, told, speaker = statement.attribution, statement.circumstances, statement.speaker
    return {
        "id": statement.id,
        "content": places(found.content),
        "cue": places(found.cue),
        "source": places(found.source),
        "nested_in": statement.nested_in if statement.nested_in in shown else None,
        "kind": found.kind.value,
        "mode": found.mode.value,
        "force": found.force.value if found.force else None,
        "speaker": speaker.name if speaker else None,
        SPEAKER_TYPE: speaker.type.value if speaker else None,
        "said_on": told.said_on.edtf if told.said_on else None,
        "place": told.place,
        "occasion": told.occasion,
        "addressee": told.addressee,
        "medium": told.medium,
    }


def region_id(statement: str, part: Part, number: int) -> str:
    return f"{statement}-{part.value}-{number}"


def _result(statement: Statement, text: str, shown: Collection[str]) -> Iterator[Json]:
    first = region_id(statement.id, Part.CONTENT, 0)
    found = statement.attribution
    ties = (
        (Part.CONTENT, found.content, CONTINUES),
        (Part.CUE, found.cue, CUE_OF),
        (Part.SOURCE, found.source, SOURCE_OF),
    )
    for part, spans, relation in ties:
        for number, span in enumerate(spans):
            own = region_id(statement.id, part, number)
            yield _item(own, PART, "labels", {**_value(span, text), "labels": [part.value]})
            if own != first:
                yield _relation(own, first, relation)
    base = base_of(statement, shown)
    yield from _fields(base, first, _value(found.content[0], text))
    if base["nested_in"]:
        yield _relation(first, region_id(base["nested_in"], Part.CONTENT, 0), NESTED)


def _fields(base: Json, region: str, value: Json) -> Iterator[Json]:
    for name in CHOICES:
        if base[name] is not None:
            yield _item(region, name, "choices", {**value, "choices": [base[name]]})
    for field in WORDS:
        if base[field.value] is not None:
            yield _item(region, field.value, "textarea", {**value, "text": [shown_text(base[field.value])]})


def _value(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _item(region: str, name: str, type_: str, value: Json) -> Json:
    return {"id": region, "from_name": name, "to_name": TEXT, "type": type_, "value": value}


def _relation(one: str, other: str, label: str) -> Json:
    return {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": [label]}


# --- the labelling interface -----------------------------------------------------------------------------------------


def config() -> str:
    """The labelling configuration for these tasks, as Label Studio's settings take it."""
    on_content = f'perRegion="true" whenTagName="{PART}" whenLabelValue="{Part.CONTENT.value}"'
    lines = ["<View>", '  <Header value="$title"/>', "  <Relations>"]
    lines += [f'    <Relation value="{one}"/>' for one in (CONTINUES, CUE_OF, SOURCE_OF, NESTED)]
    lines += ["  </Relations>", f'  <Labels name="{PART}" toName="{TEXT}">']
    colours = {Part.CONTENT: "#1f77b4", Part.CUE: "#2ca02c", Part.SOURCE: "#d62728"}
    lines += [f'    <Label value="{part.value}" background="{colour}"/>' for part, colour in colours.items()]
    lines += ["  </Labels>", f'  <Text name="{TEXT}" value="${TEXT}" granularity="symbol"/>']
    for name, choices in (*CHOICES.items(), (VERDICT, [NO_STATEMENT])):
        lines.append(f'  <Choices name="{name}" toName="{TEXT}" {on_content} choice="single" showInline="true">')
        lines += [f'    <Choice value="{choice}"/>' for choice in choices]
        lines.append("  </Choices>")
    for field in WORDS:
        asked = f'placeholder="{field.value.replace("_", " ")}" maxSubmissions="1" editable="true"'
        lines.append(f'  <TextArea name="{field.value}" toName="{TEXT}" {on_content} {asked}/>')
    return "\n".join([*lines, "</View>", ""])
