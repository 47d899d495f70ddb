"""The catalogue of files for reuse: what it says of each file, and that it names every one."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from generator.export.files import export_files
from generator.export.formats import FORMATS
from generator.export.pages import DataPage
from generator.model.files import PublishedFile
from generator.package.datapackage import package_files
from generator.package.publication import Publication, publish
from generator.read.messages import languages
from generator.render.site import data_pages, gather_pages
from tests.reading import ROOT, publication
from tests.test_editions import NEW, OLD, content, hidden_now, newer, older_text, together, toml

#: What GitHub Pages sends: the types of mime-db, by the ending after the last dot.
MIME_DB = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}
SPOKEN = languages(ROOT / "templates/messages")
Made = list[tuple[PublishedFile, bytes]]


@pytest.fixture(scope="module")
def made() -> Made:
    """Every file with its entry."""
    files = package_files(publication())
    pages = data_pages(publication(), gather_pages(publication(), files, SPOKEN))
    return list(export_files(publication(), files, pages))


def test_an_entry_tells_the_truth_of_its_file(made: Made) -> None:
    for entry, data in made:
        assert entry.bytes == len(data) > 0, entry
        assert entry.sha256 == hashlib.sha256(data).hexdigest(), entry.path
        if entry.format == "csv":
            assert entry.rows == data.count(b"\n") - 1, entry.path


def test_every_file_of_a_page_is_named_with_its_rows(made: Made) -> None:
    by_page: dict[str, set[int | None]] = {}
    for entry, _ in made:
        assert entry.path.startswith(entry.page) or entry.path == "datapackage.json"
        if entry.page != "data/":
            by_page.setdefault(entry.page, set()).add(entry.rows)
    assert len(by_page) == 73
    assert not {page: rows for page, rows in by_page.items() if len(rows) != 1}


def test_addresses_are_lower_case_short_and_unique(made: Made) -> None:
    paths = [entry.path for entry, _ in made]
    assert len(set(paths)) == len(paths) == 73 * 5 + 15 * 3 + 5
    for path in paths:
        assert re.fullmatch(r"([a-z0-9-]+/)*[a-z0-9-]+(\.excel)?\.[a-z]+", path), path
        assert len(f"https://example.org/tiltak-i-tall/{path}") <= 200, path


def test_content_types_are_those_of_github_pages(made: Made) -> None:
    for entry, _ in made:
        assert entry.mediatype == MIME_DB[entry.path.rpartition(".")[2]], entry
    assert {entry.format for entry, _ in made} == {form.name for form in FORMATS}


def test_titles_tell_files_apart_in_both_languages(made: Made) -> None:
    told = [(e.title, e.title_en, e.format) for e, _ in made]
    assert all(title and english for title, english, _ in told)
    assert len(set(told)) == len(told)
    titles = {e.page: (e.title, e.title_en) for e, _ in made}
    assert titles["tiltak/jobbklubb/"] == ("Jobbklubb", "Job club")
    assert titles["tiltaksgruppe/oppfoelging/"][1] == "Follow-up measures (group of measures)"
    assert titles["fylke/03/"][0] == "Oslo"
    assert titles["rapport/2024-08-oppfolging/"][1] == (
        "Participants in labour market measures. Follow-up measures. Monthly time series, "
        "January–August 2024"
    )
    of_data = {e.path: (e.title, e.title_en) for e, _ in made if e.page == "data/"}
    assert of_data["data/utdanning.csv"] == ("Utdanningsnivåer", "Levels of education")
    assert titles["tiltak/utdanning/"] == ("Utdanning", "Education"), "a measure, not the levels"


def test_the_zip_comes_last_and_nothing_twice(made: Made) -> None:
    assert made[-1][0].path == "data/tiltak-i-tall.zip"
    assert {entry.page for entry, _ in made[-10:]} == {"data/"}


def test_the_site_has_the_very_files_of_the_catalogue(made: Made, site: Path) -> None:
    """Made here in another process, with another hash seed, and the same to the last byte."""
    other = [entry.path for entry, data in made if (site / entry.path).read_bytes() != data]
    assert not other, f"{len(other)} files differ: {other[:5]}"


# -- revisions ------------------------------------------------------------------------------------


def exported(publication: Publication) -> dict[str, bytes]:
    """The files of a publication with one page, of all its observations."""
    rows = np.arange(len(publication.observations))
    page = DataPage("tiltak/alt/", "Alt", "All", "tiltak", rows)
    files = export_files(publication, package_files(publication), [page])
    return {entry.path: data for entry, data in files}


def cells_of(data: bytes) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The rows of all sheets of a workbook."""
    from openpyxl import load_workbook

    for sheet in load_workbook(io.BytesIO(data), read_only=True):
        for row in sheet.iter_rows(values_only=True):
            yield sheet.title, row


def test_a_revision_is_told_in_the_notes(tmp_path: Path) -> None:
    text, labels = older_text()
    publication = together(tmp_path, text, newer().text)
    few = publication.observations["revidert"].to_numpy().nonzero()[0]
    page = DataPage("tiltak/alt/", "Alt", "All", "tiltak", few[:2])
    files = export_files(publication, package_files(publication), [page])
    book = next(data for entry, data in files if entry.path.endswith("alt/data.xlsx"))
    told = [row for name, row in cells_of(book) if name == "Merknader" and row[0] == "Revisjon"]
    assert len(told) == 2, "the third revision is not of this page"
    fylker = {match[1] for row in told if (match := re.search(r"fylke=(\d\d)", str(row[2])))}
    assert len(fylker) == 2 and fylker <= {label[:2] for label in labels}
    for row in told:
        figures = re.findall(r"(\d+) \(([a-z-]+), linje \d+, kolonne \d+\)", str(row[5]))
        assert [report for _, report in figures] == [OLD, NEW], row
        assert abs(int(figures[0][0]) - int(figures[1][0])) in (1, 2), row


def test_a_figure_that_the_newest_report_hides_is_in_no_file(tmp_path: Path) -> None:
    """The older edition's figure, 41, of a cell that the newer one hides."""
    from generator.check.figures import check_figures
    from generator.pipeline import recognise_all
    from generator.read.content import read_content

    text, label, secret = hidden_now()
    reports = {OLD: (text, toml(newer(), OLD, months=8)), NEW: (newer().text, newer().toml)}
    sources = content(tmp_path, reports)
    whole, _ = read_content(sources.content, sources.descriptor)
    read, _ = recognise_all(whole)
    quick = [replace(each, tables=()) for each in read]
    publication = publish(whole, quick, [check_figures(r, whole.codelists) for r in quick])
    kept = publication.revisions.rows.query("gammel_status == 'tilbakeholdt'")
    assert kept["fylke"].tolist() == [label[:2]]
    wanted = kept.iloc[0]
    files = exported(publication)
    frame = pd.read_parquet(io.BytesIO(files["tiltak/alt/data.parquet"]))
    same = np.logical_and.reduce(
        [frame[c].astype(str) == wanted[c] for c in ("periode", "tiltak", "fylke", "periodetype")]
    )
    assert frame[same]["antall"].isna().all() and same.sum() == 1
    notes = [row for name, row in cells_of(files["tiltak/alt/data.xlsx"]) if name == "Merknader"]
    told = [row for row in notes if row[0] == "Revisjon" and f"fylke={label[:2]}" in str(row[2])]
    assert len(told) == 1 and not re.search(rf"\b{secret} \(", str(told[0][5])), told
    revisions = files["data/revisjoner.excel.csv"].decode("utf-8-sig").splitlines()
    rows = [r for r in csv.DictReader(revisions, delimiter=";") if "tilbakeholdt" in r.values()]
    assert [row["gammel_antall"] for row in rows] == [""]


def test_the_summary_of_a_build_counts_each_format(made: Made, site: Path) -> None:
    from generator.cli.console import summary

    told = summary(publication(), [entry for entry, _ in made], site, 1.0)
    sizes = dict(re.findall(r"^ +\d+ ([a-z-]+) +([\d.]+) MB$", told, re.M))
    assert set(sizes) == {form.name for form in FORMATS}
    for name, size in sizes.items():
        real = sum(len(data) for entry, data in made if entry.format == name) / 1e6
        assert abs(float(size) - real) <= 0.05, name
    assert f"{len(made)} files for reuse" in told


def test_fylker_of_two_times_that_share_a_name_are_kept_apart(tmp_path: Path) -> None:
    """Østfold was 01 until 2019 and is 31 since 2024."""
    import pyarrow.parquet as pq

    from bench.synthetic import Params, make
    from generator.pipeline import gather

    drawn = {
        f"aar-{year}": make(Params(seed=3, layout="B", year=year, months=2))
        for year in (2019, 2024)
    }
    whole, _ = gather(content(tmp_path, {id: (r.text, r.toml) for id, r in drawn.items()}))
    assert whole
    wanted = {
        (kode, navn)
        for kode, navn in (
            ("01", "Østfold"),
            ("31", "Østfold"),
            ("08", "Telemark"),
            ("40", "Telemark"),
        )
    }
    files = exported(whole)
    frame = pd.read_parquet(io.BytesIO(files["tiltak/alt/data.parquet"]))
    pairs = set(zip(frame["fylke"].astype(str), frame["fylke_navn"].astype(str), strict=True))
    assert wanted <= pairs
    names = pq.read_table(io.BytesIO(files["tiltak/alt/data.parquet"]))["fylke_navn"]
    dictionary = names.chunk(0).dictionary.to_pylist()
    assert len(dictionary) == len(set(dictionary))
    told = {row[:3] for name, row in cells_of(files["tiltak/alt/data.xlsx"]) if name == "Koder"}
    assert {("fylke", *pair) for pair in wanted} <= told
    lines = files["tiltak/alt/data.excel.csv"].decode("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines, delimiter=";"))
    assert wanted <= {(row["fylke"].removeprefix("fylke "), row["fylke_navn"]) for row in rows}


def test_a_page_without_figures_has_files_without_rows() -> None:
    """``/fylke/`` while no report has figures by fylke."""
    import json

    from jsonstat_validator import validate_jsonstat

    page = DataPage("fylke/", "Tiltak etter fylke", "By county", "fylke", np.array([], np.intp))
    files = package_files(publication())
    made = {}
    for entry, data in export_files(publication(), files, [page]):
        if entry.page != "fylke/":
            break
        assert entry.rows == 0
        made[entry.format] = data
    assert made["csv"].count(b"\n") == made["excel-csv"].count(b"\n") == 1
    assert validate_jsonstat(json.loads(made["json-stat"]))
    assert len(pd.read_parquet(io.BytesIO(made["parquet"]))) == 0
    rows = [row for name, row in cells_of(made["xlsx"]) if name == "Observasjoner"]
    assert len(rows) == 1, "the header alone"
