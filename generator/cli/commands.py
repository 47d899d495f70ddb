"""The commands: a few lines each over the pipeline."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.console import Watcher, summary
from generator.cli.main import DRAWINGS, FINDINGS, GOOD, show_findings, templates_folder
from generator.describe.address import is_local, normalised
from generator.model.errors import UsageError
from generator.model.files import PublishedFile
from generator.model.findings import Finding, errors
from generator.model.progress import Progress
from generator.package.publication import Publication
from generator.pipeline import Sources, gather, recognise_all
from generator.read.content import read_content
from generator.write.site import staging, swap, write_files

if TYPE_CHECKING:
    from generator.render.svg import Drawing
    from generator.render.views import Page


def build(arguments: argparse.Namespace) -> int:
    """Build the site; a build that fails leaves the last good one as it was."""
    started = time.monotonic()
    sources = _sources(arguments)
    _check_site(sources)
    with staging(sources.site) as folder:
        publication, findings, catalogue = make(sources, folder)
        if _stopped(findings, arguments) or publication is None:
            if arguments.format == "text":
                print(f"nothing was published; {sources.site} is as it was", file=sys.stderr)
            return FINDINGS
        swap(folder, sources.site)
    print(summary(publication, catalogue, sources.site, time.monotonic() - started))
    if is_local(sources.address):
        print(f"catalogues and feeds say {sources.address}: to publish, give --address")
    print(f"\nLook at it: python -m generator serve, or publish {sources.site} as it is.")
    return GOOD


def validate(arguments: argparse.Namespace) -> int:
    """Everything that build does, into a folder that is thrown away."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publication, findings, catalogue = make(_sources(arguments), folder, adding=False)
        if _stopped(findings, arguments) or publication is None:
            return FINDINGS
        print(summary(publication, catalogue, folder, time.monotonic() - started))
    return GOOD


def serve(arguments: argparse.Namespace) -> int:
    """Show the site on this machine, and build it again at each change."""
    from generator.serve.server import serve_site

    status = build(arguments)
    if status != GOOD and not (arguments.site / "index.html").is_file():
        return status
    sources = _sources(arguments)
    code = Path(__file__).resolve().parents[1]
    watched = (sources.content, sources.descriptor, sources.templates, code)
    again = [sys.executable, "-m", "generator", "build", *_source_words(arguments)]
    serve_site(
        sources.site, arguments.port, watched, lambda: subprocess.run(again).returncode == GOOD
    )
    return GOOD


def audit(arguments: argparse.Namespace) -> int:
    """Count what the published totals tell of the hidden figures, and what the site adds."""
    from generator.audit.audit import audit as audited
    from generator.audit.show import as_json, as_text

    started = time.monotonic()
    watcher = Watcher()
    publication, findings = gather(_sources(arguments), watcher)
    if publication is not None:
        found = audited(publication, watcher)
        findings = sorted([*findings, *found.findings])
    watcher.done()
    if publication is not None:
        shown = as_json if arguments.format == "json" else as_text
        print(shown(found, time.monotonic() - started))
    return FINDINGS if _stopped(findings, arguments) else GOOD


def explain(arguments: argparse.Namespace) -> int:
    """Show the way of one figure: file, line, raw text, codes, and what it must agree with."""
    from generator.cli.explain import absent, as_json, as_text, asked
    from generator.cli.way import Ways

    content, findings = read_content(arguments.content, arguments.descriptor)
    cells = asked(content.codelists, arguments.what, arguments.period)
    read, more = recognise_all(content)
    reports = [report for report in read if len(report.cells)]
    if not reports:
        show_findings([*findings, *more], arguments.format)
        return FINDINGS
    ways = Ways(content, reports)
    found = [way for cell in cells if (way := ways.find(*cell))]
    if found or arguments.format == "json":
        print(as_json(found) if arguments.format == "json" else as_text(found))
        return GOOD if found else FINDINGS
    for cell in cells:
        print(absent(ways, *cell), file=sys.stderr)
    if findings or more:
        print("not everything could be read: see what «validate» says", file=sys.stderr)
    return FINDINGS


def _source_words(arguments: argparse.Namespace) -> list[str]:
    """The words that name the same sources to another run of the program."""
    words = ["--format", arguments.format]
    for name in ("content", "site", "descriptor", "address", "source"):
        words += [f"--{name}", str(getattr(arguments, name))]
    words += ["--strict"] * arguments.strict
    return [*words, *["--no-cache"] * arguments.no_cache]


def make(
    sources: Sources, folder: Path, *, adding: bool = True
) -> tuple[Publication | None, list[Finding], list[PublishedFile]]:
    """Everything into ``folder``.

    The charts are drawn beside the check of the data package by frictionless and the writing of
    the files for reuse; nothing else is written before the package is valid.

    Args:
        sources: what it is made from.
        folder: where it goes.
        adding: whether new drawings are kept for the next build.

    Returns:
        The publication, or None where errors stop it; all findings; the files for reuse.
    """
    from generator.package.datapackage import package_files
    from generator.package.validate import package_findings
    from generator.read.messages import languages
    from generator.render.charts import CONFIG
    from generator.render.kept import Kept
    from generator.render.share import cards_of, colours_in
    from generator.render.site import gather_pages, specs_of
    from generator.render.svg import drawing

    watcher = Watcher()
    publication, findings = gather(sources, watcher)
    catalogue: list[PublishedFile] = []
    if publication is None:
        return None, findings, catalogue
    kept = Kept(sources.drawings, adding) if sources.drawings else None
    with drawing(CONFIG, kept) as begin:
        files = package_files(publication)
        pages = gather_pages(publication, files, languages(sources.templates / "messages"))
        drawn = begin(specs_of(pages), cards_of(pages), colours_in(sources.templates)[0])
        watcher("data package", 0, 0)
        write_files(folder, files.items())
        findings = sorted([*findings, *package_findings(folder)])
        if not errors(findings):
            watcher("files for reuse", 0, 0)
            catalogue = _write_exports(publication, files, pages, folder)
            _write_pages(sources, publication, catalogue, pages, drawn, folder, watcher)
    watcher.done()
    return publication, findings, catalogue


def _write_exports(
    publication: Publication, files: Mapping[str, bytes], pages: Sequence[Page], folder: Path
) -> list[PublishedFile]:
    """The files for reuse; ``files``, the data package, is there already. Their catalogue."""
    from generator.export.files import export_files
    from generator.render.site import data_pages

    catalogue = []
    for entry, data in export_files(publication, files, data_pages(publication, pages)):
        catalogue.append(entry)
        if entry.path not in files:
            write_files(folder, [(entry.path, data)])
    return catalogue


def _write_pages(
    sources: Sources,
    publication: Publication,
    catalogue: Sequence[PublishedFile],
    pages: list[Page],
    drawn: Drawing,
    folder: Path,
    progress: Progress,
) -> None:
    """The pages with their charts, and what tells catalogues and search engines of them."""
    from generator.describe.describe import describe_files
    from generator.describe.facts import Facts
    from generator.render.site import chart_tables, data_rows, render_site, site_pages

    spoken = tuple({page.lang.code: page.lang for page in pages}.values())
    facts = Facts(
        publication,
        catalogue,
        sources.address,
        data_rows(pages),
        sources.source,
        spoken,
        chart_tables(pages),
    )
    write_files(folder, render_site(facts, pages, drawn, sources.templates, progress))
    write_files(folder, describe_files(facts, site_pages(facts, pages)))


def _stopped(findings: list[Finding], arguments: argparse.Namespace) -> bool:
    if findings:
        show_findings(findings, arguments.format)
    return bool(findings if arguments.strict else errors(findings))


def _sources(arguments: argparse.Namespace) -> Sources:
    return Sources(
        arguments.content,
        arguments.descriptor,
        templates_folder(),
        arguments.site.resolve(),
        normalised(arguments.address),
        normalised(arguments.source) if arguments.source else "",
        None if arguments.no_cache else DRAWINGS,
    )


def _check_site(sources: Sources) -> None:
    """Refuse a site in the place of what it is made from: nothing of the old folder is kept."""
    site = sources.site
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site} is no folder: is --site right?")
    for source in (sources.content, sources.descriptor, sources.templates):
        path = source.resolve()
        if path.is_relative_to(site) or site.is_relative_to(path):
            raise UsageError(f"{site} is no place for the site: {source} is there")
