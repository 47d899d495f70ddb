"""CSV on the Web: csvwvalidate accepts each description, and sees what is broken through it.

Of the many descriptions beside pages and charts a fair sample is judged, by kinds and sizes:
csvwvalidate takes 2 ms a row. All of them are compared with what they describe.
"""

from __future__ import annotations

import csv
import json
import posixpath
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.describe.csvw import csvw_files, described_by
from generator.package.datapackage import package_files
from generator.write.site import write_files
from tests.describe.described import facts
from tests.reading import publication

RESOURCES = {each["name"]: each for each in facts().descriptor["resources"]}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("csvw")
    write_files(folder, package_files(publication()).items())
    write_files(folder, csvw_files(facts()))
    return folder


def validate(folder: Path, *names: str) -> dict[str, list[str]]:
    """What csvwvalidate says of each resource's description; nothing where it is content."""
    said = judged(*(folder / f"data/{name}.csv-metadata.json" for name in names))
    return {path.name.split(".")[0]: each for path, each in said.items()}


def judged(*descriptions: Path) -> dict[Path, list[str]]:
    """What csvwvalidate says of each description; nothing where it is content."""
    # In a process of its own: the library warns for its own purposes, and warnings are errors here.
    code = (
        "import json, sys; from csvw import CSVW\n"
        "out = {}\n"
        "for path in sys.argv[1:]:\n"
        "    try:\n"
        "        found = CSVW(path, validate=True, strict=True)\n"
        "        out[path] = [] if found.is_valid else [str(w.message) for w in found.warnings]\n"
        "    except ValueError as error: out[path] = [str(error)]\n"
        "print(json.dumps(out))"
    )
    command = [sys.executable, "-c", code, *map(str, descriptions)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {Path(path): said for path, said in json.loads(done.stdout).items()}


def test_each_csv_of_the_package_is_described_beside_it(written):
    wanted = {f"{resource['path']}-metadata.json" for resource in RESOURCES.values()}
    wanted |= {path for file in facts().files if (path := described_by(file))}
    assert set(dict(csvw_files(facts()))) == wanted
    assert len(wanted) == 2 * len([file for file in facts().files if file.format == "csv"])


def test_csvwvalidate_accepts_every_description(written):
    """All but the observations, which come next."""
    others = RESOURCES.keys() - {"observasjoner"}
    assert validate(written, *others) == {name: [] for name in others}


def _with_rows(written: Path, folder: Path, rows: list[str]) -> Path:
    """The package with other observations; a header and an end are put in."""
    shutil.copytree(written, folder)
    path = folder / "data/observasjoner.csv"
    header = path.read_text("utf-8").split("\n", 1)[0]
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return folder


def _rows(written: Path) -> list[str]:
    return (written / "data/observasjoner.csv").read_text("utf-8").splitlines()[1:]


def test_the_command_itself_accepts_the_observations(written, tmp_path):
    """Each seventh of them: csvwvalidate takes 2 ms a row, and frictionless reads them all."""
    folder = _with_rows(written, tmp_path / "few", _rows(written)[::7])
    path = folder / "data/observasjoner.csv-metadata.json"
    command = [sys.executable, "-c", "from csvw.__main__ import csvwvalidate; csvwvalidate()"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, "OK" in done.stdout) == (0, True), done.stdout + done.stderr


DAMAGE = {
    "a code that is not listed": ("tiltak", "tryllestav"),
    "a report that is not there": ("rapport", "2018"),
    "a count that is no number": ("antall", "mange"),
    "a negative count": ("antall", "-1"),
    "a status that is not known": ("status", "kanskje"),
    "nothing where something must be": ("kjonn", ""),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_seen_through_the_description(name, written, tmp_path):
    column, value = DAMAGE[name]
    rows = _rows(written)[:40]
    names = [field["name"] for field in RESOURCES["observasjoner"]["schema"]["fields"]]
    row = rows[20].split(",")
    row[names.index(column)] = value
    folder = _with_rows(written, tmp_path / "broken", [*rows[:20], ",".join(row), *rows[21:]])
    assert validate(folder, "observasjoner")["observasjoner"], f"{name} was not seen"


def test_a_row_that_stands_twice_is_seen(written, tmp_path):
    rows = _rows(written)[:40]
    folder = _with_rows(written, tmp_path / "broken", [*rows, rows[5]])
    assert validate(folder, "observasjoner")["observasjoner"]


def test_the_same_rows_without_damage_are_accepted(written, tmp_path):
    folder = _with_rows(written, tmp_path / "good", _rows(written)[:40])
    assert validate(folder, "observasjoner") == {"observasjoner": []}


def tables(name: str) -> dict[str, dict[str, Any]]:
    """The tables of a description by the name of their file."""
    text = dict(csvw_files(facts()))[f"data/{name}.csv-metadata.json"]
    return {table["url"]: table for table in json.loads(text)["tables"]}


@pytest.mark.parametrize("name", RESOURCES)
def test_a_description_says_what_the_contract_says(name):
    table, schema = tables(name)[f"{name}.csv"], RESOURCES[name]["schema"]
    columns = table["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == [field["name"] for field in schema["fields"]]
    for column, field in zip(columns, schema["fields"], strict=True):
        assert column["titles"]["nb"] == [field["name"], field["title"]]
        assert column["titles"]["en"] == [field["title_en"]]
        said = {each["@language"]: each["@value"] for each in column["dc:description"]}
        assert said == {"nb": field["description"], "en": field["description_en"]}
    assert table["tableSchema"]["primaryKey"] == schema["primaryKey"]


def test_observations_have_all_their_keys_and_say_what_empty_means():
    table = tables("observasjoner")["observasjoner.csv"]
    targets = {key["reference"]["resource"] for key in table["tableSchema"]["foreignKeys"]}
    assert targets == set(tables("observasjoner")) - {"observasjoner.csv"}
    assert len(targets) == 10
    assert table["notes"] == [
        {
            "column": "antall",
            "null": "",
            "meaning": [
                {"@value": "skjermet: 0, 1, 2 eller 3 personer", "@language": "nb"},
                {"@value": "hidden: 0, 1, 2 or 3 persons", "@language": "en"},
            ],
        }
    ]


def test_licence_and_source_are_told():
    group = json.loads(dict(csvw_files(facts()))["data/observasjoner.csv-metadata.json"])
    assert group["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert group["dc:source"][0]["@id"].startswith("https://www.nav.no/")


# -- beside pages and charts, and for Excel -------------------------------------------------------


def _told(description: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(description.read_text("utf-8"))
    return said


def _by_folder(site: Path) -> dict[Path, dict[str, Any]]:
    return {path.parent: _told(path) for path in sorted(site.rglob("csv-metadata.json"))}


def test_every_csv_of_the_site_is_described_where_a_processor_looks(site):
    """``<file>-metadata.json``, else ``csv-metadata.json`` in its folder, which names the file."""
    folders = {
        folder: [each["url"] for each in said["tables"]]
        for folder, said in _by_folder(site).items()
    }
    bare = [
        str(path)
        for path in site.rglob("*.csv")
        if not path.with_name(f"{path.name}-metadata.json").is_file()
        and path.name not in folders.get(path.parent, [])
    ]
    assert not bare, f"{len(bare)} are described nowhere: {bare[:3]}"
    assert len(folders) > 50 and len(list(site.rglob("*.csv-metadata.json"))) == 2 * (15 + 73)


def test_every_table_and_key_leads_to_a_file_that_is_there(site):
    for path in site.rglob("*csv-metadata.json"):
        said = _told(path)
        tables = said.get("tables", [said])
        urls = {table["url"] for table in tables}
        assert all((path.parent / url).is_file() for url in urls), path
        keys = [key for t in tables for key in t["tableSchema"].get("foreignKeys", ())]
        assert {key["reference"]["resource"] for key in keys} <= urls, path
        if path.name == "data.csv-metadata.json":
            assert len(keys) == 10 and len(urls) == 11, path
        part_of = path.parent / said["dc:isPartOf"]["@id"]
        assert part_of.resolve() == (site / "datapackage.json").resolve()


def _smallest(site: Path, pattern: str, count: int) -> list[Path]:
    """The descriptions of some small files, and of the one in the middle."""
    found = sorted(site.glob(pattern), key=lambda path: (path.stat().st_size, path))
    return [each.with_name(f"{each.name}-metadata.json") for each in found[:count]]


#: Of each kind of page the smallest files; a group, a fylke, a list of pages, and so on.
KINDS = ("tiltak/*/", "tiltaksgruppe/*/", "fylke/*/", "hovedgruppe/*/", "tiltak/", "rapport/*/")


@pytest.mark.parametrize("name", ["data.csv", "data.excel.csv"])
def test_csvwvalidate_accepts_the_files_beside_pages(name, site):
    of_codes = [each for kind in KINDS[:3] for each in _smallest(site, kind + name, 2)]
    others = _smallest(site, f"tiltak/{name}", 1)
    said = judged(*of_codes, *others)
    assert said == {path: [] for path in (*of_codes, *others)}
    assert len(said) == 7


def test_csvwvalidate_accepts_the_resources_for_excel(site):
    files = sorted(site.glob("data/*.excel.csv"))
    small = [path for path in files if path.name != "observasjoner.excel.csv"]
    paths = [path.with_name(f"{path.name}-metadata.json") for path in small]
    assert judged(*paths) == {path: [] for path in paths}
    assert len(paths) == 14


def test_csvwvalidate_accepts_the_charts_of_some_pages(site):
    folders = sorted(_by_folder(site))
    paths = [folder / "csv-metadata.json" for folder in (*folders[::12], site / "figur")]
    assert judged(*paths) == {path: [] for path in paths}
    assert len(paths) > 5


def _some_rows(site: Path, folder: Path, path: str, *, step: int = 1) -> Path:
    """A CSV file of the site with its description and the code lists, in a folder of their own."""
    for each in (path, f"{path}-metadata.json", *(r["path"] for r in RESOURCES.values())):
        (folder / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / each, folder / each)
    header, *rows = (site / path).read_bytes().splitlines(keepends=True)
    (folder / path).write_bytes(b"".join([header, *rows[::step]]))
    return folder / f"{path}-metadata.json"


def test_csvwvalidate_accepts_the_observations_for_excel(site, tmp_path):
    description = _some_rows(site, tmp_path, "data/observasjoner.excel.csv", step=23)
    assert judged(description) == {description: []}


#: A file, and a change of its first row that its description must tell to be wrong.
WRONG = {
    "a code that is not listed": ("fylke/03/data.csv", "tiltak", "tryllestav"),
    "a report that is not there": ("fylke/03/data.csv", "rapport", "2018"),
    "a count with decimals": ("fylke/03/data.csv", "antall", "1.5"),
    "for Excel, a count that is no number": ("fylke/03/data.excel.csv", "antall", "mange"),
    "for Excel, a month as elsewhere": ("fylke/03/data.excel.csv", "periode", "2024-08"),
    "for Excel, a status that is not known": ("fylke/03/data.excel.csv", "status", "kanskje"),
    "for Excel, no name": ("fylke/03/data.excel.csv", "fylke_navn", ""),
}


@pytest.mark.parametrize("name", WRONG)
def test_damage_beside_a_page_is_seen(name, site, tmp_path):
    path, column, value = WRONG[name]
    description = _some_rows(site, tmp_path, path, step=9)
    assert judged(description) == {description: []}
    file, delimiter = tmp_path / path, ";" if "excel" in path else ","
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=delimiter))
    rows[1][rows[0].index(column)] = value
    bom = "\ufeff" if "excel" in path else ""
    end = "\r\n" if "excel" in path else "\n"
    text = bom + "".join(delimiter.join(row) + end for row in rows)
    file.write_bytes(text.encode())
    assert judged(description)[description], f"{name} was not seen"


def test_damage_of_a_chart_s_file_is_seen(site, tmp_path):
    folder = site / "tiltak/mentor/figur"
    for path in (*folder.glob("*.csv"), folder / "csv-metadata.json"):
        shutil.copyfile(path, tmp_path / path.name)
    description = tmp_path / "csv-metadata.json"
    assert judged(description) == {description: []}
    file = tmp_path / _told(description)["tables"][0]["url"]
    file.write_text(file.read_text("utf-8").replace(",publisert,", ",kanskje,", 1), "utf-8")
    assert judged(description)[description], "a status that is not known was not seen"


def test_files_for_excel_have_the_columns_that_are_described(site):
    """All of them: the header of each file, column by column, with words in both languages."""
    made = dict(csvw_files(facts()))
    for file in facts().files:
        if file.format == "excel-csv":
            table = json.loads(made[described_by(file)])
            assert table["dialect"]["delimiter"] == ";"
            columns = table["tableSchema"]["columns"]
            header = (site / file.path).read_text("utf-8-sig").split("\n", 1)[0]
            assert [column["name"] for column in columns] == header.split(";"), file.path
            for column in columns:
                assert set(column["titles"]) == {"nb", "en"}
                assert all(each["@value"] for each in column["dc:description"])


def test_each_file_beside_a_page_is_called_what_the_index_calls_it():
    made = dict(csvw_files(facts()))
    for file in facts().files:
        if file.page != "data/" and (path := described_by(file)):
            said = json.loads(made[path])
            own = said["tables"][0] if "tables" in said else said
            assert own["url"] == posixpath.basename(file.path)
            titles = {each["@language"]: each["@value"] for each in own["dc:title"]}
            assert titles == {"nb": file.title, "en": file.title_en}


def test_each_chart_s_file_says_what_the_chart_shows_in_both_languages(site):
    """As the chart's own spec says it, which the audit of numbers reads."""
    checked = 0
    for folder, said in _by_folder(site).items():
        for table in said["tables"]:
            spec = table["url"].removesuffix(".csv") + ".vl.json"
            english = site / "en" / folder.relative_to(site) / spec
            shows = {each["@language"]: each["@value"] for each in table["dc:description"]}
            assert shows == {
                "nb": _told(folder / spec)["description"],
                "en": _told(english)["description"],
            }
            checked += 1
    assert checked > 300
