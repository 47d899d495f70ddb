"""The tables of one report, put together from their pages, for the checks that compare them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.check.naming import described
from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, COLUMNS
from generator.recognise.values import Recognised, Row, Table

#: The codes that are not «alle», as (dimension, code).
Codes = frozenset[tuple[str, str]]
#: A table: what its total covers, and the dimension of its rows.
Where = tuple[Codes, str]


class Sheets:
    """A report's tables.

    Attributes:
        tables: its blocks as they were understood, in order.
        pages: for each table that has rows its blocks, in order.
    """

    def __init__(self, recognised: Recognised, codelists: CodeLists) -> None:
        self.recognised, self.codelists = recognised, codelists
        self.path = recognised.grid.path
        self.origin = recognised.report.origin
        self.tables = recognised.tables
        self.pages: dict[Where, list[Table]] = defaultdict(list)
        for table in self.tables:
            if table.column:
                self.pages[scope_of(table), table.column].append(table)

    @cached_property
    def rows(self) -> Mapping[Where, dict[Codes, Row]]:
        """For each table its rows and subtotals by their codes."""
        return {
            where: {
                frozenset(row.codes.items()): row
                for page in pages
                for row in page.rows
                if row.kind != "total"
            }
            for where, pages in self.pages.items()
        }

    def table_of(self, codes: Codes) -> Where | None:
        """The table in which a row with these codes belongs, if it is a table of the report."""
        for where in self.pages:
            scope, column = where
            own = {"tiltaksgruppe", "tiltak"} if column == "tiltak" else {column}
            columns = {each for each, _ in codes - scope}
            if scope <= codes and columns and columns <= own:
                return where
        return None

    def name(self, codes: Iterable[tuple[str, str]]) -> str:
        """Codes by name: «Mentor, Kvinner»."""
        return described(dict.fromkeys(COLUMNS, ALL) | dict(codes), self.codelists)

    def row_name(self, where: Where | None, codes: Codes, *, short: bool = False) -> str:
        """A row by name, «I alt …» if it is a group's total among measures.

        Args:
            where: its table, if that is known.
            codes: its codes.
            short: whether what the table is about goes without saying.
        """
        name = self.name(codes - where[0] if short and where else codes)
        if where is None or where[1] != "tiltak" or any(column == "tiltak" for column, _ in codes):
            return name
        return f"I alt {name[0].lower()}{name[1:]}"

    def line_before(self, where: Where, codes: Codes) -> int:
        """The line of the row of a table after which another row belongs; else its total's."""
        rank = self.rank_in(where, codes)
        above = [
            (self.rank_in(where, each), -row.line.number)
            for each, row in self.rows[where].items()
            if self.rank_in(where, each) < rank
        ]
        if above:
            return -max(above)[1]
        return self.pages[where][0].rows[0].line.number

    def rank_in(self, where: Where, codes: Codes) -> tuple[int, int]:
        """The place of a row among those of its table; a group's total follows its measures."""
        of, column = dict(codes), where[1]
        lists = self.codelists.by_column
        if column != "tiltak":
            return 0, lists[column][of[column]].rekkefoelge
        group = lists["tiltaksgruppe"][of["tiltaksgruppe"]].rekkefoelge
        last = len(lists["tiltak"].codes) + 1
        return group, lists["tiltak"][of["tiltak"]].rekkefoelge if "tiltak" in of else last


def scope_of(table: Table) -> Codes:
    """The codes of a table's total."""
    return frozenset(next(row for row in table.rows if row.kind == "total").codes.items())
