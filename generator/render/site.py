"""Every page of the site: gathered first, then rendered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.package.datapackage import observation_lines
from generator.package.publication import Publication
from generator.render.charts import CONFIG, Spec
from generator.render.compare import compare_page
from generator.render.coverage import coverage_page
from generator.render.cuts import Cuts
from generator.render.environment import environment
from generator.render.groups import group_page, main_group_page, measure_list_page
from generator.render.measure import measure_page
from generator.render.places import fylke_list_page, fylke_page
from generator.render.reportpage import report_page
from generator.render.svg import Drawing
from generator.render.texts import (
    data_page,
    front_page,
    not_found_page,
    quality_page,
    text_page,
)
from generator.render.views import Page

if TYPE_CHECKING:
    from jinja2 import Environment

Progress = Callable[[str, int, int], None]

#: Pages with a template of their own; the other Markdown files become text pages.
_OWN: Final = ("data", "kvalitet")
RUNTIME: Final = "assets/vega.js"


def gather_pages(publication: Publication, files: Mapping[str, bytes]) -> list[Page]:
    """All pages, before any of them is rendered.

    Args:
        publication: what they are made from.
        files: the data package by path, for the list of downloads.
    """
    cuts = Cuts(publication)
    pages = [front_page(cuts), measure_list_page(cuts), fylke_list_page(cuts)]
    pages += [measure_page(cuts, code) for code in cuts.with_figures("tiltak")]
    pages += [group_page(cuts, code) for code in cuts.with_figures("tiltaksgruppe")]
    pages += [fylke_page(cuts, code) for code in cuts.with_figures("fylke")]
    pages += [main_group_page(cuts, code) for code in cuts.with_figures("hovedgruppe")]
    pages += [report_page(cuts, recognised) for recognised in publication.reports]
    pages += [
        compare_page(cuts),
        data_page(cuts, files),
        quality_page(cuts),
        coverage_page(cuts),
        not_found_page(),
    ]
    texts = publication.content.pages.items()
    return [*pages, *(text_page(name, text) for name, text in texts if name not in _OWN)]


def specs_of(pages: list[Page]) -> list[Spec]:
    """Every spec that is to be drawn, at each of its widths."""
    return [chart.at(w) for page in pages for chart in page.charts for w in chart.widths]


def render_site(
    publication: Publication,
    pages: list[Page],
    drawing: Drawing,
    templates: Path,
    progress: Progress,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site but the data package, by its path."""
    lines = observation_lines(publication.observations)
    assets = dict(_assets(templates / "assets"))
    jinja = environment(templates, publication, drawing, assets)
    for number, page in enumerate(pages, 1):
        progress("pages", number, len(pages))
        yield _address(page), _html(jinja, page)
        if page.rows is not None:
            yield f"{page.path}data.csv", b"".join([lines[0], *(lines[i + 1] for i in page.rows)])
        yield from ((f"{page.path}{name}", data) for name, data in page.files.items())
    yield from assets.items()
    yield RUNTIME, drawing.runtime.result().encode()
    yield ".nojekyll", b""


def _address(page: Page) -> str:
    return page.path if page.path.endswith(".html") else f"{page.path}index.html"


def _html(jinja: Environment, page: Page) -> bytes:
    html = jinja.get_template(page.template).render(page=page, root=page.root, **page.context)
    return html.encode()


def _assets(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Style, scripts and icon; what the charts share goes before the chart script."""
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        if path.name == "charts.js":
            settings = json.dumps(CONFIG, ensure_ascii=False, sort_keys=True)
            data = f"const CONFIG = {settings};\n".encode() + data
        yield f"assets/{path.name}", data
