"""The office as printed: the words of the report that give somebody's office, and what these words say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.speakers.appositions import COPULAS, office_beside
from onrecord.speakers.descriptions import LONGEST_STATE, nation_at, offices_in
from onrecord.speakers.findings import Spoken
from onrecord.speakers.gazetteer import Gazetteer, Office
from onrecord.speakers.holders import key_of
from onrecord.speakers.lexicon import ABBREVIATIONS, DETERMINERS, PREPOSITIONS, RELATIVES, lexicon
from onrecord.speakers.mentions import Mention
from onrecord.speakers.scene import Scene
from onrecord.speakers.words import Word, read_words
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span

LONGEST_PHRASE = 12  # words
LONGEST_BODY = 8
OVER = lexicon("former ex late previous onetime erstwhile deposed ousted")
# "Shadow foreign secretary", "president-elect": another office than the one that the rest of the words name.
ANOTHER = lexicon("shadow deputy vice assistant junior would-be aspiring self-declared honorary elect designate future")
ANOTHER |= lexicon("incoming next acting interim caretaker potential alternate associate unofficial")
STANDS_BEFORE = DETERMINERS | RELATIVES | lexicon("and or but while as said says told by")
JOINS = lexicon("of for to the")
NOT_YET = ("-elect", "-designate")


@dataclass(frozen=True, slots=True)
class Post:
    """What a printed office says. office, key: as the gazetteer knows it. phrase: its words, folded.

    owners: states and bodies it is said to be an office of. over: "former". another: "shadow", "-elect": not this
    office. whole: nothing else stands there, so that whoever holds "the Russian foreign minister" is meant.
    """

    office: Office
    phrase: str
    owners: tuple[str, ...]
    over: bool
    another: bool
    whole: bool

    @property
    def key(self) -> str:
        return key_of(self.office, self.phrase)

    def fits(self, key: str, broader: frozenset[str], of: Sequence[str]) -> bool:
        """Can these words mean the office with this key? "minister" can be the foreign minister, "shadow" nobody."""
        if self.another or (self.owners and not any(owner in of for owner in self.owners)):
            return False
        return self.key == key or self.office.family in broader or f" {self.phrase} " in f" {key} "


def printed_offices(spoken: Sequence[Spoken], scene: Scene) -> list[str | None]:
    """For each who speaks the words of the report that give the office, those of the source first; None without any.

    What all mentions of a person give is looked for once a person: one who speaks often is mentioned often.
    """

    @cache
    def mentions_of(person: int) -> frozenset[Mention]:
        return frozenset(scene.people.persons[person].mentions)

    @cache
    def office_of(person: int) -> str | None:
        return _first_beside(scene.people.persons[person].mentions, scene)

    def office(one: Spoken) -> str | None:
        finding = one.finding
        if finding.type is not SpeakerType.PERSON or len(finding.persons) > 1:
            return None
        words = scene.words_in(one.attribution.source)
        if not finding.persons:
            return _printed(words, scene)
        person = finding.persons[0]
        named = [m for m in scene.mentions_in(one.attribution.source) if m in mentions_of(person)]
        described = _printed(words, scene) if not named and len(words) > 1 else None
        return _first_beside(named, scene) or described or office_of(person)

    return [office(one) for one in spoken]


def _first_beside(mentions: Iterable[Mention], scene: Scene) -> str | None:
    return next((found for mention in mentions for found in _beside(mention, scene)), None)


def _beside(mention: Mention, scene: Scene) -> Iterator[str]:
    """The office before a name, then the one between commas behind or before it."""
    start, end = scene.place_of_start(mention.start), scene.place_of_start(mention.end)
    line = scene.lines[mention.paragraph].words
    first = start - scene.place_of(line[0])
    titles = scene.words[scene.place_of_start(mention.outer) : start]
    for stretch in (titles, office_beside(line, first, first + end - start, scene.gazetteer)):
        if found := _printed(stretch, scene):
            yield found


def _printed(words: Sequence[Word], scene: Scene) -> str | None:
    """The last office in these words with what it is an office of, as printed; white space is one space."""
    place = _place(words, scene.gazetteer)
    if place is None or place.end - place.start > LONGEST_PHRASE:
        return None
    first, last = scene.place_of(words[place.start]), words[place.end - 1]
    while first > 0 and _belongs_before(scene, first):
        first -= 1
    text = scene.report.text
    stop = last.low in ABBREVIATIONS and text[last.end : last.end + 1] == "."
    return " ".join(text[scene.words[first].start : last.end + stop].split())


def _belongs_before(scene: Scene, at: int) -> bool:
    """Does the word before this place belong to the office? "Shadow" and "former" do: without them it were a falsehood.

    So does the first half of a state: "New | York mayor".
    """
    before = scene.words[at - 1]
    return before.low in ANOTHER | OVER or nation_at(scene.words, at - 1, scene.gazetteer)[1] > 1


def _place(words: Sequence[Word], gazetteer: Gazetteer) -> Span | None:
    """Where among these words the office stands: from what qualifies it to what it is an office of."""
    head = next((k for k, word in enumerate(words) if _ends_head(word)), len(words))
    offices = list(offices_in(words, gazetteer))
    inside = [(s, e) for office, s, e in offices if office.post and s < head and _is_whole(words, e)]
    if not inside:
        return None
    start, end = inside[-1]
    roles = {e for office, _, e in offices if not office.post}
    while start > 0 and start not in roles and _qualifies(words[start - 1]):
        start -= 1
    return Span(start, _behind_owner(words, end))


def _ends_head(word: Word) -> bool:
    """Does the phrase itself end here? "the minister | in charge"; not inside "secretary of state"."""
    low = word.low
    return low in RELATIVES or (low in PREPOSITIONS and low not in ("of", "for", "to")) or word.text in ",;:—–("


def _is_whole(words: Sequence[Word], end: int) -> bool:
    """Does the office end here? "Deputy | editor", "Justice | Department" do not."""
    after = words[end] if end < len(words) else None
    return after is None or not after.is_word or after.low in PREPOSITIONS | RELATIVES or after.low in ("and", "or")


def _qualifies(word: Word) -> bool:
    """Does the word belong to the office behind it? No article, no age, no end of a clause."""
    if not word.is_word:
        return word.text == "."
    return word.low not in STANDS_BEFORE | PREPOSITIONS and not word.text[0].isdigit()


def _behind_owner(words: Sequence[Word], end: int) -> int:
    """The place behind "of Georgia", "for the Oduya campaign"; the same place where nothing of the kind follows."""
    at = end
    while at < len(words) and words[at].low in JOINS:
        at += 1
    stop = at
    while stop < len(words) and (words[stop].capital or _goes_on(words, stop)):
        stop += 1
    if at in (end, stop):
        return end
    while stop < len(words) and words[stop].text.islower() and not _ends_owner(words[stop]):
        stop += 1
    return stop


def _ends_owner(word: Word) -> bool:
    return not word.is_word or word.low in PREPOSITIONS | STANDS_BEFORE | COPULAS


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """ "Thomas B| . Oduya", "Bureau| of Mines": does the name go on behind this word?"""
    before = words[at - 1]
    stop = words[at].text == "." and (len(before.text) == 1 or before.low in ABBREVIATIONS)
    inner = stop or words[at].low in ("of", "and", "for")
    return inner and at + 1 < len(words) and words[at + 1].capital


def read_post(printed: str, gazetteer: Gazetteer) -> Post | None:
    """What the words of a printed office say; None when no office of the gazetteer is among them."""
    words = [word for line in read_words(printed, (Span(0, len(printed)),), ()) for word in line.words if word.is_word]
    found = [(office, start, end) for office, start, end in offices_in(words, gazetteer) if office.post]
    if not found:
        return None
    office, start, end = found[-1]
    rest = [*words[:start], *words[end:]]
    owners = [
        (name, span) for part in (words[:start], words[end:]) for name, span in owners_in(part, gazetteer, cities=False)
    ]
    left = [word for word in rest if word.low not in JOINS]
    phrase = " ".join(word.low for word in words[start:end])
    another = phrase.endswith(NOT_YET) or any(word.low in ANOTHER for word in rest)
    whole = len(found) == 1 and len(left) == sum(length for _, length in owners)
    return Post(
        office=office,
        phrase=phrase,
        owners=tuple(dict.fromkeys(name for name, _ in owners)),
        over=any(word.low in OVER or word.low.startswith("ex-") for word in words[:start]),
        another=another,
        whole=whole and not another,
    )


def owners_in(words: Sequence[Word], gazetteer: Gazetteer, *, cities: bool = True) -> Iterator[tuple[str, int]]:
    """Each state and body named, and over how many words; the longest first.

    cities: a capital stands for its state. It does not in a title: the attorney general of Washington is another one.
    """
    at = 0
    while at < len(words):
        name, length = _owner_at(words, at, gazetteer)
        if name and not cities and _is_city(words[at : at + length], gazetteer):
            name = None
        if name:
            yield name, length
        at += length


def _is_city(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    name = " ".join(word.low for word in words)
    return name in gazetteer.capitals and name not in gazetteer.states and name not in gazetteer.demonyms


def _owner_at(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> tuple[str | None, int]:
    if not words[at].capital:
        return None, 1
    nation, states = nation_at(words, at, gazetteer)
    longest = LONGEST_BODY if words[at].low in gazetteer.long_starts else 1
    for length in range(min(longest, len(words) - at), 0, -1):
        if nation and length == min(states, LONGEST_STATE):
            return nation, length
        body = gazetteer.body(" ".join(word.text for word in words[at : at + length]))
        if body:
            return body.name, length
    return nation, states
