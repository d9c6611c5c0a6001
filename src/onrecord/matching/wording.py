"""The words of a report that a copy would repeat, folded, with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.text.quotemarks import find_quotations
from onrecord.values.report import Report
from onrecord.values.span import Span

# Letters and digits; an apostrophe inside a word joins, for "don't" and "don’t" are one word and "dont" is no other.
# A point or comma between digits joins too: "1,000" is not "1" and "000".
_WORD = re.compile(r"[^\W_]+(?:(?:['’ʼ`´]|(?<=\d)[.,](?=\d))[^\W_]+)*")
_JOINTS = re.compile(r"['’ʼ`´,]")
# Who wrote, edited or owns a report: the line that changes hands with it. Short, and nothing else stands in it.
_CREDIT = re.compile(
    r"\W*(?:(?i:(?:additional |by |written )*(?:report(?:ed|ing)|writ(?:ten|ing)|edit(?:ed|ing)|published) by"
    r"|by|copyright|updated|posted|©|\(c\)|(?:sources?|via|from|credits?|published):))"
    r"(?:[^.!?\n]|(?<=\b[A-Z])\.){1,120}[.)\]]*\s*"
)
LONGEST_CREDIT = 120  # characters


@dataclass(frozen=True, slots=True)
class Wording:
    """The main text of a report as words without case, accents and marks.

    starts, ends: where each stands in the text. quoted: does it stand between quotation marks? All are of one length.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)

    def place(self, start: int, end: int) -> Span:
        """Words [start, end) as one place in the text. There must be one at least."""
        return Span(self.starts[start], self.ends[end - 1])


def wording_of(report: Report) -> Wording:
    """The words of the main text: no furniture, headline, dateline or line of credits.

    They are taken from the reading copy, in which damage and left-over tags are blank.
    """
    left_out = _left_out(report)
    paragraphs = [one for one in report.paragraphs if not _is_credit(one.of(report.reading))]
    quotations = find_quotations(report.reading, paragraphs)
    found: list[re.Match[str]] = []
    quoted: list[bool] = []
    for paragraph, here in zip(paragraphs, quotations, strict=True):
        words = _outside(_WORD.finditer(report.reading, paragraph.start, paragraph.end), left_out)
        found += words
        quoted += _which_lie_in(words, [one.span for one in here])
    return Wording(
        words=tuple(folded(match[0]) for match in found),
        starts=tuple(match.start() for match in found),
        ends=tuple(match.end() for match in found),
        quoted=tuple(quoted),
    )


def _left_out(report: Report) -> list[Span]:
    """Stretches inside paragraphs that are not the main text, in order."""
    heads = (report.title_span, report.dateline.span if report.dateline else None)
    return sorted([*(piece.span for piece in report.furniture), *(one for one in heads if one)])


def _outside(words: Iterable[re.Match[str]], spans: Sequence[Span]) -> list[re.Match[str]]:
    listed = list(words)
    if not spans:
        return listed
    inside = _which_lie_in(listed, spans)
    return [word for word, is_inside in zip(listed, inside, strict=True) if not is_inside]


def _which_lie_in(words: Sequence[re.Match[str]], spans: Sequence[Span]) -> list[bool]:
    """words, spans: in order."""
    found: list[bool] = []
    reached = at = 0
    for word in words:
        while at < len(spans) and spans[at].start <= word.start():
            reached = max(reached, spans[at].end)
            at += 1
        found.append(word.start() < reached)
    return found


def _is_credit(words: str) -> bool:
    return len(words) <= LONGEST_CREDIT and _CREDIT.fullmatch(words) is not None


def folded(word: str) -> str:
    """A word without case, accents, apostrophes and the commas of thousands."""
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = _JOINTS.sub("", word)
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    return plain.casefold()


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of any text, e.g. of a headline or of a statement."""
    return tuple(folded(match[0]) for match in _WORD.finditer(text))
