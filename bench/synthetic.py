"""Seeded synthetic reports that add up, in the text layouts of the two real reports.

Figures are drawn as whole numbers at the finest level that a layout breaks down, and summed from
there, so every relation of a real report holds exactly: measures → group → total, women + men,
main groups, fylker with 99 and ukjent, each other breakdown, and averages (the mean of the
months, rounded half up). Whatever is 0–3 is printed as ``*``.

* Layout ``A`` is the report of 2019: all measures, by main group and sex; titles on each page.
* Layout ``B`` is that of 2024: one group, the average first, each measure by fylke, sex, age,
  immigrant background, part of the world and education; no titles.

Nothing here knows ``generator/``: names are read from the code lists directly.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Layout = Literal["A", "B"]

CODELISTS: Final = Path(__file__).parent.parent / "content" / "codelists"
#: Dimension column → its code list, in the order of the published columns (contract, section 1).
DIMENSIONS: Final = {
    "tiltaksgruppe": "tiltaksgrupper",
    "tiltak": "tiltak",
    "hovedgruppe": "hovedgrupper",
    "kjonn": "kjonn",
    "fylke": "fylker",
    "alder": "aldersgrupper",
    "innvandring": "innvandring",
    "verdensdel": "verdensdeler",
    "utdanning": "utdanning",
}
KEY: Final = ("periodetype", "periode", *DIMENSIONS)
MONTHS: Final = (
    *("Januar", "Februar", "Mars", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Desember"),
)
AVERAGE: Final = "Gjennomsnitt hittil i år"
LAW: Final = {"A": "§ 2-6", "B": "§ 7-1"}
SOURCE: Final = "https://www.nav.no/no/nav-og-samfunn/statistikk"
#: The aliases that the real reports print where the code list's own name is another.
PRINTED: Final = frozenset(
    {
        "Nedsatt arbeidsevne, på tiltak",
        *("20-24 år", "25-29 år", "30-39 år", "40-49 år", "50-59 år"),
        "Nord-Amerika, Sør-Amerika og Oceania",
        "Ukjent",
        *("Grunnskolenivå", "Videregående skolenivå", "Uoppgitt eller ingen fullført utdanning"),
        "Universitets- og høgskolenivå, kort inntil 4 år",
        "Universitets- og høgskolenivå, lang over 4 år",
    }
)
#: How many small series at the finest level give one hidden printed cell (found by trying).
SMALL: Final = {"A": 1.65, "B": 1.3}
#: A stock of each month relative to the year's level: every July dips.
SEASON: Final = np.array([1, 1.02, 1.03, 1.02, 1.01, 0.95, 0.8, 0.88, 0.95, 1, 1.02, 1])


@dataclass(frozen=True, slots=True)
class Params:
    """What to draw, and how to print it.

    Attributes:
        seed: same parameters, same bytes.
        layout: ``A`` (2019) or ``B`` (2024; years from 2024 on, for its fylker).
        year: the report's year; the period begins in January.
        months: 1–12.
        hidden: about the share of distinct printed cells that are ``*``.
        rows_per_page: rows under the total before a page breaks.
        furniture: titles on each page as in the real report, always, or never.
        omit_zero: leave out a sub-table's row whose months are all 0.
        shuffle: put the tables in another order.
        group: the group of measures that a layout ``B`` report covers.
    """

    seed: int = 0
    layout: Layout = "A"
    year: int = 2025
    months: int = 12
    hidden: float = 0.14
    rows_per_page: int = 15
    furniture: Literal["real", "titles", "none"] = "real"
    omit_zero: bool = True
    shuffle: bool = False
    group: str = "oppfoelging"

    @property
    def titled(self) -> bool:
        """Whether pages carry titles."""
        return self.furniture == "titles" or (self.furniture == "real" and self.layout == "A")

    @property
    def id(self) -> str:
        """The report's id and folder name."""
        name = "tiltak-og-kjonn" if self.layout == "A" else f"oppfolging-{self.group}"
        return f"{self.year}-{self.months:02d}-{name}".replace("-oppfoelging", "")

    @property
    def title(self) -> str:
        """The title, on every page of a titled report and in ``report.toml``."""
        about = "Tiltak og kjønn" if self.layout == "A" else "Oppfølging"
        return f"Deltakere i arbeidsrettede tiltak. {about}. Tidsserie måned"

    @property
    def period(self) -> str:
        """The period line."""
        return f"{MONTHS[0]} {self.year} - {MONTHS[self.months - 1]} {self.year}"


class Code(NamedTuple):
    """What a report needs of a code list's row; ``navn`` as reports print it."""

    kode: str
    navn: str
    gruppe: str
    fra: str
    til: str

    def valid_in(self, year: int) -> bool:
        """Whether the code is valid in any part of a year."""
        return self.fra[:4] <= str(year) and (not self.til or self.til[:4] >= str(year))


class Row(NamedTuple):
    """A row to print: its label, its nine dimension codes, its true figures (months,)."""

    label: str
    codes: tuple[str, ...]
    values: Ints


class Table(NamedTuple):
    """A table: its total (repeated on each page) and its rows."""

    title: str
    heading: str
    total: Row
    rows: list[Row]


class Piece(NamedTuple):
    """The part of a table that stands on one page."""

    table: Table
    rows: list[Row]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A synthetic report: the two files of its folder, and each row with the line it is on."""

    params: Params
    text: str
    toml: str
    placed: tuple[tuple[int, Row], ...]

    def truth(self) -> pd.DataFrame:
        """The observations (contract, section 1) with ``sann_verdi``, the figure behind a ``*``.

        Returns:
            One row a distinct cell, sorted by the primary key; ``antall`` is Int64 and empty
            where hidden, ``linje`` and ``kolonne`` are the first place that prints the cell.
        """
        values = np.array([_printed(self.params, row.values) for _, row in self.placed])
        rows, columns = values.shape
        codes = np.array([row.codes for _, row in self.placed], dtype=object)
        kinds, periods = zip(*_columns(self.params), strict=True)
        frame = pd.DataFrame(np.repeat(codes, columns, axis=0), columns=list(DIMENSIONS))
        frame.insert(0, "periodetype", np.tile(np.array(kinds, dtype=object), rows))
        frame.insert(1, "periode", np.tile(np.array(periods, dtype=object), rows))
        true = pd.Series(values.ravel())
        frame["antall"] = true.astype("Int64").where(true > 3)
        frame["status"] = np.where(true > 3, "publisert", "skjermet")
        frame["rapport"] = self.params.id
        frame["linje"] = np.repeat([line for line, _ in self.placed], columns)
        frame["kolonne"] = np.tile(np.arange(1, columns + 1), rows)
        frame["sann_verdi"] = true
        first = frame.drop_duplicates(list(KEY))
        return first.sort_values(list(KEY), ignore_index=True)


def make(params: Params, codelists: Path = CODELISTS) -> Report:
    """Draw a report.

    Args:
        params: what to draw.
        codelists: the folder of code lists that names and groups are read from.

    Raises:
        ValueError: the parameters are out of range.
    """
    if not (1 <= params.months <= 12 and params.rows_per_page > 0 and 0 <= params.hidden < 0.5):
        raise ValueError(f"out of range: {params}")
    rng = np.random.default_rng([params.seed, params.year, ord(params.layout)])
    lists = {c: _valid(name, params.year, codelists) for c, name in DIMENSIONS.items()}
    draw = _tables_a if params.layout == "A" else _tables_b
    tables = draw(params, lists, rng)
    if params.shuffle:
        tables = [tables[i] for i in rng.permutation(len(tables))]
    lines, placed = _print(params, _paginate(tables, params))
    return Report(params, "\n".join(lines), _toml(params), tuple(placed))


def write_reports(
    root: Path, count: int, *, seed: int = 0, first_year: int = 2025, codelists: Path = CODELISTS
) -> list[Report]:
    """Write ``count`` report folders ``<root>/reports/<id>/``, one a year, so none overlap.

    Layouts take turns: ``A`` with 12 months, then ``B`` with 8, as the two real reports.
    """
    reports = []
    for i in range(count):
        layout: Layout = "B" if i % 2 else "A"
        months, rows = (8, 11) if i % 2 else (12, 15)
        params = Params(seed, layout, first_year + i, months, rows_per_page=rows)
        reports.append(make(params, codelists))
        folder = root / "reports" / params.id
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rapport.txt").write_text(reports[-1].text, "utf-8", newline="\n")
        (folder / "report.toml").write_text(reports[-1].toml, "utf-8", newline="\n")
    return reports


# -- code lists ---------------------------------------------------------------------------------


@cache
def read_codes(name: str, folder: Path = CODELISTS) -> tuple[Code, ...]:
    """A code list in its published order, without ``alle``."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["rekkefoelge"]))
    return tuple(_code(row) for row in rows if row["kode"] != "alle")


def _code(row: dict[str, str]) -> Code:
    printed = PRINTED.intersection(row["aliaser"].split("|"))
    rest = (row.get(c, "") for c in ("tiltaksgruppe", "gyldig_fra", "gyldig_til"))
    return Code(row["kode"], min(printed, default=row["navn"]), *rest)


def _valid(name: str, year: int, folder: Path) -> list[Code]:
    return [code for code in read_codes(name, folder) if code.valid_in(year)]


def _codes(**codes: str) -> tuple[str, ...]:
    return tuple(codes.get(column, "alle") for column in DIMENSIONS)


# -- figures ------------------------------------------------------------------------------------


def _levels(rng: np.random.Generator, measures: int, parts: int, small: float) -> Floats:
    """Mean stock of each (measure, part), an exact share of them small: (measures, parts)."""
    mask = np.zeros((measures, parts), dtype=bool)
    mask[rng.permutation(measures)[: round(small * measures / 3)]] = True
    rest = np.flatnonzero(~mask)
    more = max(0, round(small * mask.size) - int(mask.sum()))
    mask.flat[rng.permutation(rest)[:more]] = True
    levels = np.empty(mask.shape)
    levels[~mask] = rng.permutation(np.geomspace(10, 3000, int((~mask).sum())))
    levels[mask] = _few(rng, int(mask.sum()))
    return levels


def _few(rng: np.random.Generator, count: int) -> Floats:
    """Small mean stocks, 0–4 persons, one in five of them always 0: (count,)."""
    return np.where(rng.random(count) < 0.2, 0, rng.uniform(0, 4, count))


def _shares(rng: np.random.Generator, total: float, parts: int, small: float) -> Floats:
    """Shares of a stock, some of them so small that they get hidden: (parts,)."""
    few = rng.random(parts) < small
    few[rng.integers(parts)] = False
    shares = np.where(few, _few(rng, parts) / max(total, 8 * parts), 0)
    shares[~few] = (1 - shares.sum()) * rng.dirichlet(np.full(int((~few).sum()), 4.0))
    return shares


def _average(values: Ints) -> int:
    """The mean of some months, rounded half up."""
    return int((2 * values.sum() + len(values)) // (2 * len(values)))


# -- layout A -----------------------------------------------------------------------------------


def _tables_a(p: Params, lists: dict[str, list[Code]], rng: np.random.Generator) -> list[Table]:
    groups, mains, sexes = lists["tiltaksgruppe"], lists["hovedgruppe"], lists["kjonn"]
    measures = [m for g in groups for m in lists["tiltak"] if m.gruppe == g.kode]
    levels = _levels(rng, len(measures), len(mains), p.hidden * SMALL["A"])
    women = rng.uniform(0.3, 0.7, levels.shape)
    means = np.stack([levels * women, levels * (1 - women)], axis=2)
    cube: Ints = rng.poisson(means[..., None] * SEASON[: p.months])
    draft = _DraftA(p, groups, measures, mains, sexes, cube)
    everyone: list[Code | None] = [None]
    both = [None, *sexes]
    return [
        *(draft.table("Hovedgrupper og kjønn", "hovedgruppe", None, k) for k in both),
        *(draft.table("Tiltaksgrupper og kjønn", "tiltaksgruppe", None, k) for k in both),
        *(draft.table("Tiltak", "tiltak", None, k) for k in everyone),
        *(draft.table("Tiltak og hovedgrupper", "tiltak", h, None) for h in mains),
        *(
            draft.table("Tiltak, hovedgrupper og kjønn", "tiltak", h, k)
            for k in sexes
            for h in mains
        ),
    ]


@dataclass(frozen=True)
class _DraftA:
    """The figures of a layout A report: ``cube`` is (measures, main groups, sexes, months)."""

    params: Params
    groups: list[Code]
    measures: list[Code]
    mains: list[Code]
    sexes: list[Code]
    cube: Ints

    def table(self, title: str, by: str, main: Code | None, sex: Code | None) -> Table:
        """The table of one main group and sex (None is all) by ``by``, a dimension column."""
        rows = {"hovedgruppe": self._mains, "tiltaksgruppe": self._groups}.get(by, self._measures)
        names = [sex.navn if sex else "", main.navn if main else ""]
        heading = ", ".join(filter(None, names)).capitalize()
        total = self._row(f"I alt {heading.lower()}".strip(), main, sex)
        keep = [r for r in rows(main, sex) if self._keeps(r, total)]
        return Table(title, heading, total, keep)

    def _keeps(self, row: Row, total: Row) -> bool:
        sub_table = "alle" in row.codes and total.codes != _codes()
        return not (self.params.omit_zero and sub_table) or bool(row.values.any())

    def _row(
        self, label: str, main: Code | None, sex: Code | None, group: str = "", measure: str = ""
    ) -> Row:
        values = self.cube[
            self._which(group, measure), _place(self.mains, main), _place(self.sexes, sex)
        ]
        codes = {"tiltaksgruppe": group, "tiltak": measure}
        codes |= {"hovedgruppe": main.kode if main else "", "kjonn": sex.kode if sex else ""}
        named = {column: code for column, code in codes.items() if code}
        return Row(label, _codes(**named), values.sum(axis=(0, 1, 2)))

    def _which(self, group: str, measure: str) -> slice:
        """Where the measures of a group (or one, or all) stand: they are sorted by group."""
        at = [
            i
            for i, m in enumerate(self.measures)
            if group in ("", m.gruppe) and measure in ("", m.kode)
        ]
        return slice(at[0], at[-1] + 1)

    def _mains(self, main: Code | None, sex: Code | None) -> Iterator[Row]:
        for h in self.mains:
            yield self._row(h.navn, h, sex)

    def _groups(self, main: Code | None, sex: Code | None) -> Iterator[Row]:
        for g in self.groups:
            yield self._row(g.navn, main, sex, g.kode)

    def _measures(self, main: Code | None, sex: Code | None) -> Iterator[Row]:
        for g in self.groups:
            for m in self.measures:
                if m.gruppe == g.kode:
                    yield self._row(m.navn, main, sex, g.kode, m.kode)
            start = f"I alt {sex.navn.lower()} og" if sex else "I alt"
            yield self._row(f"{start} {g.navn.lower()}", main, sex, g.kode)


def _place(codes: list[Code], code: Code | None) -> slice:
    return slice(None) if code is None else slice(codes.index(code), codes.index(code) + 1)


# -- layout B -----------------------------------------------------------------------------------


def _tables_b(p: Params, lists: dict[str, list[Code]], rng: np.random.Generator) -> list[Table]:
    small = p.hidden * SMALL["B"]
    measures = [m for m in lists["tiltak"] if m.gruppe == p.group]
    levels = _levels(rng, len(measures), len(lists["fylke"]), small)
    outside = [f.kode in ("99", "ukjent") for f in lists["fylke"]]
    levels[:, outside] = _few(rng, levels[:, outside].size).reshape(len(measures), -1)
    fylker: Ints = rng.poisson(levels[..., None] * SEASON[: p.months])
    stock = {"fylke": fylker}
    for column in ("hovedgruppe", "kjonn", "alder", "innvandring", "verdensdel", "utdanning"):
        stock[column] = _split(rng, fylker.sum(axis=1), len(lists[column]), small)
    main = [_main_table(p, measures, stock["hovedgruppe"], None, lists["hovedgruppe"])]
    main += [
        _main_table(p, measures, stock["hovedgruppe"], h, lists["hovedgruppe"])
        for h in lists["hovedgruppe"]
    ]
    parts = ("fylke", "kjonn", "alder", "innvandring", "verdensdel", "utdanning")
    return main + [
        _breakdown(p, measure, column, lists[column], stock[column][i])
        for column in parts
        for i, measure in enumerate(measures)
    ]


def _split(rng: np.random.Generator, totals: Ints, parts: int, small: float) -> Ints:
    """Split stocks (measures, months) into parts that add up: (measures, parts, months)."""
    shares = np.array([_shares(rng, total.mean(), parts, small) for total in totals])
    drawn: Ints = rng.multinomial(totals, shares[:, None, :])
    return drawn.swapaxes(1, 2)


def _main_table(
    p: Params, measures: list[Code], stock: Ints, main: Code | None, mains: list[Code]
) -> Table:
    """The group's measures, of one main group or all; ``stock`` is (measures, mains, months)."""
    values = stock[:, _place(mains, main)].sum(axis=1)
    codes = {"tiltaksgruppe": p.group} | ({"hovedgruppe": main.kode} if main else {})
    label = f"I alt {main.navn}" if main else "I alt"
    total = Row(label, _codes(**codes), values.sum(axis=0))
    rows = [
        Row(m.navn, _codes(**codes, tiltak=m.kode), v)
        for m, v in zip(measures, values, strict=True)
    ]
    return Table("Tiltak", "", total, rows)


def _breakdown(p: Params, measure: Code, column: str, parts: list[Code], stock: Ints) -> Table:
    """A measure by one dimension; ``stock`` is (parts, months)."""
    codes = {"tiltaksgruppe": p.group, "tiltak": measure.kode}
    total = Row(f"I alt {measure.navn.lower()}", _codes(**codes), stock.sum(axis=0))
    rows = [
        Row(_label(column, part), _codes(**codes, **{column: part.kode}), values)
        for part, values in zip(parts, stock, strict=True)
        if values.any() or not p.omit_zero
    ]
    return Table(f"Tiltak og {column}", "", total, rows)


def _label(column: str, code: Code) -> str:
    with_code = column == "fylke" and code.kode.isdigit()
    return f"{code.kode} {code.navn}" if with_code else code.navn


# -- pages --------------------------------------------------------------------------------------


def _paginate(tables: Iterable[Table], p: Params) -> list[list[Piece]]:
    """Break tables over pages; one that fits under another of its kind shares the page."""
    pages: list[list[Piece]] = []
    room = 0
    for table in tables:
        if pages and room >= 5 and _may_share(pages[-1][-1].table, table):
            room -= 3
        else:
            pages.append([])
            room = p.rows_per_page
        rows = table.rows
        while True:
            pages[-1].append(Piece(table, rows[:room]))
            rows, room = rows[room:], room - len(rows[:room])
            if not rows:
                break
            pages.append([])
            room = p.rows_per_page
    return pages


def _may_share(above: Table, table: Table) -> bool:
    same = above.title == table.title
    return same and bool(table.heading or table.total.codes[1] != "alle")


def _print(p: Params, pages: list[list[Piece]]) -> tuple[list[str], list[tuple[int, Row]]]:
    """The lines of a report, and each row's line number from 1."""
    lines = _front(p)
    placed: list[tuple[int, Row]] = []
    for number, page in enumerate(pages):
        lines += [""] * (3 if p.titled and number else 1)
        lines += [p.title, "", page[0].table.title, ""] if p.titled else []
        lines += [p.period]
        for piece in page:
            lines += ["", piece.table.heading, ""] if piece.table.heading else [""]
            lines.append("\t".join(["", *_header(p)]))
            for row in (piece.table.total, *piece.rows):
                lines.append(_line(p, row))
                placed.append((len(lines), row))
    return lines, placed


def _front(p: Params) -> list[str]:
    first = [p.title, "", "Om tabellene", "", p.period] if p.titled else ["Innhold i rapporten"]
    law = (
        f"I henhold til Statistikklovens {LAW[p.layout]} har NAV valgt å erstatte verdier i celler "
        "hvor tallene er mindre enn 4 med spesialtegn «*»."
    )
    return ["", "", *first, "", law, ""]


def _header(p: Params) -> list[str]:
    months = list(MONTHS[: p.months])
    return months if p.layout == "A" else [AVERAGE, *months]


def _columns(p: Params) -> list[tuple[str, str]]:
    """(periodetype, periode) of each data column."""
    months = [("maaned", f"{p.year}-{month:02d}") for month in range(1, p.months + 1)]
    average = ("hittil_i_aar", months[-1][1])
    return months if p.layout == "A" else [average, *months]


def _printed(p: Params, values: Ints) -> list[int]:
    months: list[int] = values.tolist()
    return months if p.layout == "A" else [_average(values), *months]


def _line(p: Params, row: Row) -> str:
    return "\t".join([row.label, *map(figure, _printed(p, row.values))])


def figure(value: int) -> str:
    """A figure as reports print it: a space in thousands, ``*`` for 0–3."""
    return "*" if value < 4 else f"{value:,}".replace(",", " ")


def _toml(p: Params) -> str:
    values: Sequence[tuple[str, str]] = (
        ("id", p.id),
        ("title", p.title),
        ("publisher", "NAV"),
        ("file", "rapport.txt"),
        ("tiltaksgruppe", "alle" if p.layout == "A" else p.group),
        ("period_from", f"{p.year}-01"),
        ("period_to", f"{p.year}-{p.months:02d}"),
        ("source", SOURCE),
        ("licence", "CC-BY-4.0"),
        ("law", f"Statistikkloven {LAW[p.layout]}"),
    )
    return "".join(f'{key} = "{value}"\n' for key, value in values)
