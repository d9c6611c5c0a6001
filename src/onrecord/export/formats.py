"""Formats of an export that are one file of text, by name. A format is a module with a writer; this table is all that
the command knows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from onrecord.export.codebook import codebook
from onrecord.export.columns import columns_of
from onrecord.export.conllu import write_conllu
from onrecord.export.csv import write_csv
from onrecord.export.ftm import write_ftm
from onrecord.export.gexf import write_gexf
from onrecord.export.graphml import write_graphml
from onrecord.export.jsonl import write_whole
from onrecord.export.jsonld import write_jsonld
from onrecord.export.labelstudio import config, write_labelstudio
from onrecord.export.webannotation import write_webannotation
from onrecord.values.statement import ReportRecord

Text = Callable[[bool], str]
Writer = Callable[[Iterable[ReportRecord], TextIO, bool], object]


@dataclass(frozen=True, slots=True)
class Form:
    """A format that is one file of text.

    write: takes reports one at a time. beside: ending -> text of a file that explains FILE and stands beside it. Both
    hear whether the reports have their texts (`without_text.without_text`).
    """

    write: Writer
    beside: Mapping[str, Text] = field(default_factory=dict)


def _plain(write: Callable[[Iterable[ReportRecord], TextIO], object], beside: Mapping[str, Text] | None = None) -> Form:
    """A format to which that makes no difference."""
    return Form(lambda records, out, _: write(records, out), beside or {})


FORMS: Mapping[str, Form] = {
    "jsonl": _plain(write_whole),
    "csv": Form(
        lambda records, out, with_text: write_csv(records, out, columns_of(with_text=with_text)),
        {".codebook.md": lambda with_text: codebook(columns_of(with_text=with_text))},
    ),
    "webannotation": _plain(write_webannotation),
    "jsonld": _plain(write_jsonld),
    "ftm": _plain(write_ftm),
    "conllu": _plain(write_conllu),
    "labelstudio": _plain(write_labelstudio, {".config.xml": lambda _: config()}),
    "graphml": _plain(write_graphml),
    "gexf": _plain(write_gexf),
}
