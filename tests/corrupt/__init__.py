"""Damaged copies of the real content folder, one kind of damage a function.

A damage takes the folder of one report in the copy and changes it. Lines and columns count as the
published data do: lines from 1, data columns from 1, column 0 is the label.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import damage
from bench.damage import Damaged

CONTENT = Path(__file__).parents[2] / "content"
R2019 = "2019-12-tiltak-og-kjonn"
R2024 = "2024-08-oppfolging"

#: Changes the folder of one report.
Damage = Callable[[Path], None]
#: A finding's place and kind: line, column, code.
Found = tuple[int, int, str]


@dataclass(frozen=True)
class Case:
    """A damaged report, and what must be found in it.

    Attributes:
        damage: what is done to the report's folder.
        found: the findings that must be there, at their place.
        report: the id of the report.
        file: the file that they are in.
        also: the codes of other findings that the same damage may cause elsewhere.
        says: a word that the message of the first finding must hold.
    """

    damage: Damage
    found: tuple[Found, ...]
    report: str = R2019
    file: str = "rapport.txt"
    also: frozenset[str] = field(default=frozenset())
    says: str = ""


def copy_content(folder: Path, *ids: str) -> Path:
    """A content folder with the real code lists and pages, and those reports alone."""
    content = folder / "content"
    for name in ("codelists", "pages"):
        shutil.copytree(CONTENT / name, content / name)
    (content / "reports").mkdir()
    for id in ids:
        shutil.copytree(CONTENT / "reports" / id, content / "reports" / id)
    return content


# -- damages ------------------------------------------------------------------------------------


def text(change: Callable[[str], str | Damaged]) -> Damage:
    """Change the report's text."""

    def do(folder: Path) -> None:
        path = folder / "rapport.txt"
        changed = change(path.read_text("utf-8"))
        new = changed if isinstance(changed, str) else changed[0]
        path.write_text(new, "utf-8", newline="\n")

    return do


def raw(change: Callable[[bytes], bytes]) -> Damage:
    """Change the report's bytes."""

    def do(folder: Path) -> None:
        path = folder / "rapport.txt"
        path.write_bytes(change(path.read_bytes()))

    return do


def toml(old: str, new: str) -> Damage:
    """Change ``report.toml``."""

    def do(folder: Path) -> None:
        path = folder / "report.toml"
        before = path.read_text("utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {path}"
        path.write_text(before.replace(old, new), "utf-8", newline="\n")

    return do


def no_toml(folder: Path) -> None:
    """Take ``report.toml`` away."""
    (folder / "report.toml").unlink()


def no_text(folder: Path) -> None:
    """Take the report itself away."""
    (folder / "rapport.txt").unlink()


def cell(line: int, column: int, new: str, *, old: str = "") -> Damage:
    """Print another cell; ``old`` is what must have stood there."""

    def change(body: str) -> str:
        lines = body.split("\n")
        cells = lines[line - 1].split("\t")
        assert old in ("", cells[column]), f"{cells[column]!r} stands at {line}:{column}"
        cells[column] = new
        lines[line - 1] = "\t".join(cells)
        return "\n".join(lines)

    return text(change)


def row(line: int, new: str, *, old: str) -> Damage:
    """Print another line; ``old`` is how the line must have begun."""

    def change(body: str) -> str:
        lines = body.split("\n")
        assert lines[line - 1].startswith(old), f"{lines[line - 1][:60]!r} stands on line {line}"
        lines[line - 1] = new
        return "\n".join(lines)

    return text(change)


def both(*damages: Damage) -> Damage:
    """One damage after the other."""

    def do(folder: Path) -> None:
        for each in damages:
            each(folder)

    return do


def doubled_report(folder: Path) -> None:
    """Put the same report in once more, in a folder of another name."""
    shutil.copytree(folder, folder.with_name(f"{folder.name}-igjen"))


def digit(line: int, column: int) -> Damage:
    """Change the last digit of a figure."""
    return text(lambda body: damage.change_digit(body, line, column))
