"""What the stages need besides the page, read from the package's own files once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.errors import DamagedWeights
from onrecord.pipeline.tools import Tools
from onrecord.run.fingerprint import fingerprint_of
from onrecord.run.load_cues import load_cues
from onrecord.run.load_extractor import load_extractor
from onrecord.run.load_gazetteer import load_gazetteer, load_holders
from onrecord.run.load_instruments import load_catalogue
from onrecord.run.load_lines import load_line_model
from onrecord.run.load_ranking import load_ranking
from onrecord.run.load_register import load_register
from onrecord.values.model import Model

if TYPE_CHECKING:
    from onrecord.inference.extract import Extractor


@cache
def load_tools(model: Model = Model.BEST) -> Tools:
    """All that ships with the program for reading, and the reader's name. The same values at every call.

    Where the weights are missing or damaged the rules read alone; the reader's name says so, see `why_rules_alone`.
    """
    extractor = _extractor(model)[0]
    return Tools(
        cues=load_cues(),
        gazetteer=load_gazetteer(),
        register=load_register(),
        instruments=load_catalogue(),
        reader=_reader_name(model, extractor),
        extractor=extractor,
        holders=load_holders(),
        ranking=load_ranking(),
        lines=load_line_model(),
    )


def why_rules_alone(model: Model) -> str | None:
    """What is wrong with a model's weights, as a sentence with its remedy; None when they are whole or not wanted."""
    return _extractor(model)[1]


@cache
def _extractor(model: Model) -> tuple[Extractor | None, str | None]:
    """A model's extractor, or why there is none."""
    if model is Model.RULES:
        return None, None
    try:
        return load_extractor(model.value), None
    except DamagedWeights as error:
        return None, str(error)


def _reader_name(model: Model, extractor: Extractor | None) -> str:
    """Program version, model and data: stamped on every machine-made row, so that a re-read knows what to replace."""
    name = extractor.name if extractor else Model.RULES.value
    return f"onrecord {__version__} {name} {fingerprint_of(model.value if extractor else None)}"
