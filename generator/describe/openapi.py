"""``/openapi.json``: the addresses of the data as a static API, in OpenAPI 3.1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.describe import dcat, feed, index
from generator.describe.facts import KINDS, Facts, texts
from generator.describe.formats import format_of

PATH: Final = "openapi.json"

#: What is there besides the files in the catalogue: address → media type, title.
_DESCRIPTIONS: Final = {
    index.PATH: ("application/json", "Every file with address, type, size, checksum and coverage"),
    dcat.TURTLE: ("text/turtle", "The catalogue for data portals (DCAT-AP-NO), as Turtle"),
    dcat.JSON_LD: ("application/ld+json", "The catalogue for data portals, as JSON-LD"),
}
_FEED: Final = "New reports and revisions, as an Atom feed in the language “%s”"

Paths = dict[str, Any]


def openapi(facts: Facts) -> bytes:
    """The document."""
    descriptor = facts.descriptor
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": descriptor["title_en"],
            "description": descriptor["description_en"],
            "version": descriptor["version"],
            "license": {"name": facts.licence["title_en"], "identifier": facts.licence["name"]},
            "contact": {
                "name": descriptor["contactPoint"]["title"],
                "url": facts.url(descriptor["contactPoint"]["path"]),
            },
        },
        "servers": [{"url": facts.address.rstrip("/")}],
        "paths": _paths(facts),
        "components": {"schemas": {"Index": _index_schema()}},
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def _paths(facts: Facts) -> Paths:
    """The files of pages as one path a kind of page and file, the others each by itself."""
    paths: Paths = {}
    feeds = {feed.path(lang): (feed.TYPE, _FEED % lang.code) for lang in facts.languages}
    for path, (mediatype, title) in (_DESCRIPTIONS | feeds).items():
        schema = {"$ref": "#/components/schemas/Index"} if path == index.PATH else {}
        paths[f"/{path}"] = _operation(title, mediatype, schema)
    codes: dict[str, list[str]] = {}
    for file in facts.files:
        kind, _, rest = file.path.partition("/")
        if kind not in KINDS or "/" not in rest:
            paths[f"/{file.path}"] = _operation(file.title_en, format_of(file).mediatype, {})
            continue
        kode, _, name = rest.partition("/")
        template = f"/{kind}/{{kode}}/{name}"
        codes.setdefault(template, []).append(kode)
        paths[template] = _operation(_about(facts, kind), format_of(file).mediatype, {})
    for template, found in codes.items():
        paths[template]["get"]["parameters"] = [_parameter(found)]
    return dict(sorted(paths.items()))


def _operation(summary: str, mediatype: str, schema: Mapping[str, Any]) -> Paths:
    content = {mediatype: {"schema": schema} if schema else {}}
    responses = {"200": {"description": summary, "content": content}}
    return {"get": {"summary": summary, "responses": responses}}


def _about(facts: Facts, kind: str) -> str:
    """What a file of a kind of page holds, in the words of the observations' column."""
    observations = facts.resource("observasjoner")
    column = next(f for f in observations["schema"]["fields"] if f["name"] == kind)
    return f"{texts(observations, 'title')['en']}: {texts(column, 'title')['en']}"


def _parameter(codes: Iterable[str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": sorted(set(codes))}
    return {"name": "kode", "in": "path", "required": True, "schema": schema}


def _index_schema() -> dict[str, Any]:
    """What ``data/index.json`` looks like; a test holds the file to it."""
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    covers = {
        "codes": {"type": "object", "additionalProperties": text},
        "from": text,
        "to": text,
        "reports": {"type": "array", "items": text},
    }
    file = {
        **dict.fromkeys(("path", "address", "type", "format", "title", "title_en", "page"), text),
        "bytes": count,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "rows": {"type": ["integer", "null"], "minimum": 0},
        "covers": _object(covers),
    }
    head = dict.fromkeys(("title", "title_en", "version", "address", "licence", "updated"), text)
    files = {"type": "array", "items": _object(file, optional="covers")}
    return _object({**head, "files": files})


def _object(properties: Mapping[str, Any], optional: str = "") -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name for name in properties if name != optional],
        "properties": dict(properties),
        "additionalProperties": False,
    }
