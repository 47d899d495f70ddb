"""A report taken apart into sheets, and printed again with other pages.

A sheet is a column header with its rows and the text above it. Nothing here knows the generator:
two sheets are of one table if they follow each other and begin with the same totals row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

_RULE = re.compile(r"[-\s]+")
_TITLE = "Deltakere i arbeidsrettede tiltak."
_PERIOD = re.compile(r"(\w+ \d{4}) - (\w+ \d{4})")
#: A line of a report → the line as it is printed instead.
Ink = Callable[[str], str]


@dataclass(frozen=True)
class Sheet:
    """The text above a column header, the header, the totals row, and the rows under it."""

    above: tuple[str, ...]
    header: str
    total: str
    rows: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The sheet as it is printed."""
        return [*self.above, self.header, self.total, *self.rows]


@dataclass(frozen=True)
class Paper:
    """A report's front matter and its sheets; a table is one sheet or more."""

    front: tuple[str, ...]
    tables: tuple[tuple[Sheet, ...], ...]

    def text(self) -> str:
        """The report as it is printed."""
        sheets = [line for table in self.tables for sheet in table for line in sheet.lines]
        return "\n".join([*self.front, *sheets])

    def with_tables(self, tables: Iterable[Sequence[Sheet]]) -> Paper:
        """The same front matter over other tables."""
        return replace(self, tables=tuple(tuple(table) for table in tables))


def take_apart(text: str) -> Paper:
    """A report as sheets. Rules of dashes and blank lines between rows are left out."""
    lines = text.split("\n")
    headers = [number for number, line in enumerate(lines) if line.startswith("\t")]
    sheets: list[Sheet] = []
    start = front = _front(lines, headers[0])
    for number in headers:
        rows = _rows(lines, number + 1)
        above = tuple(lines[start:number])
        sheets.append(Sheet(above, lines[number], rows[0][1], tuple(row for _, row in rows[1:])))
        start = rows[-1][0] + 1
    return Paper(tuple(lines[:front]), tuple(_tables(sheets)))


def _front(lines: list[str], header: int) -> int:
    """Where the first page begins: at its title, or at its period line."""
    for number in range(header, -1, -1):
        if lines[number].startswith(_TITLE):
            return number
    return max(number for number in range(header) if _PERIOD.fullmatch(lines[number]))


def _rows(lines: list[str], start: int) -> list[tuple[int, str]]:
    rows = []
    for number, line in enumerate(lines[start:], start):
        if _RULE.fullmatch(line):
            continue
        if line.startswith("\t") or (line and "\t" not in line):
            break
        if line:
            rows.append((number, line))
    return rows


def _tables(sheets: list[Sheet]) -> list[tuple[Sheet, ...]]:
    tables: list[list[Sheet]] = []
    for sheet in sheets:
        if tables and tables[-1][-1].total == sheet.total:
            tables[-1].append(sheet)
        else:
            tables.append([sheet])
    return [tuple(table) for table in tables]


def one_page_a_table(paper: Paper) -> Paper:
    """All rows of a table under one header."""
    whole = [
        replace(table[0], rows=tuple(row for sheet in table for row in sheet.rows))
        for table in paper.tables
    ]
    return paper.with_tables((sheet,) for sheet in whole)


def pages_of(paper: Paper, count: int) -> Paper:
    """At most ``count`` rows under each header; the totals row is printed again on each page."""
    tables = []
    for (sheet,) in one_page_a_table(paper).tables:
        parts = [sheet.rows[at : at + count] for at in range(0, len(sheet.rows), count)] or [()]
        tables.append([replace(sheet, rows=part) for part in parts])
    return paper.with_tables(tables)


def one_long_page(paper: Paper) -> Paper:
    """Nothing but blank lines between the tables: no title, no period, no heading."""
    period = next(line for line in paper.tables[0][0].above if _PERIOD.fullmatch(line))
    tables = [
        [replace(sheet, above=("",)) for sheet in table] for table in one_page_a_table(paper).tables
    ]
    return replace(paper.with_tables(tables), front=(*paper.front, period))


def reprinted(text: str, ink: Ink) -> str:
    """The text with each line printed otherwise."""
    return "\n".join(ink(line) for line in text.split("\n"))


def first_months(text: str, count: int, *, average: bool) -> str:
    """The report as it was when the year had ``count`` months; averages are left out."""

    def cut(line: str) -> str:
        label, *cells = line.split("\t")
        if not cells:
            return _PERIOD.sub(lambda period: f"{period[1]} - {last} {period[2][-4:]}", line)
        return "\t".join([label, *cells[1 if average else 0 :][:count]])

    header = next(line for line in text.split("\n") if line.startswith("\t"))
    last = header.split("\t")[count + (1 if average else 0)]
    return reprinted(text, cut)
