"""Everything that is to be published, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from generator.check.figures import Check, Checked
from generator.model.codelists import NAME_LISTS, Code
from generator.model.dimensions import HIDDEN, KEY
from generator.package.revisions import Revisions, revisions_of
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
        reports: the reports as they were read, the oldest first.
        observations: every published cell, ``OBSERVATION_COLUMNS``, sorted by key; dimensions,
            periods and ``rapport`` as categories, ``antall`` Int64; and ``revidert``, whether a
            report before had another figure.
        checks: the rows of ``kontroller``.
        revisions: the figures that a newer report changed.
    """

    content: Content
    reports: tuple[Recognised, ...]
    observations: pd.DataFrame
    checks: tuple[Check, ...]
    revisions: Revisions

    @cached_property
    def hidden(self) -> int:
        """How many observations are hidden."""
        return int((self.observations["status"] == HIDDEN).sum())


def publish(
    content: Content, reports: Sequence[Recognised], checked: Sequence[Checked]
) -> Publication:
    """Put the checked reports together. Where they overlap, the newest one counts.

    A report is newer than another if it was published later (``published`` in ``report.toml``;
    the last month of its period stands in where that is not said).
    """
    order = sorted(range(len(reports)), key=lambda i: _age(reports[i]))
    editions = _together([checked[i].observations for i in order], [reports[i] for i in order])
    newest = ~editions.duplicated(list(KEY), keep="last")
    revisions = revisions_of(editions, newest)
    observations = editions[newest].reset_index(drop=True)
    observations["revidert"] = revisions.changed(observations)
    return Publication(
        content=content,
        reports=tuple(reports[i] for i in order),
        observations=observations[[*OBSERVATION_COLUMNS, "revidert"]],
        checks=tuple(check for i in order for check in checked[i].checks),
        revisions=revisions,
    )


def _age(recognised: Recognised) -> tuple[str, str, str]:
    origin = recognised.report.origin
    return origin.published or origin.period_to, origin.period_to, origin.id


def _together(frames: Sequence[pd.DataFrame], reports: Sequence[Recognised]) -> pd.DataFrame:
    """Every report's cells in one frame, sorted by key and then by the reports' age.

    Categories are the union, in the order of their text.
    """
    import pandas as pd
    from pandas.api.types import union_categoricals

    joined = pd.DataFrame(
        {
            column: union_categoricals([frame[column] for frame in frames], sort_categories=True)
            for column in KEY
        }
    )
    for column in ("antall", "status", "linje", "kolonne"):
        joined[column] = pd.concat([frame[column] for frame in frames], ignore_index=True)
    ids = [recognised.report.origin.id for recognised in reports]
    age = np.repeat(np.arange(len(frames)), [len(frame) for frame in frames])
    joined["rapport"] = pd.Categorical.from_codes(age, dtype=pd.CategoricalDtype(ids))
    return joined.sort_values(list(KEY), kind="stable", ignore_index=True)


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
            "publisert": r.report.origin.published,
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


def break_rows(publication: Publication) -> list[dict[str, object]]:
    """The rows of ``brudd``."""
    return [asdict(each) for each in publication.content.codelists.breaks]


def codelist_rows(publication: Publication) -> Iterable[tuple[str, list[dict[str, object]]]]:
    """Each code list with its rows; lists of names stand as in the file, parted by ``|``."""
    for name, codelist in publication.content.codelists.lists.items():
        yield name, [_codelist_row(code) for code in codelist]


def _codelist_row(code: Code) -> dict[str, object]:
    return asdict(code) | {name: "|".join(getattr(code, name)) for name in NAME_LISTS}
