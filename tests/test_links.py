"""Every link on every page leads somewhere, under a sub-path and at a domain's root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser.addresses import address

HOST = "http://site.test"
MOUNTS = ("/tiltak-i-tall/", "/")
_ADDRESSES = {"href", "src", "xlink:href", "action", "poster", "data"}
_OUTSIDE = {"http", "https", "mailto"}


class _Links(HTMLParser):
    """The places that a page points at, and those in it that can be pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in _ADDRESSES and not (name == "data" and tag != "object"):
                self.links.append((line, value or ""))
            elif name in ("srcset", "imagesrcset"):
                parts = (value or "").split(",")
                self.links += [(line, part.split()[0]) for part in parts if part.strip()]

    handle_startendtag = handle_starttag


@dataclass
class Site:
    """All pages of a site, with what they point at and can be pointed at by."""

    folder: Path
    links: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def file(self, path: str) -> Path | None:
        """The file that a host shows for `path` (from the front page), if there is one."""
        wanted = self.folder / unquote(path)
        if path == "" or path.endswith("/"):
            wanted /= "index.html"
        return wanted if wanted.is_file() else None


def read(folder: Path) -> Site:
    """Reads every page, and every stylesheet for what it loads."""
    site = Site(folder)
    for page in sorted(folder.rglob("*.html")):
        parser = _Links()
        parser.feed(page.read_text("utf-8"))
        parser.close()
        site.links[address(page, folder)] = parser.links
        site.ids[page.relative_to(folder).as_posix()] = parser.ids
    for sheet in sorted(folder.rglob("*.css")):
        found = re.findall(r"""url\(\s*["']?([^"')]+)""", sheet.read_text("utf-8"))
        site.links[sheet.relative_to(folder).as_posix()] = [(0, link) for link in found]
    return site


def _is_local(link: str) -> bool:
    return not urlsplit(link).scheme and not link.startswith("//")


def _fault(site: Site, page: str, link: str, mount: str) -> str | None:
    """Why `link` on `page` leads nowhere when the site lies at `mount`."""
    url = urlsplit(urljoin(HOST + mount + page, link))
    if not url.path.startswith(mount):
        return "leads out of the site"
    target = site.file(url.path.removeprefix(mount))
    if target is None:
        return "leads to nothing"
    fragment = unquote(url.fragment)
    ids = site.ids.get(target.relative_to(site.folder).as_posix())
    if fragment and ids is not None and fragment not in ids | {"top"}:
        return f"has no #{fragment} where it leads"
    return None


def _local_faults(site: Site, mount: str) -> Iterator[str]:
    for page, links in site.links.items():
        for line, link in dict.fromkeys(links):
            # Only 404.html, shown at any depth, may name a place from the domain's root.
            # A browser test follows what it says.
            if link.startswith("/") and page == "404.html":
                continue
            if _is_local(link) and (why := _fault(site, page, link, mount)):
                yield f"{page or '(front page)'}:{line}: {link!r} {why}"


@pytest.fixture(scope="module")
def links(site: Path) -> Site:
    return read(site)


def _lines(faults: list[str]) -> str:
    return f"{len(faults)} faults, the first:\n" + "\n".join(faults[:40])


def test_there_are_pages_and_links(links: Site):
    assert links.ids
    assert sum(map(len, links.links.values())) > len(links.ids)


@pytest.mark.parametrize("mount", MOUNTS)
def test_local_links_lead_somewhere(links: Site, mount: str):
    faults = list(_local_faults(links, mount))
    assert not faults, _lines(faults)


def test_local_links_are_relative(links: Site):
    faults = [
        f"{page or '(front page)'}:{line}: {link!r}"
        for page, found in links.links.items()
        for line, link in found
        if link.startswith("/") and page != "404.html"
    ]
    assert not faults, _lines(faults)


def test_outside_links_are_plain(links: Site):
    """They are listed (`-rP` shows them), not fetched: tests reach no other host."""
    outside = {link for found in links.links.values() for _, link in found if not _is_local(link)}
    outside = {link for link in outside if not link.startswith("data:")}
    print(*sorted(outside), sep="\n")
    assert {urlsplit(link).scheme for link in outside} <= _OUTSIDE


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("x/", None),
        ("x/#her", None),
        ("x/#", None),
        ("x/side.html?a=1#der", None),
        ("data%20fil.csv", None),
        ("", None),
        ("x/#borte", "has no #borte"),
        ("borte/", "leads to nothing"),
        ("x", "leads to nothing"),
        ("../x/", "leads out of the site"),
    ],
)
def test_this_check_sees_faults(tmp_path: Path, link: str, why: str | None):
    (tmp_path / "x").mkdir()
    (tmp_path / "index.html").write_text(f'<a href="{link}">', "utf-8")
    (tmp_path / "x/index.html").write_text('<p id="her">', "utf-8")
    (tmp_path / "x/side.html").write_text('<p id="der"/>', "utf-8")
    (tmp_path / "data fil.csv").write_text("a\n", "utf-8")
    faults = list(_local_faults(read(tmp_path), "/tiltak-i-tall/"))
    assert [why is None or why in fault for fault in faults] == [True] * (why is not None)
