"""What a screen reader is given: the browser's accessibility tree on each kind of page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement
from playwright.async_api import Page

from tests.browser.addresses import one_of_each
from tests.browser.conftest import Chromium

pytestmark = pytest.mark.browser

MEASURE = "tiltak/mentor/"
HIDDEN = {"": "skjermet, 0–3", "en/": "hidden, 0–3"}
#: Signs that are heard as their own names, or not at all: none may stand alone for a meaning.
_SIGNS = re.compile(r"^[*–—↕↑↓→›·r]$")

_OPEN = "document.querySelectorAll('details').forEach(e => e.open = true)"


async def _tree(page: Page, url: str) -> list[dict[str, Any]]:
    """The nodes of the accessibility tree that are not left out, with all boxes open."""
    await page.goto(url)
    await page.evaluate(_OPEN)
    session = await page.context.new_cdp_session(page)
    nodes = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    await session.detach()
    return [node for node in nodes if not node.get("ignored")]


def _role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def _name(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def _named(nodes: list[dict[str, Any]], *roles: str) -> list[str]:
    return [_name(node) for node in nodes if _role(node) in roles]


async def _trees(browser: Any, base: str, addresses: list[str]) -> dict[str, list[dict[str, Any]]]:
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    trees = {address: await _tree(page, base + address) for address in addresses}
    await page.close()
    return trees


@pytest.fixture(scope="module")
def trees(browser: Chromium, server: str, site: Path) -> dict[str, list[dict[str, Any]]]:
    """The tree of one page of each kind, and of a measure with hidden figures in both languages."""
    addresses = [*one_of_each(site), MEASURE, f"en/{MEASURE}", f"{MEASURE}figur/etter-fylke/"]
    return browser.run(_trees(browser.browser, server, addresses))


@pytest.mark.parametrize("language", HIDDEN)
def test_a_hidden_figure_is_spoken_as_such(trees: dict[str, Any], site: Path, language: str):
    """As often as the report page's star stands in a table cell, and the star is never heard."""
    address = f"{language}{MEASURE}"
    cells = _named(trees[address], "cell", "gridcell")
    tree = lxml_html.parse(str(site / address / "index.html"))
    stars = tree.xpath("//td[.//span[@class='skjermet']]")
    before = [c for c in cells if c.startswith(("ny ordning", "new scheme"))]
    spoken = [c for c in cells if HIDDEN[language] in c]
    assert len(spoken) + len(before) == len(stars) > 10
    assert not [cell for cell in cells if "*" in cell]


def test_no_sign_is_left_to_be_guessed(trees: dict[str, Any]):
    """Signs that are written about are marked as such; a report is shown as it is printed."""
    for address, nodes in trees.items():
        code = {node["nodeId"] for node in nodes if _role(node) == "code"}
        said = [node for node in nodes if _role(node) == "StaticText"]
        signs = [n for n in said if _SIGNS.match(_name(n)) and n.get("parentId") not in code]
        assert not signs or "rapport/" in address, f"/{address}: {[*map(_name, signs)]}"


def test_a_chart_is_spoken_as_its_message(trees: dict[str, Any]):
    charts = 0
    for address, nodes in trees.items():
        for name in _named(nodes, "image", "img"):
            charts += 1
            assert len(name) > 30 and name.endswith("."), f"/{address}: {name!r}"
            assert re.search(r"\d", name), f"/{address}: no figure in {name!r}"
        roles = [_role(node) for node in nodes]
        if "sammenlign" not in address:  # there the chart comes with the first choice
            assert roles.count("Figcaption") == roles.count("image"), f"/{address}"
    assert charts > 40


def test_nothing_within_a_drawing_is_heard(trees: dict[str, Any]):
    """Its words would come as loose numbers; they are all in the message and the table."""
    for address, nodes in trees.items():
        roles = {_role(node) for node in nodes}
        assert not roles & {"SvgRoot", "graphics-document", "graphics-object"}, f"/{address}"


def _faults_of(table: HtmlElement) -> list[str]:
    faults = []
    if not (table.xpath("caption") or table.xpath("ancestor::section[@aria-label]")):
        faults.append("has no name")
    for head in table.xpath(".//th"):
        if head.get("scope") not in ("col", "row", "rowgroup", "colgroup"):
            faults.append(f"a head without scope: {head.text_content()!r}")
        elif not head.text_content().strip():
            faults.append("an empty head")
    for row in table.xpath("tbody/tr"):
        if not row.xpath("th[@scope='row']") and not table.xpath("ancestor::article"):
            faults.append(f"a row without a head: {row.text_content()[:40]!r}")
    return faults


def test_every_cell_has_its_headers(site: Path):
    """On every page: a table has a name, heads with a scope, and a head for each row."""
    faults = [
        f"/{page.relative_to(site)}: {fault}"
        for page in sorted(site.rglob("*.html"))
        if page.parent.parent.name != "figur"
        for table in lxml_html.parse(str(page)).xpath("//table")
        for fault in _faults_of(table)
    ]
    assert not faults, "\n".join(faults[:40])


@pytest.mark.parametrize("address", [MEASURE, "fylke/03/", "fylke/", "tiltaksgruppe/oppfoelging/"])
def test_the_browser_gives_heads_of_rows_and_columns(trees: dict[str, Any], address: str):
    nodes = trees.get(address)
    assert nodes is not None
    assert len(_named(nodes, "columnheader")) > 2 and len(_named(nodes, "rowheader")) > 5


def test_links_and_buttons_say_where_they_lead(trees: dict[str, Any]):
    """Each has a name of its own; a link that is only a line number says that it is a line."""
    for address, nodes in trees.items():
        names = _named(nodes, "link", "button")
        assert all(names), f"/{address}: one has no name"
        bare = [name for name in names if re.fullmatch(r"[\d\s]+", name)]
        # A figure that is linked to its line stands under heads that say what it is; in a report
        # a line is linked by its number.
        linked = ("rapport/", "fylke/", "tiltak/", "tiltaksgruppe/", "hovedgruppe/")
        assert not bare or any(part in address for part in linked), f"/{address}: {bare[:5]}"
        vague = {"her", "les mer", "klikk her", "here", "read more", "more", "link"}
        assert not {name.lower() for name in names} & vague, f"/{address}"


def test_boxes_are_told_apart(trees: dict[str, Any]):
    """«Del og last ned» says of what; so does «Tabell»."""
    for address, nodes in trees.items():
        boxes = _named(nodes, "DisclosureTriangle", "DisclosureTriangleGrouped")
        assert len(set(boxes)) == len(boxes), f"/{address}: {sorted(boxes)}"


def test_parts_of_the_page_are_told_apart(trees: dict[str, Any]):
    for address, nodes in trees.items():
        roles = [_role(node) for node in nodes]
        assert roles.count("main") == 1, f"/{address}"
        for role in ("navigation", "region"):
            names = _named(nodes, role)
            assert all(names), f"/{address}: a {role} without a name"
            assert len(set(names)) == len(names), f"/{address}: {sorted(names)}"
