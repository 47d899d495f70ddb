"""The real publication with the entries of its CSV files, described."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.describe.crawlers import site_pages
from generator.describe.describe import describe_files
from generator.describe.facts import KINDS, Facts
from generator.model.files import PublishedFile
from generator.package.catalogue import package_entries, page_entries
from generator.package.datapackage import observation_lines, package_files
from generator.package.publication import Publication
from tests.reading import publication

ADDRESS = "https://tall.example.no/tiltak/"


def facts_of(of: Publication, address: str = ADDRESS) -> Facts:
    """A publication at an address, with a page and its CSV file for each code that has figures."""
    observations = of.observations
    rows = {
        f"{kind}/{kode}/": np.flatnonzero((observations[kind] == kode).to_numpy())
        for kind in KINDS
        for kode in observations[kind].unique()
        if kode != "alle"
    }
    lines = observation_lines(observations)
    pages = (
        (f"{page}data.csv", b"".join([lines[0], *(lines[i + 1] for i in chosen)]))
        for page, chosen in rows.items()
    )
    entries: list[PublishedFile] = [*package_entries(of, package_files(of))]
    list(page_entries(of, pages, entries))
    return Facts(of, entries, address, rows)


@cache
def facts() -> Facts:
    """Both real reports."""
    return facts_of(publication())


@cache
def described() -> dict[str, bytes]:
    """Every description of both real reports, by path."""
    paths = ["", "om/", "404.html", *facts().rows]
    return dict(describe_files(facts(), site_pages(facts(), paths)))
