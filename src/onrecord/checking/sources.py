"""A transcript outranks the reports of the same speech: what they print and it has otherwise was not said so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checking.assess import Evidence
from onrecord.grouping.gatherings import gathering_of
from onrecord.grouping.ties import same_place
from onrecord.values.carrier import Carrier
from onrecord.values.verdict import Verdict

_NEARLY_ALL = 0.8  # of the words asked about stand in the transcript: the passage is the one that was reported
_PRINTED = (Verdict.VERBATIM, Verdict.CUT)


def source_first(found: Sequence[Evidence]) -> list[Evidence]:
    """The evidence in its order; but a transcript that has the best report's words otherwise comes before it.

    Only one of the same speaker and the same day, told by both, where neither place nor occasion says that there were
    two speeches: a person says nearly the same again and again. found: the best first.
    """
    if not found or found[0].carrier.is_primary or found[0].verdict not in _PRINTED:
        return list(found)
    sources = [one for one in found if _outranks(one, found[0])]
    if not sources:
        return list(found)
    best = max(sources, key=lambda one: one.found.share)
    return [best, *(one for one in found if one is not best)]


def printed_otherwise(evidence: Sequence[Evidence]) -> Iterator[str]:
    """That reports print the words asked about, where the first of the evidence is a transcript that has others."""
    first = evidence[0]
    if not first.carrier.is_primary or first.verdict in _PRINTED:
        return
    printed = [one for one in evidence[1:] if one.verdict in _PRINTED and _outranks(first, one)]
    if printed:
        where = printed[0].carrier.outlet or printed[0].carrier.title or printed[0].carrier.report[:10]
        others = sum(one.carrier.reports for one in printed) - 1
        more = f" and {others} more" if others else ""
        yield f"{where}{more} prints these very words; the transcript of that speaker and day has others"


def _outranks(source: Evidence, report: Evidence) -> bool:
    """Has the transcript other words where the report has those asked about?"""
    return (
        source.carrier.is_primary
        and not report.carrier.is_primary
        and source.verdict is Verdict.ALTERED
        and source.voice is None
        and source.found.share >= _NEARLY_ALL
        and source.carrier.speaker_number is not None
        and source.carrier.speaker_number == report.carrier.speaker_number
        and _may_be_one_speech(source.carrier, report.carrier)
    )


def _may_be_one_speech(one: Carrier, other: Carrier) -> bool:
    days = {*one.days, *other.days}
    if len(days) != 1 or len(one.days) != len(other.days):
        return False
    ((first, last),) = days
    if one.place and other.place and not same_place(one.place, other.place):
        return False
    return first == last and not gathering_of(one.occasion or "").excludes(gathering_of(other.occasion or ""))
