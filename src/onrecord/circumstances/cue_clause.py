"""Place, occasion and addressee, as far as the clause of the cue itself names them."""

from __future__ import annotations

import re

from onrecord.circumstances.scene import SAID, Clause

_STOP = (
    r"(?= (?:that|in|on|at|during|after|following|before|as|about|ahead|by|when|while|if|whether|how|why|what|who|to|for|over"
    r"|from|with|via|through|last|this|earlier|late|yesterday|today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    rf"|[,.;:()“”\"‘{SAID}–—]| ?{SAID}|\s*$)"
)
_PHRASE = r"(?P<phrase>[^,.;:()“”\"‘\ufffc–—\n]{2,80}?)"
_TOLD = re.compile(
    r"(?:told|tells|telling|asked|asks|assured|informed|reminded|warned|advised|urged|briefed|(?:wrote|written|writing|writes"
    rf"|said|says|spoke|speaking|replied|responded|responding|addressed|complained|explained|tweeted) (?:back )?to) {_PHRASE}{_STOP}"
)
_PRONOUN = re.compile(
    r"(?:me|us|him|her|them|it|you|himself|herself|themselves|each other|one another|what|whether|how|why|that|the)",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:speech|address|remarks|interview|(?:news|press) (?:conference|briefing)|conference(?: call)?|briefing|meeting|summit"
    r"|session|hearing|forum|debate|rally|ceremony|panel|town hall|testimony|talks|event|fundraiser|convention|dinner|broadcast"
    r"|podcast|program(?:me)?|show|webcast|appearance|stop|statement|op-ed|article|letter|tweet|post|e-?mail|memo)"
)
_NAME_OF_EVENT = r"(?:[\w.’'&-]+ ){0,5}?"
_TAIL = (
    r"(?: (?:at|with|to|on|in|of|before|for|after) (?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    rf"(?:(?:the|a|an|his|her|their) )?[^,.;:()“”\"‘{SAID}–—\n]{{2,60}}?)?"
)
_OCCASION = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Dd]uring|[Oo]n) (?:an?|the|his|her|their|its) (?P<phrase>{_NAME_OF_EVENT}{_EVENT}{_TAIL}){_STOP}"
)
_PLACE = re.compile(
    r"\bin (?P<phrase>(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    rf"[A-Z][\w’'.-]+(?: [A-Z][\w’'-]+){{0,3}}){_STOP}"
)


def addressee_of(clause: Clause) -> str | None:
    """To whom, in the report's words: "told reporters". A pronoun names nobody and gives None."""
    match = _TOLD.search(clause.masked, max(0, clause.anchor.start - clause.window.start - 12))
    if match is None or match.start() > clause.anchor.end - clause.window.start + 1:
        return None
    phrase = match["phrase"].strip()
    return None if _PRONOUN.fullmatch(phrase) or not phrase else phrase


def occasion_of(clause: Clause) -> str | None:
    """On what occasion, in the report's words without the article: "speech at a meeting of ministers"."""
    match = _OCCASION.search(clause.masked)
    return match["phrase"].strip() if match else None


def place_of(clause: Clause) -> str | None:
    """Where, when the clause says so beside the occasion: "at a news conference in Moscow"."""
    return None
