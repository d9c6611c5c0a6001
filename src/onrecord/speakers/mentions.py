"""Every name in a report, with the titles before it and the appositions after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.speakers.appositions import apposition, has_age
from onrecord.speakers.descriptions import NOTHING, Description, describe, nation_at, offices_in, singular
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.kinds import is_company_noun, kind_by_parts, kind_of_name, known_whole, owns_as_companies_do
from onrecord.speakers.lexicon import (
    ALSO_VERBS,
    DETERMINERS,
    PARTISANS,
    PREPOSITIONS,
    PROPER_GROUPS,
    STYLES,
    SUFFIXES,
)
from onrecord.speakers.phrases import kind_of_noun, kind_of_phrase
from onrecord.speakers.runs import capital_runs
from onrecord.speakers.titles import title_start
from onrecord.speakers.words import Line, Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span

INSIDE = frozenset({"in", "into", "across", "throughout"})
PEOPLES = ("n", "an", "ian", "er", "ese", "ish")  # "Norvia" and "Norvian": a land
LONGEST_NAME, LONGEST_PERSON = 12, 5


class Mention(NamedTuple):
    """A name at a place. `kind` is None while nothing tells whether it is a person. `start`, `end`: the name alone."""

    name: tuple[str, ...]
    key: tuple[str, ...]  # folded
    start: int
    end: int
    outer: int  # where the titles before it begin
    sentence: int
    paragraph: int
    quoted: bool
    caption: bool
    possessive: bool
    governed: bool  # behind a preposition
    place: bool  # behind "in" or "across"
    modifier: bool  # only the first half of "Oduya campaign"
    kind: SpeakerType | None
    titled: bool
    style: str  # "Pope", "Queen": part of how the person is called
    about: Description

    @property
    def words(self) -> str:
        return " ".join(self.name)


def find_mentions(lines: Sequence[Line], gazetteer: Gazetteer, sources: Sequence[Span] = ()) -> tuple[Mention, ...]:
    """Every name, in order. In headlines, where every word is large, only names that are a source.

    sources: where attributions have their sources, in order.
    """
    small = frozenset(text for text in {word.text for line in lines for word in line.words} if text.islower())
    found: list[Mention] = []
    starts = [span.start for span in sources]
    for line in lines:
        if line.headline:
            near = sources[bisect_left(starts, line.span.start) : bisect_left(starts, line.span.end)]
            found.extend(_in_headline(line, near, gazetteer))
            continue
        for start, end in capital_runs(line.words, small, gazetteer):
            found.extend(_read_run(line, start, end, gazetteer))
    return _settled(_with_joint_titles(found, lines, gazetteer), lines)


def _in_headline(line: Line, sources: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Mention]:
    for span in sources:
        words = tuple(word for word in line.words if span.start <= word.start < span.end)
        told = kind_of_phrase(words, gazetteer) is not SpeakerType.UNKNOWN
        for start, end in capital_runs(words, frozenset(), gazetteer):
            for mention in _read_run(line._replace(words=words), start, end, gazetteer):
                if mention.kind or not told:
                    yield mention


def _settled(mentions: Sequence[Mention], lines: Sequence[Line]) -> tuple[Mention, ...]:
    """What one mention of a name tells of its kind holds for all of them; what people are "in" is a place."""
    kinds = {m.key: m.kind for m in reversed(mentions) if m.kind and (len(m.key) > 1 or m.kind is SpeakerType.PERSON)}
    surnames = {m.key[-1] for m in mentions if m.kind is SpeakerType.PERSON}
    owners = _owners(lines)
    owning = {m.key for m in mentions if m.start in owners and m.kind is SpeakerType.BODY and len(m.key) == 1}
    firms = owning - {(one,) for one in surnames}
    kinds = dict.fromkeys(firms, SpeakerType.BODY) | kinds
    large = {word.low for line in lines for word in line.words if word.capital}
    for m in mentions:
        if (
            m.kind is None
            and m.key[-1] not in surnames
            and (m.place or any(m.key[-1] + end in large for end in PEOPLES))
        ):
            kinds.setdefault(m.key, SpeakerType.STATE)
    shouted = {m.key for m in mentions if _is_shouted(m) and m.key[-1] in surnames}
    kinds |= dict.fromkeys(shouted, SpeakerType.PERSON)
    return tuple(
        m._replace(kind=kinds[m.key]) if m.key in kinds and (m.kind is None or _is_shouted(m)) else m for m in mentions
    )


def _is_shouted(mention: Mention) -> bool:
    """ "BERG: No.", "BERG WANTS MORE": the letters of an acronym, but somebody's surname in small letters, too."""
    return mention.kind is SpeakerType.BODY and len(mention.key) == 1 and mention.name[0].isupper()


def _with_joint_titles(mentions: Sequence[Mention], lines: Sequence[Line], gazetteer: Gazetteer) -> list[Mention]:
    """ "Senators Anna Berg, Sven Lund and Ivo Hall": all are senators."""
    ands = [word.start for line in lines for word in line.words if word.low == "and"]
    joints = {start - len(gap) for start in ands for gap in (" ", ", ")}
    found: list[Mention] = []
    for m in mentions:
        gap = m.start - found[-1].end if found else 0
        joined = bool(found) and found[-1].sentence == m.sentence and (found[-1].end in joints or gap <= len(", "))
        before = found[-1] if joined and gap <= len(", and ") else None
        open_ = not m.titled and m.kind in (None, SpeakerType.PERSON)
        many = before and any(
            singular(one) in gazetteer.offices for one in before.about.words - gazetteer.offices.keys()
        )
        joint = before and before.titled and many and open_
        about = replace(before.about, gender=m.about.gender) | m.about if before and joint else None
        found.append(m._replace(kind=SpeakerType.PERSON, about=about, titled=True) if about else m)
    return found


def _read_run(line: Line, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The name in a capitalised stretch, what stands before it taken as title. A stretch may hold no name."""
    words = [word for word in line.words[start:end] if word.text not in ".,"]
    if whole := known_whole(words, gazetteer):
        yield _mention(line, ((), words), whole, NOTHING, (_is_governed(line.words, start), False, False))
        return
    left = title_start(line.words, start, gazetteer)
    titles, name = _split([word for word in line.words[left:start] if word.text != "."], words, gazetteer)
    if not name or _is_no_name(name, gazetteer):
        return
    kind = kind_by_parts(name, gazetteer) if name is words else kind_of_name(name, gazetteer)
    if titles and (kind is not SpeakerType.BODY or name[0].low in gazetteer.given_names):
        kind = SpeakerType.PERSON
    beside, beside_kind = apposition(line.words, start, end, gazetteer)
    if kind in (None, SpeakerType.PERSON) and len(name) > LONGEST_PERSON:
        return
    kind = kind or _kind_around(line.words, (start, end), beside_kind, gazetteer)
    about = describe(titles, gazetteer) | beside if kind in (None, SpeakerType.PERSON) else NOTHING
    if kind is SpeakerType.PERSON and len(name) > 1 and not about.gender:
        about = replace(about, gender=gazetteer.given_names.get(name[0].low) or None)
    governed = _is_governed(line.words, left if titles else start)
    place = not name[-1].possessive and start > 0 and line.words[start - 1].low in INSIDE
    modifier = not name[-1].possessive and _is_modifier(line.words, end, gazetteer)
    yield _mention(line, (titles, name), kind, about, (governed, place, modifier))


def _kind_around(
    words: Sequence[Word], place: tuple[int, int], beside: SpeakerType | None, gazetteer: Gazetteer
) -> SpeakerType | None:
    """What the words around a name tell of its kind, where the name tells nothing."""
    start, end = place
    called = start > 0 and words[start - 1].low in ("named", "called") and end - start == 1
    if start > 1 and words[start - 1].low in ("named", "called") and words[start - 2].text.islower():
        noun = gazetteer.nouns.get(words[start - 2].low)
        if noun is not None and noun.type in (SpeakerType.BODY, SpeakerType.DOCUMENT):
            return noun.type  # "a group called Norvik Promise"
    if beside or called or has_age(words, end):
        return beside or SpeakerType.PERSON
    if owns_as_companies_do(words, end):
        return SpeakerType.BODY
    return SpeakerType.BODY if start > 0 and words[start - 1].low == "the" and end - start > 1 else None


def _owners(lines: Sequence[Line]) -> frozenset[int]:
    """Where names of one word begin that own what only companies have."""
    words = ((line.words, k) for line in lines for k, word in enumerate(line.words) if word.possessive and word.capital)
    return frozenset(line[k].start for line, k in words if owns_as_companies_do(line, k + 1))


def _is_no_name(name: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """A lone "Russian" or "Republicans", "Democrat of Norvia" behind a name, or a shouted sentence."""
    if len(name) > 1:
        member = name[-1].low in PARTISANS and name[0].low not in gazetteer.given_names  # "a Norvik Republican"
        return member or len(name) > LONGEST_NAME or (name[0].low in PARTISANS and name[1].low == "of")
    forms = {name[0].low, singular(name[0].low)}
    common = name[0].low in PROPER_GROUPS or any(
        form in gazetteer.demonyms or form in gazetteer.nouns for form in forms
    )
    return common and not gazetteer.body(name[0].text)


def _is_modifier(words: Sequence[Word], end: int, gazetteer: Gazetteer) -> bool:
    """Does a noun for people or a body follow right behind: "Oduya | campaign", "Oduya | allies"?"""
    if end >= len(words) or not words[end].text.islower():
        return False
    kind = kind_of_noun(words[end].low, gazetteer)
    return kind in (SpeakerType.BODY, SpeakerType.PERSON, SpeakerType.GROUP) and words[end].low not in ALSO_VERBS


def _is_governed(words: Sequence[Word], start: int) -> bool:
    """Does a preposition stand before it, an article aside?"""
    at = start - 2 if start > 1 and words[start - 1].low in DETERMINERS else start - 1
    return at >= 0 and words[at].low in PREPOSITIONS and words[at].sentence == words[start].sentence


def _mention(
    line: Line,
    words: tuple[Sequence[Word], Sequence[Word]],
    kind: SpeakerType | None,
    about: Description,
    around: tuple[bool, bool, bool],
) -> Mention:
    """words: titles and name. around: is it governed, a place, a modifier?"""
    titles, name = words
    first, last = name[0], name[-1]
    return Mention(
        name=tuple([word.text for word in name]),
        key=tuple([word.low for word in name]),
        start=first.start,
        end=last.end,
        outer=(titles or name)[0].start,
        sentence=first.sentence,
        paragraph=first.paragraph,
        quoted=first.quoted,
        caption=line.caption,
        possessive=last.possessive,
        governed=around[0],
        place=around[1],
        modifier=around[2],
        kind=kind,
        titled=bool(titles),
        style=titles[-1].text if titles and len(name) == 1 and titles[-1].low in STYLES else "",
        about=about,
    )


def _split(before: list[Word], words: list[Word], gazetteer: Gazetteer) -> tuple[list[Word], list[Word]]:
    """Titles and name. The name begins behind the last office that still leaves one; it may be empty."""
    together, left = [*before, *words], len(before)
    if is_company_noun(words[-1], gazetteer) and words[0].low not in gazetteer.given_names:
        return [], words  # "General Electric": what ends as companies do is no officer's name
    offices = list(offices_in(together, gazetteer))
    if _is_partisan(words, gazetteer):
        return [*before, words[0]], words[1:]
    if at := _given_name_inside(words, gazetteer):
        return [*before, *words[:at]], words[at:]
    for _, start, stop in reversed(offices):
        end = _behind_nation(together, stop, gazetteer) if stop < left else stop
        surname = end - start == 1 and start > left and together[start - 1].low in gazetteer.given_names
        if left <= end < len(together) and together[end].low not in SUFFIXES and not surname:
            return together[:end], together[end:]
    if offices and offices[-1][2] == len(together) and words[0].low not in gazetteer.given_names:
        return together, []  # "Russian Foreign Minister" alone: a descriptor, no name
    noun = gazetteer.nouns.get(before[-1].low) if before else None
    if noun and noun.type is SpeakerType.PERSON:
        return before, words
    _, length = nation_at(words, 0, gazetteer)
    if words[0].low in gazetteer.demonyms and length < len(words) and kind_of_name(words, gazetteer) is None:
        return [], words[length:]
    return [], words


def _is_partisan(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """ "Democrat | Anna Berg": a party's member before the name of a person?"""
    if len(words) < 2 or words[0].low not in PARTISANS or not words[1].capital:
        return False
    name = words[1:]
    if name[0].low in gazetteer.given_names:
        return True
    plain = len(name) > 1 and words[0].low != "republican"  # "Republican National Committee"
    return plain and kind_of_name(name, gazetteer) is None and not any(True for _ in offices_in(name, gazetteer))


def _given_name_inside(words: Sequence[Word], gazetteer: Gazetteer) -> int:
    """Where "Anna Berg" begins in "Norvik Radio Director of Public Affairs Anna Berg"; 0 where no such name ends it.

    What stands before must tell of itself that it is no name: an office, a body or a place.
    """
    for at in (len(words) - 2, len(words) - 3):
        if at < 1 or words[at].low not in gazetteer.given_names or words[at - 1].low in gazetteer.given_names:
            continue
        told = any(True for _ in offices_in(words[:at], gazetteer))
        if told or kind_of_name(words[:at], gazetteer) in (SpeakerType.BODY, SpeakerType.STATE):
            return at
    return 0


def _behind_nation(words: list[Word], at: int, gazetteer: Gazetteer) -> int:
    """The place behind "of Georgia", where a name may begin; else the same place."""
    if words[at].low != "of" or at + 1 == len(words):
        return at
    nation, length = nation_at(words, at + 1, gazetteer)
    return at + 1 + length if nation else at
