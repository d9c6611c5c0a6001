"""Time words that name no day of this report's own time."""

from __future__ import annotations

import re

from onrecord.circumstances.scene import Scene
from onrecord.text.when import CalendarMonth, TimeWords
from onrecord.values.span import Span

_STORY = 900  # characters that a year told holds for
_THIS = re.compile(r"\b(?:this|last|past)\b")
_ANY = re.compile(r"\b(?:one|every|each|any|some|most|many)\s$", re.IGNORECASE)
# When an interview was printed or aired is not when it was given.
_OF_PUBLICATION = re.compile(
    r"\b(?:interview|conversation|podcast|documentary|episode)s?\b(?: (?:with|by|for|on|in) [^.;,]{1,50})?,?"
    r"(?: (?:that|which|was|first|is|being|to|be)){0,3}"
    r" (?:published|printed|aired|airing|broadcast|released|posted|ran|running)(?: online)?(?: early| late)?"
    r"(?: on)? $",
    re.IGNORECASE,
)
_IN_THE_YEAR = re.compile(r"in the \d{4}", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|going to|to be|scheduled|planned|expected|slated|set|due|upcoming|next|to take place"
    r"|(?:hop(?:e|es|ed|ing)|(?:want|intend|aim|seek|expect)(?:s|ed|ing)?|plan(?:s|ned|ning)?) to)\b"
    r"[^.;]*$"
)
_WILL = re.compile(r"\b(?:will|is (?:set|scheduled|due|expected) to|plans? to)\b")


def is_to_come(words: TimeWords, reading: str) -> bool:
    """ "Will be Tuesday", "scheduled for May 3": said of what is still ahead."""
    start, end = words.span.start, words.span.end
    before, after = reading[max(0, start - 30) : start], reading[end : end + 120]
    return bool(_TO_COME.search(before) or (after[:1] == "," and _WILL.search(re.split(r"[.;]", after)[0])))


def is_no_day(words: TimeWords, reading: str) -> bool:
    """ "One Sunday" and "every Friday" are no day of the calendar, "in the 2016 race" is no time of speaking, and "an
    interview published Friday" was given before."""
    if _ANY.search(reading[max(0, words.span.start - 12) : words.span.start]):
        return True
    if _OF_PUBLICATION.search(reading[max(0, words.span.start - 90) : words.span.start]):
        return True
    end = words.span.end
    return bool(_IN_THE_YEAR.fullmatch(words.span.of(reading))) and reading[end : end + 2].strip().islower()


def is_of_another_year(words: TimeWords, scene: Scene) -> bool:
    """Is a month without a year told in a story of years ago: "In 2001 she … In August she …"?"""
    when, published = words.readings[0], scene.report.published
    if not isinstance(when, CalendarMonth) or when.year or not published or not published.candidates:
        return False
    if words.span.start == 0:
        return False
    before = scene.times_in(Span(max(0, words.span.start - _STORY), words.span.start))
    years = [year for one in before for year in (getattr(one.readings[0], "year", None),) if year]
    of = published.candidates[0][:4]
    told = words.span.of(scene.report.reading).lower()
    return bool(years) and of.isdigit() and years[-1] < int(of) - 1 and not _THIS.search(told)
