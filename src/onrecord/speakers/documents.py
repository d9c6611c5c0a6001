"""What a document is called: whose it is, of what sort, on what subject ("Norway's response on fishing rights")."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.findings import Spoken
from onrecord.speakers.lexicon import CALENDAR, CLAUSE_WORDS, DETERMINERS, PREPOSITIONS
from onrecord.speakers.scene import Scene
from onrecord.speakers.things import Thing
from onrecord.speakers.wording import ENDING
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

ANY_DOCUMENT = frozenset({"document", "text", "paper", "file"})
ISSUERS = (SpeakerType.STATE, SpeakerType.BODY, SpeakerType.PERSON)
ABOUT = frozenset({"on", "about", "concerning", "regarding"})
FARTHEST = 24  # words from a document's noun to its subject
LONGEST_SUBJECT = 4
_CLAUSE = CLAUSE_WORDS - {"and", "or", "as"}  # "drafts of a treaty and an agreement on …" is one phrase


def title_of(thing: Thing, noun: str, scene: Scene, spoken: Sequence[Spoken]) -> str:
    """The name of a document that a phrase takes up; one name for one document throughout the report.

    noun: the word it is taken up with. Without a maker in the text it keeps its own words.
    """
    for one in reversed(spoken):
        if one.finding.thing == thing.start:
            return one.finding.name
    owner = thing.owner or _issuer(thing, scene, spoken)
    if not owner:
        return thing.name
    sort = noun if noun and noun not in ANY_DOCUMENT else thing.noun
    subject = _subject(thing, scene)
    return f"{owner}'s {sort} on {subject}" if subject else f"{owner}'s {sort}"


def _issuer(thing: Thing, scene: Scene, spoken: Sequence[Spoken]) -> str:
    """Who speaks in it: "In a letter seen by the paper, the ministry said …" is the ministry's letter."""
    at = scene.place_of_start(thing.start)
    if at == 0 or scene.words[at - 1].low != "in" or not scene.words[at - 1].first:
        return ""
    for one in spoken:
        if one.sentence == thing.sentence and one.start > thing.end and one.finding.type in ISSUERS:
            return one.finding.name
    return ""


def _subject(thing: Thing, scene: Scene) -> str:
    """The last "on …" behind the document's noun that is no date: what it is about."""
    at = scene.place_of_start(thing.start)
    found: Sequence[Word] = ()
    for k in range(at, min(at + FARTHEST, len(scene.words) - 1)):
        word = scene.words[k]
        if word.sentence != thing.sentence or not word.is_word or word.low in _CLAUSE:
            break
        if word.low in ABOUT and k > at:
            found = _noun_phrase(scene.words, k + 1) or found
    return " ".join(f"{word.text}'s" if word.possessive else word.text for word in found)


def _noun_phrase(words: Sequence[Word], start: int) -> Sequence[Word]:
    """The words up to the next mark or preposition; nothing when they tell a day."""
    end = start
    while end < len(words) and words[end].is_word and words[end].low not in PREPOSITIONS | ENDING:
        end += 1
    phrase = [word for word in words[start:end] if word.low not in DETERMINERS]
    told = any(word.low in CALENDAR or word.text[0].isdigit() for word in phrase)
    return [] if told or len(phrase) > LONGEST_SUBJECT else phrase
