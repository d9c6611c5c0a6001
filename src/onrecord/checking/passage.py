"""Where in a statement the words that are asked about stand, and what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.checking.other_order import in_other_order
from onrecord.comparing.chains import PASSAGE
from onrecord.comparing.lexicon import NEGATION, QUANTITY
from onrecord.comparing.tokens import Token, tokens_of
from onrecord.comparing.within import Found, locate
from onrecord.text.words import sentences_of, words_of

AROUND = 400  # code points on either side that are shown at most
_LETTERS_A_WORD = 6  # with the space behind it: how many words stand between two windows is only estimated
_TURNING = frozenset("but if unless except although though only not until provided however".split())
_SAYING = frozenset("say says said claim claims claimed think thinks thought tell tells told believe believes".split())
_CONDITION = frozenset("if unless whether".split())
_LOOK_BACK = 8  # words before the passage in which "not" may turn it round
_VOICE = re.compile(
    r"([A-Z][A-Z.'’]+(?: [A-Z.'’]{1,20}){0,3}|(?:Audience|Question|Moderator|Crowd|Reporter|Unidentified|Speaker|Voice)"
    r"(?: [A-Za-z]{1,20}){0,2}):\s"
)
# In the middle of a line, behind the end of a sentence: in capitals alone, for "He had one wish: …" marks nobody.
_VOICE_INSIDE = re.compile(r"(?<=[.?!)\]”\"…] )([A-Z][A-Z.'’-]{2,30}(?: [A-Z.'’-]{2,30}){0,3}):\s")
_VOICE_REACHES = 1000  # code points: an interjection is short, and what comes much later is the speaker's again
_NO_VOICES = frozenset(("QUOTE", "NOTE", "UPDATE", "ALTERNATE"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a statement as far as they were read, and where in them those asked about stand, if they do.

    reordered: where all their sentences stand, in another order, unless `found` has all their words in this one.
    """

    tokens: tuple[Token, ...]
    found: Found | None
    reordered: Found | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a passage. before, after: the rest of its sentences, "" where it begins or ends one.

    is_question: its last sentence ends in a question mark. in_marks: inside quotation marks, as somebody else's words.
    voice: whose words the line is marked with, in a text that prints several voices; None where it marks none.
    named_before: a voice that is marked in the middle of the line, not far before: how far its words go is not told.
    """

    before: str
    after: str
    is_question: bool
    in_marks: bool
    voice: str | None
    named_before: str | None = None

    @property
    def turns(self) -> tuple[str, ...]:
        """What may turn the passage round, in words for a person."""
        after = [token.key for token in tokens_of(self.after[:60])][:1]
        before = [token.key for token in tokens_of(self.before)][-_LOOK_BACK:]
        found = []
        if any(key in NEGATION or key in _CONDITION or key in _SAYING for key in before) or (
            before and before[-1] in QUANTITY
        ):
            found.append(f"what stands before it may turn it round: “{self.before.strip()} …”")
        if after and after[0] in _TURNING:
            found.append(f"it goes on, and that may turn it round: “… {self.after.strip()}”")
        return tuple(found)


def read_in(words: str, windows: Sequence[tuple[int, int]], quotation: Sequence[Token]) -> Reading:
    """Read windows of a statement's words and look for a quotation in them."""
    tokens = tokens_in(words, windows)
    found = locate(tokens, quotation)
    is_in_order = found is not None and len(found.parts) == 1 and len(found.pairs) == len(quotation)
    return Reading(tokens, found, None if is_in_order else in_other_order(tokens, quotation))


def tokens_in(words: str, windows: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    """The words that stand in windows of a text, with their places in it. Windows are in order and do not overlap.

    Between two windows stand as many nameless words as need be for nobody to take what is far apart for neighbours.
    """
    found: list[Token] = []
    last = 0
    for start, end in windows:
        between = (start - last) // _LETTERS_A_WORD if found else 0
        found += [Token(start, start, "", "\0", False, False)] * min(between, 2 * PASSAGE)
        found += _tokens_at(words, start, end)
        last = end
    return tuple(found)


def _tokens_at(words: str, start: int, end: int) -> tuple[Token, ...]:
    """Whole words only: a window may begin and end inside of one."""
    end = end if end >= len(words) else words.find(" ", end) % (len(words) + 1)
    begin = max(0, start - 40)
    tokens = tokens_of(words[begin:end], at=begin)
    return tokens[bisect_left(tokens, start, key=_start) :]


def _start(token: Token) -> int:
    return token.start


def surroundings(words: str, start: int, end: int) -> Surroundings:
    """What stands around the passage [start, end) of a statement's words."""
    low = max(words.rfind("\n", 0, start) + 1, start - AROUND)
    line_end = words.find("\n", end)
    high = min(len(words) if line_end < 0 else line_end, end + AROUND)
    before, after = _rest_of_sentences(words, (low, high), start, end)
    line_start = words.rfind("\n", 0, start) + 1
    voice = _VOICE.match(words, line_start, min(len(words), line_start + 60))
    named = _named_before(words, max(line_start, start - _VOICE_REACHES), start)
    return Surroundings(
        words[before:start],
        words[end:after],
        words[end:after].rstrip("\"”’') ").endswith("?"),
        _in_marks(words, line_start, start),
        voice[1] if voice and voice.end() <= start and not named else None,
        named,
    )


def _named_before(words: str, begin: int, start: int) -> str | None:
    named = [match[1] for match in _VOICE_INSIDE.finditer(words, begin, start) if match[1] not in _NO_VOICES]
    return named[-1] if named else None


def _rest_of_sentences(words: str, window: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Where the sentence of the first word begins, and where that of the last one ends."""
    first, last = start, end
    for sentence in sentences_of(words_of(words, *window)):
        sentence_start, sentence_end = sentence[0].start, sentence[-1].end
        if sentence_start <= start < sentence_end:
            first = sentence_start
        if sentence_start < end <= sentence_end:
            last = sentence_end
    return first, last


def _in_marks(words: str, line_start: int, start: int) -> bool:
    before = words[line_start:start]
    if "“" in before:
        return before.rfind("“") > before.rfind("”")
    return before.count('"') % 2 == 1
