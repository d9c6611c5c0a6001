"""What this is, how often it is right, what is on record."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord.cli.about
from onrecord import __version__
from onrecord.cli.about import WEAKNESSES, Quality
from tests.cli.conftest import Onrecord

FIGURES = (Quality("speaker right, of the found", 0.876, 1234, "made-up gold", "2023-05-04", "make bench"),)


@pytest.mark.usefixtures("sample")
def test_version_record_and_weaknesses_are_told(onrecord: Onrecord) -> None:
    ended = onrecord("about")
    told = " ".join(ended.out.split())
    assert told.startswith(f"onrecord {__version__} models: rules")
    assert "2 reports, 5 statements, 3 speakers" in told
    assert str(Path("onrecord.db").resolve()) in ended.out.replace("\n", "")
    assert [weakness for weakness in WEAKNESSES if weakness not in told] == []
    assert (ended.code, ended.err) == (0, "")


def test_without_a_record_it_says_how_to_begin_one(onrecord: Onrecord) -> None:
    assert "none at none.db yet; onrecord read PATH begins one" in onrecord("about", "--record", "none.db").out


def test_measured_quality_is_shown(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord_about, "measured", lambda: FIGURES)
    told = " ".join(onrecord("about").out.split())
    assert "on made-up gold speaker right, of the found 0.88 1,234" in told
    assert "measured 2023-05-04 by make bench" in told


def test_without_measurements_it_says_so(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord_about, "measured", tuple)
    assert "not measured in this installation" in onrecord("about").out


onrecord_about = onrecord.cli.about
