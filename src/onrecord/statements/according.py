"""Sources that a preposition brings: "according to Example", "in the words of Example"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft, Sentence, span_of
from onrecord.statements.subjects import subject_after, subject_before
from onrecord.text.words import Word
from onrecord.values.span import Span


def according_to(sentence: Sentence) -> Draft | None:
    """The first relation that a preposition brings: "according to Example, …", "in the words of Example, …"."""
    lower = [word.lower for word in sentence.words]
    if "according" not in lower and "words" not in lower:
        return None
    for at, word in enumerate(lower[:-2]):
        if word == "according" and lower[at + 1] == "to":
            return _according_at(sentence, at)
        if word == "in" and lower[at + 1 : at + 4] == ["the", "words", "of"]:
            return _in_the_words_of(sentence, at)
    return None


def _in_the_words_of(sentence: Sentence, at: int) -> Draft | None:
    """The quotation behind it; all that follows where the sentence begins with it."""
    words = sentence.words
    quoted = next((i for i in range(at + 5, len(words)) if words[i].quotation is not None), None)
    end = _phrase_end(words, at + 4) if quoted is None else quoted
    source = span_of(words, at + 4, end)
    begin = end if quoted is not None else end + 1
    if source is None or begin >= len(words) or (quoted is None and at > 0) or (quoted or 0) - at > 20:
        return None
    content = span_of(words, begin, len(words) if at == 0 else begin + 1)
    cue = Span(words[at].start, words[at + 3].end)
    return Draft((content,), (cue,), (source,), None, "according to", sentence.paragraph) if content else None


def _according_at(sentence: Sentence, at: int) -> Draft | None:
    words = sentence.words
    subject = subject_after(words, at + 2) or subject_before(
        words[: _phrase_end(words, at + 2)], _phrase_end(words, at + 2)
    )
    end = max(subject.end if subject else 0, at + 2)
    if subject is None or subject.start < at + 2:
        end = _phrase_end(words, at + 2)
    named = end
    while named - 1 > at + 2 and words[named - 1].lower in g.DOCUMENT_VERBS:
        named -= 1  # "an advisory issued today"
    source = span_of(words, at + 2, named)
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


def _begins_clause(words: Sequence[Word], at: int) -> bool:
    """ "According to Lethe | the quay is old": no comma, but a determiner or pronoun."""
    return at < len(words) and words[at].lower in g.DETERMINERS | {"he", "she", "they", "it", "there"}


def _around(words: Sequence[Word], at: int, end: int) -> tuple[Span, ...] | None:
    """Before a closing "according to", after an opening one, on both sides of one between commas."""
    left = span_of(words, 0, at)
    if left is None or at <= 1:
        begin = end
        while (
            not _begins_clause(words, begin)
            and begin < len(words)
            and not g.is_mark(words[begin], ",")
            and words[begin].quotation is None
        ):
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
