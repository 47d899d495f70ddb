"""The stages stand in an order, and none imports a later one (README, on the code)."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GENERATOR = ROOT / "generator"
#: Each may import what stands before it. ``audit`` and ``serve`` are sides of the command line.
ORDER = (
    *("model", "read", "recognise", "check", "package", "export", "describe", "render"),
    *("write", "pipeline", "audit", "serve", "cli", "__main__"),
)


def imported(path):
    """The stages that a file imports, each with its line; those inside functions count too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by its place"
            names = [f"{node.module}.{each.name}" for each in node.names]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "generator" and rest:
                yield node.lineno, rest.split(".")[0]


def stage_of(path):
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def test_every_part_has_its_place_in_the_order():
    parts = {stage_of(path) for path in GENERATOR.rglob("*.py")} - {"__init__"}
    assert parts == set(ORDER)


def test_no_stage_imports_a_later_one():
    files = sorted(GENERATOR.rglob("*.py"))
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {stage_of(path)} imports {stage}"
        for path in files
        if stage_of(path) in ORDER
        for line, stage in imported(path)
        if ORDER.index(stage) > ORDER.index(stage_of(path))
    ]
    assert len(files) > 100
    assert not wrong, "\n".join(wrong)


def test_the_readme_tells_the_stages_in_this_order():
    told = re.findall(r"^generator/(\w+) ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    stages = [stage for stage in told if stage in ORDER and ORDER.index(stage) < 9]
    ordered = sorted((s for s in stages if s != "model"), key=ORDER.index)
    assert [stage for stage in stages if stage != "model"] == ordered
    assert set(ORDER[:9]) == set(stages)
