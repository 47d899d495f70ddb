"""Figures that leave the pattern of their own series by far: what no sum may be able to tell.

A series is a row of a report, month by month. Counts differ by factors, so all is reckoned on a
log scale. A figure is a leap only if it is all of these:

* far from the median of the published months around it, both by a factor and by persons;
* many times further off than the series is wont to be: 1.4826 · the median absolute deviation of
  the series (which estimates a standard deviation, Huber 1981), with the chance of small counts;
* outside everything around it, a hidden month being as small as can be. So growth and decline,
  a new measure or one that is phased out, are no leaps.

Every July dips: it is no neighbour of other months, and itself a leap only if it is enormous. The
first and the last month of a series are judged from one side alone, with more care. Hidden months
are missing: nothing is worked out of them or about them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from generator.check.telling import what
from generator.model.dimensions import COLUMNS, MONTH
from generator.model.findings import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from generator.check.relations import Ints
    from generator.check.system import System

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]


class Limit(NamedTuple):
    """How far off a figure must be: a factor, and how many times what the series is wont to be."""

    factor: float
    scales: float


#: A leading 1 that is lost in front of a 9 leaves hardly more than half: 1 934 → 934.
BETWEEN: Final = Limit(1.9, 4)
AT_AN_END: Final = Limit(3, 5)
IN_JULY: Final = Limit(5, 4)
#: Persons: what is less is not worth a look.
LEAST: Final = 30
#: A figure must lie so far outside its neighbours: a factor.
OUTSIDE: Final = 1.25
#: What the quietest series is wont to be off by, and what one is that is too short to tell.
_FLOOR: Final = 0.06
_UNTOLD: Final = 0.3
#: A new measure grows the faster the newer it is (92, 570, 1 116): so many times the step between
#: the two months beside it may lead to the first one of a series, or to the last.
_STEEPER: Final = 3
#: So many months must be there for a median to mean anything.
_FEWEST: Final = 3
_NEAR: Final = (-2, -1, 1, 2)
_FAR: Final = (-4, -3, *_NEAR, 3, 4)
_JULY: Final = "07"


class Leaps(NamedTuple):
    """Which figures leap, and what stands around each; both of shape (series, months).

    Attributes:
        leaps: which figures leap.
        around: the median of the months that a figure is held against: persons, NaN if too few.
    """

    leaps: Flags
    around: Floats


def leap_findings(system: System, path: str) -> list[Finding]:
    """A warning for each figure that leaves the pattern of its own series by far.

    Args:
        system: the cells of one report.
        path: the report's file to show.
    """
    monthly = np.flatnonzero((system.frame["periodetype"] == MONTH).to_numpy())
    if not len(monthly):
        return []
    cells, months = _series(system, monthly)
    antall = system.frame["antall"].to_numpy(np.float64, na_value=np.nan)
    counts = np.where(cells >= 0, antall[cells], np.nan)
    found = leaps_in(counts, np.array([month.endswith(_JULY) for month in months]))
    last = len(months) - 1
    return [
        _finding(system, int(cells[row, at]), found.around[row, at], path, newest=at == last)
        for row, at in np.argwhere(found.leaps).tolist()
    ]


def leaps_in(counts: Floats, july: Flags) -> Leaps:
    """Find the figures that leave the pattern of their own series.

    Args:
        counts: persons, a row a series and a column a month, in order; NaN where a figure is
            hidden or not printed. Shape (series, months).
        july: which months are a July; shape (months,).
    """
    logs = np.log(np.where(counts > 0, counts, np.nan))
    usual = np.where(july, np.nan, logs)
    between = _any(_beside(usual, (-2, -1))) & _any(_beside(usual, (1, 2)))
    around = np.where(between, _around(usual, _NEAR), _around(usual, _FAR))
    off = logs - around
    chance = np.exp(-around) + np.exp(-logs)
    scale = np.sqrt(_wont(np.where(july | ~between, np.nan, off)) ** 2 + _FLOOR**2 + chance)
    factor, scales = (
        np.where(july, july_limit, np.where(between, usual_limit, end_limit))
        for july_limit, usual_limit, end_limit in zip(IN_JULY, BETWEEN, AT_AN_END, strict=True)
    )
    far = np.abs(off) >= np.maximum(np.log(factor), scales * scale)
    large = np.abs(counts - np.exp(around)) >= LEAST
    return Leaps(far & large & _outside(logs, usual, between), np.exp(around))


def _around(usual: Floats, offsets: Iterable[int]) -> Floats:
    """The median of the months beside each; NaN where there are too few to tell."""
    beside = _beside(usual, offsets)
    return np.where(_counted(beside) >= _FEWEST, _median(beside), np.nan)


def _outside(logs: Floats, usual: Floats, between: Flags) -> Flags:
    """Which figures lie outside all months near them and, at an end, where these would lead."""
    beside = _beside(logs, _NEAR)
    inside = _beside(np.zeros_like(logs), _NEAR) == 0
    hidden = _any(np.where(inside & np.isnan(beside), 0.0, np.nan))
    low = np.where(hidden, -np.inf, np.fmin.reduce(beside))
    high = np.fmax.reduce(beside)
    for nearest, next_one in ((-1, -2), (1, 2)):
        one, other = _beside(usual, (nearest, next_one))
        led = np.where(between, np.nan, one + _STEEPER * (one - other))
        low, high = np.fmin(low, led), np.fmax(high, led)
    outside: Flags = (logs > high + np.log(OUTSIDE)) | (logs < low - np.log(OUTSIDE))
    return outside


def _beside(values: Floats, offsets: Iterable[int]) -> Floats:
    """The values so many months away; shape (offsets, series, months), NaN beyond the ends."""
    reach, months = max(_FAR), values.shape[1]
    padded = np.pad(values, ((0, 0), (reach, reach)), constant_values=np.nan)
    return np.stack([padded[:, reach + by : reach + by + months] for by in offsets])


def _counted(values: Floats) -> Ints:
    counted: Ints = (~np.isnan(values)).sum(axis=0)
    return counted


def _any(values: Floats) -> Flags:
    some: Flags = _counted(values) > 0
    return some


def _median(values: Floats) -> Floats:
    """The median along the first axis of what is not NaN; NaN where nothing is."""
    ordered = np.sort(values, axis=0)
    count = _counted(values)[None]
    lower = np.take_along_axis(ordered, (count - 1).clip(min=0) // 2, axis=0)
    upper = np.take_along_axis(ordered, count // 2, axis=0)
    middle: Floats = ((lower + upper) / 2)[0]
    return middle


def _wont(off: Floats) -> Floats:
    """How far each series is wont to be off, as a standard deviation; shape (series, 1)."""
    enough = _counted(off.T) >= _FEWEST
    return np.where(enough, 1.4826 * _median(np.abs(off.T)), _UNTOLD)[:, None]


# -- from observations to series ----------------------------------------------------------------


def _series(system: System, monthly: Ints) -> tuple[Ints, list[str]]:
    """The cells as a matrix, a row a series and a column a month; −1 where there is none."""
    frame = system.frame.iloc[monthly]
    row = frame.groupby(list(COLUMNS), observed=True, sort=False).ngroup().to_numpy()
    codes, column = np.unique(frame["periode"].cat.codes.to_numpy(), return_inverse=True)
    cells = np.full((row.max() + 1, len(codes)), -1, np.int64)
    cells[row, column] = monthly
    return cells, frame["periode"].cat.categories[codes].tolist()


def _finding(system: System, cell: int, around: float, path: str, *, newest: bool) -> Finding:
    count = int(system.frame["antall"].iloc[cell])
    ratio = count / around
    times = f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
    beside = "before" if newest else "around"
    message = (
        f"{what(system, cell)} is {count}, about {times} times the months {beside} it "
        f"(median {around:.0f})"
    )
    hint = "compare the figure with the report; a true leap may stay"
    place = (path, int(system.line[cell]), int(system.column[cell]))
    return Finding(*place, "time-leap", message, hint, "warning")
