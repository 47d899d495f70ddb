"""Which cells the words of ``explain`` mean: codes and names on one side, a period on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from generator.model.codelists import Code, CodeLists
from generator.model.dimensions import ALL, COLUMNS, MONTH, PERIOD_TYPES
from generator.model.errors import UsageError
from generator.recognise.labels import normal

_PERIOD: Final = re.compile(rf"(?:({'|'.join(PERIOD_TYPES)})/)?(\d{{4}}-(?:0[1-9]|1[0-2]))")

#: Dimension → code, for the dimensions that are not ``alle``.
Codes = Mapping[str, str]


class Period(NamedTuple):
    """A period as the observations have it (contract, section 1)."""

    periodetype: str
    periode: str


def period_of(text: str) -> Period:
    """Read ``2024-08`` or ``hittil_i_aar/2024-08``.

    Raises:
        UsageError: it is neither.
    """
    found = _PERIOD.fullmatch(text)
    if not found:
        raise UsageError(f"the period {text!r} is not one such as 2024-08 or hittil_i_aar/2024-08")
    return Period(found[1] or MONTH, found[2])


@dataclass(frozen=True)
class Query:
    """Finds codes by code, name or listed alias; case does not count."""

    codelists: CodeLists

    def codes_of(self, what: str) -> list[Codes]:
        """Every way to understand words such as ``tiltak=mentor,fylke=03`` or ``Mentor``.

        Args:
            what: codes or names with commas between, each with ``<dimension>=`` before it or not.
                ``alle`` is what is not broken down. A measure brings its group along.

        Raises:
            UsageError: a word means nothing, or the words contradict each other.
        """
        meanings = [self._meanings(word) for word in self._words(what)]
        joined = (self._joined(each) for each in product(*meanings))
        found = [codes for codes in joined if codes is not None]
        if not found:
            raise UsageError(f"{what!r} contradicts itself: nothing is all of it at once")
        return found

    def _words(self, what: str) -> Iterator[str]:
        """The words between the commas; a name may have commas of its own."""
        parts = what.split(",")
        while parts:
            ends = range(len(parts), 1, -1)
            end = next((n for n in ends if self._known(",".join(parts[:n]))), 1)
            yield ",".join(parts[:end]).strip()
            parts = parts[end:]

    def _known(self, word: str) -> bool:
        return bool(list(self._found(*self._split(word))))

    def _split(self, word: str) -> tuple[str, tuple[str, ...]]:
        """What is meant, and the dimensions in which to look for it."""
        column, equals, value = word.partition("=")
        return (value.strip(), (column.strip(),)) if equals else (word.strip(), COLUMNS)

    def _found(self, value: str, columns: tuple[str, ...]) -> Iterator[Codes]:
        """What a word may mean; a code says it before a name does."""
        wanted = normal(value)
        for column in columns:
            for code in self.codelists.by_column.get(column, ()):
                if code.kode == ALL:
                    continue
                if wanted == normal(code.kode) or wanted in map(normal, code.names):
                    yield {column: code.kode}

    def _meanings(self, word: str) -> list[Codes]:
        value, columns = self._split(word)
        if unknown := [column for column in columns if column not in COLUMNS]:
            raise UsageError(f"no dimension is called {unknown[0]!r}; known: {', '.join(COLUMNS)}")
        if normal(value) == ALL:
            return [{}]
        if found := list(self._found(value, columns)):
            return found
        where = f"the codes of {columns[0]}" if len(columns) == 1 else "any code list"
        closest = ", ".join(self._closest(value, columns))
        raise UsageError(f"{value!r} is not in {where}; closest: {closest}")

    def _closest(self, value: str, columns: tuple[str, ...], *, most: int = 3) -> list[str]:
        """The codes that a word is least unlike, by code or by name."""
        codes = [(c, code) for c in columns for code in self.codelists.by_column[c].parts]

        def far(pair: tuple[str, Code]) -> float:
            forms = map(normal, (pair[1].kode, *pair[1].names))
            return min(OSA.normalized_distance(normal(value), form) for form in forms)

        return [f"{c}={code.kode} «{code.navn}»" for c, code in sorted(codes, key=far)[:most]]

    def _joined(self, meanings: tuple[Codes, ...]) -> Codes | None:
        """All of the meanings at once, None if they contradict each other."""
        joined: dict[str, str] = {}
        for column, kode in [pair for codes in meanings for pair in self._whole(codes)]:
            if joined.setdefault(column, kode) != kode:
                return None
        return joined

    def _whole(self, codes: Codes) -> list[tuple[str, str]]:
        if "tiltak" in codes:
            return [("tiltaksgruppe", self.codelists.group_of(codes["tiltak"])), *codes.items()]
        return list(codes.items())
