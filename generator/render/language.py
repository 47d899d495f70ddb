"""How numbers, months and dates are written in bokmål: one source for text, tables and charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from generator.recognise.layout import MONTHS

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"

#: What d3-format is told, in charts drawn at build time and in the reader's browser.
NUMBER_LOCALE: Final[dict[str, Any]] = {
    "decimal": ",",
    "thousands": NBSP,
    "grouping": [3],
    "currency": ["", NBSP + "kr"],
    "minus": MINUS,
    "percent": NBSP + "%",
}
MONTHS_SHORT: Final = tuple(month if len(month) < 5 else month[:3] for month in MONTHS)


def number(value: int) -> str:
    """A count: a no-break space in thousands, a true minus sign."""
    text = f"{abs(value):,}".replace(",", NBSP)
    return MINUS + text if value < 0 else text


def share(part: int, whole: int) -> str:
    """A share of a whole in per cent, with one decimal and a decimal comma."""
    permille = (2000 * part + whole) // (2 * whole)  # rounded half up
    return f"{permille // 10},{permille % 10}{NBSP}%"


def month(periode: str) -> str:
    """``2024-08`` → «august 2024»."""
    return f"{month_name(periode)} {periode[:4]}"


def month_name(periode: str) -> str:
    """``2024-08`` → «august»."""
    return MONTHS[int(periode[5:7]) - 1]


def date(validity: str) -> str:
    """``2019-07-01`` → «1. juli 2019»; a year alone stays as it is."""
    if len(validity) == 4:
        return validity
    return f"{int(validity[8:])}. {month(validity)}"


def span(first: str, last: str) -> str:
    """Two months as a period: «januar–august 2024», «august 2024», «juli 2019–mai 2024»."""
    if first == last:
        return month(first)
    if first[:4] == last[:4]:
        return f"{month_name(first)}–{month(last)}"
    return f"{month(first)}–{month(last)}"


def listing(names: Sequence[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} og {names[-1]}"


def signed(value: int) -> str:
    """A change: «+4», «−26», «0»."""
    return f"+{number(value)}" if value > 0 else number(value)


def softened(name: str) -> str:
    """A fylke's name with soft hyphens, for places that are too narrow for it."""
    return re.sub(r"(?<=\w{3})(land|lag|mark|rud|hus|fold)", "\u00ad\\1", name)


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(name: str) -> str:
    """A name inside a sentence: small first letter unless it begins with an abbreviation."""
    return name if name[:2].isupper() or name[:1].isdigit() else name[:1].lower() + name[1:]


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun in the right number."""
    return f"{number(count)} {one if count == 1 else many}"
