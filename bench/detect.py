"""How many wrong figures are caught, and whether the wrong one is named first.

``python bench/detect.py [--every N]``: each published figure of the real reports is made wrong in
four ways, one at a time (a wrong digit, two digits swapped, a digit lost, a digit doubled), and the
checks are run. What is caught is counted against what can be caught at all: a wrong figure that is
not caught is put to an exact solver (HiGHS), with every hidden cell an integer from 0 to 3. If the
relations then still have a solution, nobody can catch it from them.

For speed the figures are changed in the frames that the checks work on, not in the text; the tests
damage the text. ``--every 10`` takes each tenth figure.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.check.relations import (  # noqa: E402
    Bounds,
    Relations,
    bounds_of,
    relations_of,
)
from generator.check.repeats import Repeats, repeat_findings  # noqa: E402
from generator.check.suspects import explain  # noqa: E402
from generator.check.system import System  # noqa: E402
from generator.model.dimensions import HIDDEN_MAX  # noqa: E402
from generator.pipeline import recognise_all  # noqa: E402
from generator.read.content import read_content  # noqa: E402
from generator.recognise.report import observations  # noqa: E402

WAYS: Final = ("wrong digit", "digits swapped", "digit lost", "digit doubled")
PROCESSES: Final = 2


def wrong(value: int, way: str, chance: random.Random) -> int | None:
    """A figure made wrong in one way; None where that way leaves it as it is or impossible."""
    digits = str(value)
    if way == "wrong digit":
        place = chance.randrange(len(digits))
        other = chance.choice([d for d in "0123456789" if d != digits[place]])
        made = digits[:place] + other + digits[place + 1 :]
    elif way == "digits swapped":
        places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
        if not places:
            return None
        at = chance.choice(places)
        made = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif way == "digit lost":
        place = chance.randrange(len(digits))
        made = digits[:place] + digits[place + 1 :]
    else:
        place = chance.randrange(len(digits))
        made = digits[: place + 1] + digits[place:]
    if not made or made.startswith("0") or int(made) == value:
        return None
    return int(made)


@dataclass(frozen=True)
class Result:
    """What became of one wrong figure.

    ``outcome``: ``under four``, ``repeat``, ``relations`` (caught), ``impossible`` (the relations
    allow the wrong figure too) or ``missed``. ``first``: whether the wrong figure was named first;
    ``mended``: whether exactly the true value was named.
    """

    way: str
    outcome: str
    first: bool = False
    mended: bool = False


def run(part: int, every: int) -> tuple[str, int, list[Result]]:
    """All wrong figures of a share of a report. ``part`` counts reports and shares together."""
    content, _ = read_content(ROOT / "content", ROOT / "datapackage.json")
    recognised = recognise_all(content)[0][part // PROCESSES]
    frame = observations(recognised.cells)
    relations, bounds = relations_of(frame), bounds_of(frame)
    system = System(frame, relations, bounds, content.codelists)
    repeats = Repeats(recognised.cells, frame)
    repeated = set(repeats.places["celle"].tolist())
    published = np.flatnonzero(bounds.low == bounds.high)
    results = []
    for cell in published[part % PROCESSES * every :: PROCESSES * every].tolist():
        chance = random.Random(cell)
        for way in WAYS:
            value = wrong(int(bounds.low[cell]), way, chance)
            if value is None:
                continue
            if value <= HIDDEN_MAX:
                results.append(Result(way, "under four", True))
            elif cell in repeated:
                results.append(repeat_result(way, cell, value, system, repeats))
            else:
                results.append(relation_result(way, cell, value, system))
    return recognised.report.origin.id, len(published), results


def repeat_result(way: str, cell: int, value: int, system: System, repeats: Repeats) -> Result:
    """A figure that stands in several places, wrong in the first of them."""
    places = repeats.places.copy()
    first = places.index[places["celle"] == cell][0]
    places.loc[first, "verdi"] = value
    places.loc[first, "tekst"] = str(value)
    changed = Repeats.__new__(Repeats)
    changed.count, changed.places, changed.differing = repeats.count, places, [cell]
    bounds = changed.widened(system.bounds)
    found = repeat_findings(changed, replace(system, bounds=bounds), "report")
    wanted = (int(places.loc[first, "linje"]), int(places.loc[first, "kolonne"]))
    named = (found[0].line, found[0].column) if found else (0, 0)
    return Result(way, "repeat", named == wanted, named == wanted)


def relation_result(way: str, cell: int, value: int, system: System) -> Result:
    """A figure that stands in one place: only the relations can tell."""
    low, high = system.bounds.low.copy(), system.bounds.high.copy()
    low[cell] = high[cell] = value
    changed = replace(system, bounds=Bounds(low, high))
    if not changed.failing:
        possible = not solvable(system.relations, changed.bounds, cell)
        return Result(way, "missed" if possible else "impossible")
    found = explain(changed)[0]
    first = found.cells[0] == cell and found.mistake == "cell"
    true = int(system.bounds.low[cell])
    return Result(way, "relations", first, first and found.low == found.high == true)


def solvable(relations: Relations, bounds: Bounds, cell: int) -> bool:
    """Whether whole numbers for the hidden cells can make all relations around a cell hold."""
    return feasible(relations, bounds, component(relations, bounds, cell))


class Constraint(NamedTuple):
    """``least <= sum of sizes × cells <= most``."""

    cells: Sequence[int]
    sizes: Sequence[int]
    least: float
    most: float


def constraint(relations: Relations, relation: int) -> Constraint:
    """A relation: the parts less the whole are 0; of an average, within the rounding, half up."""
    parts = relations.parts_of(relation).tolist()
    cells = [*parts, int(relations.whole[relation])]
    count = len(parts)
    if relations.averages[relation]:
        return Constraint(cells, [2] * count + [-2 * count], -count, count - 1)
    return Constraint(cells, [1] * count + [-1], 0, 0)


def feasible(
    relations: Relations,
    bounds: Bounds,
    chosen: NDArray[np.intp],
    persons: Sequence[Sequence[int]] = (),
) -> bool:
    """Whether whole numbers within the bounds can make the chosen relations hold.

    Args:
        relations: all relations.
        bounds: what each cell may be.
        chosen: the numbers of the relations that must hold.
        persons: groups of cells that cannot all be 0.
    """
    from scipy.optimize import Bounds as Limits
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import csr_matrix

    if not len(chosen):
        return True
    rows = [constraint(relations, relation) for relation in chosen.tolist()]
    rows += [Constraint(cells, [1] * len(cells), 1, np.inf) for cells in persons]
    columns = [cell for row in rows for cell in row.cells]
    used, numbered = np.unique(columns, return_inverse=True)
    values = [size for row in rows for size in row.sizes]
    places = np.repeat(np.arange(len(rows)), [len(row.cells) for row in rows])
    matrix = csr_matrix((values, (places, numbered)), shape=(len(rows), len(used)))
    limits = ([row.least for row in rows], [row.most for row in rows])
    answer = milp(
        np.zeros(len(used)),
        constraints=LinearConstraint(matrix, *limits),
        integrality=np.ones(len(used)),
        bounds=Limits(bounds.low[used], bounds.high[used]),
    )
    return bool(answer.success)


def component(relations: Relations, bounds: Bounds, cell: int) -> NDArray[np.intp]:
    """The relations that hang together with a cell by way of hidden cells."""
    open_cell = bounds.low != bounds.high
    wanted = np.zeros(len(bounds.low), bool)
    wanted[cell] = True
    count = -1
    while True:
        chosen = wanted[relations.whole]
        np.logical_or.at(chosen, relations.part_of, wanted[relations.part])
        if chosen.sum() == count:
            return np.flatnonzero(chosen)
        count = int(chosen.sum())
        wanted[relations.whole[chosen & open_cell[relations.whole]]] = True
        of_chosen = chosen[relations.part_of] & open_cell[relations.part]
        wanted[relations.part[of_chosen]] = True


def lines(report: str, published: int, results: list[Result]) -> Iterator[str]:
    """The shares of one report as aligned text."""
    yield f"\n{report}: {published} published figures, {len(results)} wrong ones tried"
    yield f"{'':16}{'tried':>8}{'caught':>8}{'possible':>9}{'share':>8}{'first':>8}{'exact':>8}"
    for way in (*WAYS, "all"):
        of_way = [r for r in results if way in ("all", r.way)]
        outcome = Counter(r.outcome for r in of_way)
        caught = [r for r in of_way if r.outcome not in ("missed", "impossible")]
        possible = len(caught) + outcome["missed"]
        yield (
            f"{way:16}{len(of_way):8}{len(caught):8}{possible:9}"
            f"{len(caught) / possible:8.2%}"
            f"{sum(r.first for r in caught) / len(caught):8.2%}"
            f"{sum(r.mended for r in caught) / len(caught):8.2%}"
        )
    outcome = Counter(r.outcome for r in results)
    yield "outcomes: " + ", ".join(f"{name} {count}" for name, count in sorted(outcome.items()))


def main() -> None:
    """Run everything and print the shares."""
    parser = argparse.ArgumentParser(description="Count the wrong figures that are caught.")
    parser.add_argument("--every", type=int, default=1, help="take each N-th figure only")
    options = parser.parse_args()
    started = time.monotonic()
    found: dict[str, tuple[int, list[Result]]] = {}
    with ProcessPoolExecutor(PROCESSES) as pool:
        parts = 2 * PROCESSES
        for report, published, results in pool.map(run, range(parts), [options.every] * parts):
            before = found.get(report, (published, []))[1]
            found[report] = (published, before + results)
    for report, (published, results) in found.items():
        print("\n".join(lines(report, published, results)))
    print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
