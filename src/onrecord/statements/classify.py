"""What kind of statement it is: mode and confidence. Its kind is in text/quoted_kind.py, what it does in force.py."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.statements.draft import Draft
from onrecord.statements.writing import is_document, is_written
from onrecord.values.statement import Kind, Mode

_UNKNOWN_RULE = 0.5


def mode_of(draft: Draft, reading: str) -> Mode:
    """The cue's mode; what a document says, or is said "in a statement", is written."""
    mode = draft.lexical.mode if draft.lexical else Mode.SAID
    if mode is not Mode.SAID:
        return mode
    source = draft.source[0].of(reading) if draft.source else ""
    return Mode.WROTE if is_document(source) or is_written(draft, reading) else mode


def confidence_of(draft: Draft, kind: Kind, measured: Mapping[tuple[str, str], float]) -> float:
    """The model's probability, or how often statements of this rule and kind are right; else one half."""
    if draft.probability is not None:
        return round(draft.probability, 2)
    return measured.get((draft.rule, kind.value), _UNKNOWN_RULE)
