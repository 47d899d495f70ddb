"""What charts are drawn in can be seen by everyone: axe judges no contrast within drawings.

The ratios are those of WCAG 2.2: 1.4.3 for text, 1.4.11 for marks. That colour is never alone is
1.4.1. Colours are read from the style sheet, and what is drawn with them from the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT, MARK = 4.5, 3.0

#: What nothing is read from: gridlines, the shading of months without a report (words stand in it),
#: and the background itself.
_SCENERY = {"rutenett", "hull", "bunn", "skjermet", "none"}
_GROUNDS = ("bunn", "hull")

_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
_DRAWN = re.compile(r"<(text|path|line|rect|circle|polygon)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_COLOUR = re.compile(r"--([a-z0-9-]+):\s*#([0-9a-f]{6})\b")


def luminance(colour: str) -> float:
    """Relative luminance of `rrggbb`, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(ink: str, ground: str, opacity: float) -> str:
    """The colour that is seen where an ink lets its ground through."""
    pairs = [(int(ink[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (0, 2, 4)]
    return "".join(f"{round(i * opacity + g * (1 - opacity)):02x}" for i, g in pairs)


def test_contrast_is_what_others_say_it_is():
    """Figures that WebAIM's checker shows for these pairs."""
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("ff0000", "ffffff") == pytest.approx(4.0, abs=0.005)
    assert contrast("1a73e8", "ffffff") == pytest.approx(4.51, abs=0.005)
    assert mixed("000000", "ffffff", 0.5) == "808080"


def _themes() -> dict[str, dict[str, str]]:
    """The colours by name, in light and dark."""
    style = (ROOT / "templates/assets/style.css").read_text("utf-8")
    base = style[: style.index("@layer layout {")]
    light, dark = base.split("@media (prefers-color-scheme: dark)")
    found = dict(_COLOUR.findall(light))
    return {"light": found, "dark": {**found, **dict(_COLOUR.findall(dark))}}


THEMES = _themes()


@dataclass(frozen=True)
class Ink:
    """A way to draw: what, in which colour, how much of the ground shows through."""

    element: str
    colour: str
    opacity: float

    @property
    def wanted(self) -> float:
        return TEXT if self.element == "text" else MARK


def _inks(svg: str) -> Iterator[Ink]:
    for element, rest in _DRAWN.findall(svg):
        own = dict(_ATTRIBUTE.findall(rest))
        opacity = float(own.get("opacity", 1))
        outline, inside = own.get("stroke", "none"), own.get("fill", "none")
        # Something that is outlined is seen by its outline.
        paint = inside if outline in ("none", "var(--bunn)") else outline
        opacity *= float(own.get("fill-opacity", 1)) * float(own.get("stroke-opacity", 1))
        assert paint == "none" or paint.startswith("var(--"), f"{paint} is no colour of the site's"
        colour = paint.removeprefix("var(--").removesuffix(")")
        # The faint bar from 0 to 3 says no more than the diamond at its foot, which is judged.
        faint = element == "line" and opacity == 0.4
        if colour not in _SCENERY and not faint:
            yield Ink(element, colour, opacity)


@pytest.fixture(scope="module")
def drawings(site: Path) -> list[str]:
    """Every drawing in the pages of one language; the other's differ in words alone."""
    pages = [p for p in sorted(site.rglob("*.html")) if "en" not in p.relative_to(site).parts]
    return [svg for page in pages for svg in _SVG.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize("theme", THEMES)
def test_everything_drawn_stands_out_from_the_page_and_from_holes(drawings: list[str], theme: str):
    colours = THEMES[theme]
    inks = {ink for svg in drawings for ink in _inks(svg)}
    assert {ink.element for ink in inks} >= {"text", "path", "line"}
    assert {f"serie-{n}" for n in (1, 2, 3)} <= {ink.colour for ink in inks}
    faults = []
    for ink in sorted(inks, key=str):
        for ground in _GROUNDS:
            seen = mixed(colours[ink.colour], colours[ground], ink.opacity)
            ratio = contrast(seen, colours[ground])
            if ratio < ink.wanted:
                faults.append(f"{ink} on {ground}: {ratio:.2f}, not {ink.wanted}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("theme", THEMES)
def test_all_colours_of_series_stand_out(theme: str):
    """Those too that only comparisons use, which are drawn when they are asked for."""
    colours = THEMES[theme]
    for number in range(1, 6):
        for ground in _GROUNDS:
            ratio = contrast(colours[f"serie-{number}"], colours[ground])
            # Names stand in their line's colour, beside the drawing.
            wanted = TEXT if ground == "bunn" else MARK
            assert ratio >= wanted, f"serie-{number} on {ground}: {ratio:.2f}, not {wanted}"


def test_series_are_told_apart_without_colour(drawings: list[str]):
    """In each drawing a colour has dashes of its own, and points of a shape of their own."""
    several = 0
    for svg in drawings:
        dashes: dict[str, set[str]] = {}
        shapes: dict[str, set[str]] = {}
        for _, rest in _DRAWN.findall(svg):
            own = dict(_ATTRIBUTE.findall(rest))
            width = own.get("stroke-width")
            if width == "2.25" and "stroke-dasharray" in own:
                dashes.setdefault(own["stroke"], set()).add(own["stroke-dasharray"])
            if width == "2" and "fill" in own and "d" in own:
                shapes.setdefault(own["fill"], set()).add(re.sub(r"[^A-Za-z]", "", own["d"]))
        if len(dashes) < 2:
            continue
        several += 1
        assert all(len(kinds) == 1 for kinds in dashes.values()), dashes
        assert len({kind for kinds in dashes.values() for kind in kinds}) == len(dashes), dashes
        assert all(len(kinds) == 1 for kinds in shapes.values()), shapes
    assert several > 50


def test_the_five_ways_to_draw_a_series_all_differ():
    from generator.render.charts import COLOURS, DASHES, SHAPES

    assert len(COLOURS) == len({*map(tuple, DASHES)}) == len({*SHAPES}) == 5


def test_no_writing_is_smaller_than_twelve_pixels_in_its_drawing(drawings: list[str]):
    sizes = {size for svg in drawings for size in re.findall(r'font-size="([\d.]+)px"', svg)}
    assert sizes and min(map(float, sizes)) >= 12, sizes
