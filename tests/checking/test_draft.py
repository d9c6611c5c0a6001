"""What holds a draft back."""

from __future__ import annotations

from dataclasses import replace

import pytest

import onrecord
from onrecord.checking.draft import (
    MEANING,
    Checked,
    DraftCheck,
    DraftKind,
    Outcome,
    Quoted,
    Terms,
    allowed,
    milder,
)
from onrecord.errors import WrongOption
from onrecord.values.searched import Searched
from onrecord.values.span import Span

DRAFT = onrecord.read("The lamp is out.", model="rules").record


def draft_check(*failings: tuple[Outcome, ...], kind: DraftKind = DraftKind.QUOTATION) -> DraftCheck:
    checked = tuple(Checked(Quoted(kind, (Span(0, 1),), ("x",)), one) for one in failings)
    return DraftCheck(DRAFT, "r.db", checked, Searched(1, 1, 0, (), None, None), (), (), Terms())


@pytest.mark.parametrize(
    ("failings", "allow", "passes"),
    [
        ((), (), True),
        ((Outcome.CUT,), (), False),
        ((Outcome.CUT,), ("cut",), True),
        ((Outcome.CUT, Outcome.TOO_SHORT), ("cut",), False),
        ((Outcome.CUT, Outcome.TOO_SHORT), ("cut", "too-short"), True),
        ((Outcome.ALTERED, Outcome.CUT), ("cut",), False),
        ((Outcome.NOT_CHECKED,), ("cut",), False),
    ],
)
def test_all_that_is_wrong_must_be_allowed(failings: tuple[Outcome, ...], allow: tuple[str, ...], passes: bool) -> None:
    found = replace(draft_check(failings), terms=Terms(allowed(allow)))
    assert (found.passes, found.exit) == (passes, 0 if passes else 1)


@pytest.mark.parametrize("name", ["altered", "other-speaker", "spliced", "not-checked", "confirmed", "nothing", ""])
def test_what_cannot_be_allowed(name: str) -> None:
    with pytest.raises(WrongOption):
        allowed([name])


def test_a_paraphrase_holds_back_only_where_asked_for() -> None:
    found = draft_check((Outcome.NOTHING_LIKE_IT,), kind=DraftKind.PARAPHRASE)
    assert found.passes
    assert not replace(found, terms=Terms(paraphrases=True)).passes
    assert replace(draft_check((), kind=DraftKind.PARAPHRASE), terms=Terms(paraphrases=True)).passes


def test_a_paraphrase_is_never_confirmed() -> None:
    (one,) = draft_check((), kind=DraftKind.PARAPHRASE).checked
    assert one.outcome is Outcome.IN_THESE_OR_OTHER_WORDS


def test_what_was_not_looked_at_holds_back() -> None:
    assert draft_check().passes
    assert not replace(draft_check(), left=1).passes


def test_the_worst_come_first_and_are_counted() -> None:
    found = draft_check((Outcome.CUT,), (), (Outcome.ALTERED, Outcome.CUT))
    assert [one.outcome for one in found.worst_first] == [Outcome.ALTERED, Outcome.CUT, Outcome.CONFIRMED]
    assert found.counts == {Outcome.ALTERED: 1, Outcome.CUT: 1, Outcome.CONFIRMED: 1}


def test_milder() -> None:
    assert milder((), (Outcome.CUT,))
    assert milder((Outcome.TOO_SHORT,), (Outcome.ALTERED,))
    assert not milder((Outcome.CUT,), (Outcome.CUT,))


def test_every_outcome_is_told_in_words() -> None:
    assert set(MEANING) == set(Outcome)
