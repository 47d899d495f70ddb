"""The publication cut into what each page is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.codelists import Code, CodeLists
from generator.model.language import BOKMAAL, Language
from generator.model.reports import Origin
from generator.package.publication import Publication
from generator.render.series import Slice
from generator.render.views import Link

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Cuts:
    """A publication with its observations at hand by code, to be told in a language."""

    publication: Publication
    lang: Language = BOKMAAL
    _rows: dict[str, dict[str, NDArray[np.intp]]] = field(default_factory=dict, repr=False)
    _slices: dict[tuple[str, str], Slice] = field(default_factory=dict, repr=False)

    def told_in(self, lang: Language) -> Cuts:
        """The same cuts in another language; what has been cut is shared."""
        return replace(self, lang=lang)

    @property
    def codelists(self) -> CodeLists:
        """The code lists."""
        return self.publication.content.codelists

    def rows(self, column: str, kode: str) -> NDArray[np.intp]:
        """The rows of the observations that have a code in a column, in their order."""
        import numpy as np

        if column not in self._rows:
            groups = self.publication.observations.groupby(column, observed=True).indices
            self._rows[column] = {str(k): np.asarray(rows, np.intp) for k, rows in groups.items()}
        return self._rows[column].get(kode, np.empty(0, np.intp))

    def slice(self, rows: NDArray[np.intp]) -> Slice:
        """Some rows of the observations for look-up."""
        return Slice(self.publication.observations.iloc[rows], self.codelists)

    def of(self, column: str, kode: str) -> Slice:
        """The observations with a code in a column for look-up; made once."""
        key = (column, kode)
        if key not in self._slices:
            self._slices[key] = self.slice(self.rows(column, kode))
        return self._slices[key]

    def with_figures(self, column: str) -> list[Code]:
        """The codes of a dimension that have figures, in the order of the code list."""
        return [
            code
            for code in self.codelists.by_column[column].parts
            if len(self.rows(column, code.kode))
        ]

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return {r.report.origin.id: r.report.origin for r in self.publication.reports}

    def origin(self, rapport: str) -> Origin:
        """What is known of a report."""
        return self._origins[rapport]

    @property
    def texts(self) -> Mapping[str, str]:
        """The Markdown of the text pages, by name."""
        content = self.publication.content
        return content.pages if self.lang.norwegian else content.translated[self.lang.code]


def short(lang: Language, code: Code) -> str:
    """A name for tight places: the Norwegian part of a fylke's, a main group's without its tail."""
    name = lang.name(code).split(" - ")[0]
    return name.removesuffix(" på tiltak").removesuffix(" in measures")


def measure_link(lang: Language, code: Code) -> Link:
    """A link to a measure's page."""
    return Link(lang.name(code), f"tiltak/{code.kode}/", lang.beside(code))


def codes_of(measure: Code) -> dict[str, str]:
    """The codes of a measure's cells, by dimension."""
    return {"tiltaksgruppe": measure.tiltaksgruppe, "tiltak": measure.kode}


def new_from(measure: Code) -> str:
    """When a measure began, if its day is known and it did not take over another's code.

    Hidden figures from before it (``YYYY-MM-DD``; empty for no day) mean that it did not exist.
    """
    day = measure.gyldig_fra
    return day if len(day) == 10 and not measure.erstatter else ""


def group_link(lang: Language, code: Code) -> Link:
    """A link to a group's page."""
    return Link(lang.name(code), f"tiltaksgruppe/{code.kode}/", lang.beside(code))


def main_group_link(lang: Language, code: Code) -> Link:
    """A link to a main group's page."""
    return Link(lang.name(code), f"hovedgruppe/{code.kode}/", lang.beside(code))


def fylke_link(lang: Language, code: Code) -> Link:
    """A link to a fylke's page."""
    return Link(short(lang, code), f"fylke/{code.kode}/")


def home(lang: Language) -> Link:
    """A link to the front page."""
    return Link(lang.t("Forside"), "")


def measures(lang: Language) -> Link:
    """A link to the list of measures."""
    return Link(lang.t("Tiltak"), "tiltak/")


def fylker(lang: Language) -> Link:
    """A link to the list of fylker."""
    return Link(lang.t("Fylker"), "fylke/")


def quality(lang: Language) -> Link:
    """A link to the quality page."""
    return Link(lang.t("Kvalitet"), "kvalitet/")
