"""The entries of the CSV files in the catalogue of what readers download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.files import PublishedFile, published_file
from generator.package.datapackage import DESCRIPTOR
from generator.package.publication import Publication

_CSV = "text/csv"


def package_entries(
    publication: Publication, files: Mapping[str, bytes]
) -> Iterator[PublishedFile]:
    """The files of the data package: each resource in the contract's order, then the descriptor.

    Args:
        publication: what they were made from.
        files: the package by path, as :func:`~generator.package.datapackage.package_files` gives.
    """
    descriptor = publication.content.descriptor
    for resource in descriptor["resources"]:
        data = files[resource["path"]]
        yield published_file(
            resource["path"],
            data,
            mediatype=_CSV,
            format="csv",
            title=resource["title"],
            title_en=resource.get("title_en", resource["title"]),
            page="data/",
            rows=data.count(b"\n") - 1,
        )
    yield published_file(
        DESCRIPTOR,
        files[DESCRIPTOR],
        mediatype="application/json",
        format="datapackage",
        title=descriptor["title"],
        title_en=descriptor.get("title_en", descriptor["title"]),
        page="data/",
    )


def page_entries(
    publication: Publication, written: Iterable[tuple[str, bytes]], seen: list[PublishedFile]
) -> Iterator[tuple[str, bytes]]:
    """Files on their way to the disk; each page's ``data.csv`` leaves its entry in ``seen``."""
    for path, data in written:
        page, name = path[: path.rfind("/") + 1], path[path.rfind("/") + 1 :]
        if name == "data.csv":
            title, title_en = page_titles(publication, page)
            seen.append(
                published_file(
                    path,
                    data,
                    mediatype=_CSV,
                    format="csv",
                    title=title,
                    title_en=title_en,
                    page=page,
                    rows=data.count(b"\n") - 1,
                )
            )
        yield path, data


def page_titles(publication: Publication, page: str) -> tuple[str, str]:
    """What the figures of a page are about, in bokmål and in English.

    Args:
        publication: for the names.
        page: the page's folder: ``tiltak/mentor/``.
    """
    kind, _, kode = page.rstrip("/").partition("/")
    codelist = publication.content.codelists.by_column.get(kind)
    if codelist is not None and kode in codelist:
        return codelist[kode].navn, codelist[kode].navn_en
    titles = {r.report.origin.id: r.report.origin.title for r in publication.reports}
    descriptor = publication.content.descriptor
    title = titles.get(kode, descriptor["title"])
    return title, titles.get(kode, descriptor.get("title_en", title))
