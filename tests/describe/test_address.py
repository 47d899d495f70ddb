"""The site's address: how it is given, what is refused, and where it ends up."""

from __future__ import annotations

import json
import posixpath

import pytest

from generator.cli import commands
from generator.cli.main import main, parser
from generator.describe.address import LOCAL, is_local, normalised
from generator.model.errors import UsageError
from tests.describe.described import ADDRESS, described, facts

GOOD = {
    "https://eier.github.io/tiltak-i-tall": "https://eier.github.io/tiltak-i-tall/",
    "https://eier.github.io/tiltak-i-tall/": "https://eier.github.io/tiltak-i-tall/",
    "https://eier.github.io/tiltak-i-tall//": "https://eier.github.io/tiltak-i-tall/",
    "https://tall.example.no": "https://tall.example.no/",
    "http://localhost:8000": "http://localhost:8000/",
    "http://[::1]:8000/": "http://[::1]:8000/",
}
WRONG = (
    *(
        "",
        "tull",
        "tall.example.no",
        "ftp://example.no/",
        "file:///site/",
        "https://",
        "https:///a",
    ),
    *("https://example.no/?side=1", "https://example.no/#a", "https://example.no/a b/"),
    *(" https://example.no/", 'https://example.no/"x"/', "https://example.no/<x>/"),
    *("https://bruker@example.no/", "https://example.no:port/", "https://example.no/\n"),
)


@pytest.mark.parametrize("given", GOOD)
def test_an_address_ends_with_one_slash(given):
    assert normalised(given) == GOOD[given]
    assert normalised(normalised(given)) == GOOD[given]


@pytest.mark.parametrize("given", WRONG)
def test_what_is_no_address_of_a_site_is_refused(given):
    with pytest.raises(UsageError, match="is no address of a site"):
        normalised(given)


@pytest.mark.parametrize("command", ["build", "validate", "serve"])
def test_a_wrong_address_is_wrong_use(command, tmp_path, capsys):
    words = ["--site", str(tmp_path / "site"), "--address", "tull"]
    assert main([command, *words]) == 2
    assert "'tull' is no address of a site" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_environment_gives_the_default(monkeypatch):
    monkeypatch.setenv("SITE_ADDRESS", "https://tall.example.no/x")
    assert parser().parse_args(["build"]).address == "https://tall.example.no/x"
    words = ["build", "--address", "https://annet.example.no/"]
    assert parser().parse_args(words).address == "https://annet.example.no/"


@pytest.mark.parametrize("value", [None, ""])
def test_without_any_it_is_where_serve_shows_the_site(value, monkeypatch):
    monkeypatch.delenv("SITE_ADDRESS", raising=False)
    if value is not None:
        monkeypatch.setenv("SITE_ADDRESS", value)
    assert parser().parse_args(["build"]).address == LOCAL == normalised(LOCAL)


@pytest.mark.parametrize(
    ("address", "local"),
    [(LOCAL, True), ("http://127.0.0.1:80/", True), ("http://[::1]/", True), (ADDRESS, False)],
)
def test_the_build_says_when_only_this_machine_can_follow(
    address, local, monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(commands, "make", lambda sources, folder: (object(), [], []))
    monkeypatch.setattr(commands, "summary", lambda *_: "2 reports")
    assert main(["build", "--site", str(tmp_path / "site"), "--address", address]) == 0
    assert is_local(address) == local
    assert (f"say {address}" in capsys.readouterr().out) == local


def test_a_rebuild_of_serve_keeps_the_address():
    arguments = parser().parse_args(["serve", "--address", ADDRESS])
    words = commands._source_words(arguments)
    assert words[words.index("--address") + 1] == ADDRESS


def test_no_description_speaks_of_another_host():
    """Each full address is the site's own, or one of a standard, a list or the source."""
    for path, data in described().items():
        assert b"localhost" not in data, path
        if not path.endswith("-metadata.json"):
            assert ADDRESS.encode() in data, path


def test_csvw_is_relative_and_fits_any_host():
    """Each address leads from the description's folder to a file of the site."""
    files = {file.path for file in facts().files}
    checked = 0
    for path, data in described().items():
        if path.endswith("-metadata.json"):
            assert ADDRESS.encode() not in data
            said = json.loads(data)
            for table in said.get("tables", [said]):
                assert (
                    posixpath.normpath(posixpath.join(posixpath.dirname(path), table["url"]))
                    in files
                )
                checked += 1
    assert checked > 900
