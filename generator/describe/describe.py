"""All descriptions of a publication as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.describe import citation, feed, index, openapi
from generator.describe.crawlers import SitePage, crawler_files
from generator.describe.csvw import csvw_files
from generator.describe.dcat import catalogue_files
from generator.describe.facts import Facts


def describe_files(facts: Facts, pages: Sequence[SitePage]) -> Iterator[tuple[str, bytes]]:
    """Every description by its path from the site's root.

    Args:
        facts: the publication with the catalogue of its files and the site's address.
        pages: the pages for readers, for the sitemap.
    """
    yield from csvw_files(facts)
    yield from catalogue_files(facts)
    yield index.PATH, index.index(facts)
    yield openapi.PATH, openapi.openapi(facts)
    yield from ((feed.path(lang), feed.feed(facts, lang)) for lang in facts.languages)
    yield citation.PATH, citation.citation(facts)
    yield from crawler_files(facts, pages)
