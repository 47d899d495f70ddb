"""The catalogue for data portals: DCAT-AP-NO as Turtle and as JSON-LD.

What it holds follows https://data.norge.no/specification/dcat-ap-no: a catalogue with a series of
datasets, one for each report as edition, and a dataset for the whole package. Each node has a name
of its own (never a blank one), so that the same catalogue always has the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator.describe.csvw import described_by
from generator.describe.facts import (
    WHOLE,
    Facts,
    first_day,
    last_day,
    report_date,
    texts,
)
from generator.describe.formats import format_of
from generator.describe.rdf import PREFIXES, add_node, date, json_ld, new_graph, text, typed
from generator.model.files import PublishedFile
from generator.model.reports import Origin
from generator.model.titles import report_title

if TYPE_CHECKING:
    from rdflib import Graph

TURTLE: Final = "data/katalog.ttl"
JSON_LD: Final = "data/katalog.jsonld"

_EU: Final = "http://publications.europa.eu/resource/authority/"
_IANA: Final = "https://www.iana.org/assignments/media-types/"
_LANGUAGES: Final = {"nb": f"{_EU}language/NOB", "en": f"{_EU}language/ENG"}


def catalogue_files(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """The catalogue in both forms, by path."""
    graph = catalogue(facts)
    yield TURTLE, graph.serialize(format="turtle").encode()
    yield JSON_LD, json_ld(graph)


def catalogue(facts: Facts) -> Graph:
    """The catalogue as a graph."""
    writer = _Writer(facts)
    writer.catalogue()
    writer.agents()
    writer.statements()
    writer.whole()
    for number in range(len(facts.origins)):
        writer.edition(number)
    return writer.graph


class _Writer:
    """Puts one node after another into a graph."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.graph = new_graph()
        self.editions = list(facts.origins.values())

    # -- names of nodes -------------------------------------------------------------------------

    def _data(self, fragment: str) -> str:
        return self.facts.url(f"{WHOLE}#{fragment}")

    def _edition(self, number: int) -> str:
        return self.facts.url(f"rapport/{self.editions[number].id}/#datasett")

    # -- the nodes ------------------------------------------------------------------------------

    def catalogue(self) -> None:
        """The catalogue, the series, and what they share."""
        facts, descriptor = self.facts, self.facts.descriptor
        editions = [self._edition(number) for number in range(len(self.editions))]
        datasets = [self._data("serie"), self._data("datasett"), *editions]
        common = {
            "dct:title": texts(descriptor, "title"),
            "dct:description": texts(descriptor, "description"),
            "dct:issued": date(facts.issued),
            "dct:modified": date(facts.modified),
        }
        self._node(
            self._data("katalog"),
            "dcat:Catalog",
            common
            | {
                "dct:identifier": text(self._data("katalog")),
                "dct:publisher": self._publisher,
                "dct:language": [_LANGUAGES[each] for each in descriptor["languages"]],
                "dct:license": self._licence,
                "dct:spatial": descriptor["spatial"]["path"],
                "foaf:homepage": facts.address,
                "dcat:dataset": datasets,
            },
        )
        ends = {"dcat:first": editions[:1], "dcat:last": editions[-1:]}
        self._node(self._data("serie"), "dcat:DatasetSeries", self._shared("serie") | common | ends)

    def agents(self) -> None:
        """Who publishes, whom to tell of mistakes, and who made the reports."""
        facts, collector = self.facts, self.facts.collector
        contact = facts.descriptor["contactPoint"]
        self._node(
            self._publisher,
            "foaf:Agent",
            {"foaf:name": text(facts.publisher), "foaf:homepage": facts.address},
        )
        self._node(
            collector["path"],
            "foaf:Agent",
            {"foaf:name": text(collector["title"]), "foaf:homepage": collector["path"]},
        )
        self._node(
            self._data("kontakt"),
            "vcard:Organization",
            {
                "vcard:fn": text(contact["title"]),
                "vcard:hasURL": facts.url(contact["path"]),
            },
        )
        self._node(
            self._data("kilde"),
            "prov:Attribution",
            {
                "prov:agent": collector["path"],
                "dcat:hadRole": "http://registry.it.csiro.au/def/isotc211/CI_RoleCode/originator",
            },
        )

    def statements(self) -> None:
        """How the figures came here, and what whoever uses them must say."""
        descriptor = self.facts.descriptor
        self._node(
            self._data("opphav"),
            "dct:ProvenanceStatement",
            {"rdfs:label": texts(descriptor, "provenance")},
        )
        self._node(
            self._data("rettigheter"),
            "dct:RightsStatement",
            {
                "rdfs:label": texts(descriptor, "attribution"),
                "rdfs:seeAlso": self.facts.licence["path"],
            },
        )

    def whole(self) -> None:
        """The dataset of the whole package, with a period for each report."""
        facts, descriptor = self.facts, self.facts.descriptor
        periods = [self._period(origin) for origin in self.editions]
        self._node(
            self._data("datasett"),
            "dcat:Dataset",
            self._shared("datasett")
            | {
                "dct:title": texts(descriptor, "title"),
                "dct:description": texts(descriptor, "description"),
                "dct:issued": date(facts.issued),
                "dct:modified": date(facts.modified),
                "dct:temporal": periods,
                "dct:hasPart": [self._edition(number) for number in range(len(self.editions))],
                "dcat:landingPage": facts.url(WHOLE),
                "dcat:distribution": [
                    self.distribution(file, facts.issued, facts.modified)
                    for file in facts.files_of(WHOLE)
                ],
            },
        )

    def edition(self, number: int) -> None:
        """The dataset of one report: the figures that are taken from it."""
        facts, origin = self.facts, self.editions[number]
        page, day = f"rapport/{origin.id}/", report_date(origin)
        self._node(
            self._edition(number),
            "dcat:Dataset",
            self._shared(self._edition(number))
            | {
                "dct:title": {lang.code: report_title(lang, origin) for lang in facts.languages},
                "dct:description": texts(facts.descriptor, "description"),
                "dct:issued": date(day),
                "dct:modified": date(day),
                "dct:temporal": [self._period(origin)],
                "dct:references": origin.source,
                "dct:isPartOf": self._data("datasett"),
                "dcat:inSeries": self._data("serie"),
                "dcat:prev": [self._edition(number - 1)] if number else [],
                "dcat:landingPage": facts.url(page),
                "dcat:distribution": [
                    self.distribution(file, day, day) for file in facts.files_of(page)
                ],
            },
        )

    def _shared(self, name: str) -> dict[str, Any]:
        """What every dataset says alike."""
        descriptor = self.facts.descriptor
        return {
            "dct:identifier": text(name if "://" in name else self._data(name)),
            "dct:publisher": self._publisher,
            "dct:creator": self._publisher,
            "dct:language": [_LANGUAGES[each] for each in descriptor["languages"]],
            "dct:spatial": descriptor["spatial"]["path"],
            "dct:accrualPeriodicity": descriptor["accrualPeriodicity"],
            "dct:accessRights": f"{_EU}access-right/PUBLIC",
            "dct:license": self._licence,
            "dct:provenance": self._data("opphav"),
            "prov:wasDerivedFrom": [source["path"] for source in descriptor["sources"]],
            "prov:qualifiedAttribution": self._data("kilde"),
            "dcat:contactPoint": self._data("kontakt"),
            "dcat:theme": list(descriptor["themes"]),
            "dcat:keyword": texts(descriptor, "keywords"),
            "dcat:temporalResolution": typed("P1M", "duration"),
            "owl:versionInfo": text(descriptor["version"]),
        }

    def distribution(self, file: PublishedFile, issued: str, modified: str) -> str:
        """A file as a distribution; returns its name."""
        facts, kind = self.facts, format_of(file)
        url = facts.url(file.path)
        name, checksum = f"{url}#distribusjon", f"{url}#sha1"
        packed = [f"{_IANA}{kind.package}"] if kind.package else []
        self._node(
            name,
            "dcat:Distribution",
            {
                "dct:title": {"nb": file.title, "en": file.title_en},
                "dct:format": [f"{_EU}file-type/{kind.file_type}"] if kind.file_type else [],
                "dct:license": self._licence,
                "dct:rights": self._data("rettigheter"),
                "dct:issued": date(issued),
                "dct:modified": date(modified),
                "dct:conformsTo": [self._standard(*each) for each in self._standards(file)],
                "dcat:mediaType": f"{_IANA}{kind.mediatype}",
                "dcat:packageFormat": packed,
                "dcat:compressFormat": packed,
                "dcat:accessURL": url,
                "dcat:downloadURL": url,
                "dcat:byteSize": typed(file.bytes, "decimal"),
                "spdx:checksum": checksum,
            },
        )
        self._node(
            checksum,
            "spdx:Checksum",
            {
                "spdx:algorithm": f"{PREFIXES['spdx']}checksumAlgorithm_sha1",
                "spdx:checksumValue": typed(file.sha1, "hexBinary"),
            },
        )
        return name

    # -- parts of nodes -------------------------------------------------------------------------

    @property
    def _publisher(self) -> str:
        return self._data("utgiver")

    @property
    def _licence(self) -> str:
        """The licence in the EU's list, whose codes are SPDX's with underscores."""
        code = self.facts.licence["name"].replace("-", "_").replace(".", "_")
        return f"{_EU}licence/{code}"

    def _period(self, origin: Origin) -> str:
        name = self.facts.url(f"rapport/{origin.id}/#periode")
        start, end = first_day(origin.period_from), last_day(origin.period_to)
        dates = {"dcat:startDate": date(start), "dcat:endDate": date(end)}
        self._node(name, "dct:PeriodOfTime", dates)
        return name

    def _standards(self, file: PublishedFile) -> Iterator[tuple[str, str]]:
        """Address and name of what a file follows: a standard, and the schema of its columns.

        DCAT-AP calls the property «linked schemas».
        """
        if standard := format_of(file).standard:
            yield standard
        if path := described_by(file):
            yield self.facts.url(path), f"{file.path}: kolonnene (CSV on the Web)"

    def _standard(self, address: str, name: str) -> str:
        self._node(address, "dct:Standard", {"dct:title": text(name)})
        return address

    def _node(self, name: str, kind: str, says: dict[str, Any]) -> None:
        add_node(self.graph, name, kind, says)
