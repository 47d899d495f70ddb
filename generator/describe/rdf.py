"""Graphs for the catalogue, by rdflib: nodes that have names, in bytes that are always the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def new_graph() -> Graph:
    """An empty graph that knows the prefixes."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def add_node(graph: Graph, name: str, kind: str, says: Mapping[str, Any]) -> None:
    """A node with what it says.

    Args:
        graph: takes the node.
        name: its IRI.
        kind: its class.
        says: by property: an IRI (a plain text), a literal, a list of IRIs, or texts by language.
    """
    from rdflib import RDF, URIRef

    subject = URIRef(name)
    graph.add((subject, RDF.type, URIRef(_iri(kind))))
    for property, value in says.items():
        for each in _terms(value):
            graph.add((subject, URIRef(_iri(property)), each))


def json_ld(graph: Graph) -> bytes:
    """JSON-LD with everything in a fixed order: rdflib writes nodes and values as they come."""
    text = graph.serialize(format="json-ld", context=PREFIXES, auto_compact=False)
    document = _ordered(json.loads(text))
    return f"{json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _ordered(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name: _ordered(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _terms(value: Any) -> Iterator[Node]:  # noqa: ANN401
    from rdflib import Literal, URIRef

    if isinstance(value, Mapping):
        for language, text in value.items():
            every = text if isinstance(text, list) else [text]
            yield from (Literal(each, lang=language) for each in every)
    elif isinstance(value, Literal):
        yield value
    else:
        yield from (URIRef(each) for each in ([value] if isinstance(value, str) else value))


def text(value: str) -> Node:
    """A text without a language."""
    from rdflib import Literal

    return Literal(str(value))


def date(value: str) -> Node:
    """A date, ``YYYY-MM-DD``."""
    return typed(value, "date")


def typed(value: object, kind: str) -> Node:
    """A literal of an XML Schema datatype, as it is written."""
    from rdflib import XSD, Literal

    return Literal(str(value), datatype=XSD[kind], normalize=False)
