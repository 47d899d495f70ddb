"""Checks every page of a built site for accessibility and writes down what came out.

What is written, `content/accessibility.json`, is what the site's page on accessibility tells of the
last check; so the date is that of the check, and a build needs no clock.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

# Run as a file, so the checkout is not on the import path by itself.
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.addresses import all_pages, embedded_pages, kinds  # noqa: E402
from tests.browser.chromium import launch_options  # noqa: E402
from tests.browser.sweep import SETTINGS, Visit, sweep  # noqa: E402
from tests.browser.test_html import HERE, validate  # noqa: E402
from tests.browser.webserver import serve  # noqa: E402

RESULT = ROOT / "content/accessibility.json"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site")
    parser.add_argument("--out", type=Path, default=RESULT, help="default: %(default)s")
    return parser.parse_args()


def _installed(package: str) -> str:
    manifest = HERE / "node_modules" / package / "package.json"
    return str(json.loads(manifest.read_text("utf-8"))["version"])


async def _visits(site: Path) -> tuple[list[Visit], list[Visit], str]:
    """What was found on the pages and on those to embed, and the browser's version."""
    pages, embedded = all_pages(site), embedded_pages(site)
    with serve(site, "/tiltak-i-tall/") as base:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(**launch_options())
            found = await sweep(browser, base, pages, pages)
            small = await sweep(browser, base, embedded, {*kinds(embedded).values()})
            version = browser.version
            await browser.close()
    return found, small, version


def _noises(visits: list[Visit]) -> list[str]:
    """What was heard. 404.html looks for where the site begins, and the browser remarks on that."""
    return [
        f"/{visit.address}: {each}"
        for visit in visits
        for each in (
            visit.noise.all()
            if visit.address != "404.html"
            else [*visit.noise.foreign, *visit.noise.csp]
        )
    ]


def _violations(visits: list[Visit]) -> list[str]:
    return [
        f"/{visit.address} [{setting}]: {fault}"
        for visit in visits
        for setting, faults in visit.axe.items()
        for fault in faults
    ]


def _html_faults(site: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return validate(sorted(site.rglob("*.html")), Path(folder, "report.json"))


def _checked(site: Path) -> tuple[dict[str, Any], list[str]]:
    """What is to be written, and every fault in words."""
    found, small, chromium = asyncio.run(_visits(site))
    visits = [*found, *small]
    html, violations, noises = _html_faults(site), _violations(visits), _noises(visits)
    sideways = [
        f"/{v.address}: wider than {w} px" for v in visits for w, e in v.overflow.items() if e
    ]
    runs = Counter(setting for visit in visits for setting in visit.axe)
    result = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "pages": len(found),
        "embedded": len(small),
        "settings": {str(setting): runs[str(setting)] for setting in SETTINGS},
        "violations": len(violations),
        "html_errors": len(html),
        "noises": len(noises),
        "sideways": len(sideways),
        "tools": {
            "axe-core": _installed("axe-core"),
            "html-validate": _installed("html-validate"),
            "Chromium": chromium,
        },
        "kinds": sorted(kinds(visit.address for visit in visits)),
    }
    return result, [*violations, *html, *noises, *sideways]


def main() -> int:
    """Checks, writes, and prints the faults; 1 if there are any, 2 if there is no site."""
    arguments = _arguments()
    if not (arguments.site / "index.html").is_file():
        print(f"{arguments.site} holds no site: scripts/build makes one", file=sys.stderr)
        return 2
    result, faults = _checked(arguments.site.resolve())
    text = json.dumps(result, ensure_ascii=False, indent=2)
    arguments.out.write_text(f"{text}\n", "utf-8")
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(faults)} faults; written to {arguments.out}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
