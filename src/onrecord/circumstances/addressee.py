"""To whom: only where it is told of this very statement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.circumstances import wording as w
from onrecord.circumstances.phrases import Phrase, Sort
from onrecord.circumstances.scene import Clause
from onrecord.circumstances.told import Told, told_at

_TOLD = re.compile(
    r"\b(?:told|tells|telling|asked|asks|assured|assures|assuring|informed|reminded|reminds|warned|warns|warning|advised"
    r"|urged|urges|urging|briefed|encouraged|instructed|ordered|implored|begged|cautioned|notified|called (?:up)?on"
    r"|calls (?:up)?on|calling (?:up)?on|invited|persuaded"
    r"|(?P<answered>replied|responded|replies|responds|responding|replying) (?:back )?to"
    r"|(?:wrote|written|writing|writes|said|says|saying|spoke|speaking|addressed|complained|explained|suggested|announced"
    r"|tweeted|confessed|admitted|promised|apologi[sz]ed|boasted|lamented|recalled)"
    rf" (?:back )?to) (?P<phrase>{w.NOUN_PHRASE})"
)
_NOBODY = re.compile(
    r"(?:us|an?|his|my|our|their|its|him|her"
    r"|them|it|you|himself|herself|themselves|each other|one another|those|many|what|whether|how|why"
    r"|that|the|of|not|off|whom|(?:several|many|two|three|four) times|again|everyone|everybody|anyone|someone|people"
    r"|both|all|[a-z]+ly|cheers|laugh(?:s|ter)|applause|boos|work|more|questions?)",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(["us", "him", "them", "it", "you"])  # "told us you should wait"
# One answers these; nobody hears them.
_THING = re.compile(
    r"(?:questions?|criticisms?|allegations?|accusations?|charges?|reports?|news|claims?|attacks?|comments?|remarks?"
    r"|statements?|articles?|requests?|suggestions?|proposals?|letters?|speech|debate|polls?|ideas?|concerns?|calls?"
    r"|e-?mails?|tweets?|posts?|stor(?:y|ies)|inquir(?:y|ies)|prospect|possibility|decision|move|announcement|result"
    r"|results|attack|violence|event|events|incident|crisis|death|demands?|complaints?|argument|threats?|pressure)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?: (?:and|or|but|too|then|however|instead|afterwards?|of(?: the)?"
    r"|(?!(?:family|assembly|ally)\b)[a-z]+ly)){1,8}\Z"
)
_REACH = 12  # characters before the cue: the annotated cue may leave out "called" of "called on"


def told_by_verb(clause: Clause, author: str) -> tuple[Told | None, int | None]:
    """To whom, in the report's words: "told reporters" gives "reporters". A pronoun names nobody and gives None.

    author: who "me" is outside of what was said. The number is where in `masked` the words for who hears it end.
    """
    start, end = clause.anchor.start - clause.window.start, clause.anchor.end - clause.window.start
    match = _TOLD.search(clause.masked, max(0, start - _REACH))
    if match is None or match.start() > end or _is_source(clause, match.start("phrase")):
        return None, None
    return _told(clause, match, author), match.end()


def _is_source(clause: Clause, at: int) -> bool:
    """ "Asked Moen" behind a question: there she asks."""
    return any(span.start <= clause.window.start + at < span.end for span in clause.attribution.source)


def _told(clause: Clause, match: re.Match[str], author: str) -> Told | None:
    first, last = match.span("phrase")
    last -= len(match["phrase"]) - len(_TRAILING.sub("", match["phrase"]))
    phrase = clause.masked[first:last]
    if phrase.split()[0] == "me":
        return Told(author, told_at(clause, [(first, last)], "").spans, "“me” outside of what was said is the author")
    if _NOBODY.fullmatch(phrase) or phrase.split()[0] in _PRONOUNS or (match["answered"] and _THING.search(phrase)):
        return None
    return told_at(clause, [(first, last)], "the verb that reports it names them")


def named_as_hearer(clause: Clause, phrases: Sequence[Phrase]) -> Told | None:
    """ "Speaking to supporters", "asked by a reporter", "in a letter to the board"."""
    for one in phrases:
        part = (one.start, one.end) if one.sort is Sort.HEARER else one.hearer
        if part and not _NOBODY.fullmatch(words := clause.masked[slice(*part)]) and not _THING.search(words):
            return told_at(clause, [part], "the sentence that reports it names them")
    return None
