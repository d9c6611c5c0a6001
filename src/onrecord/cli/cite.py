"""Citations of what is on record, for `onrecord show --cite`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.errors import UnknownReference

if TYPE_CHECKING:
    from onrecord.store.record import Record
    from onrecord.values.report import Report
    from onrecord.values.statement import Statement


class CiteStyle(StrEnum):
    TEXT = "text"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"


def print_citation(record: Record, asked: str, style: CiteStyle) -> None:
    """The report or, where no report is called so, the statement. Raises UnknownReference when it is neither."""
    from onrecord.export.citations import STYLES, cited  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    sys.stdout.write(STYLES[style](cited(*_meant(record, asked))).rstrip("\r\n") + "\n")


def _meant(record: Record, asked: str) -> tuple[Report, Statement | None]:
    try:
        return record.report(asked).report, None
    except UnknownReference as no_report:
        try:
            found, statement = record.statement(asked)
        except UnknownReference:
            raise no_report from None
        return found.report, statement
