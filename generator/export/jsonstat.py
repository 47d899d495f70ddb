"""JSON-stat 2.0 (json-stat.org/full): a collection with a dense cube a breakdown.

The figures of a page are many tables: by fylke, by age, by main group and sex. Nine dimensions at
once would be a cube of nearly nothing, so each combination of dimensions that figures are broken
down by is a dataset of its own, and months and averages never share one. The dimensions that a
dataset leaves out are at ``alle``. A measure stands for its group, which is told in ``extension``.

A cell without a number has a status: ``skjermet`` where the report prints ``*``,
``ikke-i-rapporten`` where no report here has the cell. Where each figure stands is in
``extension.sted``: report (its place in ``rapporter``), line and column, in the order of ``value``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from generator.export.cells import Cells
from generator.export.crosstable import WHOLE
from generator.export.pages import DataPage
from generator.export.words import (
    ABSENT_NOTE,
    AVERAGE_NOTE,
    HIDDEN_NOTE,
    OVERLAP_NOTE,
    STOCK_NOTE,
    breaks,
    licence_line,
    source,
)
from generator.model.dimensions import AVERAGE, COLUMNS, HIDDEN
from generator.model.language import BOKMAAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The status of a cell that no report here has.
ABSENT: Final = "ikke-i-rapporten"
#: The dimension that says what is counted; it has one category.
CONTENT: Final = "innhold"
COUNT: Final = "antall"
_TIME: Final = "periode"


@dataclass(frozen=True)
class JsonStat:
    """Makes the JSON-stat of pages; what pages share is made once."""

    cells: Cells

    def of(self, page: DataPage) -> bytes:
        """A page's figures as a collection of datasets."""
        collection = {
            "version": "2.0",
            "class": "collection",
            "label": page.title,
            "source": source(self.cells, page),
            "note": [OVERLAP_NOTE, HIDDEN_NOTE, ABSENT_NOTE],
            "extension": {"lisens": licence_line(self.cells), "label_en": page.title_en},
            "link": {"item": list(self._datasets(page))},
        }
        text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
        return text.encode() + b"\n"

    def _datasets(self, page: DataPage) -> Iterator[dict[str, Any]]:
        """The datasets of a page: months before averages, fewer dimensions first."""
        kinds, values = self.cells.coded["periodetype"]
        masks, kind = page.of(self.cells.mask), page.of(kinds)
        combined = (kind << len(COLUMNS)) | masks
        for each in sorted(set(combined.tolist()), key=lambda one: _order(one, values)):
            code, mask = divmod(each, 1 << len(COLUMNS))
            part = replace(page, rows=page.rows[combined == each])
            yield self._dataset(part, values[code], mask)

    def _dataset(self, part: DataPage, periodetype: str, mask: int) -> dict[str, Any]:
        """The cube of a part of a page whose figures are all broken down by the same."""
        rows = part.rows
        broken = [name for bit, name in enumerate(COLUMNS) if mask >> bit & 1]
        axes = {name: self._axis(name, rows) for name in (*broken, _TIME)}
        size = [1, *(len(used) for used, _ in axes.values())]
        flat = np.ravel_multi_index([place for _, place in axes.values()], size[1:])
        dimension = {CONTENT: _content(self.cells)}
        dimension |= {name: self._dimension(name, used) for name, (used, _) in axes.items()}
        titles = [self.cells.fields[name]["title"].lower() for name in broken]
        kind = self.cells.name("periodetype", periodetype)
        role = {"time": [_TIME], "metric": [CONTENT]}
        by = f"etter {BOKMAAL.listing(titles)}" if titles else WHOLE
        return {
            "version": "2.0",
            "class": "dataset",
            "label": f"{part.title}: {by}. {kind}",
            "source": source(self.cells, part),
            "note": [AVERAGE_NOTE if periodetype == AVERAGE else STOCK_NOTE, HIDDEN_NOTE],
            "id": [CONTENT, *axes],
            "size": size,
            "role": role | ({"geo": ["fylke"]} if "fylke" in axes else {}),
            "dimension": dimension,
            **self._values(rows, flat, int(np.prod(size))),
            "extension": {
                "periodetype": periodetype,
                "alle": self._left_out(broken),
                **self._groups(rows, broken),
                "status": {"label": {HIDDEN: HIDDEN_NOTE, ABSENT: ABSENT_NOTE}},
                "brudd": [f"{each.maaned}: {each.tekst}" for each in breaks(self.cells, part)],
                "lisens": licence_line(self.cells),
                **self._places(rows, flat, int(np.prod(size))),
            },
        }

    def _axis(self, name: str, rows: NDArray[np.intp]) -> tuple[list[str], NDArray[np.intp]]:
        """The codes of a dimension that rows have, in their order, and each row's place there."""
        codes, values = self.cells.coded[name]
        used, inverse = np.unique(self._rank[name][codes[rows]], return_inverse=True)
        return [values[self._by_rank[name][rank]] for rank in used.tolist()], inverse

    @cached_property
    def _rank(self) -> Mapping[str, NDArray[np.intp]]:
        """For each value of a column its place in the order in which it is told."""
        ranks = {}
        for name in (*COLUMNS, _TIME):
            values = self.cells.coded[name].values
            if name == _TIME:
                order = sorted(range(len(values)), key=values.__getitem__)
            else:
                codelist = self.cells.codelists.by_column[name]
                places = [codelist[value].rekkefoelge for value in values]
                order = sorted(range(len(values)), key=places.__getitem__)
            ranks[name] = np.argsort(order)
        return ranks

    @cached_property
    def _by_rank(self) -> Mapping[str, list[int]]:
        return {name: np.argsort(rank).tolist() for name, rank in self._rank.items()}

    def _dimension(self, name: str, used: list[str]) -> dict[str, Any]:
        title = self.cells.fields[name]["title"]
        if name == _TIME:
            labels = {value: BOKMAAL.month(value) for value in used}
            return {"label": title, "category": {"index": used, "label": labels}}
        codes = [self.cells.codelists.by_column[name][value] for value in used]
        labels = {code.kode: code.navn for code in codes}
        category: dict[str, Any] = {"index": used, "label": labels}
        if notes := {code.kode: [code.beskrivelse] for code in codes if code.beskrivelse}:
            category["note"] = notes
        english = {code.kode: code.navn_en for code in codes}
        return {"label": title, "category": category, "extension": {"label_en": english}}

    def _values(self, rows: NDArray[np.intp], flat: NDArray[np.intp], count: int) -> dict[str, Any]:
        """``value`` and ``status`` of a cube of ``count`` cells; ``flat`` is each row's cell."""
        value = np.full(count, None, dtype=object)
        value[flat] = self.cells.antall[rows]
        status = np.full(count, ABSENT, dtype=object)
        status[flat] = np.where(self.cells.hidden[rows], HIDDEN, "")
        missing = {str(place): each for place, each in enumerate(status.tolist()) if each}
        return {"value": value.tolist()} | ({"status": missing} if missing else {})

    def _places(self, rows: NDArray[np.intp], flat: NDArray[np.intp], count: int) -> dict[str, Any]:
        """Where each figure stands, in the order of ``value``."""
        codes, values = self.cells.coded["rapport"]
        used, report = np.unique(codes[rows], return_inverse=True)
        stands = {"rapport": report} | {
            name: self.cells.numbers(name)[rows] for name in ("linje", "kolonne")
        }
        places = {}
        for name, each in stands.items():
            column = np.full(count, None, dtype=object)
            column[flat] = each
            places[name] = column.tolist()
        return {"rapporter": [values[code] for code in used.tolist()], "sted": places}

    def _left_out(self, broken: list[str]) -> list[str]:
        """The dimensions that are at ``alle`` all through a dataset."""
        told = {*broken, "tiltaksgruppe"} if "tiltak" in broken else {*broken}
        return [name for name in COLUMNS if name not in told]

    def _groups(self, rows: NDArray[np.intp], broken: list[str]) -> dict[str, Any]:
        """The group of each measure of a dataset."""
        if "tiltak" not in broken:
            return {}
        measures, _ = self._axis("tiltak", rows)
        return {"tiltaksgruppe": {m: self.cells.codelists.group_of(m) for m in measures}}


def _order(combined: int, period_types: tuple[str, ...]) -> tuple[bool, int, int]:
    code, mask = divmod(combined, 1 << len(COLUMNS))
    return period_types[code] == AVERAGE, mask.bit_count(), mask


def _content(cells: Cells) -> dict[str, Any]:
    category = {
        "index": [COUNT],
        "label": {COUNT: cells.fields[COUNT]["title"]},
        "unit": {COUNT: {"label": "personer", "decimals": 0}},
    }
    return {"label": "Innhold", "category": category}
