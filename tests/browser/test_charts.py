"""Charts: still until a reader turns to one, then alive, and readable without any JavaScript."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Locator, Page, Request

from tests.browser.conftest import Chromium
from tests.browser.noise import Listener

pytestmark = pytest.mark.browser

MEASURE = "tiltak/oppfoelging/"
PAGES_WITH_CHARTS = [
    *(MEASURE, "tiltak/amo-kurs/", "tiltaksgruppe/oppfoelging/", "fylke/03/"),
    *("hovedgruppe/andre/", "en/tiltak/jobbklubb/", "en/"),
]
#: Small multiples stay still: they have no button, and every figure of theirs stands in a table.
STILL = ("figur-fylker-egen", "figur-fylker-felles")
RUNTIME_BYTES = 200_000  # no other script of the site is nearly as large

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_MONTH = re.compile(rf"\b(?:{_MONTHS}) \d{{4}}\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:\u00a0\d{3})*(?![\d.,]|\u00a0\d)")

# The prerendered pictures are marks too: what is drawn later is told apart by what it lacks.
_MARK_STILL = "document.querySelectorAll('svg').forEach(s => s.setAttribute('data-still', ''))"
_LIVE = "svg.marks:not([data-still]):visible"  # a chart may have one drawing a width
_TOOLTIPS = """() => [
    ...[...document.querySelectorAll('.chart-tooltip')].filter(e => e.checkVisibility())
        .map(e => e.innerText),
    ...[...document.querySelectorAll('figure.chart [title]')].map(e => e.title),
].filter(Boolean)"""
# Middles of the points and bars in a drawing, else a net of places over it.
_PLACES = """svg => {
    const marks = svg.querySelectorAll('.mark-symbol.role-mark path, .mark-rect.role-mark path');
    const middle = r => [r.x + r.width / 2, r.y + r.height / 2];
    const all = svg.getBoundingClientRect();
    const net = [.3, .5, .7, .9].flatMap(x => [.2, .4, .6, .8].map(
        y => [all.x + x * all.width, all.y + y * all.height]));
    return [...[...marks].map(m => middle(m.getBoundingClientRect())).slice(0, 30), ...net];
}"""


@dataclass
class Reading:
    """A page with charts as one reader has it, and what it has done so far."""

    page: Page
    listener: Listener
    scripts: list[Request] = field(default_factory=list)

    @property
    def chart(self) -> Locator:
        """The first chart on the page."""
        return self.page.locator("figure.chart").first

    async def runtimes(self) -> list[str]:
        """The large scripts that the page has asked for."""
        sizes = [(await request.sizes())["responseBodySize"] for request in self.scripts]
        pairs = zip(self.scripts, sizes, strict=True)
        return [request.url for request, size in pairs if size > RUNTIME_BYTES]

    async def noise(self) -> list[str]:
        """All that should not have been heard, each once."""
        return sorted(set((await self.listener.take()).all()))


@asynccontextmanager
async def reading(browser: Browser, url: str) -> AsyncIterator[Reading]:
    page = await browser.new_page(viewport={"width": 1280, "height": 900}, has_touch=True)
    reader = Reading(page, await Listener.on(page, url))

    def on_request(request: Request) -> None:
        if request.resource_type in ("script", "fetch", "xhr"):
            reader.scripts.append(request)

    page.on("requestfinished", on_request)
    try:
        await page.goto(url)
        await page.evaluate(_MARK_STILL)
        yield reader
    finally:
        await page.close()


async def _live(chart: Locator) -> Locator:
    """The drawing that has come in the place of the prerendered one."""
    live = chart.locator(_LIVE).first
    await live.wait_for(timeout=15_000)
    return live


async def _hover(chart: Locator) -> None:
    await chart.locator("svg:visible").first.hover()


async def _tap(chart: Locator) -> None:
    await chart.locator("button[data-chart-load]").tap()


async def _focus(chart: Locator) -> None:
    await chart.locator("button[data-chart-load]").focus()


async def _click(chart: Locator) -> None:
    await chart.locator("button[data-chart-load]").click()


@pytest.mark.parametrize("turn", [_hover, _tap, _focus, _click], ids=lambda turn: turn.__name__)
def test_runtime_is_loaded_when_a_reader_turns_to_a_chart(
    browser: Chromium, server: str, turn: Callable[[Locator], Awaitable[None]]
):
    async def steps() -> None:
        async with reading(browser.browser, server + MEASURE) as reader:
            await reader.page.evaluate("scrollTo(0, document.body.scrollHeight)")
            await reader.page.wait_for_timeout(300)  # an eager page would have begun by now
            assert await reader.runtimes() == []
            await turn(reader.chart)
            await _live(reader.chart)
            assert len(await reader.runtimes()) == 1
            assert await reader.noise() == []

    browser.run(steps())


@pytest.mark.parametrize("address", PAGES_WITH_CHARTS)
def test_every_chart_comes_alive(browser: Chromium, server: str, address: str):
    async def steps() -> None:
        async with reading(browser.browser, server + address) as reader:
            charts = await reader.page.locator("figure.chart").all()
            assert charts
            for chart in charts:
                if await chart.get_attribute("id") in STILL:
                    assert await chart.locator("button, script").count() == 0
                    continue
                await reader.page.mouse.move(0, 0)  # no chart comes under it when the page scrolls
                await _click(chart)
                await _live(chart)
            assert len(await reader.runtimes()) == 1
            assert await reader.noise() == []

    browser.run(steps())


def _numbers(tooltip: str) -> Iterator[str]:
    """The figures in a tooltip as they are printed, its months' years left out."""
    return (match[0] for match in _NUMBER.finditer(_MONTH.sub("", tooltip)))


async def _find_tooltip(reader: Reading) -> str:
    """The first tooltip with a month and a figure that the pointer finds on the first chart."""
    live = await _live(reader.chart)
    await live.scroll_into_view_if_needed()
    seen: list[str] = []
    for x, y in await live.evaluate(_PLACES):
        await reader.page.mouse.move(x, y, steps=2)
        await reader.page.wait_for_timeout(30)
        texts: list[str] = await reader.page.evaluate(_TOOLTIPS)
        for text in texts:
            seen.append(text)
            if _MONTH.search(text) and any(_numbers(text)):
                return text
    pytest.fail(f"no tooltip with a month and a figure among {seen[:5]}", False)


def test_tooltip_tells_month_and_figure(browser: Chromium, server: str):
    async def steps() -> tuple[str, list[str], list[str]]:
        async with reading(browser.browser, server + MEASURE) as reader:
            await _click(reader.chart)
            tooltip = await _find_tooltip(reader)
            cells = await reader.page.locator("main td").all_text_contents()
            return tooltip, [cell.strip() for cell in cells], await reader.noise()

    tooltip, cells, noise = browser.run(steps())
    assert noise == []
    assert set(_numbers(tooltip)) & set(cells), f"{tooltip!r} is in no table of the page"


async def _open_all(page: Page) -> None:
    for box in await page.locator("main details:visible").all():
        if await box.get_attribute("open") is None:
            await box.locator("> summary").click(timeout=2_000)


async def _choose(page: Page, chart: Locator) -> None:
    """Choose a chart that is one of several in the same place, as a reader does."""
    if await chart.is_visible():
        return
    place = await chart.evaluate("e => e.closest('.valg > div').className")
    await page.locator(f".{place.replace('valgt', 'velg')}").check(timeout=2_000)
    others = page.locator(f".valg > div:not(.{place}) figure.chart:visible")
    assert await others.count() == 0, "two charts of which one is to be chosen are seen at a time"


@pytest.mark.parametrize("address", PAGES_WITH_CHARTS)
def test_all_is_readable_without_javascript(browser: Chromium, server: str, address: str):
    async def steps() -> None:
        page = await browser.browser.new_page(java_script_enabled=False)
        await page.goto(server + address)
        for chart in await page.locator("figure.chart").all():
            await _choose(page, chart)
            box = await chart.locator("svg:visible").first.bounding_box(timeout=2_000)
            assert box and box["width"] > 100 and box["height"] > 50
        await _open_all(page)
        tables = await page.locator("main table").all()
        assert tables
        assert all([await table.is_visible() for table in tables])
        for button in await page.locator("button[data-chart-load]").all():
            assert not await button.is_visible(), "a button that does nothing is shown"
        await page.close()

    browser.run(steps())
