"""Where a text leaves ASCII."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.beyond_ascii import stretches_beyond_ascii

_RUNS = re.compile(r"[^\x00-\x7f]+")
PLAIN, SIGNS = st.text("ab ", max_size=600), st.text("é”\ufffd\U0001f600", max_size=300)


@given(st.lists(st.tuples(PLAIN, SIGNS), max_size=6))
def test_every_run_of_other_signs_lies_wholly_in_one_stretch(pieces: list[tuple[str, str]]) -> None:
    text = "".join(plain + signs for plain, signs in pieces)
    stretches = stretches_beyond_ascii(text)
    inside = [run.span() for stretch in stretches for run in _RUNS.finditer(text, *stretch)]
    assert inside == [run.span() for run in _RUNS.finditer(text)]
    assert all(one[1] < other[0] for one, other in pairwise(stretches))


def test_ascii_has_no_such_stretches_and_a_stretch_is_no_whole_text() -> None:
    assert stretches_beyond_ascii("a" * 10_000) == []
    ((start, end),) = stretches_beyond_ascii("a" * 5_000 + "é" + "a" * 5_000)
    assert start <= 5_000 < end
    assert end - start < 1_000
