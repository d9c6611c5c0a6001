"""What a name by itself tells of whom or what it names."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.descriptions import nation_at
from onrecord.speakers.gazetteer import Gazetteer, is_acronym
from onrecord.speakers.lexicon import PROPER_GROUPS, lexicon
from onrecord.speakers.runs import is_branded
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

MAKERS_TOO = frozenset({"records", "films", "books", "pages", "pictures"})  # of companies rather than documents
COMMON_TOO = lexicon("""
    will mark grace may april june august rose hope faith joy chance art bill rob sue grant chase drew pat frank earnest
    ray guy dean dick jack victor christian summer autumn dawn ruby pearl amber ivy lily daisy violet penny sunny
    justice charity felicity constance prudence patience destiny trinity mercy angel earl duke marshal miles wade""")
OF_COMPANIES = frozenset({"shareholders", "stockholders", "shares", "stock", "subsidiaries", "subsidiary"})


def known_whole(words: Sequence[Word], gazetteer: Gazetteer) -> SpeakerType | None:
    """The type of a stretch that as a whole is in the gazetteer."""
    if gazetteer.body(" ".join([word.text for word in words])):
        return SpeakerType.BODY
    nation, length = nation_at(words, 0, gazetteer)
    if nation and length == len(words) and " ".join([word.low for word in words]) not in gazetteer.demonyms:
        return SpeakerType.STATE
    return None


def kind_of_name(name: Sequence[Word], gazetteer: Gazetteer) -> SpeakerType | None:
    """What a name by itself tells of its kind; None when it tells nothing."""
    return known_whole(name, gazetteer) or kind_by_parts(name, gazetteer)


def kind_by_parts(name: Sequence[Word], gazetteer: Gazetteer) -> SpeakerType | None:
    """The same of a name that as a whole is not in the gazetteer."""
    if len(name) > 1 and name[-1].low in PROPER_GROUPS and name[-1].low.endswith("s"):
        return SpeakerType.GROUP  # "Senate Democrats"
    nouns = [gazetteer.nouns.get(word.low) for word in name]
    given = name[0].low in gazetteer.given_names and len(name) > 1
    if any(noun and noun.type is SpeakerType.BODY and not (given and noun.named) for noun in nouns):
        return SpeakerType.BODY
    owner = gazetteer.body(name[0].text) or gazetteer.states.get(name[0].low)
    if len(name) > 1 and is_acronym(name[0].text.replace(".", "")) and owner:
        return SpeakerType.BODY
    if len(name) > 1 and nouns[-1] and nouns[-1].type is SpeakerType.DOCUMENT and name[-1].low not in MAKERS_TOO:
        return SpeakerType.DOCUMENT
    if len(name) == 1 and (_is_initials(name[0].text) or is_branded(name[0].text)):
        return SpeakerType.BODY
    initial = any(len(word.text) == 1 or word.text.endswith(".") for word in name[:-1])
    first_name = len(name) == 1 and name[0].low in gazetteer.given_names and not _is_common(name[0], gazetteer)
    return SpeakerType.PERSON if given or first_name or (initial and len(name) > 1) else None


def _is_initials(text: str) -> bool:
    """ "NPO-2" no, "NPO", "N-PO" and "N.P.O." yes; "N.P." may be what a person is called by."""
    letters = text.replace("-", "").replace(".", "")
    return is_acronym(letters) and ("." not in text or len(letters) > 2)


def _is_common(word: Word, gazetteer: Gazetteer) -> bool:
    """May the first word of a sentence be large for that alone? "Will", "Grace" and "Mark" begin sentences, too."""
    return word.first and (word.low in COMMON_TOO or word.low in gazetteer.nouns or word.low in gazetteer.states)


def is_company_noun(word: Word, gazetteer: Gazetteer) -> bool:
    """Is this a noun that only stands in names of companies: "Electric", "Inc"?"""
    noun = gazetteer.nouns.get(word.low)
    return noun is not None and noun.named


def owns_as_companies_do(words: Sequence[Word], end: int) -> bool:
    """ "Norvik's stock price", "Norvik's shareholders": only companies have such."""
    if not words[end - 1].possessive or end >= len(words):
        return False
    low, behind = words[end].low, words[end + 1].low if end + 1 < len(words) else ""
    return low in OF_COMPANIES or (low in ("stock", "share") and behind in ("price", "prices"))
