"""The contract describes everything in bokmål and English, with examples that are true."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest

from generator.model.dimensions import COLUMNS
from generator.package.datapackage import Files, package_files
from tests.reading import ROOT, publication

CONTRACT: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
CHANGES = (ROOT / "docs/schema-changelog.md").read_text("utf-8")

FIELDS = {
    f"{resource['name']}.{field['name']}": field
    for resource in CONTRACT["resources"]
    for field in resource["schema"]["fields"]
}
each_field = pytest.mark.parametrize("name", FIELDS)


def described() -> Iterator[tuple[str, dict[str, Any]]]:
    """All that must have a title and a description."""
    yield "the package", CONTRACT
    yield from ((resource["name"], resource) for resource in CONTRACT["resources"])
    yield from FIELDS.items()


@pytest.mark.parametrize("language", ["", "_en"], ids=["bokmål", "English"])
def test_everything_has_a_title_and_a_description(language):
    bare = [
        f"{name}: {what}{language}"
        for name, thing in described()
        for what in ("title", "description")
        if not str(thing.get(what + language, "")).strip()
    ]
    assert not bare, "\n".join(bare)


def test_every_label_has_one_in_english():
    """What an empty field means, and each category: in both languages, and not the same words."""
    labels = [
        each
        for field in FIELDS.values()
        for each in (*field.get("missingValues", ()), *field.get("categories", ()))
    ]
    assert len(labels) > 50
    for each in labels:
        assert each["label_en"].strip() and each["label_en"] != each["label"], each
        assert not re.search("[æøåÆØÅ«»]", each["label_en"]), each


def test_the_statistics_have_one_name_in_english():
    """As the reports' titles call them."""
    name = "Participants in labour market measures"
    assert all(r.report.origin.title_en.startswith(name) for r in publication().reports)
    assert name in CONTRACT["attribution_en"] and name in CONTRACT["sources"][0]["title_en"]


def test_english_is_english():
    """No Norwegian letter outside of quoted codes and the names that English keeps."""
    odd = [
        f"{name}: {text}"
        for name, thing in described()
        for text in (thing["title_en"], thing["description_en"])
        if re.search("[æøåÆØÅ«»]", re.sub("“[^”]*”|bokmål", "", text))
    ]
    assert not odd, "\n".join(odd)


def test_english_is_not_the_norwegian_copied():
    copied = [
        name for name, thing in described() if thing["description"] == thing["description_en"]
    ]
    assert not copied


def test_the_two_languages_name_the_same_codes():
    """«skjermet» in the one is “skjermet” in the other: codes are not translated."""
    codes = {"maaned", "hittil_i_aar", "alle", "ukjent", "99", "03", "skjermet", "tilbakeholdt"}
    for name, thing in described():
        nb = set(re.findall("«([^»]*)»", thing["description"])) & codes
        en = set(re.findall("“([^”]*)”", thing["description_en"])) & codes
        assert nb == en, name


@cache
def _package() -> Files:
    return package_files(publication())


@cache
def _values(resource: str, column: str) -> set[str]:
    path = next(r["path"] for r in CONTRACT["resources"] if r["name"] == resource)
    text = _package()[path].decode()
    return {row[column] for row in csv.DictReader(io.StringIO(text, newline=""))}


@each_field
def test_a_field_has_an_example_unless_its_column_is_empty(name):
    if "example" not in FIELDS[name]:
        assert _values(*name.split(".")) == {""}


def _fits(value: str, field: dict[str, Any]) -> bool:
    limits = field.get("constraints", {})
    if field["type"] == "integer":
        return value.isdigit() and int(value) >= limits.get("minimum", 0)
    if field["type"] == "yearmonth":
        return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value))
    if field["type"] == "date":
        return bool(date.fromisoformat(value))
    pattern, enum = limits.get("pattern", ".*"), limits.get("enum", [value])
    return bool(re.fullmatch(pattern, value)) and value in enum


@each_field
def test_an_example_is_a_value_of_its_field(name):
    example = FIELDS[name].get("example")
    assert example is None or (isinstance(example, str) and _fits(example, FIELDS[name]))


def test_every_example_is_one_of_the_published_values():
    untrue = [
        f"{name}: {field['example']!r}"
        for name, field in FIELDS.items()
        if not name.startswith("revisjoner.")  # nothing is revised yet: they speak of what may come
        and "example" in field
        and field["example"] not in _values(*name.split("."))
    ]
    assert not untrue, "\n".join(untrue)


def test_an_example_of_a_key_is_in_the_list_that_it_points_to():
    for resource in CONTRACT["resources"]:
        if resource["name"] == "revisjoner":
            continue  # its examples speak of a report that is not here: nothing is revised yet
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for key in resource["schema"].get("foreignKeys", ()):
            example = fields[key["fields"][0]]["example"]
            target = key["reference"].get("resource", resource["name"])
            assert example in _values(target, key["reference"]["fields"][0]), example


def test_the_example_of_an_observation_is_one():
    """Jobbklubb in Oslo in August 2024, typed from the report by eye in tests/truth."""
    assert FIELDS["observasjoner.antall"]["example"] in _values("observasjoner", "antall")


# -- versions -----------------------------------------------------------------------------------


def test_the_version_is_semantic_and_the_newest_of_the_change_log():
    versions = re.findall(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d{2}-\d{2}\)$", CHANGES, re.M)
    assert versions[0] == CONTRACT["version"]
    numbers = [tuple(map(int, version.split("."))) for version in versions]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(numbers)


# -- views --------------------------------------------------------------------------------------


def _view(name: str) -> dict[str, Any]:
    return next(view for view in CONTRACT["views"] if view["name"] == name)


@cache
def _drawn(name: str) -> str:
    """The SVG of a view, drawn from the published CSV by Vega itself."""
    import vl_convert

    spec = dict(_view(name)["spec"])
    text = _package()["data/observasjoner.csv"].decode()
    data = {"values": text, "format": {"type": "csv", "parse": {"antall": "number"}}}
    svg: str = vl_convert.vegalite_to_svg(spec | {"data": data})
    return svg


@pytest.mark.parametrize("view", [view["name"] for view in CONTRACT["views"]])
def test_a_view_is_vega_lite_over_resources_of_the_package(view):
    import altair as alt

    names = {resource["name"] for resource in CONTRACT["resources"]}
    assert set(_view(view)["resources"]) == {_view(view)["spec"]["data"]["name"]} <= names
    assert _view(view)["title"] and _view(view)["title_en"]
    alt.Root.from_dict(_view(view)["spec"], validate=True)


def _marks(svg: str, kind: str) -> list[tuple[str, str]]:
    """Month and report of each mark, from the texts that Vega writes for screen readers."""
    label = r'aria-label="Måned: ([^;]*); Deltakere: [^;]*; rapport: ([^;"]*)"'
    return re.findall(rf'{label}[^>]*aria-roledescription="{kind}"', svg)


def test_the_first_view_shows_each_month_of_all_measures_once():
    months = [month for month, _ in _marks(_drawn("alle-tiltak"), "point")]
    assert len(months) == len(set(months)) == 12
    assert (months[0], months[-1]) == ("Jan 2019", "Dec 2019")


def _each_measure() -> pd.DataFrame:
    """The monthly rows of each measure that are broken down no further."""
    rows = publication().observations
    one = (rows["tiltak"] != "alle") & (rows["periodetype"] == "maaned")
    for column in COLUMNS[2:]:
        one &= rows[column] == "alle"
    return rows[one]


def test_no_view_draws_a_hidden_figure():
    """Of the months of the measures as many are points as the package has figures."""
    published = (_each_measure()["status"] == "publisert").sum()
    assert 0 < published < len(_each_measure()), "there are hidden ones among them"
    assert len(_marks(_drawn("hvert-tiltak"), "point")) == published


def test_no_line_crosses_the_years_without_a_report():
    """A line belongs to one report: between 2019 and 2024 nothing is known."""
    pairs = _each_measure()[["tiltak", "rapport"]].drop_duplicates()
    assert len(pairs) > pairs["tiltak"].nunique(), "some measures are in both reports"
    assert len(_marks(_drawn("hvert-tiltak"), "line mark")) == len(pairs)
