"""What the stages need besides the page, read from the package's own files once."""

from __future__ import annotations

from functools import cache

from onrecord import __version__
from onrecord.pipeline.tools import Tools
from onrecord.run.load_cues import load_cues
from onrecord.run.load_gazetteer import load_gazetteer
from onrecord.run.load_register import load_register

MODEL = "rules"


@cache
def load_tools() -> Tools:
    """All that ships with the program for reading, and the reader's name. The same values at every call."""
    return Tools(cues=load_cues(), gazetteer=load_gazetteer(), register=load_register(), reader=reader_name())


def reader_name() -> str:
    """Program version and model: stamped on every machine-made row, so that a re-read knows what to replace."""
    return f"onrecord {__version__} {MODEL}"
