"""Charts as pictures that leave the site: an SVG that stands alone, and a card for sharing.

Kept light: the processes that draw import it (:mod:`generator.render.svg`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from generator.render.colours import Colours, darkened, resolved
from generator.render.lettering import cut, lines_of

CARD_WIDTH: Final = 1200
CARD_HEIGHT: Final = 630
_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
_MARGIN: Final = 56
_FOOT: Final = 64
_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_OPEN: Final = re.compile(r"<svg [^>]*>")
#: So many times as wide as high, and a drawing stands below the words of a card, else beside them.
_WIDE: Final = 2
#: More notes than these take the room of a drawing above them.
_FEW: Final = 3


@dataclass(frozen=True)
class Note:
    """What a sign of a drawing means.

    Attributes:
        kind: ``skjermet``, ``hull``, ``brudd``, or ``rute``, a square that tells a state.
        text: what it means.
        fill: of a square.
        outline: of a square.
        sign: what stands in a square.
    """

    kind: str
    text: str
    fill: str = ""
    outline: str = ""
    sign: str = ""


@dataclass(frozen=True)
class Words:
    """What a picture says around its drawing.

    Attributes:
        about: what its page is about.
        title: the message.
        subtitle: what is measured, and when.
        notes: what its signs mean.
        source: where the figures come from.
        site: the site's name.
        description: the picture in words.
        code: the language, as ``lang`` in HTML.
    """

    about: str
    title: str
    subtitle: str
    notes: tuple[Note, ...]
    source: str
    site: str
    description: str
    code: str


# -- an SVG that stands alone ---------------------------------------------------------------------


def standing(words: Words, drawing: str, light: Colours, dark: Colours) -> str:
    """A drawing with its words as an SVG file, in light colours and, where it is dark, in dark."""
    own_width, height = size_of(drawing)
    room, width = own_width, own_width + 2 * _EDGE
    column = _Column(_EDGE, _EDGE)
    column.write([words.about], 13, "dempet", bold=True)
    column.write(lines_of(words.title, 16, room, bold=True), 16, "tekst", bold=True)
    column.write(lines_of(words.subtitle, 13, room), 13, "dempet")
    column.skip(8)
    column.place(_nested(drawing, _EDGE, column.y, own_width, height), height)
    column.note(words.notes, 12, room)
    column.skip(4)
    column.write(lines_of(words.source, 12, room), 12, "dempet")
    high = round(column.y + _EDGE)
    body = f'<rect width="{width:g}" height="{high}" fill="var(--bunn)"/>{"".join(column.parts)}'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{words.code}" width="{width:g}" '
        f'height="{high}" viewBox="0 0 {width:g} {high}" role="img" aria-labelledby="t d">'
        f'<title id="t">{_told(f"{words.about}: {words.title}")}</title>'
        f'<desc id="d">{_told(words.description)}</desc>'
        f"<style>{darkened(body, light, dark)}</style>"
    )
    return f"{head}{resolved(body, light)}</svg>\n"


_EDGE: Final = 12


class _Column:
    """Lines and drawings one below the other."""

    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y
        self.parts: list[str] = []

    def write(
        self, lines: Sequence[str], size: float, colour: str, *, bold: bool = False, dx: float = 0
    ) -> None:
        for line in lines:
            self.y += size * 1.3
            self.parts.append(
                text_at(line, self.x + dx, self.y - size * 0.3, size, colour, bold=bold)
            )

    def note(self, notes: Sequence[Note], size: float, room: float) -> None:
        """Each sign with what it means."""
        for each in notes:
            self.parts.append(_sign(each, self.x, self.y + size * 0.4, size * 0.85))
            self.write(lines_of(each.text, size, room - size * 1.5), size, "dempet", dx=size * 1.5)
            self.skip(size * 0.3)

    def place(self, part: str, height: float) -> None:
        self.parts.append(part)
        self.y += height

    def skip(self, room: float) -> None:
        self.y += room


def text_at(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    end: bool = False,
) -> str:
    """A line of text with its foot at ``y``; ``end`` puts its end at ``x`` and not its start."""
    weight = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<text x="{x:g}" y="{y:.1f}" font-family="{_FONT}" font-size="{size:g}"{weight}{anchor} '
        f'fill="var(--{colour})">{_told(text)}</text>'
    )


def _sign(note: Note, x: float, y: float, size: float) -> str:
    """The sign of a note in a square with its upper left corner at x, y."""
    half = size / 2
    if note.kind == "skjermet":
        corners = ((x + half, y), (x + size, y + half), (x + half, y + size), (x, y + half))
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
        return f'<polygon points="{points}" fill="none" stroke="var(--serie-1)"/>'
    if note.kind == "hull":
        return _square(x, y, size, "var(--hull)", "var(--akse)")
    if note.kind == "rute":
        middle = text_at(note.sign, x + size * 0.25, y + size * 0.9, size, "dempet")
        return _square(x, y, size, note.fill, note.outline) + (middle if note.sign else "")
    return (
        f'<line x1="{x + half:.1f}" x2="{x + half:.1f}" y1="{y - 1:.1f}" y2="{y + size:.1f}" '
        'stroke="var(--dempet)" stroke-width="1.5" stroke-dasharray="4 3"/>'
    )


def _square(x: float, y: float, size: float, fill: str, outline: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{size:.1f}" height="{size:.1f}" '
        f'fill="{fill}" stroke="{outline}"/>'
    )


def size_of(drawing: str) -> tuple[float, float]:
    """Width and height of a drawing, in its own pixels."""
    found = _BOX.search(drawing)
    if found is None:
        raise ValueError("a drawing without a size")
    return float(found[1]), float(found[2])


def _nested(drawing: str, x: float, y: float, width: float, height: float) -> str:
    """A drawing as a part of another."""
    own_width, own_height = size_of(drawing)
    head = (
        f'<svg x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'viewBox="0 0 {own_width:g} {own_height:g}" overflow="visible">'
    )
    return _OPEN.sub(head, drawing, count=1)


def _told(text: str) -> str:
    return escape(text, quote=False)


# -- a card for sharing ---------------------------------------------------------------------------


def card(words: Words, drawing: str, light: Colours) -> str:
    """A card of 1200 × 630 pixels in light colours, as an SVG to be made a PNG of.

    Args:
        words: what it says.
        drawing: what it shows; empty for a card of words alone.
        light: the colours.
    """
    parts = [f'<rect width="{CARD_WIDTH}" height="{CARD_HEIGHT}" fill="var(--bunn)"/>']
    parts += [f'<rect width="{CARD_WIDTH}" height="10" fill="var(--merke)"/>', *_foot(words)]
    if not drawing:
        parts += _plain(words)
    elif _shape(drawing) >= _WIDE and len(words.notes) <= _FEW:
        parts += _below(words, drawing)
    else:
        parts += _beside(words, drawing)
    body = resolved("".join(parts), light)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{CARD_WIDTH}" height="{CARD_HEIGHT}" '
        f'viewBox="0 0 {CARD_WIDTH} {CARD_HEIGHT}">{body}</svg>'
    )


def _shape(drawing: str) -> float:
    width, height = size_of(drawing)
    return width / height


def _foot(words: Words) -> Iterator[str]:
    y = CARD_HEIGHT - _FOOT
    right = CARD_WIDTH - _MARGIN
    yield f'<line x1="{_MARGIN}" x2="{right}" y1="{y}" y2="{y}" stroke="var(--akse)"/>'
    yield text_at(words.site, _MARGIN, y + 40, 24, "tekst", bold=True)
    yield text_at(words.source, right, y + 39, 20, "dempet", end=True)


def _plain(words: Words) -> list[str]:
    column = _Column(_MARGIN, 110)
    room = CARD_WIDTH - 2 * _MARGIN
    column.write(cut(lines_of(words.about, 64, room, bold=True), 3), 64, "tekst", bold=True)
    column.skip(24)
    column.write(cut(lines_of(words.title, 36, room), 4), 36, "dempet")
    return column.parts


def _below(words: Words, drawing: str) -> list[str]:
    """A wide drawing below its words."""
    room = CARD_WIDTH - 2 * _MARGIN
    column = _Column(_MARGIN, 34)
    column.write(cut(lines_of(words.about, 24, room, bold=True), 1), 24, "merke", bold=True)
    column.write(cut(lines_of(words.title, 36, room, bold=True), 2), 36, "tekst", bold=True)
    column.write(cut(lines_of(words.subtitle, 22, room), 2), 22, "dempet")
    column.skip(14)
    notes = _Column(_MARGIN, 0)
    notes.note(words.notes, 18, room)
    end = CARD_HEIGHT - _FOOT - 14
    foot = end - notes.y
    moved = f'<g transform="translate(0,{foot:.1f})">{"".join(notes.parts)}</g>' if notes.y else ""
    return [*column.parts, _fitted(drawing, _MARGIN, column.y, room, foot - column.y - 6), moved]


def _beside(words: Words, drawing: str) -> list[str]:
    """A narrow drawing to the right of its words."""
    left = 420
    column = _Column(_MARGIN, 52)
    column.write(cut(lines_of(words.about, 24, left, bold=True), 3), 24, "merke", bold=True)
    column.skip(6)
    column.write(cut(lines_of(words.title, 34, left, bold=True), 7), 34, "tekst", bold=True)
    column.skip(8)
    column.write(cut(lines_of(words.subtitle, 22, left), 3), 22, "dempet")
    column.skip(16)
    column.note(words.notes, 18, left)
    x = _MARGIN + left + 44
    room = CARD_WIDTH - _MARGIN - x
    return [*column.parts, _fitted(drawing, x, 44, room, CARD_HEIGHT - _FOOT - 64)]


def _fitted(drawing: str, x: float, y: float, width: float, height: float) -> str:
    """A drawing as large as it can be in a box, in the middle of it."""
    own_width, own_height = size_of(drawing)
    scale = min(width / own_width, height / own_height)
    wide, high = own_width * scale, own_height * scale
    return _nested(drawing, x + (width - wide) / 2, y + (height - high) / 2, wide, high)
