"""What is committed works on any machine: no trace of the one it was made on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / f"tests/{name}/package-lock.json" for name in ("browser", "lighthouse")]
TEST_COMMAND = "scripts/test"

# Put together here, so that this file does not hold what it looks for.
_PATHS = re.compile(r"(?<![\w.<>-])/" + r"(?:work|root|home/\w+|Users/\w+|opt)/" + r"\w")
_HOSTS = re.compile(
    r"npmjs\." + r"org|pypi\." + r"org|pythonhosted\." + r"org|deb\.debian\." + "org"
)

_MADE = {".git", ".venv", "node_modules", "site", "screenshots", "tiltak_i_tall.egg-info"}


def _names() -> Iterator[str]:
    """What is, or is about to be, in git; in a copy without git, all but what is made here."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if shutil.which("git") and (ROOT / ".git").exists():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        yield from filter(None, done.stdout.split("\0"))
        return
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in _MADE and "cache" not in name]
        yield from (str(Path(folder, name).relative_to(ROOT)) for name in files)


def _files() -> list[Path]:
    """Every text file of the project."""
    paths = [ROOT / name for name in _names()]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def _hits(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in _files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_one_machine():
    assert not (hits := _hits(_PATHS)), "\n".join(hits)


def test_no_registry_is_named():
    assert not (hits := _hits(_HOSTS)), "\n".join(hits)


def test_constraints_are_names_and_versions_only():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(pins) > 20
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.!+]+", pin)] == []
    assert len({pin.lower().split("==")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_lock_holds_no_addresses(lock: Path):
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
    assert "omit-lockfile-registry-resolved=true" in (lock.parent / ".npmrc").read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_no_release_of_somebody_elses_outdates_a_lock(lock: Path):
    """npm refuses a lock in which something wants the «latest» of a package that has a newer."""
    packages = json.loads(lock.read_text("utf-8"))["packages"].values()
    own = json.loads((lock.parent / "package.json").read_text("utf-8"))
    wanted = {
        name
        for package in packages
        for name, range_ in package.get("dependencies", {}).items()
        if range_ == "latest"
    }
    assert wanted <= set(own.get("overrides", {}))


def test_ci_runs_the_test_command_of_the_readme():
    fenced = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert TEST_COMMAND in [line.strip() for block in fenced for line in block.splitlines()]
    run = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert run[0] == "#!/usr/bin/env bash"
    assert run[-1] == TEST_COMMAND


@pytest.mark.parametrize(
    "path", [".ci/run", *sorted(f"scripts/{path.name}" for path in (ROOT / "scripts").iterdir())]
)
def test_scripts_can_be_run(path: str):
    assert os.access(ROOT / path, os.X_OK)
    assert (ROOT / path).read_text("utf-8").startswith("#!")


def test_every_word_of_make_calls_its_script():
    text = (ROOT / "Makefile").read_text("utf-8")
    words = re.findall(r"^(\w+): ## .*\n\t@scripts/(\w+)$", text, re.M)
    assert {word for word, _ in words} == {"build", "serve", "test", "check", "bench"}
    assert all(word == script for word, script in words)
