"""The reading copy: what the stages read, as long as the text itself.

Damage is made harmless character by character, so every offset into the copy is an offset into the text.
"""

from __future__ import annotations

import html
import re

from onrecord.text.ruins import mend_ruins

# A tag is a closing one, a comment or declaration, or a name in all small letters or all capitals with no words after
# it but attributes: "<The Quay: A Tale>" is a title.
TAG = re.compile(
    r"</[a-zA-Z][\w:-]{0,40}\s{0,9}>|<![^<>]{0,3000}>"
    r"|<(?:[a-z][a-z0-9:-]{0,40}|[A-Z][A-Z0-9]{0,9})(?:\s[^<>=]{0,300}=[^<>]{0,3000}|(?:\s{1,9}[a-z]{2,20}){0,2}\s{0,9}/?)>"
)
# Markdown in front of words or around them; a lone star or underscore is left alone.
_QUOTED_LINE = re.compile(r"(?m)^ {0,3}(?:(?:> ?){1,5}|#{1,6} )")
_EMPHASIS = re.compile(r"\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\w)|(?<=[\w.!?])__(?!\w)")
# [words](address) and ![words](address): the words stay; [b], [/url], [quote=…] of bulletin boards.
_LINK = re.compile(r"!?\[(?=[^\[\]\n]{1,300}\]\((?:https?:|www\.|mailto:|[/#])[^()\s]{0,2000}[^()\n]{0,200}\))")
_LINK_END = re.compile(r"\]\((?:https?:|www\.|mailto:|[/#])[^()\s]{0,2000}(?: [\"'][^()\n]{0,200})?\)")
_BOARD = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|size|color|center|left|right|list|\*|code|spoiler|font)(?:=[^\[\]\n]{1,300})?\]",
    re.IGNORECASE,
)
_BOARD_ENDS = re.compile(r"\[/(?:b|i|u|s|url|img|quote|size|color|center|list|code|spoiler|font)\]", re.IGNORECASE)
# A word that the end of a line parts; its hyphen is its own where the same word stands with it inside a line.
_PARTED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,40})-[ ]{0,3}\n[ ]{0,8}(?=([a-zß-öø-ÿ]{2,40}))")
_HYPHENATED = re.compile(r"(?<!\w)[^\W\d_]{2,40}-[^\W\d_]{2,40}(?!\w)")
_ESCAPED_TAG = re.compile(
    r"&(?:amp;){0,2}lt;/?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>&]{0,200}(?:&(?:amp;){0,2}quot;[^<>&]{0,200}){0,12})?"
    r"/?&(?:amp;){0,2}gt;"
)
_ENTITY = re.compile(r"&(?:amp;){0,2}(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}")
# A question mark between two letters, or after the full stop, is no question: an encoder replaced what it did not know.
_DAMAGE_INSIDE = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\?(?=(?:s|t|re|ve|ll|d|m)\b)")
_ANY_MARK = re.compile('["“”„«»]')
# before a word after a space, and after a stop before a space: no question begins or ends so
_LOST_MARKS = re.compile(r"(?<!\S)\?(?=[^\W_])([^?\n]{1,1000}[.,!])\?(?!\S)")
_DAMAGE_ANY = re.compile(
    r"(?<=[^\W\d_])\?(?=[^\W\d_])|(?<=[^\W\d_]\?)\?(?=[^\W\d_])|(?<=[.!,;:”’\"»])\?+(?=[\s”’\"»]|[^\W\d_]|$)|(?<=\w)\?\?+(?=\s|$)"
)
_BLANK = {
    ord(c): " " for c in "\t\r\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
}
_BLANK |= {
    ord(c): " " for c in "\u202f\u205f\u3000\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
}
_BLANK |= dict.fromkeys((*range(9), *range(14, 32), *range(127, 160)), " ")
_ZERO_WIDTH = "\u200b"
_BIDI = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
# What stands before is asked second: a pattern that begins with a sign is searched for many times as fast.
_BIDI_INSIDE = re.compile(f"{_BIDI}(?<=\\S{_BIDI}){_BIDI}*(?=\\S)")
_OLD_LINE_END = re.compile(r"\r(?!\n)")
_BLANK |= {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}


def reading_copy(text: str) -> str:
    """A copy of `text` with the same length in which tags, entities, odd spaces and damage are harmless.

    Promise: `len(reading_copy(text)) == len(text)`. Linear in the length of the text.
    """
    copy = _OLD_LINE_END.sub("\n", text) if "\r" in text else text
    copy = _BIDI_INSIDE.sub(_nothing, copy) if _BIDI_INSIDE.search(copy) else copy
    copy = mend_ruins(copy)
    if not copy.replace("\n", "").isprintable():  # as is all that `_BLANK` speaks of; going through it takes long
        copy = copy.translate(_BLANK)
    if "**" in copy or "__" in copy or _QUOTED_LINE.search(copy):
        copy = _EMPHASIS.sub(_blank, _QUOTED_LINE.sub(_blank, copy))
    if "<" in copy:
        copy = TAG.sub(_blank, copy)
    if "](" in copy:
        copy = _LINK_END.sub(_blank, _LINK.sub(_blank, copy))
    if "[/" in copy and _BOARD_ENDS.search(copy):
        copy = _BOARD.sub(_blank, copy)
    if "-\n" in copy or "- \n" in copy:
        copy = _put_together(copy)
    if "&" in copy:
        copy = _ENTITY.sub(_unescape, _ESCAPED_TAG.sub(_blank, copy) if "lt;" in copy else copy)
    if copy.count("?") > 1:
        copy = _mend_question_marks(copy)
    return copy


def has_lost_spaces(text: str) -> bool:
    """Does `?` stand for lost spaces here? Once between letters is a slip of the keyboard; twice is damage."""
    without_urls = _URL.sub("", text)
    return sum(1 for _ in zip(range(2), _DAMAGE_INSIDE.finditer(without_urls), strict=False)) > 1


def _mend_question_marks(copy: str) -> str:
    if not has_lost_spaces(copy):
        return copy
    # where the curly apostrophes were lost the curly quotation marks were, too
    lost_marks = not _ANY_MARK.search(copy) and _LOST_APOSTROPHE.search(copy) is not None
    pieces, at = [], 0
    for url in _URL.finditer(copy):  # "?id=7" in an address is no damage
        pieces += [_mend(copy[at : url.start()], lost_marks), url[0]]
        at = url.end()
    return "".join([*pieces, _mend(copy[at:], lost_marks)])


def _mend(damaged: str, lost_marks: bool) -> str:
    """Put back what a `?` must have been: an apostrophe, a pair of quotation marks, else a space."""
    mended = _LOST_APOSTROPHE.sub("'", damaged)
    return _DAMAGE_ANY.sub(_blank, _LOST_MARKS.sub(r'"\1"', mended) if lost_marks else mended)


def _put_together(copy: str) -> str:
    whole = set(_HYPHENATED.findall(copy))

    def one_word(match: re.Match[str]) -> str:
        hyphen = "-" if f"{match[1]}-{match[2]}" in whole else _ZERO_WIDTH
        return match[1] + hyphen + _ZERO_WIDTH * (len(match[0]) - len(match[1]) - 1)

    return _PARTED.sub(one_word, copy)


def _nothing(match: re.Match[str]) -> str:
    return _ZERO_WIDTH * len(match[0])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _unescape(match: re.Match[str]) -> str:
    """The character an entity stands for, filled up so that a span beginning or ending with it holds all of it."""
    meant = html.unescape(html.unescape(html.unescape(match[0])))
    if len(meant) != 1 or meant == match[0] or not meant.isprintable():
        return " " * len(match[0]) if meant in ("\xa0", "\xad") else match[0]
    filling = _ZERO_WIDTH * (len(match[0]) - 1)
    before = match.string[match.start() - 1] if match.start() else " "
    after = match.string[match.end() : match.end() + 1]
    opens = (after.isalnum() or after in tuple("&“‘\"'([$£€")) and not before.isalnum() and before not in ".,!?…)"
    return meant + filling if opens else filling + meant
