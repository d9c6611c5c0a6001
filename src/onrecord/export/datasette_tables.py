"""What the tables and views of a record hold, for who looks with Datasette. Those not named here are inner works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.export.columns import COLUMNS

_DAY = "EDTF (ISO 8601-2): 2021-12-02, 2021-12, XXXX-02-19 where the year is not in evidence; empty: not known."
_START = "Where it begins in the report's text, in Unicode code points."
_END = "Where it ends there; the last character is the one before."
_MEANINGS = {column.name: column.meaning for column in COLUMNS} | {
    "words": "The words, as they stand in the report; ` … ` stands where the report interrupts them.",
    "day": f"When it was said; where that is not known, when the report was published. {_DAY}",
    "said_on": f"When it was said, as far as the report tells. {_DAY}",
    "published": f"When the report was published. {_DAY}",
    "starts": _START,
    "ends": _END,
    "report": "The report it stands in: a number in `reports`.",
    "statement": "A number in `statements`.",
    "report_id": "Names the report; the same in every record.",
    "run": "The reading that brought it: a number in `runs`.",
    "text": "The text that all offsets point into, as it was read.",
    "instrument": "The document's name in the register; empty where it is not there.",
    "identifier": "Its number in its normal form, such as S/RES/1973.",
    "provision": "The part that is named, such as Article 5.",
    "document": "The document's name, or the words for it.",
    "origin": "Where the input was found: a path, an address, a line.",
    "type": "person, body, state, document, group or unknown.",
    "entity": "Names the speaker; the same wherever name and type are.",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view. columns: those whose meaning is told. label: the column that stands for a row elsewhere."""

    description: str
    columns: str
    label: str | None = None
    facets: tuple[str, ...] = ()
    sort: str | None = None  # newest or largest first
    more: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    is_view: bool = False

    def metadata(self) -> dict[str, object]:
        told: dict[str, object] = {
            "description": self.description,
            "columns": {name: _MEANINGS[name] for name in self.columns.split()},
        }
        if self.label:
            told["label_column"] = self.label
        if self.facets:
            told["facets"] = list(self.facets)
        if self.sort:
            told["sort_desc"] = self.sort
        return told | dict(self.more)


_FOUND_BY_WORDS = {"fts_table": "statement_search", "fts_pk": "statement"}
_STATEMENT = "words said_on kind mode force place occasion addressee confidence"
TABLES: Mapping[str, Table] = {
    "said": Table(
        "Who said what: a row a statement of the latest version of each page, as people corrected it.",
        f"speaker speaker_type {_STATEMENT} day outlet published title office url statement report "
        "statement_id report_id",
        facets=("outlet", "kind", "mode", "speaker_type"),
        more=_FOUND_BY_WORDS,
        is_view=True,
    ),
    "appealed_to": Table(
        "Which treaties, resolutions, laws and letters were appealed to, by whom and in which words.",
        "document instrument identifier provision speaker day words outlet title statement report statement_id",
        facets=("document", "speaker"),
        more=_FOUND_BY_WORDS,
        is_view=True,
    ),
    "who_spoke": Table("Speakers, who said most first.", "type entity", facets=("type",), is_view=True),
    "changed_pages": Table("Pages of which more than one version is on record.", "published report_id", is_view=True),
    "statements": Table(
        "Statements, with what each finding rests on. `said` shows the same with names.",
        f"{_STATEMENT} starts ends report run office nested_in",
        label="words",
        facets=("kind", "mode"),
    ),
    "reports": Table(
        "Reports that were read, with their texts.",
        "title outlet wire published language byline section url origin text sha256 given_id run",
        label="title",
        facets=("outlet", "language"),
    ),
    "speakers": Table("Everybody who said something.", "type entity run", label="name", facets=("type",)),
    "appeals": Table("Documents that the words of a statement lean on.", "statement instrument identifier provision"),
    "spans": Table("Where the parts of a statement stand in its report's text.", "statement starts ends"),
    "occasions": Table("Events of speaking that several reports tell of.", "said_on place", label="called"),
    "runs": Table(
        "Each reading: when, by which version of the program, and what of.", "", label="started", sort="number"
    ),
    "inputs": Table("What became of each input of a run.", "run origin report sha256", facets=("outcome",)),
    "skipped_inputs": Table("Inputs that could not be read, with the reason and a remedy.", "origin run", is_view=True),
    "judgements": Table("The log of what people judged. Nothing in it is ever changed.", "", sort="number"),
    "kept_bytes": Table(
        "The bytes that were read. Absent ones were imported from another record's export, which holds none.",
        "sha256",
        more={"units": {"size": "byte"}},
    ),
    "feeds": Table("Feeds that are watched.", "", label="title"),
}
