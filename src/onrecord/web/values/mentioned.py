"""A statement's words around the places where it names a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.values.span import Span
from onrecord.web.pieces import Look, Piece

MOST = 600  # characters of a statement that are shown as a whole
_AROUND = 200  # characters before and behind a mention, of a longer one


def around_mentions(words: str, called: Iterable[str]) -> tuple[Piece, ...]:
    """The words with what names the document marked; of a long statement what stands around each mention.

    called: the words of each mention, in the order of the text. What cannot be found there is not marked.
    """
    if not words:
        return ()
    marked = sorted(set(_found(words, called)))
    windows = _windows(words, marked)
    pieces: list[Piece] = []
    for window in windows:
        pieces += [Piece(Look.AROUND, " … " if pieces else "… ")] if window.start else []
        pieces += _marked(words, window, marked)
    pieces += [Piece(Look.AROUND, " …")] if windows[-1].end < len(words) else []
    return tuple(one for one in pieces if one.words)


def _marked(words: str, window: Span, marked: Iterable[Span]) -> Iterator[Piece]:
    at = window.start
    for span in marked:
        if at <= span.start and span.end <= window.end:
            yield Piece(Look.PLAIN, words[at : span.start])
            yield Piece(Look.FOUND, span.of(words))
            at = span.end
    yield Piece(Look.PLAIN, words[at : window.end])


def _found(words: str, called: Iterable[str]) -> Iterator[Span]:
    """Where they stand: the same words twice are met twice."""
    behind: dict[str, int] = {}
    for one in filter(None, called):
        at = words.find(one, behind.get(one, 0))
        if at >= 0:
            behind[one] = at + len(one)
            yield Span(at, at + len(one))


def _windows(words: str, marked: Sequence[Span]) -> Sequence[Span]:
    """What is shown, from whole word to whole word; at least one. Windows that touch are one."""
    if len(words) <= MOST:
        return (Span(0, len(words)),)
    if not marked:
        return (Span(0, _end(words, MOST)),)
    windows: list[Span] = []
    for span in marked:
        start, end = _begin(words, span.start - _AROUND), _end(words, span.end + _AROUND)
        if windows and start <= windows[-1].end:
            windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
        else:
            windows.append(Span(start, end))
    return windows


def _begin(words: str, at: int) -> int:
    """The next beginning of a word, in scripts without blanks the place itself."""
    blank = words.find(" ", at, at + _AROUND) if at > 0 else -1
    return blank + 1 if blank >= 0 else max(at, 0)


def _end(words: str, at: int) -> int:
    blank = words.rfind(" ", at - _AROUND, at) if at < len(words) else -1
    return blank if blank >= 0 else min(at, len(words))
