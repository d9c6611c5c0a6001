"""Statements found by their words, and by who, where and when."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.search import as_phrase
from onrecord.cli.tables import highlighted
from onrecord.store.record import open_record
from onrecord.store.search import terms_of
from tests.cli.conftest import Onrecord
from tests.cli.records import Told, page_of, record_of

pytestmark = pytest.mark.usefixtures("sample")

FOUND = """\
Ysolde Marrin           “We will not sign anything in the dark,” … “and we will
direct · 2023-05-03     not be hurried by anybody.”
                        The Kordava Ledger · published – · report REPORT ·
                        statement STATEMENT

"""


def test_a_statement_found_shows_who_when_the_words_and_where(onrecord: Onrecord) -> None:
    record = record_of()
    ids = {"REPORT": record.report.id[:10], "STATEMENT": record.statements[0].id[:10]}
    ended = onrecord("search", "hurried", "dark")
    shown = FOUND
    for name, value in ids.items():
        shown = shown.replace(name, value)
    assert ended.out.strip("\n") == shown.strip("\n")
    assert (ended.code, ended.err) == (0, "1 statement\n")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("agreement",), 1),
        (("AGREEMENT", "isländ"), 1),
        (("sign anything",), 1),
        (("anything sign",), 0),
        (("anything", "sign"), 1),
        (("--speaker", "marrin"), 2),
        (("--speaker", "unal"), 1),
        (("--outlet", "ledger", "--kind", "indirect"), 2),
        (("--since", "2023-05-03", "--speaker", "marrin"), 2),
        (("--until", "2023-05-02", "--speaker", "marrin"), 0),
    ],
)
def test_words_and_filters(onrecord: Onrecord, arguments: tuple[str, ...], found: int) -> None:
    ended = onrecord("search", *arguments, "--format", "jsonl")
    assert len(ended.out.splitlines()) == found
    assert ended.code == 0


def test_nothing_found_says_what_was_searched(onrecord: Onrecord) -> None:
    ended = onrecord("search", "lighthouse", "--speaker", "Marrin")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        "nothing found for lighthouse and speaker Marrin; searched 5 statements in 2 reports of onrecord.db\n"
    )


def test_a_speaker_whom_nobody_is_called_is_said_with_the_nearest(onrecord: Onrecord) -> None:
    told = onrecord("search", "--speaker", "marin", "agreement").err
    assert "nobody called 'marin' is on record; the nearest: Ysolde Marrin" in told
    assert "nobody called" not in onrecord("search", "--speaker", "marrin", "zeppelin").err
    assert "no outlet called 'vellna' is on record" in onrecord("search", "--outlet", "vellna", "lamp").err
    assert onrecord("search", "--speaker", "qqqq").err.rstrip().endswith("nobody called 'qqqq' is on record")


def test_more_than_shown_is_said(onrecord: Onrecord) -> None:
    ended = onrecord("search", "--speaker", "marrin", "--limit", "1", "--format", "jsonl")
    assert len(ended.out.splitlines()) == 1
    assert ended.err == "1 of 2 statements; --limit 2 shows all\n"


def test_the_undated_are_counted_when_a_day_is_asked_for(onrecord: Onrecord) -> None:
    undated = record_of("{content “So be it,”} {source he} {cue said}.", {"1": Told(said_on=None)}, published=None)
    with open_record("onrecord.db") as record:
        record.add(record.begin_run("2023-05-05", "onrecord test", []), undated, page_of(undated))
    assert "; 1 statement left out for want of a year" in onrecord("search", "so be it", "--since", "2030").err


def test_of_a_speech_the_table_has_the_passage_and_programs_get_all(onrecord: Onrecord) -> None:
    words = f"{'The keepers lit it. ' * 300}And the zeppelin went out. {'Nobody saw it. ' * 300}"
    speech = record_of(f"{{content “{words}”}} {{source he}} {{cue said}}.", {"1": Told()})
    with open_record("onrecord.db") as record:
        record.add(record.begin_run("2023-05-05", "onrecord test", []), speech, page_of(speech))
    shown = onrecord("search", "zeppelin").out
    assert "zeppelin" in shown
    assert 300 < len(shown) < 1200
    (line,) = onrecord("search", "zeppelin", "--format", "jsonl").out.splitlines()
    assert len(json.loads(line)["words"]) > len(words)


def test_a_transcript_is_named_by_its_occasion_wherever_it_is_named(onrecord: Onrecord) -> None:
    line = {
        "id": "debate-7",
        "kind": "transcript",
        "date": "2031-05-03",
        "occasion": "Harbour debate",
        "turns": [{"speaker": "Odra Tennick", "text": "We will never light the zeppelin shed again."}],
    }
    Path("two.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert onrecord("read", "two.jsonl", "--model", "rules", "--quiet").code == 0
    name = "Harbour debate, 3 May 2031"
    assert name in " ".join(onrecord("search", "zeppelin").out.split())
    assert name in onrecord("show", "debate-7").out
    assert name in " ".join(onrecord("show", "debate-7", "--why").out.split())
    assert name in onrecord("compare", "debate-7", "sample.txt").out
    told = map(json.loads, onrecord("export", "--format", "jsonl").out.splitlines())
    assert [one["report"]["title"] for one in told if one["report"]["given_id"] == "debate-7"] == [None]


def test_json_lines_and_csv_have_the_same_rows(onrecord: Onrecord) -> None:
    lines = [
        json.loads(line) for line in onrecord("search", "--speaker", "marrin", "--format", "jsonl").out.splitlines()
    ]
    rows = list(csv.DictReader(StringIO(onrecord("search", "--speaker", "marrin", "--format", "csv").out)))
    assert [row["words"] for row in rows] == [line["words"] for line in lines]
    assert list(rows[0]) == list(lines[0])
    assert lines[0]["published"] is None
    assert rows[0]["published"] == ""


def test_a_line_of_json_has_no_other_line_break(onrecord: Onrecord) -> None:
    with open_record("lines.db", create=True) as record:
        one = record_of("{content “So\u2028it\x85is,”} {source Ann Leth} {cue said}.", {"1": Told(speaker="Ann Leth")})
        record.add(record.begin_run("2023-05-04", "onrecord test", ["news"]), one, page_of(one))
    (line,) = onrecord("search", "so", "--format", "jsonl", "--record", "lines.db").out.splitlines()
    assert json.loads(line)["words"] == "“So\u2028it\x85is,”"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name WORDS"),
        (("",), "name WORDS"),
        (("dark", "--kind", "loud"), "--kind"),
        (("dark", "--limit", "0"), "--limit"),
        (("dark", "--format", "xml"), "--format"),
    ],
)
def test_a_wrong_command_line_ends_with_2(onrecord: Onrecord, arguments: tuple[str, ...], told: str) -> None:
    ended = onrecord("search", *arguments)
    assert ended.code == 2
    assert told in ended.err


def test_a_date_that_is_none_is_a_message(onrecord: Onrecord) -> None:
    ended = onrecord("search", "dark", "--since", "yesterday")
    assert ended.code == 2
    assert ended.err.startswith("onrecord: ")
    assert "'yesterday'" in ended.err


@pytest.mark.parametrize(
    ("argument", "asked"), [("dark", "dark"), ("in the dark", '"in the dark"'), ('"in the" dark', '"in the" dark')]
)
def test_several_words_in_one_argument_are_a_phrase(argument: str, asked: str) -> None:
    assert as_phrase(argument) == asked


@pytest.mark.parametrize(
    ("words", "asked", "set_off"),
    [
        ("We will not sign", "sign", ["sign"]),
        ("We will not sign", "SIGN we", ["We", "sign"]),
        ("a signal", "sign", []),
        ("Ünal said", "unal", ["Ünal"]),
        ("the first of the second", '"of the"', ["of the"]),
        ("not, not!", "not", ["not", "not"]),
        ("nothing", "", []),
    ],
)
def test_what_was_searched_for_is_set_off(words: str, asked: str, set_off: list[str]) -> None:
    text = highlighted(words, terms_of(asked))
    assert sorted(text.plain[span.start : span.end] for span in text.spans) == sorted(set_off)


@given(st.text(max_size=30))
def test_no_words_of_a_user_are_an_error(words: str) -> None:
    with open_record("onrecord.db", read_only=True) as record:
        assert highlighted(words, terms_of(words)).plain == highlighted(words, []).plain
        assert record.counts().reports == 2


def test_a_name_among_the_words_is_pointed_to_the_speakers(onrecord: Onrecord) -> None:
    found = onrecord("search", "Marrin")
    assert found.out == ""
    assert "Ysolde Marrin is on record as a speaker: onrecord search --speaker 'Ysolde Marrin'" in found.err
