"""Charts taken along, in a real browser: pages to embed, pictures, and the buttons that copy."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Page

from tests.browser.conftest import Chromium
from tests.browser.noise import Listener
from tests.shared import charts_of

pytestmark = pytest.mark.browser

PAGE = "tiltak/oppfoelging/"
EMBEDDED = [
    "figur/nyeste/",
    "dekning/figur/fylke/",
    "tiltak/oppfoelging/figur/utvikling/",
    "tiltak/oppfoelging/figur/etter-fylke/",
    "tiltak/oppfoelging/figur/fylker-egen/",
    "tiltak/amo-kurs/figur/kjonn-arbeidssoekere/",
    "tiltaksgruppe/oppfoelging/figur/tiltak/",
    "en/tiltak/mentor/figur/kjonn-andre/",
]


@asynccontextmanager
async def opened(browser: Browser, server: str, address: str) -> AsyncIterator[Page]:
    """A page in a context of its own that may use the clipboard; it has to be silent."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    listener = await Listener.on(page, server)
    await page.goto(server + address)
    yield page
    noise = await listener.take()
    await context.close()
    assert noise.all() == []


def test_pages_to_embed_are_whole_without_javascript(browser: Chromium, server: str):
    async def steps() -> None:
        page = await browser.browser.new_page(java_script_enabled=False)
        for address in EMBEDDED:
            await page.goto(server + address)
            box = await page.locator("svg:visible").first.bounding_box()
            assert box and box["width"] > 200 and box["height"] > 100, address
            assert await page.locator("h1, .kilde a").count() == 2, address
            assert "Nav, " in await page.locator(".kilde").inner_text(), address
        await page.close()

    browser.run(steps())


def test_the_frame_of_the_code_holds_its_page(browser: Chromium, server: str, site: Path):
    """At the widths of a phone, of a column of text and of a wide page; nothing has to scroll."""
    charts = {f"{chart.path}/": chart for chart in charts_of(site)}

    async def steps() -> None:
        page = await browser.browser.new_page()
        for address in EMBEDDED:
            code = charts[address].code
            ours = code.replace(code.partition('src="')[2].partition('"')[0], server + address)
            for width in (320, 640, 1000):
                await page.set_viewport_size({"width": width, "height": 900})
                frame = f"<!doctype html><body style='margin:0'>{ours}"
                await page.set_content(frame)
                inner = page.frames[-1]
                await inner.wait_for_selector("figure")
                over = await inner.evaluate("document.documentElement.scrollHeight - innerHeight")
                assert over <= 0, f"{address} at {width} px: {over} px too high"
        await page.close()

    browser.run(steps())


async def _picture(page: Page, url: str) -> Image.Image:
    await page.evaluate(
        """async url => {
            document.body.innerHTML = '';
            const image = new Image();
            image.src = url;
            await image.decode();
            document.body.append(image);
        }""",
        url,
    )
    return Image.open(io.BytesIO(await page.locator("img").screenshot())).convert("RGB")


def _parts(image: Image.Image) -> tuple[tuple[int, int, int], float]:
    """The commonest colour, and how much of the picture has another."""
    counts = image.getcolors(image.width * image.height) or []
    count, colour = max(counts, key=lambda each: each[0])
    return colour, 1 - count / (image.width * image.height)  # type: ignore[return-value]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_svg_file_is_a_picture_in_light_and_dark(browser: Chromium, server: str, scheme: str):
    async def steps() -> None:
        page = await browser.browser.new_page(
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": 900, "height": 1200},
        )
        await page.goto(server + "om/")
        for address in EMBEDDED:
            image = await _picture(page, server + address.removesuffix("/") + ".svg")
            ground, inked = _parts(image)
            assert (max(ground) < 60) == (scheme == "dark"), f"{address}: its ground is {ground}"
            assert 0.02 < inked < 0.7, f"{address}: {inked:.1%} is drawn"
        await page.close()

    browser.run(steps())


async def _copied(page: Page) -> str:
    text: str = await page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_address_and_the_code_of_a_chart_are_copied(browser: Chromium, server: str):
    async def steps() -> None:
        async with opened(browser.browser, server, PAGE) as page:
            box = page.locator("#figur-etter-fylke details.del")
            assert await box.locator("button").count() == 0, "buttons before anyone wants them"
            await box.locator("summary").click()
            await box.get_by_role("button", name="Kopier lenke").click()
            await page.wait_for_function("document.getElementById('kopi').textContent !== ''")
            assert await page.locator("#kopi").text_content() == "Kopiert"
            assert await _copied(page) == f"{server}{PAGE}#figur-etter-fylke"
            await box.get_by_role("button", name="Kopier", exact=True).click()
            await page.wait_for_timeout(200)
            assert await _copied(page) == await box.locator("textarea").input_value()
            await box.locator("summary").click()
            await box.locator("summary").click()
            assert await box.locator("button").count() == 2

    browser.run(steps())


def test_a_citation_is_copied(browser: Chromium, server: str):
    async def steps() -> None:
        async with opened(browser.browser, server, PAGE) as page:
            cite = page.locator(".sitat")
            await cite.get_by_role("button").first.click()
            await page.wait_for_timeout(200)
            assert await _copied(page) == await cite.locator(".sitat-tekst").text_content()
            await cite.locator("summary").first.click()
            await cite.get_by_role("button").nth(1).click()
            await page.wait_for_timeout(200)
            assert (await _copied(page)).startswith("@misc{nav-2024-08-tiltak-oppfoelging,")

    browser.run(steps())


def test_copying_works_where_the_clipboard_is_not_to_be_had(browser: Chromium, server: str):
    """On a page that is not served over https there is no `navigator.clipboard`."""

    async def steps() -> None:
        async with opened(browser.browser, server, PAGE) as page:
            await page.evaluate("""() => {
                window.read = () => navigator.constructor.prototype.__lookupGetter__('clipboard')
                    .call(navigator).readText();
                Object.defineProperty(navigator, 'clipboard', {value: undefined});
            }""")
            box = page.locator("#figur-utvikling details.del")
            await box.locator("summary").click()
            button = box.get_by_role("button", name="Kopier lenke")
            await button.click()
            assert await page.locator("#kopi").text_content() == "Kopiert"
            assert await page.evaluate("window.read()") == f"{server}{PAGE}#figur-utvikling"
            assert await button.evaluate("each => each === document.activeElement")

    browser.run(steps())


def test_everything_can_be_taken_without_javascript(browser: Chromium, server: str):
    async def steps() -> None:
        page = await browser.browser.new_page(java_script_enabled=False)
        await page.goto(server + PAGE)
        boxes = await page.locator("details.del:visible").all()
        for box in boxes:
            await box.locator("summary").click()
            names = await box.locator("a:visible").all_inner_texts()
            assert names == ["PNG", "SVG", "Tallene (CSV)", "Vega-Lite", "Lenke hit"]
            assert await box.get_by_label("Bygg inn på en nettside").is_visible()
        assert len(boxes) > 8 and await page.locator(".sitat-tekst").is_visible()
        await page.close()

    browser.run(steps())
