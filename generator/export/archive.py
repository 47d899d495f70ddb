"""Everything of the package in one zip, with its licence and a read-me."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

from generator.export.cells import Cells
from generator.export.formats import FORMATS
from generator.export.pages import DataPage
from generator.export.words import Line, licence_line, readme
from generator.model.files import PublishedFile

#: The earliest time that a zip can hold: the files have none of their own.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3
_STORED: Final = (".xlsx", ".parquet")

_ENDINGS: Final = (
    ".csv: komma mellom feltene, UTF-8, koder som i datapackage.json.",
    ".excel.csv: for norsk Excel, med navn ved siden av kodene. Der er koden 03 «fylke 03»,",
    "koden 20-24 «alder 20-24» og måneden 2024-08 «2024M08», så Excel ikke gjør dem om.",
    ".parquet: de samme kolonnene med typer, og navn ved siden av kodene i observasjonene.",
)

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


def readme_text(cells: Cells, page: DataPage, entries: Iterable[PublishedFile]) -> bytes:
    """The read-me: what each file holds, cautions, source, licence.

    Args:
        cells: the observations.
        page: the whole package as a page.
        entries: the files of the zip.
    """
    endings: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        ending = next(form.ending for form in FORMATS if form.name == entry.format)
        endings.setdefault((entry.path.removesuffix(ending), entry.title), []).append(ending)
    files = [f"{stem} ({', '.join(each)}): {title}" for (stem, title), each in endings.items()]
    contents = [("heading", "Filene"), *(("text", line) for line in (*files, *_ENDINGS))]
    return _prose(readme(cells, page, contents))


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
