"""Every page is valid HTML, in the words of html-validate."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
_CHECKER = HERE / "node_modules/html-validate/bin/html-validate.mjs"


def validate(pages: list[Path], report: Path) -> list[str]:
    """The faults in `pages`, one a line, by way of the file `report`.

    One Node process reads all pages. It ends before a pipe has taken a long report.
    """
    node = shutil.which("node")
    assert node and _CHECKER.is_file(), "scripts/setup-browser installs Node and html-validate"
    how = ["--config", str(HERE / ".htmlvalidate.json"), "--formatter", f"json={report}"]
    command = [node, str(_CHECKER), *how, *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1) and report.is_file(), done.stderr
    return [
        f"{result['filePath']}:{fault['line']}:{fault['column']}: "
        f"{fault['ruleId']}: {fault['message']}"
        for result in json.loads(report.read_text("utf-8"))
        for fault in result["messages"]
    ]


def test_html_is_valid(site: Path, tmp_path: Path):
    faults = validate(sorted(site.rglob("*.html")), tmp_path / "report.json")
    assert not faults, f"{len(faults)} faults, the first:\n" + "\n".join(faults[:40])


def test_the_checker_sees_faults(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=nb><title>x</title><p><div></p>", "utf-8")
    assert any("permitted" in fault for fault in validate([page], tmp_path / "report.json"))
