"""What the reports print, as one system of linear constraints on the hidden figures.

Each hidden figure is an unknown integer 0–3. Each relation of each report
(:mod:`generator.check.relations`) bounds a sum of unknowns: the parts less the whole are 0; twice
the months less twice the months' number of averages lie within the rounding, half up. A row that
a sub-table leaves out counts as 0.

Two reports that hide the same cell hide the same unknown, unless that cannot be: then the figure
was revised in between, and each report's is an unknown of its own. A figure that one report
prints and another hides was revised, too; nothing is concluded from the one for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_array, vstack

from generator.check.relations import Bounds, Relations, bounds_of, relations_of
from generator.model.dimensions import HIDDEN, KEY
from generator.model.figures import Place
from generator.recognise.report import observations
from generator.recognise.values import Recognised

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: A bound that bounds nothing.
FAR: Final = 2**40


@dataclass(frozen=True)
class Printed:
    """Every cell of every report, one report after the other, the oldest first.

    Attributes:
        frame: the key columns, ``status``, ``rapport``, ``linje``, ``kolonne``; one row a cell.
        relations: the relations of all reports, over the rows of ``frame``.
        bounds: what each cell may be, in persons; shape (cells,).
        same: cells of the same key have the same number; shape (cells,).
    """

    frame: pd.DataFrame
    relations: Relations
    bounds: Bounds
    same: Ints

    @cached_property
    def hidden(self) -> NDArray[np.bool_]:
        """Which cells are hidden; shape (cells,)."""
        hidden: NDArray[np.bool_] = (self.frame["status"] == HIDDEN).to_numpy()
        return hidden

    @cached_property
    def newest(self) -> Ints:
        """The newest edition of each cell, itself or a newer report's; shape (cells,)."""
        newest = np.zeros(int(self.same.max(initial=-1)) + 1, np.int64)
        newest[self.same] = np.arange(len(self.same))  # of equal numbers the last one stays
        return newest[self.same]

    @cached_property
    def at(self) -> dict[Place, int]:
        """The cell that stands first at a place."""
        places = zip(
            *(self.frame[c].tolist() for c in ("rapport", "linje", "kolonne")), strict=True
        )
        return {Place(*place): cell for cell, place in enumerate(places)}


@dataclass(frozen=True)
class System:
    """Rows ``least <= matrix @ x <= most`` over unknowns ``x``, integers 0–3.

    Attributes:
        matrix: integers, sparse; shape (rows, unknowns).
        least: shape (rows,).
        most: shape (rows,); ``FAR`` and ``-FAR`` are no bounds.
    """

    matrix: Any
    least: Ints
    most: Ints

    def and_rows(self, other: System) -> System:
        """The rows of both, over the same unknowns."""
        return System(
            csr_array(vstack([self.matrix, other.matrix])),
            np.concatenate([self.least, other.least]),
            np.concatenate([self.most, other.most]),
        )


def places_of(frame: pd.DataFrame) -> list[Place]:
    """Where each cell of a frame of observations stands."""
    columns = (frame[column].tolist() for column in ("rapport", "linje", "kolonne"))
    return [Place(*place) for place in zip(*columns, strict=True)]


def printed_by(reports: Sequence[Recognised]) -> Printed:
    """All cells and relations of some reports, the oldest first."""
    import pandas as pd

    frames = [observations(report.cells) for report in reports]
    shifts = np.cumsum([0] + [len(frame) for frame in frames])
    bounds = [bounds_of(frame) for frame in frames]
    columns = [*KEY, "status", "linje", "kolonne"]
    texts = dict.fromkeys((*KEY, "status"), str)
    ids = np.repeat([r.report.origin.id for r in reports], [len(frame) for frame in frames])
    together = pd.concat([frame[columns].astype(texts) for frame in frames], ignore_index=True)
    same = together.groupby(list(KEY), sort=False).ngroup().to_numpy()
    return Printed(
        frame=together.assign(rapport=ids),
        relations=_joined([relations_of(frame) for frame in frames], shifts),
        bounds=Bounds(
            np.concatenate([each.low for each in bounds]),
            np.concatenate([each.high for each in bounds]),
        ),
        same=same.astype(np.int64),
    )


def _joined(each: Sequence[Relations], shifts: Ints) -> Relations:
    """The relations of each report as relations of all; ``shifts`` is where its cells begin."""
    counts = np.cumsum([0] + [len(one.whole) for one in each])
    return Relations(
        kind=np.concatenate([one.kind for one in each]),
        whole=np.concatenate([one.whole + s for one, s in zip(each, shifts, strict=False)]),
        part_of=np.concatenate([one.part_of + s for one, s in zip(each, counts, strict=False)]),
        part=np.concatenate([one.part + s for one, s in zip(each, shifts, strict=False)]),
    )


def unknowns_of(printed: Printed, apart: Ints) -> Ints:
    """The number of each hidden cell's unknown, -1 for published cells; shape (cells,).

    Args:
        printed: the cells.
        apart: numbers in ``printed.same`` whose cells are unknowns of their own.
    """
    own = np.isin(printed.same, apart)
    number = np.where(own, len(own) + np.arange(len(own)), printed.same)
    unknown = np.full(len(own), -1, np.int64)
    unknown[printed.hidden] = np.unique(number[printed.hidden], return_inverse=True)[1]
    return unknown


def system_of(printed: Printed, unknown: Ints) -> System:
    """The relations that have a hidden cell, as rows over the unknowns.

    A mean ``a`` of ``m`` months that add up to ``s``, rounded half up, is
    ``-m <= 2 s - 2 m a <= m - 1``.
    """
    relations = printed.relations
    averages = relations.averages
    months = np.bincount(relations.part_of, minlength=len(relations.whole)).astype(np.int64)
    row = np.concatenate([relations.part_of, np.arange(len(relations.whole))])
    cell = np.concatenate([relations.part, relations.whole])
    of_part, of_whole = np.where(averages, 2, 1), np.where(averages, -2 * months, -1)
    size = np.concatenate([of_part[relations.part_of], of_whole])
    least, most = np.where(averages, -months, 0), np.where(averages, months - 1, 0)
    rows = rows_over(printed, unknown, (row, cell, size), (least, most))
    open_ = np.diff(rows.matrix.indptr) > 0
    return System(rows.matrix[open_], rows.least[open_], rows.most[open_])


def rows_over(
    printed: Printed,
    unknown: Ints,
    entries: tuple[Ints, Ints, Ints],
    bounds: tuple[Ints, Ints],
) -> System:
    """Rows over cells as rows over unknowns: published cells are moved into the bounds.

    Args:
        printed: the cells.
        unknown: as :func:`unknowns_of` gives them.
        entries: row, cell and coefficient of each entry; shape (entries,) each.
        bounds: the least and the most of each row; shape (rows,) each.
    """
    row, cell, size = entries
    least, most = bounds
    is_open = unknown[cell] >= 0
    fixed = np.zeros(len(least), np.int64)
    np.add.at(fixed, row[~is_open], size[~is_open] * printed.bounds.low[cell[~is_open]])
    shape = (len(least), int(unknown.max(initial=-1)) + 1)
    matrix = csr_array((size[is_open], (row[is_open], unknown[cell[is_open]])), shape=shape)
    return System(matrix, least - fixed, most - fixed)
