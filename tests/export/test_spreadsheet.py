"""LibreOffice opens an exported table: no cell of it is a formula, and the words stand in it as they were."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from onrecord.export.columns import columns_of
from onrecord.export.csv import write_csv
from tests.export.test_csv import DANGEROUS
from tests.export.test_no_formula import LINE, leaves, with_words

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FORMULA = re.compile(rb'table:formula="([^"]*)"')
pytestmark = pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (Debian: libreoffice-calc-nogui)")
CALLS = ("=cmd|'/C calc'!A0", '=HYPERLINK("http://a.example","x")', '+WEBSERVICE("http://a.example")', "@DDE(1;2;3)")
# Comma, quotation mark, UTF-8, all columns "standard", special numbers found: how a reader opens it without a thought.
FILTER = "CSV:44,34,76,1,,0,false,true"


def opened(table: Path) -> bytes:
    """The table as LibreOffice has it, in its own flat format."""
    assert OFFICE
    home = f"-env:UserInstallation={(table.parent / 'home').as_uri()}"
    command = [OFFICE, home, "--headless", f"--infilter={FILTER}", "--convert-to", "fods", "--outdir", table.parent]
    subprocess.run([*command, table], check=True, capture_output=True, timeout=300)
    return table.with_suffix(".fods").read_bytes()


def test_a_table_without_guard_has_formulas(tmp_path: Path) -> None:
    """Else the test below would show nothing."""
    table = tmp_path / "bare.csv"
    table.write_text('name,words\nAna,=1+1\nIvo,"=HYPERLINK(""http://a.example"",""x"")"\n', encoding="utf-8")
    assert len(FORMULA.findall(opened(table))) == 2


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    records = [with_words(path, words) for words in (*DANGEROUS, *CALLS) for path in leaves(LINE)]
    table = tmp_path / "onrecord.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        write_csv([record for record in records if record], out, columns_of(with_text=True))
    found = opened(table)
    assert FORMULA.findall(found) == []
    assert found.count(b"<table:table-row") > 100
    assert all(html.escape(words).replace("&#x27;", "&apos;").encode() in found for words in CALLS)
