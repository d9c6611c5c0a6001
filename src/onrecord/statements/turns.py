"""Transcripts: each turn is what was really said."""

from __future__ import annotations

from onrecord.values.report import Report, SpokenTurn
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind, Mode


def turn_attributions(report: Report) -> tuple[Attribution, ...]:
    """One direct statement for each turn; its source is the speaker's label, its cue the colon."""
    return tuple(_of_turn(report, turn) for turn in report.turns)


def _of_turn(report: Report, turn: SpokenTurn) -> Attribution:
    label = len(" ".join(turn.turn.speaker.split()))
    label_end = turn.words.start - 2  # "Speaker: words"
    source = (Span(label_end - label, label_end),) if label else ()
    return Attribution(
        id=f"{turn.words.start}-{turn.words.end}",
        content=(turn.words,),
        cue=(Span(label_end, label_end + 1),) if label else (),
        source=source,
        kind=Kind.DIRECT,
        mode=Mode.SAID,
        force=None,
        nested_in=None,
        confidence=0.99,
        because="turn of a transcript",
    )
