"""JSON-LD for search engines: what each dataset must have, and what it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.describe.facts import Facts
from generator.describe.schemaorg import (
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
def test_a_dataset_has_what_search_engines_want_of_it(name):
    dataset = documents()[name]
    for key in ("name", "license", "isBasedOn", "distribution"):
        assert dataset[key], f"{key} is empty"
    # Google's dataset search takes no shorter one.
    assert len(dataset["description"]) >= 50


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
