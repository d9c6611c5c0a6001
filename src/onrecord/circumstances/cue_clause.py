"""Place, occasion and addressee, as far as the clause of the cue itself names them."""

from __future__ import annotations

import re

from onrecord.circumstances.scene import SAID, Clause
from onrecord.text.timenames import MONTH, WEEKDAY

# A phrase ends at a mark, at what was said, at a time word or at the next preposition or conjunction.
_MARKS = rf",.;:()“”\"‘{SAID}–—\n"
_LINKS = (
    r"that|in|on|at|during|after|following|before|as|about|ahead|by|when|while|if|whether|how|why|what|who|to|for|over|from"
    r"|with|via|through|last|this|earlier|late|yesterday|today|tonight|then"
)
_STOP = rf"(?= (?:(?:{_LINKS})\b|{WEEKDAY}|{MONTH})| ?[{_MARKS}]|\s*$)"
_TELLING = (
    r"told|tells|telling|asked|asks|assured|assures|informed|reminded|warned|advised|urged|briefed"
    r"|(?:wrote|written|writing|writes|said|says|spoke|speaking|replied|responded|addressed|complained|explained)"
    r" (?:back )?to"
)
_TOLD = re.compile(rf"\b(?:{_TELLING}) (?!(?:{_LINKS})\b)(?P<phrase>[^{_MARKS}]{{2,80}}?){_STOP}")
_PRONOUN = re.compile(
    r"(?:me|us|him|her|them|it|you|himself|herself|themselves|each other|one another|what|whether|how|why|that|the|of)",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:speech|address|remarks|interview|(?:news|press) (?:conference|briefing)|conference(?: call)?|briefing|meeting"
    r"|summit|session|hearing|forum|debate|rally|ceremony|panel|town hall|testimony|talks|event|fundraiser|convention"
    r"|dinner|broadcast|podcast|program(?:me)?|show|webcast|appearance|stop|statement|op-ed|article|letter|tweet|post"
    r"|e-?mail|memo)"
)
_MORE = (
    rf"(?: (?:at|with|to|on|in|of|before|for|after) (?!{WEEKDAY}|{MONTH})(?:(?:the|a|an|his|her|their) )?"
    rf"[^{_MARKS}]{{2,60}}?)?"
)
_OCCASION = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Dd]uring|[Oo]n) (?:an?|the|his|her|their|its) "
    rf"(?P<phrase>(?:[\w.’'&-]{{1,30}} ){{0,5}}?{_EVENT}\b{_MORE}){_STOP}"
)
_NAME = r"(?:[A-Z][\w’'-]{0,30}\.? ){0,3}[A-Z][\w’'-]{1,30}"
_PLACE = re.compile(
    rf"\b(?:{_EVENT}|counterparts?|reporters|journalists|lawmakers|supporters) in (?!{MONTH}|{WEEKDAY})"
    rf"(?P<phrase>{_NAME}){_STOP}"
)


def addressee_of(clause: Clause) -> str | None:
    """To whom, in the report's words: "told reporters" gives "reporters". A pronoun names nobody and gives None."""
    start = clause.anchor.start - clause.window.start
    match = _TOLD.search(clause.masked, max(0, start - 12))
    if match is None or match.start() > start + len(clause.anchor):
        return None
    phrase = match["phrase"].strip()
    return phrase if phrase and not _PRONOUN.fullmatch(phrase) else None


def occasion_of(clause: Clause) -> str | None:
    """On what occasion, in the report's words without the article: "speech at a meeting of ministers"."""
    match = _OCCASION.search(clause.masked)
    return match["phrase"].strip() if match else None


def place_of(clause: Clause) -> str | None:
    """Where, when the clause says so beside the occasion: "at a news conference in Moscow" gives "Moscow"."""
    match = _PLACE.search(clause.masked)
    return match["phrase"].strip() if match else None
