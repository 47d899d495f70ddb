"""Which code a printed label stands for.

A label is a known name, a listed alias, or a near miss of exactly one known name within its
dimension (then it is repaired, and the repair is published). Anything else is not a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import OSA

from generator.model.codelists import CodeLists

How = Literal["", "mellomrom", "avkortet", "naermeste"]

#: A cut label must keep at least this many characters, or it says too little.
_CUT_MIN: Final = 6
_CODED: Final = re.compile(r"(\d\d) (.+)")
_DIGITS: Final = re.compile(r"\d+")


class Match(NamedTuple):
    """A code that a label may stand for. ``how`` is empty where nothing had to be repaired."""

    column: str
    kode: str
    how: How


class Repair(NamedTuple):
    """A label that was printed otherwise than its code is named (resource ``rettelser``)."""

    linje: int
    dimensjon: str
    trykt: str
    kode: str
    navn: str
    maate: How


def normal(text: str) -> str:
    """The form in which labels are compared: case and white space do not count."""
    return " ".join(text.casefold().split())


def tolerance(length: int) -> int:
    """How many letters a label of ``length`` characters may be off and still be a near miss."""
    return 0 if length < 4 else 1 if length < 9 else 2 if length < 20 else 3


def is_near(printed: str, name: str) -> bool:
    """Whether ``printed`` may be a misreading of ``name`` (both normal). Digits never are."""
    if _DIGITS.findall(printed) != _DIGITS.findall(name):
        return False
    allowed = tolerance(len(name))
    return allowed > 0 and OSA.distance(printed, name, score_cutoff=allowed) <= allowed


def is_cut(printed: str, name: str) -> bool:
    """Whether ``printed`` is ``name`` cut off between two words, as at a line wrap."""
    return len(printed) >= _CUT_MIN and name.startswith(printed + " ")


def how_near(printed: str, names: Iterable[str], *, cut: bool) -> How | None:
    """In what way ``printed`` is one of ``names``: '' is exactly, None is not at all."""
    forms = [normal(name) for name in names]
    if printed in forms:
        return ""
    bare = printed.replace(" ", "")
    if any(form.replace(" ", "") == bare for form in forms):
        return "mellomrom"
    if cut and any(is_cut(printed, form) for form in forms):
        return "avkortet"
    return "naermeste" if any(is_near(printed, form) for form in forms) else None


_RANK: Final[dict[How, int]] = {"": 0, "mellomrom": 1, "avkortet": 2, "naermeste": 3}


@dataclass
class Labels:
    """Looks labels up in the code lists. Answers are kept: reports repeat their labels."""

    codelists: CodeLists
    _found: dict[tuple[str, tuple[str, ...], bool], tuple[Match, ...]] = field(default_factory=dict)

    def find(self, label: str, columns: tuple[str, ...], *, cut: bool = False) -> tuple[Match, ...]:
        """Every code of the dimensions ``columns`` that ``label`` stands for, best kind only.

        Two matches in one dimension mean that the label names none of them for certain.

        Args:
            label: as printed, white space folded.
            columns: the dimensions to look in.
            cut: whether the label may have been cut at a line wrap.
        """
        key = (normal(label), columns, cut)
        if key not in self._found:
            self._found[key] = self._best(key[0], columns, cut)
        return self._found[key]

    def _best(self, printed: str, columns: tuple[str, ...], cut: bool) -> tuple[Match, ...]:
        matches = [m for column in columns for m in self._in_column(printed, column, cut)]
        best = min((_RANK[m.how] for m in matches), default=0)
        return tuple(m for m in matches if _RANK[m.how] == best)

    def _in_column(self, printed: str, column: str, cut: bool) -> Iterator[Match]:
        if column == "fylke" and (coded := _CODED.fullmatch(printed)):
            yield from self._coded(coded[1], coded[2])
            return
        for code in self.codelists.by_column[column].parts:
            if column == "fylke" and code.kode.isdigit():
                continue  # fylker of different times share names: the code tells them apart
            how = how_near(printed, code.names, cut=cut)
            if how is not None:
                yield Match(column, code.kode, how)

    def _coded(self, kode: str, name: str) -> Iterator[Match]:
        """A fylke's row: the code says which, the name must be a form of the official one."""
        if kode in self.codelists["fylker"]:
            how = how_near(name, self.codelists["fylker"][kode].names, cut=True)
            if how is not None:
                yield Match("fylke", kode, how)

    def closest(self, label: str, columns: tuple[str, ...], *, most: int = 3) -> list[str]:
        """The known names that ``label`` is least unlike, to show with an error."""
        printed = normal(label)
        names = {
            n for c in columns for code in self.codelists.by_column[c].parts for n in code.names
        }

        def far(name: str) -> tuple[float, str]:
            return OSA.normalized_distance(printed, normal(name)), name

        return sorted(names, key=far)[:most]

    def name(self, column: str, kode: str) -> str:
        """The name of a code."""
        return self.codelists.by_column[column][kode].navn
