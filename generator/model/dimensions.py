"""The dimensions of an observation, in the order of the published columns (contract, section 1)."""

from __future__ import annotations

from typing import Final, NamedTuple

ALL: Final = "alle"
MONTH: Final = "maaned"
AVERAGE: Final = "hittil_i_aar"
PERIOD_TYPES: Final = (AVERAGE, MONTH)
PUBLISHED: Final = "publisert"
HIDDEN: Final = "skjermet"
STATUSES: Final = (PUBLISHED, HIDDEN)

#: A hidden figure is one of 0, 1, 2 and 3 («mindre enn 4»), so at most this.
HIDDEN_MAX: Final = 3


class Dimension(NamedTuple):
    """A column that says what an observation is broken down by, and its code list."""

    column: str
    codelist: str


DIMENSIONS: Final = (
    Dimension("tiltaksgruppe", "tiltaksgrupper"),
    Dimension("tiltak", "tiltak"),
    Dimension("hovedgruppe", "hovedgrupper"),
    Dimension("kjonn", "kjonn"),
    Dimension("fylke", "fylker"),
    Dimension("alder", "aldersgrupper"),
    Dimension("innvandring", "innvandring"),
    Dimension("verdensdel", "verdensdeler"),
    Dimension("utdanning", "utdanning"),
)
COLUMNS: Final = tuple(dimension.column for dimension in DIMENSIONS)
CODELISTS: Final = tuple(dimension.codelist for dimension in DIMENSIONS)
PERIOD: Final = ("periodetype", "periode")
KEY: Final = (*PERIOD, *COLUMNS)

#: The dimensions that break one measure down further.
BREAKDOWNS: Final = ("fylke", "kjonn", "alder", "innvandring", "verdensdel", "utdanning")
