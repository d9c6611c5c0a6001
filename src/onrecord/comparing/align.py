"""Two wordings word for word: what stayed, and each change with its place on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from onrecord.comparing.difference import Difference, Edit, Stretch, by_gravity
from onrecord.comparing.pairs import MAY_BE_REPLACED, MOST_PAIRS, differences_of, pair_of, same_letters
from onrecord.comparing.tokens import Token, is_drawn, tokens_of

_BLANK = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
_QUOTES = re.compile('["“”„‟«»＂]')
_APOSTROPHES = str.maketrans("’‘ʼ＇`´", "''''''")
_ELLIPSIS = re.compile(r"…|\.\.\.")
# Signs between words that are read aloud: of currency, of parts, of comparison; and a minus right before a number.
_SPOKEN_SIGNS = re.compile(r"[$€£¥₽₹%‰°<>=+×÷±]|(?<=[\s(\[$€£¥])[-–−](?=$)")

Pair = tuple[int, int]


def compare(old: str, new: str, known: Collection[str] = frozenset()) -> tuple[Edit, ...]:
    """Align two wordings with the fewest words changed, and say of each change what kind it is.

    known: words that are surely spelled right, in small letters; with them a slip is told from another word.
    Returns edits in order that tile both texts: joining the stretches of a side gives the text of that side back.
    White space counts for nothing. Equal texts give one edit without differences, or none where they are empty.
    compare(new, old) gives the same with the sides exchanged.
    Cost: words of one times words of the other, 64 at a step; memory linear. Source: Myers, "A Fast Bit-Vector
    Algorithm for Approximate String Matching", 1999, as in rapidfuzz.
    """
    old_tokens, new_tokens = tokens_of(old), tokens_of(new)
    if _keys(new_tokens) < _keys(old_tokens):  # of several best alignments the same one, whichever side is first
        return tuple(
            Edit(edit.differences, edit.new, edit.old) for edit in _tiles(new, old, new_tokens, old_tokens, known)
        )
    return tuple(_tiles(old, new, old_tokens, new_tokens, known))


def aligned(
    old: tuple[str, Sequence[Token]],
    new: tuple[str, Sequence[Token]],
    pairs: Sequence[Pair],
    known: Collection[str] = frozenset(),
) -> tuple[Edit, ...]:
    """As `compare`, where it is known already which words are which, for words that stand in longer texts.

    old, new: a text and those of its words that count, in a row. pairs: numbers of words, in order on both sides.
    Places are in the texts. The edits tile what lies between the first and the last word of each side.
    """
    ends = [(tokens[0].start, tokens[-1].end) if tokens else (0, 0) for _, tokens in (old, new)]
    texts = [text[: end[1]] for (text, _), end in zip((old, new), ends, strict=True)]
    sides = _Sides(texts[0], texts[1], old[1], new[1], known)
    sides.starts = (ends[0][0], ends[1][0])
    return tuple(_joined(_pieces(sides, tuple(_with_kindred(sides, pairs)))))


def matched_words(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """Which words (keys) of one are which of the other, in order."""
    return tuple(
        (one.src_start + at, one.dest_start + at)
        for one in Levenshtein.opcodes(old, new)
        if one.tag == "equal"
        for at in range(one.src_end - one.src_start)
    )


def _keys(tokens: Iterable[Token]) -> list[str]:
    return [token.key for token in tokens]


def _tiles(
    old: str, new: str, old_tokens: Sequence[Token], new_tokens: Sequence[Token], known: Collection[str]
) -> Iterator[Edit]:
    sides = _Sides(old, new, old_tokens, new_tokens, known)
    return _joined(_pieces(sides, tuple(_with_kindred(sides, matched_words(_keys(old_tokens), _keys(new_tokens))))))


class _Sides:
    """Both texts with their words."""

    def __init__(
        self, old: str, new: str, old_tokens: Sequence[Token], new_tokens: Sequence[Token], known: Collection[str]
    ) -> None:
        self.old, self.new = old, new
        self.old_tokens, self.new_tokens = old_tokens, new_tokens
        self.known = known
        self.starts = (0, 0)  # where the words begin that count

    def between(self, before: Pair, after: Pair) -> tuple[Stretch, Stretch]:
        """What lies between two matched words, on both sides; -1 and the count of words stand for the ends."""
        return (
            _between(self.old_tokens, before[0], after[0], (self.starts[0], len(self.old))),
            _between(self.new_tokens, before[1], after[1], (self.starts[1], len(self.new))),
        )


def _between(tokens: Sequence[Token], before: int, after: int, ends: tuple[int, int]) -> Stretch:
    start = tokens[before].end if before >= 0 else ends[0]
    return Stretch(start, tokens[after].start if after < len(tokens) else ends[1])


def _with_kindred(sides: _Sides, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The matched words, and between them those that are another form of one word: "says" and "said"."""
    for before, after in pairwise(((-1, -1), *pairs, (len(sides.old_tokens), len(sides.new_tokens)))):
        lost, gained = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        if len(lost) * len(gained) <= MOST_PAIRS and not _is_written_apart(sides, lost, gained):
            yield from _kindred(sides, lost, gained)
        if after[0] < len(sides.old_tokens):
            yield after


def _is_written_apart(sides: _Sides, lost: range, gained: range) -> bool:
    """ "belong[s]" for "belongs": a bracket, a hyphen or a blank inside of a word is no other word."""
    if len(lost) == len(gained):
        return False
    return same_letters(sides.old_tokens[lost.start : lost.stop], sides.new_tokens[gained.start : gained.stop])


def _kindred(sides: _Sides, lost: Iterable[int], gained: Iterable[int]) -> Iterator[Pair]:
    waiting = list(gained)
    for at in lost:
        old = sides.old_tokens[at]
        found = next((one for one in waiting if pair_of(old, sides.new_tokens[one], sides.known)), None)
        if found is not None:
            yield at, found
            waiting = [one for one in waiting if one > found]


def _pieces(sides: _Sides, pairs: Sequence[Pair]) -> Iterator[Edit]:
    ends = ((-1, -1), *pairs, (len(sides.old_tokens), len(sides.new_tokens)))
    for before, after in pairwise(ends):
        yield from _change(sides, before, after)
        if after != ends[-1]:
            yield _matched(sides.old_tokens[after[0]], sides.new_tokens[after[1]], sides.known)


def _matched(old: Token, new: Token, known: Collection[str]) -> Edit:
    kind = _written_otherwise(old, new) if old.key == new.key else pair_of(old, new, known)
    if old.in_brackets != new.in_brackets and {old.key, new.key} <= MAY_BE_REPLACED:
        kind = Difference.BRACKET  # "[is]" for "was", as the sentence around it asks for
    differences = () if old.text == new.text or kind is None else (kind,)
    return Edit(differences, Stretch(old.start, old.end), Stretch(new.start, new.end))


def _written_otherwise(old: Token, new: Token) -> Difference:
    """Of two tokens with one key: are they one word drawn together with its neighbour, and alone, or other signs?"""
    if _with_one_apostrophe(old.text) == _with_one_apostrophe(new.text):
        return Difference.PUNCTUATION
    return Difference.CONTRACTION if is_drawn(old.text) != is_drawn(new.text) else Difference.SPELLING


def _with_one_apostrophe(text: str) -> str:
    return text.translate(_APOSTROPHES)


def _change(sides: _Sides, before: Pair, after: Pair) -> Iterator[Edit]:
    """What stands between two matched words: nothing new, other marks, or other words."""
    old, new = sides.between(before, after)
    lost, gained = sides.old_tokens[before[0] + 1 : after[0]], sides.new_tokens[before[1] + 1 : after[1]]
    old_words, new_words = old.of(sides.old), new.of(sides.new)
    if not lost and not gained and _BLANK.sub("", old_words) == _BLANK.sub("", new_words):
        yield Edit((), old, new)
        return
    differences = by_gravity(
        (
            *differences_of(lost, gained, sides.known),
            *_in_marks(old_words, new_words, lost, gained),
            *_in_signs(sides, (old, new), after),
        )
    )
    head = _shared(old_words, new_words, min(_lead(old, lost), _lead(new, gained)))
    rooms = min(_tail(old, lost) - (0 if lost else head), _tail(new, gained) - (0 if gained else head))
    tail = _shared(old_words[::-1], new_words[::-1], rooms)
    cut = (Stretch(old.start + head, old.end - tail), Stretch(new.start + head, new.end - tail))
    yield Edit((), Stretch(old.start, cut[0].start), Stretch(new.start, cut[1].start))
    yield Edit(differences, *cut)
    yield Edit((), Stretch(cut[0].end, old.end), Stretch(cut[1].end, new.end))


def _lead(stretch: Stretch, tokens: Sequence[Token]) -> int:
    """Characters before the first word."""
    return (tokens[0].start if tokens else stretch.end) - stretch.start


def _tail(stretch: Stretch, tokens: Sequence[Token]) -> int:
    return stretch.end - (tokens[-1].end if tokens else stretch.start)


def _shared(one: str, other: str, most: int) -> int:
    """Characters at the beginning that both have, at most so many."""
    at = 0
    while at < most and one[at] == other[at]:
        at += 1
    return at


def _in_marks(old: str, new: str, lost: Sequence[Token], gained: Sequence[Token]) -> Iterator[Difference]:
    if len(_QUOTES.findall(old)) != len(_QUOTES.findall(new)):
        yield Difference.QUOTATION
    elif not lost and not gained:
        yield Difference.PUNCTUATION
    if any(
        _ELLIPSIS.search(text) and not words and others
        for text, words, others in ((old, lost, gained), (new, gained, lost))
    ):
        yield Difference.ELLIPSIS


def _in_signs(sides: _Sides, stretches: tuple[Stretch, Stretch], after: Pair) -> Iterator[Difference]:
    """ "$40" is not "€40", nor "-5" "5": between the same words other signs make another number."""
    texts = (sides.old, sides.new)
    of_sides = (sides.old_tokens, sides.new_tokens)
    found = []
    for text, tokens, stretch, at in zip(texts, of_sides, stretches, after, strict=True):
        is_before_number = at < len(tokens) and tokens[at].text[0].isdigit()
        signs = _SPOKEN_SIGNS.findall(stretch.of(text))
        found.append(Counter("-" if sign in "-–−" else sign for sign in signs if is_before_number or sign not in "-–−"))
    if found[0] != found[1]:
        yield Difference.NUMBER


def _joined(pieces: Iterable[Edit]) -> Iterator[Edit]:
    """The pieces without empty ones, those that are the same in a row as one."""
    last: Edit | None = None
    for one in pieces:
        if one.old.start == one.old.end and one.new.start == one.new.end:
            continue
        if last and last.is_same and one.is_same:
            last = together((last, one))
        else:
            if last:
                yield last
            last = one
    if last:
        yield last


def together(edits: Sequence[Edit]) -> Edit:
    """Edits that follow each other as one, with all their differences."""
    first, last = edits[0], edits[-1]
    differences = by_gravity(difference for one in edits for difference in one.differences)
    return Edit(differences, Stretch(first.old.start, last.old.end), Stretch(first.new.start, last.new.end))


def words_changed(edits: Iterable[Edit], old: str, new: str) -> int:
    """Words that went and words that came; spelled otherwise counts once."""
    total = 0
    for edit in edits:
        if not edit.is_same:
            gone, come = (Counter(_keys(tokens_of(text))) for text in (edit.old.of(old), edit.new.of(new)))
            total += max(1, (gone - come).total() + (come - gone).total()) if gone or come else 0
    return total
