"""Which values each unknown of a system can have, exactly.

First the rows are followed to a fixpoint: what a row leaves to an unknown, given the bounds of
the others in it. What is not settled so falls into components that share no row. In a small one
everything is tried. In a large one, for each value that is left to an unknown, integer programming
(HiGHS) either finds whole numbers that suit all rows, which are then checked here in integers, or
shows that there are none. So every value is counted by itself, and gaps between the least and the
largest would be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array
from scipy.sparse.csgraph import connected_components

from generator.audit.system import FAR, System
from generator.model.dimensions import HIDDEN_MAX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

VALUES: Final = HIDDEN_MAX + 1
#: So many combinations are tried rather than programmed.
_FEW: Final = 2**13
_FOUND: Final = 0
_NONE_EXISTS: Final = 2

#: Told how many of the components are done, and how many there are.
Progress = Callable[[int, int], None]


class Solver:
    """Works systems out; equal components, as of neighbouring months, only once."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, ...], Flags] = {}

    def possible(self, system: System, progress: Progress) -> Flags:
        """Which of the values 0–3 each unknown can have.

        Args:
            system: the rows.
            progress: told how many components are done.

        Returns:
            Shape (unknowns, 4). An unknown whose rows, or those that hang together with them,
            suit no values at all has none.
        """
        size = system.matrix.shape[1]
        low, high = follow(system, np.zeros(size, np.int64), np.full(size, HIDDEN_MAX, np.int64))
        values = np.arange(VALUES)
        possible: Flags = (low[:, None] <= values) & (values <= high[:, None])
        parts = _parts(_without_settled(system, low, high), np.flatnonzero(low < high))
        for done, (part, unknowns) in enumerate(parts, 1):
            progress(done, len(parts))
            possible[unknowns] = self._component(part, low[unknowns], high[unknowns])
        return _spread(system, possible)

    def _component(self, part: System, low: Ints, high: Ints) -> Flags:
        matrix = part.matrix
        arrays = (matrix.indptr, matrix.indices, matrix.data, part.least, part.most, low, high)
        key = tuple(array.tobytes() for array in arrays)
        if key not in self._known:
            few = np.prod(high - low + 1.0) <= _FEW
            self._known[key] = (_tried if few else _programmed)(part, low, high)
        return self._known[key]


def impossible(possible: Flags) -> Flags:
    """Which unknowns have no value that suits; shape (unknowns,)."""
    none: Flags = possible.sum(axis=1) == 0
    return none


def _spread(system: System, possible: Flags) -> Flags:
    """Where one unknown has no value, no values suit all that hang together with it."""
    _, label = components(system)
    of_none = np.isin(label, label[impossible(possible)])
    return possible & ~of_none[:, None]


def follow(system: System, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """The bounds of each unknown when the rows say no more; the least is above where none suits.

    Args:
        system: the rows.
        low: the least that each unknown can be before; shape (unknowns,).
        high: the largest.
    """
    entries = system.matrix.tocoo()
    row, unknown, size = entries.row, entries.col, entries.data
    while True:
        small = size * np.where(size > 0, low[unknown], high[unknown])
        large = size * np.where(size > 0, high[unknown], low[unknown])
        least = system.least[row] - _others(row, large, len(system.least))
        most = system.most[row] - _others(row, small, len(system.most))
        new_low, new_high = low.copy(), high.copy()
        np.maximum.at(new_low, unknown, -(-np.where(size > 0, least, most) // size))
        np.minimum.at(new_high, unknown, np.where(size > 0, most, least) // size)
        # Kept within one of 0 and 3, so that it comes to an end where nothing suits.
        new_low, new_high = new_low.clip(max=VALUES), new_high.clip(min=-1)
        if (new_low == low).all() and (new_high == high).all():
            return low, high
        low, high = new_low, new_high


def _others(row: Ints, term: Ints, rows: int) -> Ints:
    """For each entry the sum of the other terms of its row."""
    total = np.zeros(rows, np.int64)
    np.add.at(total, row, term)
    return total[row] - term


# -- components -----------------------------------------------------------------------------------


def components(system: System) -> tuple[Ints, Ints]:
    """The component of each row and of each unknown, numbered from 0."""
    linked = abs(system.matrix)
    _, label = connected_components(block_array([[None, linked], [linked.T, None]]), directed=False)
    rows = system.matrix.shape[0]
    return label[:rows].astype(np.int64), label[rows:].astype(np.int64)


def _without_settled(system: System, low: Ints, high: Ints) -> System:
    """The system over the open unknowns alone, those settled moved into the bounds."""
    is_open = low < high
    fixed = system.matrix @ np.where(is_open, 0, low)
    matrix = system.matrix[:, np.flatnonzero(is_open)]
    kept = np.flatnonzero(np.diff(matrix.indptr) > 0)
    return System(matrix[kept], (system.least - fixed)[kept], (system.most - fixed)[kept])


def _parts(system: System, unknowns: Ints) -> list[tuple[System, Ints]]:
    """The components of a system, each with what ``unknowns`` says of its own."""
    if not len(unknowns):
        return []
    of_row, of_unknown = components(system)
    parts = []
    for label in np.unique(of_unknown):
        rows, own = np.flatnonzero(of_row == label), np.flatnonzero(of_unknown == label)
        matrix = system.matrix[rows][:, own]
        parts.append((System(matrix, system.least[rows], system.most[rows]), unknowns[own]))
    return parts


def _tried(part: System, low: Ints, high: Ints) -> Flags:
    """Try all numbers within the bounds."""
    lengths = high - low + 1
    tries = low[:, None] + np.indices(lengths.tolist()).reshape(len(low), -1)
    sums = part.matrix @ tries
    suits = ((part.least[:, None] <= sums) & (sums <= part.most[:, None])).all(axis=0)
    values = np.arange(VALUES)
    possible: Flags = (tries[:, suits][:, :, None] == values).any(axis=1)
    return possible


def _programmed(part: System, low: Ints, high: Ints) -> Flags:
    """Find numbers that suit all rows for each unknown at each of its values, or that none do."""
    every = np.arange(len(low))
    possible = np.zeros((len(low), VALUES), bool)
    for unknown in every.tolist():
        for value in range(low[unknown], high[unknown] + 1):
            if not possible[unknown, value]:
                found = _numbers(part, low, high, (unknown, value), _wishes(possible, low, high))
                if found is not None:
                    possible[every, found] = True
        if not possible[unknown].any():
            break
    return possible


def _wishes(possible: Flags, low: Ints, high: Ints) -> Ints:
    """An objective that pulls to values not met yet: fewer programs are to be solved."""
    every = np.arange(len(low))
    return np.where(~possible[every, low], 1, np.where(~possible[every, high], -1, 0))


def _numbers(
    part: System, low: Ints, high: Ints, fixed: tuple[int, int], objective: Ints
) -> Ints | None:
    """Whole numbers within the bounds that suit all rows, one of them fixed; None: there are none.

    Raises:
        RuntimeError: the solver gave up, or what it found does not suit.
    """
    low, high = low.copy(), high.copy()
    low[fixed[0]] = high[fixed[0]] = fixed[1]
    low, high = follow(part, low, high)
    if (low > high).any():
        return None
    result = _solution(part, low, high, objective, presolve=True)
    if result.status not in (_FOUND, _NONE_EXISTS):
        # In rare cases its own shortcuts fail it.
        result = _solution(part, low, high, objective, presolve=False)
    if result.status == _NONE_EXISTS:
        return None
    if result.status != _FOUND:
        raise RuntimeError(f"the solver gave up: {result.message}")
    found: Ints = np.rint(result.x).astype(np.int64)
    if not _within(low, found, high) or not _within(part.least, part.matrix @ found, part.most):
        raise RuntimeError("what the solver found does not suit all relations")
    return found


def _solution(part: System, low: Ints, high: Ints, objective: Ints, *, presolve: bool) -> Any:  # noqa: ANN401
    """What the solver says of a component; scipy has no types."""
    bounds = [np.where(abs(b) < FAR, b, np.copysign(np.inf, b)) for b in (part.least, part.most)]
    return milp(
        objective,
        integrality=np.ones(len(low)),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(part.matrix, *bounds),
        options={"presolve": presolve},
    )


def _within(least: Ints, values: Ints, most: Ints) -> bool:
    return bool(((least <= values) & (values <= most)).all())
