"""Which names in a report are one person: full names, surnames, first names, initials."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

from onrecord.speakers.chains import Chain
from onrecord.speakers.descriptions import NOTHING, Description
from onrecord.speakers.gazetteer import is_acronym
from onrecord.speakers.lexicon import PROPER_GROUPS, SUFFIXES
from onrecord.speakers.mentions import Mention
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span

Key = tuple[str, ...]
Ends = tuple[str, str, str]  # first name, surname, "jr" or ""
STYLED = frozenset({"Mr", "Mrs"})  # families of mere address
MOST_NAMESAKES = 100  # who share a first or last name, of whom a report can mean one by it


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the report. name: as far as the report gives it. key: folded, without "Jr." and initials."""

    name: str
    key: Key
    about: Description
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a report. at: start of a name -> place in `persons`. rivals: start -> those it may mean."""

    persons: tuple[Person, ...]
    at: Mapping[int, int]
    rivals: Mapping[int, tuple[int, ...]]

    def named(self, key: Key) -> tuple[int, ...]:
        """Who in the report may be meant by this folded name."""
        return _matching(core(key), [person.key for person in self.persons])


def find_people(mentions: Sequence[Mention], sources: Sequence[Span]) -> People:
    """Chain the names that can be persons.

    sources: where attributions have their sources; a bare name there speaks, so it is a person unless known otherwise.
    A surname that two persons of the report share is left open (`rivals`), never guessed.
    """
    inside = _inside(mentions, sources)
    speaking = _speaking(mentions, inside)
    people = [m for m in mentions if m.kind is SpeakerType.PERSON or m.start in speaking]
    full = _full_names(people, mentions)
    chains = {key: Chain(found) for key, found in full.items()}
    introduced = frozenset(key[-1] for key, found in full.items() if any(_is_told(m) for m in found))
    bearing: dict[str, dict[Key, None]] = {}  # by first and last word, so that no mention asks all names
    for key in full:
        _bear(key, bearing)
    at: dict[int, Key] = {m.start: key for key, found in full.items() for m in found}
    rivals: dict[int, tuple[Key, ...]] = {}
    for mention in mentions:
        if mention.start in at or not (_may_be_short(mention) or _is_namesake(mention, introduced)):
            continue
        short = core(mention.key)
        if len(crowd := max(_bearers(mention, bearing), key=len)) > MOST_NAMESAKES:
            rivals[mention.start] = tuple(islice(crowd, MOST_NAMESAKES))  # asking all would cost the square of them
            continue
        fitting = _fitting(mention, [*{key: None for found in _bearers(mention, bearing) for key in found}])
        meant = _meant(mention, [key for key in fitting if not _is_another(mention, chains[key])], chains)
        if len(meant) == 1 and mention.start in inside and len(mention.key) == 1 and not mention.about.gender:
            meant = _beside_namesake(mention, meant[0], {key: chains[key] for key in fitting}, inside)
        if not meant and _is_new(mention, speaking):
            meant = [short]
            chains.setdefault(short, Chain())
            _bear(short, bearing)
        if len(meant) == 1:
            chains[meant[0]].add(mention)
            at[mention.start] = meant[0]
        elif meant:
            rivals[mention.start] = tuple(meant)
    return _people(chains, at, rivals)


def _bearers(mention: Mention, bearing: Mapping[str, Mapping[Key, None]]) -> list[Mapping[Key, None]]:
    return [bearing.get(part, {}) for part in (core(mention.key)[-1], core(mention.key)[0], mention.key[-1])]


def _fitting(mention: Mention, keys: Sequence[Key]) -> list[Key]:
    """Whose names, of these, this one may be short for."""
    short, suffix = core(mention.key), _suffix(mention.key)
    return [keys[k] for k in (suffix and _matching((*short, suffix), keys)) or _matching(short, keys)]


def _bear(key: Key, bearing: dict[str, dict[Key, None]]) -> None:
    for part in (key[0], key[-1]):
        bearing.setdefault(part, {})[key] = None


@lru_cache(maxsize=1 << 12)
def core(key: Key) -> Key:
    """A folded name without "Jr." and middle initials."""
    kept = tuple(part for part in key if part not in SUFFIXES) or key
    return (kept[0], *(part for part in kept[1:] if len(part.rstrip(".")) > 1)) if len(kept) > 2 else kept


def _is_new(mention: Mention, speaking: frozenset[int]) -> bool:
    """Does a name nobody bears yet bring in a person?"""
    return mention.kind is SpeakerType.PERSON or (mention.kind is None and mention.start in speaking)


def _speaking(mentions: Sequence[Mention], inside: frozenset[int]) -> frozenset[int]:
    """Where names begin that speak here or elsewhere in the report."""
    bare = (m for m in mentions if m.kind is None and m.start in inside and not m.governed)
    names = {m.key for m in bare if m.key[0] not in PROPER_GROUPS and m.key[-1] not in PROPER_GROUPS}
    return frozenset(m.start for m in mentions if m.kind is None and m.key in names)


def _inside(mentions: Iterable[Mention], sources: Sequence[Span]) -> frozenset[int]:
    """Where the names begin that stand inside a source. Sources may overlap: the one that reaches furthest counts."""
    places = sorted(sources)
    reach = list(accumulate((place.end for place in places), max))
    starts = [place.start for place in places]
    found = []
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.end <= reach[at]:
            found.append(mention.start)
    return frozenset(found)


def _full_names(people: Sequence[Mention], mentions: Sequence[Mention]) -> dict[Key, list[Mention]]:
    """Names of two words or more, those with the same first and last word together."""
    surnames = {core(m.key)[-1] for m in mentions if len(m.key) == 1}
    found: dict[Ends, list[Mention]] = {}
    sure = {(core(m.key)[0], core(m.key)[-1]) for m in people}
    longer = {core(m.key)[k:] for m in people for k in range(1, len(core(m.key)) - 1)}
    for mention in mentions:
        key = core(mention.key)
        ends = (key[0], key[-1])
        if key in longer and mention.about.families & {"Mr", "Mrs"}:
            continue  # "Mr. García Márquez" beside "Gabriel García Márquez"
        likely = mention.kind is None and len(key) <= 3 and key[-1] in surnames
        if len(key) > 1 and mention.kind in (None, SpeakerType.PERSON) and (ends in sure or likely):
            found.setdefault((*ends, _suffix(mention.key)), []).append(mention)
    return _told_apart(found)


def _told_apart(found: Mapping[Ends, list[Mention]]) -> dict[Key, list[Mention]]:
    """Father and son are two where the report writes the name with "Jr." and without; Pete Berg is Peter Berg."""
    firsts: dict[str, list[str]] = {}
    for first, last, suffix in found:
        if not suffix:
            firsts.setdefault(last, []).append(first)
    chains: dict[Key, list[Mention]] = {}
    for (first, last, suffix), group in found.items():
        whole = first if suffix else _whole_first_name(first, last, firsts[last], found)
        key = max((core(m.key) for m in found[whole, last, suffix]), key=len)
        alone = not suffix or (first, last, "") not in found
        chains.setdefault(key if alone else (*key, suffix), []).extend(group)
    return chains


def _whole_first_name(first: str, last: str, others: Sequence[str], found: Mapping[Ends, list[Mention]]) -> str:
    """ "Peter" for "Pete", where only one Peter of that surname is in the report."""
    longer = [name for name in others if name != first and name.startswith(first)] if len(first) > 2 else []
    one = len(longer) == 1 and _one_gender(found[first, last, ""], found[longer[0], last, ""])
    return longer[0] if one else first


def _one_gender(group: Sequence[Mention], other: Sequence[Mention]) -> bool:
    return len({m.about.gender for m in (*group, *other) if m.about.gender}) < 2


def _suffix(key: Key) -> str:
    return key[-1] if key[-1] in SUFFIXES else ""


def _may_be_short(mention: Mention) -> bool:
    """May this be a surname or first name? A capital, and a body known only by capital letters, may: "PARIS"."""
    if mention.kind in (None, SpeakerType.PERSON):
        return True
    return len(mention.key) == 1 and (mention.kind is SpeakerType.STATE or mention.words.isupper())


def _is_namesake(mention: Mention, introduced: Collection[str]) -> bool:
    """Does a single word that is a body elsewhere end the name of somebody whom this report introduces in full?"""
    if len(mention.key) > 1 or mention.kind is not SpeakerType.BODY or is_acronym(mention.words):
        return False
    return mention.key[0] in introduced


def _is_told(mention: Mention) -> bool:
    return mention.kind is SpeakerType.PERSON and bool(mention.titled or mention.about.words or mention.about.gender)


def _matching(short: Key, keys: Sequence[Key]) -> tuple[int, ...]:
    """Which full names end in this one; failing that, which begin with it."""
    size = len(short)
    if ending := tuple(k for k, key in enumerate(keys) if key[-size:] == short):
        return ending
    if size > 1:
        return tuple(k for k, key in enumerate(keys) if key[0] == short[0] and key[-1] == short[-1])
    return tuple(k for k, key in enumerate(keys) if key[0] == short[0])


def _is_another(mention: Mention, chain: Chain) -> bool:
    """ "Mr. Berg" is not Anna Berg, and "President Berg" is not Tomas Berg Jr., of whom no office is told."""
    if not mention.about.families:
        return False
    genders = chain.full_genders
    if mention.about.families & STYLED and genders and mention.about.gender not in genders:
        return True
    return chain.is_junior and len(mention.key) == 1 and bool(mention.about.families - chain.offices - STYLED)


def _meant(mention: Mention, keys: list[Key], chains: Mapping[Key, Chain]) -> list[Key]:
    """Of several namesakes those that "Mr." or "Mrs." leaves, or the one the surname stands for in this report."""
    if core(mention.key) in keys:
        return [core(mention.key)]  # somebody the report only calls by surname, beside a namesake in full
    if len(keys) < 2:
        return keys
    said = mention.about.gender
    if said:
        return [key for key in keys if said in chains[key].genders] or keys
    heads = [key for key in keys if not chains[key].is_kin]
    if len(heads) == 1:
        return heads  # relatives are introduced as such and go on being named in full
    known = [key for key in keys if chains[key].full_before(mention.start)]
    if len(known) == 1:
        return known
    borne = [key for key in keys if (first := chains[key].first_short) is not None and first < mention.start]
    return borne if len(borne) == 1 else keys


def _beside_namesake(mention: Mention, meant: Key, namesakes: Mapping[Key, Chain], inside: frozenset[int]) -> list[Key]:
    """Of two with one surname the one named in full last, if that one speaks in this paragraph; else it is open.

    It stays with whom it meant where nobody else of that name was named in full in this paragraph or the one before.
    """
    before = {key: place for key, chain in namesakes.items() if (place := chain.full_before(mention.start))}
    if len(before) < 2 or meant == core(mention.key):
        return [meant]
    (start, paragraph), last = max((at, key) for key, at in before.items())
    back = mention.paragraph - paragraph
    one = len({gender for key in before for gender in namesakes[key].genders_before(mention.start)}) < 2
    if last == meant or back > 1 or (back and not one):
        return [meant]
    return [last] if start in inside and one and not back else list(before)


def _people(chains: Mapping[Key, Chain], at: Mapping[int, Key], rivals: Mapping[int, tuple[Key, ...]]) -> People:
    number = {key: k for k, key in enumerate(chains)}
    persons = tuple(_person(key, sorted(found.mentions, key=lambda m: m.start)) for key, found in chains.items())
    return People(
        persons=persons,
        at={start: number[key] for start, key in at.items()},
        rivals={start: tuple(number[key] for key in keys) for start, keys in rivals.items()},
    )


def _person(key: Key, mentions: Sequence[Mention]) -> Person:
    about = NOTHING
    for mention in mentions:
        about = about | mention.about
    name = _shown(mentions)
    style = next((m.style for m in mentions if m.style), "")
    return Person(f"{style} {name}" if style and " " not in name else name, key, about, tuple(mentions))


def _shown(mentions: Sequence[Mention]) -> str:
    """The fullest form printed, middle initials left out; of several the most frequent, then the first."""
    forms = Counter(tuple(_plain(m.name)) for m in mentions)
    longest = max(len(form) for form in forms)
    best = max((form for form in forms if len(form) == longest), key=lambda form: forms[form])
    return " ".join(_part(part) for part in best)


def _part(part: str) -> str:
    """A part of a name as people write it: no capitals throughout, and a stop behind an initial."""
    if len(part) == 1 and part.isupper():
        return f"{part}."
    return part.title() if part.isupper() and len(part) > 3 else part


def _plain(name: Sequence[str]) -> list[str]:
    if len(name) < 3:
        return list(name)
    kept = [name[0], *(part for part in name[1:] if len(part.rstrip(".")) > 1)]
    return [f"{part}." if part in ("Jr", "Sr") else part for part in kept]
