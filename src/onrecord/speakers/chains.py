"""The mentions of one person, and what they tell together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from onrecord.speakers.lexicon import KINSHIP, SUFFIXES
from onrecord.speakers.mentions import Mention


class Chain:
    """The mentions of one person so far. A report may name somebody thousands of times: what is asked of all is summed.

    genders, offices: that any mention tells. is_kin: a mention tells whose relative it is.
    first_short: where the first name of one word begins; None without one.
    """

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self.mentions: list[Mention] = []
        self.genders: set[str] = set()
        self.offices: set[str] = set()
        self.is_kin = False
        self.first_short: int | None = None
        self._full: list[tuple[int, int]] = []  # names of several words: start and paragraph, in order
        self._told: dict[str, int] = {}  # gender -> start of the first of these that tells it
        self._only_juniors = True
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """One more mention; they may come in any order."""
        about, start = mention.about, mention.start
        self.mentions.append(mention)
        self.offices |= about.families
        self.is_kin = self.is_kin or not KINSHIP.isdisjoint(about.words)
        if about.gender:
            self.genders.add(about.gender)
        if len(mention.key) == 1:
            self.first_short = start if self.first_short is None else min(self.first_short, start)
            return
        insort(self._full, (start, mention.paragraph))
        self._only_juniors = self._only_juniors and mention.key[-1] in SUFFIXES
        if about.gender:
            self._told[about.gender] = min(start, self._told.get(about.gender, start))

    @property
    def full_genders(self) -> frozenset[str]:
        """What names of several words tell."""
        return frozenset(self._told)

    @property
    def is_junior(self) -> bool:
        """Is the name, where it is given in full, never written without "Jr."?"""
        return bool(self._full) and self._only_juniors

    def full_before(self, place: int) -> tuple[int, int] | None:
        """Where the last name of several words before this place begins, and its paragraph; None without one."""
        at = bisect_left(self._full, (place,))
        return self._full[at - 1] if at else None

    def genders_before(self, place: int) -> frozenset[str]:
        """What names of several words before this place tell."""
        return frozenset(gender for gender, start in self._told.items() if start < place)
