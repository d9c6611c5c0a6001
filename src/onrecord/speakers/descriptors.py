"""Whom "the top diplomat", "the Russian minister", "the senator" mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.speakers.anaphora import resolve_thing, thing_here
from onrecord.speakers.candidates import Asked, candidates
from onrecord.speakers.descriptions import Description, describe, singular
from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.gazetteer import fold
from onrecord.speakers.lexicon import DETERMINERS, INDEFINITE, PROPER_GROUPS, RELATIVES, lexicon
from onrecord.speakers.owners import OWNERS, campaign_of, with_owner
from onrecord.speakers.phrases import head_words, is_definite, is_doer, kind_of_noun, kind_of_phrase
from onrecord.speakers.scene import Scene
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Attribution

LEAD = 4  # paragraphs in which a person may appear before being named
NEAR = 4  # sentences
LIKELY, CLEAR = 0.5, 0.5
PAIR = frozenset({"two", "pair", "duo", "couple"})
# Roles that whoever holds an office may have besides it, and callings of those who only ask questions.
ROLES = lexicon("candidate rival leader politician billionaire member official surrogate incumbent winner Mr Mrs") | {
    "running mate",
    "party leader",
}
UNNAMED = lexicon(
    "authorized authorised anonymous anonymously anonymity unauthorized unauthorised unidentified unnamed"
)
ASKING = frozenset({"host", "journalist", "pollster"})


def resolve_phrase(attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """Who a source without a heading name is; its own words and kind where nobody in the report fits."""
    words = scene.words_in(attribution.source)
    kind = kind_of_phrase(words, scene.gazetteer)
    if body := _short_body(words, scene) or campaign_of(words, attribution, scene, spoken):
        return body
    if kind is SpeakerType.PERSON and (found := _person(words, attribution, scene, spoken)):
        return found
    if kind is SpeakerType.GROUP and (found := _several(words, scene, spoken)):
        return found
    if kind in (SpeakerType.BODY, SpeakerType.DOCUMENT, SpeakerType.STATE):
        found = resolve_thing(words, kind, scene, spoken)
        if found.name != own_words(words, scene):
            return found
        told = thing_here(words, kind, scene, spoken)
        return told or replace(found, name=with_owner(words, attribution, scene, spoken))
    owned = words[0].low in OWNERS
    if is_definite(words) and not owned and (found := _unnamed_before(words, kind, scene, spoken)):
        return found
    name = with_owner(words, attribution, scene, spoken)
    return Finding(name, kind, f"'{name}': nobody named in the report is tied to it")


def _short_body(words: Sequence[Word], scene: Scene) -> Finding | None:
    """ "The Post", large inside a sentence, after "the Norvik Post": the one body of the report whose name ends so."""
    last = words[-1]
    if len(words) > 2 or not last.capital or (len(words) == 2 and words[0].low != "the"):
        return None
    names = scene.endings.get(last.low, ()) if last.low not in PROPER_GROUPS else ()
    noun = scene.gazetteer.nouns.get(last.low)
    chamber = noun is not None and noun.kind == "parliament"  # "the House" is no short form of "White House"
    if len(names) != 1 or last.first or chamber:
        return None
    return Finding(names[0], SpeakerType.BODY, f"'{last.text}': {names[0]} in this report")


def _person(words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """Who is described; "the official" after "an official said" is that official, unless a named one came since."""
    unnamed = _unnamed_before(words, SpeakerType.PERSON, scene, spoken) if is_definite(words) else None
    if unnamed:
        head, persons = head_words(words)[-1], scene.people.persons
        same = [k for k in _fitting(words, scene) if singular(head.low) in persons[k].about.words]
        named_at = max(_recency(same, words[0].start, scene, spoken).values(), default=-1)
        if named_at < max(one.start for one in spoken if one.finding.name == unnamed.name):
            return unnamed
    return _described(words, attribution, scene, spoken)


def _described(
    words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]
) -> Finding | None:
    """The person whose titles, appositions and nation agree; the most recent of several."""
    fitting = _fitting(words, scene)
    own = own_words(words, scene)
    title = scene.report.title_span
    headline = scene.lines[words[0].paragraph].headline or (title is not None and title.contains(_span_of(words)))
    if not is_definite(words) and not headline:
        if _stays_unnamed(words) or (words[0].low not in DETERMINERS and not words[0].first):
            return None  # "while secretary of state": an office, nobody in particular
        fitting = [k for k in fitting if _comes_later(words, k, scene)]
        if len(fitting) != 1:
            return None
        name = scene.people.persons[fitting[0]].name
        return Finding(name, SpeakerType.PERSON, f"'{own}': introduced further on as {name}", tuple(fitting))
    if not fitting:
        return _unplaced(words, attribution, scene, spoken)
    first = fitting[0]
    if len(fitting) > 1:
        recent = _recency(fitting, words[0].start, scene, spoken)
        first = max(fitting, key=lambda k: recent.get(k, -1))
        if _is_far(first, words[0], scene, spoken) and (found := _unplaced(words, attribution, scene, spoken)):
            return found
        if scene.ranking and not _is_clear(fitting, words[0], attribution, scene, spoken):
            return None
    name = scene.people.persons[first].name
    return Finding(name, SpeakerType.PERSON, f"'{own}': fits what the report says of {name}", (first,))


def _stays_unnamed(words: Sequence[Word]) -> bool:
    """ "An official who was not authorized to speak publicly": whoever asks not to be named is named nowhere."""
    return any(word.low in UNNAMED for word in words)


def _span_of(words: Sequence[Word]) -> Span:
    return Span(words[0].start, words[-1].end)


def _is_clear(
    fitting: Sequence[int], word: Word, attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]
) -> bool:
    """Is one of several senators far likelier than the others? Those not heard of lately do not count."""
    evidence = candidates(Asked(word, attribution, scene, spoken))
    known = {k: evidence[k] for k in fitting if k in evidence}
    chances = list(scene.ranking.chances(known).values()) if scene.ranking and known else [1.0]
    return chances[0] >= CLEAR


def _is_far(person: int, word: Word, scene: Scene, spoken: Sequence[Spoken]) -> bool:
    """Has this one of several senators not been heard of for a while, and said nothing of late?"""
    if any(person in one.finding.persons for one in spoken[-3:]):
        return False
    return all(reference.person != person for reference in scene.references_before(word, NEAR))


def _fitting(words: Sequence[Word], scene: Scene) -> list[int]:
    """The persons that agree best with a description."""
    head = head_words(words)
    asked, noun = describe(head, scene.gazetteer), singular(head[-1].low)
    told = sorted({k for one in {*asked.families, noun} for k in scene.told_of.get(one, ())})
    persons = scene.people.persons
    scores = {k: _agreement(asked, noun, persons[k].about, scene.genders.get(k)) for k in told}
    best = max(scores.values(), default=0)
    return [k for k in scores if scores[k] == best] if best > 0 else []


def _comes_later(words: Sequence[Word], person: int, scene: Scene) -> bool:
    """Reports open with "a judge ruled" and name the judge further down: does this person first appear there?"""
    mentions = scene.people.persons[person].mentions
    return words[0].paragraph <= LEAD and all(mention.start > words[0].start for mention in mentions)


def _unplaced(
    words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]
) -> Finding | None:
    """The person near by whom a description can mean although the report tells no such thing of anybody: the likeliest
    of those whom nothing contradicts, if clearly so."""
    head = head_words(words)
    new = head[-1].low.endswith("-year-old") or any(word.low in RELATIVES | INDEFINITE for word in words)
    if words[0].low not in ("the", "this") or new or scene.ranking is None:
        return None  # "the widow of a soldier", "the 43-year-old" tell of somebody else
    asked = describe(head, scene.gazetteer)
    plain = not (asked.families or asked.nations) and is_doer(head[-1])
    if plain or _is_title(head[-1], scene) or _told_before(head[-1], scene):
        return None
    evidence = candidates(Asked(words[0], attribution, scene, spoken))
    open_ = {
        k: row
        for k, row in evidence.items()
        if k >= 0 and _is_open(k, asked, scene) and _is_near(k, words[0], scene, spoken)
    }
    chances = list(scene.ranking.chances(open_).items())
    if not chances or chances[0][1] < LIKELY:
        return None
    first = chances[0][0]
    name = scene.people.persons[first].name
    own = own_words(words, scene)
    return Finding(name, SpeakerType.PERSON, f"'{own}': likeliest of those near by, {name}", (first,))


def _is_title(noun: Word, scene: Scene) -> bool:
    """ "The Advocate", large inside a sentence, is no calling but a name, e.g. of a paper."""
    office = noun.low in scene.gazetteer.offices or noun.low in scene.gazetteer.demonyms
    return noun.capital and not noun.first and not office and f"{noun.low}s" not in PROPER_GROUPS


def _told_before(noun: Word, scene: Scene) -> bool:
    """Has the report told of somebody unnamed of that sort: "a keeper came"? "Berg is a keeper" does not."""
    return scene.brought_in.get(noun.low, noun.start) < noun.start


def _is_open(person: int, asked: Description, scene: Scene) -> bool:
    """Does nothing that the report tells of a person speak against a description?"""
    about, gender = scene.people.persons[person].about, scene.genders.get(person)
    told = bool(asked.families & (about.families | about.broader))
    offices = told or asked.families <= ROLES or not (about.families - ROLES or asked.families & ASKING)
    nations = not (asked.nations and about.nations) or bool(asked.nations & about.nations)
    return offices and nations and asked.gender in (None, gender or asked.gender)


def _is_near(person: int, word: Word, scene: Scene, spoken: Sequence[Spoken]) -> bool:
    if any(person in one.finding.persons and 0 <= word.sentence - one.sentence <= NEAR for one in spoken[-2:]):
        return True
    until = bisect_left(scene.references, word.start, key=lambda reference: reference.start)
    return any(
        r.person == person and word.sentence - r.sentence <= 2 for r in scene.references[max(0, until - 6) : until]
    )


def _several(words: Sequence[Word], scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """ "The senators", "both ministers": exactly two persons of that office in the report, or the only two near by."""
    both = words[0].low == "both" or (len(words) > 1 and words[0].low == "the" and words[1].low in PAIR)
    if not (both or words[0].low in ("the", "these")) or len(head_words(words)) != len(words):
        return None
    last = head_words(words)[-1].low
    fitting = list(_recency(_fitting(words, scene), words[0].start, scene, spoken))
    people = last in PAIR or last == "both" or kind_of_noun(singular(last), scene.gazetteer) is SpeakerType.PERSON
    if len(fitting) != 2 and both and people:
        until = bisect_left(scene.references, words[0].start, key=lambda reference: reference.start)
        near = [r for r in scene.references[max(0, until - 12) : until] if words[0].sentence - r.sentence <= 2]
        fitting = list(dict.fromkeys(r.person for r in near))
    if len(fitting) != 2:
        return None
    name = "; ".join(scene.people.persons[k].name for k in fitting)
    return Finding(name, SpeakerType.PERSON, f"'{own_words(words, scene)}': the two the report names", tuple(fitting))


def _unnamed_before(words: Sequence[Word], kind: SpeakerType, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """ "The doctor" after "a doctor on the scene": somebody unnamed who has spoken before."""
    noun = head_words(words)[-1].low
    told = {word.low for word in words[1:] if word.low != noun}
    bare = kind is SpeakerType.GROUP and words[0].low not in DETERMINERS  # "Norwegians" are all of them
    if bare or len(head_words(words)) != len(words):
        return None
    for one in reversed(spoken):
        finding = one.finding
        if finding.type is not kind or finding.persons:
            continue
        said = fold(finding.name).split()
        if noun in said and (not told or told & set(said)):
            return Finding(finding.name, kind, f"'{own_words(words, scene)}': takes up '{finding.name}'")
    return None


def _agreement(asked: Description, head: str, about: Description, gender: str | None) -> float:
    """How well a description fits a person; 0 when it does not, or when something contradicts it."""
    if asked.nations and about.nations and not asked.nations & about.nations:
        return 0
    if asked.gender and (about.gender or gender) and asked.gender != (about.gender or gender):
        return 0
    same = asked.families & about.families
    wider = asked.families & about.broader
    if not same and not wider and head not in about.words:
        return 0
    extra = len((asked.words - {head}) & about.words) + len(asked.nations & about.nations)
    return (3 if same else 2 if wider else 1.5) + 0.5 * extra


def _recency(persons: Sequence[int], before: int, scene: Scene, spoken: Sequence[Spoken]) -> dict[int, int]:
    """Where each of these persons was last named or spoke before this place; without those who are named only later."""
    places: dict[int, int] = {}
    for person in persons:
        starts = scene.named_at.get(person, ())
        at = bisect_left(starts, before)
        if at:
            places[person] = starts[at - 1]
    asked = frozenset(persons)
    for one in spoken if asked else ():
        for person in asked.intersection(one.finding.persons):
            places[person] = max(places.get(person, 0), one.start)
    return places
