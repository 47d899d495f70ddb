"""Comparisons: what is chosen stands in the address, and every figure is that of the reports."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Locator, Page, Route

from tests.browser.conftest import Chromium
from tests.browser.noise import Listener
from tests.browser.sweep import _OVERFLOW, _axe

pytestmark = pytest.mark.browser

PAGE = "sammenlign/"
TWO = "?tiltak=jobbklubb,mentor"
FYLKER = "?tiltak=jobbklubb&fylke=03,56,11"
YOUNG = "individuell-karrierestoette-ips-ung"
ONE_AFTER_ANOTHER = "?tiltak=arbeid-med-stoette,utvidet-oppfoelging-i-nav"
MIXED = f"?tiltaksgruppe=alle,opplaering&hovedgruppe=andre&tiltak={YOUNG}"

_CELLS = """table => [...table.tBodies[0].rows].filter(row => row.cells[0].matches('th')).map(
    row => [...row.cells].map(cell => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll('.skjult').forEach(e => e.remove());
        return copy.textContent.trim();
    }))"""
_SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => {
        if (!e.hadRecentInput) sum += e.value;
    })).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300);
})"""


@dataclass
class Comparing:
    """The page of comparisons as one reader has it."""

    page: Page
    listener: Listener
    base: str

    @property
    def query(self) -> str:
        """What the address says is chosen."""
        query = urlsplit(self.page.url).query
        return f"?{query}" if query else ""

    @property
    def status(self) -> Locator:
        return self.page.locator("#melding")

    async def go(self, query: str) -> None:
        await self.page.goto(self.base + PAGE + query)

    async def chosen(self) -> list[str]:
        """The names of what is chosen."""
        return await self.page.locator("#valgte li > span").all_text_contents()

    async def add(self, list_id: str, name: str) -> None:
        await self.page.locator(f"#{list_id}").select_option(label=name)
        await self.page.get_by_role("button", name="Legg til").click()
        await self.page.locator("#valgte li > span", has_text=name).last.wait_for()

    async def said(self, text: str) -> str:
        """What the page says, when a text has come into it."""
        await self.status.filter(has_text=text).wait_for(timeout=5_000)
        return await self.status.inner_text()

    async def drawn(self) -> Locator:
        """The chart, when it is there."""
        chart = self.page.locator("#resultat svg.marks")
        await chart.wait_for(timeout=15_000)
        return chart

    async def cells(self, table: str = "#resultat table") -> list[list[str]]:
        """The rows of a table as they are seen, heads first."""
        await self.page.locator(table).first.wait_for()
        cells: list[list[str]] = await self.page.locator(table).first.evaluate(_CELLS)
        return cells

    async def noise(self) -> list[str]:
        """What should not have been heard; a page that is left may give up its icon."""
        heard = (await self.listener.take()).all()
        return [each for each in heard if not each.endswith("/icon.svg")]


@asynccontextmanager
async def comparing(browser: Browser, base: str, query: str = "") -> AsyncIterator[Comparing]:
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    comparison = Comparing(page, await Listener.on(page, base), base)
    try:
        await comparison.go(query)
        yield comparison
        assert await comparison.noise() == []
    finally:
        await page.close()


def observed(site: Path, **codes: str) -> Iterator[dict[str, str]]:
    """The monthly observations with some codes, all others being `alle`."""
    with (site / "data/observasjoner.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            dimensions = list(row)[2:11]
            if row["periodetype"] == "maaned" and all(
                row[name] == codes.get(name, "alle") for name in dimensions
            ):
                yield row


# -- the address ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mount", ["server", "root_server"])
def test_a_choice_is_put_into_the_address(
    request: pytest.FixtureRequest, browser: Chromium, mount: str
):
    async def steps() -> None:
        async with comparing(browser.browser, request.getfixturevalue(mount)) as reader:
            await reader.add("velg-tiltak", "Jobbklubb")
            assert reader.query == "?tiltak=jobbklubb"
            assert "minst ett til" in await reader.said("Jobbklubb er lagt til")
            assert await reader.page.locator("#resultat table").count() == 0
            await reader.add("velg-tiltak", "Mentor")
            await reader.add("velg-tiltak", "Oppfølging (hele gruppa)")
            await reader.add("velg-tiltak", "Alle tiltak")
            assert reader.query == "?tiltak=jobbklubb,mentor&tiltaksgruppe=oppfoelging,alle"
            assert "4 av 5 valgt" in await reader.said("Alle tiltak er lagt til")
            await reader.drawn()
            await reader.page.get_by_role("button", name="Ta bort Jobbklubb").click()
            await reader.said("Jobbklubb er tatt bort")
            assert reader.query == "?tiltak=mentor&tiltaksgruppe=oppfoelging,alle"

    browser.run(steps())


def test_an_address_is_read_and_back_and_forward_work(browser: Chromium, server: str):
    async def steps() -> None:
        async with comparing(browser.browser, server, TWO) as reader:
            await reader.said("2 av 5 valgt")
            assert await reader.chosen() == ["Jobbklubb", "Mentor"]
            await reader.add("velg-tiltak", "AMO Kurs")
            await reader.said("3 av 5 valgt")
            await reader.page.go_back()
            await reader.said("2 av 5 valgt")
            assert await reader.chosen() == ["Jobbklubb", "Mentor"]
            heads = await reader.page.locator("#resultat thead th").all_text_contents()
            assert heads == ["Måned", "Jobbklubb", "Mentor"]
            await reader.page.go_forward()
            await reader.said("3 av 5 valgt")
            assert await reader.chosen() == ["Jobbklubb", "Mentor", "AMO Kurs"]
            await reader.drawn()

    browser.run(steps())


def test_fylker_of_one_measure(browser: Chromium, server: str):
    async def steps() -> None:
        async with comparing(browser.browser, server, "?tiltak=jobbklubb") as reader:
            await reader.said("minst ett til")
            await reader.page.get_by_label("Fylker, ett tiltak").check()
            await reader.said("Ingenting er valgt")
            assert reader.query == "?tiltak=jobbklubb&fylke="
            await reader.add("velg-fylke", "Oslo")
            await reader.add("velg-fylke", "Hele landet")
            assert reader.query == "?tiltak=jobbklubb&fylke=03,alle"
            await reader.page.get_by_label("Tiltak", exact=True).select_option("mentor")
            await reader.said("2 av 5 valgt")
            assert reader.query == "?tiltak=mentor&fylke=03,alle"
            await reader.drawn()
            caption = await reader.page.locator("#resultat caption").inner_text()
            assert caption.startswith("Mentor i Oslo og Hele landet")

    browser.run(steps())


@pytest.mark.parametrize(
    ("query", "said", "chosen"),
    [
        ("?tiltak=finnes-ikke,jobbklubb", "hoppet over: «finnes-ikke»", ["Jobbklubb"]),
        ("?tiltak=jobbklubb&fylke=03,01,77", "hoppet over: «01», «77»", ["Oslo"]),
        ("?tiltak=amo-kurs&fylke=03", "hoppet over: «amo-kurs»", ["Oslo"]),
        ("?hovedgruppe=%3Cb%3Ex", "hoppet over: «<b>x»", []),
        ("?tiltak=mentor,mentor", "minst ett til", ["Mentor"]),
        ("?utm_source=avis", "Ingenting er valgt", []),
    ],
)
def test_what_an_address_cannot_mean_is_passed_over(
    browser: Chromium, server: str, query: str, said: str, chosen: list[str]
):
    async def steps() -> None:
        async with comparing(browser.browser, server, query) as reader:
            await reader.said(said)
            assert await reader.chosen() == chosen

    browser.run(steps())


def test_no_more_than_five(browser: Chromium, server: str):
    six = "?tiltak=jobbklubb,mentor,amo-kurs,utdanning,avklaring,oppfoelging"

    async def steps() -> None:
        async with comparing(browser.browser, server, six) as reader:
            await reader.said("flere enn fem valg")
            assert len(await reader.chosen()) == 5
            await reader.page.locator("#velg-tiltak").select_option("tiltak/oppfoelging")
            await reader.page.get_by_role("button", name="Legg til").click()
            await reader.said("Fem er valgt")
            assert len(await reader.chosen()) == 5
            await reader.drawn()

    browser.run(steps())


# -- the figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["jobbklubb", YOUNG])
def test_figures_are_those_of_the_measures_page(browser: Chromium, server: str, measure: str):
    async def steps() -> tuple[list[list[str]], dict[str, str]]:
        query = f"?tiltak=mentor,{measure}"
        async with comparing(browser.browser, server, query) as reader:
            compared = await reader.cells()
            await reader.drawn()
            await reader.page.goto(f"{server}tiltak/{measure}/")
            own = {}
            tables = reader.page.locator("section[aria-labelledby='utvikling'] table")
            for number in range(await tables.count()):
                year = (await tables.nth(number).locator("caption").text_content() or "")[-4:]
                for month, figure in await tables.nth(number).evaluate(_CELLS):
                    own[f"{month} {year}"] = figure
            return compared, own

    compared, own = browser.run(steps())
    own = {month: figure for month, figure in own.items() if not month.startswith("Snitt")}
    shown = {month: figure for month, _, figure in compared if figure != "–"}
    assert shown == own


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        (TWO, [{"tiltak": "jobbklubb"}, {"tiltak": "mentor"}]),
        (
            FYLKER,
            [{"tiltak": "jobbklubb", "fylke": code} for code in ("03", "56", "11")],
        ),
        (
            MIXED,
            [
                {},
                {"tiltaksgruppe": "opplaering"},
                {"hovedgruppe": "andre"},
                {"tiltak": YOUNG},
            ],
        ),
    ],
)
def test_each_figure_leads_to_its_line(
    browser: Chromium, server: str, site: Path, query: str, columns: list[dict[str, str]]
):
    """Cell by cell against the published data: figure, report, line, column."""

    async def steps() -> list[list[list[str]]]:
        async with comparing(browser.browser, server, query) as reader:
            await reader.drawn()
            rows = await reader.page.locator("#resultat tbody tr:has(th)").all()
            read = []
            for row in rows:
                links = await row.locator("td").evaluate_all(
                    "cells => cells.map(c => [c.querySelector('[aria-hidden]')?.textContent"
                    " ?? c.textContent, c.querySelector('a')?.getAttribute('href') ?? ''])"
                )
                read.append([await row.locator("th").inner_text(), *links])
            return read

    rows = browser.run(steps())
    names = "januar februar mars april mai juni juli august september oktober november desember"
    for number, codes in enumerate(columns, 1):
        groups = {"jobbklubb": "oppfoelging", "mentor": "oppfoelging"}
        group = groups.get(codes.get("tiltak", ""), "oppfoelging")
        codes = {**({"tiltaksgruppe": group} if "tiltak" in codes else {}), **codes}
        wanted = {}
        for row in observed(site, **codes):
            month = f"{names.split()[int(row['periode'][5:]) - 1]} {row['periode'][:4]}"
            figure = f"{int(row['antall']):,}".replace(",", "\u00a0") if row["antall"] else "*"
            href = f"../rapport/{row['rapport']}/#L{row['linje']}-{row['kolonne']}"
            wanted[month.capitalize()] = [figure, href]
        shown = {row[0]: row[number] for row in rows if row[number] != ["–", ""]}
        assert shown == wanted, codes
        assert wanted, codes


def test_a_link_marks_the_very_cell(browser: Chromium, server: str):
    async def steps() -> tuple[str, str]:
        async with comparing(browser.browser, server, TWO) as reader:
            await reader.drawn()
            link = reader.page.locator("#resultat tbody tr").first.locator("td a").first
            figure = await link.inner_text()
            await link.click()
            return figure, await reader.page.locator(".rad .merket").evaluate(
                "cell => cell.firstChild.textContent"
            )

    figure, marked = browser.run(steps())
    assert figure == marked


def test_a_hidden_figure_is_a_star_and_an_open_mark(browser: Chromium, server: str, site: Path):
    """In table, chart, description and file; never 0, and never a point of a line."""

    async def steps() -> tuple[list[list[str]], list[str], int, str, str]:
        async with comparing(browser.browser, server, FYLKER) as reader:
            chart = await reader.drawn()
            assert "rutenett" in await chart.inner_html(), "the chart has lost its grid"
            cells = await reader.cells()
            spoken = await reader.page.locator("#resultat td .skjermet .skjult").all_text_contents()
            points = await chart.locator(".mark-symbol.role-mark path").evaluate_all(
                "paths => paths.filter(p => p.getAttribute('fill') === 'transparent').length"
            )
            told = await reader.page.locator("#resultat [role=img]").get_attribute("aria-label")
            async with reader.page.expect_download() as download:
                await reader.page.get_by_role("link", name="Last ned tallene i").click()
            file = await (await download.value).path()
            return cells, spoken, points, told or "", file.read_text("utf-8")

    cells, spoken, points, told, text = browser.run(steps())
    codes = {"tiltaksgruppe": "oppfoelging", "tiltak": "jobbklubb"}
    every = [row for code in ("03", "11", "56") for row in observed(site, **codes, fylke=code)]
    hidden = sum(row["status"] == "skjermet" for row in every)
    assert hidden == 8, "Finnmark is hidden in all eight months of the report"
    assert [row[2] for row in cells] == ["*"] * 8
    assert spoken == ["skjermet, 0–3"] * hidden
    assert points == hidden
    assert "Finnmark: skjermet (0–3) i januar 2024 og skjermet (0–3) i august 2024" in told
    header, *lines = text.splitlines()
    data = (site / "data/observasjoner.csv").read_text("utf-8").splitlines()
    assert header == data[0]
    assert len(lines) == len(every)
    assert set(lines) <= set(data), "a line of the file is none of observasjoner.csv"
    assert lines == [line for line in data if line in set(lines)], "another order"


def test_holes_breaks_and_new_measures_are_told(browser: Chromium, server: str):
    async def steps() -> tuple[str, str, list[str]]:
        async with comparing(browser.browser, server, MIXED) as reader:
            chart = await reader.drawn()
            text = await reader.page.locator("#resultat").inner_text()
            heads = await reader.page.locator("#resultat tr.hull").all_inner_texts()
            return text, await chart.text_content() or "", heads

    text, drawn, holes = browser.run(steps())
    assert holes == ["Januar 2020–desember 2023: ingen rapport"]
    assert "Ingen måned har tall for alle de valgte" in text
    assert "Brudd fra juli 2019: Opplæringstiltakene ble lagt om." in text
    assert "Det gjelder Opplæring (hele gruppa)." in text
    assert "brudd" in drawn and "2020–" in drawn


@pytest.mark.parametrize(
    ("query", "replaced"), [(ONE_AFTER_ANOTHER, 1), (f"{ONE_AFTER_ANOTHER},mentor", 1), (TWO, 0)]
)
def test_a_measure_that_took_over_from_another_says_so(
    browser: Chromium, server: str, query: str, replaced: int
):
    async def steps() -> list[str]:
        async with comparing(browser.browser, server, query) as reader:
            await reader.drawn()
            return await reader.page.locator(".etter-tabell .merk").all_text_contents()

    told = [text for text in browser.run(steps()) if "erstatter" in text]
    assert len(told) == replaced
    assert all(text.startswith("Arbeid med støtte erstatter Utvidet oppfølging") for text in told)


def test_the_axis_is_that_of_the_other_charts(browser: Chromium, server: str):
    """The browser works out the ticks by itself; they must be those of the drawn charts."""

    async def ticks(chart: Locator) -> list[str]:
        texts = chart.locator("tspan, text:not(:has(tspan))")
        return sorted(await texts.all_text_contents())

    async def steps() -> tuple[list[str], list[str]]:
        async with comparing(browser.browser, server, "?tiltak=jobbklubb,amo-kurs") as reader:
            compared = await ticks(await reader.drawn())
            await reader.page.goto(f"{server}tiltak/jobbklubb/")
            return compared, await ticks(reader.page.locator("#figur-utvikling .bred svg"))

    compared, own = browser.run(steps())
    months = {"jan", "juli", "2019", "2024", "2020–", "2023", "ingen", "rapport"}
    assert months <= set(own)
    assert [text for text in compared if text in months] == [t for t in own if t in months]


# -- for everyone ---------------------------------------------------------------------------------


def test_it_works_from_the_keyboard_alone(browser: Chromium, server: str):
    async def steps() -> None:
        async with comparing(browser.browser, server) as reader:
            keyboard = reader.page.keyboard

            async def at() -> str:
                name: str = await reader.page.evaluate(
                    "document.activeElement.id || document.activeElement.textContent.trim()"
                )
                return name

            await reader.page.locator("#velg-tiltak").focus()
            await keyboard.type("Jobbk")
            await keyboard.press("Tab")
            assert await at() == "legg-til"
            await keyboard.press("Enter")
            await reader.said("Jobbklubb er lagt til")
            assert await at() == "legg-til", "the focus stays where the reader is"
            await keyboard.press("Shift+Tab")
            await keyboard.type("Mentor")
            await keyboard.press("Tab")
            await keyboard.press("Space")
            await reader.said("2 av 5 valgt")
            await reader.drawn()
            await keyboard.press("Tab")
            assert (await at()).startswith("Ta bort Jobbklubb")
            await keyboard.press("Enter")
            await reader.said("Jobbklubb er tatt bort")
            assert (await at()).startswith("Ta bort Mentor")
            await keyboard.press("Enter")
            await reader.said("Mentor er tatt bort")
            assert await at() == "velg-tiltak"
            assert reader.query == ""

    browser.run(steps())


@pytest.mark.parametrize("query", [TWO, FYLKER, MIXED])
def test_axe_finds_nothing_and_nothing_runs_over(browser: Chromium, server: str, query: str):
    async def steps() -> None:
        async with comparing(browser.browser, server, query) as reader:
            await reader.drawn()
            for width, scheme in ((1280, "light"), (360, "dark")):
                await reader.page.set_viewport_size({"width": width, "height": 800})
                await reader.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                await reader.page.reload()
                await reader.drawn()
                assert await reader.page.evaluate(_OVERFLOW) == []
                assert await _axe(reader.page) == []

    browser.run(steps())


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_shared_comparison_comes(browser: Chromium, server: str, width: int):
    """Even where everything takes its time."""

    async def late(route: Route) -> None:
        await asyncio.sleep(0.3)
        await route.continue_()

    async def steps() -> float:
        async with comparing(browser.browser, server) as reader:
            await reader.page.set_viewport_size({"width": width, "height": 800})
            await reader.page.route(re.compile(r"compare|serier|vega"), late)
            await reader.go(TWO)
            await reader.drawn()
            shift: float = await reader.page.evaluate(_SHIFT)
            return shift

    assert browser.run(steps()) < 0.01


def test_the_runtime_waits_for_a_choice(browser: Chromium, server: str):
    async def steps() -> list[str]:
        async with comparing(browser.browser, server, "?tiltak=mentor") as reader:
            await reader.said("minst ett til")
            await reader.page.wait_for_timeout(300)
            names: list[str] = await reader.page.evaluate(
                "performance.getEntriesByType('resource').map(e => e.name)"
            )
            return names

    loaded = browser.run(steps())
    assert not [n for n in loaded if "vega" in n or "compare-view" in n or n.endswith(".json")]


def test_without_javascript_the_page_says_so(browser: Chromium, server: str):
    async def steps() -> tuple[str, list[str], bool]:
        page = await browser.browser.new_page(java_script_enabled=False)
        await page.goto(server + PAGE)
        text = await page.locator("main").inner_text()
        links = await page.locator("section[aria-labelledby='ferdig'] a").all_text_contents()
        tool = await page.locator("#verktoy").is_visible()
        await page.close()
        return text, links, tool

    text, links, tool = browser.run(steps())
    assert "trenger JavaScript" in text
    assert {"Oppfølging", "Fylkene i hvert tiltak"} <= set(links)
    assert not tool


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        ("tiltak/mentor/", ["Mentor"]),
        ("tiltaksgruppe/oppfoelging/", ["Oppfølging (hele gruppa)"]),
        ("fylke/56/", ["Finnmark"]),
    ],
)
def test_pages_lead_here_with_their_own_chosen(
    browser: Chromium, server: str, address: str, chosen: list[str]
):
    async def steps() -> list[str]:
        async with comparing(browser.browser, server) as reader:
            await reader.page.goto(server + address)
            await reader.page.locator("main a[href*='sammenlign/']").click()
            await reader.said("Velg minst ett til")
            return await reader.chosen()

    assert browser.run(steps()) == chosen


def test_every_example_leads_to_a_comparison(browser: Chromium, server: str):
    async def steps() -> None:
        async with comparing(browser.browser, server) as reader:
            count = await reader.page.locator(".eksempler a").count()
            assert count == 3
            for number in range(count):
                await reader.go("")
                await reader.page.locator(".eksempler a").nth(number).click()
                assert "hoppet over" not in await reader.said("av 5 valgt")
                await reader.drawn()

    browser.run(steps())
