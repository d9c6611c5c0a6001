"""Bodies, states, documents and groups of a report, and what "the alliance" or "the response" takes up again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.speakers.descriptions import singular
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import (
    ABBREVIATIONS,
    CALENDAR,
    CLAUSE_WORDS,
    DETERMINERS,
    NO_NAMES,
    PREPOSITIONS,
    PROPER_GROUPS,
    lexicon,
)
from onrecord.speakers.mentions import Mention
from onrecord.speakers.phrases import ARTICLES, kind_of_noun
from onrecord.speakers.words import Line, Word
from onrecord.values.entity import SpeakerType

LONGEST_LEFT, LONGEST_RIGHT = 6, 16
TAKEN_UP = (SpeakerType.BODY, SpeakerType.DOCUMENT, SpeakerType.GROUP)
MAKERS = (SpeakerType.BODY, SpeakerType.STATE)
Places = tuple[int, int, int]  # of a phrase in its line: first word, head, last word but one
JOINERS = frozenset({"of", "by", "from", "to", "on", "for", "about"})
MADE_JOINERS = JOINERS | {"in", "at"}  # "published in the Post"
WHEN = frozenset({"on", "last", "this", "early", "late", "week", "month", "year", "yesterday", "today", "earlier"})
MAKING = lexicon("""
    published released written issued conducted commissioned filed signed sent posted obtained prepared compiled
    produced funded sponsored authored co-authored made directed recorded broadcast aired printed drafted submitted
    delivered unveiled""")
DENYING = frozenset({"not", "no", "without", "never", "n't"})
UNTOLD = DETERMINERS | lexicon("additional other further previous earlier each every any no")
TELLING = lexicon("""
    says shows finds suggests indicates reveals concludes states warns notes claims argues tells reports reads asks
    calls describes estimates predicts confirms makes comes goes gives puts sees means seems appears""")
OUTLETS = lexicon("""
    news times post journal tribune herald gazette chronicle globe sentinel observer register inquirer star courier
    examiner mirror telegraph dispatch monitor reporter press advocate""")
PEOPLES = frozenset(low for low in PROPER_GROUPS if low.endswith("s"))
AIMS = lexicon("plans offers claims calls wants needs seeks tries hopes aims promises vows refuses agrees")
BEHIND_VERBS = lexicon("that him them me us her it not no new for how what why whether when where more at")
COUNTS = lexicon("two three four five six seven eight nine ten several many some few most other both thousands dozens")
ADJECTIVES = ("al", "ic", "ive", "ous", "ary", "ent", "ern", "ish", "ful", "less", "ior", "ant", "an", "ed", "en")


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


def described(
    words: Sequence[Word],
    kinds: Mapping[str, SpeakerType | None],
    heads: frozenset[str],
    *,
    quoted: bool = False,
) -> Iterator[tuple[Places, SpeakerType]]:
    """Noun phrases with a body, document or group noun as their head. kinds: of each folded word.

    quoted: also those inside quotations.
    """
    for at in [at for at, word in enumerate(words) if word.low in heads]:
        word, kind = words[at], kinds[words[at].low]
        if kind is None or not (word.text.islower() or (word.low.endswith("s") and word.capital)):
            continue
        if (word.quoted and not quoted) or _is_predicate(words, at):
            continue
        further = at + 1 < len(words) and kinds[words[at + 1].low] and words[at + 1].text.islower()
        if further and not word.possessive and not _is_predicate(words, at + 1):
            continue  # "security council meeting": the last noun is the head
        if at > 0 and words[at - 1].low == "in":
            continue  # "in response to": no response is meant
        left, right = _left(words, at, kinds), _right(words, at, kinds)
        if not _is_denied(words, left):
            yield (left, at, right), kind


def _is_predicate(words: Sequence[Word], at: int) -> bool:
    """Is a word in -s the verb of the noun before it: "the company | offers new", "a letter | claims that"?"""
    if at == 0 or at + 1 >= len(words) or not words[at].low.endswith("s") or not words[at].text.islower():
        return False
    before, behind = words[at - 1], words[at + 1].low
    if before.low in ("who", "which", "that", "he", "she", "it", "to") and before.sentence == words[at].sentence:
        return behind not in ("and", "or") and before.low != "that"
    noun = before.is_word and not before.possessive and not before.low.endswith("s") and before.low not in NO_NAMES
    return (
        noun
        and before.sentence == words[at].sentence
        and (behind in DETERMINERS or behind in BEHIND_VERBS or (behind == "to" and words[at].low in AIMS))
    )


def _left(words: Sequence[Word], at: int, kinds: Mapping[str, SpeakerType | None]) -> int:
    """Where the phrase of this head begins: its article or, without one, its last sure adjective."""
    start = at
    plural = singular(words[at].low) != words[at].low
    while start > 0 and at - start < LONGEST_LEFT and _goes_before(words[start - 1], words[at]):
        start -= 1
        if plural and words[start].low in ("that", "this", "a", "an"):
            break  # "clear that voters": no article of a plural
        if words[start].low in DETERMINERS:
            return start
        if words[start].low.endswith("ing") and words[max(0, start - 1)].low not in DETERMINERS:
            break  # "the choice | facing voters"
        if _is_verb(words, start):
            break
    start = at
    while start > 0 and at - start < LONGEST_LEFT and words[start - 1].sentence == words[at].sentence:
        before = words[start - 1]
        if not (before.low in COUNTS and plural) and (
            not _goes_before(before, words[at])
            or before.low in DETERMINERS
            or not (_is_sure(before) or (before.text.islower() and kinds[before.low] in TAKEN_UP))
            or _is_verb(words, start - 1)
        ):
            break
        start -= 1
    return start


def _is_denied(words: Sequence[Word], left: int) -> bool:
    """Does the clause say that there is none: "did not give a response to the plan"?"""
    for word in reversed(words[max(0, left - 12) : left + 1]):
        if not word.is_word or word.low in DENYING or word.low.endswith("n't"):
            return word.is_word
    return False


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """ "Norway published drafts": behind a name that owns nothing, "published" is no adjective."""
    before = words[at - 1] if at > 0 else None
    return words[at].low.endswith("ed") and before is not None and before.capital and not before.possessive


def _goes_before(word: Word, head: Word) -> bool:
    if word.sentence != head.sentence or not (word.is_word or word.text in '“”"-'):
        return False
    return word.low in DETERMINERS or word.low in ("new", "recent", "first", "last") or word.low not in NO_NAMES


def _is_sure(word: Word) -> bool:
    return word.capital or word.text[0].isdigit() or "-" in word.text or word.low.endswith(ADJECTIVES)


def _right(words: Sequence[Word], at: int, kinds: Mapping[str, SpeakerType | None]) -> int:
    """Where the phrase ends: behind its "of …", "by …" and "published in …"."""
    end = at + 1
    while end < len(words) and end - at < LONGEST_RIGHT:
        stop = end + _made(words, end)
        joins = words[min(stop, len(words) - 1)].low in (MADE_JOINERS if stop > end else JOINERS)
        if stop >= len(words) - 1 or not joins:
            break
        stop += 1 + (words[stop + 1].low in DETERMINERS)
        inner = _inner_end(words, stop, kinds)
        if inner == stop:
            break
        end = inner
    return end


def _made(words: Sequence[Word], at: int) -> int:
    """How many words "published", "released on Friday", "conducted in June" take, if a joiner follows; else 0."""
    if words[at].low not in MAKING:
        return 0
    k = at + 1
    while k < min(at + 5, len(words) - 1):
        dated = words[k + 1].low in CALENDAR or words[k + 1].text[0].isdigit() or words[k + 1].low in WHEN
        if not (_tells_time(words[k]) or (words[k].low == "in" and dated)):
            break
        k += 1
    return k - at if words[k].low in JOINERS or words[k].low == "in" else 0


def _tells_time(word: Word) -> bool:
    return word.low in CALENDAR or word.low in WHEN or word.text[0].isdigit()


def _inner_end(words: Sequence[Word], start: int, kinds: Mapping[str, SpeakerType | None]) -> int:
    """Where the noun phrase behind a preposition ends: behind its last name, known noun or plural."""
    end = start
    for k in range(start, min(start + 7, len(words))):
        word = words[k]
        joins = word.low == "and" and k == end and k + 1 < len(words) and words[k + 1].capital and words[k - 1].capital
        if word.text == "." and end == k and _is_initial(words, k):
            continue
        if end == k > start and words[k - 1].capital and _ends_name(word, kinds):
            break
        if not joins and (not word.is_word or word.low in NO_NAMES or word.low in CALENDAR or _tells(word)):
            break
        if word.capital or kinds[word.low] or word.low.endswith("s"):
            end = k + 1
        elif end > start and not words[k - 1].capital and not joins:
            break
    return end + _dangles(words, end, kinds) if end > start else end


def _ends_name(word: Word, kinds: Mapping[str, SpeakerType | None]) -> bool:
    """Is this no noun that a name goes on to: the verb of "a poll by the Norvik Institute | showed"?"""
    return word.is_word and word.text.islower() and word.low != "and" and not (kinds[word.low] or word.low[-1] == "s")


def _tells(word: Word) -> bool:
    return word.low in TELLING and not word.capital


def _is_initial(words: Sequence[Word], at: int) -> bool:
    """Is the stop at this place that of an initial inside a name: "Mara J. Oduya"?"""
    before = words[at - 1]
    short = len(before.text) == 1 or before.low in ABBREVIATIONS
    return short and before.capital and at + 1 < len(words) and words[at + 1].capital


def _dangles(words: Sequence[Word], end: int, kinds: Mapping[str, SpeakerType | None]) -> bool:
    """Does a phrase cut here lose its noun: "of the general | election"?"""
    if end >= len(words) or words[end - 1].capital or words[end - 1].low.endswith("s"):
        return False
    last, word = words[end - 1], words[end]
    adjective = kinds[last.low] is SpeakerType.PERSON or last.low.endswith(ADJECTIVES)
    plain = word.is_word and word.text.islower() and word.sentence == last.sentence
    closed = word.low in NO_NAMES or word.low in TELLING or word.low in CLAUSE_WORDS
    return adjective and plain and not closed and not word.low.endswith(("ed", "ing", "ly"))


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
        if made and (_tells_time(word) or word.low == "in"):
            held.append(word)
            continue
        kept.extend([] if any(_tells_time(one) for one in held) else held)
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
    return f"{words[at].text}'s" if words[at].possessive else f"{words[at].text}{'.' * stopped}"
