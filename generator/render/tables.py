"""Series of figures as tables: a row a month, or a row a category; each of one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.model.figures import Figure
from generator.model.language import Language, capital
from generator.render.series import Series, hidden_before, months_of, years_of
from generator.render.views import Link, Row, Source, Table


def sources_of(figures: Iterable[Figure | None]) -> tuple[Source, ...]:
    """The report lines of some figures, each once."""
    places = (figure.place for figure in figures if figure is not None)
    return tuple(dict.fromkeys(Source(place.rapport, place.linje) for place in places))


def month_tables(
    lang: Language, id: str, caption: str, series: Sequence[Series], *, new_from: str = ""
) -> tuple[Table, ...]:
    """A :func:`month_table` for each year that has figures, the newest first."""
    return tuple(
        month_table(
            lang,
            f"{id}-{year}",
            caption,
            [s for s in series if s.in_year(year)],
            year,
            new_from=new_from,
        )
        for year in years_of(series)
    )


def month_table(
    lang: Language,
    id: str,
    caption: str,
    series: Sequence[Series],
    year: str,
    *,
    new_from: str = "",
) -> Table:
    """A table of one year: a row a month, a column a series.

    Args:
        lang: the page's language.
        id: unique on the page.
        caption: what the figures are; the period is put behind it.
        series: the columns.
        year: ``YYYY``.
        new_from: validity of the measure, ``YYYY-MM-DD``, or empty.
    """
    of_year = [each.in_year(year) for each in series]
    months = sorted({periode for figures in of_year for periode in figures})
    rows = []
    for periode in months:
        cells = tuple(figures.get(periode) for figures in of_year)
        head = Link(capital(lang.month_name(periode)), "")
        before = tuple(hidden_before(periode, cell, new_from) for cell in cells)
        rows.append(Row(head, cells, (), before))
    averages = tuple(each.average(year) for each in series)
    if any(averages):
        rows.append(Row(Link(_average_head(lang), ""), averages, (), (False,) * len(averages)))
    foot = tuple(
        sources_of([*figures.values(), average])
        for figures, average in zip(of_year, averages, strict=True)
    )
    caption = f"{caption}, {lang.span(months[0], months[-1])}"
    names = tuple(each.name for each in series)
    return Table(id, caption, lang.t("Måned"), names, tuple(rows), foot, new_from)


def _average_head(lang: Language) -> str:
    return lang.t("Snitt hittil i år")


def category_tables(
    lang: Language,
    id: str,
    caption: str,
    corner: str,
    series: Sequence[tuple[Link, Series]],
    *,
    new_from: Mapping[str, str] | str = "",
) -> tuple[Table, ...]:
    """A :func:`category_table` for each year that has figures, the newest first."""
    return tuple(
        category_table(lang, f"{id}-{year}", caption, corner, series, year, new_from=new_from)
        for year in years_of(each for _, each in series)
    )


def category_table(
    lang: Language,
    id: str,
    caption: str,
    corner: str,
    series: Sequence[tuple[Link, Series]],
    year: str,
    *,
    new_from: Mapping[str, str] | str = "",
) -> Table:
    """A table of one year: a row a category, a column a month, the average last if there is one.

    Args:
        lang: the page's language.
        id: unique on the page.
        caption: what the figures are; the period is put behind it.
        corner: what the categories are.
        series: for each category its link and its series.
        year: ``YYYY``.
        new_from: validity of the measure that the table is about; or, where each category is a
            measure, of each by its link's address.
    """
    months = [m for m in months_of(each for _, each in series) if m[:4] == year]
    averages = any(each.average(year) for _, each in series)
    heads = [lang.month_name(periode) for periode in months]
    if averages:
        heads.append(_average_head(lang))
    same, own = (new_from, {}) if isinstance(new_from, str) else ("", new_from)
    rows = tuple(
        _category_row(link, each, months, own.get(link.href, same), averages)
        for link, each in series
        if each.in_year(year)
    )
    columns = tuple(capital(head) for head in heads)
    caption = f"{caption}, {lang.span(months[0], months[-1])}"
    return Table(id, caption, corner, columns, rows, new_from=same)


def _category_row(
    link: Link, series: Series, months: Sequence[str], new_from: str, averages: bool
) -> Row:
    """The months of one year, and its average if the table has averages."""
    cells = [series.figures.get(periode) for periode in months]
    before = [hidden_before(p, cell, new_from) for p, cell in zip(months, cells, strict=True)]
    if averages:
        cells.append(series.average(months[0][:4]))
        before.append(False)
    return Row(link, tuple(cells), sources_of(cells), tuple(before))
