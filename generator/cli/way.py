"""The way of one figure: from the line of a report to the data, and what it must agree with.

Nothing is worked out of a hidden figure: an equation is told as the report prints it, with ``*``
in it, and no part of it is added up. What an older report prints and the newest one hides is not
repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from generator.check.figures import DESCRIPTIONS, check_figures
from generator.check.naming import described, when_of
from generator.check.relations import AVERAGE_CHECK, KINDS, bounds_of, relations_of
from generator.check.repeats import Repeats
from generator.check.system import System
from generator.cli.query import Codes, Period
from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, AVERAGE, COLUMNS, HIDDEN, PERIOD
from generator.model.language import BOKMAAL
from generator.package.publication import publish
from generator.read.content import Content
from generator.recognise.layout import AVERAGE_NAME
from generator.recognise.values import Recognised

if TYPE_CHECKING:
    import pandas as pd

#: Stands for a figure of an older report that the newest one hides.
WITHHELD: Final = "…"


@dataclass(frozen=True, slots=True)
class Named:
    """A code of a dimension with its name."""

    dimension: str
    kode: str
    navn: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A place in a report, and the cell as it is printed there; ``WITHHELD`` if it is not told."""

    rapport: str
    linje: int
    kolonne: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """How a label was understood that is printed otherwise than the code is named."""

    trykt: str
    code: Named
    how: str


@dataclass(frozen=True, slots=True)
class Term:
    """A cell in an equation: its name there, where it stands, and whether it was asked for."""

    name: str
    place: Printed
    asked: bool


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation that the figure takes part in.

    Attributes:
        kontroll: the check, as in the resource ``kontroller``.
        about: what the check is about, as there.
        holds: how it holds, in words.
        whole: the whole.
        parts: its parts.
    """

    kontroll: str
    about: str
    holds: str
    whole: Term
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A figure with all that is known of where it comes from.

    Attributes:
        name: what it is about, in words.
        codes: what it is broken down by.
        periodetype: as in the data.
        periode: as in the data.
        antall: persons, None if it is hidden.
        status: as in the data.
        file: the file of the report that it is taken from.
        place: where it first stands in that report.
        cells: that line cell by cell, the label first.
        repairs: what was repaired in the label; empty if it is printed as a code list has it.
        others: the other places in the report that print the same figure.
        older: the places in reports that this one replaces.
        equations: the relations that it takes part in.
    """

    name: str
    codes: tuple[Named, ...]
    periodetype: str
    periode: str
    antall: int | None
    status: str
    file: str
    place: Printed
    cells: tuple[str, ...]
    repairs: tuple[Repaired, ...]
    others: tuple[Printed, ...]
    older: tuple[Printed, ...]
    equations: tuple[Equation, ...]


class Ways:
    """Answers for single figures of the reports of a content folder."""

    def __init__(self, content: Content, reports: Sequence[Recognised]) -> None:
        self.codelists = content.codelists
        checked = [check_figures(report, content.codelists) for report in reports]
        publication = publish(content, reports, checked)
        self._observations = publication.observations
        self._sources: dict[str, _Source] = {}
        for report, each in zip(reports, checked, strict=True):
            id = report.report.origin.id
            withheld = publication.revisions.withheld_places(id, report.cells)
            self._sources[id] = _Source(report, each.observations, withheld, self.codelists)

    def find(self, codes: Codes, period: Period) -> Way | None:
        """The way of the cell with these codes in a period; None if no report prints it."""
        found = self._observations[_at(self._observations, codes, period)]
        return None if found.empty else self._way(codes, period, str(found["rapport"].iloc[0]))

    def periods(self, codes: Codes) -> list[Period]:
        """The periods for which a report prints the cell."""
        found = self._observations[_at(self._observations, codes)]
        return [Period(*pair) for pair in found[list(PERIOD)].astype(str).itertuples(index=False)]

    def name(self, codes: Codes, period: Period) -> str:
        """A cell in words: «Mentor, Oslo for august 2024»."""
        return f"{self.described(codes)} for {when_of(*period)}"

    def described(self, codes: Codes) -> str:
        """Codes in words: «Mentor, Oslo»; a group and a measure can share a name, so it is told."""
        name = described({column: codes.get(column, ALL) for column in COLUMNS}, self.codelists)
        return f"{name} (tiltaksgruppe)" if list(codes) == ["tiltaksgruppe"] else name

    def _way(self, codes: Codes, period: Period, rapport: str) -> Way:
        source = self._sources[rapport]
        cell = int(np.flatnonzero(_at(source.frame, codes, period))[0])
        place = source.place(cell)
        count = source.frame["antall"].iloc[cell]
        status = str(source.frame["status"].iloc[cell])
        replaced = [other for id, other in self._sources.items() if id != rapport]
        return Way(
            name=self.name(codes, period),
            codes=tuple(
                self._named(column, codes[column]) for column in COLUMNS if column in codes
            ),
            periodetype=period.periodetype,
            periode=period.periode,
            antall=None if status == HIDDEN else int(count),
            status=status,
            file=source.recognised.grid.path,
            place=place,
            cells=source.cells(place.linje),
            repairs=tuple(self._repaired(source, place.linje)),
            others=tuple(each for each in source.printed(codes, period) if each != place),
            older=tuple(each for other in replaced for each in other.printed(codes, period)),
            equations=tuple(source.equations(cell)),
        )

    def _named(self, column: str, kode: str) -> Named:
        return Named(column, kode, self.codelists.by_column[column][kode].navn)

    def _repaired(self, source: _Source, line: int) -> Iterator[Repaired]:
        for repair in source.recognised.repairs:
            if repair.linje == line:
                code = self._named(repair.dimensjon, repair.kode)
                yield Repaired(repair.trykt, code, repair.maate)


class _Source:
    """A report as a source of figures.

    Attributes:
        recognised: the report as it was read.
        frame: its observations, a row a cell.
    """

    def __init__(
        self,
        recognised: Recognised,
        frame: pd.DataFrame,
        withheld: set[tuple[int, int]],
        codelists: CodeLists,
    ) -> None:
        self.recognised, self.frame = recognised, frame
        self._withheld, self._codelists = withheld, codelists

    @cached_property
    def _system(self) -> System:
        bounds = Repeats(self.recognised.cells, self.frame).widened(bounds_of(self.frame))
        return System(self.frame, relations_of(self.frame), bounds, self._codelists)

    def cells(self, line: int) -> tuple[str, ...]:
        """The cells of a line, the label first."""
        label, *cells = self.recognised.grid.lines[line - 1].cells
        told = (self._told(line, column, text) for column, text in enumerate(cells, 1))
        return label, *told

    def _told(self, line: int, column: int, text: str) -> str:
        return WITHHELD if (line, column) in self._withheld else text

    def _printed(self, line: int, column: int, text: str) -> Printed:
        rapport = self.recognised.report.origin.id
        return Printed(rapport, line, column, self._told(line, column, text))

    def place(self, cell: int) -> Printed:
        """Where a cell first stands."""
        row = self.frame.iloc[cell]
        return self._printed(int(row["linje"]), int(row["kolonne"]), str(row["tekst"]))

    def printed(self, codes: Codes, period: Period) -> list[Printed]:
        """Every place that prints the cell with these codes, by line."""
        cells = self.recognised.cells
        found = cells[_at(cells, codes, period)].sort_values(["linje", "kolonne"])
        columns = (found[name].tolist() for name in ("linje", "kolonne", "tekst"))
        return [self._printed(*place) for place in zip(*columns, strict=True)]

    # -- equations --------------------------------------------------------------------------------

    def equations(self, cell: int) -> Iterator[Equation]:
        """The relations that a cell is the whole or a part of."""
        relations = self._system.relations
        as_part = relations.part_of[relations.part == cell]
        for relation in np.union1d(np.flatnonzero(relations.whole == cell), as_part).tolist():
            yield self._equation(relation, cell)

    def _equation(self, relation: int, asked: int) -> Equation:
        kontroll = KINDS[self._system.relations.kind[relation]]
        whole, *parts = self._system.cells_of(relation)
        parts.sort(key=lambda part: (self._system.line[part], self._system.column[part]))
        return Equation(
            kontroll=kontroll,
            about=DESCRIPTIONS[kontroll],
            holds=self._holds(relation, (whole, *parts)),
            whole=Term(self._whole_name(whole), self.place(whole), whole == asked),
            parts=tuple(
                Term(self._part_name(kontroll, part), self.place(part), part == asked)
                for part in parts
            ),
        )

    def _holds(self, relation: int, cells: Sequence[int]) -> str:
        hidden = int((self.frame["status"].iloc[list(cells)] == HIDDEN).sum())
        if relation in self._system.failing:
            return "does not hold: see what «validate» says"
        if not hidden:
            return "holds exactly"
        return f"holds within the bounds of {hidden} hidden figure{'s' * (hidden > 1)}"

    def _whole_name(self, cell: int) -> str:
        row = self.frame.iloc[cell]
        name = described({column: row[column] for column in COLUMNS}, self._codelists)
        return f"{name}, {AVERAGE_NAME}" if row["periodetype"] == AVERAGE else name

    def _part_name(self, kontroll: str, cell: int) -> str:
        row = self.frame.iloc[cell]
        if kontroll == AVERAGE_CHECK:
            return BOKMAAL.month_name(row["periode"])
        column = kontroll.removeprefix("sum-")
        return self._codelists.by_column[column][row[column]].navn


def _at(frame: pd.DataFrame, codes: Codes, period: Period | None = None) -> pd.Series[bool]:
    """Which rows have these codes, and ``alle`` in every other dimension."""
    wanted = {column: codes.get(column, ALL) for column in COLUMNS}
    wanted |= dict(zip(PERIOD, period, strict=True)) if period else {}
    at = frame["linje"] > 0
    for column, value in wanted.items():
        at &= frame[column] == value
    return at
