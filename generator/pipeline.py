"""The stages in their order: from ``content/`` to a publication, and from that to files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.check.figures import check_figures
from generator.describe.address import LOCAL
from generator.model.findings import Finding, errors
from generator.model.progress import Progress, silent
from generator.package.publication import Publication, publish
from generator.read.content import Content, read_content
from generator.read.messages import missing_pages, untranslated
from generator.read.text import read_grid
from generator.recognise.labels import Labels
from generator.recognise.report import recognise
from generator.recognise.values import Recognised


@dataclass(frozen=True)
class Sources:
    """Where a build takes its material from, where it puts the site, and where that will lie.

    ``source`` is where the source code lies; empty if it is not told. ``drawings`` is the folder
    where drawings are kept from one build to the next; None for none.
    """

    content: Path
    descriptor: Path
    templates: Path
    site: Path
    address: str = LOCAL
    source: str = ""
    drawings: Path | None = None


def gather(
    sources: Sources, progress: Progress = silent
) -> tuple[Publication | None, list[Finding]]:
    """Read, recognise and check everything.

    Returns:
        The publication, or None where errors stop it; and all findings, warnings among them.

    Raises:
        UsageError: a folder that was named is not there.
        ContentError: a code list or the descriptor cannot be read.
    """
    content, findings = read_content(sources.content, sources.descriptor)
    if not content.reports and not findings:
        message = "there is no report folder"
        findings.append(Finding(str(sources.content / "reports"), 0, 0, "no-report", message))
    findings += missing_pages(content, sources.content / "pages")
    findings += untranslated(content, sources.content / "pages", sources.templates / "messages")
    recognised, read_findings = recognise_all(content, progress)
    findings += read_findings
    checked = [check_figures(report, content.codelists) for report in recognised]
    findings += [finding for each in checked for finding in each.findings]
    if errors(findings):
        return None, sorted(findings)
    return publish(content, recognised, checked), sorted(findings)


def recognise_all(
    content: Content, progress: Progress = silent
) -> tuple[list[Recognised], list[Finding]]:
    """Every report as it was read; one that is no text at all gives only findings."""
    labels = Labels(content.codelists)
    recognised: list[Recognised] = []
    findings: list[Finding] = []
    for number, report in enumerate(content.reports, 1):
        progress("reports", number, len(content.reports))
        grid, file_findings = read_grid(report.raw, report.path)
        findings += file_findings
        if not file_findings:
            recognised.append(recognise(report, grid, labels))
            findings += recognised[-1].findings
    return recognised, findings
