"""A report as it was received, and as a grid of cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """What ``report.toml`` says of a report.

    Months are ``YYYY-MM``; ``published`` is a date, ``YYYY-MM-DD``, or empty where it is not known.
    ``title_en`` is our translation of ``title``, or empty.
    """

    id: str
    title: str
    publisher: str
    file: str
    tiltaksgruppe: str
    period_from: str
    period_to: str
    source: str
    licence: str
    law: str
    published: str = ""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report's file, byte for byte, with its origin. ``path`` is the file's path to show."""

    origin: Origin
    path: str
    raw: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a grid.

    Attributes:
        number: from 1.
        text: the line as it stands, without its line end.
        cells: its cells, split at tabs, white space folded; the first is the label.
    """

    number: int
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """What every kind of reader makes of a file: nothing after it knows the file's format."""

    path: str
    lines: tuple[Line, ...]
