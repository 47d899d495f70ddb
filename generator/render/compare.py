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
from generator.recognise.layout import MONTHS
from generator.render.compare_chart import compare_template
from generator.render.cuts import HOME, Cuts, fylke_link, group_link, measure_link, short
from generator.render.language import MONTHS_SHORT, date
from generator.render.measure import began
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
        href: its page, from the site's root.
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
    country = _country(cuts)
    by_fylke = _by_fylke(cuts)
    choices = [choice for _, listed in country for choice in listed]
    fylker = _fylker(cuts, by_fylke)
    files = {"serier.json": _file(choices)}
    files |= {f"fylke-{measure.kode}.json": _file(listed) for measure, listed in by_fylke}
    context = {
        "country": country,
        "measures": [measure for measure, _ in by_fylke],
        "fylker": fylker,
        "settings": {"versjon": _version(files), **_settings(cuts, choices, fylker)},
        "examples": tuple(_examples(country, by_fylke)),
        "groups": [group_link(code) for code in cuts.with_figures("tiltaksgruppe")],
        "most": MOST,
    }
    return Page(
        _PATH,
        "sammenlign.html.j2",
        "Sammenlign",
        "Velg to til fem tiltak, grupper eller fylker, og se dem i samme figur og samme tabell.",
        (HOME,),
        (),
        context,
        files=files,
    )


def _country(cuts: Cuts) -> list[tuple[str, list[Choice]]]:
    """What there are figures of for the whole country, in groups with a name."""
    totals = cuts.of("tiltak", ALL)
    wholes = [Choice(f"tiltaksgruppe/{ALL}", "Alle tiltak", "", {}, totals.series("Alle tiltak"))]
    wholes += [
        _choice(totals, f"hovedgruppe/{code.kode}", code.navn, {"hovedgruppe": code.kode})
        for code in cuts.with_figures("hovedgruppe")
    ]
    found = [("Alle tiltak og hovedgrupper", wholes)]
    for group in cuts.with_figures("tiltaksgruppe"):
        codes = {"tiltaksgruppe": group.kode}
        name = f"{group.navn} (hele gruppa)"
        listed = [_choice(totals, f"tiltaksgruppe/{group.kode}", name, codes)]
        listed += [
            _measure_choice(cuts, measure)
            for measure in cuts.with_figures("tiltak")
            if measure.tiltaksgruppe == group.kode
        ]
        found.append((group.navn, listed))
    return [(name, kept) for name, listed in found if (kept := [c for c in listed if c.series])]


def _choice(cut: Slice, key: str, name: str, codes: Mapping[str, str]) -> Choice:
    return Choice(key, name, f"{key}/", codes, cut.series(name, codes))


def _measure_choice(cuts: Cuts, measure: Code) -> Choice:
    codes = _codes(measure)
    series = cuts.of("tiltak", measure.kode).series(measure.navn, codes)
    link = measure_link(measure)
    key = f"tiltak/{measure.kode}"
    return Choice(key, measure.navn, link.href, codes, series, began(measure))


def _codes(measure: Code) -> dict[str, str]:
    return {"tiltaksgruppe": measure.tiltaksgruppe, "tiltak": measure.kode}


def _by_fylke(cuts: Cuts) -> list[tuple[Code, list[Choice]]]:
    """Each measure that has figures by fylke, with them; the country first."""
    found = []
    for measure in cuts.with_figures("tiltak"):
        cut = cuts.of("tiltak", measure.kode)
        codes = _codes(measure)
        listed = [_in_fylke(cut, codes, code) for code in cuts.with_figures("fylke")]
        if listed := [choice for choice in listed if choice.series]:
            whole = Choice(ALL, "Hele landet", "", codes, cut.series("Hele landet", codes))
            found.append((measure, [whole, *listed]))
    return found


def _in_fylke(cut: Slice, codes: Mapping[str, str], code: Code) -> Choice:
    more = {**codes, "fylke": code.kode}
    # A fylke of an older division may bear the name of one of today's.
    name = f"{short(code)} (til {code.gyldig_til[:4]})" if code.gyldig_til else short(code)
    return Choice(code.kode, name, fylke_link(code).href, more, cut.series(name, more))


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
    return {
        "ord": _words(),
        "maaneder": list(MONTHS),
        "korte": list(MONTHS_SHORT),
        "hoeyst": MOST,
        "noekkel": list(KEY),
        "dimensjoner": list(COLUMNS),
        "serier": {choice.key: _told(choice) for choice in choices},
        "fylker": {choice.key: {"href": choice.href} for choice in fylker},
        "brudd": [
            {
                "maaned": each.maaned,
                "dimensjon": each.dimensjon,
                "gjelder": each.gjelder,
                "tekst": each.tekst,
            }
            for each in sorted(cuts.codelists.breaks, key=lambda each: (each.maaned, each.kode))
        ],
        "figur": compare_template(MOST),
    }


def _told(choice: Choice) -> dict[str, Any]:
    told: dict[str, Any] = {"href": choice.href, "koder": dict(choice.codes)}
    if choice.new_from:
        told |= {"ny_fra": choice.new_from[:7], "ny": date(choice.new_from)}
    return told


def _examples(
    country: Sequence[tuple[str, list[Choice]]], by_fylke: Sequence[tuple[Code, list[Choice]]]
) -> Iterator[Link]:
    """A few comparisons to begin with, each of what stands first in its list."""
    wholes = [c for c in country[0][1] if c.key.startswith("hovedgruppe/")] if country else []
    if len(wholes) > 1:
        codes = ",".join(c.key.partition("/")[2] for c in wholes[:MOST])
        yield Link("Hovedgruppene", f"?hovedgruppe={codes}")
    newest = max((c.series.last for _, listed in country for c in listed), default="")
    for name, listed in country[1:]:
        measures = [
            c for c in listed if c.key.startswith("tiltak/") and newest in c.series.published
        ]
        if len(measures) > 1:
            codes = ",".join(c.key.partition("/")[2] for c in measures[:MOST])
            yield Link(f"Tiltak i gruppa {name}", f"?tiltak={codes}")
            break
    for measure, listed in by_fylke:
        shown = [c for c in listed if c.key != ALL and len(c.series.published) > 1]
        if len(shown) > 1:
            names = ", ".join(c.name for c in shown[:3])
            codes = ",".join(c.key for c in shown[:3])
            yield Link(f"{measure.navn} i {names}", f"?tiltak={measure.kode}&fylke={codes}")
            break


def _words() -> dict[str, str | list[str]]:
    """What the script says, with places for what it fills in."""
    return {
        "lagt_til": "{navn} er lagt til.",
        "tatt_bort": "{navn} er tatt bort.",
        "allerede": "{navn} er alt valgt.",
        "velg_foerst": "Velg noe i lista først.",
        "fullt": "Fem er valgt, og flere får ikke plass. Ta bort ett for å legge til et annet.",
        "ingen_valgt": "Ingenting er valgt ennå.",
        "en_til": "Velg minst ett til for å sammenligne.",
        "valgt": "{antall} av {hoeyst} valgt. Figur og tabell står under.",
        "ukjent": "Adressen har noe vi ikke har tall for, og det er hoppet over: {navn}.",
        "for_mange": "Adressen har flere enn fem valg. De fem første er med.",
        "feil": "Tallene kunne ikke hentes. Prøv å laste siden på nytt.",
        "figur_feil": "Figuren kunne ikke hentes. Tabellen under har de samme tallene.",
        "henter": "Henter figuren …",
        "uten_tall": "{navn} har ingen tall her.",
        "tittel": "{maaned}: {liste}",
        "tittel_verdi": "{navn} {verdi}",
        "ingen_felles": "Ingen måned har tall for alle de valgte",
        "diagram": "Linjediagram. {deler}",
        "diagram_fylke": "Linjediagram, {tiltak}. {deler}",
        "del": "{navn}: {ender}.",
        "del_skjult_en": "{navn}: {ender}; {antall} måned skjermet.",
        "del_skjult_flere": "{navn}: {ender}; {antall} måneder skjermet.",
        "ved": "{verdi} i {maaned}",
        "og": "{a} og {b}",
        "ingen_aa_tegne": "ingen tall å tegne",
        "skjermet": "skjermet (0–3)",
        "skjermet_lang": "skjermet, 0–3 personer",
        "skjermet_celle": "skjermet, 0–3",
        "ny_celle": "ny ordning fra {dato}",
        "mangler": "ingen tall",
        "revidert": "revidert",
        "punkt": "{navn}, {maaned}: {verdi}",
        "spenn": "{fra}–{til}",
        "hull_rad": "{spenn}: ingen rapport",
        "hull_figur": ["ingen", "rapport"],
        "brudd": "Brudd fra {maaned}: {tekst} Det gjelder {navn}.",
        "brudd_figur": "brudd",
        "ny": "{navn}: ny ordning fra {dato}. * før det betyr at tiltaket ikke fantes ennå.",
        "tabell": "{navn}: deltakere ved utgangen av måneden, nyeste først",
        "tabell_fylke": "{tiltak} i {navn}: deltakere ved utgangen av måneden, nyeste først",
        "under": "Antall personer ved utgangen av måneden",
        "under_fylke": "{tiltak}. Antall personer ved utgangen av måneden",
    }
