"""Every file that readers download, with its entry in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from generator.export.archive import LICENCE, README, archive, licence_text, readme_text
from generator.export.cells import Cells
from generator.export.excel import observation_lines as excel_lines
from generator.export.excel import resource_csv
from generator.export.formats import (
    CSV,
    DATA_PACKAGE,
    EXCEL_CSV,
    JSON_STAT,
    PAGE_FORMATS,
    PARQUET,
    SQLITE,
    XLSX,
    ZIP,
    Format,
)
from generator.export.jsonstat import JsonStat
from generator.export.pages import DataPage
from generator.export.parquet import Parquet
from generator.export.resources import OBSERVATIONS, Resource, names_of, resources
from generator.export.sheets import Sheets
from generator.export.sqlite import database
from generator.export.workbook import workbook_bytes
from generator.model.files import PublishedFile, published_file
from generator.package.datapackage import DESCRIPTOR, observation_lines
from generator.package.publication import Publication

#: The folder of the whole package, and what its files together are called.
DATA: Final = "data/"
NAME: Final = "tiltak-i-tall"

File = tuple[PublishedFile, bytes]


def export_files(
    publication: Publication, files: Mapping[str, bytes], pages: Sequence[DataPage]
) -> Iterator[File]:
    """Every file for reuse: those beside each page, then those of the whole package.

    Args:
        publication: what the figures are.
        files: the data package by path, which is in what comes out as well.
        pages: the pages with figures.

    Yields:
        The catalogue's entry of each file, and the file.
    """
    export = _Export(Cells(publication), files)
    for page in pages:
        yield from export.beside(page)
    yield from export.package()


@dataclass(frozen=True)
class _Export:
    """Makes the files; what they share is made once."""

    cells: Cells
    files: Mapping[str, bytes]

    # -- beside a page --------------------------------------------------------------------------

    def beside(self, page: DataPage) -> Iterator[File]:
        """The files beside a page, ``<page>data.<ending>``."""
        for form in PAGE_FORMATS:
            path = f"{page.folder}data{form.ending}"
            yield _file(path, self._made(form, page), form, page.title, page.title_en, page)

    def _made(self, form: Format, page: DataPage) -> bytes:
        """A page's observations in a format."""
        if form in (CSV, EXCEL_CSV):
            lines = self._lines[form]
            return b"".join([lines[0], *(lines[row + 1] for row in page.rows)])
        if form == XLSX:
            return workbook_bytes(page.title, self._sheets.of(page))
        return self._jsonstat.of(page) if form == JSON_STAT else self._parquet.of(page)

    @cached_property
    def _lines(self) -> Mapping[Format, list[bytes]]:
        observations = self.cells.publication.observations
        return {CSV: observation_lines(observations), EXCEL_CSV: excel_lines(self.cells)}

    @cached_property
    def _sheets(self) -> Sheets:
        return Sheets(self.cells)

    @cached_property
    def _jsonstat(self) -> JsonStat:
        return JsonStat(self.cells)

    @cached_property
    def _parquet(self) -> Parquet:
        return Parquet(self.cells)

    # -- the whole package ----------------------------------------------------------------------

    @cached_property
    def whole(self) -> DataPage:
        """All observations, as if they were those of a page."""
        title = str(self.cells.publication.content.descriptor["title"])
        title_en = str(self.cells.publication.content.descriptor.get("title_en", title))
        return DataPage(DATA, title, title_en, "data", np.arange(len(self.cells)))

    @cached_property
    def _resources(self) -> list[Resource]:
        return resources(self.cells.publication.content.descriptor, self.files)

    def package(self) -> Iterator[File]:
        """The files of the whole package; the zip, with all the others in it, last."""
        made: dict[str, bytes] = {}
        entries: list[PublishedFile] = []
        for entry, data in self._parts():
            made[entry.path] = data
            entries.append(entry)
            yield entry, data
        made[README] = readme_text(self.cells, self.whole, entries)
        made[LICENCE] = licence_text(self.cells)
        title = "Alt i datapakka, med lisens og forklaring"
        title_en = "Everything in the data package, with licence and read-me"
        yield _file(f"{DATA}{NAME}{ZIP.ending}", archive(made), ZIP, title, title_en, self.whole)

    def _parts(self) -> Iterator[File]:
        for resource in self._resources:
            yield from self._resource(resource)
        whole = self.whole
        title = whole.title
        for stem, form in ((OBSERVATIONS, JSON_STAT), (NAME, XLSX)):
            data = self._made(form, whole)
            yield _file(f"{DATA}{stem}{form.ending}", data, form, title, whole.title_en, whole)
        data = database(self.cells, self._resources)
        title, title_en = "Hele datapakka som database", "The whole data package as a database"
        yield _file(f"{DATA}{NAME}{SQLITE.ending}", data, SQLITE, title, title_en, whole)
        title, title_en = "Beskrivelse av datapakka", "Description of the data package"
        data = self.files[DESCRIPTOR]
        yield _file(DESCRIPTOR, data, DATA_PACKAGE, title, title_en, whole, counted=False)

    def _resource(self, resource: Resource) -> Iterator[File]:
        """A resource as the contract has it, for Excel, and as Parquet."""
        title = str(resource.descriptor["title"])
        title_en = str(resource.descriptor.get("title_en", title))
        for form in (CSV, EXCEL_CSV, PARQUET):
            data = self._resource_data(resource, form)
            entry = published_file(
                f"{resource.stem}{form.ending}",
                data,
                mediatype=form.mediatype,
                format=form.name,
                title=title,
                title_en=title_en,
                page=DATA,
                rows=self._count(resource),
            )
            yield entry, data

    def _count(self, resource: Resource) -> int:
        return len(self.cells) if resource.name == OBSERVATIONS else len(resource.rows)

    def _resource_data(self, resource: Resource, form: Format) -> bytes:
        if form == CSV:
            return resource.data
        if resource.name == OBSERVATIONS:
            return self._made(form, self.whole)
        if form == EXCEL_CSV:
            return resource_csv(resource, self._names)
        return self._parquet.resource(resource)

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return names_of(self._resources)


def _file(
    path: str,
    data: bytes,
    form: Format,
    title: str,
    title_en: str,
    page: DataPage,
    *,
    counted: bool = True,
) -> File:
    """A file with its entry in the catalogue; ``counted`` says whether its rows are the page's."""
    entry = published_file(
        path,
        data,
        mediatype=form.mediatype,
        format=form.name,
        title=title,
        title_en=title_en,
        page=page.folder,
        rows=len(page.rows) if counted else None,
    )
    return entry, data
