"""Verb groups, times and adverbials around a cue, found without a tagger."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements import grammar as g
from onrecord.text.words import Word

BREAKS = ",;:()[]—–--…!?"


def verb_group_start(words: Sequence[Word], cue: int) -> int:
    """Index of the first word of the verb group: auxiliaries, negations, adverbs and times before the cue."""
    at = cue
    while at > 0:
        time = time_phrase_before(words, at)
        if time < at and time > 0:
            at = time
            continue
        word = words[at - 1]
        if word.lower in g.AUXILIARIES or word.lower in g.NEGATIONS or (g.is_adverb(word) and at - 1 > 0):
            at -= 1
            continue
        break
    return at


def time_phrase_before(words: Sequence[Word], end: int) -> int:
    """Start of a time phrase that ends before words[end]; `end` when there is none."""
    at = end
    last = words[at - 1] if at else None
    if last is None or last.quotation is not None:
        return end
    if _is_time(last, first=at == 1):
        at -= 1
        while (
            at
            and words[at - 1].lower
            in {"last", "this", "late", "early", "earlier", "later", "the", "a", "that", "same"} | g.WEEKDAYS
        ):
            at -= 1
    elif (
        last.text.isdigit() and at > 1 and (words[at - 2].lower.rstrip(".") in g.MONTHS or words[at - 2].lower == "in")
    ) or (
        last.lower in g.MONTHS
        and at > 1
        and (words[at - 2].text.isdigit() or words[at - 2].lower in {"in", "last", "this"})
    ):
        at -= 2
    else:
        return end
    if at and words[at - 1].lower in {"on", "in", "by", "since"}:
        at -= 1
    return at


def _is_time(word: Word, *, first: bool) -> bool:
    """A weekday, "week", "today"; capitals make a name of the rest ("the Sennport Morning Ledger")."""
    if word.lower in g.WEEKDAYS:
        return True
    return word.lower in g.TIME_NOUNS | g.TIME_WORDS and (first or not word.is_capital)


def time_phrase_after(words: Sequence[Word], start: int) -> int:
    """End of a time phrase that begins at words[start]; `start` when there is none."""
    at = start
    if at < len(words) and words[at].lower in {
        "on",
        "in",
        "late",
        "early",
        "last",
        "this",
        "earlier",
        "later",
        "the",
        "a",
        "that",
        "next",
    }:
        at += 1
        while at < len(words) and words[at].lower in {
            "last",
            "this",
            "late",
            "early",
            "same",
            "that",
            "previous",
            "next",
        }:
            at += 1
    if at >= len(words):
        return start
    word = words[at]
    if _is_time(word, first=at == 0):
        at += 1
        if at < len(words) and words[at].lower in {"morning", "afternoon", "evening", "night", "earlier", "later"}:
            at += 1
        return at
    if word.lower.rstrip(".") in g.MONTHS:
        at += 1
        while at < len(words) and (
            words[at].text.isdigit() or words[at].text == "." or (words[at].text == "," and _year(words, at + 1))
        ):
            at += 1
        return at
    if word.text.isdigit() and len(word.text) == 4 and at == start + 1 and words[start].lower == "in":
        return at + 1
    return start


def _year(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text.isdigit() and len(words[at].text) == 4


def skip_adverbials(words: Sequence[Word], start: int) -> int:
    """Index after the adverbials between a cue and its content: times, adverbs, prepositional phrases."""
    at = start
    while at < len(words):
        after_time = time_phrase_after(words, at)
        if after_time > at:
            at = after_time
        elif (words[at].lower == "to" and _is_infinitive(words, at + 1)) or _is_there_is(words, at):
            break
        elif words[at].lower in g.PREPOSITIONS | {"while", "when"} or g.is_adverb(words[at]):
            determined = not g.is_adverb(words[at]) and at + 1 < len(words) and words[at + 1].lower == "that"
            at = _skip_phrase(words, at + 2 if determined else at + 1)  # "responded to that letter"
        else:
            break
    return at


def _is_there_is(words: Sequence[Word], at: int) -> bool:
    return words[at].lower == "there" and at + 1 < len(words) and words[at + 1].lower in g.AUXILIARIES | g.MODALS


def _is_infinitive(words: Sequence[Word], at: int) -> bool:
    """ "agreed to | hear cases", not "explained to reporters", "to the board"."""
    if at >= len(words) or not words[at].is_word or words[at].is_capital or words[at].text[0].isdigit():
        return False
    noun = words[at].lower in g.DETERMINERS | g.OBJECT_PRONOUNS or g.is_plural(words[at]) or g.speaks(words[at])
    return not noun


def _skip_phrase(words: Sequence[Word], at: int) -> int:
    """Over the noun phrase of a preposition, up to a mark, a quotation, "that" or the next preposition."""
    while at < len(words):
        word = words[at]
        if word.quotation is not None or word.text in BREAKS + "." or word.lower in {"that", "whether"}:
            break
        if word.lower in g.PREPOSITIONS:
            break
        at += 1
    return at
