"""Values as rows and rows as values. What is written here comes back equal."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.judgement import Judged
from onrecord.values.page import Turn
from onrecord.values.report import Dateline, Furniture, Report, SpokenTurn
from onrecord.values.span import Span, hull, words_at
from onrecord.values.statement import Attribution, Basis, Circumstances, Force, Kind, Mode, Reference, Statement

Scalar = str | int | float | bytes | None
Row = dict[str, Scalar]
Place = tuple[int, int]
Fetched = sqlite3.Row | Mapping[str, Any]

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
CHUNK = 512  # characters compared at once when looking for what a reading copy changed


def clean(value: Scalar) -> Scalar:
    """What no store can hold is replaced, one character for one, so that offsets stay true."""
    return LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value


def cleaned(row: Mapping[str, Scalar]) -> Row:
    return {name: clean(value) for name, value in row.items()}


def digest(text: str) -> str:
    """SHA-256 of a text, by which a report knows that its text is still the one that was read."""
    return hashlib.sha256(LONE_SURROGATE.sub("\ufffd", text).encode()).hexdigest()


# --- reports ---------------------------------------------------------------------------------------------------------


def report_row(report: Report) -> Row:
    """One row of the table reports, without reader and run."""
    as_they_are = (
        "id", "title", "outlet", "wire", "kind", "language", "byline", "place", "occasion", "origin", "url",
        "given_id", "sha256", "republished_from", "extractor", "text",
    )  # fmt: skip
    lists = {
        "flags": to_json(report.flags),
        "paragraphs": to_json([place(span) for span in report.paragraphs]),
        "furniture": to_json([[*place(piece.span), piece.because] for piece in report.furniture]),
        "turns": to_json([[*place(turn.words), turn.turn.speaker, turn.turn.text] for turn in report.turns]),
        "reading": reading_patch(report.text, report.reading),
        "text_sha256": digest(report.text),
    }
    plain: Row = {name: getattr(report, name) for name in as_they_are}
    starts, ends = place_or_none(report.title_span)
    title: Row = {"title_starts": starts, "title_ends": ends}
    return cleaned(plain | title | lists | _published_row(report.published) | _dateline_row(report.dateline))


def _published_row(published: PublicationDate | None) -> Row:
    if published is None:
        return {"published": None, "published_candidates": None, "published_because": None}
    return {
        "published": published.edtf,
        "published_candidates": to_json(published.candidates),
        "published_because": published.because,
    }


def _dateline_row(dateline: Dateline | None) -> Row:
    starts, ends = place_or_none(dateline.span if dateline else None)
    return {
        "dateline_starts": starts,
        "dateline_ends": ends,
        "dateline_place": dateline.place if dateline else None,
        "dateline_wire": dateline.wire if dateline else None,
        "dateline_date_words": dateline.date_words if dateline else None,
    }


def report_from(row: sqlite3.Row) -> Report:
    """The report as it was written. Raises ValueError when the text is not the one that was read."""
    text: str = row["text"]
    if digest(text) != row["text_sha256"]:
        raise ValueError("the text of a report has changed")
    same = ("id", "origin", "sha256", "kind", "given_id", "url", "outlet", "wire", "title", "byline", "language")
    more = ("republished_from", "occasion", "place", "extractor")
    return Report(
        text=text,
        reading=patched(text, row["reading"]),
        title_span=span_or_none(row["title_starts"], row["title_ends"]),
        dateline=_dateline_from(row),
        published=published_from(row),
        paragraphs=tuple(Span(start, end) for start, end in json.loads(row["paragraphs"])),
        furniture=tuple(Furniture(Span(start, end), why) for start, end, why in json.loads(row["furniture"])),
        turns=tuple(
            SpokenTurn(Turn(who, said), Span(start, end)) for start, end, who, said in json.loads(row["turns"])
        ),
        flags=tuple(json.loads(row["flags"])),
        **{name: row[name] for name in same + more},
    )


def published_from(row: Fetched) -> PublicationDate | None:
    if row["published_candidates"] is None:
        return None
    return PublicationDate(row["published"], tuple(json.loads(row["published_candidates"])), row["published_because"])


def _dateline_from(row: sqlite3.Row) -> Dateline | None:
    span = span_or_none(row["dateline_starts"], row["dateline_ends"])
    if span is None:
        return None
    return Dateline(span, row["dateline_place"], row["dateline_wire"], row["dateline_date_words"])


def reading_patch(text: str, reading: str) -> str | None:
    """What the reading copy changed, as JSON [[start, characters], …]; None when it is the text itself."""
    if reading == text:
        return None
    chunks = (at for at in range(0, len(text), CHUNK) if text[at : at + CHUNK] != reading[at : at + CHUNK])
    changed = [at for chunk in chunks for at in range(chunk, min(chunk + CHUNK, len(text))) if text[at] != reading[at]]
    runs = [[at for _, at in run] for _, run in groupby(enumerate(changed), key=lambda pair: pair[1] - pair[0])]
    return to_json([[run[0], reading[run[0] : run[-1] + 1]] for run in runs])


def patched(text: str, patch: str | None) -> str:
    """The reading copy again."""
    if patch is None:
        return text
    pieces, done = [], 0
    for start, characters in json.loads(patch):
        pieces += [text[done:start], characters]
        done = start + len(characters)
    return "".join((*pieces, text[done:]))


# --- statements ------------------------------------------------------------------------------------------------------


def statement_row(statement: Statement, text: str) -> Row:
    """One row of the table statements, without the numbers that join it to others, reader and run."""
    attribution, said_on = statement.attribution, statement.circumstances.said_on
    whole = hull(attribution.content)
    row: Row = {
        "id": statement.id,
        "kind": attribution.kind.value,
        "mode": attribution.mode.value,
        "force": attribution.force.value if attribution.force else None,
        "words": words_at(attribution.content, text),
        "starts": whole.start,
        "ends": whole.end,
        "said_on": said_on.edtf if said_on else None,
        "said_on_because": said_on.because if said_on else None,
        "place": statement.circumstances.place,
        "occasion": statement.circumstances.occasion,
        "addressee": statement.circumstances.addressee,
        "medium": statement.circumstances.medium,
        "evidence": to_json(
            [[one.field, one.because, spans_of(one.spans)] for one in statement.circumstances.evidence]
        ),
        "speaker_because": statement.speaker.because if statement.speaker else None,
        "confidence": statement.confidence,
        "attribution": attribution.id,
        "attribution_nested_in": attribution.nested_in,
        "attribution_confidence": attribution.confidence,
        "attribution_because": attribution.because,
    }
    return cleaned(row | _office_row(statement.speaker))


def _office_row(speaker: Speaker | None) -> Row:
    candidates = speaker.office_candidates if speaker else ()
    return {
        "office_printed": speaker.office_printed if speaker else None,
        "office": speaker.office if speaker else None,
        "office_because": speaker.office_because if speaker else None,
        "office_candidates": to_json(candidates) if candidates else None,
    }


def span_rows(number: int, attribution: Attribution) -> list[tuple[int, str, int, int, int]]:
    """Rows of the table spans."""
    parts = (("content", attribution.content), ("cue", attribution.cue), ("source", attribution.source))
    return [(number, part, ordinal, *place(span)) for part, spans in parts for ordinal, span in enumerate(spans)]


def statement_from(
    row: Fetched,
    spans: Mapping[str, Sequence[Span]],
    refers_to: Iterable[Reference],
    text: str,
    judged: Iterable[Judged] = (),
) -> Statement:
    """The statement as it was written. Raises ValueError when its words do not stand at its places."""
    attribution = _attribution_from(row, spans)
    if words_at(attribution.content, text) != row["words"]:
        raise ValueError("the words of a statement are not those of its report")
    return Statement(
        id=row["id"],
        attribution=attribution,
        speaker=_speaker_from(row),
        circumstances=_circumstances_from(row),
        refers_to=tuple(refers_to),
        nested_in=row["nested_in_id"],
        confidence=row["confidence"],
        judged=tuple(judged),
    )


def _circumstances_from(row: Fetched) -> Circumstances:
    evidence = (
        Basis(field, tuple(Span(start, end) for start, end in spans), because)
        for field, because, spans in json.loads(row["evidence"])
    )
    told = (row["place"], row["occasion"], row["addressee"], row["medium"])
    return Circumstances(said_on_from(row), *told, evidence=tuple(evidence))


def _attribution_from(row: Fetched, spans: Mapping[str, Sequence[Span]]) -> Attribution:
    return Attribution(
        id=row["attribution"],
        content=tuple(spans.get("content", ())),
        cue=tuple(spans.get("cue", ())),
        source=tuple(spans.get("source", ())),
        kind=Kind(row["kind"]),
        mode=Mode(row["mode"]),
        force=Force(row["force"]) if row["force"] is not None else None,
        nested_in=row["attribution_nested_in"],
        confidence=row["attribution_confidence"],
        because=row["attribution_because"],
    )


def _speaker_from(row: Fetched) -> Speaker | None:
    if row["speaker"] is None:
        return None
    because = "; ".join(part for part in (row["speaker_because"], row["identity_because"]) if part)
    return Speaker(
        name=row["speaker_name"],
        type=SpeakerType(row["speaker_type"]),
        entity=row["speaker_entity"],
        because=because,
        office_printed=row["office_printed"],
        office=row["office"],
        office_because=row["office_because"],
        office_candidates=tuple(json.loads(row["office_candidates"] or "[]")),
    )


def said_on_from(row: Fetched) -> StatementDate | None:
    return None if row["said_on"] is None else StatementDate(row["said_on"], row["said_on_because"])


# --- small pieces ----------------------------------------------------------------------------------------------------


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def place(span: Span) -> Place:
    return (span.start, span.end)


def spans_of(spans: Iterable[Span]) -> list[Place]:
    return [place(span) for span in spans]


def place_or_none(span: Span | None) -> Place | tuple[None, None]:
    return place(span) if span else (None, None)


def span_or_none(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
