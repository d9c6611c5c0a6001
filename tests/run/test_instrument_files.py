"""A user's register in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import UnreadableInput
from onrecord.run.instrument_files import read_instruments

JSON = '{"id": "zenda-accord-1894", "title": "Zenda Accord (1894)", "names": ["Zenda Accord"]}\n'
CSV = "id,title,names,checked\nzenda-accord-1894,Zenda Accord (1894),Zenda Accord; Zenda Deal,yes\n"


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "own"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("content", [JSON, "\ufeff" + JSON, "\n\n" + JSON, CSV, CSV.replace("\n", "\r\n")])
def test_json_lines_and_csv_are_read(tmp_path: Path, content: str) -> None:
    (line,) = read_instruments(written(tmp_path, content))
    assert line.instrument
    assert (line.instrument.id, line.instrument.names[0]) == ("zenda-accord-1894", "Zenda Accord")


def test_a_list_in_a_cell(tmp_path: Path) -> None:
    (line,) = read_instruments(written(tmp_path, CSV))
    assert line.instrument
    assert (line.instrument.names, line.instrument.checked) == (("Zenda Accord", "Zenda Deal"), True)


@pytest.mark.parametrize(
    ("content", "number", "said"),
    [
        (JSON + "{broken\n" + JSON, 2, "is no JSON"),
        (JSON + "[1]\n", 2, "is no JSON object"),
        (JSON + '{"id": "x y", "title": "X"}\n', 2, "should be small letters"),
        (CSV + "a,A,,,,,\n", 3, "more cells than the head line"),
        (CSV + ",A\n", 3, "id None"),
    ],
)
def test_a_line_that_cannot_be_read_is_numbered(tmp_path: Path, content: str, number: int, said: str) -> None:
    lines = list(read_instruments(written(tmp_path, content)))
    wrong = [line for line in lines if line.instrument is None]
    assert [line.number for line in wrong] == [number]
    assert said in wrong[0].wrong
    assert any(line.instrument for line in lines)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,day\nZenda,1894\n", "neither JSON lines nor CSV"),
        ("", "neither JSON lines nor CSV"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        ('id,title\n"open,', "line 2"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        list(read_instruments(written(tmp_path, content)))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="No such file"):
        list(read_instruments(tmp_path / "nowhere"))


def test_a_cell_keeps_its_line_ends_and_other_signs_end_no_line(tmp_path: Path) -> None:
    content = 'id,title,names\na-1,"Accord\nof Zenda",\nb-1,Deal\u2028of Zenda,\n'
    lines = list(read_instruments(written(tmp_path, content)))
    assert [line.instrument.title for line in lines if line.instrument] == ["Accord of Zenda", "Deal of Zenda"]
    assert [line.number for line in lines] == [3, 4]
