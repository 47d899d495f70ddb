"""The resources of the data package as columns of text, with what the contract says of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from generator.model.dimensions import DIMENSIONS

OBSERVATIONS: Final = "observasjoner"
#: Columns that hold codes of the dimension that the row names.
_ANY_CODE: Final = ("kode", "gjelder")
_DIMENSION_OF: Final = {d.codelist: d.column for d in DIMENSIONS} | {"rapporter": "rapport"}
#: The resources whose codes have names.
NAMED_LISTS: Final = frozenset(dimension.codelist for dimension in DIMENSIONS)


def name_field(field: Mapping[str, Any]) -> dict[str, Any]:
    """The column of names beside a column of codes, as the contract would describe it."""
    name = field["name"]
    limits = field.get("constraints", {})
    return {
        "name": f"{name}_navn",
        "type": "string",
        "title": f"{field['title']}: navn",
        "title_en": f"{field['title_en']}: name",
        "description": f"Navnet på koden i «{name}», på bokmål.",
        "description_en": f"The name of the code in “{name}”, in Norwegian (bokmål).",
        "constraints": {"required": limits.get("required", False)},
    }


@dataclass(frozen=True)
class Resource:
    """A resource of the package.

    Attributes:
        descriptor: its entry in the contract.
        data: its CSV.
    """

    descriptor: Mapping[str, Any]
    data: bytes

    @property
    def name(self) -> str:
        """Its name in the contract."""
        return str(self.descriptor["name"])

    @property
    def path(self) -> str:
        """Its address from the site's root."""
        return str(self.descriptor["path"])

    @property
    def stem(self) -> str:
        """Its address without the ending ``.csv``."""
        return self.path.removesuffix(".csv")

    @property
    def fields(self) -> Sequence[Mapping[str, Any]]:
        """The fields of its schema."""
        fields: Sequence[Mapping[str, Any]] = self.descriptor["schema"]["fields"]
        return fields

    @cached_property
    def rows(self) -> list[list[str]]:
        """Its rows, without the header."""
        reader = csv.reader(io.StringIO(self.data.decode(), newline=""))
        return list(reader)[1:]

    def column(self, name: str) -> list[str]:
        """A column as text."""
        place = next(i for i, field in enumerate(self.fields) if field["name"] == name)
        return [row[place] for row in self.rows]

    @cached_property
    def refers(self) -> Mapping[str, str]:
        """The columns that refer to another resource (or to their own), with its name."""
        keys = self.descriptor["schema"].get("foreignKeys", ())
        return {
            key["fields"][0]: key["reference"].get("resource", self.name)
            for key in keys
            if len(key["fields"]) == 1
        }

    def is_code(self, column: str) -> bool:
        """Whether a column holds codes of a code list, this one or another."""
        return column in self.refers or column == self.descriptor["schema"]["primaryKey"][0]

    def may_be_code(self, column: str) -> bool:
        """Whether a column may hold codes, were it of a dimension that the row names."""
        return self.is_code(column) or column in _ANY_CODE

    def dimensions_of(self, column: str) -> list[str]:
        """For each row the dimension that a column's code belongs to; empty where it is no code.

        A code that may be of any dimension stands beside a column ``dimensjon`` that tells which.
        """
        if column in _ANY_CODE and any(field["name"] == "dimensjon" for field in self.fields):
            return self.column("dimensjon")
        codelist = self.refers.get(column, self.name)
        dimension = _DIMENSION_OF.get(codelist, column) if self.is_code(column) else ""
        return [dimension] * len(self.rows)


def resources(descriptor: Mapping[str, Any], files: Mapping[str, bytes]) -> list[Resource]:
    """The resources of a package in the contract's order.

    Args:
        descriptor: the contract.
        files: the package's files by their path.
    """
    return [Resource(each, files[each["path"]]) for each in descriptor["resources"]]


def names_of(package: Sequence[Resource]) -> dict[str, dict[str, str]]:
    """For each code list by its resource's name, code → name in bokmål."""
    return {
        each.name: dict(zip(each.column("kode"), each.column("navn"), strict=True))
        for each in package
        if each.name in _DIMENSION_OF and each.name != "rapporter"
    }
