"""The catalogues hold every message of the site, and each translation can stand in its place."""

from __future__ import annotations

import ast
import functools
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.render.alphabet import _ORDER
from generator.render.search_words import SKIPPED
from tests import catalogue
from tests.catalogue import CATALOGUES, ROOT, update

LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.po"))
TEMPLATES = sorted((ROOT / "templates").glob("*.j2"))
#: In both languages by itself, since it is shown at any address.
IN_BOTH = "404.html.j2"
_PLACE = re.compile(r"%\((\w+)\)s")
#: What a page says and is no language: names, and signs.
_NAMES = (
    *("Tiltak i tall", "SHA-256", "CC BY 4.0", "nav.no"),
    *("PNG", "SVG", "Vega-Lite", "BibTeX", "CSL-JSON", ".bib", ".json"),
)
_SIGNS = {"r", "*", "–", ":", ",", ".", "(", ")", ""}
#: Attributes that readers see or hear.
_SPOKEN = {
    *("aria-label", "aria-description", "title", "alt", "placeholder", "label"),
    *("data-loading", "data-open", "data-failed", "data-help"),
    *("data-lenke", "data-tekst", "data-ferdig", "data-feil"),
}
#: A page in the licence's own language; all other addresses are the same.
_LICENCE = re.compile(r"(licenses/by/4\.0/deed)\.\w+")

messages = functools.cache(catalogue.messages)


def _forms(given: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def _entries(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], set[str]]]:
    """Each message of a catalogue: its forms, its translations, its flags."""
    for entry in catalogue.catalogue(CATALOGUES / f"{language}.po"):
        if entry.id:
            yield _forms(entry.id), _forms(entry.string), set(entry.flags)


def _tags(text: str) -> Counter[str]:
    tags = re.findall(r"<[^>]+>", _LICENCE.sub(r"\1", text))
    return Counter(tags)


def test_there_is_a_catalogue():
    assert LANGUAGES == ["en"]
    assert len(messages()) > 250


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    told = {forms[0]: said for forms, said, _ in _entries(language)}
    lacking = [
        f"{each.where}: {each.one!r}"
        for each in messages()
        if each.one not in told or not all(told[each.one]) or not told[each.one]
    ]
    assert not lacking, "run scripts/messages and translate\n" + "\n".join(lacking)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_gone_out_of_use(language):
    used = {each.one for each in messages()}
    assert [forms[0] for forms, _, _ in _entries(language) if forms[0] not in used] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess_or_a_copy(language):
    same = {"Data", "Type", "kB", "MB", ""}  # besides places to fill in
    for forms, said, flags in _entries(language):
        assert "fuzzy" not in flags, forms[0]
        words = re.sub(r"%\(\w+\)s|\{\w+\}|[^\w]", "", forms[0])
        assert words in same or forms[0] not in said, f"left in Norwegian: {forms[0]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_about_a_count_has_both_forms(language):
    """A message may be asked for by one form only if it never has the other."""
    many = {each.one: each.many for each in messages()}
    for forms, said, _ in _entries(language):
        assert len(said) == len(forms), forms[0]
        assert (forms[1] if len(forms) > 1 else "") == many.get(forms[0], ""), forms[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_places_and_tags(language):
    for forms, said, _ in _entries(language):
        for own, other in zip(forms, said, strict=True):
            assert Counter(_PLACE.findall(other)) == Counter(_PLACE.findall(own)), own
            assert _tags(other) == _tags(own), own
            plain = [_PLACE.sub("", text) for text in (own, other)]
            assert "%" not in "".join(plain), f"a lone % breaks the message: {own}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_like_its_message(language):
    """A large letter or a full stop that one of them lacks would show in the middle of a line."""
    for forms, said, _ in _entries(language):
        for own, other in zip(forms, said, strict=True):
            ends = [re.search(r"[.?:…]?$", text.strip())[0] for text in (own, other)]
            assert ends[0] == ends[1], f"{own!r} ends otherwise than {other!r}"
            starts = [re.sub(r"<[^>]+>|\W", "", text)[:1] for text in (own, other)]
            if _PLACE.match(own) is None and _PLACE.match(other) is None:
                assert starts[0].isupper() == starts[1].isupper(), f"{own!r}, {other!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_numbers_and_no_norwegian_letters(language):
    for forms, said, _ in _entries(language):
        for own, other in zip(forms, said, strict=True):
            assert sorted(re.findall(r"\d+", other)) == sorted(re.findall(r"\d+", own)), own
            assert not re.search("[æøåÆØÅ«»]", other), other
            assert "  " not in other, other


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_as_the_tool_writes_it(language, tmp_path: Path):
    path = CATALOGUES / f"{language}.po"
    copy = Path(shutil.copy(path, tmp_path))
    assert update(copy)[1] == 0
    assert copy.read_bytes() == path.read_bytes(), "run scripts/messages"


def test_a_message_is_written_in_one_way():
    """Two messages that differ by a full stop or a capital alone would be translated twice."""
    assert not [m for m in messages() if m.one != m.one.strip() and not m.one.startswith(",")]
    doubled = Counter(text.rstrip(".") for text in {each.one for each in messages()})
    assert [text for text, count in doubled.items() if count > 1] == []


# -- nothing is said past the catalogues ----------------------------------------------------------


class _Said(HTMLParser):
    """The text of a template outside tags, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag if tag in ("script", "style") else ""
        for name, value in attrs:
            if name in _SPOKEN:
                self.found.append((self.getpos()[0], value or ""))

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if not self._raw:
            line = self.getpos()[0]
            found = [(line + n, text) for n, text in enumerate(data.split("\n"))]
            self.found += found


def untranslated(source: str) -> list[str]:
    """Words of a template that are in no message, as ``LINE: words``.

    What Jinja puts in is left out: expressions, and ``{% trans %}`` with all that it holds.
    """
    data, within = [], False
    for _, kind, value in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if kind == "name" and value in ("trans", "endtrans"):
            within = value == "trans"
        keep = kind == "data" and not within
        data.append(value if keep else "\n" * value.count("\n"))
    parser = _Said()
    parser.feed("".join(data))
    parser.close()
    return [f"{line}: {text.strip()}" for line, text in parser.found if _words(text)]


#: A file at the site's root or in its folder of data, by name.
_FILE = re.compile(r"\b(?:datapackage|openapi|index)\.json\b|\bkatalog\.ttl\b|\bnytt\.atom\b")


def _words(text: str) -> str:
    text = _FILE.sub("", text)
    for name in _NAMES:
        text = text.replace(name, "")
    return "" if text.strip() in _SIGNS else "".join(re.findall(r"[^\W\d_]+", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_that_is_not_a_message(path: Path):
    if path.name != IN_BOTH:
        assert untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hei</p>", ["1: Hei"]),
        ("\n<p>{{ x }} og {{ y }}</p>", ["2: og"]),
        ('<nav aria-label="Meny">', ["1: Meny"]),
        ("{% if x %}\nja{% endif %}", ["2: ja"]),
        ("<p>{{ _('Hei') }}</p>", []),
        ("<p>{% trans x %}Hei {{ x }}{% endtrans %}</p> nei", ["1: nei"]),
        ('<p class="stor" id="her">Tiltak i tall: CC BY 4.0 *</p>', []),
        ("{# Hei #}<script>{{ x }}</script>", []),
        ('<a href="x">index.json</a>, <a>katalog.ttl</a>', []),
        ("index.json er her", ["1: index.json er her"]),
        ("fil.json", ["1: fil.json"]),
    ],
)
def test_this_check_sees_words(source, found):
    assert untranslated(source) == found


def test_code_says_nothing_past_the_catalogues():
    """A Norwegian letter in a string that is no message would reach English readers."""
    told = {each.one for each in messages()} | {each.many for each in messages()}
    told |= {" på tiltak"}  # taken off the Norwegian names of main groups
    told |= {SKIPPED["nb"]}  # words that a search in Norwegian leaves out
    # The alphabet, and letters by themselves.
    told |= {"".join(_ORDER), "[^0-9a-zæøå]+", *"æøå"}
    left = [
        f"{path.name}:{node.lineno}: {node.value!r}"
        for path in sorted((ROOT / "generator/render").glob("*.py"))
        for node in _strings(ast.parse(path.read_text("utf-8")))
        if re.search("[æøåÆØÅ]", node.value) and node.value not in told
    ]
    assert left == []


def _strings(tree):
    """The literals of a module that are not docstrings."""
    bare = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node
