"""Which single mistake explains relations that fail.

Every kind of mistake that a page of text is known to suffer is tried on the system of relations:
a figure misread, a row's figures moved by one column, two labels exchanged, rows lost. One that
makes failing relations hold, and breaks none that held, explains them. The explanation that mends
most is taken first, and what is left is explained in the same way.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from generator.check.relations import (
    AVERAGE_CHECK,
    KINDS,
    Bounds,
    Relations,
    Verdict,
    judge,
    relations_of,
    settle,
)
from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, COLUMNS, HIDDEN, KEY

if TYPE_CHECKING:
    import pandas as pd

    from generator.check.relations import Ints

#: More than any count: the upper bound of a figure about which nothing is known.
UNKNOWN: Final = 10**9

#: So many of the likeliest cells are tried before giving a cell up.
_CELLS_TRIED: Final = 12
_PAIRS_TRIED: Final = 300
#: So many mistakes are told apart; a report with more is told as broken from there on.
_MOST_EXPLAINED: Final = 20
#: Where so few relations fail that a cell explains, a whole row may as well be wrong.
_FEW_RELATIONS: Final = 2
_MOST_ALTERNATIVES: Final = 2

Mistake = Literal["cell", "shift", "exchange", "lost"]


@dataclass(frozen=True)
class Explanation:
    """One mistake, and the failing relations that it explains.

    Attributes:
        mistake: a cell misread, a row shifted, two labels exchanged, or rows lost.
        cells: the cells concerned; the first is where to look.
        relations: the failing relations that would hold without it.
        low: for a cell, the least that it must be.
        high: for a cell, the largest; less than ``low`` where no value suits all its relations.
        lost: for lost rows, the codes of each, by dimension.
        others: for a cell, those that would explain as much if they were the wrong one.
    """

    mistake: Mistake
    cells: tuple[int, ...]
    relations: frozenset[int]
    low: int = 0
    high: int = -1
    lost: tuple[dict[str, str], ...] = ()
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class System:
    """A report's cells with their relations and bounds."""

    frame: pd.DataFrame
    relations: Relations
    bounds: Bounds
    codelists: CodeLists

    @cached_property
    def verdict(self) -> Verdict:
        """What each relation says by itself."""
        return judge(self.relations, self.bounds)

    @cached_property
    def failing(self) -> frozenset[int]:
        """The relations that cannot all hold."""
        return _broken(self.relations, self.bounds)

    @cached_property
    def line(self) -> Ints:
        """The line of each cell."""
        return self.frame["linje"].to_numpy(np.int64)

    @cached_property
    def column(self) -> Ints:
        """The data column of each cell."""
        return self.frame["kolonne"].to_numpy(np.int64)

    def cells_of(self, relation: int) -> list[int]:
        """The whole and the parts of a relation."""
        return [int(self.relations.whole[relation]), *self.relations.parts_of(relation).tolist()]

    def row(self, line: int) -> Ints:
        """The cells of a line, by column."""
        cells = np.flatnonzero(self.line == line)
        return cells[np.argsort(self.column[cells])]

    def broken_with(self, bounds: Bounds) -> frozenset[int]:
        """The relations that fail under other bounds."""
        return _broken(self.relations, bounds)


def _broken(relations: Relations, bounds: Bounds) -> frozenset[int]:
    return frozenset(np.flatnonzero(settle(relations, bounds).broken).tolist())


def explain(system: System) -> list[Explanation]:
    """Explanations that together cover all failing relations, the one that mends most first."""
    return list(_explanations(system))


def _explanations(system: System) -> Iterator[Explanation]:
    left = set(system.failing)
    for number in itertools.count(1):
        if not left:
            return
        best = _best(_Search(system, frozenset(left)))
        hopeless = len(best.relations) == 1 and len(left) > _CELLS_TRIED
        if hopeless or number == _MOST_EXPLAINED:
            best = replace(best, relations=frozenset(left), low=0, high=-1)
        yield best
        left -= best.relations


def _best(search: _Search) -> Explanation:
    """The explanation that mends most; of equal ones the simplest.

    The kinds of mistake are tried from the simplest on, until one explains everything.
    """
    found: list[Explanation] = []
    for tried in (search.cells, search.shifts, search.lost, search.exchanges):
        found += tried()
        best = max(found, key=lambda each: len(each.relations))
        if best.relations >= search.failing:
            break
    return best


def alternatives(system: System, found: Explanation) -> list[Explanation]:
    """What may have happened instead of one misread cell: a row shifted, a row lost.

    A cell that few relations speak of is the simplest explanation, but it may not be the true one.
    """
    if found.mistake != "cell" or len(found.relations) > _FEW_RELATIONS:
        return []
    search = _Search(system, found.relations, least=1)
    shifts = {each.cells[0]: each for each in search.shifts() if each.relations >= found.relations}
    lost = [each for each in search.lost() if each.relations >= found.relations]
    return [*list(shifts.values())[:_MOST_ALTERNATIVES], *lost[:_MOST_ALTERNATIVES]]


def _strength(found: Explanation) -> tuple[bool, int]:
    return found.low <= found.high, len(found.relations)


@dataclass(frozen=True)
class _Search:
    """Tries mistakes on a system of which some relations fail.

    ``least``: a mistake of a whole row counts if it mends so many relations.
    """

    system: System
    failing: frozenset[int]
    least: int = 2
    _member: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for relation in sorted(self.failing):
            for cell in self.system.cells_of(relation):
                self._member[cell].add(relation)

    def _mended(self, after: frozenset[int]) -> frozenset[int]:
        """What a mistake explains: nothing if without it other relations would fail."""
        return self.failing - after if after <= self.system.failing else frozenset()

    # -- a cell -------------------------------------------------------------------------------

    def cells(self) -> list[Explanation]:
        """The cell whose change mends most; without such a cell, the most suspect one."""
        order = sorted(self._member, key=self._suspicion, reverse=True)
        best: Explanation | None = None
        for place, cell in enumerate(order[:_CELLS_TRIED], 1):
            found = self._relaxed(cell)
            if best is None or _strength(found) > _strength(best):
                best = found
            if best.low <= best.high and best.relations >= self.failing:
                return [replace(best, others=self._others(best, order[place:_CELLS_TRIED]))]
        return [best] if best else []

    def _others(self, best: Explanation, cells: Sequence[int]) -> tuple[int, ...]:
        """The cells that would explain as much: nothing tells them from the one that is named."""
        as_suspect = [
            cell
            for cell in cells
            if self._member[cell] >= best.relations and self._suspicion(cell)[0]
        ]
        found = [self._relaxed(cell) for cell in as_suspect]
        return tuple(e.cells[0] for e in found if _strength(e) >= _strength(best))

    def _suspicion(self, cell: int) -> tuple[bool, int, int, int]:
        verdict = self.system.verdict
        mends = bool(verdict.low[cell] <= verdict.high[cell])
        return mends, len(self._member[cell]), -self._holding(cell), -cell

    def _holding(self, cell: int) -> int:
        """How many relations of a cell hold exactly: they speak for it."""
        relations, verdict = self.system.relations, self.system.verdict
        sound = verdict.exact & ~verdict.broken
        as_part = sound[relations.part_of[relations.part == cell]].sum()
        return int(as_part + sound[relations.whole == cell].sum())

    def _relaxed(self, cell: int) -> Explanation:
        """What would hold if nothing were known of a cell, and what it must be then."""
        bounds = self.system.bounds
        low, high = bounds.low.copy(), bounds.high.copy()
        low[cell], high[cell] = 0, UNKNOWN
        settled = settle(self.system.relations, Bounds(low, high))
        after = frozenset(np.flatnonzero(settled.broken).tolist())
        mended = self._mended(after) & self._member[cell]
        if not mended:
            return Explanation("cell", (cell,), frozenset(self._member[cell]))
        least, most = int(settled.low[cell]), int(settled.high[cell])
        return Explanation("cell", (cell,), mended, least, most)

    # -- rows -----------------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> list[int]:
        """The lines with failing cells in ``least`` columns or more, the most suspect first."""
        columns: dict[int, set[int]] = defaultdict(set)
        for cell in self._member:
            columns[int(self.system.line[cell])].add(int(self.system.column[cell]))
        lines = [line for line, found in columns.items() if len(found) >= self.least]
        return sorted(lines, key=lambda line: (-len(columns[line]), line))

    def shifts(self) -> Iterator[Explanation]:
        """Rows whose figures stand a column too far to the right or to the left."""
        for line in self._lines[:40]:
            cells = self.system.row(line)
            for by in (1, -1):
                mended = self._permuted(cells, np.roll(cells, by))
                if len(mended) >= self.least:
                    yield Explanation("shift", tuple(cells.tolist()), mended)

    def exchanges(self) -> Iterator[Explanation]:
        """Pairs of rows whose labels stand at each other's figures."""
        tried = 0
        for index, line in enumerate(self._lines):
            cells = self.system.row(line)
            for other in self._lines[index + 1 :]:
                others = self.system.row(other)
                if len(others) != len(cells) or tried >= _PAIRS_TRIED:
                    continue
                tried += 1
                both = np.concatenate([cells, others])
                mended = self._permuted(both, np.concatenate([others, cells]))
                if len(mended) > 1:
                    first = cells if line < other else others
                    last = others if line < other else cells
                    yield Explanation("exchange", (*first.tolist(), *last.tolist()), mended)

    def _permuted(self, cells: Ints, values_of: Ints) -> frozenset[int]:
        """What is mended when ``cells`` take the figures of ``values_of``."""
        bounds = self.system.bounds
        low, high = bounds.low.copy(), bounds.high.copy()
        low[cells], high[cells] = bounds.low[values_of], bounds.high[values_of]
        if (low == bounds.low).all() and (high == bounds.high).all():
            return frozenset()
        quick = judge(self.system.relations, Bounds(low, high)).broken
        if not frozenset(np.flatnonzero(quick).tolist()) <= self.system.failing:
            return frozenset()
        return self._mended(self.system.broken_with(Bounds(low, high)))

    # -- lost rows ------------------------------------------------------------------------------

    def lost(self) -> Iterator[Explanation]:
        """Rows that a table must have had: without them its sums are too small, month by month.

        All rows that the parts of such sums lack are put in at once, with figures that nobody
        knows; those that the relations then call for are the lost ones.
        """
        absent: dict[tuple[str, ...], dict[str, str]] = {}
        sums = self._short_sums()
        for (kind, _), relations in sums.items():
            column = KINDS[kind].removeprefix("sum-")
            scope = self._codes(int(self.system.relations.whole[relations[0]]))
            for codes in self._absent(column, scope):
                absent[tuple(codes.values())] = codes
        if not absent:
            return
        line = min(line for _, line in sums)
        needed = self._needed(line, list(absent.values()))
        if needed and (found := self._with_rows(line, needed)):
            yield found
        elif len(absent) <= 2 * _CELLS_TRIED:
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
        before = {names[relation]: relation for relation in range(len(names))}
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
