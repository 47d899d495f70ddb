"""CITATION.cff: by the schema of the Citation File Format; the repository's copy is up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.describe.citation import PATH, citation
from tests.describe.described import ADDRESS, described, facts
from tests.reading import ROOT


def _check(path: Path) -> subprocess.CompletedProcess[str]:
    schema = "vendor.citation-file-format"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("where", ["the site", "the repository"])
def test_it_is_valid_by_the_official_schema(where, tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_bytes(described()[PATH] if where == "the site" else (ROOT / PATH).read_bytes())
    done = _check(path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_sees_faults(tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_bytes(described()[PATH].replace(b"authors:", b"author:", 1))
    assert _check(path).returncode == 1


def test_the_repository_s_copy_is_up_to_date():
    wanted = citation(facts(), in_site=False)
    message = f"put this into {PATH}:\n{wanted.decode()}"
    assert (ROOT / PATH).read_bytes() == wanted, message


def test_it_says_what_the_contract_says():
    said = yaml.safe_load(described()[PATH])
    descriptor = facts().descriptor
    assert said["title"] == descriptor["title"]
    assert said["version"] == descriptor["version"]
    assert said["keywords"] == descriptor["keywords"]
    assert said["license"] == "CC-BY-4.0"
    assert said["url"] == ADDRESS
    years = [reference["year"] for reference in said["references"]]
    assert years == [2019, 2024]
