"""How many damaged pages and rows are caught, and whether the finding says what happened.

``python bench/structure.py [--count N] [--seed S]``: N random damages of each kind in each of the
real reports, one at a time, in the text; the whole of reading, recognising and checking is run.
Pages in another order must give no finding.

Some damage cannot be told by anyone: what is left is a report that NAV could have printed. Where
the checks say nothing (and only there) that is worked out apart from them, by an exact integer
solver over the report's own relations; see :func:`could_be_printed`. Such damage is counted by
itself and is no part of the shares.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import damage  # noqa: E402
from bench.detect import feasible  # noqa: E402
from generator.check.figures import check_figures  # noqa: E402
from generator.check.relations import Bounds, bounds_of, relations_of  # noqa: E402
from generator.model.dimensions import COLUMNS, HIDDEN, KEY  # noqa: E402
from generator.read.content import Content, read_content  # noqa: E402
from generator.read.text import read_grid  # noqa: E402
from generator.recognise.labels import Labels  # noqa: E402
from generator.recognise.report import observations, recognise  # noqa: E402

if TYPE_CHECKING:
    import pandas as pd

    from generator.recognise.values import Recognised

#: The findings that say what happened; others count as caught only.
NAMES: Final = {
    "row dropped": {"rows-lost", "row-absent", "subtotal-absent", "total-missing", "table-empty"},
    "row doubled": {"row-doubled"},
    "cells shifted": {"row-shifted"},
    "labels exchanged": {
        *("labels-exchanged", "rows-out-of-order"),
        *("total-missing", "total-unclear", "mixed-rows"),  # a total's label among them
    },
    "page lost": {"rows-lost", "row-absent", "table-absent", "subtotal-absent"},
    "page doubled": {"page-doubled"},
    "pages reordered": set[str](),
}
_LOST: Final = ("row dropped", "page lost")


# -- damage -------------------------------------------------------------------------------------


def block_of(text: str, line: int) -> list[int]:
    """The rows under the same column header as a row."""
    header = max(n for n in damage.headers(text) if n < line)
    after = min((n for n in damage.headers(text) if n > line), default=10**9)
    return [n for n in damage.rows(text) if header < n < after]


def neighbour(text: str, line: int, chance: random.Random) -> int:
    """Another row of the same block."""
    same = [n for n in block_of(text, line) if n != line]
    if not same:
        raise ValueError("alone in its block")
    return chance.choice(same)


def damaged(kind: str, text: str, chance: random.Random) -> tuple[str, damage.Damage]:
    """One random damage of a kind; ValueError where it would change nothing."""
    line = chance.choice(damage.rows(text))
    pages = len(damage.pages(text))
    made: dict[str, Callable[[], tuple[str, damage.Damage]]] = {
        "row dropped": lambda: damage.drop_line(text, line),
        "row doubled": lambda: damage.double_line(text, line),
        "cells shifted": lambda: damage.shift_cells(text, line, by=chance.choice((1, -1))),
        "labels exchanged": lambda: damage.exchange_labels(
            text, line, neighbour(text, line, chance)
        ),
        "page lost": lambda: damage.drop_page(text, chance.randrange(pages)),
        "page doubled": lambda: damage.double_page(text, chance.randrange(pages)),
        "pages reordered": lambda: damage.reorder_pages(text, *chance.sample(range(pages), 2)),
    }
    return made[kind]()


@cache
def content() -> Content:
    """The real reports and code lists."""
    return read_content(ROOT / "content", ROOT / "datapackage.json")[0]


def read(number: int, text: str) -> tuple[Recognised, set[str]]:
    """A text put in for a report's own, and the codes of what is found in reading it."""
    report = replace(content().reports[number], raw=text.encode())
    grid, found = read_grid(report.raw, report.path)
    recognised = recognise(report, grid, Labels(content().codelists))
    return recognised, {finding.code for finding in [*found, *recognised.findings]}


def outcome(number: int, kind: str, changed: str, what: damage.Damage) -> tuple[str, set[str]]:
    """«named», «caught», «missed», or «untold» where nobody can tell; and the codes found."""
    recognised, codes = read(number, changed)
    checked = check_figures(recognised, content().codelists)
    codes |= {finding.code for finding in checked.findings}
    if codes & NAMES[kind]:
        return "named", codes
    if codes:
        return "caught", codes
    untold = bool(NAMES[kind]) and could_be_printed(number, kind, recognised, what)
    return "untold" if untold else "missed", codes


# -- what nobody can tell -----------------------------------------------------------------------


@cache
def original(number: int) -> tuple[str, pd.DataFrame]:
    """A report's text and its cells."""
    text = content().reports[number].raw.decode()
    return text, observations(read(number, text)[0].cells)


def could_be_printed(number: int, kind: str, changed: Recognised, what: damage.Damage) -> bool:
    """Whether NAV could have printed the damaged report as it is.

    * A row or page lost: what is not printed is 0, as NAV leaves out rows of nobody. All relations
      of the whole report must hold so with some figures 0–3 for the hidden cells, and each row of
      hidden figures that is left must have somebody in some month, or it would have been left out.
      A page that holds only totals which other pages repeat loses nothing.
    * Cells shifted, labels exchanged: all relations must hold with the figures as they stand now,
      and no other table may tell the order of the two rows.
    """
    text, frame = original(number)
    now = observations(changed.cells)
    if kind in _LOST:
        gone = ~frame.set_index(list(KEY)).index.isin(now.set_index(list(KEY)).index)
        if not gone.any():
            return kind == "page lost" and only_totals(text, what)
        bounds = bounds_of(frame)
        low, high = np.where(gone, 0, bounds.low), np.where(gone, 0, bounds.high)
        return solved(frame, Bounds(low, high), hidden_rows(frame[~gone]))
    if kind == "cells shifted":
        return solved(now, bounds_of(now), [])
    if kind == "labels exchanged":
        return solved(now, bounds_of(now), []) and not order_is_known(text, what)
    return False


def solved(frame: pd.DataFrame, bounds: Bounds, persons: list[list[int]]) -> bool:
    """Whether all relations of a report can hold together."""
    relations = relations_of(frame)
    return feasible(relations, bounds, np.arange(len(relations.whole)), persons)


def hidden_rows(frame: pd.DataFrame) -> list[list[int]]:
    """The cells of each row of which every figure is hidden."""
    rows = frame.groupby(list(COLUMNS), observed=True)
    return [
        cells.tolist()
        for cells in rows.groups.values()
        if (frame.loc[cells, "status"] == HIDDEN).all()
    ]


def only_totals(text: str, what: damage.Damage) -> bool:
    """Whether a page holds nothing but the first row of a table that another page begins with."""
    firsts = Counter(
        min(block_of(text, n + 1), key=abs) for n in damage.headers(text) if block_of(text, n + 1)
    )
    lines = text.split("\n")
    repeated = Counter(lines[line - 1] for line in firsts)
    rows = [line for line in what.old.split("\n") if line.count("\t") > 1 and line[0] != "\t"]
    return all(repeated[row] > 1 for row in rows)


def order_is_known(text: str, what: damage.Damage) -> bool:
    """Whether another table has both labels."""
    lines = text.split("\n")
    tables: dict[int, set[str]] = defaultdict(set)
    for line in damage.rows(text):
        header = max(n for n in damage.headers(text) if n < line)
        tables[header].add(lines[line - 1].split("\t")[0])
    return sum({what.old, what.new} <= labels for labels in tables.values()) > 1


# -- running ------------------------------------------------------------------------------------


def run(number: int, kind: str, count: int, seed: int) -> list[tuple[str, str, int]]:
    """The outcome, what was found or damaged, and the line, of each of a number of damages."""
    text, _ = original(number)
    chance = random.Random(f"{seed}-{number}-{kind}")
    outcomes: list[tuple[str, str, int]] = []
    while len(outcomes) < count:
        try:
            changed, what = damaged(kind, text, chance)
        except ValueError:
            continue
        result, codes = outcome(number, kind, changed, what)
        shown = ", ".join(sorted(codes)) or what.old.split("\n")[0][:60].replace("\t", " ")
        outcomes.append((result, shown, what.line))
    return outcomes


def main() -> None:
    """Run everything and print the shares."""
    parser = argparse.ArgumentParser(description="Count damaged pages and rows that are caught.")
    parser.add_argument("--count", type=int, default=40, help="damages of each kind and report")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="list what was not named")
    options = parser.parse_args()
    started = time.monotonic()
    results: dict[str, Counter[str]] = defaultdict(Counter)
    with ProcessPoolExecutor(2) as pool:
        jobs = [(n, kind) for n in (0, 1) for kind in NAMES]
        futures = [pool.submit(run, n, kind, options.count, options.seed) for n, kind in jobs]
        for (number, kind), future in zip(jobs, futures, strict=True):
            for result, shown, line in future.result():
                results[kind][result] += 1
                if options.show and result != ("named" if NAMES[kind] else "missed"):
                    print(f"report {number}, {kind}, line {line}: {result}: {shown}")
    print(f"\n{'':18}{'tried':>7}{'untold':>8}{'caught':>8}{'named':>8}")
    for kind, counts in results.items():
        can = counts.total() - counts["untold"]
        caught = (counts["named"] + counts["caught"]) / can
        named = counts["named"] / can
        note = "  (harmless: nothing must be found)" if not NAMES[kind] else ""
        print(f"{kind:18}{counts.total():7}{counts['untold']:8}{caught:8.1%}{named:8.1%}{note}")
    print("untold: what is left is a report that NAV could have printed; no part of the shares")
    print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
