"""The whole audit of a built site."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tests.numbers.charts import audit_charts, audit_panel_specs
from tests.numbers.compare import audit_comparisons, comparison_files
from tests.numbers.counts import (
    audit_beside,
    audit_checks,
    audit_coverage,
    audit_downloads,
    audit_examples,
    audit_repairs,
    audit_sizes,
)
from tests.numbers.english import ENGLISH, audit_english
from tests.numbers.pages import Finding, Log, Page
from tests.numbers.parts import audit_parts
from tests.numbers.published import Published
from tests.numbers.reports import audit_report
from tests.numbers.rules import audit_attributes, audit_texts
from tests.numbers.search import FILES, audit_search
from tests.numbers.share import audit_embedded, audit_shared, is_embedded, shown_on
from tests.numbers.tables import audit_tables

#: Files of a site that hold no figures.
OTHER_FILES = {
    *("404.html", ".nojekyll", "assets/icon.svg"),
    *("assets/*.css", "assets/*.js"),
}
_CSVW, _DCAT, _INDEX = "describe/test_csvw.py", "describe/test_dcat.py", "describe/test_index.py"
_CRAWLERS, _FORMATS = "describe/test_crawlers.py", "test_export_formats.py"
#: Asks each file of the package for the same cells.
_SAME_ANSWER = "test_exports.py::test_every_format_of_the_package_gives_the_same_answer"
#: Files that the audit does not read, as patterns of their paths, and the tests that do.
READ_ELSEWHERE = {
    "data/*.csv-metadata.json": f"{_CSVW}::test_a_description_says_what_the_contract_says",
    "**/figur/csv-metadata.json": (
        f"{_CSVW}::test_each_chart_s_file_says_what_the_chart_shows_in_both_languages"
    ),
    "data/*.excel.csv": _SAME_ANSWER,
    "data/*.parquet": f"{_FORMATS}::test_every_resource_is_the_same_as_parquet",
    "data/index.json": f"{_INDEX}::test_every_file_is_what_the_index_says",
    "data/katalog.jsonld": f"{_DCAT}::test_turtle_and_json_ld_say_the_same",
    "data/katalog.ttl": f"{_DCAT}::test_size_and_checksum_are_those_of_the_files_on_disk",
    "data/nytt.atom": "describe/test_feed.py::test_counts_are_the_contract_s",
    "en/data/nytt.atom": "describe/test_feed.py::test_counts_are_the_contract_s",
    "data/observasjoner.json": _SAME_ANSWER,
    "data/tiltak-i-tall.sqlite": f"{_FORMATS}::test_every_resource_is_a_table_with_the_same_rows",
    "data/tiltak-i-tall.xlsx": f"{_FORMATS}::test_every_cell_of_the_workbook_is_the_observation_s",
    "data/tiltak-i-tall.zip": f"{_FORMATS}::test_the_zip_is_the_package_and_valid",
    "CITATION.cff": "describe/test_citation.py::test_it_says_what_the_contract_says",
    "llms.txt": f"{_CRAWLERS}::test_every_link_of_llms_txt_leads_to_a_file",
    "openapi.json": f"{_INDEX}::test_every_address_answers",
    "robots.txt": f"{_CRAWLERS}::test_robots_may_read_everything_and_are_told_of_the_sitemap",
    "sitemap.xml": f"{_CRAWLERS}::test_dates_are_those_of_the_newest_data_on_a_page",
}
#: The same of the files in the folder of a page with data.
READ_BESIDE = dict.fromkeys(
    ("data.excel.csv", "data.json", "data.parquet", "data.xlsx"),
    "test_exports.py::test_every_format_beside_a_page_gives_the_same_answer",
)
READ_BESIDE |= dict.fromkeys(
    ("data.csv-metadata.json", "data.excel.csv-metadata.json"),
    f"{_CSVW}::test_each_file_beside_a_page_is_called_what_the_index_calls_it",
)
#: Pictures of what the page says: their bytes are looked at there.
PICTURES = "test_share.py::test_each_png_is_a_card_with_a_drawing"
#: What a chart's files are called, after its id.
CHART_FILES = (".csv", ".png", ".svg", ".vl.json", "/index.html")


def audit(
    folder: Path, content: Path, only: Collection[str] = (), published: Published | None = None
) -> Log:
    """Audit a built site.

    Args:
        folder: the site.
        content: where the reports are as they were received.
        only: the addresses of the pages to audit, by default all pages and files.
        published: the site's data, if they have been read before.
    """
    log = Log()
    published = published or Published(folder)
    audit_data(log, published)
    for file in sorted(folder.rglob("*.html")):
        page = Page(file, published, log)
        if not only or page.address in only:
            try:
                audit_any_page(page, content)
            except Exception as error:
                error.add_note(f"The audit cannot read the page /{page.address}.")
                raise
    if not only:
        for file in sorted(folder.glob(FILES)):
            audit_search(file, published, log)
        audit_files(folder, log, published)
    return log


def audit_data(log: Log, published: Published) -> None:
    """The site's data by themselves: every row can be read, and reports have what they count."""
    for fault in published.faults:
        log.findings.append(Finding("data/", "a row", fault))
    for id, row in published.reports.items():
        cells = [published.cells[key] for key in published.keys_with("rapport", id)]
        right = (str(len(cells)), str(sum(each.value is None for each in cells)))
        if (row["observasjoner"], row["skjermet"]) != right:
            fault = f"counts other observations and hidden ones of {id} than {' and '.join(right)}"
            log.findings.append(Finding("data/rapporter.csv", "a row", fault))
    log.compared["observations"] = len(published.cells)
    log.compared["hidden observations"] = published.hidden


def audit_any_page(page: Page, content: Path) -> None:
    """Audit a page, an English one, or one to embed."""
    if is_embedded(page.address):
        audit_embedded(page)
        audit_rest(page)
    elif page.address.startswith(ENGLISH):
        audit_shared(page)
        audit_english(page)
    else:
        audit_page(page, content)


def audit_page(page: Page, content: Path) -> None:
    """Audit one page: what it is made of first, then what is left."""
    page.log.compared["pages"] += 1
    page.read_data()
    audit_tables(page)
    charts = audit_charts(page)
    audit_parts(page)
    audit_shared(page)
    audit_panel_specs(page, charts)
    audit_sizes(page)
    if page.kind == "rapport":
        audit_report(page, content)
    elif page.kind == "data":
        audit_downloads(page)
        audit_beside(page)
        audit_examples(page, content)
    elif page.kind == "kvalitet":
        audit_checks(page)
        audit_repairs(page)
    elif page.kind == "dekning":
        audit_coverage(page)
    elif page.kind == "sammenlign":
        audit_comparisons(page)
    audit_rest(page)


def audit_rest(page: Page) -> None:
    """Explain every number of a page that nothing else has read."""
    _skip_code(page)
    audit_texts(page)
    audit_attributes(page)


def _skip_code(page: Page) -> None:
    """Scripts and styles in the page itself must be the site's own files."""
    for element in page.find("//script | //style"):
        text = element.text or ""
        if element in page.read or not text.strip():
            continue
        folder = page.folder / "assets"
        if text.strip() not in {file.read_text("utf-8").strip() for file in folder.iterdir()}:
            page.report(f"<{element.tag}>, line {element.sourceline}", "is no file of assets/")
        page.read.add(element)


def audit_files(folder: Path, log: Log, published: Published) -> None:
    """Every file is one that the audit reads, holds no figures, or is read by a named test."""
    known = {file for pattern in (*OTHER_FILES, *READ_ELSEWHERE) for file in folder.glob(pattern)}
    known |= {*folder.glob(FILES), folder / "datapackage.json"}
    known |= {folder / each["path"] for each in published.package["resources"]}
    known |= {folder / "sammenlign" / name for name in comparison_files(published)}
    for page in (file.parent for file in folder.rglob("index.html")):
        address = f"{page.relative_to(folder).as_posix()}/".removeprefix("./")
        if not is_embedded(address):
            known |= _files_of(page, is_english=address.startswith(ENGLISH))
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file not in known:
            path = file.relative_to(folder).as_posix()
            log.findings.append(Finding(path, "file", "is not known to the audit"))
        log.compared["files"] += file.is_file()


def _files_of(page: Path, *, is_english: bool) -> set[Path]:
    """The files that may lie in a page's folder: what the page itself shows and has compared."""
    names = ["index.html", "sitat.bib", "sitat.json"]
    charts = shown_on(page / "index.html")
    endings = [each for each in CHART_FILES if each != ".csv" or not is_english]
    names += [f"figur/{id}{ending}" for id in charts for ending in endings]
    if not charts:
        names.append("deling.png")
    if (page / "data.csv").is_file() and not is_english:
        names += ["data.csv", *READ_BESIDE]
    if not (page / "sitat.bib").is_file():
        names = [name for name in names if not name.startswith("sitat")]
    return {page / name for name in names}
