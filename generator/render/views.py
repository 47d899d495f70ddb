"""What the templates are given: frozen values, every text ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.figures import Figure, Hidden
from generator.model.language import Language
from generator.render.charts import Chart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href`` is from the front page. An empty one is the page itself.

    ``beside`` is the Norwegian name, where ``name`` is a translation that is not fixed.
    """

    name: str
    href: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures stand: a line of a report."""

    rapport: str
    linje: int

    @property
    def href(self) -> str:
        """Its address from the site's root."""
        return f"rapport/{self.rapport}/#L{self.linje}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its head, figures, and the report lines that they stand on.

    ``before`` tells which hidden figures lie before the measure existed.
    """

    head: Link
    cells: tuple[Figure | None, ...]
    sources: tuple[Source, ...] = ()
    before: tuple[bool, ...] = ()

    @property
    def place(self) -> int:
        """The data column of its figures in the report, if it is the same for all; else 0."""
        return _only({cell.place.kolonne for cell in self.cells if cell is not None})


def _only(values: set[int]) -> int:
    return next(iter(values)) if len(values) == 1 else 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures.

    Attributes:
        id: unique on the page.
        caption: what the figures are.
        corner: what the row heads are.
        columns: the column heads.
        rows: the rows.
        foot: for tables with a series in each column, the report lines of each.
        linked: whether each figure links to its line by itself, since rows and columns do not.
        new_from: «1. juli 2019» where hidden figures before it mean that the measure did not
            exist yet.
    """

    id: str
    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    foot: tuple[tuple[Source, ...], ...] = ()
    new_from: str = ""
    linked: bool = False

    @property
    def has_hidden(self) -> bool:
        """Whether a hidden figure stands in it."""
        return any(isinstance(cell, Hidden) for row in self.rows for cell in row.cells)

    @property
    def sortable(self) -> bool:
        """Whether readers may sort it: its rows are categories, not months."""
        return not self.foot and len(self.rows) > 2

    @property
    def long(self) -> bool:
        """Whether readers may look for some of its rows."""
        return self.sortable and len(self.rows) > 12

    @property
    def places(self) -> tuple[int, ...]:
        """For each column the data column of its figures in the report; 0 where they differ."""
        if self.foot:
            return (0,) * len(self.columns)
        return tuple(
            _only({c.place.kolonne for row in self.rows if (c := row.cells[number]) is not None})
            for number in range(len(self.columns))
        )

    @property
    def has_revised(self) -> bool:
        """Whether a figure stands in it that an older report had otherwise."""
        return any(cell.revised for row in self.rows for cell in row.cells if cell is not None)

    @property
    def has_new(self) -> bool:
        """Whether a figure stands in it from before its measure existed."""
        return any(flag for row in self.rows for flag in row.before)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure large on the page, with what it is and a line about it."""

    heading: str
    label: str
    figure: Figure
    note: str = ""

    @property
    def source(self) -> Source:
        """The report line that it stands on."""
        return Source(self.figure.place.rapport, self.figure.place.linje)


@dataclass(frozen=True, slots=True)
class Tile:
    """A fylke's place in the tile grid of the country, counted from 0, and its figure there."""

    link: Link
    kode: str
    column: int
    row: int
    here: bool = False
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class TileMap:
    """The tile grid, and what it shows; ``figures`` tells whether the tiles hold figures."""

    label: str
    tiles: tuple[Tile, ...]
    figures: bool = False

    @property
    def has_hidden(self) -> bool:
        """Whether a hidden figure stands in a tile."""
        return any(isinstance(tile.figure, Hidden) for tile in self.tiles)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: a heading with charts and tables under it.

    Attributes:
        id: unique on the page.
        heading: its heading.
        text: paragraphs under it.
        charts: its charts.
        tables: its tables, which can be folded away.
        map: the tile grid with figures, and what it is called.
        variants: charts of which the reader chooses one.
    """

    id: str
    heading: str
    text: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    map: TileMap | None = None
    variants: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page of the site.

    Attributes:
        lang: the language that it is in.
        path: its folder from the language's front page with a slash at the end; empty for the
            front page.
        template: the template's name.
        title: what it is about.
        description: one or two sentences for search engines.
        crumbs: the way to it, without the page itself.
        finding: what the newest figures say, as a headline; empty where there is none.
        sections: its charts and tables.
        context: what the template needs besides.
        rows: the rows of the observations behind the page, for ``data.csv``; None for none.
        files: other files that belong to it, by their path from its folder.
    """

    lang: Language
    path: str
    template: str
    title: str
    description: str
    crumbs: tuple[Link, ...] = ()
    finding: str = ""
    sections: tuple[Section, ...] = ()
    context: Mapping[str, object] = field(default_factory=dict)
    rows: NDArray[np.intp] | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Its folder from the site's root."""
        return self.lang.folder + self.path

    @property
    def root(self) -> str:
        """The way from the page to the front page in its language."""
        return "../" * self.path.count("/") or "./"

    @property
    def base(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.folder.count("/") or "./"

    @property
    def file_name(self) -> str:
        """What a file with its figures is called when it has been downloaded."""
        return self.path.strip("/").replace("/", "-")

    @property
    def headline(self) -> str:
        """Its title with the finding, on one line."""
        return f"{self.title}: {self.finding}" if self.finding else self.title

    @property
    def charts(self) -> list[Chart]:
        """All charts of its sections."""
        return [c for section in self.sections for c in (*section.charts, *section.variants)]

    @property
    def sortable(self) -> bool:
        """Whether one of its tables can be sorted."""
        return any(table.sortable for section in self.sections for table in section.tables)
