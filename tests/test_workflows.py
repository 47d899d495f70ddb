"""The workflows are valid by the published schema, pinned, and allowed little."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

WORKFLOWS = sorted((Path(__file__).parents[1] / ".github/workflows").glob("*.yml"))
_PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

each = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def _check(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_there_are_two():
    assert [path.name for path in WORKFLOWS] == ["pages.yml", "test.yml"]


@pytest.mark.parametrize(
    "schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"]
)
def test_valid_by_schema(schema: str):
    done = _check(schema, *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_sees_faults(tmp_path: Path):
    path = tmp_path / "wrong.yml"
    path.write_text(WORKFLOWS[0].read_text("utf-8").replace("runs-on:", "runs_on:"), "utf-8")
    assert _check("vendor.github-workflows", path).returncode == 1


def test_the_site_is_built_for_the_address_that_pages_gives_it():
    workflow = yaml.safe_load(WORKFLOWS[0].read_text("utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    asks = next(step for step in steps if "actions/configure-pages@" in step.get("uses", ""))
    builds = next(step for step in steps if step.get("run") == "scripts/build")
    assert steps.index(asks) < steps.index(builds)
    wanted = f"${{{{ steps.{asks['id']}.outputs.base_url }}}}"
    source = "${{ github.server_url }}/${{ github.repository }}"
    assert builds["env"] == {"SITE_ADDRESS": wanted, "SITE_SOURCE": source}
    assert workflow["jobs"]["build"]["permissions"]["pages"] == "read", "to ask for the address"


@each
def test_actions_are_pinned_by_commit(path: Path):
    uses = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not _PINNED.search(line)] == []


@each
def test_rights_are_few_and_runs_do_not_race(path: Path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert workflow["concurrency"]["group"]
    rights = {
        right
        for job in workflow["jobs"].values()
        for right, level in job.get("permissions", {}).items()
        if level == "write"
    }
    assert rights <= {"pages", "id-token"}
