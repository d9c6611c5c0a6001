"""Statements as rows and rows as statements. What is written here comes back equal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from onrecord.store.cells import Fetched, Row, cleaned, place, spans_of, to_json
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.judgement import Judged
from onrecord.values.occasion import OldWords
from onrecord.values.span import Span, hull, words_at
from onrecord.values.statement import Attribution, Basis, Circumstances, Force, Kind, Mode, Reference, Statement


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
        occasion_id=row["occasion_id"],
        old_words=_old_words_from(row),
    )


def _old_words_from(row: Fetched) -> OldWords | None:
    if row["old_statement"] is None:
        return None
    return OldWords(row["old_statement"], row["old_report"], row["old_day"], row["old_count"], row["old_because"])


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
