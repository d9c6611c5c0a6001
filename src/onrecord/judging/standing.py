"""Which judgements of a log count. An undo is a line like any other, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.values.judgement import Act, Judgement


def undone_by(log: Sequence[Judgement]) -> Mapping[str, str]:
    """The id of each judgement that counts no longer -> the id of the undo that says so."""
    undone: dict[str, str] = {}
    for judgement in reversed(log):  # what takes back an undo stands behind it
        if judgement.act is Act.UNDO and judgement.undoes and judgement.id not in undone:
            undone[judgement.undoes] = judgement.id
    return undone


def standing(log: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that count, in order; without the undos themselves."""
    undone = undone_by(log)
    return tuple(one for one in log if one.act is not Act.UNDO and one.id not in undone)
