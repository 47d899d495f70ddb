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
    new_from,
    short,
)
from generator.render.sections import (
    bars_of_whole,
    development,
    main_groups,
    newest_bars,
    newest_of,
    sexes_in_main_groups,
    women_men,
)
from generator.render.series import Series, Slice, years_of
from generator.render.subject import Subject, subject_page
from generator.render.tables import category_tables
from generator.render.views import Link, Page, Section


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
    said = _said_of_group(lang, name, total)
    fixed = {"tiltaksgruppe": code.kode}
    sections = (
        development(lang, total, said) if total else None,
        _by_measure(cuts, code, members, total),
        main_groups(cuts, cut, name, **fixed),
        women_men(cuts, cut, name, **fixed),
        sexes_in_main_groups(cuts, cut, name, **fixed),
    )
    subject = Subject(
        column="tiltaksgruppe",
        code=code,
        total=total,
        said=said,
        sections=sections,
        kind=lang.t("Tiltaksgruppe"),
        compare=lang.t("Sammenlign med andre grupper"),
        related_heading=lang.t("Tiltakene i gruppa"),
        # Where there are several, they stand with their figures above.
        related=[measure_link(lang, m) for m, _ in members if len(members) == 1],
        breaks=breaks_of(cuts, fixed),
    )
    return subject_page(cuts, subject)


def _said_of_group(lang: Language, name: str, total: Series) -> str:
    """A group in a few sentences; a report may have its measures alone."""
    if total:
        return sentences.summary(lang, total, lang.t("i tiltaksgruppa %(name)s", name=name))
    return lang.t(
        "Rapportene har ikke tall for hele tiltaksgruppa %(name)s, bare for tiltak i den.",
        name=name,
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
    tables = category_tables(
        lang,
        "tiltak",
        lang.t("Tiltakene i gruppa %(name)s", name=lang.name(code)),
        capital(lang.t("tiltak")),
        [(measure_link(lang, m), each) for m, each in members],
        new_from=new,
    )
    return Section("tiltak", lang.t("Tiltakene i gruppa"), (), (bars,), tables)


def main_group_page(cuts: Cuts, code: Code) -> Page:
    """The page of one main group."""
    lang = cuts.lang
    cut = cuts.of("hovedgruppe", code.kode)
    fixed = {"hovedgruppe": code.kode}
    name = short(lang, code)
    total = cut.series(name, fixed)
    said = _said_of_main(lang, lang.name(code), total)
    sections = (
        development(lang, total, said) if total else None,
        women_men(cuts, cut, name, **fixed),
        *_by_group(cuts, cut, code, total),
    )
    others = [c for c in cuts.with_figures("hovedgruppe") if c.kode != code.kode]
    subject = Subject(
        column="hovedgruppe",
        code=code,
        total=total,
        said=said,
        sections=sections,
        kind=lang.t("Hovedgruppe av deltakere"),
        compare=lang.t("Sammenlign med de andre hovedgruppene"),
        related_heading=lang.t("De andre hovedgruppene"),
        related=[main_group_link(lang, c) for c in others],
        breaks=breaks_of(cuts, fixed),
    )
    return subject_page(cuts, subject)


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
    caption = lang.t("%(name)s etter tiltaksgruppe", name=short(lang, code))
    tables = category_tables(lang, "grupper", caption, lang.t("Tiltaksgruppe"), groups)
    complete = max(years_of(series), key=lambda year: sum(bool(s.in_year(year)) for s in series))
    of_year = [s.of_year(complete) for s in series if s.in_year(complete)]
    bars = bars_of_whole(lang, "grupper", of_year, total.of_year(complete))
    yield Section("grupper", lang.t("Tiltaksgrupper"), (), tuple(bars), tables)


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
        groups.append((group_link(lang, group), group, items, *newest_of(lang, total)))
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
