"""Parquet: typed columns, codes and names as dictionaries, what the contract says as metadata.

Each column tells its title and description, the file its licence, source and version. The same
figures give the same bytes with the same version of pyarrow.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from generator.export.cells import NAMED, Cells, Coded
from generator.export.pages import DataPage
from generator.export.resources import OBSERVATIONS, Resource, name_field
from generator.export.words import CAUTIONS, licence_line, source
from generator.package.publication import OBSERVATION_COLUMNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The columns of the observations here: the contract's, with a name beside each code.
PARQUET_COLUMNS: Final = tuple(
    each
    for name in OBSERVATION_COLUMNS
    for each in ((name, f"{name}_navn") if name in NAMED else (name,))
)
_TYPES: Final[Mapping[str, pa.DataType]] = {"integer": pa.int32(), "date": pa.date32()}


@dataclass(frozen=True)
class Parquet:
    """Makes the Parquet files of pages; what pages share is made once."""

    cells: Cells

    def of(self, page: DataPage) -> bytes:
        """A page's observations."""
        names = PARQUET_COLUMNS
        arrays = [self._array(name, page.rows) for name in names]
        metadata = self._metadata(page.title, source(self.cells, page))
        schema = pa.schema(
            [
                pa.field(name, array.type, name == "antall", self._said[name])
                for name, array in zip(names, arrays, strict=True)
            ],
            metadata,
        )
        return _bytes(pa.Table.from_arrays(arrays, schema=schema))

    def _array(self, name: str, rows: NDArray[np.intp]) -> pa.Array:
        if name in ("linje", "kolonne"):
            return pa.array(self.cells.numbers(name)[rows], pa.int32())
        if name == "antall":
            return pa.array(self.cells.antall[rows].tolist(), pa.int32())
        return _dictionary(self._categories[name], rows)

    @cached_property
    def _categories(self) -> dict[str, Coded]:
        named = {f"{name}_navn": column for name, column in self.cells.names.items()}
        return {**self.cells.coded, **named}

    @cached_property
    def _said(self) -> dict[str, dict[str, str]]:
        """The metadata of each column."""
        said = {name: _told(field) for name, field in self.cells.fields.items()}
        said |= {f"{n}_navn": _told(name_field(self.cells.fields[n])) for n in NAMED}
        return said

    def _metadata(self, title: str, origin: str) -> dict[str, str]:
        descriptor = self.cells.publication.content.descriptor
        return {
            "title": title,
            "description": str(descriptor["description"]),
            "source": origin,
            "license": licence_line(self.cells),
            "package": str(descriptor["name"]),
            "version": str(descriptor["version"]),
            "notes": "\n".join(CAUTIONS),
        }

    def resource(self, resource: Resource) -> bytes:
        """A resource of the package, typed by its schema; empty cells are null."""
        arrays = [_column(resource, field) for field in resource.fields]
        fields = [
            pa.field(field["name"], array.type, metadata=_told(field))
            for field, array in zip(resource.fields, arrays, strict=True)
        ]
        descriptor = self.cells.publication.content.descriptor
        metadata = self._metadata(resource.descriptor["title"], descriptor["sources"][0]["title"])
        metadata["description"] = resource.descriptor["description"]
        assert resource.name != OBSERVATIONS, "the observations go by codes, not by text"
        return _bytes(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata)))


def _dictionary(column: Coded, rows: NDArray[np.intp]) -> pa.Array:
    """Some rows of a column with a dictionary of the values that they have, in its order.

    Codes of different times may share a name (Østfold), which is in the dictionary once.
    """
    import numpy as np

    used, inverse = np.unique(column.codes[rows], return_inverse=True)
    values = [column.values[code] for code in used.tolist()]
    place = {value: number for number, value in enumerate(dict.fromkeys(values))}
    indices = np.array([place[value] for value in values], np.int32)[inverse]
    return pa.DictionaryArray.from_arrays(pa.array(indices), pa.array(list(place), pa.string()))


def _column(resource: Resource, field: Mapping[str, Any]) -> pa.Array:
    import pyarrow.compute as pc

    text = pa.array([value or None for value in resource.column(field["name"])], pa.string())
    if field["type"] in _TYPES:
        return pc.cast(text, _TYPES[field["type"]])
    if resource.is_code(field["name"]) or "enum" in field.get("constraints", {}):
        return pc.dictionary_encode(text)
    return text


def _told(field: Mapping[str, Any]) -> dict[str, str]:
    """What the contract says of a column, as text by text."""
    told = {
        key: value
        for key, value in field.items()
        if isinstance(value, str) and key not in ("name", "type")
    }
    if categories := field.get("categories"):
        told["categories"] = json.dumps(categories, ensure_ascii=False)
    return told


def _bytes(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", write_statistics=True)
    return buffer.getvalue()
