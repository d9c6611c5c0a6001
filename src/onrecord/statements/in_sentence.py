"""All relations of one sentence, outermost first and none inside another."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.cues import CueLexicon
from onrecord.statements.draft import Draft, Sentence, span_of
from onrecord.statements.hits import Form, Hit, find_hits
from onrecord.statements.reported import draft_from
from onrecord.statements.subjects import can_speak, subject_after, subject_before
from onrecord.text.words import Word
from onrecord.values.span import Span


def drafts_in(sentence: Sentence, lexicon: CueLexicon) -> list[Draft]:
    """The relations of a sentence in order; a cue inside the content of another is left to `nesting`."""
    words = sentence.words
    hits = list(find_hits(words, lexicon))
    according = _according(sentence)
    found: list[Draft] = [according] if according else []
    earlier: Draft | None = None
    for index, hit in enumerate(hits):
        place = words[hit.start].start
        if any(_holds(draft, place) for draft in found):
            continue
        draft = draft_from(sentence, hit, earlier, _stop(words, hits, index))
        if draft is None or any(_clash(draft, other) for other in found):
            continue
        found.append(draft)
        earlier = draft
    return found


def _holds(draft: Draft, place: int) -> bool:
    return any(span.start <= place < span.end for span in (*draft.content, *draft.source))


def _clash(draft: Draft, other: Draft) -> bool:
    return any(a.overlaps(b) for a in draft.content for b in (*other.content, *other.cue))


def _stop(words: Sequence[Word], hits: Sequence[Hit], index: int) -> int:
    """Where a content after hits[index] must end: before ", adding", "and said", ", and he said", "; she said"."""
    hit = hits[index]
    if hit.cue.takes("expressed"):
        return len(words)
    for later in hits[index + 1 :]:
        cut = _new_clause(words, hit, later)
        if cut is not None:
            return cut
    return len(words)


def _new_clause(words: Sequence[Word], hit: Hit, later: Hit) -> int | None:
    before = later.start - 1
    if later.form is Form.PARTICIPLE:
        if words[before].quotation is not None:
            return later.start
        return before if g.is_mark(words[before], ",—–") and later.cue.takes("clause", "named", "object") else None
    if later.form is not Form.FINITE:
        return None
    if words[later.group - 1].lower in {"and", "but", "then"} and not _same_clause(words, hit, later):
        cut = later.group - 1
        return cut - 1 if g.is_mark(words[cut - 1], ",") else cut
    subject = subject_before(words, later.start)
    if subject is None or subject.start < 2:
        return None
    joint = words[subject.start - 1]
    if joint.text == ";":
        return subject.start - 1
    if joint.lower in {"and", "but", "while"} and g.is_mark(words[subject.start - 2], ","):
        return subject.start - 2
    return None


def _same_clause(words: Sequence[Word], hit: Hit, later: Hit) -> bool:
    """Is the later cue coordinated inside the content ("said they met and agreed"), not with the first cue?"""
    between = [w.lower for w in words[hit.end : later.group]]
    following = words[later.end] if later.end < len(words) else None
    if later.cue.strong and following is not None and following.lower == "that":
        return False  # "said that it was old and warned that it would fall"
    return (
        not later.cue.strong
        or "that" in between[:2]
        or any(w in {"he", "she", "they", "we", "it", "i"} for w in between)
    )


# -- according to ---------------------------------------------------------------------------------


def _according(sentence: Sentence) -> Draft | None:
    words = sentence.words
    for at, word in enumerate(words[:-2]):
        if word.lower == "according" and words[at + 1].lower == "to":
            return _according_at(sentence, at)
    return None


def _according_at(sentence: Sentence, at: int) -> Draft | None:
    words = sentence.words
    subject = subject_after(words, at + 2) or subject_before(
        words[: _phrase_end(words, at + 2)], _phrase_end(words, at + 2)
    )
    end = max(subject.end if subject else 0, at + 2)
    if subject is None or subject.start < at + 2:
        end = _phrase_end(words, at + 2)
    source = span_of(words, at + 2, end)
    if source is None:
        return None
    content = _around(words, at, end)
    if content is None:
        return None
    cue = Span(words[at].start, words[at + 1].end)
    return Draft(content, (cue,), (source,), None, "according to", sentence.paragraph)


def _phrase_end(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].quotation is None and words[at].text not in ",.;:—–-()":
        at += 1
    return at


def _around(words: Sequence[Word], at: int, end: int) -> tuple[Span, ...] | None:
    """Before a closing "according to", after an opening one, on both sides of one between commas."""
    left = span_of(words, 0, at)
    if left is None or at <= 1:
        begin = end
        while begin < len(words) and not g.is_mark(words[begin], ",") and words[begin].quotation is None:
            begin += 1
        right = span_of(words, begin, len(words))
        return (right,) if right else None
    first = words[0]
    if (
        at < 6
        and end + 3 < len(words)
        and g.is_mark(words[end], ",")
        and (first.lower in g.PREPOSITIONS or g.is_adverb(first))
    ):
        right = span_of(words, end, len(words))
        return (left, right) if right else (left,)
    return (left,)


def open_lead(sentence: Sentence, lexicon: CueLexicon) -> tuple[Span, Span, Hit] | None:
    """(source, cue, hit) of a sentence that ends in a colon and hands over to a quotation in the next one."""
    words = sentence.words
    if words[-1].text not in ":,":
        return None
    for hit in reversed(list(find_hits(words, lexicon))):
        subject = subject_before(words, hit.start)
        if (
            hit.form is Form.FINITE
            and subject
            and not subject.shared
            and can_speak(words, subject, sentence_start=True)
        ):
            source = span_of(words, subject.start, subject.end)
            if source and hit.cue.takes("clause", "quote", "question"):
                return source, Span(words[hit.start].start, words[hit.end - 1].end), hit
    return None
