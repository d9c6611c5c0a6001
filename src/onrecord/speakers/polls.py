"""A report on one poll calls it "a new poll", "the survey" and "the Norvik poll": who took it names it throughout."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.findings import Finding
from onrecord.speakers.lexicon import INDEFINITE
from onrecord.speakers.phrases import head_words
from onrecord.speakers.scene import POLLS, Scene
from onrecord.speakers.things import Thing
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

MOST = 40  # polls of a report, of which one can be meant
PLAIN = frozenset({"the", "a", "an", "this", "that", "new", "latest", "recent", "same", "national", "statewide"})
OTHERS = frozenset({"other", "another", "previous", "earlier", "second", "separate", "different", "last"})


def resolve_poll(words: Sequence[Word], scene: Scene) -> Finding | None:
    """The poll that a phrase means, where the report names one pollster; None elsewhere."""
    head = head_words(words)
    if head[-1].low not in POLLS or any(word.low not in PLAIN and not _is_short(word, scene) for word in head[:-1]):
        return None
    polls = scene.polls
    if len(polls) > MOST or any(OTHERS & set(t.name.casefold().split()) for t in polls):
        return None
    taken = {maker: t for t in reversed(polls) if (maker := _maker(t, scene))}
    if len(taken) != 1 or _says_more(words, head):
        return None
    thing = next(iter(taken.values()))
    if any(t.start > thing.start and not _maker(t, scene) and _is_new(t, scene) for t in polls):
        return None  # "a new poll", behind the one whose pollster is named, is another
    because = f"'{own_words(words, scene)}': the report tells of one {thing.noun}, '{thing.name}'"
    return Finding(thing.name, SpeakerType.DOCUMENT, because, thing=thing.start)


def _is_new(thing: Thing, scene: Scene) -> bool:
    at = scene.place_of_start(thing.start)
    return any(word.low in INDEFINITE for word in scene.words[max(0, at - 1) : at + 1])


def _is_short(word: Word, scene: Scene) -> bool:
    """Is it an acronym that the report explains?"""
    return word.text in scene.long_forms


def _says_more(words: Sequence[Word], head: Sequence[Word]) -> bool:
    """Does the phrase tell more of the poll than who took it: "a Norvik survey of voter lists"?"""
    behind = next((word.low for word in words if word.start >= head[-1].end and word.is_word), "")
    return behind in ("of", "on", "in", "among", "about")


def _maker(thing: Thing, scene: Scene) -> str:
    """Who took it: the large words of its name, an acronym in its long form; "" where it has none."""
    start, end = scene.place_of_start(thing.start), scene.place_of_start(thing.end)
    return thing.owner or _maker_in(scene.words[start:end], scene)


def _maker_in(words: Sequence[Word], scene: Scene) -> str:
    large = [k for k, word in enumerate(words) if word.capital and not (word.first and word.low in PLAIN)]
    if not large:
        return ""
    first, last = words[large[0]], words[large[-1]]
    mention = scene.mention_over(first.start)
    name = scene.report.reading[first.start : last.end]
    if mention is not None and mention.end == last.end:
        name = scene.long_forms.get(mention.words, name)
    return " ".join(name.split())
