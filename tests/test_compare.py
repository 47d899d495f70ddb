"""The files that comparisons are made from: every figure at its place, hidden ones as such."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from generator.model.figures import Figure, Hidden, Place, Published
from generator.render.compare_files import runs

OLD, NEW = "2019", "2024"


def at(line: int, column: int, report: str = OLD) -> Place:
    return Place(report, line, column)


def test_months_along_a_line_stand_together():
    figures: dict[str, Figure] = {
        "2019-01": Published(7, at(20, 1)),
        "2019-02": Hidden(at(20, 2)),
        "2019-03": Published(0, at(20, 3)),
    }
    (run,) = runs(figures)
    assert run == {
        "fra": "2019-01",
        "rapport": OLD,
        "linje": 20,
        "kolonne": 1,
        "antall": [7, "*", 0],
    }


@pytest.mark.parametrize(
    ("month", "place"),
    [
        ("2019-04", at(20, 3)),  # a month is missing
        ("2019-03", at(21, 3)),  # another line
        ("2019-03", at(20, 4)),  # a column is missing
        ("2019-03", at(20, 2)),  # out of step
        ("2019-03", at(20, 3, NEW)),  # another report
    ],
)
def test_whatever_does_not_follow_stands_apart(month: str, place: Place):
    figures: dict[str, Figure] = {
        "2019-01": Published(7, at(20, 1)),
        "2019-02": Published(8, at(20, 2)),
        month: Published(9, place),
    }
    first, second = runs(figures)
    assert first["antall"] == [7, 8]
    wanted = {"fra": month, "rapport": place.rapport, "linje": place.linje}
    assert second == {**wanted, "kolonne": place.kolonne, "antall": [9]}


def test_a_year_may_end_within_a_run():
    figures: dict[str, Figure] = {
        "2020-01": Published(2, at(5, 13)),
        "2019-12": Published(1, at(5, 12)),
    }
    (run,) = runs(figures)
    assert (run["fra"], run["kolonne"], run["antall"]) == ("2019-12", 12, [1, 2])


def test_revised_figures_are_named():
    figures: dict[str, Figure] = {
        "2019-01": Published(7, at(20, 1)),
        "2019-02": Published(8, at(20, 2), revised=True),
        "2019-03": Hidden(at(20, 3), revised=True),
    }
    (run,) = runs(figures)
    assert run["revidert"] == [1, 2]
    assert run["antall"] == [7, 8, "*"]


def test_files_are_small_and_hold_no_other_number(site: Path):
    """A figure is a number above 0 or a star: neither 0 nor null stands for a hidden one."""
    files = sorted((site / "sammenlign").glob("*.json"))
    assert files
    for file in files:
        data = file.read_bytes()
        assert len(gzip.compress(data)) < 4_000, f"{file.name} has outgrown its budget"
        for key, found in json.loads(data).items():
            values = [value for run in found for value in run["antall"]]
            wrong = [v for v in values if v != "*" and not (type(v) is int and v > 3)]
            assert not wrong, f"{file.name}, {key}: {wrong}"


def test_scripts_of_the_page_are_small(site: Path):
    """What is loaded before a choice is made, but for the page itself and its style."""
    names = ("page.js", "charts.js", "compare.js")
    size = sum(len(gzip.compress((site / "assets" / name).read_bytes())) for name in names)
    assert size < 10_000
    assert len(gzip.compress((site / "assets/tables.js").read_bytes())) < 2_000
