"""Reads the register of dated names that ships with the program."""

from __future__ import annotations

from importlib.resources import files

from onrecord.reports.register import Register, build_register


def load_register() -> Register:
    """The names in `onrecord/data/dated_names.tsv`."""
    return build_register((files("onrecord") / "data" / "dated_names.tsv").read_text(encoding="utf-8").splitlines())
