"""What a person at the console sees: how far a long step has come, and what was made."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from generator.check.figures import REPEAT_CHECK
from generator.check.relations import AVERAGE_CHECK
from generator.model.files import PublishedFile
from generator.package.publication import Publication


class Watcher:
    """Shows progress on one line of stderr, if stderr is a terminal; else says nothing."""

    def __init__(self) -> None:
        self.watching = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say how far a stage has come."""
        if self.watching:
            count = f" {done} of {total}" if total else ""
            print(f"\r\x1b[K{stage}{count} …", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Take the line away."""
        if self.watching:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def summary(
    publication: Publication, catalogue: Iterable[PublishedFile], site: Path, seconds: float
) -> str:
    """What was made, with the counts that a publisher looks at."""
    pages = sum(page.parent.parent.name != "figur" for page in site.rglob("*.html"))
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    lines = [
        f"{len(publication.reports)} reports, {len(publication.observations)} observations, "
        f"{publication.hidden} of them hidden"
    ]
    for report in publication.reports:
        lines += _report_lines(publication, report.report.origin.id)
    lines += _size_lines(catalogue)
    lines += _csvw_lines(site)
    lines.append(f"{pages} pages, {size / 1e6:.1f} MB in {site}, {seconds:.1f} s")
    return "\n".join(lines)


def _size_lines(catalogue: Iterable[PublishedFile]) -> list[str]:
    """How many files for reuse there are of each format, and how large they are together."""
    sizes: dict[str, list[int]] = {}
    for entry in catalogue:
        sizes.setdefault(entry.format, []).append(entry.bytes)
    if not sizes:
        return []
    count, total = sum(map(len, sizes.values())), sum(map(sum, sizes.values()))
    return [
        f"{count} files for reuse, {total / 1e6:.1f} MB",
        *(f"  {len(each):4} {name:12}{sum(each) / 1e6:6.1f} MB" for name, each in sizes.items()),
    ]


def _csvw_lines(site: Path) -> list[str]:
    """How many descriptions of CSV files there are beside them, and how large they are."""
    sizes = [path.stat().st_size for path in site.rglob("*csv-metadata.json")]
    about = f"{len(sizes)} descriptions of CSV files (CSV on the Web), {sum(sizes) / 1e6:.1f} MB"
    return [about] if sizes else []


def _report_lines(publication: Publication, rapport: str) -> list[str]:
    checks = [check for check in publication.checks if check.rapport == rapport]
    sums = [c for c in checks if c.kontroll not in (AVERAGE_CHECK, REPEAT_CHECK)]
    lines = [f"  {rapport}"]
    for name, chosen in (
        ("relations", sums),
        ("averages", [c for c in checks if c.kontroll == AVERAGE_CHECK]),
        ("repeats", [c for c in checks if c.kontroll == REPEAT_CHECK]),
    ):
        if chosen:
            total, exact = sum(c.antall for c in chosen), sum(c.eksakte for c in chosen)
            broken = sum(c.brudd for c in chosen)
            within = total - exact - broken
            text = f"    {total} {name}: {exact} hold exactly"
            lines.append(text + (f", {within} within the bounds of hidden figures" * bool(within)))
    repairs = next(r for r in publication.reports if r.report.origin.id == rapport).repairs
    return [*lines, f"    {len(repairs)} labels repaired"]
