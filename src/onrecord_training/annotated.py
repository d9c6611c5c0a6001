"""Articles of other outlets than PolNeAR's with every statement in them, read by a reader. See annotations/README.md.

The annotation stands off: ids, kinds and offsets only. The texts come from the gold data, and count only where they
are the annotated ones to the letter.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from onrecord_training.texts import texts_of

log = logging.getLogger(__name__)
FIRST_READING = "other_outlets.jsonl"
SECOND_READING = "second_reader.jsonl"


def annotated_articles(data: Path, reading: str = FIRST_READING) -> Iterator[dict[str, Any]]:
    """Rows {"id", "set", "text", "attributions", "statements"} of the annotated articles whose text is at hand.

    data: the folder that ONRECORD_DATA names. "attributions": source, cue and content of the outermost statements.
    "statements": all of them, as the annotation has them; "nested_in" counts from 0. An article that the data lacks,
    or has with another text, is left out; at the end one warning counts and names those.
    """
    left_out = []
    for set_, group in groupby(standoff(reading), key=lambda one: str(one["set"])):
        articles = list(group)
        texts = _texts(set_, data, {one["id"] for one in articles})
        for article in articles:
            text = texts.get(article["id"])
            if text is not None and _checksum(text) == article["sha256"]:
                yield _row(article, text)
            else:
                left_out.append(f"{set_} {article['id']} ({'not there' if text is None else 'another text'})")
    if left_out:
        log.warning(
            "%d of %d annotated articles left out: %s. Another text comes of another version of the data or of "
            "trafilatura; annotations/README.md names the ones used.",
            len(left_out),
            len(standoff(reading)),
            ", ".join(left_out),
        )


@cache
def standoff(reading: str = FIRST_READING) -> Sequence[dict[str, Any]]:
    """The lines of a stand-off file, those of a set behind one another. Shared: do not change them."""
    lines = files("onrecord_training").joinpath("annotations", reading).read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def _texts(set_: str, data: Path, ids: set[str]) -> dict[str, str]:
    """Empty where the data lacks the set: its articles are then named one by one."""
    try:
        return dict(texts_of(set_, data, ids))
    except FileNotFoundError:
        return {}


def _row(article: dict[str, Any], text: str) -> dict[str, Any]:
    outermost = [one for one in article["statements"] if "nested_in" not in one]
    return {
        "id": article["id"],
        "set": article["set"],
        "text": text,
        "attributions": [{part: one[part] for part in ("source", "cue", "content")} for one in outermost],
        "statements": article["statements"],
    }


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
