"""Statements that people added: rows like all others, for as long as no reader finds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.export.reading_back import judgements_of, record_from_json
from onrecord.export.whole import whole_to_json
from onrecord.judging.lines import signed
from onrecord.run.judged import anchor_of
from onrecord.store.as_read import records_to_export
from onrecord.store.families_waiting import complete_families
from onrecord.store.judgements import Standing
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.store.review import waiting
from onrecord.store.search import Filters, search
from onrecord.values.judgement import Act, Field, Judgement, Person
from onrecord.values.places import statement_id
from onrecord.values.span import Span
from onrecord.values.statement import Force, Kind, Mode, ReportRecord, Statement
from tests.judging.making import add, correct, reject, undo
from tests.store import test_copies, test_families, test_occasions
from tests.store.conftest import put
from tests.store.making import WHEN, attribution_at, page_of, record_of, statement_at

TEXT = "“Late,” he said. “The bridge is safe,” Ana Berg said, “and it was tested.” She added that it rains."
FIRST, MISSED, CUE, SOURCE, LAST = (0, 7), ((17, 38), (54, 74)), (48, 52), (39, 47), (85, 98)
CONTENT = "17:38,54:74"


def read_by(*places: tuple[int, int], reader: str = "onrecord test") -> ReportRecord:
    bare = record_of(TEXT, reader, published="2023-05-03")
    return replace(bare, statements=tuple(statement_at(bare.report.id, *place) for place in places))


READ = read_by(FIRST, LAST)
PAGE = page_of(READ)


def addition(*names: str, read: ReportRecord = READ, **told: str | None) -> Judgement:
    return add(read.report.text, read.report.sha256, *names, **{"content": CONTENT, **told})


PLAIN = addition()
TOLD = addition("Bo Ek", speaker="Bo Ek", cue="48:52", source="39:47", mode="wrote", said_on="2021", place="Ume",
                force="warns", because="heard it")  # fmt: skip


@pytest.fixture
def full(record: Record) -> Record:
    put(record, READ)
    return record


def statements(record: Record, shown: Shown = Shown.JUDGED) -> Sequence[Statement]:
    return record.report(READ.report.id, shown).statements


def standings(record: Record) -> list[Standing]:
    return [one.standing for one in record.judgements()]


def test_it_stands_among_the_others_with_all_that_was_told(full: Record) -> None:
    full.judge(TOLD)
    before, one, after = statements(full)
    assert (before, after) == READ.statements
    found = one.attribution
    assert (found.content, found.cue) == ((Span(*MISSED[0]), Span(*MISSED[1])), (Span(*CUE),))
    assert (found.source, found.kind, found.mode, found.force) == (
        (Span(*SOURCE),),
        Kind.DIRECT,
        Mode.WROTE,
        Force.WARNS,
    )
    assert one.id == statement_id(READ.report.id, found)
    assert one.speaker
    assert (one.speaker.name, one.speaker.entity, one.speaker.because) == ("Bo Ek", "bo ek", "added by ana: heard it")
    assert one.circumstances.said_on
    assert (one.circumstances.said_on.edtf, one.circumstances.place) == ("2021", "Ume")
    assert (one.verdict, one.is_added, one.confidence, found.because) == ("added", True, 1.0, "added by ana: heard it")
    assert [(judged.id, judged.act) for judged in one.judged] == [(TOLD.id, Act.ADD)]
    assert full.judgements()[0].statements == 1
    full.verify()


def test_what_was_not_told_follows_from_the_words(full: Record) -> None:
    full.judge(addition(source="39:47"))
    (one,) = [one for one in statements(full) if one.is_added]
    assert (one.attribution.kind, one.attribution.mode, one.circumstances.said_on) == (Kind.DIRECT, Mode.SAID, None)
    assert one.speaker
    assert (one.speaker.name, one.speaker.type.value, one.speaker.entity) == ("Ana Berg", "unknown", None)


def test_it_is_found_counted_and_not_for_review(full: Record) -> None:
    full.judge(PLAIN)
    (hit,) = search(full, "tested").hits
    assert (hit.judged, hit.words) == ("added", "“The bridge is safe,” … “and it was tested.”")
    assert full.counts().statements == 3
    assert {one.statement for one in waiting(full.connection, limit=9)} == {one.id for one in READ.statements}
    (row,) = full.connection.execute("SELECT count(*) FROM quotations WHERE words LIKE '%tested%'")
    assert row[0] == 1


def test_what_the_machine_read_is_without_it(full: Record) -> None:
    full.judge(PLAIN)
    assert tuple(statements(full, Shown.AS_READ)) == READ.statements
    (exported,) = records_to_export(full)
    assert exported.as_read == READ.statements
    line = whole_to_json(exported)
    assert record_from_json(line) == READ
    assert judgements_of(line) == (PLAIN.id,)


def test_undone_it_is_gone_and_all_is_as_before(full: Record) -> None:
    before = full.report(READ.report.id), full.counts().statements, full.speakers()
    full.judge(TOLD)
    full.judge(PLAIN)
    for one in (TOLD, PLAIN):
        full.judge(undo(one))
    assert (full.report(READ.report.id), full.counts().statements, full.speakers()) == before
    assert [tuple(row) for row in full.connection.execute("SELECT ordinal FROM statements ORDER BY 1")] == [(0,), (1,)]
    full.judge(undo(undo(TOLD)))
    assert [one.is_added for one in statements(full)] == [False, True, False]
    full.verify()


def test_it_can_be_rejected_and_corrected_like_any_other(full: Record) -> None:
    full.judge(TOLD)
    about = anchor_of(full.report(READ.report.id), statements(full)[1])
    corrected = correct(about, fields={"place": "Kordava"})
    full.judge(corrected)
    assert (statements(full)[1].circumstances.place, statements(full)[1].verdict) == ("Kordava", "added")
    full.judge(undo(corrected))
    assert statements(full)[1].circumstances.place == "Ume"
    full.judge(reject(about))
    assert (len(statements(full)), full.counts().rejected) == (2, 1)
    assert statements(full, Shown.WITH_REJECTED)[1].verdict == "rejected"
    full.judge(undo(TOLD))
    assert standings(full)[-2] is Standing.UNPLACED


def test_several_are_in_the_order_of_the_text_however_they_came(full: Record) -> None:
    for one in (addition(content="75:78"), PLAIN, addition(content="8:10")):
        full.judge(one)
    starts = [one.attribution.content[0].start for one in statements(full)]
    assert starts == [0, 8, 17, 75, 85]
    put(full, replace(READ, reader="another reader"))
    assert [one.attribution.content[0].start for one in statements(full)] == starts
    full.verify()


# --- readings --------------------------------------------------------------------------------------------------------


def found_by(reader: str, cue: Sequence[tuple[int, int]], *places: tuple[int, int]) -> ReportRecord:
    bare = read_by(FIRST, LAST, reader=reader)
    spans = tuple(Span(*one) for one in places)
    found = attribution_at(*places[0], content=spans, cue=tuple(Span(*one) for one in cue), id="m")
    return replace(bare, statements=(*bare.statements, statement_at(bare.report.id, 0, 1, attribution=found)))


@pytest.mark.parametrize(
    ("cue", "places"),
    [([CUE], MISSED), ([], MISSED), ([], ((17, 38), (55, 74))), ([CUE], MISSED[:1]), ([CUE], ((17, 74),))],
    ids=["as it was", "no cue", "a mark less", "half of it", "cue and all"],
)
def test_a_reader_that_finds_it_fulfils_it(
    full: Record, cue: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]
) -> None:
    full.judge(addition(cue="48:52"))
    better = found_by("a better reader", cue, *places)
    put(full, better)
    assert standings(full) == [Standing.FULFILLED]
    assert [one.id for one in statements(full)] == [one.id for one in better.statements]
    assert [one.verdict for one in statements(full)] == [None, None, "accepted"]
    assert [one.judged for one in search(full, "bridge").hits] == ["accepted"]
    put(full, replace(READ, reader="a worse reader"))
    assert (standings(full), [one.is_added for one in statements(full)]) == ([Standing.STANDS], [False, True, False])
    full.verify()


@pytest.mark.parametrize(
    ("cue", "places"),
    [([], ((17, 20),)), ([(79, 84)], ((0, 98),)), ([], ((17, 52),))],
    ids=["a word", "around", "half"],
)
def test_other_words_do_not(full: Record, cue: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]) -> None:
    full.judge(addition(cue="48:52"))
    put(full, found_by("a reader", cue, *places))
    assert (standings(full), len(statements(full))) == ([Standing.STANDS], 4)


def test_of_what_is_read_by_now_it_corrects_what_was_told_otherwise(full: Record) -> None:
    full.judge(TOLD)
    better = found_by("a better reader", [CUE], *MISSED)
    put(full, better)
    one = statements(full)[2]
    assert (one.id, one.verdict) == (better.statements[2].id, "corrected")
    assert one.speaker
    assert (one.speaker.name, one.circumstances.place, one.attribution.mode) == ("Bo Ek", "Ume", Mode.WROTE)
    assert one.attribution.source == ()  # where it stands is what was read
    assert (one.judged[0].act, Field.PLACE in one.judged[0].fields) == (Act.CORRECT, True)
    assert tuple(statements(full, Shown.AS_READ)) == better.statements
    assert [one.judged for one in search(full, "bridge").hits] == ["corrected"]
    full.judge(undo(TOLD))
    assert tuple(statements(full)) == better.statements


def test_where_its_words_are_gone_it_waits_and_says_so(full: Record) -> None:
    full.judge(PLAIN)
    text = TEXT.replace("and it was tested", "and we tried it")
    other = replace(READ, reader="another", report=replace(READ.report, text=text, reading=text))
    with full.batch():  # the same bytes, of which another text was made
        full.add(full.begin_run(WHEN, "", []), other, PAGE)
    assert (standings(full), len(statements(full))) == ([Standing.UNPLACED], 2)


def test_it_comes_in_before_its_report(path: Path) -> None:
    with open_record(path, create=True) as record:
        record.judge(TOLD)
        put(record, READ)
        assert [one.is_added for one in statements(record)] == [False, True, False]


# --- what follows from words -----------------------------------------------------------------------------------------


def missing(read: ReportRecord) -> tuple[ReportRecord, Judgement]:
    """The report without its last statement, and the judgement that adds it: the same words of the same speaker."""
    one = read.statements[-1]
    content = ",".join(f"{span.start}:{span.end}" for span in one.attribution.content)
    told = {"content": content, "kind": one.attribution.kind.value}
    if one.circumstances.said_on:
        told["said_on"] = one.circumstances.said_on.edtf
    who = one.speaker
    assert who
    assert who.entity
    judgement = add(read.report.text, read.report.sha256, who.name, **told, speaker=who.name)
    people = (Person(who.name, who.type, who.entity),)
    return replace(read, statements=read.statements[:-1]), signed(replace(judgement, people=people))


def families(record: Record) -> object:
    list(complete_families(record))
    return test_families.standing(record)


def occasions(record: Record) -> object:
    while complete_occasions(record, limit=5):
        pass
    return [tuple(row) for row in record.connection.execute("SELECT id, said_on FROM occasions ORDER BY id")]


@pytest.mark.parametrize(
    ("reports", "seen"),
    [
        (test_families.REPORTS[:2], families),
        ((test_copies.ORIGINAL, test_copies.CUT), test_copies.voices),
        ((test_occasions.DATED, test_occasions.UNDATED), occasions),
    ],
    ids=["families", "copies", "occasions"],
)
@pytest.mark.parametrize("which", [0, 1])
def test_families_copies_and_occasions_are_as_if_it_had_been_read(
    tmp_path: Path, reports: Sequence[ReportRecord], seen: Callable[[Record], object], which: int
) -> None:
    without, judgement = missing(reports[which])
    with open_record(tmp_path / "read.db", create=True) as record:
        put(record, *reports)
        wanted = seen(record)
    with open_record(tmp_path / "added.db", create=True) as record:
        put(record, *(without if at == which else one for at, one in enumerate(reports)))
        bare = seen(record)
        record.judge(judgement)
        assert seen(record) == wanted
        put(record, *(replace(one, reader="another reader") for one in (without, reports[1 - which])))
        assert seen(record) == wanted
        record.judge(undo(judgement))
        assert seen(record) == bare
        record.verify()


def test_of_an_earlier_version_of_a_page_it_counts_as_that_does(record: Record) -> None:
    page = {"url": "https://ledger.example/ferry", "outlet": "Ledger"}
    early = record_of("It rains. We are late.", published="2023-05-03", id="aa" * 10, **page)
    late = record_of("It rains again. We are late.", published="2023-05-04", id="bb" * 10, **page)
    early = replace(early, statements=())
    put(record, early)
    record.judge(add(early.report.text, early.report.sha256, content="0:9"))
    assert (search(record, "rains").total, record.counts().statements) == (1, 1)
    put(record, late)
    assert ([one.judged for one in search(record, "rains").hits], record.counts().statements) == ([None], 1)
    assert search(record, "rains", Filters(all_versions=True)).total == 2
