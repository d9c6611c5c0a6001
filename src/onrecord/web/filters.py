"""The filters of a search as an address has them: the names are those of the command line."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Query

from onrecord.run.asked_documents import document_asked
from onrecord.store.finding_outlets import no_outlet_called
from onrecord.store.finding_people import nobody_called
from onrecord.store.record import Record
from onrecord.store.search import Filters
from onrecord.values.statement import Kind, Mode

Name = Annotated[str | None, Query(max_length=300)]
Day = Annotated[str | None, Query(max_length=40, description="EDTF: 2021, 2021-12 or 2021-12-02.")]


def filters(  # noqa: PLR0913 -- what a statement may be asked for
    *,
    speaker: Annotated[str | None, Query(max_length=300, description="Words of the speaker's name.")] = None,
    outlet: Annotated[str | None, Query(max_length=300, description="Words of the outlet's name.")] = None,
    since: Day = None,
    until: Day = None,
    kind: Kind | Literal[""] | None = None,
    mode: Mode | Literal[""] | None = None,
    instrument: Annotated[
        str | None, Query(max_length=300, description="Appeals to it: id, number, words of a name.")
    ] = None,
    independent: Annotated[bool, Query(description="The same words in copies of one report are one hit.")] = False,
    rejected: Annotated[bool, Query(description="Also what a person judged to be no statement.")] = False,
    all_versions: Annotated[bool, Query(description="Also what stands in earlier versions of a page.")] = False,
) -> Filters:
    """What was asked for, for `Depends`. What a form left empty was not asked for."""
    return Filters(
        speaker=speaker or None,
        outlet=outlet or None,
        since=since or None,
        until=until or None,
        kind=kind or None,
        mode=mode or None,
        instrument=instrument or None,
        rejected=rejected,
        independent=independent,
        all_versions=all_versions,
    )


def with_document(record: Record, asked: Filters) -> Filters:
    """The same, with the id of the document in place of a name or words of one. Raises UnknownReference."""
    if asked.instrument is None:
        return asked
    return replace(asked, instrument=document_asked(record, asked.instrument))


def notes_on(connection: sqlite3.Connection, speaker: str | None, outlet: str | None = None) -> tuple[str, ...]:
    """What to say of a list that is empty: that nobody on record is called so, and who is nearly."""
    none = (nobody_called(connection, speaker), no_outlet_called(connection, outlet))
    return tuple(one.told for one in none if one)
