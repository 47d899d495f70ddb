"""Which pages a built site has, and one of each kind."""

from __future__ import annotations

from pathlib import Path

_KINDS = (
    "",
    "tiltak/",
    "tiltak/oppfoelging/",
    "tiltak/amo-kurs/",
    "tiltaksgruppe/oppfoelging/",
    "fylke/",
    "fylke/03/",
    "hovedgruppe/arbeidssoekere/",
    "fylke/99/",
    "dekning/",
    "sammenlign/",
    "data/",
    "a-aa/",
    "kvalitet/",
    "om/",
    "tilgjengelighet/",
    "404.html",
    "en/",
    "en/tiltak/",
    "en/tiltak/oppfoelging/",
    "en/tiltaksgruppe/oppfoelging/",
    "en/fylke/",
    "en/fylke/03/",
    "en/hovedgruppe/arbeidssoekere/",
    "en/dekning/",
    "en/data/",
    "en/a-aa/",
    "en/kvalitet/",
    "en/om/",
)


def address(page: Path, site: Path) -> str:
    """Where `page` is found, seen from the site's front page: `fylke/03/`, `404.html`, ``."""
    return page.relative_to(site).as_posix().removesuffix("index.html")


def all_pages(site: Path) -> list[str]:
    """The address of every HTML page, sorted, without those of single charts to embed."""
    pages = (page for page in site.rglob("*.html") if page.parent.parent.name != "figur")
    return sorted(address(page, site) for page in pages)


def page_kinds(site: Path) -> list[str]:
    """One address of each kind of page, in both languages; every report among them."""
    reports = sorted(address(page, site) for page in site.glob("rapport/*/index.html"))
    return [*_KINDS, *reports]
