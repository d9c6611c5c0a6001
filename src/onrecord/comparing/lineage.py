"""Which reports of one address are versions of one another, and in which order."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.comparing.tokens import tokens_of

SKETCH = 128  # smallest hashes kept of a text
_RUN = 3  # words whose run is hashed
# Share of the shorter text's runs that the other must have. At a page's address little is enough to tell a rewritten
# report from one of something else; a file's name or a line's id says less, and another report of the same event may
# well share a tenth.
SHARED, SHARED_BY_NAME = 0.08, 0.25
LOOKED_AT = 10  # series that a report is compared with: where more unlike texts share an address it names no page
TOO_SHORT = 8  # runs: a line that says no more than that there is something to read


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of a text to know it again. body: equal where heading and main text have the same words and marks.

    title: of the heading's words, None without one. runs: how many different runs of words there are below it, and in
    sketch the smallest of their hashes (bottom-k: Broder, "On the Resemblance and Containment of Documents", 1997).
    """

    body: str
    title: str | None
    runs: int
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What tells when a version was made: ISO or EDTF text, None where nothing does. Days compare with moments."""

    updated: str | None = None
    fetched: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A report at an address."""

    number: int
    print: Print
    moment: Moment


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a report stands. series: number of the first report of those that are versions of one another.

    stands: it is the one report that speaks for its series: the first read of the newest version.
    replaces: number of the report that speaks for the version before, None for the first.
    """

    number: int
    series: int
    version: int
    versions: int
    stands: bool
    replaces: int | None
    replaced_by: int | None


def print_of(title: str | None, paragraphs: Sequence[str]) -> Print:
    """title: the headline, where it is not among the paragraphs. paragraphs: the main text, furniture left out.

    An equal heading is told by `title` alone: its words are not among the runs.
    """
    body = [part for part in (title, *paragraphs) if part]
    words = [token.key for part in (paragraphs if title else body) for token in tokens_of(part)]
    marks = "\n".join("".join(part.split()) for part in body)
    length = max(1, min(_RUN, len(words)))
    runs = {
        zlib.crc32(" ".join(words[at : at + length]).encode("utf-8", "replace"))
        for at in range(len(words) - length + 1)
    }
    heading = " ".join(token.key for token in tokens_of(title)) if title else ""
    return Print(_digest(marks), _digest(heading) if heading else None, len(runs), tuple(sorted(runs)[:SKETCH]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def are_of_one_report(one: Print, other: Print, shared: float = SHARED) -> bool:
    """Are these two wordings of one report, and not two reports that came to one address or file name?

    Estimated from the sketches. The same heading is enough where the texts have anything in common, or one is too
    short to tell: "Sports in brief" stands above something else every day.
    """
    if one.body == other.body:
        return True
    both = set(one.sketch) & set(other.sketch)
    if one.title is not None and one.title == other.title and (both or min(one.runs, other.runs) < TOO_SHORT):
        return True
    kept = sorted({*one.sketch, *other.sketch})[:SKETCH]
    alike = sum(1 for run in kept if run in both) / len(kept) if kept else 0.0
    common = alike / (1 + alike) * (one.runs + other.runs)
    return common >= shared * min(one.runs, other.runs) > 0


def place_all(
    members: Sequence[Member], shared: float = SHARED, stood: Mapping[int, int] | None = None
) -> tuple[Placed, ...]:
    """Put the reports of one address into series, and number the versions of each.

    members: in the order of reading. shared: SHARED or SHARED_BY_NAME. stood: the series of those by their numbers that
    stay where they are; only the others are compared. A report joins the last series that it is of, and only the last
    LOOKED_AT are looked at; texts equal but for white space and furniture are one version. Versions stand in the order
    of the evidence, and where it does not decide in the order of reading: so a report that is read again keeps its
    number.
    """
    series_of = dict(stood or {})
    there = _in_series([one for one in members if one.number in series_of], series_of)
    for member in members:
        if member.number not in series_of:
            last = islice(reversed(there.items()), LOOKED_AT)
            home = next((name for name, one in last if _belongs(member, one, shared)), None)
            # A series may still bear the number of its first report, which is read anew and another one now.
            name = home if home is not None else (-member.number if member.number in there else member.number)
            series_of[member.number] = name
            _put(member, there.setdefault(name, []))
    return tuple(placed for one in _in_series(members, series_of).values() for placed in _numbered(one))


def _in_series(members: Iterable[Member], series_of: Mapping[int, int]) -> dict[int, list[list[Member]]]:
    series: dict[int, list[list[Member]]] = {}
    for member in members:
        _put(member, series.setdefault(series_of[member.number], []))
    return series


def _belongs(member: Member, versions: Sequence[Sequence[Member]], shared: float) -> bool:
    """Compared with the newest version and the first: a text that changed step by step is still of one report."""
    return any(are_of_one_report(member.print, one[0].print, shared) for one in (versions[-1], versions[0]))


def _put(member: Member, versions: list[list[Member]]) -> None:
    at = len(versions)
    while at and is_earlier(member.moment, versions[at - 1][0].moment):
        at -= 1
    same = next(
        (one for one in reversed(range(len(versions))) if versions[one][0].print.body == member.print.body), None
    )
    if same is not None and not _came_between(member, versions, same, at):
        versions[same].append(member)
    else:
        versions.insert(at, [member])


def _came_between(member: Member, versions: Sequence[Sequence[Member]], same: int, at: int) -> bool:
    """Does the evidence put another text between this one and its like? A page that went back is a version more."""
    if at <= same:
        return any(is_earlier(member.moment, one[0].moment) for one in versions[at:same])
    return any(is_earlier(one[0].moment, member.moment) for one in versions[same + 1 : at])


def is_earlier(one: Moment, other: Moment) -> bool:
    """Is there evidence that one was made before the other? Both may be False."""
    for mine, others in (
        (one.updated, other.updated),
        (one.fetched, other.fetched),
        (one.updated or one.fetched, other.updated or other.fetched),
        (one.published, other.published),
    ):
        if mine and others:
            length = min(len(mine), len(others))
            if mine[:length] != others[:length]:
                return mine[:length] < others[:length]
    return False


def _numbered(versions: Sequence[Sequence[Member]]) -> Iterable[Placed]:
    first = min(member.number for one in versions for member in one)
    for at, members in enumerate(versions):
        for member in members:
            yield Placed(
                number=member.number,
                series=first,
                version=at + 1,
                versions=len(versions),
                stands=at == len(versions) - 1 and member is members[0],
                replaces=versions[at - 1][0].number if at else None,
                replaced_by=versions[at + 1][0].number if at + 1 < len(versions) else None,
            )
