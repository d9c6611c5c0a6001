"""Statements whose words a person corrected: everything that follows from words follows these."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.judging.lines import signed
from onrecord.judging.parts import quotes_of
from onrecord.run.judged import anchor_of
from onrecord.store.families_waiting import complete_families
from onrecord.store.instruments import appealed
from onrecord.store.judgements import said
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.store.search import search
from onrecord.values.judgement import Field, Judgement
from onrecord.values.span import Span
from onrecord.values.statement import Reference, ReportRecord
from tests.judging.making import correct, reject, undo
from tests.run import test_primary
from tests.store import test_copies, test_families, test_occasions
from tests.store.conftest import put
from tests.store.making import WHEN, attribution_at, page_of, record_of, statement_at

TEXT = "“The bridge is safe,” Ana Berg said, “and the Lamp Act of Ume says so.” Nobody asked her twice."
WHOLE, FIRST, SECOND = (0, 71), (0, 21), (37, 71)
ACT = Span(46, 61)


def read_by(reader: str = "onrecord test", *content: tuple[int, int]) -> ReportRecord:
    """The report as this reader reads it: all in one piece, cue and all, unless it reads better."""
    bare = record_of(TEXT, reader)
    spans = tuple(Span(*one) for one in content or (WHOLE,))
    found = attribution_at(0, 71, content=spans, cue=(Span(31, 35),), id=f"a {reader}")
    to = Reference(ACT, "lamp-act-1931", "Lamp Act (1931)")
    return replace(bare, statements=(statement_at(bare.report.id, 0, 71, attribution=found, refers_to=(to,)),))


READ = read_by()
PAGE = page_of(READ)


def correction(read: ReportRecord = READ, at: int = 0, **fields: str | None) -> Judgement:
    quotes = quotes_of({Field(name): value for name, value in fields.items()}, read.report.text)
    about = anchor_of(read, read.statements[at])
    return signed(replace(correct(about, fields=fields, because="heard it"), quotes=quotes))


PIECES = "0:21,37:71"
RIGHT = correction(content=PIECES, source="22:30")


@pytest.fixture
def full(record: Record) -> Record:
    put(record, READ)
    return record


def places(record: Record, shown: Shown = Shown.JUDGED) -> list[list[tuple[int, int]]]:
    """Content, cue and source of the one statement."""
    (found,) = record.report(READ.report.id, shown).statements
    parts = (found.attribution.content, found.attribution.cue, found.attribution.source)
    return [[(span.start, span.end) for span in part] for part in parts]


def test_corrected_places_stand_and_the_machines_are_kept(full: Record) -> None:
    full.judge(RIGHT)
    assert places(full) == [[FIRST, SECOND], [(31, 35)], [(22, 30)]]
    assert places(full, Shown.AS_READ) == [[WHOLE], [(31, 35)], []]
    assert full.as_read_by(READ.reader, READ.report.id) == READ
    (found,) = full.report(READ.report.id).statements
    assert (found.id, found.verdict) == (READ.statements[0].id, "corrected")
    assert found.judged[0].fields == (Field.CONTENT, Field.SOURCE)
    full.verify()


def test_the_index_has_the_corrected_words_and_no_others(full: Record) -> None:
    full.judge(correction(content="0:21"))
    assert search(full, "bridge").total == 1
    assert search(full, "Ume").total == 0
    (row,) = full.connection.execute("SELECT words, starts, ends FROM statements")
    assert tuple(row) == (TEXT[:21], 0, 21)
    full.judge(undo(correction(content="0:21")))
    assert search(full, "Ume").total == 1


def test_undone_it_is_as_before(full: Record) -> None:
    before = full.report(READ.report.id)
    full.judge(RIGHT)
    full.judge(undo(RIGHT))
    assert full.report(READ.report.id) == before
    assert [one.standing for one in full.judgements()] == ["undone", "stands"]
    full.verify()


def test_of_two_corrections_the_later_one_counts_and_other_parts_stay(full: Record) -> None:
    full.judge(correction(content="0:21", cue=None))
    full.judge(correction(content=PIECES))
    assert places(full) == [[FIRST, SECOND], [], []]
    full.judge(undo(correction(content=PIECES)))
    assert places(full) == [[FIRST], [], []]


def test_a_document_goes_with_the_words_that_name_it_and_comes_back_with_them(full: Record) -> None:
    def named() -> tuple[list[str | None], int]:
        (found,) = full.report(READ.report.id).statements
        return [one.instrument for one in found.refers_to], len(appealed(full))

    short, longer = correction(content="0:21"), correction(content=PIECES)
    assert named() == (["lamp-act-1931"], 1)
    full.judge(short)
    assert named() == ([], 0)
    assert full.report(READ.report.id, Shown.AS_READ).statements == READ.statements
    full.judge(longer)
    assert named() == (["lamp-act-1931"], 1)
    full.judge(undo(longer))
    assert named() == ([], 0)
    full.judge(undo(short))
    assert named() == (["lamp-act-1931"], 1)


# --- after a re-read -------------------------------------------------------------------------------------------------


def test_it_holds_for_another_reader(full: Record) -> None:
    full.judge(RIGHT)
    put(full, read_by("another reader", (0, 60)))
    assert places(full) == [[FIRST, SECOND], [(31, 35)], [(22, 30)]]
    full.verify()


def test_a_statement_that_was_judged_by_its_corrected_words_is_found_by_either(full: Record) -> None:
    full.judge(correction(content="0:21,37:60"))
    full.judge(reject(anchor_of(full.report(READ.report.id), full.report(READ.report.id).statements[0])))
    put(full, read_by("another reader"))
    assert full.counts().rejected == 1
    put(full, read_by("a better reader", FIRST, (37, 60)))
    assert full.counts().rejected == 1


def test_where_its_words_are_gone_it_waits_and_says_so(full: Record) -> None:
    full.judge(RIGHT)
    other = read_by("another reader")
    text = TEXT.replace("and the", "or the")
    with full.batch():  # the same bytes, of which another text was made
        full.add(
            full.begin_run(WHEN, "", []), replace(other, report=replace(other.report, text=text, reading=text)), PAGE
        )
    assert places(full) == [[WHOLE], [(31, 35)], []]
    assert [one.standing for one in full.judgements()] == ["unplaced"]


def test_it_comes_in_before_its_report(path: Path) -> None:
    with open_record(path, create=True) as record:
        record.judge(RIGHT)
        put(record, READ)
        assert places(record) == [[FIRST, SECOND], [(31, 35)], [(22, 30)]]


# --- what follows from words -----------------------------------------------------------------------------------------


def test_families_follow(tmp_path: Path) -> None:
    """A reader took two statements for one; corrected, its words are in the family of the same words elsewhere."""
    speaker = test_families.MARRIN
    one = test_families.report("one", test_families.said(test_families.CUT), day="2023-05-02")
    both = f"{test_families.STRANGER} {test_families.CUT}"
    other = test_families.report("other", test_families.said(both, speaker))
    right = test_families.report("other", test_families.said(both, speaker))
    start = len(test_families.STRANGER) + 1
    judgement = correction(other, content=f"{start}:{len(both)}")
    moved = replace(right.statements[0].attribution, content=(Span(start, len(both)),))
    right = replace(right, statements=(replace(right.statements[0], attribution=moved),))
    told = []
    for number, (reports, log) in enumerate((((one, other), (judgement,)), ((one, right), ()), ((one, other), ()))):
        with open_record(tmp_path / f"{number}.db", create=True) as record:
            put(record, *reports)
            list(complete_families(record))
            for each in log:
                record.judge(each)
            list(complete_families(record))
            told.append(test_families.standing(record))
    assert told[0] == told[1] != told[2]


def test_which_copy_s_statement_stands_for_all_follows(record: Record) -> None:
    put(record, test_copies.ORIGINAL, test_copies.CUT)
    before = test_copies.voices(record)
    copy = test_copies.CUT
    start = copy.statements[0].attribution.content[0].start
    judgement = correction(copy, content=f"{start}:{start + 30}")
    record.judge(judgement)
    corrected = test_copies.voices(record)
    assert {one for one, voice, *_ in corrected if one == voice} == {one for one, *_ in corrected}
    put(record, replace(copy, reader="another reader"))
    assert test_copies.voices(record) == corrected
    record.judge(undo(judgement))
    assert test_copies.voices(record) == before


def test_in_words_it_tells_the_words() -> None:
    assert said(correction(content="0:21", cue=None)) == (
        f"correct “{TEXT[:35].rstrip()} … {TEXT[36:71].lstrip()}”: content “The bridge is safe,” (0:21), cue unknown"
    )


SPOKEN = """
SELECT s.id, hex(sp.digest) FROM spoken_by AS b JOIN statements AS s ON s.number = b.statement
JOIN spoken AS sp ON sp.number = b.spoken ORDER BY s.id"""


def test_occasions_follow(record: Record, tmp_path: Path) -> None:
    """What two reports have in common of one speaker's words is that of the words as they are corrected."""

    def common(of: Record) -> list[list[tuple[object, ...]]]:
        while complete_occasions(of, limit=5):
            pass
        queries = (SPOKEN, "SELECT words, share FROM same_words ORDER BY words, share")
        return [[tuple(row) for row in of.connection.execute(query)] for query in queries]

    put(record, test_occasions.DATED, test_occasions.UNDATED)
    before = common(record)
    words = test_occasions.UNDATED.report.text
    judgement = correction(test_occasions.UNDATED, content=f"0:{len(words) // 2}")
    record.judge(judgement)
    corrected = common(record)
    assert corrected != before
    with open_record(tmp_path / "fresh.db", create=True) as fresh:
        fresh.judge(judgement)
        put(fresh, test_occasions.DATED, test_occasions.UNDATED)
        assert common(fresh) == corrected
    record.judge(undo(judgement))
    assert common(record) == before


@pytest.mark.parametrize("is_turn", [False, True], ids=["the quotation", "the turn"])
def test_what_goes_back_to_a_transcript_follows(record: Record, is_turn: bool) -> None:
    words = "“We have counted the forty lamps of the outer harbour.”"
    turn = record.report(test_primary.transcript(record))
    quotation = record.report(test_primary.quote(record, words))

    def found() -> list[str]:
        test_primary.settle(record)
        return [verdict for verdict, *_ in test_primary.found(record, quotation.report.id)]

    assert found() == ["verbatim"]
    judgement = correction(turn, content="0:13") if is_turn else correction(quotation, content="0:9")
    record.judge(judgement)
    assert record.connection.execute("SELECT count(*) FROM primary_quotations").fetchone()[0] == 0
    assert found() == []
    record.judge(undo(judgement))
    assert found() == ["verbatim"]
