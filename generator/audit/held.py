"""What the pages hold: every figure and every derived number in them, as claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from generator.audit.claims import Claim, form_of, share_claims
from generator.audit.system import FAR, Printed
from generator.audit.traced import Counted
from generator.model.figures import Derived, Hidden, Published
from generator.render.views import Page, Row

#: Most values by far; nothing is in them.
_LEAVES: Final = (str, int, float, type(None))


def held_claims(pages: Iterable[Page], printed: Printed) -> list[Claim]:
    """What the figures that stand in the pages say of the cells at their places."""
    claims: list[Claim] = []
    for page in pages:
        where = f"/{page.path}"
        for value in _found(page):
            if isinstance(value, Published):
                claims.append(_shown(value, printed, where))
            elif isinstance(value, Derived):
                claims += _derived(value, printed, where)
            else:
                claims += _new(value, printed, where)
    return claims


def _found(value: object) -> Iterator[Published | Derived | Row]:
    """Every figure, derived number and row in a value, however deep."""
    if isinstance(value, Published | Derived | Row):
        yield value
    for each in _inside(value):
        if not isinstance(each, _LEAVES):
            yield from _found(each)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, list | tuple | set | frozenset):
        return value
    if isinstance(value, Mapping):
        return value.values()
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return ()


def _new(row: Row, printed: Printed, where: str) -> Iterator[Claim]:
    """The hidden figures of a row that are from before the measure existed: read as 0."""
    for figure, before in zip(row.cells, row.before, strict=False):
        if before and isinstance(figure, Hidden):
            yield Claim("new", ((printed.at[figure.place], 1),), 0, 0, where)


def _shown(figure: Published, printed: Printed, where: str) -> Claim:
    cell, value = printed.at[figure.place], int(figure.value)
    in_publication = printed.newest[cell] == cell and not printed.hidden[cell]
    if in_publication and not isinstance(figure.value, Counted):
        raise RuntimeError(f"{where}: what is worked out from its figures cannot be traced")
    return Claim("figure", ((cell, 1),), value, value, where)


def _derived(figure: Derived, printed: Printed, where: str) -> tuple[Claim, ...]:
    """A derived number by what it is of its parts: their difference, sum or share.

    One that is none of these (a rank, say) is told by its parts alone: it bounds nothing, but a
    hidden one among them is seen.
    """
    cells = [printed.at[part.place] for part in figure.parts]
    values = [int(part.value) for part in figure.parts]
    whole = form_of((cell, 1) for cell in cells)
    if len(cells) == 2:
        (one, other), (first, second) = cells, values
        if figure.value == first - second:
            difference = form_of([(one, 1), (other, -1)])
            return (Claim("sum", difference, first - second, first - second, where),)
        if second and abs(figure.value - first / second) < 1e-9:
            return share_claims(((one, 1),), ((other, 1),), figure.value, where)
    if figure.value == sum(values):
        return (Claim("sum", whole, sum(values), sum(values), where),)
    return (Claim("order", whole, -FAR, FAR, where),)
