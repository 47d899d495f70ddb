"""The figures of a report against each other: repeats, sums and averages.

A wrong figure is looked for among the cells of the relations that fail: the one whose change
alone would make all of them hold, and break none of those that hold around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from generator.check.relations import (
    AVERAGE_CHECK,
    KINDS,
    Bounds,
    Relations,
    Verdict,
    bounds_of,
    judge,
    relations_of,
)
from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, AVERAGE, COLUMNS, HIDDEN, KEY
from generator.model.findings import Finding
from generator.recognise.layout import MONTHS
from generator.recognise.report import observations
from generator.recognise.values import Recognised

if TYPE_CHECKING:
    import pandas as pd


REPEAT_CHECK: Final = "gjentakelse"
#: What each check is about, for the resource ``kontroller`` (bokmål, as published).
DESCRIPTIONS: Final = {
    "sum-tiltaksgruppe": "Alle tiltak er summen av tiltaksgruppene",
    "sum-tiltak": "Tiltaksgruppen er summen av tiltakene i den",
    "sum-hovedgruppe": "Alle deltakere er summen av hovedgruppene",
    "sum-kjonn": "Begge kjønn er summen av kvinner og menn",
    "sum-fylke": "Landet er summen av fylkene, øvrige områder og ukjent",
    "sum-alder": "Alle aldre er summen av aldersgruppene",
    "sum-innvandring": "Alle er summen av innvandrere og ikke innvandrere",
    "sum-verdensdel": "Alle er summen av verdensdelene og ukjent",
    "sum-utdanning": "Alle er summen av utdanningsnivåene og uoppgitt",
    AVERAGE_CHECK: "Gjennomsnittet hittil i år er snittet av månedene, rundet av",
    REPEAT_CHECK: "Et tall som står flere steder, er det samme alle stedene",
}


class Check(NamedTuple):
    """A row of the resource ``kontroller``."""

    rapport: str
    kontroll: str
    beskrivelse: str
    antall: int
    eksakte: int
    innenfor: int
    brudd: int


@dataclass(frozen=True)
class Checked:
    """The observations of one report with the result of checking them.

    Attributes:
        observations: each distinct cell once: the key columns, ``antall`` (Int64), ``status``,
            ``linje``, ``kolonne``; sorted by key.
        checks: one a kind of check that applies to the report.
        findings: every breach.
    """

    observations: pd.DataFrame
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


def check_figures(recognised: Recognised, codelists: CodeLists) -> Checked:
    """Check a report's figures against each other.

    Args:
        recognised: the report as it was read.
        codelists: names for the messages.
    """
    frame = observations(recognised.cells)
    repeats = _Repeats(recognised.cells, frame)
    relations = relations_of(frame)
    bounds = repeats.widened(bounds_of(frame))
    verdict = judge(relations, bounds)
    teller = _Teller(recognised, codelists, frame, relations, bounds, verdict)
    findings = [*teller.repeats(repeats), *teller.breaches()]
    checks = (*_checks(recognised.report.origin.id, relations, verdict), repeats.check(recognised))
    return Checked(frame, tuple(c for c in checks if c.antall), tuple(sorted(findings)))


def _checks(rapport: str, relations: Relations, verdict: Verdict) -> list[Check]:
    checks = []
    for number, kind in enumerate(KINDS):
        of_kind = relations.kind == number
        broken = int((of_kind & verdict.broken).sum())
        exact = int((of_kind & verdict.exact & ~verdict.broken).sum())
        total = int(of_kind.sum())
        within = total - exact - broken
        checks.append(Check(rapport, kind, DESCRIPTIONS[kind], total, exact, within, broken))
    return checks


class _Repeats:
    """Cells that the report prints in more than one place."""

    def __init__(self, cells: pd.DataFrame, frame: pd.DataFrame) -> None:
        keys = list(KEY)
        self.count = len(cells) - len(frame)
        places = cells.sort_values(["linje", "kolonne"])
        value = places["antall"].fillna(-1).astype("int64")
        repeated = places[places.duplicated(keys, keep=False)].assign(verdi=value)
        self.cell = repeated.merge(
            frame[keys].assign(cell=np.arange(len(frame))), on=keys, how="left"
        )["cell"].to_numpy(np.int64)
        self.places = repeated
        span = repeated.groupby(self.cell)["verdi"].agg(["min", "max"])
        self.differing: list[int] = span.index[span["min"] != span["max"]].tolist()

    def widened(self, bounds: Bounds) -> Bounds:
        """Bounds in which a cell printed in two ways may be either."""
        low, high = bounds.low.copy(), bounds.high.copy()
        for cell in self.differing:
            printed = self.places["verdi"].to_numpy()[self.cell == cell]
            low[cell], high[cell] = max(printed.min(), 0), max(printed.max(), 3)
        return Bounds(low, high)

    def check(self, recognised: Recognised) -> Check:
        differ = len(self.differing)
        rapport = recognised.report.origin.id
        text = DESCRIPTIONS[REPEAT_CHECK]
        return Check(rapport, REPEAT_CHECK, text, self.count, self.count - differ, 0, differ)


class _Teller:
    """Says in words which cells do not agree, and which one is most likely wrong."""

    def __init__(
        self,
        recognised: Recognised,
        codelists: CodeLists,
        frame: pd.DataFrame,
        relations: Relations,
        bounds: Bounds,
        verdict: Verdict,
    ) -> None:
        self.recognised, self.codelists, self.frame = recognised, codelists, frame
        self.relations, self.bounds, self.verdict = relations, bounds, verdict

    # -- repeats --------------------------------------------------------------------------------

    def repeats(self, repeats: _Repeats) -> list[Finding]:
        return [
            self._repeat(repeats.places[repeats.cell == cell], cell) for cell in repeats.differing
        ]

    def _repeat(self, places: pd.DataFrame, cell: int) -> Finding:
        """The place to look at first: against the relations, else in the minority, else last."""
        suits = (
            places["verdi"].clip(lower=0).between(self.verdict.low[cell], self.verdict.high[cell])
        )
        often = places["verdi"].map(places["verdi"].value_counts())
        order = places.assign(suits=suits, often=often).sort_values(
            ["suits", "often", "linje"], ascending=[True, True, False]
        )
        wrong, other = order.iloc[0], order[order["verdi"] != order["verdi"].iloc[0]].iloc[0]
        message = (
            f"{self._what(cell)} is printed as {wrong['tekst']} here and as {other['tekst']} "
            f"on line {other['linje']}, column {other['kolonne']}"
        )
        hint = "compare both places with the report"
        place = (int(wrong["linje"]), int(wrong["kolonne"]))
        return Finding(self.recognised.grid.path, *place, "repeat-differs", message, hint)

    # -- breaches -------------------------------------------------------------------------------

    def breaches(self) -> list[Finding]:
        left = set(np.flatnonzero(self.verdict.broken).tolist())
        findings = []
        while left:
            cell, explained = self._suspect(left)
            findings.append(self._breach(cell, sorted(explained)))
            left -= explained
        return findings

    def _suspect(self, left: set[int]) -> tuple[int, set[int]]:
        """The cell that explains most of the failing relations, and those."""
        member: dict[int, set[int]] = {}
        for relation in left:
            for cell in self._cells(relation):
                member.setdefault(cell, set()).add(relation)
        cell = max(member, key=lambda c: (self._mends(c), len(member[c]), -self._holding(c), -c))
        return cell, member[cell]

    def _cells(self, relation: int) -> list[int]:
        whole = int(self.relations.whole[relation])
        return [whole, *self.relations.parts_of(relation).tolist()]

    def _mends(self, cell: int) -> bool:
        return bool(self.verdict.low[cell] <= self.verdict.high[cell])

    def _holding(self, cell: int) -> int:
        """How many relations of a cell hold exactly: they speak for it."""
        sound = self.verdict.exact & ~self.verdict.broken
        as_part = sound[self.relations.part_of[self.relations.part == cell]].sum()
        return int(as_part + sound[self.relations.whole == cell].sum())

    def _breach(self, cell: int, relations: list[int]) -> Finding:
        row = self.frame.iloc[cell]
        path = self.recognised.grid.path
        message = f"{self._what(cell)} is {self._value(cell)}; {self._call(cell)}"
        shown = "; ".join(self._relation(relation) for relation in relations[:4])
        more = f"; and {len(relations) - 4} more" if len(relations) > 4 else ""
        averages = all(self.relations.averages[relation] for relation in relations)
        code = "average-breach" if averages else "sum-breach"
        hint = "a figure was misread, or a row was lost or doubled"
        message = f"{message}: {shown}{more}"
        return Finding(path, int(row["linje"]), int(row["kolonne"]), code, message, hint)

    def _call(self, cell: int) -> str:
        low, high = int(self.verdict.low[cell]), int(self.verdict.high[cell])
        if low == high:
            return f"the relations call for {low}"
        if low < high:
            return f"the relations call for {low} to {high}"
        return "no value of this cell alone suits all relations"

    def _relation(self, relation: int) -> str:
        whole = int(self.relations.whole[relation])
        parts = self.relations.parts_of(relation)
        low, high = self.bounds.low[parts].sum(), self.bounds.high[parts].sum()
        total = str(low) if low == high else f"{low} to {high}"
        kind = KINDS[self.relations.kind[relation]]
        what = "the months add up to" if kind == AVERAGE_CHECK else f"parts by {kind[4:]} give"
        places = ", ".join(self._place(part) for part in parts[:3].tolist())
        more = f" and {len(parts) - 3} more" if len(parts) > 3 else ""
        return f"{self._value(whole)} at {self._place(whole)}, {what} {total} ({places}{more})"

    def _place(self, cell: int) -> str:
        row = self.frame.iloc[cell]
        return f"{row['linje']}:{row['kolonne']}"

    def _value(self, cell: int) -> str:
        row = self.frame.iloc[cell]
        return "*" if row["status"] == HIDDEN else str(row["antall"])

    def _what(self, cell: int) -> str:
        row = self.frame.iloc[cell]
        names = [
            self.codelists.by_column[column][row[column]].navn
            for column in COLUMNS
            if row[column] != ALL and not (column == "tiltaksgruppe" and row["tiltak"] != ALL)
        ]
        when = f"{MONTHS[int(row['periode'][5:]) - 1]} {row['periode'][:4]}"
        if row["periodetype"] == AVERAGE:
            when = f"gjennomsnitt til {when}"
        return f"«{', '.join(names) or 'I alt'}» for {when}"
