"""The parts that several kinds of page share: development, women and men, main groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.model.figures import Figure
from generator.model.language import Language, lower_first
from generator.render import sentences
from generator.render.bars import Bar, bar_chart
from generator.render.charts import NARROW, WIDE, Chart
from generator.render.cuts import Cuts, short
from generator.render.lines import line_chart
from generator.render.series import Series, Slice, begun, by_year, months_of
from generator.render.tables import month_tables
from generator.render.views import KeyFigure, Section


def persons(lang: Language) -> str:
    """What the figures of all series count."""
    return lang.t("Antall personer ved utgangen av måneden")


def development(lang: Language, series: Series, said: str, *, new_from: str = "") -> Section:
    """The main series: a wide chart, one by year where there are years, and a table for each year.

    Args:
        lang: the page's language.
        series: what to draw.
        said: the series in words, as the page says it too.
        new_from: validity of the measure, ``YYYY-MM-DD``, or empty.
    """
    (since,) = begun([series], new_from)
    chart = line_chart(
        lang,
        "utvikling",
        [since],
        title=sentences.extremes(lang, since),
        subtitle=persons(lang),
        description=said,
        widths=(WIDE, NARROW),
        months=list(series.figures),
    )
    charts = (chart, *same_months(lang, since))
    tables = month_tables(lang, "utvikling", series.name, [series], new_from=new_from)
    return Section("utvikling", lang.t("Utvikling"), (), charts, tables)


def same_months(lang: Language, series: Series) -> Iterator[Chart]:
    """A line a year over the same months, where two years or more have a published figure."""
    years = [each for each in by_year(series) if each.published]
    if len(years) < 2:
        return
    yield line_chart(
        lang,
        "aar",
        years,
        title=sentences.same_month(lang, years),
        subtitle=persons(lang),
        description=sentences.drawn_years(lang, years),
        of_year=True,
    )


def women_men(
    cuts: Cuts, cut: Slice, name: str, *, new_from: str = "", **codes: str
) -> Section | None:
    """Women and men, where the reports print them."""
    lang, series = cuts.lang, parts(cuts, cut, "kjonn", **codes)
    if len(series) < 2:
        return None
    title = sentences.women_and_men(lang, series[0], series[1])
    chart = _lines(lang, "kjonn", series, title, new_from)
    caption = lang.t("%(name)s etter kjønn", name=name)
    tables = month_tables(lang, "kjonn", caption, series, new_from=new_from)
    return Section("kjonn", lang.t("Kvinner og menn"), (), (chart,), tables)


def main_groups(
    cuts: Cuts, cut: Slice, name: str, *, new_from: str = "", **codes: str
) -> Section | None:
    """The main groups, where the reports print them."""
    lang, series = cuts.lang, parts(cuts, cut, "hovedgruppe", **codes)
    if not series:
        return None
    newest = months_of(series)[-1]
    title = sentences.largest(lang, _figures_in(newest, series), newest)
    chart = _lines(lang, "hovedgruppe", series, title, new_from)
    caption = lang.t("%(name)s etter hovedgruppe", name=name)
    tables = month_tables(lang, "hovedgruppe", caption, series, new_from=new_from)
    return Section("hovedgruppe", lang.t("Hovedgrupper"), (), (chart,), tables)


def _figures_in(periode: str, series: Iterable[Series]) -> list[tuple[str, Figure]]:
    """The figures of a month, each with the name of its series; some may have none."""
    return [(each.name, each.figures[periode]) for each in series if periode in each.figures]


def _lines(lang: Language, id: str, series: Sequence[Series], title: str, new_from: str) -> Chart:
    """A narrow line chart of a few series."""
    since = begun(series, new_from)
    return line_chart(
        lang,
        id,
        since,
        title=title,
        subtitle=persons(lang),
        description=sentences.drawn(lang, since),
        months=months_of(series),
    )


def parts(cuts: Cuts, cut: Slice, column: str, **codes: str) -> list[Series]:
    """The series of each code of a dimension that has figures, by short names."""
    found = [
        cut.series(short(cuts.lang, code), codes, {column: code.kode})
        for code in cuts.codelists.by_column[column].parts
    ]
    return [series for series in found if series]


def newest_of(lang: Language, series: Series) -> tuple[str, Figure | None]:
    """The newest month and its figure; nothing where a report has none of it."""
    return (lang.month(series.last), series.newest) if series else ("", None)


def bars_of_whole(lang: Language, id: str, series: Sequence[Series], whole: Series) -> list[Chart]:
    """Bars of the parts of a whole in its newest month; none where they are not all there.

    A report that prints the whole and its parts has been held to their sum. Reports of single
    groups do not tell which of all groups is the largest.
    """
    if not whole:
        return []
    month = whole.last
    now = [replace(s, figures={month: s.figures[month]}) for s in series if month in s.figures]
    if whole.newest.place.rapport not in {s.newest.place.rapport for s in now}:
        return []
    return [newest_bars(lang, id, now, whole=whole, ordered=True)]


def newest_bars(
    lang: Language,
    id: str,
    series: Sequence[Series],
    *,
    whole: Series | None = None,
    ordered: bool = False,
) -> Chart:
    """Bars for the newest month of some series, as shares of a whole where one is given."""
    newest = months_of(series)[-1]
    named = _figures_in(newest, series)
    total = whole.figures.get(newest) if whole else None
    bars = [Bar(name, figure, total) for name, figure in named]
    shared = any(bar.share for bar in bars)
    message = "Antall personer og andel, %(month)s" if shared else "Antall personer, %(month)s"
    return bar_chart(
        lang,
        id,
        bars,
        title=sentences.largest(lang, named, newest),
        subtitle=lang.t(message, month=lang.month(newest)),
        description=sentences.barred(lang, named),
        ordered=ordered,
    )


def key_figures(lang: Language, series: Series) -> list[KeyFigure]:
    """The newest figure with its change, the largest, and the least if no month is hidden."""
    keys = [newest_key(lang, lang.t("Siste tall"), series)]
    published = series.published
    if len(set(published.values())) > 1:
        keys.append(_extreme(lang, series, max(published.values()), lang.t("Flest")))
        if len(published) == len(series.figures):
            keys.append(_extreme(lang, series, min(published.values()), lang.t("Færrest")))
    return keys


def newest_key(lang: Language, heading: str, series: Series) -> KeyFigure:
    """The newest figure of a series, large."""
    return KeyFigure(heading, lang.month(series.last), series.newest, _changes(lang, series))


def _changes(lang: Language, series: Series) -> str:
    changes = (sentences.change(lang, series), sentences.year_change(lang, series))
    return lang.listing([text for text in changes if text])


def _extreme(lang: Language, series: Series, value: int, heading: str) -> KeyFigure:
    """One of the months with the largest or the least figure, by the names of all of them."""
    periode = next(p for p, each in series.published.items() if each == value)
    when = sentences.months_with(lang, series.published, value)
    return KeyFigure(heading, when, series.figures[periode])


def sexes_in_main_groups(
    cuts: Cuts, cut: Slice, name: str, *, new_from: str = "", **codes: str
) -> Section | None:
    """Women and men in each main group: all that a report has of sex for most measures."""
    lang = cuts.lang
    charts, every = [], []
    for group in cuts.codelists["hovedgrupper"].parts:
        series = parts(cuts, cut, "kjonn", hovedgruppe=group.kode, **codes)
        group_name = short(lang, group)
        every += [each.called(f"{group_name}, {each.name.lower()}") for each in series]
        if len(series) == 2 and any(each.published for each in series):
            title = f"{group_name}: {lower_first(sentences.women_and_men(lang, *series))}"
            charts.append(_lines(lang, f"kjonn-{group.kode}", series, title, new_from))
    if not every:
        return None
    caption = lang.t("%(name)s etter hovedgruppe og kjønn", name=name)
    tables = month_tables(lang, "hovedgruppe-kjonn", caption, every, new_from=new_from)
    heading = lang.t("Kvinner og menn i hver hovedgruppe")
    return Section("hovedgruppe-kjonn", heading, (), tuple(charts), tables)
