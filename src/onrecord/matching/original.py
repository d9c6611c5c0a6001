"""Which of a group of copies is the original. Named only where the evidence decides; a guess is not made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.matching.clusters import Days, is_before
from onrecord.matching.wording import folded_words

# What outlets put before or behind their name, or leave off it.
MOST_WORDS = 999_999_999
_LOOSE = frozenset("the news agency newswire com www".split())


@dataclass(frozen=True, slots=True)
class Member:
    """One report of a group, as far as it tells of its own origin.

    wire: the agency that its dateline credits. republished_from: the outlet it names as its source. words: how many.
    """

    report: str
    words: int
    outlet: str | None = None
    wire: str | None = None
    republished_from: str | None = None
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """report: the id of the original; None where the evidence leaves it open. because: the evidence in plain words."""

    report: str | None
    because: str


def find_original(members: Sequence[Member]) -> Original:
    """The original among the members of a group: whom the others name, else who was first, else who lost nothing.

    The same whatever the order of the members.
    """
    members = sorted(members, key=lambda one: one.report)
    days = {one.report: one.days for one in members if one.days}
    return _named(members, days) or _first(members, days) or _whole(members, days) or Original(None, _open(members))


def place_of(member: Member, original: str | None) -> str:
    """What sorts the members of a group: the original first, then by the earliest day each may be of, those without a
    day last; of one day the fullest first.
    """
    day = member.days.first.isoformat() if member.days else "X"
    return f"{int(member.report != original)} {day} {MOST_WORDS - member.words:09} {member.report}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is who in a group, by ids. base: what the others are compared with: the original, else the fullest text.

    places: sorts the members; the first of them is the voice of all.
    """

    original: Original
    base: str
    places: Mapping[str, str]

    @property
    def ordered(self) -> tuple[str, ...]:
        return tuple(sorted(self.places, key=self.places.__getitem__))


def standing(members: Sequence[Member]) -> Standing:
    """Who is who in a group, whatever the order of its members."""
    original = find_original(members)
    base = original.report or min(members, key=fullest_first).report
    return Standing(original, base, {one.report: place_of(one, original.report) for one in members})


def fullest_first(member: Member) -> tuple[int, str]:
    """What sorts the members of a group by the words they have, the most first."""
    return -member.words, member.report


def _named(members: Sequence[Member], days: Mapping[str, Days]) -> Original | None:
    """The one whose outlet the others credit: "(Reuters) -", "Source: …"."""
    called: dict[frozenset[str], list[str]] = {}
    for one in members:
        called.setdefault(_bare(one.outlet), []).append(one.report)
    credited: dict[str, list[str]] = {}
    for one in members:
        # A dateline's agency on a page of no known outlet may be that of the agency's own page.
        credits_given = (one.republished_from, one.wire if one.outlet else None)
        for name in {_bare(credit) for credit in credits_given} - {_bare(one.outlet), frozenset()}:
            for source in called.get(name, ()):
                credited.setdefault(source, []).append(one.report)
    if len(credited) != 1:
        return None
    ((source_id, by),) = credited.items()
    if any(is_before(one, source_id, days) for one in by):
        return None  # whoever names it was there before it: one of the two dates is wrong
    outlet = next(one.outlet for one in members if one.report == source_id)
    return Original(source_id, f"{outlet} is credited by {_others(len(by))}")


def _bare(name: str | None) -> frozenset[str]:
    """The words that tell an outlet from others; none of one that is not known."""
    return frozenset(folded_words(name or "")) - _LOOSE


def _is_called(member: Member, name: str) -> bool:
    return bool(_bare(member.outlet)) and _bare(member.outlet) == _bare(name)


def _first(members: Sequence[Member], days: Mapping[str, Days]) -> Original | None:
    if len(days) < len(members):
        return None
    one = min(members, key=lambda member: days[member.report].last)
    following = min(days[other.report].first for other in members if other is not one)
    if following <= days[one.report].last:
        return None
    return Original(one.report, f"published {_told(days[one.report])}, before every other (the next: {following})")


def _whole(members: Sequence[Member], days: Mapping[str, Days]) -> Original | None:
    """Copies lose words and the agency's credit; the one that lost neither, and is not later than another."""
    wired = [one for one in members if one.wire]
    if len(wired) != 1 or (wired[0].outlet and not _is_called(wired[0], str(wired[0].wire))):
        return None  # a newspaper with the agency's credit is itself a copy
    (one,) = wired
    others = [other for other in members if other is not one]
    if any(other.words >= one.words or is_before(other.report, one.report, days) for other in others):
        return None
    return Original(
        one.report, f"it alone has the credit of {one.wire} and has the fullest text; no other is known to be earlier"
    )


def _open(members: Sequence[Member]) -> str:
    undated = sum(1 for one in members if not one.days)
    dates = f"{undated} of {len(members)} have no date" if undated else "their dates leave open which came first"
    names = sorted({name for one in members for name in (one.republished_from, one.wire) if name})
    credit = f"; {', '.join(names)} {'is' if len(names) == 1 else 'are'} credited"
    if not any(_is_called(one, name) for one in members for name in names):
        credit += ", with no report of its own here"
    return f"which is the original is open: {dates}{credit if names else ''}"


def _told(days: Days) -> str:
    return f"{days.first}" if days.first == days.last else f"between {days.first} and {days.last}"


def _others(number: int) -> str:
    return f"{number} other report" + ("s" if number > 1 else "")
