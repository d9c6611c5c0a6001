"""The answer of `onrecord check-draft` for programs: one object."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from onrecord.checking.draft import MEANING, Checked, DraftCheck, DraftKind
from onrecord.export.checks import check_to_json, searched_to_json

SCHEMA = "onrecord-draft/1"


def draft_to_json(found: DraftCheck) -> dict[str, Any]:
    """Ready for `json.dumps`. checked: in the order of the draft, numbered from 1."""
    report = found.draft.report
    return {
        "schema": SCHEMA,
        "draft": {
            "source": report.origin,
            "sha256": report.sha256,
            "title": report.title,
            "language": report.language,
            "published": report.published.edtf if report.published else None,
            "characters": len(report.text),
            "text": report.text,
            "reader": found.draft.reader,
        },
        "checked": [_checked(number, one, found) for number, one in enumerate(found.checked, 1)],
        "counts": {
            "quotations": len(found.quotations),
            "paraphrases": len(found.checked) - len(found.quotations),
            "not_looked_at": found.left,
            "outcomes": {outcome.value: number for outcome, number in found.counts.items()},
        },
        "record": found.record,
        "searched": searched_to_json(found.searched),
        "copies": [asdict(one) for one in found.copies],
        "notes": list(found.notes),
        "allowed": sorted(one.value for one in found.terms.allowed),
        "paraphrases_count": found.terms.paraphrases,
        "exit": found.exit,
    }


def _checked(number: int, one: Checked, found: DraftCheck) -> dict[str, Any]:
    place = one.quoted
    return {
        "number": number,
        "kind": place.kind.value,
        "outcome": one.outcome.value,
        "meaning": MEANING[one.outcome],
        "failings": [failing.value for failing in one.failings],
        "confirmed": not one.failings and place.kind is DraftKind.QUOTATION,
        "holds_back": found.holds_back(one),
        "content": [[span.start, span.end] for span in place.spans],
        "line": line_of(one, found),
        "words": place.words,
        "speaker": place.speaker,
        "said_on": place.date,
        "statement": place.statement,
        "why": list(one.why),
        "check": check_to_json(one.check) if one.check else None,
        "alike": [asdict(hit) for hit in one.alike],
    }


def line_of(one: Checked, found: DraftCheck) -> int | None:
    """The line of the draft's text on which it begins, from 1; None outside of it."""
    spans = one.quoted.spans
    return found.draft.report.text.count("\n", 0, spans[0].start) + 1 if spans else None
