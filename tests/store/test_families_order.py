"""The families on record are those of the pure function, whatever the order of reading."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.grouping import families
from onrecord.grouping.families_bonds import Match
from onrecord.grouping.families_rows import rounded
from onrecord.grouping.families_words import Shared, shared_words
from onrecord.store import families_near
from onrecord.store.families_much import runs_of
from onrecord.store.families_near import Wordings
from onrecord.store.families_sayings import Sayings
from onrecord.store.record import Record, open_record
from onrecord.values.statement import Kind
from tests.store.conftest import put
from tests.store.families_made import (
    BEGINNING,
    CUT,
    EK,
    MARRIN,
    NEGATED,
    STRANGER,
    TOLD,
    WHOLE,
    fresh,
    group,
    report,
    standing,
)

WORDS = (
    WHOLE,
    CUT,
    BEGINNING,
    NEGATED,
    STRANGER,
    f"{CUT} … {STRANGER}",
    TOLD,
    "“We will win,”",
    WHOLE.replace("the", "our"),
)
statements = st.tuples(
    st.sampled_from(WORDS), st.sampled_from((MARRIN, "Marrin", EK, None)), st.sampled_from((Kind.DIRECT, Kind.INDIRECT))
)
some = st.lists(
    st.tuples(st.lists(statements, min_size=1, max_size=3), st.sampled_from((None, "2023-05-03", "2023-07-01"))),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, deadline=None)
@given(some, st.randoms(use_true_random=False), st.integers(1, 3), st.integers(1, 3))
def test_the_order_of_reading_changes_nothing(made: list[Any], chance: Random, most: int, heads: int) -> None:
    reports = [report(f"r{number}", *said, day=day) for number, (said, day) in enumerate(made)]
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as folder:
        patched.setattr(families_near, "MOST", most)  # turns of phrase come early, and become so while others wait
        patched.setattr(families, "MOST_HEADS", heads)
        expected = fresh(reports)
        chance.shuffle(reports)
        with open_record(Path(folder, "r.db"), create=True) as record:
            for one in (*reports, *chance.sample(reports, len(reports) // 2)):
                put(record, one)
                if chance.random() < 0.5:
                    group(record, chance.randint(1, 3))
                if chance.random() < 0.2:
                    record.connection.execute("DELETE FROM reports WHERE id = ?", (one.report.id,))
                    group(record, 2)
                    put(record, one)
            group(record, 2)
            assert standing(record) == expected
            assert grouped_at_once(record) == {(family, one) for one, family, *_ in expected}


def grouped_at_once(record: Record) -> set[tuple[str, str]]:
    """What the pure function finds in all that is on record: families and their statements."""
    sayings = Sayings(Wordings(record.connection))
    plains = [row[0] for row in record.connection.execute("SELECT number FROM plain_wordings")]
    said = {plain: list(sayings.of(plain).values()) for plain in plains}
    digests = {plain: some[0].wording for plain, some in said.items() if some}
    numbers = {digest: plain for plain, digest in digests.items()}

    def match(one: str, other: str) -> list[Match]:
        words = [sayings.texts.plain(numbers[each]) for each in (one, other)]
        shared = shared_words(words[0], words[1]) if words[0] and words[1] else None
        return [Match(rounded(shared))] if shared else []

    matches = {(digest, digest): match(digest, digest) for digest in numbers}
    for row in record.connection.execute("SELECT * FROM family_pairs"):
        if row["one"] in digests and row["other"] in digests:
            one, other = digests[row["one"]], digests[row["other"]]
            shared = Shared(*(row[name] for name in Shared._fields))
            told = Match(shared, bool(row["anywhere"]), other if row["told"] else None)
            matches.setdefault((min(one, other), max(one, other)), []).append(told)
    crowd = families.Crowd({digest: runs_of(record.connection, numbers[digest]) for digest in numbers}, match)
    found = families.families([one for some in said.values() for one in some], matches, crowd)
    return {(family.id, told.id) for family in found for saying in family.sayings for told in saying.told}
