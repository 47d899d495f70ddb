"""The tile grid of the country: a fylke a tile, about where it lies."""

from __future__ import annotations

from generator.render.cuts import Cuts, fylke_link
from generator.render.views import Tile


def tiles(cuts: Cuts, here: str = "") -> tuple[Tile, ...]:
    """The fylker that have figures and a place in the grid; ``here`` is the page's own."""
    return tuple(
        Tile(
            fylke_link(cuts.lang, code),
            code.kode,
            int(code.rutekolonne),
            int(code.ruterad),
            code.kode == here,
        )
        for code in cuts.with_figures("fylke")
        if code.rutekolonne
    )
