"""What readers take along: each chart's files, the citation of each page, and its preview."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import bibtexparser
import pytest
from jsonschema import Draft7Validator
from lxml import etree
from PIL import Image

from generator.model.language import BOKMAAL
from generator.model.reports import Origin
from generator.render.citation import citation
from generator.render.colours import colours_of, darkened, palette, resolved
from generator.render.lettering import lines_of, width_of
from generator.render.picture import Note, Words, card, standing
from tests.browser.addresses import all_pages
from tests.shared import Taken, charts_of

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"
ENDINGS = ("/index.html", ".svg", ".png", ".vl.json")
HIDDEN = {"nb": "Skjermet", "en": "Hidden"}
STYLE = (ROOT / "templates/assets/style.css").read_text("utf-8")


@pytest.fixture(scope="module")
def charts(site: Path) -> list[Taken]:
    found = charts_of(site)
    assert len(found) > 700, "the site has lost its charts, or this test its eyes"
    return found


def _faults(faults: Iterator[str]) -> None:
    found = list(faults)
    assert not found, f"{len(found)} faults, the first:\n" + "\n".join(found[:20])


# -- files of a chart -----------------------------------------------------------------------------


def test_every_chart_has_its_files_and_no_file_is_without_a_chart(
    site: Path, charts: list[Taken]
) -> None:
    wanted = {chart.file(ending) for chart in charts for ending in ENDINGS}
    wanted |= {chart.csv for chart in charts if ".csv" in chart.html}
    wanted |= {file.parent / "csv-metadata.json" for file in wanted if file.suffix == ".csv"}
    there = {path for path in site.rglob("figur/**/*") if path.is_file()}
    assert sorted(map(str, wanted ^ there)) == []
    without = {chart.address.removeprefix("en/") for chart in charts if ".csv" not in chart.html}
    assert without <= {"dekning/"}, "only the charts of coverage show no figures"


def test_each_svg_stands_alone(charts: list[Taken]) -> None:
    def faults() -> Iterator[str]:
        for chart in charts:
            text = chart.file(".svg").read_text("utf-8")
            root = etree.fromstring(text.encode())
            said = {
                name: (root.findtext(f"{SVG}{name}") or "").strip() for name in ("title", "desc")
            }
            if not all(said.values()):
                yield f"{chart}: lacks a title or a description: {said}"
            if found := re.search(r"var\(|url\(|href=|@import|transparent", text):
                yield f"{chart}: does not stand alone: {found[0]}"
            width, height = float(root.get("width", 0)), float(root.get("height", 0))
            if root.get("viewBox") != f"0 0 {width:g} {height:g}":
                yield f"{chart}: {root.get('viewBox')} is not its size"
            written = " ".join(root.itertext())
            if "Nav, " not in written or "CC BY 4.0" not in written:
                yield f"{chart}: says no source"

    _faults(faults())


def test_each_png_is_a_card_with_a_drawing(site: Path, charts: list[Taken]) -> None:
    paths = [*(chart.file(".png") for chart in charts), *site.rglob("deling.png")]

    def faults() -> Iterator[str]:
        for path in paths:
            with Image.open(path) as image:
                if (image.format, image.size) != ("PNG", (1200, 630)):
                    yield f"{path}: {image.format} {image.size}"
                inked = 1 - image.convert("L").histogram()[255] / (1200 * 630)
            if not 0.02 < inked < 0.5:
                yield f"{path}: {inked:.1%} of it is not plain white"
            if path.stat().st_size > 80_000:
                yield f"{path}: {path.stat().st_size} bytes"

    _faults(faults())


def _shown(spec: dict[str, Any]) -> Counter[str]:
    """The figures that a spec draws: persons as a string, empty for a hidden one.

    Small multiples place their points by height and have each figure in words alone.
    """
    figures: Counter[str] = Counter()
    for row in spec["datasets"]["tall"]:
        if row.get("h"):
            figures[""] += 1
        elif "v" in row:
            figures[str(row["v"])] += 1
        else:
            figures[re.sub(r"\D", "", row["t"].rpartition(": ")[2])] += 1
    return figures


def test_the_csv_of_a_chart_has_the_figures_that_it_draws(site: Path, charts: list[Taken]) -> None:
    every = set((site / "data/observasjoner.csv").read_text("utf-8").splitlines())
    header = (site / "data/observasjoner.csv").read_text("utf-8").partition("\n")[0]

    def faults() -> Iterator[str]:
        for chart in charts:
            if not chart.csv.is_file():
                continue
            text = chart.csv.read_text("utf-8")
            lines = text.splitlines()
            if lines[0] != header or not set(lines) <= every or len(set(lines)) != len(lines):
                yield f"{chart}: rows that are no observations, or are there twice"
            rows = list(csv.DictReader(io.StringIO(text)))
            given = Counter(row["antall"] for row in rows)
            if given != _shown(chart.spec):
                yield f"{chart}: drawn and not in the file {_shown(chart.spec) - given}"
            if any((row["status"] == "skjermet") != (row["antall"] == "") for row in rows):
                yield f"{chart}: a hidden figure has a number, or another has none"

    _faults(faults())


def test_hidden_figures_are_shown_as_hidden_in_each_file(charts: list[Taken]) -> None:
    hidden = [
        chart for chart in charts if chart.csv.is_file() and ",skjermet," in chart.csv.read_text()
    ]
    assert len(hidden) > 200

    def faults() -> Iterator[str]:
        for chart in hidden:
            word = HIDDEN["en" if chart.address.startswith("en/") else "nb"]
            for ending in (".svg", "/index.html"):
                if f"{word}: 0, 1, 2 " not in chart.file(ending).read_text("utf-8"):
                    yield f"{chart}{ending}: does not say what a hidden figure looks like"

    _faults(faults())


def test_specs_are_vega_lite(charts: list[Taken]) -> None:
    """One of each shape, since the schema is slow: specs that differ in data alone are alike."""
    import altair

    path = Path(altair.__file__).parent / "vegalite/v6/schema/vega-lite-schema.json"
    schema = Draft7Validator(json.loads(path.read_text("utf-8")))
    shapes: dict[str, Taken] = {}
    for chart in charts:
        names = [layer.get("name", "") for layer in chart.spec["layer"]]
        marks = [json.dumps(layer["mark"], sort_keys=True) for layer in chart.spec["layer"]]
        shapes.setdefault(f"{names}{marks}", chart)
    assert len(shapes) > 5
    _faults(
        f"{chart}: {fault.json_path}: {fault.message[:200]}"
        for chart in shapes.values()
        for fault in schema.iter_errors(chart.spec)
    )
    assert list(schema.iter_errors({"mark": "ling", "data": {}})), "the schema sees no fault"
    assert not [chart for chart in charts if "var(--" in chart.file(".vl.json").read_text("utf-8")]


def test_the_code_that_embeds_leads_to_the_page_of_the_chart(
    site: Path, charts: list[Taken]
) -> None:
    def faults() -> Iterator[str]:
        for chart in charts:
            frame = etree.fromstring(chart.code)
            path = urlsplit(frame.get("src")).path.removeprefix("/")
            if path != f"{chart.path}/" or not (site / path / "index.html").is_file():
                yield f"{chart}: leads to {path}"
            if not frame.get("title") or not 300 < int(frame.get("height")) < 1600:
                yield f"{chart}: {chart.code}"

    _faults(faults())


def test_pages_to_embed_are_light_and_point_home(charts: list[Taken]) -> None:
    def faults() -> Iterator[str]:
        for chart in charts:
            page = chart.file("/index.html").read_text("utf-8")
            sent = len(gzip.compress(page.encode()))
            if "<script" in page or sent > 25_000:
                yield f"{chart}: {sent} bytes, scripts: {page.count('<script')}"
            home = re.search(r'<link rel="canonical" href="([^"]+)">', page)
            if not home or not home[1].endswith(f"/{chart.address}"):
                yield f"{chart}: says that its home is {home and home[1]}"
            if f'{chart.address}#figur-{chart.id}"' not in page:
                yield f"{chart}: no link to the chart on its page"

    _faults(faults())


# -- citations ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cited(site: Path) -> dict[str, tuple[str, str, str]]:
    """By page its citation as text, BibTeX and CSL-JSON."""
    found = {}
    for page in all_pages(site):
        html = (site / page).read_text("utf-8") if page.endswith(".html") else ""
        html = html or (site / page / "index.html").read_text("utf-8")
        text = re.search(r'<p class="sitat-tekst"[^>]*>(.*?)</p>', html, re.DOTALL)
        forms = [
            unescape(each) for each in re.findall(r"<pre[^>]*data-kopi>(.*?)</pre>", html, re.S)
        ]
        if text:
            found[page] = (unescape(text[1]), *forms)
    return found


def test_each_page_with_data_is_cited(site: Path, cited: dict[str, tuple[str, str, str]]) -> None:
    pages = {
        f"{folder}{path.parent.relative_to(site).as_posix()}/"
        for path in site.rglob("data.csv")
        for folder in ("", "en/")
    }
    wanted = pages | {"", "en/", "data/", "en/data/"}
    assert wanted - set(cited) == set()
    for page in cited:
        assert (site / page / "sitat.bib").is_file() and (site / page / "sitat.json").is_file()


def test_bibtex_is_read_by_a_library(site: Path, cited: dict[str, tuple[str, str, str]]) -> None:
    for page, (text, bibtex, _) in cited.items():
        assert (site / page / "sitat.bib").read_text("utf-8") == f"{bibtex}\n", page
        library = bibtexparser.parse_string(bibtex)
        assert not library.failed_blocks and len(library.entries) == 1, page
        fields = {field.key: str(field.value).strip("{}") for field in library.entries[0].fields}
        assert fields["author"] == "Nav" and fields["url"].endswith(f"/{page}"), page
        for name in ("title", "note", "year", "url"):
            if page.startswith(("rapport/", "en/rapport/")) and name == "note":
                continue  # its title is the report's
            assert fields[name].replace("\\", "") in text, f"{page}: {name} is not in {text}"


def test_csl_is_valid_and_says_the_same(site: Path, cited: dict[str, tuple[str, str, str]]) -> None:
    """The schema is that of the Citation Style Language (tests/csl, MIT licence)."""
    schema = Draft7Validator(json.loads((ROOT / "tests/csl/csl-data.json").read_text("utf-8")))
    assert list(schema.iter_errors([{"id": "x", "type": "no-such-type"}]))
    for page, (text, bibtex, csl) in cited.items():
        assert (site / page / "sitat.json").read_text("utf-8") == f"{csl}\n", page
        items = json.loads(csl)
        assert not list(schema.iter_errors(items)), page
        assert f"@misc{{{items[0]['id']}," in bibtex, page
        for name in ("title", "note", "URL"):
            assert items[0].get(name, "") in text, f"{page}: {name} is not in {text}"


def test_a_citation_names_the_reports_and_the_period_of_its_figures(
    site: Path, cited: dict[str, tuple[str, str, str]]
) -> None:
    told = {"2019": "januar–desember 2019", "2024": "januar–august 2024"}
    for page in ("tiltak/mentor/", "tiltak/amo-kurs/", "fylke/03/", "rapport/2024-08-oppfolging/"):
        rows = list(csv.DictReader(io.StringIO((site / page / "data.csv").read_text("utf-8"))))
        years = {row["rapport"][:4] for row in rows}
        text, _, csl = cited[page]
        named = text.partition("Rapport")[2] or text
        assert {year for year, period in told.items() if period in named} == years, page
        newest = max(row["periode"] for row in rows)
        issued = json.loads(csl)[0]["issued"]["date-parts"]
        assert issued == [[int(newest[:4]), int(newest[5:])]], page


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("", "Deltakere i arbeidsrettede tiltak, januar 2019–august 2024"),
        ("data/", "Deltakere i arbeidsrettede tiltak: hele datasettet, januar 2019–august 2024"),
        ("en/", "Participants in labour market measures, January 2019–August 2024"),
        (
            "en/data/",
            "Participants in labour market measures: the whole dataset, January 2019–August 2024",
        ),
    ],
)
def test_pages_whose_titles_speak_to_readers_are_cited_by_what_they_have(
    cited: dict[str, tuple[str, str, str]], page: str, title: str
) -> None:
    assert json.loads(cited[page][2])[0]["title"] == title
    assert f"{title}. " in cited[page][0]


def test_the_day_of_publication_goes_before_the_period_and_signs_of_tex_are_escaped() -> None:
    origin = Origin(
        *("r", "Tall & 100 %", "NAV", "f.txt", "alle", "2024-01", "2024-08", "", "", ""),
        published="2024-09-15",
    )
    made = citation(
        BOKMAAL, "x/y/", "Ting_og #1", [origin], ("2024-01", "2024-08"), "http://h/x/y/"
    )
    assert made.key == "nav-2024-09-x-y" and made.text.startswith("Nav (2024). ")
    assert r"Ting\_og \#1" in made.bibtex and r"Tall \& 100 \%" in made.bibtex
    assert bibtexparser.parse_string(made.bibtex).entries[0].key == made.key
    assert "month = sep," in made.bibtex


# -- previews -------------------------------------------------------------------------------------


def test_each_page_says_how_it_is_shown_where_it_is_linked_to(site: Path) -> None:
    def faults() -> Iterator[str]:
        for page in all_pages(site):
            if page == "404.html":
                continue
            html = (site / page / "index.html").read_text("utf-8")
            said = dict(
                re.findall(
                    r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', html
                )
            )
            url = re.search(r'<link rel="canonical" href="([^"]+)">', html)
            if not url or urlsplit(url[1]).path != f"/{page}" or said.get("og:url") != url[1]:
                yield f"/{page}: its address is {url and url[1]}, {said.get('og:url')}"
            image = urlsplit(said.get("og:image", ""))
            if not image.scheme or not (site / image.path.removeprefix("/")).is_file():
                yield f"/{page}: its picture is {said.get('og:image')}"
            for name in ("title", "description", "image:alt", "type", "site_name"):
                if not said.get(f"og:{name}"):
                    yield f"/{page}: no og:{name}"
            locale = "en_GB" if page.startswith("en/") else "nb_NO"
            if (said.get("og:locale"), said.get("twitter:card")) != (locale, "summary_large_image"):
                yield f"/{page}: {said.get('og:locale')}, {said.get('twitter:card')}"

    _faults(faults())


# -- pictures by themselves -----------------------------------------------------------------------

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">'
    '<path fill="var(--serie-1)" stroke="var(--skjermet)" d="M0,0h10"/></svg>'
)
WORDS = Words(
    *("AMO & <b>", "En melding", "Personer", (Note("skjermet", "Skjermet"),)),
    *("Kilde: Nav", "Sted", "Linjediagram. 1 < 2", "nb"),
)


def test_words_are_escaped_and_colours_are_plain() -> None:
    light, dark = colours_of(STYLE)
    root = etree.fromstring(standing(WORDS, DRAWING, light, dark).encode())
    assert root.findtext(f"{SVG}title") == "AMO & <b>: En melding"
    path = root.find(f".//{SVG}path")
    assert (path.get("fill"), path.get("stroke")) == (light["serie-1"], "none")
    rule = f'[fill="{light["serie-1"]}"]{{fill:{dark["serie-1"]}}}'
    assert rule in root.findtext(f"{SVG}style")
    assert len(etree.fromstring(card(WORDS, "", light).encode()))


def test_a_colour_that_the_style_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="finnes-ikke"):
        resolved('fill="var(--finnes-ikke)"', colours_of(STYLE)[0])


def test_no_two_colours_of_charts_are_one_in_the_light_and_two_in_the_dark() -> None:
    """An SVG file tells its dark colours by its light ones."""
    light, dark = colours_of(STYLE)
    names = set(
        re.findall(
            r"var\(--([a-z0-9-]+)\)",
            "".join(path.read_text("utf-8") for path in (ROOT / "generator/render").glob("*.py")),
        )
    ) & set(light)
    assert len(names) > 6
    pairs = {(light[name], dark[name]) for name in names}
    assert len({before for before, _ in pairs}) == len(pairs), sorted(pairs)
    assert "tekst" in names and darkened('fill="var(--tekst)"', light, dark)


def test_the_palette_has_each_colour_and_none_that_is_nearly_white() -> None:
    light, _ = colours_of(STYLE)
    flat = palette(light)
    colours = set(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
    assert len(flat) == 768
    for name, colour in light.items():
        if colour != "transparent":
            assert tuple(bytes.fromhex(colour[1:])) in colours, name
    near = {each for each in colours if min(each) > 243 and each != (255, 255, 255)}
    assert not near, f"white would be taken for one of {near}"


def test_lines_hold_their_words_within_the_room() -> None:
    text = "Flest i januar 2019: 9 359, færrest i september 2019: 7 862, etter åtte måneder"
    lines = lines_of(text, 16, 200, bold=True)
    assert " ".join(lines) == text and len(lines) > 2
    assert all(width_of(line, 16, bold=True) <= 200 for line in lines)
    assert lines_of("Arbeidsmarkedsbedriftsordningen", 16, 50) == [
        "Arbeidsmarkedsbedriftsordningen"
    ]


_DRAW = """
import hashlib, sys
from generator.render.svg import use_own_fonts
use_own_fonts()
import vl_convert
for family in sys.argv[1:]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20" ' \\
        f'font-family="{family}">Blåbær</text></svg>'
    print(hashlib.sha256(vl_convert.svg_to_png(svg)).hexdigest())
"""


def test_no_font_of_the_machine_is_used() -> None:
    """Fonts that this machine may have look like one that none has; that of vl-convert is there."""
    families = ["No Such Font", "DejaVu Sans", "Liberation Serif", "Noto Sans", "Liberation Sans"]
    command = [sys.executable, "-c", _DRAW, *families]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    missing, *others, bundled = done.stdout.split()
    assert set(others) == {missing} and bundled != missing
