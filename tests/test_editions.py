"""Several reports, one series: editions of one report, and a report from another time.

The reports are synthetic (bench/synthetic.py) and consistent. An older edition is the newer one
cut to its first eight months, with three figures of one fylke table changed so that its sum holds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bench.synthetic import Params, Report, figure, make
from generator.model.dimensions import KEY
from generator.model.findings import errors
from generator.package.datapackage import package_files
from generator.package.publication import Publication
from generator.pipeline import Sources, gather
from generator.render.cuts import Cuts
from generator.render.measure import measure_page
from generator.render.places import fylke_list_page, fylke_page
from generator.render.reportpage import report_page
from tests.paper import first_months

ROOT = Path(__file__).parents[1]
MONTH = 5  # the data column whose figures differ between the editions
OLD, NEW = "gammel-utgave", "ny-utgave"


@cache
def newer() -> Report:
    """A year of a report with figures by fylke."""
    return make(Params(seed=7, layout="B", year=2024, months=12))


def fylke_rows(lines: list[str]) -> list[int]:
    """The fylke rows (places in ``lines``) of the first measure with three figures over 20."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if re.match(r"\d\d \w", line) and not line.startswith("99"):
            run.append(number)
        elif run and line.startswith("\t"):
            large = [n for n in run if value(lines[n]) > 20]
            if len(large) >= 3:
                return large[:3]
            run = []
    raise AssertionError("no fylke table has three figures over 20")


def value(line: str) -> int:
    """The figure of a row in ``MONTH``; 0 where it is hidden."""
    text = line.split("\t")[MONTH].replace(" ", "")
    return 0 if text == "*" else int(text)


def changed(line: str, by: int) -> str:
    """A row with another figure in ``MONTH``."""
    cells = line.split("\t")
    cells[MONTH] = figure(value(line) + by)
    return "\t".join(cells)


def older_text() -> tuple[str, list[str]]:
    """The older edition, and the labels of the rows that differ in it."""
    lines = first_months(newer().text, 8, average=True).split("\n")
    rows = fylke_rows(lines)
    for row, by in zip(rows, (-2, 1, 1), strict=True):
        lines[row] = changed(lines[row], by)
    return "\n".join(lines), [lines[row].split("\t")[0] for row in rows]


def content(folder: Path, reports: dict[str, tuple[str, str]]) -> Sources:
    """A content folder with reports (id → text and report.toml) and the real code lists."""
    for name in ("codelists", "pages"):
        (folder / name).symlink_to(ROOT / "content" / name)
    for id, (text, toml) in reports.items():
        (folder / "reports" / id).mkdir(parents=True)
        (folder / "reports" / id / "rapport.txt").write_text(text, "utf-8")
        (folder / "reports" / id / "report.toml").write_text(toml, "utf-8")
    return Sources(folder, ROOT / "datapackage.json", ROOT / "templates", folder / "site")


def toml(report: Report, id: str, *, months: int) -> str:
    """A report's own report.toml with another id and length."""
    text = re.sub(r'(?m)^id = ".*"', f'id = "{id}"', report.toml)
    return re.sub(r'(?m)^period_to = ".*"', f'period_to = "2024-{months:02d}"', text)


def together(folder: Path, old: str, new: str) -> Publication:
    """Both editions as one publication."""
    sources = content(
        folder,
        {OLD: (old, toml(newer(), OLD, months=8)), NEW: (new, toml(newer(), NEW, months=12))},
    )
    publication, findings = gather(sources)
    assert publication, "\n".join(map(str, errors(findings)))
    return publication


def test_the_newer_edition_counts_and_the_older_figures_are_revisions(tmp_path: Path) -> None:
    text, labels = older_text()
    publication = together(tmp_path, text, newer().text)
    rows = publication.revisions.rows
    assert sorted(rows["fylke"]) == sorted(label[:2] for label in labels)
    assert set(rows["gammel_rapport"]) == {OLD} and set(rows["ny_rapport"]) == {NEW}
    assert sorted((rows["gammel_antall"] - rows["ny_antall"]).tolist()) == [-2, 1, 1]
    assert publication.revisions.replaced > 1000
    truth = newer().truth().set_index(list(KEY))["sann_verdi"]
    monthly = publication.observations[publication.observations["antall"].notna()]
    for row in monthly.iloc[:: len(monthly) // 200].itertuples():
        key = tuple(str(getattr(row, column)) for column in KEY)
        assert row.antall == truth[key], f"{key}: the newest edition should count"


def test_a_revised_figure_is_marked_and_published(tmp_path: Path) -> None:
    text, _ = older_text()
    publication = together(tmp_path, text, newer().text)
    assert publication.observations["revidert"].sum() == 3
    csv = package_files(publication)["data/revisjoner.csv"].decode().splitlines()
    assert len(csv) == 4, "a header and three revisions"
    assert b"revidert" not in package_files(publication)["data/observasjoner.csv"]


def hidden_now() -> tuple[str, str, int]:
    """An older edition that prints a figure which the newer one hides: text, label, figure."""
    lines = first_months(newer().text, 8, average=True).split("\n")
    number = next(
        number
        for number, line in enumerate(lines)
        if re.match(r"(?!99)\d\d \w", line) and line.split("\t")[MONTH] == "*"
    )
    cells = lines[number].split("\t")
    cells[MONTH] = "41"
    lines[number] = "\t".join(cells)
    for other in range(number, len(lines)):
        if re.match(r"\d\d \w", lines[other]) and value(lines[other]) > 60 and other != number:
            lines[other] = changed(lines[other], -40)
            return "\n".join(lines), cells[0], 41
        if lines[other].startswith("I alt") and other > number and "\t*" not in lines[other]:
            continue
    raise AssertionError("no figure to take from")


def test_what_the_newest_hides_no_older_edition_reveals(tmp_path: Path) -> None:
    text, label, secret = hidden_now()
    sources = content(
        tmp_path,
        {
            OLD: (text, toml(newer(), OLD, months=8)),
            NEW: (newer().text, toml(newer(), NEW, months=12)),
        },
    )
    # The older edition no longer adds up: only what becomes of the cell is looked at here.
    from generator.check.figures import check_figures
    from generator.package.publication import publish
    from generator.pipeline import recognise_all
    from generator.read.content import read_content

    whole, _ = read_content(sources.content, sources.descriptor)
    read, _ = recognise_all(whole)
    quick = [replace(r, tables=()) for r in read]
    publication = publish(whole, quick, [check_figures(r, whole.codelists) for r in quick])
    row = publication.revisions.rows.query(
        "fylke == @label[:2] and gammel_status == 'tilbakeholdt'"
    )
    assert len(row) == 1, publication.revisions.rows
    assert row["gammel_antall"].isna().all() and (row["ny_status"] == "skjermet").all()
    old = next(r for r in publication.reports if r.report.origin.id == OLD)
    page = report_page(Cuts(publication), old)
    lines = [line for part in page.context["parts"] for line in part.lines]  # type: ignore[attr-defined]
    shown = [line for line in lines if line.cells[0] == label]
    assert any("(skjermet)" in line.cells for line in shown)
    assert not any(line.cells[MONTH : MONTH + 1] == (str(secret),) for line in shown)


def test_the_date_of_publication_goes_before_the_period(tmp_path: Path) -> None:
    text, _ = older_text()
    later = toml(newer(), OLD, months=8) + 'published = "2025-03-01"\n'
    sources = content(
        tmp_path, {OLD: (text, later), NEW: (newer().text, toml(newer(), NEW, months=12))}
    )
    publication, _ = gather(sources)
    assert publication
    assert set(publication.revisions.rows["ny_rapport"]) == {OLD}, "the one published last counts"


def test_a_report_of_the_fylker_of_2021_is_read_with_its_own_codes(tmp_path: Path) -> None:
    report = make(Params(seed=3, layout="B", year=2021, months=12))
    sources = content(tmp_path, {"fylker-2021": (report.text, report.toml)})
    publication, findings = gather(sources)
    assert publication, "\n".join(map(str, errors(findings)))
    codes = set(publication.observations["fylke"].unique())
    assert {"30", "38", "54"} <= codes and not {"31", "39", "55"} & codes


def two_years(folder: Path) -> Publication:
    """Reports of 2021 and 2024, between which fylker changed, and a group's of 2021 alone."""
    drawn = [(2021, "oppfoelging"), (2024, "oppfoelging"), (2021, "loennstilskudd")]
    reports = [
        make(Params(seed=3, layout="B", year=year, months=7, group=group)) for year, group in drawn
    ]
    sources = content(folder, {f"r-{n}": (r.text, r.toml) for n, r in enumerate(reports)})
    publication, findings = gather(sources)
    assert publication, "\n".join(map(str, errors(findings)))
    return publication


def test_figures_by_fylke_are_of_the_month_that_is_named(tmp_path: Path) -> None:
    """A measure that has figures until 2021 has none in July 2024."""
    cuts = Cuts(two_years(tmp_path))
    (section,) = fylke_list_page(cuts).sections
    rows = [row.cells for table in section.tables for row in table.rows]
    oslo = fylke_page(cuts, cuts.codelists["fylker"]["03"])
    rows.append(tuple(standing.figure for standing in oslo.context["standings"]))  # type: ignore[attr-defined]
    told = [{f.place.rapport for f in row if f} for row in rows]
    assert all(reports <= {"2024-07-oppfolging"} for reports in told) and any(told)


def test_pages_show_the_newest_year_of_fylker_that_have_changed(tmp_path: Path) -> None:
    cuts = Cuts(two_years(tmp_path))
    for code in cuts.with_figures("tiltak"):
        if code.tiltaksgruppe != "oppfoelging":
            continue
        sections = {section.id: section for section in measure_page(cuts, code).sections}
        for chart in sections["fylke"].variants:
            assert "2021" not in chart.description and "Viken" not in chart.description


@pytest.mark.parametrize(("kode", "year", "valid"), [("30", 2021, True), ("31", 2021, False)])
def test_a_fylke_is_valid_in_its_own_time_only(kode: str, year: int, valid: bool) -> None:
    from generator.read.content import read_codelists

    fylker = read_codelists(ROOT / "content" / "codelists")["fylker"]
    assert fylker[kode].valid_in(f"{year}-01", f"{year}-12") is valid


@pytest.mark.parametrize(
    ("lang", "cell"),
    [("nb", "<span>(skjermet)</span>"), ("en", '<span lang="en">(hidden)</span>')],
)
def test_a_withheld_figure_is_said_in_the_language_of_the_page(lang: str, cell: str) -> None:
    """All else on a line is the report's own words, in Norwegian."""
    from jinja2 import Template

    from generator.read.messages import languages
    from generator.render.reportpage import _withheld

    template = (ROOT / "templates/rapport.html.j2").read_text("utf-8")
    row = re.search(r'<td class="rad".*?</td>', template)
    assert row, "a line's cells are written elsewhere"
    (own,) = (each for each in languages(ROOT / "templates/messages") if each.code == lang)
    line = {"cells": ("Oslo", _withheld(own))}
    told = Template(row[0]).render(line=line, withheld=_withheld(own), lang=own)
    assert told == f'<td class="rad" lang="nb"><span>Oslo</span>{cell}</td>'
