"""Parts of pages with figures of their own: headlines, key figures, lists, maps, places."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tests.numbers.charts import where_of
from tests.numbers.norsk import (
    MINUS,
    MONTH,
    MONTHS_LISTED,
    capital,
    count,
    listing,
    lower_first,
    month,
    periods,
    share,
)
from tests.numbers.pages import Page, describe, seen, spoken, text_of
from tests.numbers.published import MONTH as MONTHLY
from tests.numbers.published import NOT_FYLKER, Codes, Observation, Series, key_of, short
from tests.numbers.sentences import (
    TOO_FEW,
    change,
    change_told,
    changes_told,
    finding,
    level,
    months_with,
    summary,
    values_of,
)
from tests.numbers.tables import check_figure, check_lines, figure_fault, whole_of

EXTREMES = ("Flest", "Færrest")
NOT_KNOWN = "kan ikke beregnes"
_ALL_HIDDEN = "alle tallene er skjermet"


def audit_parts(page: Page) -> None:
    """Compare the parts of a page that are no table and no chart."""
    if page.kind == "fylke":
        _audit_fylke(page)
    elif page.kind in page.codes:
        _audit_subject(page)
    for key in page.find("//div[@class='nokkel']"):
        _audit_key_figure(page, key)
    for item in page.find("//ul[@class='kort']/li"):
        _audit_item(page, item)
    if page.kind == "tiltak/":
        for section in page.find("//main/section[h2/a]"):
            _audit_group(page, section)
    if page.kind == "fylke":
        _audit_standings(page)
        _audit_largest(page)
    for nav in page.find("//nav[contains(@class, 'kart-tall')]"):
        _audit_map(page, nav)
    _audit_cautions(page)


def _place_of(page: Page) -> str:
    """What a fylke, or an area that is none, is called inside a sentence."""
    name = short(page.subject)
    return lower_first(name) if page.code in NOT_FYLKER else name


_JULY = "Samlet er det færre deltakere i juli enn ellers i året."


def _audit_cautions(page: Page) -> None:
    """What is said of breaks, of stars before a measure began, and of July."""
    items = [text_of(item) for item in page.find("//section[@aria-labelledby='forbehold']//li")]
    own = [page.published.cells[key] for key in page.own or () if key in page.published.cells]
    is_new = page.kind == "tiltak" and any(map(page.published.is_new, own))
    told = sum(item.startswith("En stjerne før ") for item in items)
    if told != is_new:
        page.report("cautions", f"tells {told} times of stars before the measure began")
    if items:
        wanted = [f"Brudd fra {month(when)}: {text}" for when, text in _breaks(page, own).items()]
        shown = [item for item in items if item.startswith("Brudd fra ")]
        page.expect("cautions, breaks", " | ".join(shown), " | ".join(wanted))
        for item in page.find("//section[@aria-labelledby='forbehold']//li"):
            if text_of(item) in wanted:
                page.take(item, "known break")
    if any(_JULY in text_of(item) for item in page.find("//main//li")):
        totals = page.published.series({})
        for when, each in totals.items():
            july = totals.get(f"{when[:4]}-07")
            if when[5:] != "07" and july and (july.value or 0) >= (each.value or 0):
                page.report("cautions", f"«{_JULY}» is not so: {describe(each)}")


def _breaks(page: Page, own: list[Observation]) -> dict[str, str]:
    """The known breaks that concern a page's subject, and fylker if it shows figures of any.

    A group's page has its measures' figures by fylke in its data only.
    """
    codes = dict(page.codes)
    if page.kind != "tiltaksgruppe" and any(each.codes["fylke"] != "alle" for each in own):
        codes = {"fylke": "*", **codes}
    return page.published.breaks_of(codes)


# -- the headline, and the description for search engines -----------------------------------------


def _audit_subject(page: Page) -> None:
    """The headline and description of a measure, a group or a main group."""
    published = page.published
    whole = published.series(page.codes)
    begun = {when: each for when, each in whole.items() if not published.is_new(each)} or whole
    page.observation("headline", whole[max(whole)].key)
    _check_headline(page, page.subject, finding(published, whole))
    _check_meta(page, summary(published, begun, where_of(page)))


def _check_headline(page: Page, title: str, wanted: str) -> None:
    for heading in page.find("//h1"):
        page.expect("headline", text_of(heading), f"{title}: {capital(wanted)}")
        page.expect("headline, seen", seen(heading), f"{title} {capital(wanted)}")
        page.take(heading, "headline")
    for heading in page.find("//title"):
        page.expect("title", text_of(heading), f"{title}: {wanted} – Tiltak i tall")
        page.take(heading, "headline")
    page.log.compared["headlines"] += 1


def _check_meta(page: Page, wanted: str) -> None:
    for meta in page.find("//meta[@name='description']"):
        page.expect("meta description", meta.get("content", ""), wanted)
        page.take_attribute(meta, "content", "summary")


def _audit_fylke(page: Page) -> None:
    """The headline, lead and description of a fylke or an area, all of the page's newest month."""
    published = page.published
    parts = published.parts(page.codes, "tiltak")
    newest = max(max(series) for series in parts.values())
    current = {code: series for code, series in parts.items() if newest in series}
    descriptions = page.find("//meta[@name='description']")
    measure = _largest_measure(page, current, descriptions[0].get("content", ""), newest)
    series = current.get(measure, {})
    most = _most(page, current, newest)
    leads = page.find("//p[@class='funn']")
    page.expect("lead", " | ".join(map(text_of, leads)), most)
    for lead in leads:
        page.take(lead, "lead")
    if series:
        page.observation("headline", series[newest].key)
        name = published.name("tiltak", measure)
        wanted = _fylke_told(page, series, name, most)
        headline = finding(published, series, _apart(page, measure))
    else:
        wanted = (
            f"Alle tallene for {_place_of(page)} i {month(newest)} er skjermet: {TOO_FEW} personer."
        )
        headline = _ALL_HIDDEN
        if any(map(values_of, parts.values())):
            # Some older figure is told: the headline may not say that all are hidden.
            first = next(iter(current))
            headline = finding(published, current[first], _apart(page, first))
    _check_headline(page, short(page.subject), headline)
    _check_meta(page, wanted)


def _apart(page: Page, measure: str) -> str:
    """A measure's name, told from a group of the same name."""
    name = page.published.name("tiltak", measure)
    return f"tiltaket {name}" if page.published.code("tiltaksgruppe", name) else name


def _largest_measure(page: Page, current: dict[str, Series], told: str, newest: str) -> str:
    """The measure with the largest figure of a month; of several the one that is told of.

    Empty if all the figures are hidden.
    """
    figures = {code: series[newest].value for code, series in current.items()}
    most = max((value for value in figures.values() if value is not None), default=None)
    largest = [code for code, value in figures.items() if value == most is not None]
    named = [
        code
        for code in largest
        if f" i tiltaket {page.published.name('tiltak', code)} i {_place_of(page)}." in told
    ]
    return (named or largest or [""])[0]


def _fylke_told(page: Page, series: Series, name: str, most: str) -> str:
    """A fylke's largest measure, what has changed, and where it has the most of all fylker."""
    newest = series[max(series)]
    sentences = [level(newest, f"i tiltaket {name} i {_place_of(page)}")]
    if changed := change_told(page.published, series, newest.period):
        sentences.append(f"Det er {changed}.")
    return " ".join([*sentences, *filter(None, [most])])


def _most(page: Page, current: dict[str, Series], newest: str) -> str:
    """In which measures the fylke has the most of all fylker; empty if in none."""
    first = [code for code in current if _is_first(page, code, newest)]
    if not first:
        return ""
    names = listing([page.published.name("tiltak", code) for code in first])
    return f"Av fylkene har {_place_of(page)} flest deltakere i {names}."


def _is_first(page: Page, measure: str, when: str) -> bool:
    """Whether a fylke has more than each other fylke, where every fylke's figure is published."""
    codes = page.published.with_group({"tiltak": measure})
    return _rank(page, codes, when).startswith("1. av ")


# -- the map --------------------------------------------------------------------------------------


def _audit_map(page: Page, nav: HtmlElement) -> None:
    """Each fylke's newest figure in its tile."""
    parts = page.published.parts(page.codes, "fylke")
    newest = max(when for series in parts.values() for when in series)
    (title,) = page.find(f"//*[@id='{nav.get('aria-labelledby')}']")
    page.expect("map, title", text_of(title), f"Fylkene på kartet, {month(newest)}")
    page.take(title, "title of a map")
    wanted = {
        code
        for code in page.published.codes_of("fylke")
        if page.published.row("fylke", code)["rutekolonne"]
        and page.published.keys_with("fylke", code)
    }
    for link in page.find(".//li/a", nav):
        code = page.target(link).removeprefix("fylke/").removesuffix("/")
        place = f"map, «{code}»"
        if code not in wanted:
            page.report(place, "is no fylke, or stands there twice")
            continue
        wanted.discard(code)
        (figure,) = link.findall("strong")
        name = (link.text or "").replace("\u00ad", "").strip()
        page.expect(f"{place}, name", name, short(page.published.name("fylke", code)))
        key = key_of(MONTHLY, newest, {**page.codes, "fylke": code})
        check_figure(page, place, figure, key, "figures on maps")
        rest = text_of(link).replace("\u00ad", "")
        page.expect(f"{place}, text", rest, f"{name} {text_of(figure)}")
    for code in wanted:
        page.report("map", f"leaves out {code}")


# -- key figures ----------------------------------------------------------------------------------


def _audit_key_figure(page: Page, key: HtmlElement) -> None:
    what = key.find("p[@class='nokkel-hva']")
    place = f"key figure «{seen(what)}»"
    heading, _, when = seen(what).rpartition(": ")
    codes = _subject_of_key(page, heading)
    series = page.published.series(codes) if codes is not None else {}
    # Only the most and the least may have stood in more than one month.
    pattern = MONTHS_LISTED if heading in EXTREMES else MONTH
    each = series.get(periods(when)[0]) if re.fullmatch(pattern, when) else None
    if each is None:
        page.report(place, "is about no figure")
        return
    page.observation(place, each.key)
    _audit_own_line(page, place, what, each)
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
    changed = capital(changes_told(page.published, series)) if newest else ""
    page.expect(f"{place}, note", text_of(note) if note is not None else "", changed)
    for part in (what, figure, *([] if note is None else [note])):
        page.take(part, "key figure")


def _audit_own_line(page: Page, place: str, what: HtmlElement, each: Observation) -> None:
    """What a key figure is leads to its very line, says so to those who hear it, and its column."""
    links = page.find(".//a", what)
    shown = [(page.target(link), link.get("data-k")) for link in links]
    right = [(f"rapport/{each.report}/#L{each.line}", str(each.column))]
    if shown != right:
        page.report(f"{place}, line", f"links to {shown}, not {right}")
    told = f"{seen(what)}, linje {each.line} i rapporten"
    if text_of(what) != told or [text_of(link) for link in links] != [told]:
        page.report(f"{place}, line", f"is called «{text_of(what)}», not «{told}»")
    for link in links:
        page.take_attribute(link, "data-k", "column of a report")
    page.log.compared["links to lines"] += len(links)


def _audit_largest(page: Page) -> None:
    """A fylke's key figures are those of its three largest measures in the page's newest month."""
    parts = page.published.parts(page.codes, "tiltak")
    newest = max(max(series) for series in parts.values())
    values = {
        capital(_apart(page, code)): series[newest].value
        for code, series in parts.items()
        if newest in series and series[newest].value is not None
    }
    ordered = sorted(values, key=lambda name: -(values[name] or 0))[:_KEYS]
    shown = [seen(each) for each in page.find("//p[@class='nokkel-hva']")]
    wanted = [f"{name}: {month(newest)}" for name in ordered]
    page.expect("key figures", " | ".join(shown), " | ".join(wanted))


#: So many key figures has a fylke at most.
_KEYS = 3


def _subject_of_key(page: Page, heading: str) -> Codes | None:
    if heading in ("Siste tall", *EXTREMES):
        return page.codes or None
    if page.kind == "fylke":
        measure = page.published.code("tiltak", heading.removeprefix("Tiltaket "))
        return {**page.codes, **page.published.with_group({"tiltak": measure})} if measure else None
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
        figure += "r" * (newest.key in page.published.revised)
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
    changed = change(page.published, series, when)
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
