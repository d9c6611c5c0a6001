"""Bodies, states, documents and groups of a report, and what "the alliance" or "the response" takes up again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.speakers.descriptions import singular
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import (
    DETERMINERS,
    NO_NAMES,
    PREPOSITIONS,
    PROPER_GROUPS,
    lexicon,
)
from onrecord.speakers.mentions import Mention
from onrecord.speakers.noun_phrases import LONGEST_LEFT, MAKING, TAKEN_UP, Places, described, tells_time
from onrecord.speakers.phrases import ARTICLES, kind_of_noun
from onrecord.speakers.titled import title_behind
from onrecord.speakers.words import Line, Word
from onrecord.values.entity import SpeakerType

MAKERS = (SpeakerType.BODY, SpeakerType.STATE)
UNTOLD = DETERMINERS | lexicon("additional other further previous earlier each every any no")
OUTLETS = lexicon("""
    news times post journal tribune herald gazette chronicle globe sentinel observer register inquirer star courier
    examiner mirror telegraph dispatch monitor reporter press advocate""")
PEOPLES = frozenset(low for low in PROPER_GROUPS if low.endswith("s"))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something other than a named person that may be taken up again.

    heads: the nouns it may be taken up with. plain: nothing but article and noun, so it names nothing new.
    plural: "they" takes it up. subject: early in its sentence, behind no preposition.
    noun: the head as printed, and owner: whose it is; only of documents, else "".
    """

    name: str
    type: SpeakerType
    heads: frozenset[str]
    start: int
    end: int
    sentence: int
    subject: bool
    plain: bool
    plural: bool
    noun: str = ""
    owner: str = ""


def find_things(
    lines: Sequence[Line], mentions: Sequence[Mention], names: Sequence[str], gazetteer: Gazetteer
) -> tuple[Thing, ...]:
    """Every body, state, document and group named outside quotations, in order.

    names: for each mention the name it is to be shown with.
    """
    found = list(_named(mentions, names, gazetteer, _introduced(lines, mentions, gazetteer)))
    kinds = {low: kind_of_noun(low, gazetteer) for low in {word.low for line in lines for word in line.words}}
    peoples = {low for low in kinds if low in PEOPLES or (low.endswith("s") and singular(low) in gazetteer.demonyms)}
    kinds |= dict.fromkeys(peoples, SpeakerType.GROUP)
    heads = frozenset(low for low, kind in kinds.items() if kind in TAKEN_UP)
    makers = {m.end: name for m, name in zip(mentions, names, strict=True) if m.kind in MAKERS and not m.possessive}
    for line in lines:
        if not line.headline and not line.caption:
            for places, kind in described(line.words, kinds, heads):
                found.append(_thing(line.words, places, kind, _owner(line.words, places[0], makers, gazetteer)))
    return tuple(sorted(found, key=lambda thing: (thing.start, -thing.end)))


def _introduced(lines: Sequence[Line], mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, set[str]]:
    """What the report calls a name where it brings it in: "a group called Norvik Promise", "Norvik, a drug company,".

    Last word of a name, folded -> the nouns.
    """
    words = [word for line in lines for word in line.words]
    starts = [word.start for word in words]
    told: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind not in MAKERS or mention.possessive:
            continue
        at, end = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        nouns = [_noun_before(words, at), _noun_behind(words, end, gazetteer)]
        told.setdefault(mention.key[-1], set()).update(noun for noun in nouns if noun)
    return told


def _noun_before(words: Sequence[Word], at: int) -> str:
    """ "Group" in "a group called"."""
    called = at > 1 and words[at - 1].low in ("called", "named") and words[at - 2].text.islower()
    return words[at - 2].low if called else ""


def _noun_behind(words: Sequence[Word], end: int, gazetteer: Gazetteer) -> str:
    """The last noun of the phrase in apposition: "company" in ", a Norwegian drug company that"."""
    if end + 1 >= len(words) or words[end].text != "," or words[end + 1].low not in ("a", "an", "the"):
        return ""
    noun = ""
    for word in words[end + 2 : end + 2 + LONGEST_LEFT]:
        if not word.is_word or word.low in NO_NAMES:
            break
        noun = word.low
    found = gazetteer.nouns.get(noun)
    return noun if found is not None and found.type is SpeakerType.BODY else ""


def _named(
    mentions: Sequence[Mention], names: Sequence[str], gazetteer: Gazetteer, told: Mapping[str, set[str]]
) -> Iterator[Thing]:
    for mention, name in zip(mentions, names, strict=True):
        if mention.quoted or mention.kind not in (SpeakerType.BODY, SpeakerType.STATE, SpeakerType.DOCUMENT):
            continue
        yield Thing(
            name=name,
            type=mention.kind,
            heads=_heads_of_name(mention, gazetteer) | told.get(mention.key[-1], set()),
            start=mention.start,
            end=mention.end,
            sentence=mention.sentence,
            subject=not mention.governed and not mention.possessive,
            plain=False,
            plural=False,
        )


def _heads_of_name(mention: Mention, gazetteer: Gazetteer) -> frozenset[str]:
    """The nouns a body's name offers: those in it, and those the gazetteer knows it by."""
    known = gazetteer.body(mention.words)
    nouns = [part for part in mention.key if part in gazetteer.nouns]
    inside = [part for part in nouns if not gazetteer.nouns[part].named]
    firm = ("company", "firm") if len(inside) < len(nouns) and not known else ()
    kinds = [gazetteer.nouns[part].kind for part in inside]
    state = ("country", "state", "nation", "government") if mention.kind is SpeakerType.STATE else ()
    outlet = ("newspaper", "paper", "outlet") if mention.key[-1] in OUTLETS and len(mention.key) > 1 else ()
    return frozenset((*(known.kinds if known else ()), *inside, *kinds, *state, *firm, *outlet))


def _owner(words: Sequence[Word], left: int, makers: Mapping[int, str], gazetteer: Gazetteer) -> str:
    """Whose document it is: "Norwegian proposals" are Norway's, and so are "drafts" that "Norway published"."""
    first = words[left]
    if first.capital and first.low in gazetteer.demonyms:
        return gazetteer.demonyms[first.low]
    made = left > 1 and words[left - 1].low in MAKING
    return makers.get(words[left - 2].end, "") if made else ""


def _thing(words: Sequence[Word], places: Places, kind: SpeakerType, owner: str) -> Thing:
    left, at, right = places
    kept = _undated(words[left:right])
    while kept[0].low in ARTICLES and len(kept) > 1:
        kept = kept[1:]
    before = words[left - 1].low if left > 0 else ""
    plain = not owner and right == at + 1 and all(word.low in UNTOLD for word in words[left:at])
    if kind is SpeakerType.DOCUMENT and (called := title_behind(words, right)):
        kept, plain, owner = called, False, ""
    owned = owner and kind is SpeakerType.DOCUMENT
    if owned and words[left].capital and len(kept) > 1:
        kept = kept[1:]
    return Thing(
        name=f"{owner}'s {shown(kept)}" if owned else shown(kept),
        type=kind,
        heads=frozenset({words[at].low, singular(words[at].low)}),
        start=words[left].start,
        end=words[right - 1].end,
        sentence=words[at].sentence,
        subject=before not in PREPOSITIONS,
        plain=plain,
        plural=singular(words[at].low) != words[at].low or kind is SpeakerType.GROUP,
        noun=words[at].low if kind is SpeakerType.DOCUMENT else "",
        owner=owner if kind is SpeakerType.DOCUMENT else "",
    )


def _undated(words: Sequence[Word]) -> list[Word]:
    """The phrase without the day of its making: "a poll released | on Friday | by Norvik Radio"."""
    kept: list[Word] = []
    held: list[Word] = []
    made = False
    for word in words:
        if made and (tells_time(word) or word.low == "in"):
            held.append(word)
            continue
        kept.extend([] if any(tells_time(one) for one in held) else held)
        held, made = [], word.low in MAKING
        kept.append(word)
    return [*kept, *held]


def shown(words: Sequence[Word]) -> str:
    """Words as printed, with possessives, a space between them; hyphens stay inside words."""
    text = " ".join(_printed(words, k) for k, word in enumerate(words) if word.is_word)
    plain = words[0].first and words[0].text[1:].islower() and not words[0].possessive
    return text[:1].lower() + text[1:] if plain else text


def _printed(words: Sequence[Word], at: int) -> str:
    stopped = at + 1 < len(words) and words[at + 1].text == "." and words[at].capital
    owns = words[at].possessive and at + 1 < len(words)  # "the telecom giant's" is the telecom giant
    return f"{words[at].text}'s" if owns else f"{words[at].text}{'.' * stopped}"
