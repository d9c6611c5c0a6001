"""Reports as CoNLL-U (Universal Dependencies), with who says what marked on the tokens.

A block is a sentence; what is no paragraph of the report (furniture, a dateline) is cut at its line ends. Columns that
nobody has filled are "_". MISC has

- `TokenRange=START:END`, half-open, in Unicode code points into the report's text (the name UDPipe uses);
- `SpaceAfter=No` where the next token follows at once;
- `Attribution=B-content:ID,I-cue:ID,…`: each role of the token in each statement, ID the statement's; B where a span
  begins. A nested statement stands beside the one around it.

Every span begins and ends with a token: where it lies inside a word, the word is cut there. So spans come back from the
tokens alone (white space at their ends aside), and exactly from the comment `# statement = …` in the sentence in
which a statement begins.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TextIO

from onrecord.export.contract import places
from onrecord.export.iris import report_address
from onrecord.export.marks import Part
from onrecord.text.sentences import cut_into_sentences
from onrecord.text.words import words_of
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord, Statement

UNFIT = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff]")


def write_conllu(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write every report, sentence by sentence. Returns the number of sentences."""
    sentences = 0
    for record in records:
        for block in blocks_of(record):
            out.write(block)
            sentences += 1
    return sentences


def blocks_of(record: ReportRecord) -> Iterator[str]:
    """The sentences of a report, each with the empty line behind it. One without a token has no block."""
    report = record.report
    spans = [(span, part, one.id) for one in record.statements for part, span in _parts(one)]
    cuts = sorted({at for span, *_ in spans for at in (span.start, span.end)})
    roles = _Roles(spans)
    begins = {one.id: min(span.start for _, span in _parts(one)) for one in record.statements}
    waiting = sorted(record.statements, key=lambda one: (begins[one.id], one.id))
    head, number = _document(report), 0
    for sentence, is_report in sentences_of(report):
        tokens = _tokens(report, sentence, cuts)
        if not tokens:
            continue
        number += 1
        last = tokens[-1].end
        begun = list(takewhile(lambda one: begins[one.id] < last, waiting))  # noqa: B023 -- used up on this line
        waiting = waiting[len(begun) :]
        comments = [f"# sent_id = {report.id}-{number}", f"# text = {_joined(tokens, report.text)}"]
        comments += [] if is_report else ["# furniture = yes"]
        comments += [f"# statement = {_told(one)}" for one in begun]
        yield "\n".join([*head, *comments, *_rows(tokens, report.text, roles), "", ""])
        head = []


def _document(report: Report) -> list[str]:
    """The comments at the head of a report."""
    told = (("doc_id", report.id), ("source", report_address(report)), ("title", report.title or ""))
    return [f"# newdoc id = {report.id}", *(f"# {name} = {_one_line(value)}" for name, value in told if value)]


def _told(statement: Statement) -> str:
    found, speaker = statement.attribution, statement.speaker
    said_on = statement.circumstances.said_on
    fields = {
        "id": statement.id,
        "kind": found.kind.value,
        "mode": found.mode.value,
        "force": found.force.value if found.force else None,
        "speaker": speaker.name if speaker else None,
        "speaker_type": speaker.type.value if speaker else None,
        "entity": speaker.entity if speaker else None,
        "said_on": said_on.edtf if said_on else None,
        "nested_in": statement.nested_in,
        **{part.value: places(spans) for part, spans in _spans(statement)},
    }
    return json.dumps(fields, ensure_ascii=True)  # so that no sign in it ends a line


def _spans(statement: Statement) -> tuple[tuple[Part, tuple[Span, ...]], ...]:
    found = statement.attribution
    return ((Part.CONTENT, found.content), (Part.CUE, found.cue), (Part.SOURCE, found.source))


def _parts(statement: Statement) -> Iterator[tuple[Part, Span]]:
    for part, spans in _spans(statement):
        for span in spans:
            yield part, span


# --- sentences -------------------------------------------------------------------------------------------------------


def sentences_of(report: Report) -> Iterator[tuple[Span, bool]]:
    """All of a text in order, cut into sentences; False beside what is no paragraph of the report."""
    paragraphs = tuple(sorted(report.paragraphs))
    cut = cut_into_sentences(report.reading, paragraphs)
    at = 0
    for paragraph, sentences in zip(paragraphs, cut.sentences, strict=True):
        yield from ((line, False) for line in _lines(report, at, paragraph.start))
        begins = [max(at, paragraph.start), *(one[0].start for one in sentences[1:]), paragraph.end]
        yield from ((Span(one, other), True) for one, other in pairwise(begins) if at <= one < other)
        at = max(at, paragraph.end)
    yield from ((line, False) for line in _lines(report, at, len(report.text)))


def _lines(report: Report, start: int, end: int) -> Iterator[Span]:
    for line in report.text[start:end].splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)


def _tokens(report: Report, sentence: Span, cuts: Sequence[int]) -> list[Span]:
    """Words and marks, cut where a span of a statement begins or ends inside."""
    inside = cuts[bisect_right(cuts, sentence.start) : bisect_left(cuts, sentence.end)]
    edges = [sentence.start, *inside, sentence.end]
    return [word.span for one, other in pairwise(edges) for word in words_of(report.reading, one, other)]


# --- rows ------------------------------------------------------------------------------------------------------------


class _Roles:
    """What each token of a report is in which statements, asked in the order of the text: one pass over both."""

    def __init__(self, spans: Iterable[tuple[Span, Part, str]]) -> None:
        ordered = sorted(spans, key=lambda one: (one[0].start, -one[0].end, one[1], one[2]))
        self._waiting = deque((span, f"{part.value}:{statement}") for span, part, statement in ordered)
        self._open: list[tuple[Span, str]] = []

    def of(self, token: Span) -> list[str]:
        """ "I-content:ID", or "B-content:ID" for the first token of a span; the widest first."""
        marks = [f"I-{role}" for span, role in self._open if token.start < span.end]
        self._open = [one for one in self._open if token.start < one[0].end]
        while self._waiting and self._waiting[0][0].start < token.end:
            span, role = self._waiting.popleft()
            if token.start < span.end:
                self._open.append((span, role))
                marks.append(f"B-{role}")
        return marks


def _rows(tokens: Sequence[Span], text: str, roles: _Roles) -> Iterator[str]:
    for number, token in enumerate(tokens, 1):
        misc = [f"TokenRange={token.start}:{token.end}"]
        if number < len(tokens) and tokens[number].start == token.end:
            misc.append("SpaceAfter=No")
        marks = roles.of(token)
        misc += [f"Attribution={','.join(marks)}"] if marks else []
        yield "\t".join((str(number), _one_line(token.of(text)), *"_" * 7, "|".join(misc)))


def _joined(tokens: Sequence[Span], text: str) -> str:
    """The sentence with one space wherever there is any: what the forms and `SpaceAfter` say."""
    pieces = [tokens[0].of(text)]
    for one, other in pairwise(tokens):
        pieces += [" " if other.start > one.end else "", other.of(text)]
    return _one_line("".join(pieces))


def _one_line(words: str) -> str:
    return UNFIT.sub("\ufffd", words)
