"""CSV on the Web: a ``<file>.csv-metadata.json`` beside each CSV file of the package.

A table stands together with the tables that its foreign keys reach, as the recommendation wants
(W3C, Metadata Vocabulary for Tabular Data, 5.11): a key points to a table of the same group.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.describe.facts import Facts, texts

_TYPES: Final = {"integer": "integer", "yearmonth": "gYearMonth", "date": "date"}
_FACETS: Final = {"minimum": "minimum", "maximum": "maximum"}


def csvw_files(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """The description of each CSV file of the package, by its path."""
    resources = {each["name"]: each for each in facts.descriptor["resources"]}
    for name, resource in resources.items():
        folder = posixpath.dirname(resource["path"])
        group = _group(facts, [resources[each] for each in _reached(name, resources)], folder)
        text = json.dumps(group, ensure_ascii=False, indent=1)
        yield f"{resource['path']}-metadata.json", f"{text}\n".encode()


def _reached(name: str, resources: Mapping[str, Any]) -> list[str]:
    """A resource and all that its foreign keys reach, itself first, the others sorted."""
    found = {name}
    new = [name]
    while new:
        keys = _keys(resources[new.pop()]["schema"])
        targets = {key["reference"].get("resource") for key in keys} - found - {None}
        found |= targets
        new += sorted(targets)
    return [name, *sorted(found - {name})]


def _group(facts: Facts, resources: list[Mapping[str, Any]], folder: str) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nb"}],
        "dc:license": {"@id": facts.licence["path"]},
        "dc:publisher": {"schema:name": facts.publisher},
        "dc:source": [{"@id": source["path"]} for source in facts.descriptor["sources"]],
        "dc:isPartOf": {"@id": posixpath.relpath("datapackage.json", folder)},
        "tables": [_table(resource, folder) for resource in resources],
    }


def _table(resource: Mapping[str, Any], folder: str) -> dict[str, Any]:
    own = posixpath.relpath(resource["path"], folder)
    schema = resource["schema"]
    table = {
        "url": own,
        "lang": "nb",
        "dc:title": _tagged(resource, "title"),
        "dc:description": _tagged(resource, "description"),
        "notes": _notes(schema["fields"]),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tableSchema": {
            "columns": [_column(field) for field in schema["fields"]],
            "primaryKey": schema["primaryKey"],
            "foreignKeys": [_key(key, own) for key in _keys(schema)],
        },
    }
    return {name: value for name, value in table.items() if value}


def _notes(fields: list[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What an empty cell means in each column that may have one."""
    return [
        {"column": field["name"], "null": missing["value"], "meaning": missing["label"]}
        for field in fields
        for missing in field.get("missingValues", ())
    ]


def _column(field: Mapping[str, Any]) -> dict[str, Any]:
    """A column. The CSV's own header is one of its titles, as the recommendation wants."""
    limits = field.get("constraints", {})
    column: dict[str, Any] = {
        "name": field["name"],
        "titles": _titles(field),
        "dc:description": _tagged(field, "description"),
        "datatype": _datatype(field),
        "required": limits.get("required", False),
        "null": [missing["value"] for missing in field.get("missingValues", ({"value": ""},))],
    }
    return column


def _titles(field: Mapping[str, Any]) -> dict[str, list[str]]:
    found = texts(field, "title").items()
    return {each: [field["name"], text] if each == "nb" else [text] for each, text in found}


def _datatype(field: Mapping[str, Any]) -> str | dict[str, Any]:
    limits = field.get("constraints", {})
    facets = {facet: limits[name] for name, facet in _FACETS.items() if name in limits}
    base = _TYPES.get(field["type"], "string")
    if base == "string":
        pattern = limits.get("pattern") or "|".join(limits.get("enum", ()))
        return {"base": base, "format": pattern} if pattern else base
    return {"base": base, **facets} if facets else base


def _keys(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The foreign keys of columns that are never empty: CSVW has no keys that may be."""
    filled = {f["name"] for f in schema["fields"] if f.get("constraints", {}).get("required")}
    return [key for key in schema.get("foreignKeys", ()) if filled.issuperset(key["fields"])]


def _key(key: Mapping[str, Any], own: str) -> dict[str, Any]:
    """A foreign key; one that names no resource points into its own table."""
    name = key["reference"].get("resource")
    target = f"{name}.csv" if name else own
    return {
        "columnReference": key["fields"],
        "reference": {"resource": target, "columnReference": key["reference"]["fields"]},
    }


def _tagged(thing: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    found = texts(thing, name).items()
    return [{"@value": text, "@language": language} for language, text in found]
