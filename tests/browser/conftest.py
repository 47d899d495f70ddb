"""The one Chromium that all browser tests share. Its start costs more than most tests."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.addresses import all_pages, page_kinds
from tests.browser.chromium import launch_options
from tests.browser.sweep import Visit, sweep

T = TypeVar("T")


@dataclass(frozen=True)
class Chromium:
    """A running browser, and the event loop that it is spoken to on."""

    browser: Browser
    loop: asyncio.AbstractEventLoop

    def run(self, steps: Coroutine[None, None, T]) -> T:
        """Carries out steps written as a coroutine, and hands back what they return."""
        return self.loop.run_until_complete(steps)


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """Chromium, started when the first test asks for it."""
    loop = asyncio.new_event_loop()
    playwright = loop.run_until_complete(async_playwright().start())
    chromium = loop.run_until_complete(playwright.chromium.launch(**launch_options()))
    yield Chromium(chromium, loop)
    loop.run_until_complete(chromium.close())
    loop.run_until_complete(playwright.stop())
    loop.close()


@pytest.fixture(scope="session")
def visits(browser: Chromium, server: str, site: Path) -> list[Visit]:
    """What a browser found on every page of the site, each loaded once."""
    return browser.run(sweep(browser.browser, server, all_pages(site), page_kinds(site)))
