"""``/dekning/``: what there are figures for, measure by month and fylke by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.codelists import Code
from generator.model.dimensions import HIDDEN, MONTH
from generator.render.cuts import Cuts, fylke_link, home, measure_link, quality
from generator.render.language import Language, capital
from generator.render.series import holes_in, month_index
from generator.render.views import Link, Page

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


@dataclass(frozen=True)
class CoverageRow:
    """A measure or a fylke with its state in each month of a grid."""

    link: Link
    states: tuple[str, ...]


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


def coverage_page(cuts: Cuts) -> Page:
    """The page of what there are figures for."""
    observations = cuts.publication.observations
    monthly = observations[observations["periodetype"] == MONTH]
    months = sorted(monthly["periode"].astype(str).unique())
    lang = cuts.lang
    holes = [_hole(lang, first, last) for first, last in holes_in(months)]
    measures = _rows(lang, monthly, "tiltak", cuts.with_figures("tiltak"), months, measure_link)
    fylker = _rows(lang, monthly, "fylke", cuts.with_figures("fylke"), months, fylke_link)
    measure = capital(lang.t("tiltak"))
    grids = (
        _grid(lang, "tiltak", lang.t("Tiltak og måneder"), measure, months, measures),
        _grid(lang, "fylker", lang.t("Fylker og måneder"), lang.t("Fylke"), months, fylker),
    )
    description = lang.t(
        "Hvilke måneder vi har tall for, for hvert tiltak og hvert fylke, og hvor det er hull."
    )
    return Page(
        lang,
        "dekning/",
        "dekning.html.j2",
        lang.t("Hva vi har tall for"),
        description,
        (home(lang), quality(lang)),
        context={
            "grids": grids,
            "states": states(lang),
            "holes": holes,
            "breaks": [(lang.month(b.maaned), lang.broken(b)) for b in cuts.codelists.breaks],
        },
    )


def _hole(lang: Language, first: str, last: str) -> tuple[str, str, int]:
    return lang.month(first), lang.month(last), month_index(last) - month_index(first) + 1


def _grid(
    lang: Language,
    id: str,
    caption: str,
    corner: str,
    months: Sequence[str],
    rows: tuple[CoverageRow, ...],
) -> Grid:
    years = sorted({m[:4] for m in months})
    counts = tuple((year, sum(m[:4] == year for m in months)) for year in years)
    names = tuple(lang.months_short[int(m[5:]) - 1] for m in months)
    return Grid(id, caption, corner, counts, names, rows)


def _rows(
    lang: Language,
    monthly: pd.DataFrame,
    column: str,
    codes: Sequence[Code],
    months: Sequence[str],
    link: Callable[[Language, Code], Link],
) -> tuple[CoverageRow, ...]:
    """The state of each code in each month: one grouping of all observations, no loop over them."""
    hidden = monthly["status"] == HIDDEN
    groups = hidden.groupby([monthly[column], monthly["periode"]], observed=True)
    counts = groups.agg(["size", "sum"])
    found = {
        (str(kode), str(periode)): (int(size), int(some))
        for (kode, periode), size, some in zip(
            counts.index, counts["size"], counts["sum"], strict=True
        )
    }
    return tuple(
        CoverageRow(
            link(lang, code),
            tuple(_state(code, m, found, _same(code, codes)) for m in months),
        )
        for code in codes
    )


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
