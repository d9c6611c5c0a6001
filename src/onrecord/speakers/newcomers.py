"""Who comes in right before a "he" or "she": the subject of the sentence before, named by one word or not at all.

The evidence that antecedents are ranked by knows the persons of the report. "Lee refused. 'Never,' he said." and "His
colleague disagreed. 'Never,' he said." bring in somebody else; beside them nobody named earlier is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.speakers.descriptions import describe
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import FEMALE, MALE
from onrecord.speakers.phrases import is_doer, kind_of_noun
from onrecord.speakers.words import CLOSING, OPENING, SENTENCE_ENDS, STRAIGHT, Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Attribution

NEW = frozenset({"a", "an", "another", "one", "his", "her", "their"})
QUOTES = OPENING + CLOSING + STRAIGHT + "'‘’"
FARTHEST = 500  # words; what is longer is no sentence
LONGEST = 5  # words of "his long-time chief legal adviser"
PEOPLE = (SpeakerType.PERSON, SpeakerType.GROUP, SpeakerType.BODY)


def sentence_before(words: Sequence[Word], at: int, start: int) -> Sequence[Word]:
    """The words of the sentence that ends before a pronoun's statement, in its paragraph; empty where there is none.

    at: the pronoun's place in `words`. start: where its statement begins, with a quotation before the pronoun.
    """
    own = at
    while own > 0 and words[own - 1].start >= start:
        own -= 1
    while own > 0 and words[own - 1].text in QUOTES:
        own -= 1
    while own > 0 and words[own - 1].sentence == words[own].sentence and words[own - 1].text not in SENTENCE_ENDS:
        own -= 1
        if at - own > FARTHEST:
            return ()
    before = own
    while before > 0 and own - before <= FARTHEST and words[before - 1].sentence == words[own - 1].sentence:
        before -= 1
    found = words[before:own]
    if len(found) > FARTHEST:
        return ()
    same = bool(found) and found[0].paragraph == words[at].paragraph
    return found if same and not any(word.quoted for word in found) else ()


def statement_start(attribution: Attribution, word: Word) -> int:
    """Where the statement of a pronoun begins: at its quotation, if that stands before it, else at the pronoun."""
    return min(word.start, *(span.start for span in attribution.content))


def unnamed_subject(words: Sequence[Word], gender: str | None, gazetteer: Gazetteer) -> Sequence[Word]:
    """ "His colleague", "a spokesman" at the beginning of a sentence that tells of nobody else by that pronoun."""
    if not words or words[0].low not in NEW:
        return ()
    for at in range(1, min(LONGEST, len(words) - 1)):
        word, after = words[at], words[at + 1]
        if not word.text.islower() or word.possessive:
            return ()
        person = kind_of_noun(word.low, gazetteer) is SpeakerType.PERSON or is_doer(word)
        if person and after.text.islower() and kind_of_noun(after.low, gazetteer) not in PEOPLE:
            told = describe(words[1 : at + 1], gazetteer).gender
            pronouns = MALE if gender == "m" else FEMALE if gender == "f" else MALE | FEMALE
            taken = any(later.low in pronouns for later in words[at + 1 :])
            return () if taken or (told and gender and told != gender) else words[: at + 1]
    return ()


def bare_subjects(words: Sequence[Word], attributions: Iterable[Attribution]) -> list[Span]:
    """Single large words that are the subject right before a statement of "he" or "she": "Lee refused." """
    starts = {word.start: at for at, word in enumerate(words) if word.low in ("he", "she")}
    found = []
    for attribution in attributions:
        at = starts.get(attribution.source[0].start) if len(attribution.source) == 1 else None
        if at is None or attribution.source[0].end > words[at].end:
            continue
        before = sentence_before(words, at, statement_start(attribution, words[at]))
        plain = len(before) > 1 and before[0].capital and not before[0].possessive
        if plain and before[1].text.islower() and before[1].low.endswith("ed"):
            found.append(Span(before[0].start, before[0].end))
    return found
