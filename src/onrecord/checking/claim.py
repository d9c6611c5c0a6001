"""What somebody asks about: the words as they were given, cleaned, and what was left out of account, by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import category, combining, decomposition, name, normalize

from onrecord.errors import BadRequest

LONGEST = 20_000  # code points that are checked: ten pages; an hour's speech is no quotation
SHORTEST_INSIDE = 3  # words between quotation marks for which words outside of them are left out of account
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = "\u00ad\u200b"  # a soft hyphen, a zero-width space
_VARIANTS = frozenset(chr(code) for code in (*range(0xFE00, 0xFE10), 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0))
_COMPATIBLE = ("<wide>", "<narrow>", "<font>", "<circle>", "<compat>")
_WORD = re.compile(r"[^\W\d_]+")
_ANY_WORD = re.compile(r"\w+")
_OPEN = '“„«"‟＂'
_PIECE = re.compile(r"[“„«‟\"＂]([^“”„«»\"＂‟]{1,20000})[”“»\"＂]")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that are asked about. asked: as given. words: as they are compared. ignored: what was left out of account
    or read otherwise, each in words for a person ("2 invisible characters ignored"). is_disguised: letters were read as
    others, or signs that nobody sees were left out, so that what is checked is not what was given.
    """

    asked: str
    words: str
    ignored: tuple[str, ...]
    is_disguised: bool


def read_claim(asked: str, lookalikes: Mapping[str, str]) -> Claim:
    """Clean the words that somebody asks about, and tell what was done.

    lookalikes: letters of other scripts -> the Latin letters they are read as. Raises BadRequest for no words at all,
    and for more than LONGEST characters.
    """
    if len(asked) > LONGEST:
        raise BadRequest(
            f"the quotation has {len(asked):,} characters",
            remedy=f"check at most {LONGEST:,} at once, one quotation at a time",
        )
    seen, told = _seen(normalize("NFC", asked))
    read, exchanged = _in_latin(seen, lookalikes)
    words, outside = _inside_marks(read)
    if not _ANY_WORD.search(words):
        raise BadRequest(
            "there are no words to check" if asked.strip() else "no words were given",
            remedy='give the quotation in quotation marks, e.g. onrecord check "We will not close the yard."',
        )
    in_capitals = words.isupper() and len(_ANY_WORD.findall(words)) >= SHORTEST_INSIDE
    capitals = ("capital letters throughout: read as small ones",) if in_capitals else ()
    disguises = (*told, *exchanged)
    return Claim(asked, words.lower() if capitals else words, (*disguises, *outside, *capitals), bool(disguises))


def _seen(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what cannot be seen, in ordinary letters; and what that was."""
    if text.isascii() and text.isprintable():
        return text, ()
    counted: Counter[str] = Counter()
    kept = "".join(_sign(sign, before, counted) for before, sign in zip(f" {text}", text, strict=False))
    return kept, tuple(_told(kind, number) for kind, number in counted.items())


def disguises_in(words: str) -> tuple[str, ...]:
    """What in words on record nobody sees or takes for other letters, by its kind: "2 invisible characters".

    Letters of other scripts are left to `text.scripts`; of places where a line may break outlets' pages are full.
    """
    if words.isascii():
        return ()
    counted = Counter(filter(None, map(_kind_of_disguise, words)))
    return tuple(f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in counted.items())


def _kind_of_disguise(sign: str) -> str | None:
    if sign.isascii() or sign in _BREAKS:
        return None
    form = decomposition(sign).split(">")[0]
    if form in _DRESSED and normalize("NFKC", sign)[0].isalnum():
        return _FORMS.get(form, "unusual letter")
    return next((kind for kind, is_one in _UNSEEN.items() if is_one(sign)), None)


def _sign(sign: str, before: str, counted: Counter[str]) -> str:
    if sign.isascii():
        return _without("control character", counted) if category(sign) == "Cc" and not sign.isspace() else sign
    for kind, is_one in _UNSEEN.items():
        if is_one(sign):
            return _without(kind, counted)
    if combining(sign) and before.isalpha() and before.isascii():
        return _without("combining mark", counted)
    plain = normalize("NFKC", sign) if decomposition(sign).startswith(_COMPATIBLE) and sign != "…" else sign
    if plain != sign and plain[0].isalnum():
        counted[_FORMS.get(decomposition(sign).split(">")[0], "unusual letter")] += 1
        return plain
    return plain if len(plain) == 1 else sign


def _without(kind: str, counted: Counter[str]) -> str:
    counted[kind] += 1
    return ""


_UNSEEN: dict[str, Callable[[str], bool]] = {
    "bidirectional control": _BIDI.__contains__,
    "invisible character": lambda sign: sign in _VARIANTS or category(sign) == "Cf",
    "control character": lambda sign: category(sign) in ("Cc", "Cs", "Co") and not sign.isspace(),
}
_FORMS = {"<wide": "full-width letter", "<narrow": "half-width letter"}
_DRESSED = frozenset((*_FORMS, "<font", "<circle"))  # a ligature is none


def _told(kind: str, number: int) -> str:
    done = "read as ordinary" if "letter" in kind else "ignored"
    return f"{number} {kind}{'' if number == 1 else 's'} {done}"


def _in_latin(text: str, lookalikes: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text with look-alikes of Latin letters read as these, where it is in Latin letters; and how many of which."""
    if text.isascii():
        return text, ()
    latin = sum(sign.isascii() and sign.isalpha() for sign in text)
    other = sum(not sign.isascii() and sign.isalpha() and _script(sign) != "Latin" for sign in text)
    if not other:
        return text, ()
    counted: Counter[str] = Counter()
    mixed = 0
    pieces, last = [], 0
    for match in _WORD.finditer(text):
        word = _word_in_latin(match[0], lookalikes, counted, in_latin=latin > other)
        mixed += _is_mixed(word)
        pieces += [text[last : match.start()], word]
        last = match.end()
    told = [f"{number} {script} letter{'' if number == 1 else 's'} read as Latin" for script, number in counted.items()]
    if mixed:
        told.append(f"{mixed} word{'' if mixed == 1 else 's'} in letters of several scripts")
    return "".join((*pieces, text[last:])), tuple(told)


def _word_in_latin(word: str, lookalikes: Mapping[str, str], counted: Counter[str], *, in_latin: bool) -> str:
    """A word of another script stays as it is, unless the text is Latin and all its letters look so."""
    is_like = [sign in lookalikes for sign in word]
    if word.isascii() or not any(is_like) or not (_is_mixed(word) or (in_latin and all(is_like))):
        return word
    counted.update(_script(sign) for sign in word if sign in lookalikes)
    return "".join(lookalikes.get(sign, sign) for sign in word)


def _is_mixed(word: str) -> bool:
    return not word.isascii() and len({_script(sign) for sign in word if sign.isalpha()}) > 1


def _script(sign: str) -> str:
    """ "Latin", "Cyrillic": the first word of the letter's name."""
    return "Latin" if sign.isascii() else name(sign, "UNKNOWN").split()[0].capitalize()


def _inside_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Of “We will go,” she said what stands between the marks; and what stood outside of them, so that it is told."""
    bare = text.strip()
    pieces = list(_PIECE.finditer(bare))
    if not pieces or bare[0] not in _OPEN:
        return text, ()
    inside = " ".join(piece[1].strip() for piece in pieces)
    outside = [part for part in _between(bare, pieces) if _ANY_WORD.search(part)]
    if not outside or len(_ANY_WORD.findall(inside)) < SHORTEST_INSIDE:
        return text, ()
    left_out = " … ".join(part.strip(" ,.") for part in outside)
    if len(left_out) > len(inside):
        return text, ()
    return inside, (f"words outside the quotation marks left out: {left_out!r}",)


def _between(text: str, pieces: list[re.Match[str]]) -> Iterator[str]:
    last = 0
    for piece in pieces:
        yield text[last : piece.start()]
        last = piece.end()
    yield text[last:]
