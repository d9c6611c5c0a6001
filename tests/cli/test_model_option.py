"""`onrecord read --model`: who finds the statements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.run import load_extractor as shipped
from onrecord.run import load_tools as loading

TEXT = "“The lamp is lit,” Runa Lethe said on Wednesday. She told the board that it would burn for a year."


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def printed(*arguments: str) -> dict[str, object]:
    result = CliRunner().invoke(app, ["read", "--no-record", "--quiet", "--format", "jsonl", *arguments])
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout.splitlines()[0])
    return found


@pytest.mark.parametrize("model", ["fast", "best", "rules"])
def test_the_reader_on_record_names_the_model(report: str, model: str) -> None:
    found = printed("--model", model, report)
    assert model in str(found["reader"])
    statements = found["statements"]
    assert isinstance(statements, list)
    assert len(statements) == 2


def test_another_model_is_a_wrong_command_line(report: str) -> None:
    result = CliRunner().invoke(app, ["read", "--no-record", "--model", "oracle", report])
    assert result.exit_code == 2


def test_without_weights_it_says_so_and_reads_by_rules(report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "_FOLDER", "nowhere")
    loading.load_tools.cache_clear()
    loading._extractor.cache_clear()
    try:
        result = CliRunner().invoke(app, ["read", "--no-record", "--format", "jsonl", report])
    finally:
        loading.load_tools.cache_clear()
        loading._extractor.cache_clear()
    assert result.exit_code == 0
    assert "Read by rules alone" in result.stderr
    assert "rules" in str(json.loads(result.stdout.splitlines()[0])["reader"])
