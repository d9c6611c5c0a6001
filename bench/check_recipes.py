"""Made errors: a sentence, one change by a recipe, and what `onrecord check` must answer.

Recipes know nothing of how the program tells differences: each has its own few words, and a sentence is left out where
the made words happen to be on record as well.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LEAST, MOST = 10, 40  # words of a sentence
NAMES = ("Kowalski", "Okafor", "Lindqvist", "Tanaka", "Moreau", "Petrosyan")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d,.]*")
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|can|could|would|should|must|has|have)\b(?! not\b|n['’]t)")
_NUMBER = re.compile(r"(?<![\w.,$])(\d{1,4})(?![\w.,%-])")
_NUMBER_WORDS = {"two": "five", "three": "seven", "four": "nine", "five": "two", "six": "eleven", "ten": "thirty"}
_MODALS = {
    "must": "may",
    "will": "may",
    "should": "must",
    "can": "must",
    "could": "will",
    "would": "might",
    "may": "must",
}
_QUANTITIES = {
    "more": "less", "less": "more", "all": "some", "some": "all", "every": "one", "many": "few", "most": "some",
    "always": "sometimes", "everybody": "somebody", "everyone": "someone",
}  # fmt: skip
_NEGATION = re.compile(r"\b(?:not|never) |(?<=\w)n['’]t\b")
_GRAVE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|will|would|can|could|may|might|must|shall|should|if|"
    r"unless|all|some|many|most|more|less|few|every|each|any|only|much|several|both|half|nearly|almost|perhaps|maybe|"
    r"probably|likely|always|often|never|again|once|least|just|whole|about|over|under|\w+n['’]t|hundred|thousand|"
    r"millions?|billions?|thousands|hundreds|dozens?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twice|double|percent|hardly|"
    r"barely|above|below|around|clearly|certainly|definitely|obviously|rarely|seldom|sometimes|usually|mostly|fully|"
    r"completely|largely|totally|entire|majority|possible|possibly|certain|sure|tonight|today|yesterday|tomorrow|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|whether|nowhere|fewer|partly|apparently|supposedly)\b",
    re.IGNORECASE,
)
_CONTRACTIONS = (
    ("do not", "don't"), ("cannot", "can't"), ("it is", "it's"), ("I am", "I'm"), ("we are", "we're"),
    ("they are", "they're"), ("is not", "isn't"), ("did not", "didn't"), ("will not", "won't"), ("we will", "we'll"),
    ("that is", "that's"), ("I have", "I've"), ("you are", "you're"), ("I would", "I'd"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it was said."""

    words: str
    speaker: str
    transcript: str


@dataclass(frozen=True, slots=True)
class Made:
    """A question with its right answer. changes_meaning: it must by no means be called verbatim."""

    recipe: str
    words: str
    said: Said
    verdict: str
    speaker: str | None
    speaker_verdict: str
    changes_meaning: bool


Change = Callable[[str, random.Random], str | None]


def drop_negation(words: str, _: random.Random) -> str | None:
    found = _NEGATION.search(words)
    if found is None or "can't" in words or "won't" in words or "can’t" in words or "won’t" in words:
        return None
    return words[: found.start()] + words[found.end() :]


def add_negation(words: str, chance: random.Random) -> str | None:
    found = list(_AUXILIARY.finditer(words))
    if not found:
        return None
    at = chance.choice(found).end()
    return f"{words[:at]} {chance.choice(('not', 'never'))}{words[at:]}"


def other_number(words: str, chance: random.Random) -> str | None:
    found = _NUMBER.search(words)
    if found:
        number = int(found[1])
        return f"{words[: found.start()]}{number + chance.choice((1, 3, 10))}{words[found.end() :]}"
    return _exchanged(words, _NUMBER_WORDS)


def other_name(words: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?!['’])", words))
    if not found:
        return None
    one = chance.choice(found)
    return words[: one.start()] + chance.choice(NAMES) + words[one.end() :]


def other_modality(words: str, _: random.Random) -> str | None:
    return _exchanged(words, _MODALS)


def other_quantity(words: str, _: random.Random) -> str | None:
    return _exchanged(words, _QUANTITIES)


def _exchanged(words: str, others: dict[str, str]) -> str | None:
    for match in _WORD.finditer(words):
        if match[0] in others:
            return words[: match.start()] + others[match[0]] + words[match.end() :]
    return None


def cut_inside(words: str, chance: random.Random) -> str | None:
    found = _middle(words, chance)
    return f"{words[: found[0]].rstrip()} {words[found[1] :].lstrip()}" if found else None


def cut_marked(words: str, chance: random.Random) -> str | None:
    found = _middle(words, chance)
    return f"{words[: found[0]].rstrip()} … {words[found[1] :].lstrip()}" if found else None


def _middle(words: str, chance: random.Random) -> tuple[int, int] | None:
    """A stretch of three to six words that says nothing of number, name, denial or degree, and is not said again."""
    places = [match.span() for match in _WORD.finditer(words)]
    size = chance.randint(3, 6)
    if len(places) < size + 8:
        return None
    first = chance.randint(4, len(places) - size - 4)
    start, end = places[first][0], places[first + size][0]
    gone = words[start:end]
    if _GRAVE.search(gone) or re.search(r"[A-Z0-9.!?(\[]", gone) or gone.split()[0] in ("'s", "s"):
        return None
    return start, end


def cut_end(words: str, chance: random.Random) -> str | None:
    places = [match.span() for match in _WORD.finditer(words)]
    left = chance.randint(8, max(8, len(places) - 2))
    return words[: places[left - 1][1]] if len(places) > left else None


def joined(words: str, other: str) -> str:
    return f"{words.strip()} {other.strip()}"


def other_writing(words: str, chance: random.Random) -> str | None:
    """Only spelling, case and marks: what a desk does to every quotation."""
    ways = [
        lambda text: f"“{text}”",
        lambda text: text.upper(),
        lambda text: text.lower(),
        lambda text: text.replace("'", "’").replace(" -- ", "—").replace(", ", " – ", 1),
        lambda text: re.sub(r"[,;:.!?]", "", text),
        lambda text: re.sub(r"\s", "  ", text),
        lambda text: text.replace(" ", " [sic] ", 1),
        lambda text: _contracted(text) or f"»{text}«",
        lambda text: text.replace("favor", "favour").replace("ize ", "ise ") + " …",
        lambda text: text.replace("two ", "2 ").replace("three ", "3 ").replace("ten ", "10 ") + "”",
    ]
    return chance.choice(ways)(words)


def _contracted(words: str) -> str | None:
    for long, short in _CONTRACTIONS:
        for old, new in ((long, short), (short, long), (short.replace("'", "’"), long)):
            if re.search(rf"\b{old}\b", words):
                return re.sub(rf"\b{old}\b", new, words, count=1)
    return None


ALTERING: dict[str, Change] = {
    "not/never dropped": drop_negation,
    "not/never added": add_negation,
    "another number": other_number,
    "another name": other_name,
    "must/may": other_modality,
    "more/less": other_quantity,
}
CUTTING: dict[str, Change] = {"cut inside": cut_inside, "cut inside, marked": cut_marked}
HARMLESS: dict[str, Change] = {"cut at the end": cut_end, "spelling and marks": other_writing}


def made_errors(said: Sequence[Said], number: int, seed: int, is_on_record: Callable[[str], bool]) -> Iterator[Made]:
    """About `number` questions, as many of each recipe. is_on_record: are these words in a row in any transcript?"""
    each = number // (len(ALTERING) + len(CUTTING) + len(HARMLESS) + 2)
    for groups, verdict, changes in (
        (ALTERING, "altered", True),
        (CUTTING, "cut", True),
        (HARMLESS, "verbatim", False),
    ):
        for recipe, change in groups.items():
            yield from _by(recipe, change, (verdict, changes), said, each, seed, is_on_record)
    yield from _joined(said, each, seed, is_on_record)
    yield from _misattributed(said, each, seed)


def _by(
    recipe: str,
    change: Change,
    answer: tuple[str, bool],
    said: Sequence[Said],
    most: int,
    seed: int,
    is_on_record: Callable[[str], bool],
) -> Iterator[Made]:
    chance = random.Random(f"{recipe} {seed}")
    made = 0
    for one in chance.sample(said, len(said)):
        words = change(one.words, chance)
        if words is None or words == one.words or (answer[0] != "verbatim" and is_on_record(words)):
            continue
        yield Made(recipe, words, one, answer[0], one.speaker, "match", answer[1])
        made += 1
        if made == most:
            return


def _joined(said: Sequence[Said], most: int, seed: int, is_on_record: Callable[[str], bool]) -> Iterator[Made]:
    chance = random.Random(f"joined {seed}")
    pairs = zip(chance.sample(said, len(said)), chance.sample(said, len(said)), strict=True)
    good = ((one, other) for one, other in pairs if one.transcript != other.transcript and one.speaker == other.speaker)
    for _, (one, other) in zip(range(most), good, strict=False):
        words = joined(one.words, other.words)
        if not is_on_record(words):
            yield Made("two sentences joined", words, one, "spliced", one.speaker, "match", True)


def _misattributed(said: Sequence[Said], most: int, seed: int) -> Iterator[Made]:
    chance = random.Random(f"another's mouth {seed}")
    speakers = sorted({one.speaker for one in said})
    for one in chance.sample(said, most):
        other = chance.choice([name for name in speakers if name != one.speaker])
        yield Made("another's mouth", one.words, one, "verbatim", other, "other speaker", False)


LIKE = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "i": "і", "A": "Α", "B": "В", "E": "Ε", "H": "Н",
        "I": "Ι", "K": "Κ", "M": "М", "N": "Ν", "O": "О", "P": "Ρ", "T": "Т", "v": "ν", "s": "ѕ", "j": "ј"}  # fmt: skip


def spoofed(words: str, chance: random.Random) -> tuple[str, str]:
    """How, and the words with signs in them that look like others or like nothing."""
    how = chance.choice(("look-alikes", "one look-alike", "full width", "zero width", "bidi", "soft hyphens"))
    places = [at for at, sign in enumerate(words) if sign in LIKE] or [0]
    signs = list(words)
    if how in ("look-alikes", "one look-alike"):
        for at in chance.sample(places, 1 if how == "one look-alike" else max(1, len(places) // 2)):
            signs[at] = LIKE.get(signs[at], "а")
    elif how == "full width":
        start = chance.randint(0, max(0, len(words) - 6))
        for at in range(start, min(len(words), start + 6)):
            signs[at] = chr(ord(signs[at]) + 0xFEE0) if "!" <= signs[at] <= "~" else signs[at]
        if not any(ord(sign) > 0xFF00 for sign in signs):
            signs[places[0]] = chr(ord(words[places[0]]) + 0xFEE0)
    else:
        hidden = {
            "zero width": "\u200b\u200c\u200d\u2060\ufeff",
            "bidi": "\u202e\u202d\u2067\u200f",
            "soft hyphens": "\u00ad",
        }[how]
        for at in sorted(chance.sample(range(1, len(signs)), 2), reverse=True):
            signs.insert(at, chance.choice(hidden))
    return how, "".join(signs)
