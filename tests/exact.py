"""Which values a hidden figure can have, worked out a second time and in another way.

It knows nothing of the generator. Relations are read off the keys of the figures, in plain
integers. What following them one by one excludes is impossible. The rest is wanted: a 0/1 program
over all hidden figures at once is asked again and again for numbers that have as many of the
wanted values as can be. They are checked in plain integers, so what is found is possible; when
none of what is left can be had, the program has proved that it is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

Key = tuple[str, ...]
Range = tuple[int, int]

GROUP, MEASURE = 2, 3
ALL = "alle"


@dataclass(frozen=True)
class Relation:
    """``least`` <= the sum of coefficient × hidden figure <= ``most``."""

    terms: tuple[tuple[Key, int], ...]
    least: int
    most: int

    def holds(self, values: Mapping[Key, int]) -> bool:
        """Whether it holds for some values."""
        return self.least <= sum(size * values[key] for key, size in self.terms) <= self.most


def relations(figures: Mapping[Key, int | None]) -> Iterator[Relation]:
    """Every relation of a report that has a hidden figure, from the definitions."""
    parts: dict[tuple[int, Key], list[Key]] = defaultdict(list)
    for key in figures:
        for column in range(2, len(key)):
            of_measure = column == GROUP and key[MEASURE] != ALL
            whole = (*key[:column], ALL, *key[column + 1 :])
            if key[0] == "maaned" and key[column] != ALL and not of_measure and whole in figures:
                parts[column, whole].append(key)
    for (_, whole), members in parts.items():
        yield _over_hidden(figures, {whole: -1} | dict.fromkeys(members, 1), 0, 0)
    of_codes: dict[Key, list[Key]] = defaultdict(list)
    for key in figures:
        if key[0] == "maaned":
            of_codes[key[2:]].append(key)
    for average in (key for key in figures if key[0] == "hittil_i_aar"):
        year, last = average[1][:4], average[1]
        months = [key for key in of_codes[average[2:]] if year <= key[1] <= last]
        count = len(months)
        # a = floor(s / m + 1/2), so 2 m a <= 2 s + m < 2 m (a + 1)
        sizes = {average: -2 * count} | dict.fromkeys(months, 2)
        yield _over_hidden(figures, sizes, -count, count - 1)


def _over_hidden(
    figures: Mapping[Key, int | None], sizes: Mapping[Key, int], least: int, most: int
) -> Relation:
    known = sum(size * (figures[key] or 0) for key, size in sizes.items())
    terms = tuple((key, size) for key, size in sizes.items() if figures[key] is None)
    return Relation(terms, least - known, most - known)


def narrowed(rows: Sequence[Relation], hidden: Sequence[Key]) -> dict[Key, Range]:
    """Bounds from following the relations one by one until they say no more."""
    ranges: dict[Key, Range] = dict.fromkeys(hidden, (0, 3))
    before: dict[Key, Range] = {}
    while ranges != before:
        before = dict(ranges)
        for row in rows:
            for key, size in row.terms:
                others = [(s, ranges[k]) for k, s in row.terms if k != key]
                least = row.least - sum(s * ends[s > 0] for s, ends in others)
                most = row.most - sum(s * ends[s < 0] for s, ends in others)
                if size < 0:
                    least, most, size = -most, -least, -size
                low, high = ranges[key]
                ranges[key] = max(low, -(-least // size)), min(high, most // size)
    return ranges


def possible_values(figures: Mapping[Key, int | None]) -> dict[Key, set[int]]:
    """The values that each hidden figure of a report can have.

    Args:
        figures: the figure of each key; None where it is hidden.
    """
    hidden = [key for key, value in figures.items() if value is None]
    rows = [row for row in relations(figures) if row.terms]
    ranges = narrowed(rows, hidden)
    found: dict[Key, set[int]] = {key: set() for key in hidden}
    wanted = {(key, v) for key, (low, high) in ranges.items() for v in range(low, high + 1)}
    program = _Program(rows, ranges)
    while wanted:
        values = program.with_most(wanted)
        assert all(row.holds(values) for row in rows)
        met = wanted & set(values.items())
        if not met:
            break
        wanted -= met
        for key, value in met:
            found[key].add(value)
    return found


class _Program:
    """A 0/1 variable for each value of each hidden figure, exactly one of them 1."""

    def __init__(self, rows: Sequence[Relation], ranges: Mapping[Key, Range]) -> None:
        self.hidden = hidden = list(ranges)
        may_be = [low <= v <= high for low, high in ranges.values() for v in range(4)]
        self.bounds = Bounds(0, np.array(may_be, int))
        place = {key: 4 * index for index, key in enumerate(hidden)}
        sums = lil_array((len(rows), 4 * len(hidden)))
        for index, row in enumerate(rows):
            for key, size in row.terms:
                for value in range(4):
                    sums[index, place[key] + value] = size * value
        one_each = lil_array(np.kron(np.eye(len(hidden)), np.ones(4)))
        self.constraints = [
            LinearConstraint(sums.tocsr(), [r.least for r in rows], [r.most for r in rows]),
            LinearConstraint(one_each.tocsr(), 1, 1),
        ]

    def with_most(self, wanted: Set[tuple[Key, int]]) -> dict[Key, int]:
        """Values for all that suit all relations, with as many of those wanted as can be."""
        worth = [-((key, value) in wanted) for key in self.hidden for value in range(4)]
        done = milp(
            worth,
            integrality=1,
            bounds=self.bounds,
            constraints=self.constraints,
            options={"mip_rel_gap": 1},  # many, not the very most; none only if there is none
        )
        assert done.status == 0, done.message
        chosen = done.x.reshape(-1, 4).argmax(axis=1).tolist()
        return dict(zip(self.hidden, chosen, strict=True))
