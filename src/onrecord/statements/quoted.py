"""Quotations that no cue of their own sentence claims: what goes on from before, and what stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.statements.cues import CueLexicon
from onrecord.statements.draft import Draft, Sentence
from onrecord.statements.in_sentence import open_lead
from onrecord.text.quotemarks import Quotation
from onrecord.values.span import Span

_SHORTEST_ALONE = 4  # words; a shorter quotation without cue is a title, a nickname or a scare quote


def attach_quotations(
    sentences: Sequence[Sentence], drafts: Sequence[Sequence[Draft]], lexicon: CueLexicon
) -> list[Draft]:
    """Give quotations that stand alone to the statement they go on from; keep the rest as statements without cue.

    drafts: the relations found in each sentence, in the same order as `sentences`.
    A quotation after a quotation of the same paragraph, or alone in the next paragraph, is the same statement; after
    indirect speech it is a new one without cue and source. A quotation reopened in the next paragraph is the same one.
    """
    book = _Book()
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1] if index else None
        after = sentences[index + 1] if index + 1 < len(sentences) else None
        loose = _loose(sentence, drafts[index])
        if drafts[index]:
            book.open(drafts[index], sentence)
        elif loose and _is_only_quotation(sentence):
            _place(book, loose, sentence, before, lexicon)
        elif book.carried is not None and (after is None or after.paragraph != sentence.paragraph):
            book.carried = None  # a paragraph ended without a quotation: nothing goes on from here
    return book.drafts


class _Book:
    """The statements so far; `carried` is the place of the one a quotation could go on from."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.carried: int | None = None

    def open(self, drafts: Sequence[Draft], sentence: Sentence) -> None:
        """Take over a sentence's own relations; one that begins by reopening a quotation joins what was left open."""
        first = sentence.words[0].quotation
        waiting = self.drafts[self.carried] if self.carried is not None else None
        for draft in drafts:
            reopens = first is not None and first.continues and draft.content[0].start == first.span.start
            if reopens and waiting is not None and not waiting.cue and self.carried is not None:
                joined = replace(draft, content=(*waiting.content, *draft.content))
                self.drafts[self.carried] = joined
                waiting = None
            else:
                self.drafts.append(draft)
        last = max(drafts, key=lambda d: d.reach.end)
        places = range(len(self.drafts) - 1, -1, -1)  # it is among the last ones
        self.carried = next(i for i in places if self.drafts[i].content[-1] == last.content[-1])

    def go_on(self, spans: Sequence[Span], sentence: Sentence) -> None:
        assert self.carried is not None
        draft = self.drafts[self.carried]
        self.drafts[self.carried] = replace(draft, content=(*draft.content, *spans), paragraph=sentence.paragraph)

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.carried = len(self.drafts) - 1


def _loose(sentence: Sentence, own: Sequence[Draft]) -> list[Quotation]:
    claimed = [span for draft in own for span in draft.content]
    quotations = [w.quotation for w in sentence.words if w.quotation is not None]
    return [q for q in quotations if not any(span.overlaps(q.span) for span in claimed)]


def _is_only_quotation(sentence: Sentence) -> bool:
    return all(w.quotation is not None or not w.is_word for w in sentence.words)


def _place(
    book: _Book, loose: Sequence[Quotation], sentence: Sentence, before: Sentence | None, lexicon: CueLexicon
) -> None:
    """Attach loose quotations to what they go on from, else record them alone."""
    spans = tuple(q.span for q in loose)
    lead = open_lead(before, lexicon) if before is not None and sentence.paragraph - before.paragraph <= 1 else None
    if lead is not None:
        source, cue, hit = lead
        book.add(Draft(spans, (cue,), (source,), hit.cue, "cue before quote", sentence.paragraph, hit.negated))
        return
    last = book.drafts[book.carried] if book.carried is not None else None
    if last is not None and before is not None and sentence.paragraph - before.paragraph <= 1:
        if loose[0].continues or _ended_as_quotation(last, before):
            book.go_on(spans, sentence)
        elif sentence.paragraph == before.paragraph:
            book.add(Draft(spans, (), (), None, "quotation that goes on", sentence.paragraph))
        else:
            _alone(book, spans, sentence)
    else:
        _alone(book, spans, sentence)


def _alone(book: _Book, spans: tuple[Span, ...], sentence: Sentence) -> None:
    quotations = [w for w in sentence.words if w.quotation is not None]
    if any(len(w.text.split()) >= _SHORTEST_ALONE or (w.quotation and w.quotation.continued) for w in quotations):
        book.add(Draft(spans, (), (), None, "quotation alone", sentence.paragraph))
    else:
        book.carried = None


def _ended_as_quotation(draft: Draft, before: Sentence) -> bool:
    """Was the statement before a quotation, with nothing but its cue phrase since?"""
    last = draft.content[-1]
    return any(
        w.quotation is not None and w.quotation.span.end == last.end and last.contains(w.quotation.span)
        for w in before.words
    )
