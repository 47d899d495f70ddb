"""The chart of the page of comparisons: a spec that the reader's browser puts the figures into."""

from __future__ import annotations

from typing import Any

from generator.render.charts import COLOURS, DASHES, SHAPES, Spec, cleaned
from generator.render.marks import HEIGHT, LINE, axes, break_marks, hidden_marks, hole_marks


def compare_template(most: int) -> Spec:
    """A line chart for up to ``most`` series with its data left out.

    The script fills every «@…»: names, ticks and how they are written, ends of the scales, the room
    at both ends of the axis of time, and where the legend begins. A layer named ``navn`` writes
    each name at the end of its line; where there is no room for that the script takes the layer
    away, and where there is, the legend.
    """
    import altair as alt

    x, y = axes(alt.ExprRef("@room"))
    base = alt.Chart(alt.NamedData("tall")).encode(x=x, color=_channel(alt.Color, COLOURS[:most]))
    shown = base.transform_filter("isValid(datum.v)").encode(y=y)
    dashes = alt.Scale(domain=list(range(most)), range=list(DASHES[:most]))
    dash = alt.StrokeDash("l:N", scale=dashes, legend=None)
    line = shown.mark_line(strokeWidth=2.25, strokeJoin="round").encode(
        detail="d:N", strokeDash=dash
    )
    points = shown.mark_point(filled=True, size=40, opacity=1).encode(
        tooltip="t:N", shape=_channel(alt.Shape, SHAPES[:most])
    )
    layers = [*break_marks("n:N"), *hole_marks(), *hidden_marks(base), line, points, _names(y)]
    spec: Spec = alt.layer(*layers, height=HEIGHT, autosize="none").to_dict(validate=False)
    return cleaned(spec)


def _channel(channel: Any, values: Any) -> Any:  # noqa: ANN401
    """A channel by the series' name; colour and shape share one legend."""
    import altair as alt

    scale = alt.Scale(domain=["@names"], range=list(values))
    top = alt.ExprRef("@legend")
    shown = alt.Legend(orient="none", legendX=0, legendY=top, direction="vertical")
    return channel("s:N", scale=scale, legend=shown, title=None)


def _names(y: Any) -> Any:  # noqa: ANN401
    """Each name at the end of its line, in the line's colour."""
    import altair as alt

    names = alt.Chart(alt.NamedData("navn")).mark_text(
        align="left", baseline="middle", dx=10, fontSize=13, fontWeight=600, lineHeight=LINE
    )
    colour = _channel(alt.Color, COLOURS)
    return names.encode(x="x:Q", y=y, text="n:N", color=colour).properties(name="navn")
