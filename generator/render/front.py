"""The front page (``/``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model.dimensions import ALL
from generator.model.language import Language, capital
from generator.model.titles import report_name
from generator.package.publication import report_rows
from generator.render import sentences
from generator.render.charts import NARROW, WIDE, Chart
from generator.render.cuts import Cuts, group_link, main_group_link, measure_link
from generator.render.lines import line_chart
from generator.render.sections import bars_of_whole, newest_key, newest_of, parts, persons
from generator.render.series import Series, Slice, years_of
from generator.render.tables import month_tables
from generator.render.tiles import tiles
from generator.render.views import Link, Page, Section, TileMap


def front_page(cuts: Cuts) -> Page:
    """``/``: what this is, the main findings, and the ways in."""
    lang = cuts.lang
    totals = cuts.of("tiltak", ALL)
    whole = totals.series(lang.t("Alle tiltak"))
    listed = [
        (g, totals.series(lang.name(g), tiltaksgruppe=g.kode))
        for g in cuts.with_figures("tiltaksgruppe")
    ]
    groups = [series for _, series in listed if series]
    newest = max((s.last for s in groups), default="")
    latest = [s for s in groups if s.last == newest and newest not in whole.figures]
    context = {
        "whole": newest_key(lang, whole.name, whole) if whole else None,
        "latest": newest_key(lang, latest[0].name, latest[0]) if latest else None,
        "scope": _scope(lang, whole, latest),
        "groups": [(group_link(lang, g), *newest_of(lang, s)) for g, s in listed],
        "measures": [measure_link(lang, c) for c in cuts.with_figures("tiltak")],
        "mains": [main_group_link(lang, c) for c in cuts.with_figures("hovedgruppe")],
        "tiles": TileMap(lang.t("Fylkene på kartet"), tiles(cuts)),
        "reports": [_report_item(cuts, row) for row in reversed(report_rows(cuts.publication))],
        "observations": lang.number(len(cuts.publication.observations)),
        "hidden": lang.number(cuts.publication.hidden),
        "checked": lang.number(sum(check.antall for check in cuts.publication.checks)),
    }
    description = lang.t(
        "Hvor mange deltar i arbeidsmarkedstiltak? Navs rapporter som kontrollerte, sporbare tall, "
        "måned for måned, for hvert tiltak og hvert fylke."
    )
    return Page(
        lang,
        "",
        "forside.html.j2",
        lang.t("Hvor mange deltar i arbeidsmarkedstiltak?"),
        description,
        sections=tuple(_front_sections(cuts, totals, whole, groups, latest[:1])),
        context=context,
    )


def _scope(lang: Language, whole: Series, latest: Sequence[Series]) -> str:
    """What the newest report is about, where it is not about all measures; else empty.

    Args:
        lang: the page's language.
        whole: all measures together; empty where no report has them.
        latest: the groups that have newer figures than that.
    """
    if not latest:
        return ""
    said = lang.n(
        "Den nyeste rapporten gjelder bare tiltaksgruppa %(names)s.",
        "Den nyeste rapporten gjelder bare tiltaksgruppene %(names)s.",
        len(latest),
        names=lang.listing([each.name for each in latest]),
    )
    if not whole:
        return said
    until = lang.t(
        "Tall for alle tiltak samlet har vi bare til og med %(month)s.",
        month=lang.month(whole.last),
    )
    return f"{said} {until} {lang.t('De to tallene kan ikke sammenlignes.')}"


def _front_sections(
    cuts: Cuts, totals: Slice, whole: Series, groups: list[Series], latest: Sequence[Series]
) -> Iterator[Section]:
    lang = cuts.lang
    for each in latest:
        subtitle = lang.t("Tiltaksgruppa %(name)s.", name=each.name)
        heading = lang.t("Nyeste rapport: %(name)s", name=each.name)
        tables = month_tables(lang, "nyeste", each.name, [each])
        chart = _front_chart(lang, "nyeste", each, subtitle)
        yield Section("nyeste", heading, (), (chart,), tables)
    if not whole:
        return
    year = years_of([whole])[0]
    bars = bars_of_whole(lang, "grupper", groups, whole)
    sexes = parts(cuts, totals, "kjonn")
    every = [whole.called(lang.t("I alt")), *sexes]
    yield Section(
        "alle",
        lang.t("Alle tiltak, %(year)s", year=year),
        (),
        (_front_chart(lang, "alle", whole, f"{whole.name}."), *bars),
        month_tables(lang, "alle", whole.name, every),
    )


def _front_chart(lang: Language, id: str, series: Series, subtitle: str) -> Chart:
    return line_chart(
        lang,
        id,
        [series],
        title=sentences.extremes(lang, series),
        subtitle=f"{subtitle} {persons(lang)}",
        description=sentences.drawn(lang, [series]),
        widths=(WIDE, NARROW),
    )


def _report_item(cuts: Cuts, row: Mapping[str, Any]) -> tuple[Link, str, str]:
    lang = cuts.lang
    origin = cuts.origin(str(row["id"]))
    text = lang.t(
        "%(count)s tall, %(hidden)s av dem skjermet",
        count=lang.number(row["observasjoner"]),
        hidden=lang.number(row["skjermet"]),
    )
    period = lang.span(origin.period_from, origin.period_to)
    return Link(report_name(lang, origin), f"rapport/{origin.id}/"), capital(period), text
