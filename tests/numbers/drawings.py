"""Drawn charts: every point, line and bar lies where the figure of its row puts it.

A drawing is numbers too: a bar's length tells a figure as well as a text does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from tests.numbers.pages import Page
from tests.numbers.published import Series

Point = tuple[float, float]

#: Room between the axis' ends and the first and last month.
_PADDING = 8
#: Places are drawn to a tenth of a pixel.
_NEAR = 0.06
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_AT = re.compile(rf"translate\({_NUMBER},{_NUMBER}\)")
_CORNER = re.compile(rf"[ML]{_NUMBER},{_NUMBER}")
_BAR = re.compile(rf"M{_NUMBER},{_NUMBER}h{_NUMBER}v")


def audit_drawing(
    page: Page, place: str, picture: HtmlElement, spec: dict[str, Any], width: int
) -> None:
    """Compare the marks of a drawing with the rows of its spec."""
    rows = spec["datasets"]["tall"]
    if any(("v" in row) == ("h" in row) for row in rows):
        return  # the spec's own audit tells of it
    room = width - spec["padding"]["left"] - spec["padding"]["right"]
    groups = _groups(picture)
    if all("k" in row for row in rows):
        problems = _bars(groups, rows, room, _domain(spec, "x"))
        problems += _beside_bars(picture, groups, rows, spec["height"])
    else:
        problems = _lines(groups, rows, spec, room)
        problems += _beside_lines(picture, spec, room)
    for problem in problems:
        page.report(place, problem)
    page.log.compared["marks of drawings"] += len(rows)


def _domain(spec: dict[str, Any], channel: str) -> float:
    """The upper end of a scale."""
    for layer in spec["layer"]:
        scale = layer.get("encoding", {}).get(channel, {}).get("scale")
        if scale and "domain" in scale:
            return scale["domain"][1]
    raise ValueError(f"the spec has no domain of {channel}")


def _groups(picture: HtmlElement) -> list[list[HtmlElement]]:
    """The paths of each group of the drawing that has any, in order."""
    groups = [group.findall("path") for group in picture.iter("g")]
    return [paths for paths in groups if paths]


def _bars(
    groups: Sequence[Sequence[HtmlElement]], rows: Iterable[dict[str, Any]], room: float, top: float
) -> list[str]:
    shown = [_BAR.match(path.get("d", "")) for group in groups for path in group]
    if not all(shown):
        return ["has a path that is no bar"]
    lengths = [float(bar[3]) for bar in shown if bar]
    ordered = sorted(rows, key=lambda row: "h" in row)
    wanted = [row.get("v", 3) / top * room for row in ordered]
    if _near([(each, 0) for each in lengths], [(each, 0) for each in wanted]):
        return []
    return [f"draws bars {lengths} long, not {[round(each, 2) for each in wanted]}"]


def _beside_bars(
    picture: HtmlElement,
    groups: Sequence[Sequence[HtmlElement]],
    rows: Sequence[dict[str, Any]],
    height: float,
) -> list[str]:
    """What is not in its row's band: the bar, its name, its figure."""
    step = height / len(rows)
    bars = [_BAR.match(path.get("d", "")) for group in groups for path in group]
    ordered = sorted(range(len(rows)), key=lambda number: "h" in rows[number])
    problems = [
        f"draws the bar of «{rows[number]['k']}» in another row"
        for bar, number in zip(bars, ordered, strict=False)
        if not bar or not number * step <= float(bar[2]) < (number + 1) * step
    ]
    bands = Counter((text, int(y // step)) for text, (_, y) in _written(picture))
    for number, row in enumerate(rows):
        for text in (row["k"], row["e"]):
            if not bands[text, number]:
                problems.append(f"does not write «{text}» beside the bar of «{row['k']}»")
    return problems


#: A text stands so far under the middle that it is written at.
_LOWERED = 4
_NAME_OFF = 8


def _beside_lines(picture: HtmlElement, spec: dict[str, Any], room: float) -> list[str]:
    """The steps of persons and the names of lines that do not stand where they belong."""
    written = _written(picture)
    top, height = _domain(spec, "y"), spec["height"]
    wanted = [
        (label, (-6.0, height * (1 - float(step) / top) + _LOWERED))
        for step, label in _labels(spec, "y").items()
    ]
    wanted += [
        (" ".join(row["t"]), (room + _NAME_OFF, row["y"] + _LOWERED))
        for row in spec["datasets"].get("navn", [])
    ]
    return [
        f"does not write «{text}» at {x:.0f}, {y:.0f}"
        for text, (x, y) in wanted
        if not any(
            text == other and abs(x - at[0]) < 1 and abs(y - at[1]) < 1 for other, at in written
        )
    ]


def _labels(spec: dict[str, Any], channel: str) -> dict[str, str]:
    """What an axis writes at each of its ticks."""
    for layer in spec["layer"]:
        axis = layer.get("encoding", {}).get(channel, {}).get("axis")
        if axis and "labelExpr" in axis:
            return json.loads(axis["labelExpr"].removesuffix(")[datum.value]").removeprefix("("))
    raise ValueError(f"the spec has no labels of {channel}")


def _written(picture: HtmlElement) -> list[tuple[str, Point]]:
    """The texts of a drawing that have a place of their own, and where."""
    found = []
    for text in picture.iter("text"):
        lines = " ".join(filter(None, map(str.strip, text.itertext())))
        if at := _AT.fullmatch(text.get("transform", "")):
            found.append((lines, (float(at[1]), float(at[2]))))
    return found


def _lines(
    groups: Sequence[Sequence[HtmlElement]],
    rows: Sequence[dict[str, Any]],
    spec: dict[str, Any],
    room: float,
) -> list[str]:
    last, top, height = _domain(spec, "x"), _domain(spec, "y"), spec["height"]

    def at(row: dict[str, Any]) -> Point:
        x = _PADDING + row["x"] / last * (room - 2 * _PADDING) if last else room / 2
        return x, height * (1 - row.get("v", 0) / top)

    published = [at(row) for row in rows if "v" in row]
    hidden = [at(row) for row in rows if "h" in row]
    problems = []
    drawn = [_corners(group) for group in groups if _is_line(group)]
    corners = [corner for each in drawn for corner in each]
    # A stretch of one month has a point, and no line.
    stretches = Counter((row["s"], row.get("d")) for row in rows if "v" in row)
    joined = [at(row) for row in rows if "v" in row and stretches[row["s"], row.get("d")] > 1]
    if not _near(corners, joined):
        problems.append(_differ("lines through", corners, joined))
    return problems + _mismarked(groups, published, hidden)


def _mismarked(
    groups: Sequence[Sequence[HtmlElement]], published: Sequence[Point], hidden: Sequence[Point]
) -> list[str]:
    """What is wrong with the points of published figures and the open marks of hidden ones."""
    problems = []
    marks = [_positions(group) for group in groups if group[0].get("transform")]
    for what, wanted in (("points", published), ("hidden marks", hidden)):
        found = next((mark for mark in marks if _near(mark, wanted)), None)
        if found is not None:
            marks.remove(found)
        elif wanted:
            problems.append(f"does not draw the {len(wanted)} {what} where the figures are")
    if marks:
        problems.append(f"draws points that no figure has: {marks}")
    return problems


def _is_line(group: Sequence[HtmlElement]) -> bool:
    first = group[0]
    return (
        first.get("transform") is None and "L" in first.get("d", "") and bool(first.get("stroke"))
    )


def _corners(group: Sequence[HtmlElement]) -> list[Point]:
    found = [_CORNER.findall(path.get("d", "")) for path in group]
    return [(float(x), float(y)) for each in found for x, y in each]


def _positions(group: Sequence[HtmlElement]) -> list[Point]:
    found = [_AT.fullmatch(path.get("transform", "")) for path in group]
    return [(float(each[1]), float(each[2])) for each in found if each]


def _near(shown: Sequence[Point], wanted: Sequence[Point]) -> bool:
    return len(shown) == len(wanted) and all(
        abs(a - c) < _NEAR and abs(b - d) < _NEAR
        for (a, b), (c, d) in zip(shown, wanted, strict=True)
    )


def _differ(what: str, shown: Sequence[Point], wanted: Sequence[Point]) -> str:
    rounded = [(round(x, 2), round(y, 2)) for x, y in wanted]
    return f"draws {what} {list(shown)}, not {rounded}"


# -- small multiples ------------------------------------------------------------------------------

#: Width of a drawing → panels beside each other.
_ACROSS = {680: 5, 320: 3}
_EDGE = 2
_PANEL = 96
#: In parts of a panel: the margin to the left, the line's width, the foot, the line's height.
_LEFT, _LENGTH, _FOOT, _RISE = 0.06, 0.76, 0.92, 0.46
#: A hidden figure is at most so much, and a scale goes at least to twice that.
HIDDEN_MAX = 3
LEAST_TOP = 2 * HIDDEN_MAX


@dataclass
class _Panels:
    """Where the marks of small multiples must be, in the order in which they are drawn."""

    points: list[Point] = field(default_factory=list)
    hidden: list[Point] = field(default_factory=list)
    lines: list[list[Point]] = field(default_factory=list)
    feet: list[Point] = field(default_factory=list)
    bars: list[Point] = field(default_factory=list)


def audit_panels(
    page: Page,
    place: str,
    picture: HtmlElement,
    series: dict[str, Series],
    width: int,
    common: bool,
) -> None:
    """Compare a drawing of small multiples with the figures.

    Each series has a panel with a foot, its name and newest figure above, and its months from left
    to right: a published one on a line as high as its part of the largest (its own, or of all, if
    the scale is common), with a point if it is the newest or stands alone; a hidden one as an open
    mark at the foot, on a bar from 0 to 3.
    """
    wanted = _wanted_panels(series, width, common)
    problems = [
        *_panel_problems(picture, wanted),
        *_bar_problems(picture, wanted.hidden, wanted.bars),
        *_misplaced(picture, series, wanted.feet),
    ]
    for problem in problems:
        page.report(place, problem)
    marks = sum(map(len, wanted.lines)) + len(wanted.hidden)
    page.log.compared["marks of drawings"] += marks


def _wanted_panels(series: dict[str, Series], width: int, common: bool) -> _Panels:
    across = _ACROSS[width]
    size = (width - 2 * _EDGE) / across
    months = sorted({when for each in series.values() for when in each})
    span = max(_months_between(months[0], months[-1]), 1)
    tops = [max([each.value or 0 for each in one.values()], default=0) for one in series.values()]
    wanted = _Panels()
    for number, one in enumerate(series.values()):
        left, foot = number % across * size, (number // across + _FOOT) * _PANEL
        rise = _RISE * _PANEL / max(max(tops) if common else tops[number], LEAST_TOP)
        wanted.feet.append((left + _LEFT * size, foot))
        along = {
            when: left + (_LEFT + _LENGTH * _months_between(months[0], when) / span) * size
            for when in one
        }
        _add_marks(wanted, one, along, foot, rise)
    return wanted


def _add_marks(
    wanted: _Panels, one: Series, along: dict[str, float], foot: float, rise: float
) -> None:
    """The marks of one panel, given how far along each month is and how high one person is."""
    lines: list[list[Point]] = []
    before = ""
    for when, each in one.items():
        if each.value is None:
            wanted.hidden.append((along[when], foot))
            wanted.bars.append((0, -rise * HIDDEN_MAX))
            continue
        if not before or _months_between(before, when) > 1:
            lines.append([])
        lines[-1].append((along[when], foot - rise * each.value))
        before = when
    newest = {lines[-1][-1]} if before == max(one) else set()
    wanted.points += [line[-1] for line in lines if len(line) == 1 or line[-1] in newest]
    wanted.lines += lines


def _months_between(one: str, other: str) -> int:
    return (int(other[:4]) - int(one[:4])) * 12 + int(other[5:]) - int(one[5:])


def _panel_problems(picture: HtmlElement, wanted: _Panels) -> list[str]:
    groups = _groups(picture)
    drawn = [corner for group in groups if _is_line(group) for corner in _corners(group)]
    joined = [corner for line in wanted.lines if len(line) > 1 for corner in line]
    ruled = [at for at, (along, _) in _rules(picture) if along]
    problems = []
    if not _near(drawn, joined):
        problems.append(_differ("lines through", drawn, joined))
    if not _near(ruled, wanted.feet):
        problems.append(_differ("feet at", ruled, wanted.feet))
    return problems + _mismarked(groups, wanted.points, wanted.hidden)


def _bar_problems(
    picture: HtmlElement, hidden: Sequence[Point], bars: Sequence[Point]
) -> list[str]:
    """The bars from 0 to 3 stand where the hidden figures are, and reach as high as 3 does."""
    upright = [each for each in _rules(picture) if not each[1][0]]
    problems = []
    for what, shown, wanted in (
        ("bars at", [at for at, _ in upright], hidden),
        ("bars as high as", [reach for _, reach in upright], bars),
    ):
        if not _near(shown, wanted):
            problems.append(_differ(what, shown, wanted))
    return problems


def _rules(picture: HtmlElement) -> list[tuple[Point, Point]]:
    """The straight lines of a drawing: where each begins, and how far it goes from there."""
    return [
        ((float(at[1]), float(at[2])), (float(line.get("x2", 0)), float(line.get("y2", 0))))
        for line in picture.iter("line")
        if (at := _AT.fullmatch(line.get("transform", "")))
    ]


def _misplaced(picture: HtmlElement, series: dict[str, Series], feet: Sequence[Point]) -> list[str]:
    """What is written in another panel than its own: names first, then figures, panel by panel."""
    texts = list(picture.iter("text"))
    wanted = [
        *series,
        *(
            "* (0–3)" if (v := one[max(one)].value) is None else f"{v:,}".replace(",", "\u00a0")
            for one in series.values()
        ),
    ]
    problems = []
    for text, right, (x, foot) in zip(texts, wanted, [*feet, *feet], strict=False):
        at = _AT.fullmatch(text.get("transform", ""))
        inside = at and abs(float(at[1]) - x) < _NEAR and 0 < foot - float(at[2]) < _PANEL
        if text.text_content() != right or not inside:
            problems.append(f"has «{text.text_content()}» where «{right}» must stand")
    return problems
