"""Cards as PNG. Runs in the processes that draw (:mod:`generator.render.svg`).

vl-convert makes true colours with 8 bits of transparency, 80 kB a card; with the palette of the
page's colours the same card has 23 kB. Measured for 802 cards: 18 MB in all; 23 ms each to draw and
17 to pack, beside the drawing of the charts 16 s more on two cores.
"""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING

from generator.render.colours import palette

if TYPE_CHECKING:
    from PIL.Image import Image


def png(svg: str, colours: tuple[tuple[str, str], ...]) -> bytes:
    """An SVG without ``var(…)`` as a PNG of its own size.

    Args:
        svg: it has a plain background over its whole size.
        colours: name → colour, those that it may have.
    """
    import vl_convert
    from PIL import Image

    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(svg))).convert("RGB")
    reduced = drawn.quantize(palette=_palette(colours), dither=Image.Dither.NONE)
    file = io.BytesIO()
    reduced.save(file, "PNG", compress_level=6)
    return file.getvalue()


@functools.cache
def _palette(colours: tuple[tuple[str, str], ...]) -> Image:
    from PIL import Image

    image = Image.new("P", (1, 1))
    image.putpalette(palette(dict(colours)))
    return image
