"""The written package against its own Table Schema, by frictionless."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.model.findings import Finding
from generator.package.datapackage import DESCRIPTOR

#: So many findings are enough to see what is wrong.
_MOST: Final = 50


def package_findings(folder: Path) -> list[Finding]:
    """What frictionless says of the package whose descriptor is ``folder/datapackage.json``."""
    from frictionless import Package

    report = Package(str(folder / DESCRIPTOR)).validate()
    findings = [_finding(DESCRIPTOR, error) for error in report.errors]
    for task in report.tasks:
        findings += [_finding(task.place or DESCRIPTOR, error) for error in task.errors]
    return findings[:_MOST]


def _finding(path: str, error: object) -> Finding:
    line = getattr(error, "row_number", 0) or 0
    column = getattr(error, "field_number", 0) or 0
    kind = getattr(error, "type", "error")
    hint = "the package was not published; the contract is datapackage.json"
    return Finding(
        path, line, column, "schema", f"{kind}: {getattr(error, 'message', error)}", hint
    )
