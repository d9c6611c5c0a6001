"""The order of source and verb, and what stands between them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

from onrecord.values.span import Span
from onrecord_training.article import Article, GoldAttribution, carried, edited
from onrecord_training.edits import Edit, rearrange
from onrecord_training.people import find_people

_APPOSITIONS = (
    "the minister|the committee’s chairwoman|a lawmaker from the north|the deputy foreign minister|a professor of law"
    "|the party’s deputy leader|who heads the agency|a member of the delegation|the ministry’s spokesman|the mayor"
    "|head of the election commission|an adviser to the government|the former ambassador|a retired general"
    "|director of the institute|who took office last year|the union’s president|a candidate for the council"
).split("|")
_EITHER_ORDER = frozenset(
    "said says added adds wrote writes noted notes asked asks explained explains insisted insists argued argues".split()
)
_PRONOUNS = frozenset("he she it they i we you who that which this one".split())
# from the last letter of the content to the source or cue behind it: a comma, a stop or a mark, and a space
_BEHIND_CONTENT = re.compile(r"\S?[,?!”\"’'»`—…-]{1,4} ")


def with_appositions(article: Article, rng: random.Random) -> Article:
    """ "Okafor said" is "Okafor, the minister, said": after people's names right before their cue."""
    people = find_people(article.text)
    edits = [
        Edit(one.source[0].end, one.source[0].end, f", {rng.choice(_APPOSITIONS)},", inside=True)
        for one in adjacent(article, source_first=True)
        if one.source[0].of(article.text).split()[-1] in people.family
    ]
    return edited(article, edits)


def with_verb_first(article: Article, rng: random.Random) -> Article:
    """ "…,” Okafor said" is "…,” said Okafor"."""
    return exchanged(article, _swappable(article, source_first=True))


def with_verb_last(article: Article, rng: random.Random) -> Article:
    """ "…,” said Okafor, a judge" is "…,” Okafor, a judge, said"."""
    article = with_second_commas(article, _swappable(article, source_first=False))
    return exchanged(article, _swappable(article, source_first=False))


def adjacent(article: Article, *, source_first: bool) -> Iterator[GoldAttribution]:
    """Attributions with one source and one cue, only a space between them, in the order asked for."""
    for one in article.attributions:
        if len(one.source) != 1 or len(one.cue) != 1:
            continue
        first, second = (*one.source, *one.cue) if source_first else (*one.cue, *one.source)
        if second.start == first.end + 1 and article.text[first.end] == " ":
            yield one


def with_second_commas(article: Article, ones: Iterable[GoldAttribution]) -> Article:
    """The comma that closes a description in the source once a verb follows it: "Okafor, a judge," """
    ends = (one.source[0].end for one in ones if _described(one.source[0].of(article.text)))
    return edited(article, [Edit(end, end, ",", inside=True) for end in ends])


def _described(words: str) -> bool:
    return ", " in words and words[-1].isalnum()


def exchanged(article: Article, ones: Iterable[GoldAttribution]) -> Article:
    """Source and cue of adjacent ones in the other order, the space between them kept."""
    orders = []
    for one in _apart(ones):
        first, second = sorted((one.source[0], one.cue[0]))
        orders.append((second, Span(first.end, second.start), first))
    return carried(article, *rearrange(article.text, orders)) if orders else article


def _apart(ones: Iterable[GoldAttribution]) -> Iterator[GoldAttribution]:
    """Those whose source and cue no one before shares."""
    end = 0
    for one in sorted(ones, key=lambda one: min(one.source[0], one.cue[0])):
        if min(one.source[0].start, one.cue[0].start) >= end:
            yield one
            end = max(one.source[0].end, one.cue[0].end)


def _swappable(article: Article, *, source_first: bool) -> list[GoldAttribution]:
    return [one for one in adjacent(article, source_first=source_first) if _goes_either_way(article.text, one)]


def _goes_either_way(text: str, one: GoldAttribution) -> bool:
    """Behind a content that ends right before, with a verb that newsrooms write on both sides of a name."""
    words = one.source[0].of(text)
    return (
        one.cue[0].of(text) in _EITHER_ORDER
        and words.split()[0].lower() not in _PRONOUNS
        and "\n" not in words
        and stands_behind_content(text, one)
    )


def stands_behind_content(text: str, one: GoldAttribution) -> bool:
    """Do source and cue follow a piece of the content, with a comma, a stop or a mark between?"""
    start = min(one.source[0].start, one.cue[0].start)
    ends = [piece.end for piece in one.content if piece.end <= start]
    return bool(ends) and _BEHIND_CONTENT.fullmatch(text, max(ends) - 1, start) is not None
