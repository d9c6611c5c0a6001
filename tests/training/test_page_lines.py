"""Which lines of a scraped page are the report's, and the weights that learn it."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.reports.line_model import COLUMNS
from onrecord_training.page_lines import Gold, fit, folded, lesson
from onrecord_training.scraped import _forms

LEAD = "The harbour board of Sennport met on Thursday and put off its vote on the new quay by two weeks."
GOLD = Gold(LEAD, folded("Board puts off its vote"))


@pytest.mark.parametrize(
    ("line", "share"),
    [
        (LEAD, 1.0),
        ("put off its vote on the new quay by", 1.0),
        ("Board puts off its vote", 1.0),
        ("Subscribe to our newsletter today", 0.0),
        ("vote", 0.0),
        ("•", None),
    ],
)
def test_whose_a_line_is(line: str, share: float | None) -> None:
    assert GOLD.share(line) == share


def test_weights_are_learned_for_every_column() -> None:
    first, second = fit([lesson(f"Home\nSport\n{LEAD}\nCareers", GOLD)])
    assert len(first) + len(second) == len(COLUMNS)
    assert np.isfinite(first).all()


def test_one_page_in_four_ways() -> None:
    forms = dict(_forms("<html><body><script>x</script><p>He told <a>us</a> so.</p><p>No.</p></body></html>"))
    assert forms["content"] == "He told us so.No."
    assert forms["nodes"].split("\n") == ["He told", "us", "so.", "No."]
    assert forms["flat"] == "He told us so. No."
