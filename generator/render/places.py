"""The pages of fylker (``/fylke/``, ``/fylke/<kode>/``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.codelists import Code
from generator.model.dimensions import ALL
from generator.model.figures import Figure, Published, share_of
from generator.model.language import Language, capital, lower_first
from generator.render import sentences
from generator.render.cautions import ANY_FYLKE, breaks_of, fylke_cautions
from generator.render.charts import Chart
from generator.render.cuts import Cuts, fylke_link, fylker, home, measure_link, new_from, short
from generator.render.lines import line_chart
from generator.render.sections import newest_bars, newest_key, persons
from generator.render.series import Series, Slice, hidden_before, years_of
from generator.render.tiles import tiles
from generator.render.views import (
    KeyFigure,
    Link,
    Page,
    Row,
    Section,
    Source,
    Table,
    TileMap,
    category_table,
    sources_of,
)

#: Areas that are no fylke: they have figures, but no place among the fylker.
NOT_FYLKER = ("99", "ukjent")


@dataclass(frozen=True)
class Rank:
    """A place among the fylker, 1 for the largest; ``tied`` if another has the same figure."""

    place: int
    of: int
    tied: bool


@dataclass(frozen=True)
class Standing:
    """How a measure stands in a fylke, newest month; a text is empty if it cannot be known.

    ``before`` tells whether the month lies before the measure began, on ``new_from``.
    """

    measure: Link
    figure: Figure | None
    before: bool
    new_from: str
    change: str
    share: str
    rank: str
    source: tuple[Source, ...]


def fylke_page(cuts: Cuts, code: Code) -> Page:
    """The page of one fylke (or of «øvrige områder» or «ukjent»)."""
    lang = cuts.lang
    series = _measures_here(cuts, code)
    newest = max(each.last for _, each in series)
    # A measure that has ended before, says nothing of how things are now.
    current = [(m, each) for m, each in series if each.last == newest]
    measure, largest = max(current, key=lambda pair: _size(pair[1].newest))
    ranks = {m.kode: _rank(cuts, code, m, newest) for m, _ in series}
    begun = [each.since(new_from(m)) for m, each in series]
    said = _said(cuts, code, measure, largest, current, ranks)
    context = {
        "most": _most(cuts, code, current, ranks),
        "code": code,
        "keys": _keys(lang, [each.called(capital(_apart(cuts, m))) for m, each in current]),
        "standings": [_standing(cuts, m, each, ranks[m.kode], newest) for m, each in series],
        "newest": lang.month(newest),
        "compare": f"tiltak={measure.kode}&fylke={code.kode}",
        "tiles": TileMap(lang.t("Andre fylker"), tiles(cuts, code.kode)),
        "others": _other_areas(cuts),
        "hidden": sum(len(s.figures) - len(s.published) for s in begun),
        "cells": sum(len(s.figures) for s in begun),
        "place": _place(lang, code),
        "breaks": breaks_of(cuts, {"fylke": code.kode}),
        "cautions": fylke_cautions(cuts),
        "is_fylke": code.kode not in NOT_FYLKER,
    }
    return Page(
        lang,
        f"fylke/{code.kode}/",
        "fylke.html.j2",
        short(lang, code),
        said,
        (home(lang), fylker(lang)),
        _finding(lang, _apart(cuts, measure), largest, [each for _, each in series]),
        _sections(cuts, code, series),
        context,
        cuts.rows("fylke", code.kode),
    )


def _apart(cuts: Cuts, measure: Code) -> str:
    """A measure's name; where a group has the same one, it says that it is the measure."""
    lang = cuts.lang
    name = lang.name(measure)
    if all(lang.name(group) != name for group in cuts.codelists["tiltaksgrupper"].parts):
        return name
    return lang.t("tiltaket %(name)s", name=name)


def _finding(lang: Language, name: str, largest: Series, every: Sequence[Series]) -> str:
    """The headline: the largest measure of the newest month, unless no figure at all is told."""
    if not any(each.published for each in every):
        return lang.t("alle tallene er skjermet")
    return sentences.finding(lang, largest, name)


def _said(
    cuts: Cuts,
    code: Code,
    measure: Code,
    largest: Series,
    series: Sequence[tuple[Code, Series]],
    ranks: Mapping[str, Rank | None],
) -> str:
    """The fylke in a few sentences: the largest measure, and where it has the most.

    ``series`` are those that have a figure in the newest month, ``largest`` the one with the most.
    """
    lang = cuts.lang
    if not isinstance(largest.newest, Published):
        newest = lang.month(largest.last)
        message = "Alle tallene for %(place)s i %(month)s er skjermet: færre enn 4 personer."
        return lang.t(message, place=_place(lang, code), month=newest)
    message = "i tiltaket %(name)s i %(place)s"
    where = lang.t(message, name=lang.name(measure), place=_place(lang, code))
    changed = sentences.change(lang, largest)
    said = [
        sentences.level(lang, largest, where),
        lang.t("Det er %(changes)s.", changes=changed) if changed else "",
        _most(cuts, code, series, ranks),
    ]
    return " ".join(text for text in said if text)


def _most(
    cuts: Cuts,
    code: Code,
    series: Sequence[tuple[Code, Series]],
    ranks: Mapping[str, Rank | None],
) -> str:
    """In which measures the fylke alone has the most of all fylker; empty if in none."""
    lang = cuts.lang
    first = [lang.name(m) for m, _ in series if (rank := ranks[m.kode]) and _alone_first(rank)]
    if not first:
        return ""
    message = "Av fylkene har %(place)s flest deltakere i %(measures)s."
    return lang.t(message, place=_place(lang, code), measures=lang.listing(first))


def _keys(lang: Language, series: Sequence[Series], most: int = 3) -> list[KeyFigure]:
    """The newest figures of the largest measures that are published."""
    published = [each for each in series if isinstance(each.newest, Published)]
    largest = sorted(published, key=lambda each: -_size(each.newest))[:most]
    return [newest_key(lang, each.name, each) for each in largest]


def _alone_first(rank: Rank) -> bool:
    return rank.place == 1 and not rank.tied


def _place(lang: Language, code: Code) -> str:
    name = short(lang, code)
    return lower_first(name) if code.kode in NOT_FYLKER else name


def _other_areas(cuts: Cuts) -> list[Link]:
    areas = (c for c in cuts.with_figures("fylke") if c.kode in NOT_FYLKER)
    return [fylke_link(cuts.lang, code) for code in areas]


def _size(figure: Figure) -> int:
    return figure.value if isinstance(figure, Published) else -1


def _codes(measure: Code) -> dict[str, str]:
    return {"tiltaksgruppe": measure.tiltaksgruppe, "tiltak": measure.kode}


def _measures_here(cuts: Cuts, code: Code) -> list[tuple[Code, Series]]:
    cut = cuts.of("fylke", code.kode)
    found = (
        (measure, cut.series(cuts.lang.name(measure), _codes(measure), fylke=code.kode))
        for measure in cuts.with_figures("tiltak")
    )
    return [(measure, series) for measure, series in found if series]


def _sections(cuts: Cuts, code: Code, series: Sequence[tuple[Code, Series]]) -> tuple[Section, ...]:
    lang = cuts.lang
    named = [each for _, each in series]
    tables = tuple(
        category_table(
            lang,
            f"maaneder-{year}",
            lang.t("Deltakere i %(place)s etter tiltak", place=_place(lang, code)),
            capital(lang.t("tiltak")),
            [(measure_link(lang, measure), each) for measure, each in series],
            year,
            new_from={f"tiltak/{measure.kode}/": new_from(measure) for measure, _ in series},
        )
        for year in years_of(named)
    )
    begun = [each.since(new_from(measure)) for measure, each in series]
    bars = newest_bars(lang, "tiltak", begun if any(begun) else named, ordered=True)
    charts = tuple(_measure_charts(lang, series))
    return (
        Section("naa", lang.t("Tiltakene nå"), (), (bars,)),
        Section("maaneder", lang.t("Måned for måned"), (), charts, tables),
    )


def _measure_charts(lang: Language, series: Sequence[tuple[Code, Series]]) -> Iterator[Chart]:
    for measure, each in series:
        if each.published:
            begun = each.since(new_from(measure))
            extremes = lower_first(sentences.extremes(lang, begun))
            yield line_chart(
                lang,
                f"serie-{measure.kode}",
                [begun],
                title=f"{each.name}: {extremes}",
                subtitle=persons(lang),
                description=sentences.drawn(lang, [begun]),
                months=list(each.figures),
            )


def _standing(cuts: Cuts, measure: Code, each: Series, rank: Rank | None, newest: str) -> Standing:
    """How a measure stands in the newest month; without a figure if its own are all older."""
    lang = cuts.lang
    figure = each.figures.get(newest)
    country = cuts.of("tiltak", measure.kode).series("", _codes(measure)).figures.get(newest)
    part = share_of(figure, country)
    changed = sentences.monthly_change(each) if figure else None
    return Standing(
        measure_link(lang, measure),
        figure,
        hidden_before(newest, figure, new_from(measure)),
        new_from(measure),
        lang.signed(int(changed.value)) if changed else "",
        lang.share(part.parts[0].value, part.parts[1].value) if part else "",
        _ranked(lang, rank) if rank and figure else "",
        sources_of([figure]),
    )


def _ranked(lang: Language, rank: Rank) -> str:
    """«3. av 15», «delt 3. av 15»."""
    message = "delt %(place)s av %(count)s" if rank.tied else "%(place)s av %(count)s"
    return lang.t(message, place=lang.ordinal(rank.place), count=lang.number(rank.of))


def _rank(cuts: Cuts, code: Code, measure: Code, periode: str) -> Rank | None:
    """The place among the fylker; None for what is no fylke and where a fylke's is hidden."""
    figures = _by_fylke(cuts, measure, periode)
    values = {kode: f.value for kode, f in figures.items() if isinstance(f, Published)}
    if code.kode not in values or len(values) < len(figures):
        return None
    mine = values[code.kode]
    place = 1 + sum(value > mine for value in values.values())
    return Rank(place, len(values), sum(value == mine for value in values.values()) > 1)


def _by_fylke(cuts: Cuts, measure: Code, periode: str) -> dict[str, Figure]:
    """A measure's figure in each fylke in a month, of those that have one."""
    whole: Slice = cuts.of("tiltak", measure.kode)
    found = {
        each.kode: whole.series("", _codes(measure), fylke=each.kode).figures.get(periode)
        for each in cuts.codelists["fylker"].parts
        if each.kode not in NOT_FYLKER
    }
    return {kode: figure for kode, figure in found.items() if figure is not None}


# -- all fylker -----------------------------------------------------------------------------------


def fylke_list_page(cuts: Cuts) -> Page:
    """``/fylke/``: the tile grid, and each measure by fylke in the newest month."""
    lang = cuts.lang
    codes = cuts.with_figures("fylke")
    rows = cuts.publication.observations["fylke"] != ALL
    every = [(m, cuts.of("tiltak", m.kode)) for m in cuts.with_figures("tiltak")]
    found = _series_by_fylke(every, codes)
    newest = max((s.last for _, series in found for s in series.values() if s), default="")
    table = _fylke_table(lang, codes, found, newest)
    heading = lang.t("Tall for %(month)s", month=lang.month(newest)) if newest else ""
    return Page(
        lang,
        "fylke/",
        "fylker.html.j2",
        lang.t("Fylker"),
        lang.t("Deltakere i arbeidsmarkedstiltak i hvert fylke, måned for måned."),
        (home(lang),),
        sections=(Section("tall", heading, (), (), (table,)),) if codes else (),
        context={
            "tiles": TileMap(lang.t("Fylkene på kartet"), tiles(cuts)),
            "others": _other_areas(cuts),
            "breaks": breaks_of(cuts, ANY_FYLKE),
            "cautions": fylke_cautions(cuts),
        },
        rows=rows.to_numpy().nonzero()[0],
    )


def _series_by_fylke(
    measures: Sequence[tuple[Code, Slice]], codes: Sequence[Code]
) -> list[tuple[Code, dict[str, Series]]]:
    """The measures that have figures by fylke, each with its series by fylke."""
    found = [
        (measure, {c.kode: cut.series("", _codes(measure), fylke=c.kode) for c in codes})
        for measure, cut in measures
    ]
    return [(measure, series) for measure, series in found if any(series.values())]


def _fylke_table(
    lang: Language,
    codes: Sequence[Code],
    measures: Sequence[tuple[Code, dict[str, Series]]],
    newest: str,
) -> Table:
    """Every measure in one and the same month, the newest; one that has ended has no figure."""
    rows = tuple(
        Row(
            fylke_link(lang, code),
            tuple(series[code.kode].figures.get(newest) for _, series in measures),
        )
        for code in codes
    )
    when = lang.month(newest) if newest else ""
    caption = lang.t("Deltakere etter fylke og tiltak, %(month)s", month=when)
    names = tuple(lang.name(measure) for measure, *_ in measures)
    return Table("fylker", caption, lang.t("Fylke"), names, rows, linked=True)
