"""Articles, chapters and paragraphs, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.instruments.catalogue import Catalogue, Entry
from onrecord.instruments.kinds import PROVISION_WORDS
from onrecord.instruments.mention import Mention, Passage
from onrecord.values.span import Span

RECENT = 8  # mentions before an article that it may be of
LONGEST_GAP = 80  # characters between an article and its treaty
_NUMBER = r"(?:[1-9]\d{0,2}[a-z]?(?![\d.,]\d)|[IVXL]{1,7})(?: ?\(\d{1,2}\))?(?: ?\([a-z]\))?"
_PROVISION = re.compile(
    r"\b(?P<k>Articles?|Arts?\.|Chapters?|[Pp]aragraphs?|[Pp]aras?\.|Sections?|Annex(?:es)?|Principles?|Titles?) "
    rf"(?P<n>{_NUMBER}(?:(?:, | and | or |-|–){_NUMBER}){{0,5}})(?!\w)"
)
# What may stand between the article and its treaty: " of the ", ", Section 2 of ", " TEU".
_TO_TREATY = re.compile(
    r"(?:,? (?:and |or )?(?:Section|Paragraph|paragraph|Clause|clause) \w{1,5})?"
    r"(?: of| to| in)?(?: the| its| that| this)?"
    r"(?: \w{1,12}[’']s?)?(?: (?:1[6-9]|20)\d\d)? ?[\"“‘']?\Z"
)
_FROM_TREATY = re.compile(r"(?:[’']s)? \Z")
_OF_ANOTHER = re.compile(r" of (?:the |its |his |her |their |our |a |an )?\w")
# What states have and the register need not: "of our constitution", "of the Constitution of Ruritania".
_CONSTITUTION = re.compile(
    r" of (?:the )?(?P<name>(?:(?:our|its|his|her|their|your|[A-Z][\w-]{1,30}[’']s?) )?(?:[A-Z][\w-]{1,30} ){0,2}"
    r"[Cc]onstitution(?: of (?:the )?[A-Z][\w-]{1,30}(?: (?:and )?[A-Z][\w-]{1,30}){0,3})?)(?![\w’'])"
)
_CITED_ALONE = ("Article", "Chapter", "Section", "Title", "Annex")


class Provision(NamedTuple):
    span: Span
    name: str


def provisions_in(passage: Passage) -> list[Provision]:
    """Every "Article 5", as printed with single spaces; "Article 2, paragraph 3" is one."""
    if PROVISION_WORDS.isdisjoint(passage.lows):
        return []
    found = _PROVISION.finditer(passage.text, passage.span.start, passage.span.end)
    listed: list[Provision] = []
    for match in found:
        one = Provision(Span(*match.span()), " ".join(match[0].split()))
        if listed and passage.text[listed[-1].span.end : one.span.start] == ", " and one.name[0].islower():
            whole = listed.pop()
            one = Provision(Span(whole.span.start, one.span.end), f"{whole.name}, {one.name}")
        listed.append(one)
    return listed


def bound(
    passage: Passage,
    mentions: Sequence[Mention],
    catalogue: Catalogue,
    fits: Callable[[Entry, Span], bool],
    last: Mention | None,
) -> Iterator[Mention]:
    """The mentions with their articles, and the articles that name their treaty alone.

    fits: do the surroundings of this place speak for the treaty? last: the instrument named before this passage.
    """
    free = provisions_in(passage)
    whose = _whose(free, mentions, passage) if free else {}
    with_articles = [replace(one, provision=whose[one.span].name) if one.span in whose else one for one in mentions]
    yield from with_articles
    taken = {one.span for one in whose.values()}
    starts = [one.span.start for one in mentions]
    for one in free:
        at = bisect_right(starts, one.span.start)
        near = with_articles[max(0, at - RECENT) : at]
        if one.span not in taken and not (near and near[-1].span.end > one.span.start):
            alone = _of_constitution(one, passage) or _alone(one, passage, near, catalogue, fits, last)
            if alone:
                yield alone


def _whose(free: Sequence[Provision], mentions: Sequence[Mention], passage: Passage) -> dict[Span, Provision]:
    """The mentions' spans with the article that belongs to each: the one right before it, or right behind."""
    starts = [one.span.start for one in free]
    found: dict[Span, Provision] = {}
    for mention in mentions:
        at = bisect_left(starts, mention.span.start)
        for one in (*free[max(0, at - 1) : at], *free[at : at + 1]):
            if mention.span not in found and _belongs(one, mention, passage):
                found[mention.span] = one
    return found


def _belongs(provision: Provision, mention: Mention, passage: Passage) -> bool:
    if provision.span.end <= mention.span.start:
        between = passage.text[provision.span.end : min(mention.span.start, provision.span.end + LONGEST_GAP)]
        return mention.span.start - provision.span.end < LONGEST_GAP and _TO_TREATY.match(between) is not None
    between = passage.text[mention.span.end : min(provision.span.start, mention.span.end + LONGEST_GAP)]
    return 0 < len(between) < 4 and _FROM_TREATY.match(between) is not None


def _named_with_articles(provision: Provision, mentions: Sequence[Mention], last: Mention | None) -> Mention | None:
    """Whose article it is: of what the article was cited with before, or of the only one that was named."""
    before = mentions
    cited = [one for one in before if one.provision == provision.name]
    if cited:
        return cited[-1]
    return (before[-1] if len({one.instrument for one in before}) == 1 else None) if before else last


def _of_constitution(provision: Provision, passage: Passage) -> Mention | None:
    """An article of a constitution that the register does not have, by the words of the report."""
    match = _CONSTITUTION.match(passage.text, provision.span.end, passage.span.end)
    if match is None:
        return None
    because = f"{provision.name} of it is cited; the register does not have it"
    name = " ".join(match["name"].split())
    return Mention(Span(*match.span("name")), because, provision=provision.name, name=name)


def _alone(
    provision: Provision,
    passage: Passage,
    mentions: Sequence[Mention],
    catalogue: Catalogue,
    fits: Callable[[Entry, Span], bool],
    last: Mention | None,
) -> Mention | None:
    """ "Article 5" where the surroundings speak of the alliance; else of the treaty named last."""
    if not provision.name.startswith(_CITED_ALONE):
        return None
    if _OF_ANOTHER.match(passage.text, provision.span.end):
        return None
    usual = [catalogue.entries[key] for key in catalogue.provisions.get(provision.name.lower(), ())]
    fitting = [entry.instrument.id for entry in usual if fits(entry, provision.span)]
    if fitting:
        chosen = fitting[0] if len(fitting) == 1 else None
        because = f"{provision.name} is cited so where the talk is of this"
        return Mention(provision.span, because, chosen, tuple(fitting), provision=provision.name)
    named = _named_with_articles(provision, mentions, last)
    if named is None or named.instrument is None or usual:
        return None
    because = f"{provision.name} of what was named before it"
    return Mention(provision.span, because, named.instrument, named.candidates, provision=provision.name)
