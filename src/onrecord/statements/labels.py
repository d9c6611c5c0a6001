"""Interviews printed with labels: "Q: …", "ANN LETHE: …" before each turn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft, Sentence
from onrecord.values.report import Report
from onrecord.values.span import Span

_FEWEST = 3  # labelled paragraphs; fewer are notes, places, a headline's source
_NAMELESS = frozenset(["q", "a", "question", "answer"])  # a turn, but nobody's name
_WORD = r"[A-Z][\w.'’-]{0,20}"
_MARKS = '"“”„«'
_OPENING = f"[{_MARKS}]?"  # a whole exchange is quoted: its marks open each paragraph
_SCENE = re.compile(rf"\s*{_OPENING}\([^()\n]{{1,60}}\)[”\"»]?\s*")
_AGAIN = re.compile(rf"[{_MARKS}]\w")  # not "(Crosstalk.)
_LABEL = re.compile(rf"\s*{_OPENING}(?P<label>{_WORD}(?: {_WORD}){{0,3}}) ?(?P<cue>:)\s+(?P<words>[^\s\d])")


def labelled_turns(report: Report) -> list[Draft]:
    """One direct statement for each labelled paragraph of an interview.

    At least three have labels, one label comes again, and one speaker answers the other in the next paragraph: a list
    of places or prizes has labels, too, but each of them once.
    """
    found = list(_labelled(report))
    counts = Counter(label for _, _, label in found)
    if found and found[0][0] == 0 and counts[found[0][2]] == 1:  # a headline
        found = found[1:]
    answers = any(b[0] == a[0] + 1 and a[2] != b[2] for a, b in pairwise(found))
    if len(found) < _FEWEST or not answers or max(counts.values()) < 2:
        return []
    following = [*(index for index, _, _ in found[1:]), 0]
    return [
        _turn(report, found[k][0], found[k][1], _goes_on(report, found[k][0], following[k])) for k in range(len(found))
    ]


def _goes_on(report: Report, index: int, following: int) -> int:
    """The last paragraph of a turn: in an exchange quoted whole it goes on where a mark opens again before the next.

    following: the paragraph of the next turn, 0 behind the last.
    """
    last = index
    if report.reading[report.paragraphs[index].start] in _MARKS:
        while last + 1 < following and _AGAIN.match(report.reading, report.paragraphs[last + 1].start):
            last += 1
    return last


def paragraphs_of(report: Report, turns: Sequence[Draft]) -> frozenset[int]:
    """The paragraphs that the turns take, and what is told between them of the scene: "(Crosstalk.)"."""
    ends = [bisect_right(report.paragraphs, t.content[-1].start, key=lambda p: p.start) - 1 for t in turns]
    own = {n for turn, end in zip(turns, ends, strict=True) for n in range(turn.paragraph, end + 1)}
    between = range(turns[0].paragraph, ends[-1]) if turns else ()
    return frozenset(own | {n for n in between if _SCENE.fullmatch(report.paragraphs[n].of(report.reading))})


def named_quotation(sentence: Sentence) -> Draft | None:
    """A sentence that is only a name, a colon and a quotation: "Lethe: “We sleep.”"."""
    words = sentence.words
    at = next((i for i, w in enumerate(words[:5]) if g.is_mark(w, ":")), 0)
    names = words[:at]
    if not at or at + 1 >= len(words) or words[at + 1].quotation is None or any(w.is_word for w in words[at + 2 :]):
        return None
    if any(not g.is_name_like(w) or w.lower in g.LABELS for w in names):
        return None
    source, quotation = Span(names[0].start, names[-1].end), words[at + 1].span
    return Draft((quotation,), (words[at].span,), (source,), None, "name and colon", sentence.paragraph)


def _labelled(report: Report) -> Iterator[tuple[int, re.Match[str], str]]:
    for index, paragraph in enumerate(report.paragraphs):
        match = _LABEL.match(report.reading, paragraph.start, paragraph.end)
        if match is None or (index == 0 and paragraph == report.title_span):
            continue
        label = match["label"].lower()
        if label in _NAMELESS or g.LABELS.isdisjoint(label.split()):
            yield index, match, label


def _turn(report: Report, index: int, match: re.Match[str], last: int) -> Draft:
    named = match["label"].lower() not in _NAMELESS
    return Draft(
        content=(
            Span(match.start("words"), report.paragraphs[index].end),
            *(_inside(report, number) for number in range(index + 1, last + 1)),
        ),
        cue=(Span(match.start("cue"), match.end("cue")),),
        source=(Span(match.start("label"), match.end("label")),) if named else (),
        lexical=None,
        rule=LABELLED,
        paragraph=index,
    )


def _inside(report: Report, number: int) -> Span:
    """A paragraph without the mark that opens it."""
    return Span(report.paragraphs[number].start + 1, report.paragraphs[number].end)


LABELLED = "labelled turn"
