"""The pages of groups of measures and of main groups, and the list of measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.codelists import Code
from generator.model.dimensions import ALL, BREAKDOWNS
from generator.model.figures import Figure
from generator.model.language import Language, capital, lower_first
from generator.render import sentences
from generator.render.cautions import breaks_of
from generator.render.cuts import (
    Cuts,
    group_link,
    home,
    main_group_link,
    measure_link,
    measures,
    new_from,
    short,
)
from generator.render.sections import (
    development,
    key_figures,
    main_groups,
    newest_bars,
    sexes_in_main_groups,
    women_men,
)
from generator.render.series import Series, Slice, years_of
from generator.render.views import Link, Page, Section, category_table


@dataclass(frozen=True)
class Item:
    """A measure in a list, with its newest figure."""

    link: Link
    text: str
    month: str
    figure: Figure


def group_page(cuts: Cuts, code: Code) -> Page:
    """The page of one group of measures."""
    lang = cuts.lang
    cut = cuts.of("tiltaksgruppe", code.kode)
    name = lang.name(code)
    total = cut.series(name, tiltaksgruppe=code.kode)
    members = [
        (m, cut.series(lang.name(m), tiltaksgruppe=code.kode, tiltak=m.kode))
        for m in cuts.with_figures("tiltak")
        if m.tiltaksgruppe == code.kode
    ]
    said = sentences.summary(lang, total, lang.t("i tiltaksgruppa %(name)s", name=name))
    fixed = {"tiltaksgruppe": code.kode}
    lists = cuts.codelists
    found = (
        development(lang, total, said),
        _by_measure(cuts, code, members, total),
        main_groups(lang, cut, lists, name, **fixed),
        women_men(lang, cut, lists, name, **fixed),
        sexes_in_main_groups(lang, cut, lists, name, **fixed),
    )
    context = {
        "kind": lang.t("Tiltaksgruppe"),
        "kind_link": None,
        "said": said,
        "code": code,
        "facts": (),
        "keys": key_figures(lang, total),
        "compare": ("tiltaksgruppe", code.kode, lang.t("Sammenlign med andre grupper")),
        "related_heading": lang.t("Tiltakene i gruppa"),
        # Where there are several, they stand with their figures above.
        "related": [measure_link(lang, m) for m, _ in members if len(members) == 1],
        "breaks": breaks_of(cuts, fixed),
        "cautions": (),
    }
    return Page(
        lang,
        f"tiltaksgruppe/{code.kode}/",
        "emne.html.j2",
        name,
        said,
        (home(lang), measures(lang)),
        sentences.finding(lang, total),
        tuple(section for section in found if section),
        context,
        cuts.rows("tiltaksgruppe", code.kode),
    )


def _by_measure(
    cuts: Cuts, code: Code, members: Sequence[tuple[Code, Series]], total: Series
) -> Section | None:
    if len(members) < 2:
        return None
    lang = cuts.lang
    series = [each for _, each in members]
    bars = newest_bars(lang, "tiltak", series, whole=total, ordered=True)
    new = {f"tiltak/{m.kode}/": new_from(m) for m, _ in members}
    tables = tuple(
        category_table(
            lang,
            f"tiltak-{year}",
            lang.t("Tiltakene i gruppa %(name)s", name=lang.name(code)),
            capital(lang.t("tiltak")),
            [(measure_link(lang, m), each) for m, each in members],
            year,
            new_from=new,
        )
        for year in years_of(series)
    )
    return Section("tiltak", lang.t("Tiltakene i gruppa"), (), (bars,), tables)


def main_group_page(cuts: Cuts, code: Code) -> Page:
    """The page of one main group."""
    lang = cuts.lang
    cut = cuts.of("hovedgruppe", code.kode)
    fixed = {"hovedgruppe": code.kode}
    name = lang.name(code)
    total = cut.series(short(lang, code), fixed)
    said = _said_of_main(lang, name, total)
    sections = (
        development(lang, total, said) if total else None,
        women_men(lang, cut, cuts.codelists, short(lang, code), **fixed),
        *_by_group(cuts, cut, code, total),
    )
    compared = ("hovedgruppe", code.kode, lang.t("Sammenlign med de andre hovedgruppene"))
    context = {
        "kind": lang.t("Hovedgruppe av deltakere"),
        "kind_link": None,
        "said": said,
        "code": code,
        "facts": (),
        "keys": key_figures(lang, total) if total else (),
        "compare": compared if total else (),
        "related_heading": lang.t("De andre hovedgruppene"),
        "related": [
            main_group_link(lang, c)
            for c in cuts.with_figures("hovedgruppe")
            if c.kode != code.kode
        ],
        "breaks": breaks_of(cuts, fixed),
        "cautions": (),
    }
    return Page(
        lang,
        f"hovedgruppe/{code.kode}/",
        "emne.html.j2",
        name,
        said,
        (home(lang), measures(lang)),
        sentences.finding(lang, total) if total else "",
        tuple(section for section in sections if section),
        context,
        cuts.rows("hovedgruppe", code.kode),
    )


def _said_of_main(lang: Language, name: str, total: Series) -> str:
    """A main group in a few sentences; reports of single groups have no total of it."""
    if total:
        return sentences.summary(
            lang, total, lang.t("i hovedgruppa %(name)s", name=lower_first(name))
        )
    return lang.t(
        "Rapportene har ikke tall for hele hovedgruppa %(name)s, bare for deltakere i noen "
        "tiltaksgrupper.",
        name=lower_first(name),
    )


def _by_group(cuts: Cuts, cut: Slice, code: Code, total: Series) -> Iterator[Section]:
    lang = cuts.lang
    groups = [
        (
            group_link(lang, g),
            cut.series(lang.name(g), tiltaksgruppe=g.kode, hovedgruppe=code.kode),
        )
        for g in cuts.with_figures("tiltaksgruppe")
    ]
    series = [each for _, each in groups if each]
    if not series:
        return
    tables = tuple(
        category_table(
            lang,
            f"grupper-{year}",
            lang.t("%(name)s etter tiltaksgruppe", name=short(lang, code)),
            lang.t("Tiltaksgruppe"),
            groups,
            year,
        )
        for year in years_of(series)
    )
    complete = max(years_of(series), key=lambda year: sum(bool(s.in_year(year)) for s in series))
    of_year = [s.of_year(complete) for s in series if s.in_year(complete)]
    bars = newest_bars(lang, "grupper", of_year, whole=total, ordered=True)
    yield Section("grupper", lang.t("Tiltaksgrupper"), (), (bars,), tables)


def item(cuts: Cuts, measure: Code, series: Series) -> Item:
    """A measure in a list."""
    lang = cuts.lang
    link = measure_link(lang, measure)
    return Item(link, lang.described(measure), lang.month(series.last), series.newest)


def measure_list_page(cuts: Cuts) -> Page:
    """``/tiltak/``: every measure under its group, with the newest figure."""
    lang = cuts.lang
    groups = []
    for group in cuts.with_figures("tiltaksgruppe"):
        cut = cuts.of("tiltaksgruppe", group.kode)
        items = [
            item(cuts, m, cut.series("", tiltaksgruppe=group.kode, tiltak=m.kode))
            for m in cuts.with_figures("tiltak")
            if m.tiltaksgruppe == group.kode
        ]
        total = cut.series("", tiltaksgruppe=group.kode)
        when = lang.month(total.last)
        groups.append((group_link(lang, group), group, items, when, total.newest))
    observations = cuts.publication.observations
    totals = (observations["tiltak"] != ALL) | (observations["tiltaksgruppe"] != ALL)
    for column in ("hovedgruppe", *BREAKDOWNS):
        totals &= observations[column] == ALL
    return Page(
        lang,
        "tiltak/",
        "tiltaksliste.html.j2",
        lang.t("Tiltak"),
        lang.t("Alle tiltak og tiltaksgrupper i Navs rapporter, med siste tall for hvert tiltak."),
        (home(lang),),
        context={
            "groups": groups,
            "mains": [main_group_link(lang, c) for c in cuts.with_figures("hovedgruppe")],
        },
        rows=totals.to_numpy().nonzero()[0],
    )
