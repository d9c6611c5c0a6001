"""Other voices inside a turn of a transcript: "Audience Member: …" on a line of its own.

Such a line is not the words of the turn's speaker. Whose the unmarked lines below it are, the next label tells: before
the speaker's own label they go on with the voice; before another's, the speaker has spoken in between.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.values.report import SpokenTurn
from onrecord.values.span import Span

_WORD = r"\(?[A-Z][\w.'’-]{0,24}\)?"
_LABEL = re.compile(rf"^[ \t]{{0,8}}({_WORD}(?: {_WORD}){{0,4}}) ?:[ \t]+(?=\S)", re.MULTILINE)
_CROWD = frozenset("audience crowd protesters protester hecklers heckler all voices supporters".split())
_NAMELESS = frozenset(
    (
        "question questioner q moderator reporter reporters unidentified unknown speaker voice host interviewer "
        "interpreter participant anchor journalist operator translator male female man woman student attendee"
    ).split()
)
_NOT_LABELS = frozenset("ps note update correction editor's source sources".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """Words of one voice in a turn. label: where it is named, None for the turn's own speaker."""

    label: Span | None
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """start, end: where it begins and the words behind it. kind: "own" for the turn's speaker, "crowd" for who only
    calls in, else "other".
    """

    span: Span
    start: int
    end: int
    kind: str


def voices_in(text: str, turn: SpokenTurn, names: Collection[str]) -> tuple[Voice, ...]:
    """The speaker's own words first, if there are any, then each other voice, in order.

    names: of all who have a turn, in small letters, each also by the last word of it.
    """
    labels = tuple(_labels(text, turn, names))
    if not labels:
        return (Voice(None, (turn.words,)),)
    own = [(turn.words.start, labels[0].start)]
    others: list[Voice] = []
    relabelled = any(one.kind == "own" for one in labels)
    for label, after in pairwise((*labels, None)):
        assert label is not None
        end = after.start if after else turn.words.end
        if label.kind == "own":
            own.append((label.end, end))
            continue
        line = min(end, _line_end(text, label.end))
        goes_on = label.kind == "other" and (after.kind == "own" if after else relabelled)
        others.append(Voice(label.span, _bare(text, [(label.end, end if goes_on else line)])))
        own += [] if goes_on else [(line, end)]
    mine = _bare(text, own)
    return (*([Voice(None, mine)] if mine else []), *(one for one in others if one.words))


def names_of(turns: Sequence[SpokenTurn]) -> frozenset[str]:
    """The names by which the speakers of a transcript may be labelled, in small letters."""
    names = {" ".join(turn.turn.speaker.split()).casefold() for turn in turns}
    return frozenset(one for name in names if name for one in (name, name.split()[-1]))


def _labels(text: str, turn: SpokenTurn, names: Collection[str]) -> Iterator[_Label]:
    speaker = " ".join(turn.turn.speaker.split()).casefold()
    own = {speaker, *speaker.split()[-1:]} - {""}
    start, end = turn.words.start, turn.words.end
    for match in _LABEL.finditer(text[start:end]):
        label = match[1]
        low = label.casefold()
        if low in own or (own and low.split()[-1] in own and label.isupper()):
            kind = "own"
        elif _is_crowd(low):
            kind = "crowd"
        elif _is_voice(label, names):
            kind = "other"
        else:
            continue
        first, last = match.span(1)
        bare = Span(start + first + label.startswith("("), start + last - label.endswith(")"))
        yield _Label(bare, start + first, start + match.end(), kind)


def _is_crowd(low: str) -> bool:
    return low.strip("()").split()[0] in _CROWD


def _is_voice(label: str, names: Collection[str]) -> bool:
    """Is it how transcripts name a voice: in capitals, by what it does, or as somebody who has turns of his own?"""
    low = label.casefold()
    words = low.replace("(", "").replace(")", "").split()
    if not words or words[0] in _NOT_LABELS:
        return False
    in_capitals = label.isupper() and sum(sign.isalpha() for sign in label) > 1
    return in_capitals or low in names or words[0] in _NAMELESS


def _line_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _bare(text: str, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """What stands there without white space at its ends; nothing where there is nothing else."""
    found = (
        (start + len(words) - len(words.lstrip()), words.strip()) for start, end in places if (words := text[start:end])
    )
    return tuple(Span(start, start + len(words)) for start, words in found if words)
