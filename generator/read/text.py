"""The text reader: a report's bytes → a grid of cells."""

from __future__ import annotations

import re
from typing import Final

from generator.model.findings import Finding
from generator.model.reports import Grid, Line

_UTF8_BOM: Final = b"\xef\xbb\xbf"
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_BLANKS: Final = re.compile(r"[^\S\t]+")


def read_grid(raw: bytes, path: str) -> tuple[Grid, list[Finding]]:
    """Split a text report into lines and cells.

    Args:
        raw: the file as received: UTF-8 with or without BOM, LF or CRLF; cells parted by tabs.
        path: the file's path to show.

    Returns:
        The grid, and what is wrong with the file as a file. With a finding the grid is empty.
    """
    findings = _file_findings(raw, path)
    if findings:
        return Grid(path, ()), findings
    text = raw.removeprefix(_UTF8_BOM).decode("utf-8")
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    grid = Grid(path, tuple(_line(number, line) for number, line in enumerate(lines, 1)))
    return grid, []


def fold(text: str) -> str:
    """White space of every kind (no-break, thin, doubled) as one ordinary space, ends trimmed."""
    return _BLANKS.sub(" ", text).strip(" ")


def _line(number: int, text: str) -> Line:
    return Line(number, text, tuple(fold(cell) for cell in text.split("\t")))


def _file_findings(raw: bytes, path: str) -> list[Finding]:
    if not raw.removeprefix(_UTF8_BOM).strip():
        return [Finding(path, 0, 0, "empty-file", "the file is empty", "fetch the report again")]
    if raw.startswith(_UTF16_BOMS):
        message = "the file is UTF-16"
        return [Finding(path, 1, 0, "encoding", message, "save the report as UTF-8")]
    if binary := _BINARY.search(raw):
        return [_binary(raw, binary.start(), path)]
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [_not_utf8(raw, error.start, path)]
    return []


def _line_at(raw: bytes, position: int) -> int:
    return raw.count(b"\n", 0, position) + 1


def _binary(raw: bytes, position: int, path: str) -> Finding:
    message = f"byte 0x{raw[position]:02x} at position {position} belongs to no text"
    hint = "save the report as plain text in UTF-8; PDF and Excel files are not read"
    return Finding(path, _line_at(raw, position), 0, "binary-file", message, hint)


def _not_utf8(raw: bytes, position: int, path: str) -> Finding:
    message = f"byte 0x{raw[position]:02x} at position {position} is not UTF-8"
    hint = "save the report as UTF-8; it looks like Windows-1252 or Latin-1"
    return Finding(path, _line_at(raw, position), 0, "encoding", message, hint)
