"""What many tests share: the built site, and that site on a local web server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.webserver import serve

ROOT = Path(__file__).parents[1]


def _build(site: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--no-cache",
        "--content",
        "content",
        "--site",
        str(site),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"the site was not built (exit {done.returncode}):\n{done.stderr}", False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from content/ once a session; `TILTAK_SITE` names a built one instead."""
    if given := os.environ.get("TILTAK_SITE"):
        folder = Path(given).resolve()
        assert (folder / "index.html").is_file(), f"TILTAK_SITE holds no site: {folder}"
        return folder
    folder = tmp_path_factory.mktemp("built") / "site"
    _build(folder)
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site's front page, under a sub-path as on a project's GitHub Pages."""
    with serve(site, "/tiltak-i-tall/") as url:
        yield url


@pytest.fixture(scope="session")
def root_server(site: Path) -> Iterator[str]:
    """The address of the site's front page at a domain's root."""
    with serve(site) as url:
        yield url
