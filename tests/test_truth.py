"""The figures against the reports: those typed by eye, and the counts that the contract names."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from generator.model.dimensions import COLUMNS, KEY
from generator.package.datapackage import observation_lines
from tests.reading import BOTH, R2019, R2024, ROOT, content, publication, real

FIGURES = ROOT / "tests/truth/figures.csv"


def _typed() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TYPED = _typed()


@pytest.fixture(scope="module")
def observations() -> dict[tuple[str, ...], dict[str, str]]:
    """Each row of observasjoner.csv as it is published, by report and key."""
    lines = b"".join(observation_lines(publication().observations)).decode().splitlines()
    return {(row["rapport"], *(row[c] for c in KEY)): row for row in csv.DictReader(lines)}


# -- typed by eye -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row", TYPED, ids=lambda row: f"{row['rapport'][:4]}:{row['linje']}:{row['kolonne']}"
)
def test_a_typed_figure_is_the_observation(observations, row):
    key = (row["rapport"], *(row[column] for column in KEY))
    assert key in observations, f"no observation of {row}"
    assert observations[key] == row


def test_typed_figures_are_spread_over_all_kinds_of_table():
    assert len(TYPED) >= 60
    assert len({(row["rapport"], row["linje"], row["kolonne"]) for row in TYPED}) == len(TYPED)
    for id in BOTH:
        kinds = Counter(_kind(row) for row in TYPED if row["rapport"] == id)
        printed = {tuple(_broken_down(codes)) for codes in _codes_of_lines(id)}
        assert printed == set(kinds), f"kinds of row in {id} without a typed figure"
        assert min(kinds.values()) >= 2, kinds
    for column in COLUMNS:
        codes = {row[column] for row in TYPED} - {"alle"}
        assert len(codes) > 1, f"only {codes} typed of {column}"
    assert sum(row["status"] == "skjermet" for row in TYPED) >= 10
    assert sum(row["periodetype"] == "hittil_i_aar" for row in TYPED) >= 10


def _kind(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(_broken_down([row[column] for column in COLUMNS]))


def _broken_down(codes: list[str] | tuple[str, ...]) -> list[str]:
    return [column for column, code in zip(COLUMNS, codes, strict=True) if code != "alle"]


def _codes_of_lines(id: str) -> set[tuple[str, ...]]:
    return {reading.codes for reading in real(id).recognised.readings if reading.codes}


# -- counts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "kind", "total", "hidden"),
    [
        (R2019, "maaned", 4716, 852),
        (R2019, "hittil_i_aar", 0, 0),
        (R2024, "maaned", 2376, 267),
        (R2024, "hittil_i_aar", 297, 29),
    ],
)
def test_the_contract_counts_observations(report, kind, total, hidden):
    frame = publication().observations
    chosen = frame[(frame["rapport"] == report) & (frame["periodetype"] == kind)]
    assert (len(chosen), int((chosen["status"] == "skjermet").sum())) == (total, hidden)


def test_all_observations_are_7389():
    assert len(publication().observations) == 7389
    assert len(publication().observations.drop_duplicates(list(KEY))) == 7389


def test_the_contract_counts_codes():
    lists = content().codelists
    used = {c: set(publication().observations[c]) - {"alle"} for c in COLUMNS}
    assert len(lists["tiltak"].parts) == 40
    assert len(lists["tiltaksgrupper"].parts) == 9
    assert used["tiltak"] == {code.kode for code in lists["tiltak"].parts}
    assert used["tiltaksgruppe"] == {code.kode for code in lists["tiltaksgrupper"].parts}
    assert len(used["fylke"] - {"99", "ukjent"}) == 15
    assert {"99", "ukjent"} < used["fylke"]


@pytest.mark.parametrize("id", BOTH)
def test_a_report_has_no_finding(id):
    assert not real(id).findings, "\n".join(map(str, real(id).findings))


@pytest.mark.parametrize(
    ("report", "averages", "total", "exact"),
    [(R2019, False, 3324, 2425), (R2024, False, 432, 333), (R2024, True, 297, 254)],
)
def test_the_issue_counts_relations(report, averages, total, exact):
    checks = [c for c in real(report).checked.checks if c.kontroll != "gjentakelse"]
    chosen = [c for c in checks if (c.kontroll == "gjennomsnitt") == averages]
    assert sum(check.antall for check in chosen) == total
    assert sum(check.eksakte for check in chosen) == exact
    assert sum(check.innenfor for check in chosen) == total - exact
    assert sum(check.brudd for check in chosen) == 0


def test_a_report_of_months_has_no_averages():
    assert "gjennomsnitt" not in {check.kontroll for check in real(R2019).checked.checks}


@pytest.mark.parametrize("id", BOTH)
def test_every_repeated_figure_repeats_exactly(id):
    check = next(c for c in real(id).checked.checks if c.kontroll == "gjentakelse")
    printed = len(real(id).recognised.cells)
    assert check.antall == check.eksakte == printed - len(real(id).checked.observations)
    assert check.antall > 400


@pytest.mark.parametrize("id", BOTH)
def test_every_line_with_tabs_was_read(id):
    """Nothing with figures on it is passed over as text."""
    read = real(id)
    unread = [
        line.number
        for line in read.recognised.grid.lines
        if len(line.cells) > 1 and read.line(line.number).role in ("ulest", "tekst", "overskrift")
    ]
    assert not unread


def test_nothing_below_four_is_published_and_nothing_hidden_has_a_number():
    frame = publication().observations
    hidden = frame["status"] == "skjermet"
    assert frame.loc[hidden, "antall"].isna().all()
    assert (frame.loc[~hidden, "antall"] >= 4).all()


def test_a_measure_always_carries_its_own_group():
    frame = publication().observations
    pairs = frame.loc[frame["tiltak"] != "alle", ["tiltaksgruppe", "tiltak"]].drop_duplicates()
    wrong = [
        (group, measure)
        for group, measure in pairs.itertuples(index=False)
        if content().codelists.group_of(measure) != group
    ]
    assert not wrong


def test_the_2024_report_is_about_one_group_alone():
    frame = publication().observations
    assert set(frame.loc[frame["rapport"] == R2024, "tiltaksgruppe"]) == {"oppfoelging"}
