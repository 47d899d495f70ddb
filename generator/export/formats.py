"""The kinds of files that are published, each with its ending and its content type."""

from __future__ import annotations

from typing import Final, NamedTuple


class Format(NamedTuple):
    """A kind of file.

    Attributes:
        name: as :class:`~generator.model.files.PublishedFile` knows it.
        ending: what the file's name ends with, after the stem.
        mediatype: what GitHub Pages sends for that ending: it goes by the last dot, and takes the
            types from the mime-db list.
        title: what it is called in bokmål.
        title_en: the same in English.
    """

    name: str
    ending: str
    mediatype: str
    title: str
    title_en: str


CSV: Final = Format("csv", ".csv", "text/csv", "CSV", "CSV")
EXCEL_CSV: Final = Format(
    "excel-csv", ".excel.csv", "text/csv", "CSV for norsk Excel", "CSV for Norwegian Excel"
)
XLSX: Final = Format(
    "xlsx",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Excel-arbeidsbok",
    "Excel workbook",
)
JSON_STAT: Final = Format(
    "json-stat", ".json", "application/json", "JSON-stat 2.0", "JSON-stat 2.0"
)
PARQUET: Final = Format(
    "parquet", ".parquet", "application/vnd.apache.parquet", "Parquet", "Parquet"
)
SQLITE: Final = Format(
    "sqlite", ".sqlite", "application/vnd.sqlite3", "SQLite-database", "SQLite database"
)
ZIP: Final = Format("zip", ".zip", "application/zip", "Zip-fil", "Zip archive")
DATA_PACKAGE: Final = Format(
    "datapackage", ".json", "application/json", "Data Package", "Data Package"
)

#: In the order in which they are told to people.
FORMATS: Final = (CSV, EXCEL_CSV, XLSX, JSON_STAT, PARQUET, SQLITE, ZIP, DATA_PACKAGE)
#: What each page with figures has beside it.
PAGE_FORMATS: Final = (CSV, EXCEL_CSV, XLSX, JSON_STAT, PARQUET)
