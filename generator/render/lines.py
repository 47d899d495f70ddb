"""Line charts over time."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
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
    looked_up,
)
from generator.render.endlabels import end_labels
from generator.render.marks import HEIGHT, LINE, axes, break_marks, hidden_marks, hole_marks, named
from generator.render.series import Series, months_of

#: About how wide a letter of a name is, in pixels.
_LETTER: Final = 7.6

#: Rows of data by the name of the set.
_Sets = dict[str, list[Spec]]


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
    sets = {
        "tall": [row for each in series for row in _line_rows(lang, each, axis, of_year)],
        "hull": axis.hole_rows(len(widths) > 1),
        "brudd": [] if of_year else axis.break_rows([b for each in series for b in each.breaks]),
        "navn": end_labels(series, steps[-1], HEIGHT) if len(series) > 1 else [],
    }
    spec = _spec(lang, [each.name for each in series], axis, steps, sets)
    present = (("skjermet", _has_hidden(sets)), ("hull", axis.holes))
    notes = tuple(name for name, any_ in present if any_)
    told = tuple(_told_break(lang, row) for row in sets["brudd"])
    figures = tuple(figure for each in series for figure in each.figures.values())
    chart = Chart(id, title, subtitle, description, spec, widths, notes, told, figures)
    return replace(chart, spec=chart.at(widths[0]))


def _has_hidden(sets: _Sets) -> bool:
    return any("h" in row for row in sets["tall"])


def _spec(
    lang: Language, names: Sequence[str], axis: Axis, steps: Sequence[int], sets: _Sets
) -> Spec:
    """The template with its places filled, without the layers that there is nothing for.

    Args:
        lang: the page's language.
        names: those of the series.
        axis: the axis of time.
        steps: the counts that are written at the other axis.
        sets: the data by the name that the layers know it by.
    """
    shown = [name for name, rows in sets.items() if rows]
    if _has_hidden(sets):
        shown.append("skjermet")
    written = {step: lang.number(step) for step in steps}
    places = {
        "@names": [*names],
        "@ticks": list(axis.ticks),
        "@label": looked_up(axis.ticks),
        "@last": axis.length,
        "@steps": [*steps],
        "@written": looked_up(written),
        "@top": steps[-1],
        "@break": lang.t("brudd"),
    }
    longest = max((len(line) for row in sets["navn"] for line in row["t"]), default=0)
    spec = filled(_with_layers(_line_template(len(names)), shown), places)
    spec["datasets"] = {name: rows for name, rows in sets.items() if rows or name == "tall"}
    spec["padding"] = {
        "left": 14 + 7 * len(written[steps[-1]]),
        "right": 16 + round(_LETTER * longest),
        "top": 12,
        "bottom": 42,
    }
    return spec


def _line_rows(lang: Language, series: Series, axis: Axis, of_year: bool) -> list[Spec]:
    """A row a figure; a line is drawn through each stretch of published ones."""
    rows: list[Spec] = []
    for periode, figure in sorted(series.figures.items()):
        row: Spec = {"m": periode, "x": axis.place(periode), "s": series.name}
        row["t"] = _told(lang, series, periode, figure, of_year)
        if isinstance(figure, Published):
            row |= {"v": figure.value, "d": series.stretches[periode]}
        else:
            row |= {"h": 1}
        rows.append(row)
    return rows


def _told(lang: Language, series: Series, periode: str, figure: Figure, of_year: bool) -> str:
    value = hidden_text(lang) if not isinstance(figure, Published) else lang.number(figure.value)
    if of_year:
        return f"{capital(lang.month_name(periode))} {series.name}: {value}"
    return f"{series.name}, {lang.month(periode)}: {value}"


def _told_break(lang: Language, row: Spec) -> str:
    return lang.t("Brudd fra %(month)s: %(text)s", month=lang.month(row["m"]), text=row["t"])


def hidden_text(lang: Language) -> str:
    """A hidden figure in words."""
    return lang.t("skjermet, 0–3 personer")


# -- the template ---------------------------------------------------------------------------------


@functools.cache
def _line_template(count: int) -> Spec:
    """The template for ``count`` series, with every layer; a chart leaves out what it lacks."""
    import altair as alt

    x, y = axes(8)
    base = alt.Chart(alt.NamedData("tall")).encode(x=x, color=_colour(count))
    shown = base.transform_filter("isValid(datum.v)").encode(y=y)
    line = shown.mark_line(strokeWidth=2.25, strokeJoin="round").encode(detail="d:N")
    points = shown.mark_point(filled=True, size=34, opacity=1).encode(tooltip="t:N")
    if count > 1:
        line = line.encode(strokeDash=_scale(alt.StrokeDash, DASHES[:count]))
        points = points.encode(shape=_scale(alt.Shape, SHAPES[:count]))
    breaks = named("brudd", *break_marks(alt.value("@break")))
    layers = [*breaks, *hole_marks(), *hidden_marks(base), line, points, *_name_marks(count)]
    spec: Spec = alt.layer(*layers, height=HEIGHT, autosize="none").to_dict(validate=False)
    return cleaned(spec)


def _colour(count: int) -> Any:  # noqa: ANN401
    import altair as alt

    return alt.value(COLOURS[0]) if count == 1 else _scale(alt.Color, COLOURS[:count])


def _scale(channel: Any, values: Sequence[Any]) -> Any:  # noqa: ANN401
    import altair as alt

    scale = alt.Scale(domain=["@names"], range=list(values))
    return channel("s:N", scale=scale, legend=None, title=None)


def _name_marks(count: int) -> list[Any]:
    """The name of each series to the right of the drawing area, at the height of its end."""
    import altair as alt

    if count == 1:
        return []
    label = alt.Chart(alt.NamedData("navn")).mark_text(
        align="left", baseline="middle", dx=8, lineHeight=LINE, fontWeight=600
    )
    encoded = label.encode(
        x=alt.value("width"),
        y=alt.Y("y:Q", scale=None, axis=None),
        text="t:N",
        color=_colour(count),
    )
    return named("navn", encoded)


def _with_layers(template: Spec, names: Collection[str]) -> Spec:
    """A template with those of its named layers that are wanted."""
    layers = [
        layer
        for layer in template["layer"]
        if (name := layer.get("name", "view").split("-")[0]) in names or name.startswith("view")
    ]
    return {**template, "layer": layers}
