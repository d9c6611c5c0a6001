"""What is loaded once and handed down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.instruments.catalogue import Catalogue
from onrecord.reports.line_model import LineModel
from onrecord.reports.read_report import ReadBody
from onrecord.reports.register import Register
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.holders import Holders
from onrecord.speakers.ranking import Rankings
from onrecord.statements.cues import CueLexicon

if TYPE_CHECKING:
    from onrecord.inference.extract import Extractor


MOST_STATEMENTS = 5_000


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything the stages need besides the page. Loaded by `onrecord.run.load_tools`, never by a stage.

    holders: who held which office, and when; empty where no persons are to be known.
    extractor: the learned extractor; None where the rules read alone.
    ranking: learned weights for pronouns; None where rules alone resolve them.
    lines: learned weights for the lines of scraped pages; None where rules alone tell furniture.
    read_body: gets the text out of a page in place of `body_of`, e.g. in another process, with the same result.
    most_statements: of one report; what goes beyond is left out, and a flag of the report says so.
    reader: program version, model and data, stamped on every row, e.g. "onrecord 0.1.0 rules 1f2e3d4c".
    """

    cues: CueLexicon
    gazetteer: Gazetteer
    register: Register
    instruments: Catalogue
    reader: str
    extractor: Extractor | None = None
    holders: Holders = field(default_factory=Holders)
    ranking: Rankings | None = None
    lines: LineModel | None = None
    read_body: ReadBody | None = None
    most_statements: int = MOST_STATEMENTS
