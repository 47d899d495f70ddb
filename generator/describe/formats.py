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
        package: what its files are put together and compressed by, as a media type at IANA; empty
            where it is one file.
    """

    file_type: str
    mediatype: str
    standard: tuple[str, str] | None = None
    package: str = ""


_CSV: Final = ("https://www.rfc-editor.org/info/rfc4180", "RFC 4180 (CSV)")
_FORMATS: Final = {
    "csv": Format("CSV", "text/csv", _CSV),
    "excel-csv": Format("CSV", "text/csv"),
    "xlsx": Format("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json-stat": Format(
        "JSON", "application/json", ("https://json-stat.org/full/", "JSON-stat 2.0")
    ),
    "parquet": Format("PARQUET", "application/vnd.apache.parquet"),
    # The EU's list has no SQLite: version 20250319-0 has SQL, which is a text of statements, and
    # GPKG, which is SQLite with maps. DCAT-AP-NO takes no format from elsewhere, and none is no
    # fault; the media type alone says what the file is, which costs points at the portal.
    "sqlite": Format("", "application/vnd.sqlite3"),
    "zip": Format("ZIP", "application/zip", package="application/zip"),
    "datapackage": Format(
        "JSON",
        "application/json",
        ("https://datapackage.org/standard/data-package/", "Data Package v2"),
    ),
}


def format_of(file: PublishedFile) -> Format:
    """What kind of file it is; one that is not listed here is what its media type says."""
    return _FORMATS.get(file.format) or Format("", file.mediatype.partition(";")[0])
