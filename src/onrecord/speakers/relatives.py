"""Whom "who", "which", "that" and "whose" refer to: the noun phrase right before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from onrecord.speakers.descriptions import describe
from onrecord.speakers.findings import Finding
from onrecord.speakers.heads import name_mention
from onrecord.speakers.lexicon import CLAUSE_WORDS, DETERMINERS, PREPOSITIONS, lexicon
from onrecord.speakers.phrases import is_people, kind_of_noun, kind_of_phrase
from onrecord.speakers.scene import Scene
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

PARTITIVE = frozenset({"of", "many", "some", "most", "all", "both", "several", "few", "one", "two", "three", "each"})
ADVERBS = lexicon("so even perhaps only just also not then still maybe especially particularly including like however")
PEOPLE = (SpeakerType.PERSON, SpeakerType.GROUP)
LONGEST_PHRASE = 9
Resolve = Callable[[Sequence[Word]], Finding]


def resolve_relative(words: Sequence[Word], scene: Scene, resolve: Resolve) -> Finding:
    """Whom a source that ends in a relative pronoun means: "who", "many of whom", "that".

    resolve: names a noun phrase as if it were a source, so that "the senator, who" is whoever the senator is.
    """
    word = words[-1]
    stop = _before(words[0], scene)
    if stop is None:
        return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': nothing stands before it")
    found = _antecedent(word, stop, scene, resolve)
    shared = len(words) > 1 and words[-2].low == "of"
    if shared and found.type is not SpeakerType.PERSON and found.type is not SpeakerType.UNKNOWN:
        share = " ".join(one.text for one in words[:-1]).casefold().removesuffix(" of")
        return Finding(f"{share} of {found.name}", SpeakerType.GROUP, f"'{words[0].text} of {word.text}': {found.name}")
    return found


def owner_before(word: Word, scene: Scene, resolve: Resolve) -> Finding:
    """Whose "whose attorneys" are: what the phrase before it names."""
    stop = _before(word, scene)
    if stop is None:
        return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': nothing stands before it")
    return _antecedent(word, stop, scene, resolve)


def _before(word: Word, scene: Scene) -> int | None:
    """The last word of the phrase before a pronoun, over marks and "many of"; None at the start of a paragraph."""
    stop = scene.place_of(word) - 1
    while stop >= 0 and (not scene.words[stop].is_word or scene.words[stop].low in PARTITIVE | ADVERBS):
        stop -= 1
    return stop if stop >= 0 and scene.words[stop].paragraph == word.paragraph else None


def _antecedent(word: Word, stop: int, scene: Scene, resolve: Resolve) -> Finding:
    mention = scene.mention_over(scene.words[stop].start)
    if mention and not mention.possessive:
        finding = name_mention(mention, scene)
        if not (finding.type is not SpeakerType.PERSON and word.low in ("who", "whom", "whose") and mention.governed):
            because = f"'{word.text}': {finding.name} right before it"
            return Finding(finding.name, finding.type, because, finding.persons)
        beside = _behind_apposition(word, scene)
        if beside:
            return beside
    return _phrase_before(word, stop, scene, resolve)


def _behind_apposition(word: Word, scene: Scene) -> Finding | None:
    """ "Anna Berg, a professor at the University of Norvik who …": a place does not speak, the one beside it does."""
    at = bisect_left(scene.references, word.start, key=lambda reference: reference.start) - 1
    if at < 0 or scene.references[at].sentence != word.sentence:
        return None
    mention = scene.mention_over(scene.references[at].start)
    after = scene.place_of_start(mention.end) if mention else len(scene.words)
    if after < len(scene.words) and scene.words[after].text == ",":
        place = scene.references[at].person
        name = scene.people.persons[place].name
        because = f"'{word.text}': {name}, whom the words before it describe"
        return Finding(name, SpeakerType.PERSON, because, (place,))
    return None


def _phrase_before(word: Word, stop: int, scene: Scene, resolve: Resolve) -> Finding:
    """The common noun phrase that ends at this place, or the person it stands beside."""
    human = word.low in ("who", "whom")
    start, phrase = _phrase(stop, scene, human)
    kind = kind_of_phrase(phrase, scene.gazetteer)
    open_ = kind is SpeakerType.UNKNOWN or (human and kind not in PEOPLE)
    someone = kind is SpeakerType.PERSON or (open_ and human)
    if someone and (beside := _named_beside(start, scene)) is not None:
        name = scene.people.persons[beside].name
        because = f"'{word.text}': {name}, whom the words before it describe"
        return Finding(name, SpeakerType.PERSON, because, (beside,))
    if open_:
        return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': what stands before it names nobody")
    if phrase[0].low in DETERMINERS:
        found = resolve(phrase)
        return Finding(
            found.name, found.type, f"'{word.text}': right before it, {found.because}", found.persons, thing=found.thing
        )
    name = own_words(phrase, scene)
    return Finding(name, kind, f"'{word.text}': '{name}' right before it")


def _named_beside(start: int, scene: Scene) -> int | None:
    """The person whose name ends right before this place: "Anna Berg, | a lawyer who", "Anna Berg is | the one who"."""
    if start < 2 or not (scene.words[start - 1].text == "," or scene.words[start - 1].low in ("is", "was")):
        return None
    mention = scene.mention_over(scene.words[start - 2].start)
    if mention is None or mention.start not in scene.people.at:
        return None
    place = scene.people.at[mention.start]
    opens = scene.words[scene.place_of_start(mention.outer)].first
    gender = describe(scene.words[start : start + LONGEST_PHRASE], scene.gazetteer).gender
    agrees = not gender or scene.genders.get(place) in (None, gender)
    return place if scene.words[start - 1].text == "," or (opens and agrees) else None


def _phrase(stop: int, scene: Scene, human: bool) -> tuple[int, Sequence[Word]]:
    """Where the phrase that ends at `stop` begins, and its words.

    human: a phrase whose last noun is a thing goes on to the left: "members of the panel who" are the members.
    """
    words = scene.words
    start = _start(words, stop)
    while human and start > 1 and words[start - 1].low in PREPOSITIONS:
        further = _start(words, start - 2)
        kind = kind_of_phrase(words[start : stop + 1], scene.gazetteer)
        surer = _names_people(words[start - 2], scene) and not _names_people(words[stop], scene)
        if (kind in PEOPLE and not surer) or stop - further > LONGEST_PHRASE:
            break
        start = further
    return start, words[start : stop + 1]


def _names_people(word: Word, scene: Scene) -> bool:
    """Is it a noun known to name people? Any plural may: "candidates in competitive races who"."""
    return kind_of_noun(word.low, scene.gazetteer) in PEOPLE or is_people(word, scene.gazetteer)


def _start(words: Sequence[Word], at: int) -> int:
    """Where the noun phrase whose head stands at this place begins: at its article, else behind the last verb,
    preposition or mark."""
    start = at
    while start > 0 and at - start < LONGEST_PHRASE:
        word = words[start - 1]
        if words[start].low in DETERMINERS or not _belongs(word, words[at]):
            break
        start -= 1
    return start


def _belongs(word: Word, head: Word) -> bool:
    if word.sentence != head.sentence or not word.is_word:
        return word.text == "-" and word.sentence == head.sentence
    return (
        word.low not in CLAUSE_WORDS | ADVERBS and word.low not in PREPOSITIONS and not word.low.endswith(("ing", "ly"))
    )
