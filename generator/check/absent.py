"""Rows that a table should have and has not, told from what else the report prints.

The reports leave out a row of a sub-table only where it is 0 in every month, and a part of a row
that is left out is 0 too. So a row is missed by what stands around it: its own parts or its whole
in another table, its total, the measures under a subtotal, an official list. Where figures are
lost for certain it is an error; a row that may have been all 0, or whose figures stand elsewhere,
is a warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from generator.check.sheets import Codes, Sheets, Where
from generator.model.dimensions import ALL, BREAKDOWNS
from generator.model.findings import Code, Finding, Severity
from generator.recognise.values import Row

#: The dimensions that a report prints the same tables for, one a part.
SIDES: Final = ("hovedgruppe", "kjonn")
#: A row that its table may leave out (as the reports do): persons of no known part of the world.
_MAY_BE_ABSENT: Final = ("verdensdel", "ukjent")
_MOST_NAMED: Final = 12
_LEFT_OUT: Final = "a row without persons may be left out; else it was lost"
_LOST: Final = "put the row back"


@dataclass(frozen=True)
class Absence:
    """A row that is missed.

    Attributes:
        places: the tables that may have lost it, with the codes that it has there.
        line: after which line it is missed.
        reason: what calls for it, to follow «the table has no row for …».
        certain: whether figures are lost whatever they were.
        code: the kind of finding that it is by itself.
    """

    places: tuple[tuple[Where, Codes], ...]
    line: int
    reason: str
    certain: bool = False
    code: Code = "row-absent"


def absences(sheets: Sheets) -> list[Absence]:
    """Every row that is missed, each once; what is certain goes before what is not."""
    look = _Look(sheets)
    found = [*look.wholes(), *look.measures(), *look.subtotals(), *look.totals(), *look.listed()]
    once: dict[tuple[Where, Codes], Absence] = {}
    for each in found:
        once.setdefault(each.places[0], each)
    return [*once.values(), *look.parts(once)]


class _Look:
    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets

    def _one(
        self, where: Where, codes: Codes, reason: str, *, certain: bool = False
    ) -> Absence | None:
        """The absence of a row from a table; None if it is there."""
        rows = self.sheets.rows.get(where)
        if rows is None or codes in rows:
            return None
        line = self.sheets.line_before(where, codes)
        return Absence(((where, codes),), line, reason, certain)

    def wholes(self) -> Iterator[Absence]:
        """A row of which a table prints a part (women of it), while the table of all has it not."""
        for (scope, column), rows in self.sheets.rows.items():
            for side in (pair for pair in scope if pair[0] in SIDES):
                for codes, row in rows.items():
                    reason = f"line {row.line.number} has a part of it"
                    where = scope - {side}, column
                    if found := self._one(where, codes - {side}, reason, certain=True):
                        yield found

    def measures(self) -> Iterator[Absence]:
        """A group's total in a table of measures where no measure of the group stands."""
        for where, rows in self._measure_tables():
            groups = {dict(codes)["tiltaksgruppe"] for codes, row in rows.items() if _plain(row)}
            for codes, row in rows.items():
                if row.kind == "deltotal" and dict(codes)["tiltaksgruppe"] not in groups:
                    reason = f"«{row.line.cells[0]}» stands alone on line {row.line.number}"
                    for tiltak in self._measures_of(dict(codes)["tiltaksgruppe"]):
                        if found := self._one(where, codes | tiltak, reason, certain=True):
                            yield found

    def _measure_tables(self) -> Iterator[tuple[Where, dict[Codes, Row]]]:
        return (each for each in self.sheets.rows.items() if each[0][1] == "tiltak")

    def _measures_of(self, group: str) -> list[Codes]:
        """The measures of a group that the report prints anywhere, else all that there are."""
        measures = self.sheets.codelists.by_column["tiltak"].parts
        of_group = [each.kode for each in measures if each.tiltaksgruppe == group]
        printed = {row.codes.get("tiltak") for table in self.sheets.tables for row in table.rows}
        known = [kode for kode in of_group if kode in printed]
        return [frozenset({("tiltak", kode)}) for kode in known or of_group]

    def subtotals(self) -> Iterator[Absence]:
        """Measures of a group without the group's total, in a table that has such totals."""
        for where, rows in self._measure_tables():
            if all(_plain(row) for row in rows.values()):
                continue
            for codes in {frozenset(p for p in c if p[0] != "tiltak"): 0 for c in rows}:
                if codes not in rows:
                    line = self.sheets.line_before(where, codes)
                    reason = "its measures stand there"
                    yield Absence(((where, codes),), line, reason, code="subtotal-absent")

    def totals(self) -> Iterator[Absence]:
        """A row that another table has as its total or subtotal."""
        for table in self.sheets.tables:
            for row in table.rows:
                codes = frozenset(row.codes.items())
                for column in () if _plain(row) else row.codes:
                    if self._may_be_row(column, row):
                        where = self._table(codes, column)
                        reason = f"line {row.line.number} has its figures"
                        if found := self._one(where, codes, reason):
                            yield found

    def _table(self, codes: Codes, column: str) -> Where:
        """The table in which a total of these codes is a row by a dimension."""
        free = {column, "tiltaksgruppe"} if self._free_group(column) else {column}
        return frozenset(pair for pair in codes if pair[0] not in free), column

    def _free_group(self, column: str) -> bool:
        """Whether a measure's group is no part of what its table is about."""
        return column == "tiltak" and self.sheets.origin.tiltaksgruppe == ALL

    def _may_be_row(self, column: str, row: Row) -> bool:
        if column == "tiltaksgruppe":
            return "tiltak" not in row.codes and self.sheets.origin.tiltaksgruppe == ALL
        return column in ("hovedgruppe", "tiltak")

    def listed(self) -> Iterator[Absence]:
        """A row of an official list, which the tables of a breakdown hold whole."""
        for where in self.sheets.pages:
            scope, column = where
            for kode in self._official(column):
                reason = f"it is in the list of all by {column}"
                if found := self._one(where, scope | {(column, kode)}, reason):
                    yield found

    def _official(self, column: str) -> list[str]:
        """The codes that every table of a dimension holds."""
        if column not in BREAKDOWNS:
            return []
        first, last = self.sheets.origin.period_from, self.sheets.origin.period_to
        codes = self.sheets.codelists.by_column[column].parts
        valid = [c.kode for c in codes if column != "fylke" or c.valid_in(first, last)]
        return [kode for kode in valid if (column, kode) != _MAY_BE_ABSENT]

    def parts(self, known: Collection[tuple[Where, Codes]]) -> Iterator[Absence]:
        """A row of which no part stands in the tables that part it: one of them has lost it."""
        for (scope, column), rows in self.sheets.rows.items():
            for dimension in SIDES:
                parts = [c.kode for c in self.sheets.codelists.by_column[dimension].parts]
                tables = [(scope | {(dimension, kode)}, column) for kode in parts]
                if any(table not in self.sheets.rows for table in tables):
                    continue
                for codes, row in rows.items():
                    there = [
                        (t, codes | {(dimension, k)}) for t, k in zip(tables, parts, strict=True)
                    ]
                    if not any(c in self.sheets.rows[t] or (t, c) in known for t, c in there):
                        reason = f"line {row.line.number} has it, no table by {dimension} a part"
                        yield Absence(tuple(there), row.line.number, reason)


def _plain(row: Row) -> bool:
    return row.kind == "rad"


# -- findings -----------------------------------------------------------------------------------


class Missed:
    """The rows that are missed, table by table.

    Attributes:
        tables: the absences by the table that has lost the row. One that may be of several tables
            is with the one that misses other rows, else by itself.
    """

    def __init__(self, sheets: Sheets, lost: Iterable[Iterable[Codes]] = ()) -> None:
        """``lost``: groups of rows that the sums miss; a group is one table's, and told already."""
        self.sheets = sheets
        self.lost: list[tuple[set[Where], list[Codes]]] = []
        for group in lost:
            rows = list(group)
            tables = {where for row in rows if (where := sheets.table_of(row))}
            self.lost.append((tables, rows))
        self.tables = self._by_table()

    def _by_table(self) -> dict[Where | int, list[Absence]]:
        found = absences(self.sheets)
        tables: dict[Where | int, list[Absence]] = defaultdict(list)
        told = {where for tables_, _ in self.lost for where in tables_}
        for each in found:
            if len(each.places) == 1:
                tables[each.places[0][0]].append(each)
        for each in found:
            if len(each.places) > 1:
                of = [where for where, _ in each.places if where in told or where in tables]
                tables[of[0] if of else each.line].append(each)
        return tables

    def with_lost(self, number: int) -> list[str]:
        """The rows of a lost group together with all else that its tables miss, by name."""
        tables, rows = self.lost[number]
        found: dict[Codes, str] = {}
        for where in sorted(tables, key=self._line):
            missed = {dict(each.places)[where] for each in self.tables.get(where, ())}
            missed |= {row for row in rows if self.sheets.table_of(row) == where}
            for row in sorted(missed, key=partial(self.sheets.rank_in, where)):
                found.setdefault(row, self.sheets.row_name(where, row))
        others = [self.sheets.name(row) for row in rows if row not in found]
        return [*found.values(), *others]

    def _line(self, where: Where) -> int:
        return self.sheets.pages[where][0].block.header.number

    def findings(self) -> Iterator[Finding]:
        """A finding for each table that misses rows which are not told yet."""
        told = {where for tables, _ in self.lost for where in tables}
        for where, found in self.tables.items():
            if where not in told:
                yield self._finding(found)

    def _finding(self, found: list[Absence]) -> Finding:
        found = sorted(found, key=lambda each: (not each.certain, each.line))
        first = found[0]
        names = list(
            dict.fromkeys(self.sheets.row_name(*each.places[0], short=True) for each in found)
        )
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        what = ", ".join(names[:_MOST_NAMED]) + more
        rows = "no row" if len(names) == 1 else f"no {len(names)} rows"
        table = "the table has" if len(first.places) == 1 else "the tables of its parts have"
        message = f"{table} {rows} for {what}: {first.reason}"
        hint = _LOST if first.certain else _LEFT_OUT
        if len(names) > 1:
            hint = "was a page lost?"
        code: Code = first.code if len({each.code for each in found}) == 1 else "row-absent"
        line = min(each.line for each in found)
        severity: Severity = "error" if first.certain else "warning"
        return Finding(self.sheets.path, line, 0, code, message, hint, severity)
