"""What kind of statement it is: kind, mode, force, confidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft
from onrecord.text.quotemarks import Quotation, quotations_at
from onrecord.values.span import Span
from onrecord.values.statement import Force, Kind, Mode

_WRITTEN_PLACE = re.compile(
    r"[\s,]*(?:\w+ly )?(?:(?:on|late|early|last) \w+ )?(?:in|on|via|through) "
    r"(?:(?:a|an|his|her|its|their|the|one|another) )?(?:[\w-]+ ){0,3}"
    r"(?:statements?|letters?|e-?mails?|tweets?|posts?|memos?|filings?|op-eds?|messages?|blog"
    r"|twitter|facebook|instagram|telegram|truth social|x)\b",
    re.IGNORECASE,
)
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
    source = draft.source[0].of(reading).lower() if draft.source else ""
    if _head_noun(source) in g.DOCUMENT_NOUNS:
        return Mode.WROTE
    after = max((s.end for s in (*draft.cue, *draft.source)), default=0)
    return Mode.WROTE if draft.cue and _WRITTEN_PLACE.match(reading, after, after + 120) else mode


def _head_noun(source: str) -> str:
    """The last word before "of", "by", "from" … : "the response to the proposals" is a response."""
    words: list[str] = re.findall(r"[\w-]+", source)
    for index, word in enumerate(words):
        if index and word in {"of", "to", "by", "from", "on", "in", "about", "published", "released", "for"}:
            return words[index - 1]
    return words[-1] if words else ""


def force_of(draft: Draft, reading: str) -> Force | None:
    """The cue's force; a negated belief denies, a question asks."""
    if draft.negated:
        return Force.DENIES
    if draft.rule == "cue before to" and draft.lexical is not None and draft.lexical.force in {None, Force.ASKS}:
        return Force.DEMANDS  # "asked the board to wait", "told them to wait"
    if draft.lexical is not None and draft.lexical.force is not None:
        return draft.lexical.force
    last = draft.content[-1].of(reading).rstrip("\"“”„‟«»＂'‘’ ,")
    return Force.ASKS if last.endswith("?") else None


def confidence_of(draft: Draft, kind: Kind, measured: Mapping[tuple[str, str], float]) -> float:
    """How often statements of this rule and kind are right; one half where nothing was measured."""
    return measured.get((draft.rule, kind.value), _UNKNOWN_RULE)
