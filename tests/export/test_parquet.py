"""Two typed tables that say what they hold, of bounded pieces, whole or not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet

from onrecord.errors import MissingExtra, RecordNotWritable, UnreadableInput
from onrecord.export import parquet as own
from onrecord.export import parquet_schema
from onrecord.export.atomic import atomic_folder
from onrecord.export.columns import COLUMNS
from onrecord.export.reading_back import record_from_json
from onrecord.export.whole import whole_to_json
from onrecord.export.without_text import without_text
from onrecord.values.statement import ReportRecord
from tests.export.lines import as_read, line_of_two
from tests.store.making import record_of

NAMES = ("reports.parquet", "statements.parquet")
ONE = record_from_json(line_of_two())


def test_spans_are_lists_of_starts_and_ends() -> None:
    schema = own.statement_schema()
    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    assert schema.field("content_spans").type == pa.list_(span)
    assert schema.field("confidence").type == pa.float64()
    assert schema.field("version").type == pa.int32()
    assert schema.field("said_on").type == pa.string()  # EDTF: XXXX-02-19 is no date32
    assert own.report_schema().field("furniture").type == pa.list_(span)


@pytest.mark.parametrize("schema", [own.statement_schema(), own.report_schema(), own.report_schema(with_text=False)])
def test_the_codebook_is_in_the_metadata(schema: pa.Schema) -> None:
    book = schema.metadata[parquet_schema.CODEBOOK].decode()
    for field in schema:
        meaning = field.metadata[b"meaning"].decode()
        assert meaning.endswith(".")
        assert f"- {field.name}: {meaning}" in book
    assert schema.metadata[b"onrecord.schema"] == b"onrecord/1"


def test_the_statements_have_the_columns_of_the_csv() -> None:
    assert own.statement_schema().names == [column.name for column in COLUMNS]


def test_a_row_has_real_values() -> None:
    outer, inner = own.statement_rows(ONE)
    assert outer["content_spans"] == [{"start": 0, "end": 21}]
    assert (inner["nested_in"], inner["confidence"]) == (outer["statement_id"], 0.8)
    assert (outer["flags"], outer["evidence_spans"], outer["said_on"]) == ([], None, None)
    assert outer["published_candidates"] == ["2031-05-06"]
    report = own.report_row(ONE)
    assert (report["statements"], report["text"], report["reader"]) == (2, ONE.report.text, ONE.reader)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(as_read())
def test_rows_fit_their_schema_and_the_report_comes_back(record: ReportRecord) -> None:
    pa.RecordBatch.from_pylist(own.statement_rows(record), schema=own.statement_schema())
    batch = pa.RecordBatch.from_pylist([own.report_row(record)], schema=own.report_schema())
    line = json.loads(batch["record"][0].as_py())
    assert "text" not in line["report"]
    line["report"]["text"] = batch["text"][0].as_py()
    assert line == json.loads(json.dumps(whole_to_json(record)))


def test_tables_are_written_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "ROWS", 10)
    own.write_parquet((ONE for _ in range(25)), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == list(NAMES)
    reports, statements = (parquet.ParquetFile(tmp_path / name) for name in NAMES)
    assert (reports.metadata.num_rows, reports.metadata.num_row_groups) == (25, 3)
    assert (statements.metadata.num_rows, statements.metadata.num_row_groups) == (50, 5)
    lines = list(own.lines_of(tmp_path / NAMES[0]))
    assert len(lines) == 25
    assert record_from_json(json.loads(lines[7])) == ONE


def test_long_texts_make_short_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "CHARACTERS", 1)
    own.write_parquet([ONE, ONE], tmp_path)
    assert parquet.ParquetFile(tmp_path / NAMES[0]).metadata.num_row_groups == 2


def test_memory_does_not_grow_with_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "ROWS", 8)

    def peak(reports: int) -> int:
        tracemalloc.start()
        own.write_parquet((ONE for _ in range(reports)), tmp_path)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(8)
    assert peak(160) < 1.5 * peak(40)


def test_without_text_there_is_no_text(tmp_path: Path) -> None:
    record = without_text(record_of(f"{'secret ' * 100}{'a' * 200}"))
    own.write_parquet([record], tmp_path, with_text=False)
    reports = parquet.read_table(tmp_path / NAMES[0])
    assert {"text", "record"}.isdisjoint(reports.column_names)
    assert "context" in parquet.read_table(tmp_path / NAMES[1]).column_names
    with pytest.raises(UnreadableInput, match="exported without text"):
        list(own.lines_of(tmp_path / NAMES[0]))


def test_what_is_no_table_of_reports_is_refused_by_name(tmp_path: Path) -> None:
    own.write_parquet([ONE], tmp_path)
    with pytest.raises(UnreadableInput, match="the statements alone"):
        list(own.lines_of(tmp_path / NAMES[1]))
    (tmp_path / "x.parquet").write_bytes(b"PAR1 nothing of the kind PAR1")
    with pytest.raises(UnreadableInput, match="no Parquet file, or a damaged one"):
        list(own.lines_of(tmp_path / "x.parquet"))
    parquet.write_table(pa.table({"a": [1]}), tmp_path / "y.parquet")
    with pytest.raises(UnreadableInput, match="no column 'record'"):
        list(own.lines_of(tmp_path / "y.parquet"))
    parquet.write_table(pa.table({"text": [1, 2], "record": ["{", None]}), tmp_path / "z.parquet")
    assert list(own.lines_of(tmp_path / "z.parquet")) == [b"{", b""]


def test_bytes_are_no_text(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": [b"He left."], "record": ['{"report": {}}']}), tmp_path / "x.parquet")
    assert list(own.lines_of(tmp_path / "x.parquet")) == [b'{"report": {"text": null}}']
    unlike = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    parquet.write_table(pa.table({"text": unlike, "record": ["{}"]}), tmp_path / "y.parquet")
    with pytest.raises(UnreadableInput, match="damaged"):
        list(own.lines_of(tmp_path / "y.parquet"))


def test_a_missing_library_is_said_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra) as error:
        own.statement_schema()
    assert error.value.remedy == "install it: pip install 'onrecord[parquet]'"


# --- the folder ------------------------------------------------------------------------------------------------------


def write(folder: Path, words: str) -> None:
    for name in NAMES:
        (folder / name).write_text(words, encoding="utf-8")


def test_a_folder_is_replaced_when_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for words in ("first", "second"):
        with atomic_folder(target, NAMES) as folder:
            write(folder, words)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert {path.read_text() for path in target.iterdir()} == {"second"}


def test_an_error_leaves_the_earlier_folder(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with atomic_folder(target, NAMES) as folder:
        write(folder, "first")
    with pytest.raises(ValueError, match="half way"), atomic_folder(target, NAMES) as folder:
        write(folder, "second")
        raise ValueError("half way")
    assert {path.read_text() for path in target.iterdir()} == {"first"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("name", "reason"), [("file", "is a file"), ("full", "holds other things, such as thesis.doc")]
)
def test_what_is_not_ours_is_never_replaced(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.doc").touch()
    with pytest.raises(RecordNotWritable, match=reason), atomic_folder(tmp_path / name, NAMES):
        pass
    assert (tmp_path / "full" / "thesis.doc").exists()
    with pytest.raises(RecordNotWritable, match="cannot be written"), atomic_folder(tmp_path / "no" / "out", NAMES):
        pass


@pytest.fixture
def killed(tmp_path: Path) -> Iterator[Path]:
    """Where an export was killed in the middle."""
    target = tmp_path / "out"
    code = (
        "import itertools\nfrom pathlib import Path\nfrom onrecord.export.atomic import atomic_folder\n"
        "from onrecord.export.parquet import write_parquet\nfrom tests.export.test_parquet import ONE\n"
        "def records():\n"
        "    for n in itertools.count():\n"
        "        yield ONE\n"
        "        n == 50 and print('started', flush=True)\n"
        f"with atomic_folder({str(target)!r}, ()) as folder:\n    write_parquet(records(), folder)\n"
    )
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.kill()
    yield target


def test_a_killed_export_leaves_nothing_under_its_name(killed: Path) -> None:
    assert not killed.exists()
    assert [path.name.endswith(".partial") for path in killed.parent.iterdir()] == [True]
