"""The page of comparisons: its files of figures, its lists, and what its script is told."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from lxml.html import HtmlElement

from tests.numbers.norsk import MONTHS, SHORT_MONTHS, date, months_after
from tests.numbers.pages import Page, describe, text_of
from tests.numbers.published import ALL, DIMENSIONS, Observation, Published, Series, short

MOST = 5
COUNTRY = "serier.json"
#: What can be chosen for the whole country.
_CHOSEN = ("hovedgruppe", "tiltaksgruppe", "tiltak")


def comparison_files(published: Published) -> dict[str, dict[str, Series]]:
    """File → key → the observations that it must hold, month by month."""
    country = {
        f"{dimension}/{code}": series
        for dimension in _CHOSEN
        for code, series in published.parts({}, dimension).items()
    }
    if whole := published.series({}):
        country[f"tiltaksgruppe/{ALL}"] = whole
    files = {COUNTRY: country}
    for measure in published.codes_of("tiltak"):
        codes = published.with_group({"tiltak": measure})
        if parts := published.parts(codes, "fylke"):
            files[f"fylke-{measure}.json"] = {ALL: published.series(codes), **parts}
    return files


def comparison_fault(published: Published, query: str) -> str:
    """What is wrong with the address of a comparison; empty for nothing."""
    pairs = parse_qsl(query, keep_blank_values=True)
    chosen = [(name, code) for name, codes in pairs for code in codes.split(",") if code]
    for name, code in chosen:
        if name not in (*_CHOSEN, "fylke") or code not in {ALL, *published.codes_of(name)}:
            return f"«{query}» names no code of ours: {name} {code}"
    return "" if 0 < len(chosen) <= MOST + 1 else f"«{query}» chooses too many"


def audit_comparisons(page: Page) -> None:
    """Audit the page, the files beside it, and the settings of its script."""
    files = comparison_files(page.published)
    for name, wanted in files.items():
        _audit_file(page, name, wanted)
    _audit_lists(page, files)
    (script,) = page.find("//script[@id='innstillinger']")
    _audit_settings(page, json.loads(script.text or ""), files)
    page.read.add(script)


def _audit_file(page: Page, name: str, wanted: Mapping[str, Series]) -> None:
    file = page.folder / page.address / name
    if not file.is_file():
        page.report(name, "is not there")
        return
    data = json.loads(file.read_text("utf-8"))
    if set(data) != set(wanted):
        page.report(name, f"has other series than it must: {sorted(set(data) ^ set(wanted))}")
    for key, series in wanted.items():
        found = dict(_figures(data.get(key, [])))
        for when in sorted({*found, *series}):
            right = _right(page.published, series.get(when))
            if found.get(when) != right:
                told = f": {describe(series[when])}" if when in series else ""
                page.report(f"{name}, {key}, {when}", f"has {found.get(when)}, not {right}{told}")
            page.log.compared["figures in files of comparisons"] += 1


def _figures(runs: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each month of some runs, with all that the file says of it."""
    for run in runs:
        when = run["fra"]
        for place, value in enumerate(run["antall"]):
            revised = place in run.get("revidert", ())
            yield when, (value, run["rapport"], run["linje"], run["kolonne"] + place, revised)
            when = months_after(when)


def _right(published: Published, each: Observation | None) -> tuple[Any, ...] | None:
    if each is None:
        return None
    value = "*" if each.value is None else each.value
    return value, each.report, each.line, each.column, each.key in published.revised


def _audit_lists(page: Page, files: Mapping[str, Mapping[str, Series]]) -> None:
    """Everything that there are figures of can be chosen, by its name."""
    measures = [name[len("fylke-") : -len(".json")] for name in files if name != COUNTRY]
    fylker = {code for name in files if name != COUNTRY for code in files[name]}
    lists = {
        "velg-tiltak": {key: _name(page.published, key) for key in files[COUNTRY]},
        "i-tiltak": {code: page.published.name("tiltak", code) for code in measures},
        "velg-fylke": {code: _fylke(page.published, code) for code in fylker},
    }
    for id, wanted in lists.items():
        options = page.find(f"//select[@id='{id}']//option[@value!='']")
        found = {option.get("value"): text_of(option) for option in options}
        if found != wanted:
            wrong = sorted(set(found.items()) ^ set(wanted.items()))
            page.report(f"list «{id}»", f"is not what there are figures of: {wrong}")
        for option in options:
            _take_option(page, option)


def _take_option(page: Page, option: HtmlElement) -> None:
    page.take(option, "name in a list")
    page.take_attribute(option, "value", "code in a list")


def _name(published: Published, key: str) -> str:
    dimension, code = key.split("/")
    if code == ALL:
        return "Alle tiltak"
    name = published.name(dimension, code)
    return f"{name} (hele gruppa)" if dimension == "tiltaksgruppe" else name


def _fylke(published: Published, code: str) -> str:
    if code == ALL:
        return "Hele landet"
    until = published.row("fylke", code)["gyldig_til"][:4]
    return short(published.name("fylke", code)) + (f" (til {until})" if until else "")


def _audit_settings(
    page: Page, settings: dict[str, Any], files: Mapping[str, Mapping[str, Series]]
) -> None:
    """What the script is told of the series, the breaks and the months; and its words."""
    published = page.published
    fylker = {code for name in files if name != COUNTRY for code in files[name]}
    data = [(page.folder / page.address / name).read_bytes() for name in sorted(files)]
    wanted = {
        "versjon": hashlib.sha256(b"".join(data)).hexdigest()[:8],
        "hoeyst": MOST,
        "maaneder": list(MONTHS),
        "korte": list(SHORT_MONTHS),
        "dimensjoner": list(DIMENSIONS),
        "noekkel": ["periodetype", "periode", *DIMENSIONS],
        "serier": {key: _told(published, key) for key in files[COUNTRY]},
        "fylker": {c: {"href": "" if c == ALL else f"fylke/{c}/"} for c in fylker},
        "brudd": [
            {column: row[column] for column in ("maaned", "dimensjon", "gjelder", "tekst")}
            for row in sorted(published.breaks, key=lambda row: (row["maaned"], row["kode"]))
        ],
    }
    for name, right in wanted.items():
        if settings[name] != right:
            page.report(f"settings, {name}", f"are {settings[name]}, not {right}")
    words = json.dumps(settings["ord"], ensure_ascii=False)
    if left := re.findall(r"\d", re.sub(r"(?<!\d)0–3(?!\d)", "", words)):
        page.report("settings, ord", f"have numbers of their own: {left}")
    _audit_figure(page, settings["figur"])


def _told(published: Published, key: str) -> dict[str, Any]:
    dimension, code = key.split("/")
    codes = {} if code == ALL else published.with_group({dimension: code})
    told: dict[str, Any] = {"href": f"{key}/" if codes else "", "koder": codes}
    if since := published.new_from(codes):
        told |= {"ny_fra": since[:7], "ny": date(since)}
    if dimension == "tiltak" and (old := published.lists["tiltak"].get(code, {}).get("erstatter")):
        told["erstatter"] = f"tiltak/{old}"
    return told


def _audit_figure(page: Page, figure: dict[str, Any]) -> None:
    """The chart brings no data, and shows a hidden figure as 0 to 3 whoever it is."""
    text = json.dumps(figure)
    if "datasets" in text or 'values": [{' in text:
        page.report("settings, figur", "has data of its own")
    ends = [
        (layer["encoding"]["y"].get("datum"), layer["encoding"].get("y2", {}).get("datum"))
        for layer in figure["layer"]
        if layer.get("transform") == [{"filter": "datum.h == 1"}]
    ]
    if ends != [(0, 3), (0, None)]:
        page.report("settings, figur", f"draws hidden figures at {ends}")
