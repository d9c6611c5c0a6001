"""The report on a draft as one HTML page: its text with every place marked, and beside each what came of it.

It stands alone: no script, nothing fetched, and all words of the draft and of the record are escaped.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

from onrecord.checking.draft import Checked, DraftCheck, DraftKind, Outcome
from onrecord.export.dates_shown import date_shown
from onrecord.export.draft_card import card, count, tag
from onrecord.export.draft_marks import SIGNS, DraftLine, DraftPiece, Tone, draft_lines, shown, tone_of
from onrecord.export.draft_style import STYLE
from onrecord.values.searched import Searched

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# Words of strangers are escaped: none of theirs can be one of these.
_STATEMENT = re.compile(r'<span data-statement="([^"<>]*)">([^<>]*)</span>')
_SHOWN = 140  # characters of a quotation in the list


def draft_html(found: DraftCheck) -> str:
    """The whole document."""
    title = found.draft.report.title or found.draft.report.origin
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{shown(title)}: quotations checked</title><style>{STYLE}</style></head>\n"
        f'<body><a class="skip" href="#text">To the draft</a><div class="page">\n{_head(found, title)}\n<main>'
        f"{_list(found)}\n{_text(found)}{_outside(found)}</main>\n{_foot(found)}\n</div></body></html>"
    )


def draft_sections(found: DraftCheck) -> str:
    """The same for a page of the site, with links to the statements: its classes are those of `draft_style`."""
    title = found.draft.report.title or found.draft.report.origin
    body = f"{_head(found, title)}\n{_list(found)}\n{_text(found)}{_outside(found)}{_foot(found)}"
    return f'<div class="draft">{_STATEMENT.sub(_link, body)}</div>'


def _link(found: re.Match[str]) -> str:
    return f'<a href="/statement/{quote(unescape(found[1]), safe="")}">{found[2]}</a>'


def _head(found: DraftCheck, title: str) -> str:
    report = found.draft.report
    known = [report.origin if report.title else "", *([report.published.edtf or ""] if report.published else [])]
    places = [(outcome, number) for outcome, number in found.counts.items()]
    counts = "".join(f"<li>{tag(outcome, f'{number:,} {outcome.value}')}</li>" for outcome, number in places)
    notes = "".join(f"<li>{shown(note)}</li>" for note in found.notes)
    return (
        f"<header><h1>{shown(title)}</h1>"
        f'<p class="told">{shown(" · ".join(part for part in known if part))}</p>{_answer(found)}'
        + (f'<ul class="counts" aria-label="How many places came to what">{counts}</ul>' if counts else "")
        + (f'<ul class="notes">{notes}</ul>' if notes else "")
        + "</header>"
    )


def _answer(found: DraftCheck) -> str:
    tone = Tone.GOOD if found.passes else Tone.BAD
    said = "May pass" if found.passes else "Held back"
    return (
        f'<div class="answer {tone.value}" role="status"><strong>{SIGNS[tone]} {said}</strong>'
        f"<p><span>{shown(_told(found))}</span></p></div>"
    )


def _told(found: DraftCheck) -> str:
    places = found.quotations
    open_ones = [one for one in places if one.failings]
    if not places:
        told = "There is no quotation in this draft."
    elif not open_ones:
        told = f"Confirmed: {count(len(places), 'quotation')}, all there are."
    else:
        told = f"{len(open_ones):,} of {count(len(places), 'quotation')} are not confirmed."
    if open_ones and found.passes:
        told += " What is open is allowed: " + ", ".join(sorted(one.value for one in found.terms.allowed)) + "."
    if found.left:
        told += f" {count(found.left, 'more quotation')} not looked at: check the draft in parts."
    paraphrases = len(found.checked) - len(places)
    if paraphrases:
        told += f" Looked up besides: {count(paraphrases, 'paraphrase')}."
    return told


def _list(found: DraftCheck) -> str:
    numbers = {id(one): number for number, one in enumerate(found.checked, 1)}
    rows = "".join(_row(numbers[id(one)], one) for one in found.worst_first if one.outcome is not Outcome.CONFIRMED)
    return (
        f'<nav aria-labelledby="list"><h2 id="list">To look at, the worst first</h2><ol class="list">{rows}</ol></nav>'
        if rows
        else ""
    )


def _row(number: int, one: Checked) -> str:
    words = " ".join(one.quoted.words.split())
    words = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
    who = f" — {shown(one.quoted.speaker)}" if one.quoted.speaker else ""
    return f'<li><span>{tag(one.outcome)}</span><a href="#check-{number}">{number}. {shown(words)}{who}</a></li>'


def _text(found: DraftCheck) -> str:
    text = found.draft.report.text
    lines = "".join(_line(line, text, found) for line in draft_lines(text, found.checked))
    return f'<section aria-labelledby="text"><h2 id="text">The draft</h2>{lines}</section>'


def _line(line: DraftLine, text: str, found: DraftCheck) -> str:
    words = "".join(_piece(piece, text, found) for piece in line.pieces)
    cards = "".join(card(number, found.checked[number - 1], found) for number in line.first)
    return f'<div class="line"><p>{words}</p><div class="cards">{cards}</div></div>\n'


def _piece(piece: DraftPiece, text: str, found: DraftCheck) -> str:
    words = shown(text[piece.start : piece.end])
    for number in reversed(piece.numbers):
        words = f'<mark class="{tone_of(found.checked[number - 1].outcome).value}">{words}</mark>'
    return "".join(_number(number, piece, found) for number in piece.opens) + words


def _number(number: int, piece: DraftPiece, found: DraftCheck) -> str:
    one = found.checked[number - 1]
    is_first = one.quoted.spans[0].start == piece.start
    place = f' id="place-{number}"' if is_first else ""
    sign = SIGNS[tone_of(one.outcome)]
    label = shown(f"{number}: {one.outcome.value}")
    return f'<sup{place}><a href="#check-{number}" aria-label="{label}">{number}{sign}</a></sup>'


def _outside(found: DraftCheck) -> str:
    """What a web page has around its article."""
    cards = "".join(card(number, one, found) for number, one in enumerate(found.checked, 1) if not one.quoted.spans)
    return f"<section><h2>Outside of the article</h2>{cards}</section>" if cards else ""


def _foot(found: DraftCheck) -> str:
    lines = [
        f"Searched: {told_searched(found.searched)}; record {found.record}.",
        "“Not confirmed” does not say false: it says that this record does not bear it out.",
        f"Read by {found.draft.reader}.",
    ]
    if any(one.quoted.kind is DraftKind.PARAPHRASE for one in found.checked):
        lines.insert(1, "Paraphrases are looked up by their words; whether one says the same, a person judges.")
    return f"<footer>{''.join(f'<p>{shown(line)}</p>' for line in lines)}</footer>"


def told_searched(searched: Searched) -> str:
    outlets = f" of {count(searched.outlets, 'outlet')}" if searched.outlets else ""
    days = (
        f", published {date_shown(searched.earliest)} to {date_shown(searched.latest or searched.earliest)}"
        if searched.earliest
        else ""
    )
    return f"{count(searched.statements, 'statement')} in {count(searched.reports, 'report')}{outlets}{days}"
