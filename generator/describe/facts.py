"""What every description says, gathered once: from the contract, the code lists and the reports."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from generator.model.codelists import Code
from generator.model.files import PublishedFile
from generator.model.language import BOKMAAL, Language
from generator.model.reports import Origin
from generator.package.publication import Publication

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The columns whose codes have pages of their own, in a folder named like the column.
KINDS: Final = ("tiltak", "tiltaksgruppe", "hovedgruppe", "fylke", "rapport")
#: The folder of the files of the whole package.
WHOLE: Final = "data/"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the figures behind a page are about.

    Attributes:
        codes: column → code; empty for the whole package.
        first: the first month, ``YYYY-MM``; empty where there are no figures.
        last: the last one.
        reports: the ids of the reports that they are taken from, the oldest first.
    """

    codes: Mapping[str, str]
    first: str
    last: str
    reports: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """A publication at an address.

    Attributes:
        publication: what is published.
        files: the catalogue of the files that readers download.
        address: where the site will lie, with a slash at the end.
        rows: the rows of the observations behind each page with figures, by the page's folder.
        source: where the source code lies, with a slash at the end; empty if it is not told.
        languages: those that the site is in, bokmål first.
        charts: what the CSV file of each chart shows, in each language, by its path.
    """

    publication: Publication
    files: Sequence[PublishedFile]
    address: str
    rows: Mapping[str, NDArray[np.intp]]
    source: str = ""
    languages: Sequence[Language] = (BOKMAAL,)
    charts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def url(self, path: str) -> str:
        """The address of a file or a page folder."""
        return self.address + path

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The contract, ``datapackage.json``."""
        return self.publication.content.descriptor

    @cached_property
    def origins(self) -> Mapping[str, Origin]:
        """What is known of each report, the oldest first."""
        return {r.report.origin.id: r.report.origin for r in self.publication.reports}

    def resource(self, name: str) -> Mapping[str, Any]:
        """What the contract says of a resource."""
        return next(each for each in self.descriptor["resources"] if each["name"] == name)

    @property
    def publisher(self) -> str:
        """The name of who publishes the package."""
        return contributor(self.descriptor, "publisher")["title"]

    @property
    def collector(self) -> Mapping[str, str]:
        """Who made the reports: ``title`` and ``path``."""
        return contributor(self.descriptor, "dataCollector")

    @property
    def licence(self) -> Mapping[str, str]:
        """The licence of the data: ``name`` (SPDX), ``path``, ``title``."""
        licence: Mapping[str, str] = self.descriptor["licenses"][0]
        return licence

    @property
    def issued(self) -> str:
        """The date on which the package was first published, ``YYYY-MM-DD``."""
        return str(self.descriptor["created"])[:10]

    @cached_property
    def data_date(self) -> str:
        """The date of the newest report; the package's own where there is none."""
        return max(map(report_date, self.origins.values()), default=self.issued)

    @property
    def modified(self) -> str:
        """When the package last changed: with its newest report, but not before it was there."""
        return max(self.issued, self.data_date)

    @cached_property
    def coverage(self) -> Mapping[str, Coverage]:
        """What is behind each page with figures, and behind ``data/``."""
        observations = self.publication.observations
        months = observations["periode"].cat.categories.astype(str)
        periods = observations["periode"].cat.codes.to_numpy()
        reports = observations["rapport"].cat.codes.to_numpy()
        ids = list(self.origins)
        found = {}
        for page, rows in {**self.rows, WHOLE: np.arange(len(observations))}.items():
            if len(rows):
                first, last = months[periods[rows].min()], months[periods[rows].max()]
                taken = tuple(ids[each] for each in np.unique(reports[rows]))
                found[page] = Coverage(_codes(page), first, last, taken)
        return found

    def code(self, page: str) -> Code | None:
        """The code that a page is about, if it is about one that is in a code list."""
        codelists = self.publication.content.codelists.by_column
        for column, kode in _codes(page).items():
            if column in codelists and kode in codelists[column]:
                return codelists[column][kode]
        return None

    def files_of(self, page: str) -> list[PublishedFile]:
        """The files that belong to a page, in the order of the catalogue."""
        return self._by_page.get(page, [])

    @cached_property
    def beside(self) -> Mapping[str, Sequence[PublishedFile]]:
        """The files beside each page with figures, by its folder, in the order of the catalogue."""
        return {page: files for page, files in self._by_page.items() if page != WHOLE}

    @cached_property
    def _by_page(self) -> dict[str, list[PublishedFile]]:
        found: dict[str, list[PublishedFile]] = {}
        for file in self.files:
            found.setdefault(file.page, []).append(file)
        return found


def _codes(page: str) -> dict[str, str]:
    """The column and code that a page's address names, if it names one."""
    kind, _, kode = page.rstrip("/").partition("/")
    return {kind: kode} if kind in KINDS and kode else {}


def contributor(descriptor: Mapping[str, Any], role: str) -> Mapping[str, str]:
    """The first contributor with a role.

    Raises:
        KeyError: there is none; the contract names each.
    """
    for each in descriptor["contributors"]:
        if role in each["roles"]:
            found: Mapping[str, str] = each
            return found
    raise KeyError(role)


def report_date(origin: Origin) -> str:
    """The date of a report: when it was published, else the last day that it covers."""
    return origin.published or last_day(origin.period_to)


def first_day(month: str) -> str:
    """``2024-08`` → ``2024-08-01``."""
    return f"{month}-01"


def last_day(month: str) -> str:
    """``2024-08`` → ``2024-08-31``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{month}-{calendar.monthrange(year, number)[1]:02d}"


def texts(thing: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A text of the contract by language: ``name`` is bokmål, ``name_en`` English."""
    found = {"nb": thing.get(name), "en": thing.get(f"{name}_en")}
    return {language: text for language, text in found.items() if text}
