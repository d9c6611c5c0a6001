"""What a script or a notebook calls."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import onrecord
from onrecord.api import ReportView
from onrecord.cli.main import app
from onrecord.export.marks import lines_of, numbered
from onrecord.store.record import open_record
from onrecord.store.search import SearchResult, search
from tests.cli.records import Told, page_of, record_of
from tests.growth import grows_linearly

TEXT = "“The lamp will burn all winter,” harbour master Ysolde Marrin said on Wednesday."
HOSTILE = "<script>alert('x')</script> & \"quoted\" <img src=x onerror=y>"


def test_versions_and_accounts_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in ("not close the line this winter", "close the line this winter"):
        Path("ferry.txt").write_text(f"“We will {words},” Ysolde Marrin said.", encoding="utf-8")
        CliRunner().invoke(app, ["read", "ferry.txt", "--model", "rules"])
    with onrecord.open_record("onrecord.db") as record:
        assert [row.version for row in record.versions("ferry.txt")] == [1, 2]
        step = record.compare("ferry.txt")
        assert [kind.value for kind in step.statements[0].differences] == ["negation"]
        assert [len(list(record.reports(all_versions=every))) for every in (False, True)] == [1, 2]
        assert [len(record.statements(all_versions=every)) for every in (False, True)] == [1, 2]
        assert [(run.run, run.inputs, run.adds_up) for run in record.runs()] == [(2, 1, True), (1, 1, True)]
        assert [(one.origin, one.outcome, one.change) for one in record.log(2)] == [("ferry.txt", "ok", "new")]


def test_a_text_gives_typed_values() -> None:
    view = onrecord.read(
        TEXT, published="2023-05-03", title="Lamp", outlet="The Ledger", url="https://ledger.example/1"
    )
    (statement,) = view.statements
    assert view.words(statement) == "“The lamp will burn all winter,”"
    assert statement.speaker
    assert statement.speaker.name == "Ysolde Marrin"
    assert statement.attribution.kind is onrecord.Kind.DIRECT
    report = view.report
    assert (report.title, report.outlet, report.url) == ("Lamp", "The Ledger", "https://ledger.example/1")
    assert report.published
    assert report.published.edtf == "2023-05-03"
    assert report.text == TEXT


def test_bytes_are_decoded_and_html_is_read_as_such() -> None:
    page = f"<html><head><meta charset=windows-1252></head><body><article><p>{TEXT}</p></article></body></html>"
    view = onrecord.read(page.encode("cp1252"), html=True)
    assert TEXT in view.report.text
    assert "<p>" not in view.report.text


def test_the_same_text_has_the_same_ids_and_other_facts_about_it_others() -> None:
    first, second = onrecord.read(TEXT), onrecord.read(TEXT)
    assert first == second
    assert onrecord.read(TEXT, published="2023-05-03").report.id != first.report.id


def test_a_text_and_its_bytes_are_the_same_report() -> None:
    assert onrecord.read(TEXT).report.id == onrecord.read(TEXT.encode()).report.id


def test_a_lone_surrogate_is_no_fault() -> None:
    assert "\ufffd" in onrecord.read(f"\ud800 {TEXT}").report.text


def test_nothing_to_read_is_an_error_with_a_remedy() -> None:
    with pytest.raises(onrecord.UnreadableInput) as caught:
        onrecord.read("  \n")
    assert caught.value.remedy


def test_the_contract_is_a_call_away() -> None:
    told = onrecord.read(TEXT).to_json()
    assert told["schema"] == "onrecord/1"
    assert set(told) >= {"schema", "report", "statements"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record, record.batch():
        run = record.begin_run("2023-05-04T10:00:00+00:00", "onrecord test", ["news"])
        record.add(run, record_of(), page_of(record_of()))
    return path


def test_a_record_is_read(path: Path) -> None:
    with onrecord.open_record(path) as record:
        (view,) = record.reports()
        assert view == record.report("sample.txt") == ReportView(record_of())
        assert [hit.statement for hit in record.statements()] == [one.id for one in view.statements]
        assert len(record.statements(kind="indirect")) == 2
        assert len(record.statements(speaker="marrin", since="2023")) == 2
        found = record.search("dark", outlet="ledger", limit=1)
        assert (found.total, found.hits[0].statement) == (1, view.statements[0].id)
        assert record.speakers()[0].name == "Ysolde Marrin"


def test_all_statements_are_of_one_moment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_while_another_writes(*asked: object, **how: int) -> SearchResult:
        found = search(*asked, **how)  # type: ignore[arg-type]
        anew = record_of("Nothing is left of it.", {}, reader="onrecord next")
        anew = replace(anew, report=record_of().report)
        with open_record(path) as other:
            other.add(other.begin_run("2023-05-05", anew.reader, ["news"]), anew, page_of(anew))
        return found

    monkeypatch.setattr("onrecord.api.find", find_while_another_writes)
    with onrecord.open_record(path) as record:
        assert len(record.statements()) == len(record_of().statements)


def test_a_record_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(onrecord.NotARecord) as caught:
        onrecord.open_record(tmp_path / "none.db")
    assert caught.value.remedy


def test_every_public_name_is_there_and_typed() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    assert dir(onrecord) == sorted(onrecord.__all__)
    tree = ast.parse(Path(onrecord.__file__).read_text(encoding="utf-8"))
    checking = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {name.name for node in checking.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert typed | {"__version__"} == set(onrecord.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'tpyo'"):
        _ = onrecord.tpyo


class Tags(HTMLParser):
    """Tags, attributes and shown text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.shown: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open += [tag] if tag != "br" else []
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += [data] if self.open[-1] != "style" else []


def test_a_notebook_sees_marked_text_with_notes() -> None:
    tags = Tags(ReportView(record_of())._repr_html_())
    assert tags.open == []
    shown = "".join(tags.shown)
    assert "two senior officials of the Harbour and Lights Directorateindirect · –" in shown
    assert "2017-05-03 or 2023-05-03" in shown
    assert tags.tags.count("mark") >= 5
    assert {value for name, value in tags.attributes if name == "class"} >= {"direct", "mixed", "indirect", "furniture"}


def test_a_notebook_runs_and_fetches_nothing() -> None:
    source = f"{{content:1 {HOSTILE}}} {{source:1 he}} {{cue:1 said}}."
    record = record_of(source, {"1": Told(speaker=HOSTILE)}, origin=HOSTILE)
    html = ReportView(record)._repr_html_()
    tags = Tags(html)
    assert set(tags.tags) <= {
        "style",
        "article",
        "header",
        "section",
        "aside",
        "footer",
        "p",
        "b",
        "div",
        "br",
        "sup",
        "mark",
        "span",
    }
    assert {name for name, _ in tags.attributes} <= {"class", "title"}
    assert not re.search(r"url\(|@import|https?:", html)


@given(
    st.lists(
        st.sampled_from(["ha", "<b>", "&", "{content:%d ha}", "{content:%d ha {source:%d he}}", "\n", "\r\n", " "])
    )
)
def test_no_character_of_the_text_is_lost_in_the_notebook(parts: list[str]) -> None:
    source = "".join(part.replace("%d", str(at)) for at, part in enumerate(parts, 1))
    record = record_of(source, {str(at): Told() for at in range(1, len(parts) + 1)})
    html = ReportView(record)._repr_html_()
    paragraphs = "".join(re.findall(r"<p>(.*?)</p>", html, re.DOTALL))
    shown = "".join(Tags(f"<p>{re.sub(r'<sup>.*?</sup>', '', paragraphs)}</p>").shown)
    assert shown == "".join(record.report.text.splitlines())
    assert len(re.findall(r"<div class=", html)) == len(record.statements)


@given(st.text(alphabet="ha \n\r\x85\u2028“”", max_size=40))
def test_pieces_give_the_text_without_its_line_ends(text: str) -> None:
    record = record_of(text.replace("{", ""), {})
    joined = ["".join(piece.span.of(text) for piece in line.pieces) for line in lines_of(record)]
    assert joined == text.splitlines()


def test_a_thousand_statements_on_one_line_are_drawn_in_one_pass() -> None:
    def made(number: int) -> onrecord.ReportRecord:
        marks = (f"{{content:{at} “Ha,”}} {{source:{at} he}} {{cue:{at} said}}. " for at in range(1, number + 1))
        return record_of("".join(marks), {str(at): Told() for at in range(1, number + 1)})

    records = {number: made(number) for number in (400, 1600)}
    assert [len(lines_of(record)[0].pieces) for record in records.values()] == [6 * 400, 6 * 1600]
    assert grows_linearly(lambda number: lines_of(records[number]), 400, enough=0)


def test_statements_are_numbered_as_a_reader_meets_them() -> None:
    starts = [one.attribution.content[0].start for _, one in numbered(record_of())]
    assert starts == sorted(starts)
    assert [number for number, _ in numbered(record_of())] == [1, 2, 3, 4]


def test_judgements_are_a_call_away(path: Path) -> None:
    with onrecord.judge(path, by="ana") as judge, onrecord.open_record(path) as on_record:
        (first, *_) = on_record.statements()
        judged = judge.correct(first.statement, {"said_on": "2020-05-01"}, because="page 3")
        rejected = judge.reject(on_record.statements()[1].statement)
        assert on_record.statements()[0].said_on == "2020-05-01"
        assert len(on_record.statements(rejected=True)) == len(on_record.statements()) + 1
        left, whole = (next(on_record.reports(rejected=flag)).statements for flag in (False, True))
        assert len(whole) == len(left) + 1
        (corrected,) = (one for one in left if one.judged)
        assert corrected.judged[0].fields == (onrecord.Field.SAID_ON,)
        assert [(one.judgement, one.standing) for one in on_record.judgements()] == [
            (judged, onrecord.Standing.STANDS),
            (rejected, onrecord.Standing.STANDS),
        ]


def test_judging_from_python_raises_errors_with_a_remedy(path: Path) -> None:
    with onrecord.judge(path, by="ana") as judge, pytest.raises(onrecord.UnknownReference) as error:
        judge.merge("Ysolde Marrin", "nobody at all")
    assert error.value.remedy
