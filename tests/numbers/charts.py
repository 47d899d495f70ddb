"""Charts: headline, description, spec and drawing say what the observations say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml.html import HtmlElement

from tests.numbers.drawings import HIDDEN_MAX, LEAST_TOP, audit_drawing, audit_panels
from tests.numbers.norsk import (
    COUNT,
    HIDDEN_RANGE,
    MONTH,
    MONTHS,
    MONTHS_LISTED,
    SHORT_MONTHS,
    capital,
    count,
    listing,
    lower_first,
    month,
    months_after,
    period,
    share,
)
from tests.numbers.pages import Page, describe, text_of
from tests.numbers.published import COLUMNS, Codes, Observation, Published, Series, short
from tests.numbers.sentences import extremes, same_month, summary, values_of
from tests.numbers.vega import leaves

PERSONS = "Antall personer ved utgangen av måneden"
HIDDEN_TOLD = "skjermet, 0–3 personer"
HIDDEN_SHORT = "skjermet (0–3)"
HIDDEN_LABEL = "* (0–3)"


@dataclass(frozen=True)
class Form:
    """A kind of chart, known by its page and its id.

    Attributes:
        kinds: the pages that may have it.
        id: a pattern; a group in it names a dimension that is fixed, or `by`.
        by: the dimension of which each series or bar is a code; empty for the subject alone;
            `year` for a line a year.
        shared: whether each bar tells its share of the subject.
    """

    kinds: str
    id: str
    by: str = ""
    shared: bool = False


FORMS = (
    Form("tiltak tiltaksgruppe hovedgruppe", "utvikling"),
    Form("tiltak tiltaksgruppe hovedgruppe", "aar", "year"),
    Form("tiltak tiltaksgruppe", "hovedgruppe", "hovedgruppe"),
    Form("tiltak tiltaksgruppe hovedgruppe", "kjonn", "kjonn"),
    Form("tiltak tiltaksgruppe", "kjonn-(?P<hovedgruppe>.+)", "kjonn"),
    Form("tiltak", "etter-(?P<by>fylke|alder|innvandring|verdensdel|utdanning)", "", True),
    Form("tiltak", "fylker-(?:egen|felles)", "fylke"),
    Form("tiltaksgruppe", "tiltak", "tiltak", True),
    Form("fylke", "tiltak", "tiltak"),
    Form("hovedgruppe forside", "grupper", "tiltaksgruppe", True),
    Form("fylke", "serie-(?P<tiltak>.+)"),
    Form("forside", "alle"),
    Form("forside", "nyeste"),
)


@dataclass(frozen=True)
class Chart:
    """A chart of a page with the observations that it must show.

    Attributes:
        page: where it is.
        place: what it is called in messages.
        figure: its element.
        spec: what its script element holds; empty for small multiples, which have none.
        name: what its subject is called, where it is not the page's own.
        series: name → observations, in the order of the code list; a line leaves out the hidden
            months before its measure existed.
        when: the month of a bar chart, empty for lines.
        months: the months of the axis of time: also those that a line leaves out.
        whole: what each bar is a share of, if it is.
    """

    page: Page
    place: str
    figure: HtmlElement
    spec: dict[str, Any]
    name: str
    series: dict[str, Series]
    when: str
    months: list[str]
    whole: Observation | None = None

    @property
    def id(self) -> str:
        """Its id on the page."""
        return self.figure.get("id", "").removeprefix("figur-")

    @property
    def of_years(self) -> bool:
        """Whether its lines are years side by side: `months` are then those of the year 2000."""
        return self.id == "aar"

    @property
    def of_panels(self) -> bool:
        """Whether it is small multiples."""
        return self.id.startswith("fylker-")

    def told(self, name: str, when: str) -> str:
        """How a month of a series is called in a tooltip."""
        return f"{_month_name(when)} {name}" if self.of_years else f"{name}, {month(when)}"

    def at(self, when: str) -> dict[str, int]:
        """The published figures of a month, by name."""
        found = {name: series[when].value for name, series in self.series.items() if when in series}
        return {name: value for name, value in found.items() if value is not None}

    @property
    def breaks(self) -> dict[str, str]:
        """The known breaks between two months of its lines, by the first month after."""
        joined = {after for before, after in pairwise(self.months) if months_after(before) == after}
        known: dict[str, str] = {}
        for each in self.all:
            known |= self.page.published.breaks_of(each.codes)
        if self.when or self.of_years or self.of_panels:
            return {}
        return {when: known[when] for when in sorted(joined & set(known))}

    @property
    def all(self) -> list[Observation]:
        """Every observation that it shows."""
        return [each for series in self.series.values() for each in series.values()]


def audit_charts(page: Page) -> list[Chart]:
    """Compare every chart of a page; those that are known are given back."""
    charts: list[Chart] = []
    for figure in page.find("//figure[not(ancestor::template)]"):
        if page.kind == "dekning":  # squares: read with the table of the same states
            continue
        chart = _chart(page, figure)
        if chart is None:
            page.report(f"figure #{figure.get('id')}", "is no known kind of chart")
            continue
        for each in chart.all:
            page.observation(chart.place, each.key)
        _audit_texts(chart)
        _audit_rows(chart)
        if chart.spec:
            _audit_spec(chart)
        for picture in page.find(".//div[@data-width]", figure):
            width = picture.get("data-width", "")
            page.take_attribute(picture, "data-width", "measure of a drawing")
            place = f"{chart.place}, drawing {width} wide"
            _audit_drawn_texts(chart, place, picture)
            if chart.of_panels:
                common = chart.id == "fylker-felles"
                audit_panels(page, place, picture, chart.series, int(width), common)
            else:
                audit_drawing(page, place, picture, chart.spec, int(width))
            for drawing in page.find("./svg", picture):
                page.read.add(drawing)
        charts.append(chart)
    return charts


def audit_panel_specs(page: Page, charts: Sequence[Chart]) -> None:
    """Small multiples have no spec on the page; that of their file has the same figures.

    In each panel a point stands as high over the foot as its figure says, by the panel's own scale
    or by the common one.
    """
    for chart in charts:
        spec = page.specs.get(chart.id)
        if not chart.of_panels or spec is None:
            continue
        place = f"{chart.place}, spec file"
        rows = list(spec["datasets"]["tall"])
        feet = {row["k"]: row for row in spec["datasets"]["felt"]}
        for name, series in chart.series.items():
            newest = series[max(series)].value
            written = HIDDEN_LABEL if newest is None else count(newest)
            page.expect(f"{place}, «{name}»", str(feet.get(name, {}).get("e")), written)
            largest = max([LEAST_TOP, *values_of(series).values()])
            for when, each in series.items():
                row = rows.pop(0) if rows else {}
                told = HIDDEN_TOLD if each.value is None else count(each.value)
                page.expect(f"{place}, row", str(row.get("t")), f"{name}, {month(when)}: {told}")
                if (row.get("h") == 1) != (each.value is None):
                    page.report(place, f"tells otherwise whether it is hidden: {describe(each)}")
                over = row.get("y", 0) - feet.get(name, {}).get("y", 0)
                bar = row.get("y3", 0) - row.get("y", 0) if each.value is None else 0
                part = HIDDEN_MAX if chart.id == "fylker-felles" else HIDDEN_MAX / largest
                if each.value is None and abs(bar - part * _scale_of(chart)) > 0.0002:
                    page.report(place, f"has a hidden figure's bar not go to 3: {describe(each)}")
                if each.value is None and over:
                    page.report(
                        place, f"does not put a hidden figure at the foot: {describe(each)}"
                    )
                elif each.value:
                    per = over / each.value * (1 if chart.id == "fylker-felles" else largest)
                    exact = 0.0002 / each.value * (1 if chart.id == "fylker-felles" else largest)
                    if abs(per - _scale_of(chart)) > exact:
                        page.report(place, f"stands at another height: {describe(each)}")
                page.log.compared["rows of specs"] += 1
        if rows:
            page.report(place, f"has a row for no observation: {rows[0]}")


#: So much of a panel's height does its largest figure take.
_PANEL_PART = 0.46


def _scale_of(chart: Chart) -> float:
    """The height of one person (or, with a scale for each panel, of its largest figure)."""
    values = (v for series in chart.series.values() for v in values_of(series).values())
    largest = max(LEAST_TOP, *values)
    return _PANEL_PART / largest if chart.id == "fylker-felles" else _PANEL_PART


def _audit_rows(chart: Chart) -> None:
    """A chart's CSV file has the observations that the chart shows, and no others."""
    page = chart.page
    file = page.folder / page.address / f"figur/{chart.id}.csv"
    if not file.is_file():
        page.report(chart.place, "has no file of its figures")
        return
    header, *lines = file.read_text("utf-8").splitlines()
    keys = sorted({each.key for each in chart.all})
    wanted = [page.published.lines[key] for key in keys]
    if header != ",".join(COLUMNS) or sorted(lines) != sorted(wanted):
        lacks, has = sorted(set(wanted) - set(lines)), sorted(set(lines) - set(wanted))
        page.report(f"{chart.place}, CSV", f"lacks {lacks[:2]} and has {has[:2]}")
    page.log.compared["rows of charts' CSV files"] += len(lines)


def _chart(page: Page, figure: HtmlElement) -> Chart | None:
    id = figure.get("id", "").removeprefix("figur-")
    subtitle = text_of(figure.find("figcaption/span"))
    when = period(found.group()) if (found := re.search(f"{MONTH}$", subtitle)) else ""
    for form in FORMS:
        if page.kind in form.kinds.split() and (match := re.fullmatch(form.id, id)):
            fixed = match.groupdict()
            by = fixed.pop("by", form.by)
            codes, name = _subject(page, id, fixed, subtitle)
            if codes is None:
                return None
            found = _series(page.published, codes, by, name, when)
            months = sorted({each for series in found.values() for each in series})
            series = found if when or by == "year" else _existing(page.published, found)
            place = f"chart #{id}"
            whole = page.published.series(codes).get(when) if form.shared else None
            spec = _spec_of(page, place, figure, id)
            own = name if fixed else ""
            if spec is None:
                return None
            return Chart(page, place, figure, spec, own, series, when, months, whole)
    return None


def _spec_of(page: Page, place: str, figure: HtmlElement, id: str) -> dict[str, Any] | None:
    """The spec of a figure; small multiples have none, and no other chart is without."""
    scripts = page.find("./script", figure)
    page.read.update(scripts)
    if id.startswith("fylker-"):
        if scripts:
            page.report(place, "has a script")
        return {}
    if len(scripts) != 1:
        page.report(place, f"has {len(scripts)} specs")
        return None
    return _read_spec(page, place, scripts[0].text_content())


def _read_spec(page: Page, place: str, text: str) -> dict[str, Any] | None:
    """A spec; a key that stands twice in an object would hide what it first held."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            page.report(f"{place}, spec", f"has a key twice: {dict(pairs)}")
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        page.report(f"{place}, spec", f"is no JSON: {error}")
        return None


def _subject(page: Page, id: str, fixed: Codes, subtitle: str) -> tuple[dict[str, str] | None, str]:
    """The codes that all of a chart has in common, and what they are called."""
    published = page.published
    if id == "nyeste":
        name = subtitle.removesuffix(f". {PERSONS}").removeprefix("Tiltaksgruppa ")
        code = published.code("tiltaksgruppe", name)
        return ({"tiltaksgruppe": code}, name) if code else (None, "")
    for dimension, code in fixed.items():
        if code not in published.codes_of(dimension):
            return None, ""
        name = short(published.name(dimension, code))
        return {**page.codes, **published.with_group(fixed)}, name
    if page.kind == "forside":
        return {}, "Alle tiltak"
    full = page.subject
    return page.codes, short(full) if page.kind == "hovedgruppe" else full


def _series(published: Published, codes: Codes, by: str, name: str, when: str) -> dict[str, Series]:
    if by == "year":
        return _years(published, published.series(codes))
    if not by:
        return {name: published.series(codes)}
    parts = published.parts(codes, by)
    named = {short(published.name(by, code)): series for code, series in parts.items()}
    if by == "fylke" and not when:  # small multiples show the newest year
        year = max(each for series in named.values() for each in series)[:4]
        named = {name: _in_year(series, year) for name, series in named.items()}
        return {name: series for name, series in named.items() if series}
    if not when:
        return named
    return {name: {when: series[when]} for name, series in named.items() if when in series}


def _in_year(series: Series, year: str) -> Series:
    return {when: each for when, each in series.items() if when[:4] == year}


#: So many years, the newest, stand side by side.
_YEARS_SHOWN = 5


def _years(published: Published, series: Series) -> dict[str, Series]:
    """A line a year, the newest first, of those that have a published figure; months of 2000."""
    begun = {when: each for when, each in series.items() if not published.is_new(each)}
    years = sorted({when[:4] for when in begun}, reverse=True)[:_YEARS_SHOWN]
    found = {
        year: {f"2000{when[4:]}": each for when, each in _in_year(begun, year).items()}
        for year in years
    }
    return {year: months for year, months in found.items() if values_of(months)}


def _month_name(when: str) -> str:
    return capital(MONTHS[int(when[5:]) - 1])


def _existing(published: Published, whole: dict[str, Series]) -> dict[str, Series]:
    """Series without the hidden months before their measure existed."""
    lines = {
        name: {when: each for when, each in series.items() if not published.is_new(each)}
        for name, series in whole.items()
    }
    return {name: series for name, series in lines.items() if series}


# -- texts ----------------------------------------------------------------------------------------


def _audit_texts(chart: Chart) -> None:
    page, figure = chart.page, chart.figure
    title, subtitle = figure.find("figcaption/strong"), figure.find("figcaption/span")
    if fault := _headline_fault(chart, text_of(title)):
        page.report(f"{chart.place}, headline", fault)
    page.take(title, "headline of a chart")
    if chart.when:
        share_told = " og andel" if any(_share(chart, each) for each in chart.all) else ""
        right = f"Antall personer{share_told}, {month(chart.when)}"
        page.expect(f"{chart.place}, subtitle", text_of(subtitle), right)
    elif chart.of_panels:
        scale = "Felles skala" if chart.id == "fylker-felles" else "Egen skala for hvert fylke"
        page.expect(f"{chart.place}, subtitle", text_of(subtitle), f"{PERSONS}. {scale}")
    page.take(subtitle, "subtitle of a chart")
    for picture in page.find("./div[@role='img']", figure):
        page.expect(f"{chart.place}, description", picture.get("aria-label"), _description(chart))
        page.take_attribute(picture, "aria-label", "description of a chart")
    wanted = [f"Brudd fra {month(when)}: {text}" for when, text in chart.breaks.items()]
    if any(each.value is None for each in chart.all):
        wanted.insert(0, f"Skjermet: {HIDDEN_RANGE} personer")
    notes = page.find("./ul/li", figure)
    shown = [text_of(note) for note in notes if re.search(r"\d", text_of(note))]
    page.expect(f"{chart.place}, legend", " | ".join(shown), " | ".join(wanted))
    for note in notes:
        page.take(note, "legend of a chart")


def _share(chart: Chart, each: Observation) -> str:
    """A bar's share of the whole, if both are published."""
    whole = chart.whole
    if whole is None or each.value is None or not whole.value:
        return ""
    return f" ({share(each.value, whole.value)})"


def _description(chart: Chart) -> str:
    if chart.id == "utvikling":
        return summary(chart.page.published, _only(chart), where_of(chart.page))

    def told(each: Observation) -> str:
        return HIDDEN_SHORT if each.value is None else count(each.value)

    if chart.when:
        bars = ", ".join(f"{name}: {told(s[chart.when])}" for name, s in chart.series.items())
        return f"Stolpediagram. {bars}."
    lines = []
    named = list(chart.series.items())
    for name, series in reversed(named) if chart.of_years else named:
        ends = dict.fromkeys([min(series), max(series)])
        if chart.of_years:
            names = [MONTHS[int(end[5:]) - 1] for end in ends]
            text = listing([f"{told(series[e])} i {n}" for e, n in zip(ends, names, strict=True)])
            lines.append(f"{name}: {text}.")
            continue
        text = " og ".join(f"{told(series[end])} i {month(end)}" for end in ends)
        hidden = sum(each.value is None for each in series.values())
        if hidden:
            text += f"; {count(hidden)} {'måned' if hidden == 1 else 'måneder'} skjermet"
        lines.append(f"{name}: {text}.")
    return f"Linjediagram. {' '.join(lines)}"


_WHERE = {"tiltak": "tiltaket", "tiltaksgruppe": "tiltaksgruppa", "hovedgruppe": "hovedgruppa"}


def where_of(page: Page) -> str:
    """What a page's subject is called inside a sentence."""
    name = page.subject
    return f"i {_WHERE[page.kind]} {lower_first(name) if page.kind == 'hovedgruppe' else name}"


#: What a headline may say: a pattern, and what it must then say, worked out from the figures.
Claim = Callable[[re.Match[str], Chart], str]
_CLAIMS: list[tuple[str, Claim]] = []


def _claim(pattern: str) -> Callable[[Claim], Claim]:
    def add(claim: Claim) -> Claim:
        _CLAIMS.append((pattern, claim))
        return claim

    return add


def _headline_fault(chart: Chart, shown: str) -> str:
    text = shown
    if chart.name:
        if not text.startswith(f"{chart.name}: "):
            return f"«{shown}» does not begin with «{chart.name}: »"
        text = text.removeprefix(f"{chart.name}: ")
    text = lower_first(text)
    for pattern, claim in _CLAIMS:
        if match := re.fullmatch(pattern, text):
            wanted = claim(match, chart)
            return "" if text == wanted else f"shows «{shown}», not «… {wanted}»"
    return f"«{shown}» is not understood"


def _only(chart: Chart) -> Series:
    (series,) = chart.series.values()
    return series


@_claim(rf"flest i {MONTHS_LISTED}: {COUNT}(?:, færrest i {MONTHS_LISTED}: {COUNT})?")
def _extremes(match: re.Match[str], chart: Chart) -> str:
    return lower_first(extremes(_only(chart)))


@_claim(f"(?:{'|'.join(MONTHS)}): {COUNT} i .+|samme måned i .+")
def _same_month(match: re.Match[str], chart: Chart) -> str:
    return lower_first(same_month(chart.series)) if chart.of_years else "(no years side by side)"


@_claim(rf"like mange alle månedene: {COUNT}")
def _constant(match: re.Match[str], chart: Chart) -> str:
    return lower_first(extremes(_only(chart)))


@_claim("utviklingen i hvert fylke")
def _panels(match: re.Match[str], chart: Chart) -> str:
    return match[0] if chart.of_panels else "(no small multiples)"


@_claim("alle tallene er skjermet")
def _all_hidden(match: re.Match[str], chart: Chart) -> str:
    return "(not all are hidden)" if any(map(values_of, chart.series.values())) else match[0]


def _newest(chart: Chart) -> str:
    return chart.when or max(when for series in chart.series.values() for when in series)


@_claim(f"alle tallene for {MONTH} er skjermet")
def _all_hidden_then(match: re.Match[str], chart: Chart) -> str:
    when = _newest(chart)
    return (
        "(not all are hidden)" if chart.at(when) else f"alle tallene for {month(when)} er skjermet"
    )


@_claim(f"flest(?P<who> deltakere)? i {MONTH}: .+, {COUNT}")
def _largest(match: re.Match[str], chart: Chart) -> str:
    when = _newest(chart)
    values = chart.at(when)
    if not values:
        return "(all are hidden)"
    most = max(values.values())
    names = listing([name for name, value in values.items() if value == most])
    return f"flest{match['who'] or ''} i {month(when)}: {names}, {count(most)}"


@_claim(
    f"(?:flere kvinner enn menn|flere menn enn kvinner) i {MONTH}: {COUNT} mot {COUNT}"
    f"|like mange kvinner som menn i {MONTH}: {COUNT} av hver"
    f"|minst ett av tallene for kvinner og menn i {MONTH} er skjermet"
    f"|rapporten har bare tall for (?:kvinner|menn) i {MONTH}"
)
def _women_and_men(match: re.Match[str], chart: Chart) -> str:
    when = _newest(chart)
    values = chart.at(when)
    there = [name for name, series in chart.series.items() if when in series]
    if len(there) == 1:
        return f"rapporten har bare tall for {there[0].lower()} i {month(when)}"
    if len(values) < 2:
        return f"minst ett av tallene for kvinner og menn i {month(when)} er skjermet"
    women, men = values["Kvinner"], values["Menn"]
    if women == men:
        return f"like mange kvinner som menn i {month(when)}: {count(women)} av hver"
    who = "flere kvinner enn menn" if women > men else "flere menn enn kvinner"
    return f"{who} i {month(when)}: {count(max(women, men))} mot {count(min(women, men))}"


# -- the spec -------------------------------------------------------------------------------------


def _audit_spec(chart: Chart) -> None:
    page, place = chart.page, f"{chart.place}, spec"
    data = chart.spec["datasets"]
    rows = data["tall"]
    wanted = list(_bar_rows(chart) if chart.when else _line_rows(chart))
    label = "k" if chart.when else "s"
    shown = {(row.get(label), row.get("m", chart.when)): row for row in rows}
    if len(shown) != len(rows):
        page.report(place, "has two rows for one figure")
    for row, each in wanted:
        found = shown.pop((row[label], row.get("m", chart.when)), None)
        where = f"{place}, row «{row[label]}», {month(each.period)}"
        page.log.compared["rows of specs"] += 1
        if found is None:
            page.report(where, f"is not there: {describe(each)}")
            continue
        if found != row:
            page.report(where, f"holds {_json(found)}, not {_json(row)}")
    for row in shown.values():
        page.report(place, f"has a row for no observation: {_json(row)}")
    if set(data) - {"tall", "hull", "brudd", "navn"}:
        page.report(place, f"has datasets that are not known: {sorted(data)}")
    _audit_holes(chart, data.get("hull", []))
    _audit_breaks(chart, data.get("brudd", []))
    _audit_names(chart, data.get("navn", []))
    _audit_frame(chart)
    page.explain("spec of a chart", json.dumps(data, ensure_ascii=False))


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _line_rows(chart: Chart) -> Iterator[tuple[dict[str, Any], Observation]]:
    places = _places(chart)
    for name, series in chart.series.items():
        stretch, before = 0, ""
        for when, each in series.items():
            row: dict[str, Any] = {"m": when, "x": places[when], "s": name}
            if each.value is None:
                row |= {"h": 1, "t": f"{chart.told(name, when)}: {HIDDEN_TOLD}"}
            else:
                stretch += before != months_after(when, -1)
                before = when
                told = f"{chart.told(name, when)}: {count(each.value)}"
                row |= {"v": each.value, "d": stretch, "t": told}
            yield row, each


def _bar_rows(chart: Chart) -> Iterator[tuple[dict[str, Any], Observation]]:
    for name, series in chart.series.items():
        each = series[chart.when]
        if each.value is None:
            told = f"{name}: {HIDDEN_TOLD}"
            yield {"k": name, "h": 1, "e": HIDDEN_LABEL, "t": told}, each
        else:
            text = count(each.value) + _share(chart, each)
            yield {"k": name, "v": each.value, "e": text, "t": f"{name}: {text}"}, each


#: A stretch without figures is drawn as so many months at most.
_HOLE_ROOM = 6


def _places(chart: Chart) -> dict[str, int]:
    """Each month's place on the axis of time, from 0; a long hole takes the room of six."""
    places: dict[str, int] = {}
    for when in chart.months:
        if not places:
            places[when] = 0
            continue
        before = max(places)
        places[when] = places[before] + min(_distance(before, when), _HOLE_ROOM + 1)
    return places


def _distance(one: str, other: str) -> int:
    return (int(other[:4]) - int(one[:4])) * 12 + int(other[5:]) - int(one[5:])


def _holes(chart: Chart) -> list[tuple[str, str]]:
    pairs = pairwise(chart.months)
    return [(months_after(a), months_after(b, -1)) for a, b in pairs if _distance(a, b) > 1]


def _audit_holes(chart: Chart, rows: list[dict[str, Any]]) -> None:
    holes = [] if chart.when else _holes(chart)
    places = _places(chart)
    wanted = []
    for first, last in holes:
        before, after = places[months_after(first, -1)], places[months_after(last)]
        words = ["ingen", "rapport"] if len(chart.figure.findall(".//div[@data-width]")) > 1 else []
        text = [*words, *_hole_text(first, last)]
        ends = {"fra": before + 0.5, "til": after - 0.5, "midt": (before + after) / 2}
        wanted.append({**ends, "t": text})
        for id, report in chart.page.published.reports.items():
            if report["periode_fra"] <= last and first <= report["periode_til"]:
                chart.page.report(chart.place, f"has a hole where there is a report: {id}")
    if rows != wanted:
        chart.page.report(f"{chart.place}, spec", f"has the holes {rows}, not {wanted}")


def _audit_breaks(chart: Chart, rows: list[dict[str, Any]]) -> None:
    places = _places(chart)
    wanted = [
        {"m": when, "t": text, "x": places[when] - 0.5} for when, text in chart.breaks.items()
    ]
    if rows != wanted:
        chart.page.report(f"{chart.place}, spec", f"has the breaks {rows}, not {wanted}")


#: The room of a line of a name, and how far past the drawing area's ends a name may reach.
_NAME_LINE, _NAME_ROOM = 15, 8


def _audit_names(chart: Chart, rows: list[dict[str, Any]]) -> None:
    """The name of each of some lines stands at its end, the larger above the less, each apart."""
    place = f"{chart.place}, names of lines"
    page = chart.page
    wanted = list(chart.series) if not chart.when and len(chart.series) > 1 else []
    for key in ("s", "t"):
        names = [row["s"] if key == "s" else " ".join(row["t"]) for row in rows]
        page.expect(place, ", ".join(names), ", ".join(wanted))
    if [row["s"] for row in rows] != wanted:
        return
    ends = {name: series[max(series)].value or 0 for name, series in chart.series.items()}
    ordered = sorted(rows, key=lambda row: (-ends[row["s"]], row["y"]))
    edge = -float(_NAME_ROOM)
    for row in ordered:
        if set(row) != {"s", "t", "y"} or row["y"] - _NAME_LINE / 2 < edge - 0.1:
            page.report(place, f"«{row['s']}» does not stand under the one before: {rows}")
        edge = row["y"] - _NAME_LINE / 2 + _NAME_LINE * len(row["t"])
    if edge > chart.spec["height"] + _NAME_ROOM:
        page.report(place, f"reach past the lines: {rows}")


def _hole_text(first: str, last: str) -> list[str]:
    if first[5:] == "01" and last[5:] == "12":
        return [first[:4]] if first[:4] == last[:4] else [f"{first[:4]}–", last[:4]]
    start, end = (f"{SHORT_MONTHS[int(each[5:]) - 1]} {each[:4]}" for each in (first, last))
    return [f"{start}–", end]


# -- the rest of the spec: axes, and measures of the drawing --------------------------------------

#: Keys whose numbers are lengths, sizes and degrees of the drawing, never a figure.
MEASURES = {
    *(
        "bottom",
        "dx",
        "dy",
        "fontSize",
        "fontWeight",
        "height",
        "labelFontSize",
        "left",
        "legendX",
        "legendY",
    ),
    *("lineHeight", "opacity", "padding", "paddingInner", "paddingOuter", "right", "size"),
    *("strokeWidth", "top", "width", "yOffset"),
}
#: Strings with a digit in them that are no text of the page.
WORDS = re.compile(
    r"https://vega\.github\.io/schema/vega-lite/v6\.json|var\(--serie-[123]\)"
    r"|datum\.h == 1|isValid\(datum\.v\)|view_[0-9a-f]{16}_\d"
    r"|(?:skjermet|hull|brudd|navn)-\d"
)


def _audit_frame(chart: Chart) -> None:
    """No number stands in a spec outside its data but ticks, limits and measures."""
    names = set(chart.series)
    rest = {key: value for key, value in chart.spec.items() if key != "datasets"}
    limits = _limits(chart)
    for path, value in leaves(rest):
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        where = f"{chart.place}, spec at {'.'.join(map(str, path))}"
        if isinstance(value, bool) or (isinstance(value, str) and not re.search(r"\d", value)):
            continue
        if isinstance(value, str):
            known = value in names or WORDS.fullmatch(value) or key == "labelExpr"
        else:
            known = key in MEASURES or is_measure(path) or value in limits.get(key, ())
        if not known:
            chart.page.report(where, f"no rule explains {value!r}")
    if not chart.when:
        _audit_ticks(chart)


def is_measure(path: tuple[Any, ...]) -> bool:
    """A constant of an encoding («x»: {"value": 0}), or a pattern of dashes."""
    if path[-1] == "value" and len(path) > 2 and {"x", "y", "opacity"} & set(path):
        return True
    return bool({"strokeDash", "range"} & set(path))


def _limits(chart: Chart) -> dict[str, set[float]]:
    """The numbers that domains, ticks and constants of the data may hold."""
    limits: dict[str, set[float]] = {"datum": {0, 3}}
    values = [each.value for each in chart.all if each.value is not None]
    if chart.when:
        return limits | {"domain": {0, max([*values, 6])}}
    steps = _steps(chart)
    places = set(_places(chart).values())
    return limits | {"domain": {0, steps[-1], max(places)}, "values": {*steps, *places}}


def _encodings(chart: Chart, channel: str) -> list[dict[str, Any]]:
    layers = chart.spec.get("layer", [chart.spec])
    found = [layer.get("encoding", {}).get(channel, {}) for layer in layers]
    return [each for each in found if each.get("axis")]


def _steps(chart: Chart) -> list[int]:
    """The ticks of the axis of persons; every layer has the same."""
    found = [each["axis"]["values"] for each in _encodings(chart, "y")]
    return found[0] if found else [0]


def _audit_ticks(chart: Chart) -> None:
    """Even steps from 0 to past the largest figure, and every tick of time at its month."""
    page, place = chart.page, f"{chart.place}, axes"
    steps = _steps(chart)
    largest = max([each.value or 0 for each in chart.all])
    even = {b - a for a, b in pairwise(steps)}
    if steps[0] != 0 or len(even) != 1 or not steps[-2] < max(largest, 6) <= steps[-1]:
        page.report(place, f"has the steps {steps} for figures up to {largest}")
    for each in _encodings(chart, "y"):
        if each["axis"]["values"] != steps or each["scale"]["domain"] != [0, steps[-1]]:
            page.report(place, "has layers with different steps")
        written = {str(step): count(step) for step in steps}
        if _tick_labels(each) != written:
            page.report(place, f"writes its steps {_tick_labels(each)}, not {written}")
    months = {place: when for when, place in _places(chart).items()}
    for each in _encodings(chart, "x"):
        ticks = each["axis"]["values"]
        labels = _tick_labels(each)
        wanted = {
            str(tick): _tick(months.get(tick, ""), tick == 0, chart.of_years) for tick in ticks
        }
        if labels != wanted or each["scale"]["domain"] != [0, max(months)]:
            page.report(place, f"names its ticks {labels}, not {wanted}")


def _tick_labels(encoding: dict[str, Any]) -> dict[str, Any]:
    expression = encoding["axis"]["labelExpr"]
    try:
        return json.loads(expression.removesuffix(")[datum.value]").removeprefix("("))
    except json.JSONDecodeError:
        return {"": expression}


def _tick(when: str, first: bool, of_years: bool) -> str | list[str]:
    if not when:
        return ""
    name = SHORT_MONTHS[int(when[5:]) - 1]
    if of_years:
        return name
    return [name, when[:4]] if first or when[5:] == "01" else name


# -- texts of the drawing -------------------------------------------------------------------------


def _audit_drawn_texts(chart: Chart, place: str, picture: HtmlElement) -> None:
    """The texts of the drawing are names, figures, ticks and holes: each as often as it must."""
    page = chart.page
    wanted: Counter[str] = Counter()
    if chart.of_panels:
        for name, series in chart.series.items():
            newest = series[max(series)].value
            wanted.update([name, HIDDEN_LABEL if newest is None else count(newest)])
    elif chart.when:
        rows = chart.spec["datasets"]["tall"]
        wanted.update(text for row in rows for text in (row["k"], row["e"]))
    else:
        wanted.update(map(count, _steps(chart)))
        for label in _tick_labels(_encodings(chart, "x")[0]).values():
            wanted.update([label] if isinstance(label, str) else label)
        for hole in chart.spec["datasets"].get("hull", []):
            wanted.update(hole["t"])
        wanted.update({"brudd": len(chart.breaks)} if chart.breaks else {})
        for row in chart.spec["datasets"].get("navn", []):
            wanted.update(row["t"])
    texts = [text.strip() for svg in page.find("./svg", picture) for text in svg.itertext()]
    shown = Counter(filter(None, texts))
    for text, times in shown.items():
        page.log.explained["text of a drawing"] += times if re.search(r"\d", text) else 0
    page.log.compared["texts of drawings"] += shown.total()
    for text in shown - wanted:
        page.report(place, f"shows «{text}», which its spec does not")
    for text in wanted - shown:
        page.report(place, f"does not show «{text}»")
