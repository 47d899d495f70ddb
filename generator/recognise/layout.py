"""From a grid of cells to blocks: column headers with their rows, and the text between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from generator.model.dimensions import AVERAGE, MONTH
from generator.model.findings import Code, Finding
from generator.model.reports import Grid, Line, Origin
from generator.recognise.labels import Labels, Repair, how_near, normal
from generator.recognise.scopes import heading_scope
from generator.recognise.values import Block, Reading, Role

MONTHS: Final = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
AVERAGE_NAME: Final = "Gjennomsnitt hittil i år"

_PERIOD: Final = re.compile(r"(\w+) (\d{4}) [-\u2013] (\w+) (\d{4})")
_LAW: Final = re.compile(r"(statistikkloven)s? (§ ?\d+-\d+)", re.IGNORECASE)
_RULE: Final = re.compile(r"[-\u2013\u2014=_]{2,}")


@dataclass
class Layout:
    """The blocks of a grid, and what each of its other lines is."""

    blocks: list[Block] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def lay_out(grid: Grid, origin: Origin, labels: Labels) -> Layout:
    """Find the blocks of a report.

    A block begins at a column header (a blank label over month names) and ends at the next one
    or at a line of text; blank lines and rules of dashes do not end it. A heading belongs to the
    next block, on whichever page that stands.

    Args:
        grid: the report's lines.
        origin: what ``report.toml`` says, which the text must agree with.
        labels: for headings that name a main group or a sex.
    """
    walk = _Walk(grid, origin, labels)
    for line in grid.lines:
        walk.step(line)
    walk.end()
    return walk.layout


class _Walk:
    """One pass down the lines of a grid."""

    def __init__(self, grid: Grid, origin: Origin, labels: Labels) -> None:
        self.grid, self.origin, self.labels = grid, origin, labels
        self.layout = Layout()
        self.header: tuple[Line, tuple[tuple[str, str], ...]] | None = None
        self.rows: list[Line] = []
        self.heading: dict[str, str] | None = None
        self.heading_line = 0
        self.carried = False
        self.text_before: Line | None = None
        self.seen: set[Role] = set()
        self.homeless = False

    def step(self, line: Line) -> None:
        if len(line.cells) == 1:
            self._blank_or_text(line)
        elif not any(line.cells):
            self._read(line, Role.BLANK)
        elif all(_RULE.fullmatch(cell) or not cell for cell in line.cells):
            self._read(line, Role.RULE)
        elif not line.cells[0]:
            self._begin(line)
        else:
            self._row(line)

    def end(self) -> None:
        self._close()
        needed: tuple[tuple[Role, Code, str], ...] = (
            (Role.PERIOD, "period-missing", f"no line says «{period_text(self.origin)}»"),
            (Role.LAW, "law-missing", f"no line cites {self.origin.law}"),
        )
        for role, code, what in needed:
            if role not in self.seen:
                self._find(
                    0, 0, code, what, "is this the whole report, and is report.toml its own?"
                )
        if not self.layout.blocks:
            hint = "a table has a line of month names over its rows, with tabs between the cells"
            self._find(0, 0, "no-table", "no table was found in the file", hint)

    def _read(self, line: Line, role: Role) -> None:
        self.seen.add(role)
        self.layout.readings[line.number] = Reading(line.number, role)

    def _find(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        self.layout.findings.append(Finding(self.grid.path, line, column, code, message, hint))

    def _close(self) -> None:
        if self.header and self.rows:
            header, periods = self.header
            heading = self.heading, self.heading_line, self.carried
            self.layout.blocks.append(Block(header, periods, tuple(self.rows), *heading))
            self.heading, self.heading_line = None, 0
        elif self.header:
            self._find(self.header[0].number, 0, "table-empty", "a column header without any row")
        self.header, self.rows, self.homeless = None, [], False

    # -- text ---------------------------------------------------------------------------------

    def _blank_or_text(self, line: Line) -> None:
        text = line.cells[0]
        if not text:
            self._read(line, Role.BLANK)
            self.text_before = None
            return
        if _RULE.fullmatch(text):
            self._read(line, Role.RULE)
            return
        self._close()
        self._text(line, text)
        self.text_before = line

    def _text(self, line: Line, text: str) -> None:
        if period := _PERIOD.fullmatch(text):
            self._read(line, Role.PERIOD)
            self.carried = True  # the period stands at the top of a page, over its headings
            self._period(line, period)
        elif law := _LAW.search(text):
            self._read(line, Role.LAW)
            self._law(line, f"{law[1]} {law[2]}")
        elif (scope := self._scope(text)) is not None:
            self._read(line, Role.HEADING)
            self.heading, self.heading_line, self.carried = scope, line.number, False
        else:
            self._read(line, Role.TEXT)

    def _scope(self, text: str) -> dict[str, str] | None:
        """The scope that a heading names; a long one may stand on two lines, the first one bold."""
        whole = f"{self.text_before.cells[0]} {text}" if self.text_before else text
        for heading in (whole, text):
            scope = heading_scope(heading.replace("**", ""), self.labels)
            if scope is not None:
                if heading is whole and self.text_before:
                    self._read(self.text_before, Role.HEADING)
                return scope
        return None

    def _period(self, line: Line, period: re.Match[str]) -> None:
        printed = normal(period[0].replace("\u2013", "-"))
        if printed != normal(period_text(self.origin)):
            message = f"the text says «{period[0]}», report.toml «{period_text(self.origin)}»"
            hint = "put right report.toml, or split the file if it holds two reports"
            self._find(line.number, 0, "period-mismatch", message, hint)

    def _law(self, line: Line, law: str) -> None:
        if normal(law).replace("§ ", "§") != normal(self.origin.law).replace("§ ", "§"):
            message = f"the text cites «{law}», report.toml «{self.origin.law}»"
            self._find(line.number, 0, "law-mismatch", message, "put right report.toml")

    # -- tables -------------------------------------------------------------------------------

    def _begin(self, line: Line) -> None:
        self._close()
        self._read(line, Role.HEADER)
        self.text_before = None
        periods = tuple(
            self._period_of(line, column, name) for column, name in enumerate(line.cells[1:], 1)
        )
        self.header = (line, periods)
        if all(periode for _, periode in periods):
            self._check_months(line, periods)

    def _period_of(self, line: Line, column: int, name: str) -> tuple[str, str]:
        if normal(name) in MONTHS:
            return MONTH, f"{self.origin.period_from[:4]}-{MONTHS.index(normal(name)) + 1:02d}"
        how = how_near(normal(name), [AVERAGE_NAME], cut=False)
        if how is None:
            message = f"the column name {name!r} is no month and not «{AVERAGE_NAME}»"
            hint = f"known: {', '.join(MONTHS)}"
            self._find(line.number, column, "header-unknown-column", message, hint)
            return MONTH, ""
        if how:
            repair = Repair(line.number, "periodetype", name, AVERAGE, AVERAGE_NAME, how)
            self.layout.repairs.append(repair)
        return AVERAGE, self.origin.period_to

    def _check_months(self, line: Line, periods: tuple[tuple[str, str], ...]) -> None:
        wanted = months_of(self.origin)
        months = [(c, periode) for c, (kind, periode) in enumerate(periods, 1) if kind == MONTH]
        if [periode for _, periode in months] == wanted:
            return
        column = next(
            (c for (c, periode), want in zip(months, wanted, strict=False) if periode != want), 0
        )
        printed = ", ".join(MONTHS[int(periode[5:]) - 1] for _, periode in months)
        message = f"the months stand as {printed}; the period is {period_text(self.origin)}"
        hint = "each month of the period once, in order"
        self._find(line.number, column, "header-months", message, hint)

    def _row(self, line: Line) -> None:
        if self.header is None:
            self._read(line, Role.UNREAD)
            if not self.homeless:
                message = f"the row {line.cells[0]!r} has figures, but no column header over it"
                hint = "a header row was lost, or text stands inside a table"
                self._find(line.number, 0, "row-without-header", message, hint)
            self.homeless = True
            return
        self.rows.append(line)


def months_of(origin: Origin) -> list[str]:
    """The months of a report's period, ``YYYY-MM``, which lies within one year."""
    first, last = int(origin.period_from[5:]), int(origin.period_to[5:])
    return [f"{origin.period_from[:4]}-{month:02d}" for month in range(first, last + 1)]


def period_text(origin: Origin) -> str:
    """A report's period as reports print it: «Januar 2024 - August 2024»."""
    ends = (origin.period_from, origin.period_to)
    return " - ".join(f"{MONTHS[int(m[5:]) - 1].capitalize()} {m[:4]}" for m in ends)
