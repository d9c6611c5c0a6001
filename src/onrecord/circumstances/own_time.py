"""The time words that date a statement: those in the clause of its own cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.circumstances.scene import Clause, Scene
from onrecord.text.when import TimeWords
from onrecord.values.span import Span

# "since April" and "until 2014" name limits; "of September 11" and "to Thursday" belong to a noun.
_LIMITS = re.compile(r"since|until|till|by|before|after|from|of|to|for|through|throughout|between|following")
_RELATIVE = re.compile(
    r"\b(?:who|whom|whose|which|where|that|when|because|if|although|though|whether)\b", re.IGNORECASE
)
_NEAREST = 6  # time words around a cue that are looked at; a sentence with more is a list of dates
_AT = re.compile(r"\b(?:at|during|in) (?:the )?$", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"[,;] (?:and|but|while|yet|so|as)\b", re.IGNORECASE)
_CUT = re.compile(r"[,;:()–—\ufffc]|--| - ")


def own_time(scene: Scene, clause: Clause, rivals: Sequence[Clause]) -> TimeWords | None:
    """The time words of the statement's own clause, the nearest to its cue; None when it has none.

    rivals: statements reported near it in the same sentence; words nearer to another's cue are the other's.
    """
    around = sorted(scene.times_in(clause.window), key=lambda words: _distance(words.span, clause.anchor))
    fitting = (words for words in around[:_NEAREST] if is_occasion(words) and _belongs(words, clause))
    return next((words for words in fitting if not _is_nearer_to_another(words.span, clause, rivals)), None)


def is_occasion(words: TimeWords) -> bool:
    """Do the words name an occasion, rather than a limit or the date of a thing?"""
    return not _LIMITS.fullmatch(words.lead) and len(words.readings) == 1


def _belongs(words: TimeWords, clause: Clause) -> bool:
    place = clause.place(words.span)
    if place is None or _is_owner(clause.masked, place, words.lead):
        return False
    anchor = clause.anchor.shifted(-clause.window.start)
    if place.start >= anchor.end:
        between = clause.masked[anchor.end : place.start]
        return not _RELATIVE.search(between) and not _OTHER_CLAUSE.search(between)
    before = clause.masked[: place.start]
    opening = max((match.end() for match in _CUT.finditer(before)), default=0)
    return not _RELATIVE.search(before, opening) or not _CUT.search(clause.masked, place.end, anchor.start)


def _is_owner(masked: str, place: Span, lead: str) -> bool:
    """ "Thursday's vote" is a thing of that day; only "at Thursday's debate" says when."""
    owns = masked[place.end : place.end + 2] in ("’s", "'s")
    return owns and lead not in ("at", "during", "in") and not _AT.search(masked[: place.start])


def _is_nearer_to_another(span: Span, clause: Clause, rivals: Sequence[Clause]) -> bool:
    ours = _distance(span, clause.anchor)
    return any(
        rival is not clause
        and rival.attribution.nested_in == clause.attribution.nested_in
        and _distance(span, rival.anchor) < ours
        for rival in rivals
    )


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)
