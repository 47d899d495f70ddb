"""The front page, the data and quality pages, and the pages that are text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL
from generator.package.datapackage import DESCRIPTOR
from generator.package.publication import report_rows
from generator.recognise.labels import Repair
from generator.render import sentences
from generator.render.charts import NARROW, WIDE, line_chart
from generator.render.cuts import HOME, Cuts, group_link, measure_link
from generator.render.language import month, number, span
from generator.render.places import tiles
from generator.render.sections import PERSONS, newest_bars, newest_key, parts, year_tables
from generator.render.series import Series, Slice, years_of
from generator.render.views import Link, Page, Section

_EXTENSIONS: Final = ("tables", "fenced_code", "toc", "sane_lists")
_HOW: Final = {
    "naermeste": "feil bokstav",
    "mellomrom": "feil mellomrom",
    "avkortet": "kuttet ved linjeslutt",
}


def markdown_page(text: str, root: str) -> tuple[dict[str, str], str]:
    """The front matter and the HTML of a text page.

    Args:
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
    return matter, _in_regions(html)


def _in_regions(html: str) -> str:
    """Each table in a region of its own, which scrolls where the page is narrow."""
    first, *others = html.split("<table>")
    opened = [
        f'<section class="rulle" tabindex="0" aria-label="Tabell {number}"><table>{other}'
        for number, other in enumerate(others, 1)
    ]
    return "".join([first, *opened]).replace("</table>", "</table></section>")


def text_page(name: str, text: str, *, template: str = "tekst.html.j2", **context: Any) -> Page:  # noqa: ANN401
    """A page from Markdown, at ``/<name>/``."""
    matter, html = markdown_page(text, "../")
    return Page(
        f"{name}/",
        template,
        matter["title"],
        matter["description"],
        (HOME,),
        context.pop("sections", ()),
        {"body": html, **context},
        context.pop("rows", None),
    )


# -- front page -----------------------------------------------------------------------------------


def front_page(cuts: Cuts) -> Page:
    """``/``: what this is, the main findings, and the ways in."""
    totals = cuts.of("tiltak", ALL)
    whole = totals.series("Alle tiltak")
    groups = [
        (g, totals.series(g.navn, tiltaksgruppe=g.kode)) for g in cuts.with_figures("tiltaksgruppe")
    ]
    reports = [_report_item(row) for row in reversed(report_rows(cuts.publication))]
    latest = max((s for _, s in groups), key=lambda s: s.last)
    context = {
        "whole": newest_key(whole) if whole else None,
        "latest": (latest.name, newest_key(latest)),
        "groups": [(group_link(g), g.beskrivelse, month(s.last), s.newest) for g, s in groups],
        "measures": [measure_link(c) for c in cuts.with_figures("tiltak")],
        "mains": [Link(c.navn, f"hovedgruppe/{c.kode}/") for c in cuts.with_figures("hovedgruppe")],
        "tiles": tiles(cuts),
        "reports": reports,
        "observations": number(len(cuts.publication.observations)),
        "hidden": number(cuts.publication.hidden),
        "checked": number(sum(check.antall for check in cuts.publication.checks)),
    }
    sections = tuple(_front_sections(cuts.codelists, totals, whole, groups, latest))
    description = (
        "Hvor mange deltar i arbeidsmarkedstiltak? NAVs rapporter som kontrollerte, sporbare tall, "
        "måned for måned, for hvert tiltak og hvert fylke."
    )
    return Page("", "forside.html.j2", "Tiltak i tall", description, (), sections, context)


def _front_sections(
    codelists: CodeLists,
    totals: Slice,
    whole: Series,
    groups: list[tuple[Any, Series]],
    latest: Series,
) -> list[Section]:
    sections = []
    if whole:
        chart = line_chart(
            "alle",
            [whole],
            title=sentences.extremes(whole),
            subtitle=f"Alle tiltak. {PERSONS}",
            description=sentences.drawn([whole]),
            widths=(WIDE, NARROW),
        )
        bars = newest_bars(
            "grupper",
            [s.of_year(whole.last[:4]) for _, s in groups],
            what="Antall personer etter tiltaksgruppe",
            ordered=True,
        )
        sexes = parts(totals, codelists, "kjonn")
        tables = year_tables("alle", "Alle tiltak", [whole.called("I alt"), *sexes])
        heading = f"Alle tiltak, {years_of([whole])[0]}"
        sections.append(Section("alle", heading, (), (chart, bars), tables))
    chart = line_chart(
        "nyeste",
        [latest],
        title=sentences.extremes(latest),
        subtitle=f"Tiltaksgruppa {latest.name}. {PERSONS}",
        description=sentences.drawn([latest]),
        widths=(WIDE, NARROW),
    )
    tables = year_tables("nyeste", f"Tiltaksgruppa {latest.name}", [latest])
    sections.append(Section("nyeste", f"Nyeste rapport: {latest.name}", (), (chart,), tables))
    return sections


def _report_item(row: Mapping[str, Any]) -> tuple[Link, str, str]:
    period = span(str(row["periode_fra"]), str(row["periode_til"]))
    text = f"{number(row['observasjoner'])} tall, {number(row['skjermet'])} av dem skjermet"
    return Link(f"{row['tittel']}", f"rapport/{row['id']}/"), period, text


# -- data -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Download:
    """A file to download."""

    resource: Mapping[str, Any]
    size: str
    rows: str
    sha256: str


def data_page(cuts: Cuts, files: Mapping[str, bytes]) -> Page:
    """``/data/``: the files, the data dictionary, how to reuse.

    Args:
        cuts: the publication.
        files: the data package, as :func:`~generator.package.datapackage.package_files` makes it.
    """
    import json

    published = json.loads(files[DESCRIPTOR])
    downloads = [
        Download(r, _size(r["bytes"]), number(files[r["path"]].count(b"\n") - 1), r["hash"][7:])
        for r in published["resources"]
    ]
    text = cuts.publication.content.pages["data"]
    return text_page("data", text, template="data.html.j2", downloads=downloads, package=published)


def _size(count: int) -> str:
    return f"{number(round(count / 1000))} kB" if count >= 1000 else f"{count} byte"


# -- quality --------------------------------------------------------------------------------------


def quality_page(cuts: Cuts) -> Page:
    """``/kvalitet/``: the checks, the repairs, and what there are figures for."""
    publication = cuts.publication
    checks = publication.checks
    context = {
        "checks": [
            (Link(title, f"rapport/{rapport}/"), [c for c in checks if c.rapport == rapport])
            for rapport, title in _titles(cuts).items()
        ],
        "total": number(sum(c.antall for c in checks)),
        "exact": number(sum(c.eksakte for c in checks)),
        "within": number(sum(c.innenfor for c in checks)),
        "broken": sum(c.brudd for c in checks),
        "observations": number(len(publication.observations)),
        "hidden": number(publication.hidden),
        "repairs": _repairs(cuts),
        "repaired": number(sum(len(r.repairs) for r in publication.reports)),
        "revisions": len(publication.revisions.rows),
    }
    return text_page(
        "kvalitet", publication.content.pages["kvalitet"], template="kvalitet.html.j2", **context
    )


def _titles(cuts: Cuts) -> dict[str, str]:
    return {
        r.report.origin.id: f"{r.report.origin.title}, "
        + span(r.report.origin.period_from, r.report.origin.period_to)
        for r in cuts.publication.reports
    }


def _repairs(cuts: Cuts) -> list[tuple[str, list[tuple[Repair, str, list[int]]]]]:
    """For each report each repair once: what it was, and on which lines."""
    found = []
    for recognised in cuts.publication.reports:
        origin = recognised.report.origin
        lines: dict[tuple[str, str, str], list[Repair]] = {}
        for repair in recognised.repairs:
            lines.setdefault((repair.trykt, repair.kode, repair.dimensjon), []).append(repair)
        each = [
            (group[0], _HOW[group[0].maate], [r.linje for r in group]) for group in lines.values()
        ]
        found.append((origin.id, each))
    return found


def not_found_page() -> Page:
    """``404.html``, which may be shown at any address."""
    return Page(
        "404.html",
        "404.html.j2",
        "Fant ikke siden",
        "Siden finnes ikke, eller adressen er skrevet feil.",
    )
