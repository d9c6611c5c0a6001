"""What things are called outside of the record: addresses where they have one, else names that stay.

The names are URNs in a space of our own ("urn:onrecord:report:…"): an id is the same in every record, and no address is
made up that leads nowhere.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.statement import Reference

WEB = re.compile(r"https?://[^\s/?#\\]+", re.ASCII | re.IGNORECASE)
KEPT = "/:@!$&'()*+,;=~-._%?#[]"  # signs of RFC 3986 that stand for themselves, escapes included
ISO_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def web_address(text: str | None) -> str | None:
    """A web address with all that an address cannot hold escaped; None for what is none, "javascript:…" too."""
    if not text or not WEB.match(text):
        return None
    return quote(text.encode("utf-8", "replace"), safe=KEPT)


def report_address(report: Report) -> str:
    """Where the report is: its address, else the address it was read from, else its name in the record."""
    return web_address(report.url) or web_address(report.origin) or report_name(report.id)


def report_name(report: str) -> str:
    return f"urn:onrecord:report:{report}"


def statement_name(statement: str) -> str:
    return f"urn:onrecord:statement:{statement}"


def speaker_name(speaker: Speaker) -> str | None:
    """None for who is no entity: words like "two officials" mean somebody else in every report."""
    return f"urn:onrecord:speaker:{speaker.entity}" if speaker.entity else None


def instrument_key(reference: Reference) -> str | None:
    """The document by its id in the register, else by its number; None while several fit."""
    return reference.instrument or reference.identifier


def instrument_name(reference: Reference) -> str | None:
    key = instrument_key(reference)
    return f"urn:onrecord:instrument:{quote(key.encode('utf-8', 'replace'), safe='')}" if key else None


def iso_date(edtf: str | None) -> str | None:
    """A year, month or day, which ISO 8601 and EDTF write alike; None for all that only EDTF can say."""
    return edtf if edtf and ISO_DATE.fullmatch(edtf) else None
