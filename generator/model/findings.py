"""Findings: what is wrong with the data, as values that are gathered and shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]

#: Every kind of finding there is, by the stage that finds it; ``docs/findings.md`` has a section
#: for each.
Code = Literal[
    # read: the files
    "binary-file",
    "content-invalid",
    "empty-file",
    "encoding",
    "no-report",
    "page-missing",
    "page-untranslated",
    "report-file-missing",
    "report-id-repeated",
    "report-toml-invalid",
    "report-toml-missing",
    # recognise: the layout
    "header-months",
    "header-unknown-column",
    "law-mismatch",
    "law-missing",
    "no-table",
    "period-mismatch",
    "period-missing",
    "row-without-header",
    "table-empty",
    # recognise: tables and their rows
    "ambiguous-label",
    "ambiguous-table",
    "code-not-valid",
    "heading-mismatch",
    "mixed-rows",
    "total-missing",
    "total-unclear",
    "unknown-label",
    # recognise: cells
    "cell-count",
    "cell-value",
    "figure-under-four",
    # check: the figures against each other
    "average-breach",
    "labels-exchanged",
    "repeat-differs",
    "row-shifted",
    "rows-lost",
    "sum-breach",
    "time-leap",
    # check: tables beside each other
    "page-doubled",
    "row-absent",
    "row-doubled",
    "rows-out-of-order",
    "subtotal-absent",
    "table-absent",
    # package
    "schema",
    # audit
    "derived-discloses",
    "hidden-contradiction",
]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a person must look at.

    Attributes:
        file: the file, as a path to show.
        line: line in the file, from 1; 0 where the finding is about the whole file.
        column: the data column, counted as ``kolonne`` is in the published data: 1 is the first
            after the label, 0 is the label or the whole line.
        code: what kind of finding.
        message: what is wrong, with what was read.
        hint: what to do about it.
        severity: an ``error`` stops publication, a ``warning`` does not.
    """

    file: str
    line: int
    column: int
    code: Code
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        warning = "warning: " if self.severity == "warning" else ""
        hint = f" ({self.hint})" if self.hint else ""
        text = f"{self.file}:{self.line}:{self.column}: {self.code} {warning}{self.message}{hint}"
        return printable(f"{text} [{self.code}]")

    def as_dict(self) -> dict[str, str | int]:
        """The finding as plain JSON values."""
        return asdict(self)


def printable(text: str) -> str:
    """``text`` on one line, with control characters made visible, as a console needs it."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that stop publication."""
    return [finding for finding in findings if finding.severity == "error"]
