"""What crawlers look for first: ``sitemap.xml``, ``robots.txt`` and ``llms.txt``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from generator.describe.facts import WHOLE, Facts, report_date, texts

SITEMAP: Final = "sitemap.xml"

#: Pages without rows of their own that show what all reports together are.
_TOGETHER: Final = ("", "tiltak/", "fylke/", "data/", "kvalitet/", "dekning/")
#: The columns that are easily misunderstood.
_CAUTIONS: Final = ("periodetype", "antall", "status", "fylke")


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page for readers.

    Attributes:
        path: its folder from the site's root; empty for the front page.
        lastmod: the date of the newest data on it, ``YYYY-MM-DD``; empty where it has none.
        alternates: the same page by language: (``en``, ``en/measures/``), itself among them.
    """

    path: str
    lastmod: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def page_date(facts: Facts, path: str) -> str:
    """The date of the newest data on a page, ``YYYY-MM-DD``; empty for a text, which has none.

    A page without figures of its own shows what all reports together are, and is as new as the
    newest of them, if it is one of ``_TOGETHER``.

    Args:
        facts: the publication.
        path: the page's folder, whatever the language.
    """
    if path in facts.rows and path in facts.coverage:
        return max(report_date(facts.origins[id]) for id in facts.coverage[path].reports)
    return facts.data_date if path in _TOGETHER else ""


def crawler_files(facts: Facts, pages: Sequence[SitePage]) -> Iterator[tuple[str, bytes]]:
    """The three files by path."""
    yield SITEMAP, sitemap(facts.address, pages)
    lines = ["User-agent: *", "Allow: /", "", f"Sitemap: {facts.url(SITEMAP)}"]
    yield "robots.txt", ("\n".join(lines) + "\n").encode()
    yield "llms.txt", llms(facts)


def sitemap(address: str, pages: Iterable[SitePage]) -> bytes:
    """The sitemap (sitemaps.org 0.9), with the languages of each page as Google reads them."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
        *(_url(address, page) for page in pages),
        "</urlset>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _url(address: str, page: SitePage) -> str:
    date = f"<lastmod>{page.lastmod}</lastmod>" if page.lastmod else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(language)}'
        f" href={quoteattr(address + path)}/>"
        for language, path in page.alternates
    )
    return f"<url><loc>{escape(address + page.path)}</loc>{date}{links}</url>"


def llms(facts: Facts) -> bytes:
    """What a language model should know before it uses the figures (llmstxt.org), in English."""
    descriptor, observations = facts.descriptor, facts.resource("observasjoner")
    fields = (f for f in observations["schema"]["fields"] if f["name"] in _CAUTIONS)
    lines = [
        f"# {_english(descriptor, 'title')}",
        "",
        f"> {_english(descriptor, 'description')}",
        "",
        _english(observations, "description"),
        "",
        *(f"- `{field['name']}`: {_english(field, 'description')}" for field in fields),
        "",
        f"{_english(descriptor, 'provenance')} Licence: {_english(facts.licence, 'title')}"
        f" ({facts.licence['path']}).",
        "",
        "## Data",
        "",
        *_links(facts),
        "",
    ]
    return "\n".join(lines).encode()


def _links(facts: Facts) -> Iterator[str]:
    for file in facts.files_of(WHOLE):
        yield f"- [{file.path.rpartition('/')[2]}]({facts.url(file.path)}): {file.title_en}"
    yield f"- [index.json]({facts.url('data/index.json')}): every file with size and checksum"
    yield f"- [openapi.json]({facts.url('openapi.json')}): the addresses as an API"


def _english(thing: Any, name: str) -> str:  # noqa: ANN401
    found = texts(thing, name)
    return str(found.get("en", found["nb"]))
