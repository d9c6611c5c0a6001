"""Transcripts: each turn is what was really said."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.statements.voices import Voice, names_of, voices_in
from onrecord.values.report import Report, SpokenTurn
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind, Mode


def turn_attributions(report: Report) -> tuple[Attribution, ...]:
    """One direct statement for each turn; its source is the speaker's label, its cue the colon.

    Voices that are marked inside a turn have statements of their own, and their words are left out of it.
    """
    names = names_of(report.turns)
    return tuple(one for turn in report.turns for one in _of_turn(report, turn, names))


def _of_turn(report: Report, turn: SpokenTurn, names: frozenset[str]) -> Iterator[Attribution]:
    for voice in voices_in(report.text, turn, names):
        yield _spoken(voice, voice.label) if voice.label else _own(report, turn, voice)


def _own(report: Report, turn: SpokenTurn, voice: Voice) -> Attribution:
    return _attribution(f"{turn.words.start}-{turn.words.end}", voice, turn.label or _laid_out(report, turn), "turn")


def _laid_out(report: Report, turn: SpokenTurn) -> Span | None:
    """The label that stands before the words, "Speaker: words"; None where nothing does."""
    label = " ".join(turn.turn.speaker.split())
    end = turn.words.start - 2
    span = Span(end - len(label), end) if label and end >= len(label) else None
    return span if span and span.of(report.text) == label else None


def _spoken(voice: Voice, label: Span) -> Attribution:
    first = voice.words[0]
    return _attribution(f"{first.start}-{first.end}", voice, label, "voice inside a turn")


def _attribution(id_: str, voice: Voice, label: Span | None, what: str) -> Attribution:
    return Attribution(
        id=id_,
        content=voice.words,
        cue=(Span(label.end, label.end + 1),) if label else (),
        source=(label,) if label else (),
        kind=Kind.DIRECT,
        mode=Mode.SAID,
        force=None,
        nested_in=None,
        confidence=0.99,
        because=f"{what} of a transcript",
    )
