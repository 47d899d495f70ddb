"""Every kind of finding has a section in docs/findings.md, and every section is of one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from generator.model.findings import Code, Finding

ROOT = Path(__file__).parents[1]
CODES = get_args(Code)
DOCS = (ROOT / "docs/findings.md").read_text("utf-8")
#: Where the codes are listed, which is no use of them.
REGISTRY = ROOT / "generator/model/findings.py"


@cache
def sections() -> dict[str, str]:
    """The text under each heading of the third level; GitHub's anchor is the heading itself."""
    parts = re.split(
        r"^### (.+)$", re.sub(r"^## .*?(?=^### |\Z)", "", DOCS, flags=re.M | re.S), flags=re.M
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def trees() -> tuple[ast.Module, ...]:
    """The source of the generator, without the registry."""
    paths = sorted(path for path in (ROOT / "generator").rglob("*.py") if path != REGISTRY)
    return tuple(ast.parse(path.read_text("utf-8"), str(path)) for path in paths)


def strings(node: ast.AST) -> set[str]:
    """The text literals in a piece of source."""
    constants = (each for each in ast.walk(node) if isinstance(each, ast.Constant))
    return {each.value for each in constants if isinstance(each.value, str)}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the source with the last part of its name."""
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                yield name, node


def arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def literals(call: ast.Call) -> set[str]:
    """The text literals that a call is given as they are."""
    given = [each.value for each in arguments(call) if isinstance(each, ast.Constant)]
    return {each for each in given if isinstance(each, str)}


@cache
def warned() -> frozenset[str]:
    """The codes of findings that are made as warnings."""
    found: set[str] = set()
    for name, call in calls():
        if name == "_warn" or (name == "Finding" and "warning" in literals(call)):
            found |= literals(call) & set(CODES)
    return frozenset(found)


#: Errors or warnings, by what is lost: the section says which, and has an example of either.
EITHER = {"row-absent", "table-absent", "subtotal-absent"}


def test_every_code_has_one_section_and_every_section_a_code():
    headings = re.findall(r"^### (.+)$", DOCS, re.M)
    assert sorted(headings) == sorted(CODES)


def test_codes_are_anchors():
    assert [code for code in CODES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []


def test_every_code_is_used():
    used = set().union(*map(strings, trees()))
    assert set(CODES) - used == set(), "documented, but nothing finds it"


def test_no_finding_is_made_with_another_code():
    """Mypy proves this for every finding; here it is seen without mypy, for literals."""
    given = {
        call.args[3].value
        for name, call in calls()
        if name == "Finding" and len(call.args) > 3 and isinstance(call.args[3], ast.Constant)
    }
    assert given, "no finding was seen in the source: has its form changed?"
    assert given - set(CODES) == set()


@pytest.mark.parametrize("code", CODES)
def test_a_section_says_what_it_means_with_an_example_and_what_to_do(code):
    section = sections()[code]
    severity = "Warning" if code in warned() else "Error"
    if code in EITHER:
        severity = "Warning" if " warning: " in section else "Error"
    assert section.strip().startswith(f"**{severity}**"[:-2]), section[:60]
    [example] = re.findall(r"^```\n(.*)\n```$", section, re.M)
    mark = "warning: " if severity == "Warning" else ""
    assert re.fullmatch(rf"\S+:\d+:\d+: {code} {mark}\S.* \[{code}\]", example), example
    assert "\nWhat to do: " in section


def test_the_docs_say_what_cannot_be_caught():
    assert "\n## What cannot be caught\n" in DOCS


@pytest.mark.parametrize("severity", ["error", "warning"])
@pytest.mark.parametrize("hint", ["", "look there"])
def test_the_console_message_ends_with_the_code(severity, hint):
    finding = Finding("a/b.txt", 3, 4, "sum-breach", "it is wrong", hint, severity)
    text = str(finding)
    assert text.startswith("a/b.txt:3:4: sum-breach ")
    assert text.endswith(" [sum-breach]")
    assert ("(look there)" in text) == bool(hint)
    assert finding.as_dict()["message"] == "it is wrong", "only the text form names it twice"
