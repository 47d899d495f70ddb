"""A page of a site as a browser gets it, and what an audit finds on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from tests.numbers.norsk import folded, month
from tests.numbers.published import (
    AVERAGE,
    Codes,
    Key,
    Observation,
    Published,
    hidden_fault,
    keyed_lines,
)

#: A number as it is counted and named: digits with what may stand between them.
NUMBER = re.compile(r"[\d¼½¾⁰-⁹₀-₉²³¹](?:[\d\u00a0.,]*\d)?")
_BY_CODE = ("tiltak", "tiltaksgruppe", "hovedgruppe", "fylke")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on a page that is not as it must be."""

    page: str
    place: str
    message: str

    def __str__(self) -> str:
        """Page, place and message on one line."""
        return f"/{self.page}: {self.place}: {self.message}"


@dataclass
class Log:
    """What an audit found, and how much it looked at.

    Attributes:
        findings: what is not as it must be.
        shown: the observations in tables of figures.
        used: the rules for texts that explained something.
        compared: how many of what were compared with the published data.
        explained: how many numbers each rule explained.
    """

    findings: list[Finding] = field(default_factory=list)
    shown: set[Key] = field(default_factory=set)
    used: set[object] = field(default_factory=set)
    compared: Counter[str] = field(default_factory=Counter)
    explained: Counter[str] = field(default_factory=Counter)


class Page:
    """A page with its address, its tree, and the log of its audit.

    Attributes:
        address: from the site's root: `` (the front page), `tiltak/mentor/`, `404.html`.
        kind: the first part of the address, or `forside`; lists of pages end in `/`.
        codes: the codes that every figure on the page has in common.
        own: the keys of the page's own `data.csv`; None if it has none.
        specs: the spec files of charts that have no spec on the page, by the chart's id.
    """

    def __init__(self, file: Path, published: Published, log: Log) -> None:
        """The page in `file`."""
        self.folder = published.folder
        self.published = published
        self.log = log
        self.address = file.relative_to(self.folder).as_posix().removesuffix("index.html")
        first, _, rest = self.address.partition("/")
        self.code = rest.removesuffix("/")
        self.kind = (first + "/" * (not self.code and first in _BY_CODE)) or "forside"
        if "figur/" in self.address:  # a page to embed
            self.kind = "figur"
        self.codes: dict[str, str] = {}
        if self.kind in _BY_CODE:
            self.codes = published.with_group({self.kind: self.code})
        self.own: set[Key] | None = None
        self.specs: dict[str, dict[str, Any]] = {}
        self.read: set[HtmlElement] = set()
        self.read_attributes: set[tuple[HtmlElement, str]] = set()

    @cached_property
    def tree(self) -> HtmlElement:
        """The page's elements."""
        parser = html.HTMLParser(encoding="utf-8")
        file = self.folder / self.address
        file = file if file.suffix == ".html" else file / "index.html"
        return html.document_fromstring(file.read_bytes(), parser=parser)

    # -- the log ----------------------------------------------------------------------------------

    def report(self, place: str, message: str) -> None:
        """Note a finding."""
        self.log.findings.append(Finding(self.address, place, message))

    def explain(self, rule: str, text: str) -> None:
        """Count the numbers in a text as explained by a rule."""
        self.log.explained[rule] += len(NUMBER.findall(text))

    def take(self, element: HtmlElement, rule: str) -> None:
        """Mark an element's whole text as read: the numbers in it are explained."""
        self.explain(rule, element.text_content())
        self.read.add(element)

    def take_attribute(self, element: HtmlElement, name: str, rule: str) -> None:
        """Mark an attribute as read."""
        self.explain(rule, element.get(name, ""))
        self.read_attributes.add((element, name))

    def expect(self, place: str, shown: str, wanted: str) -> bool:
        """Report a text that is not the one wanted."""
        if shown != wanted:
            self.report(place, f"shows «{shown}», not «{wanted}»")
        return shown == wanted

    # -- figures ----------------------------------------------------------------------------------

    def observation(self, place: str, key: Key) -> Observation | None:
        """The observation of a cell, which must be in the page's own data."""
        found = self.published.cells.get(key)
        if found and self.own is not None and key not in self.own:
            self.report(place, f"the page's own data.csv lacks {describe(found)}")
        return found

    @property
    def subject(self) -> str:
        """The full name of what the page is about."""
        return self.published.name(self.kind, self.code)

    def read_data(self) -> None:
        """Read the page's own `data.csv` and compare it with `observasjoner.csv`."""
        file = self.folder / self.address / "data.csv"
        if self.kind not in (*_BY_CODE, "tiltak/", "fylke/", "rapport"):
            return
        if not file.is_file():
            self.report("data.csv", "is not there")
            return
        self.own = set()
        for key, row, line in keyed_lines(file):
            self.own.add(key)
            if fault := hidden_fault(row):
                self.report("data.csv", fault)
            if self.published.lines.get(key) != line:
                self.report("data.csv", f"not a line of observasjoner.csv: {line}")
            self.log.compared["rows of a page's data.csv"] += 1
        wanted = self._belonging()
        for what, keys in (("lacks", wanted - self.own), ("has too", self.own - wanted)):
            if keys:
                self.report("data.csv", f"{what} {len(keys)} rows, as {','.join(min(keys))}")

    def _belonging(self) -> set[Key]:
        """The keys of the observations that are about what the page is about."""
        published = self.published
        if self.kind == "tiltak/":
            return published.totals
        if self.kind == "fylke/":
            return set(published.cells) - published.keys_with("fylke", "alle")
        return published.keys_with(self.kind, self.code)

    # -- elements ---------------------------------------------------------------------------------

    def find(self, xpath: str, element: HtmlElement | None = None) -> list[HtmlElement]:
        """The elements at an XPath, from the page or below an element."""
        return (self.tree if element is None else element).xpath(xpath)

    @cached_property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.address.count("/") or "./"

    def target(self, link: HtmlElement) -> str:
        """Where a link leads, from the site's root."""
        return link.get("href", "").removeprefix(self.root)


def text_of(element: HtmlElement) -> str:
    """An element's text, white space folded."""
    return folded(element.text_content())


def seen(element: HtmlElement) -> str:
    """What those who see the page read in an element."""
    return folded("".join(_texts(element, lambda each: each.get("class") == "skjult")))


def spoken(element: HtmlElement) -> str:
    """What a screen reader says of an element."""
    return folded("".join(_texts(element, lambda each: each.get("aria-hidden") == "true")))


def _texts(element: HtmlElement, left_out) -> Iterator[str]:  # noqa: ANN001
    if not isinstance(element.tag, str) or left_out(element):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child, left_out)
        yield child.tail or ""


def describe(each: Observation) -> str:
    """An observation in words for a message."""
    codes = " ".join(code for code in each.codes.values() if code != "alle") or "alle"
    when = f"snitt til {month(each.period)}" if each.key[0] == AVERAGE else month(each.period)
    return f"{codes}, {when} ({each.report} line {each.line} column {each.column})"


def same_codes(one: Codes, other: Codes) -> bool:
    """Whether two cells are the same."""
    return {k: v for k, v in one.items() if v != "alle"} == {
        k: v for k, v in other.items() if v != "alle"
    }
