"""The English of agencies that translate their own reports: solemn verbs, sources at the end, offices without "the"."""

from __future__ import annotations

import random
import re

from onrecord.values.span import Span
from onrecord_training.article import Article, GoldAttribution, carried, edited
from onrecord_training.edits import Edit, rearrange
from onrecord_training.wording import adjacent, exchanged, stands_behind_content, with_second_commas

_SOLEMN = {
    "said": ("stated", "noted", "stressed", "underlined", "emphasized", "pointed out"),
    "says": ("states", "notes", "stresses", "underlines", "emphasizes", "points out"),
}
_NOTED = ("noted", "stated", "informed")
_ACCORDING = frozenset(("according to", "According to"))
_COMMA = ", "
WITHOUT_THE = 1 / 2  # of the offices
_OFFICE = re.compile(
    r"\b([Tt])he (?=((?:(?:foreign|prime|defense|defence|interior|finance|deputy|vice|former) )*"
    r"(?:minister|president|spokesman|spokeswoman|senator|governor|ambassador|chancellor|chairman|secretary))\b)"
)


def as_translated(article: Article, rng: random.Random) -> Article:
    """ "said" is "stressed", "according to X" is "X noted" behind the content, "the minister" is "minister"."""
    article = edited(article, _solemn_verbs(article, rng))
    article = _with_content_first(article)
    behind = [one for one in _according(article, source_first=False) if stands_behind_content(article.text, one)]
    article = with_second_commas(article, behind)
    article = exchanged(
        article, [one for one in _according(article, source_first=False) if stands_behind_content(article.text, one)]
    )
    turned = [one.cue[0] for one in _according(article, source_first=True)]
    article = edited(article, [Edit(cue.start, cue.end, rng.choice(_NOTED)) for cue in turned])
    return edited(article, _without_the(article.text, rng))


def _solemn_verbs(article: Article, rng: random.Random) -> list[Edit]:
    edits = []
    for one in article.attributions:
        if len(one.cue) != 1 or one.cue[0].of(article.text) not in _SOLEMN:
            continue
        cue = one.cue[0]
        edits.append(Edit(cue.start, cue.end, rng.choice(_SOLEMN[cue.of(article.text)])))
        follows = [piece.start for piece in one.content if piece.start == cue.end + 1]
        # "stressed the vote is fair" is no English; "stressed that …" is, and a quotation needs no "that"
        edits += [
            Edit(start, start, "that ", inside=True)
            for start in follows
            if article.text[start].isalnum() and not article.text.startswith("that ", start)
        ]
    return edits


def _according(article: Article, *, source_first: bool) -> list[GoldAttribution]:
    return [one for one in adjacent(article, source_first=source_first) if one.cue[0].of(article.text) in _ACCORDING]


def _with_content_first(article: Article) -> Article:
    """ "According to X, the vote is fair." is "The vote is fair, X according to." The verb is mended afterwards."""
    orders, capitals, end = [], [], 0
    for one in sorted(_according(article, source_first=False), key=lambda one: one.cue):
        if one.cue[0].start < end or not _leads(article.text, one):
            continue
        cue, source, content = one.cue[0], one.source[0], one.content[0]
        space, comma = Span(cue.end, source.start), Span(source.end, content.start)
        orders.append((content, comma, source, space, cue))
        capitals.append(cue.start)
        end = content.end
    if not orders:
        return article
    article = carried(article, *rearrange(article.text, orders))
    return edited(article, [Edit(at, at + 1, article.text[at].upper()) for at in capitals])


def _leads(text: str, one: GoldAttribution) -> bool:
    """Does the sentence begin with the cue and end with the content, with a comma between?"""
    content, source = one.content[0], one.source[0]
    return (
        len(one.content) == 1
        and one.cue[0].of(text)[0] == "A"
        and text[source.end : content.start] == _COMMA
        and text[content.end - 1].isalnum()
        and text[content.end : content.end + 1] in (".", "\n", "")
        and "\n" not in content.of(text)
    )


def _without_the(text: str, rng: random.Random) -> list[Edit]:
    dropped = [found for found in _OFFICE.finditer(text) if rng.random() < WITHOUT_THE]
    return [
        Edit(found.start(), found.end() + 1, found[2][0].upper())
        if found[1] == "T"
        else Edit(found.start(), found.end(), "")
        for found in dropped
    ]
