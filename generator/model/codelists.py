"""Code lists: the codes of each dimension with their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.model.dimensions import ALL, DIMENSIONS

#: The columns that hold several names, parted by ``|``.
NAME_LISTS: Final = ("aliaser", "soekeord")


@dataclass(frozen=True, slots=True)
class Code:
    """A row of a code list; the fields are the columns of ``content/codelists/*.csv``.

    Validity is written as precisely as it is known, ``YYYY`` or ``YYYY-MM-DD``; empty is open.
    ``soekeord`` are abbreviations and other names that people search by. No report prints them, so
    they are no part of ``names``: a label is never recognised by one.
    """

    kode: str
    navn: str
    navn_en: str
    rekkefoelge: int
    aliaser: tuple[str, ...] = ()
    soekeord: tuple[str, ...] = ()
    beskrivelse: str = ""
    beskrivelse_en: str = ""
    tiltaksgruppe: str = ""
    arenakode: str = ""
    gyldig_fra: str = ""
    gyldig_til: str = ""
    erstatter: str = ""
    rutekolonne: str = ""
    ruterad: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the listed aliases: everything that a report may print for the code."""
        return (self.navn, *self.aliaser)

    def valid_in(self, first: str, last: str) -> bool:
        """Whether the code is valid in any month from ``first`` to ``last`` (``YYYY-MM``)."""
        starts = self.gyldig_fra[:7]
        ends = self.gyldig_til[:7]
        return starts <= last[: len(starts)] and (not ends or ends >= first[: len(ends)])


@dataclass(frozen=True, slots=True)
class Break:
    """A month from which figures are not what they were; the fields are those of ``brudd.csv``.

    ``maaned`` is the first month after it, ``YYYY-MM``; ``gjelder`` a code of ``dimensjon``, or
    ``alle`` for each of them.
    """

    kode: str
    maaned: str
    dimensjon: str
    gjelder: str
    tekst: str
    tekst_en: str

    def touches(self, codes: Mapping[str, str]) -> bool:
        """Whether a cell with these codes (dimension → code) is concerned."""
        kode = codes.get(self.dimensjon, ALL)
        return kode != ALL and self.gjelder in (ALL, kode)


@dataclass(frozen=True)
class CodeList:
    """The codes of one dimension in their published order, ``alle`` first."""

    name: str
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __getitem__(self, kode: str) -> Code:
        return self.by_code[kode]

    def __contains__(self, kode: object) -> bool:
        return kode in self.by_code

    @cached_property
    def by_code(self) -> Mapping[str, Code]:
        """Code → row."""
        return {code.kode: code for code in self.codes}

    @cached_property
    def parts(self) -> tuple[Code, ...]:
        """The codes that together make up ``alle``."""
        return tuple(code for code in self.codes if code.kode != ALL)


@dataclass(frozen=True)
class CodeLists:
    """All code lists, by the name of their resource."""

    lists: Mapping[str, CodeList]
    breaks: tuple[Break, ...] = ()

    def __getitem__(self, codelist: str) -> CodeList:
        return self.lists[codelist]

    @cached_property
    def by_column(self) -> Mapping[str, CodeList]:
        """Dimension column of the observations → its code list."""
        return {d.column: self.lists[d.codelist] for d in DIMENSIONS}

    def breaks_of(self, codes: Mapping[str, str]) -> tuple[Break, ...]:
        """The breaks that concern a cell with these codes, by month."""
        touched = (each for each in self.breaks if each.touches(codes))
        return tuple(sorted(touched, key=lambda each: each.maaned))

    def group_of(self, tiltak: str) -> str:
        """The group that a measure belongs to."""
        return self.lists["tiltak"][tiltak].tiltaksgruppe
