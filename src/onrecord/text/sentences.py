"""A report's quotations and sentences, cut once for all who ask for them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from onrecord.text.quotemarks import Quotation, find_quotations
from onrecord.text.words import Word, sentences_of, words_of
from onrecord.values.span import Span

Sentences = tuple[tuple[Word, ...], ...]


class Cut(NamedTuple):
    """For each paragraph its quotations and its sentences, in order."""

    quotations: tuple[tuple[Quotation, ...], ...]
    sentences: tuple[Sentences, ...]


@lru_cache(maxsize=1)  # finding statements and dating them ask for the same report one after the other
def cut_into_sentences(reading: str, paragraphs: tuple[Span, ...]) -> Cut:
    """The words of all paragraphs, quotations kept whole. Linear in their length."""
    quotations = find_quotations(reading, paragraphs)
    sentences = tuple(
        tuple(map(tuple, sentences_of(words_of(reading, paragraph.start, paragraph.end, inside))))
        for paragraph, inside in zip(paragraphs, quotations, strict=True)
    )
    return Cut(quotations, sentences)
