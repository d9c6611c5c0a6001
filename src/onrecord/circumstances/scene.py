"""A report laid out for asking when and where: sentences, time words, and what of them lies inside the words said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.text.sentences import Cut, cut_into_sentences
from onrecord.text.timewords import find_time_words
from onrecord.text.when import TimeWords
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution

SAID = "\ufffc"
_LONGEST_TITLE = 40  # characters in quotation marks: "Good Morning Sunday" is a programme, no words of somebody
_REACH = 600  # characters on each side of the cue; a longer sentence is a list or damage


@dataclass(frozen=True, slots=True)
class Clause:
    """The sentence in which a statement is reported, the words said left out.

    paragraph: its index. sentence: all of it. window: the part of it around the cue that `masked` covers.
    masked: the words of the window, all that was said replaced by SAID characters one for one.
    anchor: what places the statement: its cue, else its source, else its content.
    """

    attribution: Attribution
    paragraph: int
    sentence: Span
    window: Span
    masked: str
    anchor: Span

    def place(self, span: Span) -> Span | None:
        """Where a place in the text is in `masked`; None when it is outside or inside what was said."""
        if not self.window.contains(span):
            return None
        shifted = span.shifted(-self.window.start)
        return None if SAID in shifted.of(self.masked) else shifted


@dataclass(frozen=True, slots=True)
class Scene:
    """sentences, clauses, times: each in the order of the text. quoted: what stands in quotation marks, in order."""

    report: Report
    sentences: tuple[Span, ...]
    clauses: tuple[Clause, ...]
    times: tuple[TimeWords, ...]
    quoted: tuple[Span, ...] = ()

    def is_in_other_words(self, span: Span, anchor: Span) -> bool:
        """Does it lie in a quotation, and the anchor outside: "then boomed, “Today, you …”"? Not in a mere title."""
        at = bisect_right(self.quoted, span.start, key=lambda one: one.start) - 1
        quotation = self.quoted[at] if at >= 0 else None
        return quotation is not None and quotation.contains(span) and not quotation.contains(anchor)

    def times_in(self, span: Span) -> tuple[TimeWords, ...]:
        """The time words that lie inside `span`."""
        first = bisect_left(self.times, span.start, key=lambda words: words.span.start)
        last = bisect_right(self.times, span.end, key=lambda words: words.span.end)
        return self.times[first:last]

    def paragraph_of(self, sentence: Span) -> int:
        return bisect_right(self.report.paragraphs, sentence.start, key=lambda paragraph: paragraph.start) - 1


def set_scene(report: Report, attributions: Sequence[Attribution]) -> Scene:
    """Lay out the report. An attribution outside the report's paragraphs has no clause."""
    cut = cut_into_sentences(report.reading, report.paragraphs)
    sentences, quotations = _sentences(cut), cut.quotations
    return Scene(
        report=report,
        sentences=sentences,
        clauses=_clauses(report, attributions, sentences, [sentence.start for sentence in sentences]),
        times=find_time_words(report.reading),
        quoted=tuple(one.span for inside in quotations for one in inside if len(one.span) > _LONGEST_TITLE),
    )


def _sentences(cut: Cut) -> tuple[Span, ...]:
    return tuple(Span(words[0].start, words[-1].end) for sentences in cut.sentences for words in sentences)


def _clauses(
    report: Report, attributions: Sequence[Attribution], sentences: Sequence[Span], starts: Sequence[int]
) -> tuple[Clause, ...]:
    paragraph_starts = [paragraph.start for paragraph in report.paragraphs]
    said = _said_in_blocks(attributions)
    known = {attribution.id for attribution in attributions}
    clauses = []
    for attribution in attributions:
        anchor = (attribution.cue or attribution.source or attribution.content)[0]
        at = bisect_right(starts, anchor.start) - 1
        if at < 0 or anchor.start >= sentences[at].end:
            continue
        window = Span(max(sentences[at].start, anchor.start - _REACH), min(sentences[at].end, anchor.start + _REACH))
        near = dict.fromkeys(pair for block in _blocks(window) for pair in said.get(block, ()))
        spans = [span for span, whose in near if whose == attribution.id or not span.contains(anchor)]
        around = [span for span, whose in near if whose == attribution.nested_in]
        masked = _masked(report.reading, window, spans, around if attribution.nested_in in known else None)
        paragraph = bisect_right(paragraph_starts, anchor.start) - 1
        clauses.append(Clause(attribution, paragraph, sentences[at], window, masked, anchor))
    return tuple(sorted(clauses, key=lambda clause: (clause.anchor.start, clause.attribution.id)))


def _said_in_blocks(attributions: Sequence[Attribution]) -> Mapping[int, Sequence[tuple[Span, str]]]:
    """What was said and in which attribution, by blocks of the text: a window asks only what lies around it."""
    said: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    for attribution in attributions:
        for span in attribution.content:
            for block in _blocks(span):
                said[block].append((span, attribution.id))
    return said


def _blocks(span: Span) -> range:
    return range(span.start // _REACH, (span.end - 1) // _REACH + 1)


def _masked(reading: str, sentence: Span, said: Sequence[Span], only: Sequence[Span] | None) -> str:
    """The sentence with `said` masked; for a nested statement all but the words `only`, in which it is reported."""
    letters = list(sentence.of(reading))
    for start, end in _inside(sentence, said):
        letters[start:end] = SAID * (end - start)
    if only is not None:
        shown, letters = letters, list(SAID * len(letters))
        for start, end in _inside(sentence, only):
            letters[start:end] = shown[start:end]
    return "".join(letters)


def _inside(sentence: Span, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where spans lie in a sentence, counted from its beginning."""
    for span in spans:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        if start < end:
            yield start - sentence.start, end - sentence.start
