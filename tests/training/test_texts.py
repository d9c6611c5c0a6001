"""Texts out of the forms in which the gold data holds them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord_training.texts import detokenized, file_of, text_of, texts_of


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("We are ready , she said .", "We are ready, she said."),
        ("It 's what they do n't say : 5 % !", "It's what they don't say: 5%!"),
        ("The lamp ’s keeper ( Runa Hask ) asked why ?", "The lamp’s keeper (Runa Hask) asked why?"),
        ("It cost $ 5 -LRB- or less -RRB- .", "It cost $5 (or less)."),
        ("`` Go , '' he said , `` now . ''", '"Go," he said, "now."'),
        ('He said " go . Now', 'He said "go. Now'),
        ("“ Go , ” he said , ‘ now ’", "“Go,” he said, ‘now’"),
    ],
)
def test_tokens_are_put_together(tokens: str, text: str) -> None:
    assert detokenized([tokens.split()]) == text


def test_a_sentence_is_a_line_and_its_marks_pair_by_themselves() -> None:
    assert detokenized([['"', "Go", "."], ['"', "Stay", "."]]) == '"Go.\n"Stay.'


def test_each_form_gives_its_text_and_only_what_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "gum", {"id": "a", "text": "One. "}, {"id": "b", "text": "Two."})
    write(tmp_path, "ecbplus", {"id": "c", "sents": [["Three", "."]]})
    page = (
        "<html><body><article><p>Four people met at the lamp of Skerrin on Monday to talk.</p></article></body></html>"
    )
    write(tmp_path, "html_dates", {"id": "d", "html": page})
    assert list(texts_of("gum", tmp_path)) == [("a", "One. "), ("b", "Two.")]
    assert list(texts_of("gum", tmp_path, {"b"})) == [("b", "Two.")]
    assert text_of("ecbplus", "c", tmp_path) == "Three."
    assert text_of("html_dates", "d", tmp_path) == "Four people met at the lamp of Skerrin on Monday to talk."
    assert text_of("gum", "z", tmp_path) is None


def write(data: Path, set_: str, *rows: object) -> None:
    path = file_of(set_, data)
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
