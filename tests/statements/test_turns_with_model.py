"""The turns of an interview beside what a model reads in them: nothing overlaps, and what is said inside is nested."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from onrecord.inference.decode import Found
from onrecord.inference.resolve import Read
from onrecord.run.load_cues import load_cues
from onrecord.statements.find_attributions import find_attributions
from onrecord.values.span import Span
from onrecord.values.statement import Attribution
from tests.speakers.scenes import report_of

TEXT = (
    "The mayor came to the Ledger to talk about lamps.\nLethe: We sleep, and she said it was cold.\n"
    "Varga: Do we?\nLethe: We do. The board said no.\nIt rained, the keeper said."
)


class Reader:
    """Stands for the networks: what it reads is given."""

    def __init__(self, read: Sequence[Read]) -> None:
        self._read = read

    def read(self, report: object, marks: object, hints: object, is_speech: Callable[..., bool]) -> Sequence[Read]:
        return self._read


def _read(content: tuple[str, ...], inside: int | None = None) -> Read:
    spans = tuple(Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in content)
    return Read(Found((), (), spans, 0, ()), 0.8, inside)


def _found(*read: Read) -> dict[str, Attribution]:
    found = find_attributions(report_of(TEXT), load_cues(), Reader(read))  # type: ignore[arg-type]
    return {" … ".join(span.of(TEXT) for span in one.content): one for one in found}


FIRST = "We sleep, and she said it was cold."
LAST = "We do. The board said no."


def test_what_is_said_in_a_turn_is_nested_in_it() -> None:
    found = _found(_read(("it was cold",)), _read(("It rained",)))
    assert found["it was cold"].nested_in == found[FIRST].id
    assert found[FIRST].nested_in is found["It rained"].nested_in is None


def test_a_turn_takes_the_probability_of_what_the_model_has_of_it() -> None:
    found = _found(_read((LAST.rstrip("."),)))
    assert LAST in found and LAST.rstrip(".") not in found


def test_what_runs_over_the_edge_of_a_turn_gives_way_and_what_was_in_it_goes_to_the_turn() -> None:
    over = "it was cold.\nVarga: Do"
    found = _found(_read((over,)), _read(("cold",), inside=0))
    assert over not in found
    assert found["cold"].nested_in == found[FIRST].id


def test_outermost_contents_do_not_overlap() -> None:
    over = "she said it was cold.\nVarga: Do"
    found = _found(_read((over,)), _read(("it was cold",), inside=0), _read(("The board said no", "It rained")))
    spans = sorted(span for one in found.values() if not one.nested_in for span in one.content)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    assert {FIRST, "Do we?", LAST} <= found.keys()
