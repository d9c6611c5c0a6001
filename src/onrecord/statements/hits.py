"""Where cues stand in a sentence, told apart from the nouns and adjectives that look like them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from onrecord.statements import grammar as g
from onrecord.statements.cues import Cue, CueLexicon
from onrecord.statements.phrases import verb_group_start
from onrecord.text.words import Word


class Form(Enum):
    FINITE = "finite"  # "said", "has said", "says"
    PARTICIPLE = "participle"  # ", adding that"
    PASSIVE = "passive"  # "was proposed by"


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at words[start:end]. `group` is where its verb group begins."""

    cue: Cue
    start: int
    end: int
    group: int
    form: Form
    negated: bool


def find_hits(words: Sequence[Word], lexicon: CueLexicon) -> Iterator[Hit]:
    """The cues of a sentence in order. A word is a cue only where grammar lets it be a verb of its own clause."""
    lower = tuple([word.lower for word in words])
    behind = 0
    for at in [at for at, word in enumerate(lower) if word in lexicon.starts]:
        if at < behind or not words[at].is_word:
            continue
        found = lexicon.at(lower[at : at + lexicon.starts[lower[at]]])
        hit = _hit(words, at, *found) if found else None
        if hit:
            yield hit
            behind = hit.end


def _hit(words: Sequence[Word], at: int, cue: Cue, length: int) -> Hit | None:
    word = words[at]
    if word.is_capital and ((at > 0 and words[at - 1].is_word) or word.text.isupper()):
        return None
    group = verb_group_start(words, at)
    before = {w.lower for w in words[group:at]}
    joint = words[group - 1].lower if group else ""
    negated = not before.isdisjoint(g.NEGATIONS) or joint in {"neither", "nor"}
    previous = words[at - 1] if at else None
    form = _form(words, at, cue, before, previous)
    if form is None:
        return None
    if cue.passive_only and form is not Form.PASSIVE:
        return None
    return Hit(cue, at, at + length, group, form, negated)


def _form(words: Sequence[Word], at: int, cue: Cue, before: set[str], previous: Word | None) -> Form | None:
    lower = words[at].lower
    if previous is not None and previous.lower in g.MODALS | {"to", "'d"}:
        return None
    if _is_ing(lower):
        if before & g.BE == {"'s"} and _is_possessive(words, at):
            return None
        if not before.isdisjoint(g.BE):
            return Form.FINITE
        return Form.PARTICIPLE if _opens_participle(previous, at) else None
    if (
        _is_participle_form(lower, cue)
        and not before.isdisjoint(g.BE)
        and before.isdisjoint(g.HAVE - {"having"} if "been" not in before else set())
    ):
        return Form.PASSIVE
    if previous is not None and _makes_noun(words, at, previous, lower, cue):
        return None
    return Form.FINITE


def _is_possessive(words: Sequence[Word], at: int) -> bool:
    """ "Example's ruling party", not "he's also ruling"."""
    mark = next(i for i in range(at - 1, -1, -1) if words[i].lower == "'s")
    return mark > 0 and words[mark - 1].lower not in g.PRONOUNS | {"there", "that"}


def _is_ing(lower: str) -> bool:
    return lower.endswith("ing") and lower not in {"bring", "sing"}


def _opens_participle(previous: Word | None, at: int) -> bool:
    if previous is None:
        return False
    if previous.quotation is not None or previous.text in ",—–-":
        return True
    return (
        previous.lower in {"while", "and", "by", "before", "after"}
        or g.is_adverb(previous)
        or previous.lower in g.DOCUMENT_NOUNS
    )


def _is_participle_form(lower: str, cue: Cue) -> bool:
    return lower.endswith(("ed", "en")) or lower in {
        "said",
        "told",
        "written",
        "read",
        "thought",
        "felt",
        "understood",
        "put",
    }


_ALSO_PLURAL_NOUNS = frozenset(
    (
        "states reports claims calls notes demands remarks comments answers requests orders signals posts tweets "
        "hopes fears doubts worries estimates forecasts attacks voices issues levels directs labels brands rules "
        "feels threatens mentions quotes charges voices hails recommends warns promises pledges vows replies "
        "advises cries jokes reads"
    ).split()
)


def _can_be_singular_subject(previous: Word) -> bool:
    """Before "states" or "claims" as a verb stands a name, a pronoun, an adverb, a mark, or one who can speak."""
    if (
        previous.text in ",)—–-"
        or previous.lower in {"he", "she", "it", "who", "which", "that"}
        or g.is_adverb(previous)
    ):
        return True
    return (previous.is_capital and previous.lower not in {"united"}) or (
        previous.lower in g.SPEAKING_NOUNS and not g.is_plural(previous)
    )


def _makes_noun(words: Sequence[Word], at: int, previous: Word, lower: str, cue: Cue) -> bool:
    """Does the word before make this one a noun or an adjective: "the report", "Russia's demands", "of claims"?"""
    if previous.lower in g.DETERMINERS - g.ALSO_PRONOUNS:
        return True
    if previous.lower in g.PREPOSITIONS - {"like"} and not (previous.lower == "in" and at > 1):
        return True
    if previous.lower == "'s":
        return True
    if lower.endswith("ed") or (lower != cue.verb.split()[0] and not lower.endswith("s")):
        return False
    if lower == "states" and previous.is_capital:  # "Baltic states"
        following = words[at + 1] if at + 1 < len(words) else previous
        return following.quotation is None and following.lower not in {"that", ":"}
    if lower in _ALSO_PLURAL_NOUNS:
        after = words[at + 1].lower if at + 1 < len(words) else ""
        if after in g.AUXILIARIES | g.MODALS:  # "Recent reports have shown"
            return True
        return not _can_be_singular_subject(previous)
    if lower.endswith("s") and lower != cue.verb:  # third person singular: not after a plural, an adjective or "and"
        return previous.text in ",;" and at > 1 and words[at - 2].lower in g.PREPOSITIONS
    return _is_no_base_form(words, at, previous, lower)


def _is_no_base_form(words: Sequence[Word], at: int, previous: Word, lower: str) -> bool:
    if previous.lower == "and" and any(w.lower in g.MODALS | {"will", "to", "'ll"} for w in words[max(0, at - 9) : at]):
        return True  # "will end the strike and encourage the board": nobody has said it yet
    if previous.lower == "and" and lower == "state":
        return True  # "deputies and state police"
    # the base form needs a plural, "they", or two joined names before it
    if previous.is_capital and any(w.lower == "and" for w in words[max(0, at - 5) : at]):
        return False
    return not (
        previous.lower
        in {"they", "we", "i", "you", "who", "also", "often", "and", "do", "did", "does", "not", "n't", "people"}
        | {"didn't", "don't", "doesn't"}
        or g.is_plural(previous)
        or lower in {"said", "told", "wrote", "read", "put", "forecast", "hit"}
    )
