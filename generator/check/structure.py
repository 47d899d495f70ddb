"""A report's tables beside each other: what a page lost, doubled or mixed up leaves behind.

These are no sums: they compare what the tables of one report hold. Where all figures agree and a
row only seems to be missing or doubled, it is a warning. A table that all other measures have, or
rows in another order than in every other table, are an error: a page was lost, two labels changed
places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, BREAKDOWNS
from generator.model.findings import Code, Finding
from generator.recognise.labels import normal
from generator.recognise.values import Recognised, Row, Table

Scope = frozenset[tuple[str, str]]
Where = tuple[Scope, str]

#: A row that its table may leave out (as the reports do): persons of no known part of the world.
_MAY_BE_ABSENT: Final = ("verdensdel", "ukjent")


def structure_findings(recognised: Recognised, codelists: CodeLists) -> list[Finding]:
    """What the tables of a report say about each other.

    Args:
        recognised: the report as it was read.
        codelists: which codes a table should have.
    """
    look = _Look(recognised, codelists)
    found = [
        *look.doubled_rows(),
        *look.doubled_pages(),
        *look.absent_rows(),
        *look.absent_subtotals(),
        *look.absent_tables(),
        *look.absent_wholes(),
        *look.disorder(),
    ]
    return sorted(found)


class _Look:
    def __init__(self, recognised: Recognised, codelists: CodeLists) -> None:
        self.path = recognised.grid.path
        self.origin = recognised.report.origin
        self.tables: Sequence[Table] = recognised.tables
        self.codelists = codelists
        self.pages: dict[Where, list[Table]] = defaultdict(list)
        for table in self.tables:
            if table.column:
                self.pages[_scope(table), table.column].append(table)

    def _warn(self, line: int, code: Code, message: str, hint: str) -> Finding:
        return Finding(self.path, line, 0, code, message, hint, "warning")

    def _name(self, column: str, kode: str) -> str:
        return self.codelists.by_column[column][kode].navn

    # -- doubled ------------------------------------------------------------------------------

    def doubled_rows(self) -> Iterator[Finding]:
        """A label that stands twice on one page."""
        for table in self.tables:
            first: dict[str, int] = {}
            for row in table.rows:
                label = normal(row.line.cells[0])
                if label in first:
                    message = f"the row {row.line.cells[0]!r} stands on line {first[label]} too"
                    hint = "one of them is too many, or one has the wrong label"
                    yield self._warn(row.line.number, "row-doubled", message, hint)
                first.setdefault(label, row.line.number)

    def doubled_pages(self) -> Iterator[Finding]:
        """A page whose rows all stand, with the same labels, on an earlier page of the table."""
        for pages in self.pages.values():
            for number, page in enumerate(pages):
                for earlier in pages[:number]:
                    if _codes(page) and set(_codes(page)) <= set(_codes(earlier)):
                        line = earlier.block.header.number
                        message = f"the rows stand under the header on line {line} too"
                        hint = "a page was put in twice; is another one lost?"
                        yield self._warn(page.block.header.number, "page-doubled", message, hint)
                        break

    # -- absent -------------------------------------------------------------------------------

    def absent_rows(self) -> Iterator[Finding]:
        """A row that its table should have: printed elsewhere, or in a list always whole."""
        printed = self._printed()
        for (scope, column), pages in self.pages.items():
            present = {kode for page in pages for kode in _codes(page)}
            expected = self._expected(column) | printed.get((scope, column), set())
            for kode in sorted(expected - present):
                message = f"the table has no row for {self._name(column, kode)}"
                hint = "a row without persons may be left out; else it was lost"
                line = pages[-1].rows[-1].line.number
                yield self._warn(line, "row-absent", message, hint)

    def _expected(self, column: str) -> set[str]:
        """The codes that every table of a dimension holds: official lists that are always whole."""
        if column not in BREAKDOWNS:
            return set()
        first, last = self.origin.period_from, self.origin.period_to
        codes = self.codelists.by_column[column].parts
        valid = {c.kode for c in codes if column != "fylke" or c.valid_in(first, last)}
        return valid - {kode for each, kode in [_MAY_BE_ABSENT] if each == column}

    def _printed(self) -> dict[Where, set[str]]:
        """For each scope and dimension the codes that totals and subtotals print."""
        printed: dict[Where, set[str]] = defaultdict(set)
        for table in self.tables:
            for row in table.rows:
                if row.kind == "rad":
                    continue
                codes = frozenset(row.codes.items())
                for column, kode in row.codes.items():
                    if self._may_be_row(column, row):
                        printed[codes - {(column, kode)}, column].add(kode)
        return printed

    def _may_be_row(self, column: str, row: Row) -> bool:
        if column == "tiltaksgruppe":
            return "tiltak" not in row.codes and self.origin.tiltaksgruppe == ALL
        return column in ("hovedgruppe", "tiltak")

    def absent_subtotals(self) -> Iterator[Finding]:
        """Measures of a group without the group's subtotal, in a table that has subtotals."""
        for (_, column), pages in self.pages.items():
            rows = [row for page in pages for row in page.rows]
            subtotals = {row.codes["tiltaksgruppe"] for row in rows if row.kind == "deltotal"}
            if column != "tiltak" or not subtotals:
                continue
            last = {row.codes["tiltaksgruppe"]: row for row in rows if row.kind == "rad"}
            for group in sorted(set(last) - subtotals):
                message = (
                    f"the measures of {self._name('tiltaksgruppe', group)} have no «I alt» row"
                )
                hint = "a row was lost"
                yield self._warn(last[group].line.number, "subtotal-absent", message, hint)

    def absent_tables(self) -> Iterator[Finding]:
        """A breakdown that most measures have and one lacks."""
        have: dict[str, dict[Scope, Table]] = defaultdict(dict)
        for (scope, column), pages in self.pages.items():
            if column in BREAKDOWNS and any(c == "tiltak" for c, _ in scope):
                have[column][scope] = pages[-1]
        every = {scope: table for scopes in have.values() for scope, table in scopes.items()}
        for column, scopes in have.items():
            missing = set(every) - set(scopes)
            if len(scopes) < 2 * len(missing):
                continue
            for scope in missing:
                name = self._name("tiltak", dict(scope)["tiltak"])
                message = f"{name} has no table by {column}, which the other measures have"
                line = every[scope].rows[-1].line.number
                yield Finding(self.path, line, 0, "table-absent", message, "a page was lost")

    def absent_wholes(self) -> Iterator[Finding]:
        """A table by main group or sex of which the whole over all is printed nowhere."""
        printed = {frozenset(row.codes.items()) for table in self.tables for row in table.rows}
        for (scope, _), pages in self.pages.items():
            for column in ("hovedgruppe", "kjonn"):
                whole = frozenset((c, kode) for c, kode in scope if c != column)
                if whole != scope and whole not in printed:
                    line = pages[0].block.header.number
                    message = f"the table is for one {column}; no table is for all of them"
                    yield Finding(self.path, line, 0, "table-absent", message, "a page was lost")

    # -- order --------------------------------------------------------------------------------

    def disorder(self) -> Iterator[Finding]:
        """Two rows that stand the other way round than in every other table that has both."""
        before: Counter[tuple[str, str, str]] = Counter()
        for (_, column), pages in self.pages.items():
            for page in pages:
                before.update((column, a, b) for a, b in combinations(_codes(page), 2))
        for (_, column), pages in self.pages.items():
            for page in pages:
                yield from self._disorder_on(page, column, before)

    def _disorder_on(
        self, page: Table, column: str, before: Counter[tuple[str, str, str]]
    ) -> Iterator[Finding]:
        rows = [row for row in page.rows if row.kind == "rad"]
        for one, other in combinations(rows, 2):
            a, b = one.codes[column], other.codes[column]
            if a != b and before[column, a, b] == 1 and before[column, b, a] >= 2:
                message = (
                    f"{one.line.cells[0]!r} stands before {other.line.cells[0]!r} on line "
                    f"{other.line.number}; in {before[column, b, a]} other tables it is after it"
                )
                hint = "were two labels exchanged? compare both rows with the report"
                place = (self.path, one.line.number, 0)
                yield Finding(*place, "rows-out-of-order", message, hint)
                return


def _scope(table: Table) -> Scope:
    return frozenset(next(row for row in table.rows if row.kind == "total").codes.items())


def _codes(page: Table) -> list[str]:
    """The codes of a page's plain rows, in their order."""
    return [row.codes[page.column] for row in page.rows if row.kind == "rad"]
