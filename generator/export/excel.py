"""CSV that Norwegian Excel opens right on double click.

UTF-8 with a BOM, ``;`` between cells, CRLF, decimal comma. Excel guesses types as it opens a CSV
file, so nothing here looks like something else:

- A code of digits and signs alone (``03``, ``20-24``) would lose its zero or turn into a date. It
  gets the name of its dimension before it: ``fylke 03``, ``alder 20-24``. (``="03"`` would open
  right too, but other programs read it as it stands, and it is a formula.)
- A month is written as Statistics Norway does, ``2024M08``: ``2024-08`` would become a date. The
  year and the number of the month stand beside it as numbers.
- Text that begins as a formula does gets an apostrophe before it.

A hidden figure has no number in ``antall``, ``*`` in ``visning`` and ``skjermet`` in ``status``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from generator.export.cells import NAMED, Cells, Coded
from generator.export.resources import NAMED_LISTS, OBSERVATIONS, Resource, name_field
from generator.model.dimensions import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

BOM: Final = b"\xef\xbb\xbf"
_GUESSED: Final = re.compile(r"[\d .,:/+-]*\d[\d .,:/+-]*")
_FORMULA: Final = ("=", "+", "-", "@", "\t")
#: The columns of the observations here.
LONG_COLUMNS: Final = (
    *("periodetype", "periodetype_navn", "periode", "aar", "maanedsnummer"),
    *(name for column in COLUMNS for name in (column, f"{column}_navn")),
    *("antall", "visning", "status", "rapport", "linje", "kolonne"),
)

#: What differs from the contract's CSV, in words.
EXCEL_NOTE: Final = {
    "nb": "For norsk Excel: semikolon mellom feltene, navn ved siden av kodene. Koden 03 er "
    "«fylke 03», koden 20-24 er «alder 20-24» og måneden 2024-08 er «2024M08», så Excel ikke gjør "
    "dem om.",
    "en": "For Norwegian Excel: semicolons between the fields, names beside the codes. The code 03 "
    "is “fylke 03”, the code 20-24 is “alder 20-24” and the month 2024-08 is “2024M08”, so that "
    "Excel does not turn them into something else.",
}
_MONTH: Final = "[0-9]{4}M(0[1-9]|1[0-2])"


def _more(name: str, kind: str, title: tuple[str, str], told: tuple[str, str]) -> dict[str, Any]:
    """A column that the contract does not have, as it would describe it."""
    said = {"title": title[0], "title_en": title[1]}
    said |= {"description": told[0], "description_en": told[1]}
    return {"name": name, "type": kind, **said, "constraints": {"required": True}}


#: The columns of the observations that are here alone.
_MORE: Final = {
    each["name"]: each
    for each in (
        _more("aar", "integer", ("År", "Year"), ("Året i perioden.", "The year of the period.")),
        _more(
            "maanedsnummer",
            "integer",
            ("Månedens nummer", "Number of the month"),
            ("Fra 1 til 12.", "From 1 to 12."),
        ),
        _more(
            "visning",
            "string",
            ("Visning", "As shown"),
            (
                "Tallet som det skal vises: * der det er skjermet (0, 1, 2 eller 3 personer).",
                "The figure as it is to be shown: * where it is hidden (0, 1, 2 or 3 persons).",
            ),
        ),
    )
}


def safe_code(dimension: str, kode: str) -> str:
    """A code that Excel takes for text: ``fylke 03`` for ``03``, others as they are."""
    return f"{dimension} {kode}" if _GUESSED.fullmatch(kode) else safe_text(kode)


def safe_month(periode: str) -> str:
    """``2024-08`` → ``2024M08``."""
    return periode.replace("-", "M")


def safe_text(text: str) -> str:
    """Text that Excel does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def observation_lines(cells: Cells) -> list[bytes]:
    """The header, with the BOM, and each observation as a line of its own, in their order."""
    frame = _frame(cells)
    text = frame.to_csv(index=False, sep=";", lineterminator="\r\n")
    lines = text.encode().splitlines(keepends=True)
    return [BOM + lines[0], *lines[1:]]


def _frame(cells: Cells) -> pd.DataFrame:
    import pandas as pd

    columns: dict[str, Any] = {
        name: _categories(column, partial(safe_code, name)) for name, column in cells.coded.items()
    }
    columns |= {f"{name}_navn": _categories(cells.names[name], safe_text) for name in NAMED}
    columns |= {name: cells.numbers(name) for name in ("linje", "kolonne")}
    columns["periode"] = _categories(cells.coded["periode"], safe_month)
    columns["aar"], columns["maanedsnummer"] = cells.years, cells.months
    columns["antall"], columns["visning"] = cells.antall, cells.shown
    return pd.DataFrame({name: columns[name] for name in LONG_COLUMNS})


def _categories(column: Coded, safe: Callable[[str], str]) -> NDArray[np.object_]:
    return column._replace(values=tuple(map(safe, column.values))).text


def resource_csv(resource: Resource, names: Mapping[str, Mapping[str, str]]) -> bytes:
    """A resource as CSV for Excel, with the name beside each code.

    Args:
        resource: a resource of the package.
        names: for each code list by its resource's name, code → name.
    """
    columns: dict[str, Sequence[str]] = {}
    for field in resource.fields:
        name, values = field["name"], resource.column(field["name"])
        told = resource.dimensions_of(name)
        columns[name] = [_safe(field, *each) for each in zip(values, told, strict=True)]
        if known := names.get(resource.refers.get(name, "")):
            columns[f"{name}_navn"] = [safe_text(known.get(value, "")) for value in values]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return BOM + text.getvalue().encode()


def excel_fields(descriptor: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The columns of a resource's CSV for Excel, as the contract would describe them.

    Args:
        descriptor: the resource in the contract.
    """
    resource = Resource(descriptor, b"")
    fields = {field["name"]: field for field in resource.fields}
    if resource.name == OBSERVATIONS:
        names = {f"{name}_navn": name_field(fields[name]) for name in NAMED}
        known = {name: _field(resource, field) for name, field in fields.items()} | names | _MORE
        return [known[name] for name in LONG_COLUMNS]
    found: list[dict[str, Any]] = []
    for name, field in fields.items():
        found.append(_field(resource, field))
        if resource.refers.get(name) in NAMED_LISTS:
            found.append(name_field(field))
    return found


def _field(resource: Resource, field: Mapping[str, Any]) -> dict[str, Any]:
    """A column of the contract with the values that :func:`_safe` gives it."""
    limits = {**field.get("constraints", {})}
    if field["type"] == "yearmonth":
        return {**field, "type": "string", "constraints": limits | {"pattern": _MONTH}}
    if resource.may_be_code(field["name"]):
        limits.pop("pattern", None)
    return {**field, "constraints": limits}


def _safe(field: Mapping[str, Any], value: str, dimension: str) -> str:
    """A value of a resource as Excel may meet it; ``dimension`` is empty where it is no code."""
    if field["type"] == "yearmonth":
        return safe_month(value)
    if field["type"] in ("integer", "date"):
        return value
    if field["type"] == "number":
        return value.replace(".", ",")
    return safe_code(dimension, value) if dimension else safe_text(value)
