"""Damage to the text of a report, one kind a function: text → (damaged text, what was done).

Everything is pure and counts as the published data do: lines from 1, and a row's data columns
from 1 (0 is the label). A page is from its title line (or, in a report without titles, its
period line) to before the next; the front matter before the first table is none.

A place that cannot be damaged so (no digit in the cell, no such page) is a ``ValueError``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

_FIGURE: Final = re.compile(r"\*|\d{1,3}( \d{3})*|\d+")
_TITLE: Final = re.compile(r"Deltakere i arbeidsrettede tiltak\b")
_PERIOD: Final = re.compile(r"\w+ \d{4} - \w+ \d{4}")


class Damage(NamedTuple):
    """What was done.

    Attributes:
        kind: the name of the function.
        line: the line in the undamaged text; the first one of a page.
        column: the data column; 0 for the label, a whole line or a page.
        old: what stood there: a cell, a label, a line or the lines of a page.
        new: what stands there now, empty if nothing.
    """

    kind: str
    line: int
    column: int
    old: str
    new: str


Damaged = tuple[str, Damage]


# -- places -------------------------------------------------------------------------------------


def figures(text: str) -> list[tuple[int, int, str]]:
    """Every cell with a figure or a ``*``: (line, column, as printed)."""
    return [
        (number, column, cell)
        for number, line in enumerate(text.split("\n"), 1)
        for column, cell in enumerate(line.split("\t"))
        if column and _FIGURE.fullmatch(cell)
    ]


def rows(text: str) -> list[int]:
    """The lines that hold figures."""
    return sorted({line for line, _, _ in figures(text)})


def headers(text: str) -> list[int]:
    """The lines that name the columns: an empty label, then names."""
    lines = enumerate(text.split("\n"), 1)
    return [number for number, line in lines if line.startswith("\t") and line.strip()]


def pages(text: str) -> list[range]:
    """The lines of each page that holds a table."""
    lines = text.split("\n")
    titles = [i for i, line in enumerate(lines, 1) if _TITLE.match(line)]
    starts = titles or [i for i, line in enumerate(lines, 1) if _PERIOD.fullmatch(line.strip())]
    found = [range(*ends) for ends in pairwise([*starts, len(lines) + 1])]
    tables = headers(text)
    return [page for page in found if any(number in page for number in tables)]


# -- a cell's digits ----------------------------------------------------------------------------


def change_digit(
    text: str, line: int, column: int, *, digit: int = -1, to: str | None = None
) -> Damaged:
    """Change one digit of a cell (``digit`` counts as an index) to ``to`` or its neighbour."""
    old = _digits(text, line, column, least=1)
    now = old[digit]
    other = to if to is not None else ("8" if now == "9" else str(int(now) + 1))
    if other == now:
        raise ValueError(f"the digit is {now} already")
    at = digit % len(old)
    return _set("change_digit", text, line, column, _spaced(old[:at] + other + old[at + 1 :]))


def swap_digits(text: str, line: int, column: int) -> Damaged:
    """Swap the first two neighbouring digits of a cell that differ (and leave no leading 0)."""
    old = _digits(text, line, column, least=2)
    for at in range(len(old) - 1):
        new = old[:at] + old[at + 1] + old[at] + old[at + 2 :]
        if new != old and not new.startswith("0"):
            return _set("swap_digits", text, line, column, _spaced(new))
    raise ValueError(f"no two digits of {old} to swap")


def lose_digit(text: str, line: int, column: int, *, digit: int = -1) -> Damaged:
    """Take one digit out of a cell of at least two."""
    old = _digits(text, line, column, least=2)
    at = digit % len(old)
    return _set("lose_digit", text, line, column, _spaced(old[:at] + old[at + 1 :]))


def double_digit(text: str, line: int, column: int, *, digit: int = -1) -> Damaged:
    """Print one digit of a cell twice."""
    old = _digits(text, line, column, least=1)
    at = digit % len(old)
    return _set("double_digit", text, line, column, _spaced(old[: at + 1] + old[at:]))


# -- the cells of a row -------------------------------------------------------------------------


def lose_cell(text: str, line: int, column: int) -> Damaged:
    """Take a cell out of its row; the ones after it move to the left."""
    cells = _cells(text, line, column)
    old = cells.pop(column)
    return _set_line(text, line, "\t".join(cells)), Damage("lose_cell", line, column, old, "")


def add_cell(text: str, line: int, column: int, *, cell: str = "4") -> Damaged:
    """Put a cell in before another; it and the ones after it move to the right."""
    cells = _cells(text, line, column)
    cells.insert(column, cell)
    return _set_line(text, line, "\t".join(cells)), Damage("add_cell", line, column, "", cell)


def shift_cells(text: str, line: int, *, by: int = 1) -> Damaged:
    """Turn the cells of a row ``by`` places to the right; the last comes first."""
    label, *cells = _cells(text, line, 1)
    turned = cells[-by % len(cells) :] + cells[: -by % len(cells)]
    if turned == cells:
        raise ValueError(f"line {line} is the same when shifted")
    old, new = "\t".join(cells), "\t".join(turned)
    return _set_line(text, line, f"{label}\t{new}"), Damage("shift_cells", line, 1, old, new)


def exchange_labels(text: str, line: int, other: int) -> Damaged:
    """Exchange the labels of two rows."""
    first, second = _cells(text, line, 1), _cells(text, other, 1)
    if first[0] == second[0]:
        raise ValueError(f"lines {line} and {other} have one label")
    first[0], second[0] = second[0], first[0]
    damaged = _set_line(_set_line(text, line, "\t".join(first)), other, "\t".join(second))
    return damaged, Damage("exchange_labels", line, 0, second[0], first[0])


# -- lines --------------------------------------------------------------------------------------


def drop_line(text: str, line: int) -> Damaged:
    """Take a line out."""
    lines = _lines(text, line)
    old = lines.pop(line - 1)
    return "\n".join(lines), Damage("drop_line", line, 0, old, "")


def drop_header(text: str, line: int) -> Damaged:
    """Take the line that names the columns out."""
    if line not in headers(text):
        raise ValueError(f"line {line} names no columns")
    damaged, damage = drop_line(text, line)
    return damaged, damage._replace(kind="drop_header")


def double_line(text: str, line: int, *, column: int = 0, cell: str = "") -> Damaged:
    """Print a line twice; with ``column``, the second time with ``cell`` for that figure."""
    lines = _lines(text, line)
    old = lines[line - 1]
    cells = _cells(text, line, column)
    if column:
        cells[column] = cell
    new = "\t".join(cells)
    lines.insert(line, new)
    return "\n".join(lines), Damage("double_line", line, column, old, f"{old}\n{new}")


# -- pages --------------------------------------------------------------------------------------


def drop_page(text: str, page: int) -> Damaged:
    """Take a page out (``page`` counts from 0 in :func:`pages`)."""
    return _reprint("drop_page", text, page, 0)


def double_page(text: str, page: int) -> Damaged:
    """Print a page twice in a row."""
    return _reprint("double_page", text, page, 2)


def reorder_pages(text: str, page: int, other: int) -> Damaged:
    """Let two pages change places."""
    order = list(range(len(pages(text))))
    if page == other or not {page, other}.issubset(order):
        raise ValueError(f"no two pages {page} and {other}")
    order[page], order[other] = order[other], order[page]
    old, new = (_page_text(text, number) for number in (page, other))
    damage = Damage("reorder_pages", pages(text)[page][0], 0, old, new)
    return _with_pages(text, order), damage


# -- helpers ------------------------------------------------------------------------------------


def _lines(text: str, line: int) -> list[str]:
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        raise ValueError(f"no line {line}")
    return lines


def _cells(text: str, line: int, column: int) -> list[str]:
    cells = _lines(text, line)[line - 1].split("\t")
    if not 0 <= column < len(cells):
        raise ValueError(f"line {line} has no column {column}")
    return cells


def _digits(text: str, line: int, column: int, *, least: int) -> str:
    digits = _cells(text, line, column)[column].replace(" ", "")
    if not column or not digits.isdecimal() or len(digits) < least:
        raise ValueError(f"line {line}, column {column} is no figure of {least} digits or more")
    return digits


def _spaced(digits: str) -> str:
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", " ", digits)


def _set_line(text: str, line: int, new: str) -> str:
    lines = _lines(text, line)
    lines[line - 1] = new
    return "\n".join(lines)


def _set(kind: str, text: str, line: int, column: int, new: str) -> Damaged:
    cells = _cells(text, line, column)
    old, cells[column] = cells[column], new
    return _set_line(text, line, "\t".join(cells)), Damage(kind, line, column, old, new)


def _page_text(text: str, page: int) -> str:
    lines = pages(text)[page]
    return "\n".join(text.split("\n")[lines.start - 1 : lines.stop - 1])


def _reprint(kind: str, text: str, page: int, times: int) -> Damaged:
    found = pages(text)
    if not 0 <= page < len(found):
        raise ValueError(f"no page {page}")
    order = [number for number in range(len(found)) for _ in range(times if number == page else 1)]
    old = _page_text(text, page)
    damage = Damage(kind, found[page][0], 0, old, "\n".join([old] * times))
    return _with_pages(text, order), damage


def _with_pages(text: str, order: list[int]) -> str:
    """The text with its pages in another order, the front matter before them."""
    first = pages(text)[0].start
    front = text.split("\n")[: first - 1]
    return "\n".join(["\n".join(front), *(_page_text(text, page) for page in order)])
