"""The pages of fylker (``/fylke/``, ``/fylke/<kode>/``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.codelists import Code
from generator.model.figures import Derived, Figure, Published, share_of
from generator.render import sentences
from generator.render.charts import Chart
from generator.render.cuts import FYLKER, HOME, Cuts, fylke_link, measure_link, short
from generator.render.language import lower_first, month, number, share, signed
from generator.render.sections import PERSONS, lines, newest_bars
from generator.render.series import Series, Slice, years_of
from generator.render.views import Link, Page, Row, Section, Table, category_table, sources_of

#: Areas that are no fylke: they have figures, but no place among the fylker.
NOT_FYLKER = ("99", "ukjent")


@dataclass(frozen=True)
class Standing:
    """How a measure stands in a fylke, newest month."""

    measure: Link
    figure: Figure
    change: str
    share: str
    rank: str
    source: tuple[Any, ...]


@dataclass(frozen=True)
class Tile:
    """A fylke's place in the tile grid of the country, counted from 0."""

    link: Link
    column: int
    row: int
    here: bool


def tiles(cuts: Cuts, here: str = "") -> list[Tile]:
    """The tile grid of the fylker that have figures and a place in it."""
    return [
        Tile(fylke_link(code), int(code.rutekolonne), int(code.ruterad), code.kode == here)
        for code in cuts.with_figures("fylke")
        if code.rutekolonne
    ]


def fylke_page(cuts: Cuts, code: Code) -> Page:
    """The page of one fylke (or of «øvrige områder» or «ukjent»)."""
    rows = cuts.rows("fylke", code.kode)
    cut = cuts.of("fylke", code.kode)
    series = _measures_here(cuts, cut, code)
    largest = max(series, key=lambda pair: _size(pair[1].newest))
    name = short(code)
    lead = sentences.level(largest[1], f"i tiltaket {largest[0].navn} i {_place(code)}")
    if not any(isinstance(each.newest, Published) for _, each in series):
        newest = month(max(each.last for _, each in series))
        lead = (
            f"Alle tallene for {_place(code)} i {newest} er skjermet: {sentences.TOO_FEW} personer."
        )
    context = {
        "lead": lead,
        "code": code,
        "standings": _standings(cuts, code, series),
        "newest": month(max(s.last for _, s in series)),
        "tiles": tiles(cuts, code.kode),
        "others": [fylke_link(c) for c in cuts.with_figures("fylke") if c.kode in NOT_FYLKER],
        "hidden": sum(len(s.figures) - len(s.published) for _, s in series),
        "cells": sum(len(s.figures) for _, s in series),
        "place": _place(code),
        "is_fylke": code.kode not in NOT_FYLKER,
    }
    description = f"{lead} Månedstall for tiltak i {_place(code)} fra NAVs rapporter."
    sections = _sections(cut, code, series)
    return Page(
        f"fylke/{code.kode}/",
        "fylke.html.j2",
        name,
        description,
        (HOME, FYLKER),
        sections,
        context,
        rows,
    )


def _place(code: Code) -> str:
    return lower_first(short(code)) if code.kode in NOT_FYLKER else short(code)


def _size(figure: Figure) -> int:
    return figure.value if isinstance(figure, Published) else -1


def _measures_here(cuts: Cuts, cut: Slice, code: Code) -> list[tuple[Code, Series]]:
    found = [
        (
            measure,
            cut.series(
                measure.navn,
                tiltaksgruppe=measure.tiltaksgruppe,
                tiltak=measure.kode,
                fylke=code.kode,
            ),
        )
        for measure in cuts.with_figures("tiltak")
    ]
    return [(measure, series) for measure, series in found if series]


def _sections(cut: Slice, code: Code, series: Sequence[tuple[Code, Series]]) -> tuple[Section, ...]:
    named = [s for _, s in series]
    bars = newest_bars(
        "tiltak", named, what="Antall personer", ordered=True, most="Flest deltakere"
    )
    tables = tuple(
        category_table(
            f"maaneder-{year}",
            f"Deltakere i {_place(code)} etter tiltak",
            "Tiltak",
            [(measure_link(measure), each) for measure, each in series],
            year,
        )
        for year in years_of(named)
    )
    charts: tuple[Chart, ...] = tuple(
        lines(
            f"serie-{measure.kode}",
            [each],
            f"{measure.navn}: {_lower(sentences.extremes(each))}",
            PERSONS,
        )
        for measure, each in series
        if each.published
    )
    return (
        Section("naa", "Tiltakene nå", (), (bars,)),
        Section("maaneder", "Måned for måned", (), charts, tables),
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _standings(cuts: Cuts, code: Code, series: Sequence[tuple[Code, Series]]) -> list[Standing]:
    standings = []
    for measure, each in series:
        whole = cuts.of("tiltak", measure.kode)
        codes = {"tiltaksgruppe": measure.tiltaksgruppe, "tiltak": measure.kode}
        country = whole.series("", codes).figures.get(each.last)
        part = share_of(each.newest, country)
        changed = sentences.monthly_change(each)
        standings.append(
            Standing(
                measure_link(measure),
                each.newest,
                signed(int(changed.value)) if changed else "",
                share(*_numbers(part)) if part else "",
                _rank(cuts, whole, code, codes, each.last),
                sources_of([each.newest]),
            )
        )
    return standings


def _numbers(part: Derived) -> tuple[int, int]:
    return part.parts[0].value, part.parts[1].value


def _rank(cuts: Cuts, whole: Slice, code: Code, codes: Mapping[str, str], periode: str) -> str:
    """«3. av 15 fylker»; empty for what is no fylke and wherever a fylke's figure is hidden."""
    figures = {
        each.kode: whole.series("", codes, fylke=each.kode).figures.get(periode)
        for each in cuts.codelists["fylker"].parts
        if each.kode not in NOT_FYLKER
    }
    values = {kode: f.value for kode, f in figures.items() if isinstance(f, Published)}
    if code.kode not in values or len(values) < sum(f is not None for f in figures.values()):
        return ""
    place = 1 + sum(value > values[code.kode] for value in values.values())
    tied = sum(value == values[code.kode] for value in values.values()) > 1
    return f"{'delt ' * tied}{place}. av {number(len(values))}"


def fylke_list_page(cuts: Cuts) -> Page:
    """``/fylke/``: the tile grid, and each measure by fylke in its newest month."""
    codes = cuts.with_figures("fylke")
    rows = cuts.publication.observations["fylke"] != "alle"
    measures = [
        (measure, cuts.of("tiltak", measure.kode)) for measure in cuts.with_figures("tiltak")
    ]
    tables = _newest_by_fylke(measures, codes)
    newest = month(max(periode for *_, periode in tables)) if tables else ""
    context = {
        "tiles": tiles(cuts),
        "others": [fylke_link(c) for c in codes if c.kode in NOT_FYLKER],
    }
    table = _fylke_table(codes, tables, newest)
    description = "Deltakere i arbeidsmarkedstiltak i hvert fylke, måned for måned."
    return Page(
        "fylke/",
        "fylker.html.j2",
        "Fylker",
        description,
        (HOME,),
        (Section("tall", f"Tall for {newest}", (), (), (table,)),),
        context,
        rows.to_numpy().nonzero()[0],
    )


def _newest_by_fylke(
    measures: Sequence[tuple[Code, Slice]], codes: Sequence[Code]
) -> list[tuple[Code, dict[str, Series], str]]:
    found = []
    for measure, cut in measures:
        fixed = {"tiltaksgruppe": measure.tiltaksgruppe, "tiltak": measure.kode}
        series = {c.kode: cut.series("", fixed, fylke=c.kode) for c in codes}
        with_figures = [s.last for s in series.values() if s]
        if with_figures:
            found.append((measure, series, max(with_figures)))
    return found


def _fylke_table(
    codes: Sequence[Code], measures: Sequence[tuple[Code, dict[str, Series], str]], newest: str
) -> Table:
    rows = tuple(
        Row(
            fylke_link(code),
            tuple(series[code.kode].figures.get(last) for _, series, last in measures),
        )
        for code in codes
    )
    caption = f"Deltakere etter fylke og tiltak, {newest}"
    names = tuple(measure.navn for measure, *_ in measures)
    return Table("fylker", caption, "Fylke", names, rows, linked=True)
