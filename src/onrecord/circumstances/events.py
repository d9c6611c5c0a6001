"""Gatherings and documents that a report dates once and then calls by their noun: "the hearing", "her letter"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.circumstances.occasion_dates import Occasion
from onrecord.values.span import Span

# Nouns that a report exchanges for one another, a line each.
_KINDS = (
    ("debate",),
    ("hearing", "testimony"),
    ("speech", "remarks", "address", "keynote"),
    ("news conference", "press conference", "briefing", "press call", "conference call", "call"),
    ("interview",),
    ("rally", "event", "appearance", "campaign stop", "fundraiser", "fund-raiser", "town hall", "forum"),
    ("meeting", "talks", "summit", "session"),
    ("convention", "conference"),
    ("panel", "ceremony", "gala", "dinner"),
    ("letter",),
    ("statement", "release"),
    ("complaint", "lawsuit", "suit", "filing"),
    ("report", "study", "paper", "analysis", "audit"),
    ("poll", "survey"),
    ("tweet", "tweets", "post", "message"),
    ("email", "e-mail"),
    ("ad", "commercial"),
    ("memo", "memorandum"),
    ("op-ed", "article", "column", "essay", "editorial", "piece"),
    ("ruling", "decision", "opinion", "verdict"),
    ("book", "memoir"),
)
_KIND = {noun: kinds[0] for kinds in _KINDS for noun in kinds}
_NOUNS = "|".join(sorted((re.escape(noun) for noun in _KIND), key=len, reverse=True))
_NOUN = re.compile(rf"\b(?P<noun>{_NOUNS})\b(?!-)", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:at|during|in|from|throughout) (?P<which>the|this|that|his|her|their|its)(?: same)?"
    r" (?:(?:opening|closing|prepared|own|\d+-page|[A-Z][\w.’'-]{0,20}) ){0,2}"
    rf"(?P<noun>{_NOUNS})\b(?! (?:on|over|about) (?:the|an?|whether|how) |-)",
    re.IGNORECASE,
)
_ITSELF = re.compile(rf"(?:the|this|that) (?:[\w’'-]{{1,20}} ){{0,2}}(?P<noun>{_NOUNS})", re.IGNORECASE)
_NEW = re.compile(rf"\b(?:an?|another) (?:[\w’'-]{{1,20}} ){{0,3}}(?P<noun>{_NOUNS})\b", re.IGNORECASE)
_SAME = re.compile(rf"\bthe same (?:{_NOUNS})\b", re.IGNORECASE)
_NEAR = 60  # characters between a noun and the time words that date it
_FAR = 12  # paragraphs after which "the hearing" may be another
_LONGEST = 40  # characters of a noun, with room
_BREAKS = re.compile(r"[;:.()]|, (?:and|but|while|who|which)\b|\b(?:after|before|since|ahead of)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A gathering or document where it was told last. occasion: None while its day is not known."""

    occasion: Occasion | None
    paragraph: int
    whose: str | None


@dataclass(slots=True)
class Events:
    """What has been told so far, by kind of noun."""

    _told: dict[str, Mention] = field(default_factory=dict)

    def tell(self, words: str, at: Span, occasion: Occasion, paragraph: int, whose: str | None) -> None:
        """Remember the noun nearest to the time words. at: where in `words`, a sentence, these stand."""
        nearest = min(_dated_nouns(words, at), default=None)
        if nearest is not None:
            for name in (nearest[1], _KIND[nearest[1]]):
                self._told[name] = Mention(occasion, paragraph, whose)

    def forget_new(self, words: str, paragraph: int, whose: str | None) -> None:
        """ "In an interview" without a day begins another interview than the dated one."""
        for match in _NEW.finditer(words) if self._told else ():
            for name in (match["noun"].lower(), _KIND[match["noun"].lower()]):
                self._told[name] = Mention(None, paragraph, whose)

    def spoken_of(self, words: str, paragraph: int, whose: str | None) -> tuple[Occasion, str] | None:
        """The occasion that words such as "at the hearing" go back to, with these words."""
        for match in _BACK.finditer(words) if self._told else ():
            told = self._last(match["noun"].lower())
            owned = match["which"].lower() in ("his", "her", "their", "its")
            if (
                told
                and told.occasion
                and paragraph - told.paragraph <= _FAR
                and (not owned or told.whose in (None, whose))
            ):
                return told.occasion, match[0]
        return None

    def itself(self, source: str, paragraph: int) -> tuple[Occasion, str] | None:
        """The occasion of a document that speaks: "the letter"."""
        match = _ITSELF.fullmatch(source) if self._told else None
        told = self._last(match["noun"].lower()) if match else None
        return (told.occasion, source) if told and told.occasion and paragraph - told.paragraph <= _FAR else None

    def _last(self, noun: str) -> Mention | None:
        """What this very noun was said of last, else one that it is exchanged for."""
        return self._told.get(noun) or self._told.get(_KIND[noun])


def _dated_nouns(words: str, at: Span) -> Iterator[tuple[int, str]]:
    around = max(0, at.start - _NEAR - _LONGEST), at.end + _NEAR + _LONGEST
    for match in _NOUN.finditer(words, *around):
        start, end = min(match.end(), at.end), max(match.start(), at.start)
        if end - start <= _NEAR and not _BREAKS.search(words, start, max(start, end)):
            yield max(0, end - start), match["noun"].lower()


def same_event(words: str) -> str | None:
    """ "at the same hearing": the one just told of, whatever it was called."""
    found = _SAME.search(words)
    return found[0] if found else None
