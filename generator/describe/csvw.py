"""CSV on the Web (W3C): what each CSV file of the site is, in a file beside it.

A processor that is given a CSV file looks for ``<file>-metadata.json``, then for
``csv-metadata.json`` in its folder (Model for Tabular Data, 5.3). The files of the package and of
pages have the former, those of single charts, which are small and many, the latter: one a folder.

A table stands together with the tables that its foreign keys reach, as the recommendation wants
(Metadata Vocabulary for Tabular Data, 5.11): a key points to a table of the same group. Beside the
package's own files these are told in full, elsewhere as far as a key needs them.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.describe.facts import WHOLE, Facts, texts
from generator.export.excel import EXCEL_NOTE, excel_fields
from generator.export.formats import CSV, EXCEL_CSV
from generator.export.resources import OBSERVATIONS
from generator.model.files import PublishedFile

#: What is put after the name of a CSV file, and what its folder's description is called.
SUFFIX: Final = "-metadata.json"
FOLDER: Final = "csv-metadata.json"

_TYPES: Final = {"integer": "integer", "yearmonth": "gYearMonth", "date": "date"}
_FACETS: Final = {"minimum": "minimum", "maximum": "maximum"}
_DIALECT: Final = {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True}
#: A BOM is part of the encoding «utf-8» as the web reads it (WHATWG, Encoding), and not told.
_EXCEL: Final = {"encoding": "utf-8", "delimiter": ";", "lineTerminators": ["\r\n"], "header": True}

Description = dict[str, Any]


def csvw_files(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """The descriptions of all CSV files by their path."""
    resources = {each["name"]: each for each in facts.descriptor["resources"]}
    for name, resource in resources.items():
        folder = posixpath.dirname(resource["path"])
        group = _package_group(facts, [resources[each] for each in _reached(name, resources)])
        text = json.dumps(_head(facts, folder) | group, ensure_ascii=False, indent=1)
        yield resource["path"] + SUFFIX, f"{text}\n".encode()
    for file in facts.files:
        if file.format == EXCEL_CSV.name:
            yield file.path + SUFFIX, _compact(_excel_table(facts, file))
        elif file.format == CSV.name and file.page != WHOLE:
            yield file.path + SUFFIX, _compact(_page_group(facts, file))
    yield from ((path, _compact(group)) for path, group in _chart_groups(facts))


def described_by(file: PublishedFile) -> str:
    """The path of a file's description; empty where it has none."""
    return file.path + SUFFIX if file.format in (CSV.name, EXCEL_CSV.name) else ""


def _compact(group: Description) -> bytes:
    return f"{json.dumps(group, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _head(facts: Facts, folder: str) -> Description:
    """What every description says first."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nb"}],
        "dc:license": {"@id": facts.licence["path"]},
        "dc:publisher": {"schema:name": facts.publisher},
        "dc:source": [{"@id": source["path"]} for source in facts.descriptor["sources"]],
        "dc:isPartOf": {"@id": posixpath.relpath("datapackage.json", folder)},
    }


# -- the files of the package ---------------------------------------------------------------------


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


def _package_group(facts: Facts, resources: list[Mapping[str, Any]]) -> Description:
    paths = {each["name"]: posixpath.basename(each["path"]) for each in resources}
    return {
        "tables": [
            _table(paths[each["name"]], each, _tagged(each, "title"))
            | {"tableSchema": _schema(each, paths)}
            for each in resources
        ]
    }


# -- the files of pages ---------------------------------------------------------------------------


def _page_group(facts: Facts, file: PublishedFile) -> Description:
    """The observations behind a page, with the code lists that their keys point to."""
    folder = posixpath.dirname(file.path)
    observations = facts.resource(OBSERVATIONS)
    lists = _lists(facts, folder)
    own = _table(posixpath.basename(file.path), observations, _named(file))
    own["tableSchema"] = _schema(observations, {each["name"]: path for path, each in lists.items()})
    return _head(facts, folder) | {"tables": [own, *_only_keys(lists)]}


def _chart_groups(facts: Facts) -> Iterator[tuple[str, Description]]:
    """The observations behind the charts of each folder.

    They are rows of their page's own file: what its description says of columns and keys is not
    repeated for each chart, where it would be longer than the figures.
    """
    observations = facts.resource(OBSERVATIONS)
    folders: dict[str, list[str]] = {}
    for path in facts.charts:
        folders.setdefault(posixpath.dirname(path), []).append(path)
    for folder, paths in folders.items():
        tables = [
            {
                "url": posixpath.basename(path),
                "dc:description": _in_languages(facts.charts[path]),
                "tableSchema": {
                    "columns": [_brief(each) for each in observations["schema"]["fields"]],
                    "primaryKey": observations["schema"]["primaryKey"],
                },
            }
            for path in paths
        ]
        more = posixpath.relpath(f"data/{OBSERVATIONS}.csv{SUFFIX}", folder)
        head = _head(facts, folder) | {"rdfs:seeAlso": {"@id": more}}
        notes = _notes(observations["schema"]["fields"])
        yield f"{folder}/{FOLDER}", head | {"notes": notes, "tables": tables}


def _lists(facts: Facts, folder: str) -> dict[str, Mapping[str, Any]]:
    """The resources that observations point to, by their way from a folder."""
    keys = _keys(facts.resource(OBSERVATIONS)["schema"])
    resources = [facts.resource(key["reference"]["resource"]) for key in keys]
    return {posixpath.relpath(each["path"], folder): each for each in resources}


def _only_keys(lists: Mapping[str, Mapping[str, Any]]) -> Iterator[Description]:
    """Tables as far as a foreign key needs them; no conversion writes their rows out as well."""
    for url, resource in lists.items():
        names = [field["name"] for field in resource["schema"]["fields"]]
        columns = [{"name": name, "titles": name} for name in names]
        yield {"url": url, "suppressOutput": True, "tableSchema": {"columns": columns}}


# -- the files for Excel --------------------------------------------------------------------------


def _excel_table(facts: Facts, file: PublishedFile) -> Description:
    """A CSV file for Excel: its codes are no longer those of the code lists, so it has no keys."""
    stem = posixpath.basename(file.path).removesuffix(EXCEL_CSV.ending)
    resource = facts.resource(OBSERVATIONS if file.page != WHOLE else stem)
    columns = excel_fields(resource)
    folder, name = posixpath.split(file.path)
    table = _table(name, {**resource, "schema": {"fields": columns}}, _named(file))
    table["dialect"] = _EXCEL
    table["rdfs:comment"] = _in_languages(EXCEL_NOTE)
    table["tableSchema"] = {"columns": [_column(each) for each in columns]}
    return _head(facts, folder) | table


# -- tables and their columns ---------------------------------------------------------------------


def _table(url: str, resource: Mapping[str, Any], title: list[Description]) -> Description:
    table = {
        "url": url,
        "lang": "nb",
        "dc:title": title,
        "dc:description": _tagged(resource, "description"),
        "notes": _notes(resource["schema"]["fields"]),
        "dialect": _DIALECT,
    }
    return {name: value for name, value in table.items() if value}


def _schema(resource: Mapping[str, Any], targets: Mapping[str, str]) -> Description:
    """The schema of a resource; ``targets`` has the way to each that keys point to, by name."""
    schema = resource["schema"]
    told = {
        "columns": [_column(field) for field in schema["fields"]],
        "primaryKey": schema["primaryKey"],
        "foreignKeys": [_key(key, targets, resource["name"]) for key in _keys(schema)],
    }
    return {name: value for name, value in told.items() if value}


def _notes(fields: Iterable[Mapping[str, Any]]) -> list[Description]:
    """What an empty cell means in each column that may have one."""
    return [
        {"column": field["name"], "null": missing["value"], "meaning": _tagged(missing, "label")}
        for field in fields
        for missing in field.get("missingValues", ())
    ]


def _brief(field: Mapping[str, Any]) -> Description:
    """A column with no more than its name and its values."""
    named = {"name": field["name"], "titles": field["name"], "datatype": _datatype(field)}
    return named | ({"required": True} if field.get("constraints", {}).get("required") else {})


def _column(field: Mapping[str, Any]) -> Description:
    """A column. The CSV's own header is one of its titles, as the recommendation wants."""
    limits = field.get("constraints", {})
    return {
        "name": field["name"],
        "titles": _titles(field),
        "dc:description": _tagged(field, "description"),
        "datatype": _datatype(field),
        "required": limits.get("required", False),
        "null": [missing["value"] for missing in field.get("missingValues", ({"value": ""},))],
    }


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


def _key(key: Mapping[str, Any], targets: Mapping[str, str], own: str) -> Description:
    """A foreign key; one that names no resource points into its own table."""
    target = targets[key["reference"].get("resource", own)]
    return {
        "columnReference": key["fields"],
        "reference": {"resource": target, "columnReference": key["reference"]["fields"]},
    }


def _tagged(thing: Mapping[str, Any], name: str) -> list[Description]:
    return _in_languages(texts(thing, name))


def _named(file: PublishedFile) -> list[Description]:
    return _in_languages({"nb": file.title, "en": file.title_en})


def _in_languages(said: Mapping[str, str]) -> list[Description]:
    return [{"@value": text, "@language": language} for language, text in said.items()]
