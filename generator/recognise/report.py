"""A report, from its grid to its observations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from generator.model.codelists import CodeLists
from generator.model.dimensions import (
    ALL,
    COLUMNS,
    HIDDEN,
    HIDDEN_MAX,
    KEY,
    PERIOD_TYPES,
    PUBLISHED,
    STATUSES,
)
from generator.model.findings import Finding
from generator.model.reports import Grid, Line, RawReport
from generator.recognise.labels import Labels, Repair
from generator.recognise.layout import Layout, lay_out
from generator.recognise.tables import Tables
from generator.recognise.values import Block, Reading, Recognised, Role, Row, Table

if TYPE_CHECKING:
    import pandas as pd

#: Digits of this script, a space in thousands; no 0 before others, which a lost digit leaves; not
#: so many of them that cells must have run together.
_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,2}(?: [0-9]{3}){0,2}|[1-9][0-9]{0,8}")
_HIDDEN_MARK: Final = "*"
_ROLES: Final = {"total": Role.TOTAL, "deltotal": Role.SUBTOTAL, "rad": Role.ROW}


def recognise(report: RawReport, grid: Grid, labels: Labels) -> Recognised:
    """Recognise a report.

    Args:
        report: the report with its origin.
        grid: its cells, from a reader.
        labels: look-up in the code lists, shared between reports.

    Returns:
        Everything that was recognised, and findings for everything that was not.
    """
    layout = lay_out(grid, report.origin, labels)
    tables = Tables(grid.path, report.origin, labels)
    found = tables.read(layout.blocks)
    cells, cell_findings = _cells(found, grid.path, labels.codelists)
    findings = [*layout.findings, *tables.findings, *cell_findings]
    return Recognised(
        report=report,
        grid=grid,
        readings=_readings(grid, layout, found),
        tables=tuple(found),
        repairs=tuple(sorted([*layout.repairs, *_repairs(found, labels)])),
        cells=cells,
        findings=tuple(sorted(findings)),
    )


def _readings(grid: Grid, layout: Layout, tables: Iterable[Table]) -> tuple[Reading, ...]:
    rows = {
        row.line.number: Reading(row.line.number, _ROLES[row.kind], _codes(row), row.column)
        for table in tables
        for row in table.rows
    }
    known = layout.readings | rows
    return tuple(known.get(n, Reading(n, Role.UNREAD)) for n in range(1, len(grid.lines) + 1))


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(row.codes.get(column, ALL) for column in COLUMNS)


def _repairs(tables: Iterable[Table], labels: Labels) -> list[Repair]:
    return [
        Repair(row.line.number, m.column, row.line.cells[0], m.kode, labels.name(*m[:2]), m.how)
        for table in tables
        for row in table.rows
        for m in row.matches
        if m.how
    ]


# -- cells --------------------------------------------------------------------------------------


def _cells(
    tables: Iterable[Table], path: str, codelists: CodeLists
) -> tuple[pd.DataFrame, list[Finding]]:
    """Every figure of the tables as a frame, built column by column."""
    findings: list[Finding] = []
    rows: list[Row] = []
    blocks: list[Block] = []
    for table in tables:
        for row in table.rows:
            if finding := _width_finding(row.line, table.block, path):
                findings.append(finding)
            else:
                rows.append(row)
                blocks.append(table.block)
    frame = _frame(rows, blocks, codelists)
    return _parse_counts(frame, path, findings), findings


def _width_finding(line: Line, block: Block, path: str) -> Finding | None:
    has, wants = len(line.cells) - 1, len(block.periods)
    if has == wants:
        return None
    message = f"the row {line.cells[0]!r} has {has} figures, its header {wants} columns"
    hint = f"a cell was {'lost' if has < wants else 'added'}: see the header on line"
    hint += f" {block.header.number}"
    return Finding(path, line.number, min(has, wants) + 1, "cell-count", message, hint)


def _frame(rows: list[Row], blocks: list[Block], codelists: CodeLists) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    widths = np.array([len(block.periods) for block in blocks], dtype=np.intp)
    start = np.repeat(np.cumsum(widths) - widths, widths)
    columns: dict[str, object] = {}
    periods = [period for block in blocks for period in block.periods]
    columns["periodetype"] = pd.Categorical([kind for kind, _ in periods], PERIOD_TYPES)
    columns["periode"] = pd.Categorical([periode for _, periode in periods])
    for column in COLUMNS:
        codes = sorted(codelists.by_column[column].by_code)
        each = pd.Categorical([row.codes.get(column, ALL) for row in rows], codes)
        columns[column] = pd.Categorical.from_codes(np.repeat(each.codes, widths), dtype=each.dtype)
    columns["tekst"] = [cell for row in rows for cell in row.line.cells[1:]]
    columns["linje"] = np.repeat([row.line.number for row in rows], widths).astype(np.int64)
    columns["kolonne"] = np.arange(len(start), dtype=np.int64) - start + 1
    return pd.DataFrame(columns)


def _parse_counts(frame: pd.DataFrame, path: str, findings: list[Finding]) -> pd.DataFrame:
    """Add ``antall`` and ``status``; each text that occurs is looked at once."""
    import pandas as pd

    codes, texts = pd.factorize(frame["tekst"])
    counts = pd.array([_count(text) for text in texts], dtype="Int64")
    hidden = pd.Series([text == _HIDDEN_MARK for text in texts], dtype=bool)
    frame["antall"] = counts.take(codes)
    status = hidden.map({False: PUBLISHED, True: HIDDEN})
    frame["status"] = pd.Categorical(status.take(codes), STATUSES)
    wrong = frame["antall"].isna() & (frame["status"] == PUBLISHED)
    small = (frame["antall"] <= HIDDEN_MAX).fillna(False)
    for row in frame[wrong].itertuples():
        message = f"{row.tekst!r} is no figure{_misread(str(row.tekst))}"
        hint = "a count is digits, a space in thousands; a hidden one is *"
        findings.append(Finding(path, row.linje, row.kolonne, "cell-value", message, hint))  # type: ignore[arg-type]
    for row in frame[small].itertuples():
        message = f"{row.tekst} is under 4 and should have been printed as *"
        hint = "a figure that must be hidden stands open, or a digit was lost: ask NAV"
        findings.append(Finding(path, row.linje, row.kolonne, "figure-under-four", message, hint))  # type: ignore[arg-type]
    unnamed = frame["periode"] == ""  # a column that no header names: a finding of its own
    return frame[~wrong & ~small & ~unnamed]


def _count(text: str) -> int | None:
    return int(text.replace(" ", "")) if _COUNT.fullmatch(text) else None


def _misread(text: str) -> str:
    if not text:
        return ": the cell is empty"
    if re.fullmatch(r"[-\u2212\u2013] ?\d[\d ]*", text):
        return ": a count cannot be negative"
    if re.fullmatch(r"\d[\d ]*[.,]\d+", text):
        return ": a count has no decimals"
    likely = text.translate(str.maketrans("OoIlSB", "001158"))
    return f": is it {likely}?" if likely != text and _COUNT.fullmatch(likely) else ""


def observations(cells: pd.DataFrame) -> pd.DataFrame:
    """Each distinct cell once, where it first stands, sorted by the primary key.

    Args:
        cells: as in :class:`~generator.recognise.values.Recognised`, of one report.
    """
    first = cells.sort_values(["linje", "kolonne"]).drop_duplicates(list(KEY))
    return first.sort_values(list(KEY)).reset_index(drop=True)
