"""Dates for eyes: "2 December 2021" for "2021-12-02"."""

from __future__ import annotations

import re

_MONTHS = "January February March April May June July August September October November December".split()
_FORM = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)
_DOUBT = {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)", "": ""}


def date_shown(edtf: str) -> str:
    """An EDTF date in words: "December 2021", "19 February, year not known"; what has another form as it stands."""
    if "/" in edtf:
        return " to ".join(date_shown(one) if one else "?" for one in edtf.split("/"))
    found = _FORM.fullmatch(edtf)
    if found is None:
        return edtf
    year, month, day, doubt = found.groups()
    if month and month != "XX" and not 1 <= int(month) <= 12:
        return edtf
    named = [str(int(day))] if day and day != "XX" else []
    named += [_MONTHS[int(month) - 1]] if month and month != "XX" else []
    if year == "XXXX":
        return f"{' '.join(named)}, year not known{_DOUBT[doubt]}" if named else edtf
    return " ".join((*named, year)) + _DOUBT[doubt]
