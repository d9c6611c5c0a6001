"""What a quotation does to the words on record: left out, added, put for others, written otherwise; each by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from onrecord.comparing.difference import Difference, Edit
from onrecord.comparing.lexicon import MODALITY, NEGATION, QUANTITY, REVERSING, STOP_WORDS
from onrecord.comparing.readable import whole_words
from onrecord.comparing.stage import is_stage_direction
from onrecord.comparing.tokens import Token, tokens_of

FEW = 6  # words: a gap that an eye passes over where nothing marks it
GRAVE = frozenset(
    (
        Difference.NEGATION,
        Difference.NUMBER,
        Difference.DATE,
        Difference.NAME,
        Difference.MODALITY,
        Difference.QUANTITY,
        Difference.TENSE,
    )
)
# As quantities these stand before a number; elsewhere they are mostly prepositions or fill a pause.
_BEFORE_NUMBERS = frozenset("just about around over under above below once again".split())
_HAS_DIGIT = re.compile(r"\d")
_DRAWN_TOGETHER = {  # what may stand for a word, written as it is spoken
    "'s": (("is",), ("has",), ("us",)),
    "gonna": (("going", "to"),),
    "wanna": (("want", "to"),),
    "gotta": (("got", "to"),),
    "okay": (("ok",),),
    "em": (("them",),),
    "'em": (("them",),),
    "cause": (("because",),),
    "alright": (("all", "right"),),
    "percent": (("per", "cent"),),
    "mister": (("mr",),),
}
_SPOKEN = frozenset(("gonna", "wanna", "gotta", "em", "cause"))  # two words, or one cut short, drawn as they sound
_SIGNS = {"%": ("percent", "per cent"), "&": ("and",)}
_MARKS = " \t\r\n\u00a0\u202f.,;:!?…–—-“”\"'‘’()[]"
_WOULD = re.compile(r"([a-z]+)'d")
_MOST_READINGS = 32


class Effect(StrEnum):
    """What became of words on record in the quotation."""

    LEFT_OUT = "left out"
    ADDED = "added"
    CHANGED = "changed"
    WRITTEN = "written otherwise"  # spelling, marks, case, an editor's bracket


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. old, new: the words on record and those asked about, whole ones; one of them may be "".

    kinds: the gravest first. can_change_meaning: that it can, not that it does. alters: the statement is another one;
    a gap that a reader sees, or that leaves a sentence out, only cuts it.
    """

    effect: Effect
    kinds: tuple[Difference, ...]
    old: str
    new: str
    can_change_meaning: bool
    alters: bool

    @property
    def told(self) -> Effect:
        """As it is told in whole words: who leaves out the "n't" of "can't" has "can" for it."""
        is_part = self.effect in (Effect.LEFT_OUT, Effect.ADDED) and self.old and self.new
        return Effect.CHANGED if is_part else self.effect


def changes_of(edits: Sequence[Edit], old: str, new: str) -> Iterator[Change]:
    """Every edit that is one, in order. old: the words on record; new: those asked about."""
    whole = iter(whole_words(edits, old, new))
    around = next(whole, None)
    for edit in edits:
        while around and (around.old.end < edit.old.end or around.new.end < edit.new.end):
            around = next(whole, None)
        if not edit.is_same:
            change = _change(edit, old, new)
            is_part = around is not None and (around.old, around.new) != (edit.old, edit.new)
            yield _widened(change, around, old, new) if around and is_part else change


def _widened(change: Change, around: Edit, old: str, new: str) -> Change:
    return replace(change, old=around.old.of(old).strip(), new=around.new.of(new).strip())


def _change(edit: Edit, old: str, new: str) -> Change:
    gone, come = edit.old.of(old), edit.new.of(new)
    lost, gained = _tokens(old, edit.old.start, edit.old.end), _tokens(new, edit.new.start, edit.new.end)
    kinds = edit.differences
    if (
        not edit.is_news
        or _is_written_otherwise(lost, gained)
        or _is_a_sign(lost, come)
        or _is_a_sign(gained, gone)
        or (not gained and is_stage_direction(gone))
    ):
        return Change(Effect.WRITTEN, _harmless(kinds, (*lost, *gained)), gone.strip(), come.strip(), False, False)
    if gained or not lost:  # without words it is a sign: "$" for "€", a minus
        effect = Effect.CHANGED if lost or not gained else Effect.ADDED
        return Change(effect, kinds, gone.strip(), come.strip(), True, True)
    kinds = _kinds_left_out(kinds, lost, old[edit.old.end : edit.old.end + 12])
    if _is_repeated(lost, old, edit):
        return Change(Effect.LEFT_OUT, kinds, gone.strip(), come.strip(), False, False)
    alters = _alters(kinds, lost, old, edit)
    effect = Effect.CHANGED if alters and [token.key for token in lost] == ["'s"] else Effect.LEFT_OUT
    changes_meaning = any(token.key not in STOP_WORDS for token in lost) or alters
    return Change(effect, kinds, gone.strip(), come.strip(), changes_meaning, alters)


def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of a stretch, with what stands before it in view: a capital behind a full stop says nothing."""
    before = max(0, start - 16)
    return tuple(one for one in tokens_of(text[before:end]) if one.start >= start - before)


def _harmless(kinds: Sequence[Difference], words: Sequence[Token]) -> tuple[Difference, ...]:
    kept = tuple(kind for kind in kinds if kind not in GRAVE and kind is not Difference.WORDS)
    drawn = any("'" in token.key or token.key in _SPOKEN for token in words)
    return kept or (Difference.CONTRACTION if drawn else Difference.SPELLING,)


def _is_a_sign(tokens: Sequence[Token], others: str) -> bool:
    """ "20%" for "20 percent", "&" for "and"."""
    words = " ".join(token.key for token in tokens)
    return words in _SIGNS.get(others.strip(_MARKS), ())


def _is_written_otherwise(lost: Sequence[Token], gained: Sequence[Token]) -> bool:
    """ "it's" and "it is", "gonna" and "going to", "per cent" and "percent"."""
    if not lost or not gained or len(lost) + len(gained) > FEW * 2:
        return False
    return not _readings(lost).isdisjoint(_readings(gained))


def _readings(tokens: Sequence[Token]) -> set[tuple[str, ...]]:
    choices = [_spoken(token.key) for token in tokens]
    every = product(*choices) if _product(choices) <= _MOST_READINGS else iter([tuple(one[0] for one in choices)])
    return {tuple(word for part in reading for word in part) for reading in every}


def _product(choices: Sequence[Sequence[object]]) -> int:
    total = 1
    for one in choices:
        total *= len(one)
    return total


def _spoken(key: str) -> tuple[tuple[str, ...], ...]:
    would = _WOULD.fullmatch(key)
    if would:
        return ((key,), (would[1], "would"), (would[1], "had"))
    return ((key,), *_DRAWN_TOGETHER.get(key, ()))


def _kinds_left_out(kinds: tuple[Difference, ...], lost: Sequence[Token], following: str) -> tuple[Difference, ...]:
    """Without a quantity that is none here: "about" is one before a number."""
    if Difference.QUANTITY not in kinds:
        return kinds
    next_token = next(iter(tokens_of(following)), None)
    before_number = next_token is not None and _HAS_DIGIT.search(next_token.key) is not None
    quantities = [token.key for token in lost if token.key in _BEFORE_NUMBERS]
    if not quantities or before_number or _has_other_quantity(lost):
        return kinds
    kept = tuple(kind for kind in kinds if kind is not Difference.QUANTITY)
    return kept if Difference.WORDS in kept else (*kept, Difference.WORDS)


def _has_other_quantity(lost: Sequence[Token]) -> bool:
    return any(token.key in QUANTITY and token.key not in _BEFORE_NUMBERS for token in lost)


def _is_repeated(lost: Sequence[Token], old: str, edit: Edit) -> bool:
    """Does what was left out stand right before or behind it as well, as where somebody begins again?"""
    keys = [token.key for token in lost]
    size = edit.old.end - edit.old.start + 8
    after = [token.key for token in tokens_of(old[edit.old.end : edit.old.end + size])][: len(keys)]
    before = [token.key for token in tokens_of(old[max(0, edit.old.start - size) : edit.old.start])][-len(keys) :]
    return keys in (after, before)


def _alters(kinds: Sequence[Difference], lost: Sequence[Token], old: str, edit: Edit) -> bool:
    """Does leaving these words out make another statement, where no ellipsis marks it and no sentence is left out?"""
    keys = [token.key for token in lost]
    if Difference.ELLIPSIS in kinds:  # a reader sees that something is missing, but no one thinks of a "not"
        return len(keys) <= FEW and not {keys[0], keys[-1]}.isdisjoint(NEGATION | REVERSING)
    if keys == ["'s"]:  # "Velmara's fleet" is not "Velmara fleet", and no word was left out
        return True
    if _is_whole_sentence(lost, old, edit):
        return False
    if any(key in NEGATION or key in MODALITY or key in REVERSING for key in (keys[0], keys[-1])):
        return True
    return len(keys) <= FEW and any(kind in GRAVE for kind in kinds)


def _is_whole_sentence(lost: Sequence[Token], old: str, edit: Edit) -> bool:
    following = _tokens(old, edit.old.end, min(len(old), edit.old.end + 40))
    return lost[0].is_first and (not following or following[0].is_first)
