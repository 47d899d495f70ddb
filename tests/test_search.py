"""What can be searched for, the page from A to Å, and the order of the Norwegian alphabet."""

from __future__ import annotations

import csv
import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from lxml import html

from generator.model.codelists import Code
from generator.render.alphabet import DIGITS, initial, sort_key
from generator.render.search import SUCCESSORS, _true_aliases, _words

ROOT = Path(__file__).parents[1]
FYLKER = ROOT / "content/codelists/fylker.csv"


# -- the alphabet ---------------------------------------------------------------------------------

#: In order, by the rules of Språkrådet: word for word, æ ø å last, ä and ö as æ and ø.
COMMON = [
    "2-årig opplæringstiltak",
    "AMO Enkeltplass",
    "AMO Kurs",
    "Arbeid med støtte",
    "Arbeidspraksis",
    "Arbeidstrening",
    "Avklaring",
    "kanaan",
    "kanalisering",
    "Vestland",
    "Viken",
    "Zink",
    "Ærlig",
    "Økonomi",
    "Åpning",
]
#: The same with names of people and places, where aa is an old spelling of å.
PROPER = ["Agder", "Trondheim", "Trööndelage", "Øvrebø", "Åsane", "Aasen"]


@pytest.mark.parametrize(("names", "proper"), [(COMMON, False), (PROPER, True)])
def test_norwegian_order(names: list[str], proper: bool):
    mixed = Random(3).sample(names, len(names))
    assert sorted(mixed, key=lambda name: sort_key(name, proper=proper)) == names


@pytest.mark.parametrize(
    ("name", "proper", "letter"),
    [
        ("2-årig opplæringstiltak", False, DIGITS),
        ("Øvrige områder", True, "Ø"),
        ("«Åpen»", False, "Å"),
        ("Aasen", True, "Å"),
        ("Aasen", False, "A"),
        ("Ängelholm", True, "Æ"),
        ("Émile", True, "E"),
    ],
)
def test_letter(name: str, proper: bool, letter: str):
    assert initial(name, proper=proper) == letter


def test_names_that_differ_only_in_signs_have_one_order():
    one, other = ["Jobb-klubb", "Jobb klubb"], ["Jobb klubb", "Jobb-klubb"]
    assert sorted(one, key=sort_key) == sorted(other, key=sort_key)


# -- old names ------------------------------------------------------------------------------------


def fylker() -> dict[str, dict[str, str]]:
    with FYLKER.open(encoding="utf-8", newline="") as lines:
        return {row["kode"]: row for row in csv.DictReader(lines)}


def test_every_fylke_that_ended_has_successors_that_began_the_day_after():
    rows = fylker()
    ended = {kode for kode, row in rows.items() if row["gyldig_til"]}
    assert ended == SUCCESSORS.keys()
    for kode, others in SUCCESSORS.items():
        year = int(rows[kode]["gyldig_til"][:4]) + 1
        for other in others:
            assert rows[other]["gyldig_fra"] == f"{year}-01-01", f"{kode} → {other}"


def test_successors_are_what_the_code_list_tells_in_words():
    rows = fylker()
    for kode, others in SUCCESSORS.items():
        names = {rows[other]["navn"].split(" - ")[0] for other in others}
        told = re.search(
            r"(?:Gikk inn i|Delt i \d{4} i) (.+?)(?: i \d{4})?\.", rows[kode]["beskrivelse"]
        )
        assert told, f"{kode} says nothing of what became of it"
        # «Vestfold og Telemark» is one name or two.
        assert told[1] in names or set(re.split(", | og ", told[1])) == names, f"{kode}: {told[0]}"


# -- names that may be shown ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "alias", "shown"),
    [
        ("Inkluderingstilskudd", "Inkluderingsstilskudd", False),  # a misprint
        ("Nedsatt arbeidsevne på tiltak", "Nedsatt arbeidsevne, på tiltak", False),
        ("Ukjent fylke", "Ukjent", False),  # a part of the name
        ("Arbeidssøkere på tiltak", "Ordinære tiltaksdeltakere", True),
        ("Arbeid med støtte", "Utvidet oppfølging i NAV", True),
    ],
)
def test_a_misprint_is_no_name(name: str, alias: str, shown: bool):
    assert _true_aliases(Code("x", name, "", 1, (alias,))) == [alias] * shown


def test_words_are_telling_and_never_figures():
    text = "Det er 595 personer, 12,5 prosent, covid19 og IPS. Personer!"
    assert _words(text) == ("covid", "ips", "personer", "prosent")


# -- the index of the built site ------------------------------------------------------------------


@dataclass
class Index:
    """The index of a site, and the site."""

    folder: Path
    rows: list[list[object]] = field(default_factory=list)

    @property
    def hrefs(self) -> list[str]:
        return [str(row[2]) for row in self.rows]


@pytest.fixture(scope="module")
def index(site: Path) -> Index:
    return Index(site, json.loads((site / "assets/soek-nb.json").read_text("utf-8"))["rows"])


def pages(site: Path) -> set[str]:
    """The addresses that a search should know."""
    folders = ("tiltak", "tiltaksgruppe", "hovedgruppe", "fylke", "rapport")
    found = {page.parent for folder in folders for page in site.glob(f"{folder}/*/index.html")}
    found |= {page.parent for page in site.glob("*/index.html")}
    return {"", *(f"{page.relative_to(site).as_posix()}/" for page in found)}


def test_every_page_is_in_the_index_once(index: Index):
    hrefs = [href for href in index.hrefs if "#" not in href]
    assert sorted(hrefs) == sorted(pages(index.folder))


def test_every_entry_leads_to_its_title(index: Index):
    for name, _, href, *_ in index.rows:
        address, _, id = str(href).partition("#")
        tree = html.parse(index.folder / address / "index.html")
        (heading,) = tree.xpath("//h2[@id=$id]" if id else "//h1", id=id)
        # The front page's heading is a question; everyone knows it by the site's name.
        title = heading.text_content().strip() if href else "Tiltak i tall"
        assert title == name, href


def test_text_pages_are_found_by_their_sections(index: Index):
    wanted = {"om/#gjennomsnitt", "om/#skjermede-tall", "data/#ordbok", "kvalitet/#rettelser"}
    assert wanted <= set(index.hrefs)


def test_the_index_is_small(site: Path):
    size = len(gzip.compress((site / "assets/soek-nb.json").read_bytes()))
    assert size < 12_000, f"{size} bytes"


def test_the_script_is_small_and_has_no_words_of_its_own(site: Path):
    script = (site / "assets/search.js").read_bytes()
    assert len(gzip.compress(script)) < 4_000
    code = re.sub(r"(?m)^\s*//.*$|/\*.*?\*/", "", script.decode())
    shown = re.findall(r"""["'`][^"'`\n]*[A-Za-zæøå]+ [a-zæøå]+[^"'`\n]*["'`]""", code)
    assert not [text for text in shown if "use strict" not in text], shown


# -- the page from A to Å -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lines(site: Path) -> list[tuple[str, str, list[str]]]:
    """The page's lines: letter, text, and where its links lead."""
    tree = html.parse(site / "a-aa/index.html")
    return [
        (
            section.findtext("h2"),
            " ".join(item.text_content().split()),
            [link.get("href").removeprefix("../") for link in item.iter("a")],
        )
        for section in tree.xpath("//section[@class='stikkord']")
        for item in section.iter("li")
    ]


def test_a_to_aa_lists_every_page(site: Path, lines: list[tuple[str, str, list[str]]]):
    own = [hrefs[0] for _, text, hrefs in lines if " se " not in text]
    assert sorted(own) == sorted(pages(site) - {"a-aa/"})


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("Viken se Akershus, Buskerud, Østfold", ["fylke/32/", "fylke/33/", "fylke/31/"]),
        ("Hordaland se Vestland", ["fylke/46/"]),
        ("Sogn og Fjordane se Vestland", ["fylke/46/"]),
        ("Troms og Finnmark se Finnmark, Troms", ["fylke/56/", "fylke/55/"]),
        ("Romsa se Troms", ["fylke/55/"]),
        ("Ordinære tiltaksdeltakere se Arbeidssøkere på tiltak", ["hovedgruppe/arbeidssoekere/"]),
    ],
)
def test_old_names_say_what_to_see(
    lines: list[tuple[str, str, list[str]]], text: str, hrefs: list[str]
):
    assert [each[2] for each in lines if each[1] == text] == [hrefs]


def test_a_name_still_in_use_is_not_called_old(lines: list[tuple[str, str, list[str]]]):
    """There is a Østfold now as there was in 2019, and one of them has a page."""
    assert [hrefs for _, text, hrefs in lines if text.startswith("Østfold")] == [["fylke/31/"]]


def test_letters_stand_in_order_each_once(lines: list[tuple[str, str, list[str]]]):
    letters = list(dict.fromkeys(letter for letter, *_ in lines))
    order = [DIGITS, *"ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"]
    assert letters == [letter for letter in order if letter in letters]
    assert letters[-1] == "Ø" and letters[0] == DIGITS
