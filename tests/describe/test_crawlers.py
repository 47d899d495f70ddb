"""Sitemap, robots.txt and llms.txt, by the parsers of others and by the built site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from generator.describe.crawlers import SITEMAP, SitePage, page_date, sitemap
from tests.browser.addresses import all_pages
from tests.describe.described import ADDRESS, described, facts
from tests.reading import BOTH

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
LOCAL = "http://localhost:8000/"


def entries(data: bytes) -> dict[str, str | None]:
    """Address → date, in their order."""
    root = etree.fromstring(data)
    return {
        url.findtext("s:loc", namespaces=NS): url.findtext("s:lastmod", namespaces=NS)
        for url in root.findall("s:url", NS)
    }


def test_the_sitemap_of_the_built_site_has_every_page_once(site: Path):
    found = list(entries((site / SITEMAP).read_bytes()))
    assert len(found) == len(set(found))
    wanted = {LOCAL + page for page in all_pages(site) if not page.endswith(".html")}
    assert set(found) == wanted


def test_dates_are_those_of_the_newest_data_on_a_page(site: Path):
    found = entries((site / SITEMAP).read_bytes())
    assert found[LOCAL] == found[f"{LOCAL}tiltak/mentor/"] == "2024-08-31"
    assert found[f"{LOCAL}tiltak/amo-kurs/"] == "2019-12-31", "it is in the 2019 report alone"
    assert found[f"{LOCAL}fylke/03/"] == "2024-08-31"
    assert found[f"{LOCAL}rapport/{BOTH[0]}/"] == "2019-12-31"
    assert found[f"{LOCAL}om/"] is None, "a text has no date of data"
    assert set(found.values()) == {"2019-12-31", "2024-08-31", None}


def test_elements_stand_in_the_order_of_the_schema():
    """sitemap.xsd: loc, lastmod, then those of other name spaces; no more than 50 000 pages."""
    pages = [SitePage("om/"), SitePage("", "2024-08-31", (("nb", ""), ("en", "en/")))]
    root = etree.fromstring(sitemap(ADDRESS, pages))
    names = [[etree.QName(each).localname for each in url] for url in root]
    assert names == [["loc"], ["loc", "lastmod", "link", "link"]]
    links = root[1].findall("x:link", NS)
    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        ("nb", ADDRESS),
        ("en", f"{ADDRESS}en/"),
    ]
    assert {link.get("rel") for link in links} == {"alternate"}


def test_addresses_are_escaped():
    root = etree.fromstring(sitemap("https://example.org/a&b/", [SitePage("x/")]))
    assert root.findtext("s:url/s:loc", namespaces=NS) == "https://example.org/a&b/x/"


def test_a_text_has_no_date():
    assert page_date(facts(), "om/") == ""


@pytest.fixture
def robots() -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(described()["robots.txt"].decode().splitlines())
    return parser


def test_robots_may_read_everything_and_are_told_of_the_sitemap(robots):
    assert robots.can_fetch("Googlebot", f"{ADDRESS}tiltak/mentor/data.csv")
    assert robots.site_maps() == [f"{ADDRESS}sitemap.xml"]


# -- llms.txt -----------------------------------------------------------------------------------


def test_llms_txt_has_the_form_that_is_proposed():
    """llmstxt.org: one h1, a quoted summary, text, then lists of links under h2."""
    lines = described()["llms.txt"].decode().splitlines()
    assert lines[0].startswith("# ") and sum(line.startswith("# ") for line in lines) == 1
    assert lines[2].startswith("> ")
    after = filter(None, lines[lines.index("## Data") + 1 :])
    assert all(re.fullmatch(r"- \[[^]]+\]\(https://[^)]+\): .+", each) for each in after)


def test_llms_txt_warns_of_what_models_get_wrong():
    text = described()["llms.txt"].decode()
    for caution in ("0, 1, 2 or 3", "not 0", "must not be added together", "leading zero"):
        assert caution in text
    assert "creativecommons.org/licenses/by/4.0" in text


def test_every_link_of_llms_txt_leads_to_a_file(site: Path):
    links = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text("utf-8"))
    assert len(links) > 10
    gone = [link for link in links if not (site / link.removeprefix(LOCAL)).is_file()]
    assert not gone
