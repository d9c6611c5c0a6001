"""Documents by what a person calls them."""

from __future__ import annotations

import pytest

from onrecord.instruments.called import documents_called, names_of, nearest_documents
from onrecord.values.instrument import Instrument

KNOWN = {
    one.id: one
    for one in (
        Instrument("skerrin-2", "Second Article of the Skerrin Charter (1951)", "Skerrin Charter, Article 2", "act"),
        Instrument("skerrin-22", "Twenty-second Article of the Skerrin Charter (1961)", "Article 22", "act"),
        Instrument("lamp-act", "Lamp Act (1970)", "Lamp Act", "act", also=("the Ölü Act",)),
        Instrument("lamp-act-2", "Lamp Act, amended (1980)", "Lamp Act II", "act", also=("Lamp Act",)),
    )
}
ON_RECORD = frozenset({"skerrin-2", "lamp-act-2", "Tennick v. Ossery"})
NAMES = names_of(KNOWN, ON_RECORD)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("skerrin-22", ("skerrin-22",)),
        ("second article of the skerrin charter (1951)", ("skerrin-2",)),
        ("Second Article", ("skerrin-2",)),  # the one on record
        ("Twenty-second Article", ("skerrin-22",)),
        ("Lamp Act", ("lamp-act-2",)),
        ("Lamp Act 1970", ("lamp-act",)),
        ("olu act", ("lamp-act",)),
        ("Ossery", ("Tennick v. Ossery",)),
        ("Article", ("skerrin-2",)),
        ("Act harbour", ()),
        ("–", ()),
        ("", ()),
    ],
)
def test_words_of_a_name_are_enough_and_those_on_record_come_first(asked: str, fits: tuple[str, ...]) -> None:
    assert documents_called(asked, NAMES, ON_RECORD) == fits


def test_where_none_is_on_record_all_may_be_meant() -> None:
    assert documents_called("Skerrin Charter", names_of(KNOWN, ()), ()) == ("skerrin-2", "skerrin-22")


@pytest.mark.parametrize(
    ("asked", "first"), [("Secnd Article", "skerrin-2"), ("Lamp Ackt", "lamp-act-2"), ("zeppelin", None)]
)
def test_the_nearest_are_those_with_like_words(asked: str, first: str | None) -> None:
    assert next(iter(nearest_documents(asked, NAMES, ON_RECORD)), None) == first
