"""The front page, the data and quality pages, and the pages that are text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.model.dimensions import ALL
from generator.model.language import BOKMAAL, Language, capital
from generator.model.titles import report_name, report_title
from generator.package.datapackage import DESCRIPTOR
from generator.package.publication import report_rows
from generator.recognise.labels import Repair
from generator.recognise.values import Recognised
from generator.render import sentences
from generator.render.charts import NARROW, WIDE, Chart
from generator.render.cuts import Cuts, group_link, home, main_group_link, measure_link
from generator.render.lines import line_chart
from generator.render.sections import newest_bars, newest_key, parts, persons, year_tables
from generator.render.series import Series, Slice, years_of
from generator.render.tiles import tiles
from generator.render.views import Link, Page, Section, TileMap

_HEADING: Final = re.compile(r"<h[23][^>]*>(.*?)</h[23]>")
_TAG: Final = re.compile(r"<[^>]*>")
_EXTENSIONS: Final = ("attr_list", "tables", "fenced_code", "toc", "sane_lists")


def markdown_page(lang: Language, text: str, root: str) -> tuple[dict[str, str], str]:
    """The front matter and the HTML of a text page.

    Args:
        lang: the page's language.
        text: Markdown with ``key: value`` lines between two ``---`` at the top.
        root: the way to the site's root, put in for ``{{ root }}``.
    """
    import markdown

    _, head, body = text.split("---\n", 2)
    matter = {
        key.strip(): value.strip()
        for key, _, value in (line.partition(":") for line in head.splitlines() if line)
    }
    html = markdown.markdown(body.replace("{{ root }}", root), extensions=list(_EXTENSIONS))
    html = html.replace("<th>", '<th scope="col">').replace("<pre>", '<pre tabindex="0">')
    return matter, _in_regions(lang, html)


def _in_regions(lang: Language, html: str) -> str:
    """Each table in a region of its own, which scrolls where the page is narrow.

    It is called by the heading that it stands under.
    """
    first, *others = html.split("<table>")
    done = first
    for number, other in enumerate(others, 1):
        label = lang.t("Tabell %(number)s", number=lang.number(number))
        if headings := _HEADING.findall(done):
            label = f"{label}: {_TAG.sub('', headings[-1])}"
        done += f'<section class="rulle" tabindex="0" aria-label="{label}"><table>{other}'
    return done.replace("</table>", "</table></section>")


def text_page(
    cuts: Cuts,
    name: str,
    *,
    template: str = "tekst.html.j2",
    **context: Any,  # noqa: ANN401
) -> Page:
    """A page from Markdown, at ``/<name>/``."""
    lang = cuts.lang
    matter, html = markdown_page(lang, cuts.texts[name], "../" * (1 + lang.folder.count("/")))
    return Page(
        lang,
        f"{name}/",
        template,
        matter["title"],
        matter["description"],
        (home(lang),),
        context={"body": html, **context},
    )


# -- front page -----------------------------------------------------------------------------------


def front_page(cuts: Cuts) -> Page:
    """``/``: what this is, the main findings, and the ways in."""
    lang = cuts.lang
    totals = cuts.of("tiltak", ALL)
    whole = totals.series(lang.t("Alle tiltak"))
    groups = [
        (g, totals.series(lang.name(g), tiltaksgruppe=g.kode))
        for g in cuts.with_figures("tiltaksgruppe")
    ]
    newest = max(s.last for _, s in groups)
    latest = [s for _, s in groups if s.last == newest and newest not in whole.figures]
    context = {
        "whole": newest_key(lang, whole.name, whole) if whole else None,
        "latest": newest_key(lang, latest[0].name, latest[0]) if latest else None,
        "scope": _scope(lang, whole, latest),
        "groups": [(group_link(lang, g), lang.month(s.last), s.newest) for g, s in groups],
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
        sections=tuple(_front_sections(cuts, totals, whole, [s for _, s in groups], latest[:1])),
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
        tables = year_tables(lang, "nyeste", each.name, [each])
        chart = _front_chart(lang, "nyeste", each, subtitle)
        yield Section("nyeste", heading, (), (chart,), tables)
    if not whole:
        return
    year = years_of([whole])[0]
    of_year = [s.of_year(year) for s in groups]
    bars = newest_bars(lang, "grupper", of_year, whole=whole, ordered=True)
    sexes = parts(lang, totals, cuts.codelists, "kjonn")
    every = [whole.called(lang.t("I alt")), *sexes]
    yield Section(
        "alle",
        lang.t("Alle tiltak, %(year)s", year=year),
        (),
        (_front_chart(lang, "alle", whole, f"{whole.name}."), bars),
        year_tables(lang, "alle", whole.name, every),
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


# -- data -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """A short program that uses the data: what it is for, and the program."""

    name: str
    text: str


#: The examples in the order of the page, by file name, and what each is called.
_EXAMPLES: Final = {
    "pandas.py": "Python (pandas)",
    "r.R": "R",
    "duckdb.sql": "DuckDB",
    "sqlite.sql": "SQLite",
    "node.mjs": "JavaScript (Node)",
    "curl.sh": "curl",
}


def data_page(cuts: Cuts, files: Mapping[str, bytes]) -> Page:
    """``/data/``: which file for what, the data dictionary, how to reuse.

    The files themselves are looked up when the page is rendered, when they have been made.

    Args:
        cuts: the publication.
        files: the data package, as :func:`~generator.package.datapackage.package_files` makes it.
    """
    import json

    texts = cuts.publication.content.examples
    examples = [Example(_EXAMPLES[n], texts[n].rstrip()) for n in _EXAMPLES if n in texts]
    published = json.loads(files[DESCRIPTOR])
    return text_page(cuts, "data", template="data.html.j2", examples=examples, package=published)


# -- quality --------------------------------------------------------------------------------------


def quality_page(cuts: Cuts) -> Page:
    """``/kvalitet/``: the checks, the repairs, and what there are figures for."""
    lang = cuts.lang
    publication = cuts.publication
    checks = publication.checks
    context = {
        "checks": [
            (_report_link(cuts, r), [c for c in checks if c.rapport == r.report.origin.id])
            for r in publication.reports
        ],
        "total": lang.number(sum(c.antall for c in checks)),
        "exact": lang.number(sum(c.eksakte for c in checks)),
        "within": lang.number(sum(c.innenfor for c in checks)),
        "broken": sum(c.brudd for c in checks),
        "observations": lang.number(len(publication.observations)),
        "hidden": lang.number(publication.hidden),
        "repairs": [(r.report.origin.id, _repairs(lang, r)) for r in publication.reports],
        "repaired": lang.number(sum(len(r.repairs) for r in publication.reports)),
        "revisions": len(publication.revisions.rows),
    }
    return text_page(cuts, "kvalitet", template="kvalitet.html.j2", **context)


def _report_link(cuts: Cuts, recognised: Recognised) -> Link:
    origin = recognised.report.origin
    return Link(report_title(cuts.lang, origin), f"rapport/{origin.id}/")


def _repairs(lang: Language, recognised: Recognised) -> list[tuple[Repair, str, list[int]]]:
    """Each repair of a report once: what it was, how it was put right, and on which lines."""
    how = {
        "naermeste": lang.t("feil bokstav"),
        "mellomrom": lang.t("feil mellomrom"),
        "avkortet": lang.t("kuttet ved linjeslutt"),
    }
    lines: dict[tuple[str, str, str], list[Repair]] = {}
    for repair in recognised.repairs:
        lines.setdefault((repair.trykt, repair.kode, repair.dimensjon), []).append(repair)
    return [(each[0], how[each[0].maate], [r.linje for r in each]) for each in lines.values()]


# -- accessibility --------------------------------------------------------------------------------

#: The heading that the result of the last check stands before, in all languages.
_LIMITS: Final = '<h2 id="kjente-begrensninger"'


def accessibility_page(cuts: Cuts) -> Page:
    """``/tilgjengelighet/``: the goal, the result of the last check, what is known not to work.

    The result is what ``scripts/accessibility`` wrote down; without one the page is text alone.
    """
    checked = cuts.publication.content.checked
    page = text_page(cuts, "tilgjengelighet", template="tilgjengelighet.html.j2", checked=checked)
    before, heading, after = str(page.context["body"]).partition(_LIMITS)
    return replace(page, context={**page.context, "before": before, "after": heading + after})


def not_found_page() -> Page:
    """``404.html``, which may be shown at any address, in both languages."""
    return Page(
        BOKMAAL,
        "404.html",
        "404.html.j2",
        "Fant ikke siden",
        "Siden finnes ikke, eller adressen er skrevet feil.",
    )
