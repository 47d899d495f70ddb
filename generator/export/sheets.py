"""The sheets of a page's workbook: read-me, cross table, long form, codes, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from generator.export.cells import STAR, Cells
from generator.export.crosstable import HEADS, Head, cross_table, heads
from generator.export.excel import LONG_COLUMNS
from generator.export.pages import DataPage
from generator.export.words import breaks, readme, time_heading, used_codes
from generator.export.workbook import MOST_ROWS, Column, Sheet
from generator.model.codelists import Code
from generator.model.dimensions import ALL, COLUMNS, KEY, PUBLISHED
from generator.model.language import BOKMAAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CONTENTS: Final = (
    ("heading", "Arkene"),
    ("text", "Tall: en rad for hvert tiltak og hver fordeling, en kolonne for hver måned."),
    ("text", "I «Tall» betyr * skjermet, og et tomt felt at ingen rapport her har tallet."),
    ("text", "Observasjoner: de samme tallene, ett på hver rad, med stedet i rapporten."),
    ("text", "Koder: kodene med navn på bokmål og engelsk."),
    ("text", "Merknader: brudd i seriene, når ordningene gjaldt, og tall som er endret."),
)
#: How many columns of the cross table stay in view: the names.
_HEADS_FROZEN: Final = 3
_STYLES: Final = {
    "aar": "number",
    "maanedsnummer": "number",
    "antall": "figure",
    "visning": "figure",
    "linje": "number",
    "kolonne": "number",
}
_CODES: Final = (
    *("Dimensjon", "Kode", "Navn", "Navn på engelsk", "Gyldig fra", "Gyldig til"),
    *("Om", "Om på engelsk"),
)
_NOTES: Final = ("Slag", "Gjelder", "Kode", "Fra", "Til", "Merknad", "På engelsk")
_VALIDITY: Final = {
    "tiltak": (
        "Ordningen gjaldt i denne tida. Tall fra før den begynte, kan stå som skjermet.",
        "The measure was in force in this period. Figures from before it may stand as hidden.",
    ),
    "fylke": (
        "Fylkets kode gjaldt i denne tida, regnet fra 2018.",
        "The county's code was valid in this period, counted from 2018.",
    ),
}
_WIDEST: Final = 46
_WIDEST_TEXT: Final = 80


@dataclass(frozen=True)
class Sheets:
    """Makes the sheets of pages; what pages share is made once."""

    cells: Cells

    def of(self, page: DataPage) -> list[Sheet]:
        """All sheets of a page, in their order."""
        return [
            Sheet("Les meg", readme(self.cells, page, _CONTENTS)),
            self._cross(page),
            *self._observations(page),
            Sheet("Koder", (), _table(_CODES, list(self._codes(page))), 2),
            Sheet("Merknader", (), _table(_NOTES, list(self._notes(page)))),
        ]

    # -- figures --------------------------------------------------------------------------------

    @cached_property
    def _heads(self) -> list[Head]:
        return heads(self.cells)

    def _cross(self, page: DataPage) -> Sheet:
        table = cross_table(self.cells, page)
        chosen = [self._heads[number] for number in table.series]
        times = [self.cells.times[number] for number in table.times]
        columns = [
            Column(heading, _width(heading, values), "code", values)
            for heading, values in zip(HEADS, _turned(chosen, len(HEADS)), strict=True)
        ]
        columns += [
            Column(time_heading(*time), 10, "figure", values.tolist())
            for time, values in zip(times, table.figures.T, strict=True)
        ]
        lines = (
            ("title", page.title),
            ("note", f"Antall personer ved utgangen av måneden. {STAR} er skjermet: 0–3 personer."),
        )
        return Sheet("Tall", lines, columns, _HEADS_FROZEN, 3)

    def _observations(self, page: DataPage) -> Iterator[Sheet]:
        for start in range(0, max(len(page.rows), 1), MOST_ROWS):
            rows = page.rows[start : start + MOST_ROWS]
            columns = [
                Column(name, width, _STYLES.get(name, "code"), values[rows].tolist())
                for name, (width, values) in self._long.items()
            ]
            number = f" {start // MOST_ROWS + 1}" if start else ""
            yield Sheet(f"Observasjoner{number}", (), columns)

    @cached_property
    def _long(self) -> dict[str, tuple[float, NDArray[Any]]]:
        """The columns of the long form with their widths."""
        cells = self.cells
        values: dict[str, NDArray[Any]] = {
            **cells.text,
            "aar": cells.years,
            "maanedsnummer": cells.months,
            "antall": cells.antall,
            "visning": cells.shown,
            "linje": cells.numbers("linje"),
            "kolonne": cells.numbers("kolonne"),
        }
        widths = {name: _width(name, column.values) for name, column in cells.coded.items()}
        widths |= {f"{k}_navn": _width(k, column.values) for k, column in cells.names.items()}
        return {name: (widths.get(name, len(name) + 4), values[name]) for name in LONG_COLUMNS}

    # -- codes and notes ------------------------------------------------------------------------

    def _used(self, page: DataPage) -> Iterator[tuple[str, Code]]:
        for column in COLUMNS:
            used = used_codes(self.cells, page, column)
            codelist = self.cells.codelists.by_column[column]
            yield from ((column, code) for code in codelist if code.kode in used)

    def _codes(self, page: DataPage) -> Iterator[tuple[str, ...]]:
        for column, code in self._used(page):
            valid = (code.gyldig_fra, code.gyldig_til)
            told = (code.beskrivelse, code.beskrivelse_en)
            yield column, code.kode, code.navn, code.navn_en, *valid, *told
        reports = {r.report.origin.id: r.report.origin for r in self.cells.publication.reports}
        for kode in sorted(used_codes(self.cells, page, "rapport")):
            origin = reports[kode]
            period = (origin.period_from, origin.period_to)
            told = (f"{origin.law}. {origin.source}", "")
            yield "rapport", kode, origin.title, origin.title_en, *period, *told

    def _notes(self, page: DataPage) -> Iterator[tuple[str, ...]]:
        for each in breaks(self.cells, page):
            about = self._about(each.dimensjon, each.gjelder)
            where = f"{each.dimensjon}={each.gjelder}"
            yield "Brudd", about, where, each.maaned, "", each.tekst, each.tekst_en
        for column, code in self._used(page):
            if code.gyldig_fra or code.gyldig_til:
                valid = (code.gyldig_fra, code.gyldig_til)
                where = f"{column}={code.kode}"
                yield "Gyldighet", code.navn, where, *valid, *_VALIDITY[column]
        yield from (self._revisions[row] for row in self._revised(page))

    def _about(self, column: str, kode: str) -> str:
        """What a break concerns: a code's name, or each of them."""
        title = self.cells.fields[column]["title"]
        return f"{title}: alle" if kode == ALL else self.cells.name(column, kode)

    def _revised(self, page: DataPage) -> list[int]:
        """Which revisions concern a page."""
        if not self._revisions:
            return []
        mine: list[int] = np.flatnonzero(np.isin(self._revised_observations, page.rows)).tolist()
        return mine

    @cached_property
    def _revised_observations(self) -> NDArray[np.intp]:
        import pandas as pd

        keys = [
            pd.MultiIndex.from_frame(frame[list(KEY)].astype(str))
            for frame in (
                self.cells.publication.observations,
                self.cells.publication.revisions.rows,
            )
        ]
        places: NDArray[np.intp] = keys[0].get_indexer(keys[1])
        return places

    @cached_property
    def _revisions(self) -> list[tuple[str, ...]]:
        rows = self.cells.publication.revisions.rows
        return [self._revision(row) for row in rows.to_dict("records")]

    def _revision(self, row: dict[Any, Any]) -> tuple[str, ...]:
        codes = {column: str(row[column]) for column in COLUMNS}
        about = [self.cells.name(name, kode) for name, kode in codes.items() if kode != ALL]
        where = " / ".join(f"{name}={kode}" for name, kode in codes.items() if kode != ALL)
        old, new = (_edition(row, side) for side in ("gammel", "ny"))
        text = f"Endret fra {old} til {new} for {BOKMAAL.month(str(row['periode']))}."
        period = str(row["periode"])
        return "Revisjon", ", ".join(about), where, period, period, text, "Revised"


def _edition(row: dict[Any, Any], side: str) -> str:
    """A figure of an edition with its place; ``*`` where hidden, nothing where withheld."""
    status = row[f"{side}_status"]
    figure = str(row[f"{side}_antall"]) if status == PUBLISHED else f"{STAR} ({status})"
    place = f"linje {row[f'{side}_linje']}, kolonne {row[f'{side}_kolonne']}"
    return f"{figure} ({row[f'{side}_rapport']}, {place})"


def _table(headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> list[Column]:
    values = _turned(rows, len(headings))
    widths = map(_width, headings, values, [_WIDEST_TEXT] * len(headings))
    return [
        Column(heading, width, "code", [value or None for value in column])
        for heading, width, column in zip(headings, widths, values, strict=True)
    ]


def _turned(rows: Sequence[tuple[str, ...]], columns: int) -> list[tuple[str, ...]]:
    """Rows as columns; without rows, as many empty columns."""
    return list(zip(*rows, strict=True)) or [()] * columns


def _width(heading: str, values: Sequence[str], most: float = _WIDEST) -> float:
    """A width in characters that holds the values, with room for the filter's arrow."""
    longest = max((len(value) for value in values), default=0)
    return min(max(longest + 2, len(heading) + 4), most)
