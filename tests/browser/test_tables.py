"""Long tables: sorted and filtered by readers, hidden figures last whichever way."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page

from tests.browser.conftest import Chromium
from tests.browser.noise import Listener
from tests.browser.sweep import _axe

pytestmark = pytest.mark.browser

FYLKER, FYLKE, MEASURE, DATA = "fylke/", "fylke/03/", "tiltak/jobbklubb/", "data/"
TABLE = "table[data-sorter]"
#: The fylker in the Norwegian alphabet, «øvrige områder» and «ukjent fylke» among them.
ALPHABET = (
    *("Agder", "Akershus", "Buskerud", "Finnmark", "Innlandet", "Møre og Romsdal", "Nordland"),
    *("Oslo", "Rogaland", "Telemark", "Troms", "Trøndelag", "Ukjent fylke", "Vestfold"),
    *("Vestland", "Østfold", "Øvrige områder"),
)

_COLUMN = """(table, column) => [...table.tBodies[0].rows].filter(row => !row.hidden).map(row => {
    const cell = row.cells[column].cloneNode(true);
    cell.querySelectorAll('.skjult').forEach(e => e.remove());
    return cell.textContent.trim();
})"""
_SIZES = """() => [...document.querySelectorAll('table[data-sorter]')].map(table => {
    const of = e => { const r = e.getBoundingClientRect(); return [r.width, r.height]; };
    return [of(table), ...[...table.tHead.rows[0].cells].map(of)];
})"""


@asynccontextmanager
async def reading(browser: Browser, base: str, address: str) -> AsyncIterator[Page]:
    """A page under a reader's hands, on which nothing must be heard."""
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    listener = await Listener.on(page, base)
    try:
        await page.goto(base + address)
        yield page
        heard = (await listener.take()).all()
        assert [each for each in heard if not each.endswith("/icon.svg")] == []
    finally:
        await page.close()


async def column(table: Locator, number: int) -> list[str]:
    """The cells of a column as they are seen, hidden rows left out."""
    cells: list[str] = await table.evaluate(_COLUMN, number)
    return cells


async def order_of(table: Locator) -> list[str | None]:
    """What each head says of the order."""
    heads = await table.locator("thead th").all()
    return [await head.get_attribute("aria-sort") for head in heads]


def as_numbers(cells: list[str]) -> list[int]:
    return [int(re.sub(r"\s", "", cell)) for cell in cells]


def parted(cells: list[str]) -> tuple[list[int], list[str]]:
    """The published figures up to the first other cell, and all the cells from there."""
    first = next((n for n, cell in enumerate(cells) if cell in ("*", "–")), len(cells))
    return as_numbers(cells[:first]), cells[first:]


async def status_of(table: Locator) -> str:
    status = table.locator(
        "xpath=ancestor::section[contains(@class, 'rulle')]/following-sibling::p[1]"
    )
    assert await status.get_attribute("role") == "status"
    return await status.inner_text()


def test_hidden_figures_are_last_in_both_directions(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, FYLKER) as page:
            table = page.locator(TABLE)
            head = table.get_by_role("button", name="Jobbklubb", exact=True)
            number = await head.evaluate("button => button.parentElement.cellIndex")
            before = await column(table, number)
            stars = before.count("*")
            assert 0 < stars < len(before), "the column has both kinds of figures"

            await head.click()
            down, rest = parted(await column(table, number))
            assert down == sorted(down, reverse=True)
            assert rest == ["*"] * stars
            assert (await order_of(table))[number] == "descending"
            told = "Sortert etter Jobbklubb, størst først. Skjermede tall står sist."
            assert await status_of(table) == told

            await head.click()
            up, rest = parted(await column(table, number))
            assert up == sorted(down)
            assert rest == ["*"] * stars
            assert (await order_of(table))[number] == "ascending"
            assert "minst først. Skjermede tall står sist." in await status_of(table)

            await head.click()
            assert await column(table, number) == before
            assert set(await order_of(table)) == {None}
            assert "sin egen rekkefølge" in await status_of(table)

    browser.run(steps())


def test_hidden_figures_keep_the_order_of_their_list(browser: Chromium, server: str):
    """Among themselves nothing is told of them, whichever way the others go."""

    async def steps() -> None:
        async with reading(browser.browser, server, FYLKER) as page:
            table = page.locator(TABLE)
            own = await column(table, 0)
            for button in (await table.locator("button.sorter").all())[1:]:
                number = await button.evaluate("button => button.parentElement.cellIndex")
                await button.click()
                for _ in range(2):
                    cells = await column(table, number)
                    names = await column(table, 0)
                    hidden = [n for n, cell in zip(names, cells, strict=True) if cell == "*"]
                    assert hidden == [name for name in own if name in hidden]
                    await button.click()

    browser.run(steps())


def test_names_are_sorted_by_the_norwegian_alphabet(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, FYLKER) as page:
            table = page.locator(TABLE)
            await table.get_by_role("button", name="Fylke", exact=True).click()
            assert await column(table, 0) == list(ALPHABET)
            assert await status_of(table) == "Sortert etter Fylke, alfabetisk."
            await table.get_by_role("button", name="Fylke", exact=True).click()
            assert await column(table, 0) == list(ALPHABET[::-1])

    browser.run(steps())


def test_changes_and_shares_are_numbers_and_what_is_not_known_is_last(
    browser: Chromium, server: str
):
    async def steps() -> None:
        async with reading(browser.browser, server, "fylke/56/") as page:
            table = page.locator(TABLE).first
            for name, number in (("Endring fra måneden før", 2), ("Andel av landet", 3)):
                await table.get_by_role("button", name=name).click()
                cells = await column(table, number)
                known = [cell for cell in cells if cell != "–"]
                assert cells == known + ["–"] * (len(cells) - len(known))
                values = [
                    float(cell.replace("\u2212", "-").replace(",", ".").rstrip("\u00a0%"))
                    for cell in known
                ]
                assert len(values) > 1 and values == sorted(values, reverse=True)
                assert "Rader uten tall står sist." in await status_of(table)
            assert await table.get_by_role("button", name="Plass").count() == 0

    browser.run(steps())


def test_files_are_sorted_by_their_size_in_bytes(browser: Chromium, server: str, site: Path):
    async def steps() -> list[str]:
        async with reading(browser.browser, server, DATA) as page:
            table = page.locator(TABLE)
            await table.get_by_role("button", name="Størrelse").click()
            return [files.split(",")[0] for files in await column(table, 1)]

    sizes = [(site / "data" / name).stat().st_size for name in browser.run(steps())]
    assert len(sizes) > 10 and sizes == sorted(sizes, reverse=True)


def test_a_figure_leads_to_its_line_after_sorting(browser: Chromium, server: str):
    async def steps() -> tuple[str, str]:
        async with reading(browser.browser, server, MEASURE) as page:
            table = page.locator(TABLE).first
            await table.evaluate("table => { table.closest('details').open = true; }")
            await table.get_by_role("button", name="August").click()
            cell = table.locator("tbody tr").first.locator("td").nth(7)
            figure = await cell.inner_text()
            await cell.click()
            return figure, await page.locator(".rad .merket").evaluate(
                "cell => cell.firstChild.textContent"
            )

    figure, marked = browser.run(steps())
    assert re.fullmatch(r"\d+", figure) and figure == marked


def test_rows_are_found_by_their_name(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, FYLKER) as page:
            table = page.locator(TABLE)
            field = page.get_by_label("Vis bare rader med")
            await field.fill("LAND")
            assert await column(table, 0) == [
                *("Rogaland", "Nordland", "Innlandet", "Vestland"),
            ]
            assert await status_of(table) == "Viser 4 av 17 rader."
            await table.get_by_role("button", name="Mentor").click()
            assert len(await column(table, 0)) == 4
            assert (await status_of(table)).startswith("Viser 4 av 17 rader. Sortert etter Mentor")
            await field.fill("")
            assert len(await column(table, 0)) == 17

    browser.run(steps())


@pytest.mark.parametrize("address", [FYLKE, DATA])
def test_short_tables_have_no_filter(browser: Chromium, server: str, address: str):
    async def steps() -> int:
        async with reading(browser.browser, server, address) as page:
            return await page.locator("main input[type=search]:visible").count()

    assert browser.run(steps()) == 0


def test_it_works_from_the_keyboard_alone(browser: Chromium, server: str):
    async def steps() -> None:
        async with reading(browser.browser, server, FYLKER) as page:
            table = page.locator(TABLE)
            await page.get_by_label("Vis bare rader med").focus()
            await page.keyboard.press("Tab")  # the region that scrolls
            await page.keyboard.press("Tab")
            await page.keyboard.press("Enter")
            assert (await order_of(table))[0] == "ascending"
            await page.keyboard.press("Tab")
            await page.keyboard.press("Space")
            assert (await order_of(table))[:2] == [None, "descending"]
            focus = await page.evaluate("document.activeElement.textContent")
            assert focus == "Individuell jobbstøtte", "the focus stays on the head"

    browser.run(steps())


@pytest.mark.parametrize("address", [FYLKER, FYLKE, MEASURE, DATA])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_changes_its_size(browser: Chromium, server: str, address: str, width: int):
    """Heads that have become buttons take the room that they took as text."""

    async def sizes(scripts: bool) -> list[list[list[float]]]:
        context = await browser.browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": 900}
        )
        page = await context.new_page()
        await page.goto(server + address)
        found: list[list[list[float]]] = await page.evaluate(_SIZES)
        await context.close()
        return found

    async def steps() -> tuple[list[list[list[float]]], list[list[list[float]]]]:
        return await sizes(False), await sizes(True)

    before, after = browser.run(steps())
    assert before and before == after


@pytest.mark.parametrize("address", [FYLKER, DATA])
def test_axe_finds_nothing_in_a_sorted_table(browser: Chromium, server: str, address: str):
    async def steps() -> list[str]:
        async with reading(browser.browser, server, address) as page:
            await page.locator("button.sorter").nth(1).click()
            return await _axe(page)

    assert browser.run(steps()) == []


def test_without_javascript_nothing_pretends_to_sort(browser: Chromium, server: str):
    async def steps() -> tuple[int, int]:
        page = await browser.browser.new_page(java_script_enabled=False)
        await page.goto(server + FYLKER)
        buttons = await page.locator(f"{TABLE} button").count()
        fields = await page.locator("main input:visible").count()
        await page.close()
        return buttons, fields

    assert browser.run(steps()) == (0, 0)
