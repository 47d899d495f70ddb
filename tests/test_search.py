"""What can be searched for, the page from A to Å, and the order of the Norwegian alphabet."""

from __future__ import annotations

import csv
import gzip
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from lxml import html

from generator.model.codelists import Code
from generator.model.errors import ContentError
from generator.model.language import BOKMAAL
from generator.read.content import read_content
from generator.render.alphabet import DIGITS, initial, sort_key
from generator.render.fylke_names import SUCCESSORS
from generator.render.search_entries import ENGLISH, _true_aliases
from generator.render.search_words import telling_words

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


# -- kommuner -------------------------------------------------------------------------------------

#: How many kommuner each fylke has had since 1 January 2024: so in both sources of the file.
KOMMUNER = {
    "03": 1,
    "11": 23,
    "15": 27,
    "18": 41,
    "31": 12,
    "32": 21,
    "33": 18,
    "34": 46,
    "39": 6,
    "40": 17,
    "42": 25,
    "46": 43,
    "50": 38,
    "55": 21,
    "56": 18,
}


@pytest.fixture(scope="module")
def kommuner() -> dict[str, str]:
    with (ROOT / "content/kommuner.toml").open("rb") as file:
        found: dict[str, str] = tomllib.load(file)["kommuner"]
    return found


def test_every_kommune_stands_under_its_fylke(kommuner: dict[str, str]):
    assert Counter(number[:2] for number in kommuner) == KOMMUNER
    assert sum(KOMMUNER.values()) == len(kommuner) == 357
    assert sorted(kommuner) == list(kommuner), "in order of their numbers"
    on_the_map = {kode for kode, row in fylker().items() if row["rutekolonne"]}
    assert KOMMUNER.keys() == on_the_map


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("1103", "Stavanger"),
        ("1508", "Ålesund"),
        ("1580", "Haram"),
        ("1875", "Hábmer - Hamarøy"),
        ("3209", "Ullensaker"),
        ("3236", "Jevnaker"),
        ("3301", "Drammen"),
        ("4651", "Stryn"),
        ("5001", "Trondheim - Tråante"),
        ("5501", "Tromsø"),
        ("5540", "Gáivuotna - Kåfjord - Kaivuono"),
        ("5610", "Kárášjohka - Karasjok"),
    ],
)
def test_kommuner_that_moved_split_or_have_several_names(
    kommuner: dict[str, str], number: str, name: str
):
    assert kommuner[number] == name


def test_only_herøy_and_våler_are_two(kommuner: dict[str, str]):
    names = Counter(kommuner.values())
    assert {name for name, count in names.items() if count > 1} == {"Herøy", "Våler"}
    assert not [name for name in names if name != name.strip() or "/" in name]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("kommuner.toml", '[kommuner]\n103 = "Stavanger"\n', "103"),
        ("kommuner.toml", "[kommuner]\n1103 = 5\n", "1103"),
        ("kommuner.toml", "[kommuner\n", "line 1"),
        ("soekeord.toml", '[soekeord]\n"om" = "hva"\n', "om"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, file: str, text: str, said: str):
    for name in ("codelists", "pages", "examples", "reports"):
        (tmp_path / name).symlink_to(ROOT / "content" / name)
    (tmp_path / file).write_text(text, "utf-8")
    with pytest.raises(ContentError, match=said):
        read_content(tmp_path, ROOT / "datapackage.json")


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
    assert telling_words(BOKMAAL, text) == ("covid", "ips", "personer", "prosent")


# -- the index of the built site ------------------------------------------------------------------


@dataclass
class Index:
    """The index of a site in one language, and where its pages are."""

    lang: str
    folder: Path
    rows: list[list[object]] = field(default_factory=list)

    @property
    def hrefs(self) -> list[str]:
        return [str(row[2]) for row in self.rows]


#: Where the pages of a language begin.
FOLDERS = {"nb": "", "en": "en/"}


@pytest.fixture(scope="module", params=FOLDERS)
def index(request: pytest.FixtureRequest, site: Path) -> Index:
    lang = request.param
    rows = json.loads((site / f"assets/soek-{lang}.json").read_text("utf-8"))["rows"]
    return Index(lang, site / FOLDERS[lang], rows)


def pages(folder: Path) -> set[str]:
    """The addresses that a search should know, below the folder of a language."""
    folders = ("tiltak", "tiltaksgruppe", "hovedgruppe", "fylke", "rapport")
    found = {page.parent for each in folders for page in folder.glob(f"{each}/*/index.html")}
    found |= {page.parent for page in folder.glob("*/index.html")}
    return {"", *(f"{page.relative_to(folder).as_posix()}/" for page in found)} - {"en/"}


def test_every_page_is_in_the_index_once(index: Index):
    hrefs = [href for href in index.hrefs if "#" not in href]
    assert sorted(hrefs) == sorted(pages(index.folder))


def test_every_entry_leads_to_its_title(index: Index):
    for name, _, href, *_ in index.rows:
        address, _, id = str(href).partition("#")
        tree = html.parse(index.folder / address / "index.html")
        (heading,) = tree.xpath("//h2[@id=$id]" if id else "//h1", id=id)
        # The front page's heading is a question; everyone knows it by the site's name. Others may
        # have a finding after the title.
        title = (heading.text_content() if id else heading.text or "").strip()
        assert (title if href else "Tiltak i tall") == name, href


def test_text_pages_are_found_by_their_sections(index: Index):
    wanted = {"om/#gjennomsnitt", "om/#skjermede-tall", "data/#ordbok", "kvalitet/#rettelser"}
    assert wanted <= set(index.hrefs)


def test_every_code_is_found_by_its_norwegian_names_in_both_languages(site: Path):
    names: dict[str, dict[str, set[str]]] = {}
    for lang in FOLDERS:
        rows = json.loads((site / f"assets/soek-{lang}.json").read_text("utf-8"))["rows"]
        names[lang] = {row[2]: {row[0], *row[4], *row[5], *row[6]} for row in rows}
    coded = [href for href in names["nb"] if re.match(r"(?:tiltak|hoved|fylke)\w*/.", href)]
    assert len(coded) > 60
    lacking = {href: names["nb"][href] - names["en"][href] for href in coded}
    assert not any(lacking.values()), {href: left for href, left in lacking.items() if left}


def test_names_in_the_other_language_are_told_from_the_pages_own(site: Path):
    """By the code list itself: what it calls a code in bokmål is no English, and the other way."""
    with (ROOT / "content/codelists/tiltak.csv").open(encoding="utf-8", newline="") as lines:
        known = {f"tiltak/{row['kode']}/": row for row in csv.DictReader(lines)}
    searched = {word for row in known.values() for word in row["soekeord"].split("|")}
    assert searched >= ENGLISH, "the code list has them no more"
    for lang, other in (("nb", "en"), ("en", "nb")):
        index = json.loads((site / f"assets/soek-{lang}.json").read_text("utf-8"))
        assert index["other"] == other
        for name, _, href, _, own, foreign, *_ in index["rows"]:
            row = known.get(href)
            words = set(row["soekeord"].split("|")) - {""} if row else set()
            english = words & ENGLISH
            if row and lang == "nb":
                assert (set(own), set(foreign)) == (words - english, english), href
            elif row:
                beside = {row["navn"]} - {name}
                assert (set(own), set(foreign)) == (english, (words | beside) - english), href


def test_every_fylke_has_its_kommuner_by_each_of_their_names(
    index: Index, kommuner: dict[str, str]
):
    found = {str(row[2]): set(str(row[8]).split("|")) for row in index.rows if len(row) > 8}
    wanted: dict[str, set[str]] = {}
    for number, name in kommuner.items():
        wanted.setdefault(f"fylke/{number[:2]}/", set()).update(name.split(" - "))
    del wanted["fylke/03/"]  # Oslo is found by its own name
    assert found == wanted


def test_words_of_readers_lead_to_something_that_is_there(index: Index):
    with (ROOT / "content/soekeord.toml").open("rb") as file:
        words = tomllib.load(file)["soekeord"]
    assert not words.keys() - set(index.hrefs), "no such page or section"
    hidden = {str(row[2]): row[6] for row in index.rows}
    for href, text in words.items():
        assert set(text.split()) <= set(hidden[href]), href  # type: ignore[arg-type, call-overload]


def test_the_index_is_small(site: Path):
    for lang in FOLDERS:
        size = len(gzip.compress((site / f"assets/soek-{lang}.json").read_bytes()))
        assert size < 12_000, f"{lang}: {size} bytes"


def test_the_script_is_small_and_has_no_words_of_its_own(site: Path):
    script = (site / "assets/search.js").read_bytes()
    assert len(gzip.compress(script)) < 4_000
    code = re.sub(r"(?m)^\s*//.*$|/\*.*?\*/", "", script.decode())
    shown = re.findall(r"""["'`][^"'`\n]*[A-Za-zæøå]+ [a-zæøå]+[^"'`\n]*["'`]""", code)
    assert not [text for text in shown if "use strict" not in text], shown


# -- the page from A to Å -------------------------------------------------------------------------


Line = tuple[str, str, list[str]]


@pytest.fixture(scope="module")
def lines(site: Path) -> list[Line]:
    return _lines(site / "a-aa/index.html")


@pytest.fixture(scope="module")
def english_lines(site: Path) -> list[Line]:
    return _lines(site / "en/a-aa/index.html")


def _lines(page: Path) -> list[Line]:
    """The page's lines: letter, text, and where its links lead."""
    tree = html.parse(page)
    return [
        (
            section.findtext("h2"),
            " ".join(item.text_content().split()),
            [link.get("href").removeprefix("../") for link in item.iter("a")],
        )
        for section in tree.xpath("//section[@class='stikkord']")
        for item in section.iter("li")
    ]


@pytest.mark.parametrize(("lang", "see"), [("nb", " se "), ("en", " see ")])
def test_a_to_aa_lists_every_page(site: Path, lang: str, see: str):
    folder = site / FOLDERS[lang]
    own = [hrefs[0] for _, text, hrefs in _lines(folder / "a-aa/index.html") if see not in text]
    assert sorted(own) == sorted(pages(folder) - {"a-aa/"})


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
def test_old_names_say_what_to_see(lines: list[Line], text: str, hrefs: list[str]):
    assert [each[2] for each in lines if each[1] == text] == [hrefs]


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("Jobbklubb see Job club", ["tiltak/jobbklubb/"]),
        ("Lønnstilskudd see Wage subsidies", ["tiltaksgruppe/loennstilskudd/"]),
        (
            "Oppfølging see Follow-up, Follow-up measures",
            ["tiltak/oppfoelging/", "tiltaksgruppe/oppfoelging/"],
        ),
        ("Øvrige områder see Other areas", ["fylke/99/"]),
        ("Viken see Akershus, Buskerud, Østfold", ["fylke/32/", "fylke/33/", "fylke/31/"]),
    ],
)
def test_norwegian_names_lead_to_english_ones(
    english_lines: list[Line], text: str, hrefs: list[str]
):
    assert [each[2] for each in english_lines if each[1] == text] == [hrefs]


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("Lønnstilskudd", "nb"),
        ("Øvrige områder", "nb"),
        ("AFT", "nb"),
        ("Supported Employment", None),
        ("Viken", None),
        ("Romsa", None),
    ],
)
def test_a_norwegian_name_on_the_english_page_says_that_it_is(
    site: Path, name: str, lang: str | None
):
    tree = html.parse(site / "en/a-aa/index.html")
    items = tree.xpath("//section[@class='stikkord']//li")
    (item,) = [each for each in items if " ".join(each.itertext()).strip().startswith(f"{name} ")]
    marks = [each.get("lang") for each in item.xpath("*[@lang]") if each.text == name]
    assert marks == [lang] * (lang is not None)


def test_a_name_still_in_use_is_not_called_old(lines: list[Line]):
    """There is a Østfold now as there was in 2019, and one of them has a page."""
    assert [hrefs for _, text, hrefs in lines if text.startswith("Østfold")] == [["fylke/31/"]]


def test_letters_stand_in_order_each_once(lines: list[Line]):
    letters = list(dict.fromkeys(letter for letter, *_ in lines))
    order = [DIGITS, *"ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"]
    assert letters == [letter for letter in order if letter in letters]
    assert letters[-1] == "Ø" and letters[0] == DIGITS


@pytest.mark.parametrize("lang", FOLDERS)
def test_every_kommune_stands_below_the_letters(site: Path, lang: str, kommuner: dict[str, str]):
    tree = html.parse(site / FOLDERS[lang] / "a-aa/index.html")
    (section,) = tree.xpath("//section[@aria-labelledby='kommuner']")
    shown = {
        head.find("a").get("href").split("/")[-2]: names.text.split(", ")
        for head, names in zip(section.iter("dt"), section.iter("dd"), strict=True)
    }
    assert {kode: len(names) for kode, names in shown.items()} == KOMMUNER
    assert sorted(name for names in shown.values() for name in names) == sorted(kommuner.values())
