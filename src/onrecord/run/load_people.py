"""The shipped gazetteer together with what the user's own files of people brought into a record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from onrecord.pipeline.tools import Tools
from onrecord.speakers.gazetteer import Body, Gazetteer, fold, is_acronym
from onrecord.speakers.holders import ALWAYS, Days, Holders, Term, days_meant, gather, told_apart
from onrecord.speakers.posts import read_post
from onrecord.store.people import ImportedName, ImportedTerm, imported_names, imported_terms, imports
from onrecord.store.record import Record, open_record

Aliases = Mapping[str, frozenset[str]]  # person -> all full names


def with_people(tools: Tools, path: str | None) -> Tools:
    """`tools` that also know what was imported into the record at `path`; the same tools where nothing was.

    The reader's name tells the files apart, so that what was read without them is read again.
    """
    if path is None or not Path(path).is_file():
        return tools
    with open_record(path) as record:
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
    table = (
        (term, aliases[term.person], ())
        for one in imported_terms(record)
        if (term := term_of(one, persons.get(one.name, one.name), gazetteer))
    )
    known = gather(table, gazetteer)
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


def term_of(one: ImportedTerm, person: str, gazetteer: Gazetteer) -> Term | None:
    """The term an import tells of; None where no office or no place of it is known to the gazetteer."""
    post = read_post(one.post, gazetteer)
    of = tuple(_owners(one, post.owners if post else (), gazetteer))
    if post is None or post.over or post.another or not of:
        return None
    begins = days_meant(one.starts or "") or ALWAYS
    ends = None if one.is_current else days_meant(one.ends or "") or Days(begins.first, date.max)
    return Term(
        person=person,
        title=one.post,
        key=post.key,
        broader=post.office.broader | {post.office.family},
        of=of,
        begins=begins,
        ends=ends,
        as_of=date.fromisoformat(one.imported[:10]) if one.is_current else begins.last,
        source=f"{Path(one.origin).name}, line {one.line}",
    )


def _owners(one: ImportedTerm, named: tuple[str, ...], gazetteer: Gazetteer) -> Iterator[str]:
    """What the office's own name says it is an office of, else the country the file gives."""
    yield from named
    if not named and one.country:
        state = gazetteer.codes.get(fold(one.country)) or gazetteer.nation(fold(one.country))
        body = gazetteer.body(one.country)
        yield from [owner for owner in (state, body.name if body else None) if owner][:1]
