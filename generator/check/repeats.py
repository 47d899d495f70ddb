"""Figures that a report prints in more than one place: they must be the same in all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from generator.check.relations import Bounds
from generator.check.telling import what
from generator.model.dimensions import HIDDEN_MAX, KEY
from generator.model.findings import Finding

if TYPE_CHECKING:
    import pandas as pd

    from generator.check.system import System

_HIDDEN = -1


class Repeats:
    """The cells that stand in several places.

    Attributes:
        count: how many places repeat a figure that stands somewhere before.
        places: each place of a repeated cell: ``linje``, ``kolonne``, ``tekst``, ``verdi`` (−1 is
            hidden) and ``celle``, the cell's row in the observations.
        differing: the cells that are not printed alike everywhere.
    """

    def __init__(self, cells: pd.DataFrame, frame: pd.DataFrame) -> None:
        keys = list(KEY)
        self.count = len(cells) - len(frame)
        places = cells[cells.duplicated(keys, keep=False)].sort_values(["linje", "kolonne"])
        numbered = frame[keys].assign(celle=np.arange(len(frame)))
        self.places = places.merge(numbered, on=keys, how="left")
        self.places["verdi"] = self.places["antall"].fillna(_HIDDEN).astype("int64")
        span = self.places.groupby("celle")["verdi"].agg(["min", "max"])
        self.differing: list[int] = span.index[span["min"] != span["max"]].tolist()

    def of(self, cell: int) -> pd.DataFrame:
        """The places of one cell."""
        return self.places[self.places["celle"] == cell]

    def widened(self, bounds: Bounds) -> Bounds:
        """Bounds in which a cell that is printed in several ways may be any of them."""
        low, high = bounds.low.copy(), bounds.high.copy()
        for cell in self.differing:
            printed = self.of(cell)["verdi"].to_numpy()
            largest = [HIDDEN_MAX if value == _HIDDEN else value for value in printed]
            low[cell], high[cell] = max(printed.min(), 0), max(largest)
        return Bounds(low, high)


def repeat_findings(repeats: Repeats, system: System, path: str) -> list[Finding]:
    """A finding for each cell that differs; one for a row where most of its cells do."""
    of_line: dict[int, list[Finding]] = defaultdict(list)
    for cell in repeats.differing:
        finding = _finding(repeats.of(cell), cell, system, path)
        of_line[finding.line].append(finding)
    found: list[Finding] = []
    for line, findings in of_line.items():
        together = _row_finding(repeats, line, findings, path) if len(findings) > 2 else None
        found += [together] if together else findings
    return found


def _finding(places: pd.DataFrame, cell: int, system: System, path: str) -> Finding:
    """The place to look at first: against the relations, else in the minority, else last."""
    low, high = system.verdict.low[cell], system.verdict.high[cell]
    least = places["verdi"].clip(lower=0)
    most = least.where(places["verdi"] != _HIDDEN, HIDDEN_MAX)
    often = places["verdi"].map(places["verdi"].value_counts())
    order = places.assign(suits=(most >= low) & (least <= high), often=often)
    order = order.sort_values(["suits", "often", "linje"], ascending=[True, True, False])
    wrong, other = order.iloc[0], order[order["verdi"] != order["verdi"].iloc[0]].iloc[0]
    message = (
        f"{what(system, cell)} is printed as {wrong['tekst']} here and as {other['tekst']} "
        f"on line {other['linje']}, column {other['kolonne']}"
    )
    hint = "compare both places with the report"
    place = (int(wrong["linje"]), int(wrong["kolonne"]))
    return Finding(path, *place, "repeat-differs", message, hint)


def _row_finding(repeats: Repeats, line: int, findings: list[Finding], path: str) -> Finding | None:
    """What happened to a whole row: its figures are another row's, or its own a column off."""
    here = repeats.places[repeats.places["linje"] == line].sort_values("kolonne")
    others = repeats.places[repeats.places["linje"] != line]
    elsewhere = others.drop_duplicates("celle").set_index("celle")["verdi"]
    should = here["celle"].map(elsewhere).to_list()
    printed = here["verdi"].to_list()
    lines = sorted(set(others[others["celle"].isin(here["celle"])]["linje"]))
    seen = ", ".join(map(str, lines[:3]))
    if any(printed == should[-by:] + should[:-by] for by in (1, -1)):
        message = f"the figures of the row stand a column off: on line {seen} they stand otherwise"
        return Finding(
            path, line, 0, "row-shifted", message, "move the figures back in their columns"
        )
    message = f"{len(findings)} figures of the row differ from what line {seen} prints for the same"
    hint = "were two labels exchanged, or is it another row's figures?"
    return Finding(path, line, 0, "labels-exchanged", message, hint)
