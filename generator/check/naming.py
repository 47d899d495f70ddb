"""Cells by name, as findings and ``explain`` tell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from generator.model.codelists import CodeLists
from generator.model.dimensions import ALL, AVERAGE, COLUMNS
from generator.model.language import BOKMAAL

if TYPE_CHECKING:
    import pandas as pd


def described(codes: Mapping[str, str], codelists: CodeLists) -> str:
    """Codes by name: «Mentor, Kvinner»."""
    names = [
        codelists.by_column[column][codes[column]].navn
        for column in COLUMNS
        if codes[column] != ALL and not (column == "tiltaksgruppe" and codes["tiltak"] != ALL)
    ]
    return ", ".join(names) or "I alt"


def when_of(periodetype: str, periode: str) -> str:
    """«august 2024», «gjennomsnitt til august 2024»."""
    month = BOKMAAL.month(periode)
    return f"gjennomsnitt til {month}" if periodetype == AVERAGE else month


def cell_name(row: pd.Series[Any], codelists: CodeLists) -> str:
    """A row of a frame of cells by its key: «Mentor, Kvinner» for mars 2019."""
    codes = {column: row[column] for column in COLUMNS}
    when = when_of(row["periodetype"], row["periode"])
    return f"«{described(codes, codelists)}» for {when}"
