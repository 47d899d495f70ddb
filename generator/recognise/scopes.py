"""What a heading or a row «I alt …» says that the figures are about."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from generator.recognise.labels import Labels, Match, normal

_TOTAL: Final = re.compile(r"i alt(?: (.+))?", re.IGNORECASE)


class Scope(NamedTuple):
    """One way to understand a total: the dimensions that it fixes, and what was repaired."""

    codes: dict[str, str]
    matches: tuple[Match, ...]


def total_name(label: str) -> str | None:
    """What stands after «I alt»: '' for the plain total, None if the row is no total."""
    total = _TOTAL.fullmatch(label)
    return None if total is None else (total[1] or "")


def heading_scope(text: str, labels: Labels) -> dict[str, str] | None:
    """The sex and main group that a heading names («Kvinner, andre på tiltak»), None if none.

    Headings only confirm what the total below says, so nothing is repaired or cut here.
    """
    for scope in _scopes(text, labels, ("kjonn", "hovedgruppe"), cut=False):
        if not any(match.how for match in scope.matches):
            return scope.codes
    return None


def total_scopes(name: str, labels: Labels) -> list[Scope]:
    """Every way to understand the total «I alt <name>».

    «kvinner», «kvinner, andre på tiltak», «kvinner og opplæring», «andre på tiltak», «opplæring»
    or «arbeid med støtte»; the last ones may have been cut at a line wrap. A name that is both a
    group and a measure gives two.
    """
    if not name:
        return [Scope({}, ())]
    return _scopes(name, labels, ("kjonn", "hovedgruppe", "tiltaksgruppe", "tiltak"), cut=True)


def _scopes(name: str, labels: Labels, columns: tuple[str, ...], *, cut: bool) -> list[Scope]:
    found = [Scope({m.column: m.kode}, (m,)) for m in labels.find(name, columns, cut=cut)]
    if found:
        return found
    for separator, column in ((", ", "hovedgruppe"), (" og ", "tiltaksgruppe")):
        first, _, rest = normal(name).partition(separator)
        if not rest or column not in columns:
            continue
        for sex in labels.find(first, ("kjonn",)):
            found += [
                Scope({"kjonn": sex.kode, column: m.kode}, (sex, m))
                for m in labels.find(rest, (column,), cut=cut)
            ]
    return found
