"""What a site publishes as data: the observations, the code lists, and what is said of reports."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.numbers.norsk import lower_first

ALL = "alle"
MONTH = "maaned"
AVERAGE = "hittil_i_aar"
#: Dimension → its code list.
DIMENSIONS = {
    "tiltaksgruppe": "tiltaksgrupper",
    "tiltak": "tiltak",
    "hovedgruppe": "hovedgrupper",
    "kjonn": "kjonn",
    "fylke": "fylker",
    "alder": "aldersgrupper",
    "innvandring": "innvandring",
    "verdensdel": "verdensdeler",
    "utdanning": "utdanning",
}
COLUMNS = (
    *("periodetype", "periode", *DIMENSIONS),
    *("antall", "status", "rapport", "linje", "kolonne"),
)
#: What stands on an older report's line for a figure that a newer report hides.
WITHHELD = "(skjermet)"
#: Areas with figures that are no fylke.
NOT_FYLKER = ("99", "ukjent")

#: The codes of a cell by dimension; a dimension that is not there is `alle`.
Codes = Mapping[str, str]
#: Period type, period and the nine codes.
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """A row of `observasjoner.csv`; `value` is None for a hidden figure."""

    key: Key
    value: int | None
    report: str
    line: int
    column: int

    @property
    def period(self) -> str:
        """The month, or the last month of an average."""
        return self.key[1]

    @property
    def codes(self) -> dict[str, str]:
        """Its codes by dimension."""
        return dict(zip(DIMENSIONS, self.key[2:], strict=True))


#: Month → observation, in the order of time.
Series = dict[str, Observation]


def key_of(period_type: str, period: str, codes: Codes) -> Key:
    """The key of a cell."""
    return (period_type, period, *(codes.get(column, ALL) for column in DIMENSIONS))


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def short(name: str) -> str:
    """A name for tight places: a fylke's Norwegian part, a main group without «på tiltak»."""
    return name.split(" - ")[0].removesuffix(" på tiltak")


class Published:
    """The published data of a site.

    Attributes:
        faults: rows where a number and its status do not agree.
        cells: every observation by its key.
        lines: the file's lines as they stand, by key.
        lists: code list → code → row.
        reports: report's id → row of `rapporter.csv`.
    """

    def __init__(self, folder: Path) -> None:
        """Read the data of the site in `folder`."""
        self.folder = folder
        data = folder / "data"
        self.faults: list[str] = []
        self.cells: dict[Key, Observation] = {}
        self.lines: dict[Key, str] = {}
        for key, row, line in keyed_lines(data / "observasjoner.csv"):
            if fault := hidden_fault(row):
                self.faults.append(fault)
            value = int(row["antall"]) if row["antall"] else None
            place = (row["rapport"], int(row["linje"]), int(row["kolonne"]))
            self.cells[key] = Observation(key, value, *place)
            self.lines[key] = line
        self.lists = {
            name: {row["kode"]: row for row in rows_of(data / f"{name}.csv")}
            for name in DIMENSIONS.values()
        }
        self.reports = {row["id"]: row for row in rows_of(data / "rapporter.csv")}
        self.breaks = rows_of(data / "brudd.csv")
        self.revisions = rows_of(data / "revisjoner.csv")
        self.faults += [fault for row in self.revisions if (fault := self._revealed(row))]
        self.checks = rows_of(data / "kontroller.csv")
        self.repairs = rows_of(data / "rettelser.csv")

    # -- cells ------------------------------------------------------------------------------------

    @cached_property
    def _series(self) -> dict[Key, Series]:
        found: dict[Key, Series] = defaultdict(dict)
        for key in sorted(self.cells):
            found[(key[0], *key[2:])][key[1]] = self.cells[key]
        return dict(found)

    def series(self, codes: Codes, period_type: str = MONTH) -> Series:
        """The observations of a cell, month by month; empty if there are none."""
        _, _, *rest = key_of(period_type, "", codes)
        return self._series.get((period_type, *rest), {})

    def newest(self, codes: Codes) -> Observation | None:
        """The observation of a cell's newest month."""
        series = self.series(codes)
        return series[max(series)] if series else None

    @cached_property
    def by_line(self) -> dict[tuple[str, int], list[Observation]]:
        """The observations that stand on each line of each report, in the order of columns."""
        found: dict[tuple[str, int], list[Observation]] = defaultdict(list)
        for each in sorted(self.cells.values(), key=lambda each: each.column):
            found[each.report, each.line].append(each)
        return dict(found)

    def parts(self, codes: Codes, dimension: str, period_type: str = MONTH) -> dict[str, Series]:
        """The series of each code of a dimension that has figures, the other codes fixed."""
        found = {}
        for code in self.codes_of(dimension):
            more = self.with_group({dimension: code})
            if any(codes.get(column, more[column]) != more[column] for column in more):
                continue  # a measure of another group
            if series := self.series({**codes, **more}, period_type):
                found[code] = series
        return found

    @cached_property
    def _keys(self) -> dict[tuple[str, str], set[Key]]:
        found: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for key, each in self.cells.items():
            for column, code in (*each.codes.items(), ("rapport", each.report)):
                found[column, code].add(key)
        return dict(found)

    def keys_with(self, column: str, code: str) -> set[Key]:
        """The keys of the observations that have a code in a column."""
        return self._keys.get((column, code), set())

    @cached_property
    def totals(self) -> set[Key]:
        """The keys of whole measures and groups, not broken down any further."""
        _, _, *others = DIMENSIONS
        wholes = set.intersection(*(self.keys_with(column, ALL) for column in others))
        return wholes - self.keys_with("tiltaksgruppe", ALL)

    # -- codes ------------------------------------------------------------------------------------

    def codes_of(self, dimension: str) -> list[str]:
        """The codes of a dimension, without `alle`."""
        return [code for code in self.lists[DIMENSIONS[dimension]] if code != ALL]

    def row(self, dimension: str, code: str) -> dict[str, str]:
        """What a code list says of a code."""
        return self.lists[DIMENSIONS[dimension]][code]

    def name(self, dimension: str, code: str) -> str:
        """A code's full name."""
        return self.row(dimension, code)["navn"]

    def with_group(self, codes: Codes) -> dict[str, str]:
        """The codes of a cell, with the group of its measure."""
        measure = codes.get("tiltak", ALL)
        if measure == ALL:
            return dict(codes)
        return {"tiltaksgruppe": self.row("tiltak", measure)["tiltaksgruppe"], **codes}

    def code(self, dimension: str, name: str, year: str = "") -> str | None:
        """The code that a name stands for, valid in a year if names are used again.

        A name may be full or short, and may begin with a small letter inside a sentence.
        """
        found = [
            code
            for code in self._names[dimension].get(name, ())
            if not year or self._valid(dimension, code, year)
        ]
        return found[0] if len(found) == 1 else None

    def _valid(self, dimension: str, code: str, year: str) -> bool:
        if dimension != "fylke":
            return True
        row = self.row(dimension, code)
        since, until = row["gyldig_fra"][:4], row["gyldig_til"][:4]
        return (not since or since <= year) and (not until or year <= until)

    @cached_property
    def _names(self) -> dict[str, dict[str, list[str]]]:
        names: dict[str, dict[str, list[str]]] = {}
        for dimension, codelist in DIMENSIONS.items():
            found: dict[str, list[str]] = defaultdict(list)
            for code, row in self.lists[codelist].items():
                full = row["navn"]
                for each in {full, short(full), lower_first(full), lower_first(short(full))}:
                    found[each].append(code)
            names[dimension] = dict(found)
        return names

    @cached_property
    def names_with_digits(self) -> list[str]:
        """Names of codes that have a digit in them: «2-årig opplæringstiltak», «20–24 år»."""
        names = {name for found in self._names.values() for name in found}
        return [name for name in names if any(char.isdigit() for char in name)]

    def new_from(self, codes: Codes) -> str:
        """The day on which the measure of a cell began, if its hidden figures before it mean that.

        Not known for a measure that took over an older one's code, nor where only the year is.
        """
        measure = codes.get("tiltak", ALL)
        if measure == ALL:
            return ""
        row = self.row("tiltak", measure)
        return row["gyldig_fra"] if len(row["gyldig_fra"]) == 10 and not row["erstatter"] else ""

    def is_new(self, each: Observation) -> bool:
        """Whether a figure is hidden because its measure did not exist yet."""
        since = self.new_from(each.codes)
        is_hidden_month = each.key[0] == MONTH and each.value is None
        return is_hidden_month and bool(since) and each.period < since[:7]

    # -- breaks and revisions ---------------------------------------------------------------------

    def breaks_of(self, codes: Codes) -> dict[str, str]:
        """The known breaks that concern a cell: the first month after each, and what happened."""
        return {
            row["maaned"]: row["tekst"]
            for row in sorted(self.breaks, key=lambda row: row["maaned"])
            if (code := codes.get(row["dimensjon"], ALL)) != ALL and row["gjelder"] in (ALL, code)
        }

    @cached_property
    def revised(self) -> set[Key]:
        """The keys of the observations that an older report had otherwise."""
        return {_key_in(row) for row in self.revisions}

    @cached_property
    def _editions(self) -> dict[tuple[str, Key], dict[str, str]]:
        return {(row["gammel_rapport"], _key_in(row)): row for row in self.revisions}

    def _revealed(self, row: Mapping[str, str]) -> str:
        """What is wrong with a revision that tells a figure which is hidden, or hides one told."""
        newest = self.cells.get(_key_in(row))
        for side in ("gammel", "ny"):
            number, status = row[f"{side}_antall"], row[f"{side}_status"]
            is_told = newest is not None and newest.value is not None and status == "publisert"
            if bool(number) != is_told:
                return f"{side}_antall «{number}» with status «{status}»: {','.join(row.values())}"
        return ""

    def printed(self, report: str, key: Key) -> str | None:
        """What a line of a report must show for a cell; None if it has no such cell.

        A figure that a newer report hides is not repeated from an older one.
        """
        newest = self.cells.get(key)
        if newest is None:
            return None
        old = self._editions.get((report, key))
        if old is None or newest.report == report:
            return "*" if newest.value is None else f"{newest.value:,}".replace(",", " ")
        if old["gammel_status"] == "skjermet":
            return "*"
        if newest.value is None or old["gammel_status"] != "publisert":
            return WITHHELD
        return f"{int(old['gammel_antall'] or 0):,}".replace(",", " ")

    # -- the package ------------------------------------------------------------------------------

    @cached_property
    def package(self) -> dict:
        """`datapackage.json`."""
        return json.loads((self.folder / "datapackage.json").read_text("utf-8"))

    @cached_property
    def address(self) -> str:
        """Where the site says that it lies, with a slash at the end."""
        text = (self.folder / "index.html").read_text("utf-8")
        found = re.search(r'<link rel="canonical" href="(https?://[^"]+/)">', text)
        if not found:
            raise ValueError("the front page does not say where it is")
        return found[1]

    @property
    def hidden(self) -> int:
        """How many observations are hidden."""
        return sum(each.value is None for each in self.cells.values())


def _key_in(row: Mapping[str, str]) -> Key:
    return tuple(row[column] for column in COLUMNS[:11])


def keys_of_periods(keys: Iterable[Key]) -> set[tuple[str, str]]:
    """The period types and periods of some keys."""
    return {(key[0], key[1]) for key in keys}


def keyed_lines(file: Path) -> list[tuple[Key, dict[str, str], str]]:
    """The rows of a file of observations: key, row, and the line as it stands."""
    header, *lines = file.read_text("utf-8").splitlines()
    if header != ",".join(COLUMNS):
        raise ValueError(f"{file}: the columns are {header}")
    rows = [dict(zip(COLUMNS, line.split(","), strict=True)) for line in lines]
    keys = [_key_in(row) for row in rows]
    return list(zip(keys, rows, lines, strict=True))


def hidden_fault(row: Mapping[str, str]) -> str:
    """What is wrong with a row where `antall` is not empty exactly when it is hidden."""
    known = {"publisert": bool(row["antall"].isdecimal()), "skjermet": not row["antall"]}
    if known.get(row["status"], False):
        return ""
    return f"antall «{row['antall']}» with status «{row['status']}»: {','.join(row.values())}"
