"""Names that head a source: "Mara Oduya", "China and the United States", "the bank's chief economist, Mara Oduya,"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.speakers.descriptions import singular
from onrecord.speakers.findings import Finding
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import DETERMINERS, MONTH_NAMES, PARTISANS, PREPOSITIONS, PROPER_GROUPS, RELATIVES
from onrecord.speakers.mentions import Mention
from onrecord.speakers.phrases import head_words, kind_of_phrase
from onrecord.speakers.runs import PARTY_MARK
from onrecord.speakers.scene import Scene
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.statement import Attribution

CORRELATIVES = frozenset({"both", "neither", "either"})
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
JOINTS = frozenset({"and", "or", "&", ",", "nor"}) | CORRELATIVES
MOST_TOLD = 8  # names in a reason
PASSED_OVER = JOINTS | frozenset({"the", "also", "alike"})


def name_heads(attribution: Attribution, scene: Scene) -> Finding | None:
    """The named speaker or speakers of a source; None when no name heads it."""
    words = scene.words_in(attribution.source)
    heads = _heads(words, scene.mentions_in(attribution.source), scene.gazetteer)
    if not heads:
        return _headline_name(words, scene)
    findings = [name_mention(head, scene) for head in heads]
    rest = _unnamed_rest(words, heads, scene)
    return together([*findings, *([rest] if rest else [])])


def _heads(words: Sequence[Word], mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    phrase = head_words(words)
    if mentions and phrase and mentions[0].outer >= phrase[-1].end and phrase[0].low in DETERMINERS:
        behind = [word for word in words if phrase[-1].end <= word.start < mentions[0].outer and word.is_word]
        made = bool(behind) and behind[0].low.endswith("ed")
        if made and kind_of_phrase(words, gazetteer) is SpeakerType.DOCUMENT:
            return []  # "a letter, posted by Anna Berg,": the letter speaks
    heads: list[Mention] = []
    for at, mention in enumerate(mentions):
        joint = bool(heads) and is_joined(words, heads[-1], mention) and is_free_behind(words, mention)
        if joint or (not heads and _stands_alone(words, mention) and not _is_listed(words, mentions[:at], mention)):
            heads.append(mention)
    return heads


def _is_listed(words: Sequence[Word], before: Sequence[Mention], mention: Mention) -> bool:
    """ "Leaders across Norvia, | Skerria | and elsewhere": in a list behind a preposition, as the name before it."""
    after = next((word.low for word in words if word.start >= mention.end and word.text not in "'’s."), "")
    joined, later = after in ("and", "or"), mention
    for one in reversed(before):
        between = [word.low for word in words if one.end <= word.start < later.outer]
        if not between or any(low not in (",", "and", "or") for low in between):
            return False
        joined = joined or "and" in between
        places = mention.kind is SpeakerType.STATE or (one.kind is SpeakerType.STATE and mention.kind is None)
        if one.governed:
            return joined or (after in ("", ",") and places)  # else "a spokesman for Lund, Anna Berg"
        later = one
    return False


def is_free_behind(words: Sequence[Word], mention: Mention) -> bool:
    """No possessive before something possessed, no first half of "Oduya campaign"."""
    after = next((word for word in words if word.start >= mention.end and word.text not in "'’s"), None)
    if after is None:
        return True
    if after.text == "/":
        return False  # "the Norvik Post/Hull University poll"
    if after.low == "the":
        return mention.kind is SpeakerType.PERSON and not mention.possessive  # "Berg the idealist"
    beside = not after.is_word or after.low in PREPOSITIONS | RELATIVES | JOINTS | REFLEXIVES
    return not mention.possessive and beside


def _stands_alone(words: Sequence[Word], mention: Mention) -> bool:
    """No possessive, no first half of "Oduya campaign", not behind a preposition of it: "for both Berg and"."""
    ahead = [word for word in words if word.end <= mention.outer and word.low not in CORRELATIVES]
    before = [word for k, word in enumerate(ahead) if word.low not in DETERMINERS or (k and word.low == "that")]
    if len(before) > 1 and before[-1].low.endswith("ing") and before[-1].text.islower() and _is_open(words, before[-1]):
        return False  # "a judge handling a Freedom of Records case"
    if mention.kind is not SpeakerType.PERSON and any(_goes_with(*pair) for pair in pairwise(before)):
        return False  # "judges handling federal Freedom of Records cases"
    if len(before) > 2 and before[-2].low == "to" and before[-1].text.islower():
        return False  # "a group that asks Norvia to leave the Union"
    titled = mention.titled and mention.outer < mention.start and _is_second_title(words, mention)
    if (_inside_clause(before) and not titled) or not is_free_behind(words, mention):
        return False
    return not before or (before[-1].low not in PREPOSITIONS and before[-1].text != "(")


def _goes_with(noun: Word, verb: Word) -> bool:
    """Does a participle go on from a plural: "judges | handling"?"""
    plural = (noun.text.islower() or noun.first) and noun.low.endswith("s")
    return plural and verb.low.endswith("ing") and verb.text.islower()


def _is_open(words: Sequence[Word], verb: Word) -> bool:
    """Does an article follow right behind this word?"""
    return any(word.start == verb.end + 1 and word.low in DETERMINERS for word in words)


def _is_second_title(words: Sequence[Word], mention: Mention) -> bool:
    """ "Writer and professor | Anna Berg", "prosecutor and Norvik Mayor Anna Berg": one person with two callings."""
    before = [word for word in words if word.end <= mention.outer]
    plain = all(word.low not in DETERMINERS for word in before)
    calling = before[-2] if 2 <= len(before) <= 4 and before[-1].low == "and" else None
    return plain and calling is not None and (calling.text.islower() or calling.first) and not calling.low.endswith("s")


def _inside_clause(before: Sequence[Word]) -> bool:
    """Does a relative clause, an apposition behind a common noun, or the end of a list stand open before a name?"""
    opened = [word.low for word in before]
    relative = max((k for k, low in enumerate(opened) if low in RELATIVES), default=-1)
    return "," not in opened[relative:] if relative >= 0 else bool(opened) and opened[-1] in ("and", "or")


def is_joined(words: Sequence[Word], head: Mention, mention: Mention) -> bool:
    """Only "and", commas, brackets and parties stand between two joint speakers."""
    between, inside = [], False
    beside = _without_party([word for word in words if head.end <= word.start < mention.outer])
    for word in beside:
        inside = word.text == "(" or (inside and word.text != ")")
        if not inside and word.is_word and not PARTY_MARK.match(word.text):
            between.append(word.low)
    joint = any(word.low in JOINTS for word in beside)
    return joint and all(word in PASSED_OVER for word in between) and not _lasts(words, head)


def _without_party(words: Sequence[Word]) -> Sequence[Word]:
    """Without the ", Democrat of Norvia," behind a name."""
    if len(words) < 4 or words[0].text != "," or words[1].low not in PARTISANS or words[2].low != "of":
        return words
    stop = next((k for k, word in enumerate(words) if k > 2 and not word.capital and word.text != "."), len(words))
    return words[stop:]


def _lasts(words: Sequence[Word], head: Mention) -> bool:
    """Is this name the last one of its list, behind which no "and" or "nor" comes?"""
    return not any(word.low in ("and", "nor") for word in words if head.end <= word.start)


def name_mention(mention: Mention, scene: Scene) -> Finding:
    """Who or what a name in the text is."""
    if family := _family(mention, scene):
        return family
    place = scene.people.at.get(mention.start)
    if place is not None:
        name = scene.people.persons[place].name
        because = f"named {name!r}" if name == mention.words else f"{mention.words!r}: {name} in this report"
        return Finding(name, SpeakerType.PERSON, because, (place,))
    if mention.start in scene.people.rivals:
        rivals = scene.people.rivals[mention.start]
        names = " or ".join(scene.people.persons[k].name for k in rivals[:MOST_TOLD])
        names += " or others" if len(rivals) > MOST_TOLD else ""
        return Finding(mention.words, SpeakerType.PERSON, f"{mention.words!r} may be {names}", identified=False)
    return _name_thing(mention, scene)


def _family(mention: Mention, scene: Scene) -> Finding | None:
    """ "The Bergs": all persons of the report whose surname it is, where there are two or more."""
    one, at = singular(mention.key[-1]), scene.place_of_start(mention.start)
    if len(mention.key) > 1 or one == mention.key[-1] or mention.titled or scene.bearers.get(mention.key[-1]):
        return None
    if (at == 0 or scene.words[at - 1].low != "the") and not scene.lines[mention.paragraph].headline:
        return None
    bearers = tuple(scene.bearers.get(one, ()))
    if not 1 < len(bearers) <= MOST_TOLD:
        return None
    name = "; ".join(scene.people.persons[k].name for k in bearers)
    return Finding(name, SpeakerType.PERSON, f"{mention.words!r}: all of that name in this report", bearers)


def _name_thing(mention: Mention, scene: Scene) -> Finding:
    folded = " ".join(mention.key)
    if mention.kind is SpeakerType.STATE:
        name = scene.gazetteer.nation(folded) or mention.words
        capital = folded in scene.gazetteer.capitals and folded not in scene.gazetteer.states
        because = f"'{mention.words}', capital of {name}, as a speaker" if capital else f"named '{mention.words}'"
        return Finding(name, SpeakerType.STATE, because)
    if mention.kind is SpeakerType.BODY:
        return Finding(scene.body_name(mention), SpeakerType.BODY, f"named '{mention.words}'")
    short = len(mention.key) == 1 and mention.key[0] not in PROPER_GROUPS
    longer = scene.endings.get(mention.key[0], ()) if short else ()
    if mention.kind is None and len(longer) == 1:
        return Finding(longer[0], SpeakerType.BODY, f"'{mention.words}': {longer[0]} in this report")
    return Finding(mention.words, mention.kind or SpeakerType.UNKNOWN, f"named '{mention.words}'")


def _headline_name(words: Sequence[Word], scene: Scene) -> Finding | None:
    """In a headline every word is large: only names the report itself uses are taken."""
    if len(words) == 1 and words[0].low in MONTH_NAMES and words[0].capital:
        found = scene.people.named((words[0].low,))
        if len(found) == 1:
            name = scene.people.persons[found[0]].name
            return Finding(name, SpeakerType.PERSON, f"{name} in this report", found)
    line = scene.lines[words[0].paragraph]
    capitals = [word for word in words if word.capital]
    if not line.headline or len(capitals) != len(words):
        return None
    for start in range(len(words)):
        found = scene.people.named(tuple(word.low for word in words[start:]))
        if len(found) == 1:
            name = scene.people.persons[found[0]].name
            return Finding(name, SpeakerType.PERSON, f"{name} in this report", found)
    text = " ".join(word.text for word in words)
    body, nation = scene.gazetteer.body(text), scene.gazetteer.nation(" ".join(word.low for word in words))
    if body:
        return Finding(body.name, SpeakerType.BODY, f"named '{text}'")
    return Finding(nation, SpeakerType.STATE, f"named '{text}'") if nation else None


def _unnamed_rest(words: Sequence[Word], heads: Sequence[Mention], scene: Scene) -> Finding | None:
    """The "and other members" behind a name."""
    after = [word for word in words if word.start >= heads[-1].end]
    if len(after) < 2 or after[0].low != "and" or kind_of_phrase(after[1:], scene.gazetteer) is not SpeakerType.GROUP:
        return None
    name = own_words(after[1:], scene)
    owner = scene.people.at.get(heads[-1].start)
    if after[1].low in ("his", "her") and owner is not None:
        name = f"{scene.people.persons[owner].name}'s {name.split(' ', 1)[1]}"
    return Finding(name, SpeakerType.GROUP, "named with others")


def together(findings: Sequence[Finding]) -> Finding:
    """Several speakers of one source as one finding; of different kinds they are a group."""
    if len(findings) == 1:
        return findings[0]
    types = {finding.type for finding in findings}
    return Finding(
        name="; ".join(dict.fromkeys(finding.name for finding in findings)),
        type=types.pop() if len(types) == 1 else SpeakerType.GROUP,
        because="; ".join(finding.because for finding in findings),
        persons=tuple(person for finding in findings for person in finding.persons),
        identified=all(finding.identified for finding in findings),
    )
