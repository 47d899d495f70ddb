"""Sentences about the figures, in bokmål, made by rules from published figures alone."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.figures import Derived, Figure, Published, difference
from generator.render.language import listing, month, number, plural
from generator.render.series import Series, month_index

TOO_FEW = "færre enn 4"


def level(series: Series, what: str) -> str:
    """The newest figure: «Ved utgangen av august 2024 deltok 8 290 personer i …»."""
    when = f"Ved utgangen av {month(series.last)}"
    if isinstance(series.newest, Published):
        return f"{when} deltok {number(series.newest.value)} personer {what}."
    return f"{when} deltok {TOO_FEW} personer {what}. Tallet er skjermet."


def change(series: Series) -> str:
    """The change since the month before: «371 flere enn måneden før»; empty if not known."""
    changed = monthly_change(series)
    if changed is None:
        return ""
    if changed.value == 0:
        return "like mange som måneden før"
    more = "flere" if changed.value > 0 else "færre"
    return f"{number(abs(int(changed.value)))} {more} enn måneden før"


def monthly_change(series: Series) -> Derived | None:
    """The newest figure less that of the month before, if both are published and comparable."""
    if series.broken_at(series.last):
        return None
    return difference(series.newest, _previous(series))


def _previous(series: Series) -> Figure | None:
    return next(
        (f for p, f in series.figures.items() if month_index(p) == month_index(series.last) - 1),
        None,
    )


def extremes(series: Series) -> str:
    """«Flest i oktober 2019: 1 654. Færrest i juli 2024: 412.» The least only if none is hidden."""
    published = series.published
    if not published:
        return "Alle tallene er skjermet"
    high = max(published.values())
    low = min(published.values())
    if high == low and len(published) == len(series.figures):
        return f"Like mange alle månedene: {number(high)}"
    text = f"Flest i {months_with(published, high)}: {number(high)}"
    if len(published) == len(series.figures):
        text += f", færrest i {months_with(published, low)}: {number(low)}"
    return text


def months_with(published: dict[str, int], value: int) -> str:
    """The months with a figure, by name; of more than two the first."""
    months = [periode for periode, each in published.items() if each == value]
    if len(months) > 2:
        return f"{month(months[0])} og {plural(len(months) - 1, 'annen måned', 'andre måneder')}"
    return listing([month(periode) for periode in months])


def women_and_men(women: Series, men: Series) -> str:
    """«Flere kvinner enn menn i august 2024: 4 474 mot 3 816»."""
    last = max(women.last, men.last)
    one, other = women.figures.get(last), men.figures.get(last)
    if not (isinstance(one, Published) and isinstance(other, Published)):
        return f"Kvinner og menn: minst ett av tallene for {month(last)} er skjermet"
    if one.value == other.value:
        return f"Like mange kvinner som menn i {month(last)}: {number(one.value)} av hver"
    more, fewer = ("kvinner", "menn") if one.value > other.value else ("menn", "kvinner")
    high, low = max(one.value, other.value), min(one.value, other.value)
    return f"Flere {more} enn {fewer} i {month(last)}: {number(high)} mot {number(low)}"


def largest(named: Sequence[tuple[str, Figure]], periode: str, what: str = "Flest") -> str:
    """«Flest i august 2024: Oslo, 282»; hidden ones are under 4 and never the largest."""
    published = [(name, f.value) for name, f in named if isinstance(f, Published)]
    if not published:
        return f"Alle tallene for {month(periode)} er skjermet"
    high = max(value for _, value in published)
    names = [name for name, value in published if value == high]
    return f"{what} i {month(periode)}: {listing(names)}, {number(high)}"


def drawn(series: Sequence[Series]) -> str:
    """A line chart in words, for those who do not see it."""
    parts = [f"{each.name}: {_run(each)}" for each in series if each]
    return "Linjediagram. " + " ".join(f"{part}." for part in parts)


def _run(series: Series) -> str:
    ends = [min(series.figures), series.last]
    told = [f"{_value(series.figures[p])} i {month(p)}" for p in dict.fromkeys(ends)]
    hidden = len(series.figures) - len(series.published)
    text = " og ".join(told)
    return text + (f"; {plural(hidden, 'måned', 'måneder')} skjermet" if hidden else "")


def _value(figure: Figure) -> str:
    return number(figure.value) if isinstance(figure, Published) else "skjermet (0–3)"


def barred(named: Sequence[tuple[str, Figure]]) -> str:
    """A bar chart in words."""
    return (
        "Stolpediagram. " + ", ".join(f"{name}: {_value(figure)}" for name, figure in named) + "."
    )
