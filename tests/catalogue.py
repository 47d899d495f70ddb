"""The messages of the site as they stand in code and templates, against the catalogues.

``scripts/messages`` brings each catalogue up to date: new messages come in untranslated, those
that are gone go out, what is translated stays.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.check.figures import DESCRIPTIONS

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[1]
_FUNCTIONS = ("_", "gettext", "ngettext")
CATALOGUES = ROOT / "templates/messages"


class Message(NamedTuple):
    """A message with where it stands; ``many`` is its other form, or empty."""

    one: str
    many: str
    where: str


def messages() -> list[Message]:
    """All messages of the code and the templates, in the order of their files."""
    found = [
        *(each for path in sorted((ROOT / "generator/render").glob("*.py")) for each in _in(path)),
        *_in(ROOT / "generator/describe/feed.py"),
        *(Message(text, "", "generator/check/figures.py") for text in DESCRIPTIONS.values()),
        *(
            each
            for path in sorted((ROOT / "templates").glob("*.j2"))
            for each in _in_template(path)
        ),
    ]
    return found


def _in(path: Path) -> Iterator[Message]:
    """What `….t(…)` and `….n(…, …)` are given: literals, or names that were given literals."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    for function in functions:
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
                continue
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            if call.func.attr == "t":
                yield from (Message(s, "", where) for s in _texts(call.args[0], function, where))
            elif call.func.attr == "n":
                one, many = (_texts(a, function, where)[0] for a in call.args[:2])
                yield Message(one, many, where)


def _texts(node: ast.expr, function: ast.FunctionDef, where: str) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, function, where), *_texts(node.orelse, function, where)]
    if isinstance(node, ast.Name):
        given = [
            each.value
            for each in ast.walk(function)
            if isinstance(each, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == node.id for t in each.targets)
        ]
        if given:
            return [text for value in given for text in _texts(value, function, where)]
    raise ValueError(f"{where}: a message must be a literal, to be found by translators")


def _in_template(path: Path) -> Iterator[Message]:
    from jinja2.ext import babel_extract

    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    with path.open("rb") as file:
        for line, function, found, _ in babel_extract(file, _FUNCTIONS, [], options):
            texts = (
                [found]
                if isinstance(found, str)
                else [t for t in found or () if isinstance(t, str)]
            )
            if texts:
                many = texts[1] if function == "ngettext" else ""
                yield Message(texts[0], many, f"{path.relative_to(ROOT)}:{line}")


def catalogue(path: Path) -> Catalog:
    """A catalogue as it stands."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file)


def update(path: Path) -> tuple[int, int]:
    """Bring a catalogue up to date. Returns how many messages it has and lacks."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    old = catalogue(path)
    new = Catalog(locale=old.locale, header_comment="", charset="utf-8")
    lacking = 0
    for message in dict.fromkeys((m.one, m.many) for m in messages()):
        id = message if message[1] else message[0]
        before = old.get(message[0])
        said = before.string if before else ""
        whole = said and (all(said) if isinstance(said, tuple) else True)
        lacking += not whole
        flags = before.flags - {"fuzzy"} if before else ()
        new.add(id, said or None, flags=flags)
    with path.open("wb") as file:
        write_po(file, new, width=100, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {old.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    path.write_text(header + path.read_text("utf-8").lstrip("\n"), "utf-8")
    return len(new), lacking


if __name__ == "__main__":
    for each in sorted(CATALOGUES.glob("*.po")):
        count, lacking = update(each)
        print(f"{each.relative_to(ROOT)}: {count} messages, {lacking} to translate")
