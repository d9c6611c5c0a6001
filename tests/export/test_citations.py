"""Citations: what each style asks for, and nothing that breaks it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from onrecord.export.citations import STYLES, as_bibtex, as_csl, as_ris, as_text, cited
from onrecord.values.dates import PublicationDate
from onrecord.values.report import Report
from onrecord.values.statement import ReportRecord
from tests.cli.records import record_of
from tests.export.made import hostile, with_report


def report(published: str | None = "2023-05-04", **fields: object) -> Report:
    date = PublicationDate(published, (published,), "given") if published else None
    return replace(record_of().report, published=date, **fields)  # type: ignore[arg-type]


def of_statement(record: ReportRecord, at: int = 0) -> str:
    return as_text(cited(report(), record.statements[at]))


def test_a_statement_is_cited_with_who_said_it_and_where_it_stands() -> None:
    assert of_statement(record_of()) == (
        "Ysolde Marrin, 3 May 2023: “We will not sign anything in the dark,” … “and we will not be hurried by anybody.”"
        " In: “Harbour keepers will not be hurried, says minister”, The Kordava Ledger, 4 May 2023, news/sample.txt."
    )


def test_a_paraphrase_is_not_cited_as_a_quotation() -> None:
    assert ": [mixed] that the agreement" in of_statement(record_of(), 1)


@pytest.mark.parametrize(
    ("edtf", "text", "bibtex", "ris", "csl"),
    [
        (
            "2023-05-04",
            "4 May 2023",
            ["year = {2023}", "month = may", "day = {4}"],
            "DA  - 2023/05/04/",
            [[2023, 5, 4]],
        ),
        ("2023-05", "May 2023", ["year = {2023}", "month = may"], "DA  - 2023/05//", [[2023, 5]]),
        ("2023", "2023", ["year = {2023}"], "DA  - 2023///", [[2023]]),
        ("XXXX-05-04", None, [], None, None),
        (None, None, [], None, None),
    ],
)
def test_a_date_is_given_as_far_as_it_is_known(
    edtf: str | None, text: str | None, bibtex: list[str], ris: str | None, csl: list[list[int]] | None
) -> None:
    of = cited(report(edtf))
    assert (f", {text}," in as_text(of)) is (text is not None)
    assert sorted(re.findall(r"(?:year|month|day) = [^,]+", as_bibtex(of))) == sorted(bibtex)
    assert re.findall("DA .*/", as_ris(of)) == ([ris] if ris else [])
    assert json.loads(as_csl(of))[0].get("issued") == ({"date-parts": csl} if csl else None)


def test_latex_takes_nothing_for_a_command() -> None:
    entry = as_bibtex(cited(report(title=r"50% of \input{x} & $5 #1 a_b ~ ^")))
    assert (
        r"title = {{50\% of \textbackslash{}input\{x\} \& \$5 \#1 a\_b \textasciitilde{} \textasciicircum{}}}" in entry
    )


def test_a_line_end_in_a_name_begins_no_field() -> None:
    of = cited(report(title="one\r\nER  - \nTY  - BOOK", byline="a\u2028b"))
    assert [line[:6] for line in as_ris(of).split("\r\n") if line] == [
        *("TY  - ", "ID  - ", "TI  - ", "AU  - ", "T2  - ", "PY  - ", "DA  - ", "ER  - ")
    ]
    assert "AU  - a b" in as_ris(of)


@pytest.mark.parametrize("style", STYLES)
def test_hostile_names_leave_a_citation_whole(style: str) -> None:
    record = hostile()
    told = STYLES[style](cited(record.report, record.statements[0]))
    assert told.encode()
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\u2028]", told)
    if style == "bibtex":
        assert told.replace(r"\{", "").count("{") == told.replace(r"\}", "").count("}")


def test_csl_is_a_list_with_one_newspaper_article() -> None:
    record = with_report(record_of(), url="https://example.org/1", byline="By A. Writer")
    (item,) = json.loads(as_csl(cited(record.report)))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "By A. Writer"}]
    assert item["URL"] == "https://example.org/1"
    assert "note" not in item


def test_a_transcript_is_cited_by_its_occasion_and_the_id_it_was_given() -> None:
    said = report(title=None, outlet=None, occasion="Harbour debate", given_id="debate_7", kind="transcript")
    of = cited(said)
    assert as_text(of) == "“Harbour debate”, 4 May 2023, debate_7."
    assert "title = {{Harbour debate}}" in as_bibtex(of)
    assert r"number = {debate\_7}" in as_bibtex(of)
    assert "howpublished = {Transcript}" in as_bibtex(of)
    assert {"TY  - GEN", "TI  - Harbour debate", "AN  - debate_7"} <= set(as_ris(of).split("\r\n"))
    (item,) = json.loads(as_csl(of))
    assert (item["type"], item["title"], item["number"]) == ("speech", "Harbour debate", "debate_7")


@pytest.mark.parametrize(
    ("fields", "container"),
    [({"outlet": "The Ledger", "wire": "NPA"}, "The Ledger"), ({"outlet": None, "wire": "NPA"}, "NPA")],
)
def test_author_and_container_are_cited_where_they_are_known(fields: dict[str, str | None], container: str) -> None:
    of = cited(report(byline="Ann Lethe", **fields))
    assert {"author = {{Ann Lethe}},", f"howpublished = {{{container}}},"} <= set(as_bibtex(of).split("\n  "))
    assert {"AU  - Ann Lethe", f"T2  - {container}"} <= set(as_ris(of).split("\r\n"))
    (item,) = json.loads(as_csl(of))
    assert (item["author"], item["container-title"]) == ([{"literal": "Ann Lethe"}], container)
