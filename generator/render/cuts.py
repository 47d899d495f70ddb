"""The publication cut into what each page is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.codelists import Code, CodeLists
from generator.package.publication import Publication
from generator.render.series import Slice
from generator.render.views import Link

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Cuts:
    """A publication with its observations at hand by code."""

    publication: Publication

    @property
    def codelists(self) -> CodeLists:
        """The code lists."""
        return self.publication.content.codelists

    def rows(self, column: str, kode: str) -> NDArray[np.intp]:
        """The rows of the observations that have a code in a column, in their order."""
        import numpy as np

        return self._by[column].get(kode, np.empty(0, np.intp))

    @cached_property
    def _by(self) -> dict[str, dict[str, NDArray[np.intp]]]:
        import numpy as np

        observations = self.publication.observations
        return {
            column: {
                str(kode): np.asarray(rows, np.intp)
                for kode, rows in observations.groupby(column, observed=True).indices.items()
            }
            for column in ("tiltaksgruppe", "tiltak", "hovedgruppe", "fylke")
        }

    def slice(self, rows: NDArray[np.intp]) -> Slice:
        """Some rows of the observations for look-up."""
        return Slice(self.publication.observations.iloc[rows], self.codelists)

    def of(self, column: str, kode: str) -> Slice:
        """The observations with a code in a column for look-up; made once."""
        key = (column, kode)
        if key not in self._slices:
            self._slices[key] = self.slice(self.rows(column, kode))
        return self._slices[key]

    @cached_property
    def _slices(self) -> dict[tuple[str, str], Slice]:
        return {}

    def with_figures(self, column: str) -> list[Code]:
        """The codes of a dimension that have figures, in the order of the code list."""
        return [
            code
            for code in self.codelists.by_column[column].parts
            if len(self.rows(column, code.kode))
        ]

    @cached_property
    def reports(self) -> dict[str, str]:
        """A report's title by its id."""
        return {r.report.origin.id: r.report.origin.title for r in self.publication.reports}


def code_of(column: str, codelists: CodeLists, kode: str) -> dict[str, str]:
    """The codes that name a measure or another category in the observations."""
    if column == "tiltak":
        return {"tiltaksgruppe": codelists.group_of(kode), "tiltak": kode}
    return {column: kode}


def short(code: Code) -> str:
    """A name for tight places: the Norwegian part of a fylke's, a main group's without its tail."""
    return code.navn.split(" - ")[0].removesuffix(" på tiltak")


def measure_link(code: Code) -> Link:
    """A link to a measure's page."""
    return Link(code.navn, f"tiltak/{code.kode}/")


def group_link(code: Code) -> Link:
    """A link to a group's page."""
    return Link(code.navn, f"tiltaksgruppe/{code.kode}/")


def fylke_link(code: Code) -> Link:
    """A link to a fylke's page."""
    return Link(short(code), f"fylke/{code.kode}/")


HOME = Link("Forside", "")
MEASURES = Link("Tiltak", "tiltak/")
FYLKER = Link("Fylker", "fylke/")
