"""What all charts share: their look, and how a spec is filled in.

Charts are Vega-Lite specs made with Altair. Building and checking a spec with Altair costs as much
as drawing it, so each kind of chart is built once as a template; a chart is a template with its
data, ticks and names put in. A spec is drawn at build time (:mod:`generator.render.svg`) and stands
in the page as it is, so that what a reader plays with is what was drawn.

Colours are the page's own (``var(--…)``), so that one drawing serves light and dark. The drawing
area has a fixed place (``autosize: none``) and every number comes ready written: nothing depends on
how wide some machine's font is, or on its locale.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.model.figures import Figure

Spec = dict[str, Any]

WIDE: Final = 680
NARROW: Final = 320

COLOURS: Final = tuple(f"var(--serie-{number})" for number in range(1, 6))
DASHES: Final = ([1, 0], [6, 3], [2, 2], [9, 3, 2, 3], [12, 4])
SHAPES: Final = ("circle", "square", "triangle-up", "cross", "triangle-down")
_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"

#: The look that all charts share; vl-convert and the page's own runtime are given the same.
CONFIG: Final[Spec] = {
    "aria": False,
    "font": _FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "text": {"fontSize": 13, "fill": "var(--tekst)"},
    "axis": {
        "labelFontSize": 13,
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
        figures: the figures that it shows.
        variant: what it is called among charts of which a reader sees one at a time.
        narrow: the spec at its last width, where that is laid out otherwise.
        live: whether it comes alive when a reader turns to it.
        states: in a chart of states each of them and what it means.
    """

    id: str
    title: str
    subtitle: str
    description: str
    spec: Spec
    widths: tuple[int, ...]
    notes: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    variant: str = ""
    narrow: Spec | None = None
    live: bool = True
    states: tuple[tuple[str, str], ...] = ()

    @property
    def small(self) -> bool:
        """Whether it stands beside others, at one width."""
        return len(self.widths) == 1

    def at(self, width: int) -> Spec:
        """The spec at a width."""
        if self.narrow is not None and width == self.widths[-1]:
            return self.narrow
        padding = self.spec["padding"]
        return {**self.spec, "width": width - padding["left"] - padding["right"]}


def cleaned(spec: Spec) -> Spec:
    """A template without what Altair adds of its own."""
    for key in ("config", "$schema"):
        spec.pop(key, None)
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", **spec}


def looked_up(texts: Mapping[Any, Any]) -> str:
    """The Vega expression by which an axis writes each of its values.

    Args:
        texts: what is written at a value: a text, or a list of lines.
    """
    return f"({json.dumps(texts, ensure_ascii=False)})[datum.value]"


def filled(template: Spec, values: Mapping[str, Any]) -> Spec:
    """A copy of a template with its places filled: «@…», or a list of just that for a list."""
    done: Spec = _fill(template, values)
    return done


def _fill(node: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if isinstance(node, dict):
        return {key: _fill(value, values) for key, value in node.items()}
    if isinstance(node, list):
        if len(node) == 1 and isinstance(values.get(str(node[0])), list):
            return values[node[0]]
        return [_fill(value, values) for value in node]
    return values.get(node, node) if isinstance(node, str) else node
