"""What "the alliance", "the letter", "it" and "they" take up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.speakers.descriptions import nations_in, singular
from onrecord.speakers.documents import ANY_DOCUMENT, title_of
from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.lexicon import RELATIVES
from onrecord.speakers.nearest import LONGEST_NAME, NEAR, finding_of
from onrecord.speakers.phrases import head_words, is_definite
from onrecord.speakers.scene import Scene
from onrecord.speakers.things import Thing
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

BLAND = frozenset({"the", "this", "that", "these", "those", "new", "recent", "latest", "same"})
FAR = 1500  # words "the government" looks back
ANY_BODY = frozenset({"company", "firm", "group", "organization", "organisation", "business", "corporation"})
LOOSE = frozenset({"agency", "outlet", "company", "organization", "group", "union", "campaign"})
WIDER = {"agency": ("ministry", "office"), "organization": ("group", "union", "alliance"), "group": ("organization",)}
FORGOTTEN = 70  # sentences after which no noun takes up a thing: 0.05 a sentence outweighs the best fit
UNNAMED, JUST_SPOKE = 0.6, 1.5
FADING = (0.05, 0.02)  # a sentence; bodies with a name are remembered longer
OF_SPEAKERS = ANY_BODY | {"newspaper", "paper", "outlet", "agency", "network", "magazine", "publication", "center"}
SAME = 3.0  # the fit of one noun with itself; a name fits better than another phrase
REPORTED = frozenset({"reported", "reports", "found"})
OTHERS = frozenset(
    {"other", "second", "third", "first", "final", "original", "previous", "earlier", "later", "separate"}
)
OTHERS |= frozenset(
    {"similar", "next", "last", "subsequent", "initial", "further", "additional", "early", "rival", "old"}
)
MAKERS = (SpeakerType.PERSON, SpeakerType.BODY, SpeakerType.STATE)


def resolve_thing(words: Sequence[Word], kind: SpeakerType, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """What a body, state or document noun means here; its own words where the report names nothing that fits."""
    head = head_words(words)
    own = own_words(words, scene)
    nations = list(nations_in(head, scene.gazetteer))
    if kind is SpeakerType.STATE and nations:
        return Finding(nations[0], SpeakerType.STATE, f"'{own}': government of {nations[0]}")
    if kind is SpeakerType.STATE and head[-1].low == "government":
        nation = _governed(head[-1], scene) if is_definite(words) and len(head) <= 2 else None
        because = f"'{own}': government of {nation}" if nation else f"'{own}': as printed"
        return Finding(nation or own, SpeakerType.STATE, because)
    if _is_whole(words, head) and is_definite(words):
        thing = _taken_up(head, kind, scene, spoken)
        if thing and kind is SpeakerType.BODY:
            thing = _name_behind(thing, scene) or thing
        plain = all(word.low in BLAND for word in head[:-1]) and len(head) == len(words)
        if not thing and plain and kind is SpeakerType.DOCUMENT and (maker := _maker(head[-1], scene, spoken)):
            return Finding(f"{maker}'s {head[-1].low}", kind, f"'{own}': {maker} spoke in it")
        if thing and _allows(head, thing, scene):
            return finding_of(thing, head[-1].low, own, scene, spoken)
    return Finding(own, kind, f"'{own}': as printed")


def _maker(noun: Word, scene: Scene, spoken: Sequence[Spoken]) -> str | None:
    """Whose "the statement" is: of whom the report told just before what they said "in a statement"."""
    for one in reversed(spoken[-4:]):
        reported = {word.low for word in scene.words_in(one.attribution.cue)} & REPORTED
        if noun.low == "report" and reported and one.finding.type is SpeakerType.BODY:
            return one.finding.name
        if one.finding.type not in MAKERS or ";" in one.finding.name or not one.finding.name[:1].isupper():
            continue
        since = bisect_left(scene.things, one.sentence, key=lambda thing: thing.sentence)
        until = bisect_left(scene.things, noun.start, key=lambda thing: thing.start)
        told = (t for t in scene.things[since:until] if t.sentence == one.sentence)
        if any(t.noun == noun.low and t.start > one.start - LONGEST_NAME for t in told):
            return one.finding.name
    return None


def thing_here(words: Sequence[Word], kind: SpeakerType, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """The document that a source itself tells of for the first time, named as it will be when it is taken up."""
    if kind is not SpeakerType.DOCUMENT:
        return None
    head = head_words(words)[-1]
    since = bisect_left(scene.things, words[0].start, key=lambda thing: thing.start)
    for thing in scene.things[since : since + 3]:
        if thing.start > words[-1].start or thing.plain or thing.type is not kind or head.low not in thing.heads:
            continue
        if len(thing.name) > 0.6 * len(own_words(words, scene)):
            return Finding(title_of(thing, "", scene, spoken), kind, f"'{thing.name}': as printed", thing=thing.start)
    return None


def _allows(head: Sequence[Word], thing: Thing, scene: Scene) -> bool:
    """May a noun with these words before it take up this thing? "The law enforcement agency" may be any agency, "the
    appeals court" is not any court."""
    if all(word.low in BLAND for word in head[:-1]):
        return True
    if thing.type is SpeakerType.DOCUMENT:
        return _is_told_more(head, thing)
    noun = scene.gazetteer.nouns.get(head[-1].low)
    loose = noun is not None and noun.kind in LOOSE and thing.type is SpeakerType.BODY
    return loose and head[0].low == "the" and all(word.text.islower() for word in head)


def _is_told_more(head: Sequence[Word], thing: Thing) -> bool:
    """ "The scathing report", right behind a report, tells more of it; "the second report" is another."""
    more = [word for word in head[:-1] if word.low not in BLAND]
    told = all(word.text.islower() and word.low not in OTHERS and not word.text[0].isdigit() for word in more)
    near = head[-1].sentence - thing.sentence <= NEAR and head[-1].low in thing.heads
    return told and near and head[0].low in ("the", "this") and any(c.isupper() for c in thing.name)


def _governed(word: Word, scene: Scene) -> str | None:
    """Whose "the government" is: of the last "Norwegian government" before, else of the only state that its
    sentence is about or that the report names."""
    at = scene.place_of(word)
    for k in range(at - 1, max(0, at - FAR), -1):
        before = scene.words[k - 1]
        nation = scene.gazetteer.nation(before.low) if before.capital else None
        if nation and scene.words[k].low in ("government", "cabinet"):
            return nation
    until = bisect_left(scene.things, word.start, key=lambda thing: thing.start)
    since = bisect_left(scene.things, word.sentence, key=lambda thing: thing.sentence)
    here = {thing.name for thing in scene.things[since:until] if thing.type is SpeakerType.STATE and thing.subject}
    return here.pop() if len(here) == 1 else scene.states[0] if len(scene.states) == 1 else None


def _is_whole(words: Sequence[Word], head: Sequence[Word]) -> bool:
    """Is this all the phrase says, a clause behind it aside?"""
    after = next((word for word in words if word.start >= head[-1].end), None)
    return after is None or not after.is_word or after.low in RELATIVES


def _taken_up(phrase: Sequence[Word], kind: SpeakerType, scene: Scene, spoken: Sequence[Spoken]) -> Thing | None:
    """The last thing before that the noun can stand for; one that has spoken first."""
    voiced = {one.finding.name for one in spoken[-3:]} | {one.finding.thing for one in spoken[-3:]} - {-1}
    last = _speaker_near(phrase[0], spoken)
    best: Thing | None = None
    best_score = 0.0
    head = phrase[-1]
    until = bisect_left(scene.things, phrase[0].start, key=lambda thing: thing.start)
    since = bisect_left(scene.things, head.sentence - FORGOTTEN, key=lambda thing: thing.sentence)
    for thing in scene.things[since:until]:
        fit = _fit(head, kind, thing, scene)
        unnamed = kind is SpeakerType.BODY and thing.name[:1].islower()
        just_spoke = last is not None and thing.name == last and bool(fit) and head.low in OF_SPEAKERS
        score = (
            fit
            - (UNNAMED if unnamed else 0.0)
            + (JUST_SPOKE if just_spoke else 0.0)
            - FADING[kind is SpeakerType.BODY and not unnamed and fit == SAME and head.low not in ANY_BODY]
            * (head.sentence - thing.sentence)
            + (0.5 if thing.name in voiced or thing.start in voiced else 0.0)
        )
        if fit and score >= best_score:
            best, best_score = thing, score
    if best and kind is SpeakerType.DOCUMENT and _told_anew(best, head, scene, until):
        return None
    return _fullest(best, since, until, scene) if best and best.type is SpeakerType.DOCUMENT else best


def _told_anew(thing: Thing, head: Word, scene: Scene, until: int) -> bool:
    """Was "a document" brought in since, of which nothing more is told, so that "the document" is no other thing?"""
    if head.low in thing.heads:
        return False
    since = bisect_left(scene.things, thing.start, key=lambda one: one.start)
    return any(
        one.plain and head.low in one.heads and scene.words[scene.place_of_start(one.start)].low in ("a", "an")
        for one in scene.things[since:until]
    )


def _speaker_near(word: Word, spoken: Sequence[Spoken]) -> str | None:
    """The body that spoke last, in this sentence or the two before; None where somebody else spoke since."""
    last = spoken[-1] if spoken else None
    near = last is not None and word.sentence - last.sentence <= 2 and last.finding.type is SpeakerType.BODY
    return last.finding.name if last and near else None


def _name_behind(thing: Thing, scene: Scene) -> Thing | None:
    """The name that "the drug company" itself stands for: the body named right before it, if only one can be meant."""
    at = scene.place_of_start(thing.start)
    noun = scene.words[scene.place_of_start(thing.end) - 1]
    definite = scene.words[at].low in ("the", "this") or (at > 0 and scene.words[at - 1].low == "the")
    if thing.name[:1].isupper() or not definite or noun.low not in ANY_BODY:
        return None
    since = bisect_left(scene.things, thing.sentence - 2, key=lambda one: one.sentence)
    until = bisect_left(scene.things, thing.start, key=lambda one: one.start)
    near = [one for one in scene.things[since:until] if one.type is SpeakerType.BODY and not one.plain]
    fitting = {one.name: one for one in near if one.name[:1].isupper() and _fit(noun, SpeakerType.BODY, one, scene)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _fullest(thing: Thing, since: int, until: int, scene: Scene) -> Thing:
    """ "A new study" is the study that was told of in more words before or right after, if it adds nothing itself."""
    if thing.owner or any(word not in BLAND for word in thing.name.casefold().split()[:-1]):
        return thing
    for other in scene.things[since:until]:
        same = other.type is thing.type and other.noun == thing.noun and not other.plain
        if same and len(other.name.split()) > len(thing.name.split()):
            return other
    return thing


def _fit(head: Word, kind: SpeakerType, thing: Thing, scene: Scene) -> float:
    """How well a noun takes up a thing; 0 when it cannot."""
    if thing.plain or thing.type is not kind:
        return 0
    noun = scene.gazetteer.nouns.get(head.low)
    if head.capital and noun is not None and noun.kind == "parliament":
        return 0  # "the House" is no "White House"
    if head.low in thing.heads or singular(head.low) in thing.heads:
        return SAME
    if kind is SpeakerType.BODY and not thing.heads and not thing.plural and head.low in ANY_BODY:
        return 1  # a name that tells nothing of what it names: "Norvik" may be the company
    if not head.text.islower():
        return 0  # "the Constitution" is a name
    nouns = scene.gazetteer.nouns
    kinds = {nouns[one].kind for one in thing.heads if one in nouns}
    asked = nouns[head.low].kind if head.low in nouns else ""
    if kind is SpeakerType.BODY:
        near = head.sentence - thing.sentence <= NEAR
        if asked in LOOSE and kinds & {asked, *WIDER.get(asked, ())}:
            return 2
        return 0.8 if asked in LOOSE and not thing.heads and near and thing.subject else 0
    if kind is not SpeakerType.DOCUMENT or (thing.plural and singular(head.low) == head.low):
        return 0
    if asked in kinds:
        return 2
    return 1 if head.low in ANY_DOCUMENT or thing.heads & ANY_DOCUMENT else 0
