"""Counts that remember the cells they come from, to learn what pages work out from figures.

The pages are gathered once more from a publication whose counts are :class:`Counted`: integers
in every way, but each sum, difference, share and comparison of two of them is noted, whoever
makes it and whatever it is called. A hidden figure has no count, so nothing can be noted of it:
that a page tells only of published cells is seen on the pages as they are.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.audit.claims import Claim, Form, direction, form_of, plus, share_claims
from generator.audit.system import FAR, Printed, places_of
from generator.package.publication import Publication

if TYPE_CHECKING:
    from types import FrameType

_PAGES: Final = "generator.render."


class Log:
    """What was worked out, each once."""

    def __init__(self) -> None:
        self._claims: dict[object, tuple[Claim, ...]] = {}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that was noted, in the order of its making."""
        return tuple(claim for claims in self._claims.values() for claim in claims)

    def sum(self, value: int, form: Form) -> None:
        """Note a sum or difference of cells."""
        if len(form) > 1 and form not in self._claims:
            self._claims[form] = (Claim("sum", form, value, value, _where()),)

    def share(self, part: Counted, whole: Counted) -> None:
        """Note a share."""
        key = ("share", direction(part.form), direction(whole.form))
        if key not in self._claims and whole:
            made = share_claims(part.form, whole.form, int(part) / int(whole), _where())
            self._claims[key] = made

    def order(self, one: Counted, other: Counted) -> None:
        """Note that two were compared: the reader may learn how they stand."""
        form = plus(one.form, other.form, -1)
        key = ("order", form)
        if form and key not in self._claims:
            difference = int(one) - int(other)
            least, most = (1, FAR) if difference > 0 else (-FAR, -1) if difference < 0 else (0, 0)
            self._claims[key] = (Claim("order", form, least, most, _where()),)


class Counted(int):
    """A count with the sum over cells that it is."""

    form: Form
    log: Log

    def __deepcopy__(self, memo: object) -> Counted:
        return self

    def _linear(self, value: int, form: Form) -> int:
        if not isinstance(value, int):  # the other one is no integer, and must do it
            return NotImplemented
        self.log.sum(value, form)
        return counted(value, form, self.log)

    def __add__(self, other: int, /) -> int:
        return self._linear(super().__add__(other), plus(self.form, _form(other)))

    def __radd__(self, other: int, /) -> int:
        return self._linear(super().__radd__(other), plus(_form(other), self.form))

    def __sub__(self, other: int, /) -> int:
        return self._linear(super().__sub__(other), plus(self.form, _form(other), -1))

    def __rsub__(self, other: int, /) -> int:
        return self._linear(super().__rsub__(other), plus(_form(other), self.form, -1))

    def __neg__(self) -> int:
        return self._linear(super().__neg__(), plus((), self.form, -1))

    def __mul__(self, other: int, /) -> int:
        value = super().__mul__(other)
        return value if isinstance(other, Counted) else self._times(value, other)

    def __rmul__(self, other: int, /) -> int:
        return self._times(super().__rmul__(other), other)

    def _times(self, value: int, factor: int) -> int:
        if not isinstance(value, int):
            return NotImplemented
        return self._linear(value, form_of((cell, size * factor) for cell, size in self.form))

    def __truediv__(self, other: int, /) -> float:
        if isinstance(other, Counted):
            self.log.share(self, other)
        return super().__truediv__(other)

    def __floordiv__(self, other: int, /) -> int:
        if isinstance(other, Counted):
            self.log.share(self, other)
        return super().__floordiv__(other)

    def _compared(self, other: object) -> None:
        if isinstance(other, Counted):
            self.log.order(self, other)

    def __lt__(self, other: int, /) -> bool:
        self._compared(other)
        return super().__lt__(other)

    def __le__(self, other: int, /) -> bool:
        self._compared(other)
        return super().__le__(other)

    def __gt__(self, other: int, /) -> bool:
        self._compared(other)
        return super().__gt__(other)

    def __ge__(self, other: int, /) -> bool:
        self._compared(other)
        return super().__ge__(other)

    def __eq__(self, other: object, /) -> bool:
        self._compared(other)
        return super().__eq__(other)

    def __ne__(self, other: object, /) -> bool:
        self._compared(other)
        return super().__ne__(other)

    __hash__ = int.__hash__


def counted(value: int, form: Form, log: Log) -> Counted:
    """A count that is a sum over cells.

    Args:
        value: the count.
        form: the sum.
        log: where what is worked out from it is noted.
    """
    made = Counted(value)
    made.form, made.log = form, log
    return made


def _form(value: object) -> Form:
    return value.form if isinstance(value, Counted) else ()


def _where() -> str:
    """The function of the pages that is at work, or else the one nearest to here."""
    frame: FrameType | None = sys._getframe(1)
    nearest = ""
    while frame:
        module = str(frame.f_globals.get("__name__"))
        name = f"{module}.{frame.f_code.co_name}"
        if module.startswith(_PAGES):
            return name
        if not nearest and module != __name__:
            nearest = name
        frame = frame.f_back
    return nearest


def traced(publication: Publication, printed: Printed, log: Log) -> Publication:
    """The same publication with every published count a :class:`Counted`."""
    import pandas as pd

    observations = publication.observations
    places = zip(observations["antall"].tolist(), places_of(observations), strict=True)
    counts = [
        pd.NA if pd.isna(count) else counted(count, ((printed.at[place], 1),), log)
        for count, place in places
    ]
    column = pd.Series(counts, index=observations.index, dtype=object)
    return replace(publication, observations=observations.assign(antall=column))
