"""The Atom feed: read by feedparser, dated by the data, escaped."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import feedparser
import pytest
from lxml import etree

from generator.describe.feed import feed
from generator.package.publication import publish
from tests.describe.described import ADDRESS, LANGUAGES, described, facts, facts_of
from tests.reading import BOTH, R2024, content, read, real, report, text

ATOM = "{http://www.w3.org/2005/Atom}"
#: Where the feed of each language lies, and the front page of that language.
PATHS = {"nb": "data/nytt.atom", "en": "en/data/nytt.atom"}
FRONTS = {"nb": "", "en": "en/"}
NB, EN = LANGUAGES
each_language = pytest.mark.parametrize("language", PATHS)


def test_there_is_one_in_each_language():
    assert [path for path in described() if path.endswith(".atom")] == list(PATHS.values())


@each_language
def test_feedparser_finds_nothing_wrong(language):
    parsed = feedparser.parse(described()[PATHS[language]])
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    assert [entry.link for entry in parsed.entries] == [
        f"{ADDRESS}{FRONTS[language]}rapport/{id}/" for id in reversed(BOTH)
    ]


@each_language
def test_it_has_what_rfc_4287_wants(language):
    """Sections 4.1.1 and 4.1.2: each once, and a link to itself."""
    root = etree.fromstring(described()[PATHS[language]])
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, (element.tag, name)
        assert element.find(f"{ATOM}link") is not None
        moment = element.findtext(f"{ATOM}updated")
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", moment or "")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == ADDRESS + PATHS[language]


@each_language
def test_it_says_its_language_and_links_to_its_pages_and_to_the_other_feed(language):
    feed = feedparser.parse(described()[PATHS[language]]).feed
    (other,) = PATHS.keys() - {language}
    assert feed.language == language
    links = {(link.rel, link.type, link.get("hreflang", "")): link.href for link in feed.links}
    assert links == {
        ("self", "application/atom+xml", ""): ADDRESS + PATHS[language],
        ("alternate", "text/html", ""): ADDRESS + FRONTS[language],
        ("alternate", "application/atom+xml", other): ADDRESS + PATHS[other],
    }


@each_language
def test_every_page_links_to_the_feed_in_its_language(language, site):
    pages = ("", "tiltak/mentor/", "om/", "data/")
    for page in (FRONTS[language] + page for page in pages):
        html = etree.HTML((site / page / "index.html").read_bytes())
        (link,) = html.findall(".//link[@type='application/atom+xml']")
        target = (site / page / link.get("href")).resolve()
        assert target == (site / PATHS[language]).resolve(), page
        assert target.is_file()


@each_language
def test_dates_are_the_reports_and_the_newest_comes_first(language):
    parsed = feedparser.parse(described()[PATHS[language]])
    assert [entry.updated[:10] for entry in parsed.entries] == ["2024-08-31", "2019-12-31"]
    assert parsed.feed.updated[:10] == "2024-08-31"


def test_counts_are_the_contract_s():
    summaries = {
        language: [entry.summary for entry in feedparser.parse(described()[path]).entries]
        for language, path in PATHS.items()
    }
    assert summaries["nb"] == [
        "Ny rapport for januar–august 2024: 2\u00a0673 tall er lest inn, 296 av dem skjermet.",
        "Ny rapport for januar–desember 2019: 4\u00a0716 tall er lest inn, 852 av dem skjermet.",
    ]
    assert summaries["en"] == [
        "New report for January–August 2024: 2,673 figures have been read, 296 of them hidden.",
        "New report for January–December 2019: 4,716 figures have been read, 852 of them hidden.",
    ]


def test_english_readers_get_english_titles():
    parsed = feedparser.parse(described()[PATHS["en"]])
    assert parsed.feed.title == "Tiltak i tall: participants in labour market measures"
    assert parsed.entries[0].title == (
        "Participants in labour market measures. Follow-up measures. Monthly time series, "
        "January–August 2024"
    )


@pytest.fixture(scope="module")
def revised():
    """The 2024 report, and a later one that prints one figure otherwise."""
    old = real(R2024)
    again = re.sub(r"\b282\b", "283", text(R2024))
    origin = replace(
        report(R2024).origin, id="2024-09-nyere", published="2024-10-15", title="A & <B>"
    )
    new = read(replace(report(R2024), origin=origin, raw=again.encode()))
    return facts_of(
        publish(content(), [old.recognised, new.recognised], [old.checked, new.checked])
    )


def test_what_a_newer_report_changed_is_an_entry_of_its_own(revised):
    parsed = feedparser.parse(feed(revised, NB))
    assert not parsed.bozo
    count = len(revised.publication.revisions.rows)
    assert count
    changed = next(e for e in parsed.entries if e.id.endswith("2024-09-nyere/#revisjoner"))
    assert changed.link == f"{ADDRESS}data/revisjoner.csv"
    assert changed.title.startswith("Ett tall" if count == 1 else f"{count} tall")
    assert changed.updated == "2024-10-15T00:00:00Z"
    assert parsed.feed.updated == "2024-10-15T00:00:00Z"
    english = next(e for e in feedparser.parse(feed(revised, EN)).entries if "#revis" in e.id)
    assert english.id == f"{ADDRESS}en/rapport/2024-09-nyere/#revisjoner"
    assert english.title.startswith("One figure" if count == 1 else f"{count} figures")
    assert (english.link, english.updated) == (changed.link, changed.updated)


def test_titles_are_escaped(revised):
    assert b"A &amp; &lt;B&gt;" in feed(revised, NB)
    entries = etree.fromstring(feed(revised, NB)).findall(f"{ATOM}entry/{ATOM}title")
    assert "A & <B>, januar–august 2024" in [each.text for each in entries]


def test_an_address_with_an_ampersand_is_still_xml():
    etree.fromstring(feed(replace(facts(), address="https://example.org/a&b/"), EN))


def test_the_time_of_day_changes_nothing():
    code = (
        "import time; time.time = lambda: 4e9\n"
        "from tests.describe.described import described; import sys\n"
        f"sys.stdout.buffer.write(described()[{PATHS['nb']!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == described()[PATHS["nb"]]
