"""A report's page (``/rapport/<id>/``): every line as it was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from generator.model.dimensions import ALL, COLUMNS, KEY
from generator.model.reports import Line
from generator.recognise.labels import Repair
from generator.recognise.values import Reading, Recognised, Role
from generator.render.cuts import HOME, Cuts
from generator.render.language import span
from generator.render.views import Link, Page

#: What each role is called to readers, and what it means.
ROLES: Final = {
    Role.TOTAL: ("I alt", "raden øverst i tabellen, som de andre radene skal gå opp i"),
    Role.SUBTOTAL: ("Delsum", "summen for en tiltaksgruppe inne i tabellen"),
    Role.ROW: ("Tall", "en rad med tall"),
    Role.HEADER: ("Kolonner", "navnene på månedene"),
    Role.HEADING: ("Overskrift", "sier hvem tabellen gjelder"),
    Role.PERIOD: ("Periode", "hvilke måneder rapporten dekker"),
    Role.LAW: ("Lov", "hjemmelen for å skjerme tall"),
    Role.TEXT: ("Tekst", "brukes ikke: titler og forklaringer"),
    Role.RULE: ("Strek", "brukes ikke"),
    Role.BLANK: ("Tom", "brukes ikke"),
    Role.UNREAD: ("Ulest", "kunne ikke leses"),
}


@dataclass(frozen=True)
class ReportLine:
    """A line of a report as it is shown."""

    number: int
    role: str
    role_name: str
    cells: tuple[str, ...]
    meaning: str
    repairs: tuple[Repair, ...]
    repeated: bool


def report_page(cuts: Cuts, recognised: Recognised) -> Page:
    """The page of one report."""
    origin = recognised.report.origin
    lines = _lines(cuts, recognised)
    counts = Counter(reading.role for reading in recognised.readings)
    rows = (cuts.publication.observations["rapport"] == origin.id).to_numpy().nonzero()[0]
    group = cuts.codelists["tiltaksgrupper"][origin.tiltaksgruppe]
    context = {
        "origin": origin,
        "sha256": recognised.report.sha256,
        "period": span(origin.period_from, origin.period_to),
        "covers": "alle tiltak" if group.kode == ALL else f"tiltaksgruppa {group.navn}",
        "lines": lines,
        "counts": [(role, *ROLES[role], counts[role]) for role in ROLES if counts[role]],
        "repairs": recognised.repairs,
        "observations": len(rows),
        "checks": [c for c in cuts.publication.checks if c.rapport == origin.id],
    }
    title = f"{origin.title}, {span(origin.period_from, origin.period_to)}"
    description = f"Rapporten slik den ble lest, linje for linje: {title}."
    crumbs = (HOME, Link("Kvalitet", "kvalitet/"))
    return Page(
        f"rapport/{origin.id}/", "rapport.html.j2", title, description, crumbs, (), context, rows
    )


def _lines(cuts: Cuts, recognised: Recognised) -> list[ReportLine]:
    repairs: dict[int, list[Repair]] = {}
    for repair in recognised.repairs:
        repairs.setdefault(repair.linje, []).append(repair)
    withheld = cuts.publication.revisions.withheld_places(
        recognised.report.origin.id, recognised.cells
    )
    repeated = _repeated(recognised)
    return [
        ReportLine(
            line.number,
            reading.role.value,
            ROLES[reading.role][0],
            _shown(line, withheld),
            _meaning(cuts, reading),
            tuple(repairs.get(line.number, ())),
            line.number in repeated,
        )
        for line, reading in zip(recognised.grid.lines, recognised.readings, strict=True)
    ]


def _shown(line: Line, withheld: set[tuple[int, int]]) -> tuple[str, ...]:
    """The cells of a line; a figure that a newer report hides is not repeated."""
    return tuple(
        "(skjermet)" if (line.number, column) in withheld else cell
        for column, cell in enumerate(line.cells)
    )


def _repeated(recognised: Recognised) -> set[int]:
    """The lines all of whose figures stand on lines before."""
    cells = recognised.cells.sort_values(["linje", "kolonne"])
    first = cells.loc[~cells.duplicated(list(KEY)), "linje"]
    return set(cells["linje"].unique().tolist()) - set(first.unique().tolist())


def _meaning(cuts: Cuts, reading: Reading) -> str:
    """The codes of a line by name, the most particular last."""
    lists = cuts.codelists.by_column
    codes = dict(zip(COLUMNS, reading.codes, strict=False))
    if codes.get("tiltak", ALL) != ALL:
        codes.pop("tiltaksgruppe")
    names = [lists[column][kode].navn for column, kode in codes.items() if kode != ALL]
    return " · ".join(names) if names else ("Alle tiltak" if codes else "")
