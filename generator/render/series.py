"""Series of figures, cut out of the observations for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.model.codelists import Break, CodeLists
from generator.model.dimensions import ALL, AVERAGE, COLUMNS, HIDDEN, MONTH
from generator.model.figures import Figure, Hidden, Place, Published

if TYPE_CHECKING:
    import pandas as pd

_READ: Final = (
    *("periodetype", "periode", *COLUMNS),
    *("antall", "status", "rapport", "linje", "kolonne", "revidert"),
)


@dataclass(frozen=True)
class Series:
    """The figures of one cell of the breakdowns, month by month (or by the year's average).

    Attributes:
        name: what the series is called on the page.
        figures: month ``YYYY-MM`` → figure, in the order of time; months without a report are
            not there.
        breaks: the known breaks that concern it, by month.
        averages: the report's own averages of the year so far, by the last month that each covers.
    """

    name: str
    figures: Mapping[str, Figure]
    breaks: tuple[Break, ...] = ()
    averages: Mapping[str, Figure] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.figures)

    @cached_property
    def last(self) -> str:
        """The newest month that has a figure."""
        return max(self.figures)

    @cached_property
    def newest(self) -> Figure:
        """The figure of the newest month."""
        return self.figures[self.last]

    @cached_property
    def published(self) -> dict[str, int]:
        """The months with a published figure, and the figure."""
        return {p: f.value for p, f in self.figures.items() if isinstance(f, Published)}

    @cached_property
    def stretches(self) -> dict[str, int]:
        """The months with a published figure, numbered so that neighbours have the same number.

        A line is drawn through each stretch; between them something is hidden or absent.
        """
        stretches: dict[str, int] = {}
        number, before = 0, -1
        for periode in sorted(self.published):
            index = month_index(periode)
            number += index != before + 1
            stretches[periode], before = number, index
        return stretches

    def broken_at(self, periode: str) -> bool:
        """Whether a break parts a month from the one before."""
        return any(each.maaned == periode for each in self.breaks)

    def called(self, name: str) -> Series:
        """The same series by another name."""
        return replace(self, name=name)

    def since(self, new_from: str) -> Series:
        """Without hidden months before a measure began (``YYYY-MM-DD``; empty changes nothing)."""
        begun = {p: f for p, f in self.figures.items() if not hidden_before(p, f, new_from)}
        return replace(self, figures=begun)

    def of_year(self, year: str) -> Series:
        """The part of one year."""
        averages = {p: f for p, f in self.averages.items() if p[:4] == year}
        return replace(self, figures=self.in_year(year), averages=averages)

    def average(self, year: str) -> Figure | None:
        """The newest average of a year."""
        return self.averages.get(max((p for p in self.averages if p[:4] == year), default=""))

    def in_year(self, year: str) -> dict[str, Figure]:
        """The figures of one year."""
        return {periode: f for periode, f in self.figures.items() if periode[:4] == year}


def begun(series: Iterable[Series], new_from: str) -> list[Series]:
    """Series since a measure began; as they are where a report has only what was before.

    Args:
        series: some series.
        new_from: validity of the measure, ``YYYY-MM-DD``, or empty.
    """
    every = list(series)
    return [since for each in every if (since := each.since(new_from))] or every


class Slice:
    """The observations that a page is about, for look-up by codes.

    Args:
        observations: some rows of the publication's observations.
        codelists: for the known breaks.
    """

    def __init__(self, observations: pd.DataFrame, codelists: CodeLists) -> None:
        self._codelists = codelists
        self._cells: dict[tuple[str, ...], dict[str, Figure]] = {}
        columns = (observations[column].tolist() for column in _READ)
        for kind, periode, *codes, antall, status, rapport, linje, kolonne, revised in zip(
            *columns, strict=True
        ):
            place = Place(rapport, linje, kolonne)
            hidden = status == HIDDEN
            figure: Figure = Hidden(place, revised) if hidden else Published(antall, place, revised)
            self._cells.setdefault((kind, *codes), {})[periode] = figure

    def __len__(self) -> int:
        return sum(len(figures) for figures in self._cells.values())

    def series(self, name: str, *codes: Mapping[str, str], **more: str) -> Series:
        """The months of one cell; a dimension that is not named is ``alle``.

        Args:
            name: what the series is called.
            codes: dimension → code.
            more: the same by keyword.
        """
        chosen: dict[str, str] = {}
        for each in (*codes, more):
            chosen |= each
        key = tuple(chosen.get(column, ALL) for column in COLUMNS)
        months = self._cells.get((MONTH, *key), {})
        averages = self._cells.get((AVERAGE, *key), {})
        return Series(name, months, self._codelists.breaks_of(chosen), averages)

    def figures(self) -> Iterator[Figure]:
        """Every figure, in no special order."""
        for figures in self._cells.values():
            yield from figures.values()


def hidden_before(periode: str, figure: Figure | None, new_from: str) -> bool:
    """Whether a figure is hidden because its measure did not exist yet in that month."""
    return isinstance(figure, Hidden) and len(new_from) == 10 and periode < new_from[:7]


def months_of(series: Iterable[Series]) -> list[str]:
    """Every month in which one of the series has a figure, in order."""
    return sorted({periode for each in series for periode in each.figures})


def years_of(series: Iterable[Series]) -> list[str]:
    """The years of :func:`months_of`, the newest first."""
    return sorted({periode[:4] for periode in months_of(series)}, reverse=True)


def by_year(series: Series, most: int = 5) -> list[Series]:
    """A series parted into years, the newest first, their months moved to one and the same year.

    Each is called by its year; breaks within a year no longer have a place and are left out.
    """
    years = sorted({periode[:4] for periode in series.figures}, reverse=True)[:most]
    return [Series(year, _moved(series.in_year(year))) for year in years]


def _moved(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {f"2000-{periode[5:]}": figure for periode, figure in figures.items()}


def month_index(periode: str) -> int:
    """Months since year 0, so that neighbours differ by one."""
    return int(periode[:4]) * 12 + int(periode[5:7]) - 1


def holes_in(months: Iterable[str]) -> list[tuple[str, str]]:
    """The stretches between the first and the last month for which there is no figure.

    Returns:
        The first and the last month missing of each, in order.
    """
    found = []
    ordered = sorted(months)
    for before, after in pairwise(ordered):
        first, last = month_index(before) + 1, month_index(after) - 1
        if first <= last:
            found.append((month_of(first), month_of(last)))
    return found


def month_of(index: int) -> str:
    """The month of a :func:`month_index`."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
