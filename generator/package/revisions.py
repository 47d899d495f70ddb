"""Figures that a newer report changed.

The newest report counts. If it hides a cell that an older one printed, the older figure is withheld
here as well, wherever it would be shown: an old report must not reveal what a new one hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from generator.model.dimensions import HIDDEN, KEY, PUBLISHED

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

#: An older report printed the figure, a newer one hides it: it is not repeated here.
WITHHELD: Final = "tilbakeholdt"
_SIDES: Final = ("gammel", "ny")
_TAKEN: Final = ("antall", "status", "rapport", "linje", "kolonne")
#: The columns of the resource ``revisjoner``.
REVISION_COLUMNS: Final = (*KEY, *(f"{side}_{column}" for side in _SIDES for column in _TAKEN))


@dataclass(frozen=True)
class Revisions:
    """What newer reports changed.

    Attributes:
        rows: a row a change, ``REVISION_COLUMNS``; a figure that is withheld is empty, with the
            status ``tilbakeholdt``.
        replaced: how many cells of older reports a newer one prints again, changed or not.
        withheld: for each older report the keys of the cells that it prints and a newer one hides.
    """

    rows: pd.DataFrame
    replaced: int
    withheld: Mapping[str, pd.DataFrame]

    def changed(self, observations: pd.DataFrame) -> NDArray[np.bool_]:
        """Which observations have another figure than a report before gave."""
        import pandas as pd

        keys = pd.MultiIndex.from_frame(observations[list(KEY)].astype(str))
        changed: NDArray[np.bool_] = keys.isin(self._keys)
        return changed

    @cached_property
    def _keys(self) -> pd.MultiIndex:
        import pandas as pd

        return pd.MultiIndex.from_frame(self.rows[list(KEY)].astype(str))

    def withheld_places(self, rapport: str, cells: pd.DataFrame) -> set[tuple[int, int]]:
        """The places (line, column) in an older report that must not be shown.

        Args:
            rapport: the report's id.
            cells: every printed cell of the report, repeats among them.
        """
        import pandas as pd

        if rapport not in self.withheld:
            return set()
        keys = pd.MultiIndex.from_frame(self.withheld[rapport].astype(str))
        hidden = cells[pd.MultiIndex.from_frame(cells[list(KEY)].astype(str)).isin(keys)]
        return set(zip(hidden["linje"].tolist(), hidden["kolonne"].tolist(), strict=True))


def revisions_of(editions: pd.DataFrame, newest: pd.Series[bool]) -> Revisions:
    """The changes between each edition of a cell and the next.

    Args:
        editions: every report's cells, sorted by key and then by the reports' age.
        newest: which of them is the last edition of its cell.
    """
    older = np.flatnonzero(~newest.to_numpy())
    pair = {side: editions.iloc[older + step] for step, side in enumerate(_SIDES)}
    hidden_now = _last_status(editions, newest)[older] == HIDDEN
    rows = editions.iloc[older][list(KEY)].reset_index(drop=True)
    for side, edition in pair.items():
        for column in _TAKEN:
            rows[f"{side}_{column}"] = edition[column].array
    old, new = rows["gammel_antall"].fillna(-1), rows["ny_antall"].fillna(-1)
    rows = _withholding(rows, hidden_now)[(old != new).to_numpy()].reset_index(drop=True)
    return Revisions(
        rows[list(REVISION_COLUMNS)], len(older), _withheld(editions, older, hidden_now)
    )


def _last_status(editions: pd.DataFrame, newest: pd.Series[bool]) -> NDArray[np.object_]:
    """For each row the status of the last edition of its cell."""
    last = np.flatnonzero(newest.to_numpy())
    following = last[np.searchsorted(last, np.arange(len(editions)))]
    statuses: NDArray[np.object_] = editions["status"].astype(object).to_numpy()[following]
    return statuses


def _withholding(rows: pd.DataFrame, hidden_now: NDArray[np.bool_]) -> pd.DataFrame:
    """``rows`` without the figures of cells that the newest report hides."""
    import pandas as pd

    for side in _SIDES:
        printed = hidden_now & (rows[f"{side}_status"] == PUBLISHED).to_numpy()
        rows[f"{side}_status"] = rows[f"{side}_status"].astype(object).mask(printed, WITHHELD)
        rows[f"{side}_antall"] = rows[f"{side}_antall"].mask(printed, pd.NA)
    return rows


def _withheld(
    editions: pd.DataFrame, older: NDArray[np.intp], hidden_now: NDArray[np.bool_]
) -> dict[str, pd.DataFrame]:
    printed = editions.iloc[older[hidden_now]]
    printed = printed[printed["status"] == PUBLISHED]
    return {
        str(rapport): cells[list(KEY)]
        for rapport, cells in printed.groupby("rapport", observed=True)
    }
