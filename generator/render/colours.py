"""The colours of the style sheet, for pictures that leave the site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_LIGHT: Final = re.compile(r":root\s*\{([^}]*)\}")
_DARK: Final = re.compile(r"prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{([^}]*)\}")
_COLOUR: Final = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6}|transparent)\s*;")
_VAR: Final = re.compile(r"var\(--([a-z0-9-]+)\)")
_ATTRIBUTE: Final = re.compile(r'(fill|stroke)="var\(--([a-z0-9-]+)\)"')

Colours = Mapping[str, str]


def colours_of(style: str) -> tuple[Colours, Colours]:
    """The colours of a style sheet by name, ``#rrggbb``: for light and for dark.

    Args:
        style: CSS whose first ``:root`` has the light ones as custom properties, and which has
            those that differ in the dark under ``prefers-color-scheme: dark``.
    """
    light = dict(_COLOUR.findall(found[1])) if (found := _LIGHT.search(style)) else {}
    dark = dict(_COLOUR.findall(found[1])) if (found := _DARK.search(style)) else {}
    return light, {**light, **dark}


def resolved(text: str, colours: Colours) -> str:
    """A text with the colours themselves where it has ``var(--…)``.

    Raises:
        KeyError: a colour that the style sheet lacks.
    """
    return _VAR.sub(lambda found: _paint(colours[found[1]]), text)


def _paint(colour: str) -> str:
    """A colour as SVG 1.1 says it, which has no «transparent»."""
    return "none" if colour == "transparent" else colour


def darkened(svg: str, light: Colours, dark: Colours) -> str:
    """The rules that give an SVG its dark colours, once :func:`resolved` has given it the light.

    The light ones stay as plain attributes, since many programs that open SVG files know neither
    custom properties nor media queries.
    """
    used = sorted({(attribute, name) for attribute, name in _ATTRIBUTE.findall(svg)})
    rules = {
        f'[{attribute}="{_paint(light[name])}"]{{{attribute}:{_paint(dark[name])}}}': None
        for attribute, name in used
        if light[name] != dark[name]
    }
    return f"@media(prefers-color-scheme:dark){{{''.join(rules)}}}"


def rules_of(light: Colours, dark: Colours) -> str:
    """Both sets of colours as custom properties, in CSS."""
    told = "".join(f"--{name}:{colour};" for name, colour in sorted(light.items()))
    other = "".join(f"--{n}:{c};" for n, c in sorted(dark.items()) if light.get(n) != c)
    return (
        f":root{{color-scheme:light dark;{told}}}\n"
        f"@media(prefers-color-scheme:dark){{:root{{{other}}}}}\n"
    )


def palette(colours: Colours) -> list[int]:
    """256 colours as red, green, blue: those given, and each in steps to the background's.

    Enough for drawings on a plain background: what lies between is the soft edge of a shape. A mix
    that is all but the background is left out, since it would be taken for the background itself.
    """
    ground = _rgb(colours["bunn"])
    inks = sorted({each for each in colours.values() if each != "transparent"} - {colours["bunn"]})
    steps = min(255 // len(inks), 12)
    chosen = [ground, *map(_rgb, inks)]
    for step in range(steps - 1, 0, -1):
        mixed = [_mix(ground, _rgb(ink), step / steps) for ink in inks]
        chosen += [m for m in mixed if max(abs(a - b) for a, b in zip(m, ground, strict=True)) > 12]
    whole = [*chosen, *[ground] * (256 - len(chosen))]
    return [part for colour in whole for part in colour]


def _mix(ground: tuple[int, ...], ink: tuple[int, ...], part: float) -> tuple[int, ...]:
    return tuple(round(g + (i - g) * part) for g, i in zip(ground, ink, strict=True))


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
