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
_HAS = re.compile(
    r"\b(?:has|have|hasn[’']t|haven[’']t|[’']ve)\b|[’']ve\b"
    r"|\b(?:he|she|it|who)[’']s (?:\w+ly |also |never )?(?:said|been|spoken|made|told|\w+ed)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:previously|repeatedly|often|always)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:will|shall|won[’']t|(?:is|are) (?:expected|set|scheduled|due|likely|about))\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:\b(?:is|are|am)|[’'](?:s|re)) (?:\w+ ){0,2}\w+ing\b", re.IGNORECASE)
_SINCE_THEN = re.compile(r"\b(?:recently|lately|now|since then|these days|currently|still|today)\b", re.IGNORECASE)
_PRESENT = re.compile(r"(?:\w{2,}[^s\W]s|say|tell|think|believe|argue|want|hope|is|are|do|don[’']t)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:when |if |after (?:being )?)?(?:ask|press|question|query|quer)(?:s|ed|ing|ied)?\b", re.IGNORECASE
)
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
    return bool(_AT_OTHER_TIMES.search(beside) or _NOT_YET.search(beside))


def is_still_to_come(beside: str) -> bool:
    return bool(_NOT_YET.search(beside))


def is_present(clause: Clause, scene: Scene) -> bool:
    """Is the cue a verb in the present tense: "says", "argue"?"""
    return bool(_PRESENT.fullmatch(_cue(clause, scene)))


def is_since(beside: str) -> bool:
    """ "has said", "is saying": at some time or other, or just now, or all the time."""
    return bool(_HAS.search(beside) or _GOES_ON.search(beside))


def is_going_on(beside: str) -> bool:
    return bool(_GOES_ON.search(beside))


def is_perfect(beside: str) -> bool:
    """ "has said" and "previously said", with which English puts no day."""
    return bool(_HAS.search(beside) or _ONCE.search(beside))


def ends_flashback(clause: Clause, scene: Scene, beside: str) -> bool:
    """ "More recently he pledged" and "he says" are not of the older occasion told before."""
    return bool(_SINCE_THEN.search(beside) or _PRESENT.fullmatch(_cue(clause, scene)))


def is_past(clause: Clause, scene: Scene) -> bool:
    """Is the cue a verb in the past tense?"""
    return bool(_PAST.match(_cue(clause, scene)))


def asks(clause: Clause, scene: Scene) -> bool:
    return bool(_ASKS.match(_cue(clause, scene)))


def _cue(clause: Clause, scene: Scene) -> str:
    cue = clause.attribution.cue
    return cue[0].of(scene.report.reading) if cue else ""
