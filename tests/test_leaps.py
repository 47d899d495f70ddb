"""Figures that leave the pattern of their own series: which are warned of, and which are not."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import damage
from generator.check.leaps import LEAST, leaps_in
from tests.reading import BOTH, R2019, R2024, real, text, tiny, variant

quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)
HIDDEN = np.nan
JULY = np.array([month == 7 for month in range(1, 13)])
#: A measure as it is: a little up and down, and every July less.
QUIET = [1210, 1230, 1250, 1240, 1220, 1180, 960, 1100, 1190, 1230, 1240, 1220]


def leaping(*series: list[float]) -> list[tuple[int, int]]:
    """The (row, month from 1) of the figures that leap, in series that begin in January."""
    counts = np.array(series, np.float64)
    found = leaps_in(counts, JULY[: counts.shape[1]]).leaps
    return [(row, month + 1) for row, month in np.argwhere(found).tolist()]


def with_month(series: list[float], month: int, count: float) -> list[float]:
    """A series with another figure in a month, counted from 1."""
    return [*series[: month - 1], count, *series[month:]]


def leaps_of(found) -> list[tuple[int, int]]:
    return [(f.line, f.column) for f in found.findings if f.code == "time-leap"]


# -- the real reports -----------------------------------------------------------------------------


@pytest.mark.parametrize("id", BOTH)
def test_no_figure_of_the_real_reports_leaps(id):
    assert leaps_of(real(id)) == []


DIGITS = {
    "lost in a total": (R2019, damage.lose_digit, 65, 4, 1),
    "doubled in a total": (R2019, damage.double_digit, 65, 4, 0),
    "lost in a measure": (R2019, damage.lose_digit, 137, 3, 3),
    "doubled in a measure": (R2019, damage.double_digit, 137, 9, 2),
    "lost in July": (R2019, damage.lose_digit, 137, 7, 0),
    "doubled in July": (R2019, damage.double_digit, 137, 7, 0),
    "lost in the first month": (R2019, damage.lose_digit, 137, 1, 0),
    "doubled in the newest month": (R2019, damage.double_digit, 137, 12, 3),
    "lost in a fylke": (R2024, damage.lose_digit, 61, 4, 2),
    "doubled in a fylke": (R2024, damage.double_digit, 61, 5, 0),
    "lost in the newest month of a fylke": (R2024, damage.lose_digit, 61, 9, 0),
}


@pytest.mark.parametrize("name", DIGITS)
def test_a_digit_of_a_big_figure_makes_it_leap(name):
    id, change, line, column, digit = DIGITS[name]
    body, done = change(text(id), line, column, digit=digit)
    found = variant(id, body)
    assert leaps_of(found) == [(line, column)], f"{done.old} → {done.new}"
    [finding] = [f for f in found.findings if f.code == "time-leap"]
    assert finding.severity == "warning"
    said = re.search(
        r"is (\d+), about ([\d.]+) times the months (around|before) it \(median (\d+)",
        finding.message,
    )
    assert said, finding.message
    assert int(said[1]) == int(done.new.replace(" ", ""))
    assert float(said[2]) == pytest.approx(int(said[1]) / int(said[4]), rel=0.1)
    newest = column == (12 if id == R2019 else 9)
    assert said[3] == ("before" if newest else "around")


def test_a_leading_1_before_a_9_leaves_half_and_is_seen():
    assert leaping(with_month([1934.0] * 12, 4, 934)) == [(0, 4)]


def test_a_leap_in_a_made_up_report_has_its_line_and_column():
    found = tiny(
        """
        I alt mentor|200|202|204|203|201
        Kvinner|100|101|102|101|100
        Menn|100|101|1022|102|101
        """,
        months=5,
        group="oppfoelging",
    )
    assert leaps_of(found) == [(9, 3)]


def test_an_average_is_no_month():
    found = tiny(
        """
        I alt mentor|2000|200|202|204|203|201
        Kvinner|100|100|101|102|101|100
        """,
        months=5,
        group="oppfoelging",
        average=True,
    )
    assert leaps_of(found) == []


# -- what is no leap ------------------------------------------------------------------------------

NO_LEAPS = {
    "a quiet series": QUIET,
    "a new measure that grows": [*[HIDDEN] * 6, 92, 570, 1116, 1547, 1778, 1820],
    "a measure that grows from the first month on": [
        92,
        570,
        1116,
        1547,
        1778,
        1820,
        1850,
        1900,
        1960,
        2000,
        2020,
        2040,
    ],
    "a measure that doubles each month": [8 * 2**month for month in range(12)],
    "a measure that is phased out": [137, 50, 15, 4, *[HIDDEN] * 8],
    "a measure that ends at once": [*[1200] * 6, *[HIDDEN] * 6],
    "a measure that falls to the end": [1200, 1180, 1190, 1200, 800, 400, 190, 90, 40, 20, 9, 4],
    "a step to another level": [1000.0] * 5 + [400.0] * 7,
    "a deep July": with_month(QUIET, 7, 420),
    "small figures": [5, 9, 4, 12, 30, 6, 4, 8, 22, 5, 4, 9],
    "a wild series": [1200, 300, 2500, 700, 150, 1900, 90, 2600, 400, 1500, 220, 3000],
    "nothing but hidden figures": [HIDDEN] * 12,
    "one figure": [*[HIDDEN] * 5, 1000, *[HIDDEN] * 6],
    "too few months to tell": [1000, 10],
}


@pytest.mark.parametrize("name", NO_LEAPS)
def test_this_is_no_leap(name):
    assert leaping(NO_LEAPS[name]) == []


def test_the_newest_month_is_judged_with_more_care():
    before = [1200.0, 1230, 1210, 1190, 1220]
    assert leaping([*before, 500]) == []
    assert leaping([*before, 120]) == [(0, 6)]
    assert leaping([*before, 120, 1150, 1210]) == [(0, 6)], "it is the same in the middle"
    assert leaping([*before, 500, 1150, 1210]) == [(0, 6)], "and there less is enough"


def test_july_is_no_neighbour():
    months = with_month(QUIET, 7, 300)
    found = leaps_in(np.array([months], np.float64), JULY)
    assert found.around[0, 7] == pytest.approx(np.sqrt(QUIET[5] * QUIET[8] * 1.0), rel=0.05)
    assert not found.leaps.any()


def test_an_enormous_july_leaps():
    assert leaping(with_month(QUIET, 7, 96)) == [(0, 7)]
    assert leaping(with_month(QUIET, 7, 9960)) == [(0, 7)]


def test_what_is_less_than_some_persons_is_not_worth_a_look():
    quiet = [float(LEAST)] * 12
    assert leaping(with_month(quiet, 4, 4)) == []


def test_a_big_figure_beside_hidden_ones_may_be_the_end_of_a_series():
    assert leaping([1200.0, 1210, 1190, 120, HIDDEN, HIDDEN]) == []
    assert leaping([1200.0, 1210, 1190, 12000, HIDDEN, HIDDEN]) == [(0, 4)]


# -- properties -----------------------------------------------------------------------------------

figure = st.one_of(st.just(HIDDEN), st.integers(4, 20_000).map(float))
one_series = st.lists(figure, min_size=12, max_size=12)


@quick
@given(st.lists(one_series, min_size=1, max_size=5))
def test_each_series_is_judged_by_itself(series):
    together = leaping(*series)
    assert together == [(row, at) for row, one in enumerate(series) for _, at in leaping(one)]


@quick
@given(one_series)
def test_nothing_hidden_leaps(series):
    assert all(not np.isnan(series[month - 1]) for _, month in leaping(series))


@quick
@given(one_series, st.integers(0, 11))
def test_hiding_a_figure_never_makes_it_leap(series, at):
    hidden = with_month(series, at + 1, HIDDEN)
    assert (0, at + 1) not in leaping(hidden)


@quick
@given(
    st.lists(st.integers(400, 440).map(float), min_size=12, max_size=12),
    st.integers(1, 12),
    st.sampled_from([0.1, 10]),
)
def test_a_quiet_series_leaps_where_a_digit_is_lost_or_doubled_and_nowhere_else(
    series, month, times
):
    assert leaping(with_month(series, month, round(series[month - 1] * times))) == [(0, month)]
