"""JSON-LD for search engines: nothing is published that a named blocker holds back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from generator.describe.facts import Facts
from generator.describe.schemaorg import (
    blockers,
    data_catalogue,
    ld_script,
    package_dataset,
    page_dataset,
)
from tests.describe.described import ADDRESS, facts
from tests.reading import BOTH

PAGES = sorted(facts().rows)
LANGUAGES = ("nb", "en")


def documents() -> dict[str, dict[str, Any]]:
    """Each dataset that stands on a page, in both languages."""
    found = {f"data/ {language}": package_dataset(facts(), language) for language in LANGUAGES}
    for language in LANGUAGES:
        found |= {f"{page} {language}": page_dataset(facts(), page, language) for page in PAGES}
    return found


@pytest.mark.parametrize("name", documents())
def test_no_blocker_holds_a_page_back(name):
    assert blockers(documents()[name]) == []


@pytest.mark.parametrize(
    ("key", "value", "blocker"),
    [
        ("name", "", "no-title"),
        ("description", "x" * 49, "short-description"),
        ("license", "", "no-licence"),
        ("isBasedOn", [], "no-provenance"),
        ("distribution", [], "no-distribution"),
    ],
)
def test_each_blocker_blocks(key, value, blocker):
    dataset = page_dataset(facts(), "tiltak/mentor/")
    assert blockers(dataset | {key: value}) == [blocker]
    del dataset[key]
    assert blockers(dataset) == [blocker]


def test_a_description_of_fifty_characters_will_do():
    assert blockers(page_dataset(facts(), "fylke/03/") | {"description": "x" * 50}) == []


def test_a_page_without_files_is_blocked():
    bare = replace(facts(), files=[])
    assert blockers(page_dataset(bare, "tiltak/mentor/")) == ["no-distribution"]


# -- what it says -------------------------------------------------------------------------------


def test_a_measure_says_its_own_name_in_each_language():
    assert page_dataset(facts(), "tiltak/jobbklubb/")["name"].startswith("Jobbklubb – ")
    english = page_dataset(facts(), "tiltak/varig-loennstilskudd/", "en")
    assert english["name"].startswith("Permanent wage subsidy – ")
    assert english["variableMeasured"][0]["unitText"] == "persons"


@pytest.mark.parametrize(
    ("page", "interval", "reports"),
    [
        ("tiltak/mentor/", "2019-01/2024-08", list(BOTH)),
        ("tiltak/amo-kurs/", "2019-01/2019-12", [BOTH[0]]),
        ("fylke/03/", "2024-01/2024-08", [BOTH[1]]),
        (f"rapport/{BOTH[1]}/", "2024-01/2024-08", [BOTH[1]]),
    ],
)
def test_time_and_reports_are_those_of_the_figures_on_the_page(page, interval, reports):
    dataset = page_dataset(facts(), page)
    assert dataset["temporalCoverage"] == interval
    based = [each["@id"] for each in dataset["isBasedOn"]]
    assert based == [f"{ADDRESS}rapport/{id}/#rapport" for id in reports]


def test_a_fylke_is_a_place_in_norway():
    place = page_dataset(facts(), "fylke/11/")["spatialCoverage"]
    assert (place["name"], place["containedInPlace"]["name"]) == ("Rogaland", "Norge")
    assert page_dataset(facts(), "tiltak/mentor/")["spatialCoverage"]["name"] == "Norge"


def test_nothing_claims_to_be_a_copy_or_a_citation():
    for dataset in documents().values():
        assert not {"sameAs", "citation"} & set(dataset)


def test_a_download_for_each_file_of_the_page():
    downloads = package_dataset(facts())["distribution"]
    assert [each["contentUrl"] for each in downloads] == [
        f"{ADDRESS}{file.path}" for file in facts().files if file.page == "data/"
    ]
    own = page_dataset(facts(), "tiltak/mentor/")["distribution"]
    kinds = {each["contentUrl"]: each["encodingFormat"] for each in own}
    assert kinds[f"{ADDRESS}tiltak/mentor/data.csv"] == "text/csv"
    assert all(url.startswith(f"{ADDRESS}tiltak/mentor/data.") for url in kinds)


def test_every_address_is_the_site_s_or_a_known_one():
    known = ("https://schema.org", "https://www.nav.no/", "https://creativecommons.org/")
    text = json.dumps([data_catalogue(facts()), *documents().values()])
    for url in set(re.findall(r'"(https?://[^"]*)"', text)):
        assert url.startswith((ADDRESS, *known)), url


def test_the_catalogue_holds_the_dataset_of_the_package():
    catalogue = data_catalogue(facts())
    assert catalogue["@type"] == "DataCatalog"
    (dataset,) = catalogue["dataset"]
    assert dataset["includedInDataCatalog"] == {"@id": catalogue["@id"]}


# -- in the page --------------------------------------------------------------------------------


def test_no_text_can_end_the_block():
    script = ld_script({"name": "</script><script>alert(1)</script><!-- & «»"})
    assert script.count("<") == 2, "the block's own two tags"
    body = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(body)["name"] == "</script><script>alert(1)</script><!-- & «»"


def test_the_same_dataset_gives_the_same_text():
    again = Facts(facts().publication, facts().files, ADDRESS, facts().rows)
    assert ld_script(page_dataset(again, PAGES[0])) == ld_script(page_dataset(facts(), PAGES[0]))
