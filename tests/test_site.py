"""The built site: the contract's addresses, the same bytes twice, what the README shows."""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[1]


def built(folder: Path) -> set[str]:
    """Every file under a folder by its path from there."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_no_two_parts_of_a_page_are_called_the_same(site: Path) -> None:
    """A reader who moves by headings or landmarks must be able to tell them apart."""
    found = []
    for file in site.rglob("index.html"):
        text = file.read_text("utf-8")
        called = [unescape(name) for name in re.findall(r"<h2[^>]*>(.*?)</h2>", text, re.DOTALL)]
        called += re.findall(r'<section[^>]* aria-label="([^"]*)"', text)
        found += [f"{file.relative_to(site)}: {n}" for n in set(called) if called.count(n) > 1]
    assert not found, "\n".join(found)


def test_every_address_of_the_contract_is_there(site: Path) -> None:
    codes = {
        "tiltak": pd.read_csv(site / "data/tiltak.csv")["kode"],
        "tiltaksgruppe": pd.read_csv(site / "data/tiltaksgrupper.csv")["kode"],
        "hovedgruppe": pd.read_csv(site / "data/hovedgrupper.csv")["kode"],
    }
    pages = {f"{kind}/{kode}" for kind, kodes in codes.items() for kode in kodes if kode != "alle"}
    data = pd.read_csv(site / "data/observasjoner.csv", dtype=str)
    pages |= {f"fylke/{kode}" for kode in data["fylke"].unique() if kode != "alle"}
    pages |= {f"rapport/{id}" for id in data["rapport"].unique()}
    assert len(pages) == 40 + 9 + 3 + 17 + 2
    pages |= {"", "tiltak", "fylke", "data", "kvalitet", "om", "tilgjengelighet", "dekning", "a-aa"}
    pages |= {f"en/{page}" for page in pages}
    missing = [page for page in sorted(pages) if not (site / page / "index.html").is_file()]
    assert not missing
    assert (site / "404.html").is_file() and (site / ".nojekyll").is_file()


def test_each_page_of_figures_has_its_observations_beside_it(site: Path) -> None:
    header = (site / "data/observasjoner.csv").read_text().partition("\n")[0]
    every = set((site / "data/observasjoner.csv").read_text().splitlines())
    for name in ("tiltak/jobbklubb", "tiltaksgruppe/opplaering", "fylke/03", "hovedgruppe/andre"):
        lines = (site / name / "data.csv").read_text().splitlines()
        assert lines[0] == header and set(lines) <= every and len(lines) > 50, name


def test_every_line_of_a_report_has_its_anchor(site: Path) -> None:
    for folder in (ROOT / "content/reports").iterdir():
        count = (folder / "rapport.txt").read_text("utf-8").count("\n") + 1
        page = (site / "rapport" / folder.name / "index.html").read_text()
        anchors = re.findall(r'id="L(\d+)"', page)
        assert [int(number) for number in anchors] == list(range(1, count + 1))


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "site"
    command = [sys.executable, "-m", "generator", "build", "--no-cache", "--site", str(other)]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert built(site) == built(other)
    _, differ, broken = filecmp.cmpfiles(site, other, sorted(built(site)), shallow=False)
    assert not differ and not broken, f"not the same bytes: {differ[:5]}"


def snippet(language: str) -> str:
    """The README's code in a language."""
    code = re.search(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert code, f"the README shows no {language}"
    return code[1]


def test_the_pandas_code_of_the_readme_runs(site: Path, tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to(site)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", snippet("python")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Jobbklubb in Oslo" in done.stdout and "'2024-08': 282" in done.stdout


def test_plain_read_csv_gives_usable_types(site: Path) -> None:
    data = pd.read_csv(site / "data/observasjoner.csv")
    assert "03" in set(data["fylke"]), "a code must keep its leading zero"
    assert pd.api.types.is_numeric_dtype(data["antall"])
    assert data["antall"].isna().eq(data["status"] == "skjermet").all()


def test_the_r_code_of_the_readme_runs_where_r_is(site: Path, tmp_path: Path) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("R is not on this machine")
    (tmp_path / "site").symlink_to(site)
    (tmp_path / "code.R").write_text(snippet("r"))
    done = subprocess.run(
        ["Rscript", "code.R"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "282" in done.stdout


def specs(page: Path) -> list[dict[str, object]]:
    """The specs that stand in a page."""
    found = re.findall(r'<script type="application/json">(.*?)</script>', page.read_text(), re.S)
    return [json.loads(unescape(text)) for text in found]


@pytest.mark.parametrize(
    "name",
    [
        *("tiltak/jobbklubb", "tiltak/amo-kurs", "tiltaksgruppe/oppfoelging", "fylke/15", ""),
        *("hovedgruppe/andre", "en/tiltak/jobbklubb"),
    ],
)
def test_every_embedded_spec_is_vega_lite(site: Path, name: str) -> None:
    import altair as alt

    found = specs(site / name / "index.html")
    assert found
    for spec in found:
        alt.Chart.from_dict(spec, validate=True)


def test_every_line_chart_has_its_grid(site: Path) -> None:
    """Those with hidden figures had none: a layer that begins at a fixed 0 took it away."""
    without, seen = [], 0
    for page in (site / "fylke").rglob("index.html"):
        for figure in re.findall(r"(?s)<figure.*?</figure>", page.read_text("utf-8")):
            if "Linjediagram" in figure:
                seen += "tegn-skjermet" in figure
                if "var(--rutenett)" not in figure:
                    without.append(f"{page.parent.name} {figure[:80]}")
    assert seen > 10, "no line chart has a hidden figure"
    assert not without, "\n".join(without)
