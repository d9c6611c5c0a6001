"""Whom "the top diplomat", "the Russian minister", "the senator" mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from onrecord.speakers.anaphora import resolve_thing, thing_here
from onrecord.speakers.candidates import Asked
from onrecord.speakers.description_evidence import NOBODY, UNNAMED, description_evidence, fits_of
from onrecord.speakers.descriptions import describe, singular
from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.gazetteer import fold
from onrecord.speakers.kin import is_kin, resolve_kin
from onrecord.speakers.lexicon import DETERMINERS, PROPER_GROUPS
from onrecord.speakers.owners import OWNERS, campaign_of, with_owner
from onrecord.speakers.phrases import head_words, is_definite, is_doer, kind_of_phrase
from onrecord.speakers.polls import resolve_poll
from onrecord.speakers.scene import Scene
from onrecord.speakers.several import resolve_several
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Attribution

NEAR = 4  # sentences
FITS = 0.3  # where it fits one person alone
SURE = 0.5  # where a description fits several, or nobody
MOST_BACK = 500  # statements; who spoke before those is not looked for
LIKELY, CLEAR = 0.4, 0.1  # cautious weights: of those between .4 and .5 more than half are right


def resolve_phrase(attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """Who a source without a heading name is; its own words and kind where nobody in the report fits."""
    words = scene.words_in(attribution.source)
    kind = kind_of_phrase(words, scene.gazetteer)
    if body := _short_body(words, scene) or campaign_of(words, attribution, scene, spoken):
        return body
    if is_kin(words):
        own = with_owner(words, attribution, scene, spoken)
        unknown = Finding(own, SpeakerType.PERSON, f"'{own}': nobody named in the report is tied to it")
        return resolve_kin(words, attribution, scene, spoken) or unknown
    if kind is SpeakerType.PERSON and (found := _person(words, attribution, scene, spoken)):
        return found
    if kind in (SpeakerType.GROUP, SpeakerType.STATE) and (found := _several(words, scene, spoken)):
        return found
    if kind is SpeakerType.DOCUMENT and (poll := resolve_poll(words, scene)):
        return poll
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


def _several(words: Sequence[Word], scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    told = tuple(_recency(_fitting(words, scene), words[0].start, scene, spoken))
    return resolve_several(words, told, scene)


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
    """The likeliest person of those whom the description may mean, if likelier than not; without weights the only
    one that it fits."""
    if _stays_unnamed(words) or _names_an_office(words, scene):
        return None
    fitting = _fitting(words, scene)
    first = fitting[0] if len(fitting) == 1 else None
    if scene.description_ranking:
        evidence = description_evidence(Asked(words[0], attribution, scene, spoken), words)
        chances = scene.description_ranking.chances(evidence)
        if first is None or chances.get(first, 0.0) < FITS:
            first = _likeliest(chances, words, scene, spoken, fitting)
    elif not is_definite(words):
        return None
    if first is None:
        return None
    person, own = scene.people.persons[first], own_words(words, scene)
    told = f"'{own}': likeliest of those near by, {person.name}"
    if person.mentions[0].start > words[0].start:
        told = f"'{own}': introduced further on as {person.name}"
    elif first in fitting:
        told = f"'{own}': fits what the report says of {person.name}"
    return Finding(person.name, SpeakerType.PERSON, told, (first,))


def _are_equal(first: int, second: int, word: Word, scene: Scene, spoken: Sequence[Spoken]) -> bool:
    """Were both named in one sentence last, and has nothing told them apart since?"""
    last = {r.person: r.sentence for r in reversed(list(scene.references_before(word, NEAR)))}
    spoke = any({first, second} & set(one.finding.persons) for one in spoken[-2:])
    return not spoke and first in last and last.get(first) == last.get(second)


def _likeliest(
    chances: Mapping[int, float],
    words: Sequence[Word],
    scene: Scene,
    spoken: Sequence[Spoken],
    fits: Sequence[int],
) -> int | None:
    """The first of those who may be meant, if likely and clear enough; chances: the likeliest first."""
    (first, chance), *others = chances.items()
    if first == NOBODY or chance < LIKELY or (others and chance - others[0][1] < CLEAR):
        return None
    if first not in fits and others and _are_equal(first, others[0][0], words[0], scene, spoken):
        return None
    clear = fits == [first]
    if (first not in fits and _tells_of_another(words, scene)) or (chance < SURE and not clear):
        return None  # one of three senators must be the likelier, and so must whoever is told no such thing
    return first


def _tells_of_another(words: Sequence[Word], scene: Scene) -> bool:
    """Does a phrase that fits nobody tell of somebody else: "the widow of a soldier", "the keeper"?"""
    noun = head_words(words)[-1]
    asked = describe(head_words(words), scene.gazetteer)
    does = not (asked.families or asked.nations) and is_doer(noun) and "-year-old" not in noun.low
    return does or any(word.low in ("a", "an") for word in words[1:])


def _names_an_office(words: Sequence[Word], scene: Scene) -> bool:
    """ "While secretary of state", without an article in the middle of a sentence: an office, nobody in particular."""
    title = scene.report.title_span
    headline = scene.lines[words[0].paragraph].headline or (title is not None and title.contains(_span_of(words)))
    bare = words[0].low not in DETERMINERS and not words[0].first
    return bare and not headline and not is_definite(words)


def _stays_unnamed(words: Sequence[Word]) -> bool:
    """ "An official who was not authorized to speak publicly": whoever asks not to be named is named nowhere."""
    return any(word.low in UNNAMED for word in words)


def _span_of(words: Sequence[Word]) -> Span:
    return Span(words[0].start, words[-1].end)


def _fitting(words: Sequence[Word], scene: Scene) -> list[int]:
    """The persons that agree best with a description."""
    scores = fits_of(head_words(words), scene)
    best = max(scores.values(), default=0.0)
    return [k for k, score in scores.items() if score == best]


def _unnamed_before(words: Sequence[Word], kind: SpeakerType, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """ "The doctor" after "a doctor on the scene": somebody unnamed who has spoken before."""
    noun = head_words(words)[-1].low
    told = {word.low for word in words[1:] if word.low != noun}
    bare = kind is SpeakerType.GROUP and words[0].low not in DETERMINERS  # "Norwegians" are all of them
    if bare or len(head_words(words)) != len(words):
        return None
    for one in islice(reversed(spoken), MOST_BACK):
        finding = one.finding
        if finding.type is not kind or finding.persons:
            continue
        said = fold(finding.name).split()
        if noun in said and (not told or told & set(said)):
            return Finding(finding.name, kind, f"'{own_words(words, scene)}': takes up '{finding.name}'")
    return None


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
