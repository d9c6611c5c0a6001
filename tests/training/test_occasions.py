"""Weights for the signs of an occasion: learned from what is dated, judged on articles they have not seen."""

from __future__ import annotations

import json
import re

from onrecord_training.occasions import DATES, Rated, cross_validated, fitted, outcome


def rated(article: str, number: int, sign: str, is_right: bool) -> Rated:
    return Rated(article, f"{article} E{number}", ("bias", sign), is_right, is_dated=is_right)


ROWS = [rated(f"a{n % 12}", n, "goes on" if n % 3 else "has said", bool(n % 3)) for n in range(120)]


def test_a_sign_of_right_ones_weighs_more() -> None:
    weights = fitted(ROWS)
    assert weights["goes on"] > 0 > weights["has said"]


def test_a_seldom_sign_has_no_weight() -> None:
    assert "once" not in fitted([*ROWS, rated("b", 0, "once", True)])


def test_each_article_is_judged_by_the_others() -> None:
    shares = cross_validated(ROWS)
    assert outcome(ROWS, shares, 0.5) == {"right": 80}
    assert outcome(ROWS, shares, 0.0) == {"right": 80, "invented": 40}


def test_the_hand_made_dates_are_dates_and_hold_no_text() -> None:
    rows = [json.loads(line) for line in DATES.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() == {"id", "sha256", "said_on", "unclear"}
        assert all(re.fullmatch(r"\d{3}[\dX](-\d\d(-\d\d)?)?", edtf) for edtf in row["said_on"].values())
        assert not set(row["said_on"]) & set(row["unclear"])
