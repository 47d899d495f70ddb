"""Parts of pages with figures of their own: leads, key figures, lists, places in the country."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tests.numbers.charts import months_with
from tests.numbers.norsk import (
    COUNT,
    MINUS,
    MONTH,
    MONTHS_LISTED,
    capital,
    count,
    lower_first,
    month,
    months_after,
    periods,
    share,
)
from tests.numbers.pages import Page, describe, seen, spoken, text_of
from tests.numbers.published import MONTH as MONTHLY
from tests.numbers.published import NOT_FYLKER, Codes, Observation, Series, key_of, short
from tests.numbers.tables import check_figure, check_lines, figure_fault, whole_of

EXTREMES = ("Flest", "Færrest")
NOT_KNOWN = "kan ikke beregnes"
TOO_FEW = "færre enn 4"
_CHANGE = rf"(?:{COUNT} (?:flere|færre) enn|like mange som) måneden før"
_LEVEL = (
    rf"Ved utgangen av (?P<month>{MONTH}) deltok (?:{COUNT}|{TOO_FEW}) personer "
    r"i (?:(?P<kind>tiltaket|tiltaksgruppa|hovedgruppa) )(?P<name>.+?)"
    r"\.(?: Tallet er skjermet\.)?"
)
_KINDS = {"tiltaket": "tiltak", "tiltaksgruppa": "tiltaksgruppe", "hovedgruppa": "hovedgruppe"}


def audit_parts(page: Page) -> None:
    """Compare the parts of a page that are no table and no chart."""
    _audit_lead(page)
    for key in page.find("//div[@class='nokkel']"):
        _audit_key_figure(page, key)
    for item in page.find("//ul[@class='kort']/li"):
        _audit_item(page, item)
    if page.kind == "tiltak/":
        for section in page.find("//main/section[h2/a]"):
            _audit_group(page, section)
    if page.kind == "fylke":
        _audit_standings(page)
    _audit_cautions(page)


def _place_of(page: Page) -> str:
    """What a fylke, or an area that is none, is called inside a sentence."""
    name = short(page.subject)
    return lower_first(name) if page.code in NOT_FYLKER else name


_JULY = "Samlet er det færre deltakere i juli enn ellers i året."


def _audit_cautions(page: Page) -> None:
    """What is said of stars before a measure began stands where such a star does; July is least."""
    items = [text_of(item) for item in page.find("//section[@aria-labelledby='forbehold']//li")]
    own = [page.published.cells[key] for key in page.own or () if key in page.published.cells]
    is_new = page.kind == "tiltak" and any(map(page.published.is_new, own))
    told = sum(item.startswith("En stjerne før ") for item in items)
    if told != is_new:
        page.report("cautions", f"tells {told} times of stars before the measure began")
    if any(_JULY in item for item in items):
        totals = page.published.series({})
        for when, each in totals.items():
            july = totals.get(f"{when[:4]}-07")
            if when[5:] != "07" and july and (july.value or 0) >= (each.value or 0):
                page.report("cautions", f"«{_JULY}» is not so: {describe(each)}")


# -- what is said of one series -------------------------------------------------------------------


def _change(page: Page, series: Series, when: str) -> int | None:
    """A month's figure less that of the month before.

    None unless both are published and no known break lies between them.
    """
    newer, older = series.get(when), series.get(months_after(when, -1))
    if newer is None or older is None or newer.value is None or older.value is None:
        return None
    broken = when in page.published.breaks_of(newer.codes)
    return None if broken else newer.value - older.value


def change_of(page: Page, series: Series, when: str) -> str:
    """The change since the month before in words; empty if there is none to tell."""
    changed = _change(page, series, when)
    if not changed:
        return "" if changed is None else "like mange som måneden før"
    return f"{count(abs(changed))} {'flere' if changed > 0 else 'færre'} enn måneden før"


def _level(each: Observation, what: str) -> str:
    """The sentence that tells a newest figure."""
    who = TOO_FEW if each.value is None else count(each.value)
    hidden = " Tallet er skjermet." if each.value is None else ""
    return f"Ved utgangen av {month(each.period)} deltok {who} personer {what}.{hidden}"


def _audit_lead(page: Page) -> None:
    """The sentence under the headline, and the description for search engines."""
    if page.kind not in page.codes:
        return
    for lead in page.find("//p[@class='funn']"):
        text = text_of(lead)
        if page.kind == "fylke" and text.startswith("Alle tallene for "):
            _check_all_hidden(page, text)
            page.take(lead, "lead")
            _audit_meta(page, text)
            continue
        match = re.fullmatch(rf"(?P<level>{_LEVEL})(?: Det er {_CHANGE}\.)?", text)
        series, what = _told(page, match) if match else ({}, "")
        if not match or not series:
            page.report("lead", f"«{text}» is not understood")
            continue
        newest = series[max(series)]
        page.observation("lead", newest.key)
        wanted = _level(newest, what)
        changed = change_of(page, series, newest.period)
        if changed and page.kind != "fylke":
            wanted += f" Det er {changed}."
        page.expect("lead", text, wanted)
        if page.kind == "fylke":
            _check_largest(page, newest)
        page.take(lead, "lead")
        _audit_meta(page, match["level"])


def _check_all_hidden(page: Page, text: str) -> None:
    """A fylke's lead where all figures of its newest month are hidden."""
    parts = page.published.parts(page.codes, "tiltak").values()
    when = max(each for series in parts for each in series)
    newest = [series[when] for series in parts if when in series]
    wanted = f"Alle tallene for {_place_of(page)} i {month(when)} er skjermet: {TOO_FEW} personer."
    page.expect("lead", text, wanted)
    for each in newest:
        page.observation("lead", each.key)
        if each.value is not None:
            page.report("lead", f"tells that all is hidden, but {describe(each)} is not")


def _audit_meta(page: Page, level: str) -> None:
    """The description for search engines begins with the lead; the rest holds no number."""
    for meta in page.find("//meta[@name='description']"):
        text = meta.get("content", "")
        if not text.startswith(level):
            page.report("meta description", f"shows «{text}», not «{level} …»")
        elif re.search(r"\d", rest := text.removeprefix(level).replace(page.subject, "")):
            page.report("meta description", f"no rule explains the numbers in «{rest}»")
        page.take_attribute(meta, "content", "lead")


def _told(page: Page, match: re.Match[str]) -> tuple[Series, str]:
    """The series that a lead is about, and how it calls it."""
    name, kind = match["name"], _KINDS[match["kind"]]
    codes = dict(page.codes)
    what = f"i {match['kind']} {name}"
    if page.kind == "fylke":
        place = _place_of(page)
        if kind != "tiltak" or not name.endswith(f" i {place}"):
            return {}, ""
        code = page.published.code("tiltak", name.removesuffix(f" i {place}"))
        codes |= page.published.with_group({"tiltak": code}) if code else {"tiltak": "?"}
    elif kind != page.kind or page.published.code(kind, name) != page.code:
        return {}, ""
    return page.published.series(codes), what


def _check_largest(page: Page, told: Observation) -> None:
    """A fylke's lead tells its largest measure."""
    newest = [s[max(s)] for s in page.published.parts(page.codes, "tiltak").values()]
    largest = max(newest, key=lambda each: each.value or -1)
    if largest.value is None:
        page.report("lead", f"tells {describe(told)}, but all figures are hidden")
    elif largest.value != told.value:
        page.report("lead", f"tells {describe(told)}, but {describe(largest)} is larger")


# -- key figures ----------------------------------------------------------------------------------


def _audit_key_figure(page: Page, key: HtmlElement) -> None:
    what = key.find("p[@class='nokkel-hva']")
    place = f"key figure «{text_of(what)}»"
    heading, _, when = text_of(what).rpartition(": ")
    codes = _subject_of_key(page, heading)
    series = page.published.series(codes) if codes is not None else {}
    # Only the most and the least may have stood in more than one month.
    pattern = MONTHS_LISTED if heading in EXTREMES else MONTH
    each = series.get(periods(when)[0]) if re.fullmatch(pattern, when) else None
    if each is None:
        page.report(place, "is about no figure")
        return
    page.observation(place, each.key)
    if fault := _heading_fault(heading, each, series):
        page.report(place, fault)
    if heading in EXTREMES and each.value is not None:
        page.expect(f"{place}, months", when, months_with(series, each.value))
    figure = key.find("p[@class='nokkel-tall']")
    unit = figure.find("span[@class='nokkel-enhet']")
    words = "personer" if each.value is not None else "skjermet, 0–3 personer"
    page.expect(f"{place}, unit", text_of(unit), words)
    shown, said = (text.removesuffix(words).strip() for text in (seen(figure), spoken(figure)))
    # The unit of a hidden figure says that it is hidden; the figure does not say it too.
    if said and each.value is None and each.key not in page.published.revised:
        page.report(place, f"says twice that it is hidden: «{said}»")
    hidden_words = said or words.removesuffix(" personer")
    if fault := figure_fault(page.published, shown, hidden_words, each):
        page.report(place, fault)
    elif text_of(figure).removesuffix(words).strip() != whole_of(
        shown, said, each.key in page.published.revised
    ):
        page.report(place, f"holds more than is seen and spoken: «{text_of(figure)}»")
    page.log.compared["key figures"] += 1
    note = key.find("p[@class='nokkel-merk']")
    newest = each.period == max(series) and heading not in EXTREMES
    changed = capital(change_of(page, series, each.period)) if newest else ""
    page.expect(f"{place}, note", text_of(note) if note is not None else "", changed)
    for part in (what, figure, *([] if note is None else [note])):
        page.take(part, "key figure")


def _subject_of_key(page: Page, heading: str) -> Codes | None:
    if heading in ("Siste tall", *EXTREMES):
        return page.codes or None
    if page.kind != "forside":
        return None
    if heading == "Alle tiltak":
        return {}
    code = page.published.code("tiltaksgruppe", heading)
    return {"tiltaksgruppe": code} if code else None


def _heading_fault(heading: str, each: Observation, series: Series) -> str:
    values = [other.value for other in series.values() if other.value is not None]
    if heading == "Flest":
        return "" if each.value == max(values, default=None) else f"the largest is {max(values)}"
    if heading == "Færrest":
        if len(values) < len(series):
            return "the least is not known: some months are hidden"
        return "" if each.value == min(values) else f"the least is {min(values)}"
    return "" if each.period == max(series) else f"the newest month is {month(max(series))}"


# -- lists of measures and groups -----------------------------------------------------------------


def _audit_item(page: Page, item: HtmlElement) -> None:
    """An item of a list: a link, the newest figure, and its month."""
    target = page.target(item.find("a"))
    kind, _, code = target.rstrip("/").partition("/")
    place = f"list, «{text_of(item.find('a'))}»"
    published = page.published
    known = kind in ("tiltak", "tiltaksgruppe") and code in published.codes_of(kind)
    newest = published.newest(published.with_group({kind: code})) if known else None
    if newest is None:
        page.report(place, f"leads to {target}, which has no figure")
        return
    page.expect(f"{place}, name", text_of(item.find("a")), published.name(kind, code))
    page.take(item.find("a"), "name of a code")
    figure = item.find("span[@class='kort-tall']")
    check_figure(page, place, figure, newest.key, "figures in lists")
    when = item.find("span[@class='kort-naar']")
    page.expect(f"{place}, month", text_of(when), month(newest.period))
    page.take(when, "month of a figure")


def _audit_group(page: Page, section: HtmlElement) -> None:
    """A group's note: «Hele gruppa: 13 615 personer, desember 2019.»."""
    _, code, _ = page.target(section.find("h2/a")).split("/")
    place = f"group «{text_of(section.find('h2'))}»"
    newest = page.published.newest({"tiltaksgruppe": code})
    for note in page.find("./p/span[@class='merk']", section):
        if newest is None:
            page.report(place, "has no figure")
            continue
        page.observation(place, newest.key)
        figure = "*" if newest.value is None else count(newest.value)
        wanted = f"Hele gruppa: {figure} personer, {month(newest.period)}."
        page.expect(place, seen(note), wanted)
        page.log.compared["figures in lists"] += 1
        page.take(note, "figures in lists")


# -- a fylke's place in the country ---------------------------------------------------------------

_DERIVED = ("Endring fra måneden før", "Andel av landet", "Plass")


def _derived(page: Page) -> tuple[str, ...]:
    """What is worked out: an area that is no fylke has no place among them."""
    return _DERIVED[:2] if page.code in NOT_FYLKER else _DERIVED


def _audit_standings(page: Page) -> None:
    """A fylke's measures: figure, change, share of the country, place among the fylker."""
    ranked = "" if page.code in NOT_FYLKER else ", og plassen blant fylkene"
    found = 0
    for table in page.find("//table[@class='tall']"):
        caption = text_of(table.find("caption"))
        match = re.fullmatch(f"Deltakere i (.+), ({MONTH}){ranked}", caption)
        if not match:
            continue
        found += 1
        place = f"table «{caption}»"
        parts = page.published.parts(page.codes, "tiltak")
        when = max(each for series in parts.values() for each in series)
        page.expect(f"{place}, fylke", match[1], _place_of(page))
        page.expect(f"{place}, month", match[2], month(when))
        page.take(table.find("caption"), "caption")
        heads = [text_of(head) for head in page.find("./thead/tr/th", table)]
        wanted = ["Tiltak", "Antall", *_derived(page), "Linje"]
        page.expect(f"{place}, heads", " | ".join(heads), " | ".join(wanted))
        shown = {
            code for row in page.find("./tbody/tr", table) if (code := _row(page, place, row, when))
        }
        for code in set(parts) - shown:
            page.report(place, f"leaves out {page.published.name('tiltak', code)}")
    if found != 1:
        page.report("standings", f"has {found} tables of the newest month")


def _row(page: Page, place: str, row: HtmlElement, when: str) -> str | None:
    head, cells = row.find("th"), row.findall("td")
    place = f"{place}, row «{text_of(head)}»"
    code = page.published.code("tiltak", text_of(head))
    if code is None:
        page.report(place, "is no measure")
        return None
    country = page.published.with_group({"tiltak": code})
    series = page.published.series({**country, **page.codes})
    figure = check_figure(
        page,
        f"{place}, «Antall»",
        cells[0],
        key_of(MONTHLY, when, {**country, **page.codes}),
        "cells of tables",
    )
    whole = page.published.series(country).get(when)
    derived = (_difference(page, series, when), _share(figure, whole), _rank(page, country, when))
    names = _derived(page)
    for cell, name, wanted in zip(cells[1:-1], names, derived[: len(names)], strict=True):
        where = f"{place}, «{name}»"
        if wanted:
            page.expect(where, text_of(cell), wanted)
        else:
            page.expect(where, f"{seen(cell)} {spoken(cell)}", f"– {NOT_KNOWN}")
        page.log.compared["derived numbers"] += 1
        page.take(cell, f"derived: {name.lower()}")
    check_lines(page, f"{place}, lines", cells[-1], [figure] if figure else [])
    return code


def _difference(page: Page, series: Series, when: str) -> str:
    """The change since the month before, «+4», «−26» or «0»; empty if there is none to tell."""
    changed = _change(page, series, when)
    if not changed:
        return "" if changed is None else "0"
    return f"{'+' if changed > 0 else MINUS}{count(abs(changed))}"


def _share(part: Observation | None, whole: Observation | None) -> str:
    if part is None or whole is None or part.value is None or not whole.value:
        return ""
    return share(part.value, whole.value)


def _rank(page: Page, country: Codes, when: str) -> str:
    """«3. av 15», or empty unless every fylke's figure is published."""
    fylker = {
        code: series.get(when)
        for code, series in page.published.parts(country, "fylke").items()
        if code not in NOT_FYLKER
    }
    values = {code: each.value for code, each in fylker.items() if each is not None}
    if page.code not in values or None in values.values():
        return ""
    mine = values[page.code]
    before = sum(value > mine for value in values.values())
    tied = "delt " * (list(values.values()).count(mine) > 1)
    return f"{tied}{before + 1}. av {len(values)}"
