"""What the files say of themselves: source, licence, citation, cautions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.export.cells import Cells
from generator.export.pages import DataPage
from generator.model.codelists import Break
from generator.model.dimensions import ALL, AVERAGE, COLUMNS
from generator.model.language import BOKMAAL
from generator.model.reports import Origin
from generator.model.titles import report_title

#: A style and a text: ``title``, ``heading`` or ``text``.
Line = tuple[str, str]

HIDDEN_NOTE: Final = (
    "Et skjermet tall er 0, 1, 2 eller 3 personer: rapporten skriver *. Det er ikke 0, og det skal "
    "ikke regnes ut. Status er «skjermet», og tallet mangler."
)
ABSENT_NOTE: Final = (
    "«ikke-i-rapporten» betyr at ingen rapport her har dette tallet. Det er noe annet enn skjermet."
)
STOCK_NOTE: Final = (
    "Et tall er antall deltakere ved utgangen av måneden. Måneder skal ikke legges sammen."
)
AVERAGE_NOTE: Final = (
    "Gjennomsnitt hittil i år er rapportens eget gjennomsnitt av månedene så langt, avrundet."
)
OVERLAP_NOTE: Final = (
    "Tallene overlapper: et tall for «alle» omfatter tallene som er fordelt videre. Velg ett nivå."
)
CAUTIONS: Final = (
    HIDDEN_NOTE,
    STOCK_NOTE,
    AVERAGE_NOTE,
    OVERLAP_NOTE,
    "Tallene er ikke sesongjustert. Samlet er det færre deltakere i juli enn ellers i året.",
)
_CAUTIONS_EN: Final = (
    "A figure is the number of participants at the end of the month. Do not add months together.",
    "A hidden figure (*, status «skjermet») is 0, 1, 2 or 3 persons. It is not 0, and it must not "
    "be worked out.",
    "Figures overlap: «alle» (all) includes the rows that are broken down further.",
    "The codes have names in English: see «Koder», or the code lists of the package.",
)


def time_heading(periodetype: str, periode: str) -> str:
    """What stands over a column of figures: «aug 2024», «Snitt hittil i år, aug 2024»."""
    short = BOKMAAL.month_short(periode)
    return f"Snitt hittil i år, {short}" if periodetype == AVERAGE else short


def origins(cells: Cells, page: DataPage | None) -> list[Origin]:
    """The reports that a page's figures (or, without a page, all figures) come from."""
    codes, values = cells.coded["rapport"]
    used = {values[code] for code in set((codes if page is None else page.of(codes)).tolist())}
    reports = (recognised.report.origin for recognised in cells.publication.reports)
    return [origin for origin in reports if origin.id in used]


def citation(origin: Origin) -> str:
    """How a report is to be cited."""
    return f"Kilde: Nav, {report_title(BOKMAAL, origin)}. Lest inn av Tiltak i tall."


def _lower(law: str) -> str:
    """A law's name inside a sentence, without the full stop that would follow its number."""
    return law[:1].lower() + law[1:]


def source(cells: Cells, page: DataPage | None) -> str:
    """The source of figures in one line."""
    titles = (f"{report_title(BOKMAAL, each)} ({each.id})" for each in origins(cells, page))
    return f"Nav: {'; '.join(titles)}"


def licence_line(cells: Cells) -> str:
    """The licence in one line."""
    licence = cells.publication.content.descriptor["licenses"][0]
    return f"{licence['title']} ({licence['name']}), {licence['path']}"


def used_codes(cells: Cells, page: DataPage | None, column: str) -> set[str]:
    """The codes of a column that the figures of a page have."""
    codes, values = cells.coded[column]
    return {values[code] for code in set((codes if page is None else page.of(codes)).tolist())}


def breaks(cells: Cells, page: DataPage | None) -> list[Break]:
    """The breaks inside the period of a page's figures that concern a code among them."""
    used = {column: used_codes(cells, page, column) - {ALL} for column in COLUMNS}
    periods = used_codes(cells, page, "periode")
    return [
        each
        for each in sorted(cells.codelists.breaks, key=lambda each: (each.maaned, each.kode))
        if min(periods, default="9") <= each.maaned <= max(periods, default="")
        and (each.gjelder in used[each.dimensjon] or (each.gjelder == ALL and used[each.dimensjon]))
    ]


def _titles_en(reports: Iterable[Origin]) -> str:
    """The titles of reports in English; as they are printed where they have none there."""
    return "; ".join(origin.title_en or origin.title for origin in reports)


def _about_en(title: str) -> str:
    """What figures are about; the title of all of them and those of reports say it already."""
    said = "participants in" in title.lower()
    return f"{title}." if said else f"{title}: participants in Norwegian labour market measures."


def readme(cells: Cells, page: DataPage, contents: Iterable[Line]) -> list[Line]:
    """What a file holds, where it is from, and how it may be used, as lines with their style.

    Args:
        cells: the observations.
        page: whose figures the file holds.
        contents: lines that tell what is where in the file.
    """
    descriptor = cells.publication.content.descriptor
    reports = origins(cells, page)
    hidden = int(page.of(cells.hidden).sum())
    return [
        ("title", page.title),
        ("text", f"Deltakere i arbeidsmarkedstiltak. {len(page.rows)} tall, {hidden} skjermet."),
        *contents,
        ("heading", "Pass på"),
        *(("text", caution) for caution in CAUTIONS),
        *(("text", f"Brudd fra {BOKMAAL.month(b.maaned)}: {b.tekst}") for b in breaks(cells, page)),
        ("heading", "Kilde"),
        *(("text", citation(origin)) for origin in reports),
        *(("text", f"{each.id}: skjermet etter {_lower(each.law)}") for each in reports),
        *(("text", url) for url in dict.fromkeys(origin.source for origin in reports)),
        ("text", "Tiltak i tall er uavhengig av Nav. Tallene er ikke endret."),
        ("heading", "Lisens"),
        ("text", licence_line(cells)),
        ("text", "Du kan dele og bruke tallene når du oppgir kilden og sier fra om endringer."),
        ("text", f"Datapakka «{descriptor['name']}», versjon {descriptor['version']}."),
        ("heading", "In English"),
        ("text", _about_en(page.title_en)),
        *(("text", caution) for caution in _CAUTIONS_EN),
        *(("text", f"Break from {b.maaned}: {b.tekst_en}") for b in breaks(cells, page)),
        ("text", f"Source: Nav, {_titles_en(reports)}. Compiled by Tiltak i tall."),
        ("text", f"Licence: {descriptor['licenses'][0]['name']}."),
    ]
