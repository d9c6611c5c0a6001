"""What the change of some words into others amounts to: by closed classes and by how words are built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from onrecord.comparing.difference import Difference, by_gravity
from onrecord.comparing.lexicon import CLOSED, GRAMMAR, IRREGULAR, MODALITY, MULTIPLES, NEGATION, STOP_WORDS, VERBS
from onrecord.comparing.tokens import Token

_HAS_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "anti")
_LETTERS = re.compile(r"[^\W_]+")
MOST_PAIRS = 400  # of changed words that are tried for being forms of one word
_SHORTEST_TYPO = 4  # letters: among shorter words nearly every slip is another word
_ANY_SLIP = 6  # letters from which on one may stand for another: "pence" is not "peace"
_TWO_SLIPS = 9  # letters from which on a word may have two
# British and American spellings are brought to one; the result need be no word. Each asks for so much of a word that
# two words do not become one: "prised" and "prized", "scoured" and "scored", "filled" and "filed", "poets" and "pets".
_VARIANTS = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?:(?<=[aeiouy][a-z])|(?<=[aeiouy][a-z]{2}))our(?=$|s$|ed$|ing$|able$|ite|al$|hood|ly$)"), "or"),
    (re.compile(r"(?<=[bct])re(?=s?$)"), "er"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"^([a-z]{0,9}[aeiouy][a-z]{0,9}[aeiouy])ll(?=(?:ed|ing|er|ers|or|ors)$)"), r"\1l"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"(?<=[a-z]{2})enc(?=e[sd]?$)"), "ens"),
    (re.compile(r"^([a-z]{0,9})[ao]e(?=[a-z]{5})|(?<=[a-z]{3})[ao]e(?=[a-z]{2})"), r"\1e"),
)
# One is the opposite of the other, or nearly, and a letter apart.
_OPPOSED = (("hypo", "hyper"), ("inter", "intra"), ("macro", "micro"), ("pre", "pro"), ("anti", "ante"), ("em", "im"))
# What transcribers of other scripts write in several ways.
_SOUNDS = (("tch", "ch"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("j", "i"), ("y", "i"), ("w", "v"), ("q", "k"))
# Pronouns, articles, prepositions and forms of "to be", for which an editor puts what they mean or the tense asks for.
MAY_BE_REPLACED = STOP_WORDS | frozenset(("will", "would", "one", "ones"))
_ENDINGS = ("", "s", "es", "ed", "d", "ing")
_SHORTEST_STEM = 3


def differences_of(old: Sequence[Token], new: Sequence[Token], known: Collection[str]) -> tuple[Difference, ...]:
    """What it means that `new` stands where `old` stood. known: words that are surely spelled right, in small letters.

    The order of the two makes no difference. None for no words at all.
    """
    if same_letters(old, new):
        return (Difference.SPELLING,)
    found = by_gravity(_differences(old, new, known))
    if not _is_bracketed(old, new):
        return found
    # An editor may add words, and put some for a pronoun or for the form of "to be"; not "lost" for "won".
    is_free = not old or not new or all(token.key in MAY_BE_REPLACED for token in _outside_brackets(old, new))
    return by_gravity((Difference.BRACKET, *(one for one in found if one is Difference.NEGATION or not is_free)))


def _differences(old: Sequence[Token], new: Sequence[Token], known: Collection[str]) -> Iterator[Difference]:
    lost, gained = _only_in(old, new), _only_in(new, old)
    if not lost and not gained:
        if old:
            yield Difference.WORDS  # the same in another order
        return
    lost, gained, found = _paired(lost, gained, known)
    yield from found
    for token in (*lost, *gained):
        yield kind_of(token, known)


def _only_in(these: Sequence[Token], others: Sequence[Token]) -> list[Token]:
    left = Counter(token.key for token in others)
    only = []
    for token in these:
        if left[token.key]:
            left[token.key] -= 1
        else:
            only.append(token)
    return only


def _paired(
    lost: Sequence[Token], gained: Sequence[Token], known: Collection[str]
) -> tuple[list[Token], list[Token], list[Difference]]:
    """Take out words that are others of the same kind: "said" for "says". Gives what is left, and what was found."""
    if len(lost) * len(gained) > MOST_PAIRS:
        return list(lost), list(gained), []
    found, rest, waiting = [], [], list(gained)
    for token in lost:
        pairs = ((other, pair_of(token, other, known)) for other in waiting)
        match = next(((other, what) for other, what in pairs if what is not None), None)
        if match is None:
            rest.append(token)
        else:
            waiting.remove(match[0])
            found.append(match[1])
    return rest, waiting, found


def pair_of(one: Token, other: Token, known: Collection[str]) -> Difference | None:
    """How one word is another: spelled otherwise, negated, in another tense or number; None where it is a new word."""
    a, b = sorted((one.key, other.key))
    if same_letters((one,), (other,)):
        return Difference.SPELLING
    if _is_negated(a, b):
        return Difference.NEGATION
    if _is_number(a) or _is_number(b) or a in GRAMMAR or b in GRAMMAR:
        return _inflected(a, b) if a in IRREGULAR and b in IRREGULAR else None
    inflected = _inflected(a, b)
    if inflected is None and _is_name(one, known) and _is_name(other, known):
        return Difference.SPELLING if _sounds(a) == _sounds(b) else None  # a letter makes another name
    return inflected or (Difference.SPELLING if is_misspelled(a, b, known) else None)


def kind_of(token: Token, known: Collection[str]) -> Difference:
    """What changes when this word comes or goes."""
    if token.text == "May" and not token.is_first:
        return Difference.DATE
    for words, difference in CLOSED:
        if token.key in words and (
            difference is not Difference.DATE or token.text[0].isupper() or token.key[0] in "yt"
        ):
            return difference
    if _is_number(token.key):
        return Difference.NUMBER
    return Difference.NAME if _is_name(token, known) else Difference.WORDS


def _is_number(key: str) -> bool:
    return _HAS_DIGIT.search(key) is not None or key in MULTIPLES


def _is_name(token: Token, known: Collection[str]) -> bool:
    if not token.text[0].isupper() or token.key in STOP_WORDS:
        return False
    return not token.is_first or (bool(known) and token.key not in known)


def _is_bracketed(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Do all words of one side stand in square brackets, for a few of the other side or none?"""
    return any(
        these and all(token.in_brackets for token in these) and len(others) <= 4
        for these, others in ((old, new), (new, old))
    )


def _outside_brackets(old: Sequence[Token], new: Sequence[Token]) -> Sequence[Token]:
    return old if all(token.in_brackets for token in new) else new


def same_letters(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """ "on-board" and "on board", "U.S." and "US"; not "US" and "us", "3.5" and "35", "not able" and "notable"."""
    together = ["".join(_letters(token.key) for token in side) for side in (old, new)]
    if not together[0] or together[0] != together[1]:
        return False
    keys, others = ({token.key for token in side} for side in (old, new))
    if any(f"^{key.upper()}" in keys | others for key in keys | others):
        return False
    same_denial = keys & (NEGATION | MODALITY) == others & (NEGATION | MODALITY)
    return same_denial and _digits(old) == _digits(new)


def _digits(tokens: Sequence[Token]) -> list[str]:
    """The numbers in words: of "2-3" two, of "3.5" one."""
    return [number for token in tokens for number in _NUMBER.findall(token.key)]


def _letters(key: str) -> str:
    return "".join(_LETTERS.findall(key)).lower()


def _sounds(name: str) -> str:
    """A name as it sounds, whoever transcribed it: "Sergey" and "Sergei"."""
    for written, sound in _SOUNDS:
        name = name.replace(written, sound)
    return _singled(name)


def _is_negated(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and any(long == f"{prefix}{short}" for prefix in _NEGATING)


def _inflected(a: str, b: str) -> Difference | None:
    """Another form of one verb; one or many of one noun: "belongs" is none, "plans" is taken for one."""
    if a in IRREGULAR and IRREGULAR[a] == IRREGULAR.get(b):
        return Difference.TENSE
    shared = {(first, second) for stem, first in _cut(a) for other, second in _cut(b) if stem == other}
    endings = {one for pair in shared if pair[0] != pair[1] for one in pair}
    if not endings:
        return None
    is_verb = endings & {"ed", "d", "ing"} or not VERBS.isdisjoint((a, b))
    return Difference.TENSE if is_verb else Difference.QUANTITY


def _cut(word: str) -> Iterator[tuple[str, str]]:
    """Every way to take a word for a stem and an ending."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) < _SHORTEST_STEM or (ending and len(stem) == len(word)):
            continue
        yield stem, ending
        if ending in ("ed", "ing"):
            yield f"{stem}e", ending
            if stem[-1] == stem[-2]:
                yield stem[:-1], ending
        if ending in ("ed", "es") and stem.endswith("i"):
            yield f"{stem[:-1]}y", ending


def is_misspelled(a: str, b: str, known: Collection[str]) -> bool:
    """Are two keys one word, once with a slip? Two words that both are known to be right are two words.

    Without any `known` only slips that make no other word count: letters swapped or doubled in a longer word.
    """
    if _standard(a) == _standard(b):
        return True
    shorter = min(len(a), len(b))
    if shorter < _SHORTEST_TYPO or a[0] != b[0] or (a in known and b in known) or _are_opposed(a, b):
        return False
    if shorter > _SHORTEST_TYPO and (sorted(a) == sorted(b) or _singled(a) == _singled(b)):
        return OSA.distance(a, b) <= 1
    if not known or (len(a) == len(b) and shorter < _ANY_SLIP):
        return False
    slips = 2 if shorter >= _TWO_SLIPS else 1
    return OSA.distance(a, b, score_cutoff=slips) <= slips


def _are_opposed(a: str, b: str) -> bool:
    """ "hypertension" and "hypotension"."""
    pairs = ((a, b), (b, a))
    return any(
        one.startswith(first) and other.startswith(second) and one[len(first) :] == other[len(second) :]
        for first, second in _OPPOSED
        for one, other in pairs
    )


def _standard(word: str) -> str:
    for pattern, by in _VARIANTS:
        word = pattern.sub(by, word)
    return word


def _singled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def content_words(tokens: Iterable[Token]) -> Iterator[str]:
    """Keys of the words that say what is spoken of."""
    return (token.key for token in tokens if token.key not in STOP_WORDS)
