"""What the tests of charts that are taken along share: which charts a built site has."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

from tests.browser.addresses import all_pages

_FIGURE = re.compile(r'<figure class="chart[^"]*" id="figur-([^"]+)">(.*?)</figure>', re.DOTALL)
_CODE = re.compile(r"<textarea[^>]*>(.*?)</textarea>", re.DOTALL)


@dataclass(frozen=True)
class Taken:
    """A chart of a built site, with its files.

    Attributes:
        site: the site's folder.
        address: its page, seen from the front page: ``en/tiltak/mentor/``.
        id: what it is called on its page.
        html: its element there.
    """

    site: Path
    address: str
    id: str
    html: str

    @property
    def path(self) -> str:
        """Its files from the site's root, without their endings; also the page to embed."""
        return f"{self.address}figur/{self.id}"

    @property
    def csv(self) -> Path:
        """Its figures, which stand at the Norwegian page."""
        return self.site / f"{self.path.removeprefix('en/')}.csv"

    def file(self, ending: str) -> Path:
        """One of its files."""
        return self.site / f"{self.path}{ending}"

    @cached_property
    def spec(self) -> dict[str, Any]:
        """Its Vega-Lite spec."""
        found: dict[str, Any] = json.loads(self.file(".vl.json").read_text("utf-8"))
        return found

    @property
    def code(self) -> str:
        """The code that embeds it."""
        found = _CODE.search(self.html)
        return unescape(found[1]) if found else ""

    def __str__(self) -> str:
        return self.path


def charts_of(site: Path) -> list[Taken]:
    """Every chart of a built site, in both languages, by what stands on its pages."""
    return [
        Taken(site, page, id, html)
        for page in all_pages(site)
        if page != "404.html"
        for id, html in _FIGURE.findall((site / page / "index.html").read_text("utf-8"))
    ]
