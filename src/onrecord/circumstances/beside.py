"""Statements without time words that share the occasion of the one beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.circumstances.cue_words import asks, beside, is_at_another_time, is_since
from onrecord.circumstances.scene import Clause, Scene
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Mode

_PRONOUNS = frozenset(("he", "she"))
_PARTICIPLE = re.compile(r"\w{2,}ing\b", re.IGNORECASE)


def date_beside(
    scene: Scene, speakers: Mapping[str, Speaker], dates: Mapping[str, StatementDate]
) -> dict[str, StatementDate]:
    """Dates of "adding that", "he said" and "asked whether", where the statement beside it is dated."""
    known = dict(dates)
    clauses = [clause for clause in scene.clauses if not clause.attribution.nested_in]
    for index, clause in enumerate(clauses):
        if clause.attribution.id in known or not _may_share(clause):
            continue
        around = clauses[max(0, index - 1) : index] + clauses[index + 1 : index + 2]
        dated = (one for one in around if one.attribution.id in known)
        other = next((one for one in dated if _shares(clause, one, scene, speakers)), None)
        if other is not None:
            said_on = known[other.attribution.id]
            because = f"with the statement beside it: {said_on.because}"
            known[clause.attribution.id] = StatementDate(said_on.edtf, because)
    return {key: said_on for key, said_on in known.items() if key not in dates}


def _may_share(clause: Clause) -> bool:
    near = beside(clause)
    is_elsewhere = is_at_another_time(near) or is_since(near)
    return clause.attribution.mode is not Mode.THOUGHT and not is_elsewhere


def _shares(clause: Clause, other: Clause, scene: Scene, speakers: Mapping[str, Speaker]) -> bool:
    if abs(other.paragraph - clause.paragraph) > 1:
        return False
    in_sentence = other.sentence == clause.sentence
    source = _words(clause.attribution.source, scene)
    if in_sentence and _PARTICIPLE.match(_words(clause.attribution.cue, scene)):
        return source in ("", _words(other.attribution.source, scene))
    if asks(clause, scene):
        return in_sentence or other.paragraph == clause.paragraph
    if in_sentence and asks(other, scene):
        return True
    follows = other.anchor.start < clause.anchor.start
    is_again = source in _PRONOUNS and (in_sentence or not _are_two(clause, other, speakers))
    return follows and (is_again or (in_sentence and _is_nobody(clause, speakers)))


def _are_two(clause: Clause, other: Clause, speakers: Mapping[str, Speaker]) -> bool:
    """Are both known by name, and different people?"""
    if _is_nobody(clause, speakers) or _is_nobody(other, speakers):
        return False
    ours, theirs = (set(speakers[one.attribution.id].name.split("; ")) for one in (clause, other))
    return ours.isdisjoint(theirs)


def _is_nobody(clause: Clause, speakers: Mapping[str, Speaker]) -> bool:
    speaker = speakers.get(clause.attribution.id)
    return speaker is None or speaker.type is SpeakerType.UNKNOWN


def _words(spans: Sequence[Span], scene: Scene) -> str:
    return " ".join(span.of(scene.report.reading) for span in spans).lower()
