"""What a corrected field may hold."""

from __future__ import annotations

import pytest

from onrecord.errors import BadRequest
from onrecord.judging.fields import check_field
from onrecord.values.judgement import Field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.SAID_ON, "2021-12-02"),
        (Field.SAID_ON, "2021-12"),
        (Field.SAID_ON, "XXXX-02-29"),
        (Field.SAID_ON, None),
        (Field.KIND, "mixed"),
        (Field.MODE, "wrote"),
        (Field.FORCE, "denies"),
        (Field.FORCE, None),
        (Field.SPEAKER, "Ana Berg"),
        (Field.SPEAKER, None),
        (Field.OCCASION, "a press conference"),
    ],
)
def test_right(field: Field, value: str | None) -> None:
    check_field(field, value)


@pytest.mark.parametrize(
    ("field", "value", "remedy"),
    [
        (Field.SAID_ON, "yesterday", "2021-12"),
        (Field.SAID_ON, "2021-02-30", "2021-12"),
        (Field.SAID_ON, "", "2021-12"),
        (Field.KIND, "spoken", "direct, mixed, indirect"),
        (Field.KIND, None, "direct, mixed, indirect"),  # every statement has one
        (Field.MODE, None, "said"),
        (Field.FORCE, "shouts", "denies"),
        (Field.PLACE, " ", "--unknown place"),
    ],
)
def test_wrong(field: Field, value: str | None, remedy: str) -> None:
    with pytest.raises(BadRequest, match=f"is no {field}") as error:
        check_field(field, value)
    assert remedy in error.value.remedy
