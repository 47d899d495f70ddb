"""A report's tables beside each other: what a page lost, doubled or mixed up leaves behind.

These are no sums: they compare what the tables of one report hold. A row or a page that stands
twice, or a table whose figures all stand elsewhere, is a warning. A table that all like it have,
or rows in another order than in every other table, are an error: a page was lost, two labels
changed places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from generator.check.absent import SIDES
from generator.check.sheets import Codes, Sheets, Where, scope_of
from generator.model.dimensions import BREAKDOWNS
from generator.model.findings import Code, Finding
from generator.recognise.labels import normal
from generator.recognise.values import Role, Row, Table

_PAGE_LOST: Final = "a page was lost"
#: What tables are by, as titles say it; breakdowns of single measures have no titles of their own.
_IN_TITLES: Final = {
    "hovedgrupper": "hovedgruppe",
    "tiltaksgrupper": "tiltaksgruppe",
    "tiltak": "tiltak",
    "kjønn": "kjonn",
}


def structure_findings(sheets: Sheets) -> list[Finding]:
    """What the tables of a report say about each other, save for single rows that are missed."""
    look = _Look(sheets)
    found = [
        *look.doubled_rows(),
        *look.doubled_pages(),
        *look.absent_breakdowns(),
        *look.absent_wholes(),
        *look.disorder(),
    ]
    if not sheets.recognised.findings:  # a table that could not be read is not lost
        found += [*look.absent_parts(), *look.only_parts(), *look.absent_titles()]
    return sorted(set(found))


class _Look:
    def __init__(self, sheets: Sheets) -> None:
        self.sheets, self.path = sheets, sheets.path
        self.tables, self.pages = sheets.tables, sheets.pages

    def _warn(self, line: int, code: Code, message: str, hint: str) -> Finding:
        return Finding(self.path, line, 0, code, message, hint, "warning")

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
                    if _rows(page) <= _rows(earlier):
                        yield self._doubled(page, earlier)
                        break
        alone: dict[Codes, Table] = {}
        for page in self.tables:
            if not page.column and (earlier := alone.setdefault(scope_of(page), page)) is not page:
                yield self._doubled(page, earlier)

    def _doubled(self, page: Table, earlier: Table) -> Finding:
        message = f"the rows stand under the header on line {earlier.block.header.number} too"
        hint = "a page was put in twice; is another one lost?"
        return self._warn(page.block.header.number, "page-doubled", message, hint)

    # -- absent tables ------------------------------------------------------------------------

    def absent_breakdowns(self) -> Iterator[Finding]:
        """A breakdown that most measures have and one lacks."""
        have: dict[str, dict[Codes, Table]] = defaultdict(dict)
        for (scope, column), pages in self.pages.items():
            if column in BREAKDOWNS and any(c == "tiltak" for c, _ in scope):
                have[column][scope] = pages[-1]
        every = {scope: table for scopes in have.values() for scope, table in scopes.items()}
        for column, scopes in have.items():
            missing = set(every) - set(scopes)
            if len(scopes) < 2 * len(missing):
                continue
            for scope in missing:
                message = (
                    f"{self.sheets.name(scope)} has no table by {column}, "
                    "which the other measures have"
                )
                yield self._absent(every[scope].rows[-1].line.number, message)

    def _absent(self, line: int, message: str) -> Finding:
        return Finding(self.path, line, 0, "table-absent", message, _PAGE_LOST)

    def absent_parts(self) -> Iterator[Finding]:
        """A table for some main groups, or for one sex, and none for the others."""
        told: set[Where] = set()
        for scope, column in self.pages:
            for side in _sides(scope):
                for code in self.sheets.codelists.by_column[side[0]].parts:
                    other = scope - {side} | {(side[0], code.kode)}, column
                    if other not in self.pages and other not in told:
                        told.add(other)
                        message = f"no table by {column} is for {self.sheets.name(other[0])}"
                        beside = f"; one is for {self.sheets.name(scope)}"
                        yield self._absent(self._last_line((scope, column)), message + beside)

    def _last_line(self, where: Where) -> int:
        return self.pages[where][-1].rows[-1].line.number

    def absent_wholes(self) -> Iterator[Finding]:
        """A table by main group or sex of which the whole over all is printed nowhere."""
        printed = {frozenset(row.codes.items()) for table in self.tables for row in table.rows}
        for (scope, _), pages in self.pages.items():
            for side in _sides(scope):
                if scope - {side} not in printed:
                    message = f"the table is for one {side[0]}; no table is for all of them"
                    yield self._absent(pages[0].block.header.number, message)

    def only_parts(self) -> Iterator[Finding]:
        """Tables of a kind for each main group or sex, and none for all, though its total stands.

        All that such a table would print stands elsewhere, so it is a warning.
        """
        kinds: dict[tuple[str, ...], Where] = {}
        for scope, column in self.pages:
            sides = _sides(scope)
            if sides and not any((scope - {side}, column) in self.pages for side in sides):
                kinds.setdefault((column, *sorted(side[0] for side in sides)), (scope, column))
        for scope, column in kinds.values():
            line = self.pages[scope, column][0].block.header.number
            message = f"a table by {column} is for {self.sheets.name(scope)}, none for all"
            yield self._warn(line, "table-absent", message, _PAGE_LOST)

    def absent_titles(self) -> Iterator[Finding]:
        """A title that names what a table is by («Hovedgrupper og kjønn») while none is by that."""
        by = {
            frozenset({column, *(c for c, _ in scope if c != "tiltaksgruppe")})
            for scope, column in self.pages
        }
        told: set[frozenset[str]] = set()
        for reading in self.sheets.recognised.readings:
            line = self.sheets.recognised.grid.lines[reading.number - 1]
            columns = _title_columns(line.cells[0]) if reading.role == Role.TEXT else frozenset()
            if columns and columns not in by | told:
                told.add(columns)
                message = f"the title is «{line.cells[0]}», but no table is by that"
                yield self._warn(line.number, "table-absent", message, _PAGE_LOST)

    # -- order --------------------------------------------------------------------------------

    def disorder(self) -> Iterator[Finding]:
        """Two rows that stand the other way round than in every other table that has both."""
        before: Counter[tuple[str, str, str]] = Counter()
        for (_, column), pages in self.pages.items():
            for page in pages:
                before.update(
                    (column, a, b) for a, b in combinations(map(_sign, _ordered(page)), 2)
                )
        for (_, column), pages in self.pages.items():
            for page in pages:
                yield from self._disorder_on(page, column, before)

    def _disorder_on(
        self, page: Table, column: str, before: Counter[tuple[str, str, str]]
    ) -> Iterator[Finding]:
        for one, other in combinations(_ordered(page), 2):
            a, b = _sign(one), _sign(other)
            if a != b and before[column, a, b] == 1 and before[column, b, a] >= 2:
                message = (
                    f"{one.line.cells[0]!r} stands before {other.line.cells[0]!r} on line "
                    f"{other.line.number}; in {before[column, b, a]} other tables it is after it"
                )
                hint = "were two labels exchanged? compare both rows with the report"
                place = (self.path, one.line.number, 0)
                yield Finding(*place, "rows-out-of-order", message, hint)
                return


def _sides(scope: Codes) -> list[tuple[str, str]]:
    """The main group and the sex that a table is for, if it is not for all."""
    return [pair for pair in scope if pair[0] in SIDES]


def _ordered(page: Table) -> list[Row]:
    return [row for row in page.rows if row.kind != "total"]


def _sign(row: Row) -> str:
    """What a row is in its table, the same in each table by that dimension."""
    return row.codes[row.column] if row.kind == "rad" else f"I alt {row.codes['tiltaksgruppe']}"


def _rows(page: Table) -> set[Codes]:
    """The codes of a page's rows, its total apart."""
    return {frozenset(row.codes.items()) for row in page.rows if row.kind != "total"}


def _title_columns(text: str) -> frozenset[str]:
    """The dimensions that a table's title names, if it names nothing else."""
    words = normal(text).replace(" og ", ", ").split(", ")
    found = [_IN_TITLES.get(word, "") for word in words]
    return frozenset(found) if all(found) else frozenset()
