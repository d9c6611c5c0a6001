"""A surname alone becomes a full name where the gazetteer has exactly one person it can be on that day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.speakers.gazetteer import fold
from onrecord.speakers.holders import Days, Held, Term
from onrecord.speakers.posts import Post
from onrecord.speakers.setting import Setting

STYLED = {"m": r"(?:Mrs|Ms|Miss|Mme|Madame|Lady|Frau)", "f": r"(?:Mr|Monsieur|Lord|Herr|Sir)"}


@dataclass(frozen=True, slots=True)
class FullName:
    """A name as the gazetteer has it, and why it is this one."""

    name: str
    because: str


def complete(name: str, post: Post | None, days: Sequence[Days], setting: Setting) -> FullName | None:
    """The full name of somebody the report only calls by a name that stands alone; None where it may be another.

    With an office beside the name its holder of that name is meant. Without one, the name must be borne by a single
    person of the gazetteer who was in office, and the report must print that office and speak of its state or body.
    """
    terms = setting.known.holders.by_short.get(fold(name), ())
    if not terms or not days or _is_styled_otherwise(name, terms, setting):
        return None
    fitting = _by_office(terms, post, days, setting) if post else _by_name(name, terms, days, setting)
    persons = {term.person for term in fitting}
    if len(persons) != 1:
        return None
    person = persons.pop()
    office = fitting[0].office
    return FullName(person, f"'{name}': {person} in the gazetteer ({office}), the only one it can be on that day")


def _by_office(terms: Sequence[Term], post: Post, days: Sequence[Days], setting: Setting) -> list[Term]:
    return [
        term
        for term in terms
        if post.fits(term.key, term.broader, term.of)
        and (post.owners or setting.is_about(term.of, term.key))
        and all(term.is_over(one) if post.over else term.held(one) for one in days)
    ]


def _by_name(name: str, terms: Sequence[Term], days: Sequence[Days], setting: Setting) -> list[Term]:
    gazetteer = setting.known.gazetteer
    if fold(name) in gazetteer.given_names or fold(name) in gazetteer.nouns or len({t.person for t in terms}) != 1:
        return []
    held = [term for term in terms if all(term.held(one) is Held.YES for one in days)]
    return [term for term in held if setting.is_about(term.of, term.key) and setting.has_office(term.key)]


def _is_styled_otherwise(name: str, terms: Sequence[Term], setting: Setting) -> bool:
    """Does "Mrs." stand before the name of a man somewhere in the report, or "Mr." before a woman's?"""
    given = setting.known.gazetteer.given_names
    genders = {given.get(fold(term.person.split()[0])) for term in terms}
    styles = [STYLED[gender] for gender in sorted(filter(None, genders))]
    return any(setting.prints(rf"\b{style}\.? {re.escape(name)}\b") for style in styles)
