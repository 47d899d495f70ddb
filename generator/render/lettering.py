"""Text in pictures: how wide it is, and how it is parted into lines.

The widths are those of Helvetica in thousandths of the size, from Adobe's published font metrics;
Liberation Sans and Arial are made to the same. They are written down here so that no line break
depends on the fonts of a machine.
"""

from __future__ import annotations

from typing import Final

_WIDTHS: Final = {
    191: "'",
    222: "ijl‘’",
    278: " !,./:;If[]\\t\u00a0",
    333: "()-r`“”",
    355: '"',
    389: "*",
    500: "Jckksvxyz",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—",
}
#: The Norwegian letters by code point, where they are not as wide as most.
_NORWEGIAN: Final = {0xC5: 667, 0xC6: 1000, 0xD8: 778, 0xE6: 889, 0xF8: 611}
_WIDTH: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters} | {
    chr(point): width for point, width in _NORWEGIAN.items()
}
_OTHER: Final = 556
#: How much wider bold letters are.
_BOLD: Final = 1.07


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in the unit of its size; letters that are not known count 556."""
    thousandths = sum(_WIDTH.get(letter, _OTHER) for letter in text)
    return thousandths * size / 1000 * (_BOLD if bold else 1)


def lines_of(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """A text in lines of at most ``room``, parted at spaces; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def cut(lines: list[str], most: int) -> list[str]:
    """At most so many lines; what is left out is marked with an ellipsis."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]
