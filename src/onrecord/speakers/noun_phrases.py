"""Noun phrases with a noun that names a body, document or group: where they begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.speakers.descriptions import singular
from onrecord.speakers.lexicon import (
    ABBREVIATIONS,
    CALENDAR,
    CLAUSE_WORDS,
    DETERMINERS,
    NO_NAMES,
    lexicon,
)
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

LONGEST_LEFT, LONGEST_RIGHT = 6, 16
TAKEN_UP = (SpeakerType.BODY, SpeakerType.DOCUMENT, SpeakerType.GROUP)
Places = tuple[int, int, int]  # of a phrase in its line: first word, head, last word but one
JOINERS = frozenset({"of", "by", "from", "to", "on", "for", "about"})
MADE_JOINERS = JOINERS | {"in", "at"}  # "published in the Post"
WHEN = frozenset({"on", "last", "this", "early", "late", "week", "month", "year", "yesterday", "today", "earlier"})
MAKING = lexicon("""
    published released written issued conducted commissioned filed signed sent posted obtained prepared compiled
    produced funded sponsored authored co-authored made directed recorded broadcast aired printed drafted submitted
    delivered unveiled""")
DENYING = frozenset({"not", "no", "without", "never", "n't"})
TELLING = lexicon("""
    says shows finds suggests indicates reveals concludes states warns notes claims argues tells reports reads asks
    calls describes estimates predicts confirms makes comes goes gives puts sees means seems appears""")
AIMS = lexicon("plans offers claims calls wants needs seeks tries hopes aims promises vows refuses agrees")
BEHIND_VERBS = lexicon("that him them me us her it not no new for how what why whether when where more at")
COUNTS = lexicon("two three four five six seven eight nine ten several many some few most other both thousands dozens")
NOUNS = ("ion", "ment", "ity", "ship", "ance", "ence", "ness")
ADJECTIVES = ("al", "ic", "ive", "ous", "ary", "ent", "ern", "ish", "ful", "less", "ior", "ant", "an", "ed", "en")


def described(
    words: Sequence[Word],
    kinds: Mapping[str, SpeakerType | None],
    heads: frozenset[str],
    *,
    quoted: bool = False,
) -> Iterator[tuple[Places, SpeakerType]]:
    """Noun phrases with a body, document or group noun as their head. kinds: of each folded word.

    quoted: also those inside quotations.
    """
    for at in [at for at, word in enumerate(words) if word.low in heads]:
        word, kind = words[at], kinds[words[at].low]
        if kind is None or not (word.text.islower() or (word.low.endswith("s") and word.capital)):
            continue
        if (word.quoted and not quoted) or _is_predicate(words, at):
            continue
        further = at + 1 < len(words) and kinds[words[at + 1].low] and words[at + 1].text.islower()
        if further and not word.possessive and not _is_predicate(words, at + 1):
            continue  # "security council meeting": the last noun is the head
        if at > 0 and words[at - 1].low == "in":
            continue  # "in response to": no response is meant
        left, right = _left(words, at, kinds), _right(words, at, kinds)
        if not _is_denied(words, left):
            yield (left, at, right), kind


def _is_predicate(words: Sequence[Word], at: int) -> bool:
    """Is a word in -s the verb of the noun before it: "the company | offers new", "a letter | claims that"?"""
    if at == 0 or at + 1 >= len(words) or not words[at].low.endswith("s") or not words[at].text.islower():
        return False
    before, behind = words[at - 1], words[at + 1].low
    if before.low in ("who", "which", "that", "he", "she", "it", "to") and before.sentence == words[at].sentence:
        return behind not in ("and", "or") and before.low != "that"
    noun = before.is_word and not before.possessive and not before.low.endswith("s") and before.low not in NO_NAMES
    return (
        noun
        and before.sentence == words[at].sentence
        and (behind in DETERMINERS or behind in BEHIND_VERBS or (behind == "to" and words[at].low in AIMS))
    )


def _left(words: Sequence[Word], at: int, kinds: Mapping[str, SpeakerType | None]) -> int:
    """Where the phrase of this head begins: its article or, without one, its last sure adjective."""
    start = at
    plural = singular(words[at].low) != words[at].low
    while start > 0 and at - start < LONGEST_LEFT:
        counted = plural and words[start - 1].low in COUNTS and words[start - 1].sentence == words[at].sentence
        if not (counted or _goes_before(words[start - 1], words[at])) or _is_predicate(words, start - 1):
            break
        start -= 1
        if plural and words[start].low in ("that", "this", "a", "an"):
            break  # "clear that voters": no article of a plural
        if words[start].low in DETERMINERS:
            return start
        if words[start].low.endswith("ing") and words[max(0, start - 1)].low not in DETERMINERS:
            break  # "the choice | facing voters"
        if _is_verb(words, start):
            break
    start = at
    while start > 0 and at - start < LONGEST_LEFT and words[start - 1].sentence == words[at].sentence:
        before = words[start - 1]
        if not (before.low in COUNTS and plural) and (
            not _goes_before(before, words[at])
            or before.low in DETERMINERS
            or not (_is_sure(before) or (before.text.islower() and kinds[before.low] in TAKEN_UP))
            or _is_verb(words, start - 1)
        ):
            break
        start -= 1
    return start


def _is_denied(words: Sequence[Word], left: int) -> bool:
    """Does the clause say that there is none: "did not give a response to the plan"?"""
    for word in reversed(words[max(0, left - 12) : left + 1]):
        if not word.is_word or word.low in DENYING or word.low.endswith("n't"):
            return word.is_word
    return False


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """ "Norway published drafts": behind a name that owns nothing, "published" is no adjective."""
    before = words[at - 1] if at > 0 else None
    return words[at].low.endswith("ed") and before is not None and before.capital and not before.possessive


def _goes_before(word: Word, head: Word) -> bool:
    if word.sentence != head.sentence or not (word.is_word or word.text in '“”"-'):
        return False
    return word.low in DETERMINERS or word.low in ("new", "recent", "first", "last") or word.low not in NO_NAMES


def _is_sure(word: Word) -> bool:
    return word.capital or word.text[0].isdigit() or "-" in word.text or word.low.endswith(ADJECTIVES)


def _right(words: Sequence[Word], at: int, kinds: Mapping[str, SpeakerType | None]) -> int:
    """Where the phrase ends: behind its "of …", "by …" and "published in …"."""
    end = at + 1
    while end < len(words) and end - at < LONGEST_RIGHT:
        behind = end + (words[end].text == ",")  # "the survey, conducted by the Norvik Institute, finds"
        made = _made(words, behind) if behind < len(words) else 0
        stop = behind + made if made else end
        joins = words[min(stop, len(words) - 1)].low in (MADE_JOINERS if stop > end else JOINERS)
        if stop >= len(words) - 1 or not joins:
            break
        stop += 1 + (words[stop + 1].low in DETERMINERS)
        inner = _inner_end(words, stop, kinds)
        if inner == stop:
            break
        end = inner
    return end


def _made(words: Sequence[Word], at: int) -> int:
    """How many words "published", "released on Friday", "conducted in June" take, if a joiner follows; else 0."""
    if words[at].low not in MAKING:
        return 0
    k = at + 1
    while k < min(at + 5, len(words) - 1):
        dated = words[k + 1].low in CALENDAR or words[k + 1].text[0].isdigit() or words[k + 1].low in WHEN
        if not (tells_time(words[k]) or (words[k].low == "in" and dated)):
            break
        k += 1
    return k - at if words[k].low in JOINERS or words[k].low == "in" else 0


def tells_time(word: Word) -> bool:
    return word.low in CALENDAR or word.low in WHEN or word.text[0].isdigit()


def _inner_end(words: Sequence[Word], start: int, kinds: Mapping[str, SpeakerType | None]) -> int:
    """Where the noun phrase behind a preposition ends: behind its last name, known noun or plural."""
    end = start
    for k in range(start, min(start + 7, len(words))):
        word = words[k]
        joins = word.low == "and" and k == end and k + 1 < len(words) and words[k + 1].capital and words[k - 1].capital
        if word.text == "." and end == k and _is_initial(words, k):
            continue
        if end == k > start and words[k - 1].capital and word.text.islower() and word.low.endswith(("ed", "found")):
            break  # the verb of "a poll by the Norvik Institute | showed"
        if not joins and (not word.is_word or word.low in NO_NAMES or word.low in CALENDAR or _tells(word)):
            break
        if word.capital or kinds[word.low] or word.low.endswith("s"):
            end = k + 1
        elif end > start and not words[k - 1].capital and not joins:
            break
    return end + _dangles(words, end, kinds) if end > start else end


def _tells(word: Word) -> bool:
    return word.low in TELLING and not word.capital


def _is_initial(words: Sequence[Word], at: int) -> bool:
    """Is the stop at this place that of an initial inside a name: "Mara J. Oduya"?"""
    before = words[at - 1]
    short = len(before.text) == 1 or before.low in ABBREVIATIONS
    return short and before.capital and at + 1 < len(words) and words[at + 1].capital


def _dangles(words: Sequence[Word], end: int, kinds: Mapping[str, SpeakerType | None]) -> bool:
    """Does a phrase cut here lose its noun: "of the general | election"?"""
    if end >= len(words) or words[end - 1].capital or words[end - 1].low.endswith("s"):
        return False
    last, word = words[end - 1], words[end]
    adjective = kinds[last.low] is SpeakerType.PERSON or last.low.endswith(ADJECTIVES)
    plain = word.is_word and word.text.islower() and word.sentence == last.sentence
    closed = word.low in NO_NAMES or word.low in TELLING or word.low in CLAUSE_WORDS
    noun = kinds[word.low] is not None or word.low.endswith(NOUNS)
    return adjective and plain and noun and not closed
