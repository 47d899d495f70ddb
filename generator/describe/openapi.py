"""``/openapi.json``: the addresses of the data as a static API, in OpenAPI 3.1."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, Final

from generator.describe import dcat, feed, index
from generator.describe.csvw import SUFFIX, described_by
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
#: What the description of a CSV file is called, after the file's title.
_CSVW: Final = ", described as CSV on the Web"

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
    for path, title, mediatype in _files(facts):
        kind, _, rest = path.partition("/")
        if kind not in KINDS or "/" not in rest:
            paths[f"/{path}"] = _operation(title, mediatype, {})
            continue
        kode, _, name = rest.partition("/")
        template = f"/{kind}/{{kode}}/{name}"
        codes.setdefault(template, []).append(kode)
        about = _about(facts, kind) + _CSVW * name.endswith(SUFFIX)
        paths[template] = _operation(about, mediatype, {})
    for template, found in codes.items():
        paths[template]["get"]["parameters"] = [_parameter(found)]
    return dict(sorted(paths.items()))


def _files(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Path, title and media type of each file of the catalogue, and of its description."""
    for file in facts.files:
        yield file.path, file.title_en, format_of(file).mediatype
        if path := described_by(file):
            yield path, file.title_en + _CSVW, "application/json"


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
        "described_by": text,
        "covers": _object(covers),
    }
    head = dict.fromkeys(("title", "title_en", "version", "address", "licence", "updated"), text)
    files = {"type": "array", "items": _object(file, optional=("described_by", "covers"))}
    return _object({**head, "files": files})


def _object(properties: Mapping[str, Any], optional: Container[str] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "properties": dict(properties),
        "additionalProperties": False,
    }
