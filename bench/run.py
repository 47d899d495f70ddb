"""Seconds and peak memory of each stage of a build, as reports grow in number.

``python bench/run.py [--sizes 1,10,100] [--no-render]``: size 1 is the two real reports, size N
is 2·N synthetic ones. Each size runs in a process of its own, so its peak is its own; a stage's
peak is that of the process so far. «×» is the time a report, relative to the first size: 1.0 is
linear.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

T = TypeVar("T")
#: Stage → (seconds, peak memory of the process so far in MB).
Measured = dict[str, tuple[float, float]]


class Clock:
    """Measures named stages, in the order in which they run."""

    def __init__(self) -> None:
        self.measured: Measured = {}

    @contextlib.contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Measure what is done inside."""
        start = time.perf_counter()
        yield
        self.add(stage, time.perf_counter() - start)

    def add(self, stage: str, seconds: float) -> None:
        """Add to what a stage has taken so far."""
        # Linux counts in KB.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        before, _ = self.measured.get(stage, (0.0, 0.0))
        self.measured[stage] = before + seconds, peak


def stages(content: Path, site: Path, render: bool) -> Measured:
    """Run a build stage by stage. The only function here that knows ``generator/``.

    Args:
        content: a content folder: ``reports/``, ``codelists/``, ``pages/``.
        site: the folder to write to, which does not exist yet.
        render: whether to make charts and pages too.
    """
    clock = Clock()
    with clock("import"):
        for heavy in ("frictionless", "pandas"):  # which the stages import when first needed
            importlib.import_module(heavy)
        from generator.check.figures import check_figures
        from generator.model.findings import errors
        from generator.package.datapackage import package_files
        from generator.package.publication import publish
        from generator.package.validate import package_findings
        from generator.read.content import read_content
        from generator.read.text import read_grid
        from generator.recognise.labels import Labels
        from generator.recognise.report import recognise
        from generator.write.site import write_files
    with clock("read"):
        whole, findings = read_content(content, ROOT / "datapackage.json")
        grids = [read_grid(report.raw, report.path)[0] for report in whole.reports]
    with clock("recognise"):
        labels = Labels(whole.codelists)
        read = [recognise(r, g, labels) for r, g in zip(whole.reports, grids, strict=True)]
    with clock("check"):
        checked = [check_figures(recognised, whole.codelists) for recognised in read]
    findings += [finding for recognised in read for finding in recognised.findings]
    findings += [finding for result in checked for finding in result.findings]
    with clock("package"):
        publication = publish(whole, read, checked)
        files = package_files(publication)
    with clock("write"):
        write_files(site, files.items())
    with clock("frictionless"):
        findings += package_findings(site)
    if render:
        rendered(clock, publication, files, site)
    if wrong := errors(findings):
        raise SystemExit(f"{len(wrong)} errors, the first: {wrong[0]}")
    return clock.measured


def rendered(clock: Clock, publication: Any, files: Any, site: Path) -> None:  # noqa: ANN401
    """The stages that make the site itself. Charts are drawn by two processes of their own."""
    from generator.describe.describe import describe_files
    from generator.describe.facts import Facts
    from generator.read.messages import languages
    from generator.render.charts import CONFIG
    from generator.render.share import cards_of, colours_in
    from generator.render.site import (
        chart_tables,
        data_pages,
        data_rows,
        gather_pages,
        render_site,
        site_pages,
        specs_of,
    )
    from generator.render.svg import drawing
    from generator.write.site import write_files

    templates, address = ROOT / "templates", "https://example.org/"
    with clock("views"):
        spoken = languages(templates / "messages")
        pages = gather_pages(publication, files, spoken)
        specs = specs_of(pages)
    catalogue = exported(clock, publication, files, data_pages(publication, pages), site)
    with drawing(CONFIG) as begin:
        drawn = begin(specs, cards_of(pages), colours_in(templates)[0])
        with clock("charts"):
            for spec in specs:
                drawn.svg(spec)
        with clock("pages"):
            rows, charts = data_rows(pages), chart_tables(pages)
            facts = Facts(publication, catalogue, address, rows, languages=spoken, charts=charts)
            write_files(site, render_site(facts, pages, drawn, templates, lambda *_: None))
    with clock("describe"):
        write_files(site, describe_files(facts, site_pages(facts, pages)))


def exported(clock: Clock, publication: Any, files: Any, pages: Any, site: Path) -> list[Any]:  # noqa: ANN401
    """The files for reuse, a stage for each format; returns the catalogue of them.

    What formats share counts for the first of them.
    """
    from generator.export.files import export_files
    from generator.write.site import write_files

    start = time.perf_counter()
    catalogue = []
    for entry, data in export_files(publication, files, pages):
        catalogue.append(entry)
        write_files(site, [(entry.path, data)])
        now = time.perf_counter()
        clock.add(f"for {entry.format}", now - start)
        start = now
    return catalogue


def fill(folder: Path, count: int) -> None:
    """Make a content folder with synthetic reports."""
    from bench.synthetic import write_reports

    folder.mkdir()
    for name in ("codelists", "pages", "examples"):
        (folder / name).symlink_to(ROOT / "content" / name)
    write_reports(folder, count)


def apart(function: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401
    """Call a function in a fresh process, whose memory nothing else has touched."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(function, *arguments).result()


def measure(size: int, render: bool) -> Measured:
    """Run the stages on ``2 * size`` reports: the real ones for 1, else synthetic ones."""
    with tempfile.TemporaryDirectory() as temporary:
        content = ROOT / "content"
        if size > 1:
            content = Path(temporary) / "content"
            apart(fill, content, 2 * size)
        return apart(stages, content, Path(temporary) / "site", render)


def table(results: dict[int, Measured]) -> Iterator[str]:
    """The results as aligned lines: a row a stage, three columns a size."""
    for measured in results.values():
        seconds, peaks = zip(*measured.values(), strict=True)
        measured["all"] = sum(seconds), max(peaks)
    first, base = next(iter(results.items()))
    yield f"{'':16}" + "".join(f"{f'{2 * size} reports':>26}" for size in results)
    yield f"{'stage':16}" + "".join(f"{'s':>10}{'peak MB':>9}{'×':>7}" for _ in results)
    for stage, (linear, _) in base.items():
        yield f"{stage:16}" + "".join(
            f"{measured[stage][0]:10.3f}{measured[stage][1]:9.0f}"
            f"{measured[stage][0] / linear * first / size:7.2f}"
            for size, measured in results.items()
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description="Measure the stages of a build.")
    parser.add_argument("--sizes", default="1,10,100", help="multiples of the two real reports")
    parser.add_argument("--no-render", action="store_true", help="leave out charts and pages")
    options = parser.parse_args(arguments)
    sizes = [int(size) for size in options.sizes.split(",")]
    print("\n".join(table({size: measure(size, not options.no_render) for size in sizes})))


if __name__ == "__main__":
    main()
