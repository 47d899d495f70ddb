"""Every format says the same of the same figures: number, status, names, place in the report."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest

from tests.exports import (
    BESIDE,
    LISTS,
    WHOLE,
    Cells,
    Key,
    Reader,
    Said,
    cross_key,
    rows_of,
    truth,
    xlsx_cross,
)

ROOT = Path(__file__).parents[1]
PAGES = ("tiltak/jobbklubb/", "tiltaksgruppe/opplaering/", "fylke/03/", "hovedgruppe/andre/")
MANY = 200

_truth = cache(truth)


@cache
def _read(reader: Reader, path: Path) -> Cells:
    return reader(path)


def asked(site: Path, folder: str) -> list[Key]:
    """200 cells of a page, the same each time, a third of them hidden if there are so many."""
    chosen = random.Random(20240831)
    cells = _truth(site, folder)
    hidden = sorted(key for key, said in cells.items() if said.status == "skjermet")
    shown = sorted(cells.keys() - set(hidden))
    few = chosen.sample(hidden, min(len(hidden), MANY // 3))
    return few + chosen.sample(shown, min(len(shown), MANY - len(few)))


def differences(found: Cells, wanted: Cells, keys: list[Key]) -> list[str]:
    """What a file says otherwise, a line a figure."""
    lines = []
    for key in keys:
        if key not in found:
            lines.append(f"{key}: is not there")
            continue
        mine, other = wanted[key], found[key]
        names = {name: mine.names[name] for name in other.names}
        if (other.antall, other.status) != (mine.antall, mine.status):
            lines.append(f"{key}: {other.antall} {other.status}, not {mine.antall} {mine.status}")
        if dict(other.names) != names:
            lines.append(f"{key}: names {dict(other.names)}, not {names}")
        if other.place != mine.place:
            lines.append(f"{key}: stands at {other.place}, not {mine.place}")
    return lines


def agree(site: Path, folder: str, name: str, reader: Reader) -> None:
    """Ask a file for the cells, and for how many it has."""
    found = _read(reader, site / folder / name)
    wanted = _truth(site, folder)
    lines = differences(found, wanted, asked(site, folder))
    assert not lines, f"{folder}{name} differs in {len(lines)}:\n" + "\n".join(lines[:10])
    assert found.keys() == wanted.keys(), f"{folder}{name} has other cells than data.csv"
    broken = [
        k for k, said in found.items() if (said.antall is None) != (said.status != "publisert")
    ]
    assert not broken, f"{folder}{name}: a figure without its status: {broken[:3]}"


@pytest.mark.parametrize("form", WHOLE)
def test_every_format_of_the_package_gives_the_same_answer(site: Path, form: str) -> None:
    name, reader = WHOLE[form]
    keys = asked(site, "data/")
    assert len(keys) == MANY
    assert sum(_truth(site, "data/")[key].status == "skjermet" for key in keys) == MANY // 3
    agree(site, "data/", name, reader)


@pytest.mark.parametrize("folder", PAGES)
@pytest.mark.parametrize("form", BESIDE)
def test_every_format_beside_a_page_gives_the_same_answer(
    site: Path, folder: str, form: str
) -> None:
    agree(site, folder, *BESIDE[form])


@pytest.mark.parametrize("form", WHOLE)
def test_figures_typed_from_the_reports_by_eye_are_in_every_format(site: Path, form: str) -> None:
    name, reader = WHOLE[form]
    found = _read(reader, site / "data" / name)
    typed = rows_of(ROOT / "tests/truth/figures.csv")
    assert len(typed) > 200
    for row in typed:
        said = found[(row["periodetype"], row["periode"], *(row[column] for column in LISTS))]
        wanted = int(row["antall"]) if row["antall"] else None
        assert (said.antall, said.status) == (wanted, row["status"]), f"{name}: {row}"
        assert said.place == (row["rapport"], int(row["linje"]), int(row["kolonne"])), row


@pytest.mark.parametrize("folder", ["data/", *PAGES])
def test_the_cross_table_shows_every_figure_and_nothing_else(site: Path, folder: str) -> None:
    name = "tiltak-i-tall.xlsx" if folder == "data/" else "data.xlsx"
    table = xlsx_cross(site / folder / name)
    contract = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    fields = contract["resources"][0]["schema"]["fields"]
    titles = {each["name"]: each["title"] for each in fields}
    wanted = {
        cross_key(key, titles): "*" if said.antall is None else said.antall
        for key, said in _truth(site, folder).items()
    }
    shown = {place: figure for place, figure in table.items() if figure is not None}
    wrong = [place for place in wanted if shown.get(place) != wanted[place]]
    assert not wrong, f"{folder}: {[(p, shown.get(p), wanted[p]) for p in wrong[:5]]}"
    assert shown.keys() == wanted.keys()


def test_each_page_with_figures_has_every_format(site: Path) -> None:
    folders = [path.parent for path in site.rglob("data.csv")]
    assert len(folders) == 40 + 9 + 17 + 3 + 2 + 2
    names = {name for name, _ in BESIDE.values()}
    missing = [str(f / name) for f in folders for name in names if not (f / name).is_file()]
    assert not missing


def test_a_wrong_figure_is_told() -> None:
    """The comparison itself can fail."""
    key = ("maaned", "2024-08", "oppfoelging", *["alle"] * 8)
    right = Said(None, "skjermet", {"fylke": "Oslo"}, ("2024", 1, 1))
    for wrong in (
        Said(0, "publisert", {"fylke": "Oslo"}, ("2024", 1, 1)),
        Said(None, "ikke-i-rapporten", {"fylke": "Oslo"}, ("2024", 1, 1)),
        Said(None, "skjermet", {"fylke": "Viken"}, ("2024", 1, 1)),
        Said(None, "skjermet", {"fylke": "Oslo"}, ("2024", 1, 2)),
    ):
        assert len(differences({key: wrong}, {key: right}, [key])) == 1, wrong
    assert differences({}, {key: right}, [key]) == [f"{key}: is not there"]
