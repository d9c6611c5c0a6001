"""`onrecord forget`: shown first, done with --yes, listed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.store.conftest import put
from tests.store.making import record_of

WORDS = "“The bridge is safe,” said Mayor Ana Lindqvist of Port Orvel."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    with open_record(path, create=True) as record:
        put(record, record_of("The bridge is safe.", origin="one.txt", title="Bridge", outlet="Gull"))
        put(record, record_of("The tunnel is closed.", speaker="Bo Ek", origin="two.txt"))
    return path


def test_first_it_is_only_shown(path: Path, onrecord: Onrecord) -> None:
    before = path.read_bytes()
    ended = onrecord("forget", "report", "one.txt")
    assert ended.code == 0
    assert "1 statement  Gull · Bridge" in ended.out
    assert "nothing was forgotten; to do it, say --yes" in ended.err
    assert path.read_bytes() == before
    assert "nothing was forgotten" in onrecord("forget").err


def test_then_it_is_gone_and_that_it_was_stays(path: Path, onrecord: Onrecord) -> None:
    (path.parent / "onrecord.db.v3.bak").write_text("earlier")
    (path.parent / "onrecord.db.mend.bak.partial").write_text("killed")
    ended = onrecord("forget", "report", "one.txt", "--yes", "--reason", "asked by letter")
    assert ended.code == 0
    assert "forgotten: 1 report, 1 statement" in ended.err
    left = "onrecord.db.mend.bak.partial, onrecord.db.v3.bak"
    assert f"these back-ups still hold what was forgotten; delete by hand: {left}" in ended.err
    assert b"bridge is safe" not in path.read_bytes()
    assert onrecord("forget").out.endswith("1 report, 1 statement: asked by letter\n")
    assert onrecord("show", "one.txt").code == 1
    assert "forgotten on request" in onrecord("log", "1").out + onrecord("log", "1", "--all").out


def test_what_is_refused_is_passed_over(tmp_path: Path, onrecord: Onrecord) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    assert onrecord("read", "a.txt", "--model", "rules").code == 0
    assert onrecord("forget", "report", "a.txt", "--refuse-again", "--yes").code == 0
    again = onrecord("read", "a.txt", "--model", "rules")
    assert again.code == 0
    assert "forgotten on request" in again.err + onrecord("log", "2").out
    assert onrecord("search", "bridge").out == ""
    assert onrecord("doctor").code == 0
    (tmp_path / "b.txt").write_text("The tunnel is closed, said Bo Ek.")
    assert onrecord("read", "b.txt", "--model", "rules").code == 0


def test_what_somebody_said(path: Path, onrecord: Onrecord) -> None:
    shown = onrecord("forget", "speaker", "Bo Ek")
    assert "1 statement in 1 report" in shown.err
    assert "the texts of these reports stay" in shown.err
    ended = onrecord("forget", "speaker", "Bo Ek", "--yes")
    assert "forgotten: a speaker, 1 statement" in ended.err
    assert onrecord("speakers", "Bo Ek").code == 1
    assert "tunnel" in onrecord("show", "two.txt").out
    assert onrecord("doctor").code == 0


@pytest.mark.parametrize("asked", [("report", "nowhere.txt"), ("speaker", "Nobody Known")])
def test_what_is_not_there_is_told(path: Path, onrecord: Onrecord, asked: tuple[str, ...]) -> None:
    ended = onrecord("forget", *asked, "--yes")
    assert ended.code == 1
    assert asked[1] in ended.err


def test_traces_alone(path: Path, onrecord: Onrecord) -> None:
    assert "was written anew" in onrecord("forget", "traces").err
