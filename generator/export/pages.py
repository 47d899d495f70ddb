"""A page with figures, as far as the files beside it need to know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from generator.model.codelists import CodeLists

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Pages that are lists: what their figures are called.
_LISTS: Final = {
    "tiltak/": ("Alle tiltak og tiltaksgrupper", "All measures and groups of measures"),
    "fylke/": ("Tiltak etter fylke", "Measures by county"),
}
#: What tells a group from the measure of the same name.
_GROUP: Final = (" (tiltaksgruppe)", " (group of measures)")


@dataclass(frozen=True, slots=True, eq=False)
class DataPage:
    """A page with figures.

    Attributes:
        folder: its address from the site's root, with a slash at the end.
        title: what it is about, in bokmål.
        title_en: the same in English.
        kind: the first part of the address: ``tiltak``, ``fylke``, ``rapport`` …
        rows: which observations stand behind it, by their place, ascending.
    """

    folder: str
    title: str
    title_en: str
    kind: str
    rows: NDArray[np.intp]

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        """Those of the values (one an observation) that are this page's."""
        chosen: NDArray[Any] = values[self.rows]
        return chosen


def page_at(
    codelists: CodeLists, folder: str, title: str, title_en: str, rows: NDArray[np.intp]
) -> DataPage:
    """A page of the site as the files beside it need to know it.

    Args:
        codelists: for the names in both languages.
        folder: its address from the site's root: ``tiltak/mentor/``.
        title: what it is called where no code list says that.
        title_en: the same in English; empty where it is called nothing there.
        rows: which observations stand behind it, by their place, ascending.
    """
    kind, _, kode = folder.rstrip("/").partition("/")
    codelist = codelists.by_column.get(kind)
    if folder in _LISTS:
        names = _LISTS[folder]
    elif codelist is None or kode not in codelist:
        names = title, title_en or title
    else:
        names = codelist[kode].navn, codelist[kode].navn_en
    if kind == "tiltaksgruppe":
        names = names[0] + _GROUP[0], names[1] + _GROUP[1]
    return DataPage(folder, *names, kind, rows)
