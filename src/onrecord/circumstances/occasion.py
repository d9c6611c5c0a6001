"""On what occasion: the speech, interview, meeting or programme that the clause of the cue names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.circumstances import wording as w
from onrecord.circumstances.phrases import Phrase, Sort
from onrecord.circumstances.scene import Clause
from onrecord.circumstances.told import Told, told_at

_MEETING = re.compile(
    rf"(?:(?:{w.DETERMINER}) )?"
    rf"(?P<phrase>(?:[\w’'.&-]{{1,30}} ){{0,6}}(?P<head>(?i:{w.MEETING}))(?: (?:of|on|at|for) .*)?)\Z"
)
_BESIDE = 2  # characters between "news conference" and "after talks …" of one phrase


def occasion_of(clause: Clause, phrases: Sequence[Phrase]) -> Told | None:
    """In the report's words without the article: "speech at a meeting of ministers"."""
    events = [one for one in phrases if one.sort in (Sort.EVENT, Sort.PROGRAMME)]
    after = [one for one in phrases if one.sort is Sort.AFTER]
    if events:
        return _at(clause, events[0], after)
    return _at(clause, after[0], ()) if after else None


def occasion_heard(addressee: Told | None) -> Told | None:
    """ "Told a news conference": who heard it is an occasion as well."""
    match = _MEETING.match(addressee.words) if addressee else None
    if addressee is None or match is None:
        return None
    return Told(match["phrase"], addressee.spans, addressee.because, match["head"].lower())


def _at(clause: Clause, event: Phrase, after: Sequence[Phrase]) -> Told:
    parts = [(event.start, event.end)]
    parts += [(one.start, one.end) for one in after if 0 <= one.start - event.end <= _BESIDE]
    told = told_at(clause, parts, "the sentence that reports it says so")
    return replace(told, head=event.head, is_bare=event.is_bare)
