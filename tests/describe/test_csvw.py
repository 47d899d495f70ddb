"""CSV on the Web: csvwvalidate accepts each description, and sees what is broken through it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.describe.csvw import csvw_files
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
    paths = [f"{folder}/data/{name}.csv-metadata.json" for name in names]
    command = [sys.executable, "-c", code, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {Path(path).name.split(".")[0]: said for path, said in json.loads(done.stdout).items()}


def test_each_csv_of_the_package_is_described_beside_it(written):
    wanted = {f"{resource['path']}-metadata.json" for resource in RESOURCES.values()}
    assert set(dict(csvw_files(facts()))) == wanted


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
    assert {"column": "antall", "null": "", "meaning": "skjermet: 0, 1, 2 eller 3 personer"} in (
        table["notes"]
    )


def test_licence_and_source_are_told():
    group = json.loads(dict(csvw_files(facts()))["data/observasjoner.csv-metadata.json"])
    assert group["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert group["dc:source"][0]["@id"].startswith("https://www.nav.no/")
