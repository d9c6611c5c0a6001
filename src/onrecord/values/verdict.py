"""The answers to "did she say this?", as the contract spells them."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """Whether the words are on record."""

    VERBATIM = "verbatim"  # the same words in a row in one statement
    CUT = "cut"  # all of them in order, with words left out between them
    SPLICED = "spliced"  # from separate statements, or from distant passages of one
    ALTERED = "altered"  # the same statement with words changed
    PARAPHRASED = "paraphrased"  # a report tells it in its own words
    NOT_ON_RECORD = "not on record"


class SpeakerVerdict(StrEnum):
    """Whether they are of the one who was asked for."""

    MATCH = "match"
    OTHER = "other speaker"
    NOT_NAMED = "nobody named"  # the words are on record, but not whose they are
    NOT_ON_RECORD = "not on record"  # no words, so nobody's
    NOT_ASKED = "not asked"


class DateVerdict(StrEnum):
    """Whether they were said on the day that was asked for."""

    MATCH = "match"
    POSSIBLE = "possible"  # on record without the very day: it may be the one asked for
    OTHER = "other date"
    NOT_DATED = "not dated"  # the words are on record, but not when they were said
    NOT_ON_RECORD = "not on record"
    NOT_ASKED = "not asked"


class Certainty(StrEnum):
    """Whether there are words enough to tell whose they are."""

    ENOUGH = "enough"
    TOO_SHORT = "too short"
    TOO_COMMON = "too common"
