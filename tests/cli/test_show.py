"""A report beside its notes; why a statement is on record."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from onrecord.cli.layout import draw
from tests.cli.conftest import Onrecord
from tests.cli.records import SAMPLE, Told, record_of

pytestmark = pytest.mark.usefixtures("sample")

SHOWN = """\
The Kordava Ledger · news/sample.txt · report ID

┊ Home | News | Weather | Sign in

  Harbour keepers will not be hurried, says minister

  KORDAVA, May 3. ⟦1 “We will not sign anything in    │ 1 Ysolde Marrin
  the dark,”⟧ Ysolde Marrin said, ⟦1 “and we will not │   direct · 2023-05-03
  be hurried by anybody.”⟧

  The minister told reporters ⟦2 that the agreement   │ 2 Ysolde Marrin
  of the keepers was “a promise with no date” and     │   mixed · 2023-05-03
  that nobody had asked the island⟧. Two senior
  officials of the Harbour and Lights Directorate
  said ⟦3 the letter demanded ⟦4 an answer by         │ 3 two senior officials
  November⟧⟧.                                         │   of the Harbour and
                                                      │   Lights Directorate
                                                      │   indirect · –
                                                      │ 4 –
                                                      │   indirect · XXXX-05-01

published 2017-05-03 or 2023-05-03
          dateline 'May 3' with 'on Wednesday': 2017 or 2023
"""


def test_a_report_stands_beside_its_notes(onrecord: Onrecord) -> None:
    ended = onrecord("show", "sample.txt")
    assert re.sub(r"\b[0-9a-f]{20}\b", "ID", ended.out) == SHOWN
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize("named", ["sample.txt", "news/sample.txt", "BY ID", "BY PREFIX"])
def test_a_report_is_found_by(onrecord: Onrecord, named: str) -> None:
    whole = record_of().report.id
    asked = {"BY ID": whole, "BY PREFIX": whole[:8]}.get(named, named)
    assert f"report {whole}" in onrecord("show", asked).out


def test_an_unknown_report_is_named_with_the_nearest(onrecord: Onrecord) -> None:
    ended = onrecord("show", "smaple.txt")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("onrecord: no report 'smaple.txt' is on record. ")
    assert "news/sample.txt" in ended.err


def test_neither_report_nor_statement_is_a_wrong_command_line(onrecord: Onrecord) -> None:
    ended = onrecord("show")
    assert ended.code == 2
    assert "name a REPORT" in ended.err


@pytest.mark.parametrize(
    ("field", "value", "because"),
    [
        ("words", "that the agreement of the", "characters"),
        ("kind", "mixed", "found by: made by hand"),
        ("cue", "told", "characters"),
        ("source", "The minister", "characters"),
        ("speaker", "Ysolde Marrin (person)", "named in the sentence"),
        ("said on", "2023-05-03", "the dateline"),
        ("mode", "said", "the cue “told”"),
        ("place", "–", ""),
        ("addressee", "reporters", "“reporters”"),
        ("published", "2017-05-03 or 2023-05-03", "dateline 'May 3'"),
        ("read by", "onrecord test", "input sha256"),
    ],
)
def test_why_gives_the_evidence_of_each_field(onrecord: Onrecord, field: str, value: str, because: str) -> None:
    lines = onrecord("show", "sample.txt", "--why", "2").out.splitlines()
    line = next(line for line in lines if line.startswith(f"{field} "))
    assert re.search(rf"{field}\s+{re.escape(value)}.*{re.escape(because)}", line)


def test_why_tells_the_place_of_the_words_a_circumstance_rests_on(onrecord: Onrecord) -> None:
    told = " ".join(onrecord("show", "sample.txt", "--why", "2").out.split())
    assert re.search(r"“reporters”, characters \d+–\d+: the verb says so", told)


def test_why_alone_explains_every_statement_and_their_report_once(onrecord: Onrecord) -> None:
    ended = onrecord("show", "sample.txt", "--why")
    heads = [line for line in ended.out.splitlines() if line.startswith("statement ")]
    assert [head.rpartition(" · ")[2] for head in heads] == [f"{number} in its report" for number in range(1, 5)]
    assert ended.out.count("read by") == 1
    assert onrecord("show", "--why", "all", "sample.txt").out == ended.out


def test_why_alone_needs_a_report(onrecord: Onrecord) -> None:
    ended = onrecord("show", "--why")
    assert ended.code == 2
    assert "name a REPORT" in ended.err


def test_why_takes_the_beginning_of_a_statements_id(onrecord: Onrecord) -> None:
    statement = record_of().statements[0]
    ended = onrecord("show", "--why", statement.id[:12])
    assert ended.out.startswith(f"statement {statement.id} · 1 in its report\n")


def test_why_names_the_statement_that_reports_this_one(onrecord: Onrecord) -> None:
    outer = record_of().statements[2]
    told = onrecord("show", "sample.txt", "--why", "4").out
    assert f"reported in  {outer.id}" in told
    assert "statement 3 in this report, by two senior" in told


@pytest.mark.parametrize("arguments", [("sample.txt", "--why", "9"), ("--why", "zzz")])
def test_an_unknown_statement_is_a_message(onrecord: Onrecord, arguments: tuple[str, ...]) -> None:
    ended = onrecord("show", *arguments)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("onrecord: ")


def test_the_text_of_a_stranger_does_not_steer_the_terminal(onrecord: Onrecord) -> None:
    shown = onrecord("show", "hostile.txt").out
    assert "“␛[31mRed [bold]alert[/bold] \ufffdyado”" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def drawn(source: str, told: dict[str, Told], width: int) -> list[str]:
    console = Console(width=width, file=StringIO())
    return [line.plain for line in draw(record_of(source, told), console)]


@pytest.mark.parametrize("width", [50, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = drawn(SAMPLE + "漢字" * 100 + " " + "x" * 300 + "\n", {**{str(n): Told() for n in range(1, 5)}}, width)
    assert max(cell_len(line) for line in lines) <= width


@given(st.lists(st.sampled_from(["ha", "ha ", "{content:%d ha}", "{content:%d ha {source:%d he}}", "\n", "\r\n", " "])))
def test_every_statement_is_noted_once_and_every_word_is_there(parts: list[str]) -> None:
    source = "".join(part.replace("%d", str(at)) for at, part in enumerate(parts, 1))
    told = {str(at): Told() for at in range(1, len(parts) + 1)}
    lines = drawn(source, told, 80)
    record = record_of(source, told)
    text = "".join(line.partition(" │ ")[0] for line in lines)
    bare = re.sub(r"⟦\d+|⟧|\s", "", text)
    assert bare == re.sub(r"\s", "", record.report.text)
    notes = [line.partition(" │ ")[2].split()[0] for line in lines if re.search(r" │ \d", line)]
    assert notes == [str(number) for number in range(1, len(record.statements) + 1)]


@pytest.mark.parametrize(
    ("style", "begins"), [("text", "Ysolde Marrin"), ("bibtex", "@misc{"), ("ris", "TY  - "), ("csl", "[")]
)
@pytest.mark.usefixtures("sample")
def test_a_statement_is_cited_by_its_id(onrecord: Onrecord, style: str, begins: str) -> None:
    statement = json.loads(onrecord("export", "--format", "jsonl").out.splitlines()[0])["statements"][0]["id"]
    ended = onrecord("show", statement, "--cite", style)
    assert (ended.code, ended.out.startswith(begins)) == (0, True)


@pytest.mark.usefixtures("sample")
def test_a_report_is_cited_by_its_name(onrecord: Onrecord) -> None:
    assert onrecord("show", "sample", "--cite", "text").out == (
        "“Harbour keepers will not be hurried, says minister”, The Kordava Ledger, news/sample.txt.\n"
    )


@pytest.mark.parametrize("more", [("--why", "1"), ("--page",), ("--source",)])
@pytest.mark.usefixtures("sample")
def test_a_citation_goes_with_no_other_question(onrecord: Onrecord, more: tuple[str, ...]) -> None:
    assert onrecord("show", "sample", "--cite", "text", *more).code == 2


@pytest.mark.usefixtures("sample")
def test_what_is_not_on_record_is_not_cited(onrecord: Onrecord) -> None:
    assert onrecord("show", "nothing", "--cite", "ris").code == 1
