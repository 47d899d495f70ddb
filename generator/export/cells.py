"""Every observation with its names, joined once and cut by all pages and formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, AVERAGE, COLUMNS, HIDDEN
from generator.package.publication import Publication

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How a hidden figure is written where people read it, as in the reports.
STAR: Final = "*"
#: What every row of the long form holds beside the contract's columns: the names of the codes.
NAMED: Final = ("periodetype", *COLUMNS)


class Coded(NamedTuple):
    """A column as numbers into a list of values: a number an observation."""

    codes: NDArray[np.intp]
    values: tuple[str, ...]

    @property
    def text(self) -> NDArray[np.object_]:
        """The value of each observation."""
        return np.array(self.values, dtype=object)[self.codes]


class Time(NamedTuple):
    """A column of the cross table."""

    periodetype: str
    periode: str


@dataclass(frozen=True)
class Cells:
    """A publication's observations, column by column."""

    publication: Publication

    @property
    def codelists(self) -> CodeLists:
        """The code lists."""
        return self.publication.content.codelists

    def __len__(self) -> int:
        return len(self.publication.observations)

    # -- columns --------------------------------------------------------------------------------

    @cached_property
    def coded(self) -> Mapping[str, Coded]:
        """The columns that are categories, by name."""
        observations = self.publication.observations
        columns = {}
        for name in ("periodetype", "periode", *COLUMNS, "status", "rapport"):
            column = observations[name].astype("category").cat
            values = tuple(map(str, column.categories))
            columns[name] = Coded(column.codes.to_numpy().astype(np.intp), values)
        return columns

    @cached_property
    def names(self) -> Mapping[str, Coded]:
        """The names of the codes in bokmål, for the columns in ``NAMED``."""
        found = {}
        for name in NAMED:
            codes, values = self.coded[name]
            found[name] = Coded(codes, tuple(self.name(name, value) for value in values))
        return found

    def name(self, column: str, kode: str) -> str:
        """The name of a code of a column."""
        if column == "periodetype":
            return self._period_types[kode]
        return self.codelists.by_column[column][kode].navn

    @cached_property
    def fields(self) -> Mapping[str, Mapping[str, Any]]:
        """What the contract says of each column of the observations."""
        resources = self.publication.content.descriptor["resources"]
        schema = next(r["schema"] for r in resources if r["name"] == "observasjoner")
        return {field["name"]: field for field in schema["fields"]}

    @cached_property
    def _period_types(self) -> Mapping[str, str]:
        categories = self.fields["periodetype"]["categories"]
        return {each["value"]: each["label"] for each in categories}

    @cached_property
    def text(self) -> Mapping[str, NDArray[np.object_]]:
        """The category columns as text, and the names as ``<column>_navn``."""
        codes = {name: column.text for name, column in self.coded.items()}
        return codes | {f"{name}_navn": column.text for name, column in self.names.items()}

    @cached_property
    def hidden(self) -> NDArray[np.bool_]:
        """Which figures are hidden."""
        codes, values = self.coded["status"]
        return np.array([value == HIDDEN for value in values])[codes]

    @cached_property
    def antall(self) -> NDArray[np.object_]:
        """The figures as whole numbers, None where hidden."""
        figures = self.publication.observations["antall"].astype(object).to_numpy(copy=True)
        figures[self.hidden] = None
        return figures

    @cached_property
    def shown(self) -> NDArray[np.object_]:
        """The figures as people read them: whole numbers, ``*`` where hidden."""
        figures = self.antall.copy()
        figures[self.hidden] = STAR
        return figures

    def numbers(self, column: str) -> NDArray[np.int64]:
        """``linje`` or ``kolonne``."""
        values: NDArray[np.int64] = self.publication.observations[column].to_numpy(np.int64)
        return values

    @cached_property
    def years(self) -> NDArray[np.int64]:
        """The year of each observation's period."""
        codes, values = self.coded["periode"]
        return np.array([int(value[:4]) for value in values], np.int64)[codes]

    @cached_property
    def months(self) -> NDArray[np.int64]:
        """The number of the month of each observation's period, from 1."""
        codes, values = self.coded["periode"]
        return np.array([int(value[5:7]) for value in values], np.int64)[codes]

    # -- series and times -----------------------------------------------------------------------

    @cached_property
    def mask(self) -> NDArray[np.intp]:
        """For each observation which dimensions it is broken down by: bit ``i`` for the ``i``-th.

        A measure is in one group only, so with a measure its group is no breakdown of its own.
        """
        mask = np.zeros(len(self), np.intp)
        for bit, name in enumerate(COLUMNS):
            codes, values = self.coded[name]
            mask |= (np.array([value != ALL for value in values])[codes]).astype(np.intp) << bit
        group, measure = (1 << COLUMNS.index(name) for name in ("tiltaksgruppe", "tiltak"))
        return np.where(mask & measure, mask & ~group, mask)

    @cached_property
    def _series(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The first observation of each series, in the order of the code lists; and the series."""
        key = np.zeros(len(self), np.int64)
        few_first = np.bitwise_count(self.mask).astype(np.int64) << len(COLUMNS) | self.mask
        kind = np.unique(few_first, return_inverse=True)[1]
        ranks = [self._rank(name) for name in COLUMNS]
        for rank in (*ranks[:2], kind, *ranks[2:]):
            key = key * (int(rank.max(initial=0)) + 1) + rank
        _, first, series = np.unique(key, return_index=True, return_inverse=True)
        return first, series

    def _rank(self, column: str) -> NDArray[np.int64]:
        codes, values = self.coded[column]
        codelist = self.codelists.by_column[column]
        return np.array([codelist[value].rekkefoelge for value in values], np.int64)[codes]

    @property
    def series(self) -> NDArray[np.intp]:
        """For each observation its series: what it is about, whatever the time."""
        return self._series[1]

    @property
    def first_of_series(self) -> NDArray[np.intp]:
        """For each series one observation of it."""
        return self._series[0]

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Every kind of period with its period: months first, then averages, each by date."""
        kinds, periods = self.coded["periodetype"].values, self.coded["periode"].values
        pairs = [(kind == AVERAGE, period, kind) for kind in kinds for period in periods]
        return tuple(Time(kind, period) for _, period, kind in sorted(pairs))

    @cached_property
    def time(self) -> NDArray[np.intp]:
        """For each observation its place in ``times``."""
        kinds, periods = self.coded["periodetype"], self.coded["periode"]
        place = {time: number for number, time in enumerate(self.times)}
        table = np.array([[place[Time(k, p)] for p in periods.values] for k in kinds.values])
        times: NDArray[np.intp] = table[kinds.codes, periods.codes]
        return times
