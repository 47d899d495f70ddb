"""The pages of groups of measures and of main groups, and the list of measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.codelists import Code
from generator.model.figures import Figure
from generator.render import sentences
from generator.render.cuts import HOME, MEASURES, Cuts, group_link, measure_link, short
from generator.render.language import lower_first, month
from generator.render.sections import (
    development,
    key_figures,
    main_groups,
    newest_bars,
    sexes_in_main_groups,
    women_men,
)
from generator.render.series import Series, Slice, years_of
from generator.render.views import Link, Page, Section, Table, category_table


@dataclass(frozen=True)
class Item:
    """A measure in a list, with its newest figure."""

    link: Link
    text: str
    month: str
    figure: Figure
    ended: bool


def group_page(cuts: Cuts, code: Code) -> Page:
    """The page of one group of measures."""
    rows = cuts.rows("tiltaksgruppe", code.kode)
    cut = cuts.of("tiltaksgruppe", code.kode)
    total = cut.series(code.navn, tiltaksgruppe=code.kode)
    measures = [
        (m, cut.series(m.navn, tiltaksgruppe=code.kode, tiltak=m.kode))
        for m in cuts.with_figures("tiltak")
        if m.tiltaksgruppe == code.kode
    ]
    lead = sentences.level(total, f"i tiltaksgruppa {code.navn}")
    changed = sentences.change(total)
    context = {
        "lead": lead,
        "change": f"Det er {changed}." if changed else "",
        "code": code,
        "keys": key_figures(total),
        "measures": [_item(m, series) for m, series in measures],
        "same_name": any(m.navn == code.navn for m, _ in measures),
    }
    lists = cuts.codelists
    fixed = {"tiltaksgruppe": code.kode}
    found = (
        development(total),
        _by_measure(cut, code, measures),
        main_groups(cut, lists, code.navn, **fixed),
        women_men(cut, lists, code.navn, **fixed),
        sexes_in_main_groups(cut, lists, code.navn, **fixed),
    )
    return Page(
        f"tiltaksgruppe/{code.kode}/",
        "tiltaksgruppe.html.j2",
        code.navn,
        f"{lead} Månedstall for tiltaksgruppa og tiltakene i den, fra NAVs rapporter.",
        (HOME, MEASURES),
        tuple(section for section in found if section),
        context,
        rows,
    )


def _by_measure(cut: Slice, code: Code, measures: Sequence[tuple[Code, Series]]) -> Section | None:
    if len(measures) < 2:
        return None
    series = [each for _, each in measures]
    bars = newest_bars("tiltak", series, what="Antall personer", ordered=True)
    new = {f"tiltak/{m.kode}/": m.gyldig_fra for m, _ in measures if not m.erstatter}
    tables = tuple(
        category_table(
            f"tiltak-{year}",
            f"Tiltakene i gruppa {code.navn}",
            "Tiltak",
            [(measure_link(m), each) for m, each in measures],
            year,
            new_from=new,
        )
        for year in years_of(series)
    )
    return Section("tiltak", "Tiltakene i gruppa", (), (bars,), tables)


def main_group_page(cuts: Cuts, code: Code) -> Page:
    """The page of one main group."""
    rows = cuts.rows("hovedgruppe", code.kode)
    cut = cuts.of("hovedgruppe", code.kode)
    fixed = {"hovedgruppe": code.kode}
    total = cut.series(short(code), fixed)
    lead = sentences.level(total, f"i hovedgruppa {lower_first(code.navn)}")
    changed = sentences.change(total)
    context = {
        "lead": lead,
        "change": f"Det er {changed}." if changed else "",
        "code": code,
        "keys": key_figures(total),
        "others": [
            Link(c.navn, f"hovedgruppe/{c.kode}/")
            for c in cuts.with_figures("hovedgruppe")
            if c.kode != code.kode
        ],
    }
    sections = (
        development(total),
        women_men(cut, cuts.codelists, short(code), **fixed),
        *_by_group(cuts, cut, code),
    )
    return Page(
        f"hovedgruppe/{code.kode}/",
        "hovedgruppe.html.j2",
        code.navn,
        f"{lead} Månedstall for hovedgruppa fra NAVs rapporter.",
        (HOME, MEASURES),
        tuple(section for section in sections if section),
        context,
        rows,
    )


def _by_group(cuts: Cuts, cut: Slice, code: Code) -> Iterator[Section]:
    groups = [
        (group_link(g), cut.series(g.navn, tiltaksgruppe=g.kode, hovedgruppe=code.kode), g)
        for g in cuts.with_figures("tiltaksgruppe")
    ]
    series = [each for _, each, _ in groups if each]
    if not series:
        return
    tables: list[Table] = []
    for year in years_of(series):
        tables.append(
            category_table(
                f"grupper-{year}",
                f"{short(code)} etter tiltaksgruppe",
                "Tiltaksgruppe",
                [(link, each) for link, each, g in groups],
                year,
            )
        )
    complete = max(years_of(series), key=lambda year: sum(bool(s.in_year(year)) for s in series))
    of_year = [s.of_year(complete) for s in series if s.in_year(complete)]
    bars = newest_bars("grupper", of_year, what="Antall personer", ordered=True)
    yield Section("grupper", "Tiltaksgrupper", (), (bars,), tuple(tables))


def _item(measure: Code, series: Series) -> Item:
    return Item(
        measure_link(measure),
        measure.beskrivelse,
        month(series.last),
        series.newest,
        bool(measure.gyldig_til),
    )


def measure_list_page(cuts: Cuts) -> Page:
    """``/tiltak/``: every measure under its group, with the newest figure."""
    groups = []
    for group in cuts.with_figures("tiltaksgruppe"):
        cut = cuts.of("tiltaksgruppe", group.kode)
        items = [
            _item(m, cut.series(m.navn, tiltaksgruppe=group.kode, tiltak=m.kode))
            for m in cuts.with_figures("tiltak")
            if m.tiltaksgruppe == group.kode
        ]
        total = cut.series(group.navn, tiltaksgruppe=group.kode)
        groups.append((group_link(group), group, items, month(total.last), total.newest))
    mains = [Link(c.navn, f"hovedgruppe/{c.kode}/") for c in cuts.with_figures("hovedgruppe")]
    observations = cuts.publication.observations
    totals = (observations["tiltak"] != "alle") | (observations["tiltaksgruppe"] != "alle")
    for column in (
        "hovedgruppe",
        "kjonn",
        "fylke",
        "alder",
        "innvandring",
        "verdensdel",
        "utdanning",
    ):
        totals &= observations[column] == "alle"
    return Page(
        "tiltak/",
        "tiltaksliste.html.j2",
        "Tiltak",
        "Alle tiltak og tiltaksgrupper i NAVs rapporter, med siste tall for hvert tiltak.",
        (HOME,),
        (),
        {"groups": groups, "mains": mains},
        totals.to_numpy().nonzero()[0],
    )
