"""How words are given, by the quotation marks around and in them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.text.quotemarks import Quotation, quotations_at
from onrecord.values.span import Span
from onrecord.values.statement import Kind


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
