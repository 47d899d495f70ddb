"""The audit of a publication: what NAV's figures tell of the hidden ones; what the site adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from generator.audit.claims import KINDS, Claim
from generator.audit.disclosure import disclosures, narrowed
from generator.audit.findings import DISCLOSES, Teller, dimensions_of
from generator.audit.held import held_claims
from generator.audit.ranges import VALUES, Solver
from generator.audit.solved import Solved, solve
from generator.audit.system import Printed
from generator.audit.traced import Log, traced
from generator.model.dimensions import ALL, COLUMNS, MONTH
from generator.model.findings import Finding
from generator.model.language import BOKMAAL
from generator.model.progress import Progress
from generator.package.datapackage import package_files
from generator.package.publication import Publication
from generator.render.site import gather_pages

if TYPE_CHECKING:
    from generator.audit.ranges import Flags
    from generator.render.views import Page

#: What makes the pages of a publication.
Gather = Callable[[Publication], "list[Page]"]


class Count(NamedTuple):
    """How much is known of the hidden cells of one kind in one report.

    Attributes:
        rapport: the report's id.
        periodetype: as in the observations.
        dimensjoner: what the cells are broken down by.
        hidden: how many cells are hidden.
        possible: how many of them can be exactly 1, 2, 3 and 4 of the values 0–3.
    """

    rapport: str
    periodetype: str
    dimensjoner: tuple[str, ...]
    hidden: int
    possible: tuple[int, ...]


class IfNew(NamedTuple):
    """Hidden figures that could be fewer values if «ny ordning» were read as 0.

    Attributes:
        rapport: the report's id.
        dimensjoner: what the figures are broken down by.
        tiltak: the measure by name; empty for a figure of no single measure.
        hidden: how many figures.
    """

    rapport: str
    dimensjoner: tuple[str, ...]
    tiltak: str
    hidden: int


class Site(NamedTuple):
    """What the site's own pages say.

    Attributes:
        pages: how many pages there are.
        claims: how many different things they show and work out, by kind.
        if_new: which hidden figures could be fewer values if every «ny ordning» (a month before
            the measure existed) were read as 0. The pages do not say so, and no error is made of
            it: that a measure did not exist is a fact that anyone can look up.
    """

    pages: int
    claims: Mapping[str, int]
    if_new: tuple[IfNew, ...]

    @property
    def narrowed_if_new(self) -> int:
        """How many hidden figures could be fewer values so."""
        return sum(each.hidden for each in self.if_new)


@dataclass(frozen=True)
class Audit:
    """What the audit found.

    Attributes:
        counts: one a kind of cell in a report, in the order of the reports.
        hidden: how many hidden figures there are, those that reports share once.
        possible: how many of those can be exactly 1, 2, 3 and 4 values.
        site: what the pages say.
        findings: every hidden figure that the site tells of, and contradictions.
    """

    counts: tuple[Count, ...]
    hidden: int
    possible: tuple[int, ...]
    site: Site
    findings: tuple[Finding, ...]

    @property
    def disclosed(self) -> int:
        """How many hidden figures the site tells of."""
        found = {(f.file, f.line, f.column) for f in self.findings if f.code == DISCLOSES}
        return len(found)


def audit(publication: Publication, progress: Progress, *, gather: Gather | None = None) -> Audit:
    """Audit a publication.

    Args:
        publication: the checked reports together.
        progress: told how far it is.
        gather: what makes the pages, by default those of the site.
    """
    solver = Solver()
    solved = solve(publication.reports, solver, progress)
    progress("pages", 0, 0)
    pages, claims = page_claims(publication, solved.printed, gather)
    new = [claim for claim in claims if claim.kind == "new"]
    derived = [claim for claim in claims if claim.kind != "new"]
    teller = Teller(publication, solved.printed)
    findings = [teller.contradiction(cell) for cell in solved.contradicted.tolist()]
    findings += [teller.disclosure(*each) for each in disclosures(solved, derived, solver)]
    return Audit(
        counts=tuple(counts_of(solved)),
        hidden=len(solved.possible),
        possible=_widths(solved.possible),
        site=Site(
            len(pages),
            _by_kind(claims),
            _if_new(publication, solved.printed, narrowed(solved, new, solver)),
        ),
        findings=tuple(sorted(findings)),
    )


def page_claims(
    publication: Publication, printed: Printed, gather: Gather | None
) -> tuple[list[Page], tuple[Claim, ...]]:
    """The pages, with what they show and what was worked out to make them."""
    log = Log()
    counted = traced(publication, printed, log)
    pages = (
        gather(counted) if gather else gather_pages(counted, package_files(publication), [BOKMAAL])
    )
    return pages, (*held_claims(pages, printed), *log.claims)


def _if_new(publication: Publication, printed: Printed, cells: Sequence[int]) -> tuple[IfNew, ...]:
    """Hidden cells counted by report, kind and measure."""
    names = publication.content.codelists["tiltak"]
    frame = printed.frame.iloc[list(cells)]
    columns = (frame[column].tolist() for column in ("rapport", "tiltak", *COLUMNS))
    counts = Counter(
        (rapport, dimensions_of(codes), names[tiltak].navn if tiltak != ALL else "")
        for rapport, tiltak, *codes in zip(*columns, strict=True)
    )
    return tuple(IfNew(*kind, count) for kind, count in sorted(counts.items()))


def counts_of(solved: Solved) -> list[Count]:
    """How much is known of the hidden cells, by report and kind."""
    cells = np.flatnonzero(solved.printed.hidden)
    frame = solved.printed.frame.iloc[cells]
    kinds: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    columns = (frame[column].tolist() for column in ("rapport", "periodetype", *COLUMNS))
    for cell, rapport, periodetype, *codes in zip(cells.tolist(), *columns, strict=True):
        kinds.setdefault((rapport, periodetype, dimensions_of(codes)), []).append(cell)
    counts = [
        Count(*kind, len(of_kind), _widths(solved.possible[solved.unknown[of_kind]]))
        for kind, of_kind in kinds.items()
    ]
    reports = list(dict.fromkeys(frame["rapport"].tolist()))
    return sorted(counts, key=lambda count: _order(count, reports))


def _order(count: Count, reports: Sequence[str]) -> tuple[int, bool, int, list[int]]:
    """Reports by age, months first, few dimensions first."""
    dimensions = [COLUMNS.index(column) for column in count.dimensjoner]
    first = reports.index(count.rapport)
    return first, count.periodetype != MONTH, len(dimensions), dimensions


def _widths(possible: Flags) -> tuple[int, ...]:
    """How many unknowns can be exactly 1, 2, 3 and 4 values."""
    counts = np.bincount(possible.sum(axis=1), minlength=VALUES + 1)
    return tuple(counts[1:].tolist())


def _by_kind(claims: Sequence[Claim]) -> dict[str, int]:
    """How many different claims there are of each kind; a share is two, from below and above."""
    counts = Counter(kind for kind, _ in {(claim.kind, claim.form) for claim in claims})
    return {kind: counts[kind] // (2 if kind == "share" else 1) for kind in KINDS}
