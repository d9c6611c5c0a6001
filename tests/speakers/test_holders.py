"""Who held which office: every line of the table can be relied on, and a day gives its holder, candidates or nobody."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.run.load_gazetteer import HOLDERS, load_gazetteer, load_holders, read_table
from onrecord.speakers.gazetteer import fold, parts
from onrecord.speakers.holders import (
    CHIEFS,
    WORLD,
    Days,
    Held,
    Holders,
    build_holders,
    days_meant,
    gather,
    told_apart,
)

GAZETTEER, SHIPPED = load_gazetteer(), load_holders()
ROW = {
    "person": "Odra Tennick",
    "aliases": "Odra Tennik",
    "short": "",
    "office": "Foreign Minister",
    "of": "Norway",
    "from": "2001-03-05",
    "until": "2004-07",
    "as_of": "",
    "source": "invented",
}


def holders(*rows: dict[str, str]) -> Holders:
    return build_holders([ROW | row for row in rows], GAZETTEER)


def day(iso: str) -> Days:
    return Days(date.fromisoformat(iso), date.fromisoformat(iso))


# --- the table -------------------------------------------------------------------------------------------------------


def test_every_line_has_its_columns_and_a_source() -> None:
    rows = read_table(HOLDERS)
    assert len(rows) > 800
    for row in rows:
        assert None not in row
        assert None not in row.values()
        assert row["source"]
        assert (row["until"] == "..") == bool(row["as_of"])


def test_no_line_stands_twice() -> None:
    keys = [(row["person"], row["office"], row["of"], row["from"]) for row in read_table(HOLDERS)]
    assert len(keys) == len(set(keys))


def test_every_office_is_of_a_state_or_body_of_the_gazetteer() -> None:
    owners = {owner for row in read_table(HOLDERS) for owner in parts(row["of"])} - {WORLD}
    known = set(GAZETTEER.states.values()) | {body.name for body in GAZETTEER.bodies.values()}
    assert owners <= known


def test_a_person_is_called_the_same_on_every_line() -> None:
    called: dict[str, set[tuple[str, str]]] = {}
    for row in read_table(HOLDERS):
        called.setdefault(row["person"], set()).add((row["aliases"], row["short"]))
    assert {person for person, ways in called.items() if len(ways) > 1} == set()


def test_nobody_begins_before_the_one_before_has_left() -> None:
    for (owner, key), terms in SHIPPED.by_post.items():
        first = sorted({term for term in terms if term.of[0] == owner}, key=lambda term: term.begins)
        if key not in CHIEFS and "foreign minister" not in (key,):
            for before, after in pairwise(first):
                assert before.ends
                assert after.begins.last >= before.ends.first, (before, after)


def test_a_term_ends_after_it_began() -> None:
    terms = {term for terms in SHIPPED.by_name.values() for term in terms}
    assert all(term.begins.first <= (term.ends.last if term.ends else term.as_of) for term in terms)


# --- a day -----------------------------------------------------------------------------------------------------------

ON = [
    ("2001-03-04", Held.NO),
    ("2001-03-05", Held.YES),
    ("2004-06-30", Held.YES),
    ("2004-07-10", Held.MAYBE),  # "2004-07" leaves the day open
    ("2004-08-01", Held.NO),
]


@pytest.mark.parametrize(("iso", "held"), ON)
def test_a_day_is_in_a_term_or_not_or_may_be(iso: str, held: Held) -> None:
    (term,) = holders({}).of(["Norway"], "foreign minister")
    assert term.held(day(iso)) is held


def test_whoever_still_holds_an_office_was_last_looked_up_on_a_day() -> None:
    (term,) = holders({"until": "..", "as_of": "2010-01-01"}).of(["Norway"], "foreign minister")
    assert term.held(day("2010-01-01")) is Held.YES
    assert term.held(day("2010-01-02")) is Held.MAYBE
    assert not term.is_over(day("2030-01-01"))


@given(st.dates(), st.dates())
def test_days_that_hold_more_are_never_surer(one: date, other: date) -> None:
    (term,) = holders({}).of(["Norway"], "foreign minister")
    wide = Days(min(one, other), max(one, other))
    inside = {term.held(Days(one, one)), term.held(Days(other, other))}
    assert term.held(wide) is not Held.YES or inside == {Held.YES}
    assert term.held(wide) is not Held.NO or inside == {Held.NO}


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2001-02", Days(date(2001, 2, 1), date(2001, 2, 28))),
        ("2001", Days(date(2001, 1, 1), date(2001, 12, 31))),
        ("XXXX-02-19", None),
        ("2001-02-30", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_only_a_date_with_its_year_means_days(edtf: str, days: Days | None) -> None:
    assert days_meant(edtf) == days


# --- looking up ------------------------------------------------------------------------------------------------------


def test_all_words_for_one_office_lead_to_it() -> None:
    found = holders({})
    keys = {GAZETTEER.offices[phrase].post for phrase in ("top diplomat", "foreign secretary", "secretary of state")}
    assert [term.person for key in keys for term in found.of(["Norway"], key)] == ["Odra Tennick"]


def test_two_owners_must_both_have_the_office() -> None:
    found = holders({"of": "Norway;NATO"}, {"of": "Norway", "person": "Jorun Haldsby"})
    assert [term.person for term in found.of(["Norway", "NATO"], "foreign minister")] == ["Odra Tennick"]


@pytest.mark.parametrize(("of", "people"), [("NATO", ["Odra Tennick"]), ("Norway", [])])
def test_the_chief_of_a_body_is_its_first_officer_but_a_state_has_none(of: str, people: list[str]) -> None:
    found = holders({"office": "Secretary General", "of": of})
    assert [term.person for term in found.of([of], "chief")] == people


def test_full_names_and_names_that_stand_alone() -> None:
    found = holders({}, {"person": "Casimir Lo Oule", "aliases": "", "short": "Lo;Oule"})
    assert set(found.by_name) == {"odra tennick", "odra tennik", "casimir lo oule"}
    assert set(found.by_short) == {"tennick", "lo", "oule"}
    assert found.names["odra tennik"] == "Odra Tennick"


def test_a_name_of_two_persons_is_nobodys() -> None:
    assert told_apart([("a b", "A B"), ("a b", "A B the younger"), ("c d", "C D")]) == {"c d": "C D"}
    one, other = holders({}), holders({"person": "Odra Tennik", "aliases": ""})
    assert fold("Odra Tennik") not in one.joined(other).names
    assert len(one.joined(other).by_name["odra tennik"]) == 2


def test_a_name_that_is_nobodys_already_is_not_the_one_of_a_third() -> None:
    two = holders({"aliases": "O. Tennick"}, {"person": "Olla Tennick", "aliases": "O. Tennick"})
    third = holders({"person": "Orm Tennick", "aliases": "O. Tennick"})
    assert "o. tennick" not in two.names
    assert "o. tennick" not in two.joined(third).names
    assert "o. tennick" not in third.joined(two).names
    assert two.joined(third).names["orm tennick"] == "Orm Tennick"


@pytest.mark.parametrize(
    "wrong", [{"office": "lamp polisher"}, {"of": ""}, {"from": "once"}, {"until": "soon"}, {"until": ".."}]
)
def test_a_line_that_says_nothing_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no office, place or dates"):
        holders(wrong)


def test_no_terms_are_no_holders() -> None:
    assert gather([], GAZETTEER) == Holders()
