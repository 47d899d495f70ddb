"""What the reports themselves leave open for each hidden figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from generator.audit.ranges import Solver, impossible
from generator.audit.system import Printed, System, printed_by, system_of, unknowns_of
from generator.model.progress import Progress
from generator.recognise.values import Recognised

if TYPE_CHECKING:
    from generator.audit.ranges import Flags, Ints


@dataclass(frozen=True)
class Solved:
    """The hidden cells with what the reports' own figures leave open.

    Attributes:
        printed: the cells of all reports.
        unknown: the unknown that each cell is, -1 where it is published; shape (cells,).
        system: the rows over the unknowns.
        possible: which of 0–3 each unknown can be; shape (unknowns, 4).
    """

    printed: Printed
    unknown: Ints
    system: System
    possible: Flags

    @property
    def contradicted(self) -> Ints:
        """The hidden cells for which no values suit; shape (some of the cells,)."""
        cells = np.flatnonzero(self.printed.hidden)
        return cells[impossible(self.possible)[self.unknown[cells]]]


def solve(reports: Sequence[Recognised], solver: Solver, progress: Progress) -> Solved:
    """Work out what the reports together leave open for each hidden cell.

    Where cells that two reports hide cannot be the same, they are taken as revised.
    """
    printed = printed_by(reports)
    solved = _solved(printed, np.empty(0, np.int64), solver, progress)
    if len(reports) > 1 and len(solved.contradicted):
        apart = np.unique(printed.same[solved.contradicted])
        solved = _solved(printed, apart, solver, progress)
    return solved


def _solved(printed: Printed, apart: Ints, solver: Solver, progress: Progress) -> Solved:
    unknown = unknowns_of(printed, apart)
    system = system_of(printed, unknown)
    possible = solver.possible(system, lambda done, of: progress("hidden figures", done, of))
    return Solved(printed, unknown, system, possible)
