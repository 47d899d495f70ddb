"""What a derived figure tells: a bound on a sum over cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import gcd
from typing import Final, Literal, NamedTuple, TypeAlias

from generator.audit.system import FAR

#: A sum over cells: each cell's number and its coefficient, by cell, none of them 0.
Form: TypeAlias = tuple[tuple[int, int], ...]
Kind = Literal["figure", "sum", "share", "order", "new"]

KINDS: Final[tuple[Kind, ...]] = ("figure", "sum", "share", "order", "new")


class Claim(NamedTuple):
    """``least <= form <= most``.

    Attributes:
        kind: a ``figure`` as it is, a ``sum`` or difference, a ``share``, an ``order`` of two;
            ``new`` is a month before the measure existed.
        form: over the cells of :class:`~generator.audit.system.Printed`.
        least: the least that the form can be.
        most: the most.
        where: the page or the function that the figure comes from.
    """

    kind: Kind
    form: Form
    least: int
    most: int
    where: str


def form_of(coefficients: Mapping[int, int] | Iterable[tuple[int, int]]) -> Form:
    """Coefficients by cell as a form."""
    return tuple(sorted((cell, size) for cell, size in dict(coefficients).items() if size))


def plus(one: Form, other: Form, times: int = 1) -> Form:
    """``one + times × other``."""
    total = dict(one)
    for cell, size in other:
        total[cell] = total.get(cell, 0) + times * size
    return form_of(total)


def direction(form: Form) -> Form:
    """The same for all multiples of a form: no common factor, the first coefficient positive."""
    factor = gcd(*(size for _, size in form)) if form else 1
    factor = -factor if form and form[0][1] < 0 else factor
    return tuple((cell, size // factor) for cell, size in form)


def share_claims(part: Form, whole: Form, share: float, where: str) -> tuple[Claim, Claim]:
    """What a share in per cent with one decimal tells: ``s - ½ <= 1000 part / whole <= s + ½``."""
    shown = round(1000 * share)
    twice = form_of((cell, 2000 * size) for cell, size in part)
    return (
        Claim("share", plus(twice, whole, -(2 * shown - 1)), 0, FAR, where),
        Claim("share", plus(twice, whole, -(2 * shown + 1)), -FAR, 0, where),
    )
