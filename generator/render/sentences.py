"""Sentences about the figures, made by rules from published figures alone.

No sentence reaches across a hole or a break, and none is made from a hidden figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.figures import Derived, Figure, Published, difference
from generator.model.language import Language, capital
from generator.render.series import Series, month_index, month_of


def level(lang: Language, series: Series, where: str) -> str:
    """The newest figure: «Ved utgangen av august 2024 deltok 8 290 personer i …»."""
    when = lang.month(series.last)
    if isinstance(series.newest, Published):
        count = lang.number(series.newest.value)
        message = "Ved utgangen av %(month)s deltok %(count)s personer %(where)s."
        return lang.t(message, month=when, count=count, where=where)
    message = "Ved utgangen av %(month)s deltok færre enn 4 personer %(where)s. Tallet er skjermet."
    return lang.t(message, month=when, where=where)


def finding(lang: Language, series: Series, what: str = "") -> str:
    """The newest figure as a headline: «331 deltakere i august 2024, 26 flere enn måneden før».

    Args:
        lang: the page's language.
        series: whose newest figure it is.
        what: the measure that they take part in, where the page is not about it.
    """
    when = lang.month(series.last)
    if not isinstance(series.newest, Published):
        if what:
            return lang.t("færre enn 4 deltakere i %(what)s i %(month)s", what=what, month=when)
        return lang.t("færre enn 4 deltakere i %(month)s", month=when)
    count = lang.number(series.newest.value)
    message = "%(count)s deltakere i %(month)s"
    if what:
        message = "%(count)s deltakere i %(what)s i %(month)s"
    text = lang.t(message, count=count, what=what, month=when)
    changed = change(lang, series)
    return f"{text}, {changed}" if changed else text


def summary(lang: Language, series: Series, where: str) -> str:
    """All that is to be said of a series in a few sentences; also its chart in words."""
    return " ".join([level(lang, series, where), *_more(lang, series)])


def _more(lang: Language, series: Series) -> Iterator[str]:
    if changes := [text for text in (change(lang, series), year_change(lang, series)) if text]:
        yield lang.t("Det er %(changes)s.", changes=lang.listing(changes))
    if len(series.figures) > 1 and series.published:
        yield f"{extremes(lang, series)}."
    if text := season(lang, series):
        yield text
    if text := hidden_months(lang, series):
        yield text


def change(lang: Language, series: Series) -> str:
    """The change since the month before: «371 flere enn måneden før»; empty if not known."""
    changed = monthly_change(series)
    if changed is None:
        return ""
    return _compared(
        lang,
        int(changed.value),
        lang.t("måneden før"),
    )


def year_change(lang: Language, series: Series) -> str:
    """The change since the same month of the year before; empty if not known."""
    changed = yearly_change(series)
    if changed is None:
        return ""
    return _compared(lang, int(changed.value), lang.t("samme måned året før"))


def _compared(lang: Language, change: int, when: str) -> str:
    if change == 0:
        return lang.t("like mange som %(when)s", when=when)
    count = lang.number(abs(change))
    if change > 0:
        return lang.t("%(count)s flere enn %(when)s", count=count, when=when)
    return lang.t("%(count)s færre enn %(when)s", count=count, when=when)


def monthly_change(series: Series) -> Derived | None:
    """The newest figure less that of the month before, if both are published and comparable."""
    return _change_over(series, 1)


def yearly_change(series: Series) -> Derived | None:
    """The newest figure less that of twelve months before, likewise."""
    return _change_over(series, 12)


def _change_over(series: Series, count: int) -> Derived | None:
    """The change over some months; None if a break, a hole or a hidden figure is in the way."""
    last = month_index(series.last)
    months = [month_of(index) for index in range(last - count, last + 1)]
    if any(periode not in series.figures for periode in months):
        return None
    if any(series.broken_at(periode) for periode in months[1:]):
        return None
    return difference(series.newest, series.figures[months[0]])


def extremes(lang: Language, series: Series) -> str:
    """«Flest i oktober 2019: 1 654, færrest i juli 2024: 412»; the least only if none is hidden."""
    published = series.published
    if not published:
        return lang.t("Alle tallene er skjermet")
    high = max(published.values())
    low = min(published.values())
    whole = len(published) == len(series.figures)
    if high == low and whole:
        return lang.t("Like mange alle månedene: %(count)s", count=lang.number(high))
    most = months_with(lang, published, high)
    if not whole:
        return lang.t("Flest i %(most)s: %(high)s", most=most, high=lang.number(high))
    return lang.t(
        "Flest i %(most)s: %(high)s, færrest i %(least)s: %(low)s",
        most=most,
        high=lang.number(high),
        least=months_with(lang, published, low),
        low=lang.number(low),
    )


def months_with(lang: Language, published: Mapping[str, int], value: int) -> str:
    """The months with a figure, by name; of more than two the first."""
    months = [periode for periode, each in published.items() if each == value]
    if len(months) > 2:
        first = lang.month(months[0])
        return lang.n(
            "%(first)s og %(count)s annen måned",
            "%(first)s og %(count)s andre måneder",
            len(months) - 1,
            first=first,
        )
    return lang.listing([lang.month(periode) for periode in months])


def season(lang: Language, series: Series) -> str:
    """Whether July was below June and August in every year, of two or more that have the three."""
    years = sorted({periode[:4] for periode in series.figures})
    summers = [[series.published.get(f"{year}-{m:02d}") for m in (6, 7, 8)] for year in years]
    known = [(y, s) for y, s in zip(years, summers, strict=True) if None not in s]
    if len(known) < 2 or not all(july < min(june, august) for _, (june, july, august) in known):  # type: ignore[operator,type-var]
        return ""
    when = lang.listing([year for year, _ in known])
    return lang.t("Det var færre i juli enn i juni og august hvert år: %(years)s.", years=when)


def hidden_months(lang: Language, series: Series) -> str:
    """How many of the months are hidden; empty if none is, or if there is but one month."""
    hidden = len(series.figures) - len(series.published)
    if not hidden or len(series.figures) == 1:
        return ""
    return lang.n(
        "Tallet er skjermet for %(count)s av %(months)s måneder.",
        "Tallene er skjermet for %(count)s av %(months)s måneder.",
        hidden,
        months=lang.number(len(series.figures)),
    )


def women_and_men(lang: Language, women: Series, men: Series) -> str:
    """«Flere kvinner enn menn i august 2024: 4 474 mot 3 816»."""
    last = max(women.last, men.last)
    one, other = women.figures.get(last), men.figures.get(last)
    when = lang.month(last)
    if other is None:
        return lang.t("Rapporten har bare tall for kvinner i %(month)s", month=when)
    if one is None:
        return lang.t("Rapporten har bare tall for menn i %(month)s", month=when)
    if not (isinstance(one, Published) and isinstance(other, Published)):
        message = "Minst ett av tallene for kvinner og menn i %(month)s er skjermet"
        return lang.t(message, month=when)
    high = lang.number(max(one.value, other.value))
    low = lang.number(min(one.value, other.value))
    if one.value == other.value:
        message = "Like mange kvinner som menn i %(month)s: %(count)s av hver"
        return lang.t(message, month=when, count=high)
    if one.value > other.value:
        message = "Flere kvinner enn menn i %(month)s: %(high)s mot %(low)s"
    else:
        message = "Flere menn enn kvinner i %(month)s: %(high)s mot %(low)s"
    return lang.t(message, month=when, high=high, low=low)


def largest(lang: Language, named: Sequence[tuple[str, Figure]], periode: str) -> str:
    """«Flest i august 2024: Oslo, 282»; hidden ones are under 4 and never the largest."""
    published = [(name, f.value) for name, f in named if isinstance(f, Published)]
    if not published:
        return lang.t("Alle tallene for %(month)s er skjermet", month=lang.month(periode))
    high = max(value for _, value in published)
    names = [name for name, value in published if value == high]
    return lang.t(
        "Flest i %(month)s: %(names)s, %(count)s",
        month=lang.month(periode),
        names=lang.listing(names),
        count=lang.number(high),
    )


def drawn(lang: Language, series: Sequence[Series]) -> str:
    """A line chart in words, for those who do not see it."""
    parts = [f"{each.name}: {_run(lang, each)}." for each in series if each]
    return " ".join([lang.t("Linjediagram."), *parts])


def _run(lang: Language, series: Series) -> str:
    ends = dict.fromkeys([min(series.figures), series.last])
    told = [
        lang.t("%(value)s i %(month)s", value=_value(lang, series.figures[p]), month=lang.month(p))
        for p in ends
    ]
    hidden = len(series.figures) - len(series.published)
    text = lang.listing(told)
    if not hidden:
        return text
    return f"{text}; " + lang.n("%(count)s måned skjermet", "%(count)s måneder skjermet", hidden)


def drawn_years(lang: Language, years: Sequence[Series]) -> str:
    """A chart with a line a year in words: the ends of each, its months named without a year."""
    parts = [f"{each.name}: {_run_of_year(lang, each)}." for each in reversed(years)]
    return " ".join([lang.t("Linjediagram."), *parts])


def _run_of_year(lang: Language, series: Series) -> str:
    message = "%(value)s i %(month)s"
    ends = dict.fromkeys([min(series.figures), series.last])
    told = [(_value(lang, series.figures[p]), lang.month_name(p)) for p in ends]
    return lang.listing([lang.t(message, value=value, month=name) for value, name in told])


def same_month(lang: Language, years: Sequence[Series]) -> str:
    """«August: 595 i 2024, 1 155 i 2019»: the newest month in each year that has published it."""
    newest = years[0].last
    found = [(y.name, f) for y in years if isinstance(f := y.figures.get(newest), Published)]
    if len(found) < 2:
        names = lang.listing([each.name for each in reversed(years)])
        return lang.t("Samme måned i %(years)s", years=names)
    told = [
        lang.t("%(count)s i %(year)s", count=lang.number(figure.value), year=name)
        for name, figure in reversed(found)
    ]
    return f"{capital(lang.month_name(newest))}: {lang.listing(told)}"


def _value(lang: Language, figure: Figure) -> str:
    if isinstance(figure, Published):
        return lang.number(figure.value)
    return lang.t("skjermet (0–3)")


def barred(lang: Language, named: Sequence[tuple[str, Figure]]) -> str:
    """A bar chart in words."""
    told = ", ".join(f"{name}: {_value(lang, figure)}" for name, figure in named)
    return lang.t("Stolpediagram.") + f" {told}."
