"""Goes through every page of the site in one browser and notes what each did and was.

All checks read the notes, so that a page is loaded once however many checks there are: on two
cores loading and axe are nearly all that the browser tests cost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page

from tests.browser.noise import Listener, Noise

_AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_WORKERS = 2  # as many as the cores that CI has; a third gains nothing
_DESKTOP, _PHONE, _NARROW = 1280, 360, 320

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Setting:
    """How wide a reader's window is, in CSS pixels, and which colours are wanted."""

    width: int
    scheme: Scheme

    def __str__(self) -> str:
        """As reports name it: `360 dark`."""
        return f"{self.width} {self.scheme}"


#: In the order that changes least from one to the next; the first is also where each page begins.
SETTINGS = (
    Setting(_DESKTOP, "light"),
    Setting(_DESKTOP, "dark"),
    Setting(_PHONE, "dark"),
    Setting(_PHONE, "light"),
)

_FACTS = """() => ({
    h1: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy" i]')?.content ?? '',
})"""

_RUN_AXE = """async tags => {
    const options = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']};
    const {violations} = await axe.run(document, options);
    return violations.map(v => `${v.id}: ${v.help} (${v.nodes.length}), first ` +
        `${v.nodes[0].target.join(' ')}: ${v.nodes[0].failureSummary.replace(/\\s+/g, ' ')}`);
}"""

# What axe need not go through. Where many rows are alike it judges some of each kind, as contrast
# alone costs a millisecond or two a cell; kinds are told apart by elements, classes and colours,
# down and up the tree. In drawings hidden from assistive technology only writing can be at fault.
# What is laid out only when a reader comes to it must be there to be judged.
_THIN_OUT = """() => {
    document.querySelectorAll('.avsnitt').forEach(part => part.style.contentVisibility = 'visible');
    document.querySelectorAll('svg[aria-hidden] :is(path, line, rect, circle)')
        .forEach(shape => shape.remove());
    const own = e => [e.localName, e.getAttribute('class'), e.getAttribute('fill')].join('.');
    const down = e => own(e) + '(' + [...e.children].map(down) + ')';
    const up = e => e ? own(e) + '<' + up(e.parentElement) : '';
    const seen = new Map();
    for (const row of document.querySelectorAll('tbody > tr, li, svg[aria-hidden] text')) {
        const kind = down(row) + up(row.parentElement);
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        if (seen.get(kind) > 12) row.remove();
    }
}"""

# What makes the page wider than its window. A box that scrolls by itself holds its content.
_OVERFLOW = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const held = e => e && e !== document.body && e !== root &&
        (getComputedStyle(e).overflowX !== 'visible' || held(e.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(e =>
        e.getBoundingClientRect().right > root.clientWidth + 1 && !held(e.parentElement));
    const name = e => `<${e.localName} id="${e.id}" class="${e.getAttribute('class') ?? ''}">`;
    return [`${root.scrollWidth} px wide`, ...wide.slice(0, 3).map(name)];
}"""


@dataclass
class Visit:
    """What one page did and was."""

    address: str
    noise: Noise = field(default_factory=Noise)
    policy: str = ""
    h1: int = 0
    lang: str = ""
    axe: dict[str, list[str]] = field(default_factory=dict)
    overflow: dict[int, list[str]] = field(default_factory=dict)


async def _resize(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})


async def prepare_axe(page: Page) -> None:
    """Brings axe into the page that is loaded, and leaves it only what axe need go through."""
    await page.evaluate(_THIN_OUT)
    await page.evaluate(_AXE.read_text("utf-8"))


async def run_axe(page: Page) -> list[str]:
    """The violations on a page that is prepared, one a line."""
    faults: list[str] = await page.evaluate(_RUN_AXE, _TAGS)
    return faults


async def _axe(page: Page) -> list[str]:
    await prepare_axe(page)
    return await run_axe(page)


async def _set(page: Page, setting: Setting) -> None:
    await page.emulate_media(color_scheme=setting.scheme)
    await _resize(page, setting.width)


async def _look(page: Page, visit: Visit, settings: Sequence[Setting]) -> None:
    """Notes what the page is; then axe in each setting.

    One load serves all settings, since width and colours are the style sheet's affair alone:
    `test_pages.py` holds the scripts to that.
    """
    for name, value in (await page.evaluate(_FACTS)).items():
        setattr(visit, name, value)
    for width in (_PHONE, _NARROW):
        await _resize(page, width)
        visit.overflow[width] = await page.evaluate(_OVERFLOW)
    await prepare_axe(page)
    for setting in settings:
        await _set(page, setting)
        visit.axe[str(setting)] = await run_axe(page)
    await _set(page, SETTINGS[0])


async def sweep(
    browser: Browser, base: str, addresses: Iterable[str], thorough: Container[str]
) -> list[Visit]:
    """Visits all `addresses` below `base`, those in `thorough` in every setting.

    The others are seen in one setting each, by turns, so that each setting gets its part.
    """
    waiting = [
        (address, SETTINGS if address in thorough else (SETTINGS[number % len(SETTINGS)],))
        for number, address in enumerate(addresses)
    ][::-1]
    visits: list[Visit] = []

    async def work() -> None:
        # One page goes from address to address: a new one each time costs twice as much.
        page = await browser.new_page(locale="nb-NO", reduced_motion="reduce")
        await _set(page, SETTINGS[0])
        listener = await Listener.on(page, base)
        while waiting:
            address, settings = waiting.pop()
            visits.append(visit := Visit(address))
            await page.goto(base + address)
            await _look(page, visit, settings)
            visit.noise = await listener.take()
        await page.close()

    await asyncio.gather(*(work() for _ in range(_WORKERS)))
    return sorted(visits, key=lambda visit: visit.address)
