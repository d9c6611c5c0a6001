"""Do two wordings carry the same words? Decided by what stands in long runs on both sides, never by a share alone.

What weighs is what was quoted: the words between quotation marks. What reporters write around them they write alike
without having it from each other: "the former secretary of state", "a ban on goods entering the country". So names
weigh little, and without quotation marks on either side only whole sentences count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from onrecord.comparing.lexicon import DATES, GRAMMAR, IRREGULAR, NEGATION, STOP_WORDS
from onrecord.comparing.tokens import Token, tokens_of
from onrecord.text.quotemarks import find_quotations
from onrecord.values.span import Span

MOST_WORDS = 400  # a longer statement is a speech from which many quotations are taken: it makes them no family
SHORTEST_RUN = 4  # words in a row that two wordings of one statement share at least
_LEAST_WEIGHT, _LEAST_SHARE = 2.0, 0.6
_ROUNDING = 1e-6  # of sums in another order
_GAP = 3  # words changed on either side between two runs of one stretch
_DENSE = 0.6  # of a stretch's words that stayed
_NAME, _QUOTED_NAME, _LIGHT_WORD = 0.25, 0.5, 0.5
_PARAPHRASED = 4.0  # weight of the words that a paraphrase and a quotation share at least
_OF_PARAPHRASE = 0.7
_LONGER_BY = 2.5  # times: in a quotation much longer than its paraphrase a "not" may belong to the rest
_SUFFIXES = ("ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
_SHORTEST_STEM = 3

# Words of every speech. They weigh half: "I think that people really want" is no quotation.
_LIGHT = frozenset(
    (
        "think know want going go goes gone get gets got make makes made say says said saying tell told people person "
        "thing things something anything everything everybody everyone nobody really very just too now today time "
        "times day days year years way ways lot lots good great right well much like look see come came take need "
        "back first last new one ones two lets let even still never ever got kind sort talk talking talked feel "
        "believe thank thanks yes ok please country world work working because how why about if can will would could "
        "should not no all more most some many any only us man men woman women"
    ).split()
)


class Plain(NamedTuple):
    """A wording as it is compared: a key for each word, and which of them are names (with a capital) and quoted.

    whole: the weight of what it quotes, or of all of it where it quotes nothing: then is_told.
    """

    keys: tuple[str, ...]
    names: tuple[bool, ...]
    quoted: tuple[bool, ...]
    whole: float
    is_told: bool

    @property
    def written(self) -> str:
        """All of it on one line: the same for wordings that are one here."""
        words = zip(self.keys, self.names, self.quoted, strict=True)
        return " ".join(f"{key}{'*' * name}{'!' * quoted}" for key, name, quoted in words)

    @property
    def weight(self) -> float:
        """Of all its words, quoted or not."""
        words = zip(self.keys, self.names, self.quoted, strict=True)
        return sum(_weight(key, name, quoted) for key, name, quoted in words)


def packed(words: Plain) -> tuple[str, str, float]:
    """A wording to be kept: its keys on one line, a digit for each (1 a name, 2 quoted, 3 both), and its weight."""
    marks = (str(name + 2 * quoted) for name, quoted in zip(words.names, words.quoted, strict=True))
    return " ".join(words.keys), "".join(marks), words.whole


def unpacked(keys: str, marks: str, whole: float) -> Plain:
    """The wording that was packed: its words are not looked for again, which takes twenty times longer."""
    names, quoted = tuple(mark in "13" for mark in marks), tuple(mark in "23" for mark in marks)
    return Plain(tuple(keys.split(" ")) if keys else (), names, quoted, whole, True not in quoted)


class Shared(NamedTuple):
    """What two wordings share. weight: of the content words in common stretches. run: most words in a row.

    share: of the weight of the shorter one, of_longer: of the longer one's. quoted: on how many sides there is a
    quotation. For a paraphrase, where runs are not asked for, run is 0 and share that of the paraphrase.
    """

    weight: float
    share: float
    of_longer: float
    run: int
    quoted: int


def plain_of(words: str, *, is_quotation: bool = False) -> Plain:
    """The words of a statement as they are compared. is_quotation: all of it is one, whatever marks there are."""
    tokens = tokens_of(words)
    spans = () if is_quotation else quotations_in(words)
    keys = tuple(token.key for token in tokens)
    names = tuple(token.text[0].isupper() and not token.is_first and len(token.text) > 1 for token in tokens)
    starts = [span.start for span in spans]
    quoted = tuple(is_quotation or _is_in(token, spans, starts) for token in tokens)
    is_told = not any(quoted)
    marked = zip(keys, names, quoted, strict=True)
    return Plain(keys, names, quoted, sum(_weight(*word) for word in marked if is_told or word[2]), is_told)


def quotations_in(words: str) -> tuple[Span, ...]:
    """Where the words of a statement stand between quotation marks, in order and apart."""
    return tuple(one.span for one in find_quotations(words, (Span(0, len(words)),))[0]) if words else ()


def _is_in(token: Token, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, token.start) - 1
    return at >= 0 and token.end <= spans[at].end


def _weight(key: str, is_name: bool, is_quoted: bool) -> float:
    if is_name:
        return _QUOTED_NAME if is_quoted else _NAME
    return weight_of(key)


def weight_of(key: str) -> float:
    if key in STOP_WORDS:
        return 0.0
    return _LIGHT_WORD if key in _LIGHT or (key in GRAMMAR and key not in DATES) else 1.0


def can_be_shared(words: Plain) -> bool:
    """Are there words enough for two statements of them to be the same words, and not too many for one quotation?"""
    return SHORTEST_RUN <= len(words.keys) <= MOST_WORDS and words.weight >= _LEAST_WEIGHT


class Bound:
    """May another wording share enough with this one? Told quickly, before the words are aligned.

    Among very many statements most that share a few words in a row share little else, and each took as long as a match.
    """

    def __init__(self, words: Plain) -> None:
        self._words = words
        named = {key for key, name in zip(words.keys, words.names, strict=True) if name}
        # No word of a pair weighs more than this, on whichever side it is a name or quoted.
        self._most = {key: max(weight_of(key), _QUOTED_NAME if key in named else 0.0) for key in words.keys}

    def allows(self, other: Plain) -> bool:
        """False only where `shared_words` gives None. Linear in the other's words."""
        if self._words.keys == other.keys:
            return True
        most = sum(map(self._most.get, other.keys, repeat(0.0)))
        least = max(_LEAST_WEIGHT, _LEAST_SHARE * max(min(self._words.whole, other.whole), _NAME))
        return most > least - _ROUNDING


def shared_words(one: Plain, other: Plain) -> Shared | None:
    """What two wordings have in common, where that is most of the shorter one; else None.

    Symmetric. Where both quote something, words count that both quote; where one does, those that it quotes.
    Cost: as `common_runs`.
    """
    quoted = 2 - one.is_told - other.is_told
    if one.keys == other.keys:
        weight = max(one.weight, other.weight)  # as below: a name where it is one in both
        return Shared(weight, 1.0, 1.0, len(one.keys), quoted) if weight >= _LEAST_WEIGHT else None
    first, second = sorted((one, other), key=lambda words: (len(words.keys), words))
    stretches = tuple(_stretches(first.keys, second.keys))
    run = max((length for stretch in stretches for _, _, length in stretch), default=0)
    if run < SHORTEST_RUN:
        return None
    pairs = [(a + at, b + at) for stretch in stretches for a, b, length in stretch for at in range(length)]
    weight = sum(
        _weight(first.keys[a], first.names[a] and second.names[b], first.quoted[a] or second.quoted[b])
        for a, b in pairs
        if first.quoted[a] + second.quoted[b] == quoted
    )
    shares = sorted((weight / max(words.whole, _NAME) for words in (first, second)), reverse=True)
    if weight < _LEAST_WEIGHT or shares[0] < _LEAST_SHARE:
        return None
    return Shared(weight, min(shares[0], 1.0), min(shares[1], 1.0), run, quoted)


Run = tuple[int, int, int]  # where it starts in the first and in the second, and how many words


def _stretches(first: Sequence[str], second: Sequence[str]) -> Iterator[list[Run]]:
    """Runs of matched words that lie close together on both sides, where most words stayed.

    A lone "the" that both have says nothing, so a stretch has a run of SHORTEST_RUN words, and few words changed.
    """
    stretch: list[Run] = []
    for run in common_runs(first, second):
        if stretch and max(run[0] - stretch[-1][0], run[1] - stretch[-1][1]) - stretch[-1][2] > _GAP:
            yield from _solid(stretch)
            stretch = []
        stretch.append(run)
    yield from _solid(stretch)


def common_runs(one: Sequence[str], other: Sequence[str]) -> list[Run]:
    """The words (keys) that both have in this order, as many as can be, in runs.

    Most words kept, not fewest edits: where a statement goes on as another begins, what they share counts alone.
    Cost: words of one times words of the other, 64 at a step. Source: Hyyrö, "Bit-Parallel LCS-length Computation
    Revisited", 2004, as in rapidfuzz.
    """
    return [
        (found.src_start, found.dest_start, found.src_end - found.src_start)
        for found in LCSseq.opcodes(one, other)
        if found.tag == "equal"
    ]


def _solid(stretch: list[Run]) -> Iterator[list[Run]]:
    """The stretch, or only its long runs where much of it changed."""
    long = [run for run in stretch if run[2] >= SHORTEST_RUN]
    if not long:
        return
    (a, b, _), (c, d, last) = stretch[0], stretch[-1]
    matched = sum(length for _, _, length in stretch)
    if matched >= _DENSE * max(c + last - a, d + last - b):
        yield stretch
    else:
        yield long


class Stems(NamedTuple):
    """The content words of a wording without their endings, and what a paraphrase must not change."""

    all: frozenset[str]
    quoted: frozenset[str]
    names: frozenset[str]
    negations: int
    size: int


def stems_of(words: Plain) -> Stems:
    stems = [_stem(key) for key in words.keys]
    content = [key not in STOP_WORDS for key in words.keys]
    return Stems(
        frozenset(stem for stem, counts in zip(stems, content, strict=True) if counts),
        frozenset(s for s, counts, quoted in zip(stems, content, words.quoted, strict=True) if counts and quoted),
        frozenset(stem for stem, name in zip(stems, words.names, strict=True) if name),
        sum(key in NEGATION for key in words.keys),
        len(stems),
    )


def paraphrase(said: Stems, told: Stems) -> Shared | None:
    """Does `told`, words without quotation marks, report what is quoted in `said`? Then what they share.

    Most of its words must be the quotation's, in whatever form; a number must not be another one, and a "not" must not
    have come or gone. Necessary, not sufficient: the same one must have spoken, at the same time.
    """
    both = said.quoted & told.all
    if len(both) < _PARAPHRASED or told.quoted:  # no word weighs more than 1: most pairs are done here
        return None
    is_much_longer = said.size > _LONGER_BY * told.size
    if any(stem[:1].isdigit() for stem in told.all - said.all):
        return None
    if told.negations > said.negations or (said.negations and not told.negations and not is_much_longer):
        return None
    names = said.names | told.names
    shared, whole = (
        sum(_QUOTED_NAME if one in names else weight_of(one) for one in stems) for stems in (both, told.all)
    )
    if shared < _PARAPHRASED or shared < _OF_PARAPHRASE * whole:
        return None
    return Shared(shared, min(shared / whole, 1.0), 0.0, 0, 1)


def _stem(key: str) -> str:
    """A word without its ending: rough, for both sides are cut alike."""
    if key in IRREGULAR:
        return IRREGULAR[key]
    ending = next((e for e in _SUFFIXES if key.endswith(e) and len(key) - len(e) >= _SHORTEST_STEM), "")
    return key.removesuffix(ending).removesuffix("e") or key
