"""Which single mistake explains relations that fail.

Every kind of mistake that a page of text is known to suffer is tried on the system of relations:
a figure misread, a row's figures moved by one column, two labels exchanged, rows lost. One that
makes failing relations hold, and breaks none that held, explains them. The explanation that mends
most is taken first, and what is left is explained in the same way.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from generator.check.lost import LostRows
from generator.check.relations import Bounds, judge, settle
from generator.check.system import UNKNOWN, Explanation, System

if TYPE_CHECKING:
    from generator.check.relations import Ints

#: So many of the likeliest cells are tried before giving a cell up.
_CELLS_TRIED: Final = 12
_PAIRS_TRIED: Final = 300
#: So many mistakes are told apart; a report with more is told as broken from there on.
_MOST_EXPLAINED: Final = 20
#: Where so few relations fail that a cell explains, a whole row may as well be wrong.
_FEW_RELATIONS: Final = 2
_MOST_ALTERNATIVES: Final = 2


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

    def lost(self) -> Iterator[Explanation]:
        """Rows that a table must have had."""
        return LostRows(self.system, self.failing, self.least).found()
