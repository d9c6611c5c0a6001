"""The phrases that say where, on what occasion and through what: read one after another from where they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from onrecord.circumstances import wording as w
from onrecord.text.timenames import DAY, MONTH, WEEKDAY, YEAR


class Sort(Enum):
    EVENT = auto()  # a speech, an interview, a meeting
    AFTER = auto()  # "after talks with …": the occasion is what followed them
    PROGRAMME = auto()  # a programme, a show: an occasion and a medium
    WRITING = auto()  # a letter, a statement, a post
    CHANNEL = auto()  # a platform, a broadcaster, the telephone
    PLACE = auto()
    HERE = auto()  # "here": the place of the dateline
    HEARER = auto()  # "to supporters", "by reporters"


@dataclass(frozen=True, slots=True)
class Phrase:
    """start, end: of the words in the clause's `masked`. head: the noun it turns on, "" for a name.

    is_bare: a head with an article and nothing else ("the interview"), which points back at one told before.
    hearer, place: start and end of a part that names one ("letter to {the board}", "visit to {Oslo}").
    """

    sort: Sort
    start: int
    end: int
    head: str = ""
    is_bare: bool = False
    hearer: tuple[int, int] | None = None
    place: tuple[int, int] | None = None


_NAME_WORD = rf"(?!{WEEKDAY}|{MONTH})(?:(?:[A-Z]\.){{2,4}}|(?:St|Ft|Mt|Mr|Mrs|Ms|Dr|[A-Z])\.|[A-Z][\w’'-]{{0,30}})"
_NAME = rf"{_NAME_WORD}(?: (?:(?:of|de|la|del|do|upon|and the) )?{_NAME_WORD}){{0,4}}(?<![’']s)"
_STATE = r"(?:, (?:[A-Z][a-z]{1,5}\.|(?:[A-Z]\.){2}|[A-Z]{2}\b(?!\.)))?"
_IN_NAME = rf"(?!{MONTH}|{WEEKDAY}|{w.LANGUAGE}\b|{w.PLATFORM}\b){_NAME}{_STATE}"
_MODIFIERS = rf"(?:(?!{w.STOP}){w.WORD} ){{0,6}}?"
_WEEKDAY = rf"{WEEKDAY}(?:[’']s)?(?: (?:night|morning|evening|afternoon))?(?:[’']s)?"
_DAY = rf"(?:(?:{_WEEKDAY}|{MONTH}(?: {DAY},?)?(?: {YEAR})?) )?"
_LEAD = rf"(?:(?P<det>{w.DETERMINER}) )?{_DAY}"
_TO = rf"to (?P<hearer>{w.NOUN_PHRASE})"
_MORE = (
    r"(?: (?:with|at|of|for|about|between|against|by|before (?=the |an? |[A-Z])(?!\w+ \w+ [a-z]+ed\b)"
    rf"|on(?! {w.PLATFORM}\b| [A-Z]{{2,6}}[’']s )) (?:{w.NOUN_PHRASE}|{w.TITLE})){{0,2}}"
)

_EVENT = re.compile(
    rf"(?:[Ii]n|[Aa]t|[Dd]uring|[Oo]n) {_LEAD}"
    rf"(?P<phrase>(?P<mods>{_MODIFIERS})(?P<head>{w.EVENT}(?: {w.EVENT})*)(?: {_TO})?(?P<more>{_MORE})){w.END}"
)
_AFTER = re.compile(
    rf"(?P<phrase>(?:[Aa]fter|[Ff]ollowing) (?:{w.DETERMINER} )?{_DAY}{_MODIFIERS}"
    rf"(?P<head>{w.MEETING}|{w.VISIT})(?: to {w.NOUN_PHRASE})?{_MORE}){w.END}"
)
_WRITING = re.compile(
    rf"(?P<prep>[Ii]n|[Vv]ia|[Tt]hrough|[Bb]y|[Oo]n|[Ww]ith) {_LEAD}"
    rf"(?P<phrase>(?P<mods>{_MODIFIERS})(?P<head>{w.WRITING})(?: {_TO})?(?: in (?!{MONTH}){_NAME})?"
    rf"(?P<more>{_MORE})){w.END}"
)
_CHANNEL = re.compile(
    rf"(?:[Oo]n|[Vv]ia|[Oo]ver|[Tt]hrough|[Bb]y|[Uu]sing) (?:(?:his|her|its|their|the|a|an) )?(?P<phrase>"
    rf"(?:{_NAME}[’']s |[\w-]{{1,20}} )?{w.PLATFORM}(?: (?:page|account|feed|post|video))?"
    rf"|(?:tele)?phone|e-?mail|text(?: message)?|fax|letter|video ?(?:link|conference|call)?|radio|television|TV"
    rf"|(?:state|national|local|public) (?:television|TV|radio)|(?:[\w-]{{1,20}} )?(?:blog|website|web site)"
    rf"){w.END}"
)
_ON_AIR = re.compile(
    rf"(?:[Oo]n|[Dd]uring) (?:the )?{_DAY}(?P<phrase>(?:{_NAME}(?:[’']s)? )?{w.TITLE}(?: {w.PROGRAMME})?"
    rf"|[A-Z]{{2,6}}(?:[’']s(?: {_NAME_WORD}){{1,5}}|(?: [A-Z][a-z]+){{0,2}})"
    rf"|{_NAME} (?:News|Radio|TV|Television|Network|Channel|Tonight|Today|Live)(?:[’']s(?: {_NAME_WORD}){{1,5}})?"
    rf"){w.END}"
)
_PLACE = re.compile(
    rf"(?:(?:(?:at|outside|inside|near|from|aboard|on) (?:an?|the|his|her|their) (?:(?!{w.STOP}){w.WORD} ){{1,4}})?"
    rf"[Ii]n (?P<phrase>{_IN_NAME})|(?:[Aa]t|[Oo]utside|[Ii]nside|[Nn]ear|[Ff]rom) (?:the )?"
    rf"(?P<venue>(?:{_NAME_WORD} (?:of )?){{0,4}}{w.VENUE}(?: (?:in|of) {_IN_NAME})?)){w.END}"
)
_HERE = re.compile(rf"(?P<phrase>here){w.END}")
_HEARER = re.compile(rf"(?:to|with|before|by) (?P<phrase>{w.NOUN_PHRASE}){w.END}")
_TIME = re.compile(
    rf"(?:(?:on|late|early|earlier|later|this|last|that|the same|in|dated) ){{0,3}}"
    rf"(?:{WEEKDAY}|(?:{DAY} )?{MONTH}(?: {DAY})?(?:,? {YEAR})?|{YEAR}|week|month|year|today|yesterday|tonight|day)"
    rf"(?: (?:morning|afternoon|evening|night|week))?(?![\w’'])"
    r"|(?:re)?(?:released|issued|published|posted|aired|broadcast|conducted|taped|held|given|sent)"
    rf"(?: by {w.NOUN_PHRASE})?{w.END}"
)
_PLURAL = re.compile(r"(?:remarks|testimony|comments|talks|[a-z -]{4,40}s)\Z", re.IGNORECASE)
_POINTS_BACK = frozenset(["the", "that", "this", "his", "her", "their", "its"])
_FIRST_LETTERS = frozenset("iIaAdDoOfFvVtTbBwWuUhnN")
_LONGEST = 6  # phrases in a row
_SPACES = re.compile(r"[ ,]*")


def phrases_from(masked: str, at: int, end: int, *, hearers: bool = False) -> Iterator[Phrase]:
    """The phrases that follow one another from `at`, time words skipped. hearers: "to X" and "by X" are such, too."""
    for _ in range(_LONGEST):
        at = skip_time(masked, at, end)
        found = phrase_at(masked, at, end, hearers=hearers)
        if found is None:
            return
        yield found
        at = found.end


def skip_time(masked: str, at: int, end: int) -> int:
    """Behind spaces, commas and time words."""
    while at < end:
        spaces = _SPACES.match(masked, at, end)
        start = spaces.end() if spaces else at
        time = _TIME.match(masked, start, end)
        if time is None:
            return start
        at = time.end()
    return at


def phrase_at(masked: str, at: int, end: int, *, hearers: bool = False) -> Phrase | None:
    """The phrase that begins just here; None when none does."""
    if at >= end or masked[at] not in _FIRST_LETTERS:
        return None
    if hearers and (match := _HEARER.match(masked, at, end)):
        return Phrase(Sort.HEARER, *match.span("phrase"))
    return _named_at(masked, at, end) or _of_event(masked, at, end) or _place_at(masked, at, end)


def _named_at(masked: str, at: int, end: int) -> Phrase | None:
    """A channel, "here"."""
    if match := _CHANNEL.match(masked, at, end):
        return Phrase(Sort.CHANNEL, *match.span("phrase"))
    if match := _ON_AIR.match(masked, at, end):
        return Phrase(Sort.PROGRAMME if masked[match.end() - 1] in "”\"’'" else Sort.CHANNEL, *match.span("phrase"))
    if match := _HERE.match(masked, at, end):
        return Phrase(Sort.HERE, *match.span("phrase"))
    return None


def _place_at(masked: str, at: int, end: int) -> Phrase | None:
    match = _PLACE.match(masked, at, end)
    return Phrase(Sort.PLACE, *match.span("phrase" if match["phrase"] else "venue")) if match else None


def _of_event(masked: str, at: int, end: int) -> Phrase | None:
    """A phrase that turns on a noun: "in a speech at …", "in a letter to …", "after talks with …"."""
    if match := _AFTER.match(masked, at, end):
        return Phrase(Sort.AFTER, *match.span("phrase"), match["head"])
    if (match := _EVENT.match(masked, at, end)) and _is_phrase(match):
        sort = Sort.PROGRAMME if re.fullmatch(w.PROGRAMME, match["head"]) else Sort.EVENT
        return _described(sort, match)
    if (match := _WRITING.match(masked, at, end)) and (_is_phrase(match) or match["prep"].lower() in ("by", "via")):
        return _described(Sort.WRITING, match)
    return None


def _described(sort: Sort, match: re.Match[str]) -> Phrase:
    goal = match.span("hearer") if match["hearer"] else None
    is_visit = re.fullmatch(w.VISIT, match["head"]) is not None
    return Phrase(
        sort,
        *match.span("phrase"),
        head=match["head"].lower(),
        is_bare=match["det"] in _POINTS_BACK
        and match["mods"] in ("", "same ", "very same ")
        and not goal
        and not match["more"],
        hearer=None if is_visit else goal,
        place=goal if is_visit and goal and match["hearer"][0].isupper() else None,
    )


def _is_phrase(match: re.Match[str]) -> bool:
    """ "In a statement", "in remarks", "at OSCE meetings"; not "in response", "on trial"."""
    return bool(match["det"] or _PLURAL.match(match["head"]) or any(map(str.isupper, match["mods"][:1])))
