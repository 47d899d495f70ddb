"""From blocks to tables: what each block's total covers and which dimension its rows belong to.

A page repeats its table's total, so a block always begins with one. The rows of a block belong
to the one dimension in which all of their labels are known; where a page holds too little to
tell («Oppfølging» alone is a group and a measure, «Ukjent» a fylke and a part of the world), the
neighbouring page of the same table decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, BREAKDOWNS
from generator.model.findings import Code, Finding
from generator.model.reports import Line, Origin
from generator.recognise.labels import Labels, Match, normal
from generator.recognise.scopes import Scope, total_name, total_scopes
from generator.recognise.values import Block, Row, Table

#: The dimensions that a row's label may name, apart from those of totals.
ROW_COLUMNS: Final = ("hovedgruppe", "tiltaksgruppe", "tiltak", *BREAKDOWNS)


@dataclass(frozen=True)
class _Sketch:
    """A block on its way to a table: the dimensions still possible, and its rows' matches."""

    block: Block
    total: Line
    name: str
    scopes: tuple[Scope, ...]
    columns: tuple[str, ...]
    plain: tuple[tuple[Line, tuple[Match, ...]], ...]
    subtotals: tuple[tuple[Line, tuple[Scope, ...]], ...]

    @property
    def printed(self) -> set[str]:
        return {normal(line.cells[0]) for line, _ in self.plain}


class Tables:
    """Turns the blocks of one report into tables and gathers what cannot be understood."""

    def __init__(self, path: str, origin: Origin, labels: Labels) -> None:
        self.path, self.origin, self.labels = path, origin, labels
        self.codelists: CodeLists = labels.codelists
        self.findings: list[Finding] = []

    def read(self, blocks: Iterable[Block]) -> list[Table]:
        """The tables, one a block, in the order of the report."""
        sketches = [sketch for block in blocks if (sketch := self._sketch(block))]
        tables = []
        for sketch in self._decide(sketches):
            if table := self._table(sketch):
                tables.append(table)
        self._check_headings(tables)
        return tables

    def _find(self, line: Line | int, code: Code, message: str, hint: str = "") -> None:
        number = line if isinstance(line, int) else line.number
        self.findings.append(Finding(self.path, number, 0, code, message, hint))

    # -- each block by itself -----------------------------------------------------------------

    def _sketch(self, block: Block) -> _Sketch | None:
        total = block.rows[0]
        name = total_name(total.cells[0])
        if name is None:
            message = (
                f"the first row is {total.cells[0]!r}; a table begins with its total, «I alt …»"
            )
            self._find(total, "total-missing", message, "a row was lost at the top of the page")
            return None
        scopes = tuple(total_scopes(name, self.labels))
        if not scopes:
            self._unknown(total, name, ("hovedgruppe", "tiltaksgruppe", "tiltak"))
            return None
        plain: list[tuple[Line, tuple[Match, ...]]] = []
        subtotals: list[tuple[Line, tuple[Scope, ...]]] = []
        for line in block.rows[1:]:
            self._sort(line, total, plain, subtotals)
        return _Sketch(block, total, name, scopes, _shared(plain), tuple(plain), tuple(subtotals))

    def _sort(
        self,
        line: Line,
        total: Line,
        plain: list[tuple[Line, tuple[Match, ...]]],
        subtotals: list[tuple[Line, tuple[Scope, ...]]],
    ) -> None:
        name = total_name(line.cells[0])
        if name is None:
            if matches := self.labels.find(line.cells[0], ROW_COLUMNS):
                plain.append((line, matches))
            else:
                self._unknown(line, line.cells[0], ROW_COLUMNS)
        elif normal(line.cells[0]) == normal(total.cells[0]):
            subtotals.append((line, ()))
        elif scopes := total_scopes(name, self.labels):
            subtotals.append((line, tuple(scopes)))
        else:
            self._unknown(line, name, ("tiltaksgruppe",))

    def _unknown(self, line: Line, name: str, columns: tuple[str, ...]) -> None:
        closest = ", ".join(f"«{c}»" for c in self.labels.closest(name, columns))
        message = f"the label {line.cells[0]!r} is in no code list; closest: {closest}"
        hint = "a misprint: list it as an alias; something new: add it to content/codelists/"
        self._find(line, "unknown-label", message, hint)

    # -- blocks that do not say enough by themselves -------------------------------------------

    def _decide(self, sketches: list[_Sketch]) -> list[_Sketch]:
        decided = list(sketches)
        for index, sketch in enumerate(decided):
            if len(sketch.columns) > 1:
                near = [*reversed(decided[:index][-1:]), *decided[index + 1 : index + 2]]
                decided[index] = _agree(sketch, near) or _agree(sketch, decided) or sketch
        return decided

    # -- tables --------------------------------------------------------------------------------

    def _table(self, sketch: _Sketch) -> Table | None:
        if sketch.plain and not sketch.columns:
            self._mixed(sketch)
            return None
        if len(sketch.columns) > 1:
            message = f"the rows may be {' or '.join(sketch.columns)}: nothing on the page tells"
            self._find(sketch.plain[0][0], "ambiguous-table", message)
            return None
        column = sketch.columns[0] if sketch.columns else _column_of_subtotals(sketch)
        total = self._total(sketch, column)
        if total is None:
            return None
        rows = [total, *self._rows(sketch, column, total), *self._subtotals(sketch, total)]
        return Table(sketch.block, column, tuple(sorted(rows, key=lambda row: row.line.number)))

    def _mixed(self, sketch: _Sketch) -> None:
        seen: set[str] = set(ROW_COLUMNS)
        for line, matches in sketch.plain:
            columns = {match.column for match in matches}
            if not seen & columns:
                message = (
                    f"{line.cells[0]!r} is a {' or '.join(sorted(columns))}; the rows above are"
                )
                message += f" {' or '.join(sorted(seen))}"
                self._find(line, "mixed-rows", message, "two tables ran together: a header is lost")
                return
            seen &= columns

    def _total(self, sketch: _Sketch, column: str) -> Row | None:
        fitting = [s for s in sketch.scopes if self._fits(s, column, sketch)]
        if len(fitting) > 1 and self.origin.tiltaksgruppe != ALL:
            fitting = [s for s in fitting if "tiltak" in s.codes]
        if len(fitting) != 1:
            what = "fits none of its rows" if not fitting else "may be a group or a measure"
            message = f"the total {sketch.total.cells[0]!r} {what}"
            hint = "was the right total lost, or were two labels exchanged, or two pages mixed?"
            self._find(sketch.total, "total-unclear", message, hint)
            return None
        scope = fitting[0]
        return Row(sketch.total, "total", self._placed(scope.codes), scope.matches, "")

    def _fits(self, scope: Scope, column: str, sketch: _Sketch) -> bool:
        """Whether a total of this scope can stand over rows of this dimension."""
        codes = self._placed(scope.codes)
        group = self.origin.tiltaksgruppe
        if group not in (ALL, codes.get("tiltaksgruppe")):
            return False
        if column == "tiltak":
            over = codes.get("tiltaksgruppe", ALL)
            groups = {self.codelists.group_of(m[0].kode) for _, m in sketch.plain if len(m) == 1}
            return "tiltak" not in codes and (over == ALL or groups <= {over})
        if column == "tiltaksgruppe":
            return "tiltaksgruppe" not in codes
        return column not in scope.codes

    def _placed(self, codes: dict[str, str]) -> dict[str, str]:
        """``codes`` with the group that a measure, or the whole report, belongs to."""
        if "tiltak" in codes:
            return {"tiltaksgruppe": self.codelists.group_of(codes["tiltak"]), **codes}
        if self.origin.tiltaksgruppe != ALL:
            return {"tiltaksgruppe": self.origin.tiltaksgruppe, **codes}
        return codes

    def _check_headings(self, tables: Sequence[Table]) -> None:
        """Each heading must say what the total below it says.

        One at the foot of a page is for the next page of the report. If another table comes next,
        pages may have changed places: the totals tell which table is which, and all is well as
        long as a page without a heading of its own begins the one that the heading names.
        """
        sides = [_side(table) for table in tables]
        bare = [
            side
            for side, table in zip(sides, tables, strict=True)
            if table.block.carried or table.block.heading is None
        ]
        for side, table in zip(sides, tables, strict=True):
            heading = table.block.heading
            if heading in (None, side) or (table.block.carried and heading in bare):
                continue
            over, total = self._names(heading or {}), table.rows[0].line.cells[0]
            message = f"the heading says «{over}», the total below it {total!r}"
            self._find(table.block.heading_line, "heading-mismatch", message)

    def _names(self, codes: dict[str, str]) -> str:
        return ", ".join(self.labels.name(column, kode) for column, kode in codes.items())

    def _rows(self, sketch: _Sketch, column: str, total: Row) -> list[Row]:
        rows = []
        for line, matches in sketch.plain:
            fitting = tuple(match for match in matches if match.column == column)
            if len(fitting) > 1:
                names = ", ".join(self._names({m.column: m.kode}) for m in fitting)
                message = f"the label {line.cells[0]!r} is as near to each of {names}"
                self._find(line, "ambiguous-label", message, "list it as an alias of the right one")
                continue
            codes = total.codes | self._placed({column: fitting[0].kode})
            if self._valid(line, column, fitting[0].kode):
                rows.append(Row(line, "rad", codes, fitting, column))
        return rows

    def _valid(self, line: Line, column: str, kode: str) -> bool:
        code = self.codelists.by_column[column][kode]
        if column != "fylke" or code.valid_in(self.origin.period_from, self.origin.period_to):
            return True
        until = f" to {code.gyldig_til}" if code.gyldig_til else ""
        message = f"{kode} {code.navn} is valid from {code.gyldig_fra}{until}, not in this period"
        self._find(line, "code-not-valid", message, "see content/codelists/fylker.csv")
        return False

    def _subtotals(self, sketch: _Sketch, total: Row) -> list[Row]:
        rows = []
        for line, scopes in sketch.subtotals:
            if not scopes:
                rows.append(replace(total, line=line))
                continue
            fitting = [s for s in scopes if "tiltaksgruppe" in s.codes and _within(s, total)]
            if len(fitting) == 1:
                codes = total.codes | fitting[0].codes
                rows.append(Row(line, "deltotal", codes, fitting[0].matches, "tiltaksgruppe"))
            else:
                message = f"{line.cells[0]!r} is no part of {total.line.cells[0]!r} above it"
                hint = "a column header was lost, two labels were exchanged, or pages mixed"
                self._find(line, "total-unclear", message, hint)
        return rows


def _column_of_subtotals(sketch: _Sketch) -> str:
    """A page may hold no more than a subtotal of measures that stand on the page before."""
    return "tiltak" if any(scopes for _, scopes in sketch.subtotals) else ""


def _side(table: Table) -> dict[str, str]:
    """What a table's total says of sex and main group, as a heading would."""
    return {k: v for k, v in table.rows[0].codes.items() if k in ("kjonn", "hovedgruppe")}


def _within(scope: Scope, total: Row) -> bool:
    """Whether a subtotal says nothing else than its table's total, save for its group."""
    return all(total.codes.get(c) == k for c, k in scope.codes.items() if c != "tiltaksgruppe")


def _shared(plain: Sequence[tuple[Line, tuple[Match, ...]]]) -> tuple[str, ...]:
    """The dimensions in which every row has a match."""
    columns = [{match.column for match in matches} for _, matches in plain]
    return tuple(c for c in ROW_COLUMNS if columns and all(c in each for each in columns))


def _agree(sketch: _Sketch, others: Sequence[_Sketch]) -> _Sketch | None:
    """``sketch`` with the dimension of the first other page of its table that knows it."""
    for other in others:
        if other is sketch or normal(other.total.cells[0]) != normal(sketch.total.cells[0]):
            continue
        knows = len(other.columns) == 1 and other.columns[0] in sketch.columns
        if knows and not other.printed & sketch.printed:
            return replace(sketch, columns=other.columns)
    return None
