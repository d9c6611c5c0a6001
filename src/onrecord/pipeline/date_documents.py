"""Documents that speak get their day into their name: "Norway's response" is many letters, with its day it is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.speakers.findings import entity_id
from onrecord.text.edtf import in_words
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import Circumstances


def date_documents(speakers: Mapping[str, Speaker], circumstances: Mapping[str, Circumstances]) -> dict[str, Speaker]:
    """The speakers, keyed by attribution id as both arguments are, with documents dated where one date is in evidence.

    A document with a title of its own ("Treaty of Example") keeps its name. One whose words carry several dates in the
    report stays undated.
    """
    dates = _dates(speakers, circumstances)
    return {key: _dated(speaker, dates.get(speaker.name)) for key, speaker in speakers.items()}


def _dates(speakers: Mapping[str, Speaker], circumstances: Mapping[str, Circumstances]) -> dict[str, str]:
    """Name of a document -> its day in words, for those with exactly one."""
    found: dict[str, set[str]] = {}
    for key, speaker in speakers.items():
        said_on = circumstances.get(key, Circumstances()).said_on
        words = in_words(said_on.edtf) if said_on else None
        if words and _is_described(speaker):
            found.setdefault(speaker.name, set()).add(words)
    return {name: days.pop() for name, days in found.items() if len(days) == 1}


def _is_described(speaker: Speaker) -> bool:
    """Is it a document that goes by a description, not by a title?"""
    return speaker.type is SpeakerType.DOCUMENT and ("'s " in speaker.name or not speaker.name[0].isupper())


def _dated(speaker: Speaker, day: str | None) -> Speaker:
    if day is None or not _is_described(speaker) or day in speaker.name:
        return speaker
    name = f"{speaker.name} ({day})"
    return replace(speaker, name=name, entity=entity_id(name, speaker.type))
