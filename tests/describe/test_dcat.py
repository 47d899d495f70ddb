"""The catalogue for data portals: by the official shapes, the portal's points, and the files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from generator.describe.dcat import JSON_LD, TURTLE, catalogue
from generator.describe.facts import Facts
from generator.model.files import PublishedFile, published_file
from tests.describe.described import ADDRESS, described, facts
from tests.reading import BOTH

OFFICIAL = Path(__file__).parent / "official"
MQA = Namespace("https://data.norge.no/vocabulary/dcatno-mqa#")
EU = "http://publications.europa.eu/resource/authority/"
SCHEMES = ("access-right", "country", "data-theme", "file-type", "frequency", "language", "licence")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SPDX = Namespace("http://spdx.org/rdf/terms#")

WHOLE = URIRef(f"{ADDRESS}data/#datasett")
SERIES = URIRef(f"{ADDRESS}data/#serie")
EDITIONS = [URIRef(f"{ADDRESS}rapport/{id}/#datasett") for id in BOTH]


@cache
def graph() -> Graph:
    return Graph().parse(data=described()[TURTLE], format="turtle")


@cache
def shapes() -> Graph:
    return Graph().parse(OFFICIAL / "DCAT-AP-NO-shacl_shapes_2.00.ttl")


def concepts(of: Graph) -> Graph:
    """Which list each concept is from: the shapes want that beside the data, not in them."""
    found = Graph()
    for node in set(of.objects()):
        for scheme in SCHEMES:
            if str(node).startswith(f"{EU}{scheme}/"):
                found.add((node, SKOS.inScheme, URIRef(EU + scheme)))
    return found


def judged(of: Graph) -> list[str]:
    """What the official shapes find, warnings among it."""
    import pyshacl

    _, report, text = pyshacl.validate(of + concepts(of), shacl_graph=shapes())
    assert isinstance(report, Graph), text
    results = report.subjects(RDF.type, SH.ValidationResult)
    return [str(report.value(each, SH.resultMessage)) for each in results]


# -- the official shapes ------------------------------------------------------------------------


def test_the_catalogue_conforms_to_the_official_shapes():
    assert judged(graph()) == []


@pytest.mark.parametrize(
    ("subject", "property", "says"),
    [
        (WHOLE, DCTERMS.title, "dct:title"),
        (WHOLE, DCTERMS.description, "dct:description"),
        (EDITIONS[0], DCTERMS.publisher, "dct:publisher"),
        (EDITIONS[1], DCAT.theme, "dcat:theme"),
        (WHOLE, DCTERMS.identifier, "dct:identifier"),
        (SERIES, DCAT.first, "dcat:first"),
        (URIRef(f"{ADDRESS}data/#katalog"), DCTERMS.publisher, "dct:publisher"),
        (URIRef(f"{ADDRESS}data/tiltak.csv#distribusjon"), DCAT.accessURL, "dcat:accessURL"),
        (URIRef(f"{ADDRESS}data/tiltak.csv#sha1"), SPDX.checksumValue, "spdx:checksumValue"),
    ],
)
def test_the_shapes_see_what_is_lacking(subject: URIRef, property: URIRef, says: str):
    broken = graph() + Graph()
    assert list(broken.objects(subject, property)), f"{subject} says nothing of {property}"
    broken.remove((subject, property, None))
    assert any(says in message for message in judged(broken))


def test_files_of_every_kind_conform():
    """Formats that are made elsewhere: a file of each kind, and of one that nobody knows."""
    kinds = ("csv", "excel-csv", "xlsx", "json-stat", "parquet", "sqlite", "zip", "ukjent")
    more = [_file(f"data/alt.{kind}", kind) for kind in kinds]
    of = catalogue(replace(facts(), files=[*facts().files, *more]))
    assert judged(of) == []
    for file in more:
        node = URIRef(f"{ADDRESS}{file.path}#distribusjon")
        assert (WHOLE, DCAT.distribution, node) in of
        assert bool(of.value(node, DCTERMS["format"])) == (file.format not in ("sqlite", "ukjent"))


def _file(path: str, kind: str) -> PublishedFile:
    return published_file(
        path,
        b"x",
        mediatype="application/x-y",
        format=kind,
        title="Alt",
        title_en="All",
        page="data/",
    )


# -- the portal's points ------------------------------------------------------------------------

#: By the portal's definition of each metric: the ones that a graph alone can tell.
_ON_DATASET = {
    MQA.keywordAvailability: DCAT.keyword,
    MQA.categoryAvailability: DCAT.theme,
    MQA.spatialAvailability: DCTERMS.spatial,
    MQA.temporalAvailability: DCTERMS.temporal,
    MQA.accessRightsAvailability: DCTERMS.accessRights,
    MQA.contactPointAvailability: DCAT.contactPoint,
    MQA.publisherAvailability: DCTERMS.publisher,
}
_ON_DISTRIBUTION = {
    MQA.downloadUrlAvailability: DCAT.downloadURL,
    MQA.formatAvailability: DCTERMS["format"],
    MQA.mediaTypeAvailability: DCAT.mediaType,
    MQA.licenceAvailability: DCTERMS.license,
    MQA.rightsAvailability: DCTERMS.rights,
    MQA.byteSizeAvailability: DCAT.byteSize,
    MQA.dateIssuedAvailability: DCTERMS.issued,
    MQA.dateModifiedAvailability: DCTERMS.modified,
}
#: The EU's lists of open and of machine-readable file types, as far as they are used here.
_OPEN = {f"{EU}file-type/CSV", f"{EU}file-type/JSON"}
_MACHINE_READABLE = {*_OPEN, f"{EU}file-type/XLSX"}
#: Of the portal's list of open licences, the one used here.
_KNOWN_LICENCES = {f"{EU}licence/CC_BY_4_0"}
#: The IANA names of the file types, for whether the two agree.
_IANA = "https://www.iana.org/assignments/media-types/"
_TYPES = {
    f"{EU}file-type/CSV": f"{_IANA}text/csv",
    f"{EU}file-type/JSON": f"{_IANA}application/json",
}


def _met(of: Graph, dataset: Node, distribution: Node, files: Path) -> Iterator[Node]:
    """The metrics that a distribution of a dataset meets, where the site lies in a folder."""
    value = of.value
    yield from (m for m, p in _ON_DATASET.items() if value(dataset, p))
    yield from (m for m, p in _ON_DISTRIBUTION.items() if value(distribution, p))
    kind = str(value(distribution, DCTERMS["format"]))
    if str(value(distribution, DCTERMS.license)) in _KNOWN_LICENCES:
        yield MQA.knownLicence
    if str(value(dataset, DCTERMS.accessRights)).startswith(f"{EU}access-right/"):
        yield MQA.accessRightsVocabularyAlignment
    if str(value(distribution, DCAT.mediaType)) == _TYPES.get(kind):
        yield MQA.formatMediaTypeVocabularyAlignment
    yield from [MQA.formatMediaTypeNonProprietary] * (kind in _OPEN)
    yield from [MQA.formatMediaTypeMachineInterpretable] * (kind in _MACHINE_READABLE)
    yield from [MQA.dcatApCompliance] * (not judged(of))
    path = files / str(value(distribution, DCAT.downloadURL)).removeprefix(ADDRESS)
    if path.is_file():
        yield from (MQA.accessUrlStatusCode, MQA.downloadUrlStatusCode)
        yield from (MQA.formatMatch, MQA.syntaxValid) if _parses(path, kind) else ()


def _parses(path: Path, kind: str) -> bool:
    """Whether a file is what its format says; one that is no text is known by how it begins."""
    begins = {f"{EU}file-type/XLSX": b"PK", f"{EU}file-type/PARQUET": b"PAR1"}.get(kind)
    if begins or kind not in _TYPES:
        return path.read_bytes().startswith(begins or b"PK")
    text = path.read_text("utf-8-sig")
    if kind.endswith("/JSON"):
        return bool(json.loads(text))
    delimiter = ";" if path.name.endswith(".excel.csv") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return len({len(row) for row in rows}) == 1


@cache
def points() -> dict[Node, int]:
    table = Graph().parse(OFFICIAL / "dcatno-mqa-vocabulary-default-score-values.ttl")
    return {metric: int(score) for metric, score in table.subject_objects(MQA.trueScore)}


def score(of: Graph, dataset: Node, distribution: Node, files: Path) -> int:
    return sum(points()[metric] for metric in set(_met(of, dataset, distribution, files)))


def test_435_points_are_all_there_are():
    assert sum(points().values()) == 435


MAIN = [
    (WHOLE, "data/observasjoner.csv"),
    (WHOLE, "datapackage.json"),
    *((edition, f"rapport/{id}/data.csv") for edition, id in zip(EDITIONS, BOTH, strict=True)),
]


@pytest.mark.parametrize(("dataset", "path"), MAIN, ids=[path for _, path in MAIN])
def test_a_main_distribution_gets_all_points(dataset: URIRef, path: str, site: Path):
    node = URIRef(f"{ADDRESS}{path}#distribusjon")
    assert (dataset, DCAT.distribution, node) in graph()
    missing = set(points()) - set(_met(graph(), dataset, node, site))
    assert score(graph(), dataset, node, site) == 435, sorted(map(str, missing))


def test_what_sqlite_loses_for_a_format_that_the_list_does_not_have(site: Path):
    """No code in the EU's list, so no format: its media type stands, and 100 points are lost."""
    node = URIRef(f"{ADDRESS}data/tiltak-i-tall.sqlite#distribusjon")
    assert str(graph().value(node, DCAT.mediaType)) == f"{_IANA}application/vnd.sqlite3"
    assert graph().value(node, DCTERMS["format"]) is None
    assert set(points()) - set(_met(graph(), WHOLE, node, site)) == {
        MQA.formatAvailability,
        MQA.formatMediaTypeVocabularyAlignment,
        MQA.formatMediaTypeNonProprietary,
        MQA.formatMediaTypeMachineInterpretable,
        MQA.formatMatch,
        MQA.syntaxValid,
    }
    assert score(graph(), WHOLE, node, site) == 335


def test_the_zip_says_how_it_is_packed():
    node = URIRef(f"{ADDRESS}data/tiltak-i-tall.zip#distribusjon")
    for property in (DCAT.packageFormat, DCAT.compressFormat, DCAT.mediaType):
        assert str(graph().value(node, property)) == f"{_IANA}application/zip"
    packed = set(graph().subjects(DCAT.packageFormat, None))
    assert packed == {node}


def test_a_csv_conforms_to_its_description_on_the_web():
    for path in ("data/tiltak.csv", "data/tiltak.excel.csv", f"rapport/{BOTH[0]}/data.csv"):
        conforms = set(graph().objects(URIRef(f"{ADDRESS}{path}#distribusjon"), DCTERMS.conformsTo))
        assert URIRef(f"{ADDRESS}{path}-metadata.json") in conforms


@pytest.mark.parametrize(
    ("of", "property", "lost"),
    [("dataset", DCAT.keyword, 30), ("dataset", DCAT.contactPoint, 20), ("file", DCAT.byteSize, 5)],
)
def test_points_are_lost_with_what_is_not_told(of: str, property: URIRef, lost: int, site: Path):
    dataset, path = MAIN[0]
    node = URIRef(f"{ADDRESS}{path}#distribusjon")
    poorer = graph() + Graph()
    poorer.remove((dataset if of == "dataset" else node, property, None))
    assert score(poorer, dataset, node, site) == 435 - lost


# -- the files ----------------------------------------------------------------------------------


def test_every_file_of_the_package_and_of_the_reports_is_a_distribution():
    wanted = {
        f"{ADDRESS}{file.path}"
        for file in facts().files
        if file.page == "data/" or file.page.startswith("rapport/")
    }
    assert {str(url) for url in graph().objects(None, DCAT.downloadURL)} == wanted


def test_size_and_checksum_are_those_of_the_files_on_disk(site: Path):
    """By the site as it was built, whose catalogue names this machine."""
    built = Graph().parse(site / TURTLE)
    checked = 0
    for node in built.subjects(RDF.type, DCAT.Distribution):
        url = str(built.value(node, DCAT.downloadURL))
        data = (site / url.removeprefix("http://localhost:8000/")).read_bytes()
        assert float(str(built.value(node, DCAT.byteSize))) == len(data), url
        checksum = built.value(node, SPDX.checksum)
        assert str(built.value(checksum, SPDX.checksumValue)) == (
            hashlib.sha1(data, usedforsecurity=False).hexdigest()
        )
        checked += 1
    assert checked >= len(MAIN)


def test_turtle_and_json_ld_say_the_same():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader uses an old class
        other = Graph().parse(data=described()[JSON_LD], format="json-ld")
    assert len(other) > 500
    assert _said(other) == _said(graph())


def _said(of: Graph) -> set[tuple[object, ...]]:
    """All that a graph says, numbers as numbers: 412 and 412.0 are the same size."""
    return {
        (s, p, float(o) if isinstance(o, Literal) and o.datatype == XSD.decimal else o)
        for s, p, o in of
    }


def test_no_node_is_without_a_name():
    """A blank node has another name each time: bytes and the portal's memory would change."""
    assert not [node for node in graph().all_nodes() if type(node).__name__ == "BNode"]


# -- what it says -------------------------------------------------------------------------------


def test_each_report_is_an_edition_in_the_series_in_its_order():
    assert set(graph().subjects(DCAT.inSeries, SERIES)) == set(EDITIONS)
    assert graph().value(SERIES, DCAT.first) == EDITIONS[0]
    assert graph().value(SERIES, DCAT.last) == EDITIONS[1]
    assert graph().value(EDITIONS[1], DCAT.prev) == EDITIONS[0]
    assert graph().value(EDITIONS[0], DCAT.prev) is None


def _days(dataset: URIRef) -> set[tuple[str, str]]:
    periods = graph().objects(dataset, DCTERMS.temporal)
    return {
        (str(graph().value(each, DCAT.startDate)), str(graph().value(each, DCAT.endDate)))
        for each in periods
    }


def test_periods_are_those_of_the_reports_with_the_hole_between_them():
    first, second = ("2019-01-01", "2019-12-31"), ("2024-01-01", "2024-08-31")
    assert _days(EDITIONS[0]) == {first}
    assert _days(EDITIONS[1]) == {second}
    assert _days(WHOLE) == {first, second}, "one period from 2019 to 2024 would claim what is not"


def test_dates_are_the_data_s():
    modified = graph().value(EDITIONS[1], DCTERMS.modified)
    assert modified == Literal("2024-08-31", datatype=XSD.date)
    assert str(graph().value(WHOLE, DCTERMS.issued)) == "2026-11-22"


def test_titles_and_keywords_are_in_both_languages():
    for property in (DCTERMS.title, DCTERMS.description, DCAT.keyword):
        said = [each for each in graph().objects(WHOLE, property) if isinstance(each, Literal)]
        assert {each.language for each in said} == {"nb", "en"}
    for edition in EDITIONS:
        titles = {each.language: str(each) for each in graph().objects(edition, DCTERMS.title)}  # type: ignore[attr-defined]
        assert set(titles) == {"nb", "en"} and titles["en"].startswith("Participants in labour")


def test_a_publication_without_reports_is_still_a_catalogue():
    none = replace(facts().publication, reports=())
    of = catalogue(Facts(none, [], ADDRESS, {}))
    assert (URIRef(f"{ADDRESS}data/#katalog"), RDF.type, DCAT.Catalog) in of
