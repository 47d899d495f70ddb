"""The sections of a page's text, read from its HTML, as entries of the search."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from generator.render.search_entries import Entry
from generator.render.search_words import telling_words
from generator.render.views import Page

_NO_TEXT: Final = frozenset(
    {"nav", "pre", "code", "details", "script", "style", "header", "footer"}
)


class _Sections(HTMLParser):
    """The sections of a page: id, heading, and text under it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = []
        self._left_out: list[str] = []
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_TEXT:
            self._left_out.append(tag)
        elif tag == "h2":
            self.found.append((dict(attrs).get("id") or "", [], []))
            self._heading = True

    def handle_endtag(self, tag: str) -> None:
        if self._left_out and tag == self._left_out[-1]:
            self._left_out.pop()
        elif tag == "h2":
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self.found and not self._left_out:
            _, heading, text = self.found[-1]
            (heading if self._heading else text).append(data)


def section_entries(page: Page, html: str) -> list[Entry]:
    """The sections of a text page, each to be found by its heading and its words.

    Args:
        page: the page; its title says where a section is.
        html: the page as it is published.
    """
    parser = _Sections()
    parser.feed(html)
    parser.close()
    return [
        Entry(
            "".join(head),
            "avsnitt",
            f"{page.path}#{id}",
            page.title,
            words=telling_words(page.lang, " ".join(text)),
        )
        for id, head, text in parser.found
        if id and not re.search(r"\d", "".join(head))
    ]
