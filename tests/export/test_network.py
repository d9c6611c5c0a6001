"""Who quotes whom: counted, typed and readable by networkx."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import networkx
import pytest

from onrecord.export.gexf import write_gexf
from onrecord.export.graphml import write_graphml
from onrecord.export.network import APPEALS, QUOTES, TRANSCRIBES, Edge, network_of
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Reference, ReportRecord
from tests.cli.records import record_of
from tests.export.made import copied, hostile, with_report, with_speaker, with_statement

SPEAKER = record_of().statements[0].speaker
WRITERS = [(write_graphml, networkx.read_graphml), (write_gexf, networkx.read_gexf)]


def edges(*records: ReportRecord, relation: str = QUOTES) -> dict[tuple[str, str], Edge]:
    network = network_of(records)
    labels = {node.key: node.label for node in network.nodes}
    return {(labels[e.source], labels[e.target]): e for e in network.edges if e.relation == relation}


def test_copies_are_reports_but_one_independent_report() -> None:
    record = record_of()
    one, other = copied(record, "g", id="r1"), copied(record, "g", id="r2")
    edge = edges(one, other, with_report(record, id="r3"))["The Kordava Ledger", "Ysolde Marrin"]
    assert (edge.statements, edge.direct, edge.reports, edge.independent_reports) == (6, 3, 3, 2)


def test_occasions_are_counted_once() -> None:
    record = with_statement(with_statement(record_of(), 0, occasion_id="o"), 1, occasion_id="o")
    assert edges(record)["The Kordava Ledger", "Ysolde Marrin"].occasions == 1


def test_a_nested_statement_is_also_quoted_by_the_one_around_it() -> None:
    record = with_speaker(record_of(), 3, Speaker("the letter", SpeakerType.DOCUMENT, None, "so"))
    found = edges(record)
    assert ("two senior officials of the Harbour and Lights Directorate", "the letter") in found
    assert found["The Kordava Ledger", "the letter"].second_hand == 1


def test_who_publishes_a_transcript_quotes_nobody() -> None:
    record = with_report(record_of(), kind="transcript")
    assert edges(record) == {}
    assert ("The Kordava Ledger", "Ysolde Marrin") in edges(record, relation=TRANSCRIBES)


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        (Reference(Span(0, 3), "helsinki-final-act-1975", "Helsinki Final Act (1975)"), "Helsinki Final Act (1975)"),
        (Reference(Span(0, 3), None, None, identifier="S/RES/1973"), "S/RES/1973"),
        (Reference(Span(0, 3), None, "one or the other", candidates=("a", "b")), None),
    ],
)
def test_only_a_certain_instrument_is_appealed_to(reference: Reference, target: str | None) -> None:
    record = with_statement(record_of(), 0, refers_to=(reference, reference))
    found = edges(record, relation=APPEALS)
    assert {other: edge.statements for (_, other), edge in found.items()} == ({target: 1} if target else {})


@pytest.mark.parametrize("who", [None, Speaker("she", SpeakerType.UNKNOWN, None, "nobody was named")])
def test_who_is_not_known_is_no_node(who: Speaker | None) -> None:
    record = with_speaker(record_of(), 3, who)
    assert {node.label for node in network_of([record]).nodes} & {"she"} == set()


def test_names_that_name_nobody_say_so() -> None:
    nodes = {n.label: n for n in network_of([with_report(record_of(), outlet=None)]).nodes}
    assert (nodes["outlet not known"].identified, nodes["Ysolde Marrin"].identified) == (False, True)


def test_officials_are_others_in_every_report_and_the_same_in_its_copies() -> None:
    officials = Speaker("officials", SpeakerType.GROUP, None, "a plural noun names nobody")
    record = with_speaker(record_of(), 0, officials)
    read = [copied(record, "g", id="r1"), copied(record, "g", id="r2"), with_report(record, id="r3")]
    nodes = [node for node in network_of(read).nodes if node.label == "officials"]
    assert [(node.unnamed, node.identified) for node in nodes] == [(True, False)] * 2
    assert len({node.key for node in nodes}) == 2


def test_who_is_named_is_one_node_in_all_reports() -> None:
    record = record_of()
    nodes = network_of([record, with_report(record, id="other")]).nodes
    assert [node.unnamed for node in nodes if node.label == "Ysolde Marrin"] == [False]


@pytest.mark.parametrize(("write", "read"), WRITERS)
@pytest.mark.parametrize("record", [record_of(), hostile()], ids=["sample", "hostile"])
def test_networkx_reads_every_node_and_edge_with_its_types(
    write: Any, read: Any, record: ReportRecord, tmp_path: Path
) -> None:
    out = StringIO()
    write([record], out)
    (tmp_path / "net").write_text(out.getvalue(), encoding="utf-8", newline="")
    graph = read(tmp_path / "net")
    network = network_of([record])
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network.nodes), len(network.edges))
    types = {name: type(value) for *_, told in graph.edges(data=True) for name, value in told.items()}
    assert {types[name] for name in ("statements", "reports", "independent_reports", "occasions")} == {int}
    assert {type(told["identified"]) for _, told in graph.nodes(data=True)} == {bool}
    assert sum(told["weight"] for *_, told in graph.edges(data=True)) == sum(
        e.independent_reports for e in network.edges
    )


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_two_relations_of_the_same_ends_stay_two(write: Any, read: Any, tmp_path: Path) -> None:
    record = record_of()
    out = StringIO()
    write([record, with_report(record, id="other", kind="transcript")], out)
    (tmp_path / "net").write_text(out.getvalue(), encoding="utf-8")
    assert read(tmp_path / "net").is_multigraph()


def test_a_name_comes_back_letter_by_letter_where_xml_can_hold_it(tmp_path: Path) -> None:
    name = 'A "B" & <C>\tD\nE\rF ]]> é😀'
    out = StringIO()
    write_graphml([with_report(record_of(), outlet=name)], out)
    (tmp_path / "net").write_text(out.getvalue(), encoding="utf-8", newline="")
    assert name in {told["label"] for _, told in networkx.read_graphml(tmp_path / "net").nodes(data=True)}


def test_a_record_without_statements_is_an_empty_network(tmp_path: Path) -> None:
    out = StringIO()
    assert write_gexf([replace(record_of(), statements=())], out) == 0
    (tmp_path / "net").write_text(out.getvalue(), encoding="utf-8")
    assert networkx.read_gexf(tmp_path / "net").number_of_nodes() == 0
