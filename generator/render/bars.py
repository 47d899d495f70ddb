"""Bar charts of one month."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.model.dimensions import HIDDEN_MAX
from generator.model.figures import Derived, Figure, Published, share_of
from generator.model.language import Language
from generator.render.charts import COLOURS, NARROW, Chart, Spec, cleaned, filled
from generator.render.lines import hidden_text


@dataclass(frozen=True)
class Bar:
    """One category of a bar chart; ``whole`` is what its figure may be a share of."""

    name: str
    figure: Figure
    whole: Figure | None = None

    @property
    def share(self) -> Derived | None:
        """Its figure as a share of the whole, if both are published."""
        return share_of(self.figure, self.whole)


def bar_chart(
    lang: Language,
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
        lang: the page's language.
        id: unique on the page.
        bars: the categories in the order of their code list.
        title: the message.
        subtitle: what is measured, and when.
        description: the picture in words.
        ordered: largest first, hidden ones last; else as they stand.
    """
    if ordered:
        bars = sorted(bars, key=_largest_first)
    above = max(len(bar.name) for bar in bars) > 16
    rows = [_bar_row(lang, bar) for bar in bars]
    hidden = any("h" in row for row in rows)
    largest = max((row.get("v", 0) for row in rows), default=0)
    top = max(largest, 2 * HIDDEN_MAX)
    names = [bar.name for bar in bars]
    spec = filled(_bar_template(above, hidden), {"@names": names, "@top": top})
    spec["datasets"] = {"tall": rows}
    spec["height"] = len(bars) * (44 if above else 26)
    left = 4 if above else 14 + 7 * max(len(name) for name in names)
    right = 16 + 7 * max(len(str(row["e"])) for row in rows)
    spec["padding"] = {"left": left, "right": right, "top": 4, "bottom": 4}
    notes = ("skjermet",) if hidden else ()
    figures = tuple(bar.figure for bar in bars)
    chart = Chart(id, title, subtitle, description, spec, (NARROW,), notes, (), figures)
    return replace(chart, spec=chart.at(NARROW))


def _largest_first(bar: Bar) -> tuple[bool, int]:
    if isinstance(bar.figure, Published):
        return False, -bar.figure.value
    return True, 0


def _bar_row(lang: Language, bar: Bar) -> Spec:
    if not isinstance(bar.figure, Published):
        return {"k": bar.name, "h": 1, "e": "* (0–3)", "t": f"{bar.name}: {hidden_text(lang)}"}
    told = lang.number(bar.figure.value)
    if share := bar.share:
        told += f" ({lang.share(share.parts[0].value, share.parts[1].value)})"
    return {"k": bar.name, "v": bar.figure.value, "e": told, "t": f"{bar.name}: {told}"}


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
    bar = shown.mark_bar(fill=COLOURS[0], **down).encode(tooltip="t:N")
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
