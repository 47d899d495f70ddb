"""Pages that count: the files, the checks, the repairs, and what there are figures for."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from pathlib import Path

from lxml.html import HtmlElement

from tests.numbers.norsk import SHORT_MONTHS, count, month, months_after, span
from tests.numbers.pages import Page, seen, spoken, text_of
from tests.numbers.published import ALL, DIMENSIONS, MONTH, Published, short
from tests.numbers.squares import STATES, audit_squares


def _table(page: Page, heading: str) -> tuple[HtmlElement, list[list[HtmlElement]]]:
    """The table with a heading in its first corner, and the cells of its rows."""
    for table in page.find("//table"):
        if text_of(table.find("thead/tr/th")) == heading:
            return table, [list(row) for row in page.find("./tbody/tr", table)]
    page.report(f"table of «{heading}»", "is not there")
    return page.tree, []


def _compare(page: Page, place: str, cells: list[HtmlElement], wanted: list[str]) -> None:
    shown = [text_of(cell) for cell in cells]
    page.expect(place, " | ".join(shown), " | ".join(wanted))
    page.log.compared["cells of tables of counts"] += len(cells)
    for cell in cells:
        page.take(cell, "table of counts")


def size(count_of_bytes: int) -> str:
    """A file's size as the pages write it."""
    if count_of_bytes < 1000:
        return f"{count_of_bytes} byte"
    if count_of_bytes < 1_000_000:
        return f"{count(round(count_of_bytes / 1000))} kB"
    return f"{count_of_bytes / 1_000_000:.1f} MB".replace(".", ",")


def audit_sizes(page: Page) -> None:
    """The size behind a link to a file is the file's."""
    for told in page.find("//main//span[@class='merk'][preceding-sibling::*[1][self::a]]"):
        link = told.getprevious()
        path = page.target(link)
        file = page.folder / path
        if not file.is_file():
            page.report(f"size of «{path}»", "is of no file")
            continue
        page.expect(f"size of «{path}»", text_of(told), size(file.stat().st_size))
        page.log.compared["sizes of files"] += 1
        page.take(told, "size of a file")


#: The other forms of a file of the package, beside its CSV.
_FORMS = ("excel.csv", "parquet")


def audit_downloads(page: Page) -> None:
    """The data page's files: rows, size and checksum of each."""
    _, rows = _table(page, "Innhold")
    resources = {each["path"]: each for each in page.published.package["resources"]}
    named = set()
    for title, files, number, bytes_told in rows:
        links = [page.target(link) for link in page.find(".//a", files)]
        path = links[0]
        named.add(path)
        data = (page.folder / path).read_bytes()
        stem = path.removesuffix("csv")
        page.expect(
            f"files, «{path}», links", " ".join(links[1:]), " ".join(stem + e for e in _FORMS)
        )
        for link in links:
            if not (page.folder / link).is_file():
                page.report(f"files, «{path}»", f"leads to no file: {link}")
        names = ", ".join([path.split("/")[-1], *_FORMS])
        wanted = [resources[path]["title"], names, count(data.count(b"\n") - 1), size(len(data))]
        _compare(page, f"files, «{path}»", [title, files, number, bytes_told], wanted)
        sorted_by = bytes_told.get("data-verdi")
        page.expect(f"files, «{path}», size to sort by", sorted_by, str(len(data)))
        page.take_attribute(bytes_told, "data-verdi", "size to sort by")
    if named != set(resources):
        page.report("files", f"are not those of the package: {sorted(named ^ set(resources))}")
    sums = {
        hashlib.sha256(file.read_bytes()).hexdigest(): file.name
        for file in (page.folder / "data").iterdir()
    }
    for details in page.find("//details[p/code]"):
        name = text_of(details.find("summary")).split(": ")[-1]
        (code,) = page.find("./p[@class='merk']/code", details)
        page.expect(f"checksum of {name}", sums.get(text_of(code), "no file"), name)
        page.take(code, "checksum")
    for path, resource in resources.items():
        data = (page.folder / path).read_bytes()
        right = (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        if (resource["bytes"], resource["hash"]) != right:
            page.report(f"datapackage.json, {path}", "has another size or checksum than the file")


#: The files beside each page with figures, by their endings.
_BESIDE = ("csv", "excel.csv", "xlsx", "json", "parquet")


def audit_beside(page: Page) -> None:
    """The data page's lists of files for one page: each page with data, its name and its files."""
    listed = set()
    for row in page.find("//section[@aria-labelledby='enkeltfiler']//tbody/tr"):
        (name,) = page.find("./th/a", row)
        folder = page.target(name)
        listed.add(folder)
        page.expect(f"files of «{folder}», name", text_of(name), _name_of(page, folder))
        page.take(name, "name of a page with data")
        links = page.find("./td/a", row)
        page.expect(f"files of «{folder}»", text_of(row.find("td")), ", ".join(_BESIDE))
        for link, ending in zip(links, _BESIDE, strict=True):
            page.expect("file of a page", page.target(link), f"{folder}data.{ending}")
            saved = f"{folder.strip('/').replace('/', '-')}.{ending}"
            page.expect("name of a saved file", link.get("download", ""), saved)
            for name_of in ("href", "download"):
                page.take_attribute(link, name_of, "file of a page with data")
    there = {file.parent.relative_to(page.folder) for file in page.folder.rglob("data.csv")}
    if listed != {f"{folder.as_posix()}/" for folder in there}:
        page.report("files of pages", "are not those of the pages with data")
    page.log.compared["pages with files in a list"] += len(listed)


def _name_of(page: Page, folder: str) -> str:
    """What a page with data is called in a list of files."""
    lists = {
        "tiltak/": "Alle tiltak og tiltaksgrupper",
        "fylke/": "Tiltak etter fylke",
    }
    kind, _, code = folder.rstrip("/").partition("/")
    if folder in lists:
        return lists[folder]
    if kind == "rapport":
        row = page.published.reports[code]
        return f"{row['tittel']}, {span(row['periode_fra'], row['periode_til'])}"
    return page.published.name(kind, code) + " (tiltaksgruppe)" * (kind == "tiltaksgruppe")


def audit_examples(page: Page, content: Path) -> None:
    """Code on the data page is that of a file, which `tests/test_examples.py` runs.

    A file has its remarks in every language; the Norwegian page, which is read here, those in its
    own.
    """
    files = set()
    for file in sorted((content / "examples").iterdir()):
        code = file.read_text("utf-8").replace("{{ address }}", page.published.address)
        lines = [line.replace(" nb: ", " ") for line in code.splitlines() if " en: " not in line]
        files.add("\n".join(lines).strip())
    for code in page.find("//section[@aria-labelledby='eksempler']//pre/code"):
        if code.text_content().strip() not in files:
            page.report("example", f"is no file of content/examples: {text_of(code)[:60]}")
        page.log.compared["examples"] += 1
        page.take(code, "example")


def audit_checks(page: Page) -> None:
    """The quality page's checks, one table a report."""
    for table in page.find("//table[caption/a]"):
        _, id, _ = page.target(table.find("caption/a")).split("/")
        wanted = [row for row in page.published.checks if row["rapport"] == id]
        rows = page.find("./tbody/tr", table)
        if len(rows) != len(wanted):
            page.report(f"checks of {id}", f"has {len(rows)} rows, not {len(wanted)}")
        for row, right in zip(rows, wanted, strict=False):
            counts = [count(int(right[c])) for c in ("antall", "eksakte", "innenfor", "brudd")]
            _compare(page, f"checks of {id}", list(row), [right["beskrivelse"], *counts])


#: So many lines of a repair are named, the others counted.
_LINES_NAMED = 12


def audit_repairs(page: Page) -> None:
    """The quality page's repairs: each spelling with its lines."""
    tables = page.find("//section[@aria-labelledby='rettelser']//table")
    for table, id in zip(tables, page.published.reports, strict=True):
        title = page.published.reports[id]["tittel"]
        caption = text_of(table.find("caption"))
        page.expect(f"repairs of {id}, caption", caption, f"Rettede ledetekster i {title}")
        wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in page.published.repairs:
            if row["rapport"] == id:
                wanted[row["trykt"], row["navn"]].append(row["linje"])
        for printed, name, _, lines in page.find("./tbody/tr", table):
            page.expect(f"repairs of {id}, name", text_of(name), _name(wanted, text_of(printed)))
            place = f"repairs of {id}, «{text_of(printed)}»"
            right = wanted.pop((" ".join(text_of(printed).split()), text_of(name)), [])
            text = ", ".join(f"linje {line}" for line in right[:_LINES_NAMED])
            if len(right) > _LINES_NAMED:
                text += f" og {len(right) - _LINES_NAMED} til"
            page.expect(place, text_of(lines), text)
            targets = [page.target(link) for link in lines.findall("a")]
            page.expect(
                f"{place}, links",
                " ".join(targets),
                " ".join(f"rapport/{id}/#L{line}" for line in right[:_LINES_NAMED]),
            )
            page.log.compared["links to lines"] += len(targets)
            for cell in (printed, name, lines):
                page.take(cell, "repair")
        for printed, _ in wanted:
            page.report(f"repairs of {id}", f"leaves out «{printed}»")


def _name(wanted: dict[tuple[str, str], list[str]], printed: str) -> str:
    return next((name for each, name in wanted if each == printed), "")


def audit_coverage(page: Page) -> None:
    """The coverage page: each measure and each fylke in each month that a report covers."""
    months = months_covered(page.published)
    for table, dimension in zip(page.find("//table"), ("tiltak", "fylke"), strict=True):
        place = f"table «{text_of(table.find('caption'))}»"
        years, names = page.find("./thead/tr", table)
        spans = {text_of(year): int(year.get("colspan")) for year in years[1:]}
        wanted = Counter(month[:4] for month in months)
        if spans != wanted:
            page.report(place, f"has the years {spans}, not {dict(wanted)}")
        heads = [SHORT_MONTHS[int(month[5:]) - 1] for month in months]
        page.expect(f"{place}, months", " ".join(map(text_of, names)), " ".join(heads))
        states = _states(page.published, dimension)
        missing = {code for code, _ in states}
        codes = []
        for head, *cells in page.find("./tbody/tr", table):
            code = page.target(head.find("a")).split("/")[1]
            codes.append(code)
            missing.discard(code)
            name = short(page.published.name(dimension, code))
            page.expect(f"{place}, row", text_of(head), name)
            _audit_states(page, place, cells, [(dimension, code, when) for when in months], states)
            page.take(head, "name of a code")
        grid = {
            code: [_state(page.published, dimension, code, when, states) for when in months]
            for code in codes
        }
        audit_squares(page, dimension, grid, months)
        for code in missing:
            page.report(place, f"leaves out {code}")
        for head in [*years, *names]:
            page.take(head, "head of a table")
            for attribute in ("colspan", "rowspan"):
                page.take_attribute(head, attribute, "head of a table")
    for link in page.find("//dl[@class='hvem']//a"):
        _audit_division(page, link)


#: The dimensions that each section of a page divides its participants by.
_DIVISIONS = {
    "hovedgruppe-kjonn": ("hovedgruppe", "kjonn"),
    **{each: (each,) for each in ("kjonn", "alder", "innvandring", "verdensdel", "utdanning")},
}


def _audit_division(page: Page, link: HtmlElement) -> None:
    """A link to who the participants are: the code is called so and has figures divided so."""
    target, _, id = page.target(link).partition("#")
    dimension, code = target.rstrip("/").split("/")
    place = f"divided by «{id}»"
    whole = " (hele gruppa)" * (dimension == "tiltaksgruppe")
    page.expect(place, text_of(link), page.published.name(dimension, code) + whole)
    keys = page.published.keys_with(dimension, code)
    at = [2 + [*DIMENSIONS].index(each) for each in _DIVISIONS[id]]
    if not any(all(key[each] != ALL for each in at) for key in keys):
        page.report(place, f"{code} has no figures by {id}")
    page.take(link, "link to a division")
    page.take_attribute(link, "href", "link to a division")


def _audit_states(
    page: Page,
    place: str,
    cells: list[HtmlElement],
    wanted: list[tuple[str, str, str]],
    states: dict[tuple[str, str], tuple[int, int]],
) -> None:
    if len(cells) != len(wanted):
        page.report(place, f"has {len(cells)} months, not {len(wanted)}")
    for cell, (dimension, code, when) in zip(cells, wanted, strict=False):
        state = STATES[_state(page.published, dimension, code, when, states)]
        where = f"{place}, {code}, {month(when)}"
        if (seen(cell), spoken(cell)) != state:
            page.report(where, f"shows «{seen(cell)}» («{spoken(cell)}»), not {state}")
        table = "t-utvikling" if dimension == "tiltak" else "t-maaneder"
        has_figures = bool(states.get((code, when), (0, 0))[0])
        right = [f"{dimension}/{code}/#{table}-{when[:4]}"] * (has_figures and state[0] in "●◐*")
        links = page.find(".//a", cell)
        page.expect(f"{where}, link", " ".join(map(page.target, links)), " ".join(right))
        page.log.compared["links to tables"] += len(links)
        for link in links:
            page.take_attribute(link, "href", "link to a table")
            page.take_attribute(link, "tabindex", "link to a table")
        page.log.compared["states of months"] += 1


def _states(published: Published, dimension: str) -> dict[tuple[str, str], tuple[int, int]]:
    """For each code and month how many figures there are, and how many are hidden."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for each in published.cells.values():
        code = each.codes[dimension]
        if code != "alle" and each.key[0] == MONTH:
            figures, hidden = found.get((code, each.period), (0, 0))
            found[code, each.period] = (figures + 1, hidden + (each.value is None))
    return found


def _state(
    published: Published,
    dimension: str,
    code: str,
    when: str,
    states: dict[tuple[str, str], tuple[int, int]],
) -> str:
    figures, hidden = states.get((code, when), (0, 0))
    row = published.row(dimension, code)
    since, until = row["gyldig_fra"][:7], row["gyldig_til"][:7]
    valid = since <= when[: len(since)] and (not until or when[: len(until)] <= until)
    if figures == hidden and not valid:
        return "not there"
    if not figures:
        twins = _twins(published, code) if dimension == "tiltak" else []
        return "other name" if any((twin, when) in states for twin in twins) else "none"
    return "published" if not hidden else "hidden" if hidden == figures else "partly"


def _twins(published: Published, code: str) -> list[str]:
    """The other measures with a measure's Arena code: the same one under another name."""
    arena = published.row("tiltak", code)["arenakode"]
    codes = published.codes_of("tiltak")
    same = [each for each in codes if published.row("tiltak", each)["arenakode"] == arena]
    return [each for each in same if arena and each != code]


def months_covered(published: Published) -> list[str]:
    """The months that a report covers."""
    months: set[str] = set()
    for row in published.reports.values():
        when = row["periode_fra"]
        while when <= row["periode_til"]:
            months.add(when)
            when = months_after(when)
    return sorted(months)
