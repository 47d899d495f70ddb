"""Synthetic reports, which add up by construction, are read as they were drawn."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace

import pytest

from bench.synthetic import KEY, Params, Report, make
from generator.model.reports import Origin, RawReport
from tests.reading import Read, read

DRAWN = [
    Params(seed=1),
    Params(seed=2, year=2019, months=6, rows_per_page=7),
    Params(seed=3, layout="A", months=1, hidden=0.3, furniture="none", shuffle=True),
    Params(seed=4, layout="B", year=2024, months=8, rows_per_page=11),
    Params(seed=5, layout="B", months=12, rows_per_page=4, shuffle=True, furniture="titles"),
    Params(seed=6, layout="B", months=3, hidden=0.25, omit_zero=False),
    Params(seed=7, layout="B", months=1, rows_per_page=40, hidden=0),
    Params(seed=8, layout="B", months=5, group="loennstilskudd"),
]


def read_drawn(drawn: Report) -> Read:
    """A synthetic report, from its bytes."""
    raw = drawn.text.encode()
    origin = Origin(**tomllib.loads(drawn.toml))
    return read(RawReport(origin, "rapport.txt", raw, hashlib.sha256(raw).hexdigest()))


def _name(params: Params) -> str:
    return f"{params.layout}{params.seed}"


@pytest.mark.parametrize("params", DRAWN, ids=_name)
def test_a_synthetic_report_is_read_as_drawn(params):
    drawn = make(params)
    found = read_drawn(drawn)
    assert not found.errors, "\n".join(map(str, found.errors[:5]))
    columns = [*KEY, "antall", "status", "linje", "kolonne"]
    wanted = drawn.truth()[columns].astype(str).sort_values(list(KEY), ignore_index=True)
    observations = found.checked.observations[columns].astype(str)
    observations = observations.sort_values(list(KEY), ignore_index=True)
    assert len(observations) == len(wanted)
    differ = (observations.fillna("") != wanted.fillna("")).any(axis=1)
    assert not differ.any(), f"read:\n{observations[differ]}\ndrawn:\n{wanted[differ]}"


@pytest.mark.parametrize("params", DRAWN, ids=_name)
def test_a_synthetic_report_is_warned_of_rows_left_out_alone(params):
    codes = {finding.code for finding in read_drawn(make(params)).findings}
    assert codes <= {"row-absent", "time-leap"}
    whole = read_drawn(make(replace(params, omit_zero=False)))
    assert "row-absent" not in {finding.code for finding in whole.findings}


@pytest.mark.parametrize("params", DRAWN, ids=_name)
def test_every_check_of_a_synthetic_report_holds(params):
    checks = read_drawn(make(params)).checked.checks
    assert checks
    assert not [check for check in checks if check.brudd]
    assert all(check.antall == check.eksakte + check.innenfor for check in checks)
    averages = [check for check in checks if check.kontroll == "gjennomsnitt"]
    assert bool(averages) == (params.layout == "B")
