"""What the pages say of a series in words, worked out from the published figures."""

from __future__ import annotations

from tests.numbers.norsk import capital, count, listing, month, months_after
from tests.numbers.published import Observation, Published, Series

TOO_FEW = "færre enn 4"
_SINCE = {1: "måneden før", 12: "samme måned året før"}
_SUMMER = ("06", "07", "08")


def change(published: Published, series: Series, when: str, months: int = 1) -> int | None:
    """A month's figure less that of so many months before.

    None unless both are published, no month between them lacks a report, and no known break lies
    between them.
    """
    stretch = [months_after(when, -number) for number in range(months + 1)]
    if any(each not in series for each in stretch):
        return None
    if set(published.breaks_of(series[when].codes)) & set(stretch[:-1]):
        return None
    newer, older = series[when].value, series[stretch[-1]].value
    return None if newer is None or older is None else newer - older


def change_told(published: Published, series: Series, when: str, months: int = 1) -> str:
    """The change in words; empty if there is none to tell."""
    changed = change(published, series, when, months)
    if not changed:
        return "" if changed is None else f"like mange som {_SINCE[months]}"
    return f"{count(abs(changed))} {'flere' if changed > 0 else 'færre'} enn {_SINCE[months]}"


def changes_told(published: Published, series: Series) -> str:
    """What has changed to the newest month: since the month and since the year before."""
    told = (change_told(published, series, max(series), months) for months in _SINCE)
    return listing([text for text in told if text])


def level(each: Observation, where: str) -> str:
    """The sentence that tells a newest figure."""
    who = TOO_FEW if each.value is None else count(each.value)
    hidden = " Tallet er skjermet." if each.value is None else ""
    return f"Ved utgangen av {month(each.period)} deltok {who} personer {where}.{hidden}"


def finding(published: Published, series: Series, measure: str = "") -> str:
    """The newest figure as a headline tells it, with the change since the month before.

    Args:
        published: the site's data.
        series: what it tells of.
        measure: the measure's name, where the page is not about it.
    """
    newest = series[max(series)]
    who = TOO_FEW if newest.value is None else count(newest.value)
    what = f"i {measure} i" if measure else "i"
    changed = change_told(published, series, newest.period)
    return f"{who} deltakere {what} {month(newest.period)}" + (f", {changed}" if changed else "")


def summary(published: Published, series: Series, where: str) -> str:
    """All that is told of a series."""
    changed = changes_told(published, series)
    told = [level(series[max(series)], where), f"Det er {changed}." if changed else ""]
    if len(series) > 1 and values_of(series):
        told.append(f"{extremes(series)}.")
    told += [season(series), hidden_told(series)]
    return " ".join(text for text in told if text)


def values_of(series: Series) -> dict[str, int]:
    """The published figures of a series."""
    return {when: each.value for when, each in series.items() if each.value is not None}


def months_with(series: Series, value: int) -> str:
    """The months with a figure, as they are listed: two at most, or the first and how many more."""
    months = [month(when) for when, each in series.items() if each.value == value]
    if len(months) < 3:
        return listing(months)
    others = len(months) - 1
    return f"{months[0]} og {count(others)} andre måneder"


def extremes(series: Series) -> str:
    """The largest figure and, if no month is hidden, the least."""
    values = values_of(series)
    if not values:
        return "Alle tallene er skjermet"
    most, least = max(values.values()), min(values.values())
    whole = len(values) == len(series)
    if whole and most == least:
        return f"Like mange alle månedene: {count(most)}"
    text = f"Flest i {months_with(series, most)}: {count(most)}"
    return f"{text}, færrest i {months_with(series, least)}: {count(least)}" if whole else text


def season(series: Series) -> str:
    """Whether July was the least of the summer in every one of two or more years that tell it."""
    values = values_of(series)
    years = [
        year
        for year in sorted({when[:4] for when in series})
        if all(f"{year}-{number}" in values for number in _SUMMER)
    ]
    dips = [
        values[f"{year}-07"] < values[f"{year}-06"] and values[f"{year}-07"] < values[f"{year}-08"]
        for year in years
    ]
    if len(years) < 2 or not all(dips):
        return ""
    return f"Det var færre i juli enn i juni og august hvert år: {listing(years)}."


def hidden_told(series: Series) -> str:
    """How many of the months are hidden."""
    hidden = len(series) - len(values_of(series))
    if not hidden or len(series) == 1:
        return ""
    which = "Tallet" if hidden == 1 else "Tallene"
    return f"{which} er skjermet for {count(hidden)} av {count(len(series))} måneder."


def same_month(years: dict[str, Series]) -> str:
    """The newest month of the newest year in each year that tells it: «August: 788 i 2019 og …».

    Args:
        years: year → its months, as YYYY-MM of any one year, the newest year first.
    """
    newest = max(next(iter(years.values())))
    values = {
        year: series[newest].value for year, series in reversed(years.items()) if newest in series
    }
    told = [f"{count(value)} i {year}" for year, value in values.items() if value is not None]
    if len(told) < 2:
        return f"Samme måned i {listing(list(reversed(years)))}"
    return f"{capital(month(newest).split(' ')[0])}: {listing(told)}"
