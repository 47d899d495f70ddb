"""How many damaged pages and rows are caught, and whether the finding says what happened.

``python bench/structure.py [--count N] [--seed S]``: N random damages of each kind in each of the
real reports, one at a time, in the text; the whole of reading, recognising and checking is run.
Pages in another order must give no finding.
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
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import damage  # noqa: E402

from generator.check.figures import check_figures  # noqa: E402
from generator.read.content import Content, read_content  # noqa: E402
from generator.read.text import read_grid  # noqa: E402
from generator.recognise.labels import Labels  # noqa: E402
from generator.recognise.report import recognise  # noqa: E402

#: The findings that say what happened; others that stop the report count as caught.
NAMES: Final = {
    "row dropped": {"rows-lost", "row-absent", "subtotal-absent", "total-missing"},
    "row doubled": {"row-doubled"},
    "cells shifted": {"row-shifted"},
    "labels exchanged": {"labels-exchanged", "rows-out-of-order", "total-missing", "mixed-rows"},
    "page lost": {"rows-lost", "row-absent", "table-absent", "subtotal-absent"},
    "page doubled": {"page-doubled"},
    "pages reordered": set[str](),
}


def neighbour(text: str, line: int, chance: random.Random) -> int:
    """Another row of the same block."""
    rows = damage.rows(text)
    header = max(n for n in damage.headers(text) if n < line)
    after = [n for n in damage.headers(text) if n > line]
    same = [n for n in rows if header < n < (after[0] if after else 10**9) and n != line]
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


def findings(content: Content, number: int, text: str) -> set[str]:
    """The codes of all that is found in a text put in for a report's own."""
    report = replace(content.reports[number], raw=text.encode())
    grid, found = read_grid(report.raw, report.path)
    recognised = recognise(report, grid, Labels(content.codelists))
    checked = check_figures(recognised, content.codelists)
    return {finding.code for finding in [*found, *recognised.findings, *checked.findings]}


def run(number: int, kind: str, count: int, seed: int) -> list[tuple[str, str, int]]:
    """Outcome («named», «caught», «missed»), what was found or damaged, and the line."""
    content, _ = read_content(ROOT / "content", ROOT / "datapackage.json")
    text = content.reports[number].raw.decode()
    chance = random.Random(f"{seed}-{number}-{kind}")
    outcomes: list[tuple[str, str, int]] = []
    while len(outcomes) < count:
        try:
            changed, what = damaged(kind, text, chance)
        except ValueError:
            continue
        codes = findings(content, number, changed)
        if codes & NAMES[kind]:
            outcomes.append(("named", "", what.line))
        else:
            shown = ", ".join(sorted(codes)) or what.old.split("\n")[0][:60]
            outcomes.append(("caught" if codes else "missed", shown, what.line))
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
            for outcome, shown, line in future.result():
                results[kind][outcome] += 1
                if options.show and outcome != ("named" if NAMES[kind] else "missed"):
                    print(f"report {number}, {kind}, line {line}: {outcome}: {shown}")
    print(f"\n{'':18}{'tried':>7}{'caught':>8}{'named':>8}")
    for kind, counts in results.items():
        tried = counts.total()
        caught = (counts["named"] + counts["caught"]) / tried
        note = "  (harmless: nothing must be found)" if not NAMES[kind] else ""
        print(f"{kind:18}{tried:7}{caught:8.1%}{counts['named'] / tried:8.1%}{note}")
    print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
