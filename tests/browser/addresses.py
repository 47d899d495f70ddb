"""Which pages a built site has, and one of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    "en/sammenlign/",
    "en/tilgjengelighet/",
)


def address(page: Path, site: Path) -> str:
    """Where `page` is found, seen from the site's front page: `fylke/03/`, `404.html`, ``."""
    return page.relative_to(site).as_posix().removesuffix("index.html")


def _is_embedded(page: Path) -> bool:
    return page.parent.parent.name == "figur"


def all_pages(site: Path) -> list[str]:
    """The address of every HTML page, sorted, without those of single charts to embed."""
    pages = (page for page in site.rglob("*.html") if not _is_embedded(page))
    return sorted(address(page, site) for page in pages)


def embedded_pages(site: Path) -> list[str]:
    """The address of every page that holds one chart, for use within pages of others; sorted."""
    return sorted(address(page, site) for page in site.rglob("index.html") if _is_embedded(page))


def kind(address: str) -> str:
    """What an address is one of many of, in either language.

    `tiltak/*/` is any measure; `tiltak/*/figur/etter-alder/` that chart of any measure, and the
    charts of a fylke that are called by measures (`serie-mentor`) are one kind.
    """
    head, embedded, chart = address.partition("figur/")
    *folders, last = head.split("/")
    if len(folders) - (folders[:1] == ["en"]) == 2:
        folders[-1] = "*"
    return "/".join([*folders, last]) + embedded + re.sub(r"^serie-[^/]+", "serie-*", chart)


def kinds(addresses: Iterable[str]) -> dict[str, str]:
    """The first address of each kind among `addresses`."""
    first: dict[str, str] = {}
    for each in addresses:
        first.setdefault(kind(each), each)
    return first


def page_kinds(site: Path) -> list[str]:
    """One address of each kind of page, in both languages; every report among them."""
    reports = [sorted(site.glob(f"{lang}rapport/*/index.html")) for lang in ("", "en/")]
    return [*_KINDS, *(address(page, site) for page in [*reports[0], *reports[1][:1]])]


def one_of_each(site: Path) -> list[str]:
    """One address of each kind in bokmål, and the heaviest kind in English: few enough to time."""
    chosen = [each for each in _KINDS if not each.startswith("en/") and each != "404.html"]
    report = next(iter(sorted(site.glob("rapport/*/index.html"))))
    return [*kinds([*chosen, address(report, site)]).values(), "en/", "en/tiltak/oppfoelging/"]
