"""Drawings that are kept: the same bytes, never half a file or another drawing, not too many."""

import ast
import os
from pathlib import Path

import pytest

from generator.cli import commands
from generator.cli.main import parser
from generator.render import kept as module
from generator.render.charts import CONFIG
from generator.render.kept import Kept, keep
from generator.render.picture import Words
from generator.render.svg import Card, drawing

RENDER = Path(module.__file__).parent
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"x": 1, "y": 4}, {"x": 2, "y": 7}]},
    "mark": {"type": "line", "stroke": "var(--serie-1)"},
    "encoding": {"x": {"field": "x"}, "y": {"field": "y"}},
}
WORDS = Words("Mentor", "Flest i mai", "Antall", (), "Kilde: Nav", "Tiltak i tall", "Linje", "nb")
CARD = Card(SPEC, WORDS)
COLOURS = dict.fromkeys(("tekst", "dempet", "akse", "rutenett", "hull", "serie-1"), "#224488") | {
    "bunn": "#ffffff",
    "merke": "#aa0000",
}
PARTS = [b"<svg>", b"\x89PNG\n\x00", b""]


def drawn(kept):
    """The SVG, the PNG, the runtime, and how many drawings were found."""
    with drawing(CONFIG, kept) as begin:
        made = begin([SPEC], [CARD], COLOURS)
        svg, png, runtime = made.svg(SPEC), made.png(CARD), made.runtime.result()
    return svg, png, runtime, len(made._found)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A folder with the drawing in it, and what was drawn without one."""
    folder = tmp_path_factory.mktemp("kept") / "drawings"
    drawn(Kept(folder))
    return folder, drawn(None)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


# -- the same bytes -----------------------------------------------------------------------------


def test_what_is_found_is_what_would_be_drawn(full):
    folder, anew = full
    *found, count = drawn(Kept(folder))
    assert count == 1
    assert found == list(anew[:3])
    assert found[0].startswith("<svg")
    assert found[1].startswith(b"\x89PNG")


def test_damaged_files_are_drawn_anew_and_put_right(full, tmp_path):
    folder, anew = full
    for name, data in files(folder).items():
        (tmp_path / name).write_bytes(data[:-7])
    *found, count = drawn(Kept(tmp_path))
    assert count == 0
    assert found == list(anew[:3])
    assert files(tmp_path) == files(folder)


def test_a_folder_that_is_only_read_is_left_as_it_is(full):
    folder, _ = full
    times = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert drawn(Kept(folder, adding=False))[3] == 1
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == times


# -- the name -----------------------------------------------------------------------------------


def test_another_drawing_has_another_name(tmp_path, monkeypatch):
    kept = Kept(tmp_path)
    names = {kept.name("a", "b"), kept.name("ab", ""), kept.name("a", "c")}
    monkeypatch.setattr(module, "_tools", lambda: ["vl-convert 99"])
    assert len(names | {kept.name("a", "b")}) == 4


def test_all_code_that_draws_is_part_of_the_name():
    """What svg.py imports of the project, and what that imports, by their text."""
    wanted, known = {"svg"}, set()
    while wanted:
        name = wanted.pop()
        known.add(name)
        for node in ast.walk(ast.parse((RENDER / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("generator."):
                assert node.module.startswith("generator.render."), node.module
                wanted |= {node.module.split(".")[2]} - known
    assert known == set(module._CODE)


# -- files --------------------------------------------------------------------------------------


def test_parts_come_back_as_they_were(tmp_path):
    kept = Kept(tmp_path / "new" / "folder")
    name = kept.name("x")
    assert kept.find(name) is None
    keep(name, PARTS)
    assert kept.find(name) == PARTS
    assert list(files(tmp_path / "new" / "folder")) == [Path(name).name]


@pytest.mark.parametrize(
    "damage", [lambda d: b"", lambda d: d[:-7], lambda d: d[:-1] + b"!", lambda d: b"0" + d[1:]]
)
def test_a_damaged_file_is_no_drawing(tmp_path, damage):
    kept = Kept(tmp_path)
    name = kept.name("x")
    keep(name, PARTS[:2])
    whole = Path(name).read_bytes()
    Path(name).write_bytes(damage(whole))
    assert Path(name).read_bytes() != whole
    assert kept.find(name) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    place = tmp_path / "a file"
    place.write_text("in the way")
    kept = Kept(place)
    keep(kept.name("x"), PARTS)
    assert kept.find(kept.name("x")) is None
    kept.trim()
    assert place.read_text() == "in the way"


def test_those_not_used_for_the_longest_time_go_first(tmp_path):
    kept = Kept(tmp_path)
    for number in range(4):
        keep(str(tmp_path / f"{number}"), [b"x" * 1000])
        os.utime(tmp_path / f"{number}", (number, number))
    kept.find(str(tmp_path / "0"))
    kept.trim(limit=2500)
    assert set(files(tmp_path)) == {"0", "3"}
    Kept(tmp_path, adding=False).trim(limit=0)
    assert len(files(tmp_path)) == 2
    Kept(tmp_path / "none").trim()


# -- the command line ---------------------------------------------------------------------------


def test_a_build_can_do_without():
    with_it, without = (parser().parse_args(["build", *w]) for w in ([], ["--no-cache"]))
    assert commands._sources(with_it).drawings is not None
    assert commands._sources(without).drawings is None
    assert "--no-cache" not in commands._source_words(with_it)
    assert "--no-cache" in commands._source_words(without)
