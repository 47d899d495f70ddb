"""What a reader can take along: charts as files and pages to embed, citations, previews.

The files of a chart lie in its page's folder: ``figur/<id>/`` is the page to embed, and
``figur/<id>.svg``, ``.png``, ``.csv`` and ``.vl.json`` are what they say. Its figures are the same
in every language and stand once, at the Norwegian page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.model.language import Language, capital
from generator.package.datapackage import observation_lines
from generator.package.publication import Publication
from generator.render.charts import CONFIG, Chart, Spec
from generator.render.citation import Citation, citation
from generator.render.colours import Colours, colours_of, resolved
from generator.render.heatmap import MARKS
from generator.render.picture import Note, Words, standing
from generator.render.svg import Card, Drawing
from generator.render.views import Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SITE: Final = "Tiltak i tall"
#: The page of the whole dataset.
DATA: Final = "data/"
#: The picture of a page that has no chart, in its folder.
PREVIEW: Final = "deling.png"
_LOCALES: Final = {"nb": "nb_NO", "en": "en_GB"}


def colours_in(templates: Path) -> tuple[Colours, Colours]:
    """The light and the dark colours of the site's style sheet."""
    return colours_of((templates / "assets/style.css").read_text("utf-8"))


# -- pictures -------------------------------------------------------------------------------------


def cards_of(pages: Iterable[Page]) -> list[Card]:
    """Every picture for sharing: one a chart, and one for each page that has none."""
    cards: list[Card] = []
    for page in filter(shared, pages):
        cards += [chart_card(page, chart) for chart in page.charts] or [plain_card(page)]
    return cards


def shared(page: Page) -> bool:
    """Whether a page has an address of its own; ``404.html`` is shown at any."""
    return not page.folder.endswith(".html")


def chart_card(page: Page, chart: Chart) -> Card:
    """The picture of a chart: the drawing that its page shows where there is room."""
    return Card(chart.at(chart.widths[0]), words_of(page, chart))


def plain_card(page: Page) -> Card:
    """The picture of a page without charts: its title and what its newest figures say."""
    said = capital(page.finding or page.description)
    words = Words(page.title, said, "", (), source_line(page.lang), SITE, said, page.lang.code)
    return Card(None, words)


def words_of(page: Page, chart: Chart) -> Words:
    """What a picture says around its chart."""
    lang = page.lang
    return Words(
        page.title,
        chart.title,
        chart.subtitle,
        tuple(_notes(lang, chart)),
        source_line(lang),
        SITE,
        chart.description,
        lang.code,
    )


def _notes(lang: Language, chart: Chart) -> Iterator[Note]:
    if "skjermet" in chart.notes:
        yield Note("skjermet", lang.t("Skjermet: 0, 1, 2 eller 3 personer"))
    if "hull" in chart.notes:
        text = lang.t(
            "Ingen rapport: vi har ikke tall for disse månedene. Det grå feltet er kortere enn "
            "tiden det står for."
        )
        yield Note("hull", text)
    for each in chart.breaks:
        yield Note("brudd", each)
    for state, meaning in chart.states:
        fill, outline, sign = MARKS[state]
        yield Note("rute", capital(meaning), fill, outline, sign)


def source_line(lang: Language) -> str:
    """Where the figures come from, in one line."""
    return lang.t(
        "Kilde: Nav, Deltakere i arbeidsrettede tiltak. Lest inn av Tiltak i tall. "
        "Lisens: CC BY 4.0."
    )


def room_of(chart: Chart) -> int:
    """How high a frame must be to hold a chart's page, in pixels, whatever its width.

    A drawing grows with its frame to 4/3 at most; the rest is the room of the words around it,
    the title on three lines.
    """
    specs = [chart.at(width) for width in chart.widths]
    high: int = max(s["height"] + s["padding"]["top"] + s["padding"]["bottom"] for s in specs)
    words = 230 + 44 * (len(chart.notes) + len(chart.breaks) + len(chart.states) // 2)
    return -(-(high * 4 // 3 + words) // 10) * 10


# -- what stands on a page ------------------------------------------------------------------------


@dataclass(frozen=True)
class Shared:
    """What a page's template needs.

    Attributes:
        url: the page's whole address.
        image: the whole address of its picture.
        alt: the picture in words.
        title: what the page is called where it is linked to.
        locale: its language, as Open Graph writes it.
        cite: how it is cited; None where it has no figures.
    """

    url: str
    image: str
    alt: str
    title: str
    locale: str
    cite: Citation | None

    def code(self, page: Page, chart: Chart) -> str:
        """The HTML that shows a chart on a page of somebody else."""
        title = escape(f"{page.title}: {chart.title}")
        return (
            f'<iframe src="{self.url}figur/{chart.id}/" title="{title}" width="100%" '
            f'height="{room_of(chart)}" style="border:0" loading="lazy"></iframe>'
        )


@dataclass(frozen=True)
class Sharing:
    """What all pages share of this.

    Attributes:
        publication: where the figures and their reports are.
        pages: all pages of the site.
        drawing: their charts.
        light: the colours of the pages.
        dark: the same where it is dark.
        address: where the site will be, with a slash at the end.
    """

    publication: Publication
    pages: Sequence[Page]
    drawing: Drawing
    light: Colours
    dark: Colours
    address: str

    def of(self, page: Page) -> Shared | None:
        """What a page's template needs; None for a page without an address."""
        if not shared(page):
            return None
        url = self.address + page.folder
        first = page.charts[0] if page.charts else None
        image = f"{url}figur/{first.id}.png" if first else url + PREVIEW
        alt = f"{first.title}. {first.description}" if first else page.headline
        cite = self._cite(page, url)
        return Shared(url, image, alt, page.headline, _LOCALES[page.lang.code], cite)

    def files(self, page: Page, cite: Citation | None) -> Iterator[tuple[str, bytes]]:
        """The files of a page's charts and of its citation by path, without the pages to embed."""
        for chart in page.charts:
            yield from self._chart_files(page, chart)
        if not page.charts:
            yield page.folder + PREVIEW, self.drawing.png(plain_card(page))
        if cite:
            yield f"{page.folder}sitat.bib", f"{cite.bibtex}\n".encode()
            yield f"{page.folder}sitat.json", f"{cite.csl}\n".encode()

    def _chart_files(self, page: Page, chart: Chart) -> Iterator[tuple[str, bytes]]:
        path = f"{page.folder}figur/{chart.id}"
        card = chart_card(page, chart)
        drawing = self.drawing.svg(chart.at(chart.widths[0]))
        yield f"{path}.svg", standing(card.words, drawing, self.light, self.dark).encode()
        yield f"{path}.png", self.drawing.png(card)
        yield f"{path}.vl.json", self._spec(page, chart)
        if page.lang.norwegian and chart.figures:
            rows = self._rows[page.path, chart.id]
            yield f"{path}.csv", b"".join([self.lines[0], *(self.lines[i + 1] for i in rows)])

    def _spec(self, page: Page, chart: Chart) -> bytes:
        """The Vega-Lite spec, which any editor draws as the page does: look and colours in it."""
        whole: Spec = {
            **chart.at(chart.widths[0]),
            "config": {**CONFIG, "background": "var(--bunn)"},
            "description": f"{page.title}: {chart.title}. {chart.subtitle}",
            "usermeta": {"source": source_line(page.lang), "url": self.address + page.folder},
        }
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"{resolved(text, self.light)}\n".encode()

    @cached_property
    def lines(self) -> list[bytes]:
        """The observations as lines of CSV, the header first."""
        return observation_lines(self.publication.observations)

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], NDArray[np.intp]]:
        """The rows of the observations behind each chart, by page and chart."""
        own = [(page, chart) for page in self.pages if page.lang.norwegian for chart in page.charts]
        rows = rows_behind(self.publication, [chart for _, chart in own])
        return {
            (page.path, chart.id): found for (page, chart), found in zip(own, rows, strict=True)
        }

    def _cite(self, page: Page, url: str) -> Citation | None:
        rows = self._cited(page)
        if not len(rows):
            return None
        cells = self.publication.observations.iloc[rows]
        found = set(cells["rapport"].astype(str).unique())
        reports = [r.report.origin for r in self.publication.reports]
        months = cells["periode"].astype(str)
        return citation(
            page.lang,
            page.path,
            _about(page),
            [origin for origin in reports if origin.id in found],
            (months.min(), months.max()),
            url,
        )

    def _cited(self, page: Page) -> NDArray[np.intp]:
        """The rows of the observations that a page rests on; for the data's own page all."""
        import numpy as np

        if page.path == DATA:
            return np.arange(len(self.publication.observations))
        if page.rows is not None:
            return page.rows
        rows = [self._rows[page.path, chart.id] for chart in page.charts]
        return np.concatenate(rows) if rows else np.empty(0, np.intp)


def _about(page: Page) -> str:
    """What a citation says that a page has: its title, unless that speaks to the reader."""
    own = {"": "", DATA: page.lang.t("hele datasettet")}
    return own.get(page.path, page.title)


def rows_behind(publication: Publication, charts: Sequence[Chart]) -> list[NDArray[np.intp]]:
    """The rows of the observations that each chart shows, in the observations' order.

    They are looked up by where they are printed (report, line, column), all charts at once.

    Raises:
        ValueError: a chart shows a figure that is no observation.
    """
    import numpy as np
    import pandas as pd

    columns = ["rapport", "linje", "kolonne"]
    printed = pd.MultiIndex.from_frame(publication.observations[columns].astype({"rapport": str}))
    places = [
        (figure.place.rapport, figure.place.linje, figure.place.kolonne)
        for chart in charts
        for figure in chart.figures
    ]
    found = printed.get_indexer(pd.MultiIndex.from_tuples(places)) if places else np.empty(0)
    if (found < 0).any():
        raise ValueError("a chart shows a figure that is no observation")
    ends = np.cumsum([len(chart.figures) for chart in charts])[:-1]
    return [np.unique(rows).astype(np.intp) for rows in np.split(found, ends)]
