"""What the templates are given: frozen values, every text ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.figures import Figure, Hidden, Place
from generator.model.language import Language, capital
from generator.render.charts import Chart
from generator.render.series import Series, hidden_before, months_of

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


# -- tables ---------------------------------------------------------------------------------------


def sources_of(figures: Iterable[Figure | None]) -> tuple[Source, ...]:
    """The report lines of some figures, each once."""
    places: list[Place] = [figure.place for figure in figures if figure is not None]
    return tuple(dict.fromkeys(Source(place.rapport, place.linje) for place in places))


def month_table(
    lang: Language,
    id: str,
    caption: str,
    series: Sequence[Series],
    year: str,
    *,
    new_from: str = "",
) -> Table:
    """A table of one year: a row a month, a column a series.

    Args:
        lang: the page's language.
        id: unique on the page.
        caption: what the figures are; the period is put behind it.
        series: the columns.
        year: ``YYYY``.
        new_from: validity of the measure, ``YYYY-MM-DD``, or empty.
    """
    of_year = [each.in_year(year) for each in series]
    months = sorted({periode for figures in of_year for periode in figures})
    rows = []
    for periode in months:
        cells = tuple(figures.get(periode) for figures in of_year)
        head = Link(capital(lang.month_name(periode)), "")
        rows.append(Row(head, cells, (), _before(periode, cells, new_from)))
    averages = tuple(each.average(year) for each in series)
    if any(averages):
        rows.append(Row(Link(_average_head(lang), ""), averages, (), (False,) * len(averages)))
    foot = tuple(
        sources_of([*figures.values(), average])
        for figures, average in zip(of_year, averages, strict=True)
    )
    caption = f"{caption}, {lang.span(months[0], months[-1])}"
    names = tuple(each.name for each in series)
    return Table(id, caption, lang.t("Måned"), names, tuple(rows), foot, new_from)


def _average_head(lang: Language) -> str:
    return lang.t("Snitt hittil i år")


def category_table(
    lang: Language,
    id: str,
    caption: str,
    corner: str,
    series: Sequence[tuple[Link, Series]],
    year: str,
    *,
    new_from: Mapping[str, str] | str = "",
) -> Table:
    """A table of one year: a row a category, a column a month, the average last if there is one.

    Args:
        lang: the page's language.
        id: unique on the page.
        caption: what the figures are; the period is put behind it.
        corner: what the categories are.
        series: for each category its link and its series.
        year: ``YYYY``.
        new_from: validity of the measure that the table is about; or, where each category is a
            measure, of each by its link's address.
    """
    months = [m for m in months_of(each for _, each in series) if m[:4] == year]
    averages = any(each.average(year) for _, each in series)
    rows = []
    for link, each in series:
        figures = each.in_year(year)
        if not figures:
            continue
        cells: list[Figure | None] = [figures.get(periode) for periode in months]
        since = new_from if isinstance(new_from, str) else new_from.get(link.href, "")
        before = [hidden_before(periode, figures.get(periode), since) for periode in months]
        if averages:
            cells.append(each.average(year))
            before.append(False)
        rows.append(Row(link, tuple(cells), sources_of(cells), tuple(before)))
    columns = [lang.month_name(periode) for periode in months]
    if averages:
        columns.append(_average_head(lang))
    caption = f"{caption}, {lang.span(months[0], months[-1])}"
    heads = tuple(capital(c) for c in columns)
    day = new_from if isinstance(new_from, str) else ""
    return Table(id, caption, corner, heads, tuple(rows), new_from=day)


def _before(periode: str, cells: Iterable[Figure | None], new_from: str) -> tuple[bool, ...]:
    return tuple(hidden_before(periode, cell, new_from) for cell in cells)
