"""Every page in a real browser: silent, whole, at home, and usable by everyone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.addresses import all_pages, embedded_pages, kind, kinds, page_kinds
from tests.browser.conftest import Chromium
from tests.browser.noise import Listener, Noise
from tests.browser.sweep import SETTINGS, Visit

pytestmark = pytest.mark.browser

# A page allows itself what the site holds, and no code or style that is not in a file of ours.
_STRICT = re.compile(r"default-src '(self|none)'")
ALL_SETTINGS = {str(setting) for setting in SETTINGS}
_LAX = re.compile(r"unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*")


def _report(visits: Iterable[Visit], faults: Callable[[Visit], Iterable[str]]) -> str:
    """Each fault once, with how many times and where first: most come from one template."""
    places: dict[str, list[str]] = {}
    for visit in visits:
        for fault in faults(visit):
            places.setdefault(fault, []).append(f"/{visit.address}")
    return "".join(
        f"\n{fault}\n    {len(where)} times, as on {' '.join(dict.fromkeys(where[:5]))}"
        for fault, where in places.items()
    )


def test_every_page_is_visited_and_every_kind_is_there(visits: list[Visit], site: Path):
    assert [visit.address for visit in visits] == all_pages(site)
    assert set(page_kinds(site)) <= {visit.address for visit in visits}
    assert {*map(kind, page_kinds(site))} == {*kinds(all_pages(site))}


def test_nothing_is_said_on_the_console(visits: list[Visit]):
    """404.html, which looks for where the site begins, has a test of its own below."""
    found = _report(visits, lambda visit: visit.noise.messages * (visit.address != "404.html"))
    assert not found, found


def test_no_request_to_another_host(visits: list[Visit]):
    assert not (found := _report(visits, lambda visit: visit.noise.foreign)), found


def test_everything_asked_for_is_there(visits: list[Visit]):
    found = _report(visits, lambda visit: visit.noise.failed * (visit.address != "404.html"))
    assert not found, found


def test_content_security_policy_is_strict(visits: list[Visit]):
    def faults(visit: Visit) -> Iterator[str]:
        if not _STRICT.search(visit.policy) or _LAX.search(visit.policy):
            yield f"policy is {visit.policy!r}"

    assert not (found := _report(visits, faults)), found


def test_content_security_policy_is_kept(visits: list[Visit]):
    assert not (found := _report(visits, lambda visit: visit.noise.csp)), found


def test_one_h1_and_the_language_of_the_address(visits: list[Visit]):
    def faults(visit: Visit) -> Iterator[str]:
        language = "en" if visit.address.startswith("en/") else "nb"
        if (visit.h1, visit.lang) != (1, language):
            yield f"{visit.h1} h1, lang={visit.lang!r}"

    assert not (found := _report(visits, faults)), found


def test_axe_finds_nothing(visits: list[Visit]):
    def faults(visit: Visit) -> Iterator[str]:
        return (f"{fault} [{mode}]" for mode, faults in visit.axe.items() for fault in faults)

    assert not (found := _report(visits, faults)), found


def test_axe_ran_in_all_settings(visits: list[Visit], embedded: list[Visit]):
    assert {mode for visit in visits for mode in ALL_SETTINGS - visit.axe.keys()} == set()
    thorough = {kind(visit.address) for visit in embedded if visit.axe.keys() == ALL_SETTINGS}
    assert thorough == {kind(visit.address) for visit in embedded}
    assert all(visit.axe for visit in embedded)


def test_pages_to_embed_are_as_good_as_the_others(embedded: list[Visit], site: Path):
    assert [visit.address for visit in embedded] == embedded_pages(site)

    def faults(visit: Visit) -> Iterator[str]:
        yield from visit.noise.all()
        yield from (f"{fault} [{mode}]" for mode, faults in visit.axe.items() for fault in faults)
        yield from (f"at {width} px: {' '.join(e)}" for width, e in visit.overflow.items() if e)
        language = "en" if visit.address.startswith("en/") else "nb"
        if (visit.h1, visit.lang) != (1, language):
            yield f"{visit.h1} h1, lang={visit.lang!r}"
        if not _STRICT.search(visit.policy) or _LAX.search(visit.policy):
            yield f"policy is {visit.policy!r}"

    assert not (found := _report(embedded, faults)), found


def test_width_and_colours_are_left_to_the_style_sheet(site: Path):
    """What lets the sweep load a page once for all settings; the comparison is tested by itself."""
    asks = re.compile(r"matchMedia|innerWidth|onresize|[\"']resize[\"']|ResizeObserver")
    scripts = {p.name: p.read_text("utf-8") for p in (site / "assets").glob("*.js")}
    assert {name for name, text in scripts.items() if asks.search(text)} <= {
        *("charts.js", "compare.js", "vega.js")
    }


def test_no_page_scrolls_sideways(visits: list[Visit]):
    def faults(visit: Visit) -> Iterator[str]:
        return (f"at {width} px: {' '.join(e)}" for width, e in visit.overflow.items() if e)

    assert all(visit.overflow.keys() == {360, 320} for visit in visits)
    assert not (found := _report(visits, faults)), found


async def _not_found(browser: Browser, url: str, base: str) -> tuple[Noise, dict[str, int], str]:
    """What the 404 page does at `url`, its links with their status, and its body's font."""
    page = await browser.new_page()
    listener = await Listener.on(page, base)
    answer = await page.goto(url)
    assert answer is not None and answer.status == 404
    await page.wait_for_load_state("networkidle")  # it may look for where the site begins
    font = await page.evaluate("getComputedStyle(document.body).fontFamily")
    hrefs = await page.evaluate("[...document.links].map(a => a.href.split('#')[0])")
    own = {href for href in hrefs if href.startswith(base[: base.index("/", 8)]) and href != url}
    status = {href: (await page.request.get(href)).status for href in own}
    noise = await listener.take()
    await page.close()
    return noise, status, font


@pytest.mark.parametrize("unknown", ["finnes-ikke", "finnes-ikke/", "x/y/z", "fylke/77/"])
@pytest.mark.parametrize("mount", ["server", "root_server"])
def test_404_works_at_any_depth(
    request: pytest.FixtureRequest, browser: Chromium, mount: str, unknown: str
):
    base = request.getfixturevalue(mount)
    noise, links, font = browser.run(_not_found(browser.browser, base + unknown, base))
    # The browser remarks on the page's own status, and on places looked at in vain.
    assert [text for text in noise.messages if "status of 404" not in text] == []
    assert [text for text in noise.failed if not text.startswith("404 fetch ")] == []
    assert noise.foreign + noise.csp == []
    assert "Times" not in font, "the page's own style did not reach it"
    assert links.get(base) == 200, f"no link back to the front page among {list(links)}"
    assert set(links.values()) == {200}, links


@pytest.mark.parametrize("address", ["", "tiltak/", "tiltak/mentor/", "en/tiltak/", "en/a-aa/"])
def test_long_names_break_in_a_narrow_window_with_large_text(
    browser: Chromium, server: str, address: str
):
    async def steps() -> int:
        page = await browser.browser.new_page(viewport={"width": 320, "height": 700})
        await page.goto(server + address)
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        width: int = await page.evaluate("document.documentElement.scrollWidth")
        await page.close()
        return width

    assert browser.run(steps()) == 320
