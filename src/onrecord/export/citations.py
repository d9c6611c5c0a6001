"""A report or one of its statements, cited: as text, BibTeX, RIS and CSL-JSON. Pure functions.

What is cited is the report, for that is what a reader can look up; a statement adds who said what in it. A date is
given as far as it is known; a year that is not in evidence is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.export.iris import ISO_DATE, web_address
from onrecord.text.edtf import in_words
from onrecord.values.report import Report
from onrecord.values.span import words_at
from onrecord.values.statement import Kind, Statement

LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ENDS = tuple(".!?…”\"'’»")
NOT_A_LINE = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is made of, each on one line; None for what is not known. date: EDTF, as far as it is known.

    title: of a report without one its occasion. given_id: by which it came. is_transcript: printed by no outlet.
    note: who said what, of a statement.
    """

    key: str
    title: str | None
    outlet: str | None
    byline: str | None
    date: str | None
    url: str | None
    origin: str
    language: str | None
    note: str | None
    given_id: str | None = None
    is_transcript: bool = False


def cited(report: Report, statement: Statement | None = None) -> Cited:
    """A report, or a statement in it, ready to be cited."""
    edtf = report.published.edtf if report.published else None
    return Cited(
        key=f"onrecord-{(statement.id if statement else report.id)[:12]}",
        title=_line(report.title or report.occasion),
        outlet=_line(report.outlet or report.wire),
        byline=_line(report.byline),
        date=edtf if edtf and ISO_DATE.fullmatch(edtf) else None,
        url=web_address(report.url),
        origin=_line(report.origin) or "",
        language=_line(report.language),
        note=_line(_note(report, statement)) if statement else None,
        given_id=_line(report.given_id),
        is_transcript=report.kind == "transcript",
    )


def _note(report: Report, statement: Statement) -> str:
    """ "Ysolde Marrin, 3 May 2023: “We will not sign.”"; paraphrases have no quotation marks of ours."""
    said_on = statement.circumstances.said_on
    who = statement.speaker.name if statement.speaker else "speaker not named"
    when = in_words(said_on.edtf) if said_on else None
    words = words_at(statement.attribution.content, report.text)
    told = words if statement.attribution.kind is Kind.DIRECT else f"[{statement.attribution.kind.value}] {words}"
    return f"{who}{f', {when}' if when else ''}: {told}"


def _line(words: str | None) -> str | None:
    """On one line, without what steers a terminal or ends a field."""
    return NOT_A_LINE.sub(" ", words).strip() or None if words else None


# --- the styles ------------------------------------------------------------------------------------------------------


def as_text(of: Cited) -> str:
    """ "Ysolde Marrin: “…”, in: A. Writer, “Title”, The Ledger, 3 May 2023, https://example.org/1."""
    parts = [of.byline, f"“{of.title}”" if of.title else None, of.outlet, in_words(of.date)]
    parts.append(of.url or of.given_id or of.origin)
    source = ", ".join(part for part in parts if part)
    note = f"{of.note}{'' if of.note.endswith(ENDS) else '.'} In: " if of.note else ""
    return f"{note}{source}."


def as_bibtex(of: Cited) -> str:
    """One entry, `@misc`, which every style knows. Braces around the title keep its capitals."""
    year, month, day = _parts(of.date)
    fields = {
        "title": f"{{{_latex(of.title)}}}" if of.title else None,
        "author": f"{{{_latex(of.byline)}}}" if of.byline else None,  # whole: a byline is not always a name
        "howpublished": _latex(of.outlet or ("Transcript" if of.is_transcript else None)),
        "number": _latex(of.given_id),
        "year": year,
        "day": day.lstrip("0") if day else None,
        "url": _in_braces(of.url),
        "note": _latex(of.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    lines += f"  month = {MONTHS[int(month) - 1]},\n" if month else ""  # a macro of every style, and so not in braces
    return f"@misc{{{of.key},\n{lines}}}"


def as_ris(of: Cited) -> str:
    """One record. DA is YYYY/MM/DD/, with the slashes also where month or day are not known."""
    year, month, day = _parts(of.date)
    fields = (
        ("TY", "GEN" if of.is_transcript else "NEWS"),
        ("ID", of.key),
        ("TI", of.title),
        ("AU", of.byline),
        ("T2", of.outlet),
        ("PY", year),
        ("DA", f"{year}/{month or ''}/{day or ''}/" if year else None),
        ("AN", of.given_id),
        ("UR", of.url),
        ("LA", of.language),
        ("N1", of.note),
    )
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def as_csl(of: Cited) -> str:
    """A list with one item of CSL-JSON, as Zotero and pandoc read it."""
    dated = [int(part) for part in (of.date or "").split("-") if part]
    item: dict[str, object] = {
        "id": of.key,
        "type": "speech" if of.is_transcript else "article-newspaper",
        "title": of.title,
        "author": [{"literal": of.byline}] if of.byline else None,
        "container-title": of.outlet,
        "issued": {"date-parts": [dated]} if dated else None,
        "number": of.given_id,
        "URL": of.url,
        "language": of.language,
        "note": of.note,
    }
    known = {name: value for name, value in item.items() if value is not None}
    return json.dumps([known], ensure_ascii=False, indent=1)


STYLES: Mapping[str, Callable[[Cited], str]] = {"text": as_text, "bibtex": as_bibtex, "ris": as_ris, "csl": as_csl}


def _parts(date: str | None) -> tuple[str | None, str | None, str | None]:
    year, month, day, *_ = [*(date or "").split("-"), "", ""]
    return year or None, month or None, day or None


def _latex(words: str | None) -> str | None:
    return "".join(LATEX.get(sign, sign) for sign in words) if words else None


def _in_braces(url: str | None) -> str | None:
    """An address as `url` takes it: escapes that the address itself has, for braces that BibTeX would count."""
    return url.replace("{", "%7B").replace("}", "%7D") if url else None
