"""What the gazetteer knows of a report's speakers on the day they spoke: office, full name, whom an office means.

Only what report and gazetteer support together: two who may have held an office are candidates, a name without an
office or state beside it stays as printed, and without a day nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.speakers.completing import complete
from onrecord.speakers.findings import entity_id
from onrecord.speakers.gazetteer import fold
from onrecord.speakers.holders import ALWAYS, Days, Held, Term
from onrecord.speakers.posts import Post, read_post
from onrecord.speakers.setting import Known, Setting, When, days_spoken
from onrecord.text.edtf import span_of_days
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, Circumstances

__all__ = ["Known", "know_speakers"]

INDEFINITE = re.compile(r"(?:a|an|another|one|some)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """One speaker as the report gives them, and when they spoke."""

    speaker: Speaker
    post: Post | None
    when: When


def know_speakers(
    report: Report,
    attributions: Sequence[Attribution],
    speakers: Mapping[str, Speaker],
    circumstances: Mapping[str, Circumstances],
    known: Known,
) -> dict[str, Speaker]:
    """The speakers, by attribution id as they came, with what the gazetteer adds. Others are given back unchanged.

    A name in the result stands in the report, or in the gazetteer for that day.
    """
    setting = Setting(report, known)
    unnamed = {s.name: s.office_printed for s in speakers.values() if s.office_printed and _is_unnamed(s)}
    sources = {one.id: one.source for one in attributions}
    found = dict(speakers)
    for key, speaker in speakers.items():
        if speaker.type is not SpeakerType.PERSON or ";" in speaker.name:
            continue
        printed = speaker.office_printed or unnamed.get(speaker.name)
        asked_for = replace(speaker, office_printed=printed, entity=_entity(speaker, setting))
        when = days_spoken(circumstances.get(key), report.published)
        if when is None:
            found[key] = asked_for
            continue
        first = next(iter(sources.get(key, ())), None)
        indefinite = first is not None and bool(INDEFINITE.match(report.reading, first.start))
        found[key] = _told(Asked(asked_for, _post(printed, setting), when), setting, indefinite=indefinite)
    return found


def _is_unnamed(speaker: Speaker) -> bool:
    return fold(speaker.name) == fold(speaker.office_printed or "")


def _post(printed: str | None, setting: Setting) -> Post | None:
    return read_post(printed, setting.known.gazetteer) if printed else None


def _told(asked: Asked, setting: Setting, *, indefinite: bool) -> Speaker:
    if _is_unnamed(asked.speaker):
        return asked.speaker if indefinite else _whoever_holds(asked, setting)
    full = complete(asked.speaker.name, asked.post, asked.when.days, setting)
    if full:
        entity = entity_id(full.name, SpeakerType.PERSON)
        asked = replace(asked, speaker=replace(asked.speaker, name=full.name, entity=entity, because=full.because))
    return _with_office(asked, setting)


def _entity(speaker: Speaker, setting: Setting) -> str | None:
    """One id for all spellings of a name; two persons who share a name keep that of the name."""
    person = setting.known.holders.names.get(fold(speaker.name))
    return entity_id(person, speaker.type) if person and speaker.entity else speaker.entity


# --- an office without a name ----------------------------------------------------------------------------------------


def _whoever_holds(asked: Asked, setting: Setting) -> Speaker:
    """ "The US secretary of state": the holder on that day where there is one, else all who may have been."""
    post, days = asked.post, asked.when.days
    if post is None or not post.whole or post.over:
        return asked.speaker
    terms = [t for t in setting.known.holders.of(post.owners, post.key) if any(t.held(one) for one in days)]
    persons = tuple(dict.fromkeys(term.person for term in terms))
    if len(persons) != 1 or not _covers(terms, days):
        told = f"; {asked.when.because}, which leaves {' or '.join(persons)}" if persons else ""
        return replace(asked.speaker, office_candidates=persons, because=asked.speaker.because + told)
    term = terms[-1]
    because = f"'{asked.speaker.office_printed}', {asked.when.because}: {term.person} held it ({term.source})"
    entity = entity_id(term.person, SpeakerType.PERSON)
    named = replace(asked.speaker, name=term.person, entity=entity, because=because)
    return replace(named, office=term.office, office_because=_evidence(term, asked.when))


def _covers(terms: Sequence[Term], days: Sequence[Days]) -> bool:
    """Is somebody known for sure on all of these days, whichever of them it was?"""
    return all(any(term.held(one) is Held.YES for term in terms) for one in days)


# --- a name ----------------------------------------------------------------------------------------------------------


def _with_office(asked: Asked, setting: Setting) -> Speaker:
    """The office of a person known by full name, where report and gazetteer agree on who that is."""
    terms = [
        term
        for term in setting.known.holders.by_name.get(fold(asked.speaker.name), ())
        if _is_meant(term, asked, setting)
    ]
    if len({term.person for term in terms}) != 1:
        return asked.speaker
    office = "; ".join(dict.fromkeys(term.office for term in terms))
    because = "; ".join(dict.fromkeys(_evidence(term, asked.when) for term in terms))
    return replace(asked.speaker, office=office, office_because=because)


def _is_meant(term: Term, asked: Asked, setting: Setting) -> bool:
    """Did this person hold the office on all these days, and does the report speak of it, or of its state or body?

    A namesake with another office is somebody else. A term of which only the beginning is known counts where the
    report prints the office.
    """
    post = asked.post
    printed = post is not None and post.fits(term.key, term.broader, term.of)
    if not printed and ((post is not None and not post.over) or not setting.names(term.of)):
        return False
    least = Held.MAYBE if printed and term.ends is None else Held.YES
    return all(term.held(one) >= least for one in asked.when.days)


def _evidence(term: Term, when: When) -> str:
    """ "from 2017-05-14 on, last looked up for 2025-06-30 (elysee.fr); said on 2021-12-02"."""
    ends = f"to {_in_words(term.ends)}" if term.ends else f"on, last looked up for {term.as_of}"
    return f"from {_in_words(term.begins)} {ends} ({term.source}); {when.because}"


def _in_words(days: Days) -> str:
    """The day, month or year as EDTF."""
    if days == ALWAYS:
        return "an unknown day"
    return span_of_days(days.first, days.last) or f"{days.first}/{days.last}"
