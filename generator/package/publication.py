"""Everything that is to be published, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.check.figures import Check, Checked
from generator.model.dimensions import COLUMNS, HIDDEN, KEY
from generator.model.findings import Finding
from generator.read.content import Content
from generator.recognise.values import Recognised

if TYPE_CHECKING:
    import pandas as pd

#: The columns of the resource ``observasjoner`` (contract, section 1).
OBSERVATION_COLUMNS: Final = (*KEY, "antall", "status", "rapport", "linje", "kolonne")


@dataclass(frozen=True)
class Publication:
    """The checked reports with all that the site and the package are made from.

    Attributes:
        content: code lists, descriptor and text pages.
        reports: the reports as they were read, by period.
        observations: every published cell, ``OBSERVATION_COLUMNS``, sorted by key; dimensions,
            periods and ``rapport`` as categories, ``antall`` Int64.
        checks: the rows of ``kontroller``.
    """

    content: Content
    reports: tuple[Recognised, ...]
    observations: pd.DataFrame
    checks: tuple[Check, ...]

    @cached_property
    def hidden(self) -> int:
        """How many observations are hidden."""
        return int((self.observations["status"] == HIDDEN).sum())


def publish(
    content: Content, reports: Sequence[Recognised], checked: Sequence[Checked]
) -> Publication:
    """Put the checked reports together. Where they overlap, the newest one counts."""
    order = sorted(range(len(reports)), key=lambda i: _age(reports[i]))
    frames = [checked[i].observations.assign(rapport=reports[i].report.origin.id) for i in order]
    return Publication(
        content=content,
        reports=tuple(reports[i] for i in order),
        observations=_together(frames),
        checks=tuple(check for i in order for check in checked[i].checks),
    )


def overlap_findings(publication: Publication) -> list[Finding]:
    """A warning for each report of which another, newer one replaces some figures."""
    findings = []
    kept = publication.observations["rapport"].value_counts()
    for recognised in publication.reports:
        had = len(recognised.cells.drop_duplicates(list(KEY)))
        lost = had - int(kept.get(recognised.report.origin.id, 0))
        if lost:
            message = f"{lost} of its {had} figures are replaced by a newer report's"
            findings.append(
                Finding(recognised.grid.path, 0, 0, "figures-replaced", message, severity="warning")
            )
    return findings


def _age(recognised: Recognised) -> tuple[str, str, str]:
    origin = recognised.report.origin
    return origin.period_to, origin.period_from, origin.id


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One frame of the newest figures; categories are the union, in the order of their text."""
    import pandas as pd
    from pandas.api.types import union_categoricals

    joined = pd.DataFrame(
        {
            column: union_categoricals([frame[column] for frame in frames], sort_categories=True)
            for column in ("periodetype", "periode", *COLUMNS)
        }
    )
    for column in ("antall", "status", "linje", "kolonne"):
        joined[column] = pd.concat([frame[column] for frame in frames], ignore_index=True)
    joined["rapport"] = pd.Categorical(
        [
            rapport
            for frame in frames
            for rapport in frame["rapport"].unique()
            for _ in range(len(frame))
        ]
    )
    newest = joined.drop_duplicates(list(KEY), keep="last").sort_values(list(KEY))
    return newest.reset_index(drop=True)[list(OBSERVATION_COLUMNS)]


# -- the other resources ------------------------------------------------------------------------


def report_rows(publication: Publication) -> list[dict[str, object]]:
    """The rows of ``rapporter``."""
    counts = publication.observations.groupby("rapport", observed=False)["status"]
    total, hidden = counts.size(), counts.agg(lambda status: int((status == HIDDEN).sum()))
    return [
        {
            "id": r.report.origin.id,
            "tittel": r.report.origin.title,
            "utgiver": r.report.origin.publisher,
            "tiltaksgruppe": r.report.origin.tiltaksgruppe,
            "periode_fra": r.report.origin.period_from,
            "periode_til": r.report.origin.period_to,
            "kilde": r.report.origin.source,
            "lisens": r.report.origin.licence,
            "lov": r.report.origin.law,
            "fil": r.report.origin.file,
            "linjer": len(r.grid.lines),
            "observasjoner": int(total.get(r.report.origin.id, 0)),
            "skjermet": int(hidden.get(r.report.origin.id, 0)),
            "sha256": r.report.sha256,
        }
        for r in publication.reports
    ]


def repair_rows(publication: Publication) -> list[dict[str, object]]:
    """The rows of ``rettelser``: each repaired label once a line."""
    return [
        {"rapport": r.report.origin.id, **repair._asdict()}
        for r in publication.reports
        for repair in r.repairs
    ]


def check_rows(publication: Publication) -> list[dict[str, object]]:
    """The rows of ``kontroller``."""
    return [check._asdict() for check in publication.checks]


def codelist_rows(publication: Publication) -> Iterable[tuple[str, list[dict[str, object]]]]:
    """Each code list with its rows; aliases stand as in the file, parted by ``|``."""
    for name, codelist in publication.content.codelists.lists.items():
        yield name, [asdict(code) | {"aliaser": "|".join(code.aliaser)} for code in codelist]
