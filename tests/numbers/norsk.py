"""Numbers, months and periods in bokmål, as the site is to write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NBSP = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
SHORT_MONTHS = tuple(name if len(name) < 5 else name[:3] for name in MONTHS)
#: The words for a hidden figure's range, wherever it is spelled out.
HIDDEN_RANGE = "0, 1, 2 eller 3"

#: A count, to be used inside a longer pattern: 7, 389 or 7 389 with a no-break space.
COUNT = rf"\d{{1,3}}(?:{NBSP}\d{{3}})*"
_NAME = f"(?:{'|'.join(MONTHS)})"
MONTH = rf"{_NAME} \d{{4}}"
DATE = rf"(?:\d{{1,2}}\. {MONTH}|\d{{4}})"
SPAN = rf"(?:{_NAME}–{MONTH}|{MONTH}–{MONTH}|{MONTH})"
#: «a», «a og b» or «a, b og c» of months, or «a og 3 andre måneder».
MONTHS_LISTED = rf"{MONTH}(?:, {MONTH})*(?: og (?:{MONTH}|{COUNT} (?:andre måneder|annen måned)))?"


def count(value: int) -> str:
    """7389 → «7 389», with a no-break space."""
    return f"{value:,}".replace(",", NBSP)


def month(period: str) -> str:
    """2024-08 → «august 2024»."""
    return f"{MONTHS[int(period[5:]) - 1]} {period[:4]}"


def period(text: str) -> str:
    """«august 2024» → 2024-08."""
    name, year = text.split(" ")
    return f"{year}-{MONTHS.index(name.lower()) + 1:02d}"


def periods(text: str) -> list[str]:
    """The months that a text names, as 2024-08, in order."""
    return [period(found) for found in re.findall(MONTH, text)]


def span(first: str, last: str) -> str:
    """2024-01 and 2024-08 → «januar–august 2024»."""
    if first == last:
        return month(first)
    start = month(first) if first[:4] != last[:4] else MONTHS[int(first[5:]) - 1]
    return f"{start}–{month(last)}"


def date(day: str) -> str:
    """2019-07-01 → «1. juli 2019»; a year alone stays as it is."""
    return day if len(day) == 4 else f"{int(day[8:])}. {month(day[:7])}"


def share(part: int, whole: int) -> str:
    """A share in per cent with one decimal, rounded half up."""
    per_mille = (2000 * part + whole) // (2 * whole)
    return f"{count(per_mille // 10)},{per_mille % 10}{NBSP}%"


def months_after(period: str, number: int = 1) -> str:
    """The month so many months after (or, negative, before) another."""
    index = int(period[:4]) * 12 + int(period[5:]) - 1 + number
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def listing(names: Sequence[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    return " og ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def folded(text: str) -> str:
    """A text with ordinary white space folded as a browser does; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def lower_first(text: str) -> str:
    """«Flest i …» → «flest i …»."""
    return text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """«januar» → «Januar»."""
    return text[:1].upper() + text[1:]


def alternatives(texts: Iterable[str]) -> str:
    """A pattern for any one of some texts, the longest first."""
    return "(?:" + "|".join(re.escape(t) for t in sorted(texts, key=len, reverse=True)) + ")"


def is_cut(text: str, name: str) -> bool:
    """Whether a text is a name, its beginning, or its beginning and a word of the rest."""
    start, cut, end = text.partition("…")
    if not cut:
        return text == name
    return name.startswith(start) and f" {end.strip()}" in f" {name[len(start) :]}"
