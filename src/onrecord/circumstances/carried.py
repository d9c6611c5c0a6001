"""Statements without time words of their own: how likely each is of an occasion the report tells of.

A log-linear model over a few dozen signs in language and layout. `onrecord_training.occasions` fits its weights to
articles dated by hand; it says yes only where it is sure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from onrecord.circumstances.candidates import Candidate, Tie
from onrecord.circumstances.carried_weights import WEIGHTS
from onrecord.circumstances.signs import LEAD, View, signs_of_occasion, signs_of_statement
from onrecord.values.dates import StatementDate

# At least so probable it must be. Where one speaker's narrative goes on, nine in ten are right from the half up;
# elsewhere only from here (`onrecord_training.occasions` prints it, cross-validated over the hand-dated articles).
SURE, SURE_OF_ONE_SPEAKER = 0.8, 0.4
_AT_ONCE = 2  # paragraphs


def choose(candidates: Sequence[Candidate], view: View) -> tuple[Candidate, float] | None:
    """The likeliest of a statement's candidates and its probability; None when there is none."""
    if not candidates:
        return None
    own = signs_of_statement(candidates[0].clause, view)
    rated = ((candidate, probability((*own, *signs_of_occasion(candidate, view)))) for candidate in candidates)
    return max(rated, key=lambda pair: pair[1])


def date_of(chosen: tuple[Candidate, float] | None, view: View) -> StatementDate | None:
    """The date, where it is sure enough, and the speaker had a part in the occasion."""
    if chosen is None:
        return None
    candidate, share = chosen
    least = SURE_OF_ONE_SPEAKER if Tie.GOES_ON in candidate.ties else SURE
    if share < least and not _opens_report(candidate):
        return None
    tie = next(tie for tie in Tie if tie in candidate.ties)
    if tie is Tie.LATEST and not _has_part(candidate, view):
        return None
    return StatementDate(candidate.edtf, f"same occasion as “{candidate.told[-1].occasion.words}”: {tie.value}")


def probability(found: Iterable[str]) -> float:
    """0 to 1. found: signs by name; those without a weight say nothing."""
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(sign, 0.0) for sign in found)))


def _has_part(candidate: Candidate, view: View) -> bool:
    """Is the speaker named where the day is told? The day that others met or spoke is not the speaker's."""
    return bool(view.surname) and any(view.surname in told.words for told in candidate.told)


def _opens_report(candidate: Candidate) -> bool:
    """Does the lead say at once what it dates in the next sentences, as agencies do ("X has said … on Thursday")?"""
    near = any(0 <= told.paragraph - candidate.clause.paragraph <= _AT_ONCE for told in candidate.told)
    return Tie.AHEAD in candidate.ties and candidate.clause.paragraph <= LEAD and near
