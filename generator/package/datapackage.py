"""The publication as a Data Package: CSV files and their descriptor, as bytes by path."""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from generator.model.errors import ContentError
from generator.package.publication import (
    OBSERVATION_COLUMNS,
    Publication,
    break_rows,
    check_rows,
    codelist_rows,
    repair_rows,
    report_rows,
)

if TYPE_CHECKING:
    import pandas as pd

Files = dict[str, bytes]
DESCRIPTOR: Final = "datapackage.json"


def package_files(publication: Publication) -> Files:
    """Every file of the package by its path from the site's root, the descriptor last.

    The descriptor is the contract with ``bytes`` and ``hash`` of each resource filled in.
    """
    resources = resources_of(publication)
    descriptor = copy.deepcopy(dict(publication.content.descriptor))
    if wrong := {resource["name"] for resource in descriptor["resources"]} ^ set(resources):
        message = f"resources that are missing or not known: {', '.join(sorted(wrong))}"
        raise ContentError(DESCRIPTOR, message)
    files: Files = {}
    for resource in descriptor["resources"]:
        data = resources[resource["name"]]
        files[resource["path"]] = data
        resource["bytes"] = len(data)
        resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
    files[DESCRIPTOR] = json.dumps(descriptor, ensure_ascii=False, indent=2).encode() + b"\n"
    return files


def resources_of(publication: Publication) -> dict[str, bytes]:
    """The CSV of each resource by its name; the columns are the schema's, in its order."""
    schemas = {r["name"]: r["schema"] for r in publication.content.descriptor["resources"]}
    tables: dict[str, Sequence[Mapping[str, object]]] = {
        **dict(codelist_rows(publication)),
        "brudd": break_rows(publication),
        "rapporter": report_rows(publication),
        "rettelser": repair_rows(publication),
        "kontroller": check_rows(publication),
    }
    resources = {name: table_csv(rows, schemas[name]) for name, rows in tables.items()}
    revisions = publication.revisions.rows.to_csv(index=False, lineterminator="\n")
    resources["revisjoner"] = revisions.encode()
    resources["observasjoner"] = b"".join(observation_lines(publication.observations))
    return resources


def table_csv(rows: Iterable[Mapping[str, object]], schema: Mapping[str, Any]) -> bytes:
    """Rows as CSV: UTF-8, comma, LF, with a header."""
    text = io.StringIO()
    columns = [field["name"] for field in schema["fields"]]
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def observation_lines(observations: pd.DataFrame) -> list[bytes]:
    """The header and then each observation as a CSV line of its own, in their order.

    The lines are made once; a page's ``data.csv`` is a choice among them.
    """
    text = observations.to_csv(index=False, columns=list(OBSERVATION_COLUMNS), lineterminator="\n")
    return text.encode().splitlines(keepends=True)
