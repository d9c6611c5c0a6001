"""One statement held against the words that are asked about: does it have them, and what is different?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.checking.changes import Change, Effect, changes_of
from onrecord.checking.end_signs import signs_at_ends
from onrecord.checking.passage import Reading, Surroundings, surroundings
from onrecord.checking.splices import Piece
from onrecord.checking.telling import LIGHT, SHORT, content_words, is_telling
from onrecord.comparing.difference import Edit
from onrecord.comparing.readable import whole_words
from onrecord.comparing.tokens import Token
from onrecord.comparing.within import Found, Part, part_edits
from onrecord.values.carrier import Carrier
from onrecord.values.verdict import Verdict

# A statement is the one that was meant when it has so much of the words asked about, and of those that say something.
_SHARE, _CONTENT_SHARE = 0.65, 0.6
_NEARLY_ALL = 0.85  # with eight words and more: whatever they say
_LEAST_CONTENT = 3  # words that say something
_SHARE_OF_SHORT = 0.75  # of fewer than eight words,
_FEW_OTHERS = 3  # and hardly others between them
_LEAST_WORDS = 4  # words that are no chance where they stand far from the others, or alone
_NEAR = 12  # words left out: what is farther off must be words enough by itself
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{1,100000}[”»\"]")
_PART_SHARE = 0.8  # of a part's words that are found, where it is one of several

Asked = tuple[str, Sequence[Token]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that has the words, or most of them.

    tokens: its words as far as they were looked at. edits: lead from its words to those asked about, part by part, in
    whole words. verdict: what they are to this statement alone. score: words in common on both sides, from 0 to 1.
    around: of each part.
    """

    carrier: Carrier
    tokens: tuple[Token, ...]
    found: Found
    edits: tuple[tuple[Edit, ...], ...]
    changes: tuple[Change, ...]
    verdict: Verdict
    score: float
    around: tuple[Surroundings, ...]

    @property
    def passages(self) -> tuple[tuple[int, int], ...]:
        """Where its words stand, [start, end) in code points of the statement's words, part by part."""
        return tuple(
            (self.tokens[part.old_first].start, self.tokens[part.old_last - 1].end) for part in self.found.parts
        )

    def asked_of(self, words: str) -> str:
        """What it has of the words asked about, from the first of its own to the last."""
        return words[self.edits[0][0].new.start : self.edits[-1][-1].new.end]

    @property
    def voice(self) -> str | None:
        """Whose words the text marks them as, where it prints several voices and this is not the speaker's."""
        surname = (self.carrier.speaker or "").split()[-1:]
        voices = {one.voice for one in self.around if one.voice}
        other = [voice for voice in voices if not surname or surname[0].casefold() not in voice.casefold()]
        return sorted(other)[0] if other else None


def assess(asked: Asked, carrier: Carrier, reading: Reading, known: Collection[str]) -> Evidence | None:
    """Hold a statement against the words asked about; None where it has too few of them to be the one meant."""
    words, quotation = asked
    tokens = reading.tokens
    if reading.found is None:
        return None
    found = reading.reordered or _in_one_place(reading.found, quotation)
    if not _is_meant(found, quotation):
        return None
    edits = tuple(part_edits(part, (carrier.words, tokens), (words, quotation), known) for part in found.parts)
    changes = [change for part in edits for change in changes_of(part, carrier.words, words)]
    changes += [one for part in found.parts for one in signs_at_ends(part.pairs, (carrier.words, tokens), asked)]
    return Evidence(
        *(carrier, tokens, found, tuple(whole_words(part, carrier.words, words) for part in edits), tuple(changes)),
        verdict=_as_reported(_verdict(found, changes), carrier, tokens, found),
        score=_score(found),
        around=_around(carrier, tokens, found),
    )


def as_pieces(
    asked: Asked, pieces: Sequence[Piece], known: Collection[str], verdict: Verdict = Verdict.SPLICED
) -> list[Evidence]:
    """Statements that have words of a quotation in a row, each with its own. verdict: on the whole quotation."""
    words, quotation = asked
    found = []
    for piece in pieces:
        part = piece.found.parts[0]
        edits = part_edits(part, (piece.carrier.words, piece.tokens), (words, quotation), known)
        changes = tuple(changes_of(edits, piece.carrier.words, words))
        around = _around(piece.carrier, piece.tokens, piece.found)
        shown = (whole_words(edits, piece.carrier.words, words),)
        found.append(Evidence(piece.carrier, piece.tokens, piece.found, shown, changes, verdict, 1.0, around))
    return found


def _around(carrier: Carrier, tokens: Sequence[Token], found: Found) -> tuple[Surroundings, ...]:
    return tuple(
        surroundings(carrier.words, tokens[part.old_first].start, tokens[part.old_last - 1].end) for part in found.parts
    )


def _in_one_place(found: Found, quotation: Sequence[Token]) -> Found:
    """Without parts that were met by chance: the best one then has all the words that are asked about."""
    if found.is_whole:
        return found
    if len(found.parts) > 1 and all(_is_sound(part, quotation) for part in found.parts):
        return found
    best = max(found.parts, key=lambda part: len(part.pairs))
    return Found((_without_strays(best, quotation, found.words),), found.words, 0)


def _is_sound(part: Part, quotation: Sequence[Token]) -> bool:
    size = part.new_last - part.new_first
    return is_telling(quotation, part.new_first, part.new_last) and len(part.pairs) >= _PART_SHARE * size


def _without_strays(part: Part, quotation: Sequence[Token], words: int) -> Part:
    """The part with all the words asked about, without a few that stand far off from the others, as words do."""
    groups = [[part.pairs[0]]]
    for before, after in pairwise(part.pairs):
        if after[0] - before[0] - 1 > _NEAR:
            groups.append([])
        groups[-1].append(after)
    longest = max(groups, key=len)
    kept = [
        group
        for group in groups
        if group is longest or (len(group) >= _LEAST_WORDS and content_words([quotation[at] for _, at in group]))
    ]
    pairs = tuple(pair for group in kept for pair in group)
    first = part.old_first if kept[0] is groups[0] else pairs[0][0]
    last = part.old_last if kept[-1] is groups[-1] else pairs[-1][0] + 1
    return Part(first, last, 0, words, pairs)


def _is_meant(found: Found, quotation: Sequence[Token]) -> bool:
    """Are so many of the words asked about there, and such words, that this is the statement that was meant?"""
    if found.is_whole or len(found.parts) > 1:
        return True
    said = [at for at, token in enumerate(quotation) if not token.in_brackets]
    matched = {at for _, at in found.pairs}
    content = [at for at in said if quotation[at].key not in LIGHT]
    kept, kept_content = (len(matched.intersection(those)) for those in (said, content))
    if len(said) < SHORT:
        return _is_meant_shortly(found, kept, kept_content, len(said))
    if kept >= _NEARLY_ALL * len(said) and (kept_content or (not content and _is_close(found))):
        return True
    enough = kept >= _SHARE * len(said) and kept_content >= max(_LEAST_CONTENT, _CONTENT_SHARE * len(content))
    return enough and _others(found) <= len(said)


def _is_meant_shortly(found: Found, kept: int, kept_content: int, words: int) -> bool:
    """Of a few words any statement has most: they must all be there side by side, or say something."""
    if words <= _LEAST_WORDS:
        return False
    is_meant = kept == words or (kept >= _SHARE_OF_SHORT * words and kept_content >= _LEAST_CONTENT)
    return is_meant and _is_close(found)


def _is_close(found: Found) -> bool:
    """Are hardly any other words between them?"""
    return _others(found) <= _FEW_OTHERS


def _others(found: Found) -> int:
    """Words of the passage that were not asked about."""
    part = found.parts[0]
    return part.old_last - part.old_first - len(part.pairs)


def _verdict(found: Found, changes: Sequence[Change]) -> Verdict:
    if len(found.parts) > 1:
        return Verdict.SPLICED
    if any(change.alters for change in changes):
        return Verdict.ALTERED
    if any(change.effect is Effect.LEFT_OUT for change in changes):
        return Verdict.CUT
    return Verdict.VERBATIM


def _as_reported(verdict: Verdict, carrier: Carrier, tokens: Sequence[Token], found: Found) -> Verdict:
    """Words outside of quotation marks are the reporter's, whatever they are."""
    if carrier.kind == "direct":
        return verdict
    if carrier.kind == "mixed" and all(_is_quoted(carrier.words, tokens, part) for part in found.parts):
        return verdict
    return Verdict.PARAPHRASED


def _is_quoted(words: str, tokens: Sequence[Token], part: Part) -> bool:
    start, end = tokens[part.pairs[0][0]].start, tokens[part.pairs[-1][0]].end
    return any(match.start() <= start and end <= match.end() for match in _QUOTED.finditer(words))


def _score(found: Found) -> float:
    on_record = sum(part.old_last - part.old_first for part in found.parts)
    return round(2 * len(found.pairs) / (on_record + found.words), 3)
