"""The way of one figure as text for a reader, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Final

from generator.check.relations import AVERAGE_CHECK
from generator.cli.query import Codes, Period, Query, period_of
from generator.cli.way import WITHHELD, Equation, Printed, Term, Way, Ways
from generator.model.codelists import CodeLists
from generator.model.dimensions import AVERAGE

#: A hidden figure by itself; in a line or an equation it is ``*``, as in the report.
HIDDEN_TEXT: Final = "skjermet (0–3)"
_HOW: Final = {"mellomrom": "white space", "avkortet": "was cut off", "naermeste": "nearest name"}
_ASKED: Final = "◀"
_LISTED: Final = 3

#: Codes and period of a cell that may be meant.
Asked = tuple[Codes, Period]


def asked(codelists: CodeLists, what: str, period: str) -> list[Asked]:
    """Every cell that may be meant.

    Args:
        codelists: the codes that there are.
        what: codes or names, as :meth:`Query.codes_of` reads them.
        period: a period, as :func:`period_of` reads it.

    Raises:
        UsageError: a word or the period is not known.
    """
    when = period_of(period)
    return [(codes, when) for codes in Query(codelists).codes_of(what)]


def absent(ways: Ways, codes: Codes, period: Period) -> str:
    """That no report prints a cell, and for which periods one does."""
    text = f"no report prints {ways.name(codes, period)}"
    periods = [_period(each) for each in ways.periods(codes)]
    if not periods:
        return f"{text}, nor {ways.described(codes)} for any other period"
    many = f"{periods[0]} to {periods[-1]} ({len(periods)} periods)"
    return f"{text}; there is {many if len(periods) > _LISTED else ', '.join(periods)}"


def _period(period: Period) -> str:
    return "/".join(period) if period.periodetype == AVERAGE else period.periode


def as_json(ways: Sequence[Way]) -> str:
    """The ways as one JSON list; a hidden figure is ``null``, and ``*`` where it is printed."""
    return json.dumps([asdict(way) for way in ways], ensure_ascii=False, indent=2)


def as_text(ways: Sequence[Way]) -> str:
    """The ways as aligned text, one under the other."""
    return "\n\n".join("\n".join(_lines(way)) for way in ways)


def _lines(way: Way) -> Iterator[str]:
    yield way.name
    yield ""
    codes = [(code.dimension, code.kode, code.navn) for code in way.codes]
    yield from _aligned([*codes, ("periode", way.periode, way.periodetype)])
    yield ""
    yield from _aligned(_origin(way))
    yield ""
    many = len(way.equations)
    yield f"Takes part in {many} relation{'s' * (many != 1)}{':' * bool(many)}"
    for equation in way.equations:
        yield ""
        yield from _equation(equation)


def _origin(way: Way) -> Iterator[tuple[str, str]]:
    yield "figure", HIDDEN_TEXT if way.antall is None else way.place.tekst
    yield "report", way.place.rapport
    yield "place", f"{way.file}, {_where(way.place)}"
    yield "line", " | ".join(_marked(way.cells, way.place.kolonne))
    yield "label", _label(way)
    yield "also at", "; ".join(map(_also, way.others)) or "no other place in the report"
    for place in way.older:
        yield "replaces", f"{place.rapport}, {_also(place)}"
    if any(WITHHELD in place.tekst for place in way.older) or WITHHELD in way.cells:
        yield WITHHELD, "is not told: the newest report hides it"


def _where(place: Printed) -> str:
    return f"line {place.linje}, column {place.kolonne}"


def _also(place: Printed) -> str:
    return f"{_where(place)}: {place.tekst}"


def _marked(cells: Sequence[str], column: int) -> list[str]:
    return [f"[{cell}]" if at == column else cell for at, cell in enumerate(cells)]


def _label(way: Way) -> str:
    if not way.repairs:
        return f"«{way.cells[0]}», as a code list has it"
    repaired = ", ".join(
        f"«{each.code.navn}» ({each.code.dimension}; {_HOW[each.how]})" for each in way.repairs
    )
    return f"«{way.cells[0]}», repaired to {repaired}"


def _equation(equation: Equation) -> Iterator[str]:
    yield f"{equation.kontroll}: {equation.about}: {equation.holds}"
    signs = ("mean", "of") if equation.kontroll == AVERAGE_CHECK else ("=", "+")
    rows = [(signs[0], equation.whole), *((signs[1], part) for part in equation.parts)]
    width = max(len(term.place.tekst) for _, term in rows)
    yield from _aligned([_term(sign, term, width) for sign, term in rows])


def _term(sign: str, term: Term, width: int) -> tuple[str, ...]:
    place = f"{term.place.linje}:{term.place.kolonne}"
    asked = (_ASKED,) if term.asked else ()
    return sign, term.place.tekst.rjust(width), term.name, place, *asked


def _aligned(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows with their columns under each other, indented."""
    table = list(rows)
    widths: dict[int, int] = {}
    for row in table:
        for at, cell in enumerate(row):
            widths[at] = max(widths.get(at, 0), len(cell))
    return [
        "  " + "  ".join(cell.ljust(widths[at]) for at, cell in enumerate(row)).rstrip()
        for row in table
    ]
