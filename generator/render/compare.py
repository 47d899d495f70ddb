"""The page where readers put measures or fylker side by side (``/sammenlign/``).

The page has no server behind it: it reads small files of figures that are made here, each figure
with the report line that it stands on. What the script (``assets/compare.js``) says, it is told by
the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.model.codelists import Code
from generator.model.dimensions import ALL, COLUMNS, KEY
from generator.model.language import Language
from generator.render.compare_chart import compare_template
from generator.render.compare_files import series_file, version_of
from generator.render.compare_words import words
from generator.render.cuts import Cuts, codes_of, fylke_link, group_link, home, new_from, short
from generator.render.series import Series, Slice
from generator.render.views import Link, Page

#: How many can be compared.
MOST: Final = 5

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
        "settings": {"versjon": version_of(files), **_settings(cuts, choices, fylker)},
        "examples": _examples(lang, country, by_fylke),
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


def _file(choices: Iterable[Choice]) -> bytes:
    return series_file({choice.key: choice.series.figures for choice in choices})


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
        "serier": {choice.key: _told(cuts, choice) for choice in choices},
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


def _told(cuts: Cuts, choice: Choice) -> dict[str, Any]:
    told: dict[str, Any] = {"href": choice.href, "koder": dict(choice.codes)}
    if choice.new_from:
        told |= {"ny_fra": choice.new_from[:7], "ny": cuts.lang.date(choice.new_from)}
    if "tiltak" in choice.codes:
        replaced = cuts.codelists["tiltak"][choice.codes["tiltak"]].erstatter
        told |= {"erstatter": f"tiltak/{replaced}"} if replaced else {}
    return told


def _examples(
    lang: Language,
    country: Sequence[tuple[str, list[Choice]]],
    by_fylke: Sequence[tuple[Code, list[Choice]]],
) -> list[Link]:
    """A few comparisons to begin with, each of what stands first in its list."""
    found = (
        _main_groups(lang, country),
        _measures_of_a_group(lang, country),
        _fylker_of_a_measure(lang, by_fylke),
    )
    return [link for link in found if link]


def _main_groups(lang: Language, country: Sequence[tuple[str, list[Choice]]]) -> Link | None:
    wholes = [c for c in country[0][1] if c.key.startswith("hovedgruppe/")] if country else []
    if len(wholes) < 2:
        return None
    return Link(lang.t("Hovedgruppene"), f"?hovedgruppe={_codes_of(wholes[:MOST])}")


def _measures_of_a_group(
    lang: Language, country: Sequence[tuple[str, list[Choice]]]
) -> Link | None:
    """The first group of which the newest month has figures of two measures."""
    newest = max((c.series.last for _, listed in country for c in listed), default="")
    for name, listed in country[1:]:
        measures = [
            c for c in listed if c.key.startswith("tiltak/") and newest in c.series.published
        ]
        if len(measures) > 1:
            text = lang.t("Tiltak i gruppa %(name)s", name=name)
            return Link(text, f"?tiltak={_codes_of(measures[:MOST])}")
    return None


def _fylker_of_a_measure(
    lang: Language, by_fylke: Sequence[tuple[Code, list[Choice]]], most: int = 3
) -> Link | None:
    """The first measure that has a line to draw in two fylker."""
    for measure, listed in by_fylke:
        shown = [c for c in listed if c.key != ALL and len(c.series.published) > 1][:most]
        if len(shown) > 1:
            names = lang.listing([c.name for c in shown])
            name = lang.t("%(name)s i %(places)s", name=lang.name(measure), places=names)
            return Link(name, f"?tiltak={measure.kode}&fylke={_codes_of(shown)}")
    return None


def _codes_of(choices: Iterable[Choice]) -> str:
    return ",".join(choice.key.rpartition("/")[2] for choice in choices)
