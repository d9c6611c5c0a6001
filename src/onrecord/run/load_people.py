"""The shipped gazetteer together with what the user's own files of people brought into a record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from onrecord.pipeline.tools import Tools
from onrecord.speakers.gazetteer import Body, Gazetteer, fold, is_acronym
from onrecord.speakers.holders import ALWAYS, Days, Holders, Term, days_meant, gather, told_apart
from onrecord.speakers.posts import Post, read_post
from onrecord.store.people import ImportedName, ImportedTerm, imported_names, imported_terms, imports
from onrecord.store.record import Record, open_record

Aliases = Mapping[str, frozenset[str]]  # person -> all full names


def with_people(tools: Tools, path: str | None, *, read_only: bool = False) -> Tools:
    """`tools` that also know what was imported into the record at `path`; the same tools where nothing was.

    The reader's name tells the files apart, so that what was read without them is read again.
    """
    if path is None or not Path(path).is_file():
        return tools
    with open_record(path, read_only=read_only) as record:
        files = imports(record)
        if not files:
            return tools
        digest = hashlib.sha256(" ".join(sorted(one.sha256 for one in files)).encode()).hexdigest()[:8]
        gazetteer = _with_bodies(tools.gazetteer, (n for n in imported_names(record) if n.kind == "body"))
        holders = tools.holders.joined(_holders(record, tools.holders, gazetteer))
    return replace(tools, gazetteer=gazetteer, holders=holders, reader=f"{tools.reader} people {digest}")


def _with_bodies(gazetteer: Gazetteer, bodies: Iterable[ImportedName]) -> Gazetteer:
    """What ships stands: a body of the same name or acronym is the one known already."""
    known = dict(gazetteer.bodies)
    for one in bodies:
        body = next((found for key in (one.name, *one.aliases) if (found := gazetteer.body(key))), None)
        for name in (one.name, *one.aliases):
            known.setdefault(name if is_acronym(name) else fold(name), body or Body(one.name, frozenset()))
    starts = frozenset(name.split()[0] for name in known if " " in name)
    return replace(gazetteer, bodies=known, long_starts=gazetteer.long_starts | starts)


def _holders(record: Record, shipped: Holders, gazetteer: Gazetteer) -> Holders:
    people = [one for one in imported_names(record) if one.kind == "person"]
    persons = {one.name: _person(one, shipped) for one in people}
    aliases = _aliases(people, persons)
    offices = cache(partial(office_of, gazetteer=gazetteer))  # many hold the same one
    told = ((one, offices(one.post, one.country)) for one in imported_terms(record))
    terms = (term_of(one, persons.get(one.name, one.name), office) for one, office in told if office)
    known = gather(((term, aliases[term.person], ()) for term in terms), gazetteer)
    names = told_apart((fold(name), person) for person, full in aliases.items() for name in full if " " in name)
    return replace(known, names=names)


def _person(one: ImportedName, shipped: Holders) -> str:
    """The name that ships with the program where one of the person's names is known by it, else the name as given."""
    known = {shipped.names[fold(name)] for name in (one.name, *one.aliases) if fold(name) in shipped.names}
    return known.pop() if len(known) == 1 else one.name


def _aliases(people: Iterable[ImportedName], persons: Mapping[str, str]) -> Aliases:
    found: dict[str, set[str]] = {}
    for one in people:
        found.setdefault(persons[one.name], set()).update((one.name, *one.aliases))
    return {person: frozenset(names) for person, names in found.items()}


class OfficeOf(NamedTuple):
    """What an imported office is, and of which states and bodies."""

    post: Post
    of: tuple[str, ...]


def office_of(name: str, country: str | None, gazetteer: Gazetteer) -> OfficeOf | None:
    """The office an import names; None where the gazetteer does not know it, or not what it is an office of.

    That is what the office's own name says, else the country the file gives.
    """
    post = read_post(name, gazetteer)
    if post is None or post.over or post.another:
        return None
    of = post.owners or tuple(_named(country, gazetteer))
    return OfficeOf(post, of) if of else None


def _named(country: str | None, gazetteer: Gazetteer) -> Iterator[str]:
    """The state or body with this name or ISO 3166-1 code."""
    if country:
        body = gazetteer.body(country)
        state = gazetteer.codes.get(fold(country)) or gazetteer.nation(fold(country))
        yield from [owner for owner in (state, body.name if body else None) if owner][:1]


def term_of(one: ImportedTerm, person: str, office: OfficeOf) -> Term:
    """The term an import tells of. A beginning or end that it does not tell may be any day."""
    begins = days_meant(one.starts or "") or ALWAYS
    ends = None if one.is_current else days_meant(one.ends or "") or Days(begins.first, date.max)
    return Term(
        person=person,
        title=one.post,
        key=office.post.key,
        broader=office.post.office.broader | {office.post.office.family},
        of=office.of,
        begins=begins,
        ends=ends,
        as_of=date.fromisoformat(one.imported[:10]) if one.is_current else begins.last,
        source=f"{Path(one.origin).name}, line {one.line}",
    )
