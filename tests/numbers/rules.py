"""What may explain a number in a text or an attribute that is no figure of a table or chart.

A rule names the contexts where it may be used, a pattern, and (but for fixed words) a claim: what
the words must be, worked out from the published data. A number that no rule explains is a finding.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from tests.numbers.compare import comparison_fault
from tests.numbers.counts import months_covered
from tests.numbers.norsk import (
    COUNT,
    DATE,
    HIDDEN_RANGE,
    MONTH,
    SPAN,
    alternatives,
    capital,
    count,
    date,
    folded,
    month,
    months_after,
    span,
)
from tests.numbers.pages import NUMBER, Page, text_of
from tests.numbers.published import DIMENSIONS, NOT_FYLKER, Published, keys_of_periods

#: Where a text stands → an XPath. The first that fits an element is its context; the text of an
#: element belongs to the nearest context around it.
CONTEXTS = {
    "title": "//title | //h1 | //nav[@class='sti']//li",
    "link": "//nav[@class='paa-siden']//li | //ul[@class='lenker']/li",
    "letter": "//nav[@class='bokstaver']//li | //section[@class='stikkord']/h2",
    "keyword": "//section[@class='stikkord']//li",
    "lead": "//p[@class='funn']",
    "kind": "//p[@class='slag']",
    "description": "//p[@class='hva'] | //*[@class='kort-hva'] | //section[h2/a]/p",
    "fact": "//dl[@class='fakta']//dt | //dl[@class='fakta']//dd",
    "heading": "//section/h2 | //div/h3",
    "all measures": "//div[@class='innganger']//p",
    "legend": "//ul[@class='tegn']/li",
    "note": "//p[@class='merk']",
    "caution": "//section[@aria-labelledby='forbehold' or @aria-labelledby='betyr']//li",
    "report": "//ul[@class='rapporter']/li/span",
    "trust": "//section[@aria-labelledby='stol']/p",
    "counts": "//section[@aria-labelledby='skjermet' or @aria-labelledby='revisjoner']/p",
    "breaks": "//section[@aria-labelledby='brudd']//li",
    "repairs": "//section[@aria-labelledby='rettelser' or @aria-labelledby='roller']/p",
    "repaired": "//section[@aria-labelledby='rettelser']//summary",
    "dictionary": "//section[@aria-labelledby='ordbok']//*[self::p or self::td or self::th]",
    "caption": "//caption",
    "prose": (
        "//article//*[self::p or self::li or self::td or self::th[ancestor::tbody] or self::pre or "
        "self::h2 or self::h3]"
    ),
    "download": "//section[@aria-labelledby='ta-med']//li | //dl[@class='valg-fil']//dd",
    "example": "//section[@aria-labelledby='eksempler']/p",
    "footer": "//footer//p | //p[@class='kilde']",
}

#: What a pattern's text must be; None if nothing right can be said.
Claim = Callable[[re.Match[str], Page, HtmlElement], str | None]


@dataclass(frozen=True)
class Rule:
    """A rule: its name, where it may be used, the words, and what they must be.

    Attributes:
        name: as it is counted.
        where: contexts, or attributes as `@alt`.
        pattern: a pattern, or how to make one for a site.
        claim: what the words must be; None for fixed words.
        pages: the kinds of page on which it may be used; empty for all.
        rare: whether a site can do without it.
    """

    name: str
    where: str
    pattern: str | Callable[[Published], str]
    claim: Claim | None = None
    pages: str = ""
    rare: bool = False

    def fits(self, context: str, page: Page) -> bool:
        """Whether it may be used there."""
        where = self.where.split(", ")
        return context in where and (not self.pages or page.kind in self.pages.split())


@functools.cache
def _expression(rule: Rule, published: Published) -> re.Pattern[str]:
    """A rule's pattern for a site."""
    pattern = rule.pattern if isinstance(rule.pattern, str) else rule.pattern(published)
    return re.compile(pattern)


# -- claims ---------------------------------------------------------------------------------------


def _newest_month(page: Page) -> str:
    """The newest month with a figure on the page."""
    keys = page.own if page.own is not None else page.published.cells
    return max(period for kind, period in keys_of_periods(keys) if kind == "maaned")


def _heading_month(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"{match[1]}{month(_newest_month(page))}"


def _standings_month(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    what = "Området" if page.code in NOT_FYLKER else "Fylket"
    return f"{what} og landet, {month(_newest_month(page))}"


def _region(match: re.Match[str], page: Page, element: HtmlElement) -> str:
    """A region without a caption is named by its place among those on the page."""
    regions = page.find("//section[contains(@class, 'rulle') and @aria-label]")
    return f"Tabell {regions.index(element) + 1}" if element in regions else ""


def _year_of_total(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"Alle tiltak, {max(page.published.series({}))[:4]}"


def _last_total(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"til og med {month(max(page.published.series({})))}"


def _all_measures(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"Se alle {count(len(page.published.parts({}, 'tiltak')))} tiltakene"


def _trust(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    published = page.published
    if any(check["brudd"] != "0" for check in published.checks):
        return None
    checks = count(sum(int(check["antall"]) for check in published.checks))
    observations = count(len(published.cells))
    return (
        f"Vi har lest {observations} tall. De har vært gjennom {checks} kontroller, "
        f"og ingen av dem fant feil. {count(published.hidden)} tall er skjermet"
    )


def _report_item(match: re.Match[str], page: Page, item: HtmlElement) -> str:
    id = page.target(item.getparent().find("a")).split("/")[1]
    row = page.published.reports[id]
    cells = [page.published.cells[key] for key in page.published.keys_with("rapport", id)]
    hidden = sum(each.value is None for each in cells)
    period = capital(span(row["periode_fra"], row["periode_til"]))
    return f"{period}: {count(len(cells))} tall, {count(hidden)} av dem skjermet"


def _description(match: re.Match[str], page: Page, element: HtmlElement) -> str | None:
    """A text of the code list, of the very code that it stands by."""
    if page.kind in page.codes:
        dimension, code = page.kind, page.code
    else:
        section = next(element.iterancestors("section"))
        link = element.getparent().find("a") if element.tag == "span" else section.find("h2/a")
        dimension, code, _ = page.target(link).split("/")
    row = page.published.row(dimension, code)
    ends = {date(row[end]) for end in ("gyldig_fra", "gyldig_til") if row.get(end)}
    if dimension == "tiltak" and not set(re.findall(DATE, row["beskrivelse"])) <= ends:
        return None
    return row["beskrivelse"]


def _valid(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    row = page.published.row(page.kind, page.code)
    since = f"fra {date(row['gyldig_fra'])}" if row["gyldig_fra"] else ""
    until = f"til {date(row['gyldig_til'])}" if row["gyldig_til"] else ""
    return f"{since} {until}".strip()


def _arena(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return page.published.row(page.kind, page.code)["arenakode"]


def _fylke_code(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"Fylke {page.code}"


def _report_fact(column: str) -> Claim:
    def claim(match: re.Match[str], page: Page, _: HtmlElement) -> str:
        return page.published.reports[page.code][column]

    return claim


def _report_period(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    row = page.published.reports[page.code]
    return span(row["periode_fra"], row["periode_til"])


def _report_figures(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return count(len(page.published.keys_with("rapport", page.code)))


def _report_repairs(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    repairs = [row for row in page.published.repairs if row["rapport"] == page.code]
    return f"{count(len(repairs))} ledetekster er rettet"


def _all_repairs(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"{count(len(page.published.repairs))} ledetekster"


def _spellings(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    for id, row in page.published.reports.items():
        if row["tittel"] == match[1]:
            found = {
                (each["trykt"], each["kode"], each["dimensjon"])
                for each in page.published.repairs
                if each["rapport"] == id
            }
            return f"{match[1]}: {len(found)} skrivemåter"
    return None


def _hidden_here(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    """How many of the months of a fylke's measures are hidden."""
    series = page.published.parts(page.codes, "tiltak").values()
    cells = [each for months in series for each in months.values()]
    hidden = sum(each.value is None for each in cells)
    if not hidden:
        return f"Ingen av de {count(len(cells))} månedstallene på denne siden er skjermet"
    return f"{count(hidden)} av {count(len(cells))} månedstall på denne siden er skjermet"


def _months_here(_: re.Match[str], page: Page, __: HtmlElement) -> str:
    """From which month to which a fylke has figures."""
    months = {when for each in page.published.parts(page.codes, "tiltak").values() for when in each}
    return f"bare tall for {span(min(months), max(months))}"


def _new_measure(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    since = page.published.new_from(page.codes)
    return match[0].replace(match["day"], date(since)) if since else None


def _outlived(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    """That a measure ended, where it has published figures of months after."""
    until = page.published.row(page.kind, page.code)["gyldig_til"]
    series = page.published.series(page.codes)
    later = [p for p, each in series.items() if p > until[:7] and each.value is not None]
    return match[0].replace(match["day"], date(until)) if until and later else None


def _borders(published: Published) -> list[int]:
    """The years with a new division into fylker, the first one in the list not counted."""
    years = {
        int(row["gyldig_fra"][:4])
        for row in published.lists["fylker"].values()
        if row["gyldig_fra"]
    }
    return sorted(years)[1:]


def _fylker_in(published: Published, year: int) -> int:
    rows = published.lists["fylker"].values()
    return sum(
        row["gyldig_fra"][:4] <= str(year) and (row["gyldig_til"] or "9999")[:4] >= str(year)
        for row in rows
        if row["gyldig_fra"]
    )


def _reform(match: re.Match[str], page: Page, cell: HtmlElement) -> str:
    year = int(text_of(cell.getprevious()).split()[-1])
    before, after = _fylker_in(page.published, year - 1), _fylker_in(page.published, year)
    return f"fra {before} til {after} fylker"


def _divisions(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    first, second = _borders(page.published)
    start = min(
        row["gyldig_fra"] for row in page.published.lists["fylker"].values() if row["gyldig_fra"]
    )
    return f"{start[:4]}–{first - 1}, {first}–{second - 1} og fra {second}"


def _newest_division(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"fylkene fra {_borders(page.published)[-1]}"


def _first_division(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    rows = page.published.lists["fylker"].values()
    return f"inndelingen {date(min(row['gyldig_fra'] for row in rows if row['gyldig_fra']))}"


def _law(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    laws = " ".join(row["lov"] for row in page.published.reports.values())
    return match[0] if re.search(rf"{re.escape(match[0])}(?!\d)", laws) else None


@functools.cache
def _last_result() -> dict[str, Any]:
    """What the last check of accessibility wrote down."""
    file = Path(__file__).parents[2] / "content/accessibility.json"
    checked: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return checked


def _last_check(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    checked = _last_result()
    if match[0].startswith("Funn"):
        return f"Funn i kontrollen {date(checked['date'])}"
    return (
        f"Alle sidene ble kontrollert {date(checked['date'])}, i en vanlig nettleser: "
        f"{count(checked['pages'])} sider på bokmål og engelsk, og {count(checked['embedded'])} "
        "sider med én figur til å bygge inn på andre nettsteder. Kontrollen fant ingen feil."
    )


def _last_faults(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    found = [_last_result()[name] for name in ("violations", "html_errors", "sideways", "noises")]
    return match[0] if match[0] in {count(number) for number in found} else None


def _last_tools(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    tools = sorted(_last_result()["tools"].items(), key=lambda tool: tool[0].lower())
    return f"Verktøy: {', '.join(f'{name} {version}' for name, version in tools)}."


def _a_report(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    rows = page.published.reports.values()
    spans = {span(row["periode_fra"], row["periode_til"]) for row in rows}
    years = {row["periode_til"][:4] for row in rows}
    return match[0] if match["period"] in spans | years else None


def _a_code(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    return match[0] if match["code"] in page.published.lists["fylker"] else None


def _oslo(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"Oslo har koden {page.published.code('fylke', 'Oslo')}"


def _alle_is_first(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    lists = page.published.lists.values()
    return match[0] if all(rows["alle"]["rekkefoelge"] == "0" for rows in lists) else None


def _version(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"versjon {page.published.package['version']}"


def _older_version(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    """A version of the contract that is no newer than its own."""
    numbers = [int(part) for part in match[0].split(".")]
    newest = [int(part) for part in page.published.package["version"].split(".")]
    return match[0] if numbers <= newest else None


def _example_month(match: re.Match[str], page: Page, _: HtmlElement) -> str | None:
    """The month of the examples, which their code asks for."""
    codes = page.find("//section[@aria-labelledby='eksempler']//code")
    asked = {when for code in codes for when in re.findall(r"\d{4}-\d\d", text_of(code))}
    return f"i fylkene i {month(asked.pop())}," if len(asked) == 1 else None


def _checks(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    sums: Counter[str] = Counter()
    for check in page.published.checks:
        for column in ("antall", "eksakte", "innenfor", "brudd"):
            sums[column] += int(check[column])
    return (
        f"{count(sums['antall'])} kontroller av {count(len(page.published.cells))} tall: "
        f"{count(sums['eksakte'])} stemmer nøyaktig, {count(sums['innenfor'])} stemmer innenfor "
        f"det skjermede tall kan være. {sums['brudd'] or 'Ingen'} er brutt."
    )


def _hidden_in_all(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"{count(page.published.hidden)} av {count(len(page.published.cells))} tall er skjermet"


def _revisions(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    return f"{count(len(page.published.revisions))} tall er endret"


def _holes(match: re.Match[str], page: Page, _: HtmlElement) -> str:
    """The stretches without a report."""
    months = months_covered(page.published)
    text = ""
    for before, after in pairwise(months):
        missing = []
        while (when := months_after(missing[-1] if missing else before)) != after:
            missing.append(when)
        if missing:
            ends = f"Fra {month(missing[0])} til {month(missing[-1])}"
            text += f"{ends} har vi ingen rapport: et hull på {count(len(missing))} måneder. "
    return text


def _breaks(match: re.Match[str], page: Page, item: HtmlElement) -> str | None:
    texts = [f"{capital(month(row['maaned']))}: {row['tekst']}" for row in page.published.breaks]
    place = item.getparent().index(item)
    return texts[place] if place < len(texts) else None


def _example(published: Published) -> tuple[int, int]:
    """The data page's example: Jobbklubb in Vestland and Møre og Romsdal, least and most."""
    codes = published.with_group({"tiltak": "jobbklubb"})
    figures = [published.series({**codes, "fylke": code})["2024-08"] for code in ("15", "46")]
    least = sum(each.value or 0 for each in figures)
    return least, least + 3 * sum(each.value is None for each in figures)


def _example_claim(words: str) -> Claim:
    def claim(match: re.Match[str], page: Page, _: HtmlElement) -> str:
        least, most = _example(page.published)
        return words.format(least=least, most=most)

    return claim


# -- the rules ------------------------------------------------------------------------------------


def _names(published: Published) -> str:
    return rf"(?<![\w–-]){alternatives(published.names_with_digits)}(?!\w)"


def _titles(published: Published) -> str:
    rows = published.reports.values()
    return alternatives(
        f"{row['tittel']}, {span(row['periode_fra'], row['periode_til'])}" for row in rows
    )


def _descriptions(published: Published) -> str:
    texts = [
        row.get("beskrivelse", "") for rows in published.lists.values() for row in rows.values()
    ]
    return alternatives(text for text in texts if re.search(r"\d", text))


def _arena_codes(published: Published) -> str:
    codes = [row["arenakode"] for row in published.lists["tiltak"].values()]
    return f"^{alternatives(code for code in codes if re.search(r'[0-9]', code))}$"


RULES = (
    # Names and titles
    Rule("name of a code", "title, link, heading, @content, dictionary, keyword", _names),
    Rule("title of a report", "title, @content, caption, keyword", _titles),
    Rule("letter of digits", "letter", "^0–9$", None, "a-aa"),
    Rule("code of a fylke", "kind", r"^Fylke \d\d$", _fylke_code, "fylke"),
    Rule("text of the code list", "description", _descriptions, _description),
    Rule("validity", "fact", rf"^(?:fra {DATE})?(?: ?til {DATE})?$", _valid, "tiltak"),
    Rule("Arena code", "fact", _arena_codes, _arena, "tiltak"),
    # Headings and sentences of single pages
    Rule("month of a heading", "heading", f"^(Tall for ){MONTH}$", _heading_month, "fylke/"),
    Rule(
        "month of a heading",
        "heading",
        f"^(?:Fylket|Området) og landet, {MONTH}$",
        _standings_month,
        "fylke",
    ),
    Rule("name of a region", "@aria-label", r"^Tabell \d+(?=$|: )", _region),
    Rule("month of a heading", "heading", r"^Alle tiltak, \d{4}$", _year_of_total, "forside"),
    Rule("month of a total", "note", f"til og med {MONTH}(?=\\.)", _last_total, "forside"),
    Rule(
        "count of measures",
        "all measures",
        f"^Se alle {COUNT} tiltakene$",
        _all_measures,
        "forside",
    ),
    Rule(
        "counts of the whole",
        "trust",
        rf"^Vi har lest {COUNT} tall\. De har vært gjennom {COUNT} kontroller, "
        rf"og ingen av dem fant feil\. {COUNT} tall er skjermet",
        _trust,
        "forside",
    ),
    Rule(
        "counts of a report",
        "report",
        f"^.+: {COUNT} tall, {COUNT} av dem skjermet$",
        _report_item,
        "forside",
    ),
    Rule(
        "counts of checks",
        "lead",
        rf"^{COUNT} kontroller av {COUNT} tall: {COUNT} stemmer nøyaktig, {COUNT} stemmer innenfor "
        rf"det skjermede tall kan være\. (?:Ingen|{COUNT}) er brutt\.$",
        _checks,
        "kvalitet",
    ),
    Rule(
        "counts of the whole",
        "counts",
        f"^{COUNT} av {COUNT} tall er skjermet",
        _hidden_in_all,
        "kvalitet",
    ),
    Rule("hidden range", "counts", "når et tall er mindre enn 4,", None, "kvalitet"),
    Rule("count of revisions", "counts", f"^{COUNT} tall er endret", _revisions, "kvalitet", True),
    Rule(
        "stretch without a report",
        "lead",
        rf"^(?:Fra {MONTH} til {MONTH} har vi ingen rapport: et hull på {COUNT} måneder\. )+",
        _holes,
        "dekning",
    ),
    Rule("known break", "breaks", r"^[A-Z][a-z]+ \d{4}: .+$", _breaks, "dekning"),
    Rule(
        "count of repairs",
        "repairs",
        rf"^{COUNT} ledetekster er rettet",
        _report_repairs,
        "rapport",
    ),
    Rule("count of repairs", "repairs", rf"^{COUNT} ledetekster", _all_repairs, "kvalitet"),
    Rule("count of spellings", "repaired", rf"^(.+): {COUNT} skrivemåter$", _spellings, "kvalitet"),
    Rule(
        "count of hidden figures",
        "note",
        rf"(?:{COUNT} av {COUNT} månedstall|Ingen av de {COUNT} månedstallene) "
        r"på denne siden er skjermet",
        _hidden_here,
        "fylke",
    ),
    Rule("months of a fylke", "note", f"bare tall for {SPAN}", _months_here, "fylke"),
    # Facts of a report
    Rule("period of a report", "fact", f"^{SPAN}$", _report_period, "rapport"),
    Rule("law", "fact", r"^Statistikkloven § \d-\d$", _report_fact("lov"), "rapport"),
    Rule("count of a report", "fact", f"^{COUNT}$", _report_figures, "rapport"),
    Rule("checksum", "fact", "^[0-9a-f]{64}$", _report_fact("sha256"), "rapport"),
    Rule("name of the checksum", "fact, dictionary, note", "SHA-256|sha256"),
    # What is said of hidden figures, always in the same words
    Rule(
        "hidden range",
        "note, legend, caution, prose, dictionary",
        f"(?<![0-9]){HIDDEN_RANGE}(?![0-9])",
    ),
    Rule(
        "start of a measure",
        "note, caution",
        rf"(?:^\* Før|^En stjerne før) (?P<day>{DATE})(?=: ny ordning| betyr)",
        _new_measure,
        "tiltak",
    ),
    Rule(
        "end of a measure",
        "caution",
        rf"^Ordningen gjaldt til (?P<day>{DATE})(?=\. Rapporten har likevel deltakere)",
        _outlived,
        "tiltak",
    ),
    Rule("licence", "footer, note, fact, prose", r"CC BY 4\.0|Creative Commons Navngivelse 4\.0"),
    # The data page
    Rule("standard", "download", r"JSON-stat 2\.0"),
    Rule("month of the example", "example", f"i fylkene i {MONTH},", _example_month, "data"),
    Rule("version", "prose", r"^\d+\.\d+\.\d+$", _older_version, "data"),
    Rule("version", "caption", r"versjon \d+\.\d+\.\d+", _version, "data"),
    Rule("not 0", "dictionary", r"Et tomt felt er ikke 0\.", None, "data"),
    Rule("code in a text", "dictionary", "«(?P<code>[0-9]{2})»", _a_code, "data"),
    Rule(
        "first line and column",
        "dictionary",
        "Den første linja er 1|1 er den første (?:kolonnen )?etter",
        None,
        "data",
    ),
    Rule("order of codes", "dictionary", "0 er «alle»", _alle_is_first, "data"),
    Rule(
        "place in the tile grid", "dictionary", "0 er (?:lengst til venstre|øverst)", None, "data"
    ),
    Rule("new division of fylker", "dictionary", "fylkene fra [0-9]{4}", _newest_division, "data"),
    Rule("new division of fylker", "dictionary", f"inndelingen {DATE}", _first_division, "data"),
    Rule(
        "new division of fylker",
        "dictionary",
        "[0-9]{4}–[0-9]{4}, [0-9]{4}–[0-9]{4} og fra [0-9]{4}",
        _divisions,
        "data",
    ),
    Rule("year of a source", "dictionary", "kopi av Navs kodeverk fra 2022", None, "data"),
    Rule("length of a checksum", "dictionary", "64 heksadesimale tegn", None, "data"),
    Rule("code in a text", "prose", "Oslo har koden [0-9]{2}", _oslo, "data"),
    Rule(
        "not 0",
        "prose",
        "^Skjermede tall er ikke 0|^Ikke sett inn 0|"
        "legg til 0 for den laveste summen og 3 for den høyeste|"
        "regnet som 0",
        None,
        "data",
    ),
    Rule("period of a report", "prose", "Rapporten for (?P<period>2024)", _a_report, "data"),
    Rule("period of a report", "prose", f"Tidsserie måned, (?P<period>{SPAN})", _a_report, "data"),
    Rule("example", "prose", "^[0-9]+$", _example_claim("{least}"), "data"),
    Rule(
        "example",
        "prose",
        "til sammen [0-9]+ deltakere",
        _example_claim("til sammen {least} deltakere"),
        "data",
    ),
    Rule(
        "example",
        "prose",
        "mellom [0-9]+ og [0-9]+ deltakere",
        _example_claim("mellom {least} og {most} deltakere"),
        "data",
    ),
    Rule("example", "prose", r"sum\(\) # [0-9]+", _example_claim("sum() # {least}"), "data"),
    Rule("example", "prose", "skjermede # [0-9]+", _example_claim("skjermede # {most}"), "data"),
    Rule(
        "example's program",
        "prose",
        r'"Int64"|== "2024-08"|isin\(\["15", "46"\]\)|\+ 3 \*',
        None,
        "data",
    ),
    # The other pages of text
    Rule("hidden range", "prose", "mindre enn 4|Et snitt under 4", None, "om"),
    Rule("not 0", "prose", "aldri gjort om til 0", None, "om"),
    Rule("law", "prose", "§ [0-9]-[0-9]", _law, "om"),
    Rule("period of a report", "prose", f"Rapporten for (?P<period>{SPAN})", _a_report, "om"),
    Rule(
        "known break",
        "prose",
        "^(?:November 2018|1. juli 2019|Januar 2020|Januar 2024|April 2025)$",
        None,
        "om",
    ),
    Rule("new division of fylker", "prose", "fra [0-9]+ til [0-9]+ fylker", _reform, "om"),
    Rule("standard", "prose", r"WCAG 2\.2", None, "tilgjengelighet"),
    Rule("last check", "prose", "^Alle sidene ble kontrollert .*", _last_check, "tilgjengelighet"),
    Rule("last check", "caption", rf"^Funn i kontrollen {DATE}", _last_check, "tilgjengelighet"),
    Rule("faults of the last check", "prose", "^[0-9]+$", _last_faults, "tilgjengelighet"),
    Rule("tools of the last check", "note", "^Verktøy: .*", _last_tools, "tilgjengelighet"),
    Rule(
        "windows of the last check",
        "prose",
        "i et vindu på 320 piksler|i et vindu på 1280 piksler og på en skjerm på 360",
        None,
        "tilgjengelighet",
    ),
)


# -- texts ----------------------------------------------------------------------------------------


def audit_texts(page: Page) -> None:
    """Explain every number in the texts that nothing else has read."""
    contexts: dict[HtmlElement, str] = {}
    for name, xpath in CONTEXTS.items():
        for element in page.find(xpath):
            contexts.setdefault(element, name)
    texts: dict[tuple[HtmlElement, str], list[str]] = {}
    for element, text in _texts(page.tree, page.read):
        owner = element
        while owner is not None and owner not in contexts:
            owner = owner.getparent()
        key = (element, "") if owner is None else (owner, contexts[owner])
        texts.setdefault(key, []).append(text)
    for (element, context), parts in texts.items():
        explain(page, context, element, folded("".join(parts)))


def _texts(element: HtmlElement, read: set[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """Each text of a tree that has not been read, with the element that it stands in."""
    if element in read:
        return
    if not isinstance(element.tag, str):
        yield element.getparent(), f"<!--{element.text}-->"
        return
    if element.text:
        yield element, element.text
    for child in element:
        yield from _texts(child, read)
        if child.tail:
            yield element, child.tail


def explain(page: Page, context: str, element: HtmlElement, text: str) -> None:
    """Explain every number of a text by the rules of its context, or report it."""
    if not NUMBER.search(text):
        return
    rest = text
    place = f"{context or 'text'} ({element.tag}, line {element.sourceline})"
    for rule in RULES:
        if rule.fits(context, page):
            rest = _expression(rule, page.published).sub(_checked(page, place, rule, element), rest)
    for number in NUMBER.findall(rest):
        page.report(place, f"no rule explains «{number}» in «{text}»")


def _checked(
    page: Page, place: str, rule: Rule, element: HtmlElement
) -> Callable[[re.Match[str]], str]:
    def explained(match: re.Match[str]) -> str:
        wanted = rule.claim(match, page, element) if rule.claim else match[0]
        if wanted is None:
            page.report(place, f"«{match[0]}» is not so ({rule.name})")
        else:
            page.expect(f"{place}, {rule.name}", match[0], wanted)
        page.explain(rule.name, match[0])
        page.log.used.add(rule)
        return "\0"

    return explained


# -- attributes -----------------------------------------------------------------------------------

#: Attributes that a reader may be told; the rules explain their numbers.
TOLD = {
    *("alt", "aria-description", "aria-label", "aria-valuetext", "content"),
    *("label", "placeholder", "summary", "title", "value"),
}
#: Attributes of a drawing that hold no text.
DRAWN = {
    *("aria-hidden", "class", "d", "dy", "fill", "fill-opacity", "focusable", "font-family"),
    *("font-size", "font-weight", "height", "id", "opacity", "stroke", "stroke-dasharray"),
    *("stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor"),
    *("transform", "viewbox", "width", "x", "x2", "xmlns", "y", "y2"),
}


def audit_attributes(page: Page) -> None:
    """Explain every number in an attribute."""
    drawn = set(page.find("//svg | //svg//*"))
    for element in page.tree.iter(etree.Element):
        if element in drawn and DRAWN.issuperset(element.keys()):
            continue
        for name, value in element.items():
            if not _DIGIT(value) or (element, name) in page.read_attributes:
                continue
            if name in TOLD and not _is_setting(element):
                explain(page, f"@{name}", element, value)
            elif fault := _attribute_fault(page, element, name, value):
                page.report(f"<{element.tag}> {name}, line {element.sourceline}", fault)
            else:
                page.explain(f"attribute {name}", value)


_DIGIT = re.compile(r"\d").search


def _is_setting(element: HtmlElement) -> bool:
    """Whether an element tells the browser something, not the reader."""
    return element.tag == "meta" and element.get("name") in (None, "viewport")


def _attribute_fault(page: Page, element: HtmlElement, name: str, value: str) -> str:
    """What is wrong with an attribute that is no text; empty for nothing."""
    if name in ("href", "src", "data-til", "data-skript", "data-indeks", "data-figur"):
        return _address_fault(page, value)
    if name == "download":
        ending = page.target(element).rpartition("/data")[2]
        names = {f"{page.code}{ending}", f"{page.kind}-{page.code}{ending}"}
        return "" if value in names else f"«{value}» is not one of {sorted(names)}"
    if name == "class" and (tile := re.fullmatch(r"k(\d) r(\d)", value)):
        target = page.target(element.find("a"))
        row = page.published.lists["fylker"].get(target.split("/")[1], {})
        right = (row.get("rutekolonne"), row.get("ruterad"))
        return "" if tile.groups() == right else f"is not where fylker.csv has {target}"
    if name == "content" and element.get("http-equiv") == "Content-Security-Policy":
        return _policy_fault(page, value)
    if (element.tag, name) in _FIXED:
        return "" if re.fullmatch(_FIXED[element.tag, name], value) else f"«{value}» is not known"
    if name in ("id", "aria-labelledby", "class"):
        return "" if _known_ids(page.published).fullmatch(value) else f"«{value}» is not known"
    return f"no rule explains «{value}»"


#: Attributes with a number that is no figure: the words that they may hold.
_FIXED = {
    ("main", "tabindex"): "-1",
    ("section", "tabindex"): "0",
    ("pre", "tabindex"): "0",
    ("input", "class"): "velg-[12]",
    ("div", "class"): "valgt-[12]",
    # How high a part of a report becomes; a browser measures it (tests/browser/test_sizes.py).
    ("div", "data-rom"): r"\d+\.\d+",
    ("div", "data-smalt"): r"\d+\.\d+",
    ("meta", "charset"): "utf-8",
    ("meta", "content"): "width=device-width, initial-scale=1",
}


@functools.cache
def _known_ids(published: Published) -> re.Pattern[str]:
    """Ids, and classes of lines, that have a digit in them."""
    codes = [code for column in DIMENSIONS for code in published.codes_of(column)]
    with_digits = alternatives(code for code in codes if _DIGIT(code))
    return re.compile(rf"(?:t-|figur-)?{with_digits}|t-(?:[a-z-]+-\d{{4}}|[kr]\d)|L\d+")


def _address_fault(page: Page, value: str) -> str:
    if value == "https://creativecommons.org/licenses/by/4.0/deed.no":
        return ""
    # A page has the same address in the other language.
    target = value.removeprefix(page.root).removeprefix("en/")
    if target.startswith(("sammenlign/?", "?")):
        return comparison_fault(page.published, target.partition("?")[2])
    if line := re.fullmatch(r"(?:rapport/(.+)/)?#L(\d+)", target):
        report = page.published.reports.get(line[1] or page.code)
        inside = report and 1 <= int(line[2]) <= int(report["linjer"])
        return "" if inside else f"«{value}» leads to no line"
    if asset := re.fullmatch(r"(assets/.+)\?v=([0-9a-f]{8})", target):
        data = (page.folder / asset[1]).read_bytes()
        return (
            "" if hashlib.sha256(data).hexdigest()[:8] == asset[2] else "is not the file's version"
        )
    if target.startswith(f"{page.address}data."):
        return "" if (page.folder / target).is_file() else f"«{value}» leads to no file"
    place, _, rest = target.rstrip("/").partition("/")
    if place == "rapport" and rest in page.published.reports:
        return ""
    if place in DIMENSIONS and rest in page.published.codes_of(place):
        return ""
    return f"«{value}» leads to no code"


def _policy_fault(page: Page, value: str) -> str:
    """A hash in a security policy is that of a script or style of the page."""
    inside = [each.text or "" for each in page.find("//script | //style")]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inside}
    named = set(re.findall(r"'sha256-([^']+)'", value))
    rest = re.sub(r"'sha256-[^']+'", "", value)
    if named - hashes or re.search(r"\d", rest):
        return f"«{value}» has a hash of nothing on the page"
    return ""
