"""Findings of the audit: they name a cell by its place and what it is about, never a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.audit.system import Printed
from generator.check.naming import cell_name
from generator.model.dimensions import ALL, COLUMNS
from generator.model.findings import Code, Finding
from generator.package.publication import Publication

DISCLOSES: Final = "derived-discloses"
CONTRADICTION: Final = "hidden-contradiction"


class Teller:
    """Says which hidden cells the site tells of, and which cannot be anything."""

    def __init__(self, publication: Publication, printed: Printed) -> None:
        self._codelists = publication.content.codelists
        self._paths = {r.report.origin.id: r.grid.path for r in publication.reports}
        self._frame = printed.frame

    def disclosure(self, cell: int, reason: str) -> Finding:
        """A hidden cell of which the site tells more than the reports."""
        message = f"{self._what(cell)} is hidden, but {reason}"
        hint = "leave the derived figure out: it must come from published figures alone"
        return self._finding(cell, DISCLOSES, message, hint)

    def contradiction(self, cell: int) -> Finding:
        """A hidden cell that cannot be anything from 0 to 3."""
        message = f"{self._what(cell)}: no values of the hidden figures suit all relations together"
        hint = "a figure that hangs together with it was misread, or a row was lost or doubled"
        return self._finding(cell, CONTRADICTION, message, hint)

    def _finding(self, cell: int, code: Code, message: str, hint: str) -> Finding:
        row = self._frame.iloc[cell]
        place = (self._paths[row["rapport"]], int(row["linje"]), int(row["kolonne"]))
        return Finding(*place, code, message, hint)

    def _what(self, cell: int) -> str:
        return cell_name(self._frame.iloc[cell], self._codelists)


def dimensions_of(codes: Sequence[str]) -> tuple[str, ...]:
    """What a cell is broken down by; a measure's group goes without saying.

    Args:
        codes: its code in each dimension, in the order of ``COLUMNS``.
    """
    broken = [column for column, code in zip(COLUMNS, codes, strict=True) if code != ALL]
    return tuple(c for c in broken if c != "tiltaksgruppe" or "tiltak" not in broken)
