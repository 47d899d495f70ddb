"""Whatever a file holds, reading it ends in findings at places that are there, never in a crash."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.read.text import read_grid
from tests.reading import BOTH, MONTHS, text, tiny, variant

quick = settings(max_examples=40, deadline=None, derandomize=True, database=None)

JUNK = (
    *("", "*", "0", "3", "4", "-1", "1 2", "9" * 24, "١", "\ufeff", "\t", "\t\t", "|", "---", "**"),
    *("I alt", "I alt ", "I alt oppfølging", "Ukjent", "Kvinner", "Mentor", "99 Øvrige områder"),
    *("03 Oslo", "Januar", "Gjennomsnitt hittil i år", "Januar 2024 - August 2024", "<b>", "=1"),
)


def damaged(lines: list[str], chance: random.Random) -> None:
    """Do one of many things to one line."""
    at = chance.randrange(len(lines))
    cells = lines[at].split("\t")
    match chance.randrange(7):
        case 0:
            cells[chance.randrange(len(cells))] = chance.choice(JUNK)
            lines[at] = "\t".join(cells)
        case 1:
            cells.insert(chance.randrange(len(cells) + 1), chance.choice(JUNK))
            lines[at] = "\t".join(cells)
        case 2:
            lines[at] = ""
        case 3:
            lines.insert(at, chance.choice(lines))
        case 4:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 5:
            lines[at] = lines[at][chance.randrange(len(lines[at]) + 1) :]
        case 6:
            old, new = chance.choice("aeirn 0123\t"), chance.choice(["", "x", " ", "9"])
            lines[at] = lines[at].replace(old, new)


@pytest.mark.parametrize("id", BOTH)
@pytest.mark.parametrize("seed", range(15))
def test_a_piece_of_a_damaged_report_is_read_to_its_end(id, seed):
    chance = random.Random(seed)
    lines = text(id).split("\n")
    start = chance.randrange(len(lines) - 40)
    lines = lines[:14] + lines[start : start + chance.randint(5, 40)]
    for _ in range(chance.randint(1, 8)):
        damaged(lines, chance)
    body = "\n".join(lines)
    found = variant(id, body)
    assert len(found.recognised.readings) == len(body.split("\n"))
    for finding in found.findings:
        assert 0 <= finding.line <= len(lines), finding
        assert 0 <= finding.column <= 16, finding
        assert str(finding).count("\n") == 0


@quick
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_grid_or_a_finding(raw):
    grid, findings = read_grid(raw, "fil.txt")
    assert len(findings) <= 1
    assert bool(findings) != bool(grid.lines)
    for finding in findings:
        assert 0 <= finding.line <= raw.count(b"\n") + 1
    for number, line in enumerate(grid.lines, 1):
        assert line.number == number
        assert all(cell == cell.strip() and "\n" not in cell for cell in line.cells)


@quick
@given(
    st.lists(
        st.lists(st.sampled_from([*JUNK, *MONTHS[:3], "40", "Menn"]), min_size=1, max_size=4).map(
            "|".join
        ),
        max_size=12,
    )
)
def test_any_table_is_read_to_its_end(rows):
    found = tiny("\n".join(["I alt|40|40", *rows]))
    assert all(finding.line >= 0 for finding in found.findings)
