"""From pairs of copies to groups: `clusters(pairs, judgements)`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.matching.components import least_of_each

MOST_OF_IT = 0.5  # of the longer text


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of which one holds most of the other. longer, shorter: their ids.

    share: of the longer text's words that stand in the shorter. from_lead: what they share begins in the lead of the
    longer one.
    """

    longer: str
    shorter: str
    share: float
    from_lead: bool


@dataclass(frozen=True, slots=True)
class PairJudged:
    """What a person judged: is one a copy of the other? Outweighs what was found."""

    one: str
    other: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Days:
    """A report was published on one of the days from `first` to `last`, both included."""

    first: date
    last: date


def clusters(
    pairs: Iterable[Pair],
    judgements: Iterable[PairJudged] = (),
    days: Mapping[str, Days] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """Groups of reports that are one voice, each with two ids at least, ids and groups in order.

    days: when reports were published; one that is missing may be of any day.
    The same whatever the order of pairs and judgements; a pair that was judged twice is judged by the last.
    """
    judged = {frozenset((one.one, one.other)): one.is_copy for one in judgements}
    known = days or {}
    joined = [(one.longer, one.shorter) for one in pairs if _holds(one, judged, known)]
    joined += [(min(two), max(two)) for two, is_copy in judged.items() if is_copy and len(two) == 2]
    return _components(joined)


def _holds(pair: Pair, judged: Mapping[frozenset[str], bool], days: Mapping[str, Days]) -> bool:
    return judged.get(frozenset((pair.longer, pair.shorter)), unites(pair, days))


def unites(pair: Pair, days: Mapping[str, Days]) -> bool:
    """Are the two one voice? A report that only contains another one somewhere is not.

    A round-up of two stories, or a page with a second story below the first, holds all words of both, and would make
    them one. So the shared words must be most of the longer text too, or begin in its lead, or the longer one must have
    been there first: then the shorter one was taken out of it.
    """
    return pair.share >= MOST_OF_IT or pair.from_lead or is_before(pair.longer, pair.shorter, days)


def is_before(one: str, other: str, days: Mapping[str, Days]) -> bool:
    """Was `one` published before `other`, whichever of their possible days is the right one?"""
    return one in days and other in days and days[one].last < days[other].first


def _components(joined: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = {}
    for one, least in sorted(least_of_each(joined).items()):
        groups.setdefault(least, []).append(one)
    return tuple(tuple(group) for group in groups.values())
