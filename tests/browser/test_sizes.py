"""Large text, narrow windows, paper, a reader's own colours: nothing is lost, nothing moves."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tests.browser.addresses import address, one_of_each
from tests.browser.conftest import Chromium
from tests.browser.sweep import _OVERFLOW

pytestmark = pytest.mark.browser

#: Zoom 400 % of a window 1280 pixels wide and 1024 high (WCAG 2.2, 1.4.10).
ZOOMED: Any = {"width": 320, "height": 256}
MOST_SHEETS = 4  # sides of A4: two sheets

#: Layout shifts that no key or click caused, as the browser counts them.
_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(e =>
    e.hadRecentInput || window.shifts.push([e.value, e.sources.map(s => s.node?.className ?? '')])
)).observe({type: 'layout-shift', buffered: true});
"""

#: What can be used, by what it is called; and words that are cut off where nobody can scroll.
_USABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .map(e => `${e.localName} ${e.getAttribute('href') ?? e.id} ${e.textContent.trim()}`)"""
_CUT = """() => {
    const hides = e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX);
    return [...document.querySelectorAll('body *')].filter(e =>
        e.checkVisibility() && !e.closest('.skjult, caption, svg') && hides(e) &&
        e.scrollWidth > e.clientWidth + 1 && e.localName !== 'input'
    ).map(e => `<${e.localName} class="${e.className}">`);
}"""
#: The smallest writing in the drawings that are shown, in CSS pixels.
_SMALLEST = """() => Math.min(...[...document.querySelectorAll('svg text')]
    .filter(e => e.checkVisibility())
    .map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().d))"""


@asynccontextmanager
async def window(browser: Browser, **options: Any) -> AsyncIterator[Page]:
    page = await browser.new_page(**options)
    try:
        yield page
    finally:
        await page.close()


def _report(faults: dict[str, Any]) -> str:
    return "\n".join(f"/{address}: {fault}" for address, fault in faults.items() if fault)


def test_nothing_is_lost_at_four_times_the_size(browser: Chromium, server: str, site: Path):
    """The same can be used as in a wide window, nothing is cut, and only down is scrolled."""

    async def steps() -> dict[str, Any]:
        faults: dict[str, Any] = {}
        async with window(browser.browser) as page:
            for address in one_of_each(site):
                await page.set_viewport_size({"width": 1280, "height": 1024})
                await page.goto(server + address)
                wide = set(await page.evaluate(_USABLE))
                await page.set_viewport_size(ZOOMED)
                narrow = set(await page.evaluate(_USABLE))
                wider, cut = await page.evaluate(_OVERFLOW), await page.evaluate(_CUT)
                faults[address] = [*sorted(wide - narrow), *wider, *cut]
        return faults

    faults = browser.run(steps())
    assert not any(faults.values()), _report(faults)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_lost_where_text_is_twice_as_large(
    browser: Chromium, server: str, site: Path, width: int
):
    async def steps() -> dict[str, Any]:
        faults: dict[str, Any] = {}
        async with window(browser.browser, viewport={"width": width, "height": 800}) as page:
            for address in one_of_each(site):
                await page.goto(server + address)
                before = set(await page.evaluate(_USABLE))
                await page.evaluate("document.documentElement.style.fontSize = '200%'")
                after = set(await page.evaluate(_USABLE))
                wider, cut = await page.evaluate(_OVERFLOW), await page.evaluate(_CUT)
                faults[address] = [*sorted(before - after), *wider, *cut]
        return faults

    faults = browser.run(steps())
    assert not any(faults.values()), _report(faults)


@pytest.mark.parametrize("width", [360, 720, 752, 1280])
def test_writing_in_charts_is_large_enough_where_it_is_shown(
    browser: Chromium, server: str, site: Path, width: int
):
    """At the widths where another drawing takes over, too."""

    async def steps() -> dict[str, float]:
        found: dict[str, float] = {}
        async with window(browser.browser, viewport={"width": width, "height": 800}) as page:
            pages = [(a, site / a / "index.html") for a in one_of_each(site)]
            charts = [a for a, file in pages if "<svg" in file.read_text("utf-8")]
            embedded = ["tiltak/oppfoelging/figur/utvikling/", "tiltak/mentor/figur/etter-alder/"]
            for address in [*charts, *embedded]:
                await page.goto(server + address)
                found[address] = await page.evaluate(_SMALLEST)
        return found

    found = browser.run(steps())
    assert len(found) > 6
    small = {address: size for address, size in found.items() if size < 11.95}
    assert not small, _report(small)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_comes(browser: Chromium, server: str, site: Path, width: int):
    async def steps() -> dict[str, Any]:
        found: dict[str, Any] = {}
        async with window(browser.browser, viewport={"width": width, "height": 800}) as page:
            await page.add_init_script(_SHIFTS)
            chosen = "sammenlign/?tiltak=mentor&tiltak=jobbklubb"
            for address in [*one_of_each(site), chosen]:
                await page.goto(server + address)
                await page.wait_for_load_state("networkidle" if "?" in address else "load")
                await page.evaluate("scrollTo(0, document.body.scrollHeight)")
                await page.wait_for_timeout(150)
                found[address] = await page.evaluate("window.shifts")
        return found

    found = browser.run(steps())
    assert not any(found.values()), _report(found)


#: How much higher (in pixels) each part of a report is than the room that was kept for it.
_OUTGROWN = """() => [...document.querySelectorAll('.avsnitt')].map((part) => {
  const room = parseFloat(getComputedStyle(part).minHeight);
  part.style.contentVisibility = 'visible';
  part.style.minHeight = 0;
  return [part.querySelector('h3').textContent, part.getBoundingClientRect().height - room];
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_report_keeps_the_room_that_its_tables_take(
    browser: Chromium, server: str, site: Path, width: int
):
    """What is not in view is not laid out: were its room too small, the page would move."""

    async def steps() -> list[tuple[str, float]]:
        found: list[tuple[str, float]] = []
        async with window(browser.browser, viewport={"width": width, "height": 800}) as page:
            for file in sorted(site.glob("**/rapport/*/index.html")):
                await page.goto(server + address(file, site))
                found += await page.evaluate(_OUTGROWN)
        return found

    found = browser.run(steps())
    assert len(found) > 100
    assert not [f"{name}: {more:.0f} px more" for name, more in found if more > 0]
    assert sum(-more for _, more in found) / len(found) < 80, "much is left empty"


def _sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _heaviest(site: Path) -> list[str]:
    """The five measures with most on their pages, in both languages."""
    pages = sorted(site.glob("tiltak/*/index.html"), key=lambda page: -page.stat().st_size)
    addresses = [f"tiltak/{page.parent.name}/" for page in pages[:5]]
    return [*addresses, *(f"en/{address}" for address in addresses)]


def test_a_measure_prints_on_two_sheets_with_charts_and_tables(
    browser: Chromium, server: str, site: Path
):
    async def steps() -> dict[str, tuple[int, int, int]]:
        found = {}
        async with window(browser.browser) as page:
            await page.emulate_media(media="print")
            for address in _heaviest(site):
                await page.goto(server + address)
                pdf = await page.pdf(prefer_css_page_size=True)
                charts = await page.locator("figure.chart svg:visible").count()
                tables = await page.locator("main table:visible").count()
                found[address] = (_sheets(pdf), charts, tables)
        return found

    found = browser.run(steps())
    for where, (sheets, charts, tables) in found.items():
        assert 1 <= sheets <= MOST_SHEETS, f"/{where} takes {sheets} sides"
        assert charts >= 8 and tables >= 8, f"/{where}: {charts} charts, {tables} tables"


_SEEN = """() => {
    const colours = e => { const s = getComputedStyle(e); return [s.fill, s.stroke]; };
    const marks = [...document.querySelectorAll('figure.chart svg :is(path, line, text)')]
        .filter(e => e.checkVisibility());
    const ground = getComputedStyle(document.querySelector('.bilde')).backgroundColor;
    const unseen = marks.filter(e => colours(e).every(c => c === ground || c === 'none'));
    return {ground, hidden: unseen.length, all: marks.length};
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_seen_in_a_readers_own_colours(browser: Chromium, server: str, scheme: Any):
    """Forced colours leave the drawing its own, on the ground that it is made for."""

    async def steps() -> dict[str, Any]:
        options = {"forced_colors": "active", "color_scheme": scheme}
        async with window(browser.browser, **options) as page:
            await page.goto(server + "tiltak/oppfoelging/")
            seen: dict[str, Any] = await page.evaluate(_SEEN)
            focus = await page.evaluate("""() => {
                const link = document.querySelector('main a');
                link.focus({focusVisible: true});
                return getComputedStyle(link).outlineStyle;
            }""")
            return {**seen, "focus": focus}

    seen = browser.run(steps())
    assert seen["all"] > 100 and seen["hidden"] == 0
    assert seen["ground"] not in ("rgba(0, 0, 0, 0)", "transparent"), "a ground of its own"
    assert seen["focus"] == "solid"


def test_more_contrast_is_given_to_those_who_ask_for_it(browser: Chromium, server: str):
    async def steps() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for contrast in ("no-preference", "more"):
            async with window(browser.browser, contrast=contrast) as page:
                await page.goto(server + "tiltak/oppfoelging/")
                found[contrast] = await page.evaluate(
                    "[...document.querySelectorAll('.merk, thead th, figcaption span')]"
                    ".map(e => getComputedStyle(e).color)"
                )
                found[f"{contrast} text"] = [
                    await page.evaluate("getComputedStyle(document.body).color")
                ]
        return found

    found = browser.run(steps())
    assert set(found["more"]) == set(found["more text"]), "muted text is muted no more"
    assert set(found["no-preference"]) != set(found["more"])
