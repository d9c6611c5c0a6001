"""The articles of the gold data as plain text, each the same at every reading, so that offsets into it hold.

Three forms lie under data/ in the folder that ONRECORD_DATA names: sets with a ready text, sets of web pages, whose
text trafilatura extracts (another version of it may give other text), and sets of tokens without their spacing.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import trafilatura

Row = Mapping[str, Any]

_BRACKETS_AND_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
_NO_SPACE_BEFORE = re.compile(r" ([,.;:?!%)\]”’]|n't\b|['’](?:s|re|ve|ll|d|m)\b)")
_NO_SPACE_AFTER = re.compile(r"([(\[$“‘#]) ")


def texts_of(set_: str, data: Path, only: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Id and text of the articles of a set, in the order of its file, which is read once.

    set_: a key of SETS. data: the folder that ONRECORD_DATA names. only: ids; the others are not made into text,
    which for web pages saves the time. Raises FileNotFoundError where the data lacks the set.
    """
    text_in = SETS[set_]
    with gzip.open(file_of(set_, data), "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if only is None or row["id"] in only:
                yield row["id"], text_in(row)


def text_of(set_: str, id_: str, data: Path) -> str | None:
    """The text of one article; None where the set has no such article. For many articles take `texts_of`."""
    return next((text for _, text in texts_of(set_, data, {id_})), None)


def file_of(set_: str, data: Path) -> Path:
    return data / "data" / set_ / "data.jsonl.gz"


def detokenized(sentences: Sequence[Sequence[str]]) -> str:
    """A text out of tokens, a line a sentence: punctuation and clitics joined to their word, quotation marks closed up.

    An imitation of the print, not the print: nothing in the tokens tells where the spaces and paragraphs were.
    """
    return "\n".join(_sentence(tokens) for tokens in sentences)


def _sentence(tokens: Sequence[str]) -> str:
    text = " ".join(tokens)
    for written, printed in _BRACKETS_AND_MARKS.items():
        text = text.replace(written, printed)
    text = _NO_SPACE_BEFORE.sub(r"\1", text)
    return _closed_up(_NO_SPACE_AFTER.sub(r"\1", text))


def _closed_up(text: str) -> str:
    """Straight quotation marks without the space inside: of each sentence the odd ones open, the even ones close."""
    whole, *parts = text.split('"')
    for number, part in enumerate(parts):
        opens = number % 2 == 0
        whole = f'{whole}"{part.lstrip(" ")}' if opens else f'{whole.rstrip(" ")}"{part}'
    return whole


def _ready(row: Row) -> str:
    return str(row["text"])


def _of_tokens(row: Row) -> str:
    return detokenized(row["sents"])


def _of_page(row: Row) -> str:
    """Empty where trafilatura finds no article."""
    page = row.get("html") or base64.b64decode(row["html_b64"])
    return trafilatura.extract(page, include_comments=False, deduplicate=False) or ""


SETS: Mapping[str, Callable[[Row], str]] = {
    "ecbplus": _of_tokens,
    "gum": _ready,
    "html_articles": _ready,
    "html_dates": _of_page,
    "html_segments": _of_page,
    "meantime": _of_tokens,
    "newswcl50": _of_tokens,
}
