"""Report -> Attributions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.statements.classify import confidence_of, mode_of
from onrecord.statements.cues import CueLexicon
from onrecord.statements.draft import Draft, Sentence
from onrecord.statements.force import force_of
from onrecord.statements.headlines import headline_draft
from onrecord.statements.hits import Form, find_hits
from onrecord.statements.in_sentence import drafts_in
from onrecord.statements.labels import LABELLED, labelled_turns, named_quotation, paragraphs_of
from onrecord.statements.learned import Placed, with_model
from onrecord.statements.nesting import nested_drafts
from onrecord.statements.quoted import attach_quotations
from onrecord.statements.signed import with_signatures
from onrecord.statements.turns import turn_attributions
from onrecord.text.quoted_kind import kind_of
from onrecord.text.quotemarks import Quotation, quotations_at
from onrecord.text.sentences import Sentences, cut_into_sentences
from onrecord.text.words import Word
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind

if TYPE_CHECKING:
    from onrecord.inference.extract import Extractor


def find_attributions(report: Report, cues: CueLexicon, extractor: Extractor | None = None) -> tuple[Attribution, ...]:
    """Who said what in a report: source, cue and content with their places.

    Rules over cues and quotation marks find them; with an extractor, what the rules found is evidence for the model,
    which decides. Promise: all spans lie in `report.text`; the contents of two statements of the same level do not
    overlap; the order is that of the text. Linear in the length of the report.
    """
    if report.turns:
        return turn_attributions(report)
    cut = cut_into_sentences(report.reading, report.paragraphs)
    flat = [q for paragraph in cut.quotations for q in paragraph]
    rules = _by_rule(report, cut.sentences, flat, cues)
    if extractor is None:
        return _each_once(_attributions(report, [Placed(draft) for draft in rules], flat, cues))
    return _each_once(_attributions(report, with_model(report, rules, flat, extractor, cues), flat, cues))


def _by_rule(
    report: Report, paragraphs: Sequence[Sentences], quotations: Sequence[Quotation], cues: CueLexicon
) -> list[Draft]:
    """The outermost relations, in the order of the text."""
    turns = labelled_turns(report)
    taken = paragraphs_of(report, turns)
    sentences = [s for s in _sentences(report, paragraphs, cues) if s.paragraph not in taken]
    drafts = [_drafts(report, sentence, cues) for sentence in sentences]
    found = [d for d in attach_quotations(sentences, drafts, cues) if not _is_empty_headline(d, drafts, report.reading)]
    outer = with_signatures(found, report, quotations)
    return sorted([*outer, *turns], key=lambda draft: draft.content[0].start) if turns else outer


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


def _sentences(report: Report, paragraphs: Sequence[Sentences], cues: CueLexicon) -> list[Sentence]:
    found: list[Sentence] = []
    for index, (paragraph, sentences) in enumerate(zip(report.paragraphs, paragraphs, strict=True)):
        headline = paragraph == report.title_span
        cut = _short([tuple(chain.from_iterable(sentences))] if headline and sentences else sentences)
        found += [Sentence(words, index, headline) for words in _with_trailing_cues(cut, cues)]
    return found


_LONGEST = 400  # words; what goes on without a stop for longer is no sentence, and is read piece by piece


def _short(sentences: Sequence[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """The sentences, those without an end cut: inside a sentence, time may grow faster than its length."""
    return [s[at : at + _LONGEST] for s in sentences for at in range(0, len(s), _LONGEST)]


def _with_trailing_cues(cut: Sequence[tuple[Word, ...]], cues: CueLexicon) -> list[tuple[Word, ...]]:
    """Give "“Who knows?” Example asked." back its second half: a sentence that is only a cue phrase."""
    joined: list[tuple[Word, ...]] = []
    for sentence in cut:
        if joined and joined[-1][-1].quotation is not None and _is_cue_phrase(sentence, cues):
            joined[-1] = (*joined[-1], *sentence)
        else:
            joined.append(sentence)
    return joined


def _is_cue_phrase(sentence: tuple[Word, ...], cues: CueLexicon) -> bool:
    """Has a sentence a clause cue near its start but no content of its own?"""
    if len(sentence) > 30 or any(w.quotation is not None for w in sentence):
        return False
    first = next((h for h in find_hits(sentence, cues) if h.form is Form.FINITE), None)
    if first is None or first.start > 8 or not first.cue.takes("clause", "quote", "question"):
        return False
    place = sentence[first.start].start
    return all(draft.cue[0].start > place for draft in drafts_in(Sentence(sentence, 0), cues))


_DEEPEST = 8  # levels of who reports whom; real texts have two or three, and each level reads its words again


def _attributions(
    report: Report, placed: Sequence[Placed], quotations: Sequence[Quotation], cues: CueLexicon
) -> Iterable[Attribution]:
    """Each relation, and those by rule that are reported inside it and that the model has not, level by level."""
    levels = [_level(placed, at) for at in range(len(placed))]
    inner = sorted(one.draft.reach for one in placed if one.inside is not None)
    longest = max((len(reach) for reach in inner), default=0)
    for at, one in enumerate(placed):
        nested_in = None if one.inside is None else _id(placed[one.inside].draft, levels[one.inside])
        yield _attribution(report, one.draft, quotations, nested_in, cues)
        read = _read_inside(one.draft.reach, inner, longest)
        yield from _reported_in(report, one.draft, levels[at], quotations, cues, read)


def _read_inside(reach: Span, inner: Sequence[Span], longest: int) -> list[Span]:
    """Which of the contents that the model has inside others touch these words. inner: in order, `longest` at most."""
    first = bisect_left(inner, reach.start - longest, key=lambda span: span.start)
    last = bisect_left(inner, reach.end, key=lambda span: span.start)
    return [other for other in inner[first:last] if not other.contains(reach)]


def _each_once(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """One that is reported inside two others, of which one holds the other, is inside the inner one alone."""
    found: dict[tuple[tuple[Span, ...], ...], Attribution] = {}
    for one in attributions:
        place = (one.content, one.cue, one.source)
        before = found.get(place)
        if before is None or (one.nested_in or "").count("n") > (before.nested_in or "").count("n"):
            found[place] = one
    return tuple(found.values())


def _reported_in(
    report: Report,
    outer: Draft,
    level: int,
    quotations: Sequence[Quotation],
    cues: CueLexicon,
    read: Sequence[Span],
) -> Iterator[Attribution]:
    """What is reported inside the content of a relation, as many levels down as the text has. read: by the model."""
    inside = [q for span in outer.content for q in quotations_at(quotations, span)]
    for nested in nested_drafts(report.reading, outer, inside, cues):
        if not any(nested.reach.overlaps(other) for other in read):
            yield _attribution(report, nested, inside, _id(outer, level), cues)
            if level + 1 < _DEEPEST:
                yield from _reported_in(report, nested, level + 1, inside, cues, read)


def _level(placed: Sequence[Placed], at: int) -> int:
    """How many statements report this one."""
    inside = placed[at].inside
    return 0 if inside is None else 1 + _level(placed, inside)


def _id(draft: Draft, level: int) -> str:
    return f"{draft.content[0].start}-{draft.content[-1].end}" + "n" * level


def _attribution(
    report: Report, draft: Draft, quotations: Sequence[Quotation], nested_in: str | None, cues: CueLexicon
) -> Attribution:
    kind = Kind.DIRECT if draft.rule == LABELLED else kind_of(draft.content, quotations)
    return Attribution(
        id=_id(draft, 0 if nested_in is None else 1 + nested_in.count("n")),
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
