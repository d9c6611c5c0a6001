"""A folder of many files: where a report goes by its day, and when it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import UnreadableInput
from onrecord.export.partitioned import refuse_unfinished, year_and_month


@pytest.mark.parametrize(
    ("edtf", "where"),
    [
        ("2021-12-02", ("2021", "12")),
        ("2021-12", ("2021", "12")),
        ("2021", ("2021", "unknown")),
        ("XXXX-02-19", ("unknown", "02")),
        (None, ("unknown", "unknown")),
    ],
)
def test_a_report_goes_by_its_day_and_what_is_not_known_is_not_guessed(edtf: str | None, where: object) -> None:
    assert year_and_month(edtf) == where


def test_a_folder_in_which_a_run_is_at_work_is_not_read(tmp_path: Path) -> None:
    refuse_unfinished(tmp_path)
    refuse_unfinished(tmp_path / "none")
    (tmp_path / "_staging-1").mkdir()
    with pytest.raises(UnreadableInput, match="has not come to its end"):
        refuse_unfinished(tmp_path)
    (tmp_path / "_SUCCESS").touch()  # of the run before, which stands until the next is whole
    refuse_unfinished(tmp_path)
