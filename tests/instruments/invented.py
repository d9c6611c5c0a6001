"""A register of invented documents between invented states, and what is found with it in a text."""

from __future__ import annotations

from functools import cache

from onrecord.instruments.actors import Actors, build_actors
from onrecord.instruments.catalogue import Catalogue, build_catalogue
from onrecord.instruments.find import find_references
from onrecord.instruments.mention import Mention
from onrecord.instruments.register import instrument_from
from onrecord.instruments.search import Search
from onrecord.values.dates import PublicationDate
from onrecord.values.instrument import Instrument
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind, Mode, Reference

ACTORS = (
    ("Velmara", "Velmara"),
    ("Velmaran", "Velmara"),
    ("Perrasol", "Velmara"),
    ("Grauwick", "Grauwick"),
    ("Ostrany", "Ostrany"),
    ("Ostran", "Ostrany"),
    ("League of Nine Harbours", "League of Nine Harbours"),
    ("League", "League of Nine Harbours"),
    ("UN", "United Nations"),
    ("United States", "United States"),
)
ENTRIES: tuple[dict[str, object], ...] = (
    {
        "id": "skerrin-treaty-1951",
        "title": "Skerrin Treaty (1951)",
        "name": "Treaty between Velmara and Grauwick on the Lighthouse of Skerrin",
        "names": ["Skerrin Treaty", "Velmara-Grauwick Lighthouse Treaty"],
        "also": ["lighthouse treaty"],
        "kind": "treaty",
        "adopted": "1951-04-09",
        "place": "Skerrin",
        "by": "Velmara and Grauwick",
        "about": "founding lighthouse lamp oil",
    },
    {
        "id": "tarsholt-convention-fish-1961",
        "title": "Tarsholt Convention on Herring (1961)",
        "names": ["Tarsholt Convention on Herring"],
        "also": ["Tarsholt Convention"],
        "adopted": "1961-06-02",
        "place": "Tarsholt",
        "by": "League of Nine Harbours",
        "about": "herring fish nets",
    },
    {
        "id": "tarsholt-convention-buoys-1963",
        "title": "Tarsholt Convention on Buoys (1963)",
        "names": ["Tarsholt Convention on Buoys", "Tarsholt Buoy Convention"],
        "also": ["Tarsholt Convention"],
        "adopted": "1963-05-11",
        "place": "Tarsholt",
        "by": "League of Nine Harbours",
        "about": "buoys seamarks",
    },
    {
        "id": "ilvany-memorandum-1994",
        "title": "Ilvany Memorandum (1994)",
        "names": ["Ilvany Memorandum on Salt"],
        "kind": "memorandum",
        "adopted": "1994-12-05",
        "place": "Ilvany",
        "by": "Velmara and Ostrany",
        "about": "salt assurances",
    },
    {
        "id": "grauwick-reply-2022",
        "title": "Grauwick's reply to Velmara on the lamp (2022)",
        "names": ["Grauwick's reply on the lamp oil"],
        "kind": "letter",
        "adopted": "2022-02-17",
        "by": "Grauwick",
        "about": "lamp oil Velmara proposals",
    },
    {
        "id": "velmaran-draft-2021",
        "title": "Velmaran draft treaty on herring (2021)",
        "name": "Treaty between Velmara and the League of Nine Harbours on Herring (draft)",
        "kind": "draft",
        "adopted": "2021-12-17",
        "by": "Velmara",
        "about": "herring proposals League",
    },
    {
        "id": "summit-declaration-2008",
        "title": "Ilvany Summit Declaration (2008)",
        "names": ["Ilvany Summit Declaration"],
        "kind": "declaration",
        "adopted": "2008-04-03",
        "place": "Ilvany",
        "by": "League of Nine Harbours",
        "about": "League summit membership of Ostrany",
    },
    {
        "id": "nhfa-1990",
        "title": "Nine Harbours Free Anchorage Agreement (1990)",
        "names": ["NHFAA", "Nine Harbours Free Anchorage Agreement"],
        "abbreviations": ["NHA"],
        "adopted": "1990",
        "by": "League of Nine Harbours",
        "about": "anchorage fees",
    },
    {
        "id": "harbour-act-1964",
        "title": "Harbour Rights Act of 1964",
        "names": ["Harbour Rights Act"],
        "kind": "act",
        "adopted": "1964-07-02",
        "about": "docks",
    },
    {
        "id": "league-charter-1949",
        "title": "Charter of the League of Nine Harbours (1949)",
        "names": ["Charter of the League of Nine Harbours", "League Charter"],
        "provisions": ["Article 5"],
        "adopted": "1949-04-04",
        "by": "League of Nine Harbours",
        "about": "founding mutual aid",
    },
    {
        "id": "unsc-resolution-901",
        "title": "UN Security Council Resolution 901 (1994)",
        "kind": "resolution",
        "adopted": "1994-03-04",
        "by": "UN Security Council",
        "about": "Ostrany, salt embargo",
        "identifiers": ["S/RES/901"],
    },
    {
        "id": "unsc-resolution-905",
        "title": "UN Security Council Resolution 905 (1994)",
        "kind": "resolution",
        "adopted": "1994-03-23",
        "by": "UN Security Council",
        "about": "Ostrany, no-sail zone",
        "identifiers": ["S/RES/905"],
    },
    {
        "id": "salt-pact-1955",
        "title": "Ostrany Pact (1955)",
        "names": ["Ostrany Pact"],
        "adopted": "1955-05-14",
        "by": "Ostrany",
        "about": "alliance",
    },
)


def register() -> tuple[Instrument, ...]:
    return tuple(instrument_from(one) for one in ENTRIES)


@cache
def actors() -> Actors:
    return build_actors(ACTORS)


@cache
def catalogue() -> Catalogue:
    return build_catalogue(register(), actors())


def report_of(text: str, published: str | None = None) -> Report:
    """A report with a paragraph a line."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Span(at, at + len(line)))
        at += len(line) + 1
    date = PublicationDate(published, (published,), "given") if published else None
    return Report("r", "r", "r", text, text, paragraphs=tuple(paragraphs), published=date)


def mentions(text: str, published: str | None = None) -> list[Mention]:
    return Search(report_of(text, published), catalogue()).mentions()


def found(text: str, published: str | None = None) -> list[tuple[str, object]]:
    """The words of each mention with its instrument, else its number, else its readings."""
    return [
        (one.span.of(text), one.instrument or one.identifier or one.candidates) for one in mentions(text, published)
    ]


def attribution(content: Span, cue: Span | None = None, source: Span | None = None, id: str = "a") -> Attribution:
    return Attribution(
        id=id,
        content=(content,),
        cue=(cue,) if cue else (),
        source=(source,) if source else (),
        kind=Kind.INDIRECT,
        mode=Mode.SAID,
        force=None,
        nested_in=None,
        confidence=1.0,
        because="made by hand",
    )


def references(text: str, one: Attribution) -> tuple[Reference, ...]:
    return find_references(report_of(text), [one], catalogue()).get(one.id, ())
