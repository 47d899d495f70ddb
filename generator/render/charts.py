"""Charts as Vega-Lite specs, made with Altair.

Building and checking a spec with Altair costs as much as drawing it, so each kind of chart is
built once as a template; a chart is a template with its data, ticks and names put in. A spec is
drawn at build time (:mod:`generator.render.svg`) and stands in the page as it is, so that what a
reader plays with is what was drawn.

Colours are the page's own (``var(--…)``), so that one drawing serves light and dark. The drawing
area has a fixed place (``autosize: none``): nothing depends on how wide some machine's font is.
"""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.model.codelists import Break
from generator.model.dimensions import HIDDEN_MAX
from generator.model.figures import Figure, Published
from generator.render.language import MONTHS_SHORT, NUMBER_LOCALE, month, number
from generator.render.series import Series, holes_in, month_index, month_of, months_of

Spec = dict[str, Any]

WIDE: Final = 680
NARROW: Final = 340
HIDDEN_TEXT: Final = "skjermet, 0–3 personer"

_COLOURS: Final = ("var(--serie-1)", "var(--serie-2)", "var(--serie-3)")
_DASHES: Final = ([1, 0], [6, 3], [2, 2])
_SHAPES: Final = ("circle", "square", "triangle-up")
_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"

#: The look that all charts share; vl-convert and the page's own runtime are given the same.
CONFIG: Final[Spec] = {
    "aria": False,
    "font": _FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "text": {"fontSize": 13, "fill": "var(--tekst)"},
    "axis": {
        "labelFontSize": 12,
        "labelColor": "var(--dempet)",
        "labelPadding": 6,
        "labelLimit": 0,
        "labelOverlap": False,
        "labelBound": False,
        "labelFlush": False,
        "domainColor": "var(--akse)",
        "tickColor": "var(--akse)",
        "gridColor": "var(--rutenett)",
        "title": None,
    },
    "axisY": {"domain": False, "ticks": False},
    "axisX": {"grid": False, "tickSize": 5},
    "legend": {
        "title": None,
        "labelFontSize": 13,
        "labelColor": "var(--tekst)",
        "labelLimit": 0,
        "symbolSize": 80,
        "symbolStrokeWidth": 2,
        "symbolOpacity": 1,
        "rowPadding": 4,
    },
    "locale": {"number": NUMBER_LOCALE},
}


@dataclass(frozen=True)
class Chart:
    """A chart of a page.

    Attributes:
        id: unique on its page; becomes part of addresses.
        title: the message, read before the picture.
        subtitle: what is measured, and when.
        description: the picture in words, for those who do not see it.
        spec: the Vega-Lite spec, at its first width.
        widths: the widths in which it is drawn, in pixels; the page shows the one that fits.
        notes: what hidden figures and holes look like, if there are any.
        breaks: the breaks that are marked, in words.
    """

    id: str
    title: str
    subtitle: str
    description: str
    spec: Spec
    widths: tuple[int, ...]
    notes: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()

    def at(self, width: int) -> Spec:
        """The spec at a width."""
        padding = self.spec["padding"]
        return {**self.spec, "width": width - padding["left"] - padding["right"]}


# -- lines over time ------------------------------------------------------------------------------


def line_chart(
    id: str,
    series: Sequence[Series],
    *,
    title: str,
    subtitle: str,
    description: str,
    widths: tuple[int, ...] = (NARROW,),
    months: Sequence[str] = (),
) -> Chart:
    """A line for each series (at most three), month by month.

    A line is broken at a hidden figure and at a hole. A hidden figure is an open mark at the
    foot, on a bar from 0 to 3; a stretch without a report is a shaded field.

    Args:
        id: unique on the page.
        series: what to draw; they share the axis of time.
        title: the message.
        subtitle: what is measured.
        description: the picture in words.
        widths: in pixels.
        months: the months that the axis must span, by default those of the series.
    """
    spanned = sorted({*months, *months_of(series)})
    axis = _Axis(spanned)
    largest = max([v for each in series for v in each.published.values()], default=0)
    steps = nice_steps(max(largest, 2 * HIDDEN_MAX))
    rows = [row for each in series for row in _line_rows(each, axis)]
    breaks = axis.break_rows([b for each in series for b in each.breaks])
    hidden = any("h" in row for row in rows)
    present = {"skjermet": hidden, "hull": axis.holes, "brudd": breaks}
    drawn = [name for name, rows_of_it in present.items() if rows_of_it]
    spec = _filled(
        _with_layers(_line_template(len(series)), drawn),
        {
            "@names": [each.name for each in series],
            "@ticks": list(axis.ticks),
            "@label": f"({json.dumps(axis.ticks, ensure_ascii=False)})[datum.value]",
            "@last": axis.length,
            "@steps": steps,
            "@top": steps[-1],
        },
    )
    spec["datasets"] = {"tall": rows}
    spec["datasets"] |= {"hull": axis.hole_rows()} if axis.holes else {}
    spec["datasets"] |= {"brudd": breaks} if breaks else {}
    top = 16 + 20 * len(series) if len(series) > 1 else 12
    spec["padding"] = {
        "left": 14 + 7 * len(number(steps[-1])),
        "right": 14,
        "top": top,
        "bottom": 42,
    }
    notes = _notes(hidden, axis.holes)
    told = tuple(f"Brudd fra {month(row['m'])}: {row['t']}" for row in breaks)
    chart = Chart(id, title, subtitle, description, spec, widths, notes, told)
    return replace(chart, spec=chart.at(widths[0]))


def _notes(hidden: bool, holes: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    notes = []
    if hidden:
        notes.append("skjermet")
    if holes:
        notes.append("hull")
    return tuple(notes)


#: A stretch without a report takes the room of so many months, however long it is.
_HOLE_ROOM: Final = 6


class _Axis:
    """The axis of time: a place for each month, and a short field for each hole.

    A hole of years at true length would leave no room for the months; it is drawn short, shaded,
    and says which years it stands for.
    """

    def __init__(self, months: Sequence[str]) -> None:
        self.holes = holes_in(months)
        first, last = month_index(months[0]), month_index(months[-1])
        self._shifts = [
            (month_index(end) + 1, max(month_index(end) - month_index(start) + 1 - _HOLE_ROOM, 0))
            for start, end in self.holes
        ]
        self._first, self._last = first, last
        self.length = self.place(months[-1])
        self.ticks = {
            self.place(m): _tick_text(m, m == months[0]) for m in self._named(first, last)
        }

    def place(self, periode: str) -> int:
        """Where a month stands, from 0."""
        index = month_index(periode)
        return index - self._first - sum(cut for after, cut in self._shifts if index >= after)

    def _named(self, first: int, last: int) -> list[str]:
        """The months to name: quarters, half years or years, as there is room; none in a hole."""
        step = next((s for room, s in _TICK_STEPS if self.length < room), 12)
        while self.length // step > 9:
            step += 12
        start = first + (-first) % step
        absent = [(month_index(a), month_index(b)) for a, b in self.holes]
        shown = range(start, last + 1, step)
        return [month_of(i) for i in shown if not any(a <= i <= b for a, b in absent)]

    def hole_rows(self) -> list[Spec]:
        """A row a hole: from, to, middle (places), and what it says."""
        rows = []
        for start, end in self.holes:
            after = self.place(month_of(month_index(end) + 1))
            before = self.place(month_of(month_index(start) - 1))
            text = ["ingen", "rapport", *hole_text(start, end)]
            rows.append(
                {"fra": before + 0.5, "til": after - 0.5, "midt": (before + after) / 2, "t": text}
            )
        return rows

    def break_rows(self, breaks: Sequence[Break]) -> list[Spec]:
        """A row a break that lies between two months of the axis: where, when and what."""
        months = {b.maaned: b.tekst for b in breaks if self._spans(b.maaned)}
        return [{"x": self.place(m) - 0.5, "m": m, "t": text} for m, text in sorted(months.items())]

    def _spans(self, periode: str) -> bool:
        index = month_index(periode)
        in_hole = any(month_index(a) <= index <= month_index(b) + 1 for a, b in self.holes)
        return self._first < index <= self._last and not in_hole


_TICK_STEPS: Final = ((8, 2), (15, 3), (40, 6))


def hole_text(start: str, end: str) -> list[str]:
    """A hole in few letters: «2020–2023», or its first and last month."""
    if start[5:] == "01" and end[5:] == "12":
        return [start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"]
    return [_short(start) + "–", _short(end)]


def _short(periode: str) -> str:
    return f"{MONTHS_SHORT[int(periode[5:]) - 1]} {periode[:4]}"


def _tick_text(periode: str, first: bool) -> str | list[str]:
    name = MONTHS_SHORT[int(periode[5:]) - 1]
    return [name, periode[:4]] if first or periode[5:] == "01" else name


def _line_rows(series: Series, axis: _Axis) -> list[Spec]:
    """A row a figure. Neighbouring published months share a stretch; a line is drawn in each."""
    rows: list[Spec] = []
    stretch, before = 0, -1
    for periode, figure in sorted(series.figures.items()):
        row: Spec = {"m": periode, "x": axis.place(periode), "s": series.name}
        row["t"] = _told(series, periode, figure)
        if isinstance(figure, Published):
            stretch += month_index(periode) != before + 1
            before = month_index(periode)
            row |= {"v": figure.value, "d": stretch}
        else:
            row |= {"h": 1}
        rows.append(row)
    return rows


def _told(series: Series, periode: str, figure: Figure) -> str:
    value = number(figure.value) if isinstance(figure, Published) else HIDDEN_TEXT
    return f"{series.name}, {month(periode)}: {value}"


def nice_steps(largest: int, most: int = 5) -> list[int]:
    """Round steps from 0 to past ``largest``, at most ``most`` of them after 0."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if largest <= most * step:
                return list(range(0, -(-largest // step) * step + 1, step))
        size *= 10


@functools.cache
def _line_template(count: int) -> Spec:
    """The template for ``count`` series, with every layer; a chart leaves out what it lacks."""
    import altair as alt

    x_axis = alt.Axis(values=["@ticks"], labelExpr="@label")
    x_scale = alt.Scale(domain=[0, "@last"], nice=False, zero=False, padding=8)
    x = alt.X("x:Q", axis=x_axis, scale=x_scale, title=None)
    y_axis = alt.Axis(values=["@steps"], format=",d", grid=True)
    y_scale = alt.Scale(domain=[0, "@top"], nice=False)
    y = alt.Y("v:Q", axis=y_axis, scale=y_scale, title=None)
    base = alt.Chart(alt.NamedData("tall")).encode(x=x, **_series_channels(count))
    shown = base.transform_filter("isValid(datum.v)").encode(y=y)
    line = shown.mark_line(strokeWidth=2.25, strokeJoin="round").encode(detail="d:N")
    if count > 1:
        line = line.encode(strokeDash=_scale(alt.StrokeDash, "s:N", _DASHES, _legend(count)))
    layers = [line, _points(shown, count)]
    layers = [*_break_marks(), *hole_marks(), *_hidden_marks(base), *layers]
    spec: Spec = alt.layer(*layers, height=220, autosize="none").to_dict(validate=False)
    return cleaned(spec)


def _series_channels(count: int) -> dict[str, Any]:
    import altair as alt

    if count == 1:
        return {"color": alt.value(_COLOURS[0])}
    legend = _legend(count)
    return {"color": _scale(alt.Color, "s:N", _COLOURS, legend)}


def _scale(channel: Any, field: str, values: Sequence[Any], legend: Any) -> Any:  # noqa: ANN401
    import altair as alt

    return channel(
        field, scale=alt.Scale(domain=["@names"], range=list(values)), legend=legend, title=None
    )


def _legend(count: int) -> Any:  # noqa: ANN401
    """The legend over the drawing area; colour, dash and shape share it."""
    import altair as alt

    return alt.Legend(orient="none", legendX=0, legendY=-20 * count - 6, direction="vertical")


def _points(shown: Any, count: int) -> Any:  # noqa: ANN401
    import altair as alt

    points = shown.mark_point(filled=True, size=34, opacity=1).encode(tooltip="t:N")
    if count == 1:
        return points
    chosen = alt.selection_point(name="valgt", fields=["s"], bind="legend")
    shape = _scale(alt.Shape, "s:N", _SHAPES, _legend(count))
    faint = alt.condition(chosen, alt.value(1), alt.value(0.15))
    return points.encode(shape=shape, opacity=faint).add_params(chosen)


def _hidden_marks(base: Any) -> list[Any]:  # noqa: ANN401
    """A bar from 0 to 3 and an open diamond at its foot."""
    import altair as alt

    hidden = base.transform_filter("datum.h == 1")
    band = hidden.mark_rule(strokeWidth=4, opacity=0.4).encode(
        y=alt.YDatum(0), y2=alt.Y2Datum(HIDDEN_MAX)
    )
    mark = hidden.mark_point(shape="diamond", filled=False, size=60, strokeWidth=1.5)
    return _named("skjermet", band, mark.encode(y=alt.YDatum(0), tooltip="t:N"))


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


def hole_marks() -> list[Any]:
    """A shaded field for each stretch without a report, with words in it (data ``hull``)."""
    import altair as alt

    field = alt.Chart(alt.NamedData("hull"))
    rect = field.mark_rect(fill="var(--hull)", opacity=1).encode(x="fra:Q", x2="til:Q")
    label = field.mark_text(fontSize=12, fill="var(--dempet)", baseline="top", lineHeight=15)
    return _named("hull", rect, label.encode(x="midt:Q", y=alt.value(6), text="t:N"))


def _break_marks() -> list[Any]:
    """A dashed line between two months, with a word at its top."""
    import altair as alt

    field = alt.Chart(alt.NamedData("brudd")).encode(x="x:Q")
    rule = field.mark_rule(stroke="var(--dempet)", strokeDash=[4, 3], strokeWidth=1.5)
    label = field.mark_text(fontSize=12, fill="var(--dempet)", align="left", baseline="top", dx=4)
    label = label.encode(y=alt.value(0), text=alt.value("brudd"))
    return _named("brudd", rule.encode(tooltip="t:N"), label)


# -- bars -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """One category of a bar chart."""

    name: str
    figure: Figure


def bar_chart(
    id: str,
    bars: Sequence[Bar],
    *,
    title: str,
    subtitle: str,
    description: str,
    ordered: bool = False,
) -> Chart:
    """A bar for each category with its figure at the end; a hidden one is an open bar of 0 to 3.

    Args:
        id: unique on the page.
        bars: the categories in the order of their code list.
        title: the message.
        subtitle: what is measured, and when.
        description: the picture in words.
        ordered: largest first, hidden ones last; else as they stand.
    """
    if ordered:
        bars = sorted(bars, key=_largest_first)
    above = max(len(bar.name) for bar in bars) > 20
    rows = [_bar_row(bar) for bar in bars]
    hidden = any("h" in row for row in rows)
    largest = max((row.get("v", 0) for row in rows), default=0)
    top = max(largest, 2 * HIDDEN_MAX)
    names = [bar.name for bar in bars]
    spec = _filled(_bar_template(above, hidden), {"@names": names, "@top": top})
    spec["datasets"] = {"tall": rows}
    spec["height"] = len(bars) * (44 if above else 26)
    left = 4 if above else 14 + 7 * max(len(name) for name in names)
    right = 16 + 8 * max(len(str(row["e"])) for row in rows)
    spec["padding"] = {"left": left, "right": right, "top": 4, "bottom": 4}
    notes = ("skjermet",) if hidden else ()
    chart = Chart(id, title, subtitle, description, spec, (NARROW,), notes)
    return replace(chart, spec=chart.at(NARROW))


def _largest_first(bar: Bar) -> tuple[bool, int]:
    if isinstance(bar.figure, Published):
        return False, -bar.figure.value
    return True, 0


def _bar_row(bar: Bar) -> Spec:
    if isinstance(bar.figure, Published):
        value = bar.figure.value
        return {"k": bar.name, "v": value, "e": number(value), "t": f"{bar.name}: {number(value)}"}
    return {"k": bar.name, "h": 1, "e": "* (0–3)", "t": f"{bar.name}: {HIDDEN_TEXT}"}


@functools.cache
def _bar_template(above: bool, hidden: bool) -> Spec:
    import altair as alt

    axis = None if above else alt.Axis(labelFontSize=13, labelColor="var(--tekst)", grid=False)
    inner = 0.6 if above else 0.3
    room = alt.Scale(paddingInner=inner, paddingOuter=inner / 2)
    y = alt.Y("k:N", axis=axis, sort=["@names"], scale=room, title=None)
    x = alt.X("v:Q", axis=None, scale=alt.Scale(domain=[0, "@top"], nice=False), title=None)
    base = alt.Chart(alt.NamedData("tall")).encode(y=y)
    down: dict[str, Any] = {"yOffset": 8} if above else {}
    shown = base.transform_filter("isValid(datum.v)").encode(x=x)
    bar = shown.mark_bar(fill=_COLOURS[0], **down).encode(tooltip="t:N")
    value = shown.mark_text(align="left", dx=6, **down).encode(text="e:N")
    layers = [bar, value]
    if hidden:
        of = base.transform_filter("datum.h == 1")
        band = of.mark_bar(
            fill="var(--skjermet)", stroke="var(--dempet)", strokeDash=[2, 2], **down
        )
        text = of.mark_text(align="left", dx=6, fill="var(--dempet)", **down)
        layers.append(band.encode(x=alt.XDatum(0), x2=alt.X2Datum(HIDDEN_MAX), tooltip="t:N"))
        layers.append(text.encode(x=alt.XDatum(HIDDEN_MAX), text="e:N"))
    if above:
        name = base.mark_text(align="left", baseline="bottom", dy=-4)
        layers.append(name.encode(x=alt.value(0), text="k:N"))
    return cleaned(alt.layer(*layers, autosize="none").to_dict(validate=False))


# -- templates ------------------------------------------------------------------------------------


def cleaned(spec: Spec) -> Spec:
    """A template without what Altair adds of its own."""
    for key in ("config", "$schema"):
        spec.pop(key, None)
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", **spec}


def _filled(template: Spec, values: Mapping[str, Any]) -> Spec:
    """A copy of a template with its places filled: «@…», or a list of just that for a list."""
    filled: Spec = _fill(copy.deepcopy(template), values)
    return filled


def _fill(node: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if isinstance(node, dict):
        return {key: _fill(value, values) for key, value in node.items()}
    if isinstance(node, list):
        if len(node) == 1 and isinstance(values.get(str(node[0])), list):
            return values[node[0]]
        return [_fill(value, values) for value in node]
    return values.get(node, node) if isinstance(node, str) else node
