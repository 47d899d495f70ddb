"""``CITATION.cff``: how to cite the data, in the Citation File Format 1.2.0.

Texts are written as JSON strings, which YAML takes as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from generator.describe.facts import Facts
from generator.model.language import BOKMAAL
from generator.model.reports import Origin
from generator.model.titles import report_title

PATH: Final = "CITATION.cff"


def citation(facts: Facts, *, in_site: bool = True) -> bytes:
    """The file.

    Args:
        facts: the publication.
        in_site: whether it is the site's, which names its address and the reports. The copy at
            the repository's root names neither: it is the same for every host, and a new report
            does not change it.
    """
    descriptor = facts.descriptor
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted(descriptor['attribution'])}",
        "type: dataset",
        f"title: {_quoted(descriptor['title'])}",
        f"abstract: {_quoted(descriptor['description'])}",
        f"authors:\n  - name: {_quoted(facts.publisher)}",
        f"version: {descriptor['version']}",
        f"date-released: {facts.modified if in_site else facts.issued}",
        f"license: {facts.licence['name']}",
        "keywords:",
        *(f"  - {_quoted(word)}" for word in descriptor["keywords"]),
        *(_site_lines(facts) if in_site else ()),
    ]
    return ("\n".join(lines) + "\n").encode()


def _site_lines(facts: Facts) -> Iterator[str]:
    yield f"url: {_quoted(facts.address)}"
    if facts.origins:
        yield "references:"
    for origin in facts.origins.values():
        yield from _reference(origin)


def _reference(origin: Origin) -> Iterator[str]:
    yield "  - type: report"
    yield f"    title: {_quoted(report_title(BOKMAAL, origin))}"
    yield f"    authors:\n      - name: {_quoted(origin.publisher)}"
    yield f"    year: {(origin.published or origin.period_to)[:4]}"
    yield f"    url: {_quoted(origin.source)}"
    yield f"    license: {origin.licence}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
