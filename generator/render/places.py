"""The pages of fylker (``/fylke/``, ``/fylke/<kode>/``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.codelists import Code
from generator.model.dimensions import ALL
from generator.model.figures import Figure, Published
from generator.model.language import Language, capital, lower_first
from generator.render import sentences
from generator.render.cautions import ANY_FYLKE, breaks_of, fylke_cautions
from generator.render.charts import Chart
from generator.render.cuts import (
    Cuts,
    codes_of,
    fylke_link,
    fylker,
    home,
    measure_link,
    new_from,
    short,
)
from generator.render.lines import line_chart
from generator.render.sections import newest_bars, newest_key, persons
from generator.render.series import Series, Slice
from generator.render.standing import Rank, rank_of, standing
from generator.render.tables import category_tables
from generator.render.tiles import tiles
from generator.render.views import (
    KeyFigure,
    Link,
    Page,
    Row,
    Section,
    Table,
    TileMap,
)

#: Areas that are no fylke: they have figures, but no place among the fylker.
NOT_FYLKER = ("99", "ukjent")


def fylke_page(cuts: Cuts, code: Code) -> Page:
    """The page of one fylke (or of «øvrige områder» or «ukjent»)."""
    lang = cuts.lang
    series = _measures_here(cuts, code)
    newest = max(each.last for _, each in series)
    # A measure that has ended before, says nothing of how things are now.
    current = [(m, each) for m, each in series if each.last == newest]
    measure, largest = max(current, key=lambda pair: _size(pair[1].newest))
    ranks = {m.kode: rank_of(code.kode, _by_fylke(cuts, m, newest)) for m, _ in series}
    begun = [each.since(new_from(m)) for m, each in series]
    said = _said(cuts, code, measure, largest, current, ranks)
    context = {
        "most": _most(cuts, code, current, ranks),
        "code": code,
        "keys": _keys(lang, [each.called(capital(_apart(cuts, m))) for m, each in current]),
        "standings": [standing(cuts, m, each, ranks[m.kode], newest) for m, each in series],
        "newest": lang.month(newest),
        "span": lang.span(min(min(s.figures) for _, s in series), newest),
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
    first = [lang.name(m) for m, _ in series if (rank := ranks[m.kode]) and rank.alone_first]
    if not first:
        return ""
    message = "Av fylkene har %(place)s flest deltakere i %(measures)s."
    return lang.t(message, place=_place(lang, code), measures=lang.listing(first))


def _keys(lang: Language, series: Sequence[Series], most: int = 3) -> list[KeyFigure]:
    """The newest figures of the largest measures that are published."""
    published = [each for each in series if isinstance(each.newest, Published)]
    largest = sorted(published, key=lambda each: -_size(each.newest))[:most]
    return [newest_key(lang, each.name, each) for each in largest]


def _place(lang: Language, code: Code) -> str:
    name = short(lang, code)
    return lower_first(name) if code.kode in NOT_FYLKER else name


def _other_areas(cuts: Cuts) -> list[Link]:
    areas = (c for c in cuts.with_figures("fylke") if c.kode in NOT_FYLKER)
    return [fylke_link(cuts.lang, code) for code in areas]


def _size(figure: Figure) -> int:
    return figure.value if isinstance(figure, Published) else -1


def _measures_here(cuts: Cuts, code: Code) -> list[tuple[Code, Series]]:
    cut = cuts.of("fylke", code.kode)
    found = (
        (measure, cut.series(cuts.lang.name(measure), codes_of(measure), fylke=code.kode))
        for measure in cuts.with_figures("tiltak")
    )
    return [(measure, series) for measure, series in found if series]


def _sections(cuts: Cuts, code: Code, series: Sequence[tuple[Code, Series]]) -> tuple[Section, ...]:
    lang = cuts.lang
    tables = category_tables(
        lang,
        "maaneder",
        lang.t("Deltakere i %(place)s etter tiltak", place=_place(lang, code)),
        capital(lang.t("tiltak")),
        [(measure_link(lang, measure), each) for measure, each in series],
        new_from={f"tiltak/{measure.kode}/": new_from(measure) for measure, _ in series},
    )
    named = [each for _, each in series]
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


def _by_fylke(cuts: Cuts, measure: Code, periode: str) -> dict[str, Figure]:
    """A measure's figure in each fylke in a month, of those that have one."""
    whole: Slice = cuts.of("tiltak", measure.kode)
    found = {
        each.kode: whole.series("", codes_of(measure), fylke=each.kode).figures.get(periode)
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
        (measure, {c.kode: cut.series("", codes_of(measure), fylke=c.kode) for c in codes})
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
