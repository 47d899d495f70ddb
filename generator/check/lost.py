"""Rows that a table must have had: without them its sums are too small, month by month.

All rows that the parts of such sums lack are put in at once, with figures that nobody knows; those
that the relations then call for are the lost ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from generator.check.relations import AVERAGE_CHECK, KINDS, Bounds, Relations, relations_of, settle
from generator.check.system import UNKNOWN, Explanation, System
from generator.model.dimensions import ALL, COLUMNS, HIDDEN, KEY

if TYPE_CHECKING:
    import pandas as pd

    from generator.check.relations import Ints

#: With more rows than these none is tried by itself.
_ROWS_TRIED: Final = 24


@dataclass(frozen=True)
class LostRows:
    """Looks for rows that a system lacks.

    Attributes:
        system: the cells of one report.
        failing: the relations that are to be explained.
        least: how many of them lost rows must mend.
    """

    system: System
    failing: frozenset[int]
    least: int

    def found(self) -> Iterator[Explanation]:
        """The rows that are called for together; else each that would do by itself."""
        absent: dict[tuple[str, ...], dict[str, str]] = {}
        sums = self._short_sums()
        for (kind, _), short in sums.items():
            column = KINDS[kind].removeprefix("sum-")
            scope = self._codes(int(self.system.relations.whole[short[0]]))
            for codes in self._absent(column, scope):
                absent[tuple(codes.values())] = codes
        if not absent:
            return
        line = min(line for _, line in sums)
        needed = self._needed(line, list(absent.values()))
        if needed and (found := self._with_rows(line, needed)):
            yield found
        elif len(absent) <= _ROWS_TRIED:
            for codes in absent.values():
                if found := self._with_rows(line, [codes]):
                    yield found

    def _needed(self, line: int, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        """Those of ``rows`` that must have figures if all of them stood there."""
        system = self.system
        bounds, frame = self._put_in(line, rows)
        settled = settle(relations_of(frame), bounds)
        called_for = settled.low[len(system.frame) :] > 0
        codes = frame.iloc[len(system.frame) :][list(COLUMNS)].astype(str)[called_for]
        wanted = {tuple(row) for row in codes.itertuples(index=False)}
        return [row for row in rows if tuple(row[column] for column in COLUMNS) in wanted]

    def _put_in(self, line: int, rows: list[dict[str, str]]) -> tuple[Bounds, pd.DataFrame]:
        """The system with rows added in the periods of a line, and nothing known of them."""
        bounds = self.system.bounds
        frame = _extended(self.system.frame, self.system.row(line), rows)
        added = len(frame) - len(self.system.frame)
        low = np.concatenate([bounds.low, np.zeros(added, np.int64)])
        return Bounds(low, np.concatenate([bounds.high, np.full(added, UNKNOWN, np.int64)])), frame

    def _short_sums(self) -> dict[tuple[int, int], list[int]]:
        """Failing sums whose parts are too small, by dimension and line of the whole.

        Where a single relation is enough, also those that fail only together with others.
        """
        relations, bounds = self.system.relations, self.system.bounds
        largest = relations.sum_parts(bounds.high)
        short: dict[tuple[int, int], list[int]] = defaultdict(list)
        for relation in sorted(self.failing):
            whole = relations.whole[relation]
            kind = int(relations.kind[relation])
            small = self.least == 1 or largest[relation] < bounds.low[whole]
            if KINDS[kind] != AVERAGE_CHECK and small:
                short[kind, int(self.system.line[whole])].append(relation)
        return short

    def _codes(self, cell: int) -> dict[str, str]:
        row = self.system.frame.iloc[cell]
        return {column: row[column] for column in COLUMNS}

    def _absent(self, column: str, scope: dict[str, str]) -> list[dict[str, str]]:
        """The rows that the report prints elsewhere, but not for the scope of a total.

        A page of measures also holds their groups' totals, so both are looked for.
        """
        both = ("tiltaksgruppe", "tiltak") if column.startswith("tiltak") else (column,)
        columns = [c for c in both if self._has_rows(c, scope)]
        wanted = [scope | codes for c in columns for codes in self._codes_elsewhere(c)]
        return [row for row in wanted if tuple(row[c] for c in COLUMNS) not in self._present]

    def _has_rows(self, column: str, scope: dict[str, str]) -> bool:
        """Whether any row of a dimension stands under a total of this scope."""
        free = {"tiltaksgruppe", "tiltak"} if column.startswith("tiltak") else {column}
        fixed = [(place, scope[c]) for place, c in enumerate(COLUMNS) if c not in free]
        at = COLUMNS.index(column)
        other = COLUMNS.index("tiltak")
        return any(
            row[at] != ALL
            and (column != "tiltaksgruppe" or row[other] == ALL)
            and all(row[place] == kode for place, kode in fixed)
            for row in self._present
        )

    def _codes_elsewhere(self, column: str) -> list[dict[str, str]]:
        """The codes of a dimension that the report uses; a measure with its group.

        A main group or a sex may have been lost with all its tables, so these all count as used.
        """
        used = set(self.system.frame[column].unique())
        if column in ("hovedgruppe", "kjonn"):
            used = set(self.system.frame[column].cat.categories)
        codes = [c for c in self.system.codelists.by_column[column].parts if c.kode in used]
        if column == "tiltak":
            return [{"tiltaksgruppe": c.tiltaksgruppe, "tiltak": c.kode} for c in codes]
        if column == "tiltaksgruppe":
            return [{"tiltaksgruppe": c.kode, "tiltak": ALL} for c in codes]
        return [{column: c.kode} for c in codes]

    @cached_property
    def _present(self) -> set[tuple[str, ...]]:
        """The codes of every row that is there."""
        codes = self.system.frame[list(COLUMNS)].drop_duplicates()
        return set(codes.astype(str).itertuples(index=False, name=None))

    def _with_rows(self, line: int, rows: list[dict[str, str]]) -> Explanation | None:
        """What is mended if these rows stood there too, with figures that nobody knows."""
        system = self.system
        bounds, frame = self._put_in(line, rows)
        relations = relations_of(frame)
        broken = np.flatnonzero(settle(relations, bounds).broken)
        names = _names(system.relations)
        before = {name: relation for relation, name in enumerate(names)}
        new = _names(relations)
        after = {new[relation] for relation in broken}
        if not after <= {names[relation] for relation in system.failing}:
            return None
        mended = self.failing - {before[name] for name in after}
        if len(mended) < self.least:
            return None
        return Explanation("lost", (int(system.row(line)[0]),), mended, lost=tuple(rows))


def _names(relations: Relations) -> list[tuple[int, int]]:
    """Relations by what does not change when cells are added at the end: kind and whole."""
    return list(zip(relations.kind.tolist(), relations.whole.tolist(), strict=True))


def _extended(frame: pd.DataFrame, cells: Ints, rows: Iterable[dict[str, str]]) -> pd.DataFrame:
    """``frame`` with rows for other codes added, in the periods of ``cells``."""
    import pandas as pd

    model = frame.iloc[cells]
    added = []
    for codes in rows:
        copy = model.copy()
        for column in COLUMNS:
            copy[column] = _filled(frame[column], codes[column], len(copy))
        copy["status"] = _filled(frame["status"], HIDDEN, len(copy))
        added.append(copy)
    whole = pd.concat([frame, *added], ignore_index=True)
    return whole.drop_duplicates(list(KEY), keep="first").reset_index(drop=True)


def _filled(like: pd.Series[str], value: str, count: int) -> pd.Categorical:
    """One value many times, with the categories of a column."""
    import pandas as pd

    codes = np.full(count, list(like.cat.categories).index(value))
    return pd.Categorical.from_codes(codes, categories=like.cat.categories)
