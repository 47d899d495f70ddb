"""Charts: headline, description, spec and drawing say what the observations say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml.html import HtmlElement

from tests.numbers.drawings import audit_drawing
from tests.numbers.norsk import (
    COUNT,
    HIDDEN_RANGE,
    MONTH,
    MONTHS_LISTED,
    SHORT_MONTHS,
    count,
    listing,
    lower_first,
    month,
    months_after,
    period,
)
from tests.numbers.pages import Page, describe, text_of
from tests.numbers.published import Codes, Observation, Published, Series, short

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
        by: the dimension of which each series or bar is a code; empty for the subject alone.
    """

    kinds: str
    id: str
    by: str = ""


FORMS = (
    Form("tiltak tiltaksgruppe hovedgruppe", "utvikling"),
    Form("tiltak tiltaksgruppe", "hovedgruppe", "hovedgruppe"),
    Form("tiltak tiltaksgruppe hovedgruppe", "kjonn", "kjonn"),
    Form("tiltak tiltaksgruppe", "kjonn-(?P<hovedgruppe>.+)", "kjonn"),
    Form("tiltak", "etter-(?P<by>fylke|alder|innvandring|verdensdel|utdanning)"),
    Form("tiltaksgruppe fylke", "tiltak", "tiltak"),
    Form("hovedgruppe forside", "grupper", "tiltaksgruppe"),
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
        spec: what its script element holds.
        name: what its subject is called, where it is not the page's own.
        series: name → observations, in the order of the code list; a line leaves out the hidden
            months before its measure existed.
        when: the month of a bar chart, empty for lines.
        months: the months of the axis of time: also those that a line leaves out.
    """

    page: Page
    place: str
    figure: HtmlElement
    spec: dict[str, Any]
    name: str
    series: dict[str, Series]
    when: str
    months: list[str]

    @property
    def kind(self) -> str:
        """What a description begins with."""
        return "Stolpediagram" if self.when else "Linjediagram"

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
        return {} if self.when else {when: known[when] for when in sorted(joined & set(known))}

    @property
    def all(self) -> list[Observation]:
        """Every observation that it shows."""
        return [each for series in self.series.values() for each in series.values()]


def audit_charts(page: Page) -> None:
    """Compare every chart of a page."""
    for figure in page.find("//figure[not(ancestor::template)]"):
        chart = _chart(page, figure)
        if chart is None:
            page.report(f"figure #{figure.get('id')}", "is no known kind of chart")
            continue
        for each in chart.all:
            page.observation(chart.place, each.key)
        _audit_texts(chart)
        _audit_spec(chart)
        for picture in page.find(".//div[@data-width]", figure):
            width = picture.get("data-width", "")
            page.take_attribute(picture, "data-width", "measure of a drawing")
            place = f"{chart.place}, drawing {width} wide"
            _audit_drawn_texts(chart, place, picture)
            audit_drawing(page, place, picture, chart.spec, int(width), len(chart.series))
            for drawing in page.find("./svg", picture):
                page.read.add(drawing)


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
            script = page.find("./script", figure)[0]
            page.read.add(script)
            whole = _series(page.published, codes, by, name, when)
            months = sorted({each for series in whole.values() for each in series})
            series = whole if when else _existing(page.published, whole)
            place = f"chart #{id}"
            spec = _read_spec(page, place, script.text_content())
            own = name if fixed else ""
            return spec and Chart(page, place, figure, spec, own, series, when, months)
    return None


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
    if not by:
        return {name: published.series(codes)}
    parts = published.parts(codes, by)
    named = {short(published.name(by, code)): series for code, series in parts.items()}
    if not when:
        return named
    return {name: {when: series[when]} for name, series in named.items() if when in series}


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
        shown = text_of(subtitle)
        right = rf"Antall personer(?: etter tiltaksgruppe)?, {month(chart.when)}"
        if not re.fullmatch(right, shown):
            page.report(f"{chart.place}, subtitle", f"«{shown}» is not understood")
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


def _description(chart: Chart) -> str:
    def told(each: Observation) -> str:
        return HIDDEN_SHORT if each.value is None else count(each.value)

    if chart.when:
        bars = ", ".join(f"{name}: {told(s[chart.when])}" for name, s in chart.series.items())
        return f"Stolpediagram. {bars}."
    lines = []
    for name, series in chart.series.items():
        ends = dict.fromkeys([min(series), max(series)])
        text = " og ".join(f"{told(series[end])} i {month(end)}" for end in ends)
        hidden = sum(each.value is None for each in series.values())
        if hidden:
            text += f"; {count(hidden)} {'måned' if hidden == 1 else 'måneder'} skjermet"
        lines.append(f"{name}: {text}.")
    return f"Linjediagram. {' '.join(lines)}"


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


def _values(series: Series) -> dict[str, int]:
    return {when: each.value for when, each in series.items() if each.value is not None}


def months_with(series: Series, value: int) -> str:
    """The months with a figure, as they are listed: two at most, or the first and how many more."""
    months = [month(when) for when, each in series.items() if each.value == value]
    if len(months) < 3:
        return listing(months)
    others = len(months) - 1
    return f"{months[0]} og {count(others)} andre måneder"


@_claim(rf"flest i {MONTHS_LISTED}: {COUNT}(?P<least>, færrest i {MONTHS_LISTED}: {COUNT})?")
def _extremes(match: re.Match[str], chart: Chart) -> str:
    series = _only(chart)
    values = _values(series)
    most, least = max(values.values()), min(values.values())
    text = f"flest i {months_with(series, most)}: {count(most)}"
    if match["least"]:
        if len(values) < len(series):
            return f"{text} (no least: some months are hidden)"
        text += f", færrest i {months_with(series, least)}: {count(least)}"
    return text


@_claim(rf"like mange alle månedene: {COUNT}")
def _constant(match: re.Match[str], chart: Chart) -> str:
    values = {each.value for each in chart.all}
    if len(values) > 1 or None in values:
        return "(they are not all the same)"
    return f"like mange alle månedene: {count(values.pop() or 0)}"


@_claim("alle tallene er skjermet")
def _all_hidden(match: re.Match[str], chart: Chart) -> str:
    return "(not all are hidden)" if any(_values(s) for s in chart.series.values()) else match[0]


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
    f"|kvinner og menn: minst ett av tallene for {MONTH} er skjermet"
)
def _women_and_men(match: re.Match[str], chart: Chart) -> str:
    when = _newest(chart)
    values = chart.at(when)
    if len(values) < 2:
        return f"kvinner og menn: minst ett av tallene for {month(when)} er skjermet"
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
        found = shown.pop((row[label], each.period), None)
        where = f"{place}, row «{row[label]}», {month(each.period)}"
        page.log.compared["rows of specs"] += 1
        if found is None:
            page.report(where, f"is not there: {describe(each)}")
            continue
        if found != row:
            page.report(where, f"holds {_json(found)}, not {_json(row)}")
    for row in shown.values():
        page.report(place, f"has a row for no observation: {_json(row)}")
    if set(data) - {"tall", "hull", "brudd"}:
        page.report(place, f"has datasets that are not known: {sorted(data)}")
    _audit_holes(chart, data.get("hull", []))
    _audit_breaks(chart, data.get("brudd", []))
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
                row |= {"h": 1, "t": f"{name}, {month(when)}: {HIDDEN_TOLD}"}
            else:
                stretch += before != months_after(when, -1)
                before = when
                told = f"{name}, {month(when)}: {count(each.value)}"
                row |= {"v": each.value, "d": stretch, "t": told}
            yield row, each


def _bar_rows(chart: Chart) -> Iterator[tuple[dict[str, Any], Observation]]:
    for name, series in chart.series.items():
        each = series[chart.when]
        if each.value is None:
            told = f"{name}: {HIDDEN_TOLD}"
            yield {"k": name, "h": 1, "e": HIDDEN_LABEL, "t": told}, each
        else:
            text = count(each.value)
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
        text = ["ingen", "rapport", *_hole_text(first, last)]
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


def _hole_text(first: str, last: str) -> list[str]:
    if first[5:] == "01" and last[5:] == "12":
        return [first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"]
    start, end = (f"{SHORT_MONTHS[int(each[5:]) - 1]} {each[:4]}" for each in (first, last))
    return [f"{start}–", end]


# -- the rest of the spec: axes, and measures of the drawing --------------------------------------

#: Keys whose numbers are lengths, sizes and degrees of the drawing, never a figure.
_MEASURES = {
    *("bottom", "dx", "dy", "fontSize", "height", "labelFontSize", "left", "legendX", "legendY"),
    *("lineHeight", "opacity", "padding", "paddingInner", "paddingOuter", "right", "size"),
    *("strokeWidth", "top", "width", "yOffset"),
}
#: Strings with a digit in them that are no text of the page.
_WORDS = re.compile(
    r"https://vega\.github\.io/schema/vega-lite/v6\.json|var\(--serie-[123]\)"
    r"|datum\.h == 1|isValid\(datum\.v\)|view_[0-9a-f]{16}_\d"
    r"|(?:skjermet|hull|brudd)-\d"
)


def _audit_frame(chart: Chart) -> None:
    """No number stands in a spec outside its data but ticks, limits and measures."""
    names = set(chart.series)
    rest = {key: value for key, value in chart.spec.items() if key != "datasets"}
    limits = _limits(chart)
    for path, value in _leaves(rest):
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        where = f"{chart.place}, spec at {'.'.join(map(str, path))}"
        if isinstance(value, bool) or (isinstance(value, str) and not re.search(r"\d", value)):
            continue
        if isinstance(value, str):
            known = value in names or _WORDS.fullmatch(value) or key == "labelExpr"
        else:
            known = key in _MEASURES or _is_measure(path) or value in limits.get(key, ())
        if not known:
            chart.page.report(where, f"no rule explains {value!r}")
    if not chart.when:
        _audit_ticks(chart)


def _leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:  # noqa: ANN401
    if isinstance(node, dict | list):
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in items:
            yield from _leaves(value, (*path, key))
    elif node is not None:
        yield path, node


def _is_measure(path: tuple[Any, ...]) -> bool:
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
    months = {place: when for when, place in _places(chart).items()}
    for each in _encodings(chart, "x"):
        ticks = each["axis"]["values"]
        labels = _tick_labels(each)
        wanted = {str(tick): _tick(months.get(tick, ""), tick == 0) for tick in ticks}
        if labels != wanted or each["scale"]["domain"] != [0, max(months)]:
            page.report(place, f"names its ticks {labels}, not {wanted}")


def _tick_labels(encoding: dict[str, Any]) -> dict[str, Any]:
    expression = encoding["axis"]["labelExpr"]
    try:
        return json.loads(expression.removesuffix(")[datum.value]").removeprefix("("))
    except json.JSONDecodeError:
        return {"": expression}


def _tick(when: str, first: bool) -> str | list[str]:
    if not when:
        return ""
    name = SHORT_MONTHS[int(when[5:]) - 1]
    return [name, when[:4]] if first or when[5:] == "01" else name


# -- texts of the drawing -------------------------------------------------------------------------


def _audit_drawn_texts(chart: Chart, place: str, picture: HtmlElement) -> None:
    """The texts of the drawing are names, figures, ticks and holes: each as often as it must."""
    page = chart.page
    wanted: Counter[str] = Counter()
    if chart.when:
        rows = chart.spec["datasets"]["tall"]
        wanted.update(text for row in rows for text in (row["k"], row["e"]))
    else:
        wanted.update(map(count, _steps(chart)))
        for label in _tick_labels(_encodings(chart, "x")[0]).values():
            wanted.update([label] if isinstance(label, str) else label)
        for hole in chart.spec["datasets"].get("hull", []):
            wanted.update(hole["t"])
        wanted.update({"brudd": len(chart.breaks)})
        if len(chart.series) > 1:
            wanted.update(list(chart.series))
    texts = [text.strip() for svg in page.find("./svg", picture) for text in svg.itertext()]
    shown = Counter(filter(None, texts))
    for text, times in shown.items():
        page.log.explained["text of a drawing"] += times if re.search(r"\d", text) else 0
    page.log.compared["texts of drawings"] += shown.total()
    for text in shown - wanted:
        page.report(place, f"shows «{text}», which its spec does not")
    for text in wanted - shown:
        page.report(place, f"does not show «{text}»")
