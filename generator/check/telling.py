"""Explanations of what fails, in words: which cell or row, and what the relations call for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from generator.check.naming import cell_name, described
from generator.check.relations import AVERAGE_CHECK, KINDS
from generator.check.suspects import alternatives
from generator.check.system import Explanation, System
from generator.model.dimensions import ALL, COLUMNS, HIDDEN
from generator.model.findings import Code, Finding

if TYPE_CHECKING:
    import pandas as pd

    from generator.check.absent import Missed
    from generator.check.sheets import Codes

_MOST_RELATIONS: Final = 4
_MOST_ROWS: Final = 20
#: With more mistakes than these, what may have happened instead is not told.
_FEW: Final = 3
#: The dimensions that rows break a total down by, the finest first.
_ROWS_OFTEN: Final = (
    *("utdanning", "verdensdel", "innvandring", "alder", "fylke"),
    *("tiltak", "tiltaksgruppe", "kjonn", "hovedgruppe"),
)


def breach_findings(
    system: System, explained: Sequence[Explanation], missed: Missed, path: str
) -> list[Finding]:
    """A finding for each mistake that explains failing relations.

    Args:
        system: the cells of one report.
        explained: the mistakes.
        missed: what rows are missed besides, so that lost rows are told together.
        path: the report's file to show.
    """
    lost = itertools.count()
    found: list[Finding] = []
    for each in explained:
        if each.mistake == "lost":
            found.append(_lost(system, each, missed.with_lost(next(lost)), path))
        else:
            found.append(_told(system, each, path))
        if len(explained) <= _FEW:
            found += [_instead(system, other, path) for other in alternatives(system, each)]
    return found


def _told(system: System, found: Explanation, path: str) -> Finding:
    if found.mistake == "lost":
        return _lost(system, found, [described(row, system.codelists) for row in found.lost], path)
    return {"cell": _cell, "shift": _shift, "exchange": _exchange}[found.mistake](
        system, found, path
    )


def _instead(system: System, found: Explanation, path: str) -> Finding:
    """What may be wrong in place of the figure that an error names."""
    finding = _told(system, found, path)
    return replace(finding, message=f"or else {finding.message}", severity="warning")


def lost_codes(found: Explanation) -> list[Codes]:
    """The codes of the rows that an explanation calls lost."""
    return [frozenset((c, kode) for c, kode in row.items() if kode != ALL) for row in found.lost]


def what(system: System, cell: int) -> str:
    """A cell by name and time: «Mentor, Kvinner» for mars 2019."""
    return cell_name(system.frame.iloc[cell], system.codelists)


def _cell(system: System, found: Explanation, path: str) -> Finding:
    cell = found.cells[0]
    relations = sorted(found.relations)
    averages = all(system.relations.averages[relation] for relation in relations)
    message = f"{what(system, cell)} is {_value(system, cell)}; {_call(system, found)}"
    if found.others:
        others = ", ".join(_place(system, other) for other in found.others[:3])
        message += f", if this is the wrong one and not {others}"
    message += ": "
    message += "; ".join(_relation(system, relation) for relation in relations[:_MOST_RELATIONS])
    if len(relations) > _MOST_RELATIONS:
        message += f"; and {len(relations) - _MOST_RELATIONS} more"
    code: Code = "average-breach" if averages else "sum-breach"
    hint = "compare the figure with the report"
    place = (int(system.line[cell]), int(system.column[cell]))
    return Finding(path, *place, code, message, hint)


def _call(system: System, found: Explanation) -> str:
    """What a figure must be; of a hidden one only that it cannot be hidden."""
    if found.low > found.high:
        return "no other figure here alone suits all relations"
    if system.frame["status"].iloc[found.cells[0]] == HIDDEN:
        return "the relations call for a figure that is not hidden"
    if found.low == found.high:
        return f"the relations call for {found.low}"
    return f"the relations call for {found.low} to {found.high}"


def _shift(system: System, found: Explanation, path: str) -> Finding:
    line = int(system.line[found.cells[0]])
    message = (
        f"the figures of {_row_name(system, found.cells[0])} stand a column off: "
        f"moved by one, {_failing(found)}"
    )
    return Finding(path, line, 0, "row-shifted", message, "move the figures back in their columns")


def _exchange(system: System, found: Explanation, path: str) -> Finding:
    first, second = found.cells[0], found.cells[len(found.cells) // 2]
    line, other = int(system.line[first]), int(system.line[second])
    message = (
        f"the labels of {_row_name(system, first)} and, on line {other}, "
        f"{_row_name(system, second)} seem exchanged: "
        f"the other way round {len(found.relations)} failing relations hold"
    )
    return Finding(path, line, 0, "labels-exchanged", message, f"compare lines {line} and {other}")


def _lost(system: System, found: Explanation, rows: Sequence[str], path: str) -> Finding:
    names = [f"«{row}»" for row in rows]
    line = min(_line_before(system, codes) for codes in found.lost)
    many = len(names) > 1
    message = (
        f"{len(names)} rows seem lost" if many else f"the row {names[0]} seems lost after this line"
    )
    if many:
        more = f" and {len(names) - _MOST_ROWS} more" if len(names) > _MOST_ROWS else ""
        message += f" after this line: {', '.join(names[:_MOST_ROWS])}{more}"
    message += f"; with {'them' if many else 'it'} {_failing(found)}"
    hint = "a page was lost" if many else "put the row back"
    return Finding(path, line, 0, "rows-lost", message, hint)


def _failing(found: Explanation) -> str:
    count = len(found.relations)
    return f"{count} failing relations hold" if count > 1 else "the failing relation holds"


def _line_before(system: System, codes: dict[str, str]) -> int:
    """The line after which a lost row belongs: its table's row before it."""
    frame = system.frame
    column = _column_of_rows(frame, codes)
    same = _same_scope(frame, codes, column)
    order = {c.kode: c.rekkefoelge for c in system.codelists.by_column[column].codes}
    rows = same & (frame[column] != ALL)
    rank = frame.loc[rows, column].astype(str).map(order)
    before = rank[rank < order[codes[column]]]
    lines = frame["linje"]
    if len(before):
        return int(lines.loc[before[before == before.max()].index].min())
    if rows.any():
        return int(lines[rows].min()) - 1
    return int(lines[same].min()) if same.any() else int(lines.min())


def _column_of_rows(frame: pd.DataFrame, codes: dict[str, str]) -> str:
    """The dimension in which rows like this one differ from those on the next line."""
    broken = [column for column in _ROWS_OFTEN if codes[column] != ALL]
    like = frame["linje"] > 0
    for column in COLUMNS:
        like &= (frame[column] != ALL) == (codes[column] != ALL)
    rows = frame.loc[like, ["linje", *broken]].drop_duplicates("linje").sort_values("linje")
    above, below = rows.iloc[:-1].astype(str), rows.iloc[1:].astype(str)
    beside = np.diff(rows["linje"]) == 1
    differ = {c: (above[c].to_numpy() != below[c].to_numpy())[beside].sum() for c in broken}
    return max(broken, key=lambda column: differ[column])


def _same_scope(frame: pd.DataFrame, codes: dict[str, str], column: str) -> pd.Series[bool]:
    free = {column, "tiltaksgruppe"} if column == "tiltak" else {column}
    same = frame["linje"] > 0
    for each in COLUMNS:
        if each not in free:
            same &= frame[each] == codes[each]
    return same


def _row_name(system: System, cell: int) -> str:
    row = system.frame.iloc[cell]
    return f"«{described({column: row[column] for column in COLUMNS}, system.codelists)}»"


def _relation(system: System, relation: int) -> str:
    whole = int(system.relations.whole[relation])
    parts = system.relations.parts_of(relation)
    low, high = system.bounds.low[parts].sum(), system.bounds.high[parts].sum()
    total = str(low) if low == high else f"{low} to {high}"
    kind = KINDS[system.relations.kind[relation]]
    adds = "the months add up to" if kind == AVERAGE_CHECK else f"parts by {kind[4:]} give"
    if system.frame["status"].iloc[whole] == HIDDEN:
        total = "what it cannot be"  # a hidden figure gets no number, even a wrong one
    places = ", ".join(_place(system, part) for part in parts[:3].tolist())
    more = f" and {len(parts) - 3} more" if len(parts) > 3 else ""
    return f"{_value(system, whole)} at {_place(system, whole)}, {adds} {total} ({places}{more})"


def _place(system: System, cell: int) -> str:
    return f"{system.line[cell]}:{system.column[cell]}"


def _value(system: System, cell: int) -> str:
    row = system.frame.iloc[cell]
    return "*" if row["status"] == HIDDEN else str(row["antall"])
