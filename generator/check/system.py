"""A report's cells as a system, and what may explain the relations of it that fail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from generator.check.relations import Bounds, Relations, Verdict, judge, settle
from generator.model.codelists import CodeLists

if TYPE_CHECKING:
    import pandas as pd

    from generator.check.relations import Ints

#: More than any count: the upper bound of a figure about which nothing is known.
UNKNOWN: Final = 10**9

Mistake = Literal["cell", "shift", "exchange", "lost"]


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
