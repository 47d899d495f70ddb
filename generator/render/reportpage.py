"""A report's page (``/rapport/<id>/``): every line as it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model.dimensions import ALL, COLUMNS, KEY
from generator.model.language import Language
from generator.model.reports import Line
from generator.model.titles import report_name, report_title
from generator.recognise.labels import Repair
from generator.recognise.values import Reading, Recognised, Role
from generator.render.cuts import Cuts, home, quality
from generator.render.lettering import lines_of, width_of
from generator.render.views import Link, Page


def roles(lang: Language) -> dict[Role, tuple[str, str]]:
    """What each role is called to readers, and what it means."""
    return {
        Role.TOTAL: (
            lang.t("I alt"),
            lang.t("raden øverst i tabellen, som de andre radene skal gå opp i"),
        ),
        Role.SUBTOTAL: (lang.t("Delsum"), lang.t("summen for en tiltaksgruppe inne i tabellen")),
        Role.ROW: (lang.t("Tall"), lang.t("en rad med tall")),
        Role.HEADER: (lang.t("Kolonner"), lang.t("navnene på månedene")),
        Role.HEADING: (lang.t("Overskrift"), lang.t("sier hvem tabellen gjelder")),
        Role.PERIOD: (lang.t("Periode"), lang.t("hvilke måneder rapporten dekker")),
        Role.LAW: (lang.t("Lov"), lang.t("hjemmelen for å skjerme tall")),
        Role.TEXT: (lang.t("Tekst"), lang.t("brukes ikke: titler og forklaringer")),
        Role.RULE: (lang.t("Strek"), lang.t("brukes ikke")),
        Role.BLANK: (lang.t("Tom"), lang.t("brukes ikke")),
        Role.UNREAD: (lang.t("Ulest"), lang.t("kunne ikke leses")),
    }


#: The lines that hold the figures of a table.
_FIGURES: Final = frozenset({Role.TOTAL, Role.SUBTOTAL, Role.ROW, Role.UNREAD})


@dataclass(frozen=True)
class ReportLine:
    """A line of a report as it is shown."""

    number: int
    role: str
    role_name: str
    cells: tuple[str, ...]
    meaning: tuple[Link, ...]
    repairs: tuple[Repair, ...]
    repeated: bool


#: The room of things in rem: a label on a wide and on a narrow screen, a line of text, a reading,
#: the name of a column. The widest of the fonts that readers have is so much wider than ours.
_WIDE, _NARROW, _TEXT, _READING, _COLUMN = 15.0, 7.5, 40.0, 14.3, 3.5
_WIDER: Final = 1.11
#: How high things are in rem: a table's heading, an empty line, the edges of a line, and each row
#: of its words.
_HEADING, _EMPTY, _EDGES, _WORDS = 2.5, 0.85, 0.5, 1.05


def _height(line: ReportLine, label: float) -> float:
    """How high a line becomes at most, in rem, where its label has so much room."""
    if line.role == Role.BLANK:
        return _EMPTY
    first, *others = line.cells
    read = [f"MM{line.role_name}", *(f"· {each.name}" for each in line.meaning)]
    read += [f"rettet til «{each.navn}»" for each in line.repairs]
    read += ["gjentakelse"] * line.repeated
    rows = [_rows(" ".join(read), 0.8, _READING), _rows(first, 0.8, label if others else _TEXT)]
    if line.role == Role.HEADER:
        rows += [_rows(name, 0.66, _COLUMN) for name in others]
    return _EDGES + _WORDS * max(rows)


def _rows(text: str, size: float, room: float) -> int:
    """How many rows a text takes; a word that is too long is broken."""
    lines = lines_of(text, size * _WIDER, room)
    return sum(-int(-width_of(line, size * _WIDER) // room) or 1 for line in lines)


@dataclass(frozen=True)
class ReportPart:
    """Lines of a report that belong together: a table, and what stands between it and the last.

    Attributes:
        lines: its lines.
        about: what its table is about; empty where it has none.
    """

    lines: tuple[ReportLine, ...]
    about: str

    @property
    def room(self) -> float:
        """How high it becomes at most, in rem, where there is room beside each other."""
        return self._room(_WIDE)

    @property
    def narrow_room(self) -> float:
        """The same on a narrow screen."""
        return self._room(_NARROW)

    def _room(self, label: float) -> float:
        return round(_HEADING + sum(_height(line, label) for line in self.lines), 2)

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """The number of its last line that says anything."""
        said = (line.number for line in self.lines if line.role != Role.BLANK)
        return max(said, default=self.lines[-1].number)


def report_page(cuts: Cuts, recognised: Recognised) -> Page:
    """The page of one report."""
    lang = cuts.lang
    origin = recognised.report.origin
    counts = Counter(reading.role for reading in recognised.readings)
    rows = (cuts.publication.observations["rapport"] == origin.id).to_numpy().nonzero()[0]
    group = cuts.codelists["tiltaksgrupper"][origin.tiltaksgruppe]
    covers = lang.t("tiltaksgruppa %(name)s", name=lang.name(group))
    context = {
        "origin": origin,
        "name": report_name(lang, origin),
        "sha256": recognised.report.sha256,
        "period": lang.span(origin.period_from, origin.period_to),
        "covers": lang.t("alle tiltak") if group.kode == ALL else covers,
        "parts": _parts(lang, _lines(cuts, recognised), recognised.readings),
        "counts": [
            (role, *told, counts[role]) for role, told in roles(lang).items() if counts[role]
        ],
        "repairs": recognised.repairs,
        "observations": len(rows),
        "withheld": _withheld(lang),
    }
    title = report_title(lang, origin)
    return Page(
        lang,
        f"rapport/{origin.id}/",
        "rapport.html.j2",
        title,
        lang.t("Rapporten slik den ble lest, linje for linje: %(title)s.", title=title),
        (home(lang), quality(lang)),
        context=context,
        rows=rows,
    )


def _lines(cuts: Cuts, recognised: Recognised) -> list[ReportLine]:
    named = {role: name for role, (name, _) in roles(cuts.lang).items()}
    repairs: dict[int, list[Repair]] = {}
    for repair in recognised.repairs:
        repairs.setdefault(repair.linje, []).append(repair)
    withheld = cuts.publication.revisions.withheld_places(
        recognised.report.origin.id, recognised.cells
    )
    repeated = _repeated(recognised)
    return [
        ReportLine(
            line.number,
            reading.role.value,
            named[reading.role],
            _shown(cuts.lang, line, withheld),
            _meaning(cuts, reading),
            tuple(repairs.get(line.number, ())),
            line.number in repeated,
        )
        for line, reading in zip(recognised.grid.lines, recognised.readings, strict=True)
    ]


def _parts(
    lang: Language, lines: Sequence[ReportLine], readings: Sequence[Reading]
) -> list[ReportPart]:
    """The lines of a report parted after the last figure of each table."""
    starts = [0]
    figures = False
    for place, line in enumerate(lines):
        if line.role in _FIGURES:
            figures = True
        elif figures and line.role != Role.BLANK:
            starts.append(place)
            figures = False
    ends = [*starts[1:], len(lines)]
    return [
        ReportPart(tuple(lines[start:end]), _about(lang, lines[start:end], readings[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _about(lang: Language, lines: Sequence[ReportLine], readings: Sequence[Reading]) -> str:
    """What a table is about: what its total covers, and what its rows are."""
    total = next((line for line in lines if line.role == Role.TOTAL), None)
    name = " · ".join(link.name for link in total.meaning) if total else ""
    rows = {
        "tiltaksgruppe": lang.t("tiltaksgruppe"),
        "tiltak": lang.t("tiltak"),
        "hovedgruppe": lang.t("hovedgruppe"),
        "kjonn": lang.t("kjønn"),
        "fylke": lang.t("fylke"),
        "alder": lang.t("alder"),
        "innvandring": lang.t("innvandring"),
        "verdensdel": lang.t("verdensdel"),
        "utdanning": lang.t("utdanning"),
    }
    by = next((rows[each.column] for each in readings if each.column), "")
    return lang.t("%(name)s etter %(by)s", name=name, by=by) if name and by else name


def _shown(lang: Language, line: Line, withheld: set[tuple[int, int]]) -> tuple[str, ...]:
    """The cells of a line; a figure that a newer report hides is not repeated."""
    return tuple(
        _withheld(lang) if (line.number, column) in withheld else cell
        for column, cell in enumerate(line.cells)
    )


def _withheld(lang: Language) -> str:
    """What stands for a figure that a newer report hides; not a word of the report."""
    return lang.t("(skjermet)")


def _repeated(recognised: Recognised) -> set[int]:
    """The lines all of whose figures stand on lines before."""
    cells = recognised.cells.sort_values(["linje", "kolonne"])
    first = cells.loc[~cells.duplicated(list(KEY)), "linje"]
    return set(cells["linje"].unique().tolist()) - set(first.unique().tolist())


def _meaning(cuts: Cuts, reading: Reading) -> tuple[Link, ...]:
    """The codes of a line by name, the most particular last; each leads to where it is shown."""
    lang = cuts.lang
    codes = {c: k for c, k in zip(COLUMNS, reading.codes, strict=False) if k != ALL}
    if not codes:
        return (Link(lang.t("Alle tiltak"), "#alle"),) if reading.codes else ()
    if "tiltak" in codes:
        codes.pop("tiltaksgruppe")
    lists = cuts.codelists.by_column
    return tuple(
        Link(lang.name(lists[column][kode]), _address(column, kode, codes))
        for column, kode in codes.items()
    )


#: What a group's page has sections for.
_IN_GROUPS: Final = ("", "hovedgruppe", "kjonn", "hovedgruppe-kjonn")


def _address(column: str, kode: str, codes: Mapping[str, str]) -> str:
    """Where a line's figures are shown, of the pages that its codes have; empty for no page."""
    further = "-".join(other for other in codes if other != column)
    if column == "tiltak" or (column == "tiltaksgruppe" and further in _IN_GROUPS):
        return f"{column}/{kode}/#{further or 'utvikling'}"
    if column == "kjonn" and not further:
        return "#alle"
    if column == "fylke":
        return f"fylke/{kode}/#maaneder"
    if column == "hovedgruppe" and "tiltak" not in codes:
        return f"hovedgruppe/{kode}/" + ("#grupper" if "tiltaksgruppe" in codes else "#utvikling")
    return ""
