"""The files of figures that the page of comparisons reads, each figure with its report line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from generator.model.figures import Figure, Published
from generator.render.series import month_index

#: How a hidden figure stands in the files: never as a number, and never as nothing.
HIDDEN_MARK: Final = "*"


def series_file(series: Mapping[str, Mapping[str, Figure]]) -> bytes:
    """Series as JSON: key → runs of months.

    Args:
        series: for each key its figures by month, ``YYYY-MM``.
    """
    told = {key: list(runs(figures)) for key, figures in series.items()}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def runs(figures: Mapping[str, Figure]) -> Iterator[dict[str, Any]]:
    """Figures that follow each other by month and along a line of a report, together.

    Yields:
        The first month, the report, the line, the data column of the first figure, and the
        figures: numbers, or ``*`` for a hidden one. ``revidert`` counts, from 0, those that an
        older report had otherwise.
    """
    for _, each in groupby(enumerate(sorted(figures.items())), _run_of):
        run = [pair for _, pair in each]
        first, figure = run[0]
        found: dict[str, Any] = {
            "fra": first,
            "rapport": figure.place.rapport,
            "linje": figure.place.linje,
            "kolonne": figure.place.kolonne,
            "antall": [_value(one) for _, one in run],
        }
        if revised := [number for number, (_, one) in enumerate(run) if one.revised]:
            found["revidert"] = revised
        yield found


def _run_of(numbered: tuple[int, tuple[str, Figure]]) -> tuple[str, int, int, int]:
    """What figures of the same run have in common."""
    number, (periode, figure) = numbered
    place = figure.place
    return place.rapport, place.linje, month_index(periode) - number, place.kolonne - number


def _value(figure: Figure) -> int | str:
    return figure.value if isinstance(figure, Published) else HIDDEN_MARK


def version_of(files: Mapping[str, bytes]) -> str:
    """What the script asks for the files by, so that it never gets those of another build."""
    return hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()[:8]
