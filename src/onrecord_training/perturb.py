"""Other newsrooms' habits and damage, tried on a report with its gold: for training and for bench/robust.py.

    perturbed(article, "curly marks", random.Random(7))

Each perturbation is a pure function of an article and a source of chance. It gives the article back unchanged where it
finds nothing to change, moves the gold with the text, and fails on no text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from onrecord_training import damage, layout, marks, names, translated, wording
from onrecord_training.article import Article

Perturbation = Callable[[Article, random.Random], Article]


def _in_style(style: marks.Style) -> Perturbation:
    def restyled(article: Article, rng: random.Random) -> Article:
        return marks.restyled(article, style)

    return restyled


PERTURBATIONS: Mapping[str, Perturbation] = MappingProxyType(
    {
        "straight marks": _in_style(marks.STRAIGHT),
        "curly marks": _in_style(marks.CURLY),
        "angled marks": _in_style(marks.ANGLED),
        "British single marks": _in_style(marks.BRITISH),
        "doubled single marks": marks.double_singled,
        "closing mark missing": damage.without_closing_marks,
        "no-break spaces": damage.with_no_break_spaces,
        "question marks for spaces": damage.with_question_marks,
        "headline in capitals": layout.with_capital_headline,
        "names of other cultures": names.renamed,
        "agency dateline": layout.with_dateline,
        "apposition before the verb": wording.with_appositions,
        "verb before the source": wording.with_verb_first,
        "verb after the source": wording.with_verb_last,
        "titles in small letters": layout.with_small_titles,
        "translated English": translated.as_translated,
    }
)


def perturbed(article: Article, name: str, rng: random.Random) -> Article:
    """The article after one perturbation of PERTURBATIONS. Raises KeyError for another name."""
    return PERTURBATIONS[name](article, rng)
