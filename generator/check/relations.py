"""A report's own arithmetic as a system of relations over its cells.

A relation is one cell (the whole) and its parts along one dimension, or an average and its months.
It is made wherever the whole and at least one part are in the data; a part that is not there
counts as 0 (a sub-table leaves out rows that are zero). A hidden cell is an unknown 0–3, so a
relation speaks of ranges; where every part is printed it is exact.

Everything is arrays: ``cells`` are numbered by their row in the observations, relations from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from generator.model.dimensions import (
    ALL,
    AVERAGE,
    COLUMNS,
    HIDDEN,
    HIDDEN_MAX,
    KEY,
    MONTH,
    PERIOD,
)

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

AVERAGE_CHECK: Final = "gjennomsnitt"
#: The checks that make relations, in the order of their numbers in ``Relations.kind``.
KINDS: Final = (*(f"sum-{column}" for column in COLUMNS), AVERAGE_CHECK)


@dataclass(frozen=True)
class Relations:
    """Relations over the cells of one report.

    Attributes:
        kind: for each relation its number in ``KINDS``; shape (relations,).
        whole: for each relation the cell that is the whole; shape (relations,).
        part_of: for each membership its relation, ascending; shape (memberships,).
        part: for each membership the cell that is the part; shape (memberships,).
    """

    kind: Ints
    whole: Ints
    part_of: Ints
    part: Ints

    @property
    def averages(self) -> NDArray[np.bool_]:
        """Which relations are an average and its months."""
        averages: NDArray[np.bool_] = self.kind == KINDS.index(AVERAGE_CHECK)
        return averages

    def parts_of(self, relation: int) -> Ints:
        """The cells that are the parts of a relation."""
        first, last = np.searchsorted(self.part_of, [relation, relation + 1])
        return self.part[first:last]

    def sum_parts(self, values: Ints) -> Ints:
        """For each relation the sum of ``values`` (one a cell) over its parts."""
        return np.bincount(self.part_of, values[self.part], minlength=len(self.whole)).astype(
            np.int64
        )


@dataclass(frozen=True)
class Bounds:
    """The least and the largest that each cell may be; equal where it is published."""

    low: Ints
    high: Ints


def bounds_of(observations: pd.DataFrame) -> Bounds:
    """Published cells are themselves, hidden ones 0 to 3 (persons)."""
    hidden = (observations["status"] == HIDDEN).to_numpy()
    low = observations["antall"].fillna(0).to_numpy(np.int64)
    return Bounds(low, np.where(hidden, HIDDEN_MAX, low))


def relations_of(observations: pd.DataFrame) -> Relations:
    """All relations among the observations of one report.

    Args:
        observations: the key columns as categories, one row a cell.
    """
    keys = _Keys(observations)
    made = [_additive(observations, keys, column) for column in COLUMNS]
    made.append(_averages(observations, keys))
    return _joined(made)


class _Keys:
    """The key columns of every cell packed into one integer, so that joins are searches."""

    def __init__(self, observations: pd.DataFrame) -> None:
        self.weights: dict[str, int] = {}
        self.codes: dict[str, Ints] = {}
        self.all: dict[str, int] = {}
        self.packed = np.zeros(len(observations), np.int64)
        weight = 1
        for column in KEY:
            categories = observations[column].cat
            self.codes[column] = categories.codes.to_numpy().astype(np.int64)
            self.weights[column] = weight
            self.packed += self.codes[column] * weight
            if column not in PERIOD:
                self.all[column] = list(categories.categories).index(ALL)
            weight *= len(categories.categories)
        self.order = np.argsort(self.packed)
        self.sorted = self.packed[self.order]

    def broken_down(self, column: str) -> NDArray[np.bool_]:
        broken: NDArray[np.bool_] = self.codes[column] != self.all[column]
        return broken

    def without(self, column: str, cells: Ints, code: int | None = None) -> Ints:
        """The keys of ``cells`` with ``code`` (by default ``alle``) put in for one column."""
        to = self.all[column] if code is None else code
        return self.packed[cells] + (to - self.codes[column][cells]) * self.weights[column]

    def find(self, packed: Ints) -> Ints:
        """The cell that has each key, -1 where there is none."""
        place = np.searchsorted(self.sorted, packed).clip(max=max(len(self.sorted) - 1, 0))
        found = self.sorted[place] == packed if len(self.sorted) else np.zeros(0, bool)
        return np.where(found, self.order[place], -1)


_Made = tuple["Ints", "Ints", "Ints", "Ints"]


def _additive(observations: pd.DataFrame, keys: _Keys, column: str) -> _Made:
    monthly = (observations["periodetype"] == MONTH).to_numpy()
    chosen = monthly & keys.broken_down(column)
    if column == "tiltaksgruppe":
        chosen &= ~keys.broken_down("tiltak")
    parts = np.flatnonzero(chosen)
    return _grouped(KINDS.index(f"sum-{column}"), parts, keys.find(keys.without(column, parts)))


def _averages(observations: pd.DataFrame, keys: _Keys) -> _Made:
    """An average and the months of its year up to its own."""
    kinds = list(observations["periodetype"].cat.categories)
    periods = list(observations["periode"].cat.categories)
    months = np.flatnonzero((observations["periodetype"] == MONTH).to_numpy())
    averages = observations.loc[observations["periodetype"] == AVERAGE, "periode"].unique()
    wholes: list[Ints] = []
    parts: list[Ints] = []
    for last in averages:
        counts = np.array([p[:4] == last[:4] and p <= last for p in periods])
        of_year = months[counts[keys.codes["periode"][months]]]
        at = periods.index(last)
        shift = (kinds.index(AVERAGE) - kinds.index(MONTH)) * keys.weights["periodetype"]
        wholes.append(keys.find(keys.without("periode", of_year, at) + shift))
        parts.append(of_year)
    if not wholes:
        return _grouped(KINDS.index(AVERAGE_CHECK), np.empty(0, np.int64), np.empty(0, np.int64))
    return _grouped(KINDS.index(AVERAGE_CHECK), np.concatenate(parts), np.concatenate(wholes))


def _grouped(kind: int, parts: Ints, wholes: Ints) -> _Made:
    parts, wholes = parts[wholes >= 0], wholes[wholes >= 0]
    order = np.argsort(wholes, kind="stable")
    whole, part_of = np.unique(wholes[order], return_inverse=True)
    return np.full(len(whole), kind, np.int64), whole, part_of.astype(np.int64), parts[order]


def _joined(made: list[_Made]) -> Relations:
    shift = np.cumsum([0] + [len(each[0]) for each in made])
    return Relations(
        kind=np.concatenate([each[0] for each in made]),
        whole=np.concatenate([each[1] for each in made]),
        part_of=np.concatenate([e[2] + s for e, s in zip(made, shift, strict=False)]),
        part=np.concatenate([each[3] for each in made]),
    )


# -- what the relations say ---------------------------------------------------------------------


@dataclass(frozen=True)
class Verdict:
    """What the relations say of the cells.

    Attributes:
        broken: which relations cannot hold whatever the hidden cells are; shape (relations,).
        exact: which relations have every part printed; shape (relations,).
        low: the least that each cell can be by its relations; shape (cells,).
        high: the largest; below ``low`` where no value suits all of them.
    """

    broken: NDArray[np.bool_]
    exact: NDArray[np.bool_]
    low: Ints
    high: Ints


_FAR: Final = np.iinfo(np.int64).max // 4


def judge(relations: Relations, bounds: Bounds) -> Verdict:
    """Check every relation, and work out what each cell must be for its relations to hold."""
    months = np.bincount(relations.part_of, minlength=len(relations.whole))
    low, high = relations.sum_parts(bounds.low), relations.sum_parts(bounds.high)
    wants_low, wants_high = _wanted(relations, bounds, months)
    least = np.zeros(len(bounds.low), np.int64)
    largest = np.full(len(bounds.low), _FAR, np.int64)
    whole_low = np.where(relations.averages, _rounded(low, months), low)
    whole_high = np.where(relations.averages, _rounded(high, months), high)
    np.maximum.at(least, relations.whole, whole_low)
    np.minimum.at(largest, relations.whole, whole_high)
    of, part = relations.part_of, relations.part
    np.maximum.at(least, part, wants_low[of] - (high[of] - bounds.high[part]))
    np.minimum.at(largest, part, wants_high[of] - (low[of] - bounds.low[part]))
    hidden = relations.sum_parts((bounds.low != bounds.high).astype(np.int64))
    return Verdict((high < wants_low) | (low > wants_high), hidden == 0, least, largest)


def settle(relations: Relations, bounds: Bounds) -> Verdict:
    """Follow what the relations say of hidden cells until they say no more.

    What one relation leaves to a hidden cell is what the others have to work with; a relation
    that may hold by itself can fail so. Only bounds that are open are drawn in.

    Returns:
        The verdict at the end, or at the first point at which a relation fails. ``low`` and
        ``high`` are the bounds of each cell within its own.
    """
    low, high = bounds.low, bounds.high
    while True:
        verdict = judge(relations, Bounds(low, high))
        least, most = np.maximum(low, verdict.low), np.minimum(high, verdict.high)
        if verdict.broken.any():
            return Verdict(verdict.broken, verdict.exact, least, most)
        empty = least > most
        if empty.any():
            of_empty = empty[relations.whole]
            np.logical_or.at(of_empty, relations.part_of, empty[relations.part])
            return Verdict(of_empty, verdict.exact, least, most)
        if (least == low).all() and (most == high).all():
            return Verdict(verdict.broken, verdict.exact, least, most)
        low, high = least, most


def _rounded(total: Ints, months: Ints) -> Ints:
    """The mean of ``months`` figures that add up to ``total``, rounded half up."""
    rounded: Ints = (2 * total + months) // (2 * months.clip(min=1))
    return rounded


def _wanted(relations: Relations, bounds: Bounds, months: Ints) -> tuple[Ints, Ints]:
    """For each relation the range in which the sum of its parts must lie."""
    low, high = bounds.low[relations.whole], bounds.high[relations.whole]
    mean_low = -((months - 2 * low * months) // 2)
    mean_high = -((-months - 2 * high * months) // 2) - 1
    averages = relations.averages
    return np.where(averages, mean_low, low), np.where(averages, mean_high, high)
