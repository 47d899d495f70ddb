"""The catalogues of messages, which make the languages that the site is in."""

from __future__ import annotations

from pathlib import Path

from generator.model.language import BOKMAAL, Language


def languages(folder: Path) -> tuple[Language, ...]:
    """Bokmål, and each language that there is a catalogue for, by its code.

    Args:
        folder: where the catalogues are, ``<code>.po``.
    """
    others = (_translated(path) for path in sorted(folder.glob("*.po")))
    return (BOKMAAL, *others)


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
