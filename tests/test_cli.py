"""The command line: help, wrong use, exit status, and what is shown where."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli import commands
from generator.cli.console import Watcher
from generator.cli.main import main, parser
from generator.model.errors import ContentError
from generator.model.findings import Finding
from generator.package.datapackage import package_files
from generator.read.content import read_codelists
from tests.corrupt import R2024, copy_content
from tests.reading import ROOT, publication

CODELISTS = "codelists/tiltak.csv"
COMMANDS = next(
    sorted(action.choices or ()) for action in parser()._actions if action.dest == "command"
)


@pytest.fixture
def content(tmp_path) -> Path:
    return copy_content(tmp_path, R2024)


@pytest.fixture
def unmade(monkeypatch, tmp_path) -> Callable[..., int]:
    """Runs a build of which only the findings are given: no report is read, no chart drawn."""

    def run(findings: list[Finding], *words: str) -> int:
        monkeypatch.setattr(commands, "make", lambda sources, folder: (object(), findings, []))
        monkeypatch.setattr(commands, "summary", lambda *_: "2 reports")
        return main(["build", "--site", str(tmp_path / "site"), *words])

    return run


def exit_of(words: list[str]) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


# -- help ---------------------------------------------------------------------------------------


def test_the_commands_are_the_contract_s():
    assert {"build", "validate", "serve"} <= set(COMMANDS)


@pytest.mark.parametrize("words", [[], *([command] for command in COMMANDS)], ids=" ".join)
def test_help_says_what_a_newcomer_needs(words, capsys):
    assert exit_of([*words, "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("usage: python -m generator")
    assert "exit status: 0 good" in out
    assert all(len(line) <= 100 for line in out.splitlines())
    if not words:
        assert all(f"  {command}" in out for command in COMMANDS)


@pytest.mark.parametrize("command", ["build", "validate", "serve"])
def test_the_commands_have_the_same_options(command, capsys):
    assert exit_of([command, "--help"]) == 0
    out = capsys.readouterr().out
    for option in ("--content", "--site", "--descriptor", "--address", "--format", "--strict"):
        assert option in out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_has_a_word_of_help(command):
    choices = next(a.choices for a in parser()._actions if a.dest == "command")
    bare = [action.option_strings for action in choices[command]._actions if not action.help]
    assert not bare


# -- wrong use: 2 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["tull"],
        ["build", "--tull"],
        ["build", "tull"],
        ["build", "--format", "xml"],
        ["validate", "--content"],
        ["serve", "--port", "tull"],
    ],
    ids=" ".join,
)
def test_wrong_words_are_wrong_use(words, capsys):
    assert exit_of(words) == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_content_folder_that_is_not_there_is_wrong_use(command, tmp_path, capsys):
    words = ["--content", str(tmp_path / "ingen"), "--site", str(tmp_path / "site")]
    assert main([command, *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "ingen" in err
    assert "--content" in err
    assert list(tmp_path.iterdir()) == []


def test_a_descriptor_that_is_not_there_is_wrong_use(content, tmp_path, capsys):
    words = ["--content", str(content), "--descriptor", str(tmp_path / "ingen.json")]
    assert main(["validate", *words]) == 2
    assert "ingen.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "place",
    ["content", "content/codelists", "content/reports", "."],
    ids=["content", "code lists", "reports", "all above"],
)
def test_a_site_in_the_place_of_its_sources_is_wrong_use(place, content, capsys, monkeypatch):
    monkeypatch.chdir(content.parent)
    assert main(["build", "--content", str(content), "--site", place]) == 2
    assert "is no place for the site" in capsys.readouterr().err
    assert (content / CODELISTS).is_file()


def test_a_site_that_is_a_file_is_wrong_use(content, tmp_path, capsys):
    (tmp_path / "fil").write_text("viktig")
    for site in ("fil", "fil/site"):
        assert main(["build", "--content", str(content), "--site", str(tmp_path / site)]) == 2
        assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "fil").read_text() == "viktig"


# -- content that cannot be read: 1 -------------------------------------------------------------


def _replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


BROKEN = {
    "a row too long": (CODELISTS, _replaced("\nmentor,", "\nmentor,,"), 21),
    "a row too short": (CODELISTS, _replaced("\nmentor,", "\n"), 21),
    "a code twice": (CODELISTS, _replaced("\nmentor,", "\njobbklubb,"), 21),
    "an order that is no number": (CODELISTS, _replaced("Mentor,19,", "Mentor,x,"), 21),
    "a column renamed": (CODELISTS, _replaced("arenakode", "arena"), 2),
    "no header": (CODELISTS, lambda text: text.split("\n", 1)[1], 2),
    "semicolons": (CODELISTS, lambda text: text.replace(",", ";"), 2),
    "empty": (CODELISTS, lambda text: "", 2),
    "a group that is not listed": (CODELISTS, _replaced(",oppfoelging,MENTOR", ",tull,MENTOR"), 0),
    "no group": (CODELISTS, _replaced(",oppfoelging,MENTOR", ",,MENTOR"), 0),
    "a forerunner that is not listed": (
        *(CODELISTS, _replaced("MENTOR,2012,,,", "MENTOR,2012,,tull,"), 0),
    ),
    "no «alle»": ("codelists/kjonn.csv", _replaced("\nalle,", "\nallesammen,"), 2),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_code_list_is_a_finding_in_it(name, content, capsys):
    file, change, line = BROKEN[name]
    path = content / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    assert main(["validate", "--content", str(content)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{path}:{line}:0: content-invalid "), err


@pytest.mark.parametrize("file", [CODELISTS, "pages/om.md"])
def test_own_files_in_another_encoding_are_a_finding_with_the_line(file, content, capsys):
    path = content / file
    lines = path.read_bytes().split(b"\n")
    line = next(number for number, text in enumerate(lines, 1) if "å".encode() in text)
    path.write_bytes(b"\n".join(lines).decode().encode("latin-1", "replace"))
    assert main(["validate", "--content", str(content), "--format", "json"]) == 1
    [finding] = json.loads(capsys.readouterr().err)
    assert finding["code"] == "content-invalid"
    assert Path(finding["file"]) == path
    assert 1 < finding["line"] <= line


@pytest.mark.parametrize("name", ["tiltak", "kjonn"])
def test_a_code_list_that_is_not_there_is_a_finding(name, content, capsys):
    (content / f"codelists/{name}.csv").unlink()
    assert main(["validate", "--content", str(content)]) == 1
    assert f"{name}.csv:0:0: content-invalid" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("{\n]", 2), ("{}", 0), ("[]", 0), ('{"resources": [{"name": "x"}]}', 0)],
)
def test_a_descriptor_that_is_none_is_a_finding(text, line, content, tmp_path, capsys):
    path = tmp_path / "beskrivelse.json"
    path.write_text(text)
    words = ["--content", str(content), "--descriptor", str(path)]
    assert main(["validate", *words]) == 1
    assert capsys.readouterr().err.startswith(f"{path}:{line}:0: content-invalid ")


def test_a_descriptor_without_a_resource_is_refused(tmp_path):
    whole = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    whole["resources"] = [each for each in whole["resources"] if each["name"] != "rettelser"]
    content = replace(publication().content, descriptor=whole)
    with pytest.raises((ContentError, KeyError), match="rettelser"):
        package_files(replace(publication(), content=content))


@pytest.mark.parametrize("form", ["BOM", "CRLF", "a blank line"])
def test_code_lists_as_spreadsheets_save_them_are_read(form, content):
    path = content / CODELISTS
    raw = path.read_bytes()
    path.write_bytes(
        {
            "BOM": b"\xef\xbb\xbf" + raw,
            "CRLF": raw.replace(b"\n", b"\r\n"),
            "a blank line": raw + b"\n",
        }[form]
    )
    assert read_codelists(content / "codelists") == read_codelists(ROOT / "content/codelists")


# -- what is shown, and the exit status ----------------------------------------------------------

WARNING = Finding("a.txt", 3, 0, "row-absent", "no row", "look", "warning")
ERROR = Finding("a.txt", 4, 2, "sum-breach", "no sum", "look")


def test_a_good_build_says_so_on_stdout_alone(unmade, tmp_path, capsys):
    assert unmade([]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("2 reports\n")
    assert err == ""
    assert (tmp_path / "site").is_dir()


def test_a_warning_is_shown_and_stops_nothing(unmade, tmp_path, capsys):
    assert unmade([WARNING]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("2 reports\n")
    assert err.startswith("a.txt:3:0: row-absent warning: no row (look)")
    assert err.count("\n") == 1
    assert (tmp_path / "site").is_dir()


def test_a_strict_build_is_stopped_by_a_warning(unmade, tmp_path, capsys):
    assert unmade([WARNING], "--strict") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing was published" in err
    assert not (tmp_path / "site").exists()


def test_a_strict_build_without_findings_is_good(unmade):
    assert unmade([], "--strict") == 0


def test_an_error_stops_publication(unmade, tmp_path, capsys):
    assert unmade([ERROR, WARNING]) == 1
    first, second, last = capsys.readouterr().err.splitlines()
    assert first.startswith("a.txt:4:2: sum-breach no sum (look)")
    assert second.startswith("a.txt:3:0: row-absent warning: ")
    assert last.startswith("nothing was published")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("findings", [[WARNING], [ERROR], [ERROR, WARNING]])
def test_json_is_all_that_stderr_holds(unmade, findings, capsys):
    assert unmade(findings, "--format", "json") == (ERROR in findings)
    assert json.loads(capsys.readouterr().err) == [f.as_dict() for f in findings]


def test_a_warning_in_a_real_report_stops_a_strict_validate(content, capsys):
    """A doubled row is harmless, and suspect."""
    path = content / f"reports/{R2024}/rapport.txt"
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([*lines[:61], lines[60], *lines[61:]]), "utf-8")
    publication, findings = commands.gather(
        commands._sources(
            Namespace(
                content=content,
                descriptor=ROOT / "datapackage.json",
                site=content,
                address="https://example.org/",
                source="",
                no_cache=True,
            )
        )
    )
    assert publication is not None
    assert [(f.line, f.code, f.severity) for f in findings] == [(62, "row-doubled", "warning")]
    assert commands._stopped(findings, Namespace(strict=True, format="text"))
    assert not commands._stopped(findings, Namespace(strict=False, format="text"))
    assert capsys.readouterr().err.count("row-doubled warning") == 2


def test_a_person_who_stops_the_build_sees_no_traceback(monkeypatch, content, tmp_path, capsys):
    def stop(sources: object, folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "make", stop)
    words = ["build", "--content", str(content), "--site", str(tmp_path / "site")]
    assert main(words) == 130
    assert capsys.readouterr().err == "stopped; the last good site stays\n"
    assert not (tmp_path / "site").exists()


def test_logs_show_no_progress(capsys):
    watcher = Watcher()
    watcher("reports", 1, 2)
    watcher.done()
    assert capsys.readouterr() == ("", "")


def test_a_person_sees_progress_on_one_line(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    watcher = Watcher()
    watcher("reports", 1, 2)
    watcher("pages", 0, 0)
    watcher.done()
    err = capsys.readouterr().err
    assert "reports 1 of 2 …" in err
    assert "pages …" in err
    assert "\n" not in err
    assert err.endswith("\r\x1b[K")


def test_a_content_folder_is_not_changed_by_validating(content):
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    shutil.rmtree(content / "reports" / R2024)
    assert main(["validate", "--content", str(content)]) == 1
    after = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    assert after == {path: raw for path, raw in before.items() if R2024 not in path.parts}
