"""A measure's page (``/tiltak/<kode>/``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.codelists import Code
from generator.model.language import Language
from generator.render import sentences
from generator.render.cautions import ANY_FYLKE, breaks_of
from generator.render.charts import Chart
from generator.render.cuts import (
    Cuts,
    codes_of,
    fylke_link,
    group_link,
    measure_link,
    new_from,
    short,
)
from generator.render.multiples import multiples_chart
from generator.render.sections import (
    development,
    main_groups,
    newest_bars,
    persons,
    sexes_in_main_groups,
    women_men,
)
from generator.render.series import Series, Slice, begun, months_of, years_of
from generator.render.subject import Fact, Subject, subject_page
from generator.render.tables import category_table
from generator.render.tiles import tiles
from generator.render.views import Link, Page, Section, TileMap


@dataclass(frozen=True)
class Breakdown:
    """A breakdown of a measure that only the newest report of its group has.

    ``heading`` names it, ``by`` says it in a caption, ``corner`` is what a row is.
    """

    column: str
    heading: str
    by: str
    corner: str
    ordered: bool = False


def _breakdowns(lang: Language) -> tuple[Breakdown, ...]:
    return (
        Breakdown("fylke", lang.t("Fylker"), lang.t("fylke"), lang.t("Fylke"), True),
        Breakdown("alder", lang.t("Alder"), lang.t("alder"), lang.t("Alder")),
        Breakdown("innvandring", lang.t("Innvandrere"), lang.t("innvandring"), lang.t("Bakgrunn")),
        Breakdown("verdensdel", lang.t("Verdensdel"), lang.t("verdensdel"), lang.t("Verdensdel")),
        Breakdown("utdanning", lang.t("Utdanning"), lang.t("utdanning"), lang.t("Utdanning")),
    )


def measure_page(cuts: Cuts, code: Code) -> Page:
    """The page of one measure."""
    lang = cuts.lang
    cut = cuts.of("tiltak", code.kode)
    codes = codes_of(code)
    name = lang.name(code)
    total = cut.series(name, codes)
    said = sentences.summary(
        lang, total.since(new_from(code)) or total, lang.t("i tiltaket %(name)s", name=name)
    )
    sections = tuple(_sections(cuts, cut, code, codes, total, said))
    group = cuts.codelists["tiltaksgrupper"][code.tiltaksgruppe]
    subject = Subject(
        column="tiltak",
        code=code,
        total=total,
        said=said,
        sections=sections,
        kind=lang.t("Tiltak i gruppa"),
        parent=group_link(lang, group),
        facts=tuple(_facts(cuts, code)),
        compare=lang.t("Sammenlign med andre tiltak"),
        related_heading=lang.t("Andre tiltak i gruppa %(name)s", name=lang.name(group)),
        related=_related(cuts, code),
        breaks=breaks_of(cuts, codes | (ANY_FYLKE if _has_fylker(sections) else {})),
        cautions=[
            *_cautions(lang, code, sections),
            *_outlived(lang, code, total),
            *_background(lang, sections),
        ],
    )
    return subject_page(cuts, subject)


def _cautions(lang: Language, code: Code, sections: Iterable[Section]) -> list[str]:
    if not _any_new(sections):
        return []
    message = "En stjerne før %(date)s betyr at tiltaket ikke fantes ennå."
    return [lang.t(message, date=lang.date(new_from(code)))]


def _outlived(lang: Language, code: Code, total: Series) -> list[str]:
    """That a measure still has participants after the day on which it ended, where it has."""
    ended = code.gyldig_til[:7]
    if not ended or not any(periode > ended for periode in total.published):
        return []
    message = "Ordningen gjaldt til %(date)s. Rapporten har likevel deltakere i den etter det."
    return [lang.t(message, date=lang.date(code.gyldig_til))]


def _background(lang: Language, sections: Iterable[Section]) -> list[str]:
    """Where Norway is: the parts of the world add up to all participants, and none is Norway."""
    if not any(section.id == "verdensdel" for section in sections):
        return []
    return [lang.t("Verdensdel er etter landbakgrunn, og Norge er regnet med i Europa.")]


def _has_fylker(sections: Iterable[Section]) -> bool:
    return any(section.map for section in sections)


def _any_new(sections: Iterable[Section]) -> bool:
    """Whether a figure stands on the page from before the measure existed."""
    return any(table.has_new for section in sections for table in section.tables)


def _facts(cuts: Cuts, code: Code) -> Iterator[Fact]:
    lang = cuts.lang
    first, last = code.gyldig_fra, code.gyldig_til
    if first and last:
        message = "fra %(first)s til %(last)s"
        text = lang.t(message, first=lang.date(first), last=lang.date(last))
        yield lang.t("Gyldig"), text, None
    elif first:
        yield lang.t("Gyldig"), lang.t("fra %(first)s", first=lang.date(first)), None
    elif last:
        yield lang.t("Gyldig"), lang.t("til %(last)s", last=lang.date(last)), None
    if code.arenakode:
        yield lang.t("Arenakode"), code.arenakode, None
    every = cuts.codelists["tiltak"]
    if code.erstatter:
        yield lang.t("Erstatter"), *_named(cuts, every[code.erstatter])
    for other in every.parts:
        if other.erstatter == code.kode:
            yield lang.t("Erstattet av"), *_named(cuts, other)


def _named(cuts: Cuts, measure: Code) -> tuple[str, Link | None]:
    """A measure's name, as a text or as a link: one without figures has no page."""
    if len(cuts.rows("tiltak", measure.kode)):
        return "", measure_link(cuts.lang, measure)
    return cuts.lang.name(measure), None


def _related(cuts: Cuts, code: Code) -> list[Link]:
    return [
        measure_link(cuts.lang, other)
        for other in cuts.with_figures("tiltak")
        if other.tiltaksgruppe == code.tiltaksgruppe and other.kode != code.kode
    ]


def _sections(
    cuts: Cuts, cut: Slice, code: Code, codes: Mapping[str, str], total: Series, said: str
) -> Iterator[Section]:
    lang, since = cuts.lang, new_from(code)
    yield development(lang, total, said, new_from=since)
    for section in (
        main_groups(cuts, cut, total.name, new_from=since, **codes),
        women_men(cuts, cut, total.name, new_from=since, **codes),
        sexes_in_main_groups(cuts, cut, total.name, new_from=since, **codes),
    ):
        if section:
            yield section
    for each in _breakdowns(lang):
        if section := _breakdown(cuts, cut, codes, total, each, since):
            yield section


def _breakdown(
    cuts: Cuts, cut: Slice, codes: Mapping[str, str], total: Series, by: Breakdown, since: str
) -> Section | None:
    """One breakdown of the newest year that has it; ``since`` is when the measure began."""
    lang = cuts.lang
    found = [
        (each, cut.series(short(lang, each), codes, {by.column: each.kode}))
        for each in cuts.codelists.by_column[by.column].parts
    ]
    series = [(each, one) for each, one in found if one]
    if not series:
        return None
    year = years_of(one for _, one in series)[0]
    of_fylke = by.column == "fylke"
    table = category_table(
        lang,
        by.column,
        lang.t("%(name)s etter %(by)s", name=total.name, by=by.by),
        by.corner,
        [(fylke_link(lang, each) if of_fylke else Link(one.name, ""), one) for each, one in series],
        year,
        new_from=since,
    )
    named = [of_year for _, one in series if (of_year := one.of_year(year))]
    bars = newest_bars(lang, f"etter-{by.column}", named, whole=total, ordered=by.ordered)
    if not of_fylke:
        return Section(by.column, by.heading, (), (bars,), (table,))
    return Section(
        by.column,
        by.heading,
        (),
        (bars,),
        (table,),
        map=_map(cuts, series),
        variants=tuple(_multiples(lang, begun(named, since))),
    )


def _map(cuts: Cuts, series: Sequence[tuple[Code, Series]]) -> TileMap:
    """The tile grid with the newest figure of each fylke in its tile."""
    lang = cuts.lang
    newest = months_of(each for _, each in series)[-1]
    figures = {code.kode: each.figures.get(newest) for code, each in series}
    placed = tuple(replace(tile, figure=figures.get(tile.kode)) for tile in tiles(cuts))
    label = lang.t("Fylkene på kartet, %(month)s", month=lang.month(newest))
    return TileMap(label, placed, True)


def _multiples(lang: Language, series: Sequence[Series]) -> Iterator[Chart]:
    """Fylke by fylke over time, on a scale of each one's own and on a common one."""
    title = lang.t("Utviklingen i hvert fylke")
    for common, id in ((False, "egen"), (True, "felles")):
        variant = lang.t("Felles skala") if common else lang.t("Egen skala for hvert fylke")
        chart = multiples_chart(
            lang,
            f"fylker-{id}",
            series,
            title=title,
            subtitle=f"{persons(lang)}. {variant}",
            description=sentences.drawn(lang, series),
            common=common,
        )
        yield replace(chart, variant=variant)
