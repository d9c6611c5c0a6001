"""`onrecord search`: statements by their words, and by who, where, when and how."""

from __future__ import annotations

from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    AllVersionsOption,
    Format,
    FormatOption,
    IndependentOption,
    RecordOption,
    RejectedOption,
)
from onrecord.cli.terminal import count, output, say
from onrecord.values.statement import Kind, Mode

if TYPE_CHECKING:
    from onrecord.store.record import Record
    from onrecord.store.search import Filters, SearchResult


def search(  # noqa: PLR0913 -- typer reads the options from the signature
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help='All must be there; "several words" in quotation marks are a phrase.'),
    ] = None,
    *,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Words of the speaker's name.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Words of the outlet's name.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Said on this day or later: 2021, 2021-12 or 2021-12-02.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Said on this day or earlier.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="How the words are given.")] = None,
    mode: Annotated[Mode | None, typer.Option(help="Whether they were spoken, written, thought or done.")] = None,
    instrument: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Appeals to this document: its id, number, name or words of one."),
    ] = None,
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Instead: what is near to WORDS in meaning. Proposals, never verdicts.")
    ] = False,
    rejected: RejectedOption = False,
    independent: IndependentOption = False,
    all_versions: AllVersionsOption = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Show at most so many statements.")] = 20,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Find statements by words, speaker, outlet or date.

    Words are found whatever their case and accents. The date is the day the words were said; where the report
    does not tell it, the day it was published.
    """
    words = [word for word in words or () if word.strip()]  # "$NOTHING" asks for nothing
    if not (words or speaker or outlet or since or until or kind or mode or instrument):
        raise typer.BadParameter("name WORDS to search for, or a filter such as --speaker NAME")
    if meaning and not words:
        raise typer.BadParameter("name WORDS whose meaning is searched for, best a whole sentence")
    from onrecord.store.search import Filters  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    filters = Filters(
        speaker=speaker,
        outlet=outlet,
        since=since,
        until=until,
        kind=kind,
        mode=mode,
        instrument=instrument,
        rejected=rejected,
        independent=independent,
        all_versions=all_versions,
    )
    if meaning:
        from onrecord.cli.meaning import search_by_meaning  # noqa: PLC0415

        search_by_meaning(" ".join(words or ()), filters, limit=limit, format_=format_, record=record)
    else:
        asked = " ".join(as_phrase(word) for word in words or ())
        _search_by_words(asked, filters, limit=limit, format_=format_, record=record)


def _search_by_words(asked: str, filters: Filters, *, limit: int, format_: Format, record: str) -> None:
    from onrecord.store.record import open_record  # noqa: PLC0415 -- as above
    from onrecord.store.search import search as find  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        if filters.instrument is not None:
            from onrecord.run.asked_documents import document_asked  # noqa: PLC0415

            filters = replace(filters, instrument=document_asked(opened, filters.instrument))
        found = find(opened, asked, filters, limit=limit)
        if not found.total:
            say(nothing(asked, filters, found, opened))
    print_found(found, asked, format_)


def as_phrase(argument: str) -> str:
    """The shell took the quotation marks off a phrase; several words in one argument are one."""
    return f'"{argument}"' if len(argument.split()) > 1 and '"' not in argument else argument


def nothing(asked: str, filters: Filters, found: SearchResult, record: Record) -> str:
    """What was searched in vain, so that "nothing" is not taken for "never said"."""
    names = ("speaker", "outlet", "since", "until", "kind", "mode", "instrument")
    limits = [f"{name} {value}" for name in names if (value := getattr(filters, name)) is not None]
    counts = record.counts()
    where = f"{count(counts.statements, 'statement')} in {count(counts.reports, 'report')} of {record.path}"
    what = " and ".join(part for part in (asked, ", ".join(limits)) if part)
    left_out = f"; {_undated(found)}" if found.undated else ""
    others = (
        _rejected(asked, filters, record)
        or _in_earlier(asked, filters, record)
        or _speaker_meant(asked, filters, record)
        or _nobody_called(filters, record)
    )
    return f"nothing found for {what}; searched {where}{left_out}{others}"


def _rejected(asked: str, filters: Filters, record: Record) -> str:
    """How many there are that a person judged to be no statements."""
    from onrecord.store.search import search as find  # noqa: PLC0415

    total = 0 if filters.rejected else find(record, asked, replace(filters, rejected=True), limit=0).total
    if not total:
        return ""
    them = "it" if total == 1 else "them"
    return f"; {count(total, 'rejected statement')} left out, --rejected shows {them}"


def _in_earlier(asked: str, filters: Filters, record: Record) -> str:
    """How many there are in versions of a page that a later one replaced."""
    from onrecord.store.search import search as find  # noqa: PLC0415

    every = replace(filters, all_versions=True)
    total = 0 if filters.all_versions else find(record, asked, every, limit=0).total
    if not total:
        return ""
    them = "it" if total == 1 else "them"
    return f"; {count(total, 'statement')} in earlier versions of pages left out, --all-versions shows {them}"


def _speaker_meant(asked: str, filters: Filters, record: Record) -> str:
    """A way on for who typed a name where words are asked for."""
    words = asked.replace('"', " ").casefold().split()
    if not words or filters.speaker is not None:
        return ""
    fits = [row.name for row in record.speakers() if set(words) <= set(row.name.casefold().split())]
    return f"; {fits[0]} is on record as a speaker: onrecord search --speaker {quote(fits[0])}" if fits else ""


def _nobody_called(filters: Filters, record: Record) -> str:
    """That no speaker or outlet on record is called so, and which is nearly."""
    from onrecord.store.finding_outlets import no_outlet_called  # noqa: PLC0415
    from onrecord.store.finding_people import nobody_called  # noqa: PLC0415

    with record.reading() as connection:
        none = (nobody_called(connection, filters.speaker), no_outlet_called(connection, filters.outlet))
    return "".join(f"; {one.told}" for one in none if one)


def print_found(found: SearchResult, asked: str, format_: Format) -> None:
    """The hits, and how many there are beyond those shown."""
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.search import Hit  # noqa: PLC0415

        print_rows(found.hits, Hit, format_)
    elif found.hits:
        from onrecord.cli.tables import hit_entry, print_entries  # noqa: PLC0415
        from onrecord.store.search import terms_of  # noqa: PLC0415

        terms = terms_of(asked)
        print_entries((hit_entry(hit, terms) for hit in found.hits), output())
    if found.total and (format_ is Format.TABLE or len(found.hits) < found.total):
        say(_total(found))


def _total(found: SearchResult) -> str:
    shown = count(found.total, "statement")
    if len(found.hits) < found.total:
        shown = f"{len(found.hits)} of {shown}; --limit {found.total} shows all"
    return f"{shown}; {_undated(found)}" if found.undated else shown


def _undated(found: SearchResult) -> str:
    return f"{count(found.undated, 'statement')} left out for want of a year"
