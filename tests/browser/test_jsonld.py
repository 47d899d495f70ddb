"""JSON-LD in a page's head is data: the page's own policy lets it stand, and nothing runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.describe.schemaorg import data_catalogue, ld_script, page_dataset
from tests.browser.conftest import Chromium
from tests.describe.described import facts

pytestmark = pytest.mark.browser

_LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.sourceFile ?? ""}`);
});
"""


_COUNT = """
[...document.querySelectorAll('script[type="application/ld+json"]')]
  .filter((each) => JSON.parse(each.textContent)["@context"]).length
"""


async def _loaded(chromium: Chromium, html: str, server: str) -> tuple[list[str], list[str], int]:
    """What the policy refused, what the console said, and how many data blocks can be read."""
    context = await chromium.browser.new_context()
    page = await context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    await page.add_init_script(_LISTEN)

    async def answer(route) -> None:
        await route.fulfill(body=html, content_type="text/html; charset=utf-8")

    await page.route("**/jsonld-test/", answer)
    await page.goto(f"{server}jsonld-test/", wait_until="load")
    count = await page.evaluate(_COUNT)
    refused = await page.evaluate("window.refused")
    await context.close()
    return refused, said, count


def _page(site: Path, head: str) -> str:
    html = (site / "om/index.html").read_text("utf-8")
    assert "script-src 'self'" in html, "the policy that this is about"
    return html.replace("</head>", f"{head}</head>")


def test_the_policy_lets_json_ld_stand(browser: Chromium, server: str, site: Path):
    head = ld_script(data_catalogue(facts())) + ld_script(page_dataset(facts(), "fylke/03/"))
    refused, said, count = browser.run(_loaded(browser, _page(site, head), server))
    assert (refused, said, count) == ([], [], 2)


def test_the_policy_would_be_seen_to_refuse_a_script(browser: Chromium, server: str, site: Path):
    refused, _, _ = browser.run(_loaded(browser, _page(site, "<script>let a;</script>"), server))
    assert refused and refused[0].startswith("script-src")
