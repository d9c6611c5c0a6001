"""A public document that statements appeal to: a treaty, a declaration, a resolution, an act, a judgment, a letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instrument:
    """One document of the register.

    id: chosen by the register, e.g. "helsinki-final-act-1975". title: how it is shown, with its year.
    names: what it is called and nothing else is. also: what it is called besides other documents, or only where the
        surroundings fit. abbreviations: capitals that have other meanings, too.
    provisions: articles that are cited without it ("Article 5").
    kind: treaty, declaration, resolution, act, memorandum, statement, judgment, letter or draft.
    adopted: EDTF, a day, month, year, or a span "1993-09-13/1995-09-28". by: who made it. about: what it deals with.
    identifiers: normal forms of its number ("S/RES/1973"). members: the parts of a collective name.
    source: where name and day were seen. checked: were they?
    """

    id: str
    title: str
    name: str
    kind: str
    adopted: str | None = None
    place: str | None = None
    by: str | None = None
    about: str | None = None
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    in_force: str | None = None
    ended: str | None = None
    url: str | None = None
    source: str | None = None
    checked: bool = False
    note: str | None = None
