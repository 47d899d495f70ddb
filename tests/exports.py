"""The published files read back by the tools that people use, each in its own way.

Every reader gives the same: key → what the file says of the figure. Nothing of the generator is
used: codes are put back as the read-me of each format says.
"""

from __future__ import annotations

import csv
import itertools
import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.numbers.published import DIMENSIONS as LISTS

PERIOD = ("periodetype", "periode")
KEY = (*PERIOD, *LISTS)
KINDS = {"maaned": "Ved utgangen av måneden", "hittil_i_aar": "Gjennomsnitt hittil i år"}
MONTHS = ("jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des")
Key = tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What a file says of a figure; ``names`` are those of the dimensions broken down by."""

    antall: int | None
    status: str
    names: Mapping[str, str] = field(default_factory=dict)
    place: tuple[str, int, int] | None = None


Cells = dict[Key, Said]


def rows_of(path: Path, **how: str) -> list[dict[str, str]]:
    """A CSV file's rows."""
    with path.open(encoding=how.pop("encoding", "utf-8"), newline="") as file:
        return list(csv.DictReader(file, **how))  # type: ignore[arg-type]


def names_in(site: Path) -> dict[str, dict[str, str]]:
    """The names of the codes of each dimension, as the published code lists have them."""
    return {
        column: {row["kode"]: row["navn"] for row in rows_of(site / f"data/{name}.csv")}
        for column, name in LISTS.items()
    }


def truth(site: Path, folder: str) -> Cells:
    """The contract's CSV with the code lists' names."""
    name = "observasjoner.csv" if folder == "data/" else "data.csv"
    names = names_in(site)
    cells = {}
    for row in rows_of(site / folder / name):
        known = {column: names[column][row[column]] for column in LISTS}
        cells[_key(row)] = _said(row, known | {"periodetype": KINDS[row["periodetype"]]})
    return cells


def _key(row: Mapping[str, Any]) -> Key:
    return tuple(str(row[column]) for column in KEY)


def _said(row: Mapping[str, Any], names: Mapping[str, str]) -> Said:
    antall = row["antall"]
    number = None if antall in ("", None) else int(antall)
    place = str(row["rapport"]), int(row["linje"]), int(row["kolonne"])
    return Said(number, str(row["status"]), names, place)


def _long(rows: Iterable[Mapping[str, Any]]) -> Cells:
    """Rows that have a column of names beside each of codes."""
    return {
        _key(row): _said(row, {c: row[f"{c}_navn"] for c in ("periodetype", *LISTS)})
        for row in rows
    }


# -- a reader a format ----------------------------------------------------------------------------


def excel_csv(path: Path) -> Cells:
    """CSV for Excel: ``fylke 03`` is the code 03, ``2024M08`` the month 2024-08."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel takes a file without BOM for another encoding"
    assert raw.count(b"\n") == raw.count(b"\r\n")
    rows = []
    for row in rows_of(path, encoding="utf-8-sig", delimiter=";"):
        shown = "*" if row["status"] == "skjermet" else row["antall"]
        assert row["visning"] == shown, row
        row["periode"] = row["periode"].replace("M", "-")
        assert row["periode"] == f"{row['aar']}-{int(row['maanedsnummer']):02d}"
        rows.append(row | {column: row[column].removeprefix(f"{column} ") for column in LISTS})
    return _long(rows)


@cache
def sheet_rows(path: Path, name: str) -> list[list[Any]]:
    """The rows of a sheet, by openpyxl."""
    from openpyxl import load_workbook

    # As pandas reads workbooks: one sheet, as far as the sheet says that it goes.
    book = load_workbook(path, read_only=True)
    try:
        return [list(row) for row in book[name].iter_rows(values_only=True)]
    finally:
        book.close()


def xlsx(path: Path) -> Cells:
    """The long form of a workbook."""
    header, *rows = sheet_rows(path, "Observasjoner")
    found = [dict(zip(header, row, strict=True)) for row in rows]
    for row in found:
        assert row["visning"] == ("*" if row["status"] == "skjermet" else row["antall"]), row
    return _long(found)


def xlsx_cross(path: Path) -> dict[tuple[str, ...], int | str | None]:
    """The cross table of a workbook: (level, code, broken down by, codes, time) → what is shown."""
    rows = sheet_rows(path, "Tall")
    top = next(number for number, row in enumerate(rows) if row[0] == "Navn")
    header = rows[top]
    found = {}
    for row in rows[top + 1 :]:
        named = dict(zip(header, row, strict=True))
        head = (named["Nivå"], named["Kode"], named["Fordelt på"], named["Kategorikode"])
        for time, figure in zip(header[6:], row[6:], strict=True):
            assert (*head, time) not in found, f"{head} stands twice"
            found[(*head, time)] = figure
    return found


def cross_key(key: Key, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Where a figure stands in the cross table."""
    codes = dict(zip(KEY, key, strict=True))
    further = [c for c in LISTS if c not in ("tiltak", "tiltaksgruppe") and codes[c] != "alle"]
    if codes["tiltak"] != "alle":
        about = ("Tiltak", codes["tiltak"])
    elif codes["tiltaksgruppe"] != "alle":
        about = ("Tiltaksgruppe", codes["tiltaksgruppe"])
    else:
        about = ("Alle tiltak", "alle")
    names = [titles[c] if not n else titles[c].lower() for n, c in enumerate(further)]
    by = " og ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "I alt"
    year, month = codes["periode"].split("-")
    time = f"{MONTHS[int(month) - 1]} {year}"
    average = codes["periodetype"] == "hittil_i_aar"
    return (
        *about,
        by,
        " / ".join(codes[c] for c in further) or "alle",
        f"Snitt hittil i år, {time}" if average else time,
    )


def datasets(path: Path) -> list[dict[str, Any]]:
    """The datasets of a JSON-stat collection."""
    collection = json.loads(path.read_text("utf-8"))
    assert (collection["version"], collection["class"]) == ("2.0", "collection")
    items: list[dict[str, Any]] = collection["link"]["item"]
    return items


def json_stat(path: Path) -> Cells:
    """Every cell of every cube that a report has."""
    cells: Cells = {}
    for each in datasets(path):
        for key, said in cube(each).items():
            if said.status != "ikke-i-rapporten":
                assert key not in cells, f"{key} stands in two cubes"
                cells[key] = said
    return cells


def cube(data: Mapping[str, Any]) -> Cells:
    """Every cell of a dataset, whether or not a report has it."""
    labels = {name: each["category"]["label"] for name, each in data["dimension"].items()}
    indices = [data["dimension"][name]["category"]["index"] for name in data["id"]]
    assert len(data["value"]) == math.prod(data["size"])
    extension = data["extension"]
    cells = {}
    for number, codes in enumerate(itertools.product(*indices)):
        told = dict(zip(data["id"], codes, strict=True))
        whole = dict.fromkeys(extension["alle"], "alle") | told
        if "tiltak" in told:
            whole["tiltaksgruppe"] = extension["tiltaksgruppe"][told["tiltak"]]
        whole["periodetype"] = extension["periodetype"]
        value = data["value"][number]
        status = data.get("status", {}).get(str(number), "publisert")
        assert (value is None) == (status != "publisert"), f"{told}: {value} is {status}"
        names = {name: labels[name][code] for name, code in told.items() if name in LISTS}
        cells[_key(whole)] = Said(value, status, names, _stands(extension, number))
    return cells


def _stands(extension: Mapping[str, Any], number: int) -> tuple[str, int, int] | None:
    report, line, column = (extension["sted"][c][number] for c in ("rapport", "linje", "kolonne"))
    return None if report is None else (extension["rapporter"][report], line, column)


def parquet_pandas(path: Path) -> Cells:
    """Parquet by pandas."""
    import pandas as pd

    frame = pd.read_parquet(path)
    frame["antall"] = frame["antall"].astype("Int64").astype(object)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return _long(rows)  # type: ignore[arg-type]


def parquet_polars(path: Path) -> Cells:
    """Parquet by Polars."""
    import polars as pl

    return _long(pl.read_parquet(path).to_dicts())


def parquet_duckdb(path: Path) -> Cells:
    """Parquet by DuckDB."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        columns = [each[0] for each in found.description or ()]
        return _long(dict(zip(columns, row, strict=True)) for row in found.fetchall())


def sqlite(path: Path) -> Cells:
    """The view ``tall`` of the database."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        rows = [dict(row) for row in connection.execute("SELECT * FROM tall")]
    finally:
        connection.close()
    for row in rows:
        shown = "*" if row["status"] == "skjermet" else str(row["antall"])
        assert row["visning"] == shown, row
        row["periodetype_navn"] = KINDS[row["periodetype"]]
    return _long(rows)


#: The readers of what lies beside a page, and of what lies in ``data/``.
Reader = Callable[[Path], Cells]
BESIDE: dict[str, tuple[str, Reader]] = {
    "excel-csv": ("data.excel.csv", excel_csv),
    "xlsx": ("data.xlsx", xlsx),
    "json-stat": ("data.json", json_stat),
    "parquet by pandas": ("data.parquet", parquet_pandas),
    "parquet by Polars": ("data.parquet", parquet_polars),
    "parquet by DuckDB": ("data.parquet", parquet_duckdb),
}
WHOLE: dict[str, tuple[str, Reader]] = {
    "excel-csv": ("observasjoner.excel.csv", excel_csv),
    "xlsx": ("tiltak-i-tall.xlsx", xlsx),
    "json-stat": ("observasjoner.json", json_stat),
    "parquet by pandas": ("observasjoner.parquet", parquet_pandas),
    "parquet by Polars": ("observasjoner.parquet", parquet_polars),
    "parquet by DuckDB": ("observasjoner.parquet", parquet_duckdb),
    "sqlite": ("tiltak-i-tall.sqlite", sqlite),
}
