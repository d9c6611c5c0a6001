"""The network of a record as GraphML (Brandes et al., "GraphML Primer"), for yEd, Cytoscape, igraph and networkx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TextIO

from onrecord.export.network import Edge, Network, Node, network_of
from onrecord.export.xml_text import attribute, element_text
from onrecord.values.statement import ReportRecord

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TYPES = {"str": "string", "bool": "boolean", "int": "int"}
NODE_FIELDS = tuple((one.name, TYPES[str(one.type)]) for one in fields(Node))
EDGE_FIELDS = tuple((one.name, TYPES[str(one.type)]) for one in fields(Edge) if one.name not in ("source", "target"))


def write_graphml(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write the network. `weight` of an edge is its independent reports. Returns the number of edges."""
    network = network_of(records)
    out.writelines(_lines(network))
    return len(network.edges)


def _lines(network: Network) -> Iterator[str]:
    yield HEAD
    for kind, named in (("node", NODE_FIELDS), ("edge", (*EDGE_FIELDS, ("weight", "int")))):
        for name, type_ in named:
            yield f' <key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield ' <graph id="onrecord" edgedefault="directed">\n'
    numbers = {node.key: number for number, node in enumerate(network.nodes)}
    for node in network.nodes:
        yield f'  <node id="n{numbers[node.key]}">{_cells("node", node, NODE_FIELDS)}</node>\n'
    for number, edge in enumerate(network.edges):
        ends = f'source="n{numbers[edge.source]}" target="n{numbers[edge.target]}"'
        weight = f'<data key="edge_weight">{edge.independent_reports}</data>'
        yield f'  <edge id="e{number}" {ends}>{_cells("edge", edge, EDGE_FIELDS)}{weight}</edge>\n'
    yield " </graph>\n</graphml>\n"


def _cells(kind: str, row: Node | Edge, named: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"<data key={attribute(f'{kind}_{name}')}>{element_text(cell(getattr(row, name)))}</data>" for name, _ in named
    )


def cell(value: object) -> str:
    """A value as XML Schema writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
