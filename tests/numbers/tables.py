"""Tables of figures: each cell is the observation that its heads name, each link its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from tests.numbers.norsk import MONTH as A_MONTH
from tests.numbers.norsk import MONTHS, SPAN, capital, count, date, lower_first, periods, span
from tests.numbers.pages import Page, describe, seen, spoken, text_of
from tests.numbers.published import (
    AVERAGE,
    MONTH,
    NOT_FYLKER,
    Codes,
    Key,
    Observation,
    Published,
    key_of,
    short,
)

AVERAGE_HEAD = "Snitt hittil i år"
LINES_HEAD = "Linje"
LINES_FOOT = "Linje i rapporten"
#: What the heads along one side of a table are: months, or codes of these dimensions.
MONTHLY = ("måned",)
_MONTH_HEADS = {capital(name): f"{number:02d}" for number, name in enumerate(MONTHS, 1)}


@dataclass(frozen=True)
class Form:
    """A kind of table, known by its caption.

    Attributes:
        kinds: the pages that may have it.
        caption: what stands before the period; {subject} is what the page is about.
        corner: the head over the row heads.
        rows: the dimensions of the row heads, or `MONTHLY`; none is the page's own subject.
        columns: the same for the column heads.
        total: the head of the column that is not broken down, if there is one.
        about: a dimension whose code the caption names; empty for the page's own subject.
    """

    kinds: str
    caption: str
    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    total: str = ""
    about: str = ""


FORMS = (
    Form("tiltak tiltaksgruppe hovedgruppe", "{subject}", "Måned", MONTHLY, ()),
    Form("tiltak tiltaksgruppe", "{subject} etter hovedgruppe", "Måned", MONTHLY, ("hovedgruppe",)),
    Form("tiltak tiltaksgruppe hovedgruppe", "{subject} etter kjønn", "Måned", MONTHLY, ("kjonn",)),
    Form(
        "tiltak tiltaksgruppe",
        "{subject} etter hovedgruppe og kjønn",
        "Måned",
        MONTHLY,
        ("hovedgruppe", "kjonn"),
    ),
    Form("tiltak", "{subject} etter fylke", "Fylke", ("fylke",), MONTHLY),
    Form("tiltak", "{subject} etter alder", "Alder", ("alder",), MONTHLY),
    Form("tiltak", "{subject} etter innvandring", "Bakgrunn", ("innvandring",), MONTHLY),
    Form("tiltak", "{subject} etter verdensdel", "Verdensdel", ("verdensdel",), MONTHLY),
    Form("tiltak", "{subject} etter utdanning", "Utdanning", ("utdanning",), MONTHLY),
    Form("tiltaksgruppe", "Tiltakene i gruppa {subject}", "Tiltak", ("tiltak",), MONTHLY),
    Form(
        "hovedgruppe",
        "{subject} etter tiltaksgruppe",
        "Tiltaksgruppe",
        ("tiltaksgruppe",),
        MONTHLY,
    ),
    Form("fylke", "Deltakere i {subject} etter tiltak", "Tiltak", ("tiltak",), MONTHLY),
    Form("fylke/", "Deltakere etter fylke og tiltak", "Fylke", ("fylke",), ("tiltak",)),
    Form("forside", "Alle tiltak", "Måned", MONTHLY, ("kjonn",), total="I alt"),
    Form("forside", "{subject}", "Måned", MONTHLY, (), about="tiltaksgruppe"),
)


@dataclass
class Grid:
    """A table as it stands on the page."""

    caption: str
    corner: str
    columns: list[str]
    heads: list[HtmlElement]
    rows: list[tuple[HtmlElement, list[HtmlElement], HtmlElement | None]]
    foot: list[HtmlElement] = field(default_factory=list)


def subject_names(page: Page) -> set[str]:
    """What a caption may call the subject of a page."""
    if page.kind not in page.codes:
        return set()
    full = page.subject
    if page.kind == "fylke":
        name = short(full)
        return {lower_first(name) if page.code in NOT_FYLKER else name}
    return {full, short(full)}


def audit_tables(page: Page) -> None:
    """Compare every table of figures on a page; those that are not known are left to the rules."""
    for table in page.find("//table[contains(@class, 'tall')]"):
        caption = text_of(table.find("caption"))
        if found := _form(page, caption):
            _Table(page, table, caption, *found).audit()


_CAPTION = re.compile(f"(.+), ({SPAN})")


def _form(page: Page, caption: str) -> tuple[Form, Codes, set[str]] | None:
    """The kind of a table, the codes that it is about, and what they may be called."""
    match = _CAPTION.fullmatch(caption)
    for form in FORMS:
        if match and page.kind in form.kinds.split():
            for codes, names in _subjects(page, form):
                if match[1] in {form.caption.format(subject=name) for name in names or {""}}:
                    return form, codes, names
    return None


def _subjects(page: Page, form: Form) -> Iterator[tuple[Codes, set[str]]]:
    if not form.about:
        yield page.codes, subject_names(page)
        return
    for code in page.published.codes_of(form.about):
        yield {form.about: code}, {page.published.name(form.about, code)}


class _Table:
    """One table under comparison."""

    def __init__(
        self,
        page: Page,
        table: HtmlElement,
        caption: str,
        form: Form,
        codes: Codes,
        names: set[str],
    ) -> None:
        self.page = page
        self.table = table
        self.form = form
        self.codes = codes
        self.names = names
        self.place = f"table «{caption}»"
        self.grid = _read(table, caption)
        self.period = caption.rpartition(", ")[2]
        self.year = self.period[-4:]
        self.shown: dict[Key, Observation] = {}
        #: What each column shows.
        self.sources: list[list[Observation]] = [[] for _ in self.grid.columns]
        self.months: set[str] = set()
        #: Whether every figure so far has a link to its own line.
        self.linked = True

    def audit(self) -> None:
        grid = self.grid
        self.page.expect(f"{self.place}, corner", grid.corner, self.form.corner)
        self._check_last([text_of(head) for head, *_ in grid.rows])
        self._check_last(grid.columns)
        columns = [self._column(head) for head in grid.columns]
        for head, cells, lines in grid.rows:
            self._audit_row(head, cells, lines, columns)
        self._audit_columns()
        if not self.linked and not grid.foot and any(lines is None for *_, lines in grid.rows):
            self.page.report(self.place, "its figures have no links to their lines")
        if self.months:
            wanted = span(min(self.months), max(self.months))
            self.page.expect(f"{self.place}, period", self.period, wanted)
        self._check_whole(self.months)
        self._take_heads()

    def _audit_row(
        self,
        head: HtmlElement,
        cells: Sequence[HtmlElement],
        lines: HtmlElement | None,
        columns: Sequence[Codes | None],
    ) -> None:
        page = self.page
        name = text_of(head)
        place = f"{self.place}, row «{name}»"
        row = self._codes(self.form.rows, name)
        if row is None:
            return
        if len(cells) != len(columns):
            page.report(place, f"has {len(cells)} cells under {len(columns)} heads")
        of_row = []
        for index, (cell, column) in enumerate(zip(cells, columns, strict=False)):
            if column is None:
                continue
            where = f"{place}, column «{self.grid.columns[index]}»"
            key = self._key(row, column)
            self.months |= {key[1]} if key[0] == MONTH else set()
            if found := check_figure(page, where, cell, key, "cells of tables"):
                of_row.append(found)
                self.sources[index].append(found)
                self.shown[key] = found
                page.log.shown.add(key)
            self.linked &= _check_own_line(page, where, cell, found)
        if lines is not None:
            check_lines(page, f"{place}, lines", lines, of_row)
        self._check_link(place, head, row)
        self._check_column(place, head.getparent(), of_row)

    def _audit_columns(self) -> None:
        """The line or the lines of the report that a column's head or foot names."""
        for index, head in enumerate(self.grid.heads):
            place = f"{self.place}, column «{self.grid.columns[index]}»"
            self._check_column(place, head, self.sources[index])
        for index, foot in enumerate(self.grid.foot):
            check_lines(self.page, f"{self.place}, foot {index + 1}", foot, self.sources[index])

    def _column(self, head: str) -> dict[str, str] | None:
        """The codes of a column head; none for the column that is not broken down."""
        if self.form.total and head == self.form.total:
            return {}
        return self._codes(self.form.columns, head)

    def _check_last(self, heads: Sequence[str]) -> None:
        """The average stands after the months."""
        if AVERAGE_HEAD in heads[:-1]:
            self.page.report(self.place, "does not have its average last")

    def _codes(self, dimensions: Sequence[str], head: str) -> dict[str, str] | None:
        """The codes that a head stands for; None, and a finding, if it stands for none."""
        codes = self._read_head(dimensions, head)
        if codes is None:
            self.page.report(f"{self.place}, head «{head}»", "is no name of a code here")
        return codes

    def _read_head(self, dimensions: Sequence[str], head: str) -> dict[str, str] | None:
        if dimensions == MONTHLY:
            if head == AVERAGE_HEAD:
                return {"period": AVERAGE}
            month = _MONTH_HEADS.get(head)
            return {"period": f"{self.year}-{month}"} if month else None
        if not dimensions:
            return {} if head in self.names else None
        names = head.split(", ") if len(dimensions) > 1 else [head]
        if len(names) != len(dimensions):
            return None
        found = {}
        for dimension, name in zip(dimensions, names, strict=True):
            code = self.page.published.code(dimension, name, self.year)
            if code is None:
                return None
            found[dimension] = code
        return self.page.published.with_group(found)

    def _key(self, row: Codes, column: Codes) -> Key:
        codes = {**self.codes, **row, **column}
        period = codes.pop("period", None)
        if period == AVERAGE:
            return key_of(AVERAGE, periods(_end(self.period))[0], codes)
        return key_of(MONTH, period or periods(self.period)[0], codes)

    def _check_link(self, place: str, head: HtmlElement, row: Codes) -> None:
        for link in self.page.find(".//a", head):
            (dimension,) = self.form.rows
            target = f"{dimension}/{row[dimension]}/"
            self.page.expect(f"{place}, link", self.page.target(link), target)

    def _check_column(self, place: str, element: HtmlElement, figures: list[Observation]) -> None:
        """A mark on a row or column says in which column of the report its figures stand."""
        if (shown := element.get("data-k")) is not None:
            wanted = {str(each.column) for each in figures}
            if wanted != {shown}:
                self.page.report(place, f"names the data column {shown}, not {sorted(wanted)}")
            self.page.take_attribute(element, "data-k", "column of a report")

    def _check_whole(self, months: set[str]) -> None:
        """Nothing that the table is about is left out of it."""
        form = self.form
        dimensions = [each for each in (*form.rows, *form.columns) if each not in MONTHLY]
        by_month = MONTHLY in (form.rows, form.columns)
        cells = list(cells_of(self.page.published, self.codes, dimensions))
        for codes in [*cells, *([dict(self.codes)] if form.total else [])]:
            wanted = list(self.page.published.series(codes).values())
            if by_month:
                wanted += self.page.published.series(codes, AVERAGE).values()
            for each in wanted:
                is_meant = each.period[:4] == self.year if by_month else each.period in months
                if is_meant and each.key not in self.shown:
                    self.page.report(self.place, f"leaves out {describe(each)}")

    def _take_heads(self) -> None:
        page = self.page
        page.take(self.table.find("caption"), "caption")
        for head in page.find(".//th", self.table):
            page.take(head, "head of a table")
        details = next(self.table.iterancestors("details"), None)
        summary = details.find("summary") if details is not None else None
        if summary is not None:
            page.expect(f"{self.place}, summary", text_of(summary), f"Tabell: {self.grid.caption}")
            page.take(summary, "caption")


def _end(period: str) -> str:
    """The last month of a period: «januar–august 2024» → «august 2024»."""
    return re.findall(A_MONTH, period)[-1]


def _read(table: HtmlElement, caption: str) -> Grid:
    corner, *heads = table.xpath("./thead/tr/th")
    with_lines = bool(heads) and text_of(heads[-1]) == LINES_HEAD
    heads = heads[:-1] if with_lines else heads
    grid = Grid(caption, text_of(corner), [text_of(head) for head in heads], heads, [])
    for row in table.xpath("./tbody/tr"):
        cells = row.findall("td")
        lines = cells.pop() if with_lines else None
        grid.rows.append((row.find("th"), cells, lines))
    for row in table.xpath("./tfoot/tr"):
        if text_of(row.find("th")) == LINES_FOOT:
            grid.foot = row.findall("td")
    return grid


def cells_of(
    published: Published, codes: Codes, dimensions: Sequence[str]
) -> Iterator[dict[str, str]]:
    """The cells with figures that break some codes down by some dimensions."""
    if not dimensions:
        yield dict(codes)
        return
    first, *rest = dimensions
    for code in published.parts(codes, first) if not rest else published.codes_of(first):
        yield from cells_of(published, {**codes, **published.with_group({first: code})}, rest)


# -- one figure -----------------------------------------------------------------------------------


def hidden_words(published: Published, each: Observation) -> str:
    """What a screen reader says of a hidden figure."""
    if published.is_new(each):
        return f"ny ordning fra {date(published.new_from(each.codes))}"
    return "skjermet, 0–3"


def figure_fault(published: Published, shown: str, said: str, each: Observation | None) -> str:
    """What is wrong with a figure as it is seen and spoken on a page; empty for nothing."""
    if each is not None and each.key in published.revised:
        if not shown.endswith("r") or not said.endswith(" revidert"):
            return f"shows {_heard(shown, said)}, not marked as revised: {describe(each)}"
        shown, said = shown[:-1], said.removesuffix(" revidert")
    if each is None:
        wanted = ("–", "ingen tall")
    elif each.value is None:
        words = hidden_words(published, each)
        # A table of many measures says it once, in the note under it.
        said = words if words.startswith(f"{said} fra ") else said
        wanted = ("*", words)
    else:
        wanted = (count(each.value), count(each.value))
    if (shown, said) == wanted:
        return ""
    status = "no figure" if each is None else "hidden" if each.value is None else "published"
    what = f": {describe(each)}" if each else ""
    return f"shows {_heard(shown, said)}, not {_heard(*wanted)}, {status}{what}"


def _heard(shown: str, said: str) -> str:
    return f"«{shown}»" if shown == said else f"«{shown}» («{said}»)"


def whole_of(shown: str, said: str, revised: bool) -> str:
    """The whole text of a figure: what is both seen and spoken stands there once."""
    if revised:
        return whole_of(shown[:-1], said.removesuffix(" revidert"), False) + "r revidert"
    return shown if shown == said else shown + said


def check_figure(
    page: Page, place: str, element: HtmlElement, key: Key, what: str
) -> Observation | None:
    """Compare a figure on a page with its observation."""
    found = page.observation(place, key)
    shown, said = seen(element), spoken(element)
    if fault := figure_fault(page.published, shown, said, found):
        page.report(place, fault)
    elif text_of(element) != whole_of(shown, said, key in page.published.revised):
        page.report(place, f"holds more than is seen and spoken: «{text_of(element)}»")
    page.log.compared[what] += 1
    page.take(element, what)
    return found


def _check_own_line(page: Page, place: str, cell: HtmlElement, each: Observation | None) -> bool:
    """Whether a figure is a link; it then leads to its own line, and is nothing but the link."""
    links = page.find(".//a", cell)
    if not links:
        return each is None
    shown = [page.target(link) for link in links]
    right = [f"rapport/{each.report}/#L{each.line}"] if each else []
    if shown != right:
        page.report(f"{place}, line", f"links to {shown}, not {right}")
    elif each and links[0].get("data-k") != str(each.column):
        page.report(f"{place}, line", f"names the data column {links[0].get('data-k')}")
    elif text_of(links[0]) != text_of(cell):
        page.report(f"{place}, line", f"holds more than its link: «{text_of(cell)}»")
    for link in links:
        page.take_attribute(link, "data-k", "column of a report")
    page.log.compared["links to lines"] += len(links)
    return True


def check_lines(
    page: Page, place: str, element: HtmlElement, figures: Sequence[Observation]
) -> None:
    """The links in an element lead to the lines of some figures, each once, in their order."""
    wanted = list(dict.fromkeys((each.report, each.line) for each in figures))
    links = page.find(".//a", element)
    shown = [(page.target(link), text_of(link)) for link in links]
    right = [(f"rapport/{report}/#L{line}", f"linje {line}") for report, line in wanted]
    if shown != right:
        page.report(place, f"links to {_told(shown)}, not {_told(right)}")
    elif text_of(element) != ", ".join(text for _, text in right):
        page.report(place, f"holds more than its links: «{text_of(element)}»")
    page.log.compared["links to lines"] += len(links)
    page.take(element, "line of a report")


def _told(links: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{href} («{text}»)" for href, text in links) or "nothing"
