"""A report's page: each line as it was received, and read as what it says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from lxml.html import HtmlElement

from tests.numbers.norsk import MONTHS, count, months_after
from tests.numbers.pages import Page, describe, text_of
from tests.numbers.published import AVERAGE, DIMENSIONS, MONTH, WITHHELD, Key, Observation, key_of

BLANK, TOTAL = "Tom", "I alt"


def audit_report(page: Page, content: Path) -> None:
    """Compare a report's page with the file that was received, in the folder `content`."""
    row = page.published.reports[page.code]
    raw = (content / "reports" / page.code / row["fil"]).read_bytes()
    if hashlib.sha256(raw).hexdigest() != row["sha256"]:
        page.report("rapporter.csv", "has another sha256 than the file received")
    lines = [_folded_cells(line) for line in raw.decode("utf-8-sig").splitlines()]
    page.expect("rapporter.csv, lines", row["linjer"], str(len(lines)))
    roles: Counter[str] = Counter()
    shown: set[int] = set()
    read: set[Key] = set()
    columns = _columns(page, lines)
    for part in page.find("//div[@class='avsnitt']"):
        found = [_Line(page, tr, lines, columns) for tr in page.find(".//tbody/tr", part)]
        for line in found:
            line.audit(read)
            shown.add(line.number)
            roles[line.role] += 1
        _audit_heading(page, part, found)
    for number, cells in enumerate(lines, 1):
        if any(cells) and number not in shown:
            page.report(f"line {number}", "is not shown")
    roles[BLANK] = sum(not any(cells) for cells in lines)
    _audit_counts(page, roles)


#: What rows are, as the heading of a table says it.
_ROWS = {
    "tiltaksgruppe": "tiltaksgruppe",
    "tiltak": "tiltak",
    "hovedgruppe": "hovedgruppe",
    "kjonn": "kjønn",
    "fylke": "fylke",
    "alder": "alder",
    "innvandring": "innvandring",
    "verdensdel": "verdensdel",
    "utdanning": "utdanning",
}


def _audit_heading(page: Page, part: HtmlElement, lines: Sequence[_Line]) -> None:
    """A table's heading says its first and last line, what its total covers, what its rows are."""
    said = [line.number for line in lines if line.received]
    wanted = f"Linje {lines[0].number}–{max(said)}"
    figures = [line for line in lines if line.meaning]
    total = next((line for line in figures if line.role == TOTAL), None)
    if total is not None:
        wanted += f": {total.meaning}"
        rows = [line for line in figures if line.role != TOTAL]
        if rows:
            wanted += f" etter {_ROWS[_added(page, total, rows)]}"
    heading, table = part.find("h3"), part.find("table")
    page.expect("heading of a table", table.get("aria-labelledby", ""), heading.get("id", "none"))
    page.take_attribute(heading, "id", "heading of a table of a report")
    page.take_attribute(table, "aria-labelledby", "heading of a table of a report")
    page.expect(f"line {lines[0].number}, heading", text_of(heading), wanted)
    page.take(heading, "heading of a table of a report")


def _added(page: Page, total: _Line, rows: Sequence[_Line]) -> str:
    """The dimension that rows are told apart by; a measure's group goes without saying."""
    whole = next(_codes(page, total.meaning))
    new = {
        column
        for row in rows
        for column, code in next(_codes(page, row.meaning)).items()
        if code != "alle" and whole.get(column, "alle") == "alle"
    }
    return "tiltak" if "tiltak" in new else min(new)


def _folded_cells(line: str) -> list[str]:
    return _trimmed([" ".join(cell.split()) for cell in line.split("\t")])


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


class _Line:
    """A line of a report as the page shows it."""

    def __init__(
        self,
        page: Page,
        tr: HtmlElement,
        lines: Sequence[list[str]],
        columns: Sequence[tuple[str, str]],
    ) -> None:
        self.page = page
        self.tr = tr
        self.columns = columns
        self.number = int(tr.get("id", "L0").removeprefix("L"))
        self.place = f"line {self.number}"
        self.received = lines[self.number - 1] if 0 < self.number <= len(lines) else []
        spans = page.find("./td[contains(@class, 'rad')]/span", tr)
        self.cells = _trimmed([" ".join(span.text_content().split()) for span in spans])
        role = tr.find("td/span[@class='rolle']")
        self.role = text_of(role) if role is not None else "" if self.received else BLANK
        marks = page.find("./td/span[@class='rettet' or @class='gjentatt']", tr)
        self.marks = [text_of(mark) for mark in marks]
        self.links = page.find("./td[@class='lest']/a", tr)
        self.meaning = _between(role, marks) if role is not None else ""

    def audit(self, read: set[Key]) -> None:
        """Compare the line; `read` are the cells on the lines before, to which its own are added.

        Its text is its number, role, meaning, marks and cells, and nothing else.
        """
        page, number = self.page, str(self.number)
        page.expect(f"{self.place}, number", text_of(self.tr.find("th")), number)
        for link in page.find("./th/a", self.tr):
            page.expect(f"{self.place}, link", link.get("href", ""), f"#L{number}")
        keys = self._keys()
        self._audit_cells(keys)
        self._audit_meaning(keys)
        self._audit_links(keys)
        self._audit_marks(bool(keys) and read.issuperset(keys))
        read |= set(keys)
        whole = [number, *self.cells, self.role, self.meaning, *self.marks]
        if self.role == BLANK:
            whole = [number, "tom linje"]
        if "".join(self.tr.text_content().split()) != "".join("".join(whole).split()):
            page.report(self.place, f"holds more than was compared: «{text_of(self.tr)}»")
        page.log.compared["lines of reports"] += 1
        page.take(self.tr, "line of a report")

    def _audit_cells(self, keys: Sequence[Key]) -> None:
        """The cells are those received, but for figures that a newer report hides."""
        published = self.page.published
        wanted = list(self.received)
        for column, key in enumerate(keys, 1):
            if column < len(wanted) and published.printed(self.page.code, key) == WITHHELD:
                wanted[column] = WITHHELD
        if self.cells == wanted:
            return
        for column, (cell, right) in enumerate(zip(self.cells, wanted, strict=False)):
            if cell != right:
                where = f"{self.place}, column {column}"
                self.page.report(where, f"shows «{cell}», not «{right}»")
        if len(self.cells) != len(wanted):
            self.page.report(self.place, f"shows {len(self.cells)} cells, not {len(wanted)}")

    def _keys(self) -> list[Key]:
        """The keys of the line's figures: those that stand here, or that its meaning names."""
        published, report = self.page.published, self.page.code
        if here := published.by_line.get((report, self.number)):
            return [key_of(*when, here[0].codes) for when in self.columns]
        found: list[Key] = []
        for codes in _codes(self.page, self.meaning):
            keys = [key_of(*when, codes) for when in self.columns]
            printed = [published.printed(report, key) for key in keys]
            if printed == self.received[1:]:
                return keys
            found = found or (keys if any(printed) else [])
        return found

    def _audit_meaning(self, keys: Sequence[Key]) -> None:
        """The line's figures are the observations that it is said to mean."""
        page, published = self.page, self.page.published
        here = published.by_line.get((page.code, self.number), [])
        if here:
            page.expect(f"{self.place}, meaning", self.meaning, _meaning(page, here[0]))
        if not self.meaning:
            return
        printed = [published.printed(page.code, key) or "nothing" for key in keys]
        page.log.compared["figures on lines of reports"] += len(printed)
        if printed != self.cells[1:]:
            page.report(
                f"{self.place}, meaning", f"«{self.meaning}» is {printed}, not {self.cells[1:]}"
            )
        for each in here:
            if keys[each.column - 1] != each.key:
                page.report(self.place, f"has {describe(each)} in another column")

    def _audit_links(self, keys: Sequence[Key]) -> None:
        """A name leads to a page that has the line's figures, and is the name of that page."""
        page = self.page
        codes = dict(zip(DIMENSIONS, keys[0][2:], strict=True)) if keys else {}
        for link in self.links:
            target, _, anchor = page.target(link).removeprefix("./").partition("#")
            place = f"{self.place}, link «{text_of(link)}»"
            page.log.compared["links of lines to pages"] += 1
            page.take_attribute(link, "href", "link of a line to a page")
            if not target and anchor:  # the front page has the whole, and women and men of it
                if {d for d, code in codes.items() if code != "alle"} - {"kjonn"}:
                    page.report(place, "leads to the front page, which has no such figure")
                continue
            dimension, _, code = target.rstrip("/").partition("/")
            if codes.get(dimension) != code:
                page.report(place, f"leads to {target}, which has no such figure")
            elif page.published.name(dimension, code) != text_of(link):
                page.report(place, f"leads to {page.published.name(dimension, code)}")

    def _audit_marks(self, repeated: bool) -> None:
        """What is said of a line: that its figures stood before, and that its label is repaired.

        The repaired name stands in the line's meaning, or in the mark.
        """
        names = [
            row["navn"]
            for row in self.page.published.repairs
            if (row["rapport"], row["linje"]) == (self.page.code, str(self.number))
        ]
        wanted = ["gjentakelse"] * repeated
        wanted += ["rettet" if self.meaning else f"rettet til «{name}»" for name in names]
        in_meaning = set(names) <= set(self.meaning.split(" · ")) or not self.meaning
        if self.marks != wanted or not in_meaning:
            self.page.report(
                self.place, f"is marked {self.marks}, not {wanted}, with names {names}"
            )


def _between(role: HtmlElement, marks: Sequence[HtmlElement]) -> str:
    """What stands between a line's role and its marks, with or without links."""
    text = role.tail or ""
    for element in role.itersiblings():
        if element in marks:
            break
        text += element.text_content() + (element.tail or "")
    return " ".join(text.split())


def _meaning(page: Page, each: Observation) -> str:
    codes = {column: code for column, code in each.codes.items() if code != "alle"}
    if "tiltak" in codes:
        del codes["tiltaksgruppe"]
    names = [page.published.name(column, code) for column, code in codes.items()]
    return " · ".join(names) or "Alle tiltak"


def _codes(page: Page, meaning: str) -> Iterator[dict[str, str]]:
    """The cells that a meaning can be; a group and a measure may have the same name."""
    if meaning == "Alle tiltak":
        yield {}
        return
    if not meaning:
        return
    order = list(DIMENSIONS)
    year = page.published.reports[page.code]["periode_til"][:4]
    named = [
        [(column, code) for column in order if (code := page.published.code(column, name, year))]
        for name in meaning.split(" · ")
    ]
    for each in product(*named):
        columns = [order.index(column) for column, _ in each]
        if columns == sorted(set(columns)):
            yield page.published.with_group(dict(each))


def _columns(page: Page, lines: Sequence[list[str]]) -> list[tuple[str, str]]:
    """Period type and period of each data column, from the report's first heads."""
    row = page.published.reports[page.code]
    heads = next(cells for cells in lines if cells and cells[-1].lower() in MONTHS)
    when = months_after(row["periode_fra"], -1)
    columns = []
    for head in heads[1:]:
        if head.lower() in MONTHS:
            when = months_after(when)
            columns.append((MONTH, when))
        else:
            columns.append((AVERAGE, row["periode_til"]))
    return columns


def _audit_counts(page: Page, roles: Counter[str]) -> None:
    """How many lines were read as what."""
    shown: Counter[str] = Counter()
    for item in page.find("//ul[@class='roller']/li"):
        role = item.find("span")
        number, _, _ = (role.tail or "").strip().partition(":")
        shown[text_of(role)] += 1
        page.expect(f"roles, «{text_of(role)}»", number, count(roles[text_of(role)]))
        page.take(item, "count of lines")
    for role in set(+roles) - set(shown):
        page.report("roles", f"leaves out «{role}»")
