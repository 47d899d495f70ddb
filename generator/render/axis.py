"""The axis of time that line charts share, and round steps for counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.model.codelists import Break
from generator.model.language import Language
from generator.render.charts import Spec
from generator.render.series import holes_in, month_index, month_of

_TICK_STEPS: Final = ((8, 2), (15, 3), (40, 6))

#: A stretch without a report takes the room of so many months, however long it is.
_HOLE_ROOM: Final = 6


class Axis:
    """The axis of time: a place for each month, and a short field for each hole.

    A hole of years at true length would leave no room for the months; it is drawn short, shaded,
    and says which years it stands for.
    """

    def __init__(self, lang: Language, months: Sequence[str], *, of_year: bool = False) -> None:
        """``of_year``: the months are those of any year, so ticks name none."""
        self._lang = lang
        self._of_year = of_year
        self.holes = holes_in(months)
        first, last = month_index(months[0]), month_index(months[-1])
        self._shifts = [
            (month_index(end) + 1, max(month_index(end) - month_index(start) + 1 - _HOLE_ROOM, 0))
            for start, end in self.holes
        ]
        self._first, self._last = first, last
        self.length = self.place(months[-1])
        self.ticks = {
            self.place(m): self._tick(m, m == months[0]) for m in self._named(first, last)
        }

    def place(self, periode: str) -> int:
        """Where a month stands, from 0."""
        index = month_index(periode)
        return index - self._first - sum(cut for after, cut in self._shifts if index >= after)

    def _named(self, first: int, last: int) -> list[str]:
        """The months to name: quarters, half years or years, as there is room; none in a hole."""
        step = next((s for room, s in _TICK_STEPS if self.length < room), 12)
        while self.length // step > 9:
            step += 12
        start = first + (-first) % step
        absent = [(month_index(a), month_index(b)) for a, b in self.holes]
        shown = range(start, last + 1, step)
        return [month_of(i) for i in shown if not any(a <= i <= b for a, b in absent)]

    def hole_rows(self, wide: bool) -> list[Spec]:
        """A row a hole: from, to, middle (places), and what it says, as there is room."""
        rows = []
        for start, end in self.holes:
            after = self.place(month_of(month_index(end) + 1))
            before = self.place(month_of(month_index(start) - 1))
            words = self._lang.t("ingen rapport").split(" ") if wide else []
            text = [*words, *self._hole_text(start, end)]
            rows.append(
                {"fra": before + 0.5, "til": after - 0.5, "midt": (before + after) / 2, "t": text}
            )
        return rows

    def break_rows(self, breaks: Sequence[Break]) -> list[Spec]:
        """A row a break that lies between two months of the axis: where, when and what."""
        months = {b.maaned: self._lang.broken(b) for b in breaks if self._spans(b.maaned)}
        return [{"x": self.place(m) - 0.5, "m": m, "t": text} for m, text in sorted(months.items())]

    def _spans(self, periode: str) -> bool:
        index = month_index(periode)
        in_hole = any(month_index(a) <= index <= month_index(b) + 1 for a, b in self.holes)
        return self._first < index <= self._last and not in_hole

    def _hole_text(self, start: str, end: str) -> list[str]:
        """A hole in few letters: «2020–2023», or its first and last month."""
        if start[5:] == "01" and end[5:] == "12":
            return [start[:4]] if start[:4] == end[:4] else [f"{start[:4]}–", end[:4]]
        return [f"{self._lang.month_short(start)}–", self._lang.month_short(end)]

    def _tick(self, periode: str, first: bool) -> str | list[str]:
        name = self._lang.months_short[int(periode[5:]) - 1]
        if self._of_year:
            return name
        return [name, periode[:4]] if first or periode[5:] == "01" else name


def nice_steps(largest: int, most: int = 5) -> list[int]:
    """Round steps from 0 to past ``largest``, at most ``most`` of them after 0."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if largest <= most * step:
                return list(range(0, -(-largest // step) * step + 1, step))
        size *= 10
