"""Where somebody spoke, told in a sentence that reports no words: "Moen spoke at a rally in Bergen on Tuesday."

What is quoted next was said there; the rest is as with an occasion that the clause of a statement names itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.circumstances.occasion import occasion_heard, occasion_of
from onrecord.circumstances.phrases import Phrase, Sort
from onrecord.circumstances.place import place_of
from onrecord.circumstances.scene import Clause, Scene
from onrecord.circumstances.slots import phrases_told
from onrecord.circumstances.told import Setting, told_at
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Mode

_SPOKE = re.compile(r"\b(?:spoke|addressed|testified|appeared|gave|delivered|held) ")
_PRONOUN = re.compile(r"\b(?:he|she)(?: (?:also|later|then|briefly))? \Z", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|nobody|no one|if|would have)\b[^,;]{0,60}\Z", re.IGNORECASE)
_BECAUSE = "the sentence that reports it says so"
_NEXT = 1  # paragraphs to the next statement of the speaker
_LONGEST = 1200  # characters of a sentence that are read
_SUBJECT = 90  # characters before the verb in which its subject stands
_GATHERINGS = (Sort.EVENT, Sort.AFTER, Sort.PROGRAMME)


@dataclass(frozen=True, slots=True)
class SpokenAt:
    """key: of the speaker, as in `carry`. at: where the sentence begins. before: the statement that it introduces."""

    key: str
    at: int
    paragraph: int
    before: Clause
    setting: Setting


def spoken_at(scene: Scene, speakers: Mapping[str, Speaker]) -> tuple[SpokenAt, ...]:
    """The occasions that sentences without statements tell of the next speaker, in the order of the text.

    The sentence names the speaker before the verb; or it says "he" or "she", and the statements before and behind it
    are of one person.
    """
    persons = [clause for clause in scene.clauses if _is_persons(clause, speakers)]
    reported = {clause.sentence for clause in scene.clauses}
    found, at = [], 0
    for sentence in scene.sentences:
        while at < len(persons) and persons[at].anchor.start < sentence.start:
            at += 1
        if at < len(persons) and sentence not in reported:
            before = persons[at - 1] if at else None
            found += list(_told(scene, sentence, (before, persons[at]), speakers))
    return tuple(found)


def _is_persons(clause: Clause, speakers: Mapping[str, Speaker]) -> bool:
    speaker = speakers.get(clause.attribution.id)
    is_spoken = clause.attribution.mode is Mode.SAID and not clause.attribution.nested_in
    return speaker is not None and speaker.type is SpeakerType.PERSON and is_spoken


def _told(
    scene: Scene, sentence: Span, around: tuple[Clause | None, Clause], speakers: Mapping[str, Speaker]
) -> Iterator[SpokenAt]:
    before, behind = around
    paragraph = scene.paragraph_of(sentence)
    if behind.paragraph - paragraph > _NEXT:
        return
    words = sentence.of(scene.report.reading)[:_LONGEST]
    speaker = speakers[behind.attribution.id]
    same = before is not None and speakers[before.attribution.id].name == speaker.name
    for match in _SPOKE.finditer(words):
        if _is_subject(words[: match.start()], speaker, same=same):
            setting = _setting(behind, sentence, words, match)
            if setting:
                yield SpokenAt(speaker.entity or speaker.name, sentence.start, paragraph, behind, setting)
                return


def _is_subject(words: str, speaker: Speaker, *, same: bool) -> bool:
    """words: all of the sentence before the verb."""
    near = words[-_SUBJECT:]
    if _DENIED.search(near):
        return False
    surname = speaker.name.rpartition(" ")[2]
    return bool(re.search(rf"\b{re.escape(surname)}\b(?![’']s)", near)) or (same and bool(_PRONOUN.search(near)))


def _setting(behind: Clause, sentence: Span, words: str, verb: re.Match[str]) -> Setting | None:
    phrases: Sequence[Phrase] = tuple(phrases_told(words, verb.start()))
    start = sentence.start
    place = Span(start + verb.start(), start + verb.end())
    clause = replace(behind, sentence=sentence, window=Span(start, start + len(words)), masked=words, anchor=place)
    if any(one.sort in _GATHERINGS for one in phrases):
        return Setting(place_of(clause, phrases, None), occasion_of(clause, phrases))
    heard = next((one for one in phrases if one.sort is Sort.HEARER), None)
    occasion = occasion_heard(told_at(clause, [(heard.start, heard.end)], _BECAUSE)) if heard else None
    return Setting(None, occasion) if occasion else None
