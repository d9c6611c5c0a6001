"""Are two texts one statement in other words: translated twice, or told without its quotation marks?

Never a verdict: a chance that is learned from translations, and the differences that speak against it by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from operator import mul

from onrecord.comparing.difference import Difference
from onrecord.comparing.lexicon import DATES, GRAMMAR, NEGATION
from onrecord.comparing.quantities import numbers_in
from onrecord.comparing.tokens import tokens_of
from onrecord.errors import DamagedWeights

COLUMNS = (
    *("bias", "cosine", "cosine high", "words", "content words", "stems", "many stems"),
    *("names in both", "names shared", "names apart"),
    *("numbers", "numbers shared", "numbers same", "numbers apart", "number of one"),
    *("length", "short", "negated one", "date apart"),
)
"""The evidence of a pair, each with a weight in `data/rewordings.tsv`."""

FEWEST_WORDS = 6  # of the shorter text: fewer are said on many occasions
_STEM = 5  # letters
_HIGH = 0.75  # cosine from which on it says more
# Words that deny without "not": whoever translates "did not succeed" may write "failed".
_DENYING = frozenset(
    (
        "fail fails failed failing refuse refuses refused refusing refusal deny denies denied denying denial lack "
        "lacks lacked lacking unable impossible reject rejects rejected rejecting prevent prevents prevented avoid "
        "avoids avoided stop stops stopped cease ceased ban bans banned prohibit prohibits prohibited forbid "
        "forbidden absent absence false wrong unlike against cannot exclude excluded zero miss missed missing doubt "
        "doubts decline declines declined disagree disagrees disagreed disapprove disapproves disapproved "
        "insufficient"
    ).split()
)
_ADDING = frozenset(("only", "just", "merely", "simply", "matter"))  # "not only", "no matter": nothing is denied
_PREFIXES = ("un", "non", "dis", "im", "il", "ir", "in")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a text is compared by besides its vector. keys: of all words; words: of those that say what is spoken of."""

    keys: frozenset[str]
    words: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[float]
    dates: frozenset[str]
    length: int  # words
    negations: int
    denials: frozenset[str]  # words that deny without being negations


@dataclass(frozen=True, slots=True)
class Rewording:
    """What a pair of texts looks like. chance: that both are one statement in other words, by learned weights.

    against: differences that change what is said, named; any one denies the proposal. is_short: too short to be more
    than a hint.
    """

    chance: float
    against: tuple[Difference, ...]
    is_short: bool


@dataclass(frozen=True, slots=True)
class Rewordings:
    """A logistic curve over COLUMNS. least: the chance from which on a pair is proposed."""

    weights: tuple[float, ...]
    least: float

    def judge(self, one: Gist, other: Gist, cosine: float) -> Rewording:
        """The order of the two makes no difference. cosine: of their sentence vectors, -1 to 1."""
        score = sum(map(mul, self.weights, evidence_of(one, other, cosine)))
        chance = 1 / (1 + exp(-score)) if score > -500 else 0.0
        return Rewording(chance, against(one, other), min(one.length, other.length) < FEWEST_WORDS)

    def proposes(self, found: Rewording) -> bool:
        """Is the pair worth to be shown as perhaps the same in other words?"""
        return found.chance >= self.least and not found.against and not found.is_short


@lru_cache(maxsize=4096)  # a quotation is compared with many
def gist_of(text: str) -> Gist:
    """What a text is compared by. Linear in its length."""
    tokens = tokens_of(text)
    content = frozenset(token.key for token in tokens if token.key not in GRAMMAR)
    following = (*(token.key for token in tokens[1:]), "")
    negations = sum(
        token.key in NEGATION and after not in _ADDING for token, after in zip(tokens, following, strict=False)
    )
    return Gist(
        keys=frozenset(token.key for token in tokens),
        words=content,
        stems=frozenset(word[:_STEM] for word in content),
        names=frozenset(token.key[:_STEM] for token in tokens if token.text[0].isupper() and not token.is_first),
        numbers=numbers_in(text, tokens),
        dates=frozenset(token.key for token in tokens if token.key in DATES and token.text[0].isupper()),
        length=len(tokens),
        negations=negations,
        denials=frozenset(token.key for token in tokens if token.key in _DENYING),
    )


def against(one: Gist, other: Gist) -> tuple[Difference, ...]:
    """What contradicts, the gravest first: a negation on one side alone, and numbers or days that each has for itself.

    What one side leaves out is no contradiction.
    """
    found = []
    fewer, more = sorted((one, other), key=lambda gist: gist.negations)
    turned = (more.negations - fewer.negations) % 2 or (more.negations and not fewer.negations)
    if turned and not _denies_otherwise(fewer, more):
        found.append(Difference.NEGATION)
    if _apart(one.numbers, other.numbers):
        found.append(Difference.NUMBER)
    if _apart(one.dates, other.dates):
        found.append(Difference.DATE)
    return tuple(found)


def _denies_otherwise(fewer: Gist, more: Gist) -> bool:
    """Does a text without any negation deny by a word of its own: "failed", or "impossible" for "possible"?"""
    if fewer.negations or more.negations > 1:
        return False
    bare = {word.removeprefix(prefix)[:4] for word in fewer.words for prefix in _PREFIXES if word.startswith(prefix)}
    return bool(fewer.denials - more.denials) or bool(bare & {stem[:4] for stem in more.stems if len(stem) > 3})


def _apart(one: frozenset[float] | frozenset[str], other: frozenset[float] | frozenset[str]) -> bool:
    """Has each something that the other lacks?"""
    return bool(one - other) and bool(other - one)


def evidence_of(one: Gist, other: Gist, cosine: float) -> tuple[float, ...]:
    """A value for each of COLUMNS."""
    numbers = one.numbers | other.numbers
    short = min(one.length, other.length)
    return (
        1.0,
        cosine,
        max(0.0, cosine - _HIGH),
        _shared(one.keys, other.keys),
        _shared(one.words, other.words),
        _shared(one.stems, other.stems),
        log(1 + len(one.stems & other.stems)),
        float(bool(one.names and other.names)),
        _shared(one.names, other.names),
        float(bool(one.names and other.names) and not one.names & other.names),
        float(bool(numbers)),
        _shared(one.numbers, other.numbers),
        float(bool(numbers) and one.numbers == other.numbers),
        float(_apart(one.numbers, other.numbers)),
        float(bool(numbers) and not (one.numbers and other.numbers)),
        abs(log(1 + one.length) - log(1 + other.length)),
        1 / (1 + short),
        float((one.negations - other.negations) % 2),
        float(_apart(one.dates, other.dates)),
    )


def _shared(one: frozenset[str] | frozenset[float], other: frozenset[str] | frozenset[float]) -> float:
    """Twice the common ones by all (Dice 1945); 0 where there is none."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def build_rewordings(rows: Iterable[Mapping[str, str]]) -> Rewordings:
    """The rule of a table with the columns `evidence` and `weight`; its last line is `least`.

    Raises DamagedWeights where the table's evidence is not what this program gathers.
    """
    weights = {row["evidence"]: float(row["weight"]) for row in rows}
    if tuple(weights) != (*COLUMNS, "least"):
        raise DamagedWeights(
            "the weights for rewordings are of another version of this program", remedy="install onrecord again"
        )
    *curve, least = weights.values()
    return Rewordings(tuple(curve), least)


def table_of(rule: Sequence[float], least: float) -> str:
    """The lines that `build_rewordings` reads."""
    values = zip((*COLUMNS, "least"), (*rule, least), strict=True)
    return "\n".join(["evidence\tweight", *(f"{name}\t{value:.4f}" for name, value in values), ""])
