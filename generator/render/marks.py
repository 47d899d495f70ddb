"""What charts over time are made of: axes, and marks of what is hidden, absent or broken."""

from __future__ import annotations

from typing import Any, Final

from generator.model.dimensions import HIDDEN_MAX

#: How high the drawing area of a line chart is, in pixels.
HEIGHT: Final = 220
#: The room that a line of writing takes, in pixels.
LINE: Final = 15


def axes(room: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """Time across and counts upwards, with places for their ticks and ends.

    Args:
        room: the room at both ends of the axis of time, in pixels; a number or an expression.
    """
    import altair as alt

    x_axis = alt.Axis(values=["@ticks"], labelExpr="@label")
    x_scale = alt.Scale(domain=[0, "@last"], nice=False, zero=False, padding=room)
    y_axis = alt.Axis(values=["@steps"], labelExpr="@written", grid=True)
    y_scale = alt.Scale(domain=[0, "@top"], nice=False)
    x = alt.X("x:Q", axis=x_axis, scale=x_scale, title=None)
    return x, alt.Y("v:Q", axis=y_axis, scale=y_scale, title=None)


def hidden_marks(base: Any) -> list[Any]:  # noqa: ANN401
    """A bar from 0 to 3 and an open diamond at its foot."""
    import altair as alt

    hidden = base.transform_filter("datum.h == 1")
    band = hidden.mark_rule(strokeWidth=4, opacity=0.4).encode(
        y=alt.YDatum(0), y2=alt.Y2Datum(HIDDEN_MAX)
    )
    mark = hidden.mark_point(shape="diamond", filled=False, size=60, strokeWidth=1.5, opacity=1)
    return named("skjermet", band, mark.encode(y=alt.YDatum(0), tooltip="t:N"))


def hole_marks() -> list[Any]:
    """A shaded field for each stretch without a report, with words in it (data ``hull``)."""
    import altair as alt

    field = alt.Chart(alt.NamedData("hull"))
    rect = field.mark_rect(fill="var(--hull)", opacity=1).encode(x="fra:Q", x2="til:Q")
    label = field.mark_text(fontSize=12, fill="var(--dempet)", baseline="top", lineHeight=LINE)
    return named("hull", rect, label.encode(x="midt:Q", y=alt.value(6), text="t:N"))


def break_marks(word: Any) -> list[Any]:  # noqa: ANN401
    """A dashed line between two months, with a word at its top (data ``brudd``)."""
    import altair as alt

    field = alt.Chart(alt.NamedData("brudd")).encode(x="x:Q")
    rule = field.mark_rule(stroke="var(--dempet)", strokeDash=[4, 3], strokeWidth=1.5)
    label = field.mark_text(fontSize=12, fill="var(--dempet)", align="left", baseline="top", dx=4)
    return [rule.encode(tooltip="t:N"), label.encode(y=alt.value(0), text=word)]


def named(name: str, *layers: Any) -> list[Any]:  # noqa: ANN401
    """Layers that a chart has or has not, by a common name."""
    return [layer.properties(name=f"{name}-{number}") for number, layer in enumerate(layers, 1)]
