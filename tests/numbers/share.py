"""What a page gives to others: its head, its citation, and each chart as a page and as files.

All of it is held to the chart on the page, which `charts` (or, in English, `english`) holds to the
published data. None of it depends on the language, but for the citation.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from tests.numbers.english import in_english
from tests.numbers.norsk import folded, span
from tests.numbers.pages import NUMBER, Page, text_of
from tests.numbers.published import Published
from tests.numbers.vega import CONFIG_MEASURES, leaves

SITE = "Tiltak i tall"
ENGLISH = "en/"
#: Small multiples and squares have no spec on the page.
NO_SPEC = re.compile("fylker-(?:egen|felles)")


@dataclass(frozen=True)
class Shown:
    """A chart as the bytes of its page show it.

    Attributes:
        id: without «figur-».
        title: the message.
        subtitle: what is measured.
        description: the picture in words.
        drawings: the inside of each `<svg>`, with its view box, in the order of the page.
        signs: the list of what its signs mean, as it stands; empty for none.
        spec: its spec as it stands; empty for none.
    """

    id: str
    title: str
    subtitle: str
    description: str
    drawings: tuple[tuple[str, str], ...]
    signs: str
    spec: str


_FIGURE = re.compile(r'<figure class="chart[^"]*" id="figur-([^"]+)">(.*?)</figure>', re.S)
_SVG = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>(.*?)</svg>', re.S)
_SIGNS = re.compile(r'<ul class="tegn">.*?</ul>', re.S)
_SPEC = re.compile(r'<script type="application/json">(.*?)</script>', re.S)
_TEMPLATE = re.compile(r"<template.*?</template>", re.S)


def shown_on(file: Path) -> dict[str, Shown]:
    """The charts of a page, by id."""
    return _shown_in(file.read_text("utf-8"))


@functools.lru_cache(maxsize=8)
def _shown_in(text: str) -> dict[str, Shown]:
    return {id: _shown(id, body) for id, body in _FIGURE.findall(_TEMPLATE.sub("", text))}


def _shown(id: str, body: str) -> Shown:
    def first(pattern: str) -> str:
        found = re.search(pattern, body, re.S)
        return unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""

    signs, spec = _SIGNS.search(body), _SPEC.search(body)
    return Shown(
        id,
        first("<figcaption><strong[^>]*>(.*?)</strong>"),
        first("</strong><span>(.*?)</span></figcaption>"),
        first(r'role="img" aria-label="([^"]*)"'),
        tuple(_SVG.findall(body)),
        signs[0] if signs else "",
        spec[1] if spec else "",
    )


def title_of(page: Page) -> str:
    """What a page is about, without what its newest figures say."""
    crumbs = page.find("//nav[@class='sti']//li[@aria-current]")
    return text_of(crumbs[0] if crumbs else page.find("//h1")[0])


def path_of(page: Page) -> str:
    """A page's address in its language."""
    return page.address.removeprefix(ENGLISH)


@functools.cache
def colours(published: Published) -> dict[str, str]:
    """The light colours of the style sheet, as SVG writes them."""
    css = (published.folder / "assets/style.css").read_text("utf-8")
    found: dict[str, str] = {}
    for name, colour in re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6}|transparent)", css):
        found.setdefault(name, "none" if colour == "transparent" else colour)
    return found


def in_colour(published: Published, text: str) -> str:
    """A drawing or a spec with plain colours."""
    known = colours(published)
    return re.sub(r"var\(--([a-z0-9-]+)\)", lambda match: known[match[1]], text)


def audit_shared(page: Page) -> None:
    """Compare all that a page gives to others, but for what `charts` knows of its figures."""
    if page.address.endswith(".html"):
        return
    charts = shown_on(page.folder / page.address / "index.html")
    _audit_head(page, charts)
    _audit_json_ld(page)
    _audit_citation(page)
    for figure in page.find("//figure[@id][not(ancestor::template)]"):
        id = figure.get("id", "").removeprefix("figur-")
        chart = charts.get(id)
        if chart is None:
            page.report(f"figure #{id}", "is no chart")
            continue
        _audit_box(page, figure, chart)
        _audit_svg(page, chart)
        _audit_vega(page, chart)


# -- the head -------------------------------------------------------------------------------------


def _audit_head(page: Page, charts: dict[str, Shown]) -> None:
    """The addresses of the page and its twin, and how it is shown where it is linked to."""
    site, path = page.published.address, path_of(page)
    wanted = {"nb": site + path, "en": site + ENGLISH + path, "": site + page.address}
    for link in page.find("//head/link[@hreflang or @rel='canonical']"):
        place = f"address of {link.get('hreflang') or 'itself'}"
        page.expect(place, link.get("href", ""), wanted.get(link.get("hreflang", ""), ""))
        page.take_attribute(link, "href", "address of a page")
    headline = text_of(page.find("//head/title")[0]).removesuffix(f" – {SITE}")
    headline = headline if path else SITE
    first = next(iter(charts.values()), None)
    name = f"figur/{first.id}.png" if first else "deling.png"
    description = page.find("//head/meta[@name='description']")[0].get("content", "")
    file = page.folder / page.address / name
    size = _size_of_png(file) if file.is_file() else ("none", "none")
    told = {
        "og:title": headline if path else title_of(page),
        "og:description": description,
        "og:url": site + page.address,
        "og:image": site + page.address + name,
        "og:image:width": size[0],
        "og:image:height": size[1],
        "og:image:alt": f"{first.title}. {first.description}" if first else "",
    }
    if not first:
        told["og:image:alt"] = told["og:title"]
    for meta in page.find("//head/meta[@property]"):
        key = meta.get("property", "")
        if key in told:
            page.expect(key, folded(meta.get("content", "")), folded(told.pop(key)))
            page.take_attribute(meta, "content", "preview of a page")
    for key in told:
        page.report(key, "is not there")
    page.log.compared["previews of pages"] += 1


def _size_of_png(file: Path) -> tuple[str, str]:
    data = file.read_bytes()[:24]
    return str(int.from_bytes(data[16:20])), str(int.from_bytes(data[20:24]))


# -- JSON-LD --------------------------------------------------------------------------------------

_MEDIA_TYPES = {"application/vnd.sqlite3"}
_KNOWN_PLACES = {"https://creativecommons.org/licenses/by/4.0/"}


def _audit_json_ld(page: Page) -> None:
    """Sizes, checksums, dates and periods in what search engines are told."""
    for script in page.find("//head/script[@type='application/ld+json']"):
        page.read.add(script)
        try:
            node = json.loads(script.text or "")
        except json.JSONDecodeError as error:
            page.report("JSON-LD", f"is no JSON: {error}")
            continue
        for where, fault in _ld_faults(page, node, ()):
            page.report(f"JSON-LD at {where}", fault)
        page.log.compared["pages in JSON-LD"] += 1


def _ld_faults(page: Page, node: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if isinstance(node, dict):
        yield from _ld_object_faults(page, node, path)
        for key, value in node.items():
            yield from _ld_faults(page, value, (*path, key))
    elif isinstance(node, list):
        for each in node:
            yield from _ld_faults(page, each, path)
    elif not isinstance(node, bool) and NUMBER.search(str(node)):
        page.log.compared["values in JSON-LD"] += 1
        page.explain("value in JSON-LD", str(node))
        if fault := _ld_fault(page, path, str(node)):
            yield ".".join(path), fault


def _ld_object_faults(
    page: Page, node: dict[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """What an object says of the file or report that it is about."""
    where = ".".join(path)
    published = page.published
    if address := node.get("contentUrl"):
        file = published.folder / address.removeprefix(published.address)
        data = file.read_bytes() if file.is_file() else b""
        right = (f"{len(data)} B", hashlib.sha256(data).hexdigest())
        if (node.get("contentSize"), node.get("sha256")) != right:
            yield where, f"{address} has another size or checksum than {right}"
    elif "contentSize" in node or "sha256" in node:
        yield where, "a size or checksum of no file"
    if period := node.get("temporalCoverage"):
        wanted = _period_of(page, node, path)
        if period != wanted:
            yield where, f"covers {period}, not {wanted}"


def _period_of(page: Page, node: dict[str, Any], path: tuple[str, ...]) -> str:
    """The period of a report, or of the figures on the page."""
    published = page.published
    id = str(node.get("@id", "")).removeprefix(f"{published.address}rapport/").split("/")[0]
    if path and id in published.reports:
        row = published.reports[id]
        return f"{row['periode_fra']}/{row['periode_til']}"
    own = own_keys(page)
    months = [key[1] for key in (published.cells if own is None else own)]
    return f"{min(months)}/{max(months)}"


def own_keys(page: Page) -> set[tuple[str, ...]] | None:
    """The keys of the page's own data in either language; None for no data of its own."""
    if page.own is not None:
        return page.own
    file = page.folder / path_of(page) / "data.csv"
    if not file.is_file():
        return None
    return {tuple(line.split(",")[:11]) for line in file.read_text("utf-8").splitlines()[1:]}


def _ld_fault(page: Page, path: tuple[str, ...], text: str) -> str:
    published, key = page.published, path[-1]
    package = published.package
    if key in ("contentSize", "sha256", "temporalCoverage"):
        return ""  # the object's own audit has read it
    if key in ("dateModified", "datePublished"):
        return "" if text == package["created"][:10] else f"is {text}, not {package['created']}"
    if key == "encodingFormat":
        return "" if text in _MEDIA_TYPES else f"is {text}"
    if key == "version":
        return "" if text == package["version"] else f"is {text}, not {package['version']}"
    if key in ("@id", "@context", "url", "identifier", "contentUrl", "license", "sameAs"):
        return _place_fault(published, text)
    rest = text
    for known in _texts_known(published):
        rest = rest.replace(known, "")
    return f"no rule explains «{rest}»" if NUMBER.search(rest) else ""


def _place_fault(published: Published, address: str) -> str:
    if address in _KNOWN_PLACES or address in {r["kilde"] for r in published.reports.values()}:
        return ""
    if not address.startswith(published.address):
        return f"«{address}» is no place of the site"
    path = address.removeprefix(published.address).partition("#")[0]
    file = published.folder / path
    there = (file / "index.html").is_file() if path.endswith("/") or not path else file.is_file()
    return "" if there else f"«{address}» leads to nothing"


@functools.cache
def _texts_known(published: Published) -> list[str]:
    """Texts of the package and the code lists with a number in them, the longest first."""
    found = {"CC BY 4.0"}
    for resource in published.package["resources"]:
        fields = resource["schema"]["fields"]
        for each in (resource, *fields):
            found |= {each.get("description", ""), each.get("description_en", "")}
    found |= {published.package.get(key, "") for key in ("description", "description_en")}
    columns = ("navn", "navn_en", "beskrivelse", "beskrivelse_en")
    for rows in published.lists.values():
        found |= {row.get(column, "") for row in rows.values() for column in columns}
    found |= set(published.reports)
    for row in published.reports.values():
        period = span(row["periode_fra"], row["periode_til"])
        found |= {period, in_english(period)}
    return sorted((text for text in found if NUMBER.search(text)), key=len, reverse=True)


# -- the citation ---------------------------------------------------------------------------------

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def _audit_citation(page: Page) -> None:
    """A page's citation as text, for BibTeX and as CSL-JSON; an English one by its numbers too."""
    texts = page.find("//p[@class='sitat-tekst']")
    forms = page.find("//section[@aria-labelledby='siter']//pre")
    if not texts:
        return
    if len(forms) != 2:
        page.report("citation", f"has {len(forms)} forms")
        return
    bibtex, csl = (form.text_content() for form in forms)
    _audit_citation_files(page, bibtex, csl)
    try:
        item = json.loads(csl)[0]
    except json.JSONDecodeError as error:
        page.report("citation, CSL-JSON", f"is no JSON: {error}")
        return
    keys = _cited(page)
    reports = [
        r for r in page.published.reports if any(page.published.cells[k].report == r for k in keys)
    ]
    issued = max(_issued(page.published.reports[id]) for id in reports)
    key = "-".join(["nav", issued, *path_of(page).strip("/").split("/")]).strip("-")
    _audit_csl(page, item, key, issued)
    _audit_citation_text(page, text_of(texts[0]), item, issued)
    _audit_bibtex(page, bibtex, item, key, issued)
    if not page.address.startswith(ENGLISH):
        _audit_cited_texts(page, item["title"], item.get("note", ""), keys, reports)
    for link in page.find("//section[@aria-labelledby='siter']//a[@download]"):
        page.expect("citation, file", link.get("download", "").rpartition(".")[0], key)
        page.take_attribute(link, "download", "citation")
    page.log.compared["citations"] += 1
    for element in (texts[0], *forms):
        page.take(element, "citation")
    for form in forms:
        page.take_attribute(form, "tabindex", "citation")


def _audit_citation_files(page: Page, bibtex: str, csl: str) -> None:
    for name, text in (("sitat.bib", bibtex), ("sitat.json", csl)):
        file = page.folder / page.address / name
        if not file.is_file() or file.read_text("utf-8") != f"{text}\n":
            page.report(name, "is not the citation on the page")


def _audit_csl(page: Page, item: dict[str, Any], key: str, issued: str) -> None:
    dated = [[int(part) for part in issued.split("-")[:2]]]
    page.expect("citation, CSL-JSON, id", item["id"], key)
    page.expect("citation, CSL-JSON, date", str(item["issued"]["date-parts"]), str(dated))
    page.expect("citation, CSL-JSON, address", item["URL"], page.published.address + page.address)


def _audit_citation_text(page: Page, told: str, item: dict[str, Any], issued: str) -> None:
    """The text has what the CSL-JSON has, and before the address words of its own, no number."""
    words = told.split(". ")[-2]
    note = [item["note"]] if item.get("note") else []
    parts = [f"Nav ({issued[:4]})", item["title"], *note, words, item["URL"]]
    page.expect("citation", told, ". ".join(parts))
    if NUMBER.search(words) or NUMBER.search(item["language"] + item["container-title"]):
        page.report("citation", "has a number where none belongs")


def _audit_bibtex(page: Page, bibtex: str, item: dict[str, Any], key: str, issued: str) -> None:
    """All fields but the last, which is words."""
    fields = [
        f"@misc{{{key},",
        "  author = {{Nav}},",
        f"  title = {{{{{item['title']}}}}},",
        f"  howpublished = {{{SITE}}},",
        f"  year = {{{issued[:4]}}},",
        f"  month = {_MONTHS[int(issued[5:7]) - 1]},",
        *([f"  note = {{{item['note']}}},"] if item.get("note") else []),
        f"  url = {{{item['URL']}}},",
    ]
    plain = re.sub(r"\\([&%$#_{}])", r"\1", bibtex)
    page.expect("citation, BibTeX", "\n".join(plain.split("\n")[:-2]), "\n".join(fields))


def _issued(row: dict[str, str]) -> str:
    return row["publisert"][:7] or row["periode_til"]


def _cited(page: Page) -> set[tuple[str, ...]]:
    """The observations that a page rests on: its own, those of its charts, or all."""
    own = own_keys(page)
    if own is not None:
        return own
    files = (page.folder / path_of(page) / "figur").glob("*.csv")
    found = {
        tuple(line.split(",")[:11])
        for file in files
        for line in file.read_text("utf-8").splitlines()[1:]
    }
    return found or set(page.published.cells)


def _audit_cited_texts(
    page: Page, title: str, note: str, keys: set[tuple[str, ...]], reports: list[str]
) -> None:
    rows = [page.published.reports[id] for id in reports]
    titles = [f"{r['tittel']}, {span(r['periode_fra'], r['periode_til'])}" for r in rows]
    about = {"": "", "data/": "hele datasettet"}.get(path_of(page), title_of(page))
    months = [key[1] for key in keys]
    period = span(min(months), max(months))
    whole = "Deltakere i arbeidsrettede tiltak"
    wanted = f"{whole}: {about}, {period}" if about else f"{whole}, {period}"
    named = ("Rapporter: " if len(titles) > 1 else "Rapport: ") + "; ".join(titles)
    if titles == [about]:
        wanted, named = about, ""
    page.expect("citation, title", title, wanted)
    page.expect("citation, reports", note, named)


# -- the box of a chart, and its files ------------------------------------------------------------

_FRAME = ("src", "title", "width", "height", "style", "loading")


def _audit_box(page: Page, figure: HtmlElement, chart: Shown) -> None:
    """The links to a chart's files, and the code that shows it on another page."""
    place = f"chart #{chart.id}, share box"
    boxes = page.find("./details[@class='del']", figure)
    if len(boxes) != 1:
        page.report(place, f"there are {len(boxes)} of them")
        return
    box = boxes[0]
    path = path_of(page)
    endings = [".png", ".svg", ".csv", ".vl.json"]
    if path == "dekning/":  # squares are no figures
        endings.remove(".csv")
    name = "-".join([*filter(None, path.strip("/").split("/")), chart.id])
    wanted = [(f"figur/{chart.id}{ending}", f"{name}{ending}") for ending in endings]
    shown = [
        (self_relative(page, link.get("href", "")), link.get("download", ""))
        for link in page.find(".//a[@download]", box)
    ]
    if shown != wanted:
        page.report(place, f"leads to {shown}, not {wanted}")
    for ending in endings:
        folder = path if ending == ".csv" else page.address
        if not (page.folder / folder / f"figur/{chart.id}{ending}").is_file():
            page.report(place, f"leads to no file: {chart.id}{ending}")
    for link in page.find(".//a", box):
        for attribute in ("href", "download"):
            page.take_attribute(link, attribute, "file of a chart")
    (own,) = page.find(".//a[not(@download)]", box)
    page.expect(f"{place}, link", own.get("href", ""), f"#figur-{chart.id}")
    code = page.find(".//textarea", box)[0]
    _audit_frame(page, place, code.text or "", chart)
    page.take_attribute(code, "rows", "file of a chart")
    page.read.add(code)
    if NUMBER.search(text_of(box).replace(text_of(code), "")):
        page.report(place, f"has a number in its words: {text_of(box)}")
    page.log.compared["share boxes"] += 1


def self_relative(page: Page, href: str) -> str:
    """A link's way from the Norwegian page, where figures stand once for all languages."""
    home = "../" * page.address.count("/") or "./"
    return href.removeprefix(home + path_of(page))


def _audit_frame(page: Page, place: str, code: str, chart: Shown) -> None:
    try:
        frame = html.fragment_fromstring(code)
    except etree.ParserError:
        page.report(f"{place}, code", "holds no element")
        return
    told = dict(frame.attrib)
    high = max(float(box.split(" ")[3]) for box, _ in chart.drawings)
    # A drawing grows to 4/3 of its size; what is left is the room of words and signs.
    signs = chart.signs.count("<li>") or 3 * (path_of(page) == "dekning/")
    wanted = {
        "height": str(-(-(int(high) * 4 // 3 + 230 + 44 * signs) // 10) * 10),
        "src": f"{page.published.address}{page.address}figur/{chart.id}/",
        "title": f"{title_of(page)}: {chart.title}",
        "width": "100%",
        "style": "border:0",
        "loading": "lazy",
    }
    if frame.tag != "iframe" or told != wanted or frame.text_content():
        page.report(place, f"holds {code}")


_ALONE = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" xml:lang="(?P<lang>[a-z]+)" [^>]*>'
    r'<title id="t">(?P<title>.*?)</title><desc id="d">(?P<desc>.*?)</desc>'
    r"<style>(?P<style>.*?)</style>(?P<body>.*)</svg>\n",
    re.S,
)
_INSIDE = re.compile(r'<svg x=[^>]*viewBox="([^"]*)" overflow="visible">(.*?)</svg>', re.S)
_DARK = re.compile(
    r"@media\(prefers-color-scheme:dark\)\{"
    r'(?:\[(?:fill|stroke)="(?:#[0-9a-f]{3,6}|none)"\]\{(?:fill|stroke):(?:#[0-9a-f]{3,6}|none)\})*\}'
)


def _audit_svg(page: Page, chart: Shown) -> None:
    """A chart's SVG file holds the page's drawing, and the page's words around it."""
    place = f"figur/{chart.id}.svg"
    file = page.folder / page.address / place
    match = _ALONE.fullmatch(file.read_text("utf-8")) if file.is_file() else None
    if match is None:
        page.report(place, "is not there, or no picture that stands alone")
        return
    about = title_of(page)
    page.expect(f"{place}, title", unescape(match["title"]), f"{about}: {chart.title}")
    page.expect(f"{place}, description", unescape(match["desc"]), chart.description)
    if not _DARK.fullmatch(match["style"]):
        page.report(place, f"has a style that is no set of colours: {match['style']}")
    box, drawing = chart.drawings[0]
    inside = _INSIDE.findall(match["body"])
    if inside != [(box, in_colour(page.published, drawing))]:
        page.report(place, "draws something else than the page")
    around = [
        unescape(t) for t in re.findall("<text [^>]*>(.*?)</text>", _INSIDE.sub("", match["body"]))
    ]
    notes = [_folded_text(li) for li in re.findall("<li>(.*?)</li>", chart.signs, re.S)]
    wanted = " ".join([about, chart.title, chart.subtitle, *notes])
    told = folded(" ".join(around))
    rest = told.removeprefix(folded(wanted)).replace("CC BY 4.0", "")
    if not told.startswith(folded(wanted)) or NUMBER.search(rest):
        page.report(place, f"says «{told}», not «{wanted} …»")
    page.log.compared["SVG files of charts"] += 1


def _folded_text(markup: str) -> str:
    return folded(unescape(re.sub("<[^>]+>", "", markup)))


def _audit_vega(page: Page, chart: Shown) -> None:
    """A chart's spec file is the spec on the page in plain colours, with its look and source."""
    place = f"figur/{chart.id}.vl.json"
    file = page.folder / page.address / place
    if not file.is_file():
        page.report(place, "is not there")
        return
    whole = json.loads(file.read_text("utf-8"))
    config = whole.pop("config")
    for path, value in leaves(config):
        is_colour = isinstance(value, str) and re.fullmatch("#[0-9a-f]{3,6}", value)
        measure = path[-1] in CONFIG_MEASURES or isinstance(value, bool)
        if NUMBER.search(str(value)) and not is_colour and not measure:
            page.report(place, f"has {value!r} in its look, at {'.'.join(map(str, path))}")
    about = f"{title_of(page)}: {chart.title}. {chart.subtitle}"
    page.expect(f"{place}, description", whole.pop("description"), about)
    meta = whole.pop("usermeta")
    page.expect(f"{place}, address", meta["url"], page.published.address + page.address)
    if NUMBER.search(meta["source"].replace("CC BY 4.0", "")) or set(meta) != {"source", "url"}:
        page.report(place, f"says of itself {meta}")
    page.log.compared["spec files of charts"] += 1
    if chart.spec:
        if _json(whole) != _normal(in_colour(page.published, chart.spec)):
            page.report(place, "is another spec than that of the page")
        return
    page.specs[chart.id] = whole  # compared with the observations by those who draw without one


def _json(node: Any) -> str:  # noqa: ANN401
    return json.dumps(node, ensure_ascii=False, sort_keys=True)


def _normal(text: str) -> str:
    """A JSON text in one form; what is none as it is."""
    try:
        return _json(json.loads(text))
    except json.JSONDecodeError:
        return text


# -- pages to embed -------------------------------------------------------------------------------

_HOME = re.compile(r"(.*?)figur/([^/]+)/")


def is_embedded(address: str) -> bool:
    """Whether a page shows one chart alone."""
    return bool(_HOME.fullmatch(address))


def audit_embedded(page: Page) -> None:
    """A page to embed shows what its chart's own page shows of it, and nothing else."""
    match = _HOME.fullmatch(page.address)
    assert match
    home, id = match.groups()
    file = page.folder / home / "index.html"
    chart = shown_on(file).get(id) if file.is_file() else None
    if chart is None:
        page.report("page", f"is of no chart on /{home}")
        return
    about = _title_at(page, file)
    text = (page.folder / page.address / "index.html").read_text("utf-8")
    (title,) = page.find("//head/title")
    (canonical,) = page.find("//head/link[@rel='canonical']")
    (description,) = page.find("//head/meta[@name='description']")
    (caption,) = page.find("//figcaption")
    (picture,) = page.find("//div[@role='img']")
    told = [text_of(each) for each in caption]
    page.expect("title", text_of(title), folded(f"{about}: {chart.title} – {SITE}"))
    page.expect("canonical", canonical.get("href", ""), page.published.address + home)
    page.expect("meta description", description.get("content", ""), chart.description)
    page.expect("description", picture.get("aria-label", ""), chart.description)
    page.expect(
        "caption", " | ".join(told), folded(" | ".join([about, chart.title, chart.subtitle]))
    )
    if tuple(_SVG.findall(text)) != chart.drawings:
        page.report("drawing", f"is another than on /{home}")
    signs = _SIGNS.findall(text)
    if (signs[0] if chart.signs and signs else "") != chart.signs:
        page.report("signs", f"are others than on /{home}")
    (link,) = page.find("//p[@class='kilde']/a")
    target = page.target(link).removeprefix("./")
    page.expect("link", target, f"{home}#figur-{id}")
    page.take_attribute(link, "href", "page to embed")
    page.take_attribute(canonical, "href", "page to embed")
    page.take_attribute(description, "content", "page to embed")
    page.take_attribute(picture, "aria-label", "page to embed")
    page.read |= {title, caption, picture}
    if chart.signs:
        page.read.add(page.find("//ul[@class='tegn']")[0])
    page.log.compared["pages"] += 1
    page.log.compared["pages to embed"] += 1


@functools.lru_cache(maxsize=8)
def _home_title(file: Path, published: Published) -> str:
    return title_of(Page(file, published, _NO_LOG))


def _title_at(page: Page, file: Path) -> str:
    return _home_title(file, page.published)


_NO_LOG: Any = None
