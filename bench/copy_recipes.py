"""How the press, and what reads it badly, changes a report: recipes that turn one text into a copy of it.

Each takes the text's paragraphs (lists of sentences) and a source of chance that hangs on the text's name alone, and
gives the copy, or None where the text is too short for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Paragraphs = Sequence[Sequence[str]]
Recipe = Callable[[Paragraphs, random.Random, str], "str | None"]

SYNONYMS = dict(
    pair.split("/")
    for pair in (
        "said/stated however/but about/around people/persons big/large near/close also/too after/following "
        "police/officers began/started buy/purchase killed/slain help/assist show/indicate but/yet many/numerous "
        "told/informed children/kids company/firm because/since while/whereas home/house car/vehicle nearly/almost"
    ).split()
)
NUMBERS = dict(
    zip(
        "1 2 3 4 5 6 7 8 9 10 11 12".split(),
        "one two three four five six seven eight nine ten eleven twelve".split(),
        strict=True,
    )
)
MISREAD = (("rn", "m"), ("l", "1"), ("O", "0"), ("e", "c"), ("h", "b"), ("I", "l"), ("cl", "d"), ("a", "o"), ("t", "f"))
HEADLINES = ("What we know so far", "Officials comment on the latest news", "The day's main story in brief")
NOTES = (
    "Editor's note: this report was first published elsewhere and appears here by permission of its authors.",
    "(This story has not been edited by our staff and is generated from a syndicated feed.)",
)
SENTENCE = re.compile(r"(?<=[.!?][\"”']) (?=[A-Z\"“])|(?<=[.!?]) (?=[A-Z\"“])")


def paragraphs_of(text: str) -> list[list[str]]:
    """A text's lines with something in them, as sentences."""
    return [SENTENCE.split(" ".join(line.split())) for line in text.splitlines() if line.strip()]


def laid_out(paragraphs: Paragraphs) -> str:
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)


def words_in(text: str) -> int:
    return len(text.split())


def first_paragraphs(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    return laid_out(_head(paragraphs, chance.uniform(0.45, 0.8)))


def to_a_third(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    return laid_out(_head(paragraphs, 1 / 3))


def middle_removed(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    sentences = [one for paragraph in paragraphs for one in paragraph]
    third = len(sentences) // 3
    return laid_out([sentences[:third], sentences[2 * third :]]) if third else None


def with_dateline(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    return f"KORDAVA, May 3 (Velna) — {laid_out(paragraphs)}\n\n(Reporting by A. Writer; editing by B. Editor)"


def with_note(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    return f"{chance.choice(NOTES)}\n\n{laid_out(paragraphs)}\n\nFollow us for more stories like this one."


def re_headlined(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    return f"{chance.choice(HEADLINES)}\n\n{laid_out(paragraphs)}"


def boiled_down(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    """Four sentences in ten dropped, a third of the others cut at their last comma, some words and numbers changed."""
    kept = [[one for one in sentences if chance.random() > 0.4] for sentences in paragraphs[1:]]
    shorter = [[_cut_short(one) if chance.random() < 1 / 3 else one for one in some] for some in [paragraphs[0], *kept]]
    return re.sub(r"\w+", lambda match: _reworded(match[0], chance), laid_out(shorter))


def other_story_below(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    return f"{laid_out(paragraphs)}\n\n{other}"


def misread(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    """One word in twenty with a letter misread, as by poor character recognition."""
    return re.sub(r"\w+", lambda match: _misread(match[0], chance), laid_out(paragraphs))


def other_marks(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    text = re.sub(r"[\"“”]|''|``", chance.choice("«»„"), laid_out(paragraphs))
    return text.replace("'", "’").replace(" - ", " — ").replace("--", "–")


def paragraph_moved(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    if len(paragraphs) < 4:
        return None
    moved = list(paragraphs)
    moved.insert(1, moved.pop(chance.randrange(2, len(moved))))
    return laid_out(moved)


def cut_and_extended(paragraphs: Paragraphs, chance: random.Random, other: str) -> str | None:
    """The first seven tenths, with two paragraphs of the outlet's own below."""
    own = "\n\n".join(other.split("\n\n")[:2])[: len(laid_out(paragraphs)) // 3]
    return f"{laid_out(_head(paragraphs, 0.7))}\n\n{own}"


RECIPES: dict[str, Recipe] = {
    "first paragraphs": first_paragraphs,
    "cut to a third": to_a_third,
    "middle removed": middle_removed,
    "dateline and credits added": with_dateline,
    "editor's note added": with_note,
    "another headline": re_headlined,
    "boiled down": boiled_down,
    "another story below": other_story_below,
    "words misread": misread,
    "other quotation marks and dashes": other_marks,
    "a paragraph moved": paragraph_moved,
    "cut and extended": cut_and_extended,
}


def _head(paragraphs: Paragraphs, part: float) -> list[list[str]]:
    """Sentences from the beginning until so large a part of the words is there."""
    wanted = part * sum(words_in(one) for sentences in paragraphs for one in sentences)
    kept: list[list[str]] = []
    for sentences in paragraphs:
        kept.append([])
        for one in sentences:
            if wanted <= 0:
                return kept
            kept[-1].append(one)
            wanted -= words_in(one)
    return kept


def _cut_short(sentence: str) -> str:
    head = sentence.rpartition(",")[0]
    return f"{head.rstrip()}." if words_in(head) >= 6 else sentence


def _reworded(word: str, chance: random.Random) -> str:
    if word.lower() in SYNONYMS and chance.random() < 0.5:
        new = SYNONYMS[word.lower()]
        return new.capitalize() if word[0].isupper() else new
    return NUMBERS.get(word, word)


def _misread(word: str, chance: random.Random) -> str:
    if chance.random() >= 0.05:
        return word
    able = [pair for pair in MISREAD if pair[0] in word]
    return word.replace(*chance.choice(able), 1) if able else word[:-1] or word
