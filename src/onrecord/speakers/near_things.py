"""What the sentences before a word tell of besides persons: bodies, documents, groups, pairs of persons.

`things.find_things` reads the whole report for nouns it knows. Here a few sentences are read closely, because "they"
takes up any plural: "two rivals", "activists and pundits". Read only where somebody asks, so it costs a report nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.speakers.descriptions import singular
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import CLAUSE_WORDS, NO_NAMES, PREPOSITIONS, lexicon
from onrecord.speakers.noun_phrases import COUNTS, described
from onrecord.speakers.phrases import ARTICLES, is_doer, is_people, kind_of_noun
from onrecord.speakers.scene import Scene
from onrecord.speakers.things import shown
from onrecord.speakers.told import Told, beside, firsts, joined, outermost
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

REACH = 4  # sentences
MOST_WORDS = 260
LONGEST_JOINT = 4  # words between two names that act together
NEW = frozenset({"a", "an", "another", "some", "several", "many", "two", "three", "four", "few", "most"})
NO_PLURALS = lexicon("""
    times years months weeks days hours minutes lives ways things terms lots news politics series percents dollars
    points millions billions thousands hundreds words details states rights taxes jobs votes ones was has does his this
    is less its us yes thus always perhaps besides sometimes across towards afterwards""")
NUMBERS = COUNTS | lexicon("tens hundreds millions all none number dozens couple lot majority handful pair")
COUNTED = lexicon("a an the large small vast growing estimated whole overwhelming")
VAGUE = lexicon("half some many most all none two few both several everyone nobody third quarter fifth majority")
PEOPLE = lexicon(
    "family couple people police media press women men children kids folks others those crowd staff public youth"
)


def told_before(word: Word, scene: Scene, first: Word | None = None) -> list[Told]:
    """What the sentences before a word and its own up to there tell of, in order.

    first: from where the sentences are counted, if not from the word: the first pronoun of a row.
    """
    stop = scene.place_of(word)
    since = bisect_left(scene.words, (first or word).sentence - REACH, key=lambda one: one.sentence)
    since = max(since, scene.place_of(first or word) - MOST_WORDS)
    found = [*_phrases(since, stop, scene), *_names(since, stop, scene), *_pairs(since, stop, scene)]
    found.sort(key=lambda told: (told.at, -told.stop))
    return beside(firsts(outermost(joined(found, scene)), scene), scene)


def _phrases(since: int, stop: int, scene: Scene) -> Iterator[Told]:
    words = scene.words[since:stop]
    kinds = _kinds(words, scene.gazetteer)
    heads = frozenset(low for low, kind in kinds.items() if kind in (BODY, DOCUMENT, GROUP, STATE))
    for (start, head, right), kind in described(words, kinds, heads, quoted=True):
        line = scene.lines[words[head].paragraph]
        if line.headline or line.caption or scene.mention_over(words[head].start) is not None:
            continue
        left = _counted(words, start)
        before = words[left - 1] if left > 0 else None
        low = words[head].low
        if _is_nothing(words, left, head, kind):
            continue
        plural = singular(low) != low or kind is GROUP
        sort = _sort(words[head], kind, scene.gazetteer)
        if sort == "other" and before and before.capital and not before.possessive and head == left:
            continue  # "Norvik Radio focuses": a verb
        kept = words[left:right]
        while kept[0].low in ARTICLES and len(kept) > 1:
            kept = kept[1:]
        yield Told(
            name=shown(kept),
            type=kind if kind is not None else GROUP,
            at=since + left,
            head=since + head,
            stop=since + right,
            sentence=words[head].sentence,
            plural=plural,
            named=False,
            governed=before is not None and before.low in PREPOSITIONS and before.sentence == words[head].sentence,
            possessive=words[head].possessive,
            definite=words[left].low in ("the", "this", "these", "those") or words[left].possessive,
            new=words[left].low in NEW,
            quoted=words[head].quoted,
            sort=sort,
        )


def _is_nothing(words: Sequence[Word], left: int, head: int, kind: SpeakerType | None) -> bool:
    """Is it no thing to take up: "with less notice", where a noun that is counted has no article, or "some" alone?"""
    word, before = words[head], words[left - 1] if left > 0 else None
    if left == head and kind in (BODY, DOCUMENT, STATE) and singular(word.low) == word.low:
        return not word.first and not (before is not None and before.text in ",;")
    return word.low in VAGUE


def _counted(words: Sequence[Word], left: int) -> int:
    """The place of "several" in "several of her aides", of "tens" in "tens of thousands of people"."""
    while left > 1 and words[left - 1].low == "of" and words[left - 2].low in NUMBERS:
        left -= 2
        while left > 0 and words[left - 1].low in COUNTED:
            left -= 1
    return left


BODY, DOCUMENT, GROUP, STATE = SpeakerType.BODY, SpeakerType.DOCUMENT, SpeakerType.GROUP, SpeakerType.STATE


def _kinds(words: Sequence[Word], gazetteer: Gazetteer) -> dict[str, SpeakerType | None]:
    kinds = {word.low: kind_of_noun(word.low, gazetteer) for word in words}
    for word in words:
        if kinds[word.low] is None and (_is_plural(word) or is_people(word, gazetteer)):
            kinds[word.low] = GROUP
    return kinds


def _is_plural(word: Word) -> bool:
    low = word.low
    plural = low.endswith("s") and len(low) > 4 and singular(low) != low and low not in NO_PLURALS | NO_NAMES
    return low in PEOPLE or (plural and word.text.islower() and word.text.isalpha())


def _sort(word: Word, kind: SpeakerType | None, gazetteer: Gazetteer) -> str:
    """ "people" for nouns that name people, "doers" for those whose ending does, else the kind, or "other"."""
    one = singular(word.low)
    known = kind_of_noun(word.low, gazetteer)
    if kind is GROUP:
        if known is GROUP:
            single = gazetteer.nouns.get(one)
            bodies = single is not None and single.type is BODY
            return "bodies" if bodies else "people"
        if is_people(word, gazetteer) or word.low in PEOPLE:
            return "people"
        return "doers" if is_doer(word._replace(text=one, low=one)) else "other"
    return str(kind)


def _names(since: int, stop: int, scene: Scene) -> Iterator[Told]:
    start = scene.words[since].start if since < stop else 0
    until = scene.words[stop].start if stop < len(scene.words) else len(scene.report.reading)
    at = bisect_left(scene.mentions, start, key=lambda mention: mention.start)
    for mention in scene.mentions[at:]:
        if mention.start >= until:
            return
        person = scene.people.at.get(mention.start)
        if mention.kind is SpeakerType.PERSON or mention.modifier or (person is not None and mention.kind):
            continue
        last = scene.words[scene.place_of_start(mention.start)]
        if mention.kind is None and (mention.quoted or _is_pronoun(last) or _opens_idly(last, scene)):
            continue
        if person is not None and (len(mention.key) > 1 or scene.genders.get(person)):
            continue
        place = scene.place_of_start(mention.start)
        after = scene.place_of_start(mention.end)
        people = mention.kind is GROUP
        yield Told(
            name=mention.words if mention.kind is None or people else scene.body_name(mention),
            type=mention.kind or SpeakerType.UNKNOWN,
            at=place - (place > 0 and scene.words[place - 1].low == "the"),
            head=after - 1,
            stop=after,
            sentence=mention.sentence,
            plural=people,
            named=True,
            governed=mention.governed,
            possessive=mention.possessive,
            quoted=mention.quoted,
            sort="people" if people else "name" if mention.kind is None else str(mention.kind),
        )


def _is_pronoun(word: Word) -> bool:
    """ "They're" is no name."""
    return word.low.replace("’", "'").partition("'")[0] in NO_NAMES


def _opens_idly(word: Word, scene: Scene) -> bool:
    """Is a word large only because it opens a sentence: "Born in Norvik"?"""
    after = scene.place_of(word) + 1
    return word.first and after < len(scene.words) and scene.words[after].low in PREPOSITIONS


def _pairs(since: int, stop: int, scene: Scene) -> Iterator[Told]:
    """Two persons named together: "Berg and Senator Lund"."""
    start, until = scene.words[since].start, scene.words[stop].start
    first = bisect_left(scene.mentions, start, key=lambda mention: mention.start)
    last = bisect_left(scene.mentions, until, key=lambda mention: mention.start)
    for one, other in pairwise(scene.mentions[first:last]):
        persons = (scene.people.at.get(one.start), scene.people.at.get(other.start))
        if persons[0] is None or persons[1] is None or persons[0] == persons[1] or one.sentence != other.sentence:
            continue
        if one.possessive or not _act_together(scene, one.end, other.start):
            continue
        place, after = scene.place_of_start(one.start), scene.place_of_start(other.end)
        yield Told(
            name="; ".join(scene.people.persons[p].name for p in persons if p is not None),
            type=SpeakerType.PERSON,
            at=place,
            head=after - 1,
            stop=after,
            sentence=one.sentence,
            plural=True,
            named=True,
            governed=one.governed,
            possessive=other.possessive,
            quoted=one.quoted,
            sort="pair",
            persons=tuple(p for p in persons if p is not None),
        )


def _act_together(scene: Scene, end: int, start: int) -> bool:
    between = scene.words[scene.place_of_start(end) : scene.place_of_start(start)]
    words = [word for word in between if word.is_word]
    if not words or words[0].low != "and" or len(words) > LONGEST_JOINT:
        return False
    return all(word.text != "," for word in between) and not any(word.low in CLAUSE_WORDS for word in words[1:])
