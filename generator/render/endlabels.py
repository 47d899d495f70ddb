"""Names at the ends of lines: where each stands, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.model.figures import Published
from generator.render.charts import Spec
from generator.render.marks import LINE
from generator.render.series import Series

#: How many letters of a name go on a line.
_LETTERS: Final = 14


def end_labels(series: Sequence[Series], top: int, height: int) -> list[Spec]:
    """A row a series: its name in lines, and where the first stands, so that none covers another.

    Args:
        series: the lines.
        top: what the top of the drawing area stands for, in persons.
        height: how high the drawing area is, in pixels.
    """
    names = [_wrapped(each.name) for each in series]
    wanted = [height * (1 - _end(each) / top) for each in series]
    places = _apart(wanted, [LINE * len(lines) for lines in names], height)
    return [
        {"s": each.name, "t": lines, "y": round(place - LINE * (len(lines) - 1) / 2, 1)}
        for each, lines, place in zip(series, names, places, strict=True)
    ]


def _end(series: Series) -> int:
    """The height of the last mark of a line; a hidden figure's is at the foot."""
    return series.newest.value if isinstance(series.newest, Published) else 0


def _wrapped(name: str) -> list[str]:
    """A name in lines of about as many letters as there is room for, parted at spaces."""
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        fits = len(longer) <= _LETTERS or not lines[-1]
        lines = [*lines[:-1], longer] if fits else [*lines, word]
    return lines


def _apart(wanted: Sequence[float], heights: Sequence[int], room: int) -> list[float]:
    """The middles of labels as near to where they are wanted as can be without overlap.

    Args:
        wanted: their middles, in pixels from the top.
        heights: how high each is, in pixels.
        room: how high the drawing area is; they keep within it as long as there is room.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = list(wanted)
    edge = -LINE / 2
    for i in order:
        places[i] = max(places[i], edge + heights[i] / 2)
        edge = places[i] + heights[i] / 2
    edge = room + LINE / 2
    for i in reversed(order):
        places[i] = min(places[i], edge - heights[i] / 2)
        edge = places[i] - heights[i] / 2
    return places
