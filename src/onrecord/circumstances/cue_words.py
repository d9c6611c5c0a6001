"""What the words around a cue say of the time of speaking, without naming a date."""

from __future__ import annotations

import re

from onrecord.circumstances.scene import SAID, Clause, Scene

# Words beside a cue that put it outside the occasion being told. "has said" opens many reports, so it may still wait
# for the date of the lead; "had said" never does.
_AT_OTHER_TIMES = re.compile(
    r"\b(?:had|hadn[’']t|previously|once|long|repeatedly|often|always|regularly|usually|frequently|earlier|in the past"
    r"|(?:the )?(?:first|last) time)\b",
    re.IGNORECASE,
)
_HAS = re.compile(r"\b(?:has|have|hasn[’']t|haven[’']t|[’']ve)\b", re.IGNORECASE)
_ASKS = re.compile(r"(?:when |if |after (?:being )?)?(?:ask|press|question|query|quer)(?:s|ed|ing|ied)?\b", re.IGNORECASE)
_PAST = re.compile(
    r"(?:\w{2,}ed|said|told|wrote|spoke|gave|made|took|held|put|let|began|went|thought|felt|saw|knew|swore|sought|drew"
    r"|led|laid|set|sent|shot|struck|hit|won|lost|came|called)\b",
    re.IGNORECASE,
)


def beside(clause: Clause) -> str:
    """The words around the cue: from the last mark before it to the next after it."""
    at = clause.anchor.shifted(-clause.window.start)
    before = re.split(rf"[,;:{SAID}]", clause.masked[max(0, at.start - 80) : at.start])[-1]
    after = re.split(rf"[,;:{SAID}]", clause.masked[at.start : at.end + 40])[0]
    return before + after


def is_at_another_time(beside: str) -> bool:
    return bool(_AT_OTHER_TIMES.search(beside))


def is_since(beside: str) -> bool:
    """ "has said": at some time or other, or just now."""
    return bool(_HAS.search(beside))


def is_past(clause: Clause, scene: Scene) -> bool:
    """Is the cue a verb in the past tense?"""
    return bool(_PAST.match(_cue(clause, scene)))


def asks(clause: Clause, scene: Scene) -> bool:
    return bool(_ASKS.match(_cue(clause, scene)))


def _cue(clause: Clause, scene: Scene) -> str:
    cue = clause.attribution.cue
    return cue[0].of(scene.report.reading) if cue else ""
