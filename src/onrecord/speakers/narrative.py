"""Who the narrative is about from sentence to sentence: names, and the he and she between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from onrecord.speakers.lexicon import FEMALE, MALE
from onrecord.speakers.words import Word

WINDOW = 3  # sentences a pronoun of the narrative looks back
MOST_REFERENCES = 100  # of them; a text without sentences would ask all of its names for each pronoun
PERSONAL = MALE | FEMALE
CLEAR = 0.6  # the lead that makes a pronoun of the narrative certain enough to build on


class Reference(NamedTuple):
    """A person named, or clearly meant by a pronoun, at a place.

    subject: first of its sentence, no possessive, behind no preposition.
    """

    person: int
    start: int
    sentence: int
    subject: bool
    possessive: bool


def follow_pronouns(
    words: Sequence[Word], named: Sequence[Reference], told: Mapping[int, str]
) -> tuple[tuple[Reference, ...], Mapping[int, str]]:
    """The references with those of clear pronouns among them, and each person's gender where the text gives it.

    named: in order, outside quotations. told: genders by title. Two rounds: the first learns genders from pronouns that
    only one person can be meant by, the second follows all pronouns with what was learnt.
    """
    pronouns = [word for word in words if word.low in PERSONAL and not word.quoted]
    votes = _Votes(told)
    _follow(pronouns, named, votes)
    learnt = _Votes(votes.decided())
    return _follow(pronouns, named, learnt), votes.decided()


class _Votes:
    """Votes for "m" and "f" for each person. What titles tell outweighs pronouns."""

    def __init__(self, told: Mapping[int, str]) -> None:
        self.votes: dict[int, dict[str, float]] = defaultdict(lambda: {"m": 0.0, "f": 0.0})
        for person, gender in told.items():
            self.votes[person][gender] += 5

    def add(self, person: int, gender: str, weight: float) -> None:
        self.votes[person][gender] += weight

    def of(self, person: int) -> str | None:
        vote = self.votes.get(person)
        if vote is None or max(vote.values()) < 1:
            return None
        best, other = ("m", "f") if vote["m"] >= vote["f"] else ("f", "m")
        return best if vote[best] >= 2.5 * vote[other] else None

    def decided(self) -> dict[int, str]:
        return {person: gender for person in self.votes if (gender := self.of(person))}


def _follow(pronouns: Sequence[Word], named: Sequence[Reference], votes: _Votes) -> tuple[Reference, ...]:
    """Resolve each pronoun by the references before it; a clear one becomes a reference itself."""
    found = list(named)
    for word in pronouns:
        gender = "m" if word.low in MALE else "f"
        at = bisect_left(found, word.start, key=lambda reference: reference.start)
        scores = _scores(found, at, word, gender, votes)
        ranked = sorted(scores, key=lambda person: -scores[person])
        if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < CLEAR):
            continue
        votes.add(ranked[0], gender, 1.0 if len(ranked) == 1 else 0.5)
        if word.low in ("he", "she"):
            subject = not any(
                found[k].sentence == word.sentence and found[k].subject for k in range(max(0, at - 4), at)
            )
            found.insert(at, Reference(ranked[0], word.start, word.sentence, subject, False))
    return tuple(found)


def _scores(found: Sequence[Reference], before: int, word: Word, gender: str, votes: _Votes) -> dict[int, float]:
    """How well each person fits a pronoun, by the references that stand before this place among those found."""
    scores: dict[int, float] = {}
    for at in range(before - 1, max(-1, before - 1 - MOST_REFERENCES), -1):
        reference = found[at]
        back = word.sentence - reference.sentence
        if back > WINDOW:
            break
        known = votes.of(reference.person)
        if known in (None, gender):
            score = presence(reference, back) + (0.4 if known else 0.0)
            scores[reference.person] = max(scores.get(reference.person, 0.0), score)
    return scores


def presence(reference: Reference, back: int) -> float:
    """How present a person is `back` sentences after being named; the person a sentence is about stays longest."""
    nearness = (3.5, 2.0, 1.3)[back] if back < 3 else 1.8 / back
    return nearness + (1.0 if reference.subject else 0.0) - (0.6 if reference.possessive else 0.0)
