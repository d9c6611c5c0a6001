"""One statement held against the words that are asked about: does it have them, and what is different?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.checking.changes import Change, Effect, changes_of
from onrecord.checking.passage import Reading, Surroundings, surroundings
from onrecord.checking.splices import Piece
from onrecord.checking.telling import SHORT, is_telling
from onrecord.comparing.difference import Edit
from onrecord.comparing.lexicon import STOP_WORDS
from onrecord.comparing.tokens import Token
from onrecord.comparing.within import Found, Part, part_edits
from onrecord.values.carrier import Carrier
from onrecord.values.verdict import Verdict

# A statement is the one that was meant when it has so much of the words asked about, and of those that say something.
_SHARE, _CONTENT_SHARE = 0.6, 0.5
_SHARE_OF_SHORT = 0.75
_LEAST_WORDS, _LEAST_CONTENT = 4, 2  # found, for words that are not all there
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{1,100000}[”»\"]")
_PART_SHARE = 0.8  # of a part's words that are found, where it is one of several

Asked = tuple[str, Sequence[Token]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that has the words, or most of them.

    tokens: its words as far as they were looked at. edits: lead from its words to those asked about, part by part.
    verdict: what they are to this statement alone. score: words in common on both sides, from 0 to 1.
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
    found = _in_one_place(reading.found, quotation)
    if not _is_meant(found, quotation):
        return None
    edits = tuple(part_edits(part, (carrier.words, tokens), (words, quotation), known) for part in found.parts)
    changes = tuple(change for part in edits for change in changes_of(part, carrier.words, words))
    return Evidence(
        *(carrier, tokens, found, edits, changes),
        verdict=_as_reported(_verdict(found, changes), carrier, tokens, found),
        score=_score(found),
        around=_around(carrier, tokens, found),
    )


def as_pieces(asked: Asked, pieces: Sequence[Piece], known: Collection[str]) -> list[Evidence]:
    """The statements from which a quotation was joined, each with its own words of it."""
    words, quotation = asked
    found = []
    for piece in pieces:
        part = piece.found.parts[0]
        edits = part_edits(part, (piece.carrier.words, piece.tokens), (words, quotation), known)
        changes = tuple(changes_of(edits, piece.carrier.words, words))
        around = _around(piece.carrier, piece.tokens, piece.found)
        found.append(
            Evidence(piece.carrier, piece.tokens, piece.found, (edits,), changes, Verdict.SPLICED, 1.0, around)
        )
    return found


def _around(carrier: Carrier, tokens: Sequence[Token], found: Found) -> tuple[Surroundings, ...]:
    return tuple(
        surroundings(carrier.words, tokens[part.old_first].start, tokens[part.old_last - 1].end) for part in found.parts
    )


def _in_one_place(found: Found, quotation: Sequence[Token]) -> Found:
    """Without parts that were met by chance: the best one then has all the words that are asked about."""
    if len(found.parts) == 1 or all(_is_sound(part, quotation) for part in found.parts):
        return found
    best = max(found.parts, key=lambda part: len(part.pairs))
    whole = Part(best.old_first, best.old_last, 0, found.words, best.pairs)
    return Found((whole,), found.words, 0)


def _is_sound(part: Part, quotation: Sequence[Token]) -> bool:
    size = part.new_last - part.new_first
    return is_telling(quotation, part.new_first, part.new_last) and len(part.pairs) >= _PART_SHARE * size


def _is_meant(found: Found, quotation: Sequence[Token]) -> bool:
    if found.is_whole:
        return True
    said = [at for at, token in enumerate(quotation) if not token.in_brackets]
    matched = {at for _, at in found.pairs}
    content = [at for at in said if quotation[at].key not in STOP_WORDS]
    kept, kept_content = (len(matched.intersection(those)) for those in (said, content))
    share = _SHARE_OF_SHORT if len(said) < SHORT else _SHARE
    enough = kept >= _LEAST_WORDS and kept_content >= min(_LEAST_CONTENT, len(content))
    return enough and kept >= share * len(said) and kept_content >= _CONTENT_SHARE * len(content)


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
