"""The answer of `onrecord check` as the contract spells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from onrecord.checking.assess import Evidence
from onrecord.checking.verdict import Check
from onrecord.comparing.difference import Edit
from onrecord.store.search import Hit
from onrecord.values.searched import Searched

Diff = list[list[str]]


def check_to_json(check: Check) -> dict[str, Any]:
    """Ready for `json.dumps`. The contract's fields come first; others may be added."""
    claim, searched = check.question.claim, check.searched
    return {
        "verdict": check.verdict.value,
        "speaker_verdict": check.speaker_verdict.value,
        "date_verdict": check.date_verdict.value,
        "certainty": check.certainty.value,
        "evidence": [_evidence(one, claim.words) for one in check.evidence],
        "notes": list(check.notes),
        "ignored": list(claim.ignored),
        "asked": {
            "words": claim.asked,
            "compared": claim.words,
            "speaker": check.question.speaker,
            "date": check.question.date,
        },
        "carriers": {
            "statements": check.carriers,
            "reports": check.reports,
            "independent_reports": check.independent,
        },
        "searched": searched_to_json(searched),
        "partly": [_part(one, claim.words) for one in check.partly],
        "printed": None if check.printed is None else [asdict(one) for one in check.printed],
    }


def searched_to_json(searched: Searched) -> dict[str, Any]:
    """How much was searched."""
    return {
        "statements": searched.statements,
        "reports": searched.reports,
        "outlets": searched.outlets,
        "earliest": searched.earliest,
        "latest": searched.latest,
    }


def proposals_to_json(found: Sequence[Hit] | None) -> list[dict[str, Any]] | None:
    """What may be the same in other words; None where nobody asked."""
    if found is None:
        return None
    names = ("statement", "report", "label", "score", "chance", "against", "passage", "speaker", "said_on", "outlet")
    return [{name: getattr(one, name) for name in names} for one in found]


def _part(one: Evidence, asked: str) -> dict[str, Any]:
    """A statement that has a part of the words, and which."""
    return {"asked": one.asked_of(asked), **_evidence(one, asked)}


def _evidence(one: Evidence, asked: str) -> dict[str, Any]:
    carrier = one.carrier
    return {
        "statement": carrier.statement,
        "report": carrier.report,
        "score": one.score,
        "diff": diff_of(one, asked),
        "verdict": one.verdict.value,
        "differences": [
            {
                "effect": change.told.value,
                "kinds": [kind.value for kind in change.kinds],
                "record": change.old,
                "asked": change.new,
                "can_change_meaning": change.can_change_meaning,
            }
            for change in one.changes
        ],
        "passages": [
            {
                "content": [start, end],
                "before": around.before,
                "words": carrier.words[start:end],
                "goes_on": around.after,
            }
            for (start, end), around in zip(one.passages, one.around, strict=True)
        ],
        "speaker": carrier.speaker,
        "marked_as": one.voice,
        "said_on": carrier.said_on,
        "occasion": carrier.occasion,
        "place": carrier.place,
        "kind": carrier.kind,
        "mode": carrier.mode,
        "force": carrier.force,
        "primary": carrier.is_primary,
        "outlet": carrier.outlet,
        "title": carrier.title,
        "url": carrier.url,
        "published": carrier.published,
        "times": one.found.times,
        "reports": carrier.reports,
        "independent_reports": carrier.independent,
    }


def diff_of(one: Evidence, asked: str) -> Diff:
    """What leads from the words on record to those asked about: "=", "-" and "+". Between passages "…" is left out.

    The stretches of "=" and "-" make up the passages, those of "+" and "=" the words asked about but for spelling.
    """
    return [
        piece for at, edits in enumerate(one.edits) for piece in _between(at, one) + list(_pieces(edits, one, asked))
    ]


def _between(at: int, one: Evidence) -> Diff:
    return [["-", " … "]] if at else []


def _pieces(edits: tuple[Edit, ...], one: Evidence, asked: str) -> Iterator[list[str]]:
    for edit in edits:
        old, new = edit.old.of(one.carrier.words), edit.new.of(asked)
        if edit.is_same:
            yield ["=", old]
            continue
        yield from ([sign, words] for sign, words in (("-", old), ("+", new)) if words)
