"""All relations of one sentence, outermost first and none inside another."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.according import according_to
from onrecord.statements.cues import CueLexicon
from onrecord.statements.draft import Draft, Sentence, span_of
from onrecord.statements.hits import Form, Hit, find_hits
from onrecord.statements.phrases import skip_adverbials
from onrecord.statements.reported import draft_from
from onrecord.statements.subjects import can_speak, subject_before
from onrecord.text.words import Word
from onrecord.values.span import Span


def drafts_in(sentence: Sentence, lexicon: CueLexicon) -> list[Draft]:
    """The relations of a sentence in order; a cue inside the content of another is left to `nesting`."""
    words = sentence.words
    hits = list(find_hits(words, lexicon))
    according = according_to(sentence)
    found: list[Draft] = [according] if according else []
    closing = None if according else _closing(sentence, hits)
    if closing is not None:
        found.append(closing)
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


def _closing(sentence: Sentence, hits: Sequence[Hit]) -> Draft | None:
    """ "Two men said they fled, the police said": who speaks last reports all before, the other cues too."""
    words = sentence.words
    if len(hits) < 2 or any(w.quotation is not None for w in words):
        return None
    hit = hits[-1]
    subject = subject_before(words, hit.start) if hit.form is Form.FINITE and hit.cue.takes("clause") else None
    if subject is None or subject.shared or subject.start < 4 or not g.is_mark(words[subject.start - 1], ","):
        return None
    end = skip_adverbials(words, hit.end)
    if any(w.is_word for w in words[end:]) or not can_speak(words, subject, sentence_start=False):
        return None
    draft = draft_from(sentence, hit, None, len(words))
    return draft if draft and draft.rule == "cue after" and draft.content[0].start == words[0].start else None


def _holds(draft: Draft, place: int) -> bool:
    return any(span.start <= place < span.end for span in (*draft.content, *draft.source))


def _clash(draft: Draft, other: Draft) -> bool:
    return any(a.overlaps(b) for a in draft.content for b in (*other.content, *other.cue))


_FARTHEST = 30  # cues ahead; a sentence with more is a list or no sentence


def _stop(words: Sequence[Word], hits: Sequence[Hit], index: int) -> int:
    """Where a content after hits[index] must end: before ", adding", "and said", ", and he said", "; she said"."""
    hit = hits[index]
    if hit.cue.takes("expressed"):
        return len(words)
    for later in hits[index + 1 : index + 1 + _FARTHEST]:
        cut = _new_clause(words, hit, later)
        if cut is not None:
            return cut
    return _semicolon(words, hit)


def _semicolon(words: Sequence[Word], hit: Hit) -> int:
    """Where a semicolon ends a content: somebody else's clause and quotation follow it."""
    for at in range(hit.end + 1, len(words) - 2):
        if words[at].text == ";" and words[at + 1].quotation is None and g.begins_main_clause(words[at + 1]):
            return at if any(w.quotation is not None for w in words[at:]) else len(words)
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
    if joint.lower in {"and", "but", "while", "though", "although", "whereas"}:
        if g.is_mark(words[subject.start - 2], ","):
            return subject.start - 2
        if words[subject.start].lower in {"others", "another"} and joint.lower in {"and", "but", "while"}:
            return subject.start - 1
    return None


def _same_clause(words: Sequence[Word], hit: Hit, later: Hit) -> bool:
    """Is the later cue coordinated inside the content ("said they met and agreed"), not with the first cue?"""
    between = [w.lower for w in words[hit.end : later.group]]
    following = words[later.end] if later.end < len(words) else None
    if later.cue.strong and following is not None and following.lower == "that":
        return False  # "said that it was old and warned that it would fall"
    if later.cue.strong and "that" in between[:2] and _cannot_speak(words, hit, later):
        return False  # "warned that the quay was old and urged the board to act"
    return (
        not later.cue.strong
        or "that" in between[:2]
        or any(w in {"he", "she", "they", "we", "it", "i"} for w in between)
    )


def _cannot_speak(words: Sequence[Word], hit: Hit, later: Hit) -> bool:
    """Is the subject of the clause between the cues a thing, so that the later cue cannot be its verb?"""
    start = next(i for i in range(hit.end, later.start) if words[i].lower == "that") + 1
    verb = next((i for i in range(start + 1, later.group) if words[i].lower in g.AUXILIARIES | g.MODALS), None)
    if verb is None or words[start].lower in g.PRONOUNS - {"it"}:
        return False
    return not any(g.speaks(w) or g.is_name_like(w) or w.quotation is not None for w in words[start:verb])


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
