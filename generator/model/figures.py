"""A figure as a reader meets it: published, hidden, or derived from published ones.

A hidden figure is a value of its own kind with no number in it, so nothing can add, rank or
compare it: there is nothing to compute with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: the report's id, the line, the data column (1 = first figure)."""

    rapport: str
    linje: int
    kolonne: int


@dataclass(frozen=True, slots=True)
class Published:
    """A figure that a report prints: persons. ``revised``: an older report had another one."""

    value: int
    place: Place
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that a report prints as ``*``: 0, 1, 2 or 3 persons, nobody here knows which."""

    place: Place
    revised: bool = False


Figure: TypeAlias = Published | Hidden


@dataclass(frozen=True, slots=True)
class Derived:
    """A number worked out from published figures alone; it knows which.

    Attributes:
        value: persons for a difference or a sum, a share as parts per whole for a share.
        parts: the figures that it comes from.
    """

    value: float
    parts: tuple[Published, ...]


def difference(newer: Figure | None, older: Figure | None) -> Derived | None:
    """``newer`` − ``older`` in persons; None unless both are published."""
    if isinstance(newer, Published) and isinstance(older, Published):
        return Derived(newer.value - older.value, (newer, older))
    return None


def share_of(part: Figure | None, whole: Figure | None) -> Derived | None:
    """``part`` as a share of ``whole``; None unless both are published and the whole is not 0."""
    if isinstance(part, Published) and isinstance(whole, Published) and whole.value:
        return Derived(part.value / whole.value, (part, whole))
    return None
