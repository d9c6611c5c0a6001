"""What the measurements share: parts of a page between marks, judging one by one, the time of one stage."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType

import pytest
from bench.marked_part import with_part
from bench.scorer import counted, judge, load_scorer
from bench.speed import timed_stage

from onrecord.pipeline import read_one

PAGE = """# A page
<!-- figures, written by bench/a.py -->
old
<!-- end of figures -->
between
<!-- peers, written by bench/b.py -->
<!-- end of peers -->
"""


def test_only_the_named_part_is_written() -> None:
    once = with_part(with_part(PAGE, "figures", r"new \1"), "peers", "others")
    assert once == PAGE.replace("old", r"new \1").replace("b.py -->\n", "b.py -->\nothers\n")
    assert with_part(once, "peers", "others") == once


def test_a_page_without_the_marks_is_named() -> None:
    with pytest.raises(SystemExit, match=r"quality\.md has no marks for 'calibration'"):
        with_part(PAGE, "calibration", "x", "quality.md")


TEXT = "Bram said yes. It is dark outside."


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ({"source": [[0, 4]], "content": [[10, 13]]}, {"source": [[0, 4]], "content": [[10, 13]]}, {0}),
        ({"source": [[0, 4]], "content": [[10, 13]]}, {"source": [[3, 4]], "content": [[10, 13]]}, {0}),
        ({"source": [[0, 4]], "content": [[10, 13]]}, {"source": [[5, 9]], "content": [[10, 13]]}, set()),
        ({"source": [[0, 4]], "content": [[10, 13]]}, {"source": [], "content": [[10, 13]]}, set()),
        ({"source": [], "content": [[10, 13]]}, {"source": [], "content": [[10, 13]]}, {0}),
        ({"source": [], "content": [[10, 13]]}, {"source": [[0, 4]], "content": [[10, 13]]}, set()),
        ({"source": [[0, 4]], "content": [[10, 13]]}, {"source": [[0, 4]], "content": [[15, 33]]}, set()),
    ],
)
def test_right_is_content_and_source(
    gold_folder: Path, gold: dict[str, object], found: dict[str, object], right: set[int]
) -> None:
    judged = judge(load_scorer(gold_folder), TEXT, [gold], [found])
    assert judged.right == judged.right_gold == right
    assert judged.speech == frozenset()


def test_records_of_another_text_are_not_scored(tmp_path: Path) -> None:
    texts = {"gold.jsonl": "one", "records.jsonl": "another"}
    scorer = ModuleType("scorer")
    vars(scorer)["read_jsonl"] = lambda path: {"lamp": {"text": texts[path.name], "attributions": []}}
    with pytest.raises(SystemExit, match=r"the text of lamp in records\.jsonl is not the gold's"):
        counted(scorer, tmp_path / "gold.jsonl", tmp_path / "records.jsonl")


def test_the_time_of_one_stage_is_taken_at_every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(milliseconds: int) -> str:
        end = time.process_time() + milliseconds / 1000
        while time.process_time() < end:
            pass
        return "done"

    monkeypatch.setattr(read_one, "find_attributions", busy)
    with timed_stage("find_attributions") as spent:
        stage = vars(read_one)["find_attributions"]
        assert [stage(3), stage(3)] == ["done", "done"]
    assert len(spent) == 2 and all(seconds >= 0.003 for seconds in spent)
    assert vars(read_one)["find_attributions"] is busy
