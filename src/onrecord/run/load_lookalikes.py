"""Letters of other scripts that look like Latin ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from onrecord.run.shipped import shipped_text


@cache
def load_lookalikes() -> Mapping[str, str]:
    """Each such letter with the Latin one that it is read as."""
    source = shipped_text("lookalikes.tsv")
    rows = (line.split("\t") for line in source.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({chr(int(code, 16)): latin for code, latin, _ in rows})
