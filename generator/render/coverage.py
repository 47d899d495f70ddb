"""``/dekning/``: what there are figures for, measure by month and fylke by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.model.codelists import Code
from generator.model.dimensions import HIDDEN, MONTH
from generator.model.language import Language, capital
from generator.render.charts import Chart
from generator.render.cuts import Cuts, fylke_link, home, measure_link, quality
from generator.render.heatmap import heatmap_chart
from generator.render.series import holes_in, month_index
from generator.render.views import Link, Page, Section

if TYPE_CHECKING:
    import pandas as pd


def states(lang: Language) -> dict[str, tuple[str, str]]:
    """What a month can be for a measure or a fylke: a key, its sign in the table, and in words."""
    return {
        "alt": ("●", lang.t("alle tallene er publisert")),
        "delvis": ("◐", lang.t("noen av tallene er skjermet")),
        "skjermet": ("*", lang.t("alle tallene er skjermet")),
        "ingen": ("", lang.t("rapporten for måneden har ikke tall for dette")),
        "annet-navn": ("→", lang.t("står under ordningens andre navn")),
        "finnes-ikke": ("–", lang.t("fantes ikke")),
    }


#: The states in which there is a figure, hidden or not, to lead to.
WITH_FIGURES: Final = ("alt", "delvis", "skjermet")


@dataclass(frozen=True)
class Square:
    """A month of a measure or a fylke: its state, and where its figures stand, if it has any."""

    state: str
    href: str


@dataclass(frozen=True)
class CoverageRow:
    """A measure or a fylke with its state in each month of a grid."""

    link: Link
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Grid:
    """A table of states.

    Attributes:
        id: unique on the page.
        caption: what the rows are.
        corner: the head of the first column.
        years: each year with how many of the months it has.
        months: the column heads.
        rows: the rows.
    """

    id: str
    caption: str
    corner: str
    years: tuple[tuple[str, int], ...]
    months: tuple[str, ...]
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True)
class Kind:
    """What the rows of a grid are: measures, or fylker.

    Attributes:
        column: the dimension.
        caption: what the grid is called.
        corner: the head of its first column.
        link: makes the link to a code's page.
        table: the tables of a year on that page have this id, with a hyphen and the year.
    """

    column: str
    caption: str
    corner: str
    link: Callable[[Language, Code], Link]
    table: str


#: The sections of pages that tell who the participants are, by their ids, in this order.
_WHO: Final = ("kjonn", "hovedgruppe-kjonn", "alder", "innvandring", "verdensdel", "utdanning")


def coverage_page(cuts: Cuts, pages: Sequence[Page]) -> Page:
    """The page of what there are figures for.

    Args:
        cuts: the publication.
        pages: the pages that have figures.
    """
    lang = cuts.lang
    observations = cuts.publication.observations
    monthly = observations[observations["periodetype"] == MONTH]
    months = sorted(monthly["periode"].astype(str).unique())
    measure = capital(lang.t("tiltak"))
    kinds = (
        Kind("tiltak", lang.t("Tiltak og måneder"), measure, measure_link, "t-utvikling"),
        Kind("fylke", lang.t("Fylker og måneder"), lang.t("Fylke"), fylke_link, "t-maaneder"),
    )
    every = (_grid(cuts, monthly, months, kind) for kind in kinds)
    grids = [grid for grid in every if grid.rows]
    pictures = [_picture(lang, months, grid) for grid in grids]
    return Page(
        lang,
        "dekning/",
        "dekning.html.j2",
        lang.t("Hva vi har tall for"),
        lang.t(
            "Hvilke måneder vi har tall for, for hvert tiltak og hvert fylke, og hvor det er hull."
        ),
        (home(lang), quality(lang)),
        sections=tuple(
            Section(g.id, g.caption, (), (p,)) for g, p in zip(grids, pictures, strict=True)
        ),
        context={
            "grids": grids,
            "states": states(lang),
            "holes": [_hole(lang, first, last) for first, last in holes_in(months)],
            "breaks": [(lang.month(b.maaned), lang.broken(b)) for b in cuts.codelists.breaks],
            "who": _who(lang, pages),
        },
    )


def _who(lang: Language, pages: Sequence[Page]) -> list[tuple[str, list[Link]]]:
    """For each way to divide the participants its heading, and the pages that do so.

    Women and men in each main group are told of only where a page does not have them undivided.
    """
    found: dict[str, tuple[str, list[Link]]] = {}
    for page in pages:
        ids = {section.id for section in page.sections}
        for section in page.sections:
            if section.id in _WHO and not (section.id == "hovedgruppe-kjonn" and "kjonn" in ids):
                name = page.title
                if page.path.startswith("tiltaksgruppe/"):
                    # A measure may have the same name.
                    name = lang.t("%(name)s (hele gruppa)", name=name)
                link = Link(name, f"{page.path}#{section.id}")
                found.setdefault(section.id, (section.heading, []))[1].append(link)
    return [found[id] for id in _WHO if id in found]


def _picture(lang: Language, months: Sequence[str], grid: Grid) -> Chart:
    """The grid as a chart; its message is how many of the rows have figures in each year."""
    rows = [(row.link.name, [square.state for square in row.squares]) for row in grid.rows]
    told = states(lang)
    return heatmap_chart(
        lang,
        grid.id,
        months,
        rows,
        {state: text for state, (_, text) in told.items()},
        title=_message(lang, months, grid),
        subtitle=lang.t("En rute er en måned"),
    )


def _message(lang: Language, months: Sequence[str], grid: Grid) -> str:
    """«Tall for 33 av 40 i 2019 og 7 av 40 i 2024»."""
    told = []
    for year, _ in grid.years:
        of_year = [n for n, month in enumerate(months) if month[:4] == year]
        count = sum(any(row.squares[n].state in WITH_FIGURES for n in of_year) for row in grid.rows)
        told.append(
            lang.t(
                "%(count)s av %(all)s i %(year)s",
                count=lang.number(count),
                all=lang.number(len(grid.rows)),
                year=year,
            )
        )
    return lang.t("Tall for %(counts)s", counts=lang.listing(told))


def _hole(lang: Language, first: str, last: str) -> tuple[str, str, int]:
    return lang.month(first), lang.month(last), month_index(last) - month_index(first) + 1


def _grid(cuts: Cuts, monthly: pd.DataFrame, months: Sequence[str], kind: Kind) -> Grid:
    years = sorted({m[:4] for m in months})
    counts = tuple((year, sum(m[:4] == year for m in months)) for year in years)
    names = tuple(cuts.lang.months_short[int(m[5:]) - 1] for m in months)
    codes = cuts.with_figures(kind.column)
    found = _counts(monthly, kind.column)
    rows = tuple(_row(cuts.lang, kind, code, months, codes, found) for code in codes)
    return Grid(kind.column, kind.caption, kind.corner, counts, names, rows)


def _counts(monthly: pd.DataFrame, column: str) -> dict[tuple[str, str], tuple[int, int]]:
    """For each code and month how many figures there are, and how many of them are hidden.

    One grouping of all observations, no loop over them.
    """
    hidden = monthly["status"] == HIDDEN
    groups = hidden.groupby([monthly[column], monthly["periode"]], observed=True)
    counts = groups.agg(["size", "sum"])
    return {
        (str(kode), str(periode)): (int(size), int(some))
        for (kode, periode), size, some in zip(
            counts.index, counts["size"], counts["sum"], strict=True
        )
    }


def _row(
    lang: Language,
    kind: Kind,
    code: Code,
    months: Sequence[str],
    codes: Sequence[Code],
    found: Mapping[tuple[str, str], tuple[int, int]],
) -> CoverageRow:
    link = kind.link(lang, code)
    same = _same(code, codes)
    squares = []
    for month in months:
        state = _state(code, month, found, same)
        href = f"{link.href}#{kind.table}-{month[:4]}" if state in WITH_FIGURES else ""
        squares.append(Square(state, href))
    return CoverageRow(link, tuple(squares))


def _same(code: Code, codes: Sequence[Code]) -> list[str]:
    """The other codes of the same scheme: renamed, with one Arena code."""
    return [c.kode for c in codes if c.arenakode == code.arenakode != "" and c.kode != code.kode]


def _state(
    code: Code, periode: str, found: Mapping[tuple[str, str], tuple[int, int]], same: Sequence[str]
) -> str:
    counts = found.get((code.kode, periode))
    if counts is None and any((other, periode) in found for other in same):
        return "annet-navn"
    if not code.valid_in(periode, periode) and (counts is None or counts[0] == counts[1]):
        return "finnes-ikke"
    if counts is None:
        return "ingen"
    size, hidden = counts
    return "alt" if not hidden else "skjermet" if hidden == size else "delvis"
