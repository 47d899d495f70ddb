"""Small multiples: one small line for each category, side by side, in one drawing.

All panels lie in one plane with coordinates worked out here, so that one spec draws them, on a
scale of their own or a common one.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from typing import Final

from generator.model.dimensions import HIDDEN_MAX
from generator.model.figures import Hidden, Published
from generator.model.language import Language
from generator.render.charts import COLOURS, NARROW, WIDE, Chart, Spec, cleaned, filled
from generator.render.lines import hidden_text
from generator.render.series import Series, month_index, months_of

#: Panels beside each other, by width.
_ACROSS: Final = {WIDE: 5, NARROW: 3}
#: The parts of a panel: the line takes so much of its height, and so much of its width is margin.
_LINE_PART: Final = 0.46
_MARGIN: Final = 0.12
_PANEL_HEIGHT: Final = 96


def multiples_chart(
    lang: Language,
    id: str,
    series: Sequence[Series],
    *,
    title: str,
    subtitle: str,
    description: str,
    common: bool,
) -> Chart:
    """A panel for each series: its name, its line, and its newest figure.

    A hidden month is an open mark at the foot, on a bar from 0 to 3, and the line is broken there
    and at holes. The newest month has a point, and so has one that no line leads to. It does not
    come alive: every figure stands in the table.

    Args:
        lang: the page's language.
        id: unique on the page.
        series: what to draw; panels are filled row by row.
        title: the message.
        subtitle: what is measured.
        description: the picture in words.
        common: whether all panels share one scale; else each goes from 0 to its own largest.
    """
    wide, narrow = (_spec(lang, series, width, common) for width in _ACROSS)
    figures = tuple(figure for each in series for figure in each.figures.values())
    notes = ("skjermet",) if any(isinstance(figure, Hidden) for figure in figures) else ()
    return Chart(
        id,
        title,
        subtitle,
        description,
        wide,
        tuple(_ACROSS),
        notes,
        figures=figures,
        narrow=narrow,
        live=False,
    )


def _spec(lang: Language, series: Sequence[Series], width: int, common: bool) -> Spec:
    across = _ACROSS[width]
    down = -(-len(series) // across)
    months = months_of(series)
    largest = max((v for each in series for v in each.published.values()), default=0)
    rows: list[Spec] = []
    panels: list[Spec] = []
    for number, each in enumerate(series):
        corner = (number % across, down - 1 - number // across)
        top = largest if common else max(each.published.values(), default=0)
        rows += _rows(lang, each, months, corner, max(top, 2 * HIDDEN_MAX), number)
        panels.append(_panel(lang, each, corner))
    spec = filled(_template(any("h" in row for row in rows)), {"@across": across, "@down": down})
    spec["datasets"] = {"tall": rows, "felt": panels}
    spec["height"] = down * _PANEL_HEIGHT
    spec["padding"] = {"left": 2, "right": 2, "top": 2, "bottom": 2}
    return {**spec, "width": width - 4}


def _rows(
    lang: Language,
    series: Series,
    months: Sequence[str],
    corner: tuple[int, int],
    top: int,
    panel: int,
) -> list[Spec]:
    first, last = month_index(months[0]), month_index(months[-1])
    rows: list[Spec] = []
    for periode, figure in sorted(series.figures.items()):
        along = (month_index(periode) - first) / max(last - first, 1)
        row: Spec = {"x": round(corner[0] + _MARGIN / 2 + along * (1 - 2 * _MARGIN), 4)}
        if isinstance(figure, Published):
            stretch = f"{panel}-{series.stretches[periode]}"
            row |= {"y": _height(corner, figure.value / top), "d": stretch}
            told = lang.number(figure.value)
        else:
            row |= {"y": _height(corner, 0), "y3": _height(corner, HIDDEN_MAX / top), "h": 1}
            told = hidden_text(lang)
        rows.append(row | {"t": f"{series.name}, {lang.month(periode)}: {told}"})
    alone = Counter(row["d"] for row in rows if "d" in row)
    return [
        row | {"p": 1} if "d" in row and (alone[row["d"]] == 1 or row is rows[-1]) else row
        for row in rows
    ]


def _height(corner: tuple[int, int], part: float) -> float:
    return round(corner[1] + 0.08 + _LINE_PART * part, 4)


def _panel(lang: Language, series: Series, corner: tuple[int, int]) -> Spec:
    """The name, the newest figure, and where the foot of the panel is."""
    newest = series.newest
    told = lang.number(newest.value) if isinstance(newest, Published) else "* (0–3)"
    return {
        "k": series.name,
        "e": told,
        "x": corner[0] + _MARGIN / 2,
        "x2": round(corner[0] + 1 - 1.5 * _MARGIN, 4),
        "y": _height(corner, 0),
        "over": corner[1] + 0.93,
    }


@functools.cache
def _template(hidden: bool) -> Spec:
    import altair as alt

    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, "@across"], nice=False))
    y_scale = alt.Scale(domain=[0, "@down"], nice=False)
    y = alt.Y("y:Q", axis=None, scale=y_scale)
    panel = alt.Chart(alt.NamedData("felt")).encode(x=x)
    foot = panel.mark_rule(stroke="var(--akse)").encode(y=y, x2="x2:Q")
    over = alt.Y("over:Q", axis=None, scale=y_scale)
    name = panel.mark_text(align="left", baseline="top", fontSize=12, fontWeight=600)
    value = panel.mark_text(align="left", baseline="top", fontSize=12, dy=15)
    figures = alt.Chart(alt.NamedData("tall")).encode(x=x, y=y)
    shown = figures.transform_filter("!datum.h")
    line = shown.mark_line(stroke=COLOURS[0], strokeWidth=2).encode(detail="d:N")
    single = figures.transform_filter("datum.p == 1")
    point = single.mark_point(filled=True, fill=COLOURS[0], size=20, opacity=1)
    layers = [
        foot,
        name.encode(y=over, text="k:N"),
        value.encode(y=over, text="e:N"),
        line,
        point.encode(tooltip="t:N"),
    ]
    if hidden:
        of = figures.transform_filter("datum.h == 1").encode(stroke=alt.value(COLOURS[0]))
        band = of.mark_rule(strokeWidth=2.5, opacity=0.4).encode(y2="y3:Q")
        mark = of.mark_point(shape="diamond", filled=False, size=36, strokeWidth=1.25, opacity=1)
        layers += [band, mark.encode(tooltip="t:N")]
    return cleaned(alt.layer(*layers, autosize="none").to_dict(validate=False))
