"""data/index.json and the OpenAPI document: true of the files, and every address answers."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import jsonschema
import pytest

from generator.describe import index, openapi
from tests.describe.described import ADDRESS, described, facts


@pytest.fixture(scope="module")
def built(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / index.PATH).read_bytes())
    return found


@pytest.fixture(scope="module")
def api(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / openapi.PATH).read_bytes())
    return found


# -- the index ----------------------------------------------------------------------------------


def test_every_file_is_what_the_index_says(built, site: Path):
    assert len(built["files"]) > 80
    for entry in built["files"]:
        data = (site / entry["path"]).read_bytes()
        assert len(data) == entry["bytes"], entry["path"]
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["path"]
        assert entry["address"] == built["address"] + entry["path"]


def test_rows_are_those_of_the_csv(built, site: Path):
    for entry in built["files"]:
        if entry["format"] == "csv":
            text = (site / entry["path"]).read_text("utf-8")
            rows = sum(1 for _ in csv.DictReader(io.StringIO(text, newline="")))
            assert rows == entry["rows"], entry["path"]


def test_what_a_file_covers_is_what_stands_in_it(built, site: Path):
    checked = 0
    for entry in built["files"]:
        if entry["format"] != "csv" or "covers" not in entry or not entry["rows"]:
            continue
        text = (site / entry["path"]).read_text("utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        covers = entry["covers"]
        for column, kode in covers["codes"].items():
            assert {row[column] for row in rows} == {kode}, entry["path"]
        months = {row["periode"] for row in rows}
        assert (min(months), max(months)) == (covers["from"], covers["to"]), entry["path"]
        assert {row["rapport"] for row in rows} == set(covers["reports"]), entry["path"]
        checked += 1
    assert checked > 70


def test_every_csv_and_the_package_itself_are_in_the_index(built, site: Path):
    """But for those of single charts, which are parts of their page's own."""
    files = (path for path in site.rglob("*.csv") if path.parent.name != "figur")
    there = {path.relative_to(site).as_posix() for path in files}
    assert there | {"datapackage.json"} <= {entry["path"] for entry in built["files"]}


def test_the_index_says_where_the_columns_of_each_csv_are_described(built, site: Path):
    for entry in built["files"]:
        if entry["format"] in ("csv", "excel-csv"):
            path = entry["described_by"].removeprefix(built["address"])
            assert path == f"{entry['path']}-metadata.json" and (site / path).is_file()
        else:
            assert "described_by" not in entry


def test_code_lists_cover_no_period(built):
    paths = {entry["path"]: entry for entry in built["files"]}
    assert "covers" not in paths["data/kjonn.csv"]
    assert paths["data/observasjoner.csv"]["covers"]["codes"] == {}


def test_the_index_has_the_form_that_the_api_promises(built, api):
    schema = api["components"]["schemas"]["Index"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(built)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(built | {"files": [{"path": "x"}]})


def test_a_file_a_line_so_that_a_diff_tells_what_changed():
    lines = described()[index.PATH].decode().splitlines()
    assert len(lines) == len(facts().files) + 2


# -- the api ------------------------------------------------------------------------------------


def test_the_document_is_valid_openapi_3_1(api):
    from openapi_spec_validator import OpenAPIV31SpecValidator, validate

    validate(api, cls=OpenAPIV31SpecValidator)
    broken = json.loads(json.dumps(api))
    del broken["info"]["title"]
    assert not OpenAPIV31SpecValidator(broken).is_valid()


def requests(api: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each address that the document promises, with its media type."""
    for path, item in api["paths"].items():
        (mediatype,) = item["get"]["responses"]["200"]["content"]
        parameters = item["get"].get("parameters", ())
        if not parameters:
            yield path, mediatype
        for parameter in parameters:
            for kode in parameter["schema"]["enum"]:
                yield path.replace("{kode}", kode), mediatype


def test_every_address_answers(api, server: str):
    """Over a web server, under a sub-path, as a client would ask."""
    asked = dict(requests(api))
    assert len(asked) > 80
    for path, mediatype in asked.items():
        with urlopen(server.rstrip("/") + path) as answer:
            assert answer.status == 200, path
            assert answer.read(1), f"{path} is empty"
            if mediatype in ("text/csv", "application/json"):
                assert answer.headers.get_content_type() == mediatype, path


def test_the_api_knows_every_file_of_the_index_and_no_more(api, built):
    described = {"/data/index.json", "/data/katalog.ttl", "/data/katalog.jsonld"}
    described |= {"/data/nytt.atom", "/en/data/nytt.atom"}
    paths = {f"/{entry['path']}" for entry in built["files"]}
    described |= {f"{path}-metadata.json" for path in paths if path.endswith(".csv")}
    assert set(dict(requests(api))) == paths | described


def test_the_server_is_the_address_of_the_site():
    document = json.loads(described()[openapi.PATH])
    assert document["servers"] == [{"url": ADDRESS.rstrip("/")}]
    assert document["info"]["version"] == facts().descriptor["version"]
