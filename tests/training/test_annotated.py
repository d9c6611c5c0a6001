"""The stand-off annotation: well-formed, without a word of the texts, and true to the texts where they are at hand."""

from __future__ import annotations

import gzip
import json
import logging
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord_training import annotated
from onrecord_training.annotated import FIRST_READING, SECOND_READING, annotated_articles, standoff
from onrecord_training.texts import SETS, file_of

ROOT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared")).resolve()
NAMES = {
    "kind": ["direct", "mixed", "indirect"],
    "mode": ["said", "wrote", "thought", "did"],
    "force": ["asserts", "demands", "denies", "warns", "promises", "asks"],
}
PARTS = ("content", "cue", "source")
READINGS = pytest.mark.parametrize("reading", [FIRST_READING, SECOND_READING])
needs_data = pytest.mark.skipif(not all(file_of(s, DATA).is_file() for s in SETS), reason=f"no gold data at {DATA}")


def statements(reading: str) -> list[dict[str, Any]]:
    return [one for article in standoff(reading) for one in article["statements"]]


@READINGS
def test_ids_are_unique_and_sets_known_and_together(reading: str) -> None:
    articles = standoff(reading)
    assert len({one["id"] for one in articles}) == len(articles) > 0
    sets = [one["set"] for one in articles]
    assert set(sets) <= set(SETS)
    assert sets == sorted(sets)  # each file of the data is then read once


@READINGS
def test_nothing_textual_is_kept(reading: str) -> None:
    for article in standoff(reading):
        assert set(article) == {"set", "id", "sha256", "statements"}
        assert re.fullmatch(r"[0-9a-f]{64}", article["sha256"])
        assert re.fullmatch(r"[\w./-]+", article["id"])
    for one in statements(reading):
        assert set(one) - {"nested_in"} == {*NAMES, *PARTS}
        assert all(one[field] in names for field, names in NAMES.items())


@READINGS
def test_spans_are_ordered_and_apart(reading: str) -> None:
    for one in statements(reading):
        assert one["content"]
        for part in PARTS:
            borders = [border for span in one[part] for border in span]
            assert all(type(border) is int for border in borders)
            assert all(start < end for start, end in one[part])
            assert borders == sorted(borders)
            assert all(border >= 0 for border in borders)
        cells = [set(range(*span)) for part in PARTS for span in one[part]]
        assert len(set().union(*cells)) == sum(map(len, cells))


@READINGS
def test_a_statement_is_nested_in_another_and_in_no_circle(reading: str) -> None:
    for article in standoff(reading):
        around = [one.get("nested_in") for one in article["statements"]]
        for number in range(len(around)):
            seen, at = set(), number
            while (outer := around[at]) is not None:
                assert 0 <= outer < len(around) and outer not in seen | {at}
                seen.add(at)
                at = outer


def test_the_card_tells_the_numbers_of_the_files() -> None:
    card = (Path(annotated.__file__).parent / "annotations" / "README.md").read_text(encoding="utf-8")
    first = statements(FIRST_READING)
    assert f"{len(standoff())} articles, {len(first):,} statements" in card
    for field, names in NAMES.items():
        counts = Counter(one[field] for one in first)
        assert f"{' / '.join(f'{counts[name]:,}' for name in names)} |" in card


def test_what_the_data_lacks_is_counted_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    here, changed, *_ = (one for one in standoff() if one["set"] == "gum")
    path = file_of("gum", tmp_path)
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": changed["id"], "text": "Something else."}) + "\n")
    with caplog.at_level(logging.WARNING):
        assert list(annotated_articles(tmp_path)) == []
    (message,) = caplog.messages
    assert message.startswith(f"{len(standoff())} of {len(standoff())} annotated articles left out: ")
    assert f"gum {here['id']} (not there)" in message
    assert f"gum {changed['id']} (another text)" in message


@needs_data
@pytest.mark.data
@READINGS
def test_every_text_is_found_and_every_span_is_words(reading: str, caplog: pytest.LogCaptureFixture) -> None:
    rows = list(annotated_articles(DATA, reading))
    assert caplog.messages == []
    assert [row["id"] for row in rows] == [one["id"] for one in standoff(reading)]
    for row in rows:
        text = row["text"]
        spans = [span for one in row["statements"] for part in PARTS for span in one[part]]
        words = [text[start:end] for start, end in spans]
        assert all(end <= len(text) for _, end in spans)
        assert all(word and word == word.strip() for word in words)
        assert all(one["content"] for one in row["attributions"])
