"""What else a fylke is known by: the fylker that went into it, and its kommuner.

The names of the kommuner come from ``kommuner.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.model.codelists import Code
from generator.render.alphabet import sort_key
from generator.render.cuts import Cuts, short

#: A fylke that is no more → those that took its place, on 1 January 2020 or 2024, by their numbers
#: (Statistics Norway's classification 104, Standard for fylkesinndeling). The code list tells it
#: too, but in sentences for readers; a test holds the two together.
SUCCESSORS: Final[Mapping[str, tuple[str, ...]]] = {
    "01": ("30",),
    "02": ("30",),
    "04": ("34",),
    "05": ("34",),
    "06": ("30",),
    "07": ("38",),
    "08": ("38",),
    "09": ("42",),
    "10": ("42",),
    "12": ("46",),
    "14": ("46",),
    "19": ("54",),
    "20": ("54",),
    "30": ("31", "32", "33"),
    "38": ("39", "40"),
    "54": ("55", "56"),
}


def kommuner_of(cuts: Cuts, fylke: str) -> list[str]:
    """The official names of a fylke's kommuner, each with all its languages, in order."""
    found = [name for kode, name in cuts.publication.content.kommuner.items() if kode[:2] == fylke]
    return sorted(found, key=lambda name: sort_key(name, proper=True))


def town_names(cuts: Cuts, fylke: str) -> list[str]:
    """The kommuner of a fylke, each by its name in every language that it has one in."""
    return [name for kommune in kommuner_of(cuts, fylke) for name in kommune.split(" - ")]


def old_names(cuts: Cuts, fylke: str) -> list[str]:
    """The fylker that went into a fylke and whose names are not in use any more."""
    return [short(cuts.lang, old) for old, codes in _former(cuts) if fylke in codes]


def _former(cuts: Cuts) -> Iterator[tuple[Code, tuple[str, ...]]]:
    """Each fylke that is no more, has no page, and left its name; with those to look at now."""
    lang = cuts.lang
    shown = {code.kode: short(lang, code) for code in cuts.with_figures("fylke")}
    for old in cuts.codelists["fylker"].parts:
        if (
            old.kode in SUCCESSORS
            and old.kode not in shown
            and short(lang, old) not in shown.values()
        ):
            yield old, tuple(kode for kode in _lasting(old.kode, shown) if kode in shown)


def _lasting(kode: str, shown: Mapping[str, str]) -> Iterator[str]:
    """The fylker that a fylke has become, over as many reforms as it takes to one with a page."""
    for each in SUCCESSORS.get(kode, ()):
        if each in shown or each not in SUCCESSORS:
            yield each
        else:
            yield from _lasting(each, shown)
