"""What the last check of accessibility wrote down, and that the site tells it as it is."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from tests.browser.addresses import all_pages, embedded_pages, kind, kinds

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "content/accessibility.json"
SETTINGS = ("1280 light", "1280 dark", "360 dark", "360 light")


@pytest.fixture(scope="module")
def checked() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RESULT.read_text("utf-8"))
    return found


def test_it_is_well_formed(checked: dict[str, Any]):
    assert set(checked) == {
        *("date", "pages", "embedded", "settings", "violations", "html_errors", "noises"),
        *("sideways", "tools", "kinds"),
    }
    assert datetime.date.fromisoformat(checked["date"]).year >= 2025
    assert set(checked["tools"]) == {"axe-core", "html-validate", "Chromium"}
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in checked["tools"].values())
    assert checked["kinds"] == sorted(set(checked["kinds"]))


def test_nothing_was_found(checked: dict[str, Any]):
    found = {name: checked[name] for name in ("violations", "html_errors", "noises", "sideways")}
    assert not any(found.values()), f"scripts/accessibility found faults: {found}"


def test_every_page_was_seen_in_every_setting(checked: dict[str, Any]):
    """And the pages to embed in one each, by turns; those of a kind's first in all."""
    assert tuple(checked["settings"]) == SETTINGS
    fewest, most = (choose(checked["settings"].values()) for choose in (min, max))
    assert fewest >= checked["pages"] + checked["embedded"] // len(SETTINGS)
    assert most <= checked["pages"] + checked["embedded"]


def test_every_kind_of_page_was_seen(checked: dict[str, Any], site: Path):
    now = {*kinds([*all_pages(site), *embedded_pages(site)])}
    new = sorted(now - set(checked["kinds"]))
    assert not new, f"scripts/accessibility has not seen {new}: run it again"


def test_the_tools_are_those_of_the_tests(checked: dict[str, Any]):
    wanted = json.loads((ROOT / "tests/browser/package.json").read_text("utf-8"))["devDependencies"]
    assert {name: checked["tools"][name] for name in wanted} == wanted, "run it again"


@pytest.mark.parametrize("address", ["tilgjengelighet/", "en/tilgjengelighet/"])
def test_the_page_tells_it(checked: dict[str, Any], site: Path, address: str):
    page = lxml_html.parse(str(site / address / "index.html"))
    text = re.sub(r"\s+", " ", page.find(".//article").text_content())
    year, _, day = checked["date"].split("-")
    assert re.search(rf"\b{int(day)}\.? \w+ {year}\b", text)
    for part in (checked["pages"], checked["embedded"], *checked["tools"].values()):
        assert re.search(rf"(?<![\d.]){re.escape(str(part))}(?![\d.]*\d)", text), part
    rows = page.xpath("//section[@aria-labelledby='t-kontroll']//td")
    assert [row.text_content() for row in rows] == ["0"] * 4
    anchors = page.xpath("//h2/@id")
    assert anchors.index("siste-kontroll") + 1 == anchors.index("kjente-begrensninger")


def test_kinds_leave_out_what_tells_pages_of_a_kind_apart():
    assert kind("en/tiltak/mentor/") == "en/tiltak/*/"
    assert kind("fylke/03/figur/serie-mentor/") == "fylke/*/figur/serie-*/"
    assert kind("figur/nyeste/") == "figur/nyeste/"
    assert [kind(each) for each in ("", "en/", "404.html", "om/")] == ["", "en/", "404.html", "om/"]
