"""The catalogues of messages, which make the languages that the site is in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.model.findings import Finding
from generator.model.language import BOKMAAL, Language
from generator.read.content import Content


def languages(folder: Path) -> tuple[Language, ...]:
    """Bokmål, and each language that there is a catalogue for, by its code.

    Args:
        folder: where the catalogues are, ``<code>.po``.
    """
    others = (_translated(path) for path in _catalogues(folder))
    return (BOKMAAL, *others)


#: The text pages that the site's own links lead to.
_PAGES: Final = ("data", "kvalitet", "om", "tilgjengelighet")


def missing_pages(content: Content, pages: Path) -> Iterator[Finding]:
    """The text pages that every page links to and that are not there.

    Args:
        content: with the text pages.
        pages: the folder that they are in, to be shown.
    """
    for name in _PAGES:
        if name not in content.pages:
            message = "every page of the site links to this page, and it is not there"
            yield Finding(str(pages / f"{name}.md"), 0, 0, "page-missing", message, "write it")


def untranslated(content: Content, pages: Path, folder: Path) -> Iterator[Finding]:
    """The text pages that a language with a catalogue lacks.

    Args:
        content: with the text pages in all languages.
        pages: the folder that they are in, to be shown.
        folder: where the catalogues are, ``<code>.po``.
    """
    for catalogue in _catalogues(folder):
        code = catalogue.stem
        for name in sorted(content.pages.keys() - content.translated.get(code, {}).keys()):
            yield Finding(
                str(pages / code / f"{name}.md"),
                0,
                0,
                "page-untranslated",
                f"{catalogue.name} makes «{code}» a language of the site; this page is not there",
                f"translate {pages / name}.md, or take {catalogue.name} away",
            )


def _catalogues(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.po"))


def _translated(path: Path) -> Language:
    """The language of a catalogue; «fuzzy» messages are guesses of tools and are left out."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string
        if said and all(said):
            messages[one] = said if isinstance(said, str) else tuple(said)
    return Language(path.stem, f"{path.stem}/", str(catalogue.locale), messages)
