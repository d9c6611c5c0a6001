"""Quotations with a signature, as papers print them alone: "“We sleep at last.” — Ann Lethe, nurse"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft
from onrecord.text.quotemarks import Quotation
from onrecord.values.report import Report
from onrecord.values.span import Span

SIGNED = "signed quotation"
_FEWEST_WORDS = 4  # of a quotation: “Hope” — Obama is a caption
_LONGEST = 160  # characters of a signature with all that is told of the name
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:of|the|de|da|del|di|von|van|bin|al|[^\W\d_a-z][\w.'’-]*)){0,6}"
# Behind the name its owner is told of, or the day; a verb would make it the next sentence.
_SIGNATURE = re.compile(
    rf"\s{{0,4}}(?P<cue>[—–―]|--?)[ \xa0]?(?P<name>(?:[Tt]he )?{_NAME})"
    r"(?=[.,;(]|[ \xa0]?\(|\s*$| (?:in|on|to|at|via|from|writing|speaking|tweeting|posting)\b)(?P<more>[^“”\"\n]*)"
)
_LEADS_IN = re.compile(r"(?:^|:)\s*$")


def signed_quotations(report: Report, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """One direct statement for each quotation that begins its paragraph and is signed behind it or in the next.

    A colon may stand before it ("Quote of the day: “…” — Ann Lethe"). A dash and a name inside a sentence sign
    nothing: what follows the name must end the paragraph within a line or two.
    """
    for quotation in quotations:
        at = bisect_right(report.paragraphs, quotation.span.start, key=lambda paragraph: paragraph.end)
        if at >= len(report.paragraphs) or not quotation.closed or not _stands_alone(report, quotation, at):
            continue
        signature = _signature(report, quotation, at)
        if signature is not None:
            cue, source = signature
            yield Draft((quotation.span,), (cue,), (source,), None, SIGNED, at)


def with_signatures(drafts: Sequence[Draft], report: Report, quotations: Sequence[Quotation]) -> list[Draft]:
    """The drafts, those without cue and source with the signature of their quotation; signed ones that lack, added."""
    signed = list(signed_quotations(report, quotations))
    if not signed:
        return list(drafts)
    bare = {span: at for at, d in enumerate(drafts) if not d.cue and not d.source for span in d.content}
    claimed = [d.reach for d in drafts if d.cue or d.source]
    found = list(drafts)
    for one in signed:
        at = bare.get(one.content[0])
        if at is not None:
            found[at] = replace(one, content=found[at].content)
        elif not any(reach.overlaps(one.reach) for reach in claimed):
            found.append(one)
    return sorted(found, key=lambda draft: draft.content[0].start)


def _is_bullet(report: Report, at: int) -> bool:
    return report.reading[report.paragraphs[at].start] in "—–―-•*"


def _stands_alone(report: Report, quotation: Quotation, at: int) -> bool:
    start = report.paragraphs[at].start
    if quotation.span.start - start >= _LONGEST:  # asked first: a paragraph may have thousands of quotations
        return False
    before = report.reading[start : quotation.span.start]
    words = len(quotation.span.of(report.reading).split())
    return words >= _FEWEST_WORDS and bool(_LEADS_IN.search(before))


def _signature(report: Report, quotation: Quotation, at: int) -> tuple[Span, Span] | None:
    """Dash and name, behind the quotation in its own paragraph or at the head of the next."""
    own, end = report.paragraphs[at], quotation.span.end
    if end >= own.end and at + 1 < len(report.paragraphs):
        if report.paragraphs[at + 2 : at + 3] and _is_bullet(report, at + 1) and _is_bullet(report, at + 2):
            return None  # a list
        own = report.paragraphs[at + 1]
        end = own.start
    if own.end - end > _LONGEST:
        return None
    match = _SIGNATURE.fullmatch(report.reading, end, own.end)
    if match is None or match["name"].split()[0].lower() in g.LABELS:
        return None
    name = match["name"].rstrip(".") if not match["name"].endswith(("Jr.", "Sr.")) else match["name"]
    start = match.start("name")
    return Span(match.start("cue"), match.end("cue")), Span(start, start + len(name))
