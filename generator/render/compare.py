"""The page where readers put measures or fylker side by side (``/sammenlign/``).

The page has no server behind it: it reads small files of figures that are made here, each figure
with the report line that it stands on. What the script (``assets/compare.js``) says, it is told by
the page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from generator.model.codelists import Code
from generator.model.dimensions import ALL, COLUMNS, KEY
from generator.model.figures import Figure, Published
from generator.model.language import Language
from generator.render.compare_chart import compare_template
from generator.render.compare_words import words
from generator.render.cuts import Cuts, codes_of, fylke_link, group_link, home, new_from, short
from generator.render.series import Series, Slice, month_index
from generator.render.views import Link, Page

#: How many can be compared.
MOST: Final = 5
#: How a hidden figure stands in the files: never as a number, and never as nothing.
HIDDEN_MARK: Final = "*"

_PATH: Final = "sammenlign/"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen.

    Attributes:
        key: what the address calls it: ``tiltak/mentor``, ``tiltaksgruppe/alle``; for a fylke its
            code alone.
        name: what it is called; no two have the same.
        href: its page, from the front page.
        codes: the codes of its cells, by dimension.
        series: its figures.
        new_from: the day on which the measure began (``YYYY-MM-DD``), where hidden figures before
            it mean that it did not exist.
    """

    key: str
    name: str
    href: str
    codes: Mapping[str, str]
    series: Series
    new_from: str = ""


def compare_page(cuts: Cuts) -> Page:
    """``/sammenlign/`` with its files of figures."""
    lang = cuts.lang
    country = _country(cuts)
    by_fylke = _by_fylke(cuts)
    choices = [choice for _, listed in country for choice in listed]
    fylker = _fylker(cuts, by_fylke)
    files = {"serier.json": _file(choices)}
    files |= {f"fylke-{measure.kode}.json": _file(listed) for measure, listed in by_fylke}
    context = {
        "country": country,
        "measures": [(measure.kode, lang.name(measure)) for measure, _ in by_fylke],
        "fylker": fylker,
        "settings": {"versjon": _version(files), **_settings(cuts, choices, fylker)},
        "examples": tuple(_examples(lang, country, by_fylke)),
        "groups": [group_link(lang, code) for code in cuts.with_figures("tiltaksgruppe")],
        "breaks": (),
        "cautions": (),
    }
    return Page(
        lang,
        _PATH,
        "sammenlign.html.j2",
        lang.t("Sammenlign"),
        lang.t(
            "Velg to til fem tiltak, grupper eller fylker, og se dem i samme figur og samme tabell."
        ),
        (home(lang),),
        context=context,
        files=files if lang.norwegian else {},
    )


def _country(cuts: Cuts) -> list[tuple[str, list[Choice]]]:
    """What there are figures of for the whole country, in groups with a name."""
    lang = cuts.lang
    totals = cuts.of("tiltak", ALL)
    every = lang.t("Alle tiltak")
    wholes = [Choice(f"tiltaksgruppe/{ALL}", every, "", {}, totals.series(every))]
    wholes += [
        _choice(totals, f"hovedgruppe/{code.kode}", lang.name(code), {"hovedgruppe": code.kode})
        for code in cuts.with_figures("hovedgruppe")
    ]
    found = [(lang.t("Alle tiltak og hovedgrupper"), wholes)]
    for group in cuts.with_figures("tiltaksgruppe"):
        codes = {"tiltaksgruppe": group.kode}
        name = lang.t("%(name)s (hele gruppa)", name=lang.name(group))
        listed = [_choice(totals, f"tiltaksgruppe/{group.kode}", name, codes)]
        listed += [
            _measure_choice(cuts, measure)
            for measure in cuts.with_figures("tiltak")
            if measure.tiltaksgruppe == group.kode
        ]
        found.append((lang.name(group), listed))
    return [(name, kept) for name, listed in found if (kept := [c for c in listed if c.series])]


def _choice(cut: Slice, key: str, name: str, codes: Mapping[str, str]) -> Choice:
    return Choice(key, name, f"{key}/", codes, cut.series(name, codes))


def _measure_choice(cuts: Cuts, measure: Code) -> Choice:
    codes = codes_of(measure)
    name = cuts.lang.name(measure)
    series = cuts.of("tiltak", measure.kode).series(name, codes)
    key = f"tiltak/{measure.kode}"
    return Choice(key, name, f"{key}/", codes, series, new_from(measure))


def _by_fylke(cuts: Cuts) -> list[tuple[Code, list[Choice]]]:
    """Each measure that has figures by fylke, with them; the country first."""
    found = []
    for measure in cuts.with_figures("tiltak"):
        cut = cuts.of("tiltak", measure.kode)
        codes = codes_of(measure)
        listed = [_in_fylke(cuts.lang, cut, codes, code) for code in cuts.with_figures("fylke")]
        if listed := [choice for choice in listed if choice.series]:
            name = cuts.lang.t("Hele landet")
            whole = Choice(ALL, name, "", codes, cut.series(name, codes))
            found.append((measure, [whole, *listed]))
    return found


def _in_fylke(lang: Language, cut: Slice, codes: Mapping[str, str], code: Code) -> Choice:
    more = {**codes, "fylke": code.kode}
    # A fylke of an older division may bear the name of one of today's.
    name = short(lang, code)
    if code.gyldig_til:
        name = lang.t("%(name)s (til %(year)s)", name=name, year=code.gyldig_til[:4])
    return Choice(code.kode, name, fylke_link(lang, code).href, more, cut.series(name, more))


def _fylker(cuts: Cuts, by_fylke: Sequence[tuple[Code, list[Choice]]]) -> list[Choice]:
    """Every fylke that can be chosen, the country first, then as in the code list."""
    found = {choice.key: choice for _, listed in by_fylke for choice in listed}
    keys = (ALL, *(code.kode for code in cuts.with_figures("fylke")))
    return [found[key] for key in keys if key in found]


# -- files ----------------------------------------------------------------------------------------


def _file(choices: Iterable[Choice]) -> bytes:
    """The figures of some choices as JSON: key → runs of months."""
    series = {choice.key: list(_runs(choice.series.figures)) for choice in choices}
    return (_json(series) + "\n").encode()


def _version(files: Mapping[str, bytes]) -> str:
    """What the script asks for the files by, so that it never gets those of another build."""
    return hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()[:8]


def _runs(figures: Mapping[str, Figure]) -> Iterator[dict[str, Any]]:
    """Figures that follow each other by month and along a line of a report, together.

    Yields:
        The first month, the report, the line, the data column of the first figure, and the
        figures: numbers, or ``*`` for a hidden one. ``revidert`` counts, from 0, those that an
        older report had otherwise.
    """
    for _, each in groupby(enumerate(sorted(figures.items())), _run_of):
        run = [pair for _, pair in each]
        first, figure = run[0]
        found: dict[str, Any] = {
            "fra": first,
            "rapport": figure.place.rapport,
            "linje": figure.place.linje,
            "kolonne": figure.place.kolonne,
            "antall": [_value(one) for _, one in run],
        }
        if revised := [number for number, (_, one) in enumerate(run) if one.revised]:
            found["revidert"] = revised
        yield found


def _run_of(numbered: tuple[int, tuple[str, Figure]]) -> tuple[str, int, int, int]:
    """What figures of the same run have in common."""
    number, (periode, figure) = numbered
    place = figure.place
    return place.rapport, place.linje, month_index(periode) - number, place.kolonne - number


def _value(figure: Figure) -> int | str:
    return figure.value if isinstance(figure, Published) else HIDDEN_MARK


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# -- what the script is told ----------------------------------------------------------------------


def _settings(cuts: Cuts, choices: Sequence[Choice], fylker: Sequence[Choice]) -> dict[str, Any]:
    """Names are those of the lists on the page; here is what they do not say."""
    lang = cuts.lang
    return {
        "ord": words(lang),
        "tusen": lang.number(1000)[1:-3],
        "maaneder": list(lang.months),
        "korte": list(lang.months_short),
        "hoeyst": MOST,
        "noekkel": list(KEY),
        "dimensjoner": list(COLUMNS),
        "serier": {choice.key: _told(lang, choice) for choice in choices},
        "fylker": {choice.key: {"href": choice.href} for choice in fylker},
        "brudd": [
            {
                "maaned": each.maaned,
                "dimensjon": each.dimensjon,
                "gjelder": each.gjelder,
                "tekst": lang.broken(each),
            }
            for each in sorted(cuts.codelists.breaks, key=lambda each: (each.maaned, each.kode))
        ],
        "figur": compare_template(MOST),
    }


def _told(lang: Language, choice: Choice) -> dict[str, Any]:
    told: dict[str, Any] = {"href": choice.href, "koder": dict(choice.codes)}
    if choice.new_from:
        told |= {"ny_fra": choice.new_from[:7], "ny": lang.date(choice.new_from)}
    return told


def _examples(
    lang: Language,
    country: Sequence[tuple[str, list[Choice]]],
    by_fylke: Sequence[tuple[Code, list[Choice]]],
) -> Iterator[Link]:
    """A few comparisons to begin with, each of what stands first in its list."""
    wholes = [c for c in country[0][1] if c.key.startswith("hovedgruppe/")] if country else []
    if len(wholes) > 1:
        codes = ",".join(c.key.partition("/")[2] for c in wholes[:MOST])
        yield Link(lang.t("Hovedgruppene"), f"?hovedgruppe={codes}")
    newest = max((c.series.last for _, listed in country for c in listed), default="")
    for name, listed in country[1:]:
        measures = [
            c for c in listed if c.key.startswith("tiltak/") and newest in c.series.published
        ]
        if len(measures) > 1:
            codes = ",".join(c.key.partition("/")[2] for c in measures[:MOST])
            yield Link(lang.t("Tiltak i gruppa %(name)s", name=name), f"?tiltak={codes}")
            break
    for measure, listed in by_fylke:
        shown = [c for c in listed if c.key != ALL and len(c.series.published) > 1]
        if len(shown) > 1:
            names = lang.listing([c.name for c in shown[:3]])
            name = lang.t("%(name)s i %(places)s", name=lang.name(measure), places=names)
            codes = ",".join(c.key for c in shown[:3])
            yield Link(name, f"?tiltak={measure.kode}&fylke={codes}")
            break
