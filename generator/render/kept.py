"""Drawings kept from one build to the next, in a folder of files by what they are drawn from.

To draw is most of a build. The name of a file is the checksum of all that its bytes depend on: the
spec, the words around it, the look, the colours, the code that draws, the versions of the tools.
So what is found under a name is what would be drawn now, and nothing is ever out of date. A file
that is not whole is passed over and drawn anew; a folder that cannot be written to keeps nothing.

Kept light: the processes that draw import it (:mod:`generator.render.svg`).
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

#: Past so many bytes those that have not been used for the longest time go: some five whole sites.
LIMIT: Final = 250_000_000
_TOOLS: Final = ("vl-convert-python", "pillow")
_CODE: Final = ("kept", "svg", "png", "picture", "colours", "lettering")
_DIGEST: Final = 64


@dataclass(frozen=True)
class Kept:
    """A folder of drawings.

    Attributes:
        folder: where they are; need not be there.
        adding: whether new ones are added; else it is only read.
    """

    folder: Path
    adding: bool = True

    def name(self, *made_from: str) -> str:
        """The file of what is drawn from these texts by this code and these tools."""
        told = json.dumps([_tools(), *made_from]).encode()
        return str(self.folder / hashlib.sha256(told).hexdigest())

    def find(self, name: str) -> list[bytes] | None:
        """The parts that were kept under a name; None if they are not there, or not whole."""
        path = Path(name)
        try:
            data = path.read_bytes()
            if self.adding:
                os.utime(path)  # the time of its last use
        except OSError:
            return None
        return _parts(data)

    def trim(self, limit: int = LIMIT) -> None:
        """Take away those that have not been used for the longest time, down to ``limit`` bytes."""
        if not self.adding:
            return
        with contextlib.suppress(OSError):
            found = [(path.stat(), path) for path in self.folder.iterdir()]
            total = sum(stat.st_size for stat, _ in found)
            for stat, path in sorted(found, key=lambda pair: (pair[0].st_mtime_ns, pair[1])):
                if total <= limit:
                    break
                path.unlink()
                total -= stat.st_size


def keep(name: str, parts: Sequence[bytes]) -> None:
    """Keep the parts of a drawing; in one step, so that no other build finds half of them."""
    path = Path(name)
    body = b"".join([json.dumps([len(part) for part in parts]).encode(), b"\n", *parts])
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(_digest(body) + body)
        new.replace(path)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _parts(data: bytes) -> list[bytes] | None:
    """The parts of a file that is whole: its checksum, their sizes, and they themselves."""
    body = data[_DIGEST:]
    if data[:_DIGEST] != _digest(body):
        return None
    sizes, _, rest = body.partition(b"\n")
    parts = []
    for size in json.loads(sizes):
        parts.append(rest[:size])
        rest = rest[size:]
    return parts


@functools.cache
def _tools() -> list[str]:
    """All that draws: Python, the tools by version, and our own code and fonts by checksum."""
    here = Path(__file__).parent
    files = [*(here / f"{name}.py" for name in _CODE), here / "fonts.conf"]
    code = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
    return [sys.version, *(f"{tool} {version(tool)}" for tool in _TOOLS), code]
