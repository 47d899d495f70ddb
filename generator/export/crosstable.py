"""The cross table: a row for each thing that figures are about, a column for each month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from generator.export.cells import Cells
from generator.export.pages import DataPage
from generator.model.dimensions import ALL, COLUMNS
from generator.model.language import BOKMAAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ABOUT: Final = ("tiltaksgruppe", "tiltak")
#: What a row is not broken down by anything.
WHOLE: Final = "I alt"


class Head(NamedTuple):
    """What stands before the figures of a row, in the order of ``HEADS``."""

    navn: str
    fordelt: str
    kategori: str
    nivaa: str
    kode: str
    kategorikode: str


HEADS: Final = ("Navn", "Fordelt på", "Kategori", "Nivå", "Kode", "Kategorikode")


class CrossTable(NamedTuple):
    """A page's figures with a row a series and a column a time.

    ``figures`` is of the shape ``(len(series), len(times))``: whole numbers, ``*`` where hidden,
    None where no report here has the figure.
    """

    series: NDArray[np.intp]
    times: NDArray[np.intp]
    figures: NDArray[np.object_]


def heads(cells: Cells) -> list[Head]:
    """The head of each series, in the order of ``cells.series``."""
    first = cells.first_of_series
    codes = {column: cells.coded[column].text[first] for column in COLUMNS}
    return [
        _head(cells, dict(zip(COLUMNS, each, strict=True)))
        for each in zip(*codes.values(), strict=True)
    ]


def _head(cells: Cells, codes: Mapping[str, str]) -> Head:
    if codes["tiltak"] != ALL:
        about = ("Tiltak", "tiltak")
    elif codes["tiltaksgruppe"] != ALL:
        about = ("Tiltaksgruppe", "tiltaksgruppe")
    else:
        about = ("Alle tiltak", "tiltak")
    nivaa, column = about
    further = [name for name in COLUMNS if name not in _ABOUT and codes[name] != ALL]
    titles = [cells.fields[name]["title"] for name in further]
    fordelt = BOKMAAL.listing(
        [title.lower() if place else title for place, title in enumerate(titles)]
    )
    return Head(
        navn=cells.name(column, codes[column]),
        fordelt=fordelt or WHOLE,
        kategori=", ".join(cells.name(name, codes[name]) for name in further) or WHOLE,
        nivaa=nivaa,
        kode=codes[column],
        kategorikode=" / ".join(codes[name] for name in further) or ALL,
    )


def cross_table(cells: Cells, page: DataPage) -> CrossTable:
    """The cross table of a page."""
    series, row = np.unique(page.of(cells.series), return_inverse=True)
    times, column = np.unique(page.of(cells.time), return_inverse=True)
    figures = np.full((len(series), len(times)), None, dtype=object)
    figures[row, column] = page.of(cells.shown)
    return CrossTable(series, times, figures)
