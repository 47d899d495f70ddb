"""The one Chromium that all browser tests share. Its start costs more than most tests."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.addresses import all_pages, embedded_pages, kinds
from tests.browser.chromium import launch_options
from tests.browser.sweep import Visit, sweep

T = TypeVar("T")


@dataclass(frozen=True)
class Chromium:
    """A running browser, and the event loop that it is spoken to on."""

    browser: Browser
    runner: asyncio.Runner

    def run(self, steps: Coroutine[None, None, T]) -> T:
        """Carries out steps written as a coroutine, and hands back what they return."""
        return self.runner.run(steps)


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """Chromium, started when the first test asks for it."""
    with asyncio.Runner() as runner:
        playwright = runner.run(async_playwright().start())
        try:
            chromium = runner.run(playwright.chromium.launch(**launch_options()))
            yield Chromium(chromium, runner)
            runner.run(chromium.close())
        finally:
            runner.run(playwright.stop())


@pytest.fixture(scope="session")
def visits(browser: Chromium, server: str, site: Path) -> list[Visit]:
    """What a browser found on every page of the site, each loaded once."""
    pages = all_pages(site)
    return browser.run(sweep(browser.browser, server, pages, pages))


@pytest.fixture(scope="session")
def embedded(browser: Chromium, server: str, site: Path) -> list[Visit]:
    """The same for every page that holds one chart; one of each kind in every setting."""
    pages = embedded_pages(site)
    return browser.run(sweep(browser.browser, server, pages, {*kinds(pages).values()}))
