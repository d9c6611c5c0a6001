"""`onrecord check-draft`: may this go to print?"""

from __future__ import annotations

import gzip
import json
import shutil
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord as package
from onrecord.cli.main import app
from onrecord.export.draft_marks import draft_lines
from onrecord.pages.options import ReadOptions
from onrecord.run import drafts
from onrecord.run.drafts import DraftOptions, check_draft_page, draft_page
from onrecord.run.load_tools import load_tools
from onrecord.store.record import open_record
from onrecord.values.model import Model
from tests.cli.conftest import Onrecord

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUE = "“I have two neighbours and one lamp. I would like to keep both neighbours,” Casimir Oule said.\n\n"
DRAFT = (
    "SENNPORT, October 22, 2023. Odra Tennick said: “A lighthouse does belong to the country that built it.”\n\n"
    "“That would be ridiculous, and the gulls would have it down within a month,” Odra Tennick said.\n\n"
    "“Four ships ran aground on the rock and no keeper was ever paid,” Elske Amberdon said.\n\n"
    "“We have a telephone line for exactly this purpose,” Jorun Haldsby said.\n\n"
    "“The keepers rowed out twice in weather I would not put in a letter. We have come to listen,” Haldsby said.\n\n"
    "“Our part of the glass left Grauwick … It is insured, which is more than I can say,” Jorun Haldsby said.\n\n"
    f"{TRUE}"
    "The <script>alert(1)</script> “lamp & <img onerror=alert(2)> war” is over.\n\n"
    "Odra Tennick said that Velmara was preparing to land its own keepers on the rock.\n\n"
    'We will see," he said.\n'
)
OUTCOMES = [
    "altered", "altered", "not on record", "other speaker", "other speaker", "cut", "confirmed", "not attributed",
    "in these or other words", "not checked",
]  # fmt: skip


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the invented reports that come with the program."""
    path = tmp_path_factory.mktemp("record") / "examples.db"
    ended = CliRunner().invoke(app, ["read", str(EXAMPLES), "--record", str(path), "--model", "rules", "--quiet"])
    assert ended.exit_code == 0
    return path


@pytest.fixture(autouse=True)
def _record(tmp_path: Path, examples: Path) -> None:
    shutil.copy(examples, tmp_path / "onrecord.db")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")


def check(onrecord: Onrecord, draft: str, *more: str) -> tuple[int, list[str]]:
    ended = onrecord("check-draft", "-", "--model", "rules", "--format", "json", *more, stdin=draft.encode())
    return ended.code, [one["outcome"] for one in json.loads(ended.out)["checked"]] if ended.out else []


def test_each_change_comes_out(onrecord: Onrecord) -> None:
    ended = onrecord("check-draft", "draft.txt", "--model", "rules", "--format", "json")
    found = json.loads(ended.out)
    assert (ended.code, found["exit"]) == (1, 1)
    assert [one["outcome"] for one in found["checked"]] == OUTCOMES
    first = found["checked"][0]
    differences = first["check"]["evidence"][0]["differences"]
    assert [one["kinds"] for one in differences if one["can_change_meaning"]] == [["negation"]]
    assert (first["speaker"], first["line"], first["holds_back"]) == ("Odra Tennick", 1, True)
    assert found["draft"]["text"][slice(*first["content"][0])] == first["words"]
    assert found["checked"][-2]["why"] == ["denied on record, and not in the draft"]
    assert [one["confirmed"] for one in found["checked"]].count(True) == 1
    assert found["counts"]["outcomes"]["altered"] == 2
    assert found["searched"]["reports"] == 9


def test_the_answer_for_eyes(onrecord: Onrecord) -> None:
    ended = onrecord("check-draft", "draft.txt", "--model", "rules")
    words = " ".join(ended.out.split())
    assert ended.code == 1
    assert words.startswith(
        "draft.txt: 8 of 9 quotations not confirmed: 2 altered, 2 other speaker, 1 not on record, 1 not checked, "
        "1 cut, 1 not attributed; 1 paraphrase, each like something on record altered: on record with other words 1."
    )
    assert "• negation: left out: “not” — can change the meaning" in words
    assert "Odra Tennick, not Jorun Haldsby" in words
    places = [ended.out.index(f"\n{one}: ") for one in ("altered", "cut", "confirmed")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("draft", "more", "code"),
    [
        (TRUE, (), 0),
        ("The lamp is out.", (), 0),
        ("", (), 1),
        (" \n", (), 1),
        ("Odra Tennick said that the moon was made of cheese.", (), 0),
        ("Odra Tennick said that the moon was made of cheese.", ("--paraphrases",), 1),
        ("The so-called “lamp war” is over.", (), 1),
        ("The so-called “lamp war” is over.", ("--allow", "not-attributed"), 0),
        ("“Not this year. The sea has sent enough bills,” Elske Amberdon said.", (), 0),
        ("“The sea has sent enough bills,” Elske Amberdon said.", (), 1),
        ("“The sea has sent enough bills,” Elske Amberdon said.", ("--allow", "cut,too-short"), 0),
        ("“The sea h\u0430s sent enough bills,” Elske Amberdon said.", ("--allow", "too-short"), 1),
        ("“Four ships ran aground, no keeper was ever paid,” Elske Amberdon said.", ("--allow", "not on record"), 0),
        (TRUE, ("--allow", "altered"), 2),
        (TRUE, ("--allow", "everything"), 2),
        (TRUE, ("--record", "none.db"), 1),
        (TRUE, ("--max-size", "0.001", "--as", "text"), 0),
        (TRUE * 20, ("--max-size", "0.001"), 1),
    ],
)  # fmt: skip
def test_exit_codes(onrecord: Onrecord, draft: str, more: tuple[str, ...], code: int) -> None:
    assert check(onrecord, draft, *more)[0] == code


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("Jorun Haldsby said that a new lens would be installed before the ice comes.", "in these or other words"),
        ("Jorun Haldsby said that the glass would be leaving.", "in these or other words"),
        ("Odra Tennick said that there had been 3 nights of it.", "in these or other words"),
        ("Jorun Haldsby said that the ice would be sold to the keepers of the moon.", "nothing like it"),
    ],
)
def test_a_paraphrase_may_have_other_forms_of_the_words(onrecord: Onrecord, draft: str, found: str) -> None:
    assert check(onrecord, draft) == (0, [found])


def test_the_part_of_a_quotation_that_is_on_record_is_shown(onrecord: Onrecord, tmp_path: Path) -> None:
    said = (
        "A lighthouse does not belong to the country that built it, and nobody has paid a crown for oil or wick since."
    )
    (tmp_path / "draft.txt").write_text(f"“{said}” Odra Tennick said.", encoding="utf-8")
    ended = onrecord("check-draft", "draft.txt", "--model", "rules")
    words = " ".join(ended.out.split())
    assert words.startswith("draft.txt: 1 of 1 quotation not confirmed: 1 not on record")
    assert "on record of it: A lighthouse does not belong to the country that built it Odra Tennick ·" in words
    page = onrecord("check-draft", "draft.txt", "--model", "rules", "--format", "html").out
    assert "<blockquote>A lighthouse does not belong to the country that built it</blockquote>" in page


def test_an_empty_record_confirms_nothing(onrecord: Onrecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "empty.db", create=True):
        pass
    assert check(onrecord, TRUE, "--record", "empty.db") == (1, ["not on record"])
    assert "the record is empty" in onrecord("check-draft", "draft.txt", "--model", "rules", "--in", "empty.db").out


def test_a_draft_on_record_does_not_confirm_itself(onrecord: Onrecord, tmp_path: Path) -> None:
    said = "“Four ships ran aground on the rock and no keeper was ever paid for it,” Elske Amberdon said in Grauwick.\n"
    (tmp_path / "own.txt").write_text(said, encoding="utf-8")
    assert onrecord("read", "own.txt", "--model", "rules", "--quiet").code == 0
    ended = onrecord("check-draft", "own.txt", "--model", "rules")
    assert ended.code == 1
    assert "1 only in a copy" in ended.out
    assert "note: 1 report on record is a copy of this draft, and does not count" in ended.out
    (tmp_path / "other.txt").write_text(f"Grauwick.\n\n{said}\nNobody else spoke.\n", encoding="utf-8")
    assert onrecord("check-draft", "other.txt", "--model", "rules").code == 0


def test_a_reprint_of_the_draft_does_not_confirm_it_either(onrecord: Onrecord) -> None:
    words = (EXAMPLES / "radio-ilvany-two-neighbours.txt").read_text(encoding="utf-8").replace("17:40", "18:05")
    code, outcomes = check(onrecord, words)
    assert code == 1
    assert "only in a copy" in outcomes


def test_a_gzip_and_a_web_page(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "draft.txt.gz").write_bytes(gzip.compress(DRAFT.encode()))
    found = json.loads(onrecord("check-draft", "draft.txt.gz", "--model", "rules", "--format", "json").out)
    assert [one["outcome"] for one in found["checked"]] == OUTCOMES
    page = (EXAMPLES / "courier-keepers-agreement.html").read_text(encoding="utf-8").replace("open ears", "shut ears")
    (tmp_path / "draft.html").write_text(page, encoding="utf-8")
    found = json.loads(onrecord("check-draft", "draft.html", "--model", "rules", "--format", "json").out)
    outside = [one["words"] for one in found["checked"] if not one["content"]]
    assert "It was the goat." in outside


@pytest.mark.parametrize(
    "draft",
    [
        "“Four ships ran aground on the rock and nobody cared.\n\n“The keepers rowed out twice in weather I would not "
        "put in a letter,” Jorun Haldsby said.",
        "Jorun Haldsby said: ‘“The keepers rowed out twice in weather I would not put in a letter” but four ships ran "
        "aground on the rock and nobody cared.’",
    ],
)
def test_no_paragraph_and_no_inner_quotation_hides_the_rest(onrecord: Onrecord, draft: str) -> None:
    code, outcomes = check(onrecord, draft)
    assert code == 1
    assert "confirmed" not in outcomes


def test_what_a_browser_puts_marks_around_is_a_quotation(onrecord: Onrecord, tmp_path: Path) -> None:
    said = "Four ships ran aground on the rock and no keeper was ever paid for it."
    more = "Nobody else spoke on the matter during the long afternoon session of the committee in Grauwick."
    page = f"<html><body><article><h1>No keeper paid</h1><p>Elske Amberdon said: <Q>{said}</q></p><p>{more}</p>"
    (tmp_path / "draft.html").write_text(f"{page}</article></body></html>", encoding="utf-8")
    found = json.loads(onrecord("check-draft", "draft.html", "--model", "rules", "--format", "json").out)
    assert [(one["outcome"], one["speaker"]) for one in found["checked"]] == [("not on record", "Elske Amberdon")]


def test_the_page_obeys_no_unseen_sign(onrecord: Onrecord) -> None:
    draft = "“We \u202ewill\u202c not go\u0007 to the lamp today,” Elske Amberdon said."
    html = onrecord("check-draft", "-", "--model", "rules", "--format", "html", stdin=draft.encode()).out
    assert "\u202e" not in html and "\u0007" not in html
    assert "Left out of account: 2 bidirectional controls ignored." in html


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_stands_alone_and_escapes_the_draft(onrecord: Onrecord, tmp_path: Path) -> None:
    ended = onrecord("check-draft", "draft.txt", "--model", "rules", "--format", "html", "--output", "report.html")
    assert ended.code == 1
    assert ended.err.rstrip().endswith("; written to report.html")
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    page = Page(html)
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if not link.startswith("#")]
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert "url(" not in html and "@import" not in html
    assert "The <script>alert(1)</script> " in page.words
    assert page.tags.count("article") == len(OUTCOMES)
    assert "del" in page.tags and page.tags.count("h1") == 1


def test_the_page_has_the_whole_text(onrecord: Onrecord) -> None:
    view = package.read(DRAFT, model="rules")
    found = package.check_draft(DRAFT, model="rules")
    lines = list(draft_lines(view.report.text, found.checked))
    text = "".join(DRAFT[piece.start : piece.end] for line in lines for piece in line.pieces)
    assert text == DRAFT.replace("\n", "")
    assert sorted(number for line in lines for number in line.first) == list(range(1, len(OUTCOMES) + 1))


def test_from_python(tmp_path: Path) -> None:
    found = package.check_draft(Path("draft.txt"), model="rules")
    assert [one.outcome.value for one in found.checked] == OUTCOMES
    assert not found.passes
    assert package.check_draft(TRUE, model="rules").passes
    assert package.check_draft("draft.txt", model="rules").counts == found.counts
    for lost in ("drafd.txt", "draft", "", b"x" * 2_000_000):
        with pytest.raises(package.UnreadableInput):
            package.check_draft(lost, model="rules")


def test_what_there_was_no_time_for_is_not_confirmed() -> None:
    seconds = iter(range(1000))
    options = DraftOptions(seconds=3, clock=lambda: next(seconds))
    page = draft_page("draft.txt", ReadOptions(), BytesIO())
    with open_record("onrecord.db", read_only=True) as record:
        found = check_draft_page(page, record, load_tools(Model.RULES), options)
    assert [one.outcome.value for one in found.checked][3:8] == ["not checked"] * 5
    assert not found.passes


def test_what_is_too_much_is_not_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_CHECKED", 2)
    found = package.check_draft(TRUE * 4, model="rules")
    assert (len(found.checked), found.left, found.passes) == (2, 2, False)
