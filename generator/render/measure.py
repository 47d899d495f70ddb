"""A measure's page (``/tiltak/<kode>/``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from generator.model.codelists import Code
from generator.render import sentences
from generator.render.cuts import HOME, MEASURES, Cuts, fylke_link, group_link, measure_link, short
from generator.render.language import date
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

#: The breakdowns of a measure that only the newest report of its group has: column, heading,
#: what a row is, how the bars are told, whether the largest comes first.
_BREAKDOWNS: Final = (
    ("fylke", "Fylker", "Fylke", True),
    ("alder", "Alder", "Alder", False),
    ("innvandring", "Innvandrere", "Bakgrunn", False),
    ("verdensdel", "Verdensdel", "Verdensdel", False),
    ("utdanning", "Utdanning", "Utdanning", False),
)


def measure_page(cuts: Cuts, code: Code) -> Page:
    """The page of one measure."""
    rows = cuts.rows("tiltak", code.kode)
    cut = cuts.of("tiltak", code.kode)
    codes = {"tiltaksgruppe": code.tiltaksgruppe, "tiltak": code.kode}
    total = cut.series(code.navn, codes)
    sections = tuple(_sections(cuts, cut, code, codes, total))
    group = cuts.codelists["tiltaksgrupper"][code.tiltaksgruppe]
    lead = sentences.level(total, f"i tiltaket {code.navn}")
    changed = sentences.change(total)
    context = {
        "lead": lead,
        "change": f"Det er {changed}." if changed else "",
        "code": code,
        "facts": tuple(_facts(cuts, code)),
        "keys": key_figures(total),
        "group": group_link(group),
        "related": _related(cuts, code),
        "new_from": began(code) if _any_new(sections) else "",
    }
    crumbs = (HOME, MEASURES, group_link(group))
    description = f"{lead} Månedstall for {code.navn} fra NAVs rapporter, med kilde for hvert tall."
    return Page(
        f"tiltak/{code.kode}/",
        "tiltak.html.j2",
        code.navn,
        description,
        crumbs,
        sections,
        context,
        rows,
    )


def began(code: Code) -> str:
    """When the measure began, if its day is known and it did not take over another's code."""
    return code.gyldig_fra if len(code.gyldig_fra) == 10 and not code.erstatter else ""


def _any_new(sections: Iterable[Section]) -> bool:
    """Whether a figure stands on the page from before the measure existed."""
    return any(table.has_new for section in sections for table in section.tables)


def _facts(cuts: Cuts, code: Code) -> Iterator[tuple[str, str, Link | None]]:
    if code.gyldig_fra or code.gyldig_til:
        since = f"fra {date(code.gyldig_fra)}" if code.gyldig_fra else ""
        until = f"til {date(code.gyldig_til)}" if code.gyldig_til else ""
        yield "Gyldig", f"{since} {until}".strip(), None
    if code.arenakode:
        yield "Arenakode", code.arenakode, None
    measures = cuts.codelists["tiltak"]
    if code.erstatter:
        yield "Erstatter", "", measure_link(measures[code.erstatter])
    for other in measures.parts:
        if other.erstatter == code.kode:
            yield "Erstattet av", "", measure_link(other)


def _related(cuts: Cuts, code: Code) -> list[Link]:
    return [
        measure_link(other)
        for other in cuts.with_figures("tiltak")
        if other.tiltaksgruppe == code.tiltaksgruppe and other.kode != code.kode
    ]


def _sections(
    cuts: Cuts, cut: Slice, code: Code, codes: dict[str, str], total: Series
) -> Iterator[Section]:
    new_from = began(code)
    yield development(total, new_from=new_from)
    lists = cuts.codelists
    for section in (
        main_groups(cut, lists, code.navn, new_from=new_from, **codes),
        women_men(cut, lists, code.navn, **codes),
        sexes_in_main_groups(cut, lists, code.navn, new_from=new_from, **codes),
    ):
        if section:
            yield section
    for column, heading, corner, ordered in _BREAKDOWNS:
        if section := _breakdown(cuts, cut, code, codes, column, heading, corner, ordered):
            yield section


def _breakdown(
    cuts: Cuts,
    cut: Slice,
    code: Code,
    codes: dict[str, str],
    column: str,
    heading: str,
    corner: str,
    ordered: bool,
) -> Section | None:
    """One breakdown of the newest year that has it."""
    found = [
        (each, cut.series(short(each), codes, {column: each.kode}))
        for each in cuts.codelists.by_column[column].parts
    ]
    series = [(each, one) for each, one in found if one]
    if not series:
        return None
    year = years_of(one for _, one in series)[0]
    table = category_table(
        column,
        f"{code.navn} etter {heading.lower() if column != 'fylke' else 'fylke'}",
        corner,
        [
            (
                fylke_link(each) if column == "fylke" else Link(short(each), ""),
                one,
            )
            for each, one in series
        ],
        year,
    )
    chart = newest_bars(
        f"etter-{column}",
        [one for _, one in series],
        what="Antall personer",
        ordered=ordered,
    )
    return Section(column, heading, (), (chart,), (table,))
