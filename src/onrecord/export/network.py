"""Who quotes whom, and who appeals to what: counted over a record.

Nodes are outlets, speakers and instruments. "quotes" leads from an outlet to whom its reports quote, and from a
speaker to whom that speaker's words quote (a minister quoting a letter); "transcribes" from who publishes a
transcript to who speaks in it; "appeals to" from a speaker to an instrument. What is not known makes no edge: a
statement whose speaker is not known, an instrument that may be one of several.

Words that do not tell who ("officials", a name that two persons share) mean others in every report: they are a node
for each report. A report and its copies have one, for these are the same words about the same people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.export.iris import instrument_key
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.report import Report
from onrecord.values.statement import Kind, ReportRecord, Statement

QUOTES, TRANSCRIBES, APPEALS = "quotes", "transcribes", "appeals to"
NO_OUTLET = "outlet not known"


@dataclass(frozen=True, slots=True)
class Node:
    """key: "outlet:…", "speaker:…" or "instrument:…". kind: "outlet", "instrument", or the speaker's type.

    identified: False for words that name nobody ("two officials") and for the outlets that are not known. unnamed: a
    speaker who is not identified, in one report and its copies; the outlets that are not known are one node of many.
    """

    key: str
    label: str
    kind: str
    identified: bool
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """source, target: keys of nodes. statements: how many; direct: of these, how many are quotations and nothing else;
    second_hand: of these, how many are reported inside another statement. reports: that hold them;
    independent_reports: a report and its copies counted once. occasions: events of speaking that are known.
    """

    source: str
    target: str
    relation: str
    statements: int
    direct: int
    second_hand: int
    reports: int
    independent_reports: int
    occasions: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in the order in which a record first names them, edges by source, target and relation."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class _Tally:
    """One edge while it is counted."""

    __slots__ = ("direct", "occasions", "reports", "second_hand", "statements", "voices")

    def __init__(self) -> None:
        self.statements = self.direct = self.second_hand = 0
        self.reports: set[str] = set()
        self.voices: set[str] = set()
        self.occasions: set[str] = set()

    def add(self, record: ReportRecord, statement: Statement) -> None:
        self.statements += 1
        self.direct += statement.attribution.kind is Kind.DIRECT
        self.second_hand += statement.nested_in is not None
        self.reports.add(record.report.id)
        self.voices.add(voice_of(record))
        if statement.occasion_id:
            self.occasions.add(statement.occasion_id)


def network_of(records: Iterable[ReportRecord]) -> Network:
    """Count a record. Memory grows with the edges and the ids of their reports, not with any text."""
    nodes: dict[str, Node] = {}
    tallies: dict[tuple[str, str, str], _Tally] = {}
    for record in records:
        said_by = {one.id: one.speaker for one in record.statements}
        for statement in record.statements:
            for source, target, relation in _edges_of(record, statement, said_by):
                for node in (source, target):
                    nodes.setdefault(node.key, node)
                tallies.setdefault((source.key, target.key, relation), _Tally()).add(record, statement)
    return Network(tuple(nodes.values()), tuple(_edge(ends, tallies[ends]) for ends in sorted(tallies)))


def _edges_of(
    record: ReportRecord, statement: Statement, said_by: dict[str, Speaker | None]
) -> Iterator[tuple[Node, Node, str]]:
    if statement.speaker is None or is_nobody(statement.speaker):
        return
    speaker = speaker_node(statement.speaker, record)
    relation = TRANSCRIBES if record.report.kind == "transcript" else QUOTES
    yield outlet_node(record.report), speaker, relation
    around = said_by.get(statement.nested_in) if statement.nested_in else None
    if around and not is_nobody(around):
        yield speaker_node(around, record), speaker, QUOTES
    for node in dict.fromkeys(instrument_nodes(statement)):
        yield speaker, node, APPEALS


def is_nobody(speaker: Speaker) -> bool:
    """Was nobody found to be meant? A node "she" would be every woman on record."""
    return speaker.type is SpeakerType.UNKNOWN


def outlet_node(report: Report) -> Node:
    if report.outlet:
        return Node(f"outlet:{report.outlet}", report.outlet, "outlet", True)
    return Node("outlet:", NO_OUTLET, "outlet", False)


def speaker_node(speaker: Speaker, record: ReportRecord) -> Node:
    type_ = speaker.type.value
    if speaker.entity is not None:
        return Node(f"speaker:{speaker.entity}", speaker.name, type_, identified=True)
    key = f"speaker:{type_}:{speaker.name}:{voice_of(record)}"
    return Node(key, speaker.name, type_, identified=False, unnamed=True)


def voice_of(record: ReportRecord) -> str:
    """What a report and its copies share."""
    return record.copied.group if record.copied else record.report.id


def instrument_nodes(statement: Statement) -> Iterator[Node]:
    """The documents that are certain, each as often as the words name it."""
    for reference in statement.refers_to:
        if key := instrument_key(reference):
            yield Node(f"instrument:{key}", reference.name or key, "instrument", True)


def _edge(ends: tuple[str, str, str], tally: _Tally) -> Edge:
    return Edge(
        *ends,
        statements=tally.statements,
        direct=tally.direct,
        second_hand=tally.second_hand,
        reports=len(tally.reports),
        independent_reports=len(tally.voices),
        occasions=len(tally.occasions),
    )
