"""A transcript as a plain text: "SMITH: words" on a line of its own, "Q. …", "Audience Member: …".

The text stays as it was read; the turns are places in it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from onrecord.values.page import Turn
from onrecord.values.report import SpokenTurn
from onrecord.values.span import Span

_WORD = r"\(?[A-Z][\w.'’()-]{0,24}"
_LABEL = re.compile(
    rf"^[ \t]{{0,8}}(?:(?P<name>{_WORD}(?: {_WORD}){{0,5}}(?:,? \([^()\n]{{1,20}}\))?) ?:(?=\s)"
    r"|(?P<letter>Q[.:]?|A[.:])[ \t])\s*",
    re.MULTILINE,
)
_CALLS_IN = frozenset("audience crowd protester protesters heckler hecklers supporters".split())
_NAMELESS = frozenset(
    "question questioner answer q a moderator reporter unidentified unknown speaker voice host interviewer".split()
)
_HEADS = frozenset("date time place location subject event source speakers participants present note contact".split())
_FEWEST = 2  # labels of one kind; one alone is a colon in a sentence


def turns_in(text: str, speaker: str | None) -> tuple[SpokenTurn, ...]:
    """The turns of a transcript, by its labels; of a text without labels one, of the speaker, if that is known.

    speaker: the name of the main speaker, whom labels may call by the last word of it. What stands before the first
    label nobody says. Who only calls in, an audience, is left inside the turn, where `statements/voices.py` finds it.
    """
    speaker = speaker if speaker and speaker.strip() else None
    labels = _labels(text, speaker)
    if not labels:
        whole = _bare(text, 0, len(text))
        return (SpokenTurn(Turn(speaker, whole.of(text)), whole),) if speaker and whole else ()
    found = []
    for label, after in pairwise((*labels, None)):
        assert label is not None
        words = _bare(text, label.end(), after.start() if after else len(text))
        if words:
            span = Span(*label.span("name" if label["name"] else "letter"))
            found.append(SpokenTurn(Turn(_who(label, speaker), words.of(text)), words, _without_point(text, span)))
    return tuple(found)


def _labels(text: str, speaker: str | None) -> list[re.Match[str]]:
    """Those that name who speaks: in capitals, nameless, the speaker given, or a name that comes again."""
    found = [match for match in _LABEL.finditer(text) if _is_possible(match)]
    times = Counter(_key(match) for match in found)
    own = speaker.split()[-1].casefold() if speaker else None
    labels = [
        match for match in found if _is_plain(match) or _key(match).split()[-1] == own or times[_key(match)] >= _FEWEST
    ]
    enough = len(labels) >= _FEWEST or (labels and _key(labels[0]).split()[-1] == own)
    return labels if enough else []


def _key(match: re.Match[str]) -> str:
    return " ".join((match["name"] or match["letter"]).rstrip(".:").split()).casefold()


def _is_possible(match: re.Match[str]) -> bool:
    first = _key(match).strip("(").split()[:1]
    return bool(first) and first[0] not in _CALLS_IN and first[0] not in _HEADS


def _is_plain(match: re.Match[str]) -> bool:
    """Can it be nothing but a label?"""
    name = match["name"]
    if name is None:
        return True
    letters = [sign for sign in name.partition("(")[0] if sign.isalpha()]
    return (len(letters) > 1 and all(sign.isupper() for sign in letters)) or _key(match).split()[0] in _NAMELESS


def _who(label: re.Match[str], speaker: str | None) -> str:
    named = " ".join((label["name"] or label["letter"]).rstrip(".:").split())
    if speaker and named.split()[-1].casefold() == speaker.split()[-1].casefold():
        return speaker
    return named


def _without_point(text: str, span: Span) -> Span:
    """ "Q." and "Q:" without the mark; a name may end in a full stop of its own ("SMITH JR.")."""
    words = span.of(text)
    return Span(span.start, span.start + 1) if len(words) == 2 and words[1] in ".:" else span


def _bare(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    bare = words.strip()
    first = start + len(words) - len(words.lstrip())
    return Span(first, first + len(bare)) if bare else None
