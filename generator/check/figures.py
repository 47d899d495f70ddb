"""The figures of a report against each other: repeats, sums, averages, and tables side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.check.absent import Missed
from generator.check.leaps import leap_findings
from generator.check.relations import AVERAGE_CHECK, KINDS, bounds_of, relations_of
from generator.check.repeats import Repeats, repeat_findings
from generator.check.sheets import Sheets
from generator.check.structure import structure_findings
from generator.check.suspects import explain
from generator.check.system import System
from generator.check.telling import breach_findings, lost_codes
from generator.model.codelists import CodeLists
from generator.model.findings import Finding
from generator.recognise.report import observations
from generator.recognise.values import Recognised

if TYPE_CHECKING:
    import pandas as pd

REPEAT_CHECK: Final = "gjentakelse"
#: What each check is about, for the resource ``kontroller`` (bokmål, as published).
DESCRIPTIONS: Final = {
    "sum-tiltaksgruppe": "Alle tiltak er summen av tiltaksgruppene",
    "sum-tiltak": "Tiltaksgruppa er summen av tiltakene i den",
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
        codelists: which codes belong together, and names for the messages.
    """
    frame = observations(recognised.cells)
    repeats = Repeats(recognised.cells, frame)
    bounds = repeats.widened(bounds_of(frame))
    system = System(frame, relations_of(frame), bounds, codelists)
    sheets = Sheets(recognised, codelists)
    explained = explain(system)
    missed = Missed(sheets, [lost_codes(each) for each in explained if each.lost])
    findings = [
        *repeat_findings(repeats, system, recognised.grid.path),
        *breach_findings(system, explained, missed, recognised.grid.path),
        *missed.findings(),
        *structure_findings(sheets),
        *leap_findings(system, recognised.grid.path),
    ]
    checks = (*_checks(recognised, system), _repeat_check(recognised, repeats))
    return Checked(frame, tuple(c for c in checks if c.antall), tuple(sorted(findings)))


def _checks(recognised: Recognised, system: System) -> list[Check]:
    """The result of each kind of relation.

    A relation that fails only together with others counts as broken, as it does in the findings.
    """
    checks = []
    broken = system.verdict.broken.copy()
    broken[list(system.failing)] = True
    for number, kind in enumerate(KINDS):
        of_kind = system.relations.kind == number
        failed = int((of_kind & broken).sum())
        exact = int((of_kind & system.verdict.exact & ~broken).sum())
        total = int(of_kind.sum())
        rapport, text = recognised.report.origin.id, DESCRIPTIONS[kind]
        within = total - exact - failed
        checks.append(Check(rapport, kind, text, total, exact, within, failed))
    return checks


def _repeat_check(recognised: Recognised, repeats: Repeats) -> Check:
    differ = len(repeats.differing)
    text, rapport = DESCRIPTIONS[REPEAT_CHECK], recognised.report.origin.id
    return Check(rapport, REPEAT_CHECK, text, repeats.count, repeats.count - differ, 0, differ)
