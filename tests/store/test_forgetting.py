"""What is forgotten is gone from every table and from the file, and all that stays is whole."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from onrecord.errors import RecordBusy, UnknownReference
from onrecord.export.formats import FORMS
from onrecord.judging.cases import signed_case
from onrecord.judging.lines import signed
from onrecord.judging.parts import quotes_of
from onrecord.run.account import ReadPage
from onrecord.run.local import InRecord
from onrecord.store.as_read import records_to_export
from onrecord.store.cases import cases, put_case
from onrecord.store.doctor import checks, examine
from onrecord.store.doctor_values import Mend, State
from onrecord.store.feeds import Feeds
from onrecord.store.forgetting import Request, forget_reports, forget_speaker, forgotten, plan_reports, plan_speaker
from onrecord.store.forgetting_traces import wipe
from onrecord.store.mending import mend
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.store.refusals import FORGOTTEN
from onrecord.store.search import search
from onrecord.values.case import Case
from onrecord.values.feed import FeedItem
from onrecord.values.judgement import Act, Field
from onrecord.values.page import Skipped
from onrecord.values.statement import Kind, ReportRecord
from tests.judging.making import correct, reject, undo
from tests.many import times
from tests.store.conftest import put
from tests.store.making import READER, WHEN, page_of, record_of, sha256, statement_at
from tests.store.test_copies import CUT, EXTENDED, ORIGINAL
from tests.store.test_doctor import look_up_all
from tests.store.test_judgements import about, people

ASKED = Request("2031-05-06T07:08:09Z", "asked by letter")
# Letters that nothing else has, so that a byte of them in the file is a trace of it.
SECRET = (
    "Zyqquorn vexedly jumbled the wrathfulkeep glyphs, and quafftide blackwyrm sphinxes jig over the dozyfen marsh."
)
PAGE = {
    "url": "https://news.example/zyqq-uorn",
    "origin": "https://news.example/zyqq-uorn",
    "title": "Vexedly jumbled",
    "outlet": "Quafftide Post",
    "byline": "Wrathful Keeper",
}
TRACES = ("zyqq", "vexedly", "jumbled", "wrathful", "quafftide", "blackwyrm", "sphinx", "dozyfen", "zanzibarov")


def secret(**more: object) -> ReportRecord:
    return record_of(SECRET, **{"speaker": "Zanzibarov", "said_on": "2031-01-01", **PAGE, **more})  # type: ignore[arg-type]


def traces(path: Path) -> list[str]:
    """Which of the words stand anywhere in the files of a record, in any case, also packed, as UTF-16, or split."""
    raw = b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")) if one.suffix != ".bak")
    low = raw.lower()
    return [word for word in TRACES if word.encode() in low or word.encode("utf-16-le") in low]


def forget(record: Record, *asked: str, request: Request = ASKED) -> None:
    forget_reports(record, plan_reports(record, asked), request)


def found(record: Record) -> list[str]:
    return [f"{one.check}: {one.examples}" for one in examine(record, checks(quick=False)) if one.state is State.WRONG]


@pytest.fixture
def full(record: Record) -> Record:
    put(record, record_of("The bridge is safe.", origin="bridge.txt"), ORIGINAL, CUT)
    put(record, secret())
    put(record, secret(origin="second.txt", url=None, id="f" * 20, outlet="Second"))  # carries the same words
    put(record, record_of("The tunnel is closed.", speaker="Bo Ek", origin="tunnel.txt"), EXTENDED)
    look_up_all(record)
    return record


def test_no_byte_of_it_is_left(full: Record, path: Path) -> None:
    assert len(traces(path)) == len(TRACES)
    forget(full, "f" * 20, PAGE["url"])
    assert traces(path) == []
    assert found(full) == []
    full.close()
    assert traces(path) == []
    with open_record(path) as again:
        look_up_all(again)
        assert found(again) == []


def test_nor_of_what_was_judged_kept_as_a_case_or_listed_by_a_feed(full: Record, path: Path) -> None:
    read = full.report("f" * 20)
    wrong = correct(about(read), fields={"place": "Dozyfen"})
    for one in (reject(about(read), because="zyqq"), wrong, undo(wrong, because="blackwyrm")):
        full.judge(one)
    connection = full.connection
    with full.batch():
        connection.execute("INSERT INTO feeds (asked, address, added_at) VALUES ('f', 'f', 'now')")
        connection.execute(
            "INSERT INTO feed_items (feed, item_id, address, title, content, seen_at) VALUES (1, '1', ?, ?, ?, 'now')",
            ("second.txt", SECRET, SECRET),
        )
        connection.execute("INSERT INTO sentence_models (name, digest) VALUES ('m', 'd')")
        connection.execute("INSERT INTO wording_vectors SELECT DISTINCT wording, 1, x'00' FROM worded")
        line = f'{{"sha256": "{read.report.sha256}", "exact": "{SECRET}"}}'
        connection.execute("INSERT INTO cases (id, kept, by, line) VALUES ('c', 'now', 'ana', ?)", (line,))
        run = full.begin_run(WHEN, READER, ["read", "second.txt", "sphinx"])
        broken = Skipped("second.txt", "pages", "broken", "save it", sha256(b"sphinx dozyfen"), b"sphinx dozyfen")
        full.skip(run, replace(broken, content=b"sphinx dozyfen"))
        full.account_run(run, 1)
        full.end_run(run, WHEN)
    forget(full, "f" * 20, PAGE["url"])
    assert [one for one in traces(path) if one != "sphinx"] == []  # that word stands in the command line
    assert full.judgements() == ()
    assert connection.execute("SELECT state, reason FROM feed_items").fetchone()[:] == ("skipped", FORGOTTEN)
    assert connection.execute("SELECT count(*) FROM cases").fetchone()[0] == 0
    assert found(full) == []


def test_it_stays_on_record_that_something_was_forgotten(full: Record) -> None:
    before = [(one.inputs, one.skipped) for one in [full.counts()]]
    forget(full, PAGE["url"])
    (line,) = forgotten(full)
    assert (line.at, line.reason, line.reports, line.statements) == (ASKED.at, ASKED.reason, 1, 1)
    assert [(one.inputs, one.skipped) for one in [full.counts()]] == before
    origins = [row[0] for row in full.connection.execute("SELECT origin FROM inputs WHERE report IS NULL")]
    assert origins == [FORGOTTEN]


def test_what_came_through_standard_input_names_nothing_else(record: Record) -> None:
    put(record, secret(origin="-", url=None))
    run = record.begin_run(WHEN, READER, ["-"])
    record.skip(run, Skipped("-", "pages", "broken", "save it", sha256(b"%PDF"), b"%PDF"))
    forget(record, record.reports()[0].id)
    rows = [tuple(row) for row in record.connection.execute("SELECT origin, outcome FROM inputs ORDER BY number")]
    assert rows == [(FORGOTTEN, "ok"), ("-", "quarantined")]
    assert record.runs()[-1].arguments == ("-",)


def test_what_others_have_too_stays_and_is_named_before(full: Record) -> None:
    plan = plan_reports(full, [PAGE["url"]])
    assert [(one.title, one.statements) for one in plan.reports] == [("Vexedly jumbled", 1)]
    assert ("has the same bytes", "f" * 20) in plan.stays
    forget(full, PAGE["url"])
    assert search(full, "blackwyrm").total == 1
    assert full.report("f" * 20).report.text == SECRET
    full.verify()


def test_of_a_page_all_versions_go_of_an_id_that_one(record: Record) -> None:
    put(record, secret(), secret(id="a" * 20), record_of("Other.", origin="o.txt"))
    assert len(plan_reports(record, [PAGE["url"]]).reports) == 2
    assert [one.id for one in plan_reports(record, ["a" * 20]).reports] == ["a" * 20]
    forget(record, "a" * 20)
    assert found(record) == []
    assert record.connection.execute("SELECT count(*), sum(stands) FROM versions").fetchone()[:] == (2, 2)


def test_a_plan_changes_nothing(full: Record, path: Path) -> None:
    before = full.connection.execute("SELECT total_changes()").fetchone()[0]
    plan_reports(full, [PAGE["url"]])
    assert full.connection.execute("SELECT total_changes()").fetchone()[0] == before


def test_what_is_not_there_is_refused_and_nothing_goes(full: Record) -> None:
    with pytest.raises(UnknownReference):
        forget(full, PAGE["url"], "nowhere.txt")
    assert full.counts().reports == 7
    assert forgotten(full) == ()


def test_a_split_keeps_its_other_reports(record: Record) -> None:
    one, other = record_of("First words.", origin="1.txt"), record_of("Other words.", origin="2.txt")
    put(record, one, other)
    record.judge(people(Act.SPLIT, "Ana Lindqvist", "Ana the Other", statements=(about(one), about(other))))
    forget(record, "1.txt")
    (left,) = record.judgements()
    assert [anchor.quote.exact for anchor in left.judgement.statements] == ["Other words."]
    assert record.report("2.txt").statements[0].speaker.name == "Ana the Other"  # type: ignore[union-attr]
    assert found(record) == []


def test_a_log_that_is_cut_guards_itself_again(full: Record) -> None:
    full.judge(reject(about(full.report("f" * 20))), reject(about(full.report("bridge.txt"))))
    forget(full, "f" * 20)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        full.connection.execute("DELETE FROM judgements")


def test_who_is_refused_is_not_read_again(full: Record, path: Path) -> None:
    forget(full, PAGE["url"], "f" * 20, request=replace(ASKED, refuse_again=True))
    run = full.begin_run(WHEN, READER, ["read"])
    for one in (secret(), secret(origin="third.txt", url=None), replace_text(secret()), secret(id="9" * 20)):
        keeper = InRecord(full, run)
        (told,) = [*keeper.take(ReadPage(page_of(one), one)), *keeper.finish()]
        assert isinstance(told, Skipped)
        assert (told.reason, told.is_fault) == (FORGOTTEN, False)
    full.account_run(run, 4)
    wipe(full)
    assert traces(path) == []
    assert found(full) == []


def replace_text(one: ReportRecord) -> ReportRecord:
    """The page as it is a day later, at the same address."""
    return secret(id="8" * 20, outlet="Other")


def test_who_is_not_refused_is_read_again(full: Record) -> None:
    forget(full, PAGE["url"], "f" * 20)
    put(full, secret())
    assert search(full, "blackwyrm").total == 1
    look_up_all(full)
    assert found(full) == []


def test_another_reader_keeps_traces_and_is_told(full: Record, path: Path) -> None:
    with open_record(path, read_only=True) as reader, reader.reading() as connection:
        connection.execute("SELECT count(*) FROM reports").fetchone()
        with open_record(path, patience=0.05) as record, pytest.raises(RecordBusy, match="trace"):
            forget(record, PAGE["url"], "f" * 20)
    assert full.counts().reports == 5
    wipe(full)
    assert traces(path) == []


def cut(one: ReportRecord, reader: str) -> ReportRecord:
    """The same report, of which another reader reads the first words only."""
    return ReportRecord(one.report, (statement_at(one.report.id, 0, 30),), reader)


def test_words_that_only_an_earlier_reading_had_go_too(record: Record, path: Path) -> None:
    put(record, record_of("The bridge is safe.", origin="bridge.txt"), secret())
    look_up_all(record)
    put(record, cut(secret(), "another reader"), cut(secret(), "a third one"))
    look_up_all(record)
    forget(record, PAGE["url"])
    assert traces(path) == []
    assert found(record) == []
    for table in ("wordings", "plain_wordings", "word_runs_idx"):
        assert record.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 1


def test_traces_are_such_words_too(record: Record, path: Path) -> None:
    put(record, secret())
    look_up_all(record)
    put(record, replace(secret(), statements=(), reader="another reader"))
    assert record.connection.execute("SELECT count(*) FROM plain_wordings").fetchone()[0] == 1
    wipe(record)
    for table in ("wordings", "plain_wordings"):
        assert record.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    look_up_all(record)
    assert found(record) == []


def test_words_from_before_a_correction_go_too(record: Record, path: Path) -> None:
    put(record, record_of("The bridge is safe.", origin="bridge.txt"), secret())
    look_up_all(record)
    corrected = correct(about(record.report(PAGE["url"])), fields={"content": "0:30"})
    record.judge(signed(replace(corrected, quotes=quotes_of(dict(corrected.fields), SECRET))))
    look_up_all(record)
    forget(record, PAGE["url"])
    assert traces(path) == []
    assert found(record) == []


def test_words_as_they_were_compared_before_somebody_printed_them_as_a_quotation_go_too(
    record: Record, path: Path
) -> None:
    put(record, secret(kind=Kind.INDIRECT))
    look_up_all(record)
    put(record, secret(id="f" * 20, url=None, origin="second.txt"))
    look_up_all(record)
    forget(record, PAGE["url"], "f" * 20)
    assert traces(path) == []


def test_a_day_that_came_from_there_goes_also_after_the_occasions_were_made_anew(record: Record, path: Path) -> None:
    told = {"speaker": "Ana Lindqvist", "published": "2031-01-02"}
    words = "We will not be hurried by anybody, and we will not sign a thing in the dark."
    put(record, record_of(words, said_on="2031-01-01", outlet="Quafftide Post", origin="dated.txt", **told))
    put(record, record_of(words, outlet="Gull", origin="undated.txt", **told))
    look_up_all(record)
    assert record.report("undated.txt").statements[0].circumstances.said_on is not None
    mend(record, [Mend.OCCASIONS]).unlink()
    forget(record, "dated.txt")
    assert traces(path) == []
    assert record.report("undated.txt").statements[0].circumstances.said_on is None


def test_the_same_bytes_under_another_name_go_too(full: Record, path: Path) -> None:
    run = full.begin_run(WHEN, READER, ["sphinx/moved.txt"])
    full.skip(run, Skipped("sphinx/moved.txt", "pages", "blackwyrm", "x", sha256(SECRET.encode()), SECRET.encode()))
    full.account_run(run, 1)
    forget(full, PAGE["url"])
    assert full.content(sha256(SECRET.encode())) == SECRET.encode()  # another report has these bytes
    forget(full, "f" * 20)
    assert traces(path) == []
    assert found(full) == []
    assert sha256(SECRET.encode()) not in {row[0] for row in full.connection.execute("SELECT sha256 FROM kept_bytes")}


def test_a_line_of_standard_input_names_nothing_else(record: Record) -> None:
    put(record, secret(origin="-:3", url=None))
    run = record.begin_run(WHEN, READER, ["-"])
    record.skip(run, Skipped("-:3", "pages", "broken", "save it", sha256(b"%PDF"), b"%PDF"))
    forget(record, record.reports()[0].id)
    assert record.content(sha256(b"%PDF")) == b"%PDF"


def test_what_a_feed_lists_anew_of_it_is_not_kept(full: Record, path: Path) -> None:
    feeds, again = Feeds(full), FeedItem("1", PAGE["url"], SECRET, None, SECRET)
    feeds.add(["https://a.example/feed", "https://b.example/feed"], WHEN)
    told = {"title": None, "etag": None, "last_modified": None}
    feeds.arrived(1, [again], WHEN, told)
    forget(full, PAGE["url"], "f" * 20)
    feeds.arrived(2, [again], WHEN, told)
    wipe(full)
    assert [one for one in traces(path) if one not in ("zyqq", "uorn")] == []  # these stand in the address
    assert feeds.waiting([1, 2], WHEN) == ()


# --- speakers --------------------------------------------------------------------------------------------------------


def test_what_somebody_said_is_gone_and_the_texts_stay(full: Record) -> None:
    full.judge(people(Act.MERGE, "Zanzibarov", "Bo Ek"))
    full.judge(people(Act.RENAME, "Ana Lindqvist", name="Ana L."))
    plan = plan_speaker(full, full.person("Zanzibarov", command="{}"))
    assert (plan.statements, plan.reports, plan.judgements) == (3, 3, 1)
    assert {"Bo Ek", "Zanzibarov"} <= set(plan.names)
    assert forget_speaker(full, plan, ASKED).statements == 3
    names = [row[0] for row in full.connection.execute("SELECT name FROM speakers")]
    assert not {"Bo Ek", "Zanzibarov"} & set(names)
    assert "Ana L." in names
    assert [one.judgement.act for one in full.judgements()] == [Act.RENAME]
    assert full.report("tunnel.txt").statements == ()
    assert full.report("tunnel.txt").report.text == "The tunnel is closed."
    assert search(full, "tunnel").total == 0
    assert found(full) == []
    look_up_all(full)
    assert found(full) == []


def test_a_name_that_was_corrected_goes_with_why_it_was_read(record: Record, path: Path) -> None:
    read = record_of("The bridge is safe.", origin="bridge.txt")
    who = replace(
        read.statements[0].speaker, name="Zanzibarov", entity="zzz", because="the wrathful keeper", office="x"
    )
    put(record, ReportRecord(read.report, (replace(read.statements[0], speaker=who),), READER))
    put(record, record_of("Yes.", speaker="Bo Ek", origin="yes.txt"))
    right = people(Act.MERGE, "Bo Ek", "Bo Ek").people[:1]
    wrong = correct(about(record.report("bridge.txt")), "Bo Ek", fields={"speaker": "Bo Ek"})
    record.judge(signed(replace(wrong, people=right)))
    forget_speaker(record, plan_speaker(record, record.person("Zanzibarov", command="{}")), ASKED)
    assert traces(path) == []
    assert record.report("bridge.txt").statements[0].speaker.name == "Bo Ek"  # type: ignore[union-attr]
    assert found(record) == []


def test_a_case_that_wants_somebody_goes_with_the_name(full: Record) -> None:
    read = full.report("f" * 20)
    for name in ("Zanzibarov", "Bo Ek"):
        fields = ((Field.SPEAKER, name),)
        put_case(
            full, signed_case(Case("", WHEN, "ana", None, None, "x", about(read), is_statement=True, fields=fields))
        )
    forget_speaker(full, plan_speaker(full, full.person("Zanzibarov", command="{}")), ASKED)
    assert [dict(one.fields)[Field.SPEAKER] for one in cases(full)] == ["Bo Ek"]


# --- any order -------------------------------------------------------------------------------------------------------


def standing(record: Record) -> list[object]:
    look_up_all(record)
    asked = (
        "SELECT id, words FROM statements ORDER BY id",
        "SELECT s.id, f.id, m.how FROM family_members AS m JOIN families AS f ON f.number = m.family "
        "JOIN statements AS s ON s.number = m.statement ORDER BY 1",
        "SELECT r.id, g.id FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group "
        "JOIN reports AS r ON r.number = c.report ORDER BY 1",
        "SELECT id, person, said_on, called FROM occasions ORDER BY 1",
        "SELECT r.id, v.version, v.versions, v.stands FROM versions AS v JOIN reports AS r ON r.number = v.report "
        "ORDER BY 1",
        "SELECT hex(digest) FROM wordings ORDER BY 1",
        "SELECT digest FROM plain_wordings ORDER BY 1",
        "SELECT name FROM speakers ORDER BY 1",
        "SELECT sha256 FROM kept_bytes ORDER BY 1",
    )
    return [[tuple(row) for row in record.connection.execute(query)] for query in asked]


ALL = (
    *(ORIGINAL, CUT, EXTENDED),
    *(secret(id=f"{n}" * 20, origin=f"{n}.txt", url=None, outlet=f"Outlet {n}") for n in range(3)),
    *(secret(id=f"{n}" * 20) for n in range(3, 6)),
    record_of("The bridge is safe.", origin="bridge.txt", said_on="2031-01-01"),
)


@pytest.mark.parametrize("seed", range(times(8)))
def test_what_was_forgotten_might_never_have_been_there(tmp_path: Path, seed: int) -> None:
    """Whatever the order of reading, forgetting, reading again and looking up; no export has a word of it either."""
    chance = random.Random(seed)
    chosen = chance.sample(ALL, len(ALL))
    stay = chosen[: chance.randrange(2, len(ALL))]
    with open_record(tmp_path / "all.db", create=True) as record:
        for one in chosen:
            put(record, one)
            if chance.random() < 0.3:
                look_up_all(record)
            if chance.random() < 0.3:
                forget(record, one.report.id)
                put(record, one)
        going = [one.report.id for one in chosen if one not in stay]
        for first in range(0, len(going), 2):
            forget(record, *going[first : first + 2])
            if chance.random() < 0.3:
                look_up_all(record)
        assert found(record) == []
        left = standing(record)
        assert found(record) == []
        told = [exported(record, form) for form in FORMS]
        hits = search(record, "blackwyrm").total
    assert (left, told, hits) == _never_there(tmp_path / "few.db", stay)


def exported(record: Record, form: str) -> list[str]:
    """All that goes out in this format, in an order that does not depend on that of reading."""
    out = StringIO()
    FORMS[form].write(records_to_export(record, Shown.WITH_REJECTED, latest=False), out, True)
    return sorted(out.getvalue().splitlines())


def _never_there(path: Path, read: Collection[ReportRecord]) -> tuple[list[object], list[list[str]], int]:
    with open_record(path, create=True) as record:
        put(record, *read)
        left = standing(record)
        return left, [exported(record, form) for form in FORMS], search(record, "blackwyrm").total


def test_the_next_release_can_read_the_log(full: Record, path: Path) -> None:
    forget(full, PAGE["url"])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT kind, reports, refused FROM forgotten").fetchall() == [("report", 1, 0)]
