"""The time words that date a statement: those in the clause of its own cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.circumstances.cue_words import beside, is_perfect, is_still_to_come
from onrecord.circumstances.scene import Clause, Scene
from onrecord.text.timenames import MONTH, WEEKDAY
from onrecord.text.when import CalendarYear, TimeWords
from onrecord.values.span import Span

# "since April" and "until 2014" name limits; "of September 11" and "to Thursday" belong to a noun.
_LIMITS = re.compile(r"since|until|till|by|before|after|from|of|to|for|through|throughout|between|following")
_RELATIVE = re.compile(
    r"\b(?:who|whom|whose|which|where|that|when|because|if|although|though|whether)\b", re.IGNORECASE
)
_NEAREST = 6  # time words around a cue that are looked at; a sentence with more is a list of dates
_AT = re.compile(r"\b(?:at|during|in|on) (?:the )?$", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"[,;] (?:and|but|while|yet|so|as)\b", re.IGNORECASE)
_CUT = re.compile(r"[,;:()–—\ufffc]|--| - ")
# "told reporters Monday when asked about": the words are nearer to "asked" and belong to "told".
_BREAK = re.compile(
    r"[,;:()–—]|--| - |\b(?:when|while|after|before|who|which|that|and|but|as|because)\b", re.IGNORECASE
)
_A_BREAK = 40  # characters that a break between cue and time words counts for
# After "said Ana Rud," a noun phrase is what she is: "an aide to the mayor in 2008" says when she was one.
_WHAT_SHE_IS = re.compile(
    r"[,(] ?(?:an? |the |who|whose|former|then-|[’'\w-]+[’']s |[a-z-]+ (?:of|to|for|at|on) )[^,]*$"
)
# "With polls closing on Tuesday, she said": the opening tells of something else.
_OPENS_ELSEWHERE = re.compile(
    r"(?:With|Without|Despite|Given|Because|Amid|Like|Unlike|Since|Until|For|From|If|Although|Though|While)\b"
)
# "On Friday", "In a speech on Friday", "Late Friday" at the beginning of a clause tell of all of it; inside its subject
# ("the staffer fired in June for …") only what stands right before the cue does.
_OPENING = re.compile(
    rf"(?i:at|on|in|during|early|earlier|late|later|last|this|that|over|asked|when|after|following|yesterday|today|tonight"
    rf"|hours|minutes|moments|[a-z]\w+ing|(?:the|an?|two|three|four|five|six) "
    rf"(?:same|previous|next|following|few|days?|weeks?|months?|years?))\b|\d|{MONTH}|{WEEKDAY}"
)
# "held a briefing on Monday in which she said": what was said is of that day.
_IN_WHICH = re.compile(r"\b(?:in|during|at) which\b|, where\b", re.IGNORECASE)
_ACCORDING = re.compile(r"according to\b", re.IGNORECASE)
_OF_RELATIVE = re.compile(r"\b(?:who|which|whom)\b", re.IGNORECASE)
# "The poll, released on Monday by …, shows"
_ISSUED_BEFORE = re.compile(
    r"\b(?:released|published|issued|filed|sent|posted|conducted|taken|aired|dated|out|made public) (?:on )?$"
)
_THING = re.compile(
    r"\b(?:polls?|surveys?|report|study|letter|statement|lawsuit|suit|complaint|memo|email|e-mail|analysis|ad|video|article"
    r"|editorial|op-ed|paper|filing|ruling|documents?|records|data|findings)\b",
    re.IGNORECASE,
)
# "accused Ivo Lund on Thursday of sleeping": between whom a verb is about and what it says of them stands its own time.
_ABOUT_SOMEBODY = re.compile(
    r"(?:[\w’']+ )*(?:accus|criticis|criticiz|warn|blam|prais|condemn|thank|fault|attack|urg|remind|assur|congratulat"
    r"|denounc|rebuk|chid|scold|commend|denied|deny|press|challeng|implor|advis)\w*(?<!ing)",
    re.IGNORECASE,
)
_NO_NAME = (
    r"that|to|for|about|against|over|with|in|on|at|by|from|who|which|when|after|before"
    r"|is|are|was|were|has|have|had|will|would|can|could"
)
_WHOM = re.compile(rf" (?!(?:of|{_NO_NAME})\b)[\w’'.-]+(?: (?!(?:{_NO_NAME})\b)[\w’'.-]+){{0,8}} ")
_AN_EVENT = re.compile(
    r"\b(?:vote|meeting|speech|debate|attack|bombing|shooting|strike|election|rally|march|hearing|decision|protest"
    r"|ruling|talks|summit|storm|crash|raid|game|race|address|remarks|statement|report) $",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r",? (?:of|for|over|that|to|about|against|not to)\b")
_BEFORE_THE_CUE = 60  # characters
_OWNED_BEFORE = re.compile(r"(?:[’']s|\b(?:the|an?|his|her|their|its)) $", re.IGNORECASE)
_CLOSE = 40  # characters between the cue and time words that can only be its own
_AT_OWNED = re.compile(
    r"\b(?:at|during|in|on|from) (?:(?:the|an?|his|her|their|its)|(?:[\w.’'-]{1,20} ){0,3}[\w.-]{1,20}[’']s) $",
    re.IGNORECASE,
)


def own_time(scene: Scene, clause: Clause, rivals: Sequence[Clause]) -> TimeWords | None:
    """The time words of the statement's own clause, the nearest to its cue; None when it has none.

    rivals: statements reported near it in the same sentence; words nearer to another's cue are the other's.
    """
    near = beside(clause)
    if is_still_to_come(near) or is_perfect(near):
        return None
    around = sorted(scene.times_in(clause.window), key=lambda words: _distance(words.span, clause.anchor))
    fitting = (words for words in around[:_NEAREST] if is_occasion(words) and _belongs(scene, words, clause))
    return next((words for words in fitting if not _is_nearer_to_another(scene, words.span, clause, rivals)), None)


def is_occasion(words: TimeWords) -> bool:
    """Do the words name an occasion, rather than a limit or the date of a thing?"""
    return not _LIMITS.fullmatch(words.lead) and len(words.readings) == 1


def is_told(words: TimeWords, sentence: Span) -> bool:
    """Do the words move the narrative? "By Friday afternoon", at the beginning of a sentence, does."""
    opens = (
        words.lead == "by" and words.span.start == sentence.start and not isinstance(words.readings[0], CalendarYear)
    )
    return is_occasion(words) or opens


def is_close(words: TimeWords, clause: Clause) -> bool:
    """Do the words stand where they can only be the cue's own?"""
    before = words.span.end <= clause.anchor.start
    return before or words.span.start - clause.anchor.end <= _CLOSE


def _belongs(scene: Scene, words: TimeWords, clause: Clause) -> bool:
    if _is_beside_the_object(scene, words.span, clause):
        return True
    place = clause.place(words.span)
    if place is None or _is_of_a_thing(clause, place, words) or _is_elsewhere(scene, words.span, clause):
        return False
    anchor = clause.anchor.shifted(-clause.window.start)
    if place.start >= anchor.end:
        return _belongs_after(clause.masked[anchor.end : place.start])
    if _IN_WHICH.search(clause.masked[place.end : anchor.start]):
        return True
    before = clause.masked[: place.start]
    opening = max((match.end() for match in _CUT.finditer(before)), default=0)
    if _OPENS_ELSEWHERE.match(clause.masked[opening:].lstrip()) and place.start > opening + 1:
        return False
    if _OF_RELATIVE.search(_CUT.split(clause.masked[place.end : anchor.start])[-1]):
        return False
    if _ISSUED_BEFORE.search(before) and _is_thing(clause, before):
        return True
    if not (
        _OPENING.match(clause.masked[opening : place.end].lstrip()) or _is_right_before(clause.masked, place, anchor)
    ):
        return False
    return not _RELATIVE.search(before, opening) or not _CUT.search(clause.masked, place.end, anchor.start)


def _is_elsewhere(scene: Scene, words: Span, clause: Clause) -> bool:
    """Do the words date something else: in another's words, in a clause of the source, or what a report tells of?"""
    if scene.is_in_other_words(words, clause.anchor) and not clause.attribution.nested_in:
        return True
    # "On Monday he fell, according to the police": when he fell
    told = words.start < clause.anchor.start and _ACCORDING.match(scene.report.reading, clause.anchor.start)
    return bool(told) or _is_of_who(scene, words, clause)


def _is_of_who(scene: Scene, words: Span, clause: Clause) -> bool:
    """Do the words stand in a relative clause of the source: "Berg, who lost her seat in 2012, said"?"""
    around = next((span for span in clause.attribution.source if span.contains(words)), None)
    return around is not None and bool(_OF_RELATIVE.search(scene.report.reading, around.start, words.start))


def _is_beside_the_object(scene: Scene, words: Span, clause: Clause) -> bool:
    """Between whom the verb accuses, criticises or warns and its "of", "for" or "that"?"""
    attribution, reading = clause.attribution, scene.report.reading
    if not attribution.cue or words.start <= clause.anchor.end or not clause.window.contains(words):
        return False
    whom = reading[clause.anchor.end : words.start]
    return bool(
        _ABOUT_SOMEBODY.fullmatch(clause.anchor.of(reading))
        and _WHOM.fullmatch(whom)
        and not _AN_EVENT.search(whom)
        and _OF_WHAT.match(reading, words.end)
    )


def _is_right_before(masked: str, place: Span, anchor: Span) -> bool:
    between = masked[place.end : anchor.start].lstrip(" ,")
    return len(between) <= _BEFORE_THE_CUE and "," not in between


def _is_thing(clause: Clause, before: str) -> bool:
    """Is the source something that is published, not somebody?"""
    at = clause.window.start
    source = [span for span in clause.attribution.source if clause.window.contains(span)]
    return any(_THING.search(clause.masked[max(0, span.start - at - 40) : span.end - at]) for span in source)


def _belongs_after(between: str) -> bool:
    return not (_RELATIVE.search(between) or _OTHER_CLAUSE.search(between) or _WHAT_SHE_IS.search(between))


def _is_of_a_thing(clause: Clause, place: Span, words: TimeWords) -> bool:
    """ "Thursday's vote" and "the May 3 vote" are things of that day; only "at Thursday's debate" says when."""
    masked = clause.masked
    if any(span.contains(words.span) for span in clause.attribution.source):
        return False
    if masked[place.end : place.end + 2] in ("’s", "'s"):
        return words.lead not in ("at", "during", "in", "on") and not _AT.search(masked[: place.start])
    before = masked[max(0, place.start - 60) : place.start]
    return not words.lead and bool(_OWNED_BEFORE.search(before)) and not _AT_OWNED.search(before)


def _is_nearer_to_another(scene: Scene, span: Span, clause: Clause, rivals: Sequence[Clause]) -> bool:
    ours = _cost(scene, span, clause)
    return any(
        rival is not clause
        and rival.attribution.nested_in == clause.attribution.nested_in
        and _cost(scene, span, rival) < ours
        for rival in rivals
    )


def _cost(scene: Scene, span: Span, clause: Clause) -> int:
    """Characters between the time words and the cue, and what each break in the clause adds."""
    start, end = min(span.end, clause.anchor.end), max(span.start, clause.anchor.start)
    between = scene.report.reading[start:end][:600]
    return _distance(span, clause.anchor) + _A_BREAK * sum(1 for _ in _BREAK.finditer(between))


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)
