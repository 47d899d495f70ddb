"""What is particular to each format: layout, types, keys, metadata, and outside checkers."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.exports import KEY, LISTS, datasets, rows_of, sheet_rows, truth

ROOT = Path(__file__).parents[1]
CONTRACT = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
SHEETS = ["Les meg", "Tall", "Observasjoner", "Koder", "Merknader"]

# -- CSV for Excel --------------------------------------------------------------------------------

#: What Norwegian Excel makes something else of as it opens a CSV file: dates in its orders and
#: with its separators, months by name or number, times, fractions, percentages, exponents, leading
#: zeros, formulas. Written from Microsoft's own description of how cells are read, in Norwegian.
_MONTH = r"(jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w*\.?"
CHANGED = re.compile(
    r"0\d+|[=+@-].*|'.*"
    r"|\d{1,4}[-/.]\d{1,4}([-/.]\d{1,4})?"
    rf"|(\d+\.? *)?{_MONTH}[ -]*\d+|\d+[ .-]+{_MONTH}( *\d+)?"
    r"|\d+:\d+(:\d+)?|\d+ \d+/\d+|[\d.,]+ ?%|\d+[eE][+-]?\d+|kr ?\d.*|\d{16,}|SANN|USANN",
    re.IGNORECASE,
)
NUMBERS = {"antall", "visning", "linje", "kolonne", "aar", "maanedsnummer"}


def test_the_pattern_knows_what_excel_changes() -> None:
    for text in ("03", "2024-08", "20-24", "1.12.2024", "aug 2024", "1/2", "=1", "60%", "1e5"):
        assert CHANGED.fullmatch(text), text
    for text in ("fylke 03", "alder 20-24", "2024M08", "20–24 år", "Oslo", "0-19 år", "*"):
        assert not CHANGED.fullmatch(text), text


def test_excel_takes_no_code_for_a_number_or_a_date(site: Path) -> None:
    files = sorted(site.rglob("*.excel.csv"))
    assert len(files) > 80
    for path in files:
        for row in rows_of(path, encoding="utf-8-sig", delimiter=";"):
            for column, value in row.items():
                if column in NUMBERS or column.startswith("gyldig") or column == "publisert":
                    continue
                number = value.isdigit() and _is_count(path, column)
                assert number or not (value.isdigit() or CHANGED.fullmatch(value)), (
                    f"{path.name}: Excel changes {value!r} in {column}"
                )


def _is_count(path: Path, column: str) -> bool:
    """Whether the contract has a column of a resource as whole numbers."""
    name = path.name.removesuffix(".excel.csv")
    found = [r for r in CONTRACT["resources"] if r["name"] == name]
    return bool(found) and any(
        field["name"] == column and field["type"] == "integer"
        for field in found[0]["schema"]["fields"]
    )


def test_codes_match_between_the_excel_files(site: Path) -> None:
    how = {"encoding": "utf-8-sig", "delimiter": ";"}
    fylker = {r["kode"]: r["navn"] for r in rows_of(site / "data/fylker.excel.csv", **how)}
    for row in rows_of(site / "tiltak/jobbklubb/data.excel.csv", **how):
        assert fylker[row["fylke"]] == row["fylke_navn"]
    assert fylker["fylke 03"] == "Oslo"


def test_libreoffice_opens_the_excel_csv_as_it_is_meant(site: Path, tmp_path: Path) -> None:
    rows = _by_libreoffice(site / "fylke/03/data.excel.csv", tmp_path, "59,34,76,1,,1044")
    wanted = rows_of(site / "fylke/03/data.excel.csv", encoding="utf-8-sig", delimiter=";")
    assert rows == [list(wanted[0]), *(list(row.values()) for row in wanted)]


# -- XLSX -----------------------------------------------------------------------------------------


def _by_libreoffice(path: Path, folder: Path, filter: str = "", sheet: str = "") -> list[list[str]]:
    """A file, or a sheet of it, opened by LibreOffice and saved as CSV."""
    import csv

    if not (soffice := shutil.which("soffice")):
        pytest.skip("LibreOffice is not on this machine")
    command = [soffice, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless"]
    command += [f"--infilter=CSV:{filter}"] if filter else []
    # Field and text separators, UTF-8, from line 1, values as shown, every sheet (-1).
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"]
    command[-1] += ",false,false,-1" if sheet else ""
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(path)], capture_output=True, text=True, check=False
    )
    made = folder / (f"{path.stem}-{sheet}.csv" if sheet else f"{path.stem}.csv")
    assert made.is_file(), done.stdout + done.stderr
    return list(csv.reader(io.StringIO(made.read_text("utf-8"), newline="")))


def test_libreoffice_opens_the_workbook_as_it_is_meant(site: Path, tmp_path: Path) -> None:
    path = site / "tiltak/mentor/data.xlsx"
    rows = _by_libreoffice(path, tmp_path, sheet="Observasjoner")
    wanted = rows_of(site / "tiltak/mentor/data.excel.csv", encoding="utf-8-sig", delimiter=";")
    assert rows[0] == list(wanted[0])
    contract = rows_of(site / "tiltak/mentor/data.csv")
    for row, excel, plain in zip(rows[1:], wanted, contract, strict=True):
        found = dict(zip(rows[0], row, strict=True))
        assert {column: found[column] for column in plain} == plain
        assert {c: v for c, v in found.items() if c.endswith("_navn")} == {
            c: v for c, v in excel.items() if c.endswith("_navn")
        }
    cross = tmp_path / "data-Tall.csv"
    lines = cross.read_text("utf-8").splitlines()
    assert lines[0].startswith("Mentor") and "*" in lines[1]
    assert any(",*," in line for line in lines[4:])


def test_every_cell_of_the_workbook_is_the_observation_s(site: Path) -> None:
    """All cells of the long form, with their types."""
    header, *rows = sheet_rows(site / "data/tiltak-i-tall.xlsx", "Observasjoner")
    place = {name: number for number, name in enumerate(header)}
    contract = rows_of(site / "data/observasjoner.csv")
    assert len(rows) == len(contract) == 7389
    whole = {"linje", "kolonne", "antall"}
    for row, wanted in zip(rows, contract, strict=True):
        for column, text in wanted.items():
            value = (int(text) if text else None) if column in whole else text
            found = row[place[column]]
            assert found == value and type(found) is type(value), f"{wanted}: {column} is {found!r}"


@pytest.fixture(scope="module")
def book(site: Path):
    from openpyxl import load_workbook

    return load_workbook(site / "tiltak/jobbklubb/data.xlsx")


def test_the_sheets_and_their_layout(book) -> None:
    assert book.sheetnames == SHEETS
    for name in SHEETS[1:]:
        sheet = book[name]
        assert sheet.freeze_panes and sheet.auto_filter.ref and sheet.print_title_rows, name
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["Tall"].print_title_cols == "$A:$C"
    assert book["Tall"].freeze_panes == "D5"
    assert book["Observasjoner"].freeze_panes == "A2"
    for name in ("Tall", "Koder"):
        for column in "ABC":
            width = book[name].column_dimensions[column].width
            longest = max(len(str(cell.value or "")) for cell in book[name][column][3:])
            assert longest <= width <= 82, f"{name}!{column}: {longest} in {width}"


def test_hidden_figures_are_seen_and_stand_to_the_right(book, site: Path) -> None:
    sheet = book["Tall"]
    stars = [cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.value == "*"]
    rows = rows_of(site / "tiltak/jobbklubb/data.csv")
    assert len(stars) == sum(row["status"] == "skjermet" for row in rows) > 50
    assert {cell.alignment.horizontal for cell in stars} == {"right"}
    zeros = [cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.value == 0]
    assert not zeros


def test_codes_are_text_and_figures_are_numbers(book) -> None:
    sheet = book["Observasjoner"]
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for name, cell in zip(header, row, strict=True):
            if name in {"fylke", "alder", "periode", "tiltak"}:
                assert cell.data_type in ("s", "inlineStr") and cell.number_format == "@", name
            if name == "antall" and cell.value is not None:
                assert cell.data_type == "n" and cell.number_format == "#,##0"


def test_the_read_me_tells_source_licence_cautions_and_english(book) -> None:
    text = "\n".join(str(row[0].value) for row in book["Les meg"].iter_rows())
    for wanted in (
        "Kilde: Nav, Deltakere i arbeidsrettede tiltak. Oppfølging. Tidsserie måned, "
        "januar–august 2024",
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "0, 1, 2 eller 3 personer",
        "Måneder skal ikke legges sammen",
        "In English",
        "Job club: participants",
        "Source: Nav, Participants in labour market measures.",
    ):
        assert wanted in text, wanted


def test_codes_and_notes_are_those_of_the_page(book) -> None:
    codes = [[cell.value for cell in row] for row in book["Koder"].iter_rows(min_row=2)]
    assert ["fylke", "03", "Oslo", "Oslo", "2018-01-01", None, None, None] in codes
    english = {(row[0], row[1]): (row[3], row[7]) for row in codes}
    assert english["tiltak", "jobbklubb"] == (
        "Job club",
        "The participants look for work together in a group.",
    )
    name, _ = english["rapport", "2024-08-oppfolging"]
    assert name == "Participants in labour market measures. Follow-up measures. Monthly time series"
    assert {row[1] for row in codes if row[0] == "tiltak"} == {"jobbklubb"}
    notes = [[cell.value for cell in row] for row in book["Merknader"].iter_rows(min_row=2)]
    assert ["Brudd", "Fylke: alle", "fylke=alle", "2024-01"] in [row[:4] for row in notes]
    assert not [row for row in notes if row[2] == "tiltaksgruppe=opplaering"]


# -- JSON-stat ------------------------------------------------------------------------------------


def test_every_json_stat_file_is_valid(site: Path) -> None:
    from jsonstat_validator import validate_jsonstat

    files = [*site.rglob("data.json"), site / "data/observasjoner.json"]
    assert len(files) == 74
    for path in files:
        assert validate_jsonstat(json.loads(path.read_text("utf-8"))), path


def test_cubes_are_dense_by_breakdown(site: Path) -> None:
    for path in [*site.rglob("data.json"), site / "data/observasjoner.json"]:
        rows = path.with_name("observasjoner.csv" if "observ" in path.name else "data.csv")
        count = rows.read_bytes().count(b"\n") - 1
        cells = sum(len(each["value"]) for each in datasets(path))
        assert count <= cells <= 3 * count, f"{path}: {cells} cells for {count} figures"


@pytest.mark.filterwarnings(
    "ignore:Shouldn't use this function:DeprecationWarning"
)  # pyjstat's own
def test_pyjstat_reads_the_figures(site: Path) -> None:
    from pyjstat import pyjstat

    wanted = truth(site, "tiltak/jobbklubb/")
    found = {}
    for each in datasets(site / "tiltak/jobbklubb/data.json"):
        frame = pyjstat.Dataset.read(json.dumps(each)).write("dataframe", naming="id")
        extension = each["extension"]
        for row in frame.to_dict("records"):
            codes = dict.fromkeys(KEY, "alle") | {k: str(v) for k, v in row.items()}
            codes |= {"periodetype": extension["periodetype"], "tiltaksgruppe": "oppfoelging"}
            if row["value"] == row["value"]:
                found[tuple(codes[column] for column in KEY)] = int(row["value"])
    assert found == {key: said.antall for key, said in wanted.items() if said.antall is not None}


def test_roles_units_and_statuses_are_told(site: Path) -> None:
    for each in datasets(site / "data/observasjoner.json"):
        role, dimensions = each["role"], each["dimension"]
        assert role["time"] == ["periode"] and role["metric"] == ["innhold"]
        assert role.get("geo", []) == [name for name in each["id"] if name == "fylke"]
        unit = dimensions["innhold"]["category"]["unit"]["antall"]
        assert unit == {"label": "personer", "decimals": 0}
        told = each["extension"]["status"]["label"]
        assert set(each.get("status", {}).values()) <= {"skjermet", "ikke-i-rapporten"} == set(told)
        assert each["note"] and each["source"].startswith("Nav: ")


def test_what_no_report_has_is_not_called_hidden(site: Path) -> None:
    """Mentor has no «Ukjent» under verdensdel; no measure has fylker in 2019."""
    cubes = datasets(site / "data/observasjoner.json")
    by_region = next(e for e in cubes if "verdensdel" in e["id"])
    ids = {n: by_region["dimension"][n]["category"]["index"] for n in by_region["id"]}
    place = ids["tiltak"].index("mentor") * len(ids["verdensdel"]) + ids["verdensdel"].index(
        "ukjent"
    )
    months = len(ids["periode"])
    cells = range(place * months, (place + 1) * months)
    assert {by_region["status"][str(cell)] for cell in cells} == {"ikke-i-rapporten"}
    by_fylke = next(e for e in cubes if "fylke" in e["id"])
    assert min(by_fylke["dimension"]["periode"]["category"]["index"]) == "2024-01"


# -- Parquet --------------------------------------------------------------------------------------


def test_parquet_is_typed_and_tells_of_itself(site: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pq.read_schema(site / "tiltak/jobbklubb/data.parquet")
    for name in ("periode", *LISTS, *(f"{name}_navn" for name in LISTS), "status", "rapport"):
        assert pa.types.is_dictionary(schema.field(name).type), name
    assert {schema.field(name).type for name in ("antall", "linje", "kolonne")} == {pa.int32()}
    told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert told["title"] == "Jobbklubb" and "CC-BY-4.0" in told["license"]
    assert told["version"] == CONTRACT["version"] and "2024-08-oppfolging" in told["source"]
    assert b"Tom" in schema.field("antall").metadata[b"description"]


@pytest.mark.parametrize("name", [r["name"] for r in CONTRACT["resources"]])
def test_every_resource_is_the_same_as_parquet(site: Path, name: str) -> None:
    import duckdb

    wanted = rows_of(site / f"data/{name}.csv")
    with duckdb.connect() as connection:
        columns = ", ".join(f"CAST({c['name']} AS VARCHAR)" for c in _fields(name))
        source = str(site / f"data/{name}.parquet")
        found = connection.execute(f"SELECT {columns} FROM read_parquet(?)", [source]).fetchall()
    assert [tuple(value or "" for value in row) for row in found] == [
        tuple(row.values()) for row in wanted
    ]


def _fields(resource: str) -> list[dict[str, object]]:
    found = next(r for r in CONTRACT["resources"] if r["name"] == resource)
    fields: list[dict[str, object]] = found["schema"]["fields"]
    return fields


# -- SQLite ---------------------------------------------------------------------------------------


@pytest.fixture
def database(site: Path, tmp_path: Path):
    copy = tmp_path / "tall.sqlite"
    shutil.copyfile(site / "data/tiltak-i-tall.sqlite", copy)
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.mark.parametrize("name", [r["name"] for r in CONTRACT["resources"]])
def test_every_resource_is_a_table_with_the_same_rows(site: Path, database, name: str) -> None:
    found = database.execute(f'SELECT * FROM "{name}"').fetchall()
    wanted = [tuple(row.values()) for row in rows_of(site / f"data/{name}.csv")]
    told = [tuple("" if value is None else str(value) for value in row) for row in found]
    assert sorted(told) == sorted(wanted)


def test_the_database_is_whole(database, site: Path) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    header = (site / "data/tiltak-i-tall.sqlite").read_bytes()[:100]
    assert header[96:100] == bytes(4), "the version of the library is no part of the data"
    described = database.execute("SELECT tabell, kolonne FROM kolonner WHERE nummer").fetchall()
    assert described == sorted(
        ((r["name"], f["name"]) for r in CONTRACT["resources"] for f in r["schema"]["fields"]),
        key=lambda pair: (pair[0], [f["name"] for f in _fields(pair[0])].index(pair[1])),
    )
    about = dict(database.execute("SELECT * FROM pakke"))
    assert about["versjon"] == CONTRACT["version"] and "CC-BY-4.0" in about["lisens"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("SET antall = 0 WHERE status = 'skjermet'", "CHECK"),
        ("SET antall = NULL WHERE status = 'publisert'", "CHECK"),
        ("SET antall = -1 WHERE status = 'publisert'", "CHECK"),
        ("SET antall = 'mange' WHERE status = 'publisert'", "CHECK"),
        ("SET status = 'kanskje'", "CHECK"),
        ("SET fylke = '3' WHERE fylke = '03'", "FOREIGN KEY"),
        ("SET periode = '2024-01' WHERE periode = '2024-02'", "UNIQUE"),
    ],
)
def test_the_database_refuses_what_cannot_be(database, change: str, says: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=says):
        database.execute(f"UPDATE observasjoner {change}")


def test_the_views_show_hidden_figures_as_hidden(database) -> None:
    counts = "SELECT count(*), sum(visning = '*'), sum(antall IS NULL) FROM "
    assert database.execute(f"{counts} tall").fetchone() == (7389, 1148, 1148)
    assert database.execute(f"{counts} skjermede").fetchone() == (1148, 1148, 1148)
    rows = database.execute("SELECT * FROM tiltak_i_alt WHERE kjonn <> 'alle'").fetchall()
    assert rows == []


def test_the_sqlite_shell_opens_the_database(site: Path) -> None:
    if not (shell := shutil.which("sqlite3")):
        pytest.skip("the SQLite shell is not on this machine")
    where = "rapport = '2024-08-oppfolging' AND linje = 168 AND kolonne IN (2, 9)"
    query = f"SELECT periode, tiltak_navn, fylke_navn, visning FROM tall WHERE {where}"
    done = subprocess.run(
        [shell, "-readonly", str(site / "data/tiltak-i-tall.sqlite"), query],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "2024-01|Jobbklubb|Oslo|321",
        "2024-08|Jobbklubb|Oslo|282",
    ], done.stderr


# -- zip ------------------------------------------------------------------------------------------


def test_the_zip_is_the_package_and_valid(site: Path, tmp_path: Path) -> None:
    from frictionless import Package

    with zipfile.ZipFile(site / "data/tiltak-i-tall.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])[:3]
    for name in set(names) - {"LES-MEG.txt", "LISENS.txt"}:
        assert (tmp_path / name).read_bytes() == (site / name).read_bytes(), name
    beside = {f"data/{p.name}" for p in (site / "data").iterdir() if p.suffix in _REUSED}
    assert beside - {"data/tiltak-i-tall.zip"} <= set(names)
    text = (tmp_path / "LES-MEG.txt").read_text("utf-8")
    assert "1148 skjermet" in text and "Et skjermet tall er 0, 1, 2 eller 3" in text
    assert "creativecommons.org/licenses/by/4.0" in (tmp_path / "LISENS.txt").read_text("utf-8")


_REUSED = {".csv", ".parquet", ".xlsx", ".sqlite", ".zip"}


def test_no_file_tells_when_it_was_made(site: Path) -> None:
    import datetime

    with zipfile.ZipFile(site / "tiltak/jobbklubb/data.xlsx") as book:
        core = book.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4})-\d\d-\d\dT", core)) == {"1980"}
    today = datetime.date.today().isoformat().encode()
    for name in ("data.parquet", "data.json", "data.excel.csv"):
        assert today not in (site / "tiltak/jobbklubb" / name).read_bytes()


def test_checksums_differ_where_files_do(site: Path) -> None:
    """No page got another page's file."""
    for name in ("data.xlsx", "data.json", "data.parquet", "data.excel.csv"):
        files = list(site.glob(f"*/*/{name}"))
        assert len({hashlib.sha256(path.read_bytes()).digest() for path in files}) == len(files)
