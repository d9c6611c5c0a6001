"""What kind of statement it is: kind, mode, force, confidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft
from onrecord.text.quotemarks import Quotation, quotations_at
from onrecord.values.span import Span
from onrecord.values.statement import Force, Kind, Mode

_WRITINGS = (
    r"(?:statements?|letters?|e-?mails?|tweets?|posts?|memos?|filings?|op-eds?|messages?|blog"
    r"|twitter|facebook|instagram|telegram|truth social|x)\b"
)
_DETERMINER = r"(?:(?:a|an|his|her|its|their|the|one|another|this) )?(?:[\w-]+ ){0,3}"
# "said on Friday in a written statement", "told the paper in an e-mail": behind the cue, before a mark or the content
_WRITTEN_AFTER = re.compile(rf"[^.,;:\n“”\"]{{0,60}}?\b(?:in|on|via|through) {_DETERMINER}{_WRITINGS}", re.IGNORECASE)
# "In a letter to the board, the union said": at the head of the sentence
_WRITTEN_BEFORE = re.compile(rf"(?:^|[.!?\n”\"] ?)In {_DETERMINER}{_WRITINGS}[^.;\n“”\"]{{0,80}}$", re.IGNORECASE)
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
    return Mode.WROTE if _is_written(draft, reading) else mode


def _is_written(draft: Draft, reading: str) -> bool:
    """Does the clause of the cue say that the words were written?"""
    if not draft.cue or not draft.source:
        return False
    after = max(draft.cue[-1].end, draft.source[-1].end)
    content = min((span.start for span in draft.content if span.start >= after), default=after + 120)
    before = min(draft.cue[0].start, draft.source[0].start)
    head = reading[max(0, before - 140) : before]
    return bool(_WRITTEN_AFTER.match(reading, after, min(content, after + 120)) or _WRITTEN_BEFORE.search(head))


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
    """The model's probability, or how often statements of this rule and kind are right; else one half."""
    if draft.probability is not None:
        return round(draft.probability, 2)
    return measured.get((draft.rule, kind.value), _UNKNOWN_RULE)
