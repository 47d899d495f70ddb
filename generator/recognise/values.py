"""What the recogniser makes of a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from generator.model.findings import Finding
from generator.model.reports import Grid, Line, RawReport
from generator.recognise.labels import Match, Repair

if TYPE_CHECKING:
    import pandas as pd


class Role(StrEnum):
    """What a line of a report was recognised as."""

    BLANK = "blank"
    HEADING = "overskrift"
    PERIOD = "periode"
    LAW = "lov"
    TEXT = "tekst"
    HEADER = "kolonnehode"
    RULE = "strek"
    TOTAL = "total"
    SUBTOTAL = "deltotal"
    ROW = "rad"
    UNREAD = "ulest"


class Reading(NamedTuple):
    """A line with its role.

    Attributes:
        number: the line, from 1.
        role: what it was recognised as.
        codes: its code in each dimension, in the order of ``DIMENSIONS``; empty if it holds no
            figures.
        column: the dimension that its label names; empty if none.
    """

    number: int
    role: Role
    codes: tuple[str, ...] = ()
    column: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A column header and the rows under it, down to the next header or line of text.

    Attributes:
        header: the line with the column names.
        periods: for each data column its (periodetype, periode).
        rows: the lines with figures; the first should be the total.
        heading: the (kjonn, hovedgruppe) that the last heading before it names, or None.
        heading_line: the line of that heading; 0 if there is none.
        carried: whether the heading stands at the foot of the page before.
    """

    header: Line
    periods: tuple[tuple[str, str], ...]
    rows: tuple[Line, ...]
    heading: dict[str, str] | None = None
    heading_line: int = 0
    carried: bool = False


@dataclass(frozen=True)
class Row:
    """A line with figures: its codes, and the matches that they come from.

    Attributes:
        line: the line.
        kind: ``total``, ``deltotal`` or ``rad``.
        codes: dimension → code, where it is not ``alle``.
        matches: what the label was matched with, for repairs.
        column: the dimension that the label names; empty for a total.
    """

    line: Line
    kind: str
    codes: dict[str, str]
    matches: tuple[Match, ...]
    column: str


@dataclass(frozen=True)
class Table:
    """A block whose total and rows have been understood.

    Attributes:
        block: the block.
        column: the dimension of its rows; empty if it has only a total.
        rows: the total, the subtotals and the rows, by line.
    """

    block: Block
    column: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Recognised:
    """A report as it was read.

    Attributes:
        report: the report.
        grid: its lines and cells.
        readings: one for each line of the grid, in order.
        tables: the blocks that were understood, in order.
        repairs: the labels that were repaired, in order.
        cells: every printed cell, repeats among them: the key columns (contract, section 1),
            ``tekst`` as printed, ``antall`` (Int64, empty when hidden), ``status``, ``linje``,
            ``kolonne``.
        findings: what could not be recognised.
    """

    report: RawReport
    grid: Grid
    readings: tuple[Reading, ...]
    tables: tuple[Table, ...]
    repairs: tuple[Repair, ...]
    cells: pd.DataFrame
    findings: tuple[Finding, ...]
