"""The whole audit of a built site."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tests.numbers.charts import audit_charts
from tests.numbers.compare import audit_comparisons, comparison_files
from tests.numbers.counts import audit_checks, audit_coverage, audit_downloads, audit_repairs
from tests.numbers.english import ENGLISH, audit_english
from tests.numbers.pages import Finding, Log, Page
from tests.numbers.parts import audit_parts
from tests.numbers.published import Published
from tests.numbers.reports import audit_report
from tests.numbers.rules import audit_attributes, audit_texts
from tests.numbers.search import FILES, audit_search
from tests.numbers.tables import audit_tables

#: Files of a site that hold no figures, besides those that the audit reads.
OTHER_FILES = {".css", ".js", ".svg"}


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
    for file in sorted(folder.rglob("*.html")):
        page = Page(file, published, log)
        if not only or page.address in only:
            try:
                if page.address.startswith(ENGLISH):
                    audit_english(page)
                else:
                    audit_page(page, content)
            except Exception as error:
                error.add_note(f"The audit cannot read the page /{page.address}.")
                raise
    if not only:
        for file in sorted(folder.glob(FILES)):
            audit_search(file, published, log)
        _audit_files(folder, log, published)
    return log


def audit_page(page: Page, content: Path) -> None:
    """Audit one page: what it is made of first, then what is left."""
    page.log.compared["pages"] += 1
    page.read_data()
    audit_tables(page)
    audit_charts(page)
    audit_parts(page)
    if page.kind == "rapport":
        audit_report(page, content)
    elif page.kind == "data":
        audit_downloads(page)
    elif page.kind == "kvalitet":
        audit_checks(page)
        audit_repairs(page)
    elif page.kind == "dekning":
        audit_coverage(page)
    elif page.kind == "sammenlign":
        audit_comparisons(page)
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


def _audit_files(folder: Path, log: Log, published: Published) -> None:
    """Every file is one that the audit reads, or one that holds no figures."""
    pages = (file.parent for file in folder.rglob("index.html"))
    read = {page / "data.csv" for page in pages if not page.is_relative_to(folder / ENGLISH)}
    read |= {
        *folder.glob(FILES),
        *(folder / "data").iterdir(),
        folder / "datapackage.json",
        folder / ".nojekyll",
    }
    read |= {folder / "sammenlign" / name for name in comparison_files(published)}
    for file in sorted(folder.rglob("*")):
        known = file in read or file.suffix in {".html", *OTHER_FILES}
        if file.is_file() and not known:
            path = file.relative_to(folder).as_posix()
            log.findings.append(Finding(path, "file", "is not known to the audit"))
