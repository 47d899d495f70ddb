"""The code that the reuse page shows, run as it stands, each by its own tool.

The page in each language shows the same code with remarks of its own: both are run.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.read.messages import languages
from generator.render.texts import example_in

EXAMPLES = Path(__file__).parents[1] / "content/examples"
#: Jobbklubb at the end of August 2024, read off the report by eye (lines 168, 170 and 184).
WANTED = {"Oslo": "282", "Møre og Romsdal": "*", "Vestland": "18"}
LANGUAGES = {each.code: each for each in languages(EXAMPLES.parents[1] / "templates/messages")}
_DUCKDB = "import duckdb, sys; print(*duckdb.sql(sys.stdin.read()).fetchall(), sep='\\n')"


each_language = pytest.mark.parametrize("language", LANGUAGES)


def shown(name: str, language: str) -> str:
    """An example as the page in a language shows it."""
    return example_in(LANGUAGES[language], (EXAMPLES / name).read_text("utf-8"))


def run(name: str, language: str, command: list[str], server: str, folder: Path) -> str:
    """What an example prints; it gets the site's address and is read from standard input."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not on this machine")
    code = shown(name, language).replace("{{ address }}", server)
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


@each_language
@pytest.mark.parametrize("name", ONLINE)
def test_an_example_that_reads_from_the_site(
    name: str, language: str, server: str, tmp_path: Path
) -> None:
    assert_shown(name, run(name, language, ONLINE[name], server, tmp_path))


@each_language
@pytest.mark.parametrize("name", DOWNLOADED)
def test_an_example_that_reads_downloaded_files(
    name: str, language: str, server: str, site: Path
) -> None:
    assert_shown(name, run(name, language, DOWNLOADED[name], server, site / "data"))


def test_the_queries_for_sqlite_run_without_its_shell(site: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(f"file:{site / 'data/tiltak-i-tall.sqlite'}?mode=ro", uri=True)
    first, second, end = shown("sqlite.sql", "en").split(";")
    assert not end.strip()
    rows = connection.execute(first).fetchall()
    assert ("Oslo", "2024-08", "282") in rows and ("Møre og Romsdal", "2024-08", "*") in rows
    columns = [row[0] for row in connection.execute(second)]
    connection.close()
    assert columns[0] == "periodetype" and len(columns) == 16


@each_language
def test_curl_gets_the_files(language: str, server: str, site: Path, tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not on this machine")
    printed = run("curl.sh", language, ["sh"], server, tmp_path)
    assert "03 282 publisert" in printed.splitlines()
    assert "15  skjermet" in printed.splitlines()
    assert zipfile.ZipFile(tmp_path / "tiltak-i-tall.zip").testzip() is None
    workbook = (tmp_path / "jobbklubb.xlsx").read_bytes()
    assert workbook == (site / "tiltak/jobbklubb/data.xlsx").read_bytes()


def test_no_example_is_left_out() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == {
        *ONLINE,
        *DOWNLOADED,
        "curl.sh",
        "excel.pq",
    }


def test_the_steps_for_excel_find_what_they_name(site: Path) -> None:
    """Excel does not run here: its steps are done by hand, with what they name."""
    code = (EXAMPLES / "excel.pq").read_text("utf-8")
    (path,) = re.findall(r'Web\.Contents\("\{\{ address \}\}([^"]+)"\)', code)
    (delimiter,) = re.findall(r'Delimiter = "(.)"', code)
    assert "Encoding = 65001" in code  # UTF-8, learn.microsoft.com/powerquery-m/csv-document
    conditions = re.findall(r'\[(\w+)\] (=|<>) "([^"]*)"', code)
    assert len(conditions) == 3
    (columns,) = re.findall(r"SelectColumns\(\w+, \{(.+)\}\)", code)
    text = (site / path).read_text("utf-8-sig")
    rows = [
        " ".join(row[name] for name in re.findall(r'"(\w+)"', columns))
        for row in csv.DictReader(text.splitlines(), delimiter=delimiter)
        if all((row[name] == value) == (sign == "=") for name, sign, value in conditions)
    ]
    assert_shown("excel.pq", "\n".join(rows).replace("2024M08", ""))


# -- languages ------------------------------------------------------------------------------------

NAMES = sorted(path.name for path in EXAMPLES.iterdir())
_REMARK = re.compile(r" *(#|--|//)")


@pytest.mark.parametrize("name", NAMES)
def test_languages_differ_in_remarks_alone(name: str) -> None:
    """Each remark is in every language, and no code hangs on a remark."""
    whole = (EXAMPLES / name).read_text("utf-8").splitlines()
    texts = {language: shown(name, language).splitlines() for language in LANGUAGES}
    assert [line for line in whole if not _REMARK.match(line)] == [
        line for line in texts["nb"] if not _REMARK.match(line)
    ], "code is lost with the remarks"
    assert len({len(lines) for lines in texts.values()}) == 1, "a remark is not translated"
    for nb, en in zip(texts["nb"], texts["en"], strict=True):
        assert bool(_REMARK.match(nb)) == bool(_REMARK.match(en))
        assert bool(_REMARK.match(nb)) == (nb != en), f"the same in both: {nb}"


@pytest.mark.parametrize("name", NAMES)
def test_remarks_are_in_the_language_of_the_page(name: str) -> None:
    for line in filter(_REMARK.match, shown(name, "en").splitlines()):
        assert not re.search(r"[æøåÆØÅ«»]|\b(nb|en):", line), line
    assert not re.search(r"(?m)^ *(#|--|//) (nb|en):", shown(name, "nb"))


def test_an_english_example_is_written_out() -> None:
    text = "# nb: Les.\n# en: Read.\nx = 1  # nb: blir\n    // nb: To\n    // en: Two\n"
    assert example_in(LANGUAGES["en"], text) == "# Read.\nx = 1  # nb: blir\n    // Two\n"
    assert example_in(LANGUAGES["nb"], text) == "# Les.\nx = 1  # nb: blir\n    // To\n"
