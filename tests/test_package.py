"""The data package: valid by other tools, true to the contract, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.model.dimensions import ALL, DIMENSIONS, KEY, PERIOD_TYPES, STATUSES
from generator.package.datapackage import DESCRIPTOR, Files, package_files
from generator.package.publication import OBSERVATION_COLUMNS, publish
from generator.package.validate import package_findings
from generator.write.site import write_files
from tests.reading import BOTH, R2019, ROOT, content, publication, real

PROFILE = ROOT.parent / "shared/validation/datapackage-2.0.schema.json"
CONTRACT: dict[str, Any] = json.loads((ROOT / DESCRIPTOR).read_text("utf-8"))
RESOURCES = {resource["name"]: resource for resource in CONTRACT["resources"]}
CODELISTS = [dimension.codelist for dimension in DIMENSIONS]


@pytest.fixture(scope="module")
def files() -> Files:
    return package_files(publication())


@pytest.fixture(scope="module")
def written(files, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    write_files(folder, files.items())
    return folder


@pytest.fixture(scope="module")
def published(files) -> dict[str, Any]:
    return json.loads(files[DESCRIPTOR])


def fields_of(resource: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in RESOURCES[resource]["schema"]["fields"]}


def rows_of(files: Files, resource: str) -> list[dict[str, str]]:
    text = files[RESOURCES[resource]["path"]].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


# -- valid --------------------------------------------------------------------------------------


def test_the_written_package_is_valid_by_frictionless(written):
    assert package_findings(written) == []


@pytest.mark.parametrize("which", ["the contract", "the published one"])
def test_the_descriptor_is_valid_by_the_official_profile(which, published):
    jsonschema = pytest.importorskip("jsonschema")
    if not PROFILE.is_file():
        pytest.skip(f"the official profile is not at {PROFILE}")
    profile = json.loads(PROFILE.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(profile)(profile)
    descriptor = CONTRACT if which == "the contract" else published
    faults = [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(descriptor)]
    assert not faults, "\n".join(faults[:10])


BROKEN_ROWS = {
    "a count that is no number": ("antall", "7 0430"),
    "a negative count": ("antall", "-1"),
    "a code that is not listed": ("tiltak", "tryllestav"),
    "a group that is not listed": ("tiltaksgruppe", "tull"),
    "a fylke without its zero": ("fylke", "3"),
    "a status that is not known": ("status", "kanskje"),
    "a kind of period that is not known": ("periodetype", "uke"),
    "a month that is none": ("periode", "2019-13"),
    "a line that is none": ("linje", "0"),
    "a report that is not there": ("rapport", "2018"),
    "nothing where something must be": ("kjonn", ""),
}


def few_rows(files: Files) -> list[list[str]]:
    """The header and the first rows of the observations, split in cells."""
    lines = files["data/observasjoner.csv"].decode().splitlines()
    return [line.split(",") for line in lines[:30]]


def judged(files: Files, rows: list[list[str]], folder: Path, *, sizes: bool = False) -> Any:
    """What is found in the package with other observations."""
    data = "".join(",".join(row) + "\n" for row in rows).encode()
    descriptor = json.loads(files[DESCRIPTOR])
    for resource in descriptor["resources"]:
        if resource["name"] == "observasjoner" and not sizes:
            del resource["bytes"], resource["hash"]
    write_files(folder, {**files, "data/observasjoner.csv": data}.items())
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    return package_findings(folder)


@pytest.fixture(scope="module")
def broken(files, tmp_path_factory) -> Any:
    """The findings in a package with each of the broken rows, the first on line 11."""
    rows = few_rows(files)
    for line, (column, value) in enumerate(BROKEN_ROWS.values(), 11):
        rows[line - 1][rows[0].index(column)] = value
    return judged(files, rows, tmp_path_factory.mktemp("broken"))


@pytest.mark.parametrize("name", BROKEN_ROWS)
def test_a_broken_row_is_found_with_its_line_and_column(name, broken, files):
    column, _ = BROKEN_ROWS[name]
    line = 11 + list(BROKEN_ROWS).index(name)
    found = [finding for finding in broken if finding.line == line]
    assert {(f.file, f.code, f.severity) for f in found} == {
        ("data/observasjoner.csv", "schema", "error")
    }
    at = list(fields_of("observasjoner")).index(column) + 1
    assert {finding.column for finding in found} <= {0, at}, "0: frictionless names a row for keys"


def test_only_the_broken_rows_are_found(broken):
    assert {f.line for f in broken} == set(range(11, 11 + len(BROKEN_ROWS)))


def test_few_good_rows_are_good(files, tmp_path):
    assert judged(files, few_rows(files), tmp_path) == []


@pytest.mark.parametrize(
    ("damage", "sizes", "says"),
    [
        (lambda rows: [*rows, rows[5]], False, "primary"),
        (lambda rows: [row[1:] for row in rows], False, "missing-label"),
        (lambda rows: [*rows[:9], rows[9][:-1], *rows[10:]], False, "missing-cell"),
        (lambda rows: [*rows[:9], [*rows[9], "1"], *rows[10:]], False, "extra-cell"),
        (lambda rows: rows, True, "byte"),
    ],
    ids=["a row twice", "a column lost", "a cell lost", "a cell too many", "another size"],
)
def test_a_broken_file_is_found(damage, sizes, says, files, tmp_path):
    found = judged(files, damage(few_rows(files)), tmp_path, sizes=sizes)
    assert {finding.code for finding in found} == {"schema"}
    assert says in " ".join(finding.message for finding in found)
    assert len(found) <= 50, "enough to see what is wrong"


# -- bytes --------------------------------------------------------------------------------------


def test_bytes_and_sha256_are_those_of_the_files(files, published):
    for resource in published["resources"]:
        data = files[resource["path"]]
        assert resource["bytes"] == len(data), resource["name"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}", resource["name"]


def test_the_published_descriptor_is_the_contract_with_sizes(published):
    for resource in published["resources"]:
        del resource["bytes"], resource["hash"]
    assert published == CONTRACT


def test_the_package_holds_its_resources_and_nothing_else(files):
    assert set(files) == {DESCRIPTOR, *(r["path"] for r in CONTRACT["resources"])}
    assert list(files)[-1] == DESCRIPTOR, "written last, when all it speaks of is there"


def test_paths_are_relative(published):
    for resource in published["resources"]:
        assert re.fullmatch(r"data/[a-z]+\.csv", resource["path"])


def test_csv_files_are_plain(files):
    for path, data in files.items():
        assert not data.startswith(b"\xef\xbb\xbf"), f"{path} begins with a BOM"
        assert b"\r" not in data, f"{path} has CR"
        assert data.endswith(b"\n"), f"{path} does not end with LF"
        assert b"\n\n" not in data, f"{path} has an empty line"
        data.decode("utf-8")


def test_the_same_publication_gives_the_same_bytes(files):
    assert package_files(publication()) == files


def test_the_order_of_report_folders_changes_no_byte(files):
    reports = [real(id) for id in reversed(BOTH)]
    turned = publish(content(), [r.recognised for r in reports], [r.checked for r in reports])
    assert package_files(turned) == files


def test_rows_have_the_schema_s_columns(files):
    for name, resource in RESOURCES.items():
        header = files[resource["path"]].decode().split("\n", 1)[0]
        assert header.split(",") == list(fields_of(name)), name


# -- observations -------------------------------------------------------------------------------


def test_observations_are_sorted_by_the_primary_key(files):
    keys = [tuple(row[column] for column in KEY) for row in rows_of(files, "observasjoner")]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys) == 7389


def test_a_count_is_empty_exactly_where_hidden(files):
    rows = rows_of(files, "observasjoner")
    wrong = [row for row in rows if (row["antall"] == "") != (row["status"] == "skjermet")]
    assert not wrong
    assert all(row["antall"].isdigit() for row in rows if row["antall"])


def test_the_columns_are_the_contract_s():
    """Section 1 of the contract, as a reuser meets it."""
    columns = (
        *("periodetype", "periode", "tiltaksgruppe", "tiltak", "hovedgruppe", "kjonn", "fylke"),
        *("alder", "innvandring", "verdensdel", "utdanning"),
        *("antall", "status", "rapport", "linje", "kolonne"),
    )
    assert tuple(fields_of("observasjoner")) == columns
    assert columns == OBSERVATION_COLUMNS
    schema = RESOURCES["observasjoner"]["schema"]
    assert schema["primaryKey"] == list(KEY)


@pytest.mark.parametrize(("column", "codelist"), DIMENSIONS)
def test_a_dimension_points_to_its_code_list(column, codelist):
    keys = RESOURCES["observasjoner"]["schema"]["foreignKeys"]
    reference = {"resource": codelist, "fields": ["kode"]}
    assert {"fields": [column], "reference": reference} in keys
    field = fields_of("observasjoner")[column]
    assert field["type"] == "string", "or 03 would become 3"
    assert field["constraints"]["required"]


def test_enums_are_the_model_s():
    fields = fields_of("observasjoner")
    for column, values in (("periodetype", PERIOD_TYPES), ("status", STATUSES)):
        assert set(fields[column]["constraints"]["enum"]) == set(values)
        assert {each["value"] for each in fields[column]["categories"]} == set(values)


def test_the_missing_value_says_what_is_missing():
    assert fields_of("observasjoner")["antall"]["missingValues"] == [
        {
            "value": "",
            "label": "skjermet: 0, 1, 2 eller 3 personer",
            "label_en": "hidden: 0, 1, 2 or 3 persons",
        }
    ]


def test_every_field_is_described():
    bare = [
        f"{name}.{field['name']}"
        for name, resource in RESOURCES.items()
        for field in resource["schema"]["fields"]
        if not (field.get("title") and field.get("description", "").endswith("."))
    ]
    assert not bare


# -- code lists ---------------------------------------------------------------------------------


def _read_codelist(name: str) -> list[dict[str, str]]:
    with (ROOT / f"content/codelists/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", CODELISTS)
def test_a_code_list_has_the_schema_s_columns_in_its_order(name, files):
    rows = _read_codelist(name)
    assert set(rows[0]) <= set(fields_of(name))
    assert {"kode", "navn", "navn_en", "rekkefoelge"} <= set(rows[0])
    assert [row["kode"] for row in rows_of(files, name)] == [row["kode"] for row in rows]
    assert [int(row["rekkefoelge"]) for row in rows] == list(range(len(rows)))


@pytest.mark.parametrize("name", CODELISTS)
def test_a_code_list_is_published_as_it_is_kept(name, files):
    assert rows_of(files, name) == _read_codelist(name)


@pytest.mark.parametrize("name", CODELISTS)
def test_a_code_list_begins_with_alle(name):
    assert [row["kode"] for row in _read_codelist(name)].index(ALL) == 0


@pytest.mark.parametrize("name", CODELISTS)
def test_the_names_of_a_code_list_are_unique(name):
    for column in ("kode", "navn", "navn_en"):
        values = [row[column] for row in _read_codelist(name)]
        unique = fields_of(name)[column]["constraints"].get("unique", False)
        assert all(values)
        assert not unique or len(set(values)) == len(values), column
        assert unique or name == "fylker", "only fylker of different times share names"


@pytest.mark.parametrize("name", ["tiltak", "fylker"])
def test_validity_is_a_year_or_a_date_and_runs_forward(name):
    for row in _read_codelist(name):
        for column in ("gyldig_fra", "gyldig_til"):
            assert re.fullmatch(r"(\d{4}(-\d{2}-\d{2})?)?", row[column]), row
        first, last = row["gyldig_fra"], row["gyldig_til"]
        assert not (first and last) or first[:4] <= last[:4], row


@pytest.mark.parametrize(
    ("year", "count"), [(2018, 18), (2019, 18), (2020, 11), (2023, 11), (2024, 15), (2030, 15)]
)
def test_there_are_as_many_fylker_as_there_were(year, count):
    codes = [code for code in content().codelists["fylker"].parts if code.gyldig_fra]
    valid = [code.kode for code in codes if code.valid_in(f"{year}-01", f"{year}-12")]
    assert len(valid) == count, valid


def test_tile_positions_are_those_of_the_fylker_of_today():
    tiles = {
        row["kode"]: (int(row["rutekolonne"]), int(row["ruterad"]))
        for row in _read_codelist("fylker")
        if row["rutekolonne"] or row["ruterad"]
    }
    today = {
        code.kode
        for code in content().codelists["fylker"].parts
        if code.gyldig_fra and not code.gyldig_til
    }
    assert set(tiles) == today
    assert len(set(tiles.values())) == len(tiles), "two fylker on one tile"


def test_a_measure_s_code_is_made_of_its_name():
    letters = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
    for name in ("tiltak", "tiltaksgrupper"):
        for code in content().codelists[name].parts:
            slug = re.sub(r"[^a-z0-9]+", "-", code.navn.lower().translate(letters)).strip("-")
            assert code.kode == slug


def test_measures_have_groups_and_forerunners_that_are_listed():
    lists = content().codelists
    for code in lists["tiltak"].parts:
        assert code.tiltaksgruppe in lists["tiltaksgrupper"], code
        assert not code.erstatter or code.erstatter in lists["tiltak"], code
        assert code.beskrivelse.endswith("."), code


# -- the other resources ------------------------------------------------------------------------


def test_reports_are_told_with_the_sha256_of_their_file(files):
    rows = {row["id"]: row for row in rows_of(files, "rapporter")}
    assert len(rows) == 2
    for id, row in rows.items():
        raw = (ROOT / "content/reports" / id / row["fil"]).read_bytes()
        assert row["sha256"] == hashlib.sha256(raw).hexdigest()
    assert sum(int(row["observasjoner"]) for row in rows.values()) == 7389
    assert rows[R2019]["skjermet"] == "852"


def test_every_repair_says_what_was_printed_and_where(files):
    rows = rows_of(files, "rettelser")
    assert len(rows) == 21 + 85
    for row in rows:
        raw = (ROOT / "content/reports" / row["rapport"] / "rapport.txt").read_text("utf-8")
        assert row["trykt"] in raw.split("\n")[int(row["linje"]) - 1].split("\t"), row


def test_every_check_adds_up(files):
    rows = rows_of(files, "kontroller")
    assert {row["rapport"] for row in rows} == {row["id"] for row in rows_of(files, "rapporter")}
    for row in rows:
        counts = [int(row[column]) for column in ("eksakte", "innenfor", "brudd")]
        assert sum(counts) == int(row["antall"]) > 0
        assert counts[-1] == 0


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def test_no_place_of_this_machine_is_published(files):
    for text in _texts(CONTRACT):
        assert str(ROOT) not in text
    for path, data in files.items():
        assert str(ROOT).encode() not in data, path
