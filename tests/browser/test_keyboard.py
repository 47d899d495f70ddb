"""Every page by the keyboard alone: in order, seen, no trap; and each part does what it should."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tests.browser.conftest import Chromium
from tests.browser.noise import Listener

pytestmark = pytest.mark.browser

MEASURE = "tiltak/oppfoelging/"
#: One page of each kind that has something of its own to reach. The reports' lines are many links.
WALKS = (
    *("", "tiltak/", "tiltak/amo-kurs/", "tiltaksgruppe/oppfoelging/", "fylke/", "fylke/03/"),
    *("hovedgruppe/andre/", "dekning/", "sammenlign/?tiltak=mentor&tiltak=jobbklubb", "data/"),
    *("kvalitet/", "om/", "tilgjengelighet/", "404.html", "en/tiltak/mentor/"),
)
_MOST = 700  # presses of Tab; no walked page has as many places to stop at

_FOLLOW = """() => {
    window.stops = [];
    window.faults = [];
    const text = e => e.textContent.trim().slice(0, 40);
    const name = e => `<${e.localName} class="${e.className}"> ${text(e)}`;
    window.stop = () => {
        const e = document.activeElement;
        if (!e || e === document.body || e === window.stops[0]) return false;
        const last = window.stops.at(-1);
        if (e === last) { window.faults.push('stuck at ' + name(e)); return false; }
        if (last && !(last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING))
            window.faults.push('out of order: ' + name(e));
        const { outlineStyle, outlineWidth } = getComputedStyle(e);
        if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)
            window.faults.push('focus is not seen: ' + name(e));
        const { top, right, bottom, left } = e.getBoundingClientRect();
        if (bottom < 1 || top > innerHeight - 1 || right < 1 || left > innerWidth - 1)
            window.faults.push('out of sight: ' + name(e));
        window.stops.push(e);
        return true;
    };
    window.missed = () => {
        const all = document.querySelectorAll(
            'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]');
        const chosen = e => e.type !== 'radio' || e.checked;
        return [...all].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled &&
            e.tabIndex >= 0 && chosen(e) && !window.stops.includes(e)).map(name);
    };
}"""


@asynccontextmanager
async def reading(browser: Browser, base: str, address: str) -> AsyncIterator[Page]:
    """A page that must stay silent, with its scripts done with what they add."""
    page = await browser.new_page(viewport={"width": 1280, "height": 800})
    listener = await Listener.on(page, base)
    try:
        await page.goto(base + address)
        await page.wait_for_load_state("networkidle")
        yield page
        noise = await listener.take()
        # 404.html looks for where the site begins; test_pages.py hears it.
        assert noise.csp + noise.foreign == []
        assert address == "404.html" or noise.all() == []
    finally:
        await page.close()


async def focus(page: Page, script: str = "document.activeElement.textContent") -> Any:
    """Something about what has the focus."""
    return await page.evaluate(script)


@pytest.mark.parametrize("address", WALKS)
def test_tab_reaches_everything_in_order_and_comes_out_again(
    browser: Chromium, server: str, address: str
):
    """With all boxes open, so that what is within them is walked too."""

    async def steps() -> tuple[int, list[str], list[str]]:
        async with reading(browser.browser, server, address) as page:
            await page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
            await page.evaluate(_FOLLOW)
            presses, on = 0, True
            while on and presses < _MOST:
                await page.keyboard.press("Tab")
                on = await page.evaluate("window.stop()")
                presses += 1
            found: list[list[str]] = await page.evaluate("[window.faults, window.missed()]")
            return presses, *found

    presses, faults, missed = browser.run(steps())
    assert presses < _MOST, "no end of it"
    assert not faults, "\n".join(faults)
    assert presses > (3 if address == "404.html" else 15)
    assert not missed, "never reached:\n" + "\n".join(missed)


def test_the_first_stop_leads_past_the_head(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            await page.keyboard.press("Tab")
            box = await page.locator(".hopp").bounding_box()
            assert await focus(page) == "Hopp til innholdet"
            assert box and box["y"] >= 0, "the skip link comes into sight"
            await page.keyboard.press("Enter")
            assert await focus(page, "document.activeElement.id") == "innhold"
            await page.keyboard.press("Tab")
            assert await focus(page) == "Forside"

    browser.run(steps())


def test_the_language_switch_stays_on_the_page(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            await page.get_by_role("link", name="English").focus()
            await page.keyboard.press("Enter")
            await page.wait_for_url(f"**/en/{MEASURE}")
            await page.get_by_role("link", name="Norsk").focus()
            await page.keyboard.press("Enter")
            await page.wait_for_url(lambda url: url == server + MEASURE)

    browser.run(steps())


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_boxes_open_and_close(browser: Chromium, server: str, key: str):
    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            for boxes in ("details.tabell:not([open])", "details.del"):
                handle = await page.locator(boxes).first.element_handle()
                assert handle
                await (await handle.query_selector("summary")).focus()  # type: ignore[union-attr]
                await page.keyboard.press(key)
                assert await handle.evaluate("e => e.open")
                await page.keyboard.press(key)
                assert not await handle.evaluate("e => e.open")

    browser.run(steps())


def test_the_copy_button_follows_what_it_copies(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            await page.locator(".del summary").first.focus()
            await page.keyboard.press("Enter")
            await page.wait_for_selector(".del[open] button")
            seen = []
            for _ in range(7):
                await page.keyboard.press("Tab")
                seen.append(await focus(page, "document.activeElement.textContent.slice(0, 13)"))
            assert seen[:5] == ["PNG", "SVG", "Tallene (CSV)", "Vega-Lite", "Kopier lenke"]
            assert seen[5].startswith("<iframe") and seen[6] == "Kopier"

    browser.run(steps())


def test_arrows_choose_among_charts(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            own, common = page.locator(".valgt-1"), page.locator(".valgt-2")
            await page.locator(".velg-1").focus()
            assert await own.is_visible() and not await common.is_visible()
            await page.keyboard.press("ArrowRight")
            assert await common.is_visible() and not await own.is_visible()
            await page.keyboard.press("ArrowUp")
            assert await own.is_visible() and not await common.is_visible()
            await page.keyboard.press("Tab")
            assert not await focus(page, "document.activeElement.matches('.valg > label input')")

    browser.run(steps())


def test_a_chart_comes_alive_and_lets_go_of_the_focus(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            button = page.locator("[data-chart-load]").first
            await button.focus()
            await page.locator("figure[data-state=live]").first.wait_for(timeout=15_000)
            assert await button.evaluate("e => e === document.activeElement"), "it keeps the focus"
            await page.keyboard.press("Enter")  # does nothing more
            await page.keyboard.press("Tab")
            assert await focus(page, "document.activeElement.localName") == "summary"
            await page.keyboard.press("Shift+Tab")
            assert await button.evaluate("e => e === document.activeElement")

    browser.run(steps())


def test_escape_closes_the_hits_and_tab_leaves_them(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            await page.keyboard.press("/")
            assert await focus(page, "document.activeElement.id") == "soek"
            await page.keyboard.type("mentor")
            hits = page.locator(".soek-svar")
            await hits.wait_for()
            await page.keyboard.press("Escape")
            assert not await hits.is_visible()
            assert await focus(page, "document.activeElement.id") == "soek"
            assert await page.input_value("#soek") == "mentor", "the first Escape only closes"
            await page.keyboard.press("ArrowDown")
            assert await hits.is_visible()
            await page.keyboard.press("Tab")
            assert not await hits.is_visible()
            assert await focus(page, "document.activeElement.type") == "submit"

    browser.run(steps())


def test_a_figure_leads_to_its_line_from_the_keyboard(browser: Chromium, server: str):
    """A click on a figure is a short cut; the same way leads through the links to the lines."""

    async def steps() -> None:
        async with reading(browser.browser, server, MEASURE) as page:
            link = page.locator("table.sporbar .kilde a").first
            href = await link.get_attribute("href")
            await link.focus()
            await page.keyboard.press("Enter")
            await page.wait_for_url("**/rapport/**")
            assert href and page.url.endswith(href.rpartition("../")[2])

    browser.run(steps())
