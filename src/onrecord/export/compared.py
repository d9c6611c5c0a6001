"""Two reports beside each other as JSON."""

from __future__ import annotations

from dataclasses import asdict

from onrecord.comparing.side_by_side import Beside
from onrecord.comparing.statements import Said
from onrecord.export.versions import diff_to_json
from onrecord.store.compare_reports import ComparedReport, ReportsCompared


def compared_to_json(found: ReportsCompared) -> dict[str, object]:
    """Ready for `json.dumps`. A `diff` leads from the words there to the words here."""
    return {
        "here": _report(found.here),
        "there": _report(found.there),
        "are_copies": found.are_copies,
        "counts": dict(sorted(found.counts.items())),
        "statements": [_beside(one) for one in found.statements],
    }


def _report(one: ComparedReport) -> dict[str, object]:
    return asdict(one) | {"share": one.share}


def _beside(one: Beside) -> dict[str, object]:
    words = one.there.words if one.there else "", one.here.words if one.here else ""
    return {
        "how": one.how.value,
        "differences": [kind.value for kind in one.differences],
        "other_speaker": one.other_speaker,
        "other_date": one.other_date,
        "piece": one.piece,
        "here": _said(one.here),
        "there": _said(one.there),
        "diff": diff_to_json(one.edits, *words),
    }


def _said(one: Said | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {"statement": one.id, "kind": one.kind, "speaker": one.speaker, "said_on": one.said_on, "words": one.words}
