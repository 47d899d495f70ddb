"""The code that the reuse page shows, run as it stands, each by its own tool."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "content/examples"
#: Jobbklubb at the end of August 2024, read off the report by eye (lines 168, 170 and 184).
WANTED = {"Oslo": "282", "Møre og Romsdal": "*", "Vestland": "18"}
_DUCKDB = "import duckdb, sys; print(*duckdb.sql(sys.stdin.read()).fetchall(), sep='\\n')"


def run(name: str, command: list[str], server: str, folder: Path) -> str:
    """What an example prints; it gets the site's address and is read from standard input."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not on this machine")
    code = (EXAMPLES / name).read_text("utf-8").replace("{{ address }}", server)
    done = subprocess.run(
        command,
        cwd=folder,
        input=code,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, f"{name}: {done.stderr}"
    return done.stdout


def assert_shown(name: str, printed: str) -> None:
    """The example prints the figures, the hidden one as ``*``."""
    for place, figure in WANTED.items():
        lines = [line for line in printed.splitlines() if place in line]
        assert len(lines) == 1, f"{name}: {place} in {len(lines)} lines of\n{printed}"
        words = re.findall(r"\*|\b\d+\b(?!-)", lines[0].replace("2024-08", ""))
        assert words[-1:] == [figure], f"{name}: {lines[0]!r}, not {figure}"


ONLINE = {
    "pandas.py": [sys.executable, "-W", "error", "-"],
    "r.R": ["Rscript", "-"],
    "node.mjs": ["node", "--input-type=module", "-"],
}
DOWNLOADED = {
    "duckdb.sql": [sys.executable, "-c", _DUCKDB],
    "sqlite.sql": ["sqlite3", "-readonly", "tiltak-i-tall.sqlite"],
}


@pytest.mark.parametrize("name", ONLINE)
def test_an_example_that_reads_from_the_site(name: str, server: str, tmp_path: Path) -> None:
    assert_shown(name, run(name, ONLINE[name], server, tmp_path))


@pytest.mark.parametrize("name", DOWNLOADED)
def test_an_example_that_reads_downloaded_files(name: str, server: str, site: Path) -> None:
    assert_shown(name, run(name, DOWNLOADED[name], server, site / "data"))


def test_the_queries_for_sqlite_run_without_its_shell(site: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(f"file:{site / 'data/tiltak-i-tall.sqlite'}?mode=ro", uri=True)
    first, second, end = (EXAMPLES / "sqlite.sql").read_text("utf-8").split(";")
    assert not end.strip()
    rows = connection.execute(first).fetchall()
    assert ("Oslo", "2024-08", "282") in rows and ("Møre og Romsdal", "2024-08", "*") in rows
    columns = [row[0] for row in connection.execute(second)]
    connection.close()
    assert columns[0] == "periodetype" and len(columns) == 16


def test_curl_gets_the_files(server: str, site: Path, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not on this machine")
    printed = run("curl.sh", ["sh"], server, tmp_path)
    assert "03 282 publisert" in printed.splitlines()
    assert "15  skjermet" in printed.splitlines()
    assert zipfile.ZipFile(tmp_path / "tiltak-i-tall.zip").testzip() is None
    workbook = (tmp_path / "jobbklubb.xlsx").read_bytes()
    assert workbook == (site / "tiltak/jobbklubb/data.xlsx").read_bytes()


def test_no_example_is_left_out() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == {*ONLINE, *DOWNLOADED, "curl.sh"}
