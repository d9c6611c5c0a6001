"""Formats of an export by name. A format is a module with a writer; this table is all that the command knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from onrecord.export.codebook import codebook
from onrecord.export.conllu import write_conllu
from onrecord.export.csv import write_csv
from onrecord.export.ftm import write_ftm
from onrecord.export.gexf import write_gexf
from onrecord.export.graphml import write_graphml
from onrecord.export.jsonl import write_jsonl
from onrecord.export.jsonld import write_jsonld
from onrecord.export.labelstudio import config, write_labelstudio
from onrecord.export.webannotation import write_webannotation
from onrecord.values.statement import ReportRecord

Writer = Callable[[Iterable[ReportRecord], TextIO], int]


@dataclass(frozen=True, slots=True)
class Form:
    """write: takes reports one at a time. beside: ending -> text of a file that explains FILE and stands beside it."""

    write: Writer
    beside: Mapping[str, Callable[[], str]] = field(default_factory=dict)


FORMS: Mapping[str, Form] = {
    "jsonl": Form(write_jsonl),
    "csv": Form(write_csv, {".codebook.md": codebook}),
    "webannotation": Form(write_webannotation),
    "jsonld": Form(write_jsonld),
    "ftm": Form(write_ftm),
    "conllu": Form(write_conllu),
    "labelstudio": Form(write_labelstudio, {".config.xml": config}),
    "graphml": Form(write_graphml),
    "gexf": Form(write_gexf),
}
