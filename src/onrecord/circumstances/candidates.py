"""The occasions that a statement without time words of its own can be of, as the narrative stood when it came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.circumstances.occasion_dates import Calendar, Occasion
from onrecord.circumstances.scene import Clause
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker

_TELLINGS = 8  # so many sentences that tell of one day are kept


class Tie(StrEnum):
    """What ties a statement to an occasion."""

    GOES_ON = "the speaker’s narrative goes on there"
    AHEAD = "told ahead of the speaker’s occasion"
    SPEAKERS = "what the speaker was told to say last"
    LATEST = "the day told last"
    FIRST = "the day the report begins with"
    COMING = "the day told first, after the statement"
    OLDER = "the older occasion told last"


@dataclass(frozen=True, slots=True)
class Told:
    """An occasion where the report tells it. words: its sentence. whose: the names its statement is by."""

    occasion: Occasion
    words: str
    paragraph: int
    whose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement and an occasion it may be of. told: each time the report told it so far, in order; never empty."""

    clause: Clause
    told: tuple[Told, ...]
    edtf: str
    ties: frozenset[Tie]


@dataclass(slots=True)
class Candidates:
    """Gathers the candidates of each statement while the narrative is followed.

    cannot_be: says of a statement and a telling that the one is not of the other.
    """

    calendar: Calendar
    cannot_be: Callable[[Clause, Told], bool]
    _by_clause: dict[str, dict[str, Candidate]] = field(default_factory=lambda: defaultdict(dict))
    _tellings: dict[str, tuple[Told, ...]] = field(default_factory=dict)
    _by_speaker: dict[str, Told] = field(default_factory=dict)
    _waiting: list[Clause] = field(default_factory=list)
    _first: Told | None = None
    _latest: Told | None = None
    _older: Told | None = None

    def of(self, clause: Clause) -> tuple[Candidate, ...]:
        return tuple(self._by_clause[clause.attribution.id].values())

    def tell(self, told: Told) -> None:
        """The report tells of an occasion."""
        edtf = self.calendar.date(told.occasion)
        if edtf:
            self._tellings[edtf] = (*self._tellings.get(edtf, ())[1 - _TELLINGS :], told)
        self._by_speaker.update(dict.fromkeys(told.whose, told))
        if not self.calendar.is_of_the_news(told.occasion):
            self._older = told
            return
        self._latest = told
        if self._first is None:
            self._begin(told)

    def _begin(self, told: Told) -> None:
        self._first = told
        for clause in self._waiting:
            # The time words of the statement's own sentence were looked at and are not its own.
            if not clause.sentence.start <= told.occasion.at < clause.sentence.end:
                self.tie(clause, told, Tie.COMING)
        self._waiting = []

    def undated(self, clause: Clause, speakers: Iterable[str]) -> None:
        """A statement comes that has no day of its own."""
        if self._first is None:
            self._waiting.append(clause)
        for name in speakers:
            self.tie(clause, self._by_speaker.get(name), Tie.SPEAKERS)
        self.tie(clause, self._latest, Tie.LATEST)
        self.tie(clause, self._first, Tie.FIRST)
        self.tie(clause, self._older, Tie.OLDER)

    def tie(self, clause: Clause, told: Told | None, tie: Tie) -> None:
        """Make the occasion a candidate of the statement, unless it cannot be dated."""
        edtf = self.calendar.date(told.occasion) if told else None
        if told is None or edtf is None or self.cannot_be(clause, told):
            return
        candidates = self._by_clause[clause.attribution.id]
        known, tellings = candidates.get(edtf), self._tellings.get(edtf, ())
        told_so_far = tellings if told in tellings else (*tellings, told)
        ties = known.ties | {tie} if known else frozenset({tie})
        candidates[edtf] = Candidate(clause, told_so_far, edtf, ties)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the report as a whole says of its days and speakers.

    days: how often it names each day of the news, in the order of the text. tells_older: of older times, too.
    shares: what part of the statements is a speaker's. own_days: what a speaker's statements are dated by themselves.
    """

    days: Mapping[str, int]
    tells_older: bool
    shares: Mapping[str, float]
    own_days: Mapping[str, frozenset[str]]


def overview(
    occasions: Iterable[Occasion],
    calendar: Calendar,
    speakers: Mapping[str, Speaker],
    dates: Mapping[str, StatementDate],
) -> Overview:
    """speakers, dates: by attribution id; those of statements inside others left out."""
    dated = [(edtf, calendar.is_of_the_news(one)) for one in occasions if (edtf := calendar.date(one))]
    names = Counter(speaker.name for speaker in speakers.values())
    own: dict[str, set[str]] = defaultdict(set)
    for key, said_on in dates.items():
        if key in speakers:
            own[speakers[key].name].add(said_on.edtf)
    return Overview(
        days=Counter(edtf for edtf, is_news in dated if is_news),
        tells_older=not all(is_news for _, is_news in dated),
        shares={name: count / names.total() for name, count in names.items()},
        own_days={name: frozenset(days) for name, days in own.items()},
    )
