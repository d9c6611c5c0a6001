"""Report -> Attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.statements.classify import confidence_of, force_of, kind_of, mode_of
from onrecord.statements.cues import CueLexicon
from onrecord.statements.draft import Draft, Sentence
from onrecord.statements.headlines import headline_draft
from onrecord.statements.hits import Form, find_hits
from onrecord.statements.in_sentence import drafts_in
from onrecord.statements.labels import LABELLED, labelled_turns, named_quotation
from onrecord.statements.nesting import nested_drafts
from onrecord.statements.quoted import attach_quotations
from onrecord.statements.turns import turn_attributions
from onrecord.text.quotemarks import Quotation, find_quotations, quotations_at
from onrecord.text.words import Word, sentences_of, words_of
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, Kind


def find_attributions(report: Report, cues: CueLexicon) -> tuple[Attribution, ...]:
    """Who said what in a report: source, cue and content with their places, by rules over cues and quotation marks.

    Promise: all spans lie in `report.text`; the contents of two statements of the same level do not overlap; the order
    is that of the text. Linear in the length of the report.
    """
    if report.turns:
        return turn_attributions(report)
    quotations = find_quotations(report.reading, report.paragraphs)
    turns = labelled_turns(report)
    taken = {turn.paragraph for turn in turns}
    sentences = [s for s in _sentences(report, quotations, cues) if s.paragraph not in taken]
    drafts = [_drafts(report, sentence, cues) for sentence in sentences]
    outer = [d for d in attach_quotations(sentences, drafts, cues) if not _is_empty_headline(d, drafts, report.reading)]
    if turns:
        outer = sorted([*outer, *turns], key=lambda draft: draft.content[0].start)
    flat = [q for paragraph in quotations for q in paragraph]
    return tuple(_attributions(report, outer, flat, cues))


def _drafts(report: Report, sentence: Sentence, cues: CueLexicon) -> list[Draft]:
    if sentence.is_headline:
        headline = headline_draft(report, report.paragraphs[sentence.paragraph], sentence.paragraph)
        if headline:
            return [headline]
        return [d for d in drafts_in(sentence, cues) if d.rule in _HEADLINE_RULES]
    named = named_quotation(sentence)
    return drafts_in(sentence, cues) or ([named] if named else [])


def _is_empty_headline(draft: Draft, drafts: Sequence[Sequence[Draft]], reading: str) -> bool:
    """ "Example: fugitive, armed": a name and a colon of a report in which others speak, not that name."""
    if draft.rule != "headline":
        return False
    name = draft.source[0].of(reading).lower().split()[-1].removesuffix("'s").removesuffix("’s")
    sources = [s.of(reading).lower() for own in drafts for d in own if d.rule != "headline" for s in d.source]
    return not (
        any(name in re.split(r"\W+", source) for source in sources) or all(source in _PRONOUNS for source in sources)
    )


_PRONOUNS = frozenset(["he", "she", "they", "it", "who"])


# A headline's stance verbs sum up the report ("X rebukes Y"); only what it presents as words is on record.
_HEADLINE_RULES = frozenset(
    {"cue after", "cue in the middle", "cue before that", "cue before quote", "cue before clause", "according to"}
)


def _sentences(report: Report, quotations: Sequence[Sequence[Quotation]], cues: CueLexicon) -> list[Sentence]:
    found: list[Sentence] = []
    for index, (paragraph, inside) in enumerate(zip(report.paragraphs, quotations, strict=True)):
        words = list(words_of(report.reading, paragraph.start, paragraph.end, inside))
        headline = paragraph == report.title_span
        cut = [words] if headline and words else _short(sentences_of(words))
        found += [Sentence(tuple(one), index, headline) for one in _with_trailing_cues(cut, cues)]
    return found


_LONGEST = 400  # words; what goes on without a stop for longer is no sentence, and is read piece by piece


def _short(sentences: Sequence[list[Word]]) -> list[list[Word]]:
    """The sentences, those without an end cut: inside a sentence, time may grow faster than its length."""
    return [s[at : at + _LONGEST] for s in sentences for at in range(0, len(s), _LONGEST)]


def _with_trailing_cues(cut: Sequence[list[Word]], cues: CueLexicon) -> list[list[Word]]:
    """Give "“Who knows?” Example asked." back its second half: a sentence that is only a cue phrase."""
    joined: list[list[Word]] = []
    for sentence in cut:
        if joined and joined[-1][-1].quotation is not None and _is_cue_phrase(sentence, cues):
            joined[-1] = [*joined[-1], *sentence]
        else:
            joined.append(sentence)
    return joined


def _is_cue_phrase(sentence: Sequence[Word], cues: CueLexicon) -> bool:
    """Has a sentence a clause cue near its start but no content of its own?"""
    if len(sentence) > 30 or any(w.quotation is not None for w in sentence):
        return False
    first = next((h for h in find_hits(sentence, cues) if h.form is Form.FINITE), None)
    if first is None or first.start > 8 or not first.cue.takes("clause", "quote", "question"):
        return False
    place = sentence[first.start].start
    return all(draft.cue[0].start > place for draft in drafts_in(Sentence(tuple(sentence), 0), cues))


def _attributions(
    report: Report, outer: Iterable[Draft], quotations: Sequence[Quotation], cues: CueLexicon
) -> Iterable[Attribution]:
    for draft in outer:
        top = _attribution(report, draft, quotations, None, cues)
        yield top
        inside = [q for span in draft.content for q in quotations_at(quotations, span)]
        for inner in nested_drafts(report.reading, draft, inside, cues):
            yield _attribution(report, inner, inside, top.id, cues)


def _attribution(
    report: Report, draft: Draft, quotations: Sequence[Quotation], nested_in: str | None, cues: CueLexicon
) -> Attribution:
    kind = Kind.DIRECT if draft.rule == LABELLED else kind_of(draft.content, quotations)
    return Attribution(
        id=f"{draft.content[0].start}-{draft.content[-1].end}" + ("n" if nested_in else ""),
        content=draft.content,
        cue=draft.cue,
        source=draft.source,
        kind=kind,
        mode=mode_of(draft, report.reading),
        force=force_of(draft, report.reading),
        nested_in=nested_in,
        confidence=confidence_of(draft, kind, cues.confidence),
        because=draft.rule,
    )
