"""How much a page costs before a reader does anything: bytes over the wire, not seconds."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.browser.addresses import address

#: What no page may pass, and what they aim at; 1 kB is 1000 bytes, after gzip.
MOST, AIM, SCRIPTS = 60_000, 25_000, 10_000
RUNTIME = "assets/vega.js"

_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"?]+)')
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"?]+)')
_PRELOAD = re.compile(r'<link rel="(?:preload|modulepreload|prefetch)"')


@dataclass(frozen=True)
class Cost:
    """What a page's first view takes, in bytes as sent."""

    address: str
    html: int
    style: int
    scripts: int

    @property
    def whole(self) -> int:
        return self.html + self.style + self.scripts


@cache
def _sent(file: Path) -> int:
    """A file's size as GitHub Pages sends it."""
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


def _cost(page: Path, site: Path) -> Cost:
    html = page.read_text("utf-8")
    assert not _PRELOAD.search(html), f"{page} loads something ahead that is not weighed"
    scripts, styles = (
        [(page.parent / found).resolve() for found in pattern.findall(html)]
        for pattern in (_SCRIPT, _STYLE)
    )
    assert site / RUNTIME not in scripts, f"{page} loads the charts' runtime unasked"
    return Cost(address(page, site), _sent(page), sum(map(_sent, styles)), sum(map(_sent, scripts)))


@pytest.fixture(scope="module")
def costs(site: Path) -> list[Cost]:
    """What each page costs, the dearest first; the ten dearest are printed (`pytest -s`)."""
    found = [_cost(page, site.resolve()) for page in site.rglob("*.html")]
    found.sort(key=lambda cost: (-cost.whole, cost.address))
    print(f"\n{'kB':>5} {'html':>5} {'style':>5} {'script':>6}  the ten heaviest pages")
    for each in found[:10]:
        sizes = f"{each.whole / 1000:5.1f} {each.html / 1000:5.1f} {each.style / 1000:5.1f}"
        print(f"{sizes} {each.scripts / 1000:6.1f}  /{each.address}")
    pages = [each for each in found if "/figur/" not in f"/{each.address}"]
    light = sum(each.whole <= AIM for each in pages)
    print(f"{light} of {len(pages)} pages are within {AIM // 1000} kB")
    return found


def test_no_page_is_too_heavy(costs: list[Cost]):
    faults = [f"/{each.address}: {each.whole} bytes" for each in costs if each.whole > MOST]
    assert not faults, "\n".join(faults)


def test_scripts_before_anything_is_touched_are_few(costs: list[Cost]):
    faults = [f"/{each.address}: {each.scripts} bytes" for each in costs if each.scripts > SCRIPTS]
    assert not faults, "\n".join(faults)


def test_one_chart_to_embed_is_light(costs: list[Cost]):
    """It may stand many times on a page of somebody else. The coverage of all measures is large."""
    embedded = [each for each in costs if "/figur/" in f"/{each.address}"]
    assert embedded
    for each in embedded:
        most = AIM if "dekning/" in each.address else 8_000
        assert each.scripts == 0 and each.whole <= most, each


def test_the_runtime_is_one_file_and_no_other_script_is_large(site: Path):
    large = {
        str(path.relative_to(site))
        for path in site.rglob("*")
        if path.suffix in (".js", ".mjs") and path.stat().st_size > 100_000
    }
    assert large == {RUNTIME}
