"""Line charts over time."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from generator.model.dimensions import HIDDEN_MAX
from generator.model.figures import Figure, Published
from generator.model.language import Language, capital
from generator.render.axis import Axis, nice_steps
from generator.render.charts import (
    COLOURS,
    DASHES,
    NARROW,
    SHAPES,
    Chart,
    Spec,
    cleaned,
    filled,
)
from generator.render.series import Series, month_index, months_of

HEIGHT: Final = 220
#: The room that a line of writing takes, and about how wide a letter of it is, in pixels.
_LINE: Final = 15
_LETTER: Final = 7.6
_LABEL_LETTERS: Final = 14


def line_chart(
    lang: Language,
    id: str,
    series: Sequence[Series],
    *,
    title: str,
    subtitle: str,
    description: str,
    widths: tuple[int, ...] = (NARROW,),
    months: Sequence[str] = (),
    of_year: bool = False,
) -> Chart:
    """A line for each series (at most five), month by month, each with its name at its end.

    A line is broken at a hidden figure and at a hole. A hidden figure is an open mark at the
    foot, on a bar from 0 to 3; a stretch without a report is a shaded field.

    Args:
        lang: the page's language.
        id: unique on the page.
        series: what to draw; they share the axis of time.
        title: the message.
        subtitle: what is measured.
        description: the picture in words.
        widths: in pixels.
        months: the months that the axis must span, by default those of the series.
        of_year: each series is a year, its months moved to one and the same.
    """
    axis = Axis(lang, sorted({*months, *months_of(series)}), of_year=of_year)
    largest = max([v for each in series for v in each.published.values()], default=0)
    steps = nice_steps(max(largest, 2 * HIDDEN_MAX))
    rows = [row for each in series for row in _line_rows(lang, each, axis, of_year)]
    breaks = [] if of_year else axis.break_rows([b for each in series for b in each.breaks])
    hidden = any("h" in row for row in rows)
    labels = end_labels(series, steps[-1]) if len(series) > 1 else []
    present = {"skjermet": hidden, "hull": axis.holes, "brudd": breaks, "navn": labels}
    written = {step: lang.number(step) for step in steps}
    spec = filled(
        _with_layers(_line_template(len(series)), [name for name, any_ in present.items() if any_]),
        {
            "@names": [each.name for each in series],
            "@ticks": list(axis.ticks),
            "@label": f"({json.dumps(axis.ticks, ensure_ascii=False)})[datum.value]",
            "@last": axis.length,
            "@steps": steps,
            "@written": f"({json.dumps(written, ensure_ascii=False)})[datum.value]",
            "@top": steps[-1],
            "@break": lang.t("brudd"),
        },
    )
    sets = {"tall": rows, "hull": axis.hole_rows(len(widths) > 1), "brudd": breaks, "navn": labels}
    spec["datasets"] = {name: each for name, each in sets.items() if each or name == "tall"}
    spec["padding"] = {
        "left": 14 + 7 * len(written[steps[-1]]),
        "right": 16 + round(_LETTER * max((len(t) for row in labels for t in row["t"]), default=0)),
        "top": 12,
        "bottom": 42,
    }
    notes = [name for name, any_ in (("skjermet", hidden), ("hull", axis.holes)) if any_]
    message = "Brudd fra %(month)s: %(text)s"
    told = tuple(lang.t(message, month=lang.month(row["m"]), text=row["t"]) for row in breaks)
    figures = tuple(figure for each in series for figure in each.figures.values())
    chart = Chart(id, title, subtitle, description, spec, widths, tuple(notes), told, figures)
    return replace(chart, spec=chart.at(widths[0]))


def _line_rows(lang: Language, series: Series, axis: Axis, of_year: bool) -> list[Spec]:
    """A row a figure. Neighbouring published months share a stretch; a line is drawn in each."""
    rows: list[Spec] = []
    stretch, before = 0, -1
    for periode, figure in sorted(series.figures.items()):
        row: Spec = {"m": periode, "x": axis.place(periode), "s": series.name}
        row["t"] = _told(lang, series, periode, figure, of_year)
        if isinstance(figure, Published):
            stretch += month_index(periode) != before + 1
            before = month_index(periode)
            row |= {"v": figure.value, "d": stretch}
        else:
            row |= {"h": 1}
        rows.append(row)
    return rows


def _told(lang: Language, series: Series, periode: str, figure: Figure, of_year: bool) -> str:
    value = hidden_text(lang) if not isinstance(figure, Published) else lang.number(figure.value)
    if of_year:
        return f"{capital(lang.month_name(periode))} {series.name}: {value}"
    return f"{series.name}, {lang.month(periode)}: {value}"


def hidden_text(lang: Language) -> str:
    """A hidden figure in words."""
    return lang.t("skjermet, 0–3 personer")


# -- names at the ends of the lines ---------------------------------------------------------------


def end_labels(series: Sequence[Series], top: int) -> list[Spec]:
    """A row a series: its name in lines, and where the first stands, so that none covers another.

    Args:
        series: the lines.
        top: what the top of the drawing area stands for, in persons.
    """
    names = [wrapped(each.name) for each in series]
    wanted = [HEIGHT * (1 - _end(each) / top) for each in series]
    places = apart(wanted, [_LINE * len(lines) for lines in names], HEIGHT)
    return [
        {"s": each.name, "t": lines, "y": round(place - _LINE * (len(lines) - 1) / 2, 1)}
        for each, lines, place in zip(series, names, places, strict=True)
    ]


def _end(series: Series) -> int:
    """The height of the last mark of a line; a hidden figure's is at the foot."""
    return series.newest.value if isinstance(series.newest, Published) else 0


def wrapped(name: str, letters: int = _LABEL_LETTERS) -> list[str]:
    """A name in lines of about so many letters, parted at spaces."""
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if len(longer) <= letters or not lines[-1] else [*lines, word]
    return lines


def apart(wanted: Sequence[float], heights: Sequence[int], room: int) -> list[float]:
    """The middles of labels as near to where they are wanted as can be without overlap.

    Args:
        wanted: their middles, in pixels from the top.
        heights: how high each is, in pixels.
        room: how high the drawing area is; they keep within it as long as there is room.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = list(wanted)
    edge = -_LINE / 2
    for i in order:
        places[i] = max(places[i], edge + heights[i] / 2)
        edge = places[i] + heights[i] / 2
    edge = room + _LINE / 2
    for i in reversed(order):
        places[i] = min(places[i], edge - heights[i] / 2)
        edge = places[i] - heights[i] / 2
    return places


# -- the template ---------------------------------------------------------------------------------


@functools.cache
def _line_template(count: int) -> Spec:
    """The template for ``count`` series, with every layer; a chart leaves out what it lacks."""
    import altair as alt

    x_axis = alt.Axis(values=["@ticks"], labelExpr="@label")
    x_scale = alt.Scale(domain=[0, "@last"], nice=False, zero=False, padding=8)
    x = alt.X("x:Q", axis=x_axis, scale=x_scale, title=None)
    y_axis = alt.Axis(values=["@steps"], labelExpr="@written", grid=True)
    y_scale = alt.Scale(domain=[0, "@top"], nice=False)
    y = alt.Y("v:Q", axis=y_axis, scale=y_scale, title=None)
    base = alt.Chart(alt.NamedData("tall")).encode(x=x, color=_colour(count))
    shown = base.transform_filter("isValid(datum.v)").encode(y=y)
    line = shown.mark_line(strokeWidth=2.25, strokeJoin="round").encode(detail="d:N")
    points = shown.mark_point(filled=True, size=34, opacity=1).encode(tooltip="t:N")
    if count > 1:
        line = line.encode(strokeDash=_scale(alt.StrokeDash, DASHES[:count]))
        points = points.encode(shape=_scale(alt.Shape, SHAPES[:count]))
    layers = [*_break_marks(), *hole_marks(), *hidden_marks(base), line, points]
    layers += _name_marks(count)
    spec: Spec = alt.layer(*layers, height=HEIGHT, autosize="none").to_dict(validate=False)
    return cleaned(spec)


def _colour(count: int) -> Any:  # noqa: ANN401
    import altair as alt

    return alt.value(COLOURS[0]) if count == 1 else _scale(alt.Color, COLOURS[:count])


def _scale(channel: Any, values: Sequence[Any]) -> Any:  # noqa: ANN401
    import altair as alt

    scale = alt.Scale(domain=["@names"], range=list(values))
    return channel("s:N", scale=scale, legend=None, title=None)


def hidden_marks(base: Any) -> list[Any]:  # noqa: ANN401
    """A bar from 0 to 3 and an open diamond at its foot."""
    import altair as alt

    hidden = base.transform_filter("datum.h == 1")
    band = hidden.mark_rule(strokeWidth=4, opacity=0.4).encode(
        y=alt.YDatum(0), y2=alt.Y2Datum(HIDDEN_MAX)
    )
    mark = hidden.mark_point(shape="diamond", filled=False, size=60, strokeWidth=1.5, opacity=1)
    return _named("skjermet", band, mark.encode(y=alt.YDatum(0), tooltip="t:N"))


def _name_marks(count: int) -> list[Any]:
    """The name of each series to the right of the drawing area, at the height of its end."""
    import altair as alt

    if count == 1:
        return []
    label = alt.Chart(alt.NamedData("navn")).mark_text(
        align="left", baseline="middle", dx=8, lineHeight=_LINE, fontWeight=600
    )
    encoded = label.encode(
        x=alt.value("width"),
        y=alt.Y("y:Q", scale=None, axis=None),
        text="t:N",
        color=_colour(count),
    )
    return _named("navn", encoded)


def hole_marks() -> list[Any]:
    """A shaded field for each stretch without a report, with words in it (data ``hull``)."""
    import altair as alt

    field = alt.Chart(alt.NamedData("hull"))
    rect = field.mark_rect(fill="var(--hull)", opacity=1).encode(x="fra:Q", x2="til:Q")
    label = field.mark_text(fontSize=12, fill="var(--dempet)", baseline="top", lineHeight=_LINE)
    return _named("hull", rect, label.encode(x="midt:Q", y=alt.value(6), text="t:N"))


def _break_marks() -> list[Any]:
    """A dashed line between two months, with a word at its top."""
    import altair as alt

    field = alt.Chart(alt.NamedData("brudd")).encode(x="x:Q")
    rule = field.mark_rule(stroke="var(--dempet)", strokeDash=[4, 3], strokeWidth=1.5)
    label = field.mark_text(fontSize=12, fill="var(--dempet)", align="left", baseline="top", dx=4)
    label = label.encode(y=alt.value(0), text=alt.value("@break"))
    return _named("brudd", rule.encode(tooltip="t:N"), label)


def _named(name: str, *layers: Any) -> list[Any]:  # noqa: ANN401
    """Layers that a chart has or has not, by a common name."""
    return [layer.properties(name=f"{name}-{number}") for number, layer in enumerate(layers, 1)]


def _with_layers(template: Spec, names: Collection[str]) -> Spec:
    """A template with those of its named layers that are wanted."""
    layers = [
        layer
        for layer in template["layer"]
        if (name := layer.get("name", "view").split("-")[0]) in names or name.startswith("view")
    ]
    return {**template, "layer": layers}


def by_year(series: Series, most: int = 5) -> list[Series]:
    """A series parted into years, the newest first, their months moved to one and the same year.

    Each is called by its year; breaks within a year no longer have a place and are left out.
    """
    years = sorted({periode[:4] for periode in series.figures}, reverse=True)[:most]
    return [Series(year, _moved(series.in_year(year))) for year in years]


def _moved(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {f"2000-{periode[5:]}": figure for periode, figure in figures.items()}
