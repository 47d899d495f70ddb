"""Whether what the site works out tells of hidden figures what NAV's own figures do not.

Three ways in which it can, each an error:

- a figure comes from a hidden one, or from one that an older report printed and a newer hides;
- with all that the derived figures tell, a hidden figure can be fewer values than without;
- a derived figure is what a total leaves for its hidden parts, or the sum of those that are not
  hidden: the remainder may be there for anyone to work out, but this site does not do it.

That a published figure is the larger of two tells nothing of hidden ones: they are under 4, and
no published one is (a report that prints one does not get this far).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from generator.audit.claims import Claim, Form, direction
from generator.audit.ranges import Solver
from generator.audit.solved import Solved
from generator.audit.system import Printed, System, rows_over

if TYPE_CHECKING:
    from generator.audit.ranges import Ints

#: A hidden cell, and how something is told of it.
Disclosure = tuple[int, str]


def disclosures(solved: Solved, claims: Sequence[Claim], solver: Solver) -> list[Disclosure]:
    """The hidden cells of which claims tell something, with the reason; by cell.

    Args:
        solved: what the reports leave open.
        claims: what the derived figures tell.
        solver: works the system out with the claims.
    """
    telling = [c for c in claims if any(solved.unknown[cell] >= 0 for cell, _ in c.form)]
    names = ", ".join(sorted({claim.where for claim in telling}))
    reason = f"figures on the site narrow what it can be ({names})"
    narrow = [(cell, reason) for cell in narrowed(solved, telling, solver)]
    return sorted({*_parts(claims, solved.printed), *_remainders(claims, solved.printed), *narrow})


def narrowed(solved: Solved, claims: Sequence[Claim], solver: Solver) -> list[int]:
    """The hidden cells that can be fewer values with some claims than without."""
    rows = claim_rows(solved.printed, solved.unknown, claims)
    with_claims = solver.possible(solved.system.and_rows(rows), _unwatched)
    fewer = (solved.possible & ~with_claims).sum(axis=1) > 0
    cells = np.flatnonzero(solved.printed.hidden)
    found: list[int] = cells[fewer[solved.unknown[cells]]].tolist()
    return found


def _unwatched(done: int, of: int) -> None:
    """Nobody is told: most components are known from the system without the claims."""


def claim_rows(printed: Printed, unknown: Ints, claims: Sequence[Claim]) -> System:
    """Claims as rows over the unknowns."""
    entries = [(row, *entry) for row, claim in enumerate(claims) for entry in claim.form]
    row, cell, size = np.array(entries, np.int64).reshape(-1, 3).T
    bounds = np.array([(c.least, c.most) for c in claims], np.int64).reshape(-1, 2)
    return rows_over(printed, unknown, (row, cell, size), (bounds[:, 0], bounds[:, 1]))


def _parts(claims: Iterable[Claim], printed: Printed) -> Iterator[Disclosure]:
    """Hidden cells that figures come from, and those that an older report printed."""
    withheld = printed.hidden | printed.hidden[printed.newest]
    for claim in claims:
        for cell, _ in claim.form:
            if withheld[cell]:
                yield cell, f"a figure on the site comes from it ({claim.where})"


def _remainders(claims: Iterable[Claim], printed: Printed) -> Iterator[Disclosure]:
    """Sums that are what a relation leaves for its hidden cells."""
    forms = _remainder_forms(printed)
    for claim in claims:
        reason = f"a figure on the site is what a total leaves for it ({claim.where})"
        for relation in forms.get(direction(claim.form), ()) if claim.kind == "sum" else ():
            cells, _ = _members(printed, relation)
            yield from ((cell, reason) for cell in cells if printed.hidden[cell])


def _remainder_forms(printed: Printed) -> dict[Form, list[int]]:
    """For each relation with hidden parts its published cells as a sum: with and without whole."""
    relations, hidden = printed.relations, printed.hidden
    with_hidden = np.unique(relations.part_of[hidden[relations.part]])
    forms: dict[Form, list[int]] = {}
    for relation in with_hidden.tolist():
        cells, whole = _members(printed, relation)
        parts = {cell: 1 for cell in cells if cell != whole and not hidden[cell]}
        for form in (parts, parts | {whole: -1}):
            if len(form) > 1 and not hidden[whole]:
                forms.setdefault(direction(tuple(sorted(form.items()))), []).append(relation)
    return forms


def _members(printed: Printed, relation: int) -> tuple[list[int], int]:
    whole = int(printed.relations.whole[relation])
    return [*printed.relations.parts_of(relation).tolist(), whole], whole
