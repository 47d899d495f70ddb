"""Everything of the package in one zip, with its licence and a read-me."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

from generator.export.cells import Cells
from generator.export.pages import DataPage
from generator.export.words import Line, licence_line, readme

#: The earliest time that a zip can hold: the files have none of their own.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3
_STORED: Final = (".xlsx", ".parquet")

README: Final = "LES-MEG.txt"
LICENCE: Final = "LISENS.txt"


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of files by their path, sorted; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            entry.compress_type = (
                zipfile.ZIP_STORED if path.endswith(_STORED) else zipfile.ZIP_DEFLATED
            )
            made.writestr(entry, files[path])
    return buffer.getvalue()


def readme_text(cells: Cells, page: DataPage, titles: Mapping[str, str]) -> bytes:
    """The read-me: what each file holds, cautions, source, licence.

    Args:
        cells: the observations.
        page: the whole package as a page.
        titles: what each file holds, by its path.
    """
    files = [("text", f"{path}: {title}") for path, title in sorted(titles.items())]
    return _prose(readme(cells, page, [("heading", "Filene"), *files]))


def licence_text(cells: Cells) -> bytes:
    """What the licence lets one do, and where its full text is."""
    lines = [
        ("title", "Lisens / Licence"),
        ("text", licence_line(cells)),
        ("heading", "Bokmål"),
        ("text", "Du kan dele og bruke dataene fritt, også kommersielt, når du oppgir kilden,"),
        ("text", "viser til lisensen og sier fra om endringer."),
        ("text", "Lisensteksten står på adressen over."),
        ("heading", "English"),
        ("text", "You are free to share and use the data, also commercially, as long as you"),
        ("text", "name the source, refer to the licence and say what you have changed."),
        ("text", "The full text of the licence is at the address above."),
    ]
    return _prose(lines)


def _prose(lines: Iterable[Line]) -> bytes:
    """Lines as plain text, headings underlined, with the line ends that every editor shows."""
    text: list[str] = []
    for style, line in lines:
        if style == "text":
            text.append(line)
        else:
            text += ["", line, ("=" if style == "title" else "-") * len(line)]
    return "\r\n".join([*text[1:], ""]).encode()
