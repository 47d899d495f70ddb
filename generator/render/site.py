"""Every page of the site: gathered first, then rendered."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.describe.crawlers import SitePage, page_date
from generator.describe.facts import Facts
from generator.export.pages import DataPage, page_at
from generator.model.language import Language
from generator.model.progress import Progress
from generator.package.publication import Publication
from generator.render.atoz import atoz_page
from generator.render.charts import CONFIG, Chart, Spec
from generator.render.colours import rules_of
from generator.render.compare import compare_page
from generator.render.coverage import coverage_page
from generator.render.cuts import Cuts
from generator.render.environment import environment, versions
from generator.render.front import front_page
from generator.render.groups import group_page, main_group_page, measure_list_page
from generator.render.measure import measure_page
from generator.render.places import fylke_list_page, fylke_page
from generator.render.reportpage import report_page
from generator.render.search import index_path, search_index
from generator.render.share import Shared, Sharing, colours_in
from generator.render.svg import Drawing
from generator.render.texts import (
    accessibility_page,
    data_page,
    not_found_page,
    quality_page,
    text_page,
)
from generator.render.views import Page

if TYPE_CHECKING:
    import numpy as np
    from jinja2 import Environment
    from numpy.typing import NDArray

#: Pages with a template of their own; the other Markdown files become text pages.
_OWN: Final = ("data", "kvalitet", "tilgjengelighet")
RUNTIME: Final = "assets/vega.js"
#: Lines of a script that are only a remark, and the indents of the others.
_MARGIN: Final = re.compile(rb"(?m)^[ ]*//.*\n|^[ ]+")


def gather_pages(
    publication: Publication, files: Mapping[str, bytes], languages: Sequence[Language]
) -> list[Page]:
    """All pages in all languages, before any of them is rendered.

    Args:
        publication: what they are made from.
        files: the data package by path, for the list of downloads.
        languages: those that the site is in.
    """
    cuts = Cuts(publication)
    told = [page for lang in languages for page in _pages(cuts.told_in(lang), files)]
    return [*told, not_found_page()]


def _pages(cuts: Cuts, files: Mapping[str, bytes]) -> list[Page]:
    pages = [front_page(cuts), measure_list_page(cuts), fylke_list_page(cuts)]
    pages += [measure_page(cuts, code) for code in cuts.with_figures("tiltak")]
    pages += [group_page(cuts, code) for code in cuts.with_figures("tiltaksgruppe")]
    pages += [fylke_page(cuts, code) for code in cuts.with_figures("fylke")]
    pages += [main_group_page(cuts, code) for code in cuts.with_figures("hovedgruppe")]
    pages += [report_page(cuts, recognised) for recognised in cuts.publication.reports]
    pages += [compare_page(cuts), data_page(cuts, files), quality_page(cuts)]
    pages += [coverage_page(cuts, pages), accessibility_page(cuts)]
    pages += [text_page(cuts, name) for name in cuts.texts if name not in _OWN]
    return [*pages, atoz_page(pages, cuts)]


def specs_of(pages: list[Page]) -> list[Spec]:
    """Every spec that is to be drawn, at each of its widths."""
    return [chart.at(w) for page in pages for chart in page.charts for w in chart.widths]


def data_pages(publication: Publication, pages: Iterable[Page]) -> list[DataPage]:
    """The pages that have the figures behind them as files beside them."""
    codelists = publication.content.codelists
    pages = list(pages)
    english = {page.path: page.title for page in pages if page.lang.code == "en"}
    return [
        page_at(codelists, page.path, page.title, english.get(page.path, ""), page.rows)
        for page in pages
        if page.rows is not None and page.lang.norwegian
    ]


def data_rows(pages: Iterable[Page]) -> dict[str, NDArray[np.intp]]:
    """The rows of the observations behind each page, by the page's folder."""
    return {page.path: page.rows for page in pages if page.rows is not None}


def chart_tables(pages: Iterable[Page]) -> dict[str, dict[str, str]]:
    """What the CSV file of each chart shows, in each language, by its path from the site's root."""
    found: dict[str, dict[str, str]] = {}
    for page in pages:
        for chart in (each for each in page.charts if each.figures):
            shows = f"{page.title}: {chart.title}. {chart.subtitle}"
            found.setdefault(f"{page.path}figur/{chart.id}.csv", {})[page.lang.code] = shows
    return found


def site_pages(facts: Facts, pages: Iterable[Page]) -> list[SitePage]:
    """The pages in all languages with the dates of their data, for the sitemap."""
    folders: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        if not page.path.endswith(".html"):
            folders.setdefault(page.path, []).append((page.lang.code, page.folder))
    return [
        SitePage(folder, page_date(facts, path), tuple(alternates))
        for path, alternates in folders.items()
        for _, folder in alternates
    ]


def render_site(
    facts: Facts,
    pages: list[Page],
    drawing: Drawing,
    templates: Path,
    progress: Progress,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site but those for reuse, by its path."""
    publication = facts.publication
    sharing = Sharing(publication, pages, drawing, *colours_in(templates), facts.address)
    assets = dict(_assets(templates / "assets"))
    spoken = {page.lang.code: page.lang for page in pages}
    every = [*spoken.values()]
    # A page names the index of its language, and that holds words of the pages: it comes after.
    assets |= {index_path(lang): b"" for lang in every}
    jinja = {
        code: environment(templates, facts, drawing, assets, lang, every)
        for code, lang in spoken.items()
    }
    for code, lang in spoken.items():
        plain = functools.partial(_shared_html, jinja[code], sharing)
        own = [page for page in pages if page.lang is lang]
        assets[index_path(lang)] = search_index(own, Cuts(publication, lang), plain)
    for each in jinja.values():
        each.globals["versions"] = versions(assets)
    for number, page in enumerate(pages, 1):
        progress("pages", number, len(pages))
        share = sharing.of(page)
        yield _address(page), _html(jinja[page.lang.code], page, share)
        for chart in page.charts:
            yield f"{page.folder}figur/{chart.id}/index.html", _embedded(jinja, page, share, chart)
        if share:
            yield from sharing.files(page, share.cite)
        yield from ((f"{page.folder}{name}", data) for name, data in page.files.items())
    yield from assets.items()
    yield RUNTIME, drawing.runtime.result().encode()
    yield ".nojekyll", b""


def _address(page: Page) -> str:
    return page.folder if page.folder.endswith(".html") else f"{page.folder}index.html"


def _html(jinja: Environment, page: Page, share: Shared | None) -> bytes:
    html = jinja.get_template(page.template).render(
        page=page, root=page.root, base=page.base, share=share, **page.context
    )
    return html.encode()


def _shared_html(jinja: Environment, sharing: Sharing, page: Page) -> bytes:
    return _html(jinja, page, sharing.of(page))


def _embedded(
    jinja: Mapping[str, Environment], page: Page, share: Shared | None, chart: Chart
) -> bytes:
    """The page of one chart, for use within pages of others."""
    template = jinja[page.lang.code].get_template("figur.html.j2")
    return template.render(page=page, base=f"../../{page.base}", share=share, chart=chart).encode()


def _assets(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Style, scripts and icon; what the charts share goes before the chart script.

    Remarks and indents of the scripts stay behind: every page loads some of them. The pages to
    embed have a small style of their own with the colours of the site's.
    """
    light, dark = colours_in(folder.parent)
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        if path.suffix == ".js":
            data = _MARGIN.sub(b"", data)
        if path.name == "charts.js":
            settings = json.dumps(CONFIG, ensure_ascii=False, sort_keys=True)
            data = f"const CONFIG = {settings};\n".encode() + data
        elif path.name == "figur.css":
            data = (rules_of(light, dark) + data.decode()).encode()
        yield f"assets/{path.name}", data
