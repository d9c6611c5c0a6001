"""Judgements of people in the record: they hold for every reading, and nothing of the machine's is lost by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadRequest, Contradiction, NotARecord, OnRecordError, RecordNotWritable, UnknownReference
from onrecord.judging.lines import signed
from onrecord.judging.parts import quotes_of
from onrecord.run.judged import anchor_of
from onrecord.store.families_waiting import complete_families
from onrecord.store.judgements import said
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.store.search import Filters, search
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.judgement import Act, Field, Judgement, Person, StatementAnchor
from onrecord.values.statement import Basis, Circumstances, Kind, Mode, ReportRecord
from tests.judging.making import add, anchor, correct, judged, merge, reject, rename, split, undo
from tests.store.conftest import put
from tests.store.making import attribution_at, record_of, statement_at

SAFE = record_of("The bridge is safe.", speaker="Ana Berg", said_on="2021-12-02", id="aa" * 10)
SHUT = record_of("The tunnel is shut.", speaker="A. Berg", id="bb" * 10)
LATE = record_of("We are late.", speaker="Bo Ek", id="cc" * 10)


def who(name: str) -> Person:
    return Person(name, SpeakerType.PERSON, f"entity of {name}")


def about_people(judgement: Judgement, *names: str) -> Judgement:
    """The judgement, about speakers of `record_of`."""
    return signed(replace(judgement, people=tuple(who(name) for name in names)))


def people(act: Act, *names: str, **more: Any) -> Judgement:
    return about_people(judged(act, **more), *names)


def again(read: ReportRecord, reader: str = "another reader", **fields: Any) -> ReportRecord:
    """The same report read by another reader, who gives its statements other ids."""
    found = tuple(replace(one, id=f"{one.id[:18]}{reader[-2:]}", **fields) for one in read.statements)
    return ReportRecord(read.report, found, reader)


def about(read: ReportRecord) -> StatementAnchor:
    return anchor_of(read, read.statements[0])


def take(record: Record, *log: Judgement) -> None:
    for one in log:
        record.judge(one)


def shown(record: Record, which: Shown = Shown.JUDGED) -> list[tuple[str, str | None, str | None, str]]:
    """Every statement: words, who, when, kind."""
    return [
        (
            one.report.text,
            statement.speaker.name if statement.speaker else None,
            statement.circumstances.said_on.edtf if statement.circumstances.said_on else None,
            statement.attribution.kind.value,
        )
        for one in record.records(which)
        for statement in one.statements
    ]


@pytest.fixture
def full(record: Record) -> Record:
    put(record, SAFE, SHUT, LATE)
    return record


# --- people ----------------------------------------------------------------------------------------------------------


def test_merged_people_are_one_everywhere(full: Record) -> None:
    take(full, people(Act.MERGE, "Ana Berg", "A. Berg", because="same mayor"))
    assert [(row.name, row.statements) for row in full.speakers()] == [("Ana Berg", 2), ("Bo Ek", 1)]
    assert full.counts().speakers == 2
    for name in ("ana", "A. Berg"):
        assert [hit.speaker for hit in search(full, "", Filters(speaker=name)).hits] == ["Ana Berg", "Ana Berg"]
    speaker = full.report(SHUT.report.id).statements[0].speaker
    assert speaker == Speaker(
        "Ana Berg", SpeakerType.PERSON, "entity of Ana Berg", "named; known as Ana Berg, judged by ana: same mayor"
    )
    views = full.connection.execute("SELECT name, statements FROM who_spoke").fetchall()
    assert [tuple(row) for row in views] == [("Ana Berg", 2), ("Bo Ek", 1)]
    spoke = full.connection.execute("SELECT speaker FROM quotations").fetchall()
    assert [row[0] for row in spoke] == ["Ana Berg", "Ana Berg", "Bo Ek"]


def test_a_merge_holds_for_reports_that_come_later(record: Record) -> None:
    put(record, SAFE, SHUT)
    take(record, people(Act.MERGE, "Ana Berg", "A. Berg"))
    put(record, record_of("More of it.", speaker="A. Berg"), again(SHUT))
    assert [(row.name, row.statements) for row in record.speakers()] == [("Ana Berg", 3)]


def test_what_changes_nobody_touches_nothing_that_merged_people_said(record: Record) -> None:
    words = "The harbour wall was raised by two metres after the storm, and the keeper of the lamp was paid."
    put(record, record_of(words, speaker="Ana Berg"), record_of(words + " In full.", speaker="A. Berg"))
    take(record, people(Act.MERGE, "Ana Berg", "A. Berg"))
    for _ in complete_families(record):
        pass
    other = record_of("No.", speaker="Bo Ek", origin="no.txt")
    put(
        record, other, record_of("We said so, and we say so again to whoever asks.", speaker="A. Berg", origin="so.txt")
    )
    take(record, reject(about(record.report("no.txt"))))
    assert record.connection.execute("SELECT count(*) FROM family_touched").fetchone()[0] == 0
    assert {row.name for row in record.speakers()} == {"Ana Berg"}
    take(record, people(Act.RENAME, "Ana Berg", name="A. B."))
    assert {row.name for row in record.speakers()} == {"A. B."}
    assert record.connection.execute("SELECT count(*) FROM speakers WHERE name = 'A. B.'").fetchone()[0] == 1


def test_a_new_name_finds_and_the_old_one_too(full: Record) -> None:
    take(full, people(Act.RENAME, "Bo Ek", name="Bo Eck"))
    assert [row.name for row in full.speakers()] == ["A. Berg", "Ana Berg", "Bo Eck"]
    for name in ("bo ek", "eck"):
        assert [hit.speaker for hit in search(full, "", Filters(speaker=name)).hits] == ["Bo Eck"]


def test_what_was_said_in_a_report_can_be_another_ones(full: Record) -> None:
    put(full, record_of("Trains too.", speaker="Bo Ek"))
    one = people(Act.SPLIT, "Bo Ek", "Bo Ek (driver)", reports=(LATE.report.sha256,), because="not the minister")
    take(full, one)
    assert shown(full)[2:] == [
        ("We are late.", "Bo Ek (driver)", None, "direct"),
        ("Trains too.", "Bo Ek", None, "direct"),
    ]
    statement = full.report(LATE.report.id).statements[0]
    assert statement.speaker
    assert statement.speaker.because == "told apart by ana: not the minister"
    assert [one.act for one in statement.judged] == [Act.SPLIT]
    put(full, again(LATE))
    assert shown(full)[2][1] == "Bo Ek (driver)"


def test_a_correction_behind_a_split_counts(full: Record) -> None:
    take(full, people(Act.SPLIT, "Bo Ek", "Bo Ek (driver)", reports=(LATE.report.sha256,)))
    take(full, about_people(correct(about(LATE), fields={"speaker": "Bo Ek"}), "Bo Ek"))
    assert shown(full)[2][1] == "Bo Ek"


# --- statements ------------------------------------------------------------------------------------------------------


def test_a_rejected_statement_is_left_out_and_can_be_shown(full: Record) -> None:
    take(full, reject(about(SHUT), because="a caption"))
    assert [words for words, *_ in shown(full)] == ["The bridge is safe.", "We are late."]
    assert [words for words, *_ in shown(full, Shown.WITH_REJECTED)][1] == "The tunnel is shut."
    assert search(full, "tunnel").total == 0
    (hit,) = search(full, "tunnel", Filters(rejected=True)).hits
    assert hit.judged == "rejected"
    assert (full.counts().statements, full.counts().rejected, full.counts().judgements) == (2, 1, 1)
    assert [row.name for row in full.speakers()] == ["Ana Berg", "Bo Ek"]
    assert [row.statements for row in full.reports()] == [1, 0, 1]
    _, statement = full.statement(SHUT.statements[0].id)
    assert statement.is_rejected
    assert (statement.judged[0].by, statement.judged[0].because) == ("ana", "a caption")


def test_corrected_fields_say_whose_they_are(full: Record) -> None:
    fields = {"speaker": "Bo Ek", "said_on": "2020-05-01", "kind": "indirect", "place": "Ume", "force": None}
    take(full, about_people(correct(about(SAFE), fields=fields, because="page 3"), "Bo Ek"))
    statement = full.report(SAFE.report.id).statements[0]
    assert statement.speaker
    assert (statement.speaker.name, statement.speaker.because) == ("Bo Ek", "corrected by ana: page 3")
    judged = "corrected by ana: page 3"
    assert statement.circumstances == Circumstances(
        StatementDate("2020-05-01", judged), "Ume", evidence=(Basis("place", (), judged),)
    )
    assert statement.attribution.kind is Kind.INDIRECT
    assert [str(field) for field in statement.judged[0].fields] == list(fields)
    assert [hit.judged for hit in search(full, "", Filters(until="2020")).hits] == ["corrected"]
    assert search(full, "", Filters(since="2021")).total == 0
    assert [(row.name, row.statements) for row in full.speakers()] == [("Bo Ek", 2), ("A. Berg", 1)]


def test_what_is_not_known_is_null(full: Record) -> None:
    take(full, correct(about(SAFE), fields={"speaker": None, "said_on": None}))
    assert shown(full)[0] == ("The bridge is safe.", None, None, "direct")


def test_the_later_correction_of_a_field_counts_and_the_others_stay(full: Record) -> None:
    take(full, correct(about(SAFE), fields={"said_on": "2020", "place": "Ume"}))
    take(full, correct(about(SAFE), fields={"said_on": "2019"}))
    around = full.report(SAFE.report.id).statements[0].circumstances
    assert around.said_on
    assert (around.said_on.edtf, around.place) == ("2019", "Ume")


def test_the_machines_own_reading_is_kept(full: Record) -> None:
    before = [full.report(one.report.id) for one in (SAFE, SHUT, LATE)]
    corrected = correct(about(SAFE), fields={"speaker": None, "said_on": "2020", "mode": "wrote"})
    take(full, corrected, reject(about(SHUT)), people(Act.RENAME, "Bo Ek", name="Bo Eck"))
    assert list(full.records(Shown.AS_READ)) == before
    assert full.as_read_by(SAFE.reader, SAFE.report.id) == SAFE


def test_nothing_is_nested_in_what_is_left_out(record: Record) -> None:
    text = "She said he said yes."
    outer = statement_at("r", 9, 21)
    inner = statement_at("r", 17, 21, attribution=attribution_at(17, 21), nested_in=outer.id)
    report = replace(SAFE.report, id="r", text=text, reading=text, sha256=record_of(text).report.sha256)
    read = ReportRecord(report, (outer, inner), SAFE.reader)
    put(record, read)
    take(record, reject(anchor_of(read, outer)))
    assert [one.nested_in for one in record.report("r").statements] == [None]
    assert [one.nested_in for one in record.report("r", Shown.WITH_REJECTED).statements] == [None, outer.id]


# --- after a re-read -------------------------------------------------------------------------------------------------


def test_a_judgement_finds_its_statement_when_reader_and_id_have_changed(full: Record) -> None:
    take(full, reject(about(SHUT)), correct(about(SAFE), fields={"said_on": "2020"}))
    put(full, again(SAFE), again(SHUT))
    assert [(words, when) for words, _, when, _ in shown(full)] == [
        ("The bridge is safe.", "2020"),
        ("We are late.", None),
    ]
    assert [one.standing for one in full.judgements()] == ["stands", "stands"]


def test_a_judgement_without_its_statement_waits_and_says_so(full: Record) -> None:
    take(full, reject(about(SHUT)))
    put(full, ReportRecord(SHUT.report, (), "a reader that finds nothing"))
    assert [(one.standing, one.statements) for one in full.judgements()] == [("unplaced", 0)]
    put(full, again(SHUT))
    assert [(one.standing, one.statements) for one in full.judgements()] == [("stands", 1)]
    assert full.counts().rejected == 1


def test_a_judgement_on_people_who_are_gone_waits(record: Record) -> None:
    put(record, SHUT)
    take(record, people(Act.RENAME, "A. Berg", name="Ana Berg"))
    put(record, again(SHUT, speaker=None))
    assert [one.standing for one in record.judgements()] == ["unplaced"]
    put(record, again(SHUT, "a third reader"))
    assert [row.name for row in record.speakers()] == ["Ana Berg"]


# --- the log ---------------------------------------------------------------------------------------------------------


def test_undone_it_is_as_before_and_both_lines_stay(full: Record) -> None:
    before = (shown(full), full.speakers())
    log = (
        correct(about(SAFE), fields={"speaker": None, "kind": "mixed", "said_on": "2019"}),
        reject(about(SHUT)),
        people(Act.MERGE, "Ana Berg", "A. Berg"),
        people(Act.SPLIT, "Bo Ek", "Bo Ek (driver)", reports=(LATE.report.sha256,)),
    )
    take(full, *log)
    assert (shown(full), full.speakers()) != before
    take(full, *(undo(one) for one in log))
    assert (shown(full), full.speakers()) == before
    assert [one.standing for one in full.judgements()] == ["undone"] * 4 + ["stands"] * 4
    rows = full.connection.execute("SELECT (SELECT count(*) FROM as_read), (SELECT count(*) FROM identities)")
    assert tuple(rows.fetchone()) == (0, 0)
    assert full.connection.execute("SELECT count(*) FROM speakers").fetchone()[0] == 3


def test_an_undo_can_be_undone(full: Record) -> None:
    one = reject(about(SHUT))
    back = undo(one)
    take(full, one, back, undo(back))
    assert full.counts().rejected == 1


@pytest.mark.parametrize(
    ("log", "last"),
    [
        ((people(Act.NOT_THE_SAME, "Ana Berg", "A. Berg"),), people(Act.MERGE, "Ana Berg", "A. Berg")),
        ((people(Act.MERGE, "Ana Berg", "A. Berg"),), people(Act.NOT_THE_SAME, "A. Berg", "Ana Berg")),
    ],
)
def test_a_contradiction_is_refused_with_a_way_out(full: Record, log: Sequence[Judgement], last: Judgement) -> None:
    take(full, *log)
    before = full.speakers()
    with pytest.raises(Contradiction, match=r"goes against judgement .*Berg") as error:
        full.judge(last)
    assert f"onrecord judgements undo {log[0].id}" in error.value.remedy
    assert (full.speakers(), len(full.judgements())) == (before, 1)


def test_an_undo_that_brings_a_contradiction_back_is_refused(full: Record) -> None:
    one, other = people(Act.MERGE, "Ana Berg", "A. Berg"), people(Act.NOT_THE_SAME, "A. Berg", "Ana Berg")
    back = undo(one)
    take(full, one, back, other)
    with pytest.raises(Contradiction):
        full.judge(undo(back))


@pytest.mark.parametrize(
    ("last", "said_so"),
    [
        (judged(Act.UNDO, undoes="nothing"), "no judgement 'nothing'"),
        (reject(about(SHUT)), "in the log already"),
        (undo(reject(about(SHUT)), at="later"), "undone already"),
    ],
)
def test_what_changes_nothing_is_refused(full: Record, last: Judgement, said_so: str) -> None:
    take(full, reject(about(SHUT)))
    if "undone" in said_so:
        take(full, undo(reject(about(SHUT))))
    with pytest.raises(BadRequest, match=said_so) as error:
        full.judge(last)
    assert error.value.remedy


@pytest.mark.parametrize("change", ["DELETE FROM judgements", "UPDATE judgements SET by = 'bo'"])
def test_a_line_is_never_changed_or_deleted(full: Record, change: str) -> None:
    take(full, reject(about(SHUT)))
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        full.connection.execute(change)


def test_a_line_that_was_changed_with_force_is_noticed(full: Record) -> None:
    take(full, people(Act.RENAME, "Bo Ek", name="Bo Eck"))
    full.connection.execute("DROP TRIGGER judgements_update")
    full.connection.execute("UPDATE judgements SET line = replace(line, 'Bo Eck', 'Bo Yck')")
    with pytest.raises(NotARecord, match="log of judgements has changed"):
        full.judgements()


def test_who_reads_only_cannot_judge(written: Path) -> None:
    with open_record(written, read_only=True) as record, pytest.raises(RecordNotWritable):
        record.judge(people(Act.RENAME, "Bo Ek", name="Bo Eck"))


def test_two_who_judge_take_turns_and_see_each_others_judgements(path: Path) -> None:
    with open_record(path, create=True) as first, open_record(path) as second:
        put(first, SAFE, SHUT)
        first.judge(people(Act.MERGE, "Ana Berg", "A. Berg"))
        with pytest.raises(Contradiction):
            second.judge(people(Act.NOT_THE_SAME, "Ana Berg", "A. Berg"))
        second.judge(people(Act.RENAME, "A. Berg", name="Ana Bergh"))
        put(first, again(SHUT))
        assert [row.name for row in first.speakers()] == ["Ana Bergh"]


def test_a_judgement_in_a_batch_that_fails_was_never_made(full: Record) -> None:
    with pytest.raises(OSError, match="of the caller"), full.batch():
        full.judge(people(Act.RENAME, "Bo Ek", name="Bo Eck"))
        raise OSError("of the caller")
    assert full.judgements() == ()
    take(full, people(Act.RENAME, "Bo Ek", name="Bo Yck"))
    put(full, again(LATE))
    assert "Bo Yck" in [row.name for row in full.speakers()]


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (merge("A", "B"), "merge 'A' and 'B'"),
        (rename("A", "Z"), "rename 'A' to 'Z'"),
        (split("A"), "split 'A' from its group"),
        (split("A", "A2", reports=("x",)), "split 'A2' from 'A'"),
        (reject(about(LATE)), "reject “We are late.”"),
        (correct(about(LATE), fields={"said_on": None}), "correct “We are late.”: said_on unknown"),
        (judged(Act.UNDO, undoes="ab12"), "undo ab12"),
    ],
)
def test_judgements_in_words(judgement: Judgement, words: str) -> None:
    assert said(judgement) == words


# --- the record is a function of what was read and of the log --------------------------------------------------------

RAIN = record_of("It rains. We are late.", speaker="Bo Ek", id="dd" * 10)
EK = Speaker("Bo Ek", SpeakerType.PERSON, "entity of Bo Ek", "named")
RAIN = replace(RAIN, statements=tuple(statement_at(RAIN.report.id, *place, speaker=EK) for place in ((3, 9), (10, 22))))
REPORTS = (SAFE, SHUT, LATE, RAIN)
READERS = ("reader one", "reader two", "reader six")
names = st.sampled_from(["Ana Berg", "A. Berg", "Bo Ek"])
reads = st.sampled_from(REPORTS)
FIELDS: dict[str, st.SearchStrategy[str | None]] = {
    "said_on": st.sampled_from([None, "2020", "2019-05-01"]),
    "kind": st.sampled_from([*Kind]),
    "mode": st.sampled_from([*Mode]),
    "place": st.sampled_from([None, "Ume"]),
    "content": st.sampled_from(["0:12", "0:6", "3:6,7:12"]),
    "cue": st.sampled_from([None, "0:2"]),
}


FIELDS_TOLD = {name: FIELDS[name] for name in ("said_on", "kind", "place", "cue")}


def _correction(read: ReportRecord, name: str | None, fields: dict[str, str | None]) -> Judgement:
    quotes = quotes_of({Field(field): value for field, value in fields.items()}, read.report.text)
    correction = replace(correct(about(read), fields={**fields, "speaker": name}), quotes=quotes)
    return about_people(correction, *([name] if name else []))


def _addition(read: ReportRecord, name: str | None, fields: dict[str, str | None]) -> Judgement:
    more = {"speaker": name, **fields} if name else fields
    judgement = add(read.report.text, read.report.sha256, **more)
    return about_people(judgement, *([name] if name else []))


def _about_added(read: ReportRecord, place: str) -> Judgement:
    start, end = map(int, place.split(":"))
    about = anchor(read.report.text, (start, end), statement="not this", sha256=read.report.sha256)
    return reject(about)


# Statements by what finds them; the digest is that of the words.
WORDINGS = """
SELECT s.id, s.words, s.starts, s.ends, hex(w.digest) FROM statements AS s JOIN worded ON worded.statement = s.number
JOIN wordings AS w ON w.number = worded.wording ORDER BY s.id"""

judgements = st.one_of(
    st.builds(lambda a, b: people(Act.MERGE, a, b), names, names),
    st.builds(lambda a, b: people(Act.NOT_THE_SAME, a, b), names, names),
    st.builds(lambda a, b: people(Act.RENAME, a, name=b), names, st.sampled_from(["Zoe Ek", "A. Berg"])),
    st.builds(lambda a: people(Act.SPLIT, a), names),
    st.builds(lambda a, r: people(Act.SPLIT, a, f"{a} II", reports=(r.report.sha256,)), names, reads),
    st.builds(lambda r: reject(about(r)), reads),
    st.builds(
        _addition,
        reads,
        st.none() | names,
        st.fixed_dictionaries({"content": st.sampled_from(["0:4", "4:11", "0:12"])}, optional=FIELDS_TOLD),
    ),
    st.builds(_about_added, reads, st.sampled_from(["0:4", "4:11"])),
    st.builds(_correction, reads, st.none() | names, st.fixed_dictionaries({}, optional=FIELDS)),
)
steps = st.one_of(
    st.tuples(st.just("judge"), judgements),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("read"), st.builds(again, reads, st.sampled_from(READERS))),
    st.tuples(st.just("read"), st.builds(lambda r: ReportRecord(r.report, (), "reads nothing"), reads)),
)


def made(judgement: Judgement, at: int) -> Judgement:
    """At a time of its own, which tells two of the same apart."""
    return signed(replace(judgement, at=str(at)))


def told(record: Record) -> object:
    """All that is to be seen of a record besides its log."""
    return (
        list(record.records(Shown.WITH_REJECTED)),
        shown(record),
        record.speakers(),
        [(one.judgement, one.standing, one.statements) for one in record.judgements()],
        search(record, "", Filters(since="2019", until="2020")).hits,
        search(record, "", Filters(speaker="berg")).hits,
        [{one.statement: one for one in search(record, word).hits} for word in ("safe", "late", "the")],
        [tuple(row) for row in record.connection.execute(WORDINGS)],
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=10))
def test_the_order_of_reading_and_judging_makes_no_difference(given_steps: list[tuple[str, Any]]) -> None:
    last = {one.report.id: one for one in REPORTS}
    log: list[Judgement] = []
    with TemporaryDirectory() as folder:
        with open_record(Path(folder) / "lived.db", create=True) as lived:
            put(lived, *REPORTS)
            for at, (what, one) in enumerate(given_steps):
                if what == "read":
                    last[one.report.id] = one
                    put(lived, one)
                    continue
                if what == "undo" and not log:
                    continue
                judgement = made(undo(log[one % len(log)]) if what == "undo" else one, at)
                try:
                    lived.judge(judgement)
                except OnRecordError:
                    continue
                log.append(judgement)
            lived.verify()
            seen = told(lived)
        with open_record(Path(folder) / "fresh.db", create=True) as fresh:
            put(fresh, *last.values())
            take(fresh, *log)
            assert told(fresh) == seen
        with open_record(Path(folder) / "other.db", create=True) as other:
            take(other, *log)
            put(other, *last.values())
            assert told(other) == seen


def test_a_statement_without_an_anchor_of_its_own_is_not_found(full: Record) -> None:
    with pytest.raises(UnknownReference):
        full.statement("no such id")
