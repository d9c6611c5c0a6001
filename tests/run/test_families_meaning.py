"""What is proposed to families by meaning: the same whatever the order, counted nowhere, and only where it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.run import families_meaning
from onrecord.run.families_meaning import families_by_meaning, family_by_meaning, proposals
from onrecord.run.load_meaning import load_rewordings
from onrecord.run.meaning import PROPOSAL, Proposer
from onrecord.store.families_read import FamilyFilters, family_of, family_rows
from onrecord.store.record import Record, open_record
from onrecord.values.statement import Kind, ReportRecord
from tests.bag import Bag
from tests.store.conftest import put
from tests.store.test_families import EK, MARRIN, group, report, said

FIRST = "“The old lighthouse on Skerrin must be repaired before the storms of this winter begin.”"
SECOND = "“Before this winter the old lighthouse of Skerrin will be repaired for storms must begin.”"
TOLD = (
    "before this winter of storms begins the old lighthouse of Skerrin must be repaired. Eleven masons and a crane "
    "from Kordava have been hired for the work"
)
NEGATED = "“Before this winter the old lighthouse of Skerrin will not be repaired for storms must begin.”"
OTHER = "“The ferry company pays for eleven new boats out of its own pocket next year.”"


def proposer_for(record: Record) -> Proposer:
    made = Proposer(Bag(), load_rewordings())
    made.index(record)
    return made


def proposed(record: Record) -> set[tuple[str, str, str]]:
    """Pairs of reports, and as what."""
    group(record)
    asked = "SELECT s.number, r.id FROM statements AS s JOIN reports AS r ON r.number = s.report"
    of = dict(map(tuple, record.connection.execute(asked).fetchall()))
    found = proposals(record, proposer_for(record)).found
    return {(*sorted((of[one.one], of[one.other])), one.how.value) for one in found}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ([report("b", said(SECOND))], {("a", "b", "retranslated")}),
        ([report("b", said(TOLD, kind=Kind.INDIRECT))], {("a", "b", "paraphrase")}),
        ([report("b", said(SECOND), day="2023-05-11")], set()),
        ([report("b", said(SECOND), day=None)], set()),
        ([report("b", said(SECOND), day="2023-05")], set()),
        ([report("b", said(SECOND, EK))], set()),
        ([report("b", said(SECOND, None))], set()),
        ([report("b", said(NEGATED))], set()),
        ([report("b", said(OTHER))], set()),
        ([report("b", said(FIRST))], set()),  # the very same words
        ([report("b", said(FIRST), said(SECOND))], set()),  # a report says a thing once
    ],
)
def test_what_is_proposed(record: Record, others: list[ReportRecord], found: set[tuple[str, str, str]]) -> None:
    put(record, report("a", said(FIRST)), *others)
    assert proposed(record) == found


def test_a_proposal_stands_beside_the_family_and_counts_nowhere(record: Record) -> None:
    put(record, report("a", said(FIRST)), report("b", said(FIRST), said(OTHER)), report("c", said(SECOND)))
    group(record)
    proposer = proposer_for(record)
    (plain,) = family_rows(record)
    (row,) = families_by_meaning(record, proposer=proposer)
    assert (row.statements, row.reports, row.proposals, plain.proposals) == (2, 2, 1, None)
    *members, last = family_by_meaning(record, row.family or "", proposer)
    assert tuple(members) == family_of(record, row.family or "")
    assert (last.report, last.how, last.label, last.family) == ("c", "retranslated", PROPOSAL, row.family)
    assert last.beside in {one.statement for one in members}
    assert last.chance is not None
    assert 0.5 < last.chance <= 1
    assert record.report("c").families == {}


def test_statements_of_no_family_are_listed_with_what_is_proposed_to_them(record: Record) -> None:
    put(record, report("a", said(FIRST)), report("c", said(SECOND)), report("d", said(OTHER)))
    group(record)
    proposer = proposer_for(record)
    (row,) = families_by_meaning(record, proposer=proposer)
    assert (row.family, row.statements, row.reports, row.outlets, row.proposals) == (None, 1, 1, 1, 1)
    first, other = family_by_meaning(record, row.statement, proposer)
    assert (first.statement, first.how, first.label) == (row.statement, "fullest", None)
    assert (other.how, other.beside, other.family) == ("retranslated", row.statement, None)
    assert family_by_meaning(record, other.statement, proposer)[1].statement == row.statement
    alone = report("d", said(OTHER)).statements[0].id
    assert family_by_meaning(record, alone, proposer) == ()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (FamilyFilters(speaker="marrin"), 1),
        (FamilyFilters(speaker="ek"), 0),
        (FamilyFilters(since="2023-05-04"), 0),
        (FamilyFilters(least=2), 0),
    ],
)
def test_filters(record: Record, filters: FamilyFilters, found: int) -> None:
    put(record, report("a", said(FIRST)), report("c", said(SECOND)))
    group(record)
    assert len(families_by_meaning(record, filters, proposer_for(record))) == found


def test_where_too_much_was_said_in_a_week_it_is_told(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_meaning, "MOST_BEHIND", 1)
    put(record, *(report(f"r{n}", said(words)) for n, words in enumerate((FIRST, OTHER, SECOND))))
    group(record)
    assert proposals(record, proposer_for(record)).left_out == 1


# --- order ------------------------------------------------------------------------------------------------------------

Made = tuple[list[tuple[str, str, Kind]], str | None]
some = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.sampled_from((FIRST, SECOND, NEGATED, OTHER, f"{FIRST} {OTHER}", TOLD)),
                st.sampled_from((MARRIN, "Marrin", EK)),
                st.sampled_from((Kind.DIRECT, Kind.INDIRECT)),
            ),
            min_size=1,
            max_size=3,
        ),
        st.sampled_from((None, "2023-05-03", "2023-05-09")),
    ),
    min_size=1,
    max_size=5,
)


def told(reports: Iterable[ReportRecord]) -> tuple[object, ...]:
    with TemporaryDirectory() as folder, open_record(Path(folder, "r.db"), create=True) as record:
        put(record, *reports)
        group(record)
        proposer = proposer_for(record)
        rows = families_by_meaning(record, proposer=proposer)
        return rows, [family_by_meaning(record, row.family or row.statement, proposer) for row in rows]


@settings(max_examples=4, deadline=None)
@given(some, st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(made: list[Made], chance: Random) -> None:
    reports = [report(f"r{number}", *one, day=day) for number, (one, day) in enumerate(made)]
    expected = told(reports)
    chance.shuffle(reports)
    assert told(reports) == expected
