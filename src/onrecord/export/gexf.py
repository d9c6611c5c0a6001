"""The network of a record as GEXF 1.3 (https://gexf.net), for Gephi and networkx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from onrecord.export.graphml import EDGE_FIELDS, NODE_FIELDS, cell
from onrecord.export.network import Edge, Network, Node, network_of
from onrecord.export.xml_text import attribute
from onrecord.values.statement import ReportRecord

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
 <graph mode="static" defaultedgetype="directed">
"""
TYPES = {"string": "string", "boolean": "boolean", "int": "integer"}
OF_NODES = tuple((name, TYPES[type_]) for name, type_ in NODE_FIELDS if name != "label")
OF_EDGES = tuple((name, TYPES[type_]) for name, type_ in EDGE_FIELDS)


def write_gexf(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write the network. `weight` of an edge is its independent reports. Returns the number of edges."""
    network = network_of(records)
    out.writelines(_lines(network))
    return len(network.edges)


def _lines(network: Network) -> Iterator[str]:
    yield HEAD
    for kind, named in (("node", OF_NODES), ("edge", OF_EDGES)):
        yield f'  <attributes class="{kind}">\n'
        for name, type_ in named:
            yield f'   <attribute id="{name}" title="{name}" type="{type_}"/>\n'
        yield "  </attributes>\n"
    numbers = {node.key: number for number, node in enumerate(network.nodes)}
    yield "  <nodes>\n"
    for node in network.nodes:
        yield f'   <node id="n{numbers[node.key]}" label={attribute(node.label)}>{_cells(node, OF_NODES)}</node>\n'
    yield "  </nodes>\n  <edges>\n"
    for number, edge in enumerate(network.edges):
        ends = f'source="n{numbers[edge.source]}" target="n{numbers[edge.target]}"'
        # `kind` keeps two relations of the same ends apart (GEXF 1.3, multigraphs).
        more = f"kind={attribute(edge.relation)} weight={attribute(str(edge.independent_reports))}"
        yield f'   <edge id="e{number}" {ends} {more}>{_cells(edge, OF_EDGES)}</edge>\n'
    yield "  </edges>\n </graph>\n</gexf>\n"


def _cells(row: Node | Edge, named: Iterable[tuple[str, str]]) -> str:
    cells = (f'<attvalue for="{name}" value={attribute(cell(getattr(row, name)))}/>' for name, _ in named)
    return f"<attvalues>{''.join(cells)}</attvalues>"
