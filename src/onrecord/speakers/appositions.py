"""What stands beside a name between commas, and tells who that is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.descriptions import NOTHING, Description, describe, offices_in, singular
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import DETERMINERS, PREPOSITIONS, RELATIVES
from onrecord.speakers.phrases import is_doer
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

LONGEST_APPOSITION = 16
CUT = PREPOSITIONS | RELATIVES
COPULAS = frozenset({"is", "was"})
ENDS = frozenset({"who", "which", "said", "says", "told", "has", "had"})


def has_age(words: Sequence[Word], end: int) -> bool:
    """ "X, 34," and "X, who": only people are written so."""
    after = [word.low for word in words[end : end + 3]]
    return after[:2] == [",", "who"] or (len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit())


def apposition(
    words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer
) -> tuple[Description, SpeakerType | None]:
    """What stands beside a name, and the kind of thing that makes it: ", the Greek minister," or "the label, |,"."""
    about, kind = NOTHING, None
    for stretch in (_behind(words, end), _ahead(words, start, end)):
        if stretch:  # most names stand without
            found, type_ = _read(stretch, gazetteer)
            about, kind = about | found, kind or type_
    return about, kind


def office_beside(words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer) -> Sequence[Word]:
    """The words beside a name that tell an office of its bearer; none where they tell something else."""
    stretches = (_behind(words, end), _ahead(words, start, end))
    return next((stretch for stretch in stretches if stretch and _read(stretch, gazetteer)[0].families), ())


def _behind(words: Sequence[Word], end: int) -> Sequence[Word]:
    at = end
    if at < len(words) and words[at].text == "(":
        at = next((k + 1 for k in range(at, min(at + 8, len(words))) if words[k].text == ")"), at)
    if at >= len(words) or (words[at].text not in ",—–" and words[at].low not in COPULAS):
        return ()
    stretch: list[Word] = []
    for word in words[at + 1 : at + 1 + LONGEST_APPOSITION]:
        if (not word.is_word and word.text not in ".'’") or word.low in ENDS:
            break
        stretch.append(word)
    while stretch and not stretch[-1].is_word:
        stretch.pop()  # the stop of the sentence
    if words[at].low in COPULAS and (not stretch or stretch[0].low not in DETERMINERS):
        return ()
    return stretch


def _ahead(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    if start < 2 or words[start - 1].text != "," or end >= len(words) or words[end].text not in ",.":
        return ()
    stretch: list[Word] = []
    for at in range(start - 2, max(-1, start - 14), -1):
        word = words[at]
        if not word.is_word:
            break
        stretch.insert(0, word)
        inner = at > 0 and word.low == "the" and words[at - 1].low in ("of", "for", "at")  # "head of | the League"
        if word.first or (word.low in DETERMINERS and not inner):
            break
    opened = stretch and (stretch[0].low in DETERMINERS or stretch[0].possessive or stretch[0].first)
    return stretch if opened else ()


def _read(stretch: Sequence[Word], gazetteer: Gazetteer) -> tuple[Description, SpeakerType | None]:
    """The description and kind, if the part before the first preposition names an office, a person or a body."""
    cut = next((k for k, word in enumerate(stretch) if word.low in CUT), len(stretch))
    if not cut:
        return NOTHING, None
    head = stretch[:cut] if stretch[0].low != "one" else stretch
    offices = list(offices_in(head, gazetteer))
    rest = head[offices[-1][2] :] if offices else ()
    if rest and (rest[0].capital or rest[-1].low not in gazetteer.nouns):
        return NOTHING, None  # "Smith, Foreign Minister Jones": a list of two; "Oslo, the minister claimed,": a cue
    noun = gazetteer.nouns.get(head[-1].low) or gazetteer.nouns.get(singular(head[-1].low))
    type_ = SpeakerType.PERSON if offices else noun.type if noun else None
    if type_ is None and is_doer(head[-1]) and stretch[0].low in DETERMINERS:
        type_ = SpeakerType.PERSON
    if type_ is SpeakerType.BODY and stretch[0].low in DETERMINERS:
        return NOTHING, SpeakerType.BODY
    if type_ is not SpeakerType.PERSON:
        return NOTHING, None
    of = stretch[cut : cut + 5] if cut < len(stretch) and stretch[cut].low in ("of", "for") else []
    return describe([*head, *of], gazetteer), SpeakerType.PERSON
