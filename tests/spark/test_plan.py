"""Who reads what: every input is in one part, in the order in which one machine would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.pages.options import ReadOptions
from onrecord.spark.plan import Inputs, Part, own_path, plan
from tests.pages.archives import packed, page


def parts(inputs: Inputs) -> list[Part]:
    return [part for task in inputs.tasks for part in task]


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("pages/a.jsonl", "pages/a.jsonl"),
        ("/data/a.warc.gz", "/data/a.warc.gz"),
        ("file:/data/a%20b.warc", "/data/a b.warc"),
        ("file:///data/a.warc", "/data/a.warc"),
        ("hdfs://host:8020/a.warc.gz", None),
        ("s3a://bucket/a.warc.gz", None),
    ],
)
def test_a_path_without_a_scheme_is_one_that_workers_open(path: str, own: str | None) -> None:
    assert own_path(path) == own


def test_a_folder_is_read_in_the_order_of_one_machine(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.txt", "c.png", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.html").write_text("x")
    found = parts(plan([str(tmp_path), "none.txt"], ReadOptions()))
    assert [Path(part.origin).name for part in found] == ["a.txt", "b.jsonl", "d.html", "none.txt"]
    assert [part.number for part in found] == [0, 1, 2, 3]
    assert all(Path(part.path).is_absolute() for part in found)


def test_a_pattern_is_spelled_out_and_a_name_with_a_star_is_a_name(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    assert [Path(part.path).name for part in parts(plan([f"{tmp_path}/a*.txt"], ReadOptions()))] == ["a1.txt", "a2.txt"]
    assert [part.origin for part in parts(plan([f"{tmp_path}/no*.txt"], ReadOptions()))] == [f"{tmp_path}/no*.txt"]


def test_a_large_archive_is_cut_and_nothing_else_is(tmp_path: Path) -> None:
    archive = packed([page(number) for number in range(40)])
    (tmp_path / "a.warc.gz").write_bytes(archive)
    (tmp_path / "b.jsonl").write_bytes(b"x" * len(archive))
    (tmp_path / "c.warc.gz").write_bytes(archive[:300])
    found = parts(plan([str(tmp_path)], ReadOptions(), size=len(archive) // 4))
    cut = [part for part in found if part.end is not None]
    assert {Path(part.path).name for part in cut} == {"a.warc.gz"}
    assert len(cut) >= 4
    assert [part.begin for part in cut[1:]] == [part.end for part in cut[:-1]]
    assert (cut[0].begin, cut[-1].end) == (0, len(archive))
    assert [part.number for part in found] == list(range(len(found)))


def test_small_files_go_together_but_every_core_gets_some(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text("x")
    assert len(plan([str(tmp_path)], ReadOptions(), cores=1).tasks) <= 6
    assert len(plan([str(tmp_path)], ReadOptions(), cores=100).tasks) == 40


def test_tables_are_known_by_their_ending_or_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"")
    (tmp_path / "b").write_bytes(b"")
    assert [part.is_table for part in parts(plan([str(tmp_path)], ReadOptions()))] == [True]
    assert [part.is_table for part in parts(plan([str(tmp_path / "b")], ReadOptions()))] == [False]
    assert [part.is_table for part in parts(plan([str(tmp_path / "b")], ReadOptions(), as_tables=True))] == [True]
    given = plan(["s3a://b/a.parquet", "s3a://b/c.warc.gz", "s3a://b/d"], ReadOptions())
    assert given.tables == ((0, "s3a://b/a.parquet"),)
    assert given.files == ((1, "s3a://b/c.warc.gz"), (2, "s3a://b/d"))
