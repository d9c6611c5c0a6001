"""What happens to a text on its way: marks lost, spaces that are none, letters an encoder did not know."""

from __future__ import annotations

import random
import re

from onrecord_training.article import Article, edited
from onrecord_training.edits import Edit
from onrecord_training.marks import find_double

LOST = 1 / 5  # of the closing marks
NO_BREAK = 1 / 10  # of the spaces
DAMAGED = 1 / 25  # of the spaces
AT_END = 1 / 3  # of the paragraphs end with one
_SPACE = re.compile(r"(?<=\S) (?=\S)")
_PARAGRAPH_END = re.compile(r"(?<=[.!?”\"])(?=\n|$)")


def without_closing_marks(article: Article, rng: random.Random) -> Article:
    """One closing mark in five is lost."""
    closing = [mark for mark in find_double(article.text) if not mark.opens]
    return edited(article, [Edit(mark.start, mark.end, "") for mark in closing if rng.random() < LOST])


def with_no_break_spaces(article: Article, rng: random.Random) -> Article:
    """No-break spaces between words and at the ends of paragraphs, as editors and web pages leave them."""
    return edited(article, _spaces(article.text, rng, NO_BREAK, ("\u00a0", "\u00a0", "\u00a0", "\u202f")))


def with_question_marks(article: Article, rng: random.Random) -> Article:
    """A `?` for each no-break space: an encoder wrote it for what its character set did not have."""
    return edited(article, _spaces(article.text, rng, DAMAGED, ("?",)))


def _spaces(text: str, rng: random.Random, share: float, marks: tuple[str, ...]) -> list[Edit]:
    between = [Edit(m.start(), m.end(), rng.choice(marks)) for m in _SPACE.finditer(text) if rng.random() < share]
    ends = [m.start() for m in _PARAGRAPH_END.finditer(text) if rng.random() < AT_END]
    return between + [Edit(at, at, rng.choice(marks) * rng.choice((1, 1, 2))) for at in ends]
