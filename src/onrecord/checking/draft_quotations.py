"""What of a draft is to be checked: its quotations, its paraphrases, and every quotation mark besides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from onrecord.checking.draft import DraftKind, Quoted
from onrecord.text.quotemarks import Quotation, find_quotations
from onrecord.values.report import PassageKind, Report
from onrecord.values.span import Span
from onrecord.values.statement import Force, Kind, ReportRecord, Statement

NO_END = "its closing quotation mark is missing: where the words end is a guess"
NO_PARTNER = "a quotation mark without its partner: where the quotation begins or ends cannot be told"
BLOCK = "a block quotation, without quotation marks"
_MARK = re.compile(r"[\"“”„‟«»＂]")
_SEPARATES = re.compile(r"[ \t]»[ \t](?=\w)")  # "News » Coast": a way through a site, not the end of a quotation
_INCHES = re.compile(r"(?<=\d)['’′]\d{1,2}\"|\d?['’′]\d\"")  # 6'3" tall
_WORD = re.compile(r"\w")
_ENDS_SENTENCE = re.compile(r"[.?!…][\s\"“”„‟«»＂‘’')\]]{0,8}$")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MARKDOWN_BLOCK = re.compile(r"(?:^ {0,3}>[^\n]*(?:\n|\Z))++", re.MULTILINE)
_MARKDOWN_SIGN = re.compile(r"^ {0,3}>+ ?", re.MULTILINE)
_PRONOUNS = frozenset(
    (
        "he she it they who one we i you this that some others both all many few several most each either neither "
        "everyone everybody someone somebody anyone anybody nobody none no-one"
    ).split()
) | {"no one"}
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none)\b", re.IGNORECASE)
_DENIALS = (Force.DENIES, Force.UNSAID)
_AROUND = 60  # characters on either side of a mark without its partner that are shown
_BLOCK = 512  # characters; statements are looked up by the blocks they touch
_LONG = 20  # letters: so many do not stand in an article by chance
_MOST_OUTSIDE = 200  # quotations of the page around an article
_ROOM = 6  # characters of marks and space beside the words inside them


def quoted_in(draft: ReportRecord) -> tuple[Quoted, ...]:
    """All that is to be checked, in the order of the text: whatever stands in quotation marks is part of one place.

    Cost: linear in the text, and in its statements by how deeply they are nested.
    """
    report = draft.report
    quotations = all_quotations(report)
    placed = _Placed(draft.statements)
    owned = {at: placed.owner(one) for at, one in enumerate(quotations)}
    direct = [one for one in draft.statements if one.attribution.kind is Kind.DIRECT and not placed.is_inside(one)]
    found = [_direct(one, report, quotations) for one in direct]
    mixed = [(one, owned[at]) for at, one in enumerate(quotations)]
    found += [_part(one, owner, report) for one, owner in mixed if owner and owner.attribution.kind is Kind.MIXED]
    taken = _merged(span for one in found for span in one.spans)
    found += [_unattributed(one, report) for one in quotations if _is_open(one.inner, taken, report.text)]
    paired = [one.span for one in quotations if one.closed or one.continued or _WORD.search(one.inner.of(report.text))]
    taken = _merged([*taken, *paired])
    found += _block_quotes(report, taken)
    found += _lone_marks(report, taken)
    indirect = (one for one in draft.statements if one.attribution.kind is Kind.INDIRECT)
    found += [_paraphrase(one, report) for one in indirect if not _is_nobodys(one)]
    return tuple(sorted(found, key=lambda one: (one.spans[0].start, one.kind, one.words)))


def all_quotations(report: Report) -> tuple[Quotation, ...]:
    """The quotations of the whole text, furniture too, in order and apart."""
    found = find_quotations(report.reading, report.paragraphs)
    beside = find_quotations(report.reading, tuple(_lines_beside(report)))
    return tuple(sorted((one for some in (*found, *beside) for one in some), key=lambda one: one.span))


def _lines_beside(report: Report) -> Iterator[Span]:
    """The lines that belong to no paragraph: a masthead, a caption, a menu."""
    last = 0
    end = len(report.reading)
    for start, stop in (*((one.start, one.end) for one in report.paragraphs), (end, end)):
        for line in _LINE.finditer(report.reading, last, max(last, start)):
            yield Span(*line.span())
        last = max(last, stop)


class _Placed:
    """Direct and mixed statements by where their words stand."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._by_block: dict[int, list[tuple[Span, Statement]]] = defaultdict(list)
        for one in statements:
            if one.attribution.kind is not Kind.INDIRECT:
                for span in one.attribution.content:
                    for block in range(span.start // _BLOCK, span.end // _BLOCK + 1):
                        self._by_block[block].append((span, one))

    def owner(self, quotation: Quotation) -> Statement | None:
        """The narrowest statement in which a quotation stands."""
        middle = (quotation.inner.start + quotation.inner.end) // 2
        around = [one for span, one in self._by_block[middle // _BLOCK] if span.start <= middle < span.end]
        return min(around, key=_size, default=None)

    def is_inside(self, statement: Statement) -> bool:
        """Are its words part of what another one quotes? Then they are checked with those."""
        first = statement.attribution.content[0]
        return any(
            span.start <= first.start
            and first.end <= span.end
            and (_size(one), one.id) > (_size(statement), statement.id)
            for span, one in self._by_block[first.start // _BLOCK]
            if one is not statement and one.attribution.kind is Kind.DIRECT
        )


def _size(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.attribution.content)


def _direct(statement: Statement, report: Report, quotations: Sequence[Quotation]) -> Quoted:
    content = statement.attribution.content
    groups = [[content[0].of(report.text)]]
    for before, after in pairwise(content):
        if _ENDS_SENTENCE.search(before.of(report.text)) or _ENDS_SENTENCE.search(
            report.text[before.end : after.start]
        ):
            groups.append([])
        groups[-1].append(after.of(report.text))
    is_cut_off = any(_breaks_off(one) for span in content for one in _within(span, quotations))
    return Quoted(
        *(DraftKind.QUOTATION, content, tuple(" ".join(group) for group in groups)),
        *_told(statement),
        damage=NO_END if is_cut_off else None,
    )


def _within(span: Span, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    first = bisect_right(quotations, span.start - _ROOM, key=lambda one: one.span.start)
    for one in quotations[first:]:
        if one.span.start >= span.end:
            return
        yield one


def _breaks_off(quotation: Quotation) -> bool:
    return not quotation.closed and not quotation.continued


def _told(statement: Statement) -> tuple[str | None, str | None, str]:
    said_on, speaker = statement.circumstances.said_on, statement.speaker
    name = speaker.name if speaker and speaker.name.casefold() not in _PRONOUNS else None
    return name, said_on.edtf if said_on else None, statement.id


def _is_nobodys(statement: Statement) -> bool:
    """ "Nobody knows who will pay": that is what nobody said, and nothing on record could bear it out."""
    return statement.speaker is not None and _NOBODY.match(statement.speaker.name) is not None


def _part(quotation: Quotation, statement: Statement, report: Report) -> Quoted:
    return Quoted(
        *(DraftKind.QUOTATION, (quotation.span,), (quotation.inner.of(report.text),)),
        *_told(statement),
        damage=NO_END if _breaks_off(quotation) else None,
    )


def _unattributed(quotation: Quotation, report: Report) -> Quoted:
    damage = NO_END if _breaks_off(quotation) else None
    return Quoted(DraftKind.UNATTRIBUTED, (quotation.span,), (quotation.inner.of(report.text),), damage=damage)


def _paraphrase(statement: Statement, report: Report) -> Quoted:
    words = " ".join(span.of(report.text) for span in statement.attribution.content)
    is_denied = statement.attribution.force in _DENIALS
    return Quoted(DraftKind.PARAPHRASE, statement.attribution.content, (words,), *_told(statement), is_denied=is_denied)


def _block_quotes(report: Report, taken: Sequence[Span]) -> Iterator[Quoted]:
    """Words set apart as somebody else's: they are quoted without marks."""
    spans = [one.span for one in report.passages if one.kind is PassageKind.BLOCK_QUOTE]
    spans += [Span(*one.span()) for one in _MARKDOWN_BLOCK.finditer(report.text)] if not report.page_map else []
    for span in spans:
        words = _MARKDOWN_SIGN.sub("", span.of(report.text)).strip()
        if _WORD.search(words) and _is_open(span, taken, report.text):
            yield Quoted(DraftKind.UNATTRIBUTED, (span,), (words,))


def _lone_marks(report: Report, taken: Sequence[Span]) -> Iterator[Quoted]:
    starts = [span.start for span in taken]
    for mark in _MARK.finditer(report.reading):
        at = bisect_right(starts, mark.start()) - 1
        is_taken = at >= 0 and mark.start() < taken[at].end
        if is_taken or _is_no_mark(mark.start(), report.reading):
            continue
        yield Quoted(DraftKind.MARK, (Span(*mark.span()),), (_around(mark.start(), report.text),), damage=NO_PARTNER)


def _is_no_mark(place: int, reading: str) -> bool:
    return bool(_SEPARATES.match(reading, place - 1) or _INCHES.match(reading, max(0, place - 3)))


def _around(place: int, text: str) -> str:
    """What stands on the line around a mark."""
    first, last = max(0, place - _AROUND), place + _AROUND
    line_start, line_end = text.rfind("\n", first, place) + 1, text.find("\n", place, last)
    return text[max(first, line_start) : last if line_end < 0 else line_end].strip()


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans in order that do not touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _is_open(span: Span, taken: Sequence[Span], text: str) -> bool:
    """Has this stretch words that lie in none of `taken`, which are in order and apart?"""
    at = max(0, bisect_right(taken, span.start, key=lambda one: one.start) - 1)
    place = span.start
    for one in taken[at:]:
        if one.start >= span.end:
            break
        if place < one.start and _WORD.search(text, place, one.start):
            return True
        place = max(place, one.end)
    return place < span.end and _WORD.search(text, place, span.end) is not None


def quoted_outside(blocks: Iterable[str], report: Report) -> tuple[tuple[Quoted, ...], int]:
    """Quotations of a page's visible blocks that its article has not, each once; and how many were not looked at.

    blocks: their texts in order.
    """
    inside = _letters(report.text)
    known = {_letters(one.inner.of(report.text)) for one in all_quotations(report)}
    found: dict[str, Quoted] = {}
    left = 0
    for words in _quotations_of(blocks):
        key = _letters(words)
        if not key or key in known or key in found or (len(key) >= _LONG and left == 0 and key in inside):
            continue
        if len(found) < _MOST_OUTSIDE:
            found[key] = Quoted(DraftKind.UNATTRIBUTED, (), (words,))
        else:
            left += 1
    return tuple(found.values()), left


def _quotations_of(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        for some in find_quotations(block, (Span(0, len(block)),)):
            yield from (one.inner.of(block) for one in some)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
