"""Noun phrases that can be the source of a cue, found without a tagger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.statements import grammar as g
from onrecord.statements.phrases import BREAKS, time_phrase_after, verb_group_start
from onrecord.text.words import Word

_LONGEST_SUBJECT = 40
_LONGEST_INSERTION = 45
_OPENERS = frozenset("he she they one two three four five six several senior former".split())
_FINITE = (g.AUXILIARIES | g.MODALS) - {"'s"}
_NO_NOUNS = (g.AUXILIARIES - {"'s"}) | g.MODALS | g.SUBORDINATORS | {"he", "she", "they", "we", "i"}
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose", "where"])


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject's words are words[start:end]; a shared one has none of its own here."""

    start: int
    end: int
    shared: bool = False  # taken over from an earlier clause of the sentence


def subject_before(words: Sequence[Word], cue: int) -> Subject | None:
    """The subject of the verb group that holds words[cue], standing before it."""
    end = verb_group_start(words, cue)
    if end == 0:
        return None
    if words[end - 1].lower in g.CONJUNCTIONS - {"so"}:  # "so worried that" shares nothing
        return Subject(end, end, shared=True)
    whole = end
    if g.is_mark(words[end - 1], ",") and end > 2:
        end = _before_parenthesis(words, end)
        whole = whole - 1 if end < whole and _is_apposition(words[end + 1 : end + 4]) else end
    elif words[end - 1].text in ")" and end > 2:
        end = whole = _before_bracket(words, end)
    start = _region_start(words, end)
    start = _trim_region(words, start, end)
    if start >= end or not _is_noun_phrase(words, start, end):
        return None
    return Subject(0 if _is_half_apposition(words, start) else start, whole)


def _is_half_apposition(words: Sequence[Word], start: int) -> bool:
    """ "Ann Example, a keeper from Velna told us": the second comma was forgotten, the name is still the subject's."""
    if not 3 <= start <= 6 or not g.is_mark(words[start - 1], ","):
        return False
    described = words[start].lower in {"a", "an", "the"} or (g.speaks(words[start]) and not words[start].is_capital)
    return described and all(g.is_name_like(w) for w in words[: start - 1])


def _is_apposition(phrase: Sequence[Word]) -> bool:
    """Does what stands between the commas name or describe the subject once more ("the mayor, Ann Example, said")?"""
    first = phrase[0]
    if first.lower in g.SUBORDINATORS | g.PREPOSITIONS | {"who"} or first.lower.endswith("ing"):
        return False
    return (
        any(g.speaks(w) for w in phrase)
        or first.is_capital
        or first.lower in g.DETERMINERS | g.SPEAKING_NOUNS
        or first.lower in {"former", "acting"}
    )


def _before_bracket(words: Sequence[Word], end: int) -> int:
    for at in range(end - 2, max(-1, end - 15), -1):
        if words[at].text == "(":
            return at
    return end


def _before_parenthesis(words: Sequence[Word], end: int) -> int:
    """Step back over an apposition or relative clause between commas: "X, the minister of Y, said"."""
    for at in range(end - 2, max(0, end - _LONGEST_INSERTION), -1):
        if words[at].quotation is not None or words[at].text in ";:":
            return end
        if not g.is_mark(words[at], ","):
            continue
        first = words[at + 1]
        looks_inserted = (
            first.lower in _RELATIVE
            or first.lower in g.DETERMINERS
            or first.lower in g.PREPOSITIONS
            or first.lower.endswith("ing")
            or first.lower == "such"
            or first.text.isdigit()
            or first.is_capital
            or first.lower.endswith(("or", "er", "ent", "ist", "an", "ed", "ef"))
            or any(g.speaks(w) for w in words[at + 1 : at + 4])
        )
        if looks_inserted and at > 0 and (words[at - 1].is_word or words[at - 1].text == ")"):
            return at
    return end


def _region_start(words: Sequence[Word], end: int) -> int:
    """Walk left to where the noun phrase that ends before words[end] must have begun."""
    at = end
    while at > 0 and end - at < _LONGEST_SUBJECT:
        word = words[at - 1]
        if word.quotation is not None and not (at < end and at > 1 and _is_nickname(word, words[at - 2], words[at])):
            break
        if word.quotation is None and (word.text in BREAKS or (word.text == "." and _is_stop(words, at - 1))):
            break
        if word.lower in g.SUBORDINATORS and at < end and word.lower not in {"as"}:
            break
        if word.lower in {"and", "or"} and not _joins_nouns(words, at - 1, end):
            break
        if word.lower in {"but", "nor", "so", "yet", "then", "than"}:
            break
        at -= 1
    return at


def _is_stop(words: Sequence[Word], at: int) -> bool:
    """A full stop that is not that of "Sen." or "J."."""
    if at == len(words) - 1:
        return True
    before = words[at - 1] if at else None
    return before is None or not (
        before.is_capital and before.end == words[at].start and (len(before.text) <= 6 or before.lower in g.MONTHS)
    )


def _is_nickname(word: Word, before: Word, after: Word) -> bool:
    """John “Jack” Example: a short quotation between two names."""
    return len(word.text.split()) <= 3 and before.is_capital and after.is_capital and word.text[-2:-1].isalnum()


def _joins_nouns(words: Sequence[Word], at: int, end: int) -> bool:
    """Is words[at] an "and" between two noun phrases, not two clauses?"""
    left = []
    for index in range(at - 1, max(-1, at - 12), -1):
        word = words[index]
        if word.quotation is not None or word.text in BREAKS:
            break
        left.append(word)
    if not left or any(w.lower in _NO_NOUNS for w in left):
        return False
    if any(w.lower.endswith("ed") and not w.is_capital for w in left):
        return False
    return left[0].is_word and words[at + 1].lower not in {"he", "she", "they", "we", "i", "it"}


def _trim_region(words: Sequence[Word], start: int, end: int) -> int:
    """Leave out what precedes the noun phrase inside its region: adverbs, "But", a prepositional phrase."""
    at = start
    while at < end and (
        g.is_adverb(words[at])
        or words[at].lower in g.CONJUNCTIONS | {"as", "perhaps", "indeed"}
        or words[at].text in "-–—•*"
    ):
        at += 1
    if at < end and words[end - 1].lower in g.PRONOUNS:
        return end - 1
    after_time = time_phrase_after(words, at)
    if at < after_time < end:
        at = after_time
    if at < end and words[at].lower in g.PREPOSITIONS and words[at].lower not in {"about", "over", "under"}:
        return _after_preposition(words, at, end)
    verb = _last_verb(words, at, end)
    return at if verb is None else verb + 1


def _after_preposition(words: Sequence[Word], at: int, end: int) -> int:
    """ "In a statement the ministry": the last noun phrase that opens with a determiner, else the last run of names."""
    for index in range(end - 1, at + 1, -1):
        if words[index].lower in g.DETERMINERS and words[index - 1].lower not in g.PREPOSITIONS:
            return index
    index = end
    while index > at + 1 and g.is_name_like(words[index - 1]):
        index -= 1
    return index


def _last_verb(words: Sequence[Word], start: int, end: int) -> int | None:
    """Index of the last finite auxiliary in the region: the noun phrase begins after it."""
    for index in range(end - 1, start - 1, -1):
        if words[index].lower in _FINITE:
            return index
    return None


def _is_noun_phrase(words: Sequence[Word], start: int, end: int) -> bool:
    last = words[end - 1]
    shortened = last.text == "." and not _is_stop(words, end - 1)  # "Example Inc. said"
    if not (last.is_word or shortened or last.text in ")%" or last.quotation is not None):
        return False
    if last.lower in g.DETERMINERS - g.ALSO_PRONOUNS:
        return False
    return last.lower not in g.PREPOSITIONS | {"to"} and any(w.is_word for w in words[start:end])


def subject_after(words: Sequence[Word], start: int) -> Subject | None:
    """The subject of an inverted clause: "said the minister", "said Ann Example, a teacher"."""
    if start >= len(words):
        return None
    first = words[start]
    opens = g.is_name_like(first) or first.lower in g.DETERMINERS | g.SPEAKING_NOUNS | _OPENERS
    if not opens:
        return None
    if first.lower in {"that", "this"}:
        return None
    at = start
    while at < len(words) and at - start < _LONGEST_SUBJECT:
        word = words[at]
        if word.quotation is not None or word.text in BREAKS or (word.text == "." and _is_stop(words, at)):
            break
        if at > start and word.lower in g.PREPOSITIONS - {"of", "for", "from", "at", "with"}:
            break
        if at > start and word.lower in {"the", "a", "an"} and g.is_name_like(words[at - 1]):
            break  # "according to Lethe | the quay is old"
        if at > start and (
            time_phrase_after(words, at) > at or word.lower in g.SUBORDINATORS | {"who", "but"} or g.is_adverb(word)
        ):
            break
        at += 1
    return Subject(start, at) if at > start else None


def can_speak(words: Sequence[Word], subject: Subject, *, sentence_start: bool) -> bool:
    """Is this a phrase that weak cues may believe: a pronoun, a name, or a noun for people, bodies and documents?"""
    phrase = words[subject.start : subject.end]
    if any(w.lower in g.PRONOUNS - {"it", "you", "one"} for w in phrase) and len(phrase) <= 2:
        return True
    if any(g.speaks(w) for w in phrase):
        return True
    for index, word in enumerate(phrase):
        if g.is_name_like(word) and (index > 0 or subject.start > 0 or not sentence_start or len(phrase) <= 3):
            return True
    return False
