"""What was made of one scraped text, against the gold of its page: everything compared by letters and digits alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from onrecord.text.decode import clean
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord, Statement

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]*[“\"][^”\"\n]{15,}[”\"][^.!?\n]*[.!?]?")
_SAME = 0.6  # intersection over union of two contents that are one statement, as in score_seeds.py
_LEFT_OUT = 0.1  # of a passage: more than this in furniture and it is lost


@dataclass(frozen=True, slots=True)
class Folded:
    """Letters and digits of a text in small letters, and where each stands in it."""

    letters: str
    places: tuple[int, ...]

    def spans(self, passage: str) -> list[Span]:
        """Where a passage stands in the text, every time; marks, spaces and case aside."""
        wanted = fold(passage).letters
        found, at = [], self.letters.find(wanted) if wanted else -1
        while at >= 0:
            found.append(Span(self.places[at], self.places[at + len(wanted) - 1] + 1))
            at = self.letters.find(wanted, at + len(wanted))
        return found


def fold(text: str) -> Folded:
    places = tuple(i for i, sign in enumerate(text) if sign.isalnum())
    return Folded("".join(text[i].lower()[0] for i in places), places)


def share_marked(report: Report, spans: Sequence[Span]) -> float:
    """How much of a passage is furniture; of several places the least marked counts."""
    pieces = sorted(piece.span for piece in report.furniture)
    ends = [piece.end for piece in pieces]

    def marked(span: Span) -> float:
        inside = 0
        for piece in pieces[bisect_left(ends, span.start) :]:
            if piece.start >= span.end:
                break
            inside += max(0, min(piece.end, span.end) - max(piece.start, span.start))
        return inside / max(1, len(span))

    return min(map(marked, spans))


def is_kept(report: Report, spans: Sequence[Span]) -> bool:
    return share_marked(report, spans) <= _LEFT_OUT


def is_marked(report: Report, spans: Sequence[Span]) -> bool:
    return share_marked(report, spans) >= 1 - _LEFT_OUT


def quoted_sentences(gold: str) -> list[str]:
    """The sentences of a gold text that hold a quotation of three words or more."""
    return [match[0].strip() for match in _SENTENCE.finditer(gold)]


def tokens_left(report: Report) -> Counter[str]:
    """The words of a report that are neither furniture nor its headline."""
    paragraphs = [*report.paragraphs, *([report.dateline.span] if report.dateline else [])]
    return tokens_of(" \n".join(p.of(report.reading) for p in paragraphs if p != report.title_span))


def tokens_of(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def overlap(have: Counter[str], gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of words."""
    wanted = tokens_of(clean(gold)[0])
    both = (have & wanted).total()
    precision, recall = both / max(1, have.total()), both / max(1, wanted.total())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@dataclass(frozen=True, slots=True)
class Compared:
    """Statements of the gold text, of the scraped one, found again, with the same speaker, and invented.

    invented: their words do not stand in the gold text: said in another headline, or by nobody.
    """

    gold: int = 0
    scraped: int = 0
    again: int = 0
    same_speaker: int = 0
    invented: int = 0

    def counts(self) -> dict[str, int]:
        return asdict(self)


def compare(gold: ReportRecord, scraped: ReportRecord) -> Compared:
    ours = [(s, _words_of(gold, s)) for s in gold.statements]
    theirs = [(s, _words_of(scraped, s)) for s in scraped.statements]
    whole = fold(gold.report.text).letters
    again = same = 0
    free = list(theirs)
    for statement, words in ours:
        best = max(free, key=lambda one: _likeness(words, one[1]), default=None)
        if best is None or _likeness(words, best[1]) < _SAME:
            continue
        free.remove(best)
        again += 1
        same += _speaker(statement) == _speaker(best[0])
    invented = sum(fold(_said(scraped, s)).letters not in whole for s, _ in free)
    return Compared(len(ours), len(theirs), again, same, invented)


def _words_of(record: ReportRecord, statement: Statement) -> Counter[str]:
    return tokens_of(_said(record, statement))


def _said(record: ReportRecord, statement: Statement) -> str:
    return " ".join(span.of(record.report.reading) for span in statement.attribution.content)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(1, (one | other).total())


def _speaker(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None
