"""The reports as the generator reads them in memory: the real ones, variants, and tiny ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from generator.check.figures import Checked, check_figures
from generator.model.codelists import CodeLists
from generator.model.dimensions import COLUMNS, KEY
from generator.model.findings import Finding, errors
from generator.model.reports import Origin, RawReport
from generator.package.publication import Publication, publish
from generator.read.content import Content, read_content
from generator.read.text import read_grid
from generator.recognise.labels import Labels
from generator.recognise.report import recognise
from generator.recognise.values import Reading, Recognised

ROOT = Path(__file__).parents[1]
R2019 = "2019-12-tiltak-og-kjonn"
R2024 = "2024-08-oppfolging"
BOTH = (R2019, R2024)
MONTHS = (
    *("Januar", "Februar", "Mars", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Desember"),
)

#: The eleven key columns of a cell → its figure, None where it is hidden.
Figures = dict[tuple[str, ...], int | None]


@dataclass(frozen=True)
class Read:
    """A report as it was read and checked, with all findings."""

    recognised: Recognised
    checked: Checked
    findings: tuple[Finding, ...]

    def line(self, number: int) -> Reading:
        """What a line was recognised as."""
        return self.recognised.readings[number - 1]

    def codes(self, number: int) -> dict[str, str]:
        """The codes of a line with figures, where they are not «alle»."""
        codes = zip(COLUMNS, self.line(number).codes, strict=True)
        return {column: code for column, code in codes if code != "alle"}

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop publication."""
        return errors(self.findings)

    @cached_property
    def figures(self) -> Figures:
        """Every distinct cell, wherever it stands."""
        return figures(self.checked.observations)


def figures(observations: pd.DataFrame) -> Figures:
    """Observations as a mapping, without line and column."""
    keys = observations[list(KEY)].astype(str).itertuples(index=False, name=None)
    values = [None if pd.isna(value) else int(value) for value in observations["antall"]]
    hidden = (observations["status"] == "skjermet").tolist()
    assert [value is None for value in values] == hidden, "empty exactly where hidden"
    return dict(zip(keys, values, strict=True))


def assert_same(found: Figures, wanted: Figures) -> None:
    """Compare two sets of figures; a failure names the first that differ."""
    keys = [key for key in sorted(found | wanted) if found.get(key, "—") != wanted.get(key, "—")]
    lines = [f"{key}: {found.get(key, '—')}, not {wanted.get(key, '—')}" for key in keys[:10]]
    assert not keys, f"{len(keys)} figures differ, the first:\n" + "\n".join(lines)


@cache
def content() -> Content:
    """The real content folder."""
    found, findings = read_content(ROOT / "content", ROOT / "datapackage.json")
    assert not findings, findings
    return found


@cache
def labels() -> Labels:
    """Look-up in the real code lists."""
    return Labels(content().codelists)


def report(id: str) -> RawReport:
    """A real report as received."""
    return next(report for report in content().reports if report.origin.id == id)


def text(id: str) -> str:
    """A real report's text."""
    return report(id).raw.decode("utf-8")


@cache
def real(id: str) -> Read:
    """A real report, read once."""
    return read(report(id))


@cache
def publication() -> Publication:
    """Both real reports, ready to be packaged."""
    reports = [real(id) for id in BOTH]
    return publish(content(), [r.recognised for r in reports], [r.checked for r in reports])


def variant(id: str, body: str | bytes | None = None, **origin: str) -> Read:
    """A real report with another body, or with other words in report.toml."""
    original = report(id)
    raw = original.raw if body is None else body if isinstance(body, bytes) else body.encode()
    changed = replace(original.origin, **origin)
    return read(RawReport(changed, original.path, raw, hashlib.sha256(raw).hexdigest()))


def read(raw: RawReport, codelists: CodeLists | None = None) -> Read:
    """Read, recognise and check a report that is text."""
    names = labels() if codelists is None else Labels(codelists)
    grid, findings = read_grid(raw.raw, raw.path)
    assert not findings, findings
    recognised = recognise(raw, grid, names)
    checked = check_figures(recognised, names.codelists)
    return Read(recognised, checked, tuple(sorted([*recognised.findings, *checked.findings])))


def tiny(*tables: str, months: int = 2, group: str = "alle", average: bool = False) -> Read:
    """A made-up report of the first months of 2024, each table printed on a page of its own.

    In ``tables`` cells are parted by ``|``; a line without one is a heading. The column header
    stands above the first row of each table. The first table's first row is on line 7, if it has
    no heading.
    """
    period = f"Januar 2024 - {MONTHS[months - 1]} 2024"
    names = ("Gjennomsnitt hittil i år",) * average + MONTHS[:months]
    lines = ["", f"Statistikklovens § 7-1. {period}", "", period, ""]
    for table in tables:
        rows = [line.strip() for line in table.strip().splitlines()]
        first = next(number for number, row in enumerate(rows) if "|" in row)
        rows.insert(first, "|" + "|".join(names))
        lines += [row.replace("|", "\t") for row in rows]
        lines += ["", period, ""]
    raw = "\n".join(lines).encode()
    origin = Origin(
        id="2024-tiny",
        title="Liten",
        publisher="NAV",
        file="rapport.txt",
        tiltaksgruppe=group,
        period_from="2024-01",
        period_to=f"2024-{months:02d}",
        source="https://example.org/",
        licence="CC-BY-4.0",
        law="Statistikkloven § 7-1",
    )
    return read(RawReport(origin, "tiny/rapport.txt", raw, hashlib.sha256(raw).hexdigest()))


def key(columns: Mapping[str, str], periode: str, periodetype: str = "maaned") -> tuple[str, ...]:
    """The key of a cell from the codes that are not «alle»."""
    return (periodetype, periode, *(columns.get(column, "alle") for column in COLUMNS))
