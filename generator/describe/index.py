"""``/data/index.json``: every file that readers download, for programs that look for one."""

from __future__ import annotations

import json
from typing import Any, Final

from generator.describe.csvw import described_by
from generator.describe.facts import Facts
from generator.describe.formats import format_of
from generator.model.files import PublishedFile

PATH: Final = "data/index.json"


def index(facts: Facts) -> bytes:
    """The index: a file a line, in the order of their addresses."""
    head = {
        "title": facts.descriptor["title"],
        "title_en": facts.descriptor["title_en"],
        "version": facts.descriptor["version"],
        "address": facts.address,
        "licence": facts.licence["path"],
        "updated": facts.data_date,
    }
    without = _without_figures(facts)
    files = [
        _line(_entry(facts, file, file.path not in without))
        for file in sorted(facts.files, key=lambda each: each.path)
    ]
    return (_line(head)[:-1] + ',"files":[\n' + ",\n".join(files) + "\n]}\n").encode()


def _without_figures(facts: Facts) -> set[str]:
    """The files of code lists and the like: resources whose rows have no period."""
    return {
        resource["path"]
        for resource in facts.descriptor["resources"]
        if all(field["name"] != "periode" for field in resource["schema"]["fields"])
    }


def _entry(facts: Facts, file: PublishedFile, figures: bool) -> dict[str, Any]:
    """A file; with what it covers if it holds figures, and where its columns are described."""
    entry: dict[str, Any] = {
        "path": file.path,
        "address": facts.url(file.path),
        "type": format_of(file).mediatype,
        "format": file.format,
        "title": file.title,
        "title_en": file.title_en,
        "page": facts.url(file.page),
        "bytes": file.bytes,
        "sha256": file.sha256,
        "rows": file.rows,
    }
    if path := described_by(file):
        entry["described_by"] = facts.url(path)
    coverage = facts.coverage.get(file.page)
    if figures and coverage:
        entry["covers"] = {
            "codes": coverage.codes,
            "from": coverage.first,
            "to": coverage.last,
            "reports": coverage.reports,
        }
    return entry


def _line(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
