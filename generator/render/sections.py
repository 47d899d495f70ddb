"""The parts that several kinds of page share: development, women and men, main groups."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.codelists import CodeLists
from generator.render import sentences
from generator.render.charts import NARROW, WIDE, Bar, Chart, bar_chart, line_chart
from generator.render.cuts import short
from generator.render.language import lower_first, month
from generator.render.series import Series, Slice, months_of, years_of
from generator.render.views import KeyFigure, Section, Table, month_table

PERSONS = "Antall personer ved utgangen av måneden"


def development(series: Series, *, new_from: str = "") -> Section:
    """The main series: a wide chart and a table for each year."""
    begun = series.since(new_from)
    chart = line_chart(
        "utvikling",
        [begun],
        title=sentences.extremes(begun),
        subtitle=PERSONS,
        description=sentences.drawn([begun]),
        widths=(WIDE, NARROW),
        months=list(series.figures),
    )
    tables = year_tables("utvikling", series.name, [series], new_from=new_from)
    return Section("utvikling", "Utvikling", (), (chart,), tables)


def year_tables(
    id: str, caption: str, series: Sequence[Series], *, new_from: str = ""
) -> tuple[Table, ...]:
    """A table for each year that has figures, the newest first."""
    return tuple(
        month_table(
            f"{id}-{year}", caption, [s for s in series if s.in_year(year)], year, new_from=new_from
        )
        for year in years_of(series)
    )


def women_men(cut: Slice, codelists: CodeLists, name: str, **codes: str) -> Section | None:
    """Women and men, where the reports print them."""
    series = parts(cut, codelists, "kjonn", **codes)
    if len(series) < 2:
        return None
    chart = lines("kjonn", series, sentences.women_and_men(series[0], series[1]))
    tables = year_tables("kjonn", f"{name} etter kjønn", series)
    return Section("kjonn", "Kvinner og menn", (), (chart,), tables)


def main_groups(
    cut: Slice, codelists: CodeLists, name: str, *, new_from: str = "", **codes: str
) -> Section | None:
    """The main groups, where the reports print them."""
    series = parts(cut, codelists, "hovedgruppe", **codes)
    if not series:
        return None
    newest = max(each.last for each in series)
    named = [(each.name, each.figures[newest]) for each in series if newest in each.figures]
    title = sentences.largest(named, newest)
    chart = lines("hovedgruppe", series, title, new_from=new_from)
    tables = year_tables("hovedgruppe", f"{name} etter hovedgruppe", series, new_from=new_from)
    return Section("hovedgruppe", "Hovedgrupper", (), (chart,), tables)


def lines(
    id: str, series: Sequence[Series], title: str, subtitle: str = PERSONS, *, new_from: str = ""
) -> Chart:
    """A narrow line chart of a few series."""
    begun = [each.since(new_from) for each in series]
    return line_chart(
        id,
        begun,
        title=title,
        subtitle=subtitle,
        description=sentences.drawn(begun),
        months=months_of(series),
    )


def parts(cut: Slice, codelists: CodeLists, column: str, **codes: str) -> list[Series]:
    """The series of each code of a dimension that has figures, by short names."""
    found = [
        cut.series(short(code), codes, {column: code.kode})
        for code in codelists.by_column[column].parts
    ]
    return [series for series in found if series]


def newest_bars(
    id: str, series: Sequence[Series], *, what: str, ordered: bool = False, most: str = "Flest"
) -> Chart:
    """Bars for the newest month of some series."""
    newest = months_of(series)[-1]
    named = [(each.name, each.figures[newest]) for each in series if newest in each.figures]
    return bar_chart(
        id,
        [Bar(name, figure) for name, figure in named],
        title=sentences.largest(named, newest, most),
        subtitle=f"{what}, {month(newest)}",
        description=sentences.barred(named),
        ordered=ordered,
    )


def newest_key(series: Series) -> KeyFigure:
    """The newest figure of a series, large."""
    return KeyFigure(month(series.last), series.newest, sentences.change(series))


def key_figures(series: Series) -> list[KeyFigure]:
    """The newest figure, the largest, and the least if no month is hidden."""
    keys = [newest_key(series)]
    published = series.published
    if len(set(published.values())) > 1:
        keys.append(_extreme(series, max(published.values()), "Flest"))
        if len(published) == len(series.figures):
            keys.append(_extreme(series, min(published.values()), "Færrest"))
    return keys


def _extreme(series: Series, value: int, heading: str) -> KeyFigure:
    """One of the months with the largest or the least figure, by the names of all of them."""
    periode = next(p for p, each in series.published.items() if each == value)
    when = sentences.months_with(series.published, value)
    return KeyFigure(when, series.figures[periode], "", heading)


def sexes_in_main_groups(
    cut: Slice, codelists: CodeLists, name: str, *, new_from: str = "", **codes: str
) -> Section | None:
    """Women and men in each main group: all that a report has of sex for most measures."""
    charts, every = [], []
    for group in codelists["hovedgrupper"].parts:
        series = parts(cut, codelists, "kjonn", hovedgruppe=group.kode, **codes)
        every += [each.called(f"{short(group)}, {each.name.lower()}") for each in series]
        if len(series) == 2 and any(each.published for each in series):
            title = f"{short(group)}: {lower_first(sentences.women_and_men(*series))}"
            charts.append(lines(f"kjonn-{group.kode}", series, title, new_from=new_from))
    if not every:
        return None
    caption = f"{name} etter hovedgruppe og kjønn"
    tables = year_tables("hovedgruppe-kjonn", caption, every, new_from=new_from)
    heading = "Kvinner og menn i hver hovedgruppe"
    return Section("hovedgruppe-kjonn", heading, (), tuple(charts), tables)
