"""How a measure stands in a fylke: its newest figure, and its place among the fylker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.codelists import Code
from generator.model.figures import Figure, Published, share_of
from generator.model.language import Language
from generator.render import sentences
from generator.render.cuts import Cuts, codes_of, measure_link, new_from
from generator.render.series import Series, hidden_before
from generator.render.tables import sources_of
from generator.render.views import Link, Source


@dataclass(frozen=True)
class Rank:
    """A place among the fylker, 1 for the largest; ``tied`` if another has the same figure."""

    place: int
    of: int
    tied: bool

    @property
    def alone_first(self) -> bool:
        """Whether no other has as many."""
        return self.place == 1 and not self.tied


@dataclass(frozen=True)
class Standing:
    """How a measure stands in a fylke, newest month; a text is empty if it cannot be known.

    ``before`` tells whether the month lies before the measure began, on ``new_from``.
    """

    measure: Link
    figure: Figure | None
    before: bool
    new_from: str
    change: str
    share: str
    rank: str
    source: tuple[Source, ...]


def rank_of(kode: str, figures: Mapping[str, Figure]) -> Rank | None:
    """The place of one among the fylker; None if it is not among them, or a figure is hidden.

    Args:
        kode: the one.
        figures: the figure of each fylke in one month, by its code.
    """
    values = {kode: f.value for kode, f in figures.items() if isinstance(f, Published)}
    if kode not in values or len(values) < len(figures):
        return None
    mine = values[kode]
    place = 1 + sum(value > mine for value in values.values())
    return Rank(place, len(values), sum(value == mine for value in values.values()) > 1)


def ranked(lang: Language, rank: Rank) -> str:
    """«3. av 15», «delt 3. av 15»."""
    message = "delt %(place)s av %(count)s" if rank.tied else "%(place)s av %(count)s"
    return lang.t(message, place=lang.ordinal(rank.place), count=lang.number(rank.of))


def standing(cuts: Cuts, measure: Code, each: Series, rank: Rank | None, newest: str) -> Standing:
    """How a measure stands in the newest month; without a figure if its own are all older."""
    lang = cuts.lang
    figure = each.figures.get(newest)
    country = cuts.of("tiltak", measure.kode).series("", codes_of(measure)).figures.get(newest)
    part = share_of(figure, country)
    changed = sentences.monthly_change(each) if figure else None
    return Standing(
        measure_link(lang, measure),
        figure,
        hidden_before(newest, figure, new_from(measure)),
        new_from(measure),
        lang.signed(int(changed.value)) if changed else "",
        lang.share(part.parts[0].value, part.parts[1].value) if part else "",
        ranked(lang, rank) if rank and figure else "",
        sources_of([figure]),
    )
