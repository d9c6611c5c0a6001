"""Any two reports beside each other: which statements both have, word for word, cut or changed, and which only one.

Statements meet by their words, wherever they stand; a quotation of which the other report prints a piece meets it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from onrecord.comparing.difference import Difference, Edit, by_gravity, differences_in
from onrecord.comparing.lexicon import STOP_WORDS
from onrecord.comparing.stage import is_stage_direction
from onrecord.comparing.statements import Said, StatementChange, compare_statements
from onrecord.comparing.tokens import Token, tokens_of
from onrecord.comparing.within import locate

_LEAST_CONTENT = 3  # words that say something and stay, before two statements with changed words are taken for one
_LEAST_PIECE = 4  # words of a piece of a quotation; two at least, for pairs are looked up
_QUOTES = '“”„‟«»"'


class How(StrEnum):
    """What two reports make of one statement."""

    SAME = "same"
    CUT_HERE = "cut here"  # the other report has more of it
    CUT_THERE = "cut there"
    CHANGED = "changed"
    ONLY_HERE = "only here"
    ONLY_THERE = "only there"


@dataclass(frozen=True, slots=True)
class Beside:
    """One statement in two reports; here or there is None where only the other has it.

    edits: lead from the words there to the words here; none where only a piece of it is in both. piece: that piece.
    """

    how: How
    here: Said | None
    there: Said | None
    edits: tuple[Edit, ...] = ()
    piece: str | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What of the words differs, by name, without what is only written otherwise."""
        return by_gravity(kind for edit in self._news() for kind in differences_in([edit]))

    def _news(self) -> list[Edit]:
        return _news(self.edits, self.there, self.here)

    @property
    def other_speaker(self) -> bool:
        """Do the reports name different speakers?"""
        return self._differ("who")

    @property
    def other_date(self) -> bool:
        """Do they give different days?"""
        return self._differ("said_on")

    def _differ(self, field: str) -> bool:
        """Where one of them does not say, they do not contradict each other."""
        if self.here is None or self.there is None:
            return False
        one, other = getattr(self.here, field), getattr(self.there, field)
        return one is not None and other is not None and one != other


def side_by_side(
    here: Sequence[Said], there: Sequence[Said], known: Collection[str] = frozenset()
) -> tuple[Beside, ...]:
    """The statements of both, in the order of `here`; what only the other has stands where it stood there.

    here, there: in the order of their texts. known: as for `align.compare`.
    """
    found = [one for change in compare_statements(there, here, known) for one in _beside(change)]
    return tuple(_with_pieces(found))


def _beside(change: StatementChange) -> Iterator[Beside]:
    here, there = change.new, change.old
    if here is not None and there is not None and _is_one(change):
        one = Beside(_how(change), here, there, change.edits)
        yield _in_pieces(one, here, there) if one.how is How.CHANGED and here.kind != there.kind else one
        return
    if there is not None:
        yield Beside(How.ONLY_THERE, None, there)
    if here is not None:
        yield Beside(How.ONLY_HERE, here, None)


def _in_pieces(one: Beside, here: Said, there: Said) -> Beside:
    """One where the words of one report around a piece of the other's quotation are its own."""
    if whole := _whole_of(here, _Wholes([there])):
        return Beside(How.CUT_HERE, here, there, piece=whole[1])
    if whole := _whole_of(there, _Wholes([here])):
        return Beside(How.CUT_THERE, here, there, piece=whole[1])
    return one


def _is_one(change: StatementChange) -> bool:
    """A few words in common are no statement in common."""
    if change.old is None or change.new is None:
        return False
    if not any(edit.is_news for edit in change.edits):
        return True
    stayed = [
        token
        for edit in change.edits
        if not edit.is_news
        for token in tokens_of(edit.new.of(change.new.words))
        if token.key not in STOP_WORDS
    ]
    return len(stayed) >= _LEAST_CONTENT


def _news(edits: Sequence[Edit], old: Said | None, new: Said | None) -> list[Edit]:
    """The edits that change words; what a transcript notes besides words is none of them."""
    if old is None or new is None:
        return []
    return [
        edit
        for edit in edits
        if edit.is_news and not is_stage_direction(edit.old.of(old.words) or edit.new.of(new.words))
    ]


def _how(change: StatementChange) -> How:
    assert change.old is not None and change.new is not None
    news = _news(change.edits, change.old, change.new)
    gone = any(tokens_of(edit.old.of(change.old.words)) for edit in news)
    come = any(tokens_of(edit.new.of(change.new.words)) for edit in news)
    if gone and come:
        return How.CHANGED
    return How.CUT_HERE if gone else How.CUT_THERE if come else How.SAME


def _with_pieces(found: Sequence[Beside]) -> Iterator[Beside]:
    """Of those that only one report has, the ones that print a piece of a quotation in the other meet it."""
    here, there = (_Wholes(filter(None, side)) for side in ([one.here for one in found], [one.there for one in found]))
    joined = [_joined(one, here, there) for one in found]
    met = {said.id for one in joined if one.piece for said in _both(one) if said}
    for one in joined:
        only = one.here or one.there
        if one.how not in (How.ONLY_HERE, How.ONLY_THERE) or only is None or only.id not in met:
            yield one


def _both(one: Beside) -> tuple[Said | None, Said | None]:
    return one.here, one.there


Pairs = frozenset[tuple[str, str]]


class _Wholes:
    """Statements by the pairs of words they have, so that for a piece of one not all are gone through."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._said = [(one, tokens_of(one.words)) for one in said if one.kind != "indirect"]
        self._pairs = [_pairs(tokens) for _, tokens in self._said]
        self._holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at, pairs in enumerate(self._pairs):
            for pair in pairs:
                self._holders[pair].append(at)

    def having(self, pairs: Pairs) -> Iterator[tuple[Said, Sequence[Token]]]:
        """Those that have all these pairs, in order; there must be one at least. Looks at the holders of the rarest."""
        rarest = min((self._holders.get(pair, []) for pair in pairs), key=len)
        return (self._said[at] for at in rarest if pairs <= self._pairs[at])


def _pairs(tokens: Sequence[Token]) -> Pairs:
    return frozenset((a.key, b.key) for a, b in pairwise(tokens))


def _joined(one: Beside, here: _Wholes, there: _Wholes) -> Beside:
    """What only one report has, with the quotation in the other of which it is a piece, if there is one."""
    if one.how is How.ONLY_HERE and one.here and (whole := _whole_of(one.here, there)):
        return replace(one, how=How.CUT_HERE, there=whole[0], piece=whole[1])
    if one.how is How.ONLY_THERE and one.there and (whole := _whole_of(one.there, here)):
        return replace(one, how=How.CUT_THERE, here=whole[0], piece=whole[1])
    return one


def _whole_of(said: Said, others: _Wholes) -> tuple[Said, str] | None:
    """The longer statement that has a quotation of this one in it, and that quotation."""
    for piece in _quoted(said):
        words = tokens_of(piece)
        if len(words) < _LEAST_PIECE:
            continue
        for other, tokens in others.having(_pairs(words)):
            place = locate(tokens, words) if len(tokens) > len(words) else None
            if place is not None and place.is_whole:
                return other, piece
    return None


def _quoted(said: Said) -> list[str]:
    """What of its words is in quotation marks: of a direct quotation all."""
    if said.kind == "direct":
        return [said.words]
    if said.kind != "mixed":
        return []
    bare = said.words
    for sign in _QUOTES:
        bare = bare.replace(sign, '"')
    return [bare_piece for at, bare_piece in enumerate(bare.split('"')) if at % 2]
