"""The kinds of files, by the names that catalogues have for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.model.files import PublishedFile


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes:
        file_type: its code in the EU's list of file types; empty where the list has none.
        mediatype: its name at IANA, which need not be what a web server says.
        standard: address of the standard that it follows, and the standard's name.
    """

    file_type: str
    mediatype: str
    standard: tuple[str, str] | None = None


_CSV: Final = ("https://www.rfc-editor.org/info/rfc4180", "RFC 4180 (CSV)")
_FORMATS: Final = {
    "csv": Format("CSV", "text/csv", _CSV),
    "excel-csv": Format("CSV", "text/csv"),
    "xlsx": Format("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json-stat": Format(
        "JSON", "application/json", ("https://json-stat.org/full/", "JSON-stat 2.0")
    ),
    "parquet": Format("PARQUET", "application/vnd.apache.parquet"),
    "sqlite": Format("", "application/vnd.sqlite3"),
    "zip": Format("ZIP", "application/zip"),
    "datapackage": Format(
        "JSON",
        "application/json",
        ("https://datapackage.org/standard/data-package/", "Data Package v2"),
    ),
}


def format_of(file: PublishedFile) -> Format:
    """What kind of file it is; one that is not listed here is what its media type says."""
    return _FORMATS.get(file.format) or Format("", file.mediatype.partition(";")[0])
