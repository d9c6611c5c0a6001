"""Quotation marks on characters: where quotations begin and end, in any newsroom's typography.

Straight, curly, low, angled, doubled single and British single marks; odd, lost and mismatched ones. A mark's role
comes from its neighbours first and its shape second, because newsrooms mix shapes ("… ready,’’) and editors lose them.
An unpaired mark costs one quotation of one paragraph, never the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.values.span import Span

_DOUBLE = re.compile(r"''|‘‘|’’|``|,,(?=\w)|‚‚|[\"“”„‟«»＂]")
_SINGLE = re.compile(r"[‘’'‚‛]")
_OPENERS = {"“", "„", "‟", "«", "‘‘", "``", ",,", "‚‚"}
_CLOSERS = {"”", "»", "’’"}
_AFTER_OPEN = set("([{—–-…$£€#@/")
_BEFORE_OPEN = set("([{—–-/:,;“\"‘'«„") | {"…"}
_AFTER_CLOSE = set(".,;:?!)]}—–-…/”’\"'»") | {"s"}
_SENTENCE_END = set(".,?!;:…")
_MOST_PARAGRAPHS = 4  # that a quotation goes on for without being reopened
_STOP_AHEAD = re.compile(r"[.,;:?!)\]](?![\w.@#])")
# 'em, 'til, rock 'n' roll: an apostrophe for letters left out at the beginning of a word
_CLIPPED = re.compile(r"(?:em|til|tis|twas|n|bout|cos|nuff)(?!\w)", re.IGNORECASE)


# The verbs that newsrooms put behind a quotation; a comma, a question or an exclamation before them.
_NAMED = (
    r"(?:the [\w’'-]{2,20}|(?:the |an? )?[A-ZÀ-ÖØ-Þ][\w’'-]{0,20}\.?)"
    r"(?: (?:[A-Z]\.|(?!(?:and|but|or|if|that|who|is|are|was|were|has|had|have|will|would)\b)[\w’'-]{1,20})){0,5}?"
)
_WHO = rf"(?:he|she|they|{_NAMED}(?:, [^,.?!\n\"“”]{{2,100}},)?)"
_SAID = (
    r"(?:said|says|added|told \w{2,20}|asked|wrote|continued|recalled|explained|replied|noted|argued|insisted|warned"
    r"|stated|stressed)"
)
_VERB_FIRST = r"(?:said|says|added|asked|wrote|recalled|explained|replied|noted|argued|stated|stressed)"
_THEN = (
    r"(?:[.,;:]|\s*$| (?:on|in|at|during|after|before|to|of|about|when|as|last|this|earlier|later|\w{2,20}day"
    r"|\w{2,20}ly)\b)"
)
_CUE = re.compile(
    rf"(?:(?<=[,?!])|(?<=[,?!][’']))(?= {_WHO} {_SAID}{_THEN}"
    rf"| {_VERB_FIRST} (?:(?:the |an? )?[A-ZÀ-ÖØ-Þ]|the \w{{2,20}}[.,]))"
)
_CUE_AT_END = re.compile(rf"(?<=[,?!])(?= (?:{_WHO} {_SAID}|{_VERB_FIRST} {_WHO})\.?$)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of the outermost level, marks included in `span`.

    inner: the words without the marks. closed: a closing mark was found (else it runs to the end of the paragraph).
    continues: goes on from a paragraph that was left open, reopened or not. continued: goes on in the next one.
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False
    continued: bool = False


def quotations_at(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those of `quotations` (in order, none inside another) that share a character with `span`, without reading all."""
    first = bisect_right(quotations, span.start, key=lambda quotation: quotation.span.end)
    last = bisect_left(quotations, span.end, key=lambda quotation: quotation.span.start)
    return quotations[first:last]


def find_quotations(reading: str, paragraphs: Sequence[Span]) -> tuple[tuple[Quotation, ...], ...]:
    """The quotations of each paragraph, in order. Linear in the length of the paragraphs."""
    found = [_in_paragraph(reading, paragraph) for paragraph in paragraphs]
    for index, paragraph in enumerate(paragraphs):
        last = found[index][-1] if found[index] else None
        if last is None or last.closed or last.span.end != paragraph.end:
            continue
        after = found[index + 1][0] if index + 1 < len(found) and found[index + 1] else None
        reopened = (
            after is not None
            and after.span.start == paragraphs[index + 1].start
            and reading[after.span.start] == reading[last.span.start]  # another mark is another hand
        )
        spoken = _cut_before_cue(reading, last, at_end=reopened)
        if spoken:
            found[index][-1] = spoken
        elif reopened and after is not None:
            found[index][-1] = replace(last, continued=True)
            found[index + 1][0] = replace(after, continues=True)
        else:
            _go_on_to_the_closing_mark(reading, paragraphs, found, index)
    return tuple(tuple(quotations) for quotations in found)


def _go_on_to_the_closing_mark(
    reading: str, paragraphs: Sequence[Span], found: list[list[Quotation]], index: int
) -> None:
    """Join an open quotation with the paragraphs up to a closing mark that nothing else opened.

    So it is in texts with a line for each sentence, and in newsrooms that do not reopen. Only the two marks together
    are evidence: without the second the editor lost one, and the quotation ends with its paragraph.
    """
    for last in range(index + 1, min(index + 1 + _MOST_PARAGRAPHS, len(paragraphs))):
        mark = _first_mark(reading, paragraphs[last])
        if mark is None:
            continue
        opens, closes = _roles(reading, paragraphs[last], mark)
        if opens or not closes or mark.start() == paragraphs[last].start:
            return
        found[index][-1] = replace(found[index][-1], continued=True)
        for between in range(index + 1, last):
            whole = paragraphs[between]
            found[between] = [Quotation(whole, whole, closed=False, continues=True, continued=True)]
        start, end = paragraphs[last].start, mark.end()
        rest = [quotation for quotation in found[last] if quotation.span.start >= end]
        found[last] = [Quotation(Span(start, end), Span(start, mark.start()), continues=True), *rest]
        return


def _first_mark(reading: str, paragraph: Span) -> re.Match[str] | None:
    return _DOUBLE.search(reading, paragraph.start, paragraph.end)


def _cut_before_cue(reading: str, quotation: Quotation, *, at_end: bool) -> Quotation | None:
    """ "“We are ready, she said." has lost its closing mark before "she": the words end there.

    at_end: only when nothing follows, because the next paragraph reopens what may rightly have been left open.
    """
    inner = quotation.inner
    cue = (
        _CUE_AT_END.search(reading, inner.start, inner.end) if at_end else _CUE.search(reading, inner.start, inner.end)
    )
    if cue is None or cue.start() <= inner.start:
        return None
    return replace(quotation, span=Span(quotation.span.start, cue.start()), inner=Span(inner.start, cue.start()))


def _in_paragraph(reading: str, paragraph: Span) -> list[Quotation]:
    doubles = list(_doubles(reading, paragraph))
    if not _SINGLE.search(reading, paragraph.start, paragraph.end):
        return doubles
    singles = list(_singles(reading, paragraph, doubles))
    kept = [d for d in doubles if not _inside(d.span.start, singles)]
    return sorted(kept + singles, key=lambda q: q.span)


# -- double marks ---------------------------------------------------------------------------------


def _doubles(reading: str, paragraph: Span) -> Iterator[Quotation]:
    """Pair the double marks of a paragraph. Nested double marks count as part of the outer quotation."""
    opened: re.Match[str] | None = None
    depth = 0
    for mark in _DOUBLE.finditer(reading, paragraph.start, paragraph.end):
        opens, closes = _roles(reading, paragraph, mark)
        if opened is None:
            opened, depth = (mark, 1) if opens else (None, 0)
        elif closes and not (opens and mark[0] in _OPENERS):
            depth -= 1
            if depth == 0:
                yield from _between(opened, mark)
                opened = None
        elif opens and _nests(reading, paragraph, opened, mark):
            depth += 1
        elif opens:  # the closing mark was lost: end at the last punctuation before this new opening
            yield from _cut_before(reading, opened, mark)
            opened, depth = mark, 1
    if opened is not None and opened.end() < paragraph.end:
        yield Quotation(Span(opened.start(), paragraph.end), Span(opened.end(), paragraph.end), closed=False)


def _between(opened: re.Match[str], closed: re.Match[str]) -> Iterator[Quotation]:
    if closed.start() > opened.end():
        yield Quotation(Span(opened.start(), closed.end()), Span(opened.end(), closed.start()))


def _roles(reading: str, paragraph: Span, mark: re.Match[str]) -> tuple[bool, bool]:
    """(can open, can close), from the neighbours, and from the shape where the neighbours leave both or neither."""
    before = reading[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = reading[mark.end()] if mark.end() < paragraph.end else " "
    space_before, space_after = before.isspace(), after.isspace()
    if space_before and mark[0] not in _OPENERS and _STOP_AHEAD.match(reading, mark.end()):
        return True, True  # a space too many before the closing mark, or dots that stand for words left out
    opens = not space_after and (space_before or before in _BEFORE_OPEN)
    closes = not space_before and (space_after or after in _AFTER_CLOSE or not after.isalnum())
    if (opens and closes) or (not opens and not closes):
        if mark[0] in _OPENERS:
            return True, False
        if mark[0] in _CLOSERS:
            return False, True
        if not opens:  # a straight mark with spaces, or with letters, on both sides
            return space_before, True
        # between punctuation: a mark that follows a letter or a stop closes, one that precedes a letter opens
        return after.isalnum() or after in _AFTER_OPEN, before not in _AFTER_OPEN
    return opens, closes


def _nests(reading: str, paragraph: Span, opened: re.Match[str], inner: re.Match[str]) -> bool:
    """Does `inner` open a quotation inside the open one: do its own closing mark and then one more come first?"""
    if inner[0] not in _OPENERS:
        return False
    is_closed = False
    for mark in _DOUBLE.finditer(reading, inner.end(), min(paragraph.end, inner.end() + 1500)):
        if not _roles(reading, paragraph, mark)[1]:
            return False
        if is_closed:
            return _may_pair(opened[0], mark[0])
        is_closed = True
    return False


def _may_pair(opening: str, closing: str) -> bool:
    """Angled marks close angled ones; the others are mixed by newsrooms."""
    return (opening in "«»") == (closing in "«»")


def _cut_before(reading: str, opened: re.Match[str], mark: re.Match[str]) -> Iterator[Quotation]:
    """The words up to who said them, where that stands before the new opening mark; else up to the last stop."""
    cues = [cue.start() for cue in _CUE.finditer(reading, opened.end(), mark.start())]
    end = cues[-1] if cues else mark.start()
    while not cues and end > opened.end() and reading[end - 1] not in _SENTENCE_END:
        end -= 1
    if end > opened.end():
        yield Quotation(Span(opened.start(), end), Span(opened.end(), end), closed=False)


# -- single marks ---------------------------------------------------------------------------------


def _singles(reading: str, paragraph: Span, doubles: Sequence[Quotation]) -> Iterator[Quotation]:
    """Pair the single marks that stand outside double quotations, apostrophes left alone."""
    marks = [m.start() for m in _SINGLE.finditer(reading, paragraph.start, paragraph.end)]
    marks = [at for at in marks if not _inside(at, doubles) and not _doubled(reading, at)]
    opened: int | None = None
    pending: int | None = None  # a mark that may close or may be a plural's apostrophe
    for at in marks:
        if opened is None:
            if _single_opens(reading, paragraph, at):
                opened = at
        elif _single_closes(reading, paragraph, at):
            if _looks_possessive(reading, at):
                pending = pending or at
                continue
            yield from _single(opened, at)
            opened = pending = None
        elif _single_opens(reading, paragraph, at):
            if pending and not _holds_any(doubles, opened, pending):
                yield from _single(opened, pending)
            opened, pending = at, None
    if opened is not None and pending is not None and not _holds_any(doubles, opened, pending):
        yield from _single(opened, pending)
    elif opened is not None and opened == paragraph.start and reading[opened] == "‘" and opened + 1 < paragraph.end:
        yield Quotation(Span(opened, paragraph.end), Span(opened + 1, paragraph.end), closed=False)


def _single(opened: int, closed: int) -> Iterator[Quotation]:
    if closed > opened + 1:
        yield Quotation(Span(opened, closed + 1), Span(opened + 1, closed))


def _inside(at: int, quotations: Sequence[Quotation]) -> bool:
    """Does a place lie in one of `quotations`, which are in order and apart?"""
    before = bisect_right(quotations, at, key=lambda q: q.span.start)
    return before > 0 and at < quotations[before - 1].span.end


def _holds_any(quotations: Sequence[Quotation], start: int, end: int) -> bool:
    first = bisect_right(quotations, start, key=lambda q: q.span.start)
    return first < len(quotations) and quotations[first].span.start < end


def _doubled(reading: str, at: int) -> bool:
    """Part of '' or ’’, which is a double mark."""
    return reading[at] in (reading[at - 1 : at], reading[at + 1 : at + 2])


def _single_opens(reading: str, paragraph: Span, at: int) -> bool:
    before = reading[at - 1] if at > paragraph.start else " "
    after = reading[at + 1] if at + 1 < paragraph.end else " "
    if not (before.isspace() or before in _BEFORE_OPEN) or not (after.isalnum() or after in '[(“"$£€\u200b'):
        return False
    # ’90s and ’tis begin with an apostrophe; a right mark opens only where newsrooms use ’…’ throughout
    is_decade = after.isdigit() and reading[at + 3 : at + 4] == "s"
    return reading[at] in "‘'‚‛" and not is_decade and not _CLIPPED.match(reading, at + 1)


def _single_closes(reading: str, paragraph: Span, at: int) -> bool:
    before = reading[at - 1] if at > paragraph.start else " "
    after = reading[at + 1] if at + 1 < paragraph.end else " "
    return reading[at] in "’'" and not before.isspace() and not after.isalnum()


def _looks_possessive(reading: str, at: int) -> bool:
    """`voters’ rights`: an s before, a lower-case word after."""
    return reading[at - 1] == "s" and reading[at + 1 : at + 2] == " " and reading[at + 2 : at + 3].islower()
