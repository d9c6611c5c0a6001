"""Letters of other scripts that look like Latin ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def load_lookalikes() -> Mapping[str, str]:
    """Each such letter with the Latin one that it is read as."""
    source = files("onrecord").joinpath("data", "lookalikes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in source.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({chr(int(code, 16)): latin for code, latin, _ in rows})
