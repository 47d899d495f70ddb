"""Findings: what is wrong with the data, as values that are gathered and shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a person must look at.

    Attributes:
        file: the file, as a path to show.
        line: line in the file, from 1; 0 where the finding is about the whole file.
        column: the data column, counted as ``kolonne`` is in the published data: 1 is the first
            after the label, 0 is the label or the whole line.
        code: what kind of finding, in kebab case.
        message: what is wrong, with what was read.
        hint: what to do about it.
        severity: an ``error`` stops publication, a ``warning`` does not.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        warning = "warning: " if self.severity == "warning" else ""
        hint = f" ({self.hint})" if self.hint else ""
        text = f"{self.file}:{self.line}:{self.column}: {self.code} {warning}{self.message}{hint}"
        return printable(text)

    def as_dict(self) -> dict[str, str | int]:
        """The finding as plain JSON values."""
        return asdict(self)


def printable(text: str) -> str:
    """``text`` on one line, with control characters made visible, as a console needs it."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that stop publication."""
    return [finding for finding in findings if finding.severity == "error"]
