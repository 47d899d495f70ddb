"""Takes pictures of one page of each kind, to be looked at: phone and desktop, light and dark."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

# Run as a file, so the checkout is not on the import path by itself.
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.addresses import page_kinds  # noqa: E402
from tests.browser.chromium import launch_options  # noqa: E402
from tests.browser.webserver import serve  # noqa: E402

_WIDTHS = (360, 1280)
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_MOST = 6000  # px; the report pages are very long


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", type=Path, help="folder for the pictures, made if missing")
    parser.add_argument(
        "--site", type=Path, default=ROOT / "site", help="a built site (default: %(default)s)"
    )
    parser.add_argument("--page", action="append", help="only this address, such as fylke/03/")
    return parser.parse_args()


def _name(address: str) -> str:
    return address.removesuffix(".html").strip("/").replace("/", "-") or "forside"


def _shoot(browser: Browser, base: str, addresses: list[str], outdir: Path) -> Iterator[Path]:
    for width, scheme in product(_WIDTHS, _SCHEMES):
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        for address in addresses:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(base + address)
            height = min(page.evaluate("document.documentElement.scrollHeight"), _MOST)
            page.set_viewport_size({"width": width, "height": max(height, 900)})
            path = outdir / f"{_name(address)}-{width}-{scheme}.png"
            page.screenshot(path=path)
            yield path
        context.close()


def main() -> int:
    """Shoots the pages that the command line asks for; 2 if there is no site to shoot."""
    arguments = _arguments()
    if not (arguments.site / "index.html").is_file():
        print(f"{arguments.site} holds no site: scripts/build makes one", file=sys.stderr)
        return 2
    arguments.outdir.mkdir(parents=True, exist_ok=True)
    addresses = arguments.page or page_kinds(arguments.site)
    with serve(arguments.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for path in _shoot(browser, base, addresses, arguments.outdir):
            print(path)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
