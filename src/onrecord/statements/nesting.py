"""Who is reported inside what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from onrecord.statements import grammar as g
from onrecord.statements.cues import CueLexicon
from onrecord.statements.draft import Draft, Sentence
from onrecord.statements.in_sentence import drafts_in
from onrecord.statements.writing import is_document
from onrecord.text.quotemarks import Quotation, find_quotations, quotations_at
from onrecord.text.words import Word, sentences_of, words_of
from onrecord.values.span import Span

# "he said he thought", "I said": the same speaker again, or nobody a reader could tell.
_SAME_SPEAKER = frozenset("i we he she they it you one who".split())
_THIRD = frozenset(["he", "she", "they"])
_REPORTED = frozenset(["cue before clause", "cue before that", "cue before quote", "cue after", "cue in the middle"])
# Words a phrase begins with that names nobody.
_NO_SPEAKER = frozenset("i we you there those these this such if that whether including not everything nothing".split())
_DETERMINER = re.compile(r"\b(?:an?|the|its|his|her|their|another)\b", re.IGNORECASE)
_QUOTES = re.compile(r"(?:\w{1,30} )?(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\b", re.IGNORECASE)
_AS_SAYING = re.compile(
    r"(?P<source>[^\s,;:“”\"«»][^;:“”\"«»]{1,100}?),? as (?P<cue>saying|telling|warning|writing|arguing|claiming)"
    r"(?: (?:on )?(?:last |this )?(?:week|month|year|[A-Z][a-z]+day|today|yesterday))?"
    r",?:? (?:that )?(?P<content>\S[^\n]+)"
)
_RELATIVES = frozenset(["that", "which"])
_PREDICATES = frozenset("is was are were isn't isn’t wasn't wasn’t".split())
_LETTERS = re.compile("[a-z]+")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060))
_PREPOSITIONAL = frozenset(["according", "words"])  # "according to Example", "in the words of Example"
_MARKS = "\"“”„‟«»＂'‘’‚‛`"


def nested_drafts(reading: str, outer: Draft, quotations: Sequence[Quotation], lexicon: CueLexicon) -> list[Draft]:
    """The relations inside the content of `outer`, whose source is somebody else. One level down.

    quotations: those that touch the content, in order.
    """
    quoted = _quoted_as_saying(reading, outer, lexicon)
    found = [quoted] if quoted else []
    for span in () if quoted else outer.content:
        if not _may_report(span.of(reading), lexicon):
            continue
        inside = quotations_at(quotations, span)
        for sentence in _inner_sentences(reading, span, inside, outer.paragraph):
            found += [
                _with_closing_marks(_whole_predicate(draft, reading, span, inside), inside)
                for draft in map(partial(_with_nearest_noun, reading), drafts_in(sentence, lexicon))
                if _is_other(draft, reading, outer, inside) and _says_something(draft, reading)
            ]
    return found


def _quoted_as_saying(reading: str, outer: Draft, lexicon: CueLexicon) -> Draft | None:
    """ "Arle quoted the minister, Runa Hask, as saying that …": the minister says it."""
    if not outer.cue or not _QUOTES.match(outer.cue[0].of(reading)):
        return None
    span = outer.content[0]
    match = _AS_SAYING.match(reading, span.start, span.end)
    if match is None:
        return None
    source, cue, content = (Span(*match.span(name)) for name in ("source", "cue", "content"))
    return Draft(
        (content, *outer.content[1:]), (cue,), (source,), lexicon.entry(["saying"]), "as saying", outer.paragraph
    )


def _may_report(words: str, lexicon: CueLexicon) -> bool:
    """Is there any word that a relation can begin with? Cheap to ask, and most contents have none."""
    plain = words if words.isascii() else words.translate(_INVISIBLE)
    lower = _LETTERS.findall(plain.lower())
    return not (lexicon.starts.keys().isdisjoint(lower) and _PREPOSITIONAL.isdisjoint(lower))


def _inner_sentences(reading: str, span: Span, quotations: Sequence[Quotation], paragraph: int) -> Iterator[Sentence]:
    """The sentences of a content, its outer quotation marks taken for spaces, quotations inside those kept whole."""
    inside = [q for q in quotations_at(quotations, span) if span.contains(q.span)]
    words: list[Word] = []
    at = span.start
    for quotation in inside:
        words += words_of(reading, at, quotation.span.start)
        inner = find_quotations(reading, (quotation.inner,))[0]
        words += words_of(reading, quotation.inner.start, quotation.inner.end, inner)
        at = quotation.span.end
    words += words_of(reading, at, span.end)
    for sentence in sentences_of(words):
        if sentence:
            yield Sentence(tuple(sentence), paragraph)


def _with_nearest_noun(reading: str, draft: Draft) -> Draft:
    """ "The union sent a letter warning that …": what warns is the letter, not all that stands before."""
    if not draft.source or not draft.cue or not draft.cue[0].of(reading).lower().endswith("ing"):
        return draft
    source = draft.source[0]
    nearest = list(_DETERMINER.finditer(source.of(reading)))
    if not nearest:
        return draft
    return replace(draft, source=(Span(source.start + nearest[-1].start(), source.end), *draft.source[1:]))


def _is_other(draft: Draft, reading: str, outer: Draft, quotations: Sequence[Quotation]) -> bool:
    """Is the inner source somebody else, and the content one a reader would look for?"""
    if not draft.source or not draft.cue or draft.source == outer.source:
        return False
    source = draft.source[0].of(reading).lower()
    cue = draft.cue[0].of(reading).lower()
    if source in _THIRD:
        return _is_another_person(draft, reading, outer, quotations)
    if any(source == span.of(reading).lower() for span in outer.source):
        return False
    words = source.split()
    if words[0] in _NO_SPEAKER or words[-1] in _SAME_SPEAKER or " to " in source:
        return False
    if words[-1] in _RELATIVES and not is_document(" ".join(words[:-1])):
        return False  # "a party that rejects": whoever it may be
    if cue.endswith("ing"):
        return is_document(source) and draft.lexical is not None and draft.lexical.strong
    if draft.rule == "cue before clause" and source.split()[0] in g.SPEECH_NOUNS:
        return False
    if draft.lexical is not None and not draft.lexical.strong:
        return draft.rule == "cue before that"  # "suggested that …" is speech, "suggested a walk" may be none
    return draft.lexical is None or draft.lexical.takes("clause", "object")


def _is_another_person(draft: Draft, reading: str, outer: Draft, quotations: Sequence[Quotation]) -> bool:
    """Nobody is "he" in their own quotation, and a document or a body is never "she"."""
    if draft.lexical is None or not draft.lexical.strong or draft.rule not in _REPORTED:
        return False
    if any(q.inner.contains(draft.source[0]) for q in quotations):
        return True
    source = outer.source[0].of(reading) if outer.source else ""
    return draft.source[0].of(reading).lower() != "they" and is_document(source)


def _says_something(draft: Draft, reading: str) -> bool:
    """Are there words of a content, and is the cue no adjective ("the alleged plan", "everything she says is true")?"""
    words = " ".join(span.of(reading) for span in draft.content).split()
    if len(words) < 2 and not any(mark in "".join(words) for mark in _MARKS):
        return False
    return words[0].lower() not in _PREDICATES and draft.cue[0].of(reading).lower() != "alleged"


def _with_closing_marks(draft: Draft, quotations: Sequence[Quotation]) -> Draft:
    """A content that holds an opening mark and all the words behind it holds the closing mark, too."""
    spans = []
    for span in draft.content:
        cut = [q.span for q in quotations if span.start <= q.span.start and q.inner.end - 1 <= span.end < q.span.end]
        spans.append(Span(span.start, cut[0].end) if cut else span)
    return replace(draft, content=tuple(spans))


def _whole_predicate(draft: Draft, reading: str, span: Span, quotations: Sequence[Quotation]) -> Draft:
    """Where only the predicate is quoted (the letter “says that …”), the quotation is what is known of the words."""
    cue = draft.cue[0]
    for quotation in quotations:
        if (
            quotation.inner.contains(cue)
            and span.contains(quotation.span)
            and quotation.span.start >= draft.source[0].end
        ):
            lead = reading[quotation.inner.start : cue.start].split()
            if len(lead) <= 2:
                return replace(draft, content=(quotation.span,))
    return draft
