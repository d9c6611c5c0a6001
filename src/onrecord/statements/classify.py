"""What kind of statement it is: kind, mode, confidence. What it does is in force.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.statements.draft import Draft
from onrecord.statements.writing import is_document, is_written
from onrecord.text.quotemarks import Quotation, quotations_at
from onrecord.values.span import Span
from onrecord.values.statement import Kind, Mode

_UNKNOWN_RULE = 0.5


def kind_of(content: Sequence[Span], quotations: Sequence[Quotation]) -> Kind:
    """direct: quotations and nothing else; mixed: quotation marks inside a paraphrase; indirect: none.

    quotations: of the report, in order.
    """
    inside = [(span, quotations_at(quotations, span)) for span in content]
    if not any(marked for _, marked in inside):
        return Kind.INDIRECT
    whole = all(any(q.span.contains(span) or _same_but_marks(q.span, span) for q in marked) for span, marked in inside)
    return Kind.DIRECT if whole else Kind.MIXED


def _same_but_marks(quotation: Span, span: Span) -> bool:
    return abs(quotation.start - span.start) <= 1 and abs(quotation.end - span.end) <= 2


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
