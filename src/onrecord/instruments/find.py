"""Which documents the statements of a report lean on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.instruments.catalogue import Catalogue
from onrecord.instruments.mention import Mention
from onrecord.instruments.search import Search
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, Reference


def find_references(
    report: Report, attributions: Sequence[Attribution], catalogue: Catalogue
) -> dict[str, tuple[Reference, ...]]:
    """The documents that each attribution's words lean on, by attribution id, in the order of the text.

    What stands in the content counts, and the document in which it is said ("In a letter, she said …"). A source that
    is a document is a speaker and no reference. Attributions without any are left out.
    Cost: linear in the length of the report.
    """
    mentions = Search(report, catalogue).mentions() if attributions else []
    starts = [one.span.start for one in mentions]
    found = {one.id: _references(one, mentions, starts, catalogue) for one in attributions} if mentions else {}
    return {key: references for key, references in found.items() if references}


def _references(
    attribution: Attribution, mentions: Sequence[Mention], starts: Sequence[int], catalogue: Catalogue
) -> tuple[Reference, ...]:
    inside = [
        mention
        for span in attribution.content
        for mention in mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if span.contains(mention.span)
    ]
    return tuple(reference_to(one, catalogue) for one in (*_frame(attribution, mentions, starts), *inside))


def _frame(attribution: Attribution, mentions: Sequence[Mention], starts: Sequence[int]) -> Iterator[Mention]:
    """The document that opens the sentence in which the words are reported: "In a letter …, she said …"."""
    told = (*attribution.source, *attribution.cue)
    if not told or not attribution.cue:
        return
    first = min(span.start for span in told)
    for mention in reversed(mentions[max(0, bisect_left(starts, first) - 3) : bisect_left(starts, first)]):
        if mention.frame and mention.frame.contains(attribution.cue[0]) and mention.span.end <= first:
            if not any(span.contains(mention.span) for span in attribution.content):
                yield replace(mention, because=f"said in it; {mention.because}")
            return


def reference_to(mention: Mention, catalogue: Catalogue) -> Reference:
    """The mention as it goes on record: its title where the register has one, every reading where it is open."""
    titles = [catalogue.title(key) for key in mention.candidates if key in catalogue.entries]
    name = catalogue.title(mention.instrument) if mention.instrument else " or ".join(titles) or mention.name
    return Reference(
        span=mention.span,
        instrument=mention.instrument,
        name=name,
        candidates=() if mention.instrument else mention.candidates,
        provision=mention.provision,
        identifier=mention.identifier,
        because=mention.because,
    )
