"""The real publication with the entries of its files for reuse, described."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.describe.crawlers import SitePage, page_date
from generator.describe.describe import describe_files
from generator.describe.facts import KINDS, Facts
from generator.export.files import export_files
from generator.export.pages import page_at
from generator.package.datapackage import package_files
from generator.package.publication import Publication
from generator.read.messages import languages
from tests.reading import ROOT, publication

#: Those of the site, bokmål first.
LANGUAGES = languages(ROOT / "templates/messages")
ADDRESS = "https://tall.example.no/tiltak/"


def facts_of(of: Publication, address: str = ADDRESS) -> Facts:
    """A publication at an address, with a page and its files for each code that has figures."""
    observations = of.observations
    rows = {
        f"{kind}/{kode}/": np.flatnonzero((observations[kind] == kode).to_numpy())
        for kind in KINDS
        for kode in observations[kind].unique()
        if kode != "alle"
    }
    codelists = of.content.codelists
    pages = [page_at(codelists, page, page, page, chosen) for page, chosen in rows.items()]
    made = export_files(of, package_files(of), pages)
    entries = [entry for entry, _ in made]
    return Facts(of, entries, address, rows, languages=LANGUAGES)


@cache
def facts() -> Facts:
    """Both real reports."""
    return facts_of(publication())


@cache
def described() -> dict[str, bytes]:
    """Every description of both real reports, by path."""
    paths = ["", "om/", *facts().rows]
    return dict(describe_files(facts(), [SitePage(p, page_date(facts(), p)) for p in paths]))
