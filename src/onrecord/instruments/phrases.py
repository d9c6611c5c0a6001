"""The noun phrase around the noun that a document goes by: "the 1987 nuclear arms treaty"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.instruments.kinds import head_of, is_plural
from onrecord.instruments.mention import Passage

DEFINITE = frozenset("the this that these those both its their our his her my your".split())
INDEFINITE = frozenset("a an no any another some every each either neither new future next possible such".split())
_STOPS = frozenset(
    (
        "of in on at by for from to with without under over between against about into through during since until and "
        "or but as if that which who whom when where while than is are was were be been being has have had do does did "
        "will would can could may might must shall should not said says say also signed it he she they we i you there "
        "after before because so more most all both called under via per upon within among violates violated violate"
    ).split()
)
_LONGEST = 7  # words before the noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """begin: its first word behind the determiner or possessor. at: the noun. head: the noun in the singular.

    determiner: small; "'s" for a possessor, whose first word is `owner`; "" when there is none.
    """

    begin: int
    at: int
    head: str
    plural: bool
    determiner: str
    owner: int | None = None

    @property
    def is_definite(self) -> bool:
        return self.determiner in DEFINITE or self.determiner == "'s"

    @property
    def is_indefinite(self) -> bool:
        return self.determiner in INDEFINITE

    @property
    def inner(self) -> range:
        """The words of the phrase, possessor included."""
        return range(self.begin if self.owner is None else self.owner, self.at + 1)


def phrase_at(passage: Passage, at: int) -> Phrase | None:
    """The phrase of which token `at` is the noun; None when it is no such noun, or another noun follows it."""
    low = passage.tokens[at].low
    head = head_of(low)
    if head is None or _goes_on(passage, at):
        return None
    begin, sentence = at, passage.sentence_at(at)[0]
    while begin > sentence and at - begin < _LONGEST:
        gap = passage.gap(begin)
        before = passage.tokens[begin - 1].low
        if "’s" in gap or "'s" in gap or gap.startswith(("’ ", "' ")):
            return Phrase(begin, at, head, is_plural(low), "'s", _owner(passage, begin - 1, sentence))
        if gap.strip(" -‐‑–\"“”‘’'\n") or before in _STOPS:
            break
        if before in DEFINITE or before in INDEFINITE:
            return Phrase(begin, at, head, is_plural(low), before)
        begin -= 1
    while begin < at and not passage.tokens[begin].is_capital:  # without a determiner only names belong to it
        begin += 1
    return Phrase(begin, at, head, is_plural(low), "")


def _goes_on(passage: Passage, at: int) -> bool:
    """ "treaty text", "agreement document": the last noun counts. "Zenda Treaty Organization" is a body."""
    if at + 1 >= len(passage.tokens) or passage.gap(at + 1).strip():
        return False
    following = passage.tokens[at + 1]
    return head_of(following.low) is not None or (following.is_capital and following.low.startswith("organi"))


def _owner(passage: Passage, at: int, sentence: int) -> int:
    """Where a possessor begins: "Secretary General Olsen's", "the alliance's"."""
    begin = at
    while begin > sentence and not passage.gap(begin).strip() and passage.tokens[begin - 1].raw[0].isupper():
        begin -= 1
    return begin
