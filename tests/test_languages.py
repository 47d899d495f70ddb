"""Each page in both languages: the same figures, links, charts and parts, told in other words."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from lxml.html import HtmlElement

from tests.browser.addresses import all_pages
from tests.reading import content
from tests.written import numbers

OTHER = "en"
#: In both languages by itself.
IN_BOTH = "404.html"
_HOST = "http://site.test/"
#: Within a list of everything by name, whose lines and letters differ by language.
_BY_NAME = "ancestor::*[@class='stikkord' or @class='bokstaver']"
#: Names with a figure in one language that is a word in the other.
_WORDED = re.compile("2-årig")
_SHY = "\u00ad"
#: Norwegian words that are no English ones.
_NORWEGIAN = re.compile(
    r"\b(?:og|ikke|tall|tallene|som|er|av|til|på|fra|ved|skjermet|måned|måneder|deltakere|tiltak"
    r"|tiltaket|fylke|fylker|fylket|rapport|rapporten|linje|eller|det|den|hver|flere|færre|enn"
    r"|kvinner|menn|ukjent|januar|februar|mars|mai|juni|juli|oktober|desember)\b",
    re.I,
)


@dataclass(frozen=True)
class Page:
    """A page as it was built; ``path`` is from the site's root."""

    path: str
    tree: HtmlElement

    @property
    def lang(self) -> str:
        return self.tree.get("lang") or ""

    def find(self, xpath: str) -> list[Any]:
        return list(self.tree.xpath(xpath))

    def leads(self, href: str) -> str:
        """Where a link leads, from the site's root; an outside one as it is."""
        url = urlsplit(urljoin(_HOST + self.path.removesuffix("index.html"), href))
        if f"{url.scheme}://{url.netloc}/" != _HOST:
            return href
        return url.path[1:] + (f"#{url.fragment}" if url.fragment else "")


Pair = tuple[Page, Page]


@functools.cache
def page(site: Path, path: str) -> Page:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return Page(path, lxml.html.fromstring((site / path).read_bytes(), parser=parser))


@pytest.fixture(scope="module")
def pairs(site: Path) -> list[Pair]:
    """Each page in bokmål with its twin."""
    paths = sorted(f"{a}index.html" if not a.endswith(".html") else a for a in all_pages(site))
    own = [path for path in paths if path != IN_BOTH and not path.startswith(f"{OTHER}/")]
    other = [path for path in paths if path.startswith(f"{OTHER}/")]
    assert len(own) > 70
    assert other == [f"{OTHER}/{path}" for path in own], "a page lacks its twin"
    return [(page(site, path), page(site, f"{OTHER}/{path}")) for path in own]


def differing(pairs: list[Pair], told: Callable[[Page], object]) -> list[str]:
    """Where what is told of a page is not the same for its twin."""
    found = []
    for own, other in pairs:
        one, two = told(own), told(other)
        if one != two:
            found.append(f"{other.path}: {_first_difference(one, two)}")
    return found


def _first_difference(one: object, two: object) -> str:
    if isinstance(one, Counter) and isinstance(two, Counter):
        return f"only in Norwegian {dict(one - two)}, only in English {dict(two - one)}"[:300]
    if isinstance(one, list | tuple) and isinstance(two, list | tuple):
        if len(one) != len(two):
            return f"{len(one)} and {len(two)} of them"
        number, a, b = next(
            (n, a, b) for n, (a, b) in enumerate(zip(one, two, strict=True)) if a != b
        )
        return f"[{number}]{_first_difference(a, b)}"
    return f" {one!r} and {two!r}"[:300]


# -- text -----------------------------------------------------------------------------------------


def chunks(element: HtmlElement, lang: str = "") -> Iterator[tuple[str, str]]:
    """The text of an element in pieces, each with the language that it is in."""
    if not isinstance(element.tag, str) or element.tag in (
        *("script", "style"),
        "textarea",  # code, with the height of a frame in it
    ):
        return
    lang = element.get("lang") or lang
    if element.text:
        yield lang, element.text
    for child in element:
        yield from chunks(child, lang)
        if child.tail:
            yield lang, child.tail


def told(lang: str, text: str) -> list[str]:
    """The numbers of a text, but for those that one language has as words."""
    return numbers(lang, _WORDED.sub("", text))


def numbers_of(element: HtmlElement, lang: str) -> list[str]:
    return [n for own, text in chunks(element, lang) for n in told(own, text)]


def language_of(element: HtmlElement) -> str:
    return next(iter(element.xpath("ancestor-or-self::*[@lang][1]/@lang")))


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("nb", "1\u00a0654 i juli 2024, −26 og +4", ["1654", "2024", "−26", "+4"]),
        ("nb", "12,5\u00a0% (3. av 15), 1. juli 2019", ["12.5", "3", "15", "1", "2019"]),
        ("en", "1,654 in July 2024, −26 and +4", ["1654", "2024", "−26", "+4"]),
        ("en", "12.5% (3rd of 15), 1 July 2019", ["12.5", "3", "15", "1", "2019"]),
        ("en", "1,234,567", ["1234567"]),
    ],
)
def test_a_number_is_the_same_however_it_is_written(lang, text, found):
    assert numbers(lang, text) == found


# -- pages and the ways between them --------------------------------------------------------------


def test_a_page_says_which_language_it_is_in(pairs: list[Pair]):
    assert {(own.lang, other.lang) for own, other in pairs} == {("nb", OTHER)}


def test_there_is_one_copy_of_the_data(site: Path):
    kinds = {path.suffix for path in (site / OTHER).rglob("*") if path.is_file()}
    words_and_pictures = {".html", ".svg", ".png", ".json", ".bib", ".atom"}
    assert kinds == words_and_pictures, "no figures"


def _alternates(page: Page, address: str) -> dict[str, str]:
    """What a page says of itself in each language: whole addresses, from the site's root."""
    links = page.find("//head/link[@rel='alternate'][@hreflang]")
    assert all(link.get("href").startswith(address) for link in links), page.path
    return {link.get("hreflang"): link.get("href").removeprefix(address) for link in links}


def test_a_page_names_itself_and_its_twin(site: Path, pairs: list[Pair]):
    """Search engines heed the links only if both pages name both."""
    (address,) = page(site, "index.html").find("//head/link[@rel='canonical']/@href")
    for own, other in pairs:
        wanted = {each.lang: each.path.removesuffix("index.html") for each in (own, other)}
        assert _alternates(own, address) == wanted, own.path
        assert _alternates(other, address) == wanted, other.path


def test_the_language_switch_leads_to_the_same_page(pairs: list[Pair]):
    for here, there in [*pairs, *((other, own) for own, other in pairs)]:
        links = here.find("//li[@class='sprak']//a")
        assert [here.leads(link.get("href")) for link in links] == [
            there.path.removesuffix("index.html")
        ], here.path
        assert [(link.get("lang"), link.get("hreflang")) for link in links] == [
            (there.lang, there.lang)
        ], here.path
        assert [link.text for link in links] == [{"nb": "Norsk", "en": "English"}[there.lang]]


def _links(page: Page) -> list[str]:
    """All links but the switch, without the language's folder."""
    links = page.find(f"//a[@href][not(ancestor::li[@class='sprak'])][not({_BY_NAME})]/@href")
    found = [page.leads(href) for href in links]
    return [_in_norwegian(href) for href in found]


def _links_by_name(page: Page) -> set[str]:
    """What the list of all names leads to; names and their order differ by language."""
    links = page.find("//*[@class='stikkord']//a/@href")
    return {_in_norwegian(page.leads(href)) for href in links}


def _in_norwegian(href: str) -> str:
    return href.removeprefix(f"{OTHER}/").replace("/deed.en", "/deed.no")


def test_the_links_are_the_same(pairs: list[Pair]):
    assert not (found := differing(pairs, _links)), "\n".join(found)
    assert any(_links_by_name(own) for own, _ in pairs)
    assert not (found := differing(pairs, _links_by_name)), "\n".join(found)


def test_an_english_page_leads_to_english_pages(site: Path, pairs: list[Pair]):
    for _, other in pairs:
        for href in other.find("//a[@href][not(ancestor::li[@class='sprak'])]/@href"):
            where = other.leads(href).partition("#")[0]
            if (site / where / "index.html").is_file() and not where.startswith("http"):
                assert where.startswith(f"{OTHER}/"), f"{other.path}: {href}"


# -- the same parts -------------------------------------------------------------------------------


def test_headings_and_anchors_are_the_same(pairs: list[Pair]):
    def ids(page: Page) -> list[tuple[str, str]]:
        found = page.find(f"//body//*[@id][not({_BY_NAME})]")
        return [(element.tag, element.get("id")) for element in found]

    def headings(page: Page) -> list[str]:
        heads = "self::h1 or self::h2 or self::h3 or self::h4"
        return [h.tag for h in page.find(f"//*[{heads}][not({_BY_NAME})]")]

    def letters(page: Page) -> set[str]:
        """What stands in lists by name but letters, which differ by language."""
        return {h.tag for h in page.find("//*[@class='stikkord']/*")}

    assert not (found := differing(pairs, ids)), "\n".join(found)
    assert not (found := differing(pairs, headings)), "\n".join(found)
    assert not (found := differing(pairs, letters)), "\n".join(found)


def _tables(page: Page) -> list[list[list[tuple[list[str], int]]]]:
    """For each table, row and cell: its numbers, and how many signs of a hidden figure."""
    return [
        [[_cell(cell) for cell in row.xpath("th|td")] for row in table.xpath(".//tr")]
        for table in page.find("//table")
    ]


def _cell(cell: HtmlElement) -> tuple[list[str], int]:
    return numbers_of(cell, language_of(cell)), cell.text_content().count("*")


def test_the_tables_are_the_same(pairs: list[Pair]):
    count = sum(len(_tables(own)) for own, _ in pairs)
    assert count > 250
    assert not (found := differing(pairs, _tables)), "\n".join(found)


def _charts(page: Page) -> list[tuple[str, list[Any]]]:
    """For each chart: its id, and its rows of data without their words."""
    found = []
    for figure in page.find("//figure[starts-with(@id, 'figur-')]"):
        scripts = figure.xpath("script[@type='application/json']/text()")
        specs = [json.loads(text) for text in scripts]
        rows = [
            [_row(page.lang, row) for row in spec["datasets"]["tall"] if isinstance(row, dict)]
            for spec in specs
        ]
        found.append((figure.get("id"), rows))
    return found


def _row(lang: str, row: dict[str, Any]) -> dict[str, Any]:
    return {key: told(lang, v) if isinstance(v, str) else v for key, v in row.items()}


def test_the_charts_are_the_same(pairs: list[Pair]):
    assert sum(len(_charts(own)) for own, _ in pairs) > 300
    assert not (found := differing(pairs, _charts)), "\n".join(found)


def _numbers(page: Page) -> Counter[str]:
    """Every number of a page that is seen or heard; names beside translated ones aside."""
    seen = [
        number
        for part in page.find("//title | //body")
        for lang, text in _without_names_beside(part, page.lang)
        for number in told(lang, text)
    ]
    spoken = page.find("//meta[@name='description']/@content | //body//@aria-label")
    return Counter([*seen, *(number for text in spoken for number in told(page.lang, text))])


def _without_names_beside(part: HtmlElement, lang: str) -> Iterator[tuple[str, str]]:
    beside = {id(e) for e in part.xpath(".//*[contains(@class, 'ved')][@lang='nb']")}
    texts = {e.text for e in part.xpath(".//*[contains(@class, 'ved')][@lang='nb']")}
    return ((own, text) for own, text in chunks(part, lang) if not beside or text not in texts)


def test_the_numbers_are_the_same(pairs: list[Pair]):
    """In sentences, charts and tables alike: none is lost, none is added by translation."""
    assert not (found := differing(pairs, _numbers)), "\n".join(found)


# -- no Norwegian on an English page --------------------------------------------------------------


#: The name of a file, and a place in the words of a script that is filled in with a name.
_FILE = r"[\w-]+\.(?:csv|json|parquet|sqlite|xlsx|zip)\b"
_FILLED_IN = r"\{[a-z]+\}"


def _proper_names() -> re.Pattern[str]:
    """Names that are the same in all languages: fylker, the site's own, files, codes in quotes."""
    fylker = {name for code in content().codelists["fylker"] for name in _parts(code.navn)}
    fylker -= {"Hele landet", "Øvrige områder", "Ukjent fylke"}
    names = sorted({*fylker, "Tiltak i tall", "bokmål"}, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, names), _FILE, _FILLED_IN, "[‘“][a-z_]+[’”]"]))


def _parts(name: str) -> list[str]:
    return [name, *name.split(" - ")]


def _english(page: Page) -> Iterator[str]:
    """All that an English page says in English, seen or heard."""
    for part in page.find("//title | //body"):
        for code in part.xpath(".//code | .//pre"):
            code.text, code[:] = None, []
        yield from (text for lang, text in chunks(part, page.lang) if lang == OTHER)
    for name in ("aria-label", "title", "alt", "data-loading", "data-open", "data-failed"):
        yield from page.find(f"//body//@{name}")
    yield from page.find("//meta[@name='description']/@content")
    for script in page.find("//script[@type='application/json']/text()"):
        told = json.loads(script)
        # Settings of a script have words for readers, and texts of breaks.
        words = [told[name] for name in ("datasets", "ord") if name in told]
        yield from _strings([*words, [each["tekst"] for each in told.get("brudd", [])]])


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _strings(each)


def norwegian(texts: Iterator[str], names: re.Pattern[str]) -> set[str]:
    """The texts that hold a Norwegian word or letter, but for names and addresses."""
    told = {text: re.sub(r"https?://\S+", "", text.replace(_SHY, "")) for text in set(texts)}
    left = {text: names.sub("", rest) for text, rest in told.items()}
    return {
        t for t, rest in left.items() if re.search("[æøåÆØÅ«»]", rest) or _NORWEGIAN.search(rest)
    }


def test_an_english_page_is_in_english(site: Path, pairs: list[Pair]):
    names = _proper_names()
    found = {}
    for _, other in pairs:
        fresh = page.__wrapped__(site, other.path)  # code is cut out of it
        if words := norwegian(_english(fresh), names):
            found[other.path] = sorted(words)[:5]
    assert not found, "\n".join(f"{path}: {words}" for path, words in found.items())


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Participants in Møre og Romsdal", False),
        ("Østfold, observasjoner.csv, Tiltak i tall", False),
        ("means that it is “skjermet”, in bokmål", False),
        ("2 måneder hidden", True),
        ("Women og men", True),
        ("in øvrige områder", True),
        ("tiltak-i-tall.sqlite", False),
        ("{tiltak} in {navn}", False),
        ("tiltak-i-tall", True),
    ],
)
def test_this_check_sees_norwegian(text, seen):
    assert bool(norwegian(iter([text]), _proper_names())) == seen


#: The name of a measure, which is as NAV wrote itself then.
_OLD_NAME = re.compile(r"(?:oppfølging i|follow-up in) NAV")


def test_the_agency_is_written_nav_as_it_writes_itself(site: Path):
    """In all texts of ours; what reports print, and who a report says has made it, stays."""
    wrong = []
    for path in all_pages(site):
        file = site / path
        tree = lxml.html.parse(file / "index.html" if file.is_dir() else file).getroot()
        for element in tree.xpath("//script | //style | //main[.//table[@class='linjer']]"):
            element.drop_tree()
        texts = [*tree.itertext(), *(value for each in tree.iter() for value in each.values())]
        wrong += [
            f"/{path}: {text.strip()}"
            for text in texts
            if re.search(r"\bNAV(?:s|’s)?\b", _OLD_NAME.sub("", text))
        ]
    assert not wrong, "\n".join(wrong)
