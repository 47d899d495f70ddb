"""Charts of squares: what there are figures for, month by month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import pairwise
from typing import Any

from tests.numbers.norsk import capital, count, is_cut, listing, month, months_after
from tests.numbers.pages import Page
from tests.numbers.published import short
from tests.numbers.share import Shown, colours, in_colour, shown_on

#: What a month can be for a measure or a fylke: seen, spoken.
STATES = {
    "published": ("●", "alle tallene er publisert"),
    "partly": ("◐", "noen av tallene er skjermet"),
    "hidden": ("*", "alle tallene er skjermet"),
    "other name": ("→", "står under ordningens andre navn"),
    "none": ("", "rapporten for måneden har ikke tall for dette"),
    "not there": ("–", "fantes ikke"),
}
#: How each is drawn: fill, outline, and the sign in the square.
_DRAWN = {
    "published": ("serie-1", "serie-1", ""),
    "partly": ("hull", "serie-1", ""),
    "hidden": ("bunn", "akse", "*"),
    "other name": ("bunn", "bunn", "→"),
    "none": ("bunn", "bunn", ""),
    "not there": ("bunn", "bunn", "–"),
}
#: Fill and outline of a square that is left out, since nobody would see it.
_UNSEEN = ("bunn", "bunn")
_HOLE_ROOM = 6
_SQUARE = re.compile(
    r'<path d="M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+Z" fill="([^"]+)" '
    r'stroke="([^"]+)"(?: stroke-width="1")?/>'
)
_TEXT = re.compile(r"<text ([^>]*[^>/])>(.*?)</text>", re.S)


def audit_squares(
    page: Page, dimension: str, grid: Mapping[str, Sequence[str]], months: Sequence[str]
) -> None:
    """Compare the chart of a grid: its message, each square, and its spec.

    Args:
        page: the page of what there are figures for.
        dimension: of which each row is a code.
        grid: code → its state in each month.
        months: the columns.
    """
    chart = shown_on(page.folder / page.address / "index.html").get(dimension)
    place = f"squares of {dimension}"
    if chart is None:
        page.report(place, "are not there")
        return
    wanted = _message(grid, months)
    page.expect(f"{place}, message", chart.title, wanted)
    page.expect(f"{place}, description", chart.description, f"Rutediagram. {wanted}.")
    names = {code: short(page.published.name(dimension, code)) for code in grid}
    for box, drawing in chart.drawings:
        where = f"{place}, drawing {box}"
        if _audit_drawn(page, where, drawing, grid, months):
            _audit_written(page, where, drawing, grid, months, list(names.values()))
    (figure,) = page.find(f"//figure[@id='figur-{dimension}']")
    for element in page.find("./figcaption | ./div[@role='img']", figure):
        page.take(element, "squares")
        page.take_attribute(element, "aria-label", "squares")
    for picture in page.find(".//div[@data-width]", figure):
        page.take_attribute(picture, "data-width", "measure of a drawing")
    _audit_spec(page, place, chart, grid, months, names)


def _message(grid: Mapping[str, Sequence[str]], months: Sequence[str]) -> str:
    """«Tall for 37 av 40 i 2019 og 7 av 40 i 2024»."""
    told = []
    for year in sorted({when[:4] for when in months}):
        places = [number for number, when in enumerate(months) if when[:4] == year]
        with_figures = sum(
            any(row[n] in ("published", "partly", "hidden") for n in places)
            for row in grid.values()
        )
        told.append(f"{count(with_figures)} av {count(len(grid))} i {year}")
    return f"Tall for {listing(told)}"


def _places(months: Sequence[str]) -> list[int]:
    """Each month's place from the left; a long hole takes the room of six."""
    places = [0]
    for before, after in pairwise(months):
        steps = 1
        while steps <= _HOLE_ROOM and months_after(before, steps) != after:
            steps += 1
        places.append(places[-1] + steps)
    return places


def _step(found: Sequence[tuple[int, float]]) -> float:
    """How far one place is from the next, of places and where they are drawn, in pixels."""
    (first, start), (last, end) = min(found), max(found)
    return (end - start) / (last - first) if last > first else 1.0


def _audit_drawn(
    page: Page,
    place: str,
    drawing: str,
    grid: Mapping[str, Sequence[str]],
    months: Sequence[str],
) -> bool:
    """Compare the squares with the grid; whether there are as many as there should be."""
    shown = _SQUARE.findall(in_colour(page.published, drawing))
    wanted = [
        (row, at, state)
        for row, states in enumerate(grid.values())
        for at, state in zip(_places(months), states, strict=True)
        if _DRAWN[state][:2] != _UNSEEN
    ]
    if len(shown) != len(wanted):
        page.report(place, f"has {len(shown)} squares, not {len(wanted)}")
        return False
    width = _step(
        [(at, float(square[0])) for square, (_, at, _) in zip(shown, wanted, strict=True)]
    )
    height = _step([(row, float(each[1])) for each, (row, _, _) in zip(shown, wanted, strict=True)])
    inks = colours(page.published)
    for (x, y, wide, high, fill, outline), (row, at, state) in zip(shown, wanted, strict=True):
        near = abs(float(x) / width - at - 0.08) < 0.1 and abs(float(y) / height - row - 0.08) < 0.1
        # The steps are measured by the places themselves: so the squares must fit the steps.
        near &= abs(float(wide) - 0.84 * width) < 0.11 and abs(float(high) - 0.84 * height) < 0.11
        paint = (inks[_DRAWN[state][0]], inks[_DRAWN[state][1]])
        if not near or (fill, outline) != paint:
            page.report(place, f"draws a square at {x},{y} in {fill}, not {state} in row {row}")
        page.log.compared["squares"] += 1
    return True


def _audit_written(
    page: Page,
    place: str,
    drawing: str,
    grid: Mapping[str, Sequence[str]],
    months: Sequence[str],
    names: Sequence[str],
) -> None:
    """Compare the signs in the squares, the names beside them and the months under them."""
    texts = [(attributes, unescape(text)) for attributes, text in _TEXT.findall(drawing)]
    signs = [text for attributes, text in texts if text in ("*", "→", "–")]
    right = [_DRAWN[state][2] for states in grid.values() for state in states]
    page.expect(f"{place}, signs", "".join(signs), "".join(right))
    written = [text for attributes, text in texts if 'text-anchor="end"' in attributes]
    if len(written) != len(names):
        page.report(f"{place}, names", f"are {written}")
    for number, (text, name) in enumerate(zip(written, names, strict=False)):
        if not is_cut(text, name):
            page.report(f"{place}, names", f"calls «{name}» «{text}»")
        if text in written[:number]:
            page.report(f"{place}, names", f"calls two of them «{text}»")
    ticks = [text for attributes, text in texts if "<tspan" in text or text in _SHORT]
    numbers = {digits for text in ticks for digits in re.findall(r"\d{4}", text)}
    if not numbers <= {str(year) for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)}:
        page.report(f"{place}, ticks", f"names the years {sorted(numbers)}")
    others = [t for _, t in texts if t not in ticks and t not in written and t not in signs]
    if any(re.search(r"\d", text) for text in others):
        page.report(place, f"says {others}")


_SHORT = ("jan", "apr", "juli", "okt", "Jan", "Apr", "July", "Oct")


def _audit_spec(
    page: Page,
    place: str,
    chart: Shown,
    grid: Mapping[str, Sequence[str]],
    months: Sequence[str],
    names: Mapping[str, str],
) -> None:
    spec = page.specs.get(chart.id)
    if spec is None:
        page.report(place, "have no spec file")
        return
    inks = colours(page.published)
    rows: list[dict[str, Any]] = []
    for number, (code, states) in enumerate(grid.items()):
        for at, when, state in zip(_places(months), months, states, strict=True):
            fill, outline, sign = _DRAWN[state]
            told = capital(f"{names[code]}, {month(when)}: {STATES[state][1]}")
            paint = {"f": inks[fill], "o": inks[outline], "e": sign}
            rows.append({"x": at, "y": number, "t": told, **paint})
    if spec["datasets"]["ruter"] != rows:
        page.report(f"{place}, spec", "has other squares")
    page.log.compared["rows of specs"] += len(rows)
